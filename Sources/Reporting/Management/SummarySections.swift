import Experiments

// What a manager reads first: the summary and the balanced scorecard.

extension ManagementBuilder {
  // MARK: - Summary

  var summary: [Block] {
    let judged = entries.filter(\.hasTarget)
    let (own, proposed) = (judged.filter(isOwn), judged.filter { !isOwn($0) })
    let unmeasured = entries.filter { !$0.isMeasured }.count
    var blocks: [Block] = [
      .paragraph(
        language.joined([
          own.isEmpty && report.goals.isEmpty
            ? "" : counts("summary.ownCounts", own, goals: report.goals.map(\.verdict)),
          proposed.isEmpty ? "" : counts("summary.counts", proposed),
          language.sentence(
            Finding(
              "summary.unmeasured", ["unmeasured": number(unmeasured), "all": number(entries.count)])),
        ])),
      .tiles(tiles(judged)),
    ]
    if let note = proposalNote(judged) { blocks.append(.note(note)) }
    if let goals = goalTable { blocks.append(.table(goals)) }
    blocks += groups(own, suffix: "") + groups(proposed, suffix: ".proposed")
    if !judged.contains(where: \.result.verdict.isMiss),
      !report.goals.contains(where: { $0.verdict == .missed })
    {
      blocks.append(.paragraph(language.phrase("summary.noMiss")))
    }
    return blocks + whatToDo
  }

  /// How many targets are met, missed, and not yet told apart.
  private func counts(_ key: String, _ judged: [Entry], goals: [GoalVerdict] = []) -> String {
    func count(_ verdicts: KPIResult.Verdict..., goal: GoalVerdict) -> Finding.Value {
      number(
        judged.filter { verdicts.contains($0.result.verdict) }.count + goals.filter { $0 == goal }.count)
    }
    return language.sentence(
      Finding(
        key,
        [
          "targets": number(judged.count + goals.count),
          "met": count(.met, .overService, goal: .met), "missed": count(.missed, goal: .missed),
          "unsure": count(.undecided, goal: .undecided),
          "unmeasured": number(judged.filter { !$0.isMeasured }.count),
          "profile": .text(profileName(report.profile)),
        ]))
  }

  /// The KPIs of one origin that are met, more than met, missed, and not yet told apart.
  private func groups(_ judged: [Entry], suffix: String) -> [Block] {
    func all(_ verdict: KPIResult.Verdict) -> [Entry] { judged.filter { $0.result.verdict == verdict } }
    var blocks: [Block] = []
    func list(_ key: String, _ entries: [Entry]) {
      guard !entries.isEmpty else { return }
      blocks.append(.paragraph(language.phrase(key + suffix, ["names": names(entries)])))
    }
    list("summary.met", all(.met))
    list("summary.more", all(.overService))
    if !all(.missed).isEmpty {
      var table = missTable(all(.missed))
      if !suffix.isEmpty {
        table.identifier += "Proposed"
        table.title = word("table.proposedMisses")
      }
      blocks.append(.table(table))
    }
    list("summary.unsure", all(.undecided))
    return blocks
  }

  private func number(_ count: Int) -> Finding.Value { .number(Double(count), unit: "count") }

  private func names(_ entries: [Entry]) -> String {
    language.list(entries.map { name($0.kpi.identifier) })
  }

  /// The most important KPIs with a target as figures that stand out.
  private func tiles(_ judged: [Entry]) -> [Document.Tile] {
    var tiles: [Document.Tile] = []
    tiles.append(scoreTile)
    let important = judged.filter(\.isMeasured).sorted {
      (effectiveWeight($0.kpi) ?? 0) > (effectiveWeight($1.kpi) ?? 0)
    }
    return tiles + important.prefix(5).map(tile)
  }

  /// A KPI with its verdict.
  func tile(_ entry: Entry) -> Document.Tile {
    var value = cell(entry.result.estimate, entry.format)
    value.tone = entry.result.verdict.tone
    return .init(
      title: name(entry.kpi.identifier), value: value,
      remark: word("verdict", entry.result.verdict.rawValue)
        + language.words.bracketed(
          word("column.target") + " " + language.target(entry.result.target, unit: entry.kpi.unit)
            + (entry.result.target?.isDoubtful == true ? ", " + word("flag.unverified") : "")))
  }

  /// The score with how much of the weight is behind it; none below half.
  private var scoreTile: Document.Tile {
    let score = Score(self)
    let coverage = figure(score.coverage, FigureFormat(.chance))
    guard let value = score.value else {
      return .init(
        title: word("tile.score"), value: Cell(word("tile.noScore"), tone: .neutral),
        remark: language.phrase("tile.noCoverage", ["share": coverage]))
    }
    var cell = cell(value * 100, FigureFormat(.points))
    cell.tone = score.tone
    return .init(
      title: word("tile.score"), value: cell,
      remark: language.phrase(
        score.isHeldBack ? "tile.coverageHeldBack" : "tile.coverage", ["share": coverage]))
  }

  /// Which targets are the program's proposals; nil: none is.
  private func proposalNote(_ judged: [Entry]) -> String? {
    let proposed = judged.filter { $0.result.target?.provenance == "proposal" }
    guard !proposed.isEmpty else { return nil }
    let scenario = judged.filter { $0.result.target?.provenance == "scenario" }
    var own = scenario.map { name($0.kpi.identifier) }
    if !report.goals.isEmpty {
      own += report.goals.map { name(ScopedGoal.identifier(of: $0.name)) }
    }
    return language.phrase(
      own.isEmpty ? "summary.proposals" : "summary.proposalsBeside",
      [
        "count": figure(Double(proposed.count), FigureFormat(.count)),
        "own": language.list(own),
      ])
  }

  /// The goals that the scenario sets for its contact types; nil: it sets none.
  private var goalTable: Table? {
    guard !report.goals.isEmpty else { return nil }
    let format = FigureFormat(.proportion)
    return table(
      "goals",
      [
        column("contactType"), column("value", isNumber: true), column("target", isNumber: true),
        column("verdict"), column("cause"),
      ],
      report.goals.map { goal in
        [
          Cell(goal.name), cell(goal.estimate, format),
          Cell(goalText(goal)),
          Cell(word("verdict", goal.verdict.rawValue), tone: goal.verdict.tone),
          Cell(goal.remedy.map { language.sentence($0.cause) } ?? FigureText.none),
        ]
      }, isOrdered: true)
  }

  private func missTable(_ missed: [Entry]) -> Table {
    table(
      "summaryMisses",
      [
        column("kpi"), column("value", isNumber: true), column("target", isNumber: true),
        column("verdict"), column("cause"),
      ],
      missed.map { entry in
        [
          Cell(title(entry.kpi)), valueCell(entry), targetCell(entry),
          verdictCell(entry.result.verdict),
          Cell(
            entry.result.remedy.map { language.sentence($0.cause) }
              ?? language.phrase("cause.notExamined")),
        ]
      })
  }

  // MARK: - What to do

  /// An action with the KPI that it is for.
  struct Proposal {
    let entry: Entry
    let action: Remedy.Action
  }

  /// The best action for each missed KPI, those first that count most; each lever once.
  var proposals: [Proposal] { proposals { $0.result.remedy?.actions ?? [] } }

  /// The same among actions that were simulated with the advised plan; nil: none was.
  var proposalsWithPlan: [Proposal]? {
    report.followUps.map { followUps in
      proposals { entry in followUps.filter { $0.kpi == entry.kpi.identifier }.map(\.action) }
    }
  }

  private func proposals(_ actions: (Entry) -> [Remedy.Action]) -> [Proposal] {
    var proposals: [Proposal] = []
    for entry in entries.sorted(by: { urgency($0) > urgency($1) }) {
      let free = actions(entry).first { action in
        action.breaks.isEmpty && action.worsens.isEmpty
          && !proposals.contains { $0.action.lever == action.lever }
      }
      if let action = free { proposals.append(Proposal(entry: entry, action: action)) }
    }
    return proposals
  }

  /// How much a missed KPI counts: weight times what its score lacks.
  private func urgency(_ entry: Entry) -> Double {
    (0.01 + (effectiveWeight(entry.kpi) ?? 0)) * (1 - (entry.result.score ?? 0.5))
  }

  /// What stands where there is no action: none helps, or none was simulated.
  var noActions: String {
    report.attainability == nil && report.levers.isEmpty ? "absent.unexamined" : "absent.actions"
  }

  private var whatToDo: [Block] {
    let chosen = proposals.prefix(3)
    guard !chosen.isEmpty else {
      let misses = entries.filter { $0.result.verdict.isMiss }
      let isConflict = misses.contains { $0.result.remedy?.actions.isEmpty == false }
      let safe = report.decision?.plan == nil ? "absent.safeActions" : "absent.otherActions"
      return [
        .heading(word("heading.actions")),
        .note(language.phrase(misses.isEmpty ? "absent.misses" : isConflict ? safe : noActions)),
      ]
    }
    return [
      .heading(word("heading.actions")),
      .list(chosen.map(sentence), isNumbered: true),
      .note(language.phrase("summary.actionNote")),
    ]
  }

  /// "Staffing +5 %: Service level +5.2 ± 0.6 points, to 80.6 %; the target is met. Cost …"
  func sentence(_ proposal: Proposal) -> String {
    let action = proposal.action
    let format = proposal.entry.format
    let main = language.phrase(
      "summary.action",
      [
        "action": lever(action.lever, action.size), "kpi": name(proposal.entry.kpi.identifier),
        "recovery": language.estimate(action.recovery, format.change),
        "before": language.estimate(proposal.entry.result.estimate, format),
        "after": language.estimate(action.after, format),
        "outcome": word("action", action.outcome.rawValue),
      ])
    guard let cost = action.cost else { return main }
    return language.joined([
      main,
      language.phrase(
        "summary.actionCost",
        ["cost": language.estimate(cost, FigureFormat(.money, isSigned: true)), "span": span]),
    ])
  }

  // MARK: - Scorecard

  /// The share of the root's count that a KPI has, along the tree; nil: it informs only.
  func effectiveWeight(_ kpi: KPI) -> Double? {
    guard var weight = kpi.weight else { return nil }
    for name in catalogue.path(above: kpi) {
      if let objective = catalogue.objectives.first(where: { $0.identifier == name }) {
        weight *= objective.weight ?? 1
      } else {
        guard let share = catalogue.kpi(name)?.weight else { return nil }
        weight *= share
      }
    }
    return weight
  }

  var scorecard: [Block] {
    let judged = entries.filter { $0.hasTarget || effectiveWeight($0.kpi) != nil }
    guard !judged.isEmpty else { return absent("scorecard") }
    let perspectives = KPI.Perspective.allCases.map { perspective in
      (perspective, judged.filter { $0.kpi.perspective == perspective })
    }
    let scored = Score(self)
    var blocks: [Block] = [.note(language.phrase("scorecard.note"))]
    blocks.append(
      .table(
        table(
          "perspectives",
          [
            column("perspective"), column("kpis", isNumber: true),
            column("met", isNumber: true), column("weight", isNumber: true),
            column("score", isNumber: true), column("light"),
          ],
          perspectives.map { perspective, entries in
            let score = scored.perspective(perspective)
            return [
              Cell(language.words.word(perspective, "perspective")),
              cell(Double(entries.count), FigureFormat(.count)),
              cell(Double(entries.count { $0.result.verdict.isKept }), FigureFormat(.count)),
              score.weight > 0
                ? cell(score.weight, FigureFormat(.proportion)) : Cell(word("weight.equal")),
              cell(score.value.map { $0 * 100 }, FigureFormat(.points)), light(score.tone),
            ]
          } + [total(judged, scored)], isOrdered: true)))
    if let chart = marginChart { blocks.append(.chart(chart)) }
    for (perspective, entries) in perspectives {
      let name = language.words.word(perspective, "perspective")
      blocks.append(.heading(name.capitalizedFirst))
      blocks.append(
        entries.isEmpty
          ? .note(language.phrase("scorecard.empty", ["perspective": name]))
          : .table(perspectiveTable(perspective, entries)))
    }
    return blocks
  }

  private func light(_ tone: Tone?) -> Cell {
    guard let tone else { return Cell(word("light.none"), tone: .neutral) }
    return Cell(word("light", tone.rawValue), tone: tone)
  }

  private func total(_ judged: [Entry], _ score: Score) -> [Cell] {
    [
      Cell(word("row.total")), cell(Double(judged.count), FigureFormat(.count)),
      cell(Double(judged.count { $0.result.verdict.isKept }), FigureFormat(.count)),
      Cell(
        language.phrase(
          "score.coverage", ["share": figure(score.coverage, FigureFormat(.chance))])),
      cell(score.value.map { $0 * 100 }, FigureFormat(.points)),
      light(score.value == nil ? nil : score.tone),
    ]
  }

  private func perspectiveTable(_ perspective: KPI.Perspective, _ entries: [Entry]) -> Table {
    var table = table(
      "scorecard-\(perspective.rawValue)",
      [
        column("kpi"), column("weight", isNumber: true), column("value", isNumber: true),
        column("target", isNumber: true), column("score", isNumber: true), column("verdict"),
      ],
      entries.map { entry in
        [
          Cell(title(entry.kpi)), cell(effectiveWeight(entry.kpi), FigureFormat(.proportion)),
          valueCell(entry), targetCell(entry),
          cell(entry.result.score.map { $0 * 100 }, FigureFormat(.points)),
          verdictCell(entry.result.verdict),
        ]
      })
    table.title = language.words.word(perspective, "perspective").capitalizedFirst
    return table
  }
}

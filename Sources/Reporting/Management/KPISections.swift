import Experiments

// The KPIs one by one: the table of all, the misses with cause and action, the cards.

extension ManagementBuilder {
  // MARK: - Table

  /// The heading of the shares of replications: days, or spans of several days.
  private var spanColumn: Table.Column {
    var column = column(
      "dayShare", isNumber: true,
      explanation: spans("explain.spanShare") ?? word("explain.dayShare"))
    if let title = spans("share.span") { column.title = title }
    return column
  }

  /// A phrase about replications of several days, which are judged as a whole; nil: they are days.
  func spans(_ phrase: String, _ values: [String: String] = [:]) -> String? {
    let days = report.time.daysPerReplication
    guard days > 1 else { return nil }
    return language.phrase(
      phrase,
      values.merging(["days": figure(Double(days), FigureFormat(.count))]) { first, _ in first })
  }

  var kpiTable: [Block] {
    var blocks: [Block] = [
      .note(spans("kpis.spanNote") ?? language.phrase("kpis.note"))
    ]
    let rows = entries.map { entry -> [Cell] in
      [Cell(entry.kpi.mark), Cell(name(entry.kpi.identifier)), valueCell(entry), targetCell(entry)]
        + [
          dayCell(entry.result.dayShare), cell(entry.result.monthShare, FigureFormat(.chance)),
          verdictCell(entry.result.verdict),
        ] + entry.result.smart.all.map { markCell($0.check) }
    }
    blocks.append(
      .table(
        table(
          "kpiTable",
          [
            column("number"), column("kpi"), column("value", isNumber: true),
            column("target", isNumber: true),
            spanColumn,
            column("monthShare", isNumber: true, explanation: word("explain.monthShare")),
            column("verdict"),
          ]
            + ["S", "M", "A", "R", "T"].map {
              .init(title: $0, explanation: word("smart", $0))
            }, rows, caption: unverifiedCaption)))
    if let chart = shareChart { blocks.append(.chart(chart)) }
    for entry in controlled { if let chart = controlChart(entry) { blocks.append(.chart(chart)) } }
    return blocks
  }

  private func dayCell(_ share: KPIEstimate?) -> Cell {
    var cell = cell(share, FigureFormat(.chance))
    if let share { cell.text = dayShare(share) }
    return cell
  }

  /// The KPIs with a target and their verdicts, without checks.
  var briefTable: Table {
    table(
      "kpiTable",
      [
        column("number"), column("kpi"), column("value", isNumber: true),
        column("target", isNumber: true),
        column("monthShare", isNumber: true, explanation: word("explain.monthShare")),
        column("verdict"),
      ],
      entries.filter { $0.hasTarget && $0.isMeasured }.map { entry in
        [
          Cell(entry.kpi.mark), Cell(name(entry.kpi.identifier)), valueCell(entry),
          targetCell(entry), cell(entry.result.monthShare, FigureFormat(.chance)),
          verdictCell(entry.result.verdict),
        ]
      }, caption: unverifiedCaption)
  }

  private var unverifiedCaption: String {
    entries.contains { $0.result.target?.isDoubtful == true }
      ? language.phrase("kpis.unverified") : ""
  }

  /// The outcome of a check in one sign with its word.
  private func markCell(_ check: SMARTChecks.Check) -> Cell {
    Cell(word("outcomeShort", check.verdict.rawValue), tone: check.verdict.tone)
  }

  /// KPIs whose days are worth a control chart: those with a target and daily values.
  private var controlled: [Entry] {
    entries.filter { $0.hasTarget && $0.result.days.compactMap { $0 }.count >= 8 }
      .sorted { (effectiveWeight($0.kpi) ?? 0) > (effectiveWeight($1.kpi) ?? 0) }
      .prefix(3).map { $0 }
  }

  // MARK: - Misses

  var misses: [Block] {
    let missed = entries.filter(\.result.verdict.isMiss)
    guard !missed.isEmpty || !goalMisses.isEmpty else { return absent("misses") }
    let heaviest = missed.enumerated().sorted {
      (effectiveWeight($0.element.kpi) ?? 0, -$0.offset)
        > (effectiveWeight($1.element.kpi) ?? 0, -$1.offset)
    }
    let full = Set(heaviest.prefix(Self.missesInFull).map(\.offset))
    let rest = missed.indices.filter { !full.contains($0) }.map { missed[$0] }
    return goalMisses + full.sorted().flatMap { miss(missed[$0]) }
      + (rest.isEmpty ? [] : [.table(otherMisses(rest))])
  }

  /// Misses with all their causes and actions: those that count most; the cards have the others' too.
  private static let missesInFull = 6

  /// Each miss in a row, with its cause and the action that helps most.
  private func otherMisses(_ entries: [Entry]) -> Table {
    var table = table(
      "otherMisses",
      [
        column("kpi"), column("value", isNumber: true), column("target", isNumber: true),
        column("cause"), column("action"),
      ],
      entries.map { entry in
        let remedy = entry.result.remedy
        return [
          Cell(name(entry.kpi.identifier)), valueCell(entry), targetCell(entry),
          Cell(remedy.map { language.sentence($0.cause) } ?? FigureText.none),
          Cell(remedy?.actions.first.map { lever($0.lever, $0.size) } ?? FigureText.none),
        ]
      })
    table.title = word("table.otherMisses")
    return table
  }

  private func miss(_ entry: Entry) -> [Block] {
    var blocks: [Block] = [
      .heading(title(entry.kpi)),
      .paragraph(
        language.phrase(
          "miss.state",
          [
            "kpi": name(entry.kpi.identifier),
            "value": language.estimate(entry.result.estimate, entry.format),
            "target": language.target(entry.result.target, unit: entry.kpi.unit),
            "verdict": word("verdict", entry.result.verdict.rawValue),
          ])),
    ]
    guard let remedy = entry.result.remedy else {
      return blocks + [.note(language.phrase("absent.remedy"))] + advice(entry)
    }
    blocks.append(
      .paragraph(
        language.joined([
          language.sentence(remedy.cause),
          remedy.path.count > 1
            ? language.phrase(
              "miss.path", ["path": remedy.path.map(name).joined(separator: " → ")]) : "",
        ])))
    if !remedy.contributions.isEmpty {
      blocks.append(.table(contributionTable(entry, remedy)))
      if let chart = contributionChart(entry, remedy) { blocks.append(.chart(chart)) }
    }
    blocks +=
      remedy.actions.isEmpty
      ? [.note(language.phrase(noActions))]
      : [.table(actionTable(entry.kpi.identifier, entry.format, remedy))]
    return blocks + advice(entry)
  }

  private func contributionTable(_ entry: Entry, _ remedy: Remedy) -> Table {
    var table = table(
      "causes-\(entry.kpi.identifier)",
      [column("kpi"), column("gap", isNumber: true), column("effect", isNumber: true)],
      remedy.contributions.map { part in
        [
          Cell(name(part.child)), cell(part.gap, format(of: part.child).change),
          part.change == nil
            ? Cell(word("effect.unknown")) : cell(part.change, entry.format.change),
        ]
      }, isOrdered: true)
    table.title = word("table.causes")
    table.caption = language.phrase("miss.contributions", ["kpi": name(entry.kpi.identifier)])
    return table
  }

  func actionTable(_ identifier: String, _ format: FigureFormat, _ remedy: Remedy) -> Table {
    let hasCost = remedy.actions.contains { $0.cost != nil }
    var table = table(
      "actions-\(identifier)",
      [
        column("action"), column("recovery", isNumber: true), column("after", isNumber: true),
        column("target"),
      ] + (hasCost ? [moneyColumn("costChange")] : []),
      remedy.actions.map { action in
        [
          Cell(actionName(action)), cell(action.recovery, format.change),
          cell(action.after, format),
          Cell(
            word("action", action.outcome.rawValue),
            tone: action.breaks.isEmpty && action.worsens.isEmpty ? action.outcome.tone : .fair,
            note: harm(breaks: action.breaks, worsens: action.worsens)),
        ] + (hasCost ? [cell(action.cost, FigureFormat(.money, isSigned: true))] : [])
      }, isOrdered: true)
    table.title = word("table.actions")
    table.caption = language.phrase("miss.actions")
    return table
  }

  /// What a change does to other targets, in sentences; empty: nothing.
  func harm(breaks: [String], worsens: [String], isProposed: Bool = false) -> String {
    language.joined(
      [("action.breaks", breaks), ("action.worsens", worsens)].map { key, names in
        names.isEmpty
          ? ""
          : language.phrase(
            key + (isProposed ? ".proposed" : ""), ["names": language.list(names.map(name))])
      })
  }

  /// What the catalogue knows about causes and actions.
  private func advice(_ entry: Entry) -> [Block] {
    guard let text = language.texts.kpis[entry.kpi.identifier],
      !text.causes.isEmpty || !text.actions.isEmpty
    else { return [] }
    return [
      .note(
        language.phrase(
          "miss.advice",
          ["causes": language.list(text.causes), "actions": language.list(text.actions)]))
    ]
  }

  // MARK: - Cards

  var cards: [Block] {
    let full = entries.filter { $0.hasTarget && $0.isMeasured || $0.result.verdict.isMiss }
    let short = entries.filter { entry in
      !full.contains { $0.kpi.identifier == entry.kpi.identifier }
    }
    var blocks: [Block] =
      full.isEmpty && goalCards.isEmpty
      ? absent("cards") : (goalCards + full.map(card)).map { .card($0) }
    if !short.isEmpty {
      blocks.append(
        .table(
          table(
            "otherKPIs",
            [
              column("number"), column("kpi"), column("definition"),
              column("value", isNumber: true),
            ],
            short.map { entry in
              [
                Cell(entry.kpi.mark), Cell(name(entry.kpi.identifier)),
                Cell(language.texts.kpis[entry.kpi.identifier]?.definition ?? ""), valueCell(entry),
              ]
            })))
    }
    return blocks
  }

  private func card(_ entry: Entry) -> Document.Card {
    let smart = entry.result.smart
    let contents: [(letter: String, content: [String])] = [
      ("S", specific(entry)), ("M", measured(entry)), ("A", attainable(entry)),
      ("R", relevant(entry)), ("T", timeBound(entry)),
    ]
    var items = [
      Document.Card.Item(
        name: word("column.kpi"), content: [head(entry)],
        verdict: verdictCell(entry.result.verdict))
    ]
    items += zip(contents, smart.all).map { part, mark in
      .init(
        name: "\(part.letter)  \(word("smart", part.letter))",
        content: part.content + evidence(mark.check),
        verdict: check(mark.check))
    }
    if entry.result.verdict.isMiss {
      items.append(.init(name: word("card.onMiss"), content: onMiss(entry), verdict: nil))
    }
    return Document.Card(
      identifier: entry.kpi.identifier, title: title(entry.kpi),
      verdict: verdictCell(entry.result.verdict), items: items)
  }

  /// The evidence of a check.
  private func evidence(_ check: SMARTChecks.Check) -> [String] {
    check.evidence.map(language.sentence)
  }

  private func head(_ entry: Entry) -> String {
    let target = entry.result.target
    let unverified =
      target?.isDoubtful == true ? language.words.bracketed(word("flag.unverified")) : ""
    return language.phrase(
      "card.head",
      [
        "kpi": title(entry.kpi), "level": language.words.word(entry.kpi.owner, "level"),
        "target": language.target(target, unit: entry.kpi.unit) + unverified,
        "period": target.map(period) ?? FigureText.none,
        "perspective": language.words.word(entry.kpi.perspective, "perspective"),
      ])
  }

  func period(_ target: TargetFigure) -> String {
    KPI.Period(rawValue: target.period).map { language.words.word($0, "period") } ?? target.period
  }

  private func specific(_ entry: Entry) -> [String] {
    let kpi = entry.kpi
    return [
      language.texts.kpis[kpi.identifier]?.definition ?? "",
      language.phrase(
        "card.formula",
        [
          "formula": kpi.formula.printed(language.texts.events),
          "direction": language.words.word(kpi.direction, "direction"),
          "scope": language.list(kpi.scope.map { language.words.word($0, "scope") }),
        ]),
    ].filter { !$0.isEmpty }
  }

  private func measured(_ entry: Entry) -> [String] {
    guard let estimate = entry.result.estimate else { return [reason(entry)] }
    let sources = entry.kpi.sources.map { language.words.word($0, "source") }
    return [
      language.phrase(
        "card.value",
        [
          "value": language.estimate(estimate, entry.format),
          "confidence": figure(report.run.confidence, FigureFormat(.proportion)),
          "days": figure(
            Double(report.run.replications * report.time.daysPerReplication), FigureFormat(.count)),
          "sources": language.list(sources),
        ])
    ]
  }

  private func attainable(_ entry: Entry) -> [String] {
    var sentences: [String] = []
    if let range = feasibleRange(entry.kpi.identifier) {
      sentences.append(
        language.phrase(
          report.attainability?.budget == nil ? "card.range" : "card.rangeWithin",
          [
            "low": language.figure(range.low, entry.format),
            "high": language.figure(range.high, entry.format),
          ]))
    }
    if let day = entry.result.dayShare {
      let shares = [
        "day": dayShare(day),
        "month": language.estimate(entry.result.monthShare, FigureFormat(.chance)),
      ]
      sentences.append(
        spans("card.spanShares", shares) ?? language.phrase("card.shares", shares))
    }
    let references = entry.result.references.map { reference(entry, $0) }
    if !references.isEmpty {
      sentences.append(
        language.phrase("card.references", ["references": language.semicolons(references)]))
    }
    return sentences
  }

  /// "Purdue survey, USA, 2003: mean found 37 s (UNVERIFIED)".
  func reference(_ entry: Entry, _ target: TargetFigure) -> String {
    let kind = KPITarget.Kind(rawValue: target.kind).map { language.words.word($0, "kind") }
    return profileName(target.profile) + language.words[.colon] + (kind ?? target.kind) + " "
      + language.target(target, unit: entry.kpi.unit)
      + (target.isVerified ? "" : language.words.bracketed(word("flag.unverified")))
  }

  private func relevant(_ entry: Entry) -> [String] {
    let path = catalogue.path(above: entry.kpi).map(name).joined(separator: " → ")
    var sentences = [
      language.phrase(
        "card.serves", ["path": path, "edge": language.words.word(entry.kpi.edge, "edge")])
    ]
    if let elasticity = entry.result.elasticity {
      sentences.append(sentence(elasticity, of: entry))
    }
    return sentences
  }

  /// "Simulated with staffing: … moves from … ".
  func sentence(_ elasticity: Elasticity, of entry: Entry) -> String {
    let parent = format(of: elasticity.parent)
    return language.phrase(
      elasticity.isSignificant ? "card.elasticity" : "card.noElasticity",
      [
        "lever": word("lever", elasticity.lever), "kpi": name(entry.kpi.identifier),
        "change": language.estimate(elasticity.childChange, entry.format.change),
        "parent": name(elasticity.parent),
        "parentChange": language.estimate(elasticity.parentChange, parent.change),
      ])
  }

  private func timeBound(_ entry: Entry) -> [String] {
    guard entry.result.smart.timeBound.evidence.isEmpty else { return [] }
    let time = report.time
    var sentences = [
      language.phrase(
        "card.time",
        [
          "frequency": language.list(
            entry.kpi.frequency.map { language.words.word($0, "period") }),
          "period": entry.result.target.map(period) ?? FigureText.none,
          "baseline": time.baseline.map(language.day) ?? word("date.none"),
          "deadline": time.deadline.map(language.day) ?? word("date.none"),
        ])
    ]
    if let trend = entry.result.trend {
      sentences.append(sentence(trend, format: entry.format))
    }
    return sentences
  }

  private func onMiss(_ entry: Entry) -> [String] {
    let text = language.texts.kpis[entry.kpi.identifier] ?? KPIText()
    guard let remedy = entry.result.remedy else {
      return [
        language.phrase(
          "miss.advice",
          ["causes": language.list(text.causes), "actions": language.list(text.actions)])
      ]
    }
    return [language.sentence(remedy.cause)]
      + remedy.actions.prefix(2).map { sentence(Proposal(entry: entry, action: $0)) }
  }
}

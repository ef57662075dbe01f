import Experiments

/// The first sentence of a report: what to do, and the figure that says so.
public struct Opening: Sendable, Equatable {
  /// What to do; empty: nothing is advised.
  public var decision: String
  /// The figure against its target.
  public var state: String

  /// A decision with the figure behind it.
  public init(decision: String = "", state: String) {
    self.decision = decision
    self.state = state
  }

  /// How a figure stands to its target.
  ///
  /// Example: "Service level is 63.0 ± 2.3 % and misses its target, ≥ 80 % within 20 s."
  ///
  /// - Parameters:
  ///   - decision: What to do; empty: nothing is advised.
  ///   - name: The figure's name.
  ///   - value: The figure as it is printed, with its interval.
  ///   - target: The target as it is printed.
  ///   - verdict: How they stand, told from the interval.
  ///   - language: The language, with the catalogue's words.
  public init(
    decision: String = "", name: String, value: String, target: String, verdict: GoalVerdict,
    language: ReportLanguage
  ) {
    self.init(
      decision: decision,
      state: language.phrase(
        "opening.\(verdict.rawValue)", ["kpi": name, "value": value, "target": target]))
  }
}

// The page in words that the report opens with.

extension ManagementBuilder {
  /// The decision with the figure behind it, the plan, its cost, how sure it is, what it costs other
  /// targets, and what to do first.
  var opening: [Block] {
    guard let decision = report.decision, let entry = entry(decision.goal) else {
      return [.paragraph(language.phrase("opening.none"))] + monday(nil)
    }
    let opening = openingSentence(decision, entry)
    var blocks: [Block] = [
      .lead(opening.decision),
      .paragraph(
        language.joined([
          opening.state,
          decision.isOfTypes == true ? "" : typeSentence(report.goals, "opening.types"),
        ])),
    ]
    if !ownTiles.isEmpty { blocks.append(.tiles(ownTiles)) }
    if !whyItems.isEmpty {
      blocks += [.heading(word("heading.why")), .list(whyItems, isNumbered: false)]
    }
    func part(_ key: String, _ sentences: [String]) {
      let text = language.joined(sentences)
      guard !text.isEmpty else { return }
      blocks += [.heading(word("heading", key)), .paragraph(text)]
    }
    part("plan", planSentences(decision, entry))
    part("cost", costSentences(decision))
    part("sure", sureSentences(decision, entry))
    part("conflict", conflictSentences(decision))
    return blocks + monday(decision)
  }

  /// The opening sentence of the report; nil: nothing was to be decided.
  var openingSentence: Opening? {
    guard let decision = report.decision, let entry = entry(decision.goal) else { return nil }
    return openingSentence(decision, entry)
  }

  private func openingSentence(_ decision: Decision, _ entry: Entry) -> Opening {
    let verdict: GoalVerdict =
      entry.result.verdict.isKept ? .met : entry.result.verdict == .missed ? .missed : .undecided
    let advice = language.phrase(key("decision", decision), values(of: decision))
    if decision.isOfTypes == true {
      return Opening(decision: advice, state: typeSentence(report.goals, "opening.types"))
    }
    return Opening(
      decision: advice,
      name: name(decision.goal), value: language.estimate(entry.result.estimate, entry.format),
      target: language.target(entry.result.target, unit: entry.kpi.unit), verdict: verdict,
      language: language)
  }

  /// The phrase about a decision that fits its plan: of some groups, of hours at other times, or both.
  private func key(_ group: String, _ decision: Decision) -> String {
    let kind = "\(group).\(decision.kind.rawValue)"
    if group == "decision", decision.kind == .beyond, let attainability = report.attainability,
      attainability.budget != nil
    {
      return kind + (attainability.isBudgetUntried ? ".budgetUntried" : ".budget")
    }
    if group == "monday", decision.kind == .undecided, decision.days == nil {
      return kind + (decision.difference == nil ? ".unknown" : ".near")
    }
    guard let plan = decision.plan else { return kind }
    if decision.kind == .move { return kind + (isSameHours(decision) ? "" : ".less") }
    guard [.add, .save].contains(decision.kind), plan.groups != nil else { return kind }
    return kind + (plan.isMoved == true ? ".groupsMoved" : ".groups")
  }

  private func isSameHours(_ decision: Decision) -> Bool {
    guard let plan = decision.plan, let present = decision.present else { return true }
    return abs(plan.hours - present.hours) < 0.05
  }

  /// What a plan is, among the others: "127.3 % of the present staffing", "billing team 2 → 3".
  func planName(_ plan: Attainability.Plan) -> String {
    let groups = groupText(plan)
    let key = plan.isMoved == true ? "plan.moved" : groups.isEmpty ? "plan.factor" : "plan.groups"
    return language.phrase(
      key == "plan.moved" && !groups.isEmpty ? "plan.groupsMoved" : key,
      [
        "factor": figure(plan.factor, FigureFormat(.proportion)), "groups": groups,
        "hours": figure(plan.hours, FigureFormat(.hours)),
      ])
  }

  /// "billing team 2 → 3"; empty: no group stands out.
  func groupText(_ plan: Attainability.Plan) -> String {
    guard let groups = plan.groups else { return "" }
    return language.list(groups.map { "\($0.group) \($0.now) → \($0.then)" })
  }

  /// What the phrases about a decision are filled with.
  private func values(of decision: Decision) -> [String: String] {
    let hours = FigureFormat(.hours)
    let present = decision.present?.hours
    var values = ["kpi": name(decision.goal), "span": span]
    values["present"] = figure(present, hours)
    values["budget"] = figure(report.attainability?.budget, FigureFormat(.money))
    if let plan = decision.plan {
      values["hours"] = figure(plan.hours, hours)
      values["change"] = figure(present.map { abs(plan.hours - $0) }, hours)
      values["factor"] = figure(plan.factor, FigureFormat(.proportion))
      values["groups"] = groupText(plan)
    }
    if let lever = decision.lever {
      values["action"] = self.lever(lever, decision.size ?? 0)
    }
    if let entry = entry(decision.goal) {
      values["after"] = language.estimate(decision.after, entry.format)
    }
    values["days"] = figure(decision.days, FigureFormat(.count))
    if let entry = entry(decision.goal) {
      let unit = entry.format.unit == .proportion ? .percentPoints : entry.format.unit
      values["difference"] = figure(decision.difference, FigureFormat(unit))
    }
    return values
  }

  // MARK: - The parts

  private func planSentences(_ decision: Decision, _ entry: Entry) -> [String] {
    let values = values(of: decision)
    var sentences: [String] = []
    if decision.kind == .beyond, decision.plan != nil {
      sentences.append(
        language.phrase(
          report.attainability?.budget == nil ? "opening.nearest" : "opening.nearestWithin", values))
    }
    if let plan = decision.plan {
      sentences.append(
        language.phrase(
          plan.isMoved == true
            ? isSameHours(decision) ? "opening.planMoved" : "opening.planMoved.other"
            : plan.groups != nil
              ? "opening.plan.groups"
              : decision.present == nil ? "opening.planAlone" : "opening.plan",
          values))
    } else if report.attainability == nil {
      sentences.append(language.phrase("opening.unexamined"))
    }
    if decision.kind == .undecided, decision.difference != nil {
      sentences.append(
        language.phrase(decision.days == nil ? "opening.near" : "opening.simulate", values))
    }
    let isChange = decision.plan != nil || decision.kind == .lever
    if isChange, decision.isOfTypes != true, let outcome = decision.outcome {
      sentences.append(
        language.phrase(
          "opening.after",
          values.merging(["outcome": word("action", outcome.rawValue)]) { first, _ in first }))
    }
    sentences.append(typeSentence(decision.goals, "opening.typesAfter"))
    if !decision.improves.isEmpty {
      sentences.append(
        language.phrase("opening.improves", ["names": language.list(decision.improves.map(name))]))
    }
    return sentences + movedSentences(decision, entry)
  }

  /// What the same hours at better times would give, where they are not the advice; empty: they are, or
  /// nothing better was found.
  private func movedSentences(_ decision: Decision, _ entry: Entry) -> [String] {
    guard let moved = report.attainability?.moved else { return [] }
    if let plan = decision.plan, plan.isMoved == true, plan.groups == nil, plan.hours == moved.hours {
      return []
    }
    let after = moved.values[decision.goal]
    let isFewer = decision.present.map { abs($0.hours - moved.hours) >= 0.05 } ?? false
    let verdict = entry.result.target.flatMap { target in
      after.map { TargetRule(entry.kpi, target).goal($0) }
    }
    return [
      language.phrase(
        isFewer ? "opening.moved.fewer" : "opening.moved",
        [
          "hours": figure(moved.hours, FigureFormat(.hours)), "kpi": name(decision.goal),
          "present": figure(decision.present?.hours, FigureFormat(.hours)),
          "after": language.estimate(after, entry.format),
          "outcome": word("action", (verdict ?? .undecided).rawValue),
        ]),
      typeSentence(moved.goals ?? [], "opening.typesAfter"),
      decision.movedCost.map {
        language.phrase(
          "opening.movedCost",
          ["cost": language.estimate($0, FigureFormat(.money, isSigned: true)), "span": span])
      } ?? "",
    ]
  }

  // MARK: - What was set by the user

  /// Whether a target is the user's: set in the scenario, or of a profile that was chosen.
  func isOwn(_ entry: Entry) -> Bool { entry.result.target.map { $0.provenance != "proposal" } ?? false }

  /// Whether what stands for a KPI or a goal of a contact type is the user's.
  func isOwn(_ identifier: String) -> Bool { entry(identifier).map(isOwn) ?? true }

  /// The user's own KPIs on page one: those that count most.
  private static let mostOwn = 6

  private var ownEntries: [Entry] {
    let own = entries.filter { isOwn($0) && $0.isMeasured }
      .sorted { (effectiveWeight($0.kpi) ?? 0) > (effectiveWeight($1.kpi) ?? 0) }
    let decided = own.filter { $0.kpi.identifier == report.decision?.goal }
    return Array((decided + own.filter { $0.kpi.identifier != report.decision?.goal }).prefix(Self.mostOwn))
  }

  /// The user's own goals as figures that stand out.
  private var ownTiles: [Document.Tile] {
    let types = report.goals.map { goal in
      var value = cell(goal.estimate, FigureFormat(.proportion))
      value.tone = goal.verdict.tone
      return Document.Tile(
        title: name(ScopedGoal.identifier(of: goal.name)), value: value,
        remark: word("verdict", goal.verdict.rawValue)
          + language.words.bracketed(word("column.target") + " " + goalText(goal)))
    }
    return Array((ownEntries.map(tile) + types).prefix(2 * Self.mostOwn))
  }

  /// Why the user's own goals are missed, one sentence each.
  private var whyItems: [String] {
    func item(_ identifier: String, _ remedy: Remedy?) -> String {
      name(identifier) + language.words[.colon]
        + (remedy.map { language.sentence($0.cause) } ?? language.phrase("cause.notExamined"))
    }
    return ownEntries.filter(\.result.verdict.isMiss).map { item($0.kpi.identifier, $0.result.remedy) }
      + report.goals.filter { $0.verdict == .missed }
      .map { item(ScopedGoal.identifier(of: $0.name), $0.remedy) }
  }

  /// Contact types that are all named; of more, those whose goals are not surely met.
  private static let fewTypes = 6

  /// How the contact types stand to their goals; empty: they have none.
  private func typeSentence(_ goals: [ScopedGoal], _ key: String) -> String {
    let open = goals.filter { $0.verdict != .met }
    let shown = goals.count > Self.fewTypes && !open.isEmpty ? open : goals
    guard !shown.isEmpty else { return "" }
    let items = shown.map { goal in
      goal.name
        + language.words.bracketed(
          language.estimate(goal.estimate, FigureFormat(.proportion)) + language.words[.comma]
            + goalText(goal) + language.words[.colon] + word("verdict", goal.verdict.rawValue))
    }
    return language.phrase(key, ["names": language.list(items)])
  }

  /// "≥ 80 % within 20 s".
  func goalText(_ goal: ScopedGoal) -> String {
    language.phrase(
      "goal.target",
      [
        "share": figure(goal.low, FigureFormat(.proportion)),
        "within": figure(goal.within, FigureFormat(.seconds)),
      ])
  }

  private func costSentences(_ decision: Decision) -> [String] {
    guard decision.plan != nil || decision.kind == .lever else { return budgetSentences(decision) }
    guard let cost = decision.cost else { return [language.phrase("opening.noCosts")] }
    let isOnlyMoved = decision.kind == .move && isSameHours(decision)
    let months = Double(report.time.daysPerMonth) / Double(report.time.daysPerReplication)
    let format = FigureFormat(.money, isSigned: true)
    return [
      language.phrase(
        decision.kind == .lever ? "opening.leverCost" : "opening.cost",
        [
          "cost": language.estimate(cost, format), "span": span,
          "month": figure((cost.value * months).rounded(), format),
          "days": figure(Double(report.time.daysPerMonth), FigureFormat(.count)),
        ]),
      isOnlyMoved && cost.value != 0 ? language.phrase("opening.costSameHours") : "",
    ] + budgetSentences(decision)
  }

  /// How the present staffing stands to the budget, and what would reach the goals beyond it; empty: there
  /// is no budget.
  private func budgetSentences(_ decision: Decision) -> [String] {
    guard let budget = report.attainability?.budget, let cost = decision.presentCost else { return [] }
    let money = FigureFormat(.money)
    let verdict = cost.verdict(.atMost, budget)
    return [
      language.phrase(
        "opening.budget.\(verdict.rawValue)",
        [
          "cost": language.estimate(cost, money), "budget": figure(budget, money), "span": span,
          "excess": figure((cost.value - budget).magnitude, money),
        ]),
      decision.beyondBudget.map { plan in
        language.phrase(
          "opening.beyondBudget",
          ["plan": planName(plan), "cost": figure(plan.cost, money), "span": span])
      } ?? "",
    ]
  }

  private func sureSentences(_ decision: Decision, _ entry: Entry) -> [String] {
    var sentences = [
      language.phrase(
        "opening.sure",
        [
          "days": figure(
            Double(report.run.replications * report.time.daysPerReplication), FigureFormat(.count)),
          "confidence": figure(report.run.confidence, FigureFormat(.proportion)),
        ])
    ]
    if decision.isOfTypes != true, let chance = decision.chance, let target = entry.result.target {
      sentences.append(
        language.phrase(
          decision.plan == nil && decision.kind != .lever ? "opening.chanceNow" : "opening.chance",
          [
            "period": period(target), "share": language.chance(chance),
          ]))
    }
    if let leaner = decision.leaner, let share = leaner.periodShares[decision.goal],
      let target = entry.result.target
    {
      sentences.append(
        language.phrase(
          "opening.leaner",
          ["plan": planName(leaner), "period": period(target), "share": language.chance(share)]))
    }
    let open =
      entries.filter { isOwn($0) && $0.result.verdict == .undecided }.map(\.kpi.identifier)
      + report.goals.filter { $0.verdict == .undecided }.map { ScopedGoal.identifier(of: $0.name) }
    if !open.isEmpty {
      sentences.append(
        language.phrase("opening.open", ["names": language.list(open.map(name))]))
    }
    return sentences
  }

  private func conflictSentences(_ decision: Decision) -> [String] {
    [
      conflictSentence ?? "",
      harm(breaks: decision.breaks.filter(isOwn), worsens: decision.worsens.filter(isOwn)),
      harm(
        breaks: decision.breaks.filter { !isOwn($0) }, worsens: decision.worsens.filter { !isOwn($0) },
        isProposed: true),
    ]
  }

  /// Which missed targets pull in two directions, and what the advice chooses; nil: none do.
  var conflictSentence: String? {
    guard let decision = report.decision, let conflict = decision.conflict else { return nil }
    let values = [
      "more": language.list(conflict.more.map(name)),
      "fewer": language.list(conflict.fewer.map(name)), "kpi": name(decision.goal),
    ]
    let takesMore = [.add, .move, .keep].contains(decision.kind)
    let choice =
      takesMore ? "conflict.more" : decision.kind == .save ? "conflict.fewer" : "conflict.open"
    return language.joined([
      language.phrase("conflict.sides", values), language.phrase(choice, values),
    ])
  }

  /// What to do first: the advice, what else helps without harm, and the targets that are nobody's.
  private func monday(_ decision: Decision?) -> [Block] {
    var items: [String] = []
    if let decision {
      items.append(language.phrase(key("monday", decision), values(of: decision)))
    }
    // What the plan decides is not to be decided again.
    let decided = [KPILever.staffing.rawValue, KPILever.placement.rawValue]
    let withPlan = proposalsWithPlan
    let others = (withPlan ?? proposals).filter {
      !decided.contains($0.action.lever) && $0.action.lever != decision?.lever
        && !isMet($0.entry, by: decision?.plan)
    }
    items += others.prefix(2).map(sentence)
    let note: [Block] =
      decision?.plan == nil || others.isEmpty
      ? [] : [.note(language.phrase(withPlan == nil ? "monday.present" : "monday.withPlan"))]
    if entries.contains(where: { $0.result.target?.provenance == "proposal" }) {
      items.append(language.phrase("monday.targets"))
    }
    return items.isEmpty
      ? [] : [.heading(word("heading.monday")), .list(items, isNumbered: true)] + note
  }

  /// Whether a plan meets a KPI's target, so that nothing else is needed for it.
  private func isMet(_ entry: Entry, by plan: Attainability.Plan?) -> Bool {
    verdict(plan?.values[entry.kpi.identifier], entry)?.isKept == true
  }
}

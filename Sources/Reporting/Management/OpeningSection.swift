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
    if group == "decision", decision.kind == .beyond, report.attainability?.budget != nil {
      return kind + ".budget"
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
    return sentences
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
    guard decision.plan != nil || decision.kind == .lever else { return [] }
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
    let open = entries.filter { $0.result.verdict == .undecided }
    if !open.isEmpty {
      sentences.append(
        language.phrase(
          "opening.open", ["names": language.list(open.map { name($0.kpi.identifier) })]))
    }
    return sentences
  }

  private func conflictSentences(_ decision: Decision) -> [String] {
    [conflictSentence ?? "", harm(breaks: decision.breaks, worsens: decision.worsens)]
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
    let others = proposals.filter {
      !decided.contains($0.action.lever) && $0.action.lever != decision?.lever
    }
    items += others.prefix(2).map(sentence)
    if entries.contains(where: { $0.result.target?.provenance == "proposal" }) {
      items.append(language.phrase("monday.targets"))
    }
    return items.isEmpty
      ? [] : [.heading(word("heading.monday")), .list(items, isNumbered: true)]
  }
}

import Experiments

// The goals that the scenario sets for contact types of their own: why they are missed, and their cards.

extension ManagementBuilder {
  private var format: FigureFormat { FigureFormat(.proportion) }

  /// What a simulated change is: "Staffing +5 %", "sales team 10 → 12", "213 h placed better".
  func actionName(_ action: Remedy.Action) -> String {
    guard let hours = action.hours else { return lever(action.lever, action.size) }
    var plan = Attainability.Plan(factor: 1 + action.size, hours: hours, cost: nil)
    (plan.groups, plan.isMoved) = (action.groups, action.isMoved)
    return planName(plan).capitalizedFirst
  }

  /// Each goal that is surely missed, with its cause and what helps.
  var goalMisses: [Block] {
    report.goals.flatMap { goal -> [Block] in
      guard let remedy = goal.remedy else { return [] }
      let identifier = ScopedGoal.identifier(of: goal.name)
      return [
        .heading(name(identifier)),
        .paragraph(
          language.phrase(
            "miss.state",
            [
              "kpi": name(identifier), "value": language.estimate(goal.estimate, format),
              "target": goalText(goal), "verdict": word("verdict", goal.verdict.rawValue),
            ])),
        .paragraph(language.sentence(remedy.cause)),
        remedy.actions.isEmpty
          ? .note(language.phrase(noActions))
          : .table(actionTable("goal-\(anchor(goal))", format, remedy)),
      ]
    }
  }

  private func anchor(_ goal: ScopedGoal) -> String {
    "\((report.goals.firstIndex { $0.name == goal.name } ?? 0) + 1)"
  }

  /// A card for each goal.
  var goalCards: [Document.Card] {
    report.goals.map { goal in
      let verdict = Cell(word("verdict", goal.verdict.rawValue), tone: goal.verdict.tone)
      var items = [
        Document.Card.Item(name: word("column.target"), content: [goalText(goal)], verdict: verdict),
        item("S", language.phrase("goal.specific", ["part": goal.name, "within": wait(goal)])),
        item("M", measured(goal)),
        item("A", attainable(goal)),
      ]
      if let remedy = goal.remedy {
        items.append(
          .init(
            name: word("card.onMiss"),
            content: [language.sentence(remedy.cause)]
              + remedy.actions.prefix(2).map { sentence(of: $0, goal) },
            verdict: nil))
      }
      return Document.Card(
        identifier: "goal-\(anchor(goal))", title: name(ScopedGoal.identifier(of: goal.name)),
        verdict: verdict, items: items)
    }
  }

  private func item(_ letter: String, _ content: String) -> Document.Card.Item {
    .init(name: "\(letter)  \(word("smart", letter))", content: [content], verdict: nil)
  }

  private func wait(_ goal: ScopedGoal) -> String { figure(goal.within, FigureFormat(.seconds)) }

  private func measured(_ goal: ScopedGoal) -> String {
    language.phrase(
      "goal.measured",
      [
        "value": language.estimate(goal.estimate, format),
        "confidence": figure(report.run.confidence, format),
        "days": figure(
          Double(report.run.replications * report.time.daysPerReplication), FigureFormat(.count)),
      ])
  }

  /// Between which values the plans within the budget lie, and which of them surely keep the goal.
  private func attainable(_ goal: ScopedGoal) -> String {
    guard let attainability = report.attainability else { return language.phrase("attainable.notExamined") }
    let plans = attainability.all.filter { attainability.allows($0) }
    let found = plans.compactMap { plan in plan.goals?.first { $0.name == goal.name }.map { (plan, $0) } }
    let values = found.compactMap { $0.1.estimate?.value }
    guard let low = values.min(), let high = values.max() else {
      return language.phrase("attainable.noPlan")
    }
    let cheapest = found.filter { $0.1.verdict == .met }.min { $0.0.price < $1.0.price }
    return language.joined([
      language.phrase(
        attainability.budget == nil ? "card.range" : "card.rangeWithin",
        ["low": figure(low, format), "high": figure(high, format)]),
      cheapest.map { language.phrase("goal.keptBy", ["plan": planName($0.0)]) }
        ?? language.phrase("goal.keptByNone"),
    ])
  }

  private func sentence(of action: Remedy.Action, _ goal: ScopedGoal) -> String {
    language.joined([
      language.phrase(
        "summary.action",
        [
          "action": actionName(action), "kpi": name(ScopedGoal.identifier(of: goal.name)),
          "recovery": language.estimate(action.recovery, format.change),
          "before": language.estimate(goal.estimate, format),
          "after": language.estimate(action.after, format),
          "outcome": word("action", action.outcome.rawValue),
        ]),
      harm(breaks: action.breaks, worsens: action.worsens),
    ])
  }
}

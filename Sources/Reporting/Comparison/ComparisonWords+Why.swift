import Experiments

// What decided besides the figures, and what replications were saved, in sentences.

extension ComparisonWords {
  /// What the goals decide: who is better in the objective and does not keep them.
  struct GoalsDecide {
    /// Those who surely miss goals, with the goals.
    var missed: [(entrant: Int, goals: [String])]
    /// Those who are not known to keep goals, with the goals.
    var open: [(entrant: Int, goals: [String])]
    /// Whether those who keep all goals are no better.
    var areKeepersNoBetter: Bool
  }

  /// Who would be better than the best but for the goals; nil: goals decide nothing.
  func goalsDecide(_ best: Int) -> GoalsDecide? {
    let objective = result.settings.objective
    guard let bound = result.entrants[best].objective.value else { return nil }
    func isBetter(_ entrant: Int) -> Bool {
      guard let value = result.entrants[entrant].objective.value else { return false }
      return objective.smallerIsBetter ? value < bound : value > bound
    }
    let others = comparison.order.filter { $0 != best }
    let missing = others.filter { isBetter($0) && !result.entrants[$0].isEligible }
    guard !missing.isEmpty else { return nil }
    func texts(_ entrant: Int, _ verdict: GoalVerdict) -> [String] {
      let goals = result.entrants[entrant].goals
      return goals.indices.filter { place in
        goals[place].verdict == verdict && !(verdict == .undecided && goals[place].isObservedKept)
      }.map(comparison.goalText)
    }
    let surely = missing.filter { entrant in
      result.entrants[entrant].goals.contains { $0.verdict == .missed }
    }
    let keepers = others.filter { result.entrants[$0].isEligible }
    return GoalsDecide(
      missed: surely.map { ($0, texts($0, .missed)) },
      open: missing.filter { !surely.contains($0) }.map { ($0, texts($0, .undecided)) },
      areKeepersNoBetter: !keepers.isEmpty && !keepers.contains(where: isBetter))
  }

  /// What decided besides the figures: goals that better entrants miss, or that nothing is better
  /// than the scenario as it is; may be empty.
  var why: String {
    guard let best = result.selection.best, !isAllTheSame else { return "" }
    var sentences = [goalsDecide(best).map(sentence) ?? ""]
    if best == result.settings.reference, result.entrants.count > 1 {
      sentences.append("The best is the reference, \(name(best)).")
    }
    return sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// "Cheaper entrants miss a goal: cMu misses vip 90/10. Those that keep all goals are no better in
  /// cost."
  private func sentence(_ decided: GoalsDecide) -> String {
    let objective = result.settings.objective
    let misses = decided.missed.map { "\(name($0.entrant)) misses \($0.goals.joined(separator: ", "))" }
      .joined(separator: "; ")
    let doubts = decided.open.map {
      "whether \(name($0.entrant)) keeps \($0.goals.joined(separator: ", ")) is not known"
    }.joined(separator: "; ")
    let label = objective.label.lowercased()
    let rest = decided.areKeepersNoBetter ? ". Those that keep all goals are no better in \(label)" : ""
    let who = objective.unit == .money ? "Cheaper entrants" : "Entrants with better \(label)"
    guard !decided.missed.isEmpty else {
      return "\(who) are not known to keep all goals: \(doubts)\(rest)."
    }
    return "\(who) miss a goal: \(misses)\(doubts.isEmpty ? "" : "; \(doubts)")\(rest)."
  }

  /// How many times the replications would be needed without each way to save them.
  var savings: String {
    let saved = result.varianceReduction
    func times(_ factor: Double) -> String { FigureText.fixed(factor, decimals: 1) }
    let objective = result.settings.objective.label.lowercased()
    let ground = comparison.context.haveSameContacts ? "contacts" : "random numbers"
    var sentences: [String] = []
    if let factor = saved.commonRandomNumbers {
      sentences.append(
        "Without the same \(ground) for all, differences of \(objective) would need "
          + "\(times(factor)) times the replications.")
    }
    if let factor = saved.controlVariatesForDifferences, factor > 1 {
      sentences.append(
        "Allowing for how many contacts came (control variates) would save another factor of "
          + "\(times(factor)).")
    }
    if let factor = saved.stratificationForDifferences,
      let own = saved.stratificationForValues
    {
      sentences.append(
        "Without strata, differences would need \(times(factor)) times and values of their own "
          + "\(times(own)) times the replications.")
    }
    sentences.append(rinott)
    return sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

import Experiments

/// What there is to say where no entrant keeps all goals: who comes nearest, what that costs, and how
/// to find what would keep them.
package struct NearestMiss {
  let comparison: Comparison

  /// A comparison in which nobody keeps all goals.
  package init(comparison: Comparison) { self.comparison = comparison }

  private var result: TournamentResult { comparison.result }
  private var words: ComparisonWords { ComparisonWords(comparison: comparison) }

  /// The entrant whose largest shortfall is the least by the estimates over the common replications;
  /// nil: no figure of a goal is defined.
  ///
  /// Shortfalls are made comparable as percentage points of shares, and as shares of the bound of
  /// everything else.
  package var entrant: Int? {
    let shortfalls = result.entrants.indices.compactMap { entrant in
      shortfall(of: entrant).map { (entrant: entrant, size: $0) }
    }
    return shortfalls.min { ($0.size, $0.entrant) < ($1.size, $1.entrant) }?.entrant
  }

  private func shortfall(of entrant: Int) -> Double? {
    let sizes = result.entrants[entrant].goals.map { Self.shortfall($0) }
    return sizes.contains { $0 == nil } ? nil : sizes.compactMap(\.self).max()
  }

  private static func shortfall(_ goal: GoalOutcome) -> Double? {
    guard let value = goal.estimate.value else { return nil }
    let short = goal.goal.sense == .atLeast ? goal.goal.bound - value : value - goal.goal.bound
    let scale = goal.goal.kpi.unit == .proportion ? 1 : max(abs(goal.goal.bound), 1e-9)
    return max(0, short / scale)
  }

  /// The goals that an entrant misses with its figures, and those that are not yet told apart.
  func goals(of entrant: Int) -> (missed: [(text: String, own: Estimate, kpi: TournamentKPI)], open: [String])
  {
    let goals = result.entrants[entrant].goals
    let missed = goals.indices.filter { goals[$0].verdict == .missed }.map {
      (text: comparison.goalText($0), own: goals[$0].ownEstimate, kpi: goals[$0].goal.kpi)
    }
    return (missed, comparison.goals(.undecided, of: result.entrants[entrant]))
  }

  /// The replications of an entrant, where verdicts are of more than what is common to all; else nil.
  func ownReplications(of entrant: Int) -> Int? {
    let own = result.entrants[entrant].replications
    return own == result.commonReplications ? nil : own
  }

  /// The cost of an entrant where nothing else is to be said of money; nil: no cost is compared.
  func cost(of entrant: Int) -> (estimate: Estimate, kpi: TournamentKPI)? {
    comparison.kpis.first { $0.identifier == "cost" && $0.part == .center }
      .map { (comparison.estimate($0, of: entrant), $0) }
  }

  /// Nobody keeps the goals; who comes nearest with which figures, what it costs, and what would keep them.
  var sentence: String {
    let start = "No entrant keeps \(words.allGoals); there is no choice to make."
    guard let entrant else { return start + " The table of goals says who misses what." }
    let (missed, open) = goals(of: entrant)
    let misses = missed.map { "\($0.text) with \(comparison.figure($0.own, of: $0.kpi))" }
    let count = ownReplications(of: entrant).map { " of its \(FigureText.count($0, "replication"))" } ?? ""
    let parts = [
      misses.isEmpty ? "" : "it misses \(misses.joined(separator: " and "))\(count)",
      open.isEmpty ? "" : "not yet told apart: \(open.joined(separator: ", "))",
    ].filter { !$0.isEmpty }
    return start + " Nearest comes \(words.name(entrant)): \(parts.joined(separator: "; "))"
      + "\(price(of: entrant))." + (comparison.context.remedy.map { " " + text(of: $0) } ?? "")
  }

  /// ", at a cost of EUR 4,512 ± 40 a day"; empty where nothing with a price is compared.
  private func price(of entrant: Int) -> String {
    guard let cost = cost(of: entrant) else { return "" }
    return price(cost.estimate, cost.kpi)
  }

  private func price(_ estimate: Estimate, _ kpi: TournamentKPI) -> String {
    let cost = comparison.figure(estimate, of: kpi)
    return kpi.unit == .money ? ", at a cost of \(cost)" : ", with \(cost) of agents' paid time"
  }

  /// What keeps the goals, or that so many agents do not.
  private func text(of remedy: ComparisonContext.Remedy) -> String {
    let agents = remedy.staffings.map { "\($0.then) agents in \($0.group) (now \($0.now))" }
      .joined(separator: " and ")
    let cost = entrant.flatMap(cost(of:)).map { price(remedy.cost, $0.kpi) } ?? ""
    let basis = "in \(FigureText.count(remedy.replications, "replication"))"
    return remedy.isKept
      ? "With \(agents) it keeps them all, \(basis)\(remedy.cost.value == nil ? "" : cost): \(remedy.command)"
      : "Up to \(agents) no number of agents that was simulated surely keeps them, \(basis) "
        + "(\(remedy.command)): change the demand, the handle times or the goals."
  }
}

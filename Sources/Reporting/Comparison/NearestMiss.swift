import Experiments

/// What there is to say where no entrant keeps all goals: who comes nearest, what that costs, and how
/// to find what would keep them.
struct NearestMiss {
  let comparison: Comparison

  private var result: TournamentResult { comparison.result }
  private var words: ComparisonWords { ComparisonWords(comparison: comparison) }

  /// The entrant whose largest shortfall is the least by the estimates over the common replications;
  /// nil: no figure of a goal is defined.
  ///
  /// Shortfalls are made comparable as percentage points of shares, and as shares of the bound of
  /// everything else.
  var entrant: Int? {
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

  /// Nobody keeps the goals; who comes nearest with which figures, what it costs, how to find a remedy.
  var sentence: String {
    let start = "No entrant keeps \(words.allGoals); there is no choice to make."
    guard let entrant else { return start + " The table of goals says who misses what." }
    let goals = result.entrants[entrant].goals
    let missed = goals.indices.filter { goals[$0].verdict == .missed }.map { place in
      "\(comparison.goalText(place)) with "
        + comparison.figure(goals[place].ownEstimate, of: goals[place].goal.kpi)
    }
    // Verdicts are of all that an entrant has, not of what is common to all.
    let own = result.entrants[entrant].replications
    let of = missed.isEmpty || own == result.commonReplications ? "" : " of its \(own) replications"
    let open = goals.indices.filter { goals[$0].verdict == .undecided }.map(comparison.goalText)
    let doubt = open.isEmpty ? "" : "; not known yet: \(open.joined(separator: ", "))"
    return start + " Nearest comes \(words.name(entrant)): it misses "
      + "\(missed.joined(separator: " and "))\(of)\(doubt)\(price(of: entrant))."
      + (remedy(of: entrant, goals).map { " To find what would keep them: \($0)" } ?? "")
  }

  /// More agents for what is missed; where nothing is missed for certain, for what is not known yet.
  private func remedy(of entrant: Int, _ goals: [GoalOutcome]) -> String? {
    let missed = goals.filter { $0.verdict == .missed }
    let wanting = missed.isEmpty ? goals.filter { $0.verdict == .undecided } : missed
    return comparison.context.remedy?(entrant, wanting.flatMap { parts(of: $0, entrant) })
  }

  /// What a goal rests on: of the whole center's service level, the contact types that are below it.
  private func parts(of outcome: GoalOutcome, _ entrant: Int) -> [TournamentKPI.Part] {
    let goal = outcome.goal
    guard goal.kpi.part == .center, goal.kpi.identifier == "serviceLevel" else {
      return [goal.kpi.part]
    }
    let worst = result.entrants[entrant].types.min {
      ($0.serviceLevel.value ?? 1) < ($1.serviceLevel.value ?? 1)
    }
    return [worst.map { .contactType($0.name) } ?? .center]
  }

  /// ", at a cost of EUR 4,512 ± 40 a day"; empty where nothing with a price is compared.
  private func price(of entrant: Int) -> String {
    guard let kpi = comparison.kpis.first(where: { $0.identifier == "cost" && $0.part == .center })
    else { return "" }
    let cost = comparison.figure(comparison.estimate(kpi, of: entrant), of: kpi)
    return kpi.unit == .money ? ", at a cost of \(cost)" : ", with \(cost) of agents' paid time"
  }
}

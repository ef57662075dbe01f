import Experiments

/// What a tournament found, in sentences: the decision first.
struct ComparisonWords {
  let comparison: Comparison

  var result: TournamentResult { comparison.result }

  /// A name that is several words stands in quotes.
  func name(_ entrant: Int) -> String {
    let name = result.entrants[entrant].name
    return name.contains(" ") ? "“\(name)”" : name
  }

  /// The most names that a sentence lists.
  private static let mostNames = 8

  /// "a, b, c"; of many the first ones and how many more there are.
  func list(_ entrants: [Int]) -> String {
    let names = entrants.prefix(Self.mostNames).map(name).joined(separator: ", ")
    let more = entrants.count - Self.mostNames
    return more > 0 ? "\(names) and \(more) more" : names
  }

  private var objective: String { result.settings.objective.label.lowercased() }

  // MARK: - Goals

  /// "all goals", and where the scenario set them, which: "all of the scenario's own goals (80/20)".
  var allGoals: String {
    guard comparison.context.goalOrigin == .scenario else { return "all goals" }
    return "the scenario's own " + (goalCount == 1 ? "goal" : "goals") + " (\(goalList))"
  }

  /// By what the best is chosen: " of those that keep the scenario's own goal (80/20)", or that there is
  /// no goal to keep; empty where goals were given.
  var criterion: String {
    if goalCount == 0 {
      let others = comparison.context.goalsNotShared
      return others.isEmpty
        ? " alone, with no goal to keep"
        : " alone: the scenarios' own goals differ and are not judged "
          + "(\(others.joined(separator: ", ")))"
    }
    guard comparison.context.goalOrigin == .scenario else { return "" }
    return " of those that keep \(allGoals)"
  }

  private var goalCount: Int { result.settings.goals.count }

  private var goalList: String {
    return result.settings.goals.indices.map(comparison.goalText).joined(separator: ", ")
  }

  // MARK: - The choice

  /// The choice, by how much it is better and how sure that is, in a sentence or two.
  var selection: String {
    let selection = result.selection
    let best = selection.best.map(name) ?? "nobody"
    if isAllTheSame, selection.status != .cancelled {
      let other = result.settings.objective.name == "serviceLevel" ? "cost" : "serviceLevel"
      return "The \(objective) does not differ at all between the entrants, so that it chooses none "
        + "of them. Another objective may, such as --objective \(other)."
    }
    switch selection.status {
    case .selected:
      return "\(best) is best by \(objective)\(criterion)\(margins)\(promise)."
    case .tie:
      return "\(best) is best by \(objective)\(criterion)\(margins)\(promise).\(doubt)"
    case .noneFeasible: return NearestMiss(comparison: comparison).sentence
    case .budgetExhausted:
      let rest = selection.remaining.filter { $0 != selection.best }
      if let first = selection.best, !rest.isEmpty, rest.allSatisfy({ isTwin($0, of: first) }) {
        return
          "\(best) is best by \(objective)\(criterion), and so is what is exactly alike here: \(list(rest)). "
          + "More replications would not tell them apart."
      }
      let rivals = rest.isEmpty ? "" : "; still in the race: \(list(rest))"
      return selection.best == nil
        ? "The replications ended before it was known who keeps \(allGoals)\(rivals). More of them "
          + "may decide (\(option))."
        : "The replications ended before the choice was made: \(best) is so far best by "
          + "\(objective)\(criterion)\(margins)\(rivals). More of them may decide (\(option))."
    case .cancelled: return "Interrupted before the end."
    }
  }

  /// Who is not told apart from the best, and who is the same scenario, in sentences.
  var doubt: String {
    let tied = result.selection.tied.filter { $0 != result.selection.best }
    let isSame = { (entrant: Int) in self.original(entrant) == result.selection.best.map(self.original) }
    let (same, others) = (tied.filter(isSame), tied.filter { !isSame($0) })
    return (same.isEmpty ? "" : " The same scenario as it: \(list(same)).")
      + (others.isEmpty ? "" : " Not yet told apart from it: \(list(others)).")
  }

  /// The first entrant that is the same scenario.
  func original(_ entrant: Int) -> Int { comparison.context.sameAs[entrant] ?? entrant }

  // MARK: - By how much

  /// ": EUR 120 ± 30 a day less than “as it is”, the reference; 15 ± 8 less than cMu, which comes
  /// next", of those that are told apart from the best; empty where nothing is.
  private var margins: String {
    var rivals: [(entrant: Int, remark: String)] = []
    if result.selection.best != result.settings.reference {
      let reference = result.settings.reference
      rivals.append((reference, ", \(referenceWords)\(goalRemark(reference))"))
    }
    if let next = nextToldApart {
      rivals.append(
        (next.entrant, next.isNext ? ", which comes next" : ", the next that is told apart"))
    }
    let parts = rivals.compactMap { rival in
      margin(over: rival.entrant).map { "\($0) than \(name(rival.entrant))\(rival.remark)" }
    }
    return parts.isEmpty ? "" : ": " + parts.joined(separator: "; ")
  }

  /// The point of a grid beside which the best one is told: the scenario as it is, or where no point is
  /// that, the next one that is told apart; nil: there is none, or the scenario is the best.
  var pointBeside: Int? {
    guard comparison.context.isReferenceTheScenario else {
      // The reference is the first point alone, which stands for nothing.
      return result.againstBest.filter { $0.verdict != .notTold && result.entrants[$0.entrant].rank != nil }
        .min { rank($0.entrant) < rank($1.entrant) }?.entrant
    }
    let reference = result.settings.reference
    return reference == result.selection.best ? nil : reference
  }

  /// The best of the others that are told apart from the best, and whether nobody comes before it; nil:
  /// there is none, or it is the reference.
  var nextToldApart: (entrant: Int, isNext: Bool)? {
    let ranked = result.againstBest.filter { result.entrants[$0.entrant].rank != nil }
      .sorted { rank($0.entrant) < rank($1.entrant) }
    guard let next = ranked.first(where: { $0.verdict != .notTold })?.entrant,
      next != result.settings.reference
    else { return nil }
    return (next, next == ranked.first?.entrant)
  }

  /// ", which misses a goal"; empty where all are kept, surely or by the estimates.
  private func goalRemark(_ entrant: Int) -> String {
    let found = result.entrants[entrant]
    guard !found.isEligible else { return "" }
    return found.goals.contains { $0.verdict == .missed }
      ? ", which misses a goal" : ", whose goals are not yet told apart"
  }

  /// "the reference", or that it is the scenario as it is.
  private var referenceWords: String {
    comparison.context.isReferenceTheScenario ? "as the scenario is" : "the reference"
  }

  private func rank(_ entrant: Int) -> (Int, Int) { (result.entrants[entrant].rank ?? 0, entrant) }

  /// "EUR 120 ± 30 a day less": what the best has less, or more, of the objective than another; nil:
  /// the two are not told apart.
  private func margin(over entrant: Int) -> String? {
    guard let pair = result.againstBest.first(where: { $0.entrant == entrant }),
      pair.verdict != .notTold, let value = pair.estimate.value
    else { return nil }
    return comparison.amount(pair.estimate, of: pair.kpi) + (value > 0 ? " less" : " more")
  }

  // MARK: - What there is to say besides

  /// Whether the objective is the same for all who keep the goals, and for all others.
  ///
  /// Values that differ in the last digits only are the same.
  var isAllTheSame: Bool {
    let values = result.entrants.compactMap(\.objective.value)
    guard result.entrants.count > 1, values.count == result.entrants.count,
      result.entrants.count(where: \.isEligible) > 1,
      let low = values.min(), let high = values.max()
    else { return false }
    return high - low <= 1e-12 * max(abs(low), abs(high))
  }

  /// What choosing in two stages, without the same callers for all, would need; empty where it is not
  /// known.
  var rinott: String {
    let selection = result.selection
    guard let counts = selection.rinottReplications, let most = counts.max(),
      selection.indifference > 0, !isAllTheSame
    else { return "" }
    let basis = result.settings.goals.isEmpty ? "" : " by \(objective) alone, whatever the goals"
    let named = selection.rinottBest.map { ", and would name \(name($0))\(basis)" } ?? ""
    return "For comparison: if every entrant met callers of its own, the usual way to choose (Rinott's, in "
      + "two stages) would need \(count(most)) of the entrant that varies most\(named)."
  }

  /// "1 replication", "2,340 replications".
  private func count(_ replications: Int) -> String {
    FigureText.fixed(Double(replications), decimals: 0)
      + (replications == 1 ? " replication" : " replications")
  }

  /// The option that allows more replications.
  var option: String {
    if case .fixed = result.settings.mode { return "--replications" }
    return "--max-replications"
  }

  /// ", with probability 95 % unless another is better by less than 1 percentage point", or after
  /// margins a sentence of its own.
  private var promise: String {
    guard let probability = result.selection.probability else { return "" }
    let share = FigureText.value(probability, unit: .proportion)
    let start = margins.isEmpty ? ", with " : ". The choice is right with "
    let zone = zone
    return zone.isEmpty
      ? "\(start)\(share) confidence"
      : "\(start)probability \(share) unless another is better by less than \(zone)"
  }

  /// Entrants that are one scenario under several names, or whose every replication came out alike.
  struct Twins {
    var members: [Int]
    var isSameScenario: Bool
    /// The agents that rounding left, of the first; nil: not known.
    var agents: String?
  }

  /// Every set of twins.
  var twins: [Twins] {
    var sets: [[Int]] = []
    for entrant in result.entrants.indices {
      let place = sets.firstIndex { isTwin(entrant, of: $0[0]) }
      if let place { sets[place].append(entrant) } else { sets.append([entrant]) }
    }
    return sets.filter { $0.count > 1 }.map { members in
      Twins(
        members: members,
        isSameScenario: members.allSatisfy { original($0) == original(members[0]) },
        agents: comparison.context.roundedAgents[members[0]])
    }
  }

  private func isTwin(_ entrant: Int, of other: Int) -> Bool {
    let (rows, others) = (result.rows[entrant], result.rows[other])
    guard !rows.isEmpty, !others.isEmpty, result.layouts[entrant] == result.layouts[other]
    else { return false }
    return zip(rows, others).allSatisfy {
      $0.replication == $1.replication && $0.values == $1.values
    }
  }

  /// δ and where it comes from; empty where it is not known.
  var zone: String {
    let selection = result.selection
    guard selection.indifference > 0 else { return "" }
    let size = comparison.amount(
      Estimate(value: selection.indifference), of: result.settings.objective)
    let best = selection.isIndifferenceOfKeepers ? "the best that keeps the goals" : "the best"
    switch selection.indifferenceSource {
    case .absolute, .standardPoint, .unknown: return size
    case .relative(let share):
      return "\(size) (\(FigureText.value(share, unit: .proportion)) of \(best))"
    case .standardShare: return "\(size) (1 % of \(best))"
    }
  }
}

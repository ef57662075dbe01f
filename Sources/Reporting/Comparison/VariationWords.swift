import Experiments

/// What a grid or a tornado says, in sentences: the decision first.
struct VariationWords {
  let comparison: Comparison

  private var result: TournamentResult { comparison.result }
  private var words: ComparisonWords { ComparisonWords(comparison: comparison) }

  /// The most important sentences; empty for a choice, which has others.
  var decision: String {
    switch comparison.context.form {
    case .choice: return ""
    case .grid(let axes, let cells): return grid(axes, cells)
    case .tornado(let factors): return tornado(factors)
    }
  }

  // MARK: - Grids

  private func grid(_ axes: [ComparisonContext.Axis], _ cells: [Int?]) -> String {
    [goals(axes, cells), best].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Which points keep all goals, which miss one, which are not yet told apart; empty without goals.
  private func goals(_ axes: [ComparisonContext.Axis], _ cells: [Int?]) -> String {
    guard !result.settings.goals.isEmpty else { return "" }
    let isOwn = comparison.context.goalOrigin == .scenario
    let texts =
      (isOwn ? "The scenario's own " + (result.settings.goals.count == 1 ? "goal " : "goals ") : "")
      + result.settings.goals.indices.map(comparison.goalText).joined(separator: ", ")
    func points(_ verdict: GoalVerdict) -> [Int] {
      cells.compactMap(\.self).filter { entrant in
        GoalVerdict.all(of: result.entrants[entrant].goals.map(\.verdict)) == verdict
      }
    }
    let (met, missed, open) = (points(.met), points(.missed), points(.undecided))
    let subject = result.settings.goals.count == 1 ? "\(texts) is" : "\(texts) are"
    let kept =
      met.isEmpty
      ? "\(subject) surely kept by no point." : "\(subject) kept by \(range(met, axes, cells))."
    let lost = missed.isEmpty ? "" : " Missed by \(range(missed, axes, cells))."
    let rest =
      open.isEmpty ? "" : " Not yet told apart, more replications may decide: \(words.list(open))."
    return kept + cheapest(of: met) + lost + rest
  }

  /// Which of the points that keep the goals costs least; empty where no cost is shown, or there is no
  /// choice.
  private func cheapest(of entrants: [Int]) -> String {
    guard entrants.count > 1, result.settings.objective.identifier != "cost",
      let kpi = comparison.kpis.first(where: { $0.identifier == "cost" && $0.part == .center }),
      let least = entrants.min(by: { cost(kpi, $0) < cost(kpi, $1) })
    else { return "" }
    let limit = comparison.estimate(kpi, of: least).interval?.upperBound ?? cost(kpi, least)
    let near = entrants.filter { entrant in
      let estimate = comparison.estimate(kpi, of: entrant)
      return entrant == least || (estimate.interval?.lowerBound ?? cost(kpi, entrant)) <= limit
    }
    guard near.count == 1 else {
      return " Which of these costs least is not yet told apart: \(words.list(near))."
    }
    let value = comparison.figure(comparison.estimate(kpi, of: least), of: kpi)
    return " Of these \(words.name(least)) costs least: \(value)."
  }

  private func cost(_ kpi: TournamentKPI, _ entrant: Int) -> Double {
    comparison.estimate(kpi, of: entrant).value ?? .infinity
  }

  /// "count=18 and all above", "count=16 and all below", or the names one by one.
  private func range(
    _ entrants: [Int], _ axes: [ComparisonContext.Axis], _ cells: [Int?]
  ) -> String {
    let places = entrants.compactMap { entrant in cells.firstIndex { $0 == entrant } }
    guard axes.count == 1, places.count > 2, places.count < cells.count,
      let first = places.first, let last = places.last, last - first + 1 == places.count,
      isRising(axes[0])
    else { return words.list(entrants) }
    if last == cells.count - 1 { return "\(words.name(entrants[0])) and all above" }
    if first == 0 { return "\(words.name(entrants[entrants.count - 1])) and all below" }
    return words.list(entrants)
  }

  private func isRising(_ axis: ComparisonContext.Axis) -> Bool {
    let numbers = axis.numbers.compactMap(\.self)
    return numbers.count == axis.numbers.count
      && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// The best point by the first KPI, and by how much it is better than the scenario as it is; where no
  /// point is the scenario, than the next that is told apart.
  private var best: String {
    let objective = result.settings.objective
    let label = objective.label.lowercased()
    guard let best = result.selection.best, !words.isAllTheSame else {
      return result.selection.best == nil
        ? "" : "The points do not differ at all in \(label)."
    }
    let hasGoals = !result.settings.goals.isEmpty
    let start =
      "Best\(hasGoals ? " of those that may keep the goals" : "") by \(label)"
      + "\(hasGoals ? "" : words.criterion + ",") is \(words.name(best)) with "
      + comparison.figure(comparison.estimate(objective, of: best), of: objective)
    let doubt = words.doubt
    guard let other = words.pointBeside,
      let pair = result.againstBest.first(where: { $0.entrant == other }),
      pair.verdict != .notTold, let difference = pair.estimate.value
    else { return start + "." + doubt }
    return start + ", \(comparison.amount(pair.estimate, of: objective)) "
      + "\(difference > 0 ? "less" : "more") than \(words.name(other))"
      + (comparison.context.isReferenceTheScenario
        ? ", as the scenario is." : ", the next that is told apart.")
      + doubt
  }

  // MARK: - Tornados

  /// Which setting matters most for the first KPI, and what its values do.
  private func tornado(_ factors: [ComparisonContext.Factor]) -> String {
    let objective = result.settings.objective
    let label = objective.label.lowercased()
    let told = comparison.bars(objective, factors).filter { bar in
      bar.differences.contains { $0.map { $0.verdict != .notTold } ?? false }
    }
    guard let first = told.first else {
      return "None of the settings changes \(label) beyond chance in these replications."
    }
    func list(_ bars: ArraySlice<VariationBar>) -> String {
      bars.prefix(3).map { "\($0.factor.path) (\(changes($0, objective)))" }.joined(separator: ", ")
    }
    let near = told.prefix { !first.isSurelyWider(than: $0) }
    let rest = told.dropFirst(near.count)
    let start =
      near.count > 1
      ? "Which of these moves \(label) most is not yet told apart: \(list(near))."
      : "\(first.factor.path) moves \(label) most: \(changes(first, objective))."
    return start + (rest.isEmpty ? "" : " Then \(list(rest)).")
  }

  /// "0.9 brings 8.2 ± 0.5 percentage points more, 1.1 9.1 ± 0.6 percentage points less".
  private func changes(_ bar: VariationBar, _ kpi: TournamentKPI) -> String {
    zip(bar.factor.points, bar.differences).compactMap { point, difference -> String? in
      guard let difference, let value = difference.estimate.value else { return nil }
      guard difference.verdict != .notTold else { return "\(point.text): not yet told apart" }
      return "\(point.text): \(comparison.amount(difference.estimate, of: kpi)) "
        + (value > 0 ? "more" : "less")
    }.joined(separator: ", ")
  }
}

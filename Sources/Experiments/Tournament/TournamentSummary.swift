import ContactCenter

/// Makes the result of a tournament from its rows.
struct TournamentSummary {
  let entrants: [Entrant]
  let layouts: [TournamentLayout]
  let director: TournamentDirector
  let rows: [[TournamentRow]]
  let isPartial: Bool

  private var settings: TournamentSettings { director.settings }
  private var race: SelectionRace? { director.race }
  private var sign: Double { settings.objective.sign }

  /// Everything.
  func result() -> TournamentResult {
    var kept = settings
    kept.saved = []
    let (x, y) = settings.paretoAxes(layouts[settings.reference].names)
    var result = TournamentResult(settings: kept, pareto: ParetoFront(x: x, y: y, points: []))
    result.rows = rows
    result.layouts = layouts
    result.isPartial = isPartial
    result.replications = rows.reduce(0) { $0 + $1.count }
    let common = rows.map(\.count).min() ?? 0
    result.commonReplications = common - common % settings.strata
    let names = layouts.map(\.names)
    result.haveSameTypes = names.allSatisfy { $0.contactTypes == names[0].contactTypes }
    result.haveSameGroups = names.allSatisfy { $0.groups == names[0].groups }
    result.entrants = entrants.indices.map { entrant in
      var figures = result.figures(
        of: entrant, name: entrants[entrant].name, note: entrants[entrant].note)
      figures.goals = goalOutcomes(entrant, result)
      if var elimination = race?.eliminations[entrant] {
        elimination.after *= settings.strata
        figures.elimination = elimination
      }
      return figures
    }
    result.comparisons = comparisons(result)
    let pairs = PairTable(result)
    result.selection = selection(result, pairs)
    rank(&result, pairs)
    if let best = result.selection.best { result.againstBest = pairs.against(best) }
    result.pareto = result.pareto(x, y)
    result.varianceReduction = result.measureVarianceReduction(entrants)
    result.explanation = result.explain()
    result.starved = result.findStarved()
    return result
  }

  // MARK: Goals

  private func goalOutcomes(_ entrant: Int, _ result: TournamentResult) -> [GoalOutcome] {
    let bounds = director.goalBounds
    return settings.goals.indices.map { number in
      let goal = settings.goals[number]
      let own = result.ownEstimate(goal.kpi, of: entrant)
      var outcome = GoalOutcome(
        goal: goal, estimate: result.estimate(goal.kpi, of: entrant), ownEstimate: own,
        verdict: .undecided, tolerance: bounds[number].tolerance)
      if case .selection = settings.mode {
        outcome.verdict = race?.verdicts[entrant][number] ?? .undecided
        if outcome.verdict == .undecided, race?.eliminations[entrant] != nil {
          // It left the race for another reason; what is known of it by then may tell.
          outcome.verdict = verdict(entrant, goal, result)
        }
        outcome.decidedAfter = race?.decidedAfter[entrant][number].map { $0 * settings.strata }
      } else {
        outcome.verdict =
          rows[entrant].isEmpty ? .undecided : verdict(entrant, goal, result)
        outcome.tolerance = 0
        if outcome.verdict != .undecided { outcome.decidedAfter = rows[entrant].count }
      }
      return outcome
    }
  }

  /// The judgement by intervals that hold together for all goals of all entrants.
  ///
  /// Where the KPI is not defined, as the wait of a type that nobody answers, nothing is kept.
  private func verdict(
    _ entrant: Int, _ goal: TournamentGoal, _ result: TournamentResult
  ) -> GoalVerdict {
    let level = Bonferroni.level(
      entrants.count * settings.goals.count, confidence: settings.confidence)
    let estimate = result.ownEstimate(goal.kpi, of: entrant, confidence: level)
    return estimate.value == nil ? .missed : estimate.verdict(goal.sense, goal.bound)
  }

  // MARK: Comparisons

  private func comparisons(_ result: TournamentResult) -> [PairedDifference] {
    var kpis = [settings.objective]
    for kpi in settings.kpis where !kpis.contains(kpi) { kpis.append(kpi) }
    let reference = settings.reference
    var list: [PairedDifference] = []
    for kpi in kpis {
      guard let theirs = result.series(kpi, of: reference) else { continue }
      for entrant in entrants.indices where entrant != reference {
        guard let mine = result.series(kpi, of: entrant) else { continue }
        let estimate = mine.difference(from: theirs, confidence: settings.confidence)
        list.append(
          PairedDifference(
            kpi: kpi, entrant: entrant, reference: reference, estimate: estimate,
            pValue: estimate.pValue, verdict: .notTold, pairs: min(mine.count, theirs.count)))
      }
    }
    list.judge(confidence: settings.confidence)
    return list
  }

  // MARK: Ranks

  /// The winner first, then who is still in the race, then the others.
  ///
  /// By the differences from the winner over the replications that both have: the days of those who
  /// left early are others than those of all replications.
  private func rank(_ result: inout TournamentResult, _ pairs: PairTable) {
    let selection = result.selection
    var values = result.entrants.map { $0.objective.value ?? 0 }
    if let best = selection.best {
      let start = values[best]
      for pair in pairs.against(best) {
        if let value = pair.estimate.value { values[pair.entrant] = start + value }
      }
    }
    func stage(_ entrant: Int) -> Int {
      if case .fixed = settings.mode { return 0 }
      if entrant == selection.best { return 0 }
      return selection.remaining.contains(entrant) ? 1 : 2
    }
    func key(_ entrant: Int) -> (Int, Double) {
      (stage(entrant), -sign * values[entrant])
    }
    let order = result.entrants.indices.filter {
      result.entrants[$0].isEligible && result.entrants[$0].objective.value != nil
    }.sorted { (key($0).0, key($0).1, $0) < (key($1).0, key($1).1, $1) }
    for (place, entrant) in order.enumerated() {
      let isEqual = place > 0 && key(order[place - 1]) == key(entrant)
      result.entrants[entrant].rank = isEqual ? result.entrants[order[place - 1]].rank : place + 1
    }
  }
}

extension [PairedDifference] {
  /// Adds the simultaneous intervals of the family, and Holm's verdicts.
  mutating func judge(confidence: Double) {
    let family = filter { $0.pValue != nil }.count
    let rejected = Holm.rejected(map(\.pValue), error: 1 - confidence)
    for index in indices {
      self[index].simultaneous = self[index].estimate.simultaneous(family, confidence: confidence)
      guard rejected[index], let value = self[index].estimate.value else { continue }
      let kpi = self[index].kpi
      if kpi.direction == .neither {
        self[index].verdict = .different
      } else {
        self[index].verdict = kpi.sign * value > 0 ? .better : .worse
      }
    }
  }
}

extension TournamentSettings {
  /// The axes of the Pareto front: those asked for, or the objective and cost, or the objective and
  /// service level where the objective is a cost.
  func paretoAxes(_ names: ModelNames) -> (TournamentKPI, TournamentKPI) {
    if let pareto { return (pareto.x, pareto.y) }
    let other = objective.unit == .money ? FigureName.serviceLevel : .cost
    return (objective, (try? TournamentKPI(other, of: nil, in: names)) ?? objective)
  }
}

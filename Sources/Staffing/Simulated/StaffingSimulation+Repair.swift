import ContactCenter
import Experiments

extension StaffingSimulation {
  /// What must hold so that a repair buys nothing more.
  ///
  /// All places are judged at once: of goals that are all kept, a fortieth would else be called missed,
  /// and bought for, by chance.
  private var buying: GoalCriterion {
    sure.map { .surely($0) } ?? .unlessMissed(confidenceOfEach(layout.places.count))
  }

  /// Judges a proposal and finds a cheap staffing by interval that meets the goals within the limits
  /// (`StaffingRepair` has the method); nil when cancelled before the proposal was judged.
  ///
  /// A search prefers staffings that are lucky in its replications. Where a goal that the proposal surely met
  /// does not look met in fresh ones, the agents that were taken away there come back. Where fresh ones show a
  /// goal missed all the same, agents are bought by twice the replications, at most eight times as many as at
  /// first.
  public func repair(_ proposal: StaffingTable) async -> RepairReport? {
    guard let before = await judge(proposal) else { return nil }
    let (layout, limits) = (layout, tableLimits)
    var repair = StaffingRepair(
      evaluator: evaluator(layout), from: proposal, criterion: buying, limits: limits,
      draws: .plain(0..<replications), progress: progress)
    var result = await repair.run()
    var count = replications
    var after = await samples(of: result.table, layout, .plain(count..<2 * count))
    var unseen = count
    if await restore(&result, after, before) {
      unseen = 2 * count
      after = await samples(of: result.table, layout, .plain(unseen..<3 * count))
    }
    for _ in 0..<3 where result.isFeasible && !result.isInterrupted && !after.allMet(buying) {
      count *= 2
      progress(SearchProgress("once more with \(count) replications"))
      var more = StaffingRepair(
        evaluator: evaluator(layout), from: result.table, criterion: buying, limits: limits,
        draws: .plain(0..<count), progress: progress)
      let found = await more.run(removes: false)
      result.evaluations += found.evaluations
      result.isLocallyMinimal = result.isLocallyMinimal && found.table == result.table
      (result.table, result.isFeasible) = (found.table, found.isFeasible)
      result.isInterrupted = found.isInterrupted
      unseen = count
      after = await samples(of: result.table, layout, .plain(count..<2 * count))
    }
    return RepairReport(
      proposal: before, repaired: judgement(result.table, after, from: unseen), sure: sure,
      isFeasible: result.isFeasible || after.allMet(buying), isLocallyMinimal: result.isLocallyMinimal,
      refutedRemovals: result.refutedRemovals, refutedExchanges: result.refutedExchanges,
      evaluations: result.evaluations, isInterrupted: result.isInterrupted)
  }

  /// Gives back agents who were taken from where the proposal surely met a goal, and fresh replications do not
  /// show it met on average, until they do or nothing is left to give back; false: there was nothing to do.
  private func restore(
    _ result: inout RepairedStaffing, _ fresh: StaffingSamples, _ before: StaffingJudgement
  ) async -> Bool {
    let cells = StaffingCells(layout)
    let proposed = tableLimits.clamped(before.staffing)
    var (samples, hasChanged) = (fresh, false)
    while result.isFeasible, !result.isInterrupted {
      let doubted = samples.places.indices.filter { place in
        before.figures[place].verdict == .met && !samples.isMet(place, .onAverage)
      }
      let places = samples.places
      let lost = cells.all.filter { cell in
        result.table[cell] < proposed[cell]
          && doubted.contains { place in
            places[place].intervals.contains(cell.interval) && cells.helpers[place].contains(cell.group)
          }
      }
      guard let cheapest = lost.map({ cells.cost[$0] ?? 0 }).min() else { break }
      // To an interval one agent at a time; over days, where all intervals do, a quarter of them.
      let candidates = lost.filter { (cells.cost[$0] ?? 0) <= cheapest + 1e-9 }
      let isWide = doubted.contains { places[$0].intervals.count > 1 }
      let given = isWide ? Array(candidates.prefix(max(1, candidates.count / 4))) : candidates
      result.table = result.table.changed(given, by: 1)
      result.refutedRemovals += given.count
      result.evaluations += 1
      hasChanged = true
      samples = await self.samples(
        of: result.table, layout, .plain(replications..<2 * replications))
    }
    return hasChanged
  }

  /// A staffing, or the scenario's own, in replications that no search has seen, also when the searches
  /// were stopped.
  func samples(
    of table: StaffingTable?, _ goals: GoalLayout, _ draws: [SimulationDraw]
  ) async -> StaffingSamples {
    var settled = self
    settled.isCancelled = { false }
    guard let samples = await settled.evaluator(goals).samples(of: table, draws) else {
      preconditionFailure("nobody cancels this evaluation")
    }
    return samples
  }

  /// The same, judged.
  func judged(
    _ table: StaffingTable, _ goals: GoalLayout, _ draws: [SimulationDraw]
  ) async -> StaffingJudgement {
    judgement(table, await samples(of: table, goals, draws), from: draws[0].replication)
  }
}

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
  /// A search prefers staffings that are lucky in its replications. Where fresh ones show a goal missed
  /// all the same, agents are bought by twice the replications, at most eight times as many as at first.
  public func repair(_ proposal: StaffingTable) async -> RepairReport? {
    guard let before = await judge(proposal) else { return nil }
    let (layout, limits) = (layout, tableLimits)
    var repair = StaffingRepair(
      evaluator: evaluator(layout), from: proposal, criterion: buying, limits: limits,
      draws: .plain(0..<replications), progress: progress)
    var result = await repair.run()
    var count = replications
    var after = await samples(of: result.table, layout, .plain(count..<2 * count))
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
      after = await samples(of: result.table, layout, .plain(count..<2 * count))
    }
    return RepairReport(
      proposal: before, repaired: judgement(result.table, after, from: count), sure: sure,
      isFeasible: result.isFeasible || after.allMet(buying), isLocallyMinimal: result.isLocallyMinimal,
      refutedRemovals: result.refutedRemovals, refutedExchanges: result.refutedExchanges,
      evaluations: result.evaluations, isInterrupted: result.isInterrupted)
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

import ContactCenter

/// Compares entrants by simulation under common random numbers.
///
/// Replication r of every entrant meets the same contacts. The result depends on the entrants, the
/// settings and the seed, not on the number of threads nor on how many rows were saved earlier:
/// given the rows of an interrupted tournament it goes on and ends with the same result, bit for
/// bit, as without the interruption.
///
/// - Parameters:
///   - entrants: what is compared. Entrants with other contact types or groups than the reference
///     are compared with it by the KPIs that both have.
///   - settings: by what, how often, on how many threads.
///   - finished: receives every newly simulated row, one call at a time.
///   - progress: called after every row, one call at a time.
///   - isCancelled: asked often; once it says yes, the tournament ends soon with the replications
///     that all remaining entrants have, in a result marked partial.
/// - Returns: estimates, comparisons and the selection.
/// - Throws: a `TournamentError` when entrants or settings make no sense, before the first
///   simulation.
public func runTournament(
  _ entrants: [Entrant], settings: TournamentSettings,
  finished: (@Sendable (TournamentRow) -> Void)? = nil,
  progress: (@Sendable (TournamentProgress) -> Void)? = nil,
  isCancelled: @escaping @Sendable () -> Bool = { false }
) async throws(TournamentError) -> TournamentResult {
  try settings.check(entrants)
  let layouts = entrants.map { TournamentLayout($0.model) }
  let director = try TournamentDirector(settings, entrants: entrants, layouts: layouts)
  for row in settings.saved
  where !entrants.indices.contains(row.entrant) || row.replication < 0
    || row.values.count != layouts[row.entrant].width
  {
    throw .foreignRow(entrant: row.entrant, replication: row.replication)
  }
  let plan = TournamentPlan(
    director, saved: settings.saved, finished: finished, progress: progress)
  let executor = Executor(
    workers: settings.threads, window: 16 * max(1, settings.threads), isCancelled: isCancelled)
  let (done, isInterrupted) = await executor.run(plan) { isStopped in
    TournamentWorker(entrants, layouts: layouts, settings: settings, isStopped: isStopped)
  }
  let outcome = done.outcome(isInterrupted: isInterrupted)
  return TournamentSummary(
    entrants: entrants, layouts: layouts, director: outcome.director, rows: outcome.rows,
    isPartial: isInterrupted
  ).result()
}

/// Simulates replications with a simulator of its own for each entrant.
private struct TournamentWorker: Worker {
  private let entrants: [Entrant]
  private let settings: TournamentSettings
  private let isStopped: StopSign
  private let makers: [TournamentRowMaker]
  private var simulators: [Simulator?]

  init(
    _ entrants: [Entrant], layouts: [TournamentLayout], settings: TournamentSettings,
    isStopped: @escaping StopSign
  ) {
    self.entrants = entrants
    self.settings = settings
    self.isStopped = isStopped
    makers = zip(entrants, layouts).map {
      TournamentRowMaker($0.model, layout: $1, seed: settings.seed)
    }
    simulators = Array(repeating: nil, count: entrants.count)
  }

  mutating func work(_ item: TournamentPlan.Item) async -> Work<[Double]> {
    let simulator = simulators[item.entrant] ?? Simulator(model: entrants[item.entrant].model)
    simulators[item.entrant] = simulator
    var options = SimulationOptions()
    options.isCancelled = isStopped
    options.dayScorePoint = settings.dayScorePoint(of: item.replication)
    let outcome = simulator.run(
      seed: settings.seed, replication: item.replication, options: options)
    guard let outcome else { return .stopped(nil) }
    return .done(makers[item.entrant].row(outcome.tallies, replication: item.replication))
  }
}

extension TournamentSettings {
  /// A uniform point in the stratum of a replication; nil without strata.
  func dayScorePoint(of replication: Int) -> Double? {
    guard strata > 1 else { return nil }
    var stream = SourceStream(
      seed: seed ^ 0x5374_7261_7461, replication: replication, entity: 0, purpose: .dayFactor)
    return (Double(replication % strata) + stream.openUniform()) / Double(strata)
  }

  /// Holds the settings against the entrants.
  func check(_ entrants: [Entrant]) throws(TournamentError) {
    guard !entrants.isEmpty else { throw .noEntrants }
    var names: Set<String> = []
    for entrant in entrants where !names.insert(entrant.name).inserted {
      throw .sameName(entrant.name)
    }
    guard entrants.indices.contains(reference) else {
      throw .setting("There is no entrant number \(reference + 1) to compare with.")
    }
    guard confidence > 0.5, confidence < 1 else {
      throw .setting("The confidence must lie between 0.5 and 1, not at \(confidence).")
    }
    guard 1...1000 ~= strata else {
      throw .setting("There may be 1 to 1000 strata, not \(strata).")
    }
    for kpi in [objective] + [pareto?.x, pareto?.y].compactMap({ $0 })
    where kpi.direction == .neither {
      throw .noDirection(kpi: kpi.name)
    }
    for goal in goals where !goal.bound.isFinite || goal.tolerance.map({ !($0 > 0) }) ?? false {
      throw .setting("A goal for \(goal.kpi.name) needs a bound and a tolerance above 0.")
    }
    try checkMode()
  }

  private func checkMode() throws(TournamentError) {
    switch mode {
    case .fixed(let replications):
      guard 2...1_000_000 ~= replications else {
        throw .setting("There may be 2 to 1000000 replications, not \(replications).")
      }
      guard replications >= 2 * strata || strata == 1 else {
        throw .setting("\(strata) strata need at least \(2 * strata) replications.")
      }
    case .selection(let indifference, let first, let maximum):
      guard 5...1_000_000 ~= first, first...1_000_000 ~= maximum else {
        throw .setting(
          "The first stage needs 5 replications or more, and the maximum must not be less; "
            + "found \(first) and \(maximum).")
      }
      switch indifference {
      case .absolute(let size), .relative(let size):
        guard size > 0, size.isFinite else {
          throw .setting("The indifference zone must be above 0, not \(size).")
        }
      case .standard: break
      }
    }
  }
}

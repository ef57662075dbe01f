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
///   - pool: simulates by a `TournamentService`; nil: the threads of this process do.
///   - finished: receives every newly simulated row, one call at a time.
///   - progress: called after every row, one call at a time.
///   - isCancelled: asked often; once it says yes, the tournament ends soon with the replications
///     that all remaining entrants have, in a result marked partial.
/// - Returns: estimates, comparisons and the selection.
/// - Throws: a `TournamentError` when entrants or settings make no sense, before the first
///   simulation.
package func runTournament(
  _ entrants: [Entrant], settings: TournamentSettings, pool: (any WorkPool)?,
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
    workers: settings.threads, window: 16 * max(1, settings.threads), isCancelled: isCancelled,
    pool: pool)
  let way = TournamentWay(widths: layouts.map(\.width))
  let (done, isInterrupted) = await executor.run(plan, way: way) { isStopped in
    TournamentWorker(entrants, layouts: layouts, settings: settings, isStopped: isStopped)
  }
  let outcome = done.outcome(isInterrupted: isInterrupted)
  return TournamentSummary(
    entrants: entrants, layouts: layouts, director: outcome.director, rows: outcome.rows,
    isPartial: isInterrupted
  ).result()
}

/// The same by the threads of this process.
public func runTournament(
  _ entrants: [Entrant], settings: TournamentSettings,
  finished: (@Sendable (TournamentRow) -> Void)? = nil,
  progress: (@Sendable (TournamentProgress) -> Void)? = nil,
  isCancelled: @escaping @Sendable () -> Bool = { false }
) async throws(TournamentError) -> TournamentResult {
  try await runTournament(
    entrants, settings: settings, pool: nil, finished: finished, progress: progress,
    isCancelled: isCancelled)
}

/// How replications of entrants travel: as the entrant's number and their own.
struct TournamentWay: RowWork {
  /// Numbers in a row of each entrant.
  let widths: [Int]

  func write(_ item: TournamentPlan.Item, to writer: inout WireWriter) {
    writer.write(item.entrant)
    writer.write(item.replication)
  }

  func item(from reader: inout WireReader) throws(WireProblem) -> TournamentPlan.Item {
    let item = TournamentPlan.Item(entrant: try reader.count(), replication: try reader.count())
    guard widths.indices.contains(item.entrant) else { throw .damaged }
    return item
  }

  func width(_ item: TournamentPlan.Item) -> Int { widths[item.entrant] }
  func row(_ output: [Double]) -> [Double] { output }
  func output(_ row: [Double]) -> [Double] { row }
}

/// Simulates replications of a tournament for whoever directs it.
package struct TournamentService: WorkService {
  package let identity: String
  private let entrants: [Entrant]
  private let layouts: [TournamentLayout]
  private let settings: TournamentSettings

  /// A service for entrants; its identity says all that their rows depend on but the numbers of the replications.
  package init(_ entrants: [Entrant], settings: TournamentSettings, identity: String) {
    (self.entrants, self.settings, self.identity) = (entrants, settings, identity)
    layouts = entrants.map { TournamentLayout($0.model) }
  }

  private var way: TournamentWay { TournamentWay(widths: layouts.map(\.width)) }

  package var sample: [UInt8] { way.piece([TournamentPlan.Item(entrant: 0, replication: 0)]) }

  package func hand(_ isStopped: @escaping StopSign) -> any ServiceHand {
    Hand(
      way: way,
      worker: TournamentWorker(entrants, layouts: layouts, settings: settings, isStopped: isStopped))
  }

  private struct Hand: ServiceHand {
    let way: TournamentWay
    var worker: TournamentWorker

    mutating func answer(to piece: [UInt8]) async throws(WireProblem) -> [UInt8]? {
      var reader = WireReader(piece)
      return try await way.answer(&reader, by: &worker)
    }
  }
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

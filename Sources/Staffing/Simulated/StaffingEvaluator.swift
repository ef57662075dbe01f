import ContactCenter
import Experiments

/// One replication of an evaluation.
struct SimulationDraw: Sendable, Hashable {
  /// The replication's number: two staffings with equal draws meet the same contacts.
  var replication: Int
  /// Multiplies all volumes.
  var volumeFactor = 1.0
  /// The replication whose day factors and absences are used; nil: its own.
  var dayConditions: Int?
}

extension [SimulationDraw] {
  /// Replications as they are.
  static func plain(_ range: Range<Int>) -> [SimulationDraw] {
    range.map { SimulationDraw(replication: $0) }
  }
}

/// Simulates staffings of one model under common random numbers.
///
/// A replication depends on seed, number and staffing only, so two staffings meet the same contacts
/// and results do not depend on the number of threads. Making the simulator of a staffing takes well
/// below a millisecond for ordinary centers, so each thread makes one for each staffing.
struct StaffingEvaluator: Sendable {
  let layout: GoalLayout
  /// All random numbers come from it.
  let seed: UInt64
  let threads: Int
  /// Where samples are kept; nil: nowhere.
  let kept: SampleKeeping.Samples?
  /// Who simulates; nil: threads of this process.
  let pool: (any WorkPool)?
  /// The interval of the center that lasts in the model; nil: the model is the center's.
  let lasting: Int?
  /// Asked often; once it says yes, evaluations have no result.
  let isCancelled: @Sendable () -> Bool

  init(
    layout: GoalLayout, seed: UInt64, threads: Int, kept: SampleKeeping.Samples? = nil,
    pool: (any WorkPool)? = nil, lasting: Int? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    (self.kept, self.pool, self.lasting) = (kept, pool, lasting)
    self.layout = layout
    self.seed = seed
    self.threads = max(1, threads)
    self.isCancelled = isCancelled
  }

  /// The model, whose staffing the tables replace.
  var model: Model { layout.model }

  /// Simulates a staffing, or the model's own where there is none; nil when it was cancelled.
  func samples(
    of table: StaffingTable?, _ draws: [SimulationDraw]
  ) async -> StaffingSamples? {
    var samples = StaffingSamples(layout)
    let size = kept == nil ? max(1, draws.count) : SampleKeeping.most
    for first in stride(from: 0, to: draws.count, by: size) {
      let part = Array(draws[first..<min(draws.count, first + size)])
      if let rows = kept?.rows(of: table, part) {
        for row in rows { samples.add(row) }
      } else {
        guard let rows = await simulated(table, part) else { return nil }
        kept?.keep(rows, of: table, part)
        for row in rows { samples.add(row) }
      }
    }
    return samples
  }

  private func simulated(
    _ table: StaffingTable?, _ draws: [SimulationDraw]
  ) async -> [[(numerator: Double, denominator: Double)]]? {
    let executor = Executor(workers: threads, isCancelled: isCancelled, pool: pool)
    let way = DrawWay(layout, lasting: lasting, table: table)
    return await executor.outputs(of: draws, way: way) { [layout, seed] isStopped in
      DrawWorker(layout: layout, table: table, seed: seed, isStopped: isStopped)
    }
  }

  /// Simulates a staffing in growing parts and stops early where it is hopeless; nil when it was
  /// cancelled.
  ///
  /// The first look is taken after `least` replications.
  func samplesUnlessHopeless(
    of table: StaffingTable, _ draws: [SimulationDraw], least: Int = 20,
    isHopeless: (StaffingSamples) -> Bool
  ) async -> StaffingSamples? {
    var samples = StaffingSamples(layout)
    while samples.replications < draws.count {
      let done = samples.replications
      let end = min(draws.count, max(least, 2 * done))
      guard let more = await self.samples(of: table, Array(draws[done..<end])) else { return nil }
      samples.add(more)
      if isHopeless(samples) { break }
    }
    return samples
  }
}

/// Simulates draws, and leaves numerator and denominator of each place of goals.
struct DrawWorker: Worker {
  private let simulator: Simulator
  private let layout: GoalLayout
  private let seed: UInt64
  private let isStopped: StopSign

  /// A worker for a staffing, or the model's own where there is none.
  init(
    layout: GoalLayout, table: StaffingTable?, seed: UInt64, isStopped: @escaping StopSign
  ) {
    (self.layout, self.seed, self.isStopped) = (layout, seed, isStopped)
    simulator = Simulator(model: table?.applied(to: layout.model) ?? layout.model)
  }

  func work(
    _ draw: SimulationDraw
  ) async -> Work<[(numerator: Double, denominator: Double)]> {
    var options = SimulationOptions()
    options.isCancelled = isStopped
    options.volumeFactor = draw.volumeFactor
    options.dayConditions = draw.dayConditions
    let outcome = simulator.run(seed: seed, replication: draw.replication, options: options)
    guard let outcome else { return .stopped(nil) }
    return .done(layout.places.map { layout.sums($0, in: outcome.tallies) })
  }
}

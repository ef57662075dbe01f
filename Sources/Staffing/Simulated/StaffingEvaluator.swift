import ContactCenter
import Experiments
import Foundation
import Synchronization

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
  /// Asked often; once it says yes, evaluations have no result.
  let isCancelled: @Sendable () -> Bool

  init(
    layout: GoalLayout, seed: UInt64, threads: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.layout = layout
    self.seed = seed
    self.threads = max(1, threads)
    self.isCancelled = isCancelled
  }

  /// The model, whose staffing the tables replace.
  var model: Model { layout.model }

  private typealias Row = [(numerator: Double, denominator: Double)]

  /// Simulates a staffing, or the model's own where there is none; nil when it was cancelled.
  func samples(of table: StaffingTable?, _ draws: [SimulationDraw]) -> StaffingSamples? {
    let model = table?.applied(to: layout.model) ?? layout.model
    let rows = Mutex<[Row?]>(Array(repeating: nil, count: draws.count))
    let next = Atomic<Int>(0)
    let work: @Sendable () -> Void = {
      let simulator = Simulator(model: model)
      var options = SimulationOptions()
      options.isCancelled = isCancelled
      while true {
        let place = next.add(1, ordering: .relaxed).oldValue
        guard place < draws.count, !isCancelled() else { return }
        let draw = draws[place]
        options.volumeFactor = draw.volumeFactor
        options.dayConditions = draw.dayConditions
        guard
          let outcome = simulator.run(
            seed: seed, replication: draw.replication, options: options)
        else { return }
        let row = layout.places.map { layout.sums($0, in: outcome.tallies) }
        rows.withLock { $0[place] = row }
      }
    }
    let workers = min(threads, draws.count)
    if workers == 1 {
      work()
    } else {
      DispatchQueue.concurrentPerform(iterations: workers) { _ in work() }
    }
    var samples = StaffingSamples(layout)
    for row in rows.withLock({ $0 }) {
      guard let row else { return nil }
      samples.add(row)
    }
    return samples
  }

  /// Simulates a staffing in growing parts and stops early where it is hopeless; nil when it was
  /// cancelled.
  ///
  /// The first look is taken after `least` replications.
  func samplesUnlessHopeless(
    of table: StaffingTable, _ draws: [SimulationDraw], least: Int = 20,
    isHopeless: (StaffingSamples) -> Bool
  ) -> StaffingSamples? {
    var samples = StaffingSamples(layout)
    while samples.replications < draws.count {
      let done = samples.replications
      let end = min(draws.count, max(least, 2 * done))
      guard let more = self.samples(of: table, Array(draws[done..<end])) else { return nil }
      samples.add(more)
      if isHopeless(samples) { break }
    }
    return samples
  }
}

import ContactCenter
import Experiments
import QueueingTheory
import Reporting
import Staffing

/// The figures of a plan's queues, as the page and the files have them.
enum StaffFigures {
  /// The columns, by their names in files.
  enum Key: String, CaseIterable {
    case serviceLevel, averageSpeedOfAnswer, abandonedProportion, occupancy
    case waitProbability, blockingProbability, meanQueue

    /// The figure of simulations that it is the formula of.
    var figure: FigureName {
      switch self {
      case .serviceLevel: .serviceLevel
      case .averageSpeedOfAnswer: .averageSpeedOfAnswer
      case .abandonedProportion: .abandonedProportion
      case .occupancy: .occupancy
      case .waitProbability: .queuedProportion
      case .blockingProbability: .blockingProbability
      case .meanQueue: .averageQueueLength
      }
    }

    var unit: IndicatorUnit { figure.unit }

    /// The column's name in tables, with its unit.
    var column: String { rawValue + ReportCSV.suffix(of: unit) }
  }

  /// The columns that tell something about the plan's queues.
  static func keys(of result: StaffResult) -> [Key] {
    let loads = result.pools.flatMap(\.cells).compactMap { $0?.load }
    var keys = [Key.serviceLevel, .averageSpeedOfAnswer]
    if loads.contains(where: \.hasPatience) { keys.append(.abandonedProportion) }
    if loads.contains(where: { $0.lines != nil || $0.waitingPlaces != nil }) {
      keys.append(.blockingProbability)
    }
    return keys + [.occupancy]
  }

  static func title(_ key: Key, _ result: StaffResult) -> String {
    switch key {
    case .serviceLevel:
      let definition = result.input.definition
      let wait = FigureText.value(result.input.acceptableWait, unit: .seconds)
      return "≤ \(wait)" + (definition == .abandonedCountAgainst ? "" : " \(definition.code)")
    case .averageSpeedOfAnswer: return "ASA"
    case .abandonedProportion: return "Abandoned"
    case .occupancy: return "Occupancy"
    case .waitProbability: return "Waiting"
    case .blockingProbability: return "Blocked"
    case .meanQueue: return "Queue"
    }
  }

  /// A figure of a queue; nil where the queue is unstable.
  static func value(_ key: Key, _ queue: StaffedQueue?, _ input: StaffInput) -> Double? {
    guard let queue else { return nil }
    switch key {
    case .serviceLevel:
      return queue.value(of: .serviceLevel(input.definition, within: input.acceptableWait))
    case .averageSpeedOfAnswer: return queue.averageSpeedOfAnswer
    case .abandonedProportion: return queue.abandonedProportion
    case .occupancy: return queue.occupancy
    case .waitProbability: return queue.waitProbability
    case .blockingProbability: return queue.blockingProbability
    case .meanQueue: return queue.meanQueue
    }
  }

  /// A plain number with few digits.
  static func number(_ value: Double) -> String { FigureText.plain(value) }
}

/// The queues of loads that come again, as those of every night.
struct StaffQueues {
  private struct Key: Hashable {
    var rate: Double
    var handleTime: Double
    var agents: Int
  }

  private var known: [Key: [(load: QueueLoad, queue: StaffedQueue?)]] = [:]

  /// A load with so many agents; nil where the queue is unstable.
  mutating func queue(_ load: QueueLoad, agents: Int) -> StaffedQueue? {
    let key = Key(rate: load.arrivalRate, handleTime: load.handleTime, agents: agents)
    if let same = known[key]?.first(where: { $0.load == load }) { return same.queue }
    let queue = load.queue(agents: agents)
    known[key, default: []].append((load, queue))
    return queue
  }
}

import ContactCenter
import Synchronization
import Testing

// Small centers to try one thing on, and ways to run them.

/// An empty scenario, open from midnight on for some hours of each day.
func center(hours: Double = 24, days: Int = 1, warmUp: Seconds = 0) -> Scenario {
  var scenario = Scenario(name: "test")
  scenario.calendar.days = days
  scenario.calendar.hours = .init(open: 0, close: hours * 3600)
  scenario.calendar.interval = 3600
  scenario.calendar.warmUp = warmUp
  return scenario
}

/// Poisson calls of one type.
func calls(
  _ name: String = "calls", perHour: Double, talk: Distribution = .exponential(mean: 180),
  patience: Distribution = .never
) -> Scenario.ContactType {
  var type = Scenario.ContactType(name: name)
  type.arrivals.points = [.init(time: 0, rate: perHour / 3600)]
  type.talk = .init(talk)
  type.patience = .init(patience)
  return type
}

/// Calls at exactly these moments, each with the same talk time.
func calls(
  _ name: String = "calls", at times: [Seconds], talk: Seconds = 100,
  patience: Distribution = .never
) -> Scenario.ContactType {
  var type = Scenario.ContactType(name: name)
  type.arrivals.process = .replay(times)
  type.talk = .init(.constant(talk))
  type.patience = .init(patience)
  return type
}

/// A group of agents who serve some queues.
func agents(
  _ count: Int, _ name: String = "agents", serving queues: [String] = ["calls"]
) -> Scenario.AgentGroup {
  var group = Scenario.AgentGroup(name: name)
  group.staffing = .constant(count)
  group.skills = queues.map { Scenario.Skill(queue: $0) }
  return group
}

/// One type and one group.
func oneQueue(
  perHour: Double, talk: Distribution = .exponential(mean: 180), agents count: Int,
  patience: Distribution = .never, hours: Double = 24, warmUp: Seconds = 0
) -> Scenario {
  var scenario = center(hours: hours, warmUp: warmUp)
  scenario.contactTypes = [calls(perHour: perHour, talk: talk, patience: patience)]
  scenario.agentGroups = [agents(count)]
  return scenario
}

// MARK: - Running

/// The tallies of one replication, whose conservation laws must hold.
func simulate(_ scenario: Scenario, seed: UInt64 = 1, replication: Int = 0) throws -> Tallies {
  let simulator = Simulator(model: try scenario.model())
  return try simulate(with: simulator, seed: seed, replication: replication)
}

/// The same with a simulator at hand.
func simulate(with simulator: Simulator, seed: UInt64, replication: Int) throws -> Tallies {
  var options = SimulationOptions()
  options.checks = true
  let run = simulator.run(seed: seed, replication: replication, options: options)
  let outcome = try #require(run)
  #expect(outcome.violations.isEmpty, "seed \(seed), replication \(replication)")
  return outcome.tallies
}

/// What happened, event by event.
struct Story {
  var records: [TraceRecord]

  /// Runs a scenario once and keeps its trace.
  init(_ scenario: Scenario, seed: UInt64 = 1, replication: Int = 0) throws {
    let log = TraceLog()
    var options = SimulationOptions()
    options.checks = true
    options.trace = { record in log.append(record) }
    let simulator = Simulator(model: try scenario.model())
    let run = simulator.run(seed: seed, replication: replication, options: options)
    let outcome = try #require(run)
    #expect(outcome.violations.isEmpty)
    records = log.records
  }

  /// The moments of one kind of event.
  func times(_ event: TraceEvent) -> [Seconds] {
    records.filter { $0.event == event }.map(\.time)
  }

  /// The records of one kind of event.
  func all(_ event: TraceEvent) -> [TraceRecord] { records.filter { $0.event == event } }

  /// The callers, by number, in the order in which their conversations start.
  var served: [Int] { all(.startsTalk).map(\.contact) }

  /// The agents in the order in which they start conversations.
  var servers: [Int] { all(.startsTalk).map(\.agent) }

  /// The types in the order in which their conversations start.
  var servedTypes: [Int] { all(.startsTalk).map(\.type) }

  /// Count of one kind of event.
  func count(_ event: TraceEvent) -> Int { records.count { $0.event == event } }
}

/// Collects the records of one run.
final class TraceLog: Sendable {
  private let list = Mutex<[TraceRecord]>([])
  func append(_ record: TraceRecord) { list.withLock { $0.append(record) } }
  var records: [TraceRecord] { list.withLock { $0 } }
}

// MARK: - Sums

extension Tallies {
  /// Everything of one contact type.
  func total(_ type: Int = 0) -> ContactTally {
    var sum = ContactTally()
    for row in 0...intervals { sum.add(contacts[type * (intervals + 1) + row]) }
    return sum
  }

  /// Everything of one group.
  func group(_ index: Int = 0) -> AgentTally {
    var sum = AgentTally()
    for row in 0...intervals { sum.add(groups[index * (intervals + 1) + row]) }
    return sum
  }

  /// Everything of one queue; its maxima are meaningless.
  func queue(_ index: Int = 0) -> QueueTally {
    var sum = QueueTally()
    for row in 0...intervals { sum.add(queues[index * (intervals + 1) + row]) }
    return sum
  }

  /// Everything of one trunk group; its maxima are meaningless.
  func trunk(_ index: Int = 0) -> TrunkTally {
    var sum = TrunkTally()
    for row in 0...intervals { sum.add(trunks[index * (intervals + 1) + row]) }
    return sum
  }
}

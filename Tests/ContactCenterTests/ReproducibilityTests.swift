import ContactCenter
import Testing

@Suite("The same seed, the same figures")
struct ReproducibilityTests {
  private func run(
    _ simulator: Simulator, _ seed: Int, _ replication: Int, traced: Bool = false
  ) throws -> Tallies {
    var options = SimulationOptions()
    if traced {
      let log = TraceLog()
      options.trace = { log.append($0) }
    }
    let outcome = simulator.run(
      seed: UInt64(seed), replication: replication, options: options)
    return try #require(outcome).tallies
  }

  @Test("A simulator used before gives what a new one gives, traced or not", arguments: 0..<40)
  func reuse(seed: Int) throws {
    let model = try WildScenario.make(seed: UInt64(seed)).model()
    let used = Simulator(model: model)
    for replication in 0..<3 {
      let again = try run(used, seed, replication)
      let fresh = try run(Simulator(model: model), seed, replication)
      #expect(again == fresh, "seed \(seed), replication \(replication)")
      #expect(try run(used, seed, replication, traced: true) == fresh)
    }
  }

  @Test("Replications and seeds differ")
  func difference() throws {
    let simulator = Simulator(model: try oneQueue(perHour: 100, agents: 6).model())
    let first = try run(simulator, 1, 0)
    #expect(try run(simulator, 1, 1) != first)
    #expect(try run(simulator, 2, 0) != first)
    #expect(try run(simulator, 1, 0) == first)
  }

  @Test("A run that is called off has no outcome, and leaves the simulator as good as new")
  func cancelled() throws {
    let scenario = oneQueue(perHour: 6000, talk: .constant(1), agents: 20)
    let simulator = Simulator(model: try scenario.model())
    let whole = try run(simulator, 1, 0)
    var options = SimulationOptions()
    options.isCancelled = { true }
    #expect(simulator.run(seed: 1, replication: 0, options: options) == nil)
    #expect(try run(simulator, 1, 0) == whole)
  }

  // MARK: Common random numbers

  /// Arrival moments, waits of those who left, and conversations, by caller.
  private struct Callers {
    var arrivals: [Int: Seconds] = [:]
    var patience: [Int: Seconds] = [:]
    var talk: [Int: Seconds] = [:]

    init(_ scenario: Scenario) throws {
      var started: [Int: Seconds] = [:]
      for record in try Story(scenario).records {
        switch record.event {
        case .arrives: arrivals[record.contact] = record.time
        case .abandons: patience[record.contact] = record.time - arrivals[record.contact]!
        case .startsTalk: started[record.contact] = record.time
        case .endsTalk: talk[record.contact] = record.time - started[record.contact]!
        default: break
        }
      }
    }
  }

  @Test("Two routings meet the same callers: arrivals, patience and talk")
  func commonRandomNumbers() throws {
    var scenario = center(hours: 10)
    let varied = Distribution.lognormal(mean: 200, cv: 1)
    scenario.contactTypes = [
      calls("a", perHour: 100, patience: .exponential(mean: 60)),
      calls("b", perHour: 100, talk: varied, patience: .exponential(mean: 90)),
    ]
    scenario.agentGroups = [
      agents(3, "first", serving: ["a", "b"]), agents(4, "second", serving: ["b", "a"]),
    ]
    let one = try Callers(scenario)
    scenario.routing.agentSelection = .random
    scenario.routing.contactSelection = .longestQueue
    scenario.agentGroups[0].skills[1].rank = 2
    scenario.agentGroups[1].alert = .exponential(mean: 5)
    let other = try Callers(scenario)
    #expect(one.arrivals == other.arrivals)
    let talkers = one.talk.filter { other.talk[$0.key] != nil }
    #expect(talkers.count > 500)
    for (caller, talk) in talkers { #expect(abs(other.talk[caller]! - talk) < 1e-6) }
    let leavers = one.patience.filter { other.patience[$0.key] != nil }
    #expect(leavers.count > 50)
    for (caller, patience) in leavers where other.patience[caller]! > 30 {
      #expect(abs(other.patience[caller]! - patience) < 1e-6)
    }
    #expect(Set(one.patience.keys) != Set(other.patience.keys))
  }

  @Test("A type's callers do not depend on the other types' rates")
  func ownStreams() throws {
    var scenario = center(hours: 5)
    scenario.contactTypes = [calls("a", perHour: 100), calls("b", perHour: 100)]
    scenario.agentGroups = [agents(30, serving: ["a", "b"])]
    func moments(_ scenario: Scenario) throws -> [Seconds] {
      try Story(scenario).all(.arrives).filter { $0.type == 0 }.map(\.time)
    }
    let before = try moments(scenario)
    scenario.contactTypes[1].arrivals.scale = 3
    #expect(try moments(scenario) == before)
  }
}

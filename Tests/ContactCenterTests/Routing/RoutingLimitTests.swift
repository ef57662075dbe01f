import ContactCenter
import QueueingTheory
import Testing

@Suite("What policies are known to do in the long run")
struct RoutingLimitTests {
  /// Agents of three groups, who serve a, both, and b.
  private func overlapping() -> Scenario {
    var scenario = center()
    scenario.contactTypes = [calls("a", perHour: 110), calls("b", perHour: 60)]
    scenario.agentGroups = [
      agents(4, "g0", serving: ["a"]), agents(4, "g1", serving: ["a", "b"]),
      agents(4, "g2", serving: ["b"]),
    ]
    scenario.supply()
    return scenario
  }

  /// The largest less the smallest share of time that an agent works, of so many first agents.
  private func spread(_ scenario: Scenario, of count: Int) throws -> Double {
    let shares = try simulate(scenario, seed: 4).agents.prefix(count).map {
      $0.handling / $0.loggedIn
    }
    return (shares.max() ?? 0) - (shares.min() ?? 0)
  }

  @Test("The longest idle agent shares the work within a group, the least occupied over groups")
  func fairness() throws {
    let scenario = overlapping()
    let least = try spread(scenario.with { $0.routing.policy = .leastOccupied }, of: 12)
    let longest = try spread(scenario.with { $0.routing.policy = .agentsPreference }, of: 12)
    let listed = try spread(scenario.with { $0.routing.policy = .queuePriority }, of: 12)
    let fixed = try spread(scenario.with { $0.routing.agentSelection = .fixedOrder }, of: 12)
    #expect(least < longest - 0.02 && longest < fixed - 0.02 && longest < listed - 0.02)
    let group = try spread(scenario.with { $0.routing.policy = .agentsPreference }, of: 4)
    #expect(group < 0.04 && group < longest)
  }

  @Test("The agents idle longest have idle times of the same mean")
  func idleTimes() throws {
    let scenario = oneQueue(perHour: 160, agents: 10).with { $0.calendar.days = 10 }
    func means(_ selection: Scenario.AgentSelection) throws -> [Double] {
      let tallies = try simulate(scenario.with { $0.routing.agentSelection = selection }, seed: 6)
      return tallies.agents.map { $0.idle / $0.answered }
    }
    let longest = try means(.longestIdle)
    let mean = longest.reduce(0, +) / 10
    // Some 3800 spells each.
    for one in longest { #expect(abs(one / mean - 1) < 0.08) }
    let fixed = try means(.fixedOrder)
    #expect(fixed[9] > 2 * fixed[0])
  }

  // MARK: Costs

  /// Two types before ten agents who do all.
  private func two(_ rates: (Double, Double), _ costs: (Double, Double)) -> Scenario {
    var scenario = center(warmUp: 2 * 3600)
    scenario.contactTypes = [calls("a", perHour: rates.0), calls("b", perHour: rates.1)]
    scenario.agentGroups = [agents(10, serving: ["a", "b"])]
    scenario.supply()
    scenario.contactTypes[0].waitingCost = .init(perMinute: costs.0)
    scenario.contactTypes[1].waitingCost = .init(perMinute: costs.1)
    (scenario.contactTypes[0].value, scenario.contactTypes[1].value) = (2, 1)
    return scenario
  }

  private func costs(_ scenario: Scenario, _ policy: Scenario.RoutingPolicy, days: Int = 80) throws
    -> [Double]
  {
    try Replications(scenario.with { $0.routing.policy = policy }, days).tallies.map {
      $0.routing.reduce(0) { $0 + $1.waitingCost }
    }
  }

  @Test("cμ makes two classes of priority, whose waits are Cobham's")
  func cobham() throws {
    let scenario = two((110, 60), (1, 4)).with { $0.routing.policy = .cMu }
    let exact = try Priorities(
      arrivalRates: [60 / 3600.0, 110 / 3600.0], meanHandleTime: 180, agents: 10)
    let replications = try Replications(scenario, 200)
    for type in 0..<2 {
      let wait = replications.ratio(\.waitAnswered, \.answered, type: type)
      #expect(abs(wait.z(exact.averageSpeedOfAnswer(ofClass: 1 - type))) < 4)
    }
  }

  @Test("cμ costs less than first come, the longest queue and the reverse order")
  func cheapest() throws {
    // The second has the larger cost, or the shorter talk.
    let short = two((50, 180), (1, 1)).with { scenario in
      scenario.contactTypes[0].talk = .init(.exponential(mean: 360))
      scenario.contactTypes[1].talk = .init(.exponential(mean: 80))
    }
    for scenario in [two((110, 60), (1, 4)), short] {
      let best = try costs(scenario, .cMu)
      for policy in [
        Scenario.RoutingPolicy.singleFifoQueue, .longestQueueFirst, .valueBased, .fixedQueueRatio,
      ] {
        let more = Estimate(zip(try costs(scenario, policy), best).map { $0 - $1 })
        #expect(more.value > 4 * more.standardError, "\(policy): \(more)")
      }
    }
  }

  @Test("With costs that grow faster than the wait the generalised rule costs less than cμ")
  func convex() throws {
    let scenario = two((110, 60), (1, 2)).with { scenario in
      for type in 0..<2 { scenario.contactTypes[type].waitingCost?.power = 3 }
    }
    let more = Estimate(
      zip(try costs(scenario, .cMu), try costs(scenario, .generalisedCMu)).map { $0 - $1 })
    #expect(more.value > 3 * more.standardError, "\(more)")
  }

  // MARK: Ratios and goals

  @Test("Where much waits, queues have the lengths of their shares")
  func shares() throws {
    var scenario = center(hours: 10, warmUp: 3600)
    for (name, rate) in [("a", 400.0), ("b", 600)] {
      scenario.contactTypes.append(
        calls(name, perHour: rate, patience: .exponential(mean: 600)))
    }
    scenario.agentGroups = [agents(40, serving: ["a", "b"])]
    scenario.supply()
    (scenario.queues[0].share, scenario.queues[1].share) = (0.75, 0.25)
    for policy in [Scenario.RoutingPolicy.fixedQueueRatio, .queueAndIdlenessRatio] {
      let tallies = try simulate(scenario.with { $0.routing.policy = policy }, seed: 2)
      let lengths = (0..<2).map { tallies.queue($0).lengthIntegral }
      #expect(abs(lengths[0] / (lengths[0] + lengths[1]) - 0.75) < 0.05)
    }
    let plain = try simulate(scenario.with { $0.routing.policy = .singleFifoQueue }, seed: 2)
    // By itself the queue of 40 % of the calls is 40 % of all that wait.
    let lengths = (0..<2).map { plain.queue($0).lengthIntegral }
    #expect(abs(lengths[0] / (lengths[0] + lengths[1]) - 0.4) < 0.02)
  }

  @Test("Goals of service level are missed by more nearly the same")
  func goals() throws {
    var scenario = center(hours: 12)
    for (name, target) in [("a", 0.95), ("b", 0.5)] {
      var type = calls(name, perHour: 150, patience: .exponential(mean: 300))
      type.serviceLevel = .init()
      type.serviceLevel?.target = target
      scenario.contactTypes.append(type)
    }
    scenario.agentGroups = [agents(14, serving: ["a", "b"])]
    scenario.supply()
    func gap(_ policy: Scenario.RoutingPolicy) throws -> Double {
      let replications = try Replications(scenario.with { $0.routing.policy = policy }, 10)
      let leads = [0.95, 0.5].enumerated().map { type, target in
        replications.ratio(\.answeredWithin, \.offered, type: type).value - target
      }
      return abs(leads[0] - leads[1])
    }
    let steered = try gap(.serviceLevelBased)
    let plain = try gap(.singleFifoQueue)
    #expect(steered < 0.5 * plain, "\(steered), \(plain)")
  }

  @Test("A reserve shortens the waits of the better contacts and lengthens the others'")
  func reserve() throws {
    var scenario = center()
    scenario.contactTypes = [calls("a", perHour: 60), calls("b", perHour: 90)]
    scenario.agentGroups = [agents(10, serving: ["a", "b"])]
    scenario.supply()
    func waits(_ reserve: Int) throws -> [Double] {
      let held = scenario.with {
        $0.agentGroups[0].skills[1].reserve = reserve
        $0.agentGroups[0].skills[1].rank = 2
        $0.routing.policy = .thresholdReservation
      }
      let replications = try Replications(held, 20)
      return (0..<2).map { replications.ratio(\.waitAnswered, \.answered, type: $0).value }
    }
    let (none, two) = (try waits(0), try waits(2))
    #expect(two[0] < 0.5 * none[0] && two[1] > 1.5 * none[1])
  }

  @Test("With random groups the mean of foretold waits is near that of real ones")
  func foretold() throws {
    var scenario = center(warmUp: 3600)
    scenario.contactTypes = [calls("a", perHour: 190)]
    scenario.agentGroups = [agents(5, "g0", serving: ["a"]), agents(5, "g1", serving: ["a"])]
    scenario.supply()
    scenario.agentGroups[2].skills[0].preferenceWeight = 0
    scenario.routing.policy = .expectedDelay
    scenario.routing.predictor = .queueLength
    let tally = try Replications(scenario, 60).tallies.reduce(into: RoutingTally()) {
      $0.foretold += $1.routing[0].foretold
      $0.error += $1.routing[0].error
      $0.absoluteError += $1.routing[0].absoluteError
    }
    // (waiting + 1) ÷ (nμ) is the mean wait of M/M/n, given the queue found.
    #expect(tally.foretold > 10_000)
    #expect(abs(tally.error) < 0.06 * tally.absoluteError)
  }
}

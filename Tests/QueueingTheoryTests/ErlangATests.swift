import QueueingTheory
import Testing

@Suite("Erlang A")
struct ErlangATests {
  @Test("The example of Garnett, Mandelbaum and Reiman (2002) holds")
  func garnett() {
    let queue = ErlangA(
      arrivalRate: 48 / 60.0, meanHandleTime: 60, agents: 50, meanPatience: 120)
    #expect(abs(queue.abandonedProportion - 0.030912249162193216) < 1e-12)
    #expect(abs(queue.averageWait - 3.709469899463186) < 1e-10)
    #expect(abs(queue.meanQueue - 2.967575919570549) < 1e-10)
    #expect(abs(queue.occupancy - 0.9303242408042945) < 1e-12)
    #expect(abs(queue.waitQuantile(0.9) - 12.444647715180759) < 1e-8)
    #expect(queue.waitQuantile(0.3) == 0)
  }

  @Test(
    "Abandonment is the abandonment rate times the mean wait",
    arguments: [(10.0, 8), (83.3, 84), (1000, 900), (19_990, 20_000)])
  func abandonmentAndWait(load: Double, agents: Int) {
    for patience in [1.0, 120, 1e6] {
      let queue = ErlangA(
        offeredLoad: load, meanHandleTime: 300, agents: agents, meanPatience: patience)
      #expect(abs(queue.averageWait / patience / queue.abandonedProportion - 1) < 1e-10)
      let carried = queue.occupancy * Double(agents)
      #expect(abs(carried + load * queue.abandonedProportion - load) < 1e-10 * load)
    }
  }

  @Test("With endless patience Erlang A tends to Erlang C")
  func tendsToErlangC() throws {
    for (load, agents) in [(10.0, 14), (99.9, 100), (19_990, 20_000)] {
      let patient = ErlangA(
        offeredLoad: load, meanHandleTime: 180, agents: agents, meanPatience: 1e18)
      let endless = try ErlangC(offeredLoad: load, meanHandleTime: 180, agents: agents)
      #expect(abs(patient.waitProbability / endless.waitProbability - 1) < 1e-9)
      #expect(abs(patient.averageWait / endless.averageSpeedOfAnswer - 1) < 1e-9)
      let level = endless.serviceLevel(within: 20)
      #expect(abs(patient.serviceLevel(within: 20) - level) < 1e-9)
    }
  }

  @Test("With no patience Erlang A tends to Erlang B")
  func tendsToErlangB() {
    let hasty = ErlangA(offeredLoad: 10, meanHandleTime: 180, agents: 12, meanPatience: 1e-9)
    let loss = ErlangB(offeredLoad: 10, agents: 12)
    #expect(abs(hasty.abandonedProportion / loss.blockingProbability - 1) < 1e-9)
  }

  @Test("With patience like the handle time the number present is Poisson")
  func poissonCase() {
    // P(N ≥ 2) for mean 1.
    let queue = ErlangA(offeredLoad: 1, meanHandleTime: 60, agents: 2, meanPatience: 60)
    #expect(abs(queue.waitProbability - 0.26424111765711533) < 1e-13)
  }

  @Test("Tails far below the smallest digit of 1 keep theirs")
  func tails() {
    let queue = ErlangA(
      offeredLoad: 450, meanHandleTime: 300, agents: 300, meanPatience: 0.3)
    #expect(abs(queue.served(after: 20) / 2.4549976504290763e-39 - 1) < 1e-9)
    #expect(abs(queue.probabilityOfWaiting(longerThan: 20) / 1.0638323151723801e-38 - 1) < 1e-9)
    let quiet = ErlangA(offeredLoad: 0.02, meanHandleTime: 300, agents: 20, meanPatience: 90)
    #expect(abs(quiet.waitProbability / 4.228260917147699e-53 - 1) < 1e-12)
  }

  @Test("Nobody calling means nobody waiting")
  func noLoad() {
    let queue = ErlangA(offeredLoad: 0, meanHandleTime: 180, agents: 1, meanPatience: 60)
    #expect(queue.waitProbability == 0 && queue.served(within: 0) == 1)
    #expect(queue.averageSpeedOfAnswer == 0 && queue.abandonedProportion == 0)
    #expect(queue.abandoned(within: 20) == 0 && queue.waitQuantile(0.99) == 0)
  }

  @Test("All calls are served or abandoned, within the threshold or after it")
  func conservation() {
    for wait in [0.0, 1e-3, 20, 500] {
      let queue = ErlangA(
        offeredLoad: 25, meanHandleTime: 200, agents: 20, meanPatience: 90)
      let served = queue.served(within: wait) + queue.served(after: wait)
      #expect(abs(served - queue.answeredProportion) < 1e-12)
      let ended = queue.served(within: wait) + queue.abandoned(within: wait)
      #expect(abs(ended + queue.probabilityOfWaiting(longerThan: wait) - 1) < 1e-12)
    }
  }

  @Test(
    "Every exact case agrees", .needsTruthFolder,
    arguments: try TruthFolder.cases(of: "erlang_a"))
  func exactCases(_ exact: TruthCase) {
    let queue = ErlangA(
      arrivalRate: exact.perSecond(), meanHandleTime: exact.number("aht_s"),
      agents: exact.count("servers"), meanPatience: exact.number("mean_patience_s"))
    let threshold = exact.number("threshold_s")
    exact.expect([
      "p_wait": queue.waitProbability, "p_abandon": queue.abandonedProportion,
      "asa_all_s": queue.averageWait, "asa_served_s": queue.averageSpeedOfAnswer,
      "wait_abandoned_s": queue.averageWaitOfAbandoned,
      "sl_offered": queue.serviceLevel(within: threshold),
      "sl_answered": queue.serviceLevel(within: threshold, rule: .ofAnswered),
      "sl_excl_short_ab": queue.serviceLevel(
        within: threshold, rule: .excludingShortAbandons),
      "p_ab_within_T": queue.abandoned(within: threshold),
      "p_wait_gt_T": queue.probabilityOfWaiting(longerThan: threshold),
      "mean_queue": queue.meanQueue, "occupancy": queue.occupancy,
    ])
  }

  @Test(
    "Every exact inverse agrees", .needsTruthFolder,
    arguments: try TruthFolder.cases(of: "erlang_a_inverse"))
  func exactInverses(_ exact: TruthCase) {
    let (goal, measure) = Self.goal(of: exact)
    let load = exact.perSecond() * exact.number("aht_s")
    let agents = ErlangA.requiredAgents(
      offeredLoad: load, meanHandleTime: exact.number("aht_s"),
      meanPatience: exact.number("mean_patience_s"), goals: [goal])
    func value(_ agents: Int) -> Double {
      measure(
        ErlangA(
          offeredLoad: load, meanHandleTime: exact.number("aht_s"), agents: agents,
          meanPatience: exact.number("mean_patience_s")))
    }
    exact.expect([
      "min_agents": Double(agents), "value_at_min": value(agents),
      "value_at_min_minus_1": value(agents - 1),
    ])
  }

  private static func goal(of exact: TruthCase) -> (StaffingGoal, (ErlangA) -> Double) {
    let (target, wait) = (exact.number("target"), exact.number("threshold_s"))
    switch exact.params["criterion"]?.text {
    case "p_abandon_max": return (.abandonedProportion(atMost: target), \.abandonedProportion)
    case "asa_max": return (.averageWait(atMost: target), \.averageWait)
    case "sl_excl_short_ab":
      return (
        .serviceLevel(atLeast: target, within: wait, rule: .excludingShortAbandons),
        { $0.serviceLevel(within: wait, rule: .excludingShortAbandons) }
      )
    default:
      return (.serviceLevel(atLeast: target, within: wait), { $0.serviceLevel(within: wait) })
    }
  }
}

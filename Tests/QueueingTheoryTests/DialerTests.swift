import Foundation
import QueueingTheory
import Testing

/// Close to within a part of the value.
private func isClose(_ value: Double, _ expected: Double, within part: Double = 1e-9) -> Bool {
  abs(value - expected) <= part * max(abs(expected), 1e-3)
}

private func chain(
  _ agents: Int, _ lines: Double, _ tally: DialerChain.Tally, ring: Double = 20, answer: Double = 0.3,
  talk: Double = 180
) throws -> DialerChain {
  try DialerChain(
    agents: agents, linesPerAgent: lines, tally: tally, meanRing: ring, answerProbability: answer,
    meanTalk: talk)
}

@Suite("Dialers with so many lines for each agent")
struct DialerChainTests {
  @Test("One line for an idle agent is a renewal process, by either tally, and drops nobody")
  func progressive() throws {
    for tally in DialerChain.Tally.allCases {
      for agents in [1, 7, 60] {
        let dialer = try chain(agents, 1, tally)
        // Dialing takes ring/q of a cycle.
        #expect(isClose(dialer.occupancy, 180 / (180 + 20 / 0.3)))
        #expect(dialer.droppedRate == 0 && isClose(dialer.meanWait, 20 / 0.3))
      }
    }
  }

  @Test("The chain by idle agents is that of all its equations")
  func sweepsSolveTheChain() throws {
    for (agents, lines, answer) in [
      (4, 2.3, 0.3), (3, 0.7, 0.6), (6, 4.0, 0.15), (1, 5.0, 1.0), (2, 0.5, 0.4),
    ] {
      let dialer = try chain(agents, lines, .idle, answer: answer)
      let exact = Self.idle(agents, lines, ring: 20, answer: answer, talk: 180)
      #expect(isClose(dialer.occupancy, exact.occupancy, within: 1e-11), "\(agents) \(lines)")
      #expect(isClose(dialer.meanRinging, exact.ringing, within: 1e-11), "\(agents) \(lines)")
      #expect(isClose(dialer.dropRate, exact.drop, within: 1e-10), "\(agents) \(lines)")
    }
  }

  @Test("Ten agents with two lines for each idle one, as an event simulation has it")
  func idleTally() throws {
    let dialer = try chain(10, 2, .idle)
    #expect(isClose(dialer.occupancy, 0.8510648665398216, within: 1e-10))
    #expect(isClose(dialer.dropRate, 0.04876817231050158, within: 1e-10))
    #expect(isClose(dialer.dialRate * 3600, 596.4650899784841, within: 1e-10))
  }

  @Test("Lines for all agents")
  func allTally() throws {
    let dialer = try chain(50, 1.22, .all)
    #expect(isClose(dialer.occupancy, 0.8846302337560928, within: 1e-12))
    #expect(isClose(dialer.dropRate, 0.02304602174906462, within: 1e-11))
    #expect(isClose(dialer.allBusyProbability, 0.03513154057652637, within: 1e-11))
    // Fewer lines than agents: some never talk.
    let few = try chain(10, 0.5, .all)
    #expect(isClose(few.occupancy, 0.36486486486486486, within: 1e-12) && few.allBusyProbability == 0)
  }

  @Test("What is answered is connected or dropped")
  func conservation() throws {
    for dialer in [try chain(20, 3.3, .idle), try chain(20, 1.4, .all), try chain(150, 9, .idle)] {
      #expect(
        isClose(dialer.answeredRate, dialer.connectedRate + dialer.droppedRate, within: 1e-10))
    }
  }

  @Test("The most lines by team size, by a grid of steps, are those of the published table")
  func frontier() throws {
    let idle: [(agents: Int, step: Double, lines: Double, occupancy: Double, drop: Double)] = [
      (5, 0.1, 1.9, 0.793, 0.0248), (10, 0.1, 1.9, 0.816, 0.0146), (20, 0.1, 2.6, 0.878, 0.0258),
      (50, 0.05, 4.45, 0.932, 0.0288), (100, 0.05, 6.70, 0.956, 0.0298),
    ]
    for row in idle {
      let found = try DialerFrontier.most(
        agents: row.agents, tally: .idle, step: row.step, limit: 0.03, meanRing: 20,
        answerProbability: 0.3, meanTalk: 180)
      #expect(isClose(found.linesPerAgent, row.lines))
      #expect(abs(found.occupancy - row.occupancy) < 6e-4 && abs(found.dropRate - row.drop) < 5e-5)
    }
    let all: [(agents: Int, step: Double, lines: Double, occupancy: Double, drop: Double)] = [
      (5, 0.2, 1.0, 0.730, 0), (10, 0.1, 1.0, 0.730, 0), (20, 0.05, 1.10, 0.800, 0.0104),
      (50, 0.02, 1.22, 0.885, 0.0230), (100, 0.02, 1.28, 0.926, 0.0296),
    ]
    for row in all {
      let found = try DialerFrontier.most(
        agents: row.agents, tally: .all, step: row.step, limit: 0.03, meanRing: 20,
        answerProbability: 0.3, meanTalk: 180)
      #expect(isClose(found.linesPerAgent, row.lines))
      #expect(abs(found.occupancy - row.occupancy) < 6e-4 && abs(found.dropRate - row.drop) < 5e-5)
    }
  }

  @Test("A thousand agents are solved, and lines that nobody could be dialed with are told")
  func extremes() throws {
    let large = try chain(1000, 20, .idle)
    #expect(large.occupancy > 0.98 && large.occupancy < 1)
    #expect(isClose(large.answeredRate, large.connectedRate + large.droppedRate, within: 1e-9))
    let none = try chain(3, 0.2, .idle)
    #expect(none.dialRate == 0 && none.dropRate == 0)
    #expect(throws: QueueTooLarge.self) { try chain(2000, 50, .idle, answer: 1e-4) }
    // Batches of more than a billion lines are not tried.
    #expect(BatchOverdial.mostLines(agents: 100_000, answerProbability: 1e-9, limit: 0.03) == nil)
  }

  /// All equations of the idle tally at once, by elimination without subtraction.
  private static func idle(
    _ agents: Int, _ ratio: Double, ring: Double, answer: Double, talk: Double
  ) -> (occupancy: Double, ringing: Double, drop: Double) {
    func target(_ idle: Int) -> Int { Int((ratio * Double(idle) + 1e-9).rounded(.down)) }
    let width = target(agents) + 1
    let count = (agents + 1) * width
    var rates = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    func add(_ from: (Int, Int), _ to: (Int, Int), _ rate: Double) {
      let (one, other) = (from.0 * width + from.1, to.0 * width + to.1)
      if one != other { rates[one][other] += rate }
    }
    for busy in 0...agents {
      let least = target(agents - busy)
      for lines in 0..<width {
        if lines < least {
          add((busy, lines), (busy, least), 1)
          continue
        }
        let rate = Double(lines) / ring
        if busy > 0 {
          add((busy, lines), (busy - 1, max(lines, target(agents - busy + 1))), Double(busy) / talk)
        }
        guard lines > 0 else { continue }
        let taken = min(agents, busy + 1)
        add((busy, lines), (taken, max(lines - 1, target(agents - taken))), rate * answer)
        add((busy, lines), (busy, max(lines - 1, least)), rate * (1 - answer))
      }
    }
    // The state of opening is the first that lasts: all idle, the target rings.
    let law = stationary(rates, from: target(agents))
    var sums = (busy: 0.0, ringing: 0.0, dropped: 0.0)
    for busy in 0...agents {
      for lines in 0..<width {
        let mass = law[busy * width + lines]
        sums.busy += mass * Double(busy)
        sums.ringing += mass * Double(lines)
        if busy == agents { sums.dropped += mass * Double(lines) }
      }
    }
    return (sums.busy / Double(agents), sums.ringing, sums.dropped / sums.ringing)
  }

  /// The stationary law on what is reached from a state.
  private static func stationary(_ rates: [[Double]], from first: Int) -> [Double] {
    var (order, place) = ([first], 0)
    while place < order.count {
      order += rates.indices.filter { rates[order[place]][$0] > 0 && !order.contains($0) }
      place += 1
    }
    var small = order.map { row in order.map { rates[row][$0] } }
    for last in stride(from: order.count - 1, to: 0, by: -1) {
      let leaving = small[last][..<last].reduce(0, +)
      guard leaving > 0 else { continue }
      for from in 0..<last {
        small[from][last] /= leaving
        for to in 0..<last where to != from { small[from][to] += small[from][last] * small[last][to] }
      }
    }
    var weights = [1.0]
    for state in 1..<max(1, order.count) {
      weights.append((0..<state).reduce(0) { $0 + weights[$1] * small[$1][state] })
    }
    let sum = weights.reduce(0, +)
    var law = [Double](repeating: 0, count: rates.count)
    for (state, weight) in zip(order, weights) { law[state] = weight / sum }
    return law
  }
}

@Suite("Batches, lists, time-outs and limits of outbound calls")
struct OutboundFormulaTests {
  @Test("A batch for two agents by hand, and the most lines of larger teams")
  func batch() throws {
    let batch = BatchOverdial(agents: 2, lines: 4, answerProbability: 0.3)
    #expect(isClose(batch.dropRate, 0.0765, within: 1e-13))
    #expect(isClose(batch.anyDropProbability, 0.0837, within: 1e-13))
    #expect(isClose(batch.deviationOfDropped, 0.31555151718855673, within: 1e-12))
    // q²/3 = 0.03 is within 3 %.
    let most = [(1, 1), (2, 3), (5, 10), (10, 26), (20, 58), (50, 159)]
    for (agents, lines) in most {
      #expect(BatchOverdial.mostLines(agents: agents, answerProbability: 0.3, limit: 0.03) == lines)
    }
    let limit = BatchOverdial.ratioOfLargeTeams(answerProbability: 0.3, limit: 0.03)
    #expect(abs(limit - 3.436) < 5e-4)
    for (agents, ratio) in [(500, 3.416), (5000, 3.436)] {
      let most = try #require(
        BatchOverdial.mostLines(agents: agents, answerProbability: 0.3, limit: 0.03))
      #expect(abs(Double(most) / Double(agents) - ratio) < 1e-3 && Double(most) / Double(agents) < limit)
    }
    let sure = BatchOverdial(agents: 3, lines: 8, answerProbability: 1)
    #expect(sure.dropRate == 0.625 && sure.deviationOfDropped == 0 && sure.anyDropProbability == 1)
  }

  @Test("Limits are breached by chance; the largest safe rate is the inverse")
  func breach() {
    #expect(abs(BreachProbability.breach(answered: 1000, rate: 0.025, limit: 0.03) - 0.134) < 5e-4)
    #expect(abs(BreachProbability.breach(answered: 10_000, rate: 0.025, limit: 0.03) - 0.0008) < 5e-5)
    for (answered, safe) in [(500, 0.0202), (1000, 0.0225), (5000, 0.0263), (20_000, 0.0281)] {
      let rate = BreachProbability.largestSafeRate(answered: answered, limit: 0.03, confidence: 0.95)
      #expect(abs(rate - safe) < 5e-5)
      #expect(
        isClose(BreachProbability.breach(answered: answered, rate: rate, limit: 0.03), 0.05, within: 1e-9))
    }
    #expect(BreachProbability.mostDropped(answered: 1000, limit: 0.03) == 30)
    #expect(isClose(BreachProbability.breach(answered: 10, rate: 0.1, limit: 0), 1 - pow(0.9, 10)))
    #expect(BreachProbability.breach(answered: 10, rate: 1, limit: 1) == 0)
    #expect(BreachProbability.largestSafeRate(answered: 10, limit: 1, confidence: 0.9) == 1)
  }

  @Test("One probability for all reaches more of a list than records that differ")
  func penetration() {
    let equal = ListPenetration(segments: [.init(.equal(0.12))], mostAttempts: 6)
    #expect(isClose(equal.penetration, 1 - pow(0.88, 6)))
    #expect(isClose(equal.attemptsPerRecord, (1 - pow(0.88, 6)) / 0.12))
    #expect(isClose(equal.exhaustedShare, pow(0.88, 6)))
    #expect(isClose(equal.deviationOfReached(records: 5000), 35.26562993640685, within: 1e-12))
    let beta = ListPenetration(segments: [.init(.beta(1.2, 8.8))], mostAttempts: 6)
    #expect(isClose(beta.penetration, 0.4612751753846154, within: 1e-12))
    for (attempt, rate) in beta.hitRates.enumerated() {
      #expect(isClose(rate, 1.2 / (10 + Double(attempt)), within: 1e-12))
    }
    let mixed = ListPenetration(
      segments: [.init(share: 0.4, .equal(0.3)), .init(share: 0.6, .equal(0.05))], mostAttempts: 5,
      invalidProbability: 0.04)
    #expect(isClose(mixed.penetration, 0.4238783665274882, within: 1e-12))
    #expect(isClose(mixed.invalidShare, 0.14275384754176, within: 1e-12))
    #expect(isClose(mixed.hitRates[4], 0.08741829220064352, within: 1e-11))
  }

  @Test("The time-out with the most answers, and laws without one")
  func timeout() {
    let gamma = RingTimeout(answerShare: 0.35, law: .gamma(shape: 3, mean: 11), setup: 3)
    #expect(isClose(gamma.rate(timeout: 15) * 3600, 60.34424945513361, within: 1e-11))
    guard case .at(let best) = gamma.optimum else { return #expect(Bool(false)) }
    #expect(abs(best - 15.704187976) < 1e-5)
    #expect(isClose(gamma.rate(timeout: best) * 3600, 60.4315657087905, within: 1e-12))
    let constant = RingTimeout(answerShare: 0.3, law: .deterministic(10), setup: 3)
    #expect(constant.optimum == .at(10))
    let uniform = RingTimeout(
      answerShare: 0.8, law: .uniform(low: 6, high: 18), setup: 1, busyShare: 0.1, busyTone: 3)
    #expect(uniform.optimum == .at(18))
    // Everybody answers: whoever has not yet is the likelier to do so at once.
    for law in [DurationLaw.gamma(shape: 3, mean: 11), .exponential(mean: 14), .weibull(scale: 10, shape: 2)]
    {
      #expect(RingTimeout(answerShare: 1, law: law, setup: 3).optimum == .never)
    }
    #expect(
      RingTimeout(answerShare: 1, law: .uniform(low: 6, high: 18), setup: 1).optimum == .at(18))
    // A falling hazard has a best time even so.
    let falling = RingTimeout(
      answerShare: 1, law: .lognormal(mean: 12, coefficientOfVariation: 2), setup: 3)
    guard case .at(let end) = falling.optimum else { return #expect(Bool(false)) }
    #expect(falling.rate(timeout: end) > falling.rateWithoutTimeout)
    #expect(RingTimeout(answerShare: 0.5, law: .exponential(mean: 14), setup: 0).optimum == .atOnce)
  }

  @Test("The progressive dialer of the worked example")
  func progressive() {
    var attempt = ProgressiveDialer.Attempt()
    (attempt.setup, attempt.analysis) = (3, 2)
    (attempt.human, attempt.machine, attempt.noAnswer) = ((0.22, 9), (0.33, 9), (0.35, 24))
    (attempt.busy, attempt.invalid) = ((0.06, 4), (0.04, 2))
    (attempt.humansHungUp, attempt.machinesConnected) = (0.03, 0.12)
    var work = ProgressiveDialer.Work()
    work.rightPartyShare = 0.45
    (work.right, work.wrong, work.machine) = ((240, 30), (35, 10), (8, 0))
    let dialer = ProgressiveDialer(attempt: attempt, work: work)
    #expect(isClose(attempt.meanTime, 17.77) && isClose(dialer.connectProbability, 0.253))
    #expect(isClose(dialer.cycle, 194.84802371541502, within: 1e-13))
    #expect(isClose(dialer.occupancy, 0.6395285268441706, within: 1e-12))
    #expect(isClose(dialer.rightPartyRate * 3600, 7.012823412591754, within: 1e-12))
    #expect(isClose(dialer.silentCallRate * 3600, 0.48198099055613425, within: 1e-12))
    #expect(isClose(dialer.linesInUse, 0.9177508365189856, within: 1e-12))
  }

  @Test("Detection that is right 99 times of 100 uses up most of the silent calls allowed")
  func baseRate() {
    // 1000 calls, 40 % machines, all found, and 20 % persons.
    let trap = MachineDetection(takenForMachines: 400 / 0.99, precision: 0.99, persons: 200 - 4.0404)
    #expect(isClose(trap.machines, 400) && abs(trap.silentCalls - 4.04) < 5e-3)
    #expect(isClose(trap.allowed(limit: 0.03), 6, within: 1e-5))
  }
}

@Suite("Calls in and out by the same agents")
struct ReservedBlendTests {
  @Test("With as many reserved as there are agents it is Erlang C, or Erlang A")
  func allReserved() throws {
    let blend = try ReservedBlend(
      arrivalRate: 1 / 60.0, agents: 6, meanInbound: 240, meanOutbound: 90, meanPatience: nil, reserve: 6)
    let queue = try ErlangC(arrivalRate: 1 / 60.0, meanHandleTime: 240, agents: 6)
    #expect(blend.busyOutbound == 0 && isClose(blend.waitProbability, queue.waitProbability))
    #expect(isClose(blend.averageWait, queue.averageSpeedOfAnswer, within: 1e-8))
    #expect(try isClose(blend.served(within: 20), queue.serviceLevel(within: 20)))
    let impatient = try ReservedBlend(
      arrivalRate: 1 / 30.0, agents: 6, meanInbound: 240, meanOutbound: 90, meanPatience: 60, reserve: 6)
    let abandonment = ErlangA(
      arrivalRate: 1 / 30.0, meanHandleTime: 240, agents: 6, meanPatience: 60)
    #expect(isClose(impatient.abandonedProportion, abandonment.abandonedProportion))
    #expect(try isClose(impatient.served(within: 20), abandonment.served(within: 20)))
  }

  @Test("Equal times by hand, and a blend of unequal ones")
  func reserve() throws {
    let equal = try ReservedBlend(
      arrivalRate: 1 / 60.0, agents: 6, meanInbound: 180, meanOutbound: 180, meanPatience: nil, reserve: 1)
    #expect(isClose(equal.waitProbability, 0.5) && isClose(equal.averageWait, 30, within: 1e-8))
    #expect(isClose(equal.outboundRate * 3600, 50, within: 1e-8))
    #expect(try isClose(equal.served(within: 20), 0.6417343447131054, within: 1e-8))
    let blend = try ReservedBlend(
      arrivalRate: 120 / 3600.0, agents: 10, meanInbound: 180, meanOutbound: 240, meanPatience: 120,
      reserve: 2)
    #expect(isClose(blend.waitProbability, 0.3598094520914206))
    #expect(try isClose(blend.served(within: 20), 0.7794468564777788))
    #expect(isClose(blend.busyOutbound, 3.468829324736067))
    // In the end all are served who do not give up.
    #expect(try isClose(blend.served(within: 1e8), 1 - blend.abandonedProportion))
  }

  @Test("More calls in than all agents can take are told")
  func overload() {
    #expect(throws: UnstableQueue.self) {
      try ReservedBlend(
        arrivalRate: 0.1, agents: 6, meanInbound: 180, meanOutbound: 180, meanPatience: nil, reserve: 1)
    }
  }
}

import Foundation
import QueueingTheory
import Testing

@Suite("General patience")
struct GeneralPatienceTests {
  static let laws: [DurationLaw] = [
    .exponential(mean: 100), .deterministic(45), .uniform(low: 10, high: 200),
    .lognormal(mean: 120, coefficientOfVariation: 1.5), .weibull(scale: 90, shape: 0.5),
    .weibull(scale: 90, shape: 3), .gamma(shape: 3, mean: 90), .gamma(shape: 0.7, mean: 90),
    .hyperexponential([.init(weight: 0.3, mean: 10), .init(weight: 0.7, mean: 300)]),
    .zero(probability: 0.2, otherwise: .exponential(mean: 500)),
    .lognormal(mean: 60, coefficientOfVariation: 0.01),
    .mixture([
      .init(weight: 0.5, law: .uniform(low: 10, high: 90)), .init(weight: 0.2, law: .unlimited),
      .init(weight: 0.3, law: .weibull(scale: 90, shape: 0.5)),
    ]),
  ]

  @Test("A mixture of exponential laws is the hyperexponential law")
  func mixture() throws {
    func queue(_ law: DurationLaw) throws -> GeneralPatience {
      try GeneralPatience(offeredLoad: 13, meanHandleTime: 240, agents: 14, patience: law)
    }
    let exact = try queue(Self.laws[8])
    let mixed = try queue(
      .mixture([
        .init(weight: 0.3, law: .exponential(mean: 10)),
        .init(weight: 0.7, law: .exponential(mean: 300)),
      ]))
    #expect(abs(mixed.abandonedProportion / exact.abandonedProportion - 1) < 1e-12)
    #expect(abs(mixed.averageWait / exact.averageWait - 1) < 1e-12)
    #expect(abs(mixed.served(within: 20) / exact.served(within: 20) - 1) < 1e-12)
  }

  @Test("What is offered is carried or abandons, for every law", arguments: laws)
  func conservation(law: DurationLaw) throws {
    for (load, agents) in [(8.0, 12), (13.3, 14), (60, 40), (1000, 1000)] {
      let queue = try GeneralPatience(
        offeredLoad: load, meanHandleTime: 240, agents: agents, patience: law)
      // P(abandon) by the direct integral against 1 - carried/offered by J alone.
      #expect(abs(queue.abandonedProportion + queue.answeredProportion - 1) < 1e-9)
      for wait in [0.0, 20, 45, 300] {
        let within = queue.served(within: wait) + queue.abandoned(within: wait)
        #expect(abs(within + queue.probabilityOfWaiting(longerThan: wait) - 1) < 1e-9)
        let served = queue.served(within: wait) + queue.served(after: wait)
        #expect(abs(served - queue.answeredProportion) < 1e-9)
      }
    }
  }

  @Test(
    "Narrow laws tend to the constant", arguments: [0.3, 0.1, 0.03, 0.01, 5e-3, 1e-3, 1e-4, 1e-6, 1e-9])
  func narrow(variation: Double) throws {
    let width = variation * 3.0.squareRoot()
    // The standard deviation of ln of a Weibull time is π/(√6 · shape).
    let shape = Double.pi / 6.0.squareRoot() / variation
    let laws: [DurationLaw] = [
      .gamma(shape: 1 / (variation * variation), mean: 60),
      .lognormal(mean: 60, coefficientOfVariation: variation),
      .uniform(low: 60 * (1 - width), high: 60 * (1 + width)),
      .weibull(scale: 60 / tgamma(1 + 1 / shape), shape: shape),
    ]
    for (load, agents) in [(10.0, 5), (10, 6), (10, 9), (10, 12), (80, 100), (300, 280), (1000, 990)] {
      func queue(_ law: DurationLaw) throws -> GeneralPatience {
        try GeneralPatience(offeredLoad: load, meanHandleTime: 180, agents: agents, patience: law)
      }
      let constant = try queue(.deterministic(60)).abandonedProportion
      // To the second order of the width, over the time in which the law of waits changes.
      let reach = variation * 60 * max(Double(agents), load) / 180
      for law in laws {
        let queue = try queue(law)
        #expect(
          abs(queue.abandonedProportion / constant - 1) < 3 * reach * reach + 1e-9,
          "\(law), \(load) E, \(agents) agents")
        #expect((0...1).contains(queue.abandonedProportion))
        #expect(abs(queue.abandonedProportion + queue.answeredProportion - 1) < 1e-9)
      }
    }
  }

  @Test("The incomplete gamma function is smooth and right for very large shapes")
  func largeShapes() {
    // By SciPy's gammainc and gammaincc.
    for (shape, step, lower, upper) in [
      (40000.0, -4.0, 2.8449826182949394e-05, 0.9999715501738171),
      (40000.0, -1.0, 0.15865424212199994, 0.841345757878),
      (40000.0, 0.5, 0.6919024970246469, 0.3080975029753531),
      (40000.0, 3.0, 0.9985904041684166, 0.0014095958315833916),
      (1000000.0, -4.0, 3.100711821108292e-05, 0.999968992881789),
      (1000000.0, -1.0, 0.15865521357430365, 0.8413447864256963),
      (1000000.0, 0.5, 0.6915504757714972, 0.3084495242285028),
      (1000000.0, 3.0, 0.9986382593537819, 0.0013617406462181102),
      (100000000.0, -4.0, 3.160437711619914e-05, 0.9999683956228838),
      (100000000.0, -1.0, 0.15865525352814386, 0.8413447464718561),
      (100000000.0, 0.5, 0.6914712628893696, 0.30852873711063045),
      (100000000.0, 3.0, 0.998648919898398, 0.001351080101601957),
    ] as [(Double, Double, Double, Double)] {
      let law = DurationLaw.gamma(shape: shape, mean: 1)
      let time = 1 + step / shape.squareRoot()
      #expect(abs(law.probabilityOfEnding(by: time) / lower - 1) < 1e-10)
      #expect(abs(law.probabilityOfLasting(beyond: time) / upper - 1) < 1e-10)
    }
  }

  @Test("Shape 1 of Weibull and gamma is the exponential law")
  func shapeOne() throws {
    let exact = ErlangA(offeredLoad: 13, meanHandleTime: 240, agents: 14, meanPatience: 80)
    for law in [DurationLaw.weibull(scale: 80, shape: 1), .gamma(shape: 1, mean: 80)] {
      let queue = try GeneralPatience(
        offeredLoad: 13, meanHandleTime: 240, agents: 14, patience: law)
      #expect(abs(queue.abandonedProportion / exact.abandonedProportion - 1) < 1e-10)
      #expect(abs(queue.served(within: 20) / exact.served(within: 20) - 1) < 1e-10)
    }
  }

  @Test("Callers who all leave at once make Erlang B; who never leave, Erlang C")
  func limits() throws {
    let hasty = try GeneralPatience(
      offeredLoad: 10, meanHandleTime: 240, agents: 12,
      patience: .zero(probability: 1, otherwise: .unlimited))
    let loss = ErlangB(offeredLoad: 10, agents: 12)
    #expect(abs(hasty.abandonedProportion / loss.blockingProbability - 1) < 1e-11)
    #expect(hasty.averageWait == 0)
    let endless = try GeneralPatience(
      offeredLoad: 10, meanHandleTime: 240, agents: 12, patience: .unlimited)
    let queue = try ErlangC(offeredLoad: 10, meanHandleTime: 240, agents: 12)
    #expect(abs(endless.waitProbability / queue.waitProbability - 1) < 1e-11)
    #expect(abs(endless.averageWait / queue.averageSpeedOfAnswer - 1) < 1e-11)
  }

  @Test("Overload by those who never leave is refused, and only that")
  func overload() throws {
    #expect(throws: UnstableQueue(offeredLoad: 12, agents: 12)) {
      try GeneralPatience(
        offeredLoad: 12, meanHandleTime: 240, agents: 12, patience: .unlimited)
    }
    let balking = try GeneralPatience(
      offeredLoad: 12, meanHandleTime: 240, agents: 12,
      patience: .zero(probability: 0.1, otherwise: .unlimited))
    #expect(balking.abandonedProportion > 0 && balking.abandonedProportion < 0.1)
  }

  @Test("A law's restricted mean tends to its mean", arguments: laws.prefix(8))
  func restrictedMean(law: DurationLaw) {
    // Trapezoidal sum of the survival function.
    let (end, count) = (300.0, 30_000)
    var sum = 0.0
    for index in 0...count {
      let weight = index == 0 || index == count ? 0.5 : 1
      sum += weight * (1 - law.probabilityOfEnding(by: end * Double(index) / Double(count)))
    }
    #expect(abs(sum * end / Double(count) / law.restrictedMean(upTo: end) - 1) < 2e-4)
  }

  @Test(
    "Behind trunks, exponential patience gives M/M/n/K+M",
    arguments: [
      (10.0, 12, 20, 100.0), (10, 12, 12, 100), (300, 12, 40, 5), (5, 12, 40, 50),
      (20_000, 20_000, 20_300, 300), (25_000, 20_000, 21_000, 1e5), (1e-6, 2, 3, 30),
      (0, 2, 3, 30),
    ])
  func exponentialBehindTrunks(load: Double, agents: Int, trunks: Int, patience: Double) {
    let chain = TrunkedQueue(
      arrivalRate: load / 180, meanHandleTime: 180, agents: agents, trunks: trunks,
      meanPatience: patience)
    let queue = GeneralPatience(
      offeredLoad: load, meanHandleTime: 180, agents: agents,
      patience: .exponential(mean: patience), trunks: trunks)
    func agrees(_ value: (any QueueMeasures) -> Double) -> Bool {
      abs(value(queue) - value(chain)) <= 1e-10 * abs(value(chain))
    }
    #expect(agrees { $0.blockingProbability } && agrees { $0.waitProbability })
    #expect(agrees { $0.abandonedProportion } && agrees { $0.answeredProportion })
    #expect(agrees { $0.averageSpeedOfAnswer } && agrees { $0.averageWait })
    #expect(agrees { $0.meanQueue } && agrees { $0.occupancy })
    #expect(agrees { $0.served(within: 20) } && agrees { $0.abandoned(within: 20) })
  }

  @Test("With very many trunks it is M/M/n+G", arguments: laws.prefix(8))
  func manyTrunks(law: DurationLaw) throws {
    let open = try GeneralPatience(
      offeredLoad: 13, meanHandleTime: 240, agents: 14, patience: law)
    let limited = GeneralPatience(
      offeredLoad: 13, meanHandleTime: 240, agents: 14, patience: law, trunks: 3000)
    #expect(limited.blockingProbability < 1e-30)
    #expect(abs(limited.abandonedProportion / open.abandonedProportion - 1) < 1e-10)
    #expect(abs(limited.averageWait / open.averageWait - 1) < 1e-10)
    #expect(abs(limited.served(within: 20) / open.served(within: 20) - 1) < 1e-10)
    #expect(abs(limited.abandoned(within: 20) - open.abandoned(within: 20)) < 1e-12)
  }

  @Test("Behind trunks every call is answered, abandons or is blocked", arguments: laws)
  func conservationBehindTrunks(law: DurationLaw) {
    for (load, trunks) in [(13.0, 14), (13, 15), (40, 30), (1000, 16)] {
      let queue = GeneralPatience(
        offeredLoad: load, meanHandleTime: 240, agents: 14, patience: law, trunks: trunks)
      let ends = queue.answeredProportion + queue.abandonedProportion + queue.blockingProbability
      #expect(abs(ends - 1) < 1e-11, "load \(load), trunks \(trunks)")
      let carried = load * queue.answeredProportion
      #expect(abs(queue.occupancy * 14 / carried - 1) < 1e-12)
    }
  }

  @Test("Without waiting places it is Erlang B, without patience Erlang's loss of the impatient")
  func noPlaces() {
    let loss = ErlangB(offeredLoad: 13, agents: 14)
    for law in [DurationLaw.deterministic(60), .unlimited] {
      let queue = GeneralPatience(
        offeredLoad: 13, meanHandleTime: 240, agents: 14, patience: law, trunks: 14)
      #expect(abs(queue.blockingProbability / loss.blockingProbability - 1) < 1e-12)
      #expect(queue.waitProbability == 0 && queue.averageSpeedOfAnswer == 0)
    }
    let hasty = GeneralPatience(
      offeredLoad: 13, meanHandleTime: 240, agents: 14,
      patience: .zero(probability: 1, otherwise: .unlimited), trunks: 20)
    #expect(abs(hasty.abandonedProportion / loss.blockingProbability - 1) < 1e-11)
  }

  @Test("M/M/100/300+E2 and +LN as W. Whitt (2005) has them, recomputed to six digits")
  func whitt() {
    // Times in units of the service; 102 arrivals in each, 200 waiting places.
    for (law, wait, left, length) in [
      (DurationLaw.gamma(shape: 2, mean: 1), 0.245485, 0.037832, 11.75927),
      (.lognormal(mean: 4, coefficientOfVariation: 2), 0.208329, 0.035074, 14.971735),
    ] {
      let queue = GeneralPatience(
        offeredLoad: 102, meanHandleTime: 1, agents: 100, patience: law, trunks: 300)
      #expect(abs(1 - queue.waitProbability - queue.blockingProbability - wait) < 1e-6)
      #expect(abs(queue.abandonedProportion - left) < 1e-6)
      #expect(abs(queue.meanQueue - length) < 1e-5)
    }
  }
}

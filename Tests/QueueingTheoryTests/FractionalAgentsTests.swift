import Foundation
import QueueingTheory
import Testing

@Suite("Agents between whole numbers")
struct FractionalAgentsTests {
  // Fortet's integral a ∫ e^(−at) (1 + t)^x dt in 30 digits by mpmath 1.3.
  @Test(
    "Erlang B between whole numbers is Fortet's integral",
    arguments: [
      (10.0, 12.5, 0.101029423202938907877955703688),
      (2, -0.5, 1.18660776641142043364951634541),
      (0.01, 0.3, 0.277694659507478708893725168485),
      (100, 0.5, 0.99504926577531280721110683581),
      (120, 130.25, 0.0272641817520598770227922580872),
      (3, 7.75, 0.0105272677755522723832729688326),
    ])
  func integral(load: Double, lines: Double, blocking: Double) {
    let found = FractionalErlangB(offeredLoad: load, lines: lines).blockingProbability
    #expect(abs(found / blocking - 1) < 1e-10, "\(found)")
  }

  @Test(
    "At whole numbers it is Erlang B and C",
    arguments: [(0.5, 1), (10, 14), (59.9, 60), (61, 70), (900, 1000), (5, 300)] as [(Double, Int)])
  func wholeNumbers(load: Double, agents: Int) throws {
    let loss = ErlangB(offeredLoad: load, agents: agents).logBlockingProbability
    let between = FractionalErlangB(offeredLoad: load, lines: Double(agents)).logBlockingProbability
    #expect(abs(between - loss) < 1e-10 * max(1, abs(loss)))
    let queue = try ErlangC(offeredLoad: load, meanHandleTime: 180, agents: agents)
    let other = try FractionalErlangC(
      offeredLoad: load, meanHandleTime: 180, agents: Double(agents))
    let difference = abs(other.waitProbability - queue.waitProbability)
    #expect(difference <= 1e-10 * queue.waitProbability)
    #expect(
      abs(other.serviceLevel(within: 20) - queue.serviceLevel(within: 20)) < 1e-10)
  }

  @Test("The recursion holds between whole numbers too", arguments: [0.2, 3.7, 80, 2000])
  func recursion(load: Double) {
    for lines in [0.25, 0.999, 17.5, 1900.125] {
      let here = FractionalErlangB(offeredLoad: load, lines: lines).logBlockingProbability
      let next = FractionalErlangB(offeredLoad: load, lines: lines + 1).logBlockingProbability
      // ln(1 + (x + 1)/a e^(−here)) without overflow.
      let exponent = log((lines + 1) / load) - here
      let expected = -(exponent > 30 ? exponent + exp(-exponent) : log1p(exp(exponent)))
      #expect(abs(next - expected) < 1e-10 * max(1, abs(expected)), "\(lines)")
    }
  }

  @Test("Erlang A between whole numbers, against Palm's integral in 30 digits")
  func patience() throws {
    func queue(_ agents: Double) throws -> GeneralPatience {
      try GeneralPatience(
        offeredLoad: 48, meanHandleTime: 60, fractionalAgents: agents,
        patience: .exponential(mean: 120))
    }
    let half = try queue(50.5)
    #expect(abs(half.waitProbability / 0.435273026648381690844132979949532 - 1) < 1e-10)
    #expect(abs(half.abandonedProportion / 0.0275490586042416536672376560497355 - 1) < 1e-10)
    let whole = ErlangA(offeredLoad: 48, meanHandleTime: 60, agents: 50, meanPatience: 120)
    let near = try queue(50 + 1e-13)
    #expect(abs(near.abandonedProportion / whole.abandonedProportion - 1) < 1e-10)
  }

  @Test("More agents are better, whole or not")
  func order() throws {
    var last = 1.0
    for step in 1...60 {
      let queue = try FractionalErlangC(
        offeredLoad: 10, meanHandleTime: 180, agents: 10 + Double(step) / 10)
      #expect(queue.waitProbability < last)
      last = queue.waitProbability
    }
  }
}

@Suite("How many callers wait")
struct QueueLengthLawTests {
  /// The stationary law of the chain with so many places, solved state by state from the top.
  private func chain(load: Double, agents: Int, ratio: Double, places: Int) -> [Double] {
    var weights = [1.0]
    for state in 1...(agents + places) {
      let deaths =
        Double(min(state, agents)) + Double(max(0, state - agents)) * ratio
      weights.append(weights[state - 1] * load / deaths)
    }
    let sum = weights.reduce(0, +)
    let waiting = weights[(agents + 1)...].map { $0 / sum }
    return [weights[...agents].reduce(0, +) / sum] + waiting
  }

  @Test("Erlang C, Erlang A and lines agree with the chain, length by length")
  func chains() throws {
    let open = QueueLengthLaw(
      try ErlangC(offeredLoad: 10, meanHandleTime: 180, agents: 14), upTo: 40)
    for (count, value) in chain(load: 10, agents: 14, ratio: 0, places: 400).prefix(41).enumerated() {
      #expect(abs(open.probability(of: count) / value - 1) < 1e-10, "\(count)")
    }
    let impatient = QueueLengthLaw(
      ErlangA(offeredLoad: 14, meanHandleTime: 180, agents: 12, meanPatience: 90))
    for (count, value) in chain(load: 14, agents: 12, ratio: 2, places: 150).prefix(40).enumerated() {
      #expect(abs(impatient.probability(of: count) / value - 1) < 1e-10, "\(count)")
    }
    let lines = QueueLengthLaw(
      TrunkedQueue(
        arrivalRate: 14 / 180, meanHandleTime: 180, agents: 12, trunks: 20, meanPatience: 90))
    for (count, value) in chain(load: 14, agents: 12, ratio: 2, places: 8).enumerated() {
      #expect(abs(lines.probability(of: count) / value - 1) < 1e-10, "\(count)")
    }
    #expect(lines.probability(of: 9) == 0 && abs(lines.probability(upTo: 8) - 1) < 1e-12)
  }

  @Test(
    "Lengths add up to one, and to the mean queue",
    arguments: [(10.0, 14, 60.0), (100, 90, 1000), (5, 5, 20), (3, 200, 30), (48, 50, 1e5)])
  func sums(load: Double, agents: Int, patience: Double) {
    let queue = ErlangA(
      offeredLoad: load, meanHandleTime: 60, agents: agents, meanPatience: patience)
    let law = QueueLengthLaw(queue)
    #expect(abs(law.probabilities.reduce(0, +) - 1) < 1e-12)
    let mean = law.probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    #expect(abs(mean - queue.meanQueue) <= 1e-8 * max(1e-3, queue.meanQueue), "\(mean)")
  }
}

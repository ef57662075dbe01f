import QueueingTheory
import Testing

/// The chain whose lines are free in wrap-up, against the whole chain solved state by state, and against
/// the formulas that it must become.
@Suite("Lines that are free in wrap-up")
struct LinesFreeInWrapUpTests {
  private func center(
    _ perHour: Double, talk: Double, wrapUp: Double, agents: Int, lines: Int
  ) -> LinesFreeInWrapUp.Center {
    .init(
      arrivalRate: perHour / 3600, lineTime: talk, wrapUp: wrapUp, agents: agents, lines: lines)
  }

  /// Blocking and mean queue of the chain (calls on lines, agents in wrap-up), by elimination of states
  /// without subtractions.
  private func exact(_ center: LinesFreeInWrapUp.Center) -> (blocking: Double, queue: Double) {
    let (agents, lines) = (center.agents, center.lines)
    let width = agents + 1
    let count = (lines + 1) * width
    var rates = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for calls in 0...lines {
      for wrapUps in 0...agents {
        let from = calls * width + wrapUps
        let talking = min(calls, agents - wrapUps)
        let waiting = Double(calls - talking)
        if calls < lines { rates[from][from + width] += center.arrivalRate }
        if talking > 0 { rates[from][from - width + 1] += Double(talking) / center.lineTime }
        if wrapUps > 0 { rates[from][from - 1] += Double(wrapUps) / center.wrapUp }
        if let patience = center.meanPatience, waiting > 0 {
          rates[from][from - width] += waiting / patience
        }
      }
    }
    for last in stride(from: count - 1, to: 0, by: -1) {
      let leaving = rates[last][0..<last].reduce(0, +)
      for from in 0..<last where rates[from][last] > 0 {
        rates[from][last] /= leaving
        for to in 0..<last { rates[from][to] += rates[from][last] * rates[last][to] }
      }
    }
    var law = [1.0]
    for state in 1..<count {
      law.append((0..<state).reduce(0) { $0 + law[$1] * rates[$1][state] })
    }
    let sum = law.reduce(0, +)
    var (blocking, queue) = (0.0, 0.0)
    for calls in 0...lines {
      for wrapUps in 0...agents {
        let part = law[calls * width + wrapUps] / sum
        if calls == lines { blocking += part }
        queue += part * Double(calls - min(calls, agents - wrapUps))
      }
    }
    return (blocking, queue)
  }

  @Test(
    "Small systems are those of the whole chain, with and without patience",
    arguments: [
      (60.0, 200.0, 40.0, 5, 9, nil), (60, 200, 40, 6, 6, nil), (60, 100, 200, 6, 4, nil),
      (90, 200, 40, 5, 9, 120), (70, 150, 150, 7, 8, 90),
    ] as [(Double, Double, Double, Int, Int, Double?)])
  func wholeChain(
    perHour: Double, talk: Double, wrapUp: Double, agents: Int, lines: Int, patience: Double?
  ) {
    var center = center(perHour, talk: talk, wrapUp: wrapUp, agents: agents, lines: lines)
    center.meanPatience = patience
    let (queue, exact) = (LinesFreeInWrapUp(center), exact(center))
    #expect(abs(queue.blockingProbability / exact.blocking - 1) < 1e-5)
    #expect(abs(queue.meanQueue / exact.queue - 1) < 1e-5)
  }

  @Test("28 lines for 21 agents block 0.93 %, 27 block 1.15 %")
  func known() {
    // Solved outside as a sparse linear system.
    let wide = LinesFreeInWrapUp(center(350, talk: 160, wrapUp: 20, agents: 21, lines: 28))
    #expect(abs(wide.blockingProbability - 0.0092853) < 1e-6)
    #expect(abs(wide.averageSpeedOfAnswer - 9.080) < 1e-3)
    let narrow = LinesFreeInWrapUp(center(350, talk: 160, wrapUp: 20, agents: 21, lines: 27))
    #expect(abs(narrow.blockingProbability - 0.0114686) < 1e-6)
  }

  @Test("More lines than are ever used change nothing and cost nothing", arguments: [18, 19])
  func manyLines(agents: Int) {
    // Solved outside as a sparse linear system of 200 lines.
    let known: (queue: Double, left: Double) = agents == 18 ? (0.60745, 0.1041) : (0.46215, 0.0792)
    func queue(_ lines: Int) -> LinesFreeInWrapUp {
      var center = center(350, talk: 160, wrapUp: 20, agents: agents, lines: lines)
      center.meanPatience = 60
      return LinesFreeInWrapUp(center)
    }
    let few = queue(200)
    #expect(abs(few.meanQueue - known.queue) < 2e-5)
    #expect(abs(few.abandonedProportion - known.left) < 1e-4)
    for lines in [2000, 100_000] {
      let many = queue(lines)
      #expect(abs(many.meanQueue / few.meanQueue - 1) < 1e-9)
      #expect(abs(many.served(within: 20) / few.served(within: 20) - 1) < 1e-9)
      #expect(abs(many.averageSpeedOfAnswer / few.averageSpeedOfAnswer - 1) < 1e-9)
    }
  }

  @Test("Without patience too, above the load and, with all lines taken, below it")
  func manyLinesWithoutPatience() {
    func queue(_ agents: Int, _ lines: Int) -> LinesFreeInWrapUp {
      LinesFreeInWrapUp(center(350, talk: 160, wrapUp: 20, agents: agents, lines: lines))
    }
    let (few, many) = (queue(21, 600), queue(21, 20_000))
    #expect(abs(many.meanQueue / few.meanQueue - 1) < 1e-9)
    #expect(many.blockingProbability < 1e-15)
    // 15 agents cannot do 17.5 erlangs: the rest is blocked, and nearly all lines are taken.
    let full = queue(15, 20_000)
    #expect(abs(full.blockingProbability - (1 - 15 / 17.5)) < 1e-6)
    #expect(abs((20_000 - full.meanQueue) - (600 - queue(15, 600).meanQueue)) < 1e-5)
  }

  @Test("Without wrap-up it is the queue behind trunks, with a menu the product form")
  func limits() {
    var center = center(350, talk: 180, wrapUp: 0, agents: 21, lines: 28)
    center.meanPatience = 120
    let trunked = TrunkedQueue(
      arrivalRate: 350 / 3600, meanHandleTime: 180, agents: 21, trunks: 28, meanPatience: 120)
    let queue = LinesFreeInWrapUp(center)
    for (one, other) in [
      (queue.blockingProbability, trunked.blockingProbability),
      (queue.waitProbability, trunked.waitProbability),
      (queue.abandonedProportion, trunked.abandonedProportion),
      (queue.averageSpeedOfAnswer, trunked.averageSpeedOfAnswer),
      (queue.occupancy, trunked.occupancy), (queue.meanQueue, trunked.meanQueue),
      (queue.served(within: 20), trunked.served(within: 20)),
      (queue.abandoned(within: 20), trunked.abandoned(within: 20)),
    ] {
      #expect(abs(one / other - 1) < 1e-9)
    }
    let menu = VoiceMenuTrunks(
      arrivalRate: 600 / 3600, meanMenuTime: 60, proportionToAgents: 0.6, meanHandleTime: 240,
      agents: 26, trunks: 60)
    var behind = LinesFreeInWrapUp.Center(
      arrivalRate: 360 / 3600, lineTime: 240, wrapUp: 0, agents: 26, lines: 60)
    behind.menuLoad = 10
    #expect(abs(LinesFreeInWrapUp(behind).blockingProbability / menu.blockingProbability - 1) < 1e-9)
  }

  @Test("What gets in and does not give up is served, and places to wait turn away too")
  func conservation() {
    var center = center(350, talk: 160, wrapUp: 20, agents: 18, lines: 40)
    center.meanPatience = 100
    let open = LinesFreeInWrapUp(center)
    #expect(
      abs(open.answeredProportion + open.abandonedProportion + open.blockingProbability - 1) < 1e-9)
    #expect(abs(open.served(within: 1e6) / open.answeredProportion - 1) < 1e-9)
    center.waitingPlaces = 2
    #expect(LinesFreeInWrapUp(center).blockingProbability > 3 * open.blockingProbability)
  }
}

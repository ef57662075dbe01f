import Foundation
import QueueingTheory
import Testing

@Suite("Time-varying queue")
struct TimeVaryingQueueTests {
  typealias Interval = TimeVaryingQueue.Interval

  @Test("A long constant day ends in Erlang A's steady state")
  func steadyState() throws {
    let queue = TimeVaryingQueue(
      intervals: [
        Interval(length: 4000, arrivalRate: 0.04, agents: 6),
        Interval(length: 600, arrivalRate: 0.04, agents: 6),
      ], meanHandleTime: 150, meanPatience: 100)
    let steady = ErlangA(arrivalRate: 0.04, meanHandleTime: 150, agents: 6, meanPatience: 100)
    let end = try #require(queue.day(acceptableWait: 20).intervals.last)
    #expect(abs(end.waitProbability - steady.waitProbability) < 1e-8)
    #expect(abs(end.queueAtEnd - steady.meanQueue) < 1e-8)
    #expect(abs(end.busyAtEnd - steady.occupancy * 6) < 1e-7)
    let level = try #require(end.serviceLevel)
    #expect(abs(level - steady.served(within: 20)) < 1e-8)
    #expect(abs(end.abandonments / end.arrivals - steady.abandonedProportion) < 1e-8)
  }

  @Test("Calls are conserved: arrived = handled + abandoned + still there")
  func conservation() {
    let queue = TimeVaryingQueue(
      intervals: [
        Interval(length: 900, arrivalRate: 0.08, agents: 9),
        Interval(length: 900, arrivalRate: 0.05, agents: 2),
        Interval(length: 900, agents: 6) { 0.03 + 1e-5 * ($0 - 1800) },
      ], meanHandleTime: 100, meanPatience: 80, balkingProbability: 0.1)
    let measures = queue.day().intervals
    let arrived = measures.reduce(0) { $0 + $1.arrivals }
    let handled = measures.reduce(0) { $0 + $1.meanBusy * 900 / 100 }
    let abandoned = measures.reduce(0) { $0 + $1.abandonments }
    let left = (measures.last?.busyAtEnd ?? 0) + (measures.last?.queueAtEnd ?? 0)
    #expect(abs(arrived - 900 * (0.08 + 0.05 + 0.0345)) < 1e-6)
    #expect(abs(handled + abandoned + left - arrived) < 1e-6)
  }

  @Test("With patience like the handle time the number present is Poisson, through any staffing")
  func poissonIdentity() {
    let (lengths, rates, agents) = ([1200.0, 900, 900], [0.05, 0.1, 0.02], [9, 4, 12])
    let queue = TimeVaryingQueue(
      intervals: (0..<3).map {
        Interval(length: lengths[$0], arrivalRate: rates[$0], agents: agents[$0])
      }, meanHandleTime: 120, meanPatience: 120)
    let load = OfferedLoad(
      intervals: (0..<3).map { .init(length: lengths[$0], arrivalRate: rates[$0]) },
      handleTime: .exponential(mean: 120))
    for (index, found) in queue.day().intervals.enumerated() {
      let busy = load.meanProbability(ofAtLeast: agents[index], inInterval: index)
      #expect(abs(found.waitProbability - busy) < 1e-8)
    }
  }

  @Test("A threshold longer than the intervals follows the staff through them")
  func longThreshold() throws {
    // One call in progress for ever, so to speak, until more staff come after 60 s.
    let queue = TimeVaryingQueue(
      intervals: [
        Interval(length: 60, arrivalRate: 1e-9, agents: 0),
        Interval(length: 60, arrivalRate: 0, agents: 1),
      ], meanHandleTime: 100, meanPatience: 50)
    let level = try #require(queue.day(acceptableWait: 45).intervals.first?.serviceLevel)
    // Arrivals after 15 s are reached if they stay: ∫₁₅⁶⁰ exp(-(60 - t)/50) dt/60.
    #expect(abs(level - 50 * (1 - exp(-0.9)) / 60) < 1e-8)
  }
}

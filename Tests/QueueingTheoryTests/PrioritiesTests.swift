import QueueingTheory
import Testing

@Suite("Priorities")
struct PrioritiesTests {
  @Test("The mean waits of the classes add up to Erlang C's: work is conserved")
  func conservation() throws {
    let rates = [30.0, 60, 90].map { $0 / 3600 }
    let queue = try Priorities(arrivalRates: rates, meanHandleTime: 240, agents: 13)
    let together = try ErlangC(
      arrivalRate: rates.reduce(0, +), meanHandleTime: 240, agents: 13)
    let waiting = (0..<3).reduce(0) { $0 + queue.meanQueue(ofClass: $1) }
    #expect(abs(waiting / together.meanQueue - 1) < 1e-12)
    let preemptive = try PreemptivePriorities(
      arrivalRates: rates, meanHandleTime: 240, agents: 13)
    #expect(abs(preemptive.meanQueues.reduce(0, +) / together.meanQueue - 1) < 1e-12)
  }

  @Test("A single class is Erlang C")
  func singleClass() throws {
    let queue = try Priorities(arrivalRates: [0.05], meanHandleTime: 240, agents: 14)
    let plain = try ErlangC(arrivalRate: 0.05, meanHandleTime: 240, agents: 14)
    for wait in [0.0, 20, 400] {
      let level = queue.serviceLevel(within: wait, ofClass: 0)
      #expect(abs(level - plain.serviceLevel(within: wait)) < 1e-14)
    }
  }

  @Test("The service level of the last class integrates to its mean wait")
  func tailAndMean() throws {
    for rates in [[0.01, 0.04], [0.04, 0.01], [0.02, 0.01, 0.02]] {
      let queue = try Priorities(arrivalRates: rates, meanHandleTime: 240, agents: 14)
      let last = rates.count - 1
      // Simpson's rule on P(W > t).
      let (end, count) = (8_000.0, 400)
      var sum = 0.0
      for index in 0...count {
        let weight = index == 0 || index == count ? 1.0 : index % 2 == 1 ? 4 : 2
        let wait = end * Double(index) / Double(count)
        sum += weight * (1 - queue.serviceLevel(within: wait, ofClass: last))
      }
      let mean = sum * end / Double(count) / 3
      #expect(abs(mean / queue.averageSpeedOfAnswer(ofClass: last) - 1) < 1e-4)
    }
  }

  @Test("Nobody waits less than none: with a threshold of 0 every class has the same level")
  func thresholdZero() throws {
    let queue = try Priorities(arrivalRates: [0.02, 0.03], meanHandleTime: 240, agents: 14)
    for index in 0...1 {
      let level = queue.serviceLevel(within: 0, ofClass: index)
      #expect(abs(level - (1 - queue.waitProbability)) < 1e-11)
    }
  }

  @Test("Two classes of the same patience are together Erlang A")
  func patientTogether() {
    let classes = PatientPriorities(
      arrivalRates: (0.02, 0.04), meanHandleTime: 200, agents: 12, meanPatiences: (150, 150))
    let plain = ErlangA(arrivalRate: 0.06, meanHandleTime: 200, agents: 12, meanPatience: 150)
    #expect(abs(classes.waitProbability - plain.waitProbability) < 1e-12)
    let waiting = classes.meanQueues.urgent + classes.meanQueues.other
    #expect(abs(waiting - plain.meanQueue) < 1e-11)
  }

  @Test("Without urgent callers to speak of the other class is Erlang A")
  func patientAlone() {
    let classes = PatientPriorities(
      arrivalRates: (1e-12, 0.06), meanHandleTime: 200, agents: 12, meanPatiences: (90, 150))
    let plain = ErlangA(arrivalRate: 0.06, meanHandleTime: 200, agents: 12, meanPatience: 150)
    for wait in [0.0, 20, 100] {
      #expect(abs(classes.otherServed(within: wait) - plain.served(within: wait)) < 1e-9)
    }
  }
}

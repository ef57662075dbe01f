import Foundation
import QueueingTheory
import Testing

@Suite("General handle times")
struct GeneralServiceTests {
  @Test("One agent obeys Pollaczek and Khinchine")
  func singleServer() throws {
    for load in [0.1, 0.6, 0.95, 0.9999] {
      let memoryless = load / (1 - load) * 60
      let constant = try DeterministicService(
        arrivalRate: load / 60, handleTime: 60, agents: 1)
      #expect(abs(constant.averageSpeedOfAnswer / memoryless - 0.5) < 1e-10)
      #expect(abs(constant.waitProbability - load) < 1e-10)
      let hyper = try PhaseTypeService(
        arrivalRate: load / 60,
        law: .hyperexponential(probability: 0.8, first: 30, second: 180), agents: 1)
      #expect(abs(hyper.averageSpeedOfAnswer / memoryless - 2) < 1e-7)
      let smooth = try PhaseTypeService(
        arrivalRate: load / 60, law: .erlang2(mean: 60), agents: 1)
      #expect(abs(smooth.averageSpeedOfAnswer / memoryless - 0.75) < 1e-7)
    }
  }

  @Test("Two equal phases to choose from are the exponential law")
  func exponentialPhases() throws {
    let queue = try PhaseTypeService(
      arrivalRate: 0.05, law: .hyperexponential(probability: 0.3, first: 200, second: 200),
      agents: 12)
    let plain = try ErlangC(arrivalRate: 0.05, meanHandleTime: 200, agents: 12)
    #expect(abs(queue.waitProbability / plain.waitProbability - 1) < 1e-11)
    for wait in [0.0, 20, 100, 9000] {
      #expect(abs(queue.serviceLevel(within: wait) - plain.serviceLevel(within: wait)) < 1e-11)
    }
  }

  @Test("Constant times: the tail of the wait integrates to its mean")
  func tailAndMean() throws {
    let queue = try DeterministicService(arrivalRate: 0.05, handleTime: 200, agents: 11)
    let (end, count) = (1000.0, 1000)
    var sum = 0.0
    for index in 0...count {
      let weight = index == 0 || index == count ? 0.5 : 1
      sum += weight * (1 - queue.serviceLevel(within: end * Double(index) / Double(count)))
    }
    #expect(abs(sum * end / Double(count) / queue.averageSpeedOfAnswer - 1) < 1e-4)
  }

  @Test("Overload is refused")
  func overload() {
    #expect(throws: UnstableQueue(offeredLoad: 10, agents: 10)) {
      try DeterministicService(arrivalRate: 0.05, handleTime: 200, agents: 10)
    }
    #expect(throws: UnstableQueue(offeredLoad: 10, agents: 10)) {
      try PhaseTypeService(arrivalRate: 0.05, law: .erlang2(mean: 200), agents: 10)
    }
  }

  @Test("As a queue it is Erlang C for exponential times, and its wait adds up for others")
  func measures() throws {
    let memoryless = try GeneralService(
      arrivalRate: 0.05, meanHandleTime: 180, squaredVariation: 1, agents: 11)
    let exact = memoryless.exponential
    #expect(abs(memoryless.served(within: 20) - exact.served(within: 20)) < 1e-14)
    #expect(abs(memoryless.meanQueue - exact.meanQueue) < 1e-12)
    let regular = try GeneralService(
      arrivalRate: 0.05, meanHandleTime: 180, squaredVariation: 0.25, agents: 11)
    // E[W] = ∫ P(W > t) dt, by steps of a second.
    let mean = (0..<3000).reduce(0) { $0 + 1 - regular.served(within: Double($1) + 0.5) }
    #expect(abs(mean / regular.averageWait - 1) < 1e-3)
  }

  @Test("Constant times with next to no calls make nobody wait")
  func idle() throws {
    let queue = try DeterministicService(arrivalRate: 0.005, handleTime: 180, agents: 20_000)
    #expect(queue.serviceLevel(within: 0) == 1 && queue.meanQueue == 0)
    #expect(queue.averageWaitIfWaiting == 0)
  }
}

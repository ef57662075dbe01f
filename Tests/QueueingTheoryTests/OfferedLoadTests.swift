import Foundation
import QueueingTheory
import Testing

@Suite("Offered load of a changing day")
struct OfferedLoadTests {
  @Test("It rises to rate × time, and the handle time's law sets how fast")
  func rise() {
    let day = [OfferedLoad.Interval(length: 10_000, arrivalRate: 0.1)]
    let memoryless = OfferedLoad(intervals: day, handleTime: .exponential(mean: 200))
    #expect(abs(memoryless.load(at: 200) - 20 * (1 - exp(-1))) < 1e-12)
    let constant = OfferedLoad(intervals: day, handleTime: .deterministic(200))
    #expect(abs(constant.load(at: 100) - 10) < 1e-12)
    #expect(abs(constant.load(at: 5000) - 20) < 1e-12)
    #expect(abs(constant.load(at: 10_100) - 10) < 1e-10)
    #expect(constant.load(at: 10_300) < 1e-10)
  }

  @Test("The mean over the day is all work brought less what is left at the end")
  func conservation() {
    let day = OfferedLoad(
      intervals: [
        .init(length: 1800, arrivalRate: 0.05), .init(length: 1800, arrivalRate: 0.2),
        .init(length: 20_000, arrivalRate: 0),
      ],
      handleTime: .lognormal(mean: 240, coefficientOfVariation: 0.8))
    let work = (0..<3).reduce(0) { $0 + day.meanLoad(inInterval: $1) * day.intervals[$1].length }
    #expect(abs(work / (240 * 0.25 * 1800) - 1) < 1e-5)
  }
}

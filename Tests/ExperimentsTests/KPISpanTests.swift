import ContactCenter
import Experiments
import Foundation
import Testing

/// The interval of the chance that a month meets a target.
@Suite("Chances of months")
struct KPISpanTests {
  /// Calls of a day, and days of a month.
  private static let (calls, span) = (100, 22)

  /// P(Binomial(calls × span, share) ≥ 80 %): the exact chance.
  private static func exact(_ share: Double) -> Double {
    let count = calls * span
    return (Int((Double(count) * 0.8).rounded(.up))...count).reduce(0) { sum, good in
      let (good, bad) = (Double(good), Double(count - good))
      let ways = lgamma(good + bad + 1) - lgamma(good + 1) - lgamma(bad + 1)
      return sum + exp(ways + good * log(share) + bad * log(1 - share))
    }
  }

  /// A study of days in which each call is good with the same chance.
  private static func study(_ number: Int, days: Int, share: Double) throws -> KPIValues {
    var random = SourceStream(seed: 20_261, replication: number, entity: 0, purpose: .arrivals)
    var record = KPIRecord(events: ["good", "all"])
    for _ in 0..<days {
      let good = (0..<calls).count { _ in random.uniform() < share }
      record.add([Double(good), Double(calls)])
    }
    return KPIValues(try KPIFormula("good / all"), in: record)
  }

  @Test(
    "The interval covers the exact chance in 92.5–97.5 % of 400 studies, and errs to either side alike",
    arguments: [(days: 30, share: 0.806), (days: 100, share: 0.806), (days: 100, share: 0.792)])
  func coverage(days: Int, share: Double) throws {
    let exact = Self.exact(share)
    let rule = TargetRule(low: 0.8, high: nil, overService: nil)
    var (covered, below, above) = (0, 0, 0)
    for number in 0..<400 {
      let values = try Self.study(number, days: days, share: share)
      let chance = try #require(values.spanShare(Self.span, rule, confidence: 0.95))
      let (low, high) = (try #require(chance.low), try #require(chance.high))
      if low > exact { above += 1 } else if high < exact { below += 1 } else { covered += 1 }
    }
    // Three standard errors of a share of 95 % are 3.3 points; a run of seed 20261 is always the same.
    #expect(
      (370...390).contains(covered), "seed 20261: \(covered) of 400; \(below) too low, \(above) too high")
    #expect(below <= 20 && above <= 20)
  }

  @Test("Of a range both ends count; days that are all alike leave nothing open")
  func ends() throws {
    let values = try Self.study(0, days: 100, share: 0.8)
    func chance(_ low: Double?, _ high: Double?) throws -> KPIEstimate {
      try #require(
        values.spanShare(
          Self.span, TargetRule(low: low, high: high, overService: nil), confidence: 0.95))
    }
    let (above, below, both) = (
      try chance(0.79, nil), try chance(nil, 0.81), try chance(0.79, 0.81)
    )
    #expect(abs(both.value - (above.value + below.value - 1)) < 1e-9)
    #expect((both.low ?? 1) < min(above.low ?? 0, below.low ?? 0))
    var record = KPIRecord(events: ["good", "all"])
    for _ in 0..<20 { record.add([9, 10]) }
    let alike = KPIValues(try KPIFormula("good / all"), in: record)
    let rule = TargetRule(low: 0.8, high: nil, overService: nil)
    #expect(
      alike.spanShare(22, rule, confidence: 0.95) == KPIEstimate(value: 1, low: 1, high: 1))
  }

  @Test("A single day is a share with Wilson's interval; one replication tells nothing")
  func short() throws {
    let values = try Self.study(1, days: 40, share: 0.8)
    let rule = TargetRule(low: 0.8, high: nil, overService: nil)
    #expect(
      values.spanShare(1, rule, confidence: 0.95)
        == values.dayShare(confidence: 0.95) { $0 >= 0.8 - 1e-9 })
    #expect(try Self.study(2, days: 1, share: 0.8).spanShare(22, rule, confidence: 0.95) == nil)
  }
}

/// How estimates stand to targets.
@Suite("Target rules")
struct TargetRuleTests {
  @Test(
    "Met, missed or not yet told apart, from the interval",
    arguments: [
      (0.85, 0.01, KPIResult.Verdict.met), (0.85, 0.06, .undecided), (0.79, 0.02, .undecided),
      (0.75, 0.02, .missed), (0.80, 0, .met),
    ])
  func verdicts(value: Double, half: Double, expected: KPIResult.Verdict) {
    let rule = TargetRule(low: 0.8, high: nil, overService: nil)
    let estimate = KPIEstimate(value: value, low: value - half, high: value + half)
    #expect(rule.verdict(estimate) == expected)
    #expect(rule.verdict(KPIEstimate(value: value)) == .undecided)
  }

  @Test("Of a range, one end missed is a miss; over-service takes the whole interval beyond the end")
  func ranges() {
    let rule = TargetRule(low: 0.1, high: 0.3, overService: .below)
    func verdict(_ low: Double, _ high: Double) -> KPIResult.Verdict {
      rule.verdict(KPIEstimate(value: (low + high) / 2, low: low, high: high))
    }
    #expect(verdict(0.15, 0.25) == .met)
    #expect(verdict(0.05, 0.15) == .met)
    #expect(verdict(0.01, 0.05) == .overService)
    #expect(verdict(0.25, 0.35) == .undecided)
    #expect(verdict(0.31, 0.35) == .missed)
  }
}

import ContactCenter
import Experiments
import Testing

@Suite("Means, ratios and their half-widths")
struct MomentTableTests {
  @Test(
    "Student's t agrees with the printed tables",
    arguments: [
      (0.95, 1, 12.7062047), (0.95, 9, 2.2621572), (0.95, 29, 2.0452296), (0.99, 9, 3.2498355),
      (0.9, 99, 1.6603912), (0.95, 100_000, 1.9599877),
    ])
  func studentsT(confidence: Double, degreesOfFreedom: Int, expected: Double) {
    let factor = StudentsT.factor(confidence: confidence, degreesOfFreedom: degreesOfFreedom)
    #expect(abs(factor - expected) < 1e-6 * expected)
  }

  /// Folds (answeredWithin, offered) pairs of one type in one interval.
  private func folded(_ pairs: [(Double, Double)]) -> MomentTable<ContactMeasure> {
    var table = MomentTable(members: 1, rows: 0, entries: IndicatorCatalogue.contactEntries)
    for (within, offered) in pairs {
      var tally = ContactTally()
      tally.answeredWithin = within
      tally.offered = offered
      table.add([tally], stride: 1, range: 0..<1)
    }
    return table
  }

  private func overall(
    _ identifier: String, _ pairs: [(Double, Double)], confidence: Double = 0.95
  ) throws -> Estimate {
    let place = try #require(IndicatorCatalogue.place(of: identifier))
    let entry = IndicatorCatalogue.contactEntries[place.index]
    return folded(pairs).overall(entry, confidence: confidence)
  }

  @Test("A ratio of three replications agrees with the sum done by hand")
  func ratioByHand() throws {
    // r = 24/30; residuals x − 0.8·y: 0, −0.8, 0.8; variance 1.28 ÷ (3·2·10²).
    let estimate = try overall("serviceLevel", [(8, 10), (7.2, 10), (8.8, 10)])
    let error = (1.28 / 600).squareRoot()
    #expect(abs(try #require(estimate.value) - 0.8) < 1e-15)
    #expect(abs(try #require(estimate.standardError) - error) < 1e-15)
    #expect(abs(try #require(estimate.halfWidth) - 4.302652730 * error) < 1e-9)
    #expect(estimate.degreesOfFreedom == 2)
  }

  @Test("A mean of three replications agrees with the sum done by hand")
  func meanByHand() throws {
    let estimate = try overall("offered", [(0, 1), (0, 2), (0, 6)])
    // Mean 3, squares 4 + 1 + 9 = 14, standard error √(14 ÷ 6).
    #expect(estimate.value == 3)
    #expect(abs(try #require(estimate.standardError) - (14.0 / 6).squareRoot()) < 1e-15)
  }

  @Test("Nothing over nothing is not defined; one replication has no half-width")
  func undefined() throws {
    #expect(try overall("serviceLevel", [(0, 0), (0, 0)]) == .undefined)
    let single = try overall("serviceLevel", [(3, 4)])
    #expect(single == Estimate(value: 0.75))
  }

  @Test("A ratio that never varies has half-width 0, not a rounding error")
  func constantRatio() throws {
    let pairs = (1...1000).map { number -> (Double, Double) in
      let offered = Double(number * 7919 % 1013)
      return (offered, offered)
    }
    #expect(try overall("serviceLevel", pairs).halfWidth == 0)
  }

  @Test("A share that never varied is judged by its binomial bound, and printed as before")
  func shareWithoutScatter() throws {
    let place = try #require(IndicatorCatalogue.place(of: "serviceLevel"))
    func estimate(_ pairs: [(Double, Double)]) -> Estimate {
      folded(pairs).estimates(of: IndicatorCatalogue.contactEntries, confidence: 0.95)(0, place.index)
    }
    // None of 1,600: at most 1 - 0.05^(1/1600) = 0.18706 %; for 0.1 % 2,995 are needed.
    let none = estimate(Array(repeating: (0, 400), count: 4))
    #expect(none.interval == 0...0 && none.halfWidth == 0)
    #expect(abs(try #require(none.shareBounds).upperBound - 0.0018706) < 1e-7)
    #expect(none.verdict(.atMost, 1e-15) == .undecided)
    #expect(none.verdict(.atMost, 0.0018) == .undecided)
    #expect(none.verdict(.atMost, 0.0019) == .met)
    #expect(none.verdict(.atLeast, 0.0019) == .missed)
    #expect(none.verdict(.atLeast, 0.0018) == .undecided)
    #expect(abs(try #require(none.growth(toDecide: 0.001)) - 2994.23 / 1600) < 1e-5)
    #expect(none.growth(toDecide: 0) == .infinity)
    // All of 20: at least 0.05^(1/20) = 86.09 %.
    let all = estimate([(8, 8), (12, 12)])
    #expect(all.verdict(.atLeast, 0.86) == .met && all.verdict(.atLeast, 0.87) == .undecided)
    #expect(abs(try #require(all.growth(toDecide: 0.9)) - 28.4332 / 20) < 1e-5)
    // 10 of 20 in equal shares: 29.9–70.1 % by Wilson; half as wide takes four times as many.
    let half = estimate([(4, 8), (6, 12)])
    #expect(half.halfWidth == 0 && half.verdict(.atLeast, 0.31) == .undecided)
    #expect(half.verdict(.atLeast, 0.29) == .met && half.verdict(.atMost, 0.71) == .met)
    let ratio = (try #require(half.shareBounds).upperBound - 0.5) / 0.1
    #expect(abs(try #require(half.growth(toDecide: 0.6)) - ratio * ratio) < 1e-9)
    // What is no share of contacts stays as certain as it was, and one replication says nothing.
    #expect(estimate([(8, 8)]).shareBounds == nil)
    #expect(Estimate(value: 0, halfWidth: 0).verdict(.atMost, 0) == .met)
    let count = try #require(IndicatorCatalogue.place(of: "answeredWithin"))
    let table = folded([(0, 5), (0, 5)])
    #expect(
      table.estimates(of: IndicatorCatalogue.contactEntries, confidence: 0.95)(0, count.index)
        .shareBounds == nil)
  }

  @Test("Counts of a thousand million keep the variance of a few units")
  func largeCounts() throws {
    let offered = (0..<10_000).map { 1e9 + Double($0 % 3) - 1 }
    let estimate = try overall("offered", offered.map { (0, $0) })
    let mean = offered.reduce(0, +) / 10_000
    let squares = offered.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / (10_000 * 9_999)).squareRoot()
    #expect(abs(try #require(estimate.value) - mean) < 1e-6)
    #expect(abs(try #require(estimate.standardError) - error) < 1e-6 * error)
  }

  @Test("Merged blocks have the variance of exact arithmetic")
  func exactVariance() throws {
    // Whole numbers around 1,000: sums and squares are exact in integers.
    let offered = (0..<1_000).map { 1_000 + ($0 * 37 + $0 * $0) % 61 }
    var merged = folded(offered.prefix(3).map { (0, Double($0)) })
    for start in stride(from: 3, to: 1_000, by: 7) {
      merged.merge(folded(offered[start..<min(start + 7, 1_000)].map { (0, Double($0)) }))
    }
    let (sum, squares) = (offered.reduce(0, +), offered.reduce(0) { $0 + $1 * $1 })
    let variance = Double(1_000 * squares - sum * sum) / (1_000 * 999)
    let place = try #require(IndicatorCatalogue.place(of: "offered"))
    let found = merged.overall(IndicatorCatalogue.contactEntries[place.index], confidence: 0.95)
    let error = (variance / 1_000).squareRoot()
    #expect(abs(try #require(found.standardError) - error) < 1e-12 * error)
    #expect(abs(try #require(found.value) - Double(sum) / 1_000) < 1e-12 * 1_000)
  }

  @Test("95 % intervals of a ratio cover the true ratio in 95 % of experiments")
  func coverage() throws {
    var numbers = SampleNumbers(seed: 20_261)
    var covered = 0
    let experiments = 2000
    for _ in 0..<experiments {
      let pairs = (0..<40).map { _ -> (Double, Double) in
        let offered = 50 + numbers.count(100)
        let within = (0..<Int(offered)).reduce(0.0) { sum, _ in
          sum + (numbers.uniform() < 0.8 ? 1 : 0)
        }
        return (within, offered)
      }
      let estimate = try overall("serviceLevel", pairs)
      let value = try #require(estimate.value)
      if abs(value - 0.8) <= (try #require(estimate.halfWidth)) { covered += 1 }
    }
    // Three standard deviations of a binomial share with p = 0.95.
    #expect(abs(Double(covered) / Double(experiments) - 0.95) < 0.0146)
  }
}

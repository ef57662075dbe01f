import Experiments
import Testing

/// Formulas computed from totals.
@Suite("KPI formula values")
struct KPIFormulaValueTests {
  private func value(_ text: String, _ events: [String: Double]) throws -> Double? {
    try KPIFormula(text).value { events[$0] }
  }

  @Test(
    "Signs bind as in arithmetic",
    arguments: [
      ("2 + 3 * 4", 14), ("(2 + 3) * 4", 20), ("20 / 4 / 5", 1), ("9 - 3 - 2", 4),
      ("-a + 1", -6), ("max(a, 3) - min(a, 3, 1)", 6), ("abs(3 - a)", 4), ("2 * -a", -14),
      ("max(1, (2 + a) * 2) / 3", 6),
    ])
  func arithmetic(text: String, expected: Double) throws {
    #expect(try value(text, ["a": 7]) == expected)
  }

  @Test(
    "What is too deep, too long or no number is refused",
    arguments: [
      String(repeating: "(", count: 200) + "a" + String(repeating: ")", count: 200),
      "a" + String(repeating: " + a", count: 2000), "1.2.3 * a", String(repeating: "-", count: 5000) + "a",
    ])
  func hostile(text: String) { #expect(throws: KPIFormula.Problem.self) { try KPIFormula(text) } }

  @Test(
    "A formula's change in a direction is its derivative",
    arguments: [
      ("a / b", 0.25, 0.03125), ("a * b - 3", 13, 6), ("1 - a / (a + b)", 0.8, -0.02),
      ("max(a, b) + abs(a - b)", 14, 1.5), ("min(a, b)", 2, 0.5), ("-a", -2, -0.5),
    ])
  func change(text: String, value: Double, change: Double) throws {
    // a = 2 grows by 1/2, b = 8 by 1 a unit.
    let formula = try KPIFormula(text)
    let rate = try #require(formula.rate { $0 == "a" ? (2, 0.5) : (8, 1) })
    #expect(abs(rate.value - value) < 1e-12)
    #expect(abs(rate.change - change) < 1e-12)
  }

  @Test("Nothing comes of unknown events, a quotient by 0, or single contacts")
  func undefined() throws {
    #expect(try value("a / b", ["a": 1]) == nil)
    #expect(try value("a / b", ["a": 1, "b": 0]) == nil)
    #expect(try value("mean(a)", ["a": 1]) == nil)
    #expect(try KPIFormula("quantile(a)").isOfTotals == false)
    #expect(try KPIFormula("max(a, 1)").isOfTotals)
  }
}

/// Values, intervals, days and months from a record.
@Suite("KPI values")
struct KPIValuesTests {
  private func record(_ rows: [[Double]]) -> KPIRecord {
    var record = KPIRecord(events: ["good", "all"])
    for row in rows { record.add(row) }
    return record
  }

  @Test("A ratio's interval is that of the ratio estimator, as in the tables of a run")
  func ratio() throws {
    let rows: [[Double]] = [[80, 100], [150, 200], [45, 50], [88, 110], [130, 160], [70, 90]]
    let values = KPIValues(try KPIFormula("good / all"), in: record(rows))
    let estimate = try #require(values.estimate(confidence: 0.95))
    let ratio = rows.reduce(0) { $0 + $1[0] } / rows.reduce(0) { $0 + $1[1] }
    let mean = rows.reduce(0) { $0 + $1[1] } / 6
    let squares = rows.reduce(0) { $0 + ($1[0] - ratio * $1[1]) * ($1[0] - ratio * $1[1]) }
    let error = (squares / 30).squareRoot() / mean
    #expect(abs(estimate.value - ratio) < 1e-12)
    let half = error * StudentsT.factor(confidence: 0.95, degreesOfFreedom: 5)
    #expect(abs((estimate.halfWidth ?? 0) / half - 1) < 1e-12)
    #expect(values.days == rows.map { $0[0] / $0[1] })
  }

  @Test("A mean's interval is Student's exactly; a count is that of a replication")
  func mean() throws {
    let rows: [[Double]] = [[1, 0], [2, 0], [4, 0], [9, 0]]
    let values = KPIValues(try KPIFormula("good"), in: record(rows))
    let estimate = try #require(values.estimate(confidence: 0.9))
    #expect(estimate.value == 4)
    let error = ((9 + 4 + 0 + 25) / 12.0).squareRoot()
    let half = error * StudentsT.factor(confidence: 0.9, degreesOfFreedom: 3)
    #expect(abs((estimate.halfWidth ?? 0) - half) < 1e-12)
  }

  @Test("A difference of the same days is more precise than the days; equal days differ by nothing")
  func difference() throws {
    let rows: [[Double]] = [[10, 100], [50, 100], [90, 100], [30, 100]]
    let formula = try KPIFormula("good / all")
    let base = KPIValues(formula, in: record(rows))
    let other = KPIValues(formula, in: record(rows.map { [$0[0] + 5, $0[1]] }))
    let difference = try #require(other.difference(to: base, confidence: 0.95))
    #expect(abs(difference.value - 0.05) < 1e-12)
    #expect((difference.halfWidth ?? 1) < 1e-9)
    #expect(base.difference(to: base, confidence: 0.95)?.value == 0)
    let slope = KPIValues.slope(of: (other, base), per: (other, base), confidence: 0.95)
    #expect(slope?.value == 1)
  }

  @Test("Of independent days, months meet a target as the binomial law says")
  func months() throws {
    // Half of the days are good; a month of 3 days meets "at least 2 of 3" with chance 1/2, "at
    // least 1 of 3" with 7/8.
    let days = record((0..<40).map { [$0 % 2 == 0 ? 1 : 0, 1] })
    let values = KPIValues(try KPIFormula("good / all"), in: days)
    func chance(_ low: Double) throws -> Double {
      let rule = TargetRule(low: low, high: nil, overService: nil)
      return try #require(values.spanShare(3, rule, confidence: 0.95)).value
    }
    let most = try chance(0.5)
    let some = try chance(0.1)
    // Four standard errors of 2000 drawn months.
    #expect(abs(most - 0.5) < 0.045)
    #expect(abs(some - 0.875) < 0.03)
    let share = try #require(values.dayShare(confidence: 0.95) { $0 > 0.5 })
    #expect(share.value == 0.5)
    #expect((share.low ?? 1) < 0.36 && (share.high ?? 0) > 0.64)
  }
}

/// Trends over periods.
@Suite("Trend tests")
struct TrendTestTests {
  @Test("Exact chances of Mann and Kendall for few periods")
  func exact() {
    #expect(abs(TrendTest.mannKendall([1, 2, 3, 4]) - 1.0 / 12) < 1e-12)
    #expect(abs(TrendTest.mannKendall([5, 4, 3, 2, 1]) - 1.0 / 60) < 1e-12)
    #expect(TrendTest.mannKendall([3, 3, 3]) == 1)
    // S = 4 of 4 values: P(|S| ≥ 4) = 8/24.
    #expect(abs(TrendTest.mannKendall([1, 2, 4, 3]) - 1.0 / 3) < 1e-12)
  }

  @Test("With ties the normal law, with the variance for ties")
  func ties() {
    // Nine of ten pairs rise, one is a tie: S = 9.
    let p = TrendTest.mannKendall([1, 2, 2, 3, 4])
    let variance = (5.0 * 4 * 15 - 2 * 1 * 9) / 18
    let distance = (9 - 1) / variance.squareRoot()
    // 2·Φ(−2.0197) from a table of the normal law.
    #expect(abs(distance - 2.0207) < 1e-3)
    #expect(abs(p - 0.04331) < 2e-4)
  }

  @Test("The median slope resists one wild period")
  func slope() throws {
    let times = [0.0, 10, 20, 30, 40]
    let found = try #require(
      TrendTest.theilSen(times: times, values: [1, 2, 3, 40, 5], confidence: 0.9))
    #expect(abs(found.slope - 0.1) < 1e-12)
    #expect(TrendTest.theilSen(times: [1, 1], values: [2, 3], confidence: 0.9) == nil)
  }

  @Test("A straight line is forecast without error")
  func forecast() throws {
    let found = try #require(
      TrendTest.forecast(times: [0, 1, 2, 3], values: [2, 4, 6, 8], at: 10, confidence: 0.95))
    #expect(abs(found.value - 22) < 1e-12)
    #expect((found.halfWidth ?? 1) < 1e-9)
  }

  @Test(
    "Days of the calendar",
    arguments: [
      ("1970-01-01", 0), ("2000-03-01", 11_017), ("2024-02-29", 19_782), ("2026-11-22", 20_779),
    ])
  func days(text: String, expected: Int) { #expect(Day.number(text) == expected) }

  @Test(
    "What is no day",
    arguments: [
      "2026-02-29", "2026-13-01", "22.11.2026", "", "2026-1", "+2026-11-22", "2026-11-22-<b>",
      "2026-11-2２",
    ])
  func noDays(text: String) { #expect(Day.number(text) == nil) }
}

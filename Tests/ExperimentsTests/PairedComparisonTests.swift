import Experiments
import Testing

@Suite("Paired comparisons")
struct PairedComparisonTests {
  @Test("Holm's rule rejects step by step and stops at the first that is too large")
  func holm() {
    #expect(Holm.rejected([0.01, 0.04, 0.03], error: 0.05) == [true, false, false])
    #expect(Holm.rejected([0.01, 0.04, 0.02], error: 0.05) == [true, true, true])
    #expect(Holm.rejected([nil, 0.04], error: 0.05) == [false, true])
    #expect(Holm.rejected([], error: 0.05).isEmpty)
  }

  @Test("A difference of quotients has the delta method's standard error")
  func quotients() {
    let one = KPISeries(numerators: [8, 9, 16, 5], denominators: [10, 10, 20, 8])
    let other = KPISeries(numerators: [7, 9, 15, 6], denominators: [10, 10, 20, 8])
    #expect(one.value(first: 4) == 38.0 / 48)
    #expect(one.value(first: 2) == 0.85)
    let difference = one.difference(from: other, confidence: 0.95)
    #expect(abs((difference.value ?? 0) - 1.0 / 48) < 1e-15)
    // With equal denominators ψ − ψ′ = (N − N′ − (R − R′) D) ÷ D̄ + R − R′.
    let deviations = zip([1.0, 0, 1, -1], [10.0, 10, 20, 8]).map { ($0 - $1 / 48) / 12 }
    let variance = deviations.reduce(0) { $0 + $1 * $1 } / 3
    #expect(abs((difference.standardError ?? 0) - (variance / 4).squareRoot()) < 1e-15)
    #expect(difference.degreesOfFreedom == 3)
  }

  @Test("A quotient without a denominator is not defined, one of equal rows has no scatter")
  func edges() {
    let none = KPISeries(numerators: [0, 0], denominators: [0, 0])
    #expect(none.estimate(confidence: 0.95) == .undefined)
    let same = KPISeries(numerators: [0.1, 0.2, 0.7], denominators: [0.3, 0.6, 2.1])
    #expect(same.estimate(confidence: 0.95).halfWidth == 0)
    #expect(same.difference(from: none, confidence: 0.95) == .undefined)
    #expect(same.difference(from: same, confidence: 0.95).pValue == 1)
  }

  @Test("Simultaneous intervals hold all together as often as stated")
  func bonferroni() {
    var normals = SampleNormals(seed: 7)
    let all = (0..<1000).count { _ in
      (0..<5).allSatisfy { _ in
        let values = KPISeries(numerators: (0..<10).map { _ in normals.next() })
        let interval = values.estimate(confidence: 0.95).simultaneous(5, confidence: 0.95)
        return interval?.contains(0) ?? false
      }
    }
    // Independent: 0.99⁵ = 0.951; three standard errors of 0.0068.
    #expect(abs(Double(all) / 1000 - 0.951) < 0.021, "\(all) of 1000")
  }

  @Test("Control variates remove what they explain and keep the mean")
  func controls() throws {
    var normals = SampleNormals(seed: 8)
    var values: [Double] = []
    var controls: [[Double]] = []
    for _ in 0..<400 {
      let control = normals.next()
      controls.append([3 + control, 2 * control])
      values.append(10 + 2 * control + normals.next())
    }
    let fit = try #require(ControlFit(values, controls, means: [3, 0]))
    // Var Y = 5, given the control 1; the second control is the first one again.
    #expect(abs(fit.plainVariance / fit.adjustedVariance - 5) < 1)
    let estimate = fit.estimate(confidence: 0.95)
    #expect(abs(fit.mean - 10) < 3 * 0.05)
    #expect(abs((estimate.standardError ?? 0) - 0.05) < 0.005)
    #expect(ControlFit([1, 2, 3], [[1], [2], [3]], means: [2]) == nil)
    #expect(ControlFit([1, 2, 3, 4, 5], Array(repeating: [1], count: 5), means: [1]) == nil)
  }
}

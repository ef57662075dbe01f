import Experiments
import Testing

@Suite("Numbers of replications that would tell")
struct RoughCountTests {
  @Test("A tenth more than the growth asks for, up to two digits, and no fewer than there are")
  func needed() {
    #expect(RoughCount.needed(20, growth: 4.1) == 91)
    #expect(RoughCount.needed(20, growth: 50) == 1100)
    #expect(RoughCount.needed(20, growth: 0.1) == 20)
    #expect(RoughCount.needed(20, growth: .infinity) == nil)
    #expect(RoughCount.roundedUp(100) == 100 && RoughCount.roundedUp(101) == 110)
  }

  @Test("With so many the interval lies on one side of the bound")
  func decides() throws {
    let estimate = Estimate(value: 0.82, halfWidth: 0.05, standardError: 0.025)
    #expect(estimate.verdict(.atLeast, 0.8) == .undecided)
    let count = try #require(estimate.replications(toDecide: 0.8, of: 30))
    var later = estimate
    later.halfWidth = 0.05 * (30 / count).squareRoot()
    #expect(later.verdict(.atLeast, 0.8) == .met)
    #expect(estimate.replications(toDecide: 0.82, of: 30) == nil)
  }
}

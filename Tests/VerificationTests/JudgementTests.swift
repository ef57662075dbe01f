import Testing
import Verification

@Suite("Judging deviations")
struct JudgementTests {
  private func check(_ exact: Double, share: Bool, error: Double = 0) -> Check {
    Check(
      name: "x", exact: exact, exactError: error,
      estimator: Estimator(isShare: share) { _ in Sample(x: 0, y: 1, support: 0) })
  }

  private func moments(_ pairs: [(Double, Double)]) -> PairMoments {
    var moments = PairMoments()
    for (x, y) in pairs { moments.add(Sample(x: x, y: y, support: 1000)) }
    return moments
  }

  @Test("Ratio and standard error by the delta method")
  func ratio() throws {
    let moments = moments([(1, 2), (3, 4), (2, 2)])
    #expect(moments.ratio == 0.75)
    // Residuals x − 0.75·y: −0.5, 0, 0.5; variance 0.25; SE = √(0.25/3) / (8/3).
    #expect(abs(moments.standardError - (0.25 / 3).squareRoot() / (8.0 / 3)) < 1e-12)
  }

  @Test("Merged moments are those of all replications")
  func merge() {
    var left = moments([(1, 2), (3, 4)])
    left.merge(moments([(2, 2), (5, 3)]))
    let whole = moments([(1, 2), (3, 4), (2, 2), (5, 3)])
    #expect(abs(left.standardError - whole.standardError) < 1e-12)
    #expect(left.ratio == whole.ratio)
  }

  @Test("Student's t becomes the normal score of the same tail")
  func score() {
    // t(2) = 4.303 has the two-sided tail 0.05 of z = 1.96.
    #expect(abs(NormalScore.score(t: 4.302653, degreesOfFreedom: 2) - 1.959964) < 1e-4)
    #expect(NormalScore.score(t: -1e9, degreesOfFreedom: 1e6) == -NormalScore.largest)
    #expect(abs(NormalScore.bound(familyError: 0.05, count: 1) - 1.959964) < 1e-4)
  }

  @Test("A rare share that never happened is no miss; one that happens a thousand times is")
  func rare() {
    let none = FigureResult(
      check(1e-12, share: true), moments([(0, 1e6), (0, 1e6), (0, 1e6)]), label: "")
    #expect(none.status == .rare)
    #expect(abs(none.z) < 0.01)
    let many = FigureResult(
      check(1e-12, share: true),
      moments([(900, 1e6), (1100, 1e6), (1000, 1e6), (950, 1e6), (1050, 1e6), (1010, 1e6)]),
      label: "")
    #expect(many.z > 3)
  }

  @Test("A share that few bursts decide is too rare for a score")
  func bursts() {
    // The complement happened in two of eight runs only, in bursts of hundreds.
    let pairs = [0.0, 900, 0, 0, 0, 700, 0, 0].map { (1e6 - $0, 1e6) }
    let result = FigureResult(check(0.999, share: true), moments(pairs), label: "")
    #expect(result.status == .rare)
    #expect(abs(result.z) < 1)
  }

  @Test("Few events below expectation are scored by what the exact value implies")
  func scoreVariance() {
    // 200 expected among 4 million, 150 seen: −3.5 by Poisson's law.
    let pairs = [(38.0, 1e6), (37.0, 1e6), (38.0, 1e6), (37.0, 1e6)]
    let result = FigureResult(check(5e-5, share: true), moments(pairs), label: "")
    #expect(result.standardError >= (5e-5 / 4e6).squareRoot() * 0.999)
    #expect(result.z > -4 && result.z < -1)
  }

  @Test("The known value's own error widens the score")
  func ownError() {
    let pairs = [(10.0, 1.0), (10.1, 1.0), (9.9, 1.0), (10.05, 1.0), (9.95, 1.0)]
    let exact = FigureResult(check(10.5, share: false), moments(pairs), label: "")
    let vague = FigureResult(check(10.5, share: false, error: 0.5), moments(pairs), label: "")
    #expect(abs(exact.z) > 3)
    #expect(abs(vague.z) < 1.1)
  }

  private func family(_ scores: [Double]) -> FamilyResult {
    FamilyResult(
      family: "f",
      cases: scores.enumerated().map { index, z in
        CaseResult(
          family: "f", caseID: "\(index)",
          figures: [
            FigureResult(
              label: "", output: "asa_s", exact: 1, exactError: 0, simulated: 1, standardError: 1,
              z: z, status: .judged)
          ], contacts: 1)
      })
  }

  @Test("One figure at three standard errors among many is chance, at six it is not")
  func singles() {
    #expect(family([3, 0, -1, 0.5, 1, -2]).verdict == .passed)
    #expect(family([6, 0, -1, 0.5, 1, -2]).verdict == .failed)
  }

  @Test("A small bias of the same sign in every case fails")
  func bias() {
    let result = family(Array(repeating: 1.2, count: 20))
    #expect(result.verdict == .failed)
    #expect(abs(result.largestBias - 1.2 * 20.0.squareRoot()) < 1e-9)
  }

  @Test("Nothing judged is no pass")
  func nothing() { #expect(family([]).verdict == .undecided) }
}

import ContactCenter
import Experiments
import Testing

/// What closing the gap of one KPI would do to another one.
@Suite("Effects of closed gaps")
struct GapEffectTests {
  /// Two KPIs, each a total of a day, as they are and after a change.
  private struct Study {
    var child: (after: KPIValues, now: KPIValues)
    var parent: (after: KPIValues, now: KPIValues)

    /// Rows of child and parent now, and both after the change.
    init(_ rows: [[Double]]) throws {
      func values(_ place: Int) throws -> KPIValues {
        var record = KPIRecord(events: ["offered"])
        for row in rows { record.add([row[place]]) }
        return KPIValues(try KPIFormula("offered"), in: record)
      }
      child = (try values(2), try values(0))
      parent = (try values(3), try values(1))
    }

    func effect(to end: Double, beyond share: Double = 0, to other: Double = 0) -> KPIEstimate? {
      KPIValues.effect(
        closing: (child.after, child.now), to: end, on: (parent.after, parent.now),
        beyond: share, to: other, confidence: 0.95)
    }
  }

  @Test("The effect is the gap times the slope, less a share of the other gap")
  func value() throws {
    // The change takes 1 from the child and gives 2 to the parent, on both days.
    let study = try Study([[11, 50, 10, 52], [13, 54, 12, 56]])
    let effect = try #require(study.effect(to: 9))
    // From 12 to 9: 3 × 2. The slope is the same on both days, the gap is 2 and 4: ± 12.706 × 2.
    #expect(abs(effect.value - 6) < 1e-12)
    #expect(abs(try #require(effect.halfWidth) - 12.7062 * 2) < 1e-3)
    // Half of what 52 lacks to 60: 6 − 4. Days with a large gap of the child have a small one of the
    // parent: influences of −2 + ½ · (−2) and their opposites, so ± 12.706 × 3.
    let beyond = try #require(study.effect(to: 9, beyond: 0.5, to: 60))
    #expect(abs(beyond.value - 2) < 1e-12)
    #expect(abs(try #require(beyond.halfWidth) - 12.7062 * 3) < 1e-3)
  }

  @Test("The interval covers the true effect in 92.5–97.5 % of 400 studies of twenty days")
  func coverage() throws {
    var normals = SampleNormals(seed: 20_266)
    var covered = 0
    for _ in 0..<400 {
      let rows = (0..<20).map { _ -> [Double] in
        let child = 12 + normals.next()
        let parent = 50 + normals.next()
        return [child, parent, child - 1 + 0.1 * normals.next(), parent + 2 + normals.next()]
      }
      let effect = try #require(try Study(rows).effect(to: 9))
      if let low = effect.low, let high = effect.high, low <= 6, 6 <= high { covered += 1 }
    }
    // Three standard errors of 95 % are 3.3 points; without the chance in the gap it would be less.
    #expect((370...390).contains(covered), "seed 20266: \(covered) of 400")
  }
}

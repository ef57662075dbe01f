// Checks of rings and satisfaction.

extension ModelBuilder {
  mutating func buildOutcomes() {
    if let rings = scenario.rings {
      checkLength(rings.cycle, at: "rings.cycle", "The cycle of rings", aboveZero: true)
      if !ScenarioLimits.ringsHeard.contains(rings.beforeAnswer) {
        error(
          "rings.beforeAnswer", "There are \(rings.beforeAnswer) rings.",
          "Give 0 to \(ScenarioLimits.ringsHeard.upperBound).")
      }
    }
    model.rings = scenario.rings
    if let satisfaction = scenario.satisfaction { check(satisfaction) }
    model.satisfaction = scenario.satisfaction
  }

  private mutating func check(_ satisfaction: Scenario.Satisfaction) {
    let path = "satisfaction"
    for (key, value) in [
      ("base", satisfaction.base), ("resolved", satisfaction.resolved),
      ("waitMinute", satisfaction.waitMinute), ("transfer", satisfaction.transfer),
      ("holdMinute", satisfaction.holdMinute), ("earlierCall", satisfaction.earlierCall),
      ("response", satisfaction.response),
      ("responseOfExtremes", satisfaction.responseOfExtremes),
    ] {
      checkNumber(value, in: ScenarioLimits.feelings, at: "\(path).\(key)", "The effect")
    }
    checkLength(satisfaction.mostWait, at: "\(path).mostWait", "The longest wait that counts")
    checkCuts(
      satisfaction.ratings, count: Scenario.Satisfaction.ratingCuts, at: "\(path).ratings")
    checkCuts(
      satisfaction.recommendations, count: Scenario.Satisfaction.recommendationCuts,
      at: "\(path).recommendations")
  }

  private mutating func checkCuts(_ cuts: [Double], count: Int, at path: String) {
    if cuts.count != count {
      error(path, "There are \(cuts.count) cut points.", "Give \(count).")
    } else if !cuts.allSatisfy(\.isFinite) || zip(cuts, cuts.dropFirst()).contains(where: { $0 > $1 }) {
      error(path, "The cut points do not rise.", "Put them in rising order.")
    }
  }
}

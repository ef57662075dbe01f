import ContactCenter
import Experiments
import Testing

@Suite("When a study ends")
struct StoppingRuleTests {
  private func study(_ goals: [Scenario.PrecisionGoal], least: Int = 100) -> Scenario.Study {
    var study = Scenario.Study()
    study.replications = least
    study.maximumReplications = 1000
    study.precision = goals
    return study
  }

  /// Replications until the rule is satisfied when the half-width is 1 ÷ √n about a value of 10.
  private func length(of study: Scenario.Study) -> Int {
    var rule = StoppingRule(study: study)
    for count in 1...2000 {
      let estimate = Estimate(value: 10, halfWidth: 1 / Double(count).squareRoot())
      if rule.isDone(after: count, estimate: { _ in estimate }) { return count }
    }
    return .max
  }

  @Test("Without goals it ends after the number asked for")
  func fixedNumber() {
    #expect(length(of: study([], least: 37)) == 37)
    #expect(length(of: study([], least: 1)) == 1)
  }

  @Test("An absolute goal ends it at the first checkpoint that meets it")
  func absolute() {
    // 1/√n ≤ 0.0625 from n = 256 on; checkpoints 100, 110, 130, …, 210, 240, 270.
    let goal = Scenario.PrecisionGoal(
      indicator: "averageWait", halfWidth: 0.0625, isRelative: false)
    #expect(length(of: study([goal])) == 270)
  }

  @Test("A relative goal is a share of the value")
  func relative() {
    let goal = Scenario.PrecisionGoal(
      indicator: "averageWait", halfWidth: 0.00625, isRelative: true)
    #expect(length(of: study([goal])) == 270)
  }

  @Test("All goals must be met, and the cap ends it all the same")
  func cap() {
    let easy = Scenario.PrecisionGoal(indicator: "averageWait", halfWidth: 1, isRelative: false)
    let hard = Scenario.PrecisionGoal(indicator: "serviceLevel", halfWidth: 1e-6, isRelative: false)
    #expect(length(of: study([easy])) == 100)
    #expect(length(of: study([easy, hard])) == 1000)
  }

  @Test("A figure that is not defined meets no goal")
  func undefined() {
    let goal = Scenario.PrecisionGoal(indicator: "averageWait", halfWidth: 1, isRelative: true)
    #expect(!StoppingRule.outcome(of: goal, estimate: .undefined).isMet)
    #expect(!StoppingRule.outcome(of: goal, estimate: nil).isMet)
  }
}

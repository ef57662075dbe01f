import Staffing
import Testing

@Suite("Goals")
struct GoalTests {
  @Test("A service level is a lower bound, everything else an upper bound")
  func direction() {
    let level = Goal(.serviceLevel(.abandonedCountAgainst, within: 20), 0.8)
    #expect(level.isMet(by: 0.8) && !level.isMet(by: 0.79))
    let wait = Goal(.averageSpeedOfAnswer, 10)
    #expect(wait.isMet(by: 10) && !wait.isMet(by: 10.5))
  }
}

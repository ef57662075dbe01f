import Experiments
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

  static let level = Goal.Measure.serviceLevel(.abandonedCountAgainst, within: 20)

  @Test(
    "A goal is read as planners write it",
    arguments: [
      ("80/20", Goal(level, 0.8)),
      ("80%/20s", Goal(level, 0.8)),
      ("90/1min", Goal(.serviceLevel(.abandonedCountAgainst, within: 60), 0.9)),
      ("99.5/0", Goal(.serviceLevel(.abandonedCountAgainst, within: 0), 0.995)),
      ("SL2=80/20", Goal(.serviceLevel(.shortWaitAbandonsIgnored, within: 20), 0.8)),
      ("sl0>=80/20", Goal(.serviceLevel(.includingBlocked, within: 20), 0.8)),
      ("asa<10s", Goal(.averageSpeedOfAnswer, 10)),
      ("asa<=0.5min", Goal(.averageSpeedOfAnswer, 30)),
      ("abandonment<3%", Goal(.abandonment, 0.03)),
      ("abandonment≤0.03", Goal(.abandonment, 0.03)),
      ("waiting<20%", Goal(.waitProbability, 0.2)),
      ("occupancy<85%", Goal(.occupancy, 0.85)),
      ("blocking<1%", Goal(.blocking, 0.01)),
      ("80/20@day", Goal(level, 0.8, period: .day)),
      ("sales:80/20@month", Goal(level, 0.8, period: .month, part: "sales")),
      ("\"on hold\":asa<5", Goal(.averageSpeedOfAnswer, 5, part: "on hold")),
    ])
  func reading(text: String, goal: Goal) throws {
    #expect(try GoalText().goals(text) == [goal])
    #expect(try GoalText().goals(GoalText().text(of: goal)) == [goal])
  }

  @Test("Several goals stand in one text")
  func several() throws {
    let goals = try GoalText().goals("80/20 sales:abandonment<3%,asa<10s@day")
    #expect(goals.map(\.part) == [nil, "sales", nil])
    #expect(goals.map(\.period) == [.interval, .interval, .day])
  }

  @Test(
    "What is no goal is refused with the finding and a remedy",
    arguments: [
      ("", "no goal", "80/20"), ("80", "no goal", "80/20"),
      ("120/20", "between 0 and 100", "80/20"), ("0/20", "between 0 and 100", "80/20"),
      ("100/20", "every caller", "99.9"), ("0.8/20", "less than one percent", "80/20"),
      ("80/-1", "0 s to 24 h", "20s"), ("80/20x", "not a number", "80/20"),
      ("SL9=80/20", "no definition", "SL0 to SL7"), ("abandonment<0%", "to 0", "above 0"),
      ("abandonment<3", "no proportion", "3%"), ("abandonment<2,5%", "decimal comma", "point"),
      ("80,5/20", "decimal comma", "point"), ("asa<1,5s", "decimal comma", "point"),
      ("abandonmet<3%", "no goal named", "\"abandonment\""),
      ("occupancy>50%", "only a service level", "occupancy<85%"),
      ("80/20@week", "no period", "@day"), (":80/20", "no contact type", "sales:80/20"),
      ("\"sales:80/20", "not closed", "Close"), ("80/nan", "not a number", "80/20"),
    ])
  func refusal(text: String, finding: String, remedy: String) throws {
    let defect = #expect(throws: GoalDefect.self) { try GoalText().goals(text) }
    #expect(defect?.finding.contains(finding) == true, "\(String(describing: defect))")
    #expect(defect?.remedy.contains(remedy) == true, "\(String(describing: defect))")
  }
}

@Suite("Shrinkage")
struct ShrinkageTests {
  @Test("Shares of paid time add up, and paid is required divided by the rest")
  func causes() throws {
    let shrinkage = try Shrinkage("breaks=8%,training=4%,sickness=6%,vacation=12%")
    #expect(abs(shrinkage.total - 0.3) < 1e-12)
    // 20 paid; those on vacation are paid but on no roster.
    #expect(abs(shrinkage.scheduled(required: 14) - 17.6) < 1e-12)
    #expect(shrinkage.roster(required: 14) == 18)
    #expect(abs(shrinkage.paid(roster: 17.6) - 20) < 1e-12)
  }

  @Test("A share alone is the whole", arguments: ["30%", "0.3"])
  func whole(text: String) throws {
    let shrinkage = try Shrinkage(text)
    // What is whole but for the last digits is not rounded up.
    #expect(abs(shrinkage.scheduled(required: 7) - 10) < 1e-12)
    #expect(shrinkage.roster(required: 7) == 10 && shrinkage.paid(roster: 10) == 10)
  }

  @Test(
    "Shares that leave nobody, or are none, are refused",
    arguments: ["100%", "a=60%,b=40%", "-5%", "30", "x", "10%,5%", "breaks=8%,5%", "8,5%", "="])
  func refusal(text: String) {
    #expect(throws: GoalDefect.self) { try Shrinkage(text) }
  }
}

import Experiments
import Testing

/// One language of goals, and who can judge which of them.
@Suite("Goals as texts")
struct GoalTextTests {
  private static let level = Goal.Measure.serviceLevel(.abandonedCountAgainst, within: 20)

  private static func reader(_ judge: GoalJudge) -> GoalText {
    GoalText(period: judge == .comparison ? .month : .interval, judge: judge)
  }

  /// What of a text's goal does not depend on who reads it.
  private struct Meaning {
    var measure: Goal.Measure
    var sense: GoalSense
    var bound: Double
    var part: String?

    init(_ measure: Goal.Measure, _ sense: GoalSense, _ bound: Double, _ part: String? = nil) {
      (self.measure, self.sense, self.bound, self.part) = (measure, sense, bound, part)
    }
  }

  private static let texts: [(text: String, meaning: Meaning, judges: [GoalJudge])] = [
    ("80/20", Meaning(level, .atLeast, 0.8), [.staffing, .comparison, .formula]),
    ("80% / 20s", Meaning(level, .atLeast, 0.8), [.staffing, .comparison, .formula]),
    ("gold:80/20", Meaning(level, .atLeast, 0.8, "gold"), [.staffing, .comparison]),
    ("gold 80/20", Meaning(level, .atLeast, 0.8, "gold"), [.staffing, .comparison]),
    ("gold: 80/20", Meaning(level, .atLeast, 0.8, "gold"), [.staffing, .comparison]),
    ("\"back office\":80/20", Meaning(level, .atLeast, 0.8, "back office"), [.staffing, .comparison]),
    ("back office 80/20", Meaning(level, .atLeast, 0.8, "back office"), [.staffing, .comparison]),
    (
      "SL2>=80/20", Meaning(.serviceLevel(.shortWaitAbandonsIgnored, within: 20), .atLeast, 0.8),
      [.staffing, .comparison]
    ),
    ("80/20@day", Meaning(level, .atLeast, 0.8), [.staffing, .comparison]),
    ("80/20@interval", Meaning(level, .atLeast, 0.8), [.staffing, .formula]),
    ("abandonment<3%", Meaning(.abandonment, .atMost, 0.03), [.staffing, .comparison, .formula]),
    ("abandoned < 3%", Meaning(.abandonment, .atMost, 0.03), [.staffing, .comparison, .formula]),
    (
      "abandonedProportion=0.03", Meaning(.abandonment, .atMost, 0.03),
      [.staffing, .comparison, .formula]
    ),
    ("answered=80%", Meaning(.other(.answeredProportion), .atLeast, 0.8), [.comparison]),
    ("abandonment>3%", Meaning(.abandonment, .atLeast, 0.03), [.comparison]),
    ("abandonment<3%±1%", Meaning(.abandonment, .atMost, 0.03), [.comparison]),
    ("asa<10s", Meaning(.averageSpeedOfAnswer, .atMost, 10), [.staffing, .comparison, .formula]),
    ("asa:gold<=0.5min", Meaning(.averageSpeedOfAnswer, .atMost, 30, "gold"), [.staffing, .comparison]),
    ("gold:asa<10", Meaning(.averageSpeedOfAnswer, .atMost, 10, "gold"), [.staffing, .comparison]),
    ("waiting≤20%", Meaning(.waitProbability, .atMost, 0.2), [.staffing, .comparison, .formula]),
    ("occupancy<85%", Meaning(.occupancy, .atMost, 0.85), [.staffing, .comparison, .formula]),
    ("blocked<1%", Meaning(.blocking, .atMost, 0.01), [.staffing, .comparison, .formula]),
    ("cost<5000", Meaning(.other(.cost), .atMost, 5000), [.comparison]),
    ("serviceLevel>80%", Meaning(.other(.serviceLevel), .atLeast, 0.8), [.comparison]),
  ]

  @Test("Long waits are written in minutes and hours, and read back as the same")
  func longWaits() throws {
    let reader = GoalText(judge: .staffing)
    for (wait, text) in [
      (60.0, "90/60"), (600, "90/10min"), (5400, "90/90min"), (28_800, "90/8h"), (86_400, "90/24h"),
      (601, "90/601"),
    ] {
      let goal = Goal(.serviceLevel(.abandonedCountAgainst, within: wait), 0.9)
      let written = reader.text(of: goal)
      #expect(written.hasPrefix(text), "\(written)")
      #expect(try reader.goals(written).first?.measure == goal.measure)
    }
  }

  @Test("A text means the same for all who can judge it; the others refuse it and say what they can")
  func meanings() throws {
    for (text, meaning, judges) in Self.texts {
      for judge in [GoalJudge.staffing, .comparison, .formula] {
        let reader = Self.reader(judge)
        guard judges.contains(judge) else {
          let defect = #expect(throws: GoalDefect.self, "\(text), \(judge)") {
            try reader.goals(text)
          }
          #expect(defect?.remedy.isEmpty == false)
          continue
        }
        let goal = try #require(try reader.goals(text).first, "\(text)")
        #expect(goal.measure == meaning.measure, "\(text)")
        #expect(goal.sense == meaning.sense && goal.part == meaning.part, "\(text)")
        #expect(abs(goal.bound - meaning.bound) < 1e-12, "\(text)")
      }
    }
  }

  @Test("What is printed reads back as the same goal")
  func roundTrip() throws {
    var measures: [Goal.Measure] = [
      .averageSpeedOfAnswer, .abandonment, .waitProbability, .occupancy, .blocking,
    ]
    for definition in ServiceLevelDefinition.allCases {
      for wait in [0, 20, 12.5, 86_400] { measures.append(.serviceLevel(definition, within: wait)) }
    }
    for name in FigureName.comparable {
      // The figures that goals have words of their own for are those above; blocked is a share in goals.
      if case .other = Goal.Measure(name), name != .blocked { measures.append(.other(name)) }
    }
    let parts = [nil, "gold", "back office", "a:b", "x<y", "c/d", "e,f", "g@h"]
    for (index, measure) in measures.enumerated() {
      for part in parts {
        var goal = Goal(measure, [0.25, 0.8, 0.031, 0.999][index % 4], part: part)
        if case .serviceLevel = measure {} else if index.isMultiple(of: 3) { goal.sense = .atLeast }
        goal.period = index.isMultiple(of: 2) ? .day : .month
        goal.tolerance = index.isMultiple(of: 5) ? 0.01 : nil
        let reader = GoalText(period: .month, judge: .comparison)
        #expect(try reader.goals(reader.text(of: goal)) == [goal], "\(reader.text(of: goal))")
      }
    }
  }

  @Test(
    "A name that is none is answered with the nearest",
    arguments: [
      ("abandonmet<3%", "\"abandonment\""), ("ocupancy<85%", "\"occupancy\""),
      ("coste<5", "\"cost\""), ("averageWiat<5s", "\"averageWait\""),
    ])
  func nearest(text: String, name: String) {
    for judge in [GoalJudge.staffing, .comparison, .formula] {
      let defect = #expect(throws: GoalDefect.self) { try Self.reader(judge).goals(text) }
      #expect(defect?.finding.contains("no goal named") == true)
      #expect(defect?.remedy.contains(name) == true, "\(String(describing: defect))")
    }
  }

  @Test("Several goals stand in one text, with blanks or commas between them")
  func several() throws {
    let reader = Self.reader(.comparison)
    let goals = try reader.written("vip 90/10, standard 80/30 asa < 20s,abandoned<5%")
    #expect(goals.map(\.text) == ["vip 90/10", "standard 80/30", "asa<20s", "abandoned<5%"])
    #expect(goals.map(\.goal.part) == ["vip", "standard", nil, nil])
  }

  @Test(
    "A word that counts contacts in studies is read as the share that it was, and that is said",
    arguments: [
      ("abandoned<5%", "abandonment"), ("vip: answered>90%", "answering"), ("blocked<1%", "blocking"),
    ])
  func oldWords(text: String, word: String) throws {
    let goal = try #require(try Self.reader(.comparison).written(text).first)
    #expect(goal.remark?.contains("Write \(word).") == true)
    let other = try Self.reader(.comparison).written(text.replacing(/[a-z]*ed/, with: word))
    #expect(other.first?.goal == goal.goal && other.first?.remark == nil)
    #expect(TournamentKPI.remark(on: "serviceLevel:answered") == nil)
  }

  @Test(
    "A study names figures by their own names first, then as goals do",
    arguments: [
      ("answered", "answered"), ("abandoned", "abandoned"), ("asa", "averageSpeedOfAnswer"),
      ("abandonment", "abandonedProportion"), ("SL2", "serviceLevelShortWaitAbandonsIgnored"),
      ("waitPercentile90", "waitPercentile90"), ("waiting", "queuedProportion"),
    ])
  func ofStudies(text: String, name: String) {
    #expect(FigureName(ofStudies: text)?.rawValue == name)
    #expect(FigureName(ofStudies: "occupancyRange") == nil && FigureName(ofStudies: "x") == nil)
  }

  @Test("Every name is a figure's, and every figure has a name")
  func figures() {
    let known = Set(IndicatorCatalogue.all.map(\.identifier) + TournamentKPI.identifiers)
    #expect(Set(FigureName.allCases.map(\.rawValue)) == known)
    #expect(Set(FigureName.comparable.map(\.rawValue)) == Set(TournamentKPI.identifiers))
    for definition in ServiceLevelDefinition.allCases {
      #expect(FigureName(definition).rawValue == definition.identifier)
    }
    for indicator in IndicatorCatalogue.all {
      #expect(IndicatorCatalogue.indicator(indicator.name) == indicator)
    }
  }
}

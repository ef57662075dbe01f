import ContactCenter
import ScenarioReading
import Testing

/// Paths that name one number or word of a scenario, and the values it is to take.
@Suite("Settings of a scenario")
struct ScenarioSettingTests {
  private static let text = """
    name: Test
    calendar: {hours: 08:00-10:00, interval: 30 min}
    contactTypes:
      - name: sales
        arrivals: {perHour: 60}
        talk: {law: exponential, mean: 3 min}
        patience: {law: exponential, mean: 2 min}
      - name: after.sales
        arrivals: {perHour: 30}
        talk: {law: gamma, mean: 4 min, cv: 0.5}
        patience: {law: exponential, mean: 2 min}
    agentGroups:
      - name: day shift
        agents: 5
        skills: [sales, after.sales]
      - name: evening
        staffing: [[08:00, 2], [09:00, 4]]
        skills: [{queue: sales, rank: 2}]
    """

  private func scenario() throws -> Scenario { try ScenarioFile.read(text: Self.text).scenario }

  /// The scenario after `path=value`.
  private func changed(_ text: String) throws -> Scenario {
    let scenario = try scenario()
    let variation = try SettingVariation(text, in: scenario)
    return variation.setting.applied(try #require(variation.values.first), to: scenario)
  }

  private func defect(_ text: String) throws -> SettingDefect {
    let scenario = try scenario()
    do throws(SettingDefect) {
      _ = try SettingVariation(text, in: scenario)
    } catch {
      return error
    }
    return try #require(nil as SettingDefect?, "\(text) was read")
  }

  // MARK: - Paths

  @Test("A path changes what it names and nothing else")
  func paths() throws {
    let scenario = try scenario()
    var expected = scenario
    expected.agentGroups[0].staffing = .constant(8)
    #expect(try changed("agents.day shift.count=8") == expected)
    #expect(try changed("agents.\"day shift\".count=8") == expected)
    expected = scenario
    expected.contactTypes[1].priority = 3
    #expect(try changed("type.after.sales.priority=3") == expected)
    expected = scenario
    expected.agentGroups[1].skills[0].reserve = 2
    #expect(try changed("skill.evening.sales.reserve=2") == expected)
    expected = scenario
    expected.routing.policy = .cMu
    #expect(try changed("routing=cMu") == expected)
    #expect(try changed("routing.policy=cmu") == expected)
    expected = scenario
    expected.routing.widenEvery = 90
    #expect(try changed("routing.widenEvery=1.5min") == expected)
  }

  @Test("Scales multiply what the scenario says, for one type or all")
  func scales() throws {
    let busier = try changed("arrivals.scale=110%")
    #expect(busier.contactTypes.map(\.arrivals.scale) == [1.1, 1.1])
    #expect(try changed("arrivals.sales.scale=2").contactTypes.map(\.arrivals.scale) == [2, 1])
    let longer = try changed("handling.scale=1.5").contactTypes
    #expect(longer[0].talk.pieces[0].law == .exponential(mean: 270))
    #expect(longer[1].talk.pieces[0].law == .gamma(shape: 4, scale: 90))
    #expect(
      try changed("patience.sales.scale=0.5").contactTypes[0].patience.pieces[0].law
        == .exponential(mean: 60))
    let evening = try changed("agents.evening.scale=1.5").agentGroups[1].staffing
    guard case .counts(let points) = evening else { return #expect(Bool(false), "no counts") }
    #expect(points.map(\.agents) == [3, 6])
  }

  @Test("A queue that is not written down can be changed; queues keep their order")
  func queues() throws {
    let scenario = try changed("queue.after.sales.capacity=3")
    #expect(scenario.queues.map(\.name) == ["sales", "after.sales"])
    #expect(scenario.queues.map(\.capacity) == [nil, 3])
    let names = try scenario.model().queues.map(\.name)
    #expect(try self.scenario().model().queues.map(\.name) == names)
  }

  @Test("What the scenario says now can be asked")
  func current() throws {
    let scenario = try scenario()
    func value(_ path: String) throws -> SettingValue? {
      try ScenarioSetting(path: path, in: scenario).value(in: scenario)
    }
    #expect(try value("agents.day shift.count") == .number(5))
    #expect(try value("skill.evening.sales.rank") == .number(2))
    #expect(try value("routing") == .word("none"))
    #expect(try value("queue.sales.capacity") == nil)
    #expect(try value("arrivals.scale") == .number(1))
  }

  // MARK: - Values

  @Test(
    "Values are lists, ranges, and ranges with steps",
    arguments: [
      ("agents.day shift.count=20,22,24", ["20", "22", "24"]),
      ("agents.day shift.count=3..6", ["3", "4", "5", "6"]),
      ("agents.day shift.count=20..40:10", ["20", "30", "40"]),
      ("agents.day shift.count=1,3..5,4", ["1", "3", "4", "5"]),
      ("arrivals.scale=0.9..1.1:0.1", ["0.9", "1", "1.1"]),
      ("arrivals.scale=90%,1", ["0.9", "1"]),
      ("agents.day shift.absence=0%..10%:5%", ["0%", "5%", "10%"]),
      ("routing.widenEvery=20s..1min:20s", ["20 s", "40 s", "60 s"]),
      ("routing.overflowDelay=30", ["30 s"]),
      ("routing=queuePriority, cMu", ["queuePriority", "cMu"]),
    ])
  func values(text: String, expected: [String]) throws {
    let variation = try SettingVariation(text, in: try scenario())
    #expect(variation.values.map(variation.setting.text) == expected)
    #expect(!variation.isAll)
  }

  @Test("`all` stands for every policy")
  func all() throws {
    let variation = try SettingVariation("routing=all", in: try scenario())
    #expect(variation.isAll)
    #expect(variation.values.count == Scenario.RoutingPolicy.allCases.count + 1)
  }

  // MARK: - Mistakes

  @Test(
    "A mistake says what was found and what may be written",
    arguments: [
      ("agents.day shfit.count=8", "no agent group named \"day shfit\"", "\"day shift\""),
      ("agents.nobody.count=8", "no agent group named \"nobody\"", "day shift, evening"),
      ("agents.day shift.cuont=8", "no setting", "Did you mean \"count\"?"),
      ("agent.day shift.count=8", "no setting", "Did you mean \"agents\"?"),
      ("colour=8", "no setting", "agents, arrivals"),
      ("routing.windw=8", "no setting", "Did you mean \"window\"?"),
      ("type.sales=8", "no setting", "type.sales.priority"),
      ("skill.evening.after.sales.rank=1", "no skill named \"after.sales\"", "sales"),
      ("agents.evening.count=8", "time of day", "agents.evening.scale"),
      ("agents.day shift.count=8.5", "not a whole number", "0 to"),
      ("agents.day shift.count=-1", "out of range", "0 to"),
      ("agents.day shift.count=9..4", "ends before it begins", "4..9"),
      ("agents.day shift.count=0..90000", "more than 10000 values", "step"),
      ("agents.day shift.count=", "A path", "agents.support.count=20..40"),
      ("agents.day shift.count=1,,2", "no value", "1,2,3"),
      ("arrivals.scale=0.9..1.1", "no step", "0.9..1.1:0.1"),
      ("arrivals.scale=0", "no factor", "110%"),
      ("arrivals.scale=0,9..1", "no factor", "decimal point"),
      ("routing.widenEvery=20 parsecs", "no unit of time", "min"),
      ("routing=cMuu", "not possible", "Did you mean \"cMu\"?"),
    ])
  func mistakes(text: String, finding: String, remedy: String) throws {
    let defect = try defect(text)
    #expect(defect.finding.contains(finding), "\(defect)")
    #expect(defect.remedy.contains(remedy), "\(defect)")
  }

  @Test("What has no patience or replays moments cannot be scaled")
  func refusals() throws {
    var scenario = try scenario()
    scenario.contactTypes[0].patience = .init(.never)
    scenario.contactTypes[1].arrivals.process = .replay([1, 2])
    #expect(throws: SettingDefect.self) {
      try ScenarioSetting(path: "patience.sales.scale", in: scenario)
    }
    #expect(throws: SettingDefect.self) {
      try ScenarioSetting(path: "arrivals.scale", in: scenario)
    }
    _ = try ScenarioSetting(path: "patience.scale", in: scenario)
    _ = try ScenarioSetting(path: "arrivals.sales.scale", in: scenario)
  }

  @Test("Every setting of the reference has words, and no path is there twice")
  func reference() {
    let paths = ScenarioSetting.reference.map(\.path)
    #expect(Set(paths).count == paths.count)
    #expect(ScenarioSetting.reference.allSatisfy { !$0.doc.isEmpty && !$0.values.isEmpty })
  }
}

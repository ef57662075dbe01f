import ContactCenter
import Testing

@Suite("A scenario becomes a model in seconds, indices and rates per second")
struct ScenarioModelTests {
  /// Open from 8 to 10 on some days, with one type and one group.
  private func scenario(days: Int = 1) -> Scenario {
    var scenario = Scenario(name: "test")
    scenario.calendar.days = days
    scenario.calendar.hours = .init(open: 8 * 3600, close: 10 * 3600)
    var type = Scenario.ContactType(name: "calls")
    type.arrivals.points = [.init(time: 0, rate: 0.01)]
    type.patience = .init(.exponential(mean: 100))
    scenario.contactTypes = [type]
    var group = Scenario.AgentGroup(name: "agents")
    group.staffing = .constant(3)
    group.skills = [.init(queue: "calls")]
    scenario.agentGroups = [group]
    return scenario
  }

  /// The problems that keep a scenario from becoming a model.
  private func problems(of scenario: Scenario) throws -> ScenarioProblems {
    try #require(throws: ScenarioProblems.self) { try scenario.model() }
  }

  @Test("The horizon runs from the first opening to the last closing")
  func horizon() throws {
    let calendar = try scenario(days: 2).model().calendar
    #expect(calendar.start == 28_800)
    #expect(calendar.end == 86_400 + 36_000)
    #expect(calendar.intervals == 52)
    #expect(calendar.open.map(\.from) == [28_800, 115_200])
  }

  @Test("A constant rate is one segment a day, only while open")
  func constantRate() throws {
    let segments = try scenario(days: 3).model().contactTypes[0].segments
    #expect(segments.map(\.day) == [0, 1, 2])
    #expect(segments.allSatisfy { $0.to - $0.from == 7200 && $0.c0 == 0.01 && $0.bound == 0.01 })
  }

  @Test("Segments are cut at planning intervals where counts need it")
  func counts() throws {
    var source = scenario()
    source.contactTypes[0].arrivals.process = .fixedCounts
    let segments = try source.model().contactTypes[0].segments
    #expect(segments.map(\.interval) == [0, 1, 2, 3])
    #expect(segments.allSatisfy { abs($0.integral - 18) < 1e-9 })
  }

  @Test("Hours after midnight are cut at midnight")
  func night() throws {
    var source = scenario()
    source.calendar.hours = .init(open: 22 * 3600, close: 26 * 3600)
    let segments = try source.model().contactTypes[0].segments
    #expect(segments.map(\.day) == [0, 1])
    #expect(segments.map(\.from) == [79_200, 86_400])
  }

  @Test("A linear rate runs through its points and keeps its integral")
  func linear() throws {
    var source = scenario()
    source.contactTypes[0].arrivals.points = [
      .init(time: 28_800, rate: 0), .init(time: 32_400, rate: 1), .init(time: 36_000, rate: 0),
    ]
    source.contactTypes[0].arrivals.interpolation = .linear
    let segments = try source.model().contactTypes[0].segments
    #expect(abs(segments.reduce(0) { $0 + $1.integral } - 3600) < 1e-6)
    #expect(abs(segments.map(\.bound).max()! - 1) < 1e-9)
  }

  @Test("A spline runs through its points, and its bound holds everywhere")
  func spline() throws {
    var source = scenario()
    let points = [28_800.0, 30_000, 33_000, 36_000]
    let rates = [0.02, 0.08, 0.05, 0.01]
    source.contactTypes[0].arrivals.points = zip(points, rates).map { .init(time: $0, rate: $1) }
    source.contactTypes[0].arrivals.interpolation = .spline
    let segments = try source.model().contactTypes[0].segments
    for (time, rate) in zip(points, rates) {
      let segment = try #require(segments.first { $0.from <= time && time <= $0.to })
      #expect(abs(Self.rate(segment, at: time) - rate) < 1e-9)
    }
    for segment in segments {
      for step in 0...100 {
        let time = segment.from + Double(step) / 100 * (segment.to - segment.from)
        #expect(Self.rate(segment, at: time) <= segment.bound)
      }
    }
  }

  private static func rate(_ segment: Model.RateSegment, at time: Seconds) -> Double {
    let x = time - segment.from
    return segment.c0 + x * (segment.c1 + x * (segment.c2 + x * segment.c3))
  }

  @Test("Agents leave between two days and stay after the last closing")
  func nights() throws {
    let staffing = try scenario(days: 2).model().groups[0].staffing
    guard case .counts(let steps) = staffing else {
      Issue.record("counts expected")
      return
    }
    #expect(steps.map(\.value) == [3, 0, 3])
    #expect(steps.map(\.from) == [28_800, 36_000, 115_200])
  }

  @Test("Around the clock the agents stay")
  func aroundTheClock() throws {
    var source = scenario(days: 5)
    source.calendar.hours = .init(open: 0, close: 86_400)
    guard case .counts(let steps) = try source.model().groups[0].staffing else {
      Issue.record("counts expected")
      return
    }
    #expect(steps == [Model.Step(from: 0, value: 3)])
  }

  @Test("Shifts are worked on open weekdays only")
  func shifts() throws {
    var source = scenario(days: 7)
    source.calendar.weekdayHours = [.sunday: nil]
    var shift = Scenario.Shift(start: 8 * 3600, end: 10 * 3600)
    shift.agents = 2
    shift.weekdays = [.monday, .friday, .sunday]
    shift.breaks = [.init(start: 9 * 3600, length: 600)]
    source.agentGroups[0].staffing = .shifts([shift])
    guard case .rosters(let agents) = try source.model().groups[0].staffing else {
      Issue.record("rosters expected")
      return
    }
    #expect(agents.count == 2)
    #expect(agents[0].duties.map(\.day) == [0, 4])
    let friday: Seconds = 4 * 86_400
    let pause = Model.Span(from: friday + 32_400, to: friday + 33_000)
    #expect(agents[0].duties[1].breaks == [pause])
  }

  @Test("The smallest number of lines of overlapping outages holds")
  func outages() throws {
    var source = scenario()
    var group = Scenario.TrunkGroup(name: "main", lines: 10)
    group.outages = [
      .init(from: 30_000, to: 32_000, lines: 5), .init(from: 31_000, to: 33_000, lines: 2),
    ]
    source.trunkGroups = [group]
    source.contactTypes[0].trunks = "main"
    let capacity = try source.model().trunkGroups[0].capacity
    #expect(capacity.map(\.from) == [28_800, 30_000, 31_000, 33_000])
    #expect(capacity.map(\.value) == [10, 5, 2, 10])
  }

  @Test("A correlation that no random numbers can have is refused")
  func correlation() throws {
    var source = scenario()
    source.contactTypes[0].arrivals.dayFactor = .init(law: .gamma, cv: 0.2)
    for name in ["b", "c"] {
      var type = source.contactTypes[0]
      type.name = name
      type.queue = "calls"
      source.contactTypes.append(type)
    }
    let types = ["c", "calls", "b"]
    source.dayFactorCorrelation = .init(
      types: types, matrix: [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
    #expect(throws: ScenarioProblems.self) { try source.model() }
    let matrix = [[1, 0.9, 0.5], [0.9, 1, 0.6], [0.5, 0.6, 1]]
    source.dayFactorCorrelation = .init(types: types, matrix: matrix)
    let root = try source.model().dayFactorRoot
    // The order of the types is calls, b, c.
    let expected = [[1, 0.6, 0.9], [0.6, 1, 0.5], [0.9, 0.5, 1]]
    for i in 0..<3 {
      for j in 0..<3 {
        #expect(abs((0..<3).reduce(0) { $0 + root[i][$1] * root[j][$1] } - expected[i][j]) < 1e-12)
        if j > i { #expect(root[i][j] == 0) }
      }
    }
  }

  @Test("All that is wrong is told at once")
  func allAtOnce() throws {
    var source = scenario()
    source.contactTypes[0].trunks = "none"
    source.contactTypes[0].arrivals.points = [.init(time: 0, rate: -.infinity)]
    source.agentGroups[0].skills = [.init(queue: "cals")]
    source.agentGroups[0].absence = 2
    let error = try problems(of: source)
    #expect(
      error.problems.map(\.path) == [
        "contactTypes[0].trunks", "contactTypes[0].arrivals", "agentGroups[0].skills[0].queue",
        "agentGroups[0].absence",
      ])
  }

  @Test("Shares of a menu that do not add up are refused, and so are timeless loops")
  func menus() throws {
    var source = scenario()
    source.contactTypes[0].menu = "main"
    var menu = Scenario.Menu(name: "main", prompt: .constant(0))
    menu.choices = [.init(label: "", share: 0.6, to: .agent)]
    source.ivr.menus = [menu]
    var error = try problems(of: source)
    #expect(error.problems[0].finding.contains("add up to 60%"))
    source.ivr.menus[0].choices.append(.init(label: "again", share: 0.4, to: .menu("main")))
    error = try problems(of: source)
    #expect(error.problems[0].finding == "Menus loop without time passing: \"main\" → \"main\".")
    source.ivr.menus[0].prompt = .constant(5)
    _ = try source.model()
    source.ivr.menus[0].choices = [.init(label: "again", share: 1, to: .menu("main"))]
    error = try problems(of: source)
    #expect(error.problems[0].finding.contains("never get out"))
  }

  @Test("Load that never settles is a warning, unless callers give up")
  func overload() throws {
    var source = scenario()
    source.contactTypes[0].arrivals.points = [.init(time: 0, rate: 3.0 / 180)]
    #expect(try source.modelAndWarnings().warnings == [])
    source.contactTypes[0].patience = .init(.never)
    let warnings = try source.modelAndWarnings().warnings
    #expect(warnings.map(\.path) == ["contactTypes[0]"])
    #expect(warnings[0].finding.contains("100%"))
    source.agentGroups[0].staffing = .constant(4)
    #expect(try source.modelAndWarnings().warnings == [])
  }

  @Test(
    "Survival agrees with the mean of every law",
    arguments: [
      Distribution.uniform(low: 1, high: 3), .triangular(low: 0, mode: 1, high: 4),
      .exponential(mean: 2), .erlang(phases: 3, mean: 2), .gamma(shape: 2, scale: 1),
      .lognormal(mu: 0, sigma: 0.5), .weibull(shape: 1.5, scale: 2),
      .logLogistic(shape: 6, scale: 1), .hyperexponential(mean: 1, cv: 1.5),
      .truncatedNormal(mean: 1, standardDeviation: 2), .empirical([1, 2, 4]),
      .histogram(edges: [0, 1, 5], weights: [1, 2]),
      .atomAtZero(atom: 0.3, otherwise: .exponential(mean: 1)), .constant(2),
    ])
  func survival(_ law: Distribution) {
    // The mean of a non-negative quantity is the integral of its survival.
    let step = 0.001
    let integral = (0..<60_000).reduce(0.0) { $0 + law.survival((Double($1) + 0.5) * step) * step }
    #expect(abs(integral - law.mean) < 2e-3 * max(1, law.mean), "\(integral) \(law.mean)")
  }
}

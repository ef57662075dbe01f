import ContactCenter
import Testing

@Suite("Centers of several sites")
struct SiteTests {
  /// A site that is open from one hour to another.
  private func site(_ name: String, from: Double, to: Double, _ type: Scenario.ContactType, agents count: Int)
    -> Scenario
  {
    var scenario = center()
    scenario.name = name
    scenario.calendar.hours = .init(open: from * 3600, close: to * 3600)
    scenario.contactTypes = [type]
    scenario.agentGroups = [agents(count, "agents of \(name)", serving: [type.name])]
    return scenario
  }

  /// Both as one center.
  private func joined(_ sites: [Scenario]) throws -> Model {
    try Model(name: "both", sites: sites.map { try $0.model() })
  }

  private func run(_ model: Model, _ replication: Int = 0) throws -> Tallies {
    try simulate(with: Simulator(model: model), seed: 5, replication: replication)
  }

  @Test("Where nothing is random two sites do what each does alone")
  func exact() throws {
    var early = site(
      "early", from: 8, to: 12, calls("first", at: [30_000, 30_010, 30_020, 30_030, 43_190, 43_195]),
      agents: 1)
    early.trunkGroups = [.init(name: "lines", lines: 3)]
    early.contactTypes[0].trunks = "lines"
    var late = site(
      "late", from: 10, to: 14, calls("second", at: [36_000, 36_005, 36_100, 50_350, 50_380]), agents: 1)
    late.calendar.closing = .sendAway
    late.ivr.ports = 1
    var menu = Scenario.Menu(name: "menu", prompt: .constant(20))
    menu.choices = [.init(label: "agent", share: 1, to: .agent)]
    late.ivr.menus = [menu]
    late.contactTypes[0].menu = "menu"
    let both = try run(try joined([early, late]))
    let alone = [try simulate(early), try simulate(late)]
    #expect(both.intervals == 6)
    for (place, tallies) in alone.enumerated() {
      #expect(both.total(place) == tallies.total())
      #expect(both.group(place).talking == tallies.group().talking)
      #expect(both.group(place).idle == tallies.group().idle)
      #expect(both.group(place).openTime == tallies.group().openTime)
    }
    // Three lines: the fourth caller is turned away; one port: the second of the late site.
    #expect(both.total(0).blockedByTrunks == 1)
    #expect(both.total(1).blockedByPorts == 1)
    // Who waits when the late site closes is sent away; the early one serves to the last.
    #expect(both.total(1).disconnected == 1)
    #expect(both.total(0).disconnected == 0)
  }

  @Test("What a source is expected to bring keeps to its site's hours")
  func volumes() throws {
    var scenarios: [Scenario] = []
    for (name, hour) in [("first", 8.0), ("second", 13)] {
      var type = calls(name, perHour: 0)
      type.arrivals.process = .renewal(.uniform(low: 60, high: 180))
      scenarios.append(site(name, from: hour, to: hour + 4, type, agents: 2))
    }
    let both = try joined(scenarios)
    for (place, scenario) in scenarios.enumerated() {
      let model = try scenario.model()
      let alone = ArrivalVolume(model.contactTypes[0], model.calendar)
      let volume = ArrivalVolume(both.contactTypes[place], both.calendar)
      #expect(volume.total == alone.total)
      #expect(volume.expected(from: 0, to: 45_000) == alone.expected(from: 0, to: 45_000))
    }
  }

  @Test("Two sites follow the laws that each follows alone")
  func laws() throws {
    let patience = Distribution.exponential(mean: 90)
    let sites = [
      site("early", from: 8, to: 14, calls("first", perHour: 100, patience: patience), agents: 5),
      site("late", from: 11, to: 20, calls("second", perHour: 160, patience: patience), agents: 8),
    ]
    let count = 150
    let simulator = Simulator(model: try joined(sites))
    let both = try (0..<count).map { try simulate(with: simulator, seed: 5, replication: $0) }
    for (place, scenario) in sites.enumerated() {
      let own = Simulator(model: try scenario.model())
      let alone = try (0..<count).map { try simulate(with: own, seed: 77, replication: $0) }
      let measures: [(Tallies, Int) -> Double] = [
        { $0.total($1).answered }, { $0.total($1).abandoned }, { $0.total($1).waitAnswered },
        { $0.group($1).talking }, { $0.group($1).idle }, { $0.group($1).loggedInOpen },
      ]
      for (number, measure) in measures.enumerated() {
        let one = both.map { measure($0, place) }
        let other = alone.map { measure($0, 0) }
        #expect(abs(difference(one, other)) < 4, "site \(place), measure \(number)")
      }
    }
  }

  /// The difference of two means, in standard errors; 0 where nothing varies and they are the same.
  private func difference(_ one: [Double], _ other: [Double]) -> Double {
    func moments(_ values: [Double]) -> (mean: Double, square: Double) {
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (mean, squares / Double(values.count - 1) / Double(values.count))
    }
    let (a, b) = (moments(one), moments(other))
    if abs(a.mean - b.mean) <= 1e-9 * abs(a.mean) { return 0 }
    return (a.mean - b.mean) / (a.square + b.square).squareRoot()
  }

  @Test("A queue may overflow to another site, and nothing gets lost")
  func overflow() throws {
    let sites = [
      site("small", from: 8, to: 16, calls("first", perHour: 100), agents: 4),
      site("large", from: 8, to: 18, calls("second", perHour: 60), agents: 9),
    ]
    var model = try joined(sites)
    model.queues[0].steps = [.init(after: 20, action: .overflow(to: Link("second", place: 1)))]
    let tallies = try run(model)
    // type × groups + group.
    #expect(tallies.answeredByGroup[1] > 50)
    #expect(tallies.answeredByGroup[2] == 0)
    #expect(tallies.total(0).answered + tallies.total(0).disconnected == tallies.total(0).offered)
  }

  @Test("Centers that do not fit together are no sites of one: calendars, routing, nothing at all")
  func misfits() throws {
    func places(_ models: [Model]) -> [String] {
      do { _ = try Model(name: "both", sites: models) } catch { return error.problems.map(\.path) }
      return []
    }
    var first = site("first", from: 8, to: 16, calls("first", perHour: 10), agents: 1)
    let model = try first.model()
    #expect(places([]) == ["sites"])
    #expect(places([model, model]).isEmpty)
    first.calendar.interval = 1800
    first.routing.contactSelection = .longestQueue
    #expect(places([model, try first.model()]) == ["sites[1]", "sites[1]"])
    first = site("first", from: 8.5, to: 16, calls("first", perHour: 10), agents: 1)
    #expect(places([model, try first.model()]) == ["sites[1]"])
    first = site("first", from: 8, to: 16, calls("first", perHour: 10), agents: 1)
    first.calendar.warmUp = 600
    #expect(places([try first.model(), model]) == ["sites[0]"])
  }
}

import ContactCenter
import Testing

@Suite("What routing policies are told is checked when a scenario becomes a model")
struct RoutingChecksTests {
  /// One type, one queue of its own, one group, and a script without fault.
  private static func scenario() -> Scenario {
    var scenario = Scenario(name: "test")
    var type = Scenario.ContactType(name: "calls")
    type.arrivals.points = [.init(time: 0, rate: 0.01)]
    type.patience = .init(.exponential(mean: 100))
    scenario.contactTypes = [type]
    scenario.queues = [.init(name: "calls")]
    var group = Scenario.AgentGroup(name: "agents")
    group.staffing = .constant(3)
    group.skills = [.init(queue: "calls")]
    scenario.agentGroups = [group]
    var stage = Scenario.RoutingStage(after: 0)
    stage.otherwise = Scenario.RankTable()
    stage.otherwise?.agents = [.init(group: "agents", rank: 1)]
    var script = Scenario.RoutingScript(type: "calls")
    script.stages = [stage]
    scenario.routing.scripts = [script]
    return scenario
  }

  /// Something wrong, and the place at which it must be told.
  struct Fault: CustomTestStringConvertible, Sendable {
    var path: String
    var make: @Sendable (inout Scenario) -> Void

    init(_ path: String, _ make: @escaping @Sendable (inout Scenario) -> Void) {
      self.path = path
      self.make = make
    }

    var testDescription: String { path }
  }

  @Test("The scenario that the faults start from has none")
  func good() throws { #expect(try Self.scenario().modelAndWarnings().warnings.isEmpty) }

  static let settings = [
    Fault("routing.overflowDelay") { $0.routing.overflowDelay = -1 },
    Fault("routing.widenEvery") { $0.routing.widenEvery = 0 },
    Fault("routing.window") { $0.routing.window = 0 },
    Fault("routing.window") { $0.routing.window = .infinity },
    Fault("routing.windowParts") { $0.routing.windowParts = 0 },
    Fault("routing.windowParts") { $0.routing.windowParts = 1001 },
    Fault("routing.predictorWaits") { $0.routing.predictorWaits = 0 },
    Fault("routing.affinityWait") { $0.routing.affinityWait = .nan },
    Fault("routing.idleShareScore") { $0.routing.idleShareScore = .nan },
    Fault("routing.idleTimeScore") { $0.routing.idleTimeScore = .infinity },
  ]

  static let parts = [
    Fault("contactTypes[0].value") { $0.contactTypes[0].value = -1 },
    Fault("contactTypes[0].waitingCost.perMinute") {
      $0.contactTypes[0].waitingCost = .init(perMinute: -1)
    },
    Fault("contactTypes[0].waitingCost.power") {
      $0.contactTypes[0].waitingCost = .init(perMinute: 1)
      $0.contactTypes[0].waitingCost?.power = 0.9
    },
    Fault("contactTypes[0].score") { $0.contactTypes[0].score = .nan },
    Fault("contactTypes[0].transferredScore") { $0.contactTypes[0].transferredScore = 1e300 },
    Fault("contactTypes[0].waitScore") { $0.contactTypes[0].waitScore = -.infinity },
    Fault("queues[0].share") { $0.queues[0].share = 1.1 },
    Fault("agentGroups[0].score") { $0.agentGroups[0].score = .nan },
    Fault("agentGroups[0].targetRatio") { $0.agentGroups[0].targetRatio = -0.1 },
    Fault("agentGroups[0].idleShare") { $0.agentGroups[0].idleShare = -0.1 },
    Fault("agentGroups[0].skills[0].weight") { $0.agentGroups[0].skills[0].weight = -1 },
    Fault("agentGroups[0].skills[0].preferenceWeight") {
      $0.agentGroups[0].skills[0].preferenceWeight = .nan
    },
    Fault("agentGroups[0].skills[0].score") { $0.agentGroups[0].skills[0].score = .nan },
    Fault("agentGroups[0].skills[0].reserve") { $0.agentGroups[0].skills[0].reserve = -1 },
    Fault("agentGroups[0].skills[0].changes[1].after") {
      $0.agentGroups[0].skills[0].changes = [change(after: 10), change(after: 10)]
    },
    Fault("agentGroups[0].skills[0].changes[0].after") {
      $0.agentGroups[0].skills[0].changes = [change(after: 0)]
    },
    Fault("agentGroups[0].skills[0].changes[0].rank") {
      $0.agentGroups[0].skills[0].changes = [change(after: 10, rank: 0)]
    },
    Fault("agentGroups[0].skills[0].changes[0]") {
      $0.agentGroups[0].skills[0].changes = [.init(after: 10)]
    },
  ]

  static let scripts = [
    Fault("routing.scripts[0].type") { $0.routing.scripts[0].type = "mail" },
    Fault("routing.scripts[1].type") { $0.routing.scripts.append($0.routing.scripts[0]) },
    Fault("routing.scripts[0].stages") { $0.routing.scripts[0].stages = [] },
    Fault("routing.scripts[0].stages") {
      $0.routing.scripts[0].stages = (0...50).map { .init(after: Double($0)) }
    },
    Fault("routing.scripts[0].stages[0].after") { $0.routing.scripts[0].stages[0].after = 1 },
    Fault("routing.scripts[0].stages[1].after") {
      $0.routing.scripts[0].stages.append(.init(after: 0))
    },
    Fault("routing.scripts[0].stages[0].cases") {
      $0.routing.scripts[0].stages[0].cases = .init(
        repeating: .init(when: "1 > 0", ranks: .init()), count: 21)
    },
    Fault("routing.scripts[0].stages[0].otherwise.agents[0]") {
      $0.routing.scripts[0].stages[0].otherwise?.agents = [.init(group: "nobody", rank: 1)]
    },
    Fault("routing.scripts[0].stages[0].otherwise.queues[0]") {
      $0.routing.scripts[0].stages[0].otherwise?.queues = [.init(group: "agents", rank: .nan)]
    },
    Fault("routing.scripts[0].stages[0].otherwise.agentsBy[1]") {
      $0.routing.scripts[0].stages[0].otherwise?.agentsBy = [
        .init(group: "agents", rank: 1), .init(group: "agents", rank: 2),
      ]
    },
    Fault("routing.scripts[0].stages[0].cases[0].queuesBy[0]") {
      var ranks = Scenario.RankTable()
      ranks.queuesBy = [.init(group: "nobody", rank: 1)]
      $0.routing.scripts[0].stages[0].cases = [.init(when: "1 > 0", ranks: ranks)]
    },
  ]

  private static func change(after: Seconds, rank: Int = 2) -> Scenario.SkillChange {
    var change = Scenario.SkillChange(after: after)
    change.rank = rank
    return change
  }

  @Test("A fault is told once, at its place", arguments: settings + parts + scripts)
  func fault(_ fault: Fault) throws {
    var scenario = Self.scenario()
    fault.make(&scenario)
    let found = try #require(throws: ScenarioProblems.self) { try scenario.model() }
    #expect(found.problems.map(\.path) == [fault.path])
  }
}

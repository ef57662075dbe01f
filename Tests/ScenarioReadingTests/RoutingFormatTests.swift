import ContactCenter
import ScenarioReading
import Testing

/// A scenario with everything that routing policies may be told.
private let fullText = """
  name: Everything
  calendar: {hours: 08:00-10:00, interval: 30 min}
  contactTypes:
    - name: vip
      arrivals: {perHour: 30}
      talk: {law: exponential, mean: 3 min}
      patience: {law: exponential, mean: 2 min}
      region: north
      value: 12
      waitingCost: {perMinute: 2, power: 2}
      score: 5
      transferredScore: 7
      waitScore: 0.1
    - name: standard
      arrivals: {perHour: 30}
      patience: {law: exponential, mean: 2 min}
      waitingCost: 0.5
  queues:
    - {name: vip, share: 20%}
  agentGroups:
    - name: vip team
      agents: 3
      region: north
      score: 1.5
      targetRatio: 0.5
      idleShare: 25%
      skills:
        - queue: vip
          weight: 3
          preferenceWeight: 4
          score: 2
          reserve: 1
          changes:
            - {after: 30 s, rank: 2}
            - {after: 1 min, rank: 3, preference: 5}
    - {name: generalists, agents: 5, skills: [vip, standard]}
  routing:
    policy: overflowAndPriority
    agentScore: idleAgents
    contactScore: queueLength
    randomised: true
    overflowTransfer: true
    localFirst: true
    overflowDelay: 20 s
    copies: true
    promotion: true
    predictor: meanWaitOverall
    predictorWaits: 25
    predictorCountsAbandoned: true
    delayChoice: random
    idleShareScore: 3
    idleTimeScore: 0.01
    widenEvery: 15 s
    window: 10 min
    windowParts: 20
    affinityWait: 40 s
    scripts:
      - type: vip
        stages:
          - after: 0 s
            agents: {vip team: 1}
            queues: {vip team: 1}
          - after: 20 s
            cases:
              - when: idle(generalists) >= 2
                agents: {vip team: 1, generalists: 2}
                queues: {generalists: 0.5}
            otherwise: {agentsBy: {generalists: -1}, queuesBy: {vip team: 2}}
    agentRule: idleTime
    contactRule: wait * weight

  """

@Suite("What routing policies are told is read from the file")
struct RoutingFormatTests {
  private func scenario() throws -> Scenario { try ScenarioFile.read(text: fullText).scenario }

  @Test("The settings of policies come back")
  func settings() throws {
    let routing = try scenario().routing
    #expect(routing.policy == .overflowAndPriority)
    #expect(routing.agentScore == .idleAgents)
    #expect(routing.contactScore == .queueLength)
    #expect(routing.isRandomised && routing.overflowTransfer && routing.localFirst)
    #expect(routing.overflowDelay == 20)
    #expect(routing.copies && routing.promotion)
    #expect(routing.predictor == .meanWaitOverall)
    #expect(routing.predictorWaits == 25)
    #expect(routing.predictorCountsAbandoned && routing.isDelayChoiceRandom)
    #expect(routing.idleShareScore == 3)
    #expect(routing.idleTimeScore == 0.01)
    #expect(routing.widenEvery == 15)
    #expect(routing.window == 600)
    #expect(routing.windowParts == 20)
    #expect(routing.affinityWait == 40)
    #expect(routing.agentRule == "idleTime")
    #expect(routing.contactRule == "wait * weight")
  }

  @Test("So do those of types, queues, groups and skills")
  func parts() throws {
    let scenario = try scenario()
    let vip = scenario.contactTypes[0]
    #expect(vip.region == "north")
    #expect(vip.value == 12)
    #expect(vip.waitingCost?.perMinute == 2)
    #expect(vip.waitingCost?.power == 2)
    #expect([vip.score, vip.transferredScore, vip.waitScore] == [5, 7, 0.1])
    #expect(scenario.contactTypes[1].waitingCost == Scenario.WaitingCost(perMinute: 0.5))
    #expect(scenario.queues[0].share == 0.2)
    let team = scenario.agentGroups[0]
    #expect(team.region == "north")
    #expect(team.score == 1.5)
    #expect(team.targetRatio == 0.5)
    #expect(team.idleShare == 0.25)
    let skill = team.skills[0]
    #expect([skill.weight, skill.preferenceWeight, skill.score] == [3, 4, 2])
    #expect(skill.reserve == 1)
    #expect(skill.changes.map(\.after) == [30, 60])
    #expect(skill.changes.map(\.rank) == [2, 3])
    #expect(skill.changes.map(\.preference) == [nil, 5])
  }

  @Test("Ranks beside a stage's wait are what holds without cases")
  func scripts() throws {
    let script = try #require(try scenario().routing.scripts.first)
    #expect(script.type == "vip")
    #expect(script.stages.map(\.after) == [0, 20])
    var first = Scenario.RankTable()
    first.agents = [.init(group: "vip team", rank: 1)]
    first.queues = first.agents
    #expect(script.stages[0].otherwise == first)
    #expect(script.stages[0].cases.isEmpty)
    var then = Scenario.RankTable()
    then.agents = [.init(group: "vip team", rank: 1), .init(group: "generalists", rank: 2)]
    then.queues = [.init(group: "generalists", rank: 0.5)]
    #expect(script.stages[1].cases == [.init(when: "idle(generalists) >= 2", ranks: then)])
    var otherwise = Scenario.RankTable()
    otherwise.agentsBy = [.init(group: "generalists", rank: -1)]
    otherwise.queuesBy = [.init(group: "vip team", rank: 2)]
    #expect(script.stages[1].otherwise == otherwise)
  }

  @Test("Every policy has a name in the format", arguments: Scenario.RoutingPolicy.allCases)
  func policies(_ policy: Scenario.RoutingPolicy) {
    let explained = "- `\(policy.rawValue)`: "
    #expect(ScenarioReference.markdown().contains(explained))
  }

  @Test("Without any of it, nothing is told")
  func blank() throws {
    let scenario = try ScenarioFile.read(text: goodText).scenario
    #expect(scenario.routing == Scenario.Routing())
    #expect(scenario.contactTypes[0].waitingCost == nil)
    #expect(scenario.agentGroups[0].skills[0] == Scenario.Skill(queue: "sales"))
  }

  private static let mistakes = [
    Mistake("policy: overflow", "policy: overfow", at: "38:11", "Did you mean \"overflowAndPr"),
    Mistake("value: 12", "value: -1", at: "9:12", "-1 is out of range"),
    Mistake("power: 2", "power: 0.5", at: "10:40", "Allowed are 1 to 10"),
    Mistake("Cost: 0.5", "Cost: much", at: "17:18", "\"much\" is not a number"),
    Mistake("share: 20%", "share: 120%", at: "19:24", "no proportion"),
    Mistake("reserve: 1", "reserve: -1", at: "32:18", "-1 is out of range"),
    Mistake("{after: 30 s, rank: 2}", "{after: 30 s}", at: "34:13", "Nothing changes"),
    Mistake("after: 1 min", "after: 30 s", at: "35:21", "does not come after the one above"),
    Mistake("randomised: true", "randomised: maybe", at: "41:15", "neither true nor false"),
    Mistake("Choice: random", "Choice: randm", at: "50:16", "Did you mean \"random\"?"),
    Mistake("widenEvery: 15 s", "widenEvery: 0", at: "53:15", "Give a length above 0"),
    Mistake("windowParts: 20", "windowParts: 0", at: "55:16", "Allowed are 1 to 1000"),
  ]

  private static let scriptMistakes = [
    Mistake("type: vip", "type: vp", at: "58:13", "Did you mean \"vip\"?"),
    Mistake("- after: 0 s", "- after: 5 s", at: "60:18", "later than 0 s"),
    Mistake("after: 20 s", "after: 0 s", at: "63:18", "does not come after the one above"),
    Mistake("agents: {vip team: 1}", "agents: {vip tem: 1}", at: "61:20", "\"vip team\"?"),
    Mistake("agents: {vip team: 1}", "agents: {vip team: x}", at: "61:30", "is not a number"),
    Mistake("agents: {vip team: 1}", "agents: 1", at: "61:19", "where groups are expected"),
    Mistake("agents: {vip team: 1}", "agnts: {vip team: 1}", at: "61:11", "\"agents\"?"),
    Mistake("queues: {vip team: 1}", "agentsBy: {vip team: 1}", at: "62:21", "exclude each other"),
    Mistake("queues: {gen", "queues: {\"vip team \": 1, vip team: 2, gen", at: "67:40", "twice"),
    Mistake(
      "          otherwise: {", "          agents: {}\n          otherwise: {", at: "63:11",
      "beside cases"),
    Mistake("when: idle(generalists) >= 2", "if: idle()", at: "65:15", "needs the key \"when\""),
    Mistake("{vip team: 2}", "{vip team: 1e10}", at: "68:73", "1e10 is out of range"),
  ]

  @Test("A mistake has its line and column", arguments: mistakes + scriptMistakes)
  func mistake(_ mistake: Mistake) {
    #expect(fullText.contains(mistake.old), "The text to change is not there")
    let text = fullText.replacing(mistake.old, with: mistake.new, maxReplacements: 1)
    let found = problems(of: text)
    let isThere = found.contains {
      "\($0.line):\($0.column)" == mistake.place && $0.summary.contains(mistake.words)
    }
    #expect(isThere, "\(found.map(\.summary).joined(separator: "\n"))")
  }

  @Test("A rank that cannot be read is one problem, wherever it stands")
  func oneProblem() {
    for (old, new) in [("agents: {vip team: 1}", "agents: {[]: 1}"), ("{gen", "{\"\": 2, gen")] {
      let text = fullText.replacing(old, with: new, maxReplacements: 1)
      #expect(problems(of: text).count == 1, "\(problems(of: text).map(\.summary))")
    }
  }
}

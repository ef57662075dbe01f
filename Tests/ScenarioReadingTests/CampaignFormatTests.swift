import ContactCenter
import ScenarioReading
import Testing

/// A scenario with every key of a campaign.
private let fullText = """
  name: Campaigns
  calendar: {hours: 08:00-10:00, interval: 30 min}
  study: {replications: 3}
  contactTypes:
    - {name: people, talk: 4 min}
  trunkGroups:
    - {name: out, lines: 50}
  campaigns:
    - name: survey
      type: people
      list:
        size: 2000
        answers: {human: 22%, machine: 33%, busy: 6%, invalid: 4%}
        byAttempt: [1, 0.9]
        byHour: [["09:00", 0.8], ["17:00", 1.3]]
        rightParty: 45%
        concentration: 10
        segments:
          - {name: here, share: 60%}
          - {name: east, share: 40%, answers: {human: 30%}, rightParty: 60%, concentration: 5, ahead: 1 h}
      setup: 3 s
      rings: {human: 9 s, machine: 14 s, nobody: 23 s, busy: 4 s, invalid: 2 s, timeOut: 24 s}
      detection: {analysis: 1 s, humanHungUp: 2%, machineConnected: 10%}
      retries: {attempts: 6, perDay: 2, nobody: 2 h, busy: 5 min, machine: 3 h, dropped: never, wrongParty: 1 h}
      window: {from: 08:00, to: 21:00}
      dialer:
        {kind: ratio, linesPerAgent: 1.2, tally: all, preview: 20 s, skip: 5%, factor: 2, plus: 1, leastIdle: 2,
         dropLimit: 2%, window: campaign, mostPerAgent: 4, aim: -1, intensity: 20, cap: tapered}
      dropAfter: 1 s
      message: 8 s
      lateAfter: 3 s
      trunks: out
      mostLines: 40
      reserve: 2
      pauseAt: 4
      weight: 3
      wrongParty: {talk: 35 s, wrapUp: 10 s}
      machine: {talk: 8 s}
      success: 20%
      quota: 100
  agentGroups:
    - {name: team, agents: 12, skills: [people]}

  """

@Suite("The format of campaigns")
struct CampaignFormatTests {
  private func read(_ change: (String, String)...) throws -> Scenario.Campaign {
    var text = fullText
    for (old, new) in change {
      #expect(text.contains(old), "\(old)")
      text = text.replacing(old, with: new)
    }
    return try ScenarioFile.read(text: text).scenario.campaigns[0]
  }

  @Test("Every key reaches the scenario")
  func everyKey() throws {
    let campaign = try read()
    var expected = Scenario.Campaign(name: "survey", type: "people")
    expected.list.size = 2000
    (expected.list.answers.human, expected.list.answers.machine) = (0.22, 0.33)
    (expected.list.answers.busy, expected.list.answers.invalid) = (0.06, 0.04)
    expected.list.byAttempt = [1, 0.9]
    expected.list.byHour = [.init(from: 32_400, factor: 0.8), .init(from: 61_200, factor: 1.3)]
    (expected.list.rightParty, expected.list.concentration) = (0.45, 10)
    expected.list.segments = [.init(name: "here", share: 0.6), .init(name: "east", share: 0.4)]
    expected.list.segments[1].answers = .init()
    expected.list.segments[1].answers?.human = 0.3
    (expected.list.segments[1].rightParty, expected.list.segments[1].concentration) = (0.6, 5)
    expected.list.segments[1].ahead = 3600
    expected.setup = .constant(3)
    (expected.rings.human, expected.rings.machine, expected.rings.nobody) = (
      .constant(9), .constant(14), .constant(23)
    )
    (expected.rings.busy, expected.rings.invalid, expected.rings.timeOut) = (.constant(4), .constant(2), 24)
    expected.detection = .init()
    expected.detection?.analysis = .constant(1)
    expected.detection?.humanHungUp = 0.02
    expected.detection?.machineConnected = 0.1
    (expected.retries.attempts, expected.retries.perDay) = (6, 2)
    (expected.retries.nobody, expected.retries.busy) = (.constant(7200), .constant(300))
    (expected.retries.machine, expected.retries.dropped) = (.constant(10_800), .never)
    expected.retries.wrongParty = .constant(3600)
    expected.window = .init(from: 28_800, to: 75_600)
    (expected.dialer.kind, expected.dialer.linesPerAgent, expected.dialer.tally) = (.ratio, 1.2, .all)
    (expected.dialer.preview, expected.dialer.skip) = (.constant(20), 0.05)
    (expected.dialer.factor, expected.dialer.plus, expected.dialer.leastIdle) = (2, 1, 2)
    (expected.dialer.dropLimit, expected.dialer.window, expected.dialer.mostPerAgent) = (0.02, .campaign, 4)
    (expected.dialer.aim, expected.dialer.intensity, expected.dialer.cap) = (-1, 20, .tapered)
    (expected.dropAfter, expected.message, expected.lateAfter) = (1, 8, 3)
    (expected.trunks, expected.mostLines, expected.reserve, expected.weight) = ("out", 40, 2, 3)
    expected.wrongParty = .init(talk: .constant(35))
    expected.wrongParty?.wrapUp = .constant(10)
    expected.machine = .init(talk: .constant(8))
    (expected.success, expected.quota, expected.pauseAt) = (0.2, 100, 4)
    #expect(campaign == expected)
    #expect(try read(("ahead: 1 h", "ahead: -90 min")).list.segments[1].ahead == -5400)
  }

  @Test("Dialers and numbers can be varied by their paths")
  func settings() throws {
    let scenario = try ScenarioFile.read(text: fullText).scenario
    for (path, text) in [
      ("campaigns.survey.dialer.kind", "predictive"), ("campaigns.survey.dialer.linesPerAgent", "1.5"),
      ("campaigns.survey.rings.timeOut", "15 s"), ("campaigns.survey.list.size", "4000"),
      ("campaigns.survey.list.answers.human", "30%"), ("campaigns.survey.detection.humanHungUp", "1%"),
    ] {
      let setting = try ScenarioSetting(path: path, in: scenario)
      let value = try #require(try setting.values(text).first)
      #expect(setting.applied(value, to: scenario) != scenario, "\(path)")
    }
  }

  /// What is written, what instead, and what the message names: the finding and what is allowed.
  @Test(
    "What is wrong is refused with place, finding and remedy",
    arguments: [
      ("type: people", "type: peple", "\"people\""),
      ("talk: 4 min}", "talk: 4 min, arrivals: {perHour: 5}}", "is the type of a campaign"),
      ("human: 22%, machine: 33%", "human: 70%, machine: 33%", "add up to 113%"),
      ("share: 60%", "share: 50%", "add up to 90%"),
      ("timeOut: 24 s", "timeOut: 0 s", "above 0"),
      ("from: 08:00, to: 21:00", "from: 11:00, to: 11:00", "ends before it begins"),
      ("from: 08:00, to: 21:00", "from: 12:00, to: 13:00", "never opens"),
      ("linesPerAgent: 1.2", "linesPerAgent: 0", "above 0"),
      ("skip: 5%", "skip: 100%", "less than 100%"),
      ("lines: 50", "lines: 30", "has 30 lines, less than 40"),
      ("lines: 50", "lines: 0", "no line to dial on"),
      ("reserve: 2", "reserve: 12", "Give less than 12"),
      ("size: 2000", "rightParty: 45%", "rightParty"),
      ("      size: 2000\n", "", "has no end"),
      ("weight: 3", "weight: 0", "0.001"),
      ("ahead: 1 h", "ahead: 30 h", "86400"),
      ("ahead: 1 h", "ahead: 1", "unit"),
      ("kind: ratio", "kind: power", "progressive"),
      ("attempts: 6", "attempts: 0", "1 to 100"),
      ("dropLimit: 2%", "dropLimit: 120%", "100%"),
    ])
  func refused(old: String, new: String, words: String) {
    #expect(problem(old, new).contains(words), "\(new): \(problem(old, new))")
  }

  @Test("Two campaigns of one type, and one without agents or lines, are refused")
  func together() {
    let second = "  - {name: second, type: people}\nagentGroups:"
    #expect(problem("agentGroups:", second).contains("a contact type of its own"))
    let agentless = "  - {name: second, type: others, dialer: {kind: agentless}}\nagentGroups:"
    let text = fullText.replacing("talk: 4 min}", with: "talk: 4 min}\n  - {name: others}")
    #expect(problem("agentGroups:", agentless, in: text).contains("`mostLines`, or `trunks`"))
  }

  private func problem(_ old: String, _ new: String, in text: String = fullText) -> String {
    do {
      #expect(text.contains(old))
      _ = try ScenarioFile.read(text: text.replacing(old, with: new))
      return ""
    } catch {
      return "\(error)"
    }
  }
}

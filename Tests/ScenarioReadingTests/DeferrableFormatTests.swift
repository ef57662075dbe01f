import ContactCenter
import Experiments
import ScenarioReading
import Testing

private let text = """
  name: Blend
  calendar: {hours: 09:00-17:00, days: 3, interval: 30 min}
  study: {replications: 3}
  contactTypes:
    - name: mails
      arrivals: {perHour: 20}
      waitsOverClosing: true
      goalClock: businessHours
      serviceLevel: {within: 4 h}
      talk: 5 min
      priority: 2
      backlog: [{age: 16 h, contacts: 40}, {age: 2 d, contacts: 3}]
      chasers: {after: 24 h, perHour: 0.05, merges: 60%, becomes: calls}
      spam: {share: 5%, look: 5 s}
    - name: letters
      arrivals: {perHour: 1}
      waitsOverClosing: true
      chasers: {after: 2 d, chance: 30%, delay: 1 h}
    - {name: calls, arrivals: {perHour: 60}}
  agentGroups:
    - {name: team, agents: 6, skills: [calls, mails, letters]}
  interruptions:
    - {work: letters, by: calls, mode: forbidden}
    - {work: mails, by: voice, switchBack: 20 s, loss: 25%, most: 3, minimumStretch: 60 s}

  """

@Suite("The format of work that waits, and of interruptions")
struct DeferrableFormatTests {
  @Test("Every key reaches the scenario")
  func everyKey() throws {
    let scenario = try ScenarioFile.read(text: text).scenario
    let mails = scenario.contactTypes[0]
    #expect(mails.waitsOverClosing == true && mails.goalClock == .businessHours)
    #expect(mails.backlog == [.init(age: 57_600, count: 40), .init(age: 172_800, count: 3)])
    var chasers = Scenario.Chasers(after: 86_400, law: .rate(0.05 / 3600))
    (chasers.merges, chasers.becomes) = (0.6, "calls")
    #expect(mails.chasers == chasers)
    #expect(mails.spam == .init(share: 0.05, look: 5))
    #expect(
      scenario.contactTypes[1].chasers
        == .init(after: 172_800, law: .once(chance: 0.3, delay: .constant(3600))))
    #expect(scenario.contactTypes[2].waitsOverClosing == nil)
    var rule = Scenario.Interruption(of: "mails", by: "voice")
    (rule.switchBack, rule.loss, rule.most, rule.minimumStretch) = (20, 0.25, 3, 60)
    #expect(scenario.interruptions[1] == rule)
    #expect(scenario.interruptions[0].mode == .forbidden)
  }

  @Test("What is wrong is said with its line")
  func mistakes() {
    let cases = [
      ("mode: forbidden", "mode: never", "mode: never"), ("work: mails, by", "work: post, by", "work: post"),
      ("chance: 30%", "chance: 130%", "chance: 130%"), ("perHour: 0.05, ", "", "after: 24 h"),
      ("waitsOverClosing: true\n    goalClock", "goalClock", "goalClock"),
      ("contacts: 40", "contacts: -1", "contacts: -1"),
    ]
    for (old, new, line) in cases {
      let changed = text.replacing(old, with: new)
      #expect(changed != text)
      let errors = #expect(throws: ScenarioErrors.self, "\(line)") { try ScenarioFile.read(text: changed) }
      #expect(errors?.problems.contains { $0.sourceLine.contains(line) } == true, "\(line)")
    }
  }

  @Test("Numbers of it can be varied")
  func settings() throws {
    let scenario = try ScenarioFile.read(text: text).scenario
    for (path, value) in [
      ("contactTypes.mails.chasers.perHour", "0.1"), ("contactTypes.mails.spam.share", "10%"),
      ("contactTypes.mails.backlog[1].contacts", "50"), ("interruptions[2].switchBack", "30 s"),
    ] {
      let setting = try ScenarioSetting(path: path, in: scenario)
      let other = try #require(try setting.values(value).first)
      #expect(setting.applied(other, to: scenario) != scenario, "\(path)")
    }
  }

  @Test("A study has the figures of such work, one without it none of them")
  func figures() async throws {
    var scenario = try ScenarioFile.read(text: text).scenario
    let result = try await study(scenario)
    #expect(result.hasBacklogs)
    let within = try #require(result.value("answeredWithinGoalBusiness", of: .contactType(0)))
    #expect(within > 0 && within <= 1)
    #expect((result.value("interruptionsPerContact", of: .contactType(0)) ?? 0) > 0)
    #expect((result.value("backlogAtClosing") ?? 0) > 0)
    #expect(result.value("answerAge", of: .contactType(2)) == nil)
    scenario.interruptions = []
    scenario.contactTypes.removeFirst(2)
    scenario.agentGroups[0].skills = [.init(queue: "calls")]
    let plain = try await study(scenario)
    #expect(!plain.hasBacklogs && plain.value("answerAge") == nil)
    #expect(!plain.indicators.contains { $0.kind == .backlog })
  }

  private func study(_ scenario: Scenario) async throws -> StudyResult {
    var study = Scenario.Study()
    (study.replications, study.seed) = (3, 4)
    return await runStudy(model: try scenario.model(), settings: StudySettings(study: study))
  }
}

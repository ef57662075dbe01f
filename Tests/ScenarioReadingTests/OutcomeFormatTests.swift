import ContactCenter
import Experiments
import ScenarioReading
import Testing

/// A scenario with everything that is told about absence, rings, outcomes and gaps in knowledge.
private let fullText = """
  name: Everything
  calendar: {hours: 08:00-10:00, interval: 30 min}
  study: {replications: 3}
  contactTypes:
    - name: sales
      arrivals: {perHour: 60}
      hold: {length: 45 s}
      transfers: [{kind: warm, to: service}]
      knowledgeGap: {probability: 20%, holdShare: 60%}
      repeatCall: {unsolved: 20%, callsAgain: 70%, delay: 1 h, window: 3 d, afterTransfer: 14%}
    - {name: service, arrivals: {perHour: 30}}
  agentGroups:
    - name: team
      agents: 12
      absence: {probability: 5%, concentration: 60}
      unscheduledBreaks: {perHour: 1, length: 4 min, cv: 0.5}
      alert: {law: exponential, mean: 5 s}
      skills: [sales, service]
  rings: {cycle: 6 s, beforeAnswer: 1}
  satisfaction:
    base: -2
    resolved: 4
    waitMinute: 0.2
    mostWait: 5 min
    transfer: 1
    holdMinute: 0.3
    earlierCall: 0.6
    ratings: [-2, -1, 0, 1]
    recommendations: [-4, -3.5, -3, -2.5, -2, -1, 0, 1, 2, 3]
    response: -1
    responseOfExtremes: 0.4

  """

@Suite("The format of absence, rings and outcomes")
struct OutcomeFormatTests {
  @Test("Every key reaches the scenario")
  func everyKey() throws {
    let scenario = try ScenarioFile.read(text: fullText).scenario
    let sales = scenario.contactTypes[0]
    #expect(sales.hold == .init(probability: nil, length: .constant(45)))
    #expect(sales.transfers[0].probability == nil)
    #expect(sales.knowledgeGap == .init(probability: 0.2, holdShare: 0.6))
    #expect(sales.repeatCall?.window == 3 * 86_400 && sales.repeatCall?.afterTransfer == 0.14)
    let team = scenario.agentGroups[0]
    #expect(team.absence == 0.05 && team.absenceConcentration == 60)
    #expect(team.unscheduledBreaks?.cv == 0.5)
    var rings = Scenario.Rings()
    (rings.cycle, rings.beforeAnswer) = (6, 1)
    #expect(scenario.rings == rings)
    var satisfaction = Scenario.Satisfaction()
    (satisfaction.base, satisfaction.resolved, satisfaction.waitMinute) = (-2, 4, 0.2)
    (satisfaction.mostWait, satisfaction.transfer, satisfaction.holdMinute) = (300, 1, 0.3)
    (satisfaction.earlierCall, satisfaction.ratings) = (0.6, [-2, -1, 0, 1])
    satisfaction.recommendations = [-4, -3.5, -3, -2.5, -2, -1, 0, 1, 2, 3]
    (satisfaction.response, satisfaction.responseOfExtremes) = (-1, 0.4)
    #expect(scenario.satisfaction == satisfaction)
  }

  @Test("A number alone is the chance of absence; what is left out has its default")
  func defaults() throws {
    let text = fullText.replacing("{probability: 5%, concentration: 60}", with: "7%")
      .replacing("rings: {cycle: 6 s, beforeAnswer: 1}", with: "rings: {}")
      .replacing(", window: 3 d, afterTransfer: 14%", with: "")
    let scenario = try ScenarioFile.read(text: text).scenario
    #expect(scenario.agentGroups[0].absence == 0.07)
    #expect(scenario.agentGroups[0].absenceConcentration == nil)
    #expect(scenario.rings == .init())
    #expect(scenario.contactTypes[0].repeatCall?.window == 604_800)
    #expect(scenario.contactTypes[0].repeatCall?.afterTransfer == 0)
  }

  @Test(
    "What cannot be is told with its place",
    arguments: [
      ("concentration: 60", "concentration: 0", "0 is out of range."),
      ("cv: 0.5", "cv: 11", "11 is out of range."),
      ("cycle: 6 s", "cycle: 0 s", "The cycle of rings is 0 seconds."),
      ("beforeAnswer: 1", "beforeAnswer: -1", "-1 is out of range."),
      ("[-2, -1, 0, 1]", "[-2, -1, 0]", "The list has 3 elements."),
      ("[-2, -1, 0, 1]", "[-2, -1, 0, -1]", "The cut points do not rise."),
      (
        "hold: {length: 45 s}", "hold: {length: 45 s, probability: 10%}",
        "The knowledge gap already says how often there is a hold."
      ),
      (
        "{kind: warm, to: service}", "{kind: warm, to: service, probability: 10%}",
        "The knowledge gap already says how often there is a transfer."
      ),
      (
        "    hold: {length: 45 s}\\n", "",
        "Gaps are to end with a hold, but the type has no hold."
      ),
      (
        "kind: warm", "kind: conference",
        "Gaps are to end with the first of the transfers, which is a conference."
      ),
      (
        "    knowledgeGap: {probability: 20%, holdShare: 60%}\\n", "",
        "Nothing says how often there is a transfer."
      ),
      ("afterTransfer: 14%", "afterTransfer: 90%", "After a transfer the unsolved share is 110%."),
    ])
  func bad(_ right: String, _ wrong: String, _ finding: String) {
    let text = fullText.replacing(right.replacing("\\n", with: "\n"), with: wrong)
    #expect(text != fullText)
    let found = problems(of: text).map(\.finding)
    #expect(found.contains(finding), "\(found)")
  }

  @Test("What a scenario does not model is not defined, not 0")
  func undefined() async throws {
    let names = OutcomeFigure.allCases.map(\.identifier)
    let file = try ScenarioFile.read(text: fullText)
    let full = await runStudy(
      model: file.model, settings: StudySettings(study: file.scenario.study))
    for name in names {
      #expect(full.value(name) != nil, "\(name)")
      #expect(full.estimate(name, of: .contactType(0)) != nil && full.estimate(name, of: .group(0)) != nil)
    }
    var plain = file.scenario
    (plain.rings, plain.satisfaction) = (nil, nil)
    plain.contactTypes[0].repeatCall = nil
    let empty = await runStudy(
      model: try plain.model(), settings: StudySettings(study: plain.study))
    for name in names { #expect(empty.value(name) == nil, "\(name)") }
    #expect(KPIIdentities.violations(in: full).isEmpty)
  }
}

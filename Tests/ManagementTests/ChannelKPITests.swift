import ContactCenter
import Experiments
import Management
import ScenarioReading
import Testing

/// The catalogue's indicators of channels other than calls.
@Suite("KPIs of channels")
struct ChannelKPITests {
  /// Two days of everything: chats in turns, threads, mail that waits and is put aside, callbacks, a bot.
  static let everything = """
    name: Everything
    calendar: {days: 2, hours: 08:00-16:00, interval: 30 min}
    study: {replications: 6, seed: 5}
    serviceLevel: {within: 30 s, target: 80%}
    contactTypes:
      - name: calls
        arrivals: {perHour: 90}
        talk: {law: exponential, mean: 200 s}
        patience: {law: exponential, mean: 4 min}
        bot: helper
      - name: chats
        channel: chat
        arrivals: {perHour: 40}
        talk: {law: exponential, mean: 40 s}
        patience: {law: exponential, mean: 4 min}
        session: {again: 0.75, customerTurn: 30 s, patience: {law: exponential, mean: 30 min}}
      - name: messages
        channel: messaging
        arrivals: {perHour: 10}
        talk: {law: exponential, mean: 90 s}
        turns: {again: 0.6, thinking: 10 min, reopen: {probability: 20%, delay: 1 h}}
        serviceLevel: {within: 10 min}
      - name: mail
        channel: email
        arrivals: {perHour: 8}
        talk: {law: exponential, mean: 5 min}
        chasers: {after: 1 h, perHour: 0.5, merges: 50%}
        serviceLevel: {within: 4 h}
    queues:
      - name: calls
        callback:
          kind: whenIdle
          offer: {whenQueue: 1}
          accepts: 50%
          promise: 1 h
          dialing: {reach: [80%, 60%], attempts: 2}
    bots:
      - name: helper
        sessions: 4
        session: {law: exponential, mean: 2 min}
        containment: 40%
        falseContainment: 20%
        returnAfter: {law: exponential, mean: 1 h}
    interruptions:
      - {work: email, by: voice, mode: resume}
    agentGroups:
      - name: agents
        agents: 8
        skills:
          - {queue: calls, rank: 1}
          - {queue: chats, rank: 1}
          - {queue: messages, rank: 2}
          - {queue: mail, rank: 3}
        capacity: {slots: {chat: 3}}
    """

  private static let channels: Set<String> = [
    "firstResponse", "firstResponseWithin", "replyGap", "conversationDuration", "leftInSession",
    "concurrency", "slotUse", "answeredWithinGoal", "answeredWithinGoalBusiness", "answerAge", "oldestItem",
    "backlog",
    "carriedOver", "chasersPerContact", "interruptionsPerContact", "turnsWithinGoal", "turnWait",
    "turnsPerThread", "timeToResolve", "reopened", "handOvers", "callbackDelay", "promiseKept",
    "callbackLost",
    "serviceLevelAtAcceptance", "serviceLevelWithoutCallbacks", "serviceLevelByCallbackDelay",
    "botContainment", "botResolution", "botEscalation", "botOverflow", "loadBeyondSubtraction",
  ]

  @Test("Each is measured where its channel is, and is the figure of the run to the last digits")
  func measured() async throws {
    let file = try ScenarioFile.read(text: Self.everything, name: "test.yaml")
    var settings = StudySettings(study: file.scenario.study, threads: 2)
    settings.kpis = KPIInputs()
    let result = await runStudy(model: file.model, settings: settings)
    let record = try #require(result.record)
    let catalogue = try KPICatalogueFile.read()
    let kpis = catalogue.kpis.filter { $0.needs?.isOfChannels ?? false }
    #expect(Set(kpis.map(\.identifier)) == Self.channels)
    for kpi in kpis {
      let estimate = KPIValues(kpi.formula, in: record).estimate(confidence: 0.95)
      let value = try #require(estimate?.value, "\(kpi.identifier)")
      #expect(value > 0, "\(kpi.identifier)")
      guard let name = kpi.measuredBy.first else { continue }
      let figure = try #require(result.estimate(name), "\(name)")
      #expect(abs(value / (figure.value ?? .nan) - 1) < 1e-9, "\(kpi.identifier): \(value), \(figure)")
      if let half = figure.halfWidth, half > 0, let low = estimate?.low, let high = estimate?.high,
        kpi.unit != .proportion
      {
        #expect(abs((high - low) / 2 / half - 1) < 1e-6, "\(kpi.identifier)")
      }
    }
  }

  @Test("A report has those of its center's channels and no others, with the words of both languages")
  func reports() async throws {
    let report = try await managementReport(of: Self.everything) {
      ($0.profile, $0.replications) = ("custom", 0)
    }
    #expect(Self.channels.allSatisfy { report.result($0)?.estimate != nil })
    let calls = """
      name: Calls
      calendar: {hours: 08:00-10:00}
      study: {replications: 3}
      contactTypes: [{name: calls, arrivals: {perHour: 60}}]
      agentGroups: [{name: agents, agents: 5, skills: [calls]}]
      """
    let plain = try await managementReport(of: calls) { ($0.profile, $0.replications) = ("custom", 0) }
    #expect(Self.channels.allSatisfy { plain.result($0) == nil })
    #expect(plain.result("serviceLevel") != nil && plain.result("firstCallResolution") != nil)
  }
}

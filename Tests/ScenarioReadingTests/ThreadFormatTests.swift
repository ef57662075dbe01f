import ContactCenter
import ScenarioReading
import Testing

private let fullText = """
  name: Messages and a bot
  calendar: {hours: 08:00-20:00, interval: 30 min}
  contactTypes:
    - name: messages
      arrivals: {perHour: 60}
      talk: {law: exponential, mean: 90 s}
      bot: assistant
      waitsOverClosing: true
      turns:
        again: 0.75
        thinking: {law: lognormal, mean: 20 min, cv: 1.5}
        sameAgent: true
        handOver: 40 s
        knownFirst: true
        reopen: {probability: 0.1, delay: 1 d}
    - {name: texts, arrivals: {perHour: 10}, turns: {count: 4, thinking: 5 min}}
    - {name: calls}
  bots:
    - name: assistant
      sessions: 25
      whenFull: busy
      session: 3 min
      containment: 45%
      falseContainment: 12%
      recognition: 85%
      retries: 1
      tryLength: 15 s
      intents:
        - {name: balance, share: 60%, containment: 80%, falseContainment: 5%, recognition: 95%, session: 90 s}
        - {name: complaint, share: 40%}
      returnAfter: {law: exponential, mean: 2 h}
      returnsTo: agents
      becomes: calls
      handlingFactor: 1.2
      outages: [{from: 10:00, to: 11:00}]
      regressions: [{from: 15:00, factor: 50%}]
  agentGroups:
    - {name: team, agents: 12, skills: [messages, texts, calls]}

  """

@Suite("The format of threads and bots")
struct ThreadFormatTests {
  @Test("Every key reaches the scenario")
  func everyKey() throws {
    let scenario = try ScenarioFile.read(text: fullText).scenario
    let messages = scenario.contactTypes[0]
    var turns = Scenario.Turns(again: 0.75, thinking: .lognormal(mean: 1200, cv: 1.5))
    (turns.sameAgent, turns.handOver, turns.knownFirst) = (true, 40, true)
    turns.reopening = .init(probability: 0.1, delay: .constant(86_400))
    #expect(messages.turns == turns)
    #expect(messages.waitsOverClosing == true && messages.bot?.name == "assistant")
    #expect(
      scenario.contactTypes[1].turns == .init(count: .constant(4), thinking: .constant(300)))
    var bot = Scenario.Bot(name: "assistant", session: .constant(180), containment: 0.45)
    (bot.sessions, bot.whenFull, bot.falseContainment) = (25, .busy, 0.12)
    (bot.recognition, bot.retries, bot.tryLength) = (0.85, 1, 15)
    var balance = Scenario.BotIntent(name: "balance", share: 0.6)
    (balance.containment, balance.falseContainment) = (0.8, 0.05)
    (balance.recognition, balance.session) = (0.95, .constant(90))
    bot.intents = [balance, .init(name: "complaint", share: 0.4)]
    (bot.returnAfter, bot.becomes) = (.exponential(mean: 7200), "calls")
    bot.handlingFactor = 1.2
    bot.outages = [.init(from: 36_000, to: 39_600)]
    bot.regressions = [.init(from: 54_000, factor: 0.5)]
    #expect(scenario.bots == [bot])
    _ = try scenario.model()
  }

  @Test("Numbers of turns and bots can be varied")
  func settings() throws {
    let scenario = try ScenarioFile.read(text: fullText).scenario
    for (path, text, value) in [
      ("contactTypes.messages.turns.again", "0.5", 0.5),
      ("contactTypes.messages.turns.handOver", "60 s", 60),
      ("bots.assistant.containment", "30%", 0.3), ("bots.assistant.sessions", "10", 10),
    ] {
      let variation = try SettingVariation("\(path)=\(text)", in: scenario)
      let setting = try ScenarioSetting(path: path, in: scenario)
      let changed = setting.applied(try #require(variation.values.first), to: scenario)
      #expect(setting.value(in: changed) == .number(value))
    }
  }

  @Test("What is wrong is told with its place")
  func problems() {
    func paths(_ old: String, _ new: String) -> String {
      do {
        _ = try ScenarioFile.read(text: fullText.replacing(old, with: new)).scenario.model()
      } catch { return "\(error)" }
      return ""
    }
    #expect(paths("again: 0.75", "again: 1").contains("0.999"))
    #expect(paths("again: 0.75", "again: 0.75\n      count: 3").contains("exclude each other"))
    #expect(paths("bot: assistant", "bot: assistent").contains("Did you mean \"assistant\"?"))
    #expect(paths("share: 40%", "share: 30%").contains("90%"))
    #expect(paths("sessions: 25", "sessions: 0").contains("sessions"))
  }
}

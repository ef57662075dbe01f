import ContactCenter
import ScenarioReading
import Testing

private let fullText = """
  name: Everything on the line
  calendar: {hours: 08:00-20:00, interval: 30 min}
  contactTypes:
    - name: calls
      arrivals: {perHour: 60}
      voiceMail: {becomes: messages, recording: 40 s, tooShort: 15%, whenClosed: 30%}
    - {name: messages, channel: voicemail, talk: 45 s}
    - name: video
      channel: video
      arrivals: {perHour: 10}
      trunks: bandwidth
      video: {setupFailure: 4%, talkFactor: 1.15}
      coBrowsing: {share: 20%, delay: 30 s, talkFactor: 0.85}
    - name: faxes
      channel: fax
      arrivals: {perHour: 5}
      trunks: ports
      transmission: {pages: {law: exponential, mean: 3}, perPage: 40 s}
      spam: {share: 2%, look: 5 s}
      misrouted: {share: 5%, look: 15 s, to: messages}
    - name: texts
      channel: sms
      arrivals: {perHour: 10}
      turns: {again: 0.5, thinking: 5 min}
      text: {characters: 200, perSegment: 153}
      bot: assistant
  trunkGroups: [{name: bandwidth, lines: 4}, {name: ports, lines: 2}]
  bots:
    - name: assistant
      sessions: 5
      queue: {capacity: 10, patience: {law: exponential, mean: 2 min}}
      session: 3 min
      containment: 45%
  queues:
    - {name: calls, steps: [{after: 2 min, voiceMail: 50%}]}
  agentGroups:
    - name: team
      agents: 12
      skills: [calls, messages, video, faxes, texts]
      blocks:
        - {from: 13:00, to: 14:00, only: [faxes, messages]}
        - {from: 18:00, to: 19:00, without: [faxes]}
  coBrowsingLicences: 3
  costs: {perBotSession: 0.25, perTextSegment: 0.045}

  """

@Suite("The format of messages, faxes, pictures, shared pages, blocks")
struct MediaFormatTests {
  @Test("Every key reaches the scenario")
  func everyKey() throws {
    let scenario = try ScenarioFile.read(text: fullText).scenario
    var mail = Scenario.VoiceMail(becomes: "messages", recording: .constant(40))
    (mail.tooShort, mail.whenClosed) = (0.15, 0.3)
    #expect(scenario.contactTypes[0].voiceMail == mail)
    var video = Scenario.Video()
    (video.setupFailure, video.talkFactor) = (0.04, 1.15)
    var shared = Scenario.CoBrowsing(share: 0.2, delay: .constant(30))
    shared.talkFactor = 0.85
    #expect(scenario.contactTypes[2].video == video && scenario.contactTypes[2].coBrowsing == shared)
    #expect(scenario.contactTypes[3].transmission == .init(pages: .exponential(mean: 3), perPage: 40))
    #expect(scenario.contactTypes[3].misrouted == .init(share: 0.05, look: 15, to: "messages"))
    var text = Scenario.Text(characters: .constant(200))
    text.perSegment = 153
    #expect(scenario.contactTypes[4].text == text)
    var queue = Scenario.BotQueue()
    (queue.capacity, queue.patience) = (10, .exponential(mean: 120))
    #expect(scenario.bots[0].queue == queue)
    var first = Scenario.Block(from: 46_800, to: 50_400)
    first.only = ["faxes", "messages"]
    var second = Scenario.Block(from: 64_800, to: 68_400)
    second.without = ["faxes"]
    #expect(scenario.agentGroups[0].blocks == [first, second])
    #expect(scenario.coBrowsingLicences == 3)
    #expect(scenario.costs?.perBotSession == 0.25 && scenario.costs?.perTextSegment == 0.045)
    #expect(try scenario.modelAndWarnings().warnings.isEmpty)
  }

  @Test("Numbers can be varied")
  func settings() throws {
    let scenario = try ScenarioFile.read(text: fullText).scenario
    for (path, text, value) in [
      ("contactTypes.calls.voiceMail.tooShort", "5%", 0.05), ("coBrowsingLicences", "10", 10),
      ("contactTypes.video.video.setupFailure", "10%", 0.1),
      ("contactTypes.faxes.transmission.perPage", "60 s", 60),
      ("contactTypes.faxes.misrouted.share", "1%", 0.01), ("bots.assistant.queue.capacity", "3", 3),
    ] {
      let variation = try SettingVariation("\(path)=\(text)", in: scenario)
      let setting = try ScenarioSetting(path: path, in: scenario)
      let changed = setting.applied(try #require(variation.values.first), to: scenario)
      #expect(setting.value(in: changed) == .number(value))
    }
  }

  @Test("What is wrong is told with its place")
  func problems() {
    func text(_ old: String, _ new: String) -> String {
      do {
        _ = try ScenarioFile.read(text: fullText.replacing(old, with: new)).scenario.model()
      } catch { return "\(error)" }
      return ""
    }
    #expect(text("becomes: messages", "becomes: mesages").contains("Did you mean \"messages\"?"))
    #expect(text("only: [faxes, messages]", "only: [faxes], without: [calls]").contains("exclude each other"))
    #expect(text("to: messages", "to: faxes").contains("is where they are already"))
    #expect(text("talkFactor: 1.15", "talkFactor: 0").contains("talkFactor"))
    #expect(text("trunks: ports\n", "menu: main\n").contains("main"))
    #expect(text("coBrowsingLicences: 3", "coBrowsingLicences: -3").contains("coBrowsingLicences"))
  }
}

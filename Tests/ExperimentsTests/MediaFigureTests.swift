import ContactCenter
import Experiments
import Testing

@Suite("Figures of messages, faxes, pictures, shared pages, text messages, bots with a queue")
struct MediaFigureTests {
  /// A type of each kind, or the same types with nothing of it.
  private func scenario(hasAll: Bool) -> Scenario {
    var scenario = Scenario(name: "media")
    scenario.calendar.hours = .init(open: 0, close: 36_000)
    func type(_ name: String, _ channel: Scenario.Channel, perHour: Double) -> Scenario.ContactType {
      var type = Scenario.ContactType(name: name)
      type.channel = channel
      if perHour > 0 { type.arrivals.points = [.init(time: 0, rate: perHour / 3600)] }
      type.talk = .init(.exponential(mean: 100))
      return type
    }
    var voice = type("calls", .voice, perHour: 60)
    var mail = type("messages", .voicemail, perHour: 1)
    var video = type("video", .video, perHour: 60)
    var fax = type("faxes", .fax, perHour: 30)
    var text = type("texts", .sms, perHour: 30)
    text.turns = .init(again: 0.5, thinking: .exponential(mean: 100))
    var bot = Scenario.Bot(name: "bot", session: .exponential(mean: 100), containment: 0.5)
    bot.sessions = 1
    text.bot = "bot"
    if hasAll {
      voice.voiceMail = .init(becomes: "messages", recording: .constant(40))
      voice.voiceMail?.tooShort = 0.2
      video.video = .init()
      video.video?.setupFailure = 0.1
      video.coBrowsing = .init(share: 0.5, delay: .constant(10))
      fax.transmission = .init(pages: .constant(3), perPage: 20)
      fax.misrouted = .init(share: 0.1, look: 10, to: "messages")
      text.text = .init(characters: .constant(200))
      bot.queue = .init()
      bot.queue?.patience = .exponential(mean: 60)
      scenario.coBrowsingLicences = 1
    }
    mail.wrapUp = .init(.constant(0))
    scenario.contactTypes = [voice, mail, video, fax, text]
    scenario.bots = [bot]
    scenario.queues = [.init(name: "calls")]
    scenario.queues[0].capacity = 0
    scenario.queues[0].whenFull = .voiceMail
    var group = Scenario.AgentGroup(name: "agents")
    group.staffing = .constant(5)
    group.skills = ["calls", "messages", "video", "faxes", "texts"].map { .init(queue: $0) }
    scenario.agentGroups = [group]
    scenario.costs = .init()
    scenario.costs?.perBotSession = hasAll ? 0.25 : 0
    scenario.costs?.perTextSegment = hasAll ? 0.04 : 0
    return scenario
  }

  private func study(_ scenario: Scenario) async throws -> StudyResult {
    var study = Scenario.Study()
    (study.replications, study.seed) = (20, 5)
    return await runStudy(model: try scenario.model(), settings: StudySettings(study: study, threads: 2))
  }

  private static let all: [FigureName] =
    VoiceMailFigure.allCases.map { FigureName($0) } + TransmissionFigure.allCases.map { FigureName($0) }
    + VideoFigure.allCases.map { FigureName($0) } + CoBrowsingFigure.allCases.map { FigureName($0) }
    + TextFigure.allCases.map { FigureName($0) } + BotQueueFigure.allCases.map { FigureName($0) }
    + MisroutedFigure.allCases.map { FigureName($0) } + UsageCostFigure.allCases.map { FigureName($0) }

  @Test("A study without them has none of them")
  func unused() async throws {
    let result = try await study(scenario(hasAll: false))
    let names = Set(result.indicators.map(\.name))
    for figure in Self.all { #expect(!names.contains(figure), "\(figure)") }
  }

  @Test("A study with them has all, and their values are those of the scenario")
  func values() async throws {
    let result = try await study(scenario(hasAll: true))
    let names = Set(result.indicators.map(\.name))
    for figure in Self.all { #expect(names.contains(figure), "\(figure)") }
    func value(_ figure: some DeclaredFigure, of type: Int) throws -> Double {
      try #require(result.value(FigureName(figure), of: .contactType(type)), "\(figure.identifier)")
    }
    #expect(abs(try value(VoiceMailFigure.messagesTooShort, of: 0) - 0.2) < 0.03)
    #expect(abs(try value(VoiceMailFigure.recordingTime, of: 0) - 40) < 1e-9)
    #expect(try value(TransmissionFigure.pagesPerFax, of: 3) == 3)
    #expect(abs(try value(TransmissionFigure.transmissionTime, of: 3) - 60) < 1e-9)
    #expect(abs(try value(VideoFigure.videoSetupFailures, of: 2) - 0.1) < 0.02)
    #expect(try value(TextFigure.segmentsPerText, of: 4) == 2)
    #expect(abs(try value(MisroutedFigure.misroutedShare, of: 3) - 0.1) < 0.02)
    // Little: the queue of the bot is its wait at the rate of those who wait.
    let wait = try value(BotQueueFigure.botWait, of: 4) * value(BotQueueFigure.botWaitProportion, of: 4)
    #expect(abs(try value(BotQueueFigure.botQueueLength, of: 4) / (30 / 3600 * wait) - 1) < 0.1)
    #expect(result.value(FigureName(CoBrowsingFigure.coBrowsingSessions), of: .contactType(0)) == nil)
  }

  @Test("Usage is charged by sessions and segments, and is part of the whole")
  func usage() throws {
    let model = try scenario(hasAll: true).model()
    let tallies = try #require(Simulator(model: model).run(seed: 3, replication: 0)).tallies
    let account = try #require(CostAccount(model))
    let parts = account.parts(tallies)
    let sessions = tallies.bots.reduce(0) { $0 + $1.sessions }
    let segments = tallies.media.reduce(0) { $0 + $1.segments }
    #expect(sessions > 0 && segments > 0)
    #expect(abs(parts.usage - (sessions * 0.25 + segments * 0.04)) < 1e-9 && parts.total == parts.usage)
  }
}

import ContactCenter
import Testing

@Suite("Messages, pages, pictures, shared pages, text messages")
struct MediaTests {
  // MARK: Messages

  /// Calls at these moments, one agent, and messages after 30 s of waiting that take 40 s to record.
  private func desk(at times: [Seconds], hours: Double = 2) -> Scenario {
    var scenario = center(hours: hours)
    var type = calls(at: times, talk: 300)
    type.voiceMail = .init(becomes: "messages", recording: .constant(40))
    var messages = Scenario.ContactType(name: "messages")
    messages.channel = .voicemail
    messages.talk = .init(.constant(60))
    scenario.contactTypes = [type, messages]
    var queue = Scenario.Queue(name: "calls")
    queue.steps = [.init(after: 30, action: .voiceMail(share: 1))]
    scenario.queues = [queue]
    scenario.agentGroups = [agents(1, serving: ["calls", "messages"])]
    return scenario
  }

  @Test("A message is recorded on the line, then waits as work of its own type for an agent who listens")
  func message() throws {
    var scenario = desk(at: [0, 10])
    scenario.trunkGroups = [.init(name: "lines", lines: 2)]
    scenario.contactTypes[0].trunks = "lines"
    let story = try Story(scenario)
    #expect(story.times(.leavesMessage) == [40] && story.times(.recordsMessage) == [40])
    #expect(story.times(.arrives) == [0, 10, 80] && story.times(.releasesLine) == [80, 300])
    #expect(story.times(.startsTalk) == [0, 300] && story.times(.endsTalk) == [300, 360])
    let tallies = try simulate(scenario)
    #expect(tallies.total(0).voiceMail == 1 && tallies.total(0).answered == 1)
    #expect(tallies.total(1).transfersIn == 1 && tallies.total(1).answered == 1)
    #expect(tallies.total(0).personsServed == 1 && tallies.total(1).personsServed == 1)
    #expect(tallies.total(0).personsLost == 0)
    #expect(tallies.backlogs[1].answered == 1 && tallies.backlogs[1].ageAnswered == 220)
    #expect(tallies.media[0].recordings == 1 && tallies.media[0].recordingTime == 40)
  }

  @Test("Recordings that are too short are nobody's work, and their callers are lost")
  func tooShort() throws {
    var scenario = desk(at: [0, 10])
    scenario.contactTypes[0].voiceMail?.tooShort = 1
    let tallies = try simulate(scenario)
    #expect(tallies.total(1).transfersIn == 0 && tallies.total(0).personsLost == 1)
    #expect(tallies.media[0].tooShort == 1)
    #expect(try Story(scenario).times(.saysNothing) == [80])
  }

  @Test("A menu may lead to a message")
  func menu() throws {
    var scenario = desk(at: [0])
    var menu = Scenario.Menu(name: "main", prompt: .constant(20))
    menu.choices = [.init(label: "message", share: 1, to: .voiceMail)]
    scenario.ivr.menus = [menu]
    scenario.contactTypes[0].menu = "main"
    scenario.queues = []
    let story = try Story(scenario)
    #expect(story.times(.recordsMessage) == [20] && story.times(.startsTalk) == [60])
    let tallies = try simulate(scenario)
    #expect(
      tallies.total(0).offered == 1 && tallies.total(0).voiceMail == 1 && tallies.total(1).answered == 1)
    #expect(tallies.total(0).waitOther == 0)
  }

  @Test("Who finds the center closed leaves a message if he finds a line, and is listened to in the morning")
  func closed() throws {
    let h = 3600.0
    var scenario = desk(at: [17 * h - 1])
    scenario.calendar.days = 2
    scenario.calendar.hours = .init(open: 9 * h, close: 17 * h)
    scenario.contactTypes[0].voiceMail?.whenClosed = 1
    scenario.trunkGroups = [.init(name: "lines", lines: 1)]
    scenario.contactTypes[0].trunks = "lines"
    scenario.contactTypes[0].talk = .init(.constant(10))
    scenario.contactTypes[0].repeatCall = .init(unsolved: 1, callsAgain: 1, delay: .constant(2 * h))
    let story = try Story(scenario)
    // Who calls before closing calls again at night, and his message waits for the opening.
    #expect(story.times(.findsClosed) == [19 * h + 9] && story.times(.recordsMessage) == [19 * h + 9])
    #expect(story.times(.startsTalk) == [17 * h - 1, 33 * h] && story.servedTypes == [0, 1])
    let tallies = try simulate(scenario)
    #expect(tallies.total(0).closed == 1 && tallies.total(1).answered == 1)
  }

  @Test("Every recording is too short or becomes a message; listeners call back by attempts")
  func calledBack() throws {
    var scenario = center(hours: 24, days: 4)
    var type = calls(perHour: 60, talk: .constant(1), patience: .never)
    type.voiceMail = .init(becomes: "messages", recording: .exponential(mean: 40))
    type.voiceMail?.tooShort = 0.2
    var messages = Scenario.ContactType(name: "messages")
    messages.channel = .voicemail
    messages.talk = .init(.exponential(mean: 45))
    messages.transfers = [.init(kind: .cold, probability: 1, to: "back", together: .constant(0))]
    var back = Scenario.ContactType(name: "back")
    back.talk = .init(.exponential(mean: 120))
    scenario.contactTypes = [type, messages, back]
    var door = Scenario.Queue(name: "calls")
    door.capacity = 0
    door.whenFull = .voiceMail
    var queue = Scenario.Queue(name: "back")
    var callback = Scenario.Callback()
    callback.kind = .whenIdle
    callback.offer.to = .everyone
    callback.acceptance = .probability(1)
    callback.dialing.reach = [0.5]
    callback.dialing.attempts = 3
    callback.dialing.gap = .constant(600)
    queue.callback = callback
    scenario.queues = [door, queue]
    scenario.agentGroups = [agents(20, serving: ["messages", "back"])]
    let runs = try Replications(scenario, 20, seed: 5)
    for tallies in runs.tallies {
      let media = tallies.media[0]
      #expect(media.recordings == tallies.total(0).voiceMail)
      #expect(media.recordings == media.tooShort + tallies.total(1).transfersIn)
    }
    let media = runs.tallies.map { $0.media[0] }
    let share = Estimate(media.map(\.tooShort), over: media.map(\.recordings))
    #expect(abs(share.z(0.2)) < 3.5)
    // Attempts are geometric, at most three: 1 + 1/2 + 1/4 dials, and 7 of 8 are reached.
    let calls = runs.tallies.map { $0.outcomes[2].callback }
    let ended = calls.map { $0.connected + $0.failed }
    #expect(abs(Estimate(calls.map(\.connected), over: ended).z(0.875)) < 3.5)
    #expect(abs(Estimate(calls.map(\.dials), over: ended).z(1.75)) < 3.5)
  }

  @Test("Messages are checked: who leaves them, and what they become")
  func messageChecks() {
    func problems(_ change: (inout Scenario) -> Void) -> [String] {
      var scenario = desk(at: [0])
      change(&scenario)
      do { return try scenario.modelAndWarnings().warnings.map(\.path) } catch {
        return error.problems.filter { $0.severity == .error }.map(\.path)
      }
    }
    #expect(problems { _ in }.isEmpty)
    #expect(
      problems { $0.contactTypes[0].voiceMail?.tooShort = 1.5 } == ["contactTypes[0].voiceMail.tooShort"])
    #expect(
      problems { $0.contactTypes[0].voiceMail?.becomes = "nobody" }
        == ["contactTypes[0].voiceMail.becomes", "contactTypes[1].arrivals"])
    #expect(problems { $0.contactTypes[1].channel = .voice } == ["contactTypes[0].voiceMail.becomes"])
    #expect(problems { $0.contactTypes[0].channel = .email } == ["contactTypes[0].voiceMail"])
    #expect(problems { $0.queues = [] } == ["contactTypes[0].voiceMail"])
  }

  // MARK: Pages

  private func fax(at times: [Seconds]) -> Scenario.ContactType {
    var type = calls("faxes", at: times)
    type.channel = .fax
    type.transmission = .init(pages: .constant(4), perPage: 30)
    type.trunks = "ports"
    return type
  }

  @Test("Pages occupy a port until they have come, then they are work; who finds none tries again")
  func transmission() throws {
    var scenario = center(hours: 2)
    scenario.trunkGroups = [.init(name: "ports", lines: 1)]
    scenario.contactTypes = [fax(at: [0, 10])]
    scenario.contactTypes[0].redialAfterBusy = .init(probabilities: [1], delay: .constant(300))
    scenario.agentGroups = [agents(2, serving: ["faxes"])]
    let story = try Story(scenario)
    #expect(story.times(.transmits) == [0, 310] && story.times(.hasComeIn) == [120, 430])
    #expect(story.times(.releasesLine) == [120, 430] && story.times(.startsTalk) == [120, 430])
    let tallies = try simulate(scenario)
    #expect(tallies.total().blockedByTrunks == 1 && tallies.total().redials == 1)
    let media = tallies.media[0]
    #expect(media.transmissions == 2 && media.pages == 8 && media.transmissionTime == 240)
    #expect(tallies.backlogs[0].ageAnswered == 0)
  }

  @Test("Five ports for four erlangs of pages refuse what Erlang B says, for any law of the pages")
  func erlangB() throws {
    var scenario = center(days: 4)
    scenario.trunkGroups = [.init(name: "ports", lines: 5)]
    var type = fax(at: [])
    type.arrivals = calls(perHour: 60).arrivals
    type.transmission = .init(pages: .empirical([2, 14]), perPage: 30)
    type.talk = .init(.constant(10))
    scenario.contactTypes = [type]
    scenario.agentGroups = [agents(5, serving: ["faxes"])]
    let runs = try Replications(scenario, 24, seed: 3)
    let ports = runs.tallies.map { $0.trunk() }
    let refused = Estimate(ports.map(\.refused), over: ports.map { $0.refused + $0.seized })
    #expect(abs(refused.z(0.1990669519)) < 3.5 && refused.precision(0.199) < 0.02)
    let busy = Estimate(ports.map(\.busyIntegral), over: ports.map(\.time))
    #expect(abs(busy.z(4 * (1 - 0.1990669519))) < 3.5)
  }

  @Test("Pages are for work that waits, without menu or bot")
  func pageChecks() {
    var scenario = center(hours: 2)
    scenario.trunkGroups = [.init(name: "ports", lines: 1)]
    scenario.contactTypes = [fax(at: [0])]
    scenario.agentGroups = [agents(1, serving: ["faxes"])]
    scenario.contactTypes[0].channel = .voice
    #expect(throws: ScenarioProblems.self) { try scenario.model() }
    scenario.contactTypes[0].channel = .fax
    scenario.contactTypes[0].transmission?.perPage = -1
    #expect(throws: ScenarioProblems.self) { try scenario.model() }
    scenario.contactTypes[0].transmission?.perPage = 30
    #expect((try? scenario.modelAndWarnings())?.warnings.isEmpty == true)
    scenario.contactTypes[0].trunks = nil
    let warnings = try? scenario.modelAndWarnings().warnings.map(\.path)
    #expect(warnings?.contains("contactTypes[0].transmission") == true)
  }

  // MARK: In conversation

  private func video(_ failure: Double, at times: [Seconds]) -> Scenario {
    var scenario = center(hours: 2)
    var type = calls("video", at: times)
    type.channel = .video
    type.trunks = "bandwidth"
    type.video = .init()
    type.video?.setupFailure = failure
    type.video?.talkFactor = 1.2
    scenario.contactTypes = [type]
    scenario.trunkGroups = [.init(name: "bandwidth", lines: 1)]
    scenario.agentGroups = [agents(2, serving: ["video"])]
    return scenario
  }

  @Test("With a picture the talk is longer; without one it goes on by voice and the bandwidth is free")
  func video() throws {
    var story = try Story(video(0, at: [0, 50]))
    #expect(story.times(.endsTalk) == [120] && story.times(.getsBusySignal) == [50])
    story = try Story(video(1, at: [0, 50]))
    #expect(story.times(.endsTalk) == [100, 150] && story.times(.fallsBackToVoice) == [0, 50])
    #expect(story.times(.releasesLine) == [0, 50])
    var scenario = video(0.04, at: [])
    scenario.calendar.hours = .init(open: 0, close: 86_400)
    scenario.contactTypes[0].arrivals = calls(perHour: 300).arrivals
    scenario.trunkGroups = []
    scenario.contactTypes[0].trunks = nil
    scenario.agentGroups = [agents(60, serving: ["video"])]
    let runs = try Replications(scenario, 10)
    let media = runs.tallies.map { $0.media[0] }
    #expect(abs(Estimate(media.map(\.videosFailed), over: media.map(\.videos)).z(0.04)) < 3.5)
    let talk = runs.ratio(\.talkTime, \.answered)
    #expect(abs(talk.z(100 * (0.04 + 0.96 * 1.2))) < 3.5)
  }

  private func sharing(licences: Int?, share: Double, at times: [Seconds]) -> Scenario {
    var scenario = center(hours: 2)
    var type = calls(at: times)
    type.coBrowsing = .init(share: share, delay: .constant(30))
    type.coBrowsing?.talkFactor = 0.8
    scenario.contactTypes = [type]
    scenario.coBrowsingLicences = licences
    scenario.agentGroups = [agents(3)]
    return scenario
  }

  @Test("A shared page takes time to start and shortens the talk; without a licence it goes on as ever")
  func coBrowsing() throws {
    let story = try Story(sharing(licences: 1, share: 1, at: [0, 50, 110]))
    #expect(story.times(.sharesPage) == [0, 110] && story.times(.findsNoLicence) == [50])
    #expect(story.times(.endsTalk) == [110, 150, 220])
    let media = try simulate(sharing(licences: 1, share: 1, at: [0, 50, 110])).media[0]
    #expect(media.coBrowsingWanted == 3 && media.coBrowsingRefused == 1 && media.coBrowsingTime == 220)
  }

  @Test("Three licences for 2.25 erlangs are refused as Erlang B says, and those in use obey Little's law")
  func licences() throws {
    var scenario = sharing(licences: 3, share: 0.3, at: [])
    scenario.calendar.hours = .init(open: 0, close: 86_400)
    scenario.calendar.days = 4
    scenario.contactTypes[0].arrivals = calls(perHour: 100).arrivals
    scenario.contactTypes[0].talk = .init(.exponential(mean: 300))
    scenario.agentGroups = [agents(60)]
    let runs = try Replications(scenario, 24, seed: 8)
    let media = runs.tallies.map { $0.media[0] }
    let refused = Estimate(media.map(\.coBrowsingRefused), over: media.map(\.coBrowsingWanted))
    #expect(abs(refused.z(0.2472024415)) < 3.5 && refused.precision(0.247) < 0.02)
    let busy = Estimate(media.map(\.coBrowsingTime), over: media.map(\.time))
    #expect(abs(busy.z(2.25 * (1 - 0.2472024415))) < 3.5)
  }

  @Test("Text messages are counted by turns, in whole segments")
  func text() throws {
    var scenario = center(hours: 24)
    var type = calls("texts", perHour: 40, talk: .exponential(mean: 60))
    type.channel = .sms
    type.turns = .init(again: 0.5, thinking: .exponential(mean: 300))
    type.text = .init(characters: .constant(400))
    scenario.contactTypes = [type]
    scenario.agentGroups = [agents(5, serving: ["texts"])]
    let tallies = try simulate(scenario)
    #expect(tallies.media[0].texts == tallies.threads[0].turns.answered)
    #expect(tallies.media[0].segments == 3 * tallies.media[0].texts && tallies.media[0].texts > 1500)
    // Exponential with mean 200: the segments of 160 are geometric, with the mean 1 ÷ (1 − e^−0.8).
    scenario.contactTypes[0].text?.characters = .exponential(mean: 200)
    let media = try Replications(scenario, 10).tallies.map { $0.media[0] }
    #expect(abs(Estimate(media.map(\.segments), over: media.map(\.texts)).z(1.8159662795)) < 3.5)
    scenario.contactTypes[0].text?.perSegment = 0
    #expect(throws: ScenarioProblems.self) { try scenario.model() }
  }

  @Test("Pictures, shared pages and licences are checked")
  func checks() {
    func problems(_ change: (inout Scenario) -> Void) -> [String] {
      var scenario = sharing(licences: 1, share: 0.5, at: [0])
      change(&scenario)
      do { return try scenario.modelAndWarnings().warnings.map(\.path) } catch {
        return error.problems.filter { $0.severity == .error }.map(\.path)
      }
    }
    #expect(problems { _ in }.isEmpty)
    #expect(problems { $0.contactTypes[0].video = .init() } == ["contactTypes[0].video"])
    #expect(problems { $0.contactTypes[0].coBrowsing?.share = 2 } == ["contactTypes[0].coBrowsing.share"])
    #expect(problems { $0.contactTypes[0].channel = .email } == ["contactTypes[0].coBrowsing"])
    #expect(problems { $0.coBrowsingLicences = -1 } == ["coBrowsingLicences"])
    #expect(problems { $0.contactTypes[0].coBrowsing = nil } == ["coBrowsingLicences"])
    #expect(
      problems { $0.interruptions = [.init(of: "calls", by: "calls")] }.contains("interruptions[0].work"))
  }
}

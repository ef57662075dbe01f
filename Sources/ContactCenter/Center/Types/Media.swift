// What comes in over a line before it is work, and what else is part of a contact: recordings, pages, pictures,
// a shared screen, text messages.

extension Scenario {
  /// What becomes of the messages that callers leave instead of speaking to an agent.
  public struct VoiceMail: Sendable, Equatable {
    /// The contact type of the message, whose work waits: its talk is how long an agent listens.
    public var becomes: Link<ContactType>
    /// Seconds on the line until the message is recorded.
    public var recording: Distribution
    /// The share of recordings that are empty or too short to be worked on, 0…1.
    public var tooShort = 0.0
    /// The share of callers who leave a message when they find the center closed, 0…1.
    public var whenClosed = 0.0

    /// Messages that become contacts of a type.
    public init(becomes: Link<ContactType>, recording: Distribution) {
      self.becomes = becomes
      self.recording = recording
    }
  }

  /// Pages that come in over a line before they are work.
  public struct Transmission: Sendable, Equatable {
    /// Pages of a fax: a law whose draws are rounded, at least 1.
    public var pages: Distribution
    /// Seconds of a page.
    public var perPage: Seconds

    /// So many pages, of which each takes `perPage` seconds.
    public init(pages: Distribution, perPage: Seconds) {
      self.pages = pages
      self.perPage = perPage
    }
  }

  /// What a picture does to a call.
  public struct Video: Sendable, Equatable {
    /// The share of conversations in which it cannot be set up, so that agent and customer go on by voice, 0…1.
    public var setupFailure = 0.0
    /// By what the talk, which is that of a call by voice, is multiplied with a picture.
    public var talkFactor = 1.0

    /// A picture that always comes, and changes nothing.
    public init() {}
  }

  /// Agent and customer look at the same page while they talk.
  public struct CoBrowsing: Sendable, Equatable {
    /// The share of conversations in which it is wanted, 0…1.
    public var share: Double
    /// Seconds that it takes to start; they add to the conversation.
    public var delay: Distribution
    /// By what the talk is multiplied then.
    public var talkFactor = 1.0

    /// Wanted by a share of the contacts.
    public init(share: Double, delay: Distribution) {
      self.share = share
      self.delay = delay
    }
  }

  /// Answers that are sent as text messages of a telephone, in segments that the carrier charges for.
  public struct Text: Sendable, Equatable {
    /// Characters of an answer, one law for all turns.
    public var characters: Distribution
    /// Characters of a segment.
    public var perSegment = 160.0

    /// Answers of that length, in segments of 160 characters.
    public init(characters: Distribution) { self.characters = characters }

    /// The segments of a text: ⌈characters ÷ characters of a segment⌉, at least 1.
    ///
    /// Example: 400 characters are 3 segments of 160.
    public func segments(of characters: Double) -> Double {
      max(1, (characters / perSegment).rounded(.up))
    }
  }
}

extension ScenarioLimits {
  /// By what talk is multiplied with a picture or a shared page.
  public static let mediaFactors = 0.01...100
  /// Characters of a segment.
  public static let segmentLengths = 1.0...1600
  /// Contacts that share their page with an agent at once.
  public static let licences = 0...1_000_000
}

extension Scenario.ContactType {
  /// Whether anything of this file belongs to its contacts.
  var hasMedia: Bool {
    voiceMail != nil || transmission != nil || video != nil || coBrowsing != nil || text != nil
  }
}

extension Model {
  /// Whether anything of this file belongs to any contacts.
  public var hasMedia: Bool { contactTypes.contains { $0.written.hasMedia } }
  /// Whether agents look at pages with customers.
  var sharesPages: Bool { contactTypes.contains { $0.coBrowsing != nil } }
}

extension Model.ContactType {
  /// The mean talk of a conversation whose mean by voice is `talk`, in seconds: with a picture, a shared page.
  ///
  /// Licences are taken to be free.
  func talkWithMedia(_ talk: Seconds) -> Seconds {
    var mean = talk
    if let video = written.video {
      mean *= video.setupFailure + (1 - video.setupFailure) * video.talkFactor
    }
    if let shared = written.coBrowsing {
      mean = (1 - shared.share) * mean + shared.share * (shared.delay.mean + mean * shared.talkFactor)
    }
    return mean
  }
}

// MARK: - Checks

extension ModelBuilder {
  /// Checks and links what a type has of this file.
  mutating func linkMedia(_ type: inout Scenario.ContactType, _ path: String) {
    linkVoiceMail(&type, "\(path).voiceMail")
    checkTransmission(of: type, "\(path).transmission")
    checkVideo(of: type, "\(path).video")
    checkCoBrowsing(of: type, "\(path).coBrowsing")
    guard let text = type.text else { return }
    checkLaw(text.characters, at: "\(path).text.characters", "The length of an answer")
    checkNumber(
      text.perSegment, in: ScenarioLimits.segmentLengths, at: "\(path).text.perSegment",
      "The length of a segment")
    if type.session?.hasTurns == true {
      error(
        "\(path).text", "An agent writes the answers of the type in sessions with turns.",
        "Leave one of them out: text messages are counted by the turns of threads.")
    }
  }

  private mutating func linkVoiceMail(_ type: inout Scenario.ContactType, _ path: String) {
    guard let rule = type.voiceMail else { return }
    checkLaw(rule.recording, at: "\(path).recording", "A recording")
    checkProportion(rule.tooShort, at: "\(path).tooShort", "The share that is too short")
    checkProportion(rule.whenClosed, at: "\(path).whenClosed", "The share that leaves a message")
    type.voiceMail?.becomes =
      linked(rule.becomes, at: "\(path).becomes") ?? Link(rule.becomes.name, place: 0)
    if type.channel.work != .exclusive || type.isKeptOverClosing || type.turns != nil {
      error(
        path, "Only callers who are on the line leave messages.",
        "Give it to a type of the channel voice or video that does not wait over closing.")
    }
  }

  private mutating func checkTransmission(of type: Scenario.ContactType, _ path: String) {
    guard let transmission = type.transmission else { return }
    checkLaw(transmission.pages, at: "\(path).pages", "The number of pages")
    checkLength(transmission.perPage, at: "\(path).perPage", "A page")
    if !type.isKeptOverClosing {
      error(
        path, "Nobody waits at the machine until the center opens.",
        "Give it to work that waits while the center is closed, as of the channel fax.")
    }
    if type.menu != nil || type.bot != nil {
      error(path, "A machine that sends pages meets a menu or a bot.", "Leave the menu and the bot out.")
    }
  }

  private mutating func checkVideo(of type: Scenario.ContactType, _ path: String) {
    guard let video = type.video else { return }
    checkProportion(video.setupFailure, at: "\(path).setupFailure", "The share that cannot be set up")
    checkNumber(
      video.talkFactor, in: ScenarioLimits.mediaFactors, at: "\(path).talkFactor", "The factor of the talk")
    if type.channel != .video {
      error(path, "The type's channel is \(type.channel.rawValue).", "Give it the channel video.")
    }
  }

  private mutating func checkCoBrowsing(of type: Scenario.ContactType, _ path: String) {
    guard let shared = type.coBrowsing else { return }
    checkProportion(shared.share, at: "\(path).share", "The share")
    checkLaw(shared.delay, at: "\(path).delay", "The start")
    checkNumber(
      shared.talkFactor, in: ScenarioLimits.mediaFactors, at: "\(path).talkFactor", "The factor of the talk")
    let isLive = type.channel.work == .exclusive || type.channel.work == .shared
    if !isLive || type.turns != nil || type.isKeptOverClosing || type.session?.hasTurns == true {
      error(
        path, "Only customers who are there look at a page with their agent, in one piece of conversation.",
        "Give it to calls, or to chats without turns.")
    }
  }

  /// The licences of the whole center, once the types are there.
  mutating func buildLicences() {
    model.coBrowsingLicences = scenario.coBrowsingLicences
    guard let licences = scenario.coBrowsingLicences else { return }
    if !ScenarioLimits.licences.contains(licences) {
      error(
        "coBrowsingLicences", "There are \(licences).",
        "Give 0 to \(ScenarioLimits.licences.upperBound), or leave it out: no limit.")
    }
    if !scenario.contactTypes.contains(where: { $0.coBrowsing != nil }) {
      warn(
        "coBrowsingLicences", "No contact type has coBrowsing, so that this has no effect.",
        "Give a type coBrowsing, or leave it out.")
    }
  }

  /// Messages must be work that waits, which comes over no line of its own.
  mutating func checkMessages() {
    for (i, type) in model.contactTypes.enumerated() {
      guard let rule = type.written.voiceMail, model.contactTypes.indices.contains(rule.becomes.place),
        case let other = model.contactTypes[rule.becomes.place], other.name == rule.becomes.name
      else { continue }
      let why: String? =
        !other.written.isKeptOverClosing
        ? "does not wait while the center is closed"
        : other.trunks != nil || other.menu != nil || other.bot != nil || other.transmission != nil
          ? "comes over a line, a menu or a bot" : nil
      guard let why else { continue }
      error(
        "contactTypes[\(i)].voiceMail.becomes", "\"\(other.name)\" \(why).",
        "Give messages a type of their own, of the channel voicemail, without trunks, menu and bot.")
    }
  }

  /// What is said of messages, pages and pictures and has no effect.
  mutating func checkUnusedMedia() {
    for (i, type) in model.contactTypes.enumerated() {
      let path = "contactTypes[\(i)]"
      if let rule = type.written.voiceMail, rule.whenClosed == 0, !leavesMessages(i) {
        warn(
          "\(path).voiceMail", "Nobody is asked for a message: nothing leads \"\(type.name)\" to voice mail.",
          "Give its queue a step or a whenFull with voiceMail, its menu a choice, or a share whenClosed.")
      }
      if type.transmission != nil && type.trunks == nil {
        warn(
          "\(path).transmission", "Pages of \"\(type.name)\" come over lines without limit.",
          "Name the group of fax ports: trunks.")
      }
    }
  }

  private func leavesMessages(_ type: Int) -> Bool {
    let isAsked = model.menus.contains { menu in
      menu.afterRepeats == .voiceMail || menu.choices.contains { $0.to == .voiceMail }
    }
    if isAsked && model.contactTypes[type].menu != nil { return true }
    return queueLeadsToVoiceMail(type)
  }

  private func queueLeadsToVoiceMail(_ type: Int) -> Bool {
    PreparedModel.queuesReached(from: model.contactTypes[type].queue, model, isFull: true).contains { place in
      if case .voiceMail = model.queues[place].whenFull, model.queues[place].capacity != nil { return true }
      return model.queues[place].steps.contains {
        if case .voiceMail = $0.action { return true } else { return false }
      }
    }
  }
}

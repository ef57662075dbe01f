import ContactCenter
import Experiments
import Reporting
import Synchronization

/// Asks what happened to the first contacts of a replication, event by event.
public struct TraceRequest: JobRequest {
  /// The scenario's file.
  public var file: String
  /// How many contacts, in the order of their arrival; 1 or more; default: 20.
  public var contacts = 20
  /// Which replication, counted from 0; below a million; default: 0.
  public var replication = 0
  /// The seed of all random streams; default: the scenario's.
  public var seed: UInt64?
  /// The language of the text, "en" or "zh", or both; default: "en".
  public var lang = "en"

  /// A request about a scenario's file.
  public init(file: String) { self.file = file }

  /// A request in which every field has its default.
  public static let blank = TraceRequest(file: "")
  /// What must be given.
  public static let required: Set<JobField> = [.file]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .file: "The scenario's file.",
    .contacts: FieldNote(
      "How many contacts, in the order of their arrival.", whole: 1...Int.max),
    .replication: FieldNote("Which replication, counted from 0.", whole: 0...999_999),
    .seed: FieldNotes.seed, .lang: FieldNotes.lang,
  ]

  /// - Throws: `JobFailure` about a number out of range, or a word that is no language.
  public func checkFields() throws {
    _ = try KPILanguage.list(lang)
    guard contacts >= 1 else { throw JobFailure(at: .contacts, "\(.contacts) must be at least 1.") }
    guard 0..<1_000_000 ~= replication else {
      throw JobFailure(at: .replication, "\(.replication) must be from 0 to 999999.")
    }
  }

  /// Simulates until all these contacts have come and gone.
  ///
  /// - Throws: `JobFailure` with every problem of the file; `stopped` where the workshop was.
  public func run(in workshop: Workshop) async throws -> TraceOutcome {
    try checkFields()
    let read = try workshop.scenario(file)
    let followed = FollowedContacts(count: contacts)
    let isStopped = workshop.stopping
    var options = SimulationOptions()
    options.trace = { followed.add($0) }
    options.isCancelled = { isStopped() || followed.areDone }
    _ = Simulator(model: read.model).run(
      seed: seed ?? read.scenario.study.seed, replication: replication, options: options)
    if isStopped() { throw JobFailure.stopped() }
    return TraceOutcome(
      trace: ContactTrace(model: read.model), records: followed.records,
      languages: try KPILanguage.list(lang))
  }
}

/// The events of the contacts that were followed.
public struct TraceOutcome: Sendable {
  let trace: ContactTrace
  /// The events in their order.
  public let records: [TraceRecord]
  let languages: [KPILanguage]

  /// A paragraph for each contact, one language after the other.
  public func text(_ style: TerminalStyle) -> String {
    languages.map { trace.text(records, style: style, language: $0) }.joined(separator: "\n")
  }

  /// A JSON document.
  public func json() -> String { trace.json(records) }

  /// A line for each event.
  public func csv() -> String { trace.csv(records) }
}

/// The first contacts of a replication and their events.
private final class FollowedContacts: Sendable {
  private struct State {
    var records: [TraceRecord] = []
    /// Contacts that are in the center or will come again.
    var present: Set<Int> = []
    /// Agents who wrap up one of them.
    var wrappingUp: Set<Int> = []
    var haveAllCome = false
  }

  private let count: Int
  private let state = Mutex(State())

  init(count: Int) { self.count = count }

  /// What happened to them so far.
  var records: [TraceRecord] { state.withLock(\.records) }

  /// Whether all contacts have come and gone, so that nothing more can be told of them.
  var areDone: Bool {
    state.withLock { $0.haveAllCome && $0.present.isEmpty && $0.wrappingUp.isEmpty }
  }

  func add(_ record: TraceRecord) {
    guard record.contact >= 0, record.contact < count else { return }
    state.withLock { state in
      state.records.append(record)
      switch record.event {
      case .arrives, .willRedial, .willCallAgain, .isTransferred, .willWriteAgain, .recordsMessage:
        state.present.insert(record.contact)
        if record.contact == count - 1 { state.haveAllCome = true }
      case .findsClosed, .getsBusySignal, .hangsUpInMenu, .isSelfServed, .balks, .leavesMessage,
        .isDisconnected, .abandons, .endsTalk, .endsUncalled, .saysNothing:
        state.present.remove(record.contact)
      case .beginsWrapUp: state.wrappingUp.insert(record.agent)
      case .endsWrapUp: state.wrappingUp.remove(record.agent)
      case .seizesLine, .releasesLine, .entersMenu, .choosesInMenu, .asksForAgent, .choosesNothing,
        .leavesMenu, .joinsQueue, .returnsToQueue, .hearsAnnouncement, .overflows, .rings,
        .isNotAnswered, .startsTalk, .isPutOnHold, .resumesTalk, .beginsConference, .agentJoins,
        .agentLeaves, .givesUp, .writes, .isAnswered, .leavesSession, .isTimedOut,
        .acceptsCallback, .isDialed, .isReached, .isNotReached,
        .writesAgain, .isResolved, .meetsBot, .waitsForBot, .leavesBot, .transmits, .hasComeIn,
        .fallsBackToVoice, .sharesPage, .findsNoLicence,
        .chases, .isInterrupted, .takesUp:
        break
      }
    }
  }
}

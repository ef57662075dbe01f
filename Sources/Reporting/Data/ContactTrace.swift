import ContactCenter
import Experiments
import Foundation

/// What happened to each contact, event by event, with names instead of indices and with contacts
/// numbered from 1.
public struct ContactTrace: Sendable {
  private let names: ModelNames
  private let dates: DatedClock

  /// Traces of a model.
  public init(model: Model) {
    names = ModelNames(model)
    dates = model.calendar.dates
  }

  // MARK: - For programs

  /// The header of `contacts.csv`, as far as it is the same for all models.
  public static let header = [
    "time_s", "contact", "attempt", "contactType", "event", "agent", "place",
  ]

  /// The header of `contacts.csv`: with `date` and `time`, what calendar and clock show, where the
  /// model's days have dates.
  public var header: [String] {
    ContactTrace.header + (dates.firstDate == nil ? [] : ["date", "time"])
  }

  /// The fields of a record, in the header's order; what does not apply is empty.
  public func fields(of record: TraceRecord) -> [String] {
    [
      MachineNumber.text(record.time) ?? "",
      record.contact >= 0 ? String(record.contact + 1) : "",
      record.contact >= 0 ? String(record.attempt) : "",
      name(record.type, in: names.contactTypes), record.event.rawValue,
      name(record.agent, in: names.agents), place(of: record),
    ] + (date(of: record).map { [$0, shownTime(of: record)] } ?? [])
  }

  /// Records as comma-separated values with a header.
  public func csv(_ records: [TraceRecord]) -> String {
    var csv = CSVText()
    csv.line(header)
    for record in records { csv.line(fields(of: record)) }
    return csv.text
  }

  /// Records as a JSON array of objects.
  public func json(_ records: [TraceRecord]) -> String {
    var json = JSONText(lineDepth: 1)
    json.array { json in
      for record in records {
        json.object { json in
          json.number("time_s", record.time)
          json.number("contact", record.contact >= 0 ? Double(record.contact + 1) : nil)
          json.number("attempt", record.contact >= 0 ? Double(record.attempt) : nil)
          json.string(
            "contactType", record.type >= 0 ? name(record.type, in: names.contactTypes) : nil)
          json.string("event", record.event.rawValue)
          json.string("agent", record.agent >= 0 ? name(record.agent, in: names.agents) : nil)
          let place = place(of: record)
          json.string("place", place.isEmpty ? nil : place)
          if let date = date(of: record) {
            json.string("date", date)
            json.string("time", shownTime(of: record))
          }
        }
      }
    }
    return json.text + "\n"
  }

  // MARK: - For people

  /// Records contact by contact, each with its events in order of time.
  public func text(
    _ records: [TraceRecord], style: TerminalStyle = TerminalStyle(), language: KPILanguage = .en
  ) -> String {
    let words = TraceWords(language: language)
    var order: [Int] = []
    var events: [Int: [TraceRecord]] = [:]
    for record in records where record.contact >= 0 {
      if events[record.contact] == nil { order.append(record.contact) }
      events[record.contact, default: []].append(record)
    }
    let blocks = order.sorted().map { contact -> String in
      let own = events[contact] ?? []
      let type = own.first.map { name($0.type, in: names.contactTypes) } ?? ""
      let title = style.marked(words.title(contact + 1), .bold) + " (\(type))"
      return ([title] + own.map { line($0, words) }).joined(separator: "\n")
    }
    return blocks.joined(separator: "\n\n") + (blocks.isEmpty ? "" : "\n")
  }

  private func line(_ record: TraceRecord, _ words: TraceWords) -> String {
    var text = "  \(moment(record.time))  \(words.words(record.event))"
    let place = place(of: record)
    if !place.isEmpty { text += " \(place)" }
    if record.agent >= 0 { text += " – \(name(record.agent, in: names.agents))" }
    if record.attempt > 1 && record.event == .arrives { text += words.attempt(record.attempt) }
    return text
  }

  /// "2026-11-30"; nil without dates.
  private func date(of record: TraceRecord) -> String? { dates.date(at: record.time)?.iso }

  /// "08:00:03.2", what the clocks show.
  private func shownTime(of record: TraceRecord) -> String {
    ContactTrace.clock(dates.clock.timeOfDay(at: record.time))
  }

  /// "Mon 30 Nov 08:00:03.2"; without dates as the clock of the first day says it.
  private func moment(_ time: Seconds) -> String {
    guard let date = dates.date(at: time) else { return ContactTrace.clock(time) }
    let clock = ContactTrace.clock(dates.clock.timeOfDay(at: time))
    let again = dates.isRepeated(time) ? " (2nd)" : ""
    return "\(date.weekday.short) \(date.short) \(clock)\(again)"
  }

  /// "08:00:03.2", with the day in front from the second one on.
  static func clock(_ time: Seconds) -> String {
    let tenths = Int(clamping: (time * 10).rounded())
    let day = tenths / 864_000
    let seconds = tenths / 10 % 86_400
    let clock = String(
      format: "%02d:%02d:%02d.%d", seconds / 3600, seconds / 60 % 60, seconds % 60, tenths % 10)
    return day > 0 ? "day \(day + 1), \(clock)" : clock
  }

  private func name(_ index: Int, in names: [String]) -> String {
    names.indices.contains(index) ? names[index] : ""
  }

  /// The trunk group, menu, choice or queue that an event is about.
  private func place(of record: TraceRecord) -> String {
    switch record.event {
    case .seizesLine, .releasesLine, .getsBusySignal:
      return name(record.place, in: names.trunkGroups)
    case .entersMenu, .asksForAgent, .choosesNothing, .leavesMenu, .hangsUpInMenu, .isSelfServed:
      return name(record.place, in: names.menus)
    case .meetsBot, .waitsForBot, .leavesBot: return name(record.place, in: names.bots)
    case .choosesInMenu: return name(record.place, in: names.menuChoices)
    case .arrives, .findsClosed, .joinsQueue, .returnsToQueue, .balks, .hearsAnnouncement, .overflows,
      .leavesMessage, .isDisconnected, .abandons, .rings, .isNotAnswered, .startsTalk, .isPutOnHold,
      .resumesTalk, .endsTalk, .beginsWrapUp, .endsWrapUp, .isTransferred, .beginsConference,
      .agentJoins, .agentLeaves, .willRedial, .willCallAgain, .givesUp, .writes, .isAnswered, .leavesSession,
      .isTimedOut, .acceptsCallback, .isDialed, .isReached, .isNotReached, .endsUncalled,
      .willWriteAgain, .writesAgain, .isResolved, .recordsMessage, .saysNothing, .transmits, .hasComeIn,
      .fallsBackToVoice, .sharesPage, .findsNoLicence,
      .chases, .isInterrupted, .takesUp:
      return name(record.place, in: names.queues)
    }
  }
}

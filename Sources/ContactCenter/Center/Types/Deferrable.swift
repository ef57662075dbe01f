// Work whose customer is not there: it comes and waits round the clock, and nobody hangs up.

extension Scenario {
  /// The clock by which the age of work is measured.
  public enum GoalClock: String, Sendable, CaseIterable {
    /// All time counts, nights and weekends too.
    case elapsed
    /// Only the opening hours of the type's site count.
    ///
    /// What lies before the first opening of the calendar does not count: its hours are not known.
    case businessHours
  }

  /// Work that waits already when the simulation begins.
  public struct InitialBacklog: Sendable, Equatable {
    /// Seconds since it came, at the first opening.
    public var age: Seconds
    /// How many contacts are of this age.
    public var count: Int

    /// `count` contacts that came `age` seconds before the first opening.
    public init(age: Seconds, count: Int) {
      self.age = age
      self.count = count
    }
  }

  /// Customers who write or call again, because nobody has answered yet.
  public struct Chasers: Sendable, Equatable {
    /// When a customer does so whose contact still waits at the age `after`.
    public enum Law: Sendable, Equatable {
      /// Again and again, at random moments: so many per second.
      case rate(Double)
      /// Once, with a chance from 0 to 1, after so many more seconds.
      case once(chance: Double, delay: Distribution)
    }
    /// The age in seconds, by all time, up to which nobody asks.
    public var after: Seconds
    /// When he does.
    public var law: Law
    /// The chance that the center sees that it is the same matter: no further work then.
    public var merges = 0.0
    /// The contact type of the further contact; nil: the same, which a model fills in.
    public var becomes: Link<ContactType>?
    /// The place of that type in a model.
    public var nextType: Int { becomes?.place ?? 0 }

    /// Chasers from an age on.
    public init(after: Seconds, law: Law) {
      self.after = after
      self.law = law
    }
  }

  /// Contacts that are not for the center at all.
  public struct Spam: Sendable, Equatable {
    /// Their share of the contacts, 0…1.
    public var share: Double
    /// Seconds in which an agent sees that; nothing follows.
    public var look: Seconds

    /// A share that takes `look` seconds each.
    public init(share: Double, look: Seconds) {
      self.share = share
      self.look = look
    }
  }
}

extension Scenario {
  /// Contacts that came to the wrong place, which an agent finds out by a look.
  public struct Misrouted: Sendable, Equatable {
    /// Their share of the contacts, 0…1.
    public var share: Double
    /// Seconds in which an agent sees that.
    public var look: Seconds
    /// The type whose queue they then go to.
    public var to: Link<ContactType>

    /// A share that takes `look` seconds each.
    public init(share: Double, look: Seconds, to: Link<ContactType>) {
      self.share = share
      self.look = look
      self.to = to
    }

    /// What happens to such a contact after the look.
    var transfer: Transfer {
      var transfer = Transfer(kind: .cold, probability: share, to: to.name, together: .constant(0))
      transfer.to = to
      return transfer
    }
  }
}

extension Scenario.ContactType {
  /// Whether its contacts come, and wait, while the center is closed.
  public var isKeptOverClosing: Bool { waitsOverClosing ?? channel.work.isKeptOverClosing }
}

extension Scenario.Work {
  /// Whether its contacts usually come, and wait, while the center is closed.
  public var isKeptOverClosing: Bool {
    switch self {
    case .exclusive, .shared: false
    case .thread, .deferrable: true
    }
  }
}

extension Model {
  /// Whether any work waits while the center is closed.
  public var hasBacklogs: Bool { contactTypes.contains { $0.written.isKeptOverClosing } }
}

extension Model.ContactType {
  /// When its contacts may come, of a site that is open at these times.
  func arrivalHours(_ open: [Model.Span]) -> [Model.Span] {
    guard written.isKeptOverClosing, let first = open.first, let last = open.last else { return open }
    return [Model.Span(from: first.from, to: last.to)]
  }
}

extension ModelBuilder {
  /// The days on which contacts of a type come: the open ones, or all, each from midnight to midnight, from the
  /// first opening to the last closing.
  func arrivalDays(roundTheClock: Bool) -> [OpenDay] {
    guard roundTheClock, let first = openDays.first, let last = openDays.last else { return openDays }
    let special = specialDays(scenario.calendar)
    let clock = model.calendar.clock
    var days: [OpenDay] = []
    var from = first.span.from
    while from < last.span.to {
      let day = clock.day(at: from)
      let to = min(clock.nextMidnight(after: from), last.span.to)
      days.append(
        OpenDay(
          day: day, weekday: weekday(ofDay: day), span: Model.Span(from: from, to: to),
          factor: special[day]?.factor ?? 1))
      from = to
    }
    return days
  }

  /// Checks what only such work has, and links it.
  mutating func linkDeferrable(_ type: inout Scenario.ContactType, _ path: String) {
    checkDeferrable(type, path)
    for (i, part) in type.backlog.enumerated() {
      let place = "\(path).backlog[\(i)]"
      checkLength(part.age, at: "\(place).age", "The age")
      if !ScenarioLimits.backlog.contains(part.count) {
        error(
          "\(place).contacts", "There are \(part.count).",
          "Give 0 to \(ScenarioLimits.backlog.upperBound).")
      }
    }
    if let spam = type.spam {
      checkProportion(spam.share, at: "\(path).spam.share", "The share")
      checkLength(spam.look, at: "\(path).spam.look", "The look")
    }
    linkMisrouted(&type, "\(path).misrouted")
    guard let chasers = type.chasers else { return }
    let place = "\(path).chasers"
    checkLength(chasers.after, at: "\(place).after", "The age")
    checkProportion(chasers.merges, at: "\(place).merges", "The chance")
    switch chasers.law {
    case .rate(let rate):
      checkNumber(rate * 3600, in: ScenarioLimits.chasersPerHour, at: "\(place).perHour", "The rate")
    case .once(let chance, let delay):
      checkProportion(chance, at: "\(place).chance", "The chance")
      checkLaw(delay, at: "\(place).delay", "The delay")
      if chasers.after == 0, delay.isConstantZero, chance == 1, chasers.merges < 1 {
        error(
          place, "Everybody writes again at once and for ever, so time would stand still.",
          "Give an age, a delay, or a lower chance.")
      }
    }
    if type.patience.laws != [.never] {
      error(
        place, "There are chasers, but the customers have patience and leave the queue.",
        "Leave the patience out, or the chasers.")
    }
    let same = Link<Scenario.ContactType>(type.name, place: typeIndex[type.name] ?? 0)
    type.chasers?.becomes = chasers.becomes.flatMap { linked($0, at: "\(place).becomes") } ?? same
  }

  private mutating func linkMisrouted(_ type: inout Scenario.ContactType, _ path: String) {
    guard let misrouted = type.misrouted else { return }
    checkProportion(misrouted.share, at: "\(path).share", "The share")
    checkLength(misrouted.look, at: "\(path).look", "The look")
    type.misrouted?.to = linked(misrouted.to, at: "\(path).to") ?? Link(misrouted.to.name, place: 0)
    if misrouted.to.name == type.name {
      error("\(path).to", "\"\(type.name)\" is where they are already.", "Name another type.")
    }
    if type.turns != nil {
      error(
        path, "\"\(type.name)\" comes in turns.",
        "Leave it out, or give it a type of its own without turns.")
    }
    if let spam = type.spam, spam.share + misrouted.share > 1 + 1e-9 {
      error(
        "\(path).share", "With spam they are \(((spam.share + misrouted.share) * 100).plain)%.",
        "Let the two shares add up to at most 100%.")
    }
  }

  /// Only work that waits while the center is closed has a backlog, chasers and a clock of its own.
  private mutating func checkDeferrable(_ type: Scenario.ContactType, _ path: String) {
    guard !type.isKeptOverClosing else { return }
    let written = [
      ("goalClock", type.goalClock != .elapsed), ("backlog", !type.backlog.isEmpty),
      ("chasers", type.chasers != nil), ("spam", type.spam != nil),
      ("misrouted", type.misrouted != nil),
    ]
    for (key, isWritten) in written where isWritten {
      error(
        "\(path).\(key)", "This is for work that waits while the center is closed.",
        "Give the type waitsOverClosing: true, or the channel of such work.")
    }
  }

  /// Nobody is there to be put through to: such work is passed on cold.
  mutating func checkTransfersToDeferrable() {
    for (i, type) in model.contactTypes.enumerated() {
      for (j, transfer) in type.transfers.enumerated()
      where transfer.kind != .cold && model.contactTypes.indices.contains(transfer.to.place) {
        let other = model.contactTypes[transfer.to.place]
        guard other.written.isKeptOverClosing else { continue }
        error(
          "contactTypes[\(i)].transfers[\(j)].to",
          "The customer would be kept on the line for \"\(other.name)\", which waits over night.",
          "Let the transfer be cold, or lead to another type.")
      }
    }
  }
}

extension ScenarioLimits {
  /// Contacts of one age that wait at the start.
  public static let backlog = 0...1_000_000
  /// How often a customer writes again, per hour.
  public static let chasersPerHour = 0.0...3600
}

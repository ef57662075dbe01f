// A flow of contacts as it runs.

extension Model {
  /// A contact type with what follows from the rest of the scenario.
  ///
  /// Of what was written, links know their places, and what is left to something else is filled in: chances
  /// that a knowledge gap gives, the type that a caller comes back as, laws from midnight on.
  public struct ContactType: LinkedThing, Sendable {
    /// The type as it was written, linked.
    public var written: Scenario.ContactType
    /// The queue its contacts wait in.
    public var queue: Int
    /// What counts as answered in time: the type's own goal, or the scenario's.
    public var goal = Scenario.ServiceLevelGoal()
    /// Its rate, only within opening hours, in rising order.
    public var segments: [RateSegment] = []
    /// The opening hours of its site; empty: the calendar's.
    public var siteHours: [Span] = []
    /// Mean handle time over this type's groups, in seconds, for expected waits.
    public var meanHandleTime: Seconds = 180

    /// A type whose contacts wait in a queue and have no arrivals yet.
    public init(_ written: Scenario.ContactType, queue: Int) {
      self.written = written
      self.queue = queue
    }

    /// The longest wait, in seconds, that counts as answered in time.
    public var acceptableWait: Seconds { goal.acceptableWait }
    /// Abandonments after at most this wait, in seconds, are short.
    public var shortAbandon: Seconds { goal.shortAbandon }
    /// The service level to reach, 0…1; nil: none.
    public var target: Double? { goal.target }
  }
}

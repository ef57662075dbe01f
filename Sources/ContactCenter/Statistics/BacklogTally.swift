/// What became of the work of one type that waits while the center is closed, over the whole horizon.
///
/// What happens after the warm-up counts, whenever a contact came. Ages are in seconds: by all time, and by the
/// opening hours of the type's site. A contact's age is counted from its arrival, or from the transfer that
/// brought it.
public struct BacklogTally: Sendable, Equatable {
  /// Contacts that waited already at the start.
  public var initial = 0.0
  /// Contacts that an agent began to answer.
  public var answered = 0.0
  /// Of these within the acceptable wait, by all time.
  public var answeredWithin = 0.0
  /// Of these within the acceptable wait, by opening hours.
  public var answeredWithinBusiness = 0.0
  /// Σ ages when an agent began, by all time.
  public var ageAnswered = 0.0
  /// Σ ages when an agent began, by opening hours.
  public var ageAnsweredBusiness = 0.0
  /// The greatest age when an agent began, by all time (a maximum, not a sum).
  public var oldestAnswered = 0.0
  /// The greatest age when an agent began, by opening hours (a maximum, not a sum).
  public var oldestAnsweredBusiness = 0.0
  /// Contacts whose conversation, or what stands for it, came to its end.
  public var completed = 0.0
  /// Σ ages at that end, by all time.
  public var ageCompleted = 0.0
  /// Σ ages at that end, by opening hours.
  public var ageCompletedBusiness = 0.0
  /// ∫ contacts waiting dt, in contact-seconds, from the start, or the end of the warm-up, to the last closing.
  public var waitingIntegral = 0.0
  /// The seconds over which that integral goes.
  public var time = 0.0
  /// The most that waited at a moment (a maximum, not a sum).
  public var most = 0.0
  /// Openings of the site.
  public var openings = 0.0
  /// Σ contacts that waited at an opening.
  public var waitingAtOpenings = 0.0
  /// Closings of the site.
  public var closings = 0.0
  /// Σ contacts that waited at a closing.
  public var carriedOver = 0.0
  /// Of these up to 4 h old, by all time.
  public var upTo4Hours = 0.0
  /// Older than 4 h, up to 8 h.
  public var upTo8Hours = 0.0
  /// Older than 8 h, up to 24 h.
  public var upTo24Hours = 0.0
  /// Older than 24 h, up to 72 h.
  public var upTo72Hours = 0.0
  /// Older than 72 h.
  public var over72Hours = 0.0
  /// Contacts that still wait after the last closing.
  public var waitingAtEnd = 0.0
  /// The age of the oldest of them, by all time (a maximum, not a sum).
  public var oldestAtEnd = 0.0
  /// Times that customers asked what became of it.
  public var chasers = 0.0
  /// Of these those that were seen to be about the same matter.
  public var merged = 0.0
  /// Contacts that were not for the center.
  public var spam = 0.0
  /// Contacts that belonged to another type, to which an agent sent them.
  public var misrouted = 0.0

  /// Nothing counted.
  public init() {}
}

/// The work that waits while the center is closed, at one moment.
public struct WorkMoment: BitwiseCopyable, Sendable, Equatable {
  /// Moments looked at.
  public var moments = 0.0
  /// Pieces of work that waited.
  public var waiting = 0.0
  /// Of these up to 4 h old, by all time.
  public var upTo4Hours = 0.0
  /// Older than 4 h, up to 8 h.
  public var upTo8Hours = 0.0
  /// Older than 8 h, up to 24 h.
  public var upTo24Hours = 0.0
  /// Older than 24 h, up to 72 h.
  public var upTo72Hours = 0.0
  /// Older than 72 h.
  public var over72Hours = 0.0
  /// 1 where any waited.
  public var hasWaiting = 0.0
  /// The age of the oldest, by all time (a maximum, not a sum).
  public var oldest = 0.0
  /// The age of the oldest, by opening hours (a maximum, not a sum).
  public var oldestBusiness = 0.0

  /// Nothing counted.
  public init() {}

  /// Counts a piece of work of this age.
  mutating func count(age: Seconds, business: Seconds) {
    waiting += 1
    hasWaiting = 1
    oldest = max(oldest, age)
    oldestBusiness = max(oldestBusiness, business)
    switch age {
    case ...14_400: upTo4Hours += 1
    case ...28_800: upTo8Hours += 1
    case ...86_400: upTo24Hours += 1
    case ...259_200: upTo72Hours += 1
    default: over72Hours += 1
    }
  }
}

extension BacklogTally: NumberRow {}

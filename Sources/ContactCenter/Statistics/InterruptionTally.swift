/// What interruptions were to the contacts of one type, over the whole horizon.
///
/// What happens after the warm-up counts, whenever a contact came. Times are in seconds.
public struct InterruptionTally: Sendable, Equatable {
  /// Contacts that an agent began and that may be put aside.
  public var begun = 0.0
  /// Times that a contact was put aside.
  public var interruptions = 0.0
  /// Contacts that were put aside for the first time.
  public var interrupted = 0.0
  /// Times that an agent went on with one.
  public var resumed = 0.0
  /// Seconds that contacts waited until then.
  public var waited = 0.0
  /// Seconds that agents took to find their way back.
  public var switchBack = 0.0
  /// Seconds of work that was done and lost.
  public var lost = 0.0
  /// Contacts for which an agent put something aside.
  public var preferred = 0.0

  /// Nothing counted.
  public init() {}
}

extension InterruptionTally: NumberRow {}

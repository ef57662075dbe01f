/// What came in over a line before it was work, and what else was part of the contacts of one type, over the horizon.
///
/// Events count if the contact's attempt came after the warm-up. Integrals over time run from the end of the
/// warm-up to the last closing.
public struct MediaTally: Sendable, Equatable {
  /// Callers who began to record a message.
  public var recordings = 0.0
  /// Recordings that were empty or too short to be worked on.
  public var tooShort = 0.0
  /// Seconds of recordings.
  public var recordingTime = 0.0
  /// Contacts that came in page by page.
  public var transmissions = 0.0
  /// Their pages.
  public var pages = 0.0
  /// Seconds in which they came in.
  public var transmissionTime = 0.0
  /// Conversations for which a picture was to be set up.
  public var videos = 0.0
  /// Those of them that went on by voice.
  public var videosFailed = 0.0
  /// Conversations in which agent and customer were to look at a page together.
  public var coBrowsingWanted = 0.0
  /// Those of them that found no licence.
  public var coBrowsingRefused = 0.0
  /// ∫ shared pages dt, in session-seconds.
  public var coBrowsingTime = 0.0
  /// Answers sent as text messages.
  public var texts = 0.0
  /// Their segments.
  public var segments = 0.0
  /// Length of the observed time in which pages may be shared, in seconds; 0 where none are.
  public var time = 0.0

  /// Nothing counted.
  public init() {}
}

extension MediaTally: NumberRow {}

// Callers who come again.

extension Scenario {
  /// Whether and when a caller tries again.
  public struct Redial: Sendable, Equatable {
    /// By attempt: after the first, the second, …; the last one holds for all further attempts.
    public var probabilities: [Double]
    /// Seconds from the end of one attempt to the next.
    public var delay: Distribution
    /// The contact type of the new attempt; nil: the same, which a model fills in.
    public var becomes: Link<ContactType>?
    /// The place of that type in a model.
    public var nextType: Int { becomes?.place ?? 0 }

    /// A new attempt of the same type.
    public init(probabilities: [Double], delay: Distribution) {
      self.probabilities = probabilities
      self.delay = delay
    }
  }

  /// A problem that the contact did not solve makes its caller come back.
  public struct RepeatCall: Sendable, Equatable {
    /// The chance that an answered contact leaves its problem unsolved.
    public var unsolved: Double
    /// The chance that a caller with an unsolved problem calls again.
    public var callsAgain: Double
    /// Seconds from the end of the conversation to the new call.
    public var delay: Distribution
    /// The contact type of the new call; nil: the same, which a model fills in.
    public var becomes: Link<ContactType>?
    /// The place of that type in a model.
    public var nextType: Int { becomes?.place ?? 0 }
    /// Added to the chance `unsolved` when the contact was transferred.
    public var afterTransfer = 0.0
    /// Whoever calls again within so many seconds has not been served at the first call.
    public var window: Seconds = 7 * 86_400

    /// A new call of the same type.
    public init(unsolved: Double, callsAgain: Double, delay: Distribution) {
      self.unsolved = unsolved
      self.callsAgain = callsAgain
      self.delay = delay
    }
  }
}

extension ScenarioLimits {
  /// Attempts for which a chance of a redial is given.
  public static let redialAttempts = 1...1000
}

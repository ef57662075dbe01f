// What callers make of their contacts: rings they hear, how satisfied they are.

extension Scenario {
  /// The ringing that callers hear before anybody or anything picks up.
  public struct Rings: Sendable, Equatable {
    /// Seconds from one ring to the next.
    public var cycle: Seconds = 5
    /// Rings before a menu or a queue picks up; they take no simulated time.
    public var beforeAnswer = 2

    /// Two rings, five seconds apart.
    public init() {}
  }

  /// How satisfied callers are after their last conversation, and which of them say so.
  ///
  /// The feeling of a caller is a sum of effects and a logistic random number; a rating is how many
  /// cut points the feeling exceeds (an ordered logit).
  public struct Satisfaction: Sendable, Equatable {
    /// The feeling of a caller whose matter is not solved and whom nothing else annoyed.
    public var base = -1.0
    /// Added when the matter is solved.
    public var resolved = 3.0
    /// Taken off for each minute of waiting in queues.
    public var waitMinute = 0.1
    /// Seconds of waiting after which it gets no worse.
    public var mostWait: Seconds = 600
    /// Taken off for each transfer.
    public var transfer = 0.8
    /// Taken off for each minute on hold.
    public var holdMinute = 0.1
    /// Taken off for each earlier conversation about the same matter.
    public var earlierCall = 0.5
    /// The cut points between ratings 1, 2, 3, 4 and 5.
    public var ratings = [-3.0, -1.5, 0, 2]
    /// The cut points between the answers 0 to 10 to whether the caller would recommend the center.
    public var recommendations = [-4.0, -3.5, -3, -2.5, -2, -1.25, -0.5, 0.5, 1.5, 2.5]
    /// The log-odds that a caller without any feeling answers the survey.
    public var response = -2.0
    /// Added to the log-odds for each unit of the feeling, for or against.
    public var responseOfExtremes = 0.5

    /// How many cut points there are between five ratings.
    public static let ratingCuts = 4
    /// How many cut points there are between eleven answers.
    public static let recommendationCuts = 10

    /// Solving matters far more than waiting.
    public init() {}
  }
}

extension ScenarioLimits {
  /// Rings before something picks up.
  public static let ringsHeard = 0...1000
  /// What adds to the feeling of a caller, and cut points of it.
  public static let feelings = -100.0...100
}

extension Model {
  /// Whether problems may stay unsolved, so that the books have issues.
  public var hasIssues: Bool { contactTypes.contains { $0.repeatCall != nil } }
  /// Whether callers rate their contacts.
  public var hasRatings: Bool { satisfaction != nil }
  /// Whether the rings that callers hear are counted.
  public var hasRings: Bool { rings != nil }
}

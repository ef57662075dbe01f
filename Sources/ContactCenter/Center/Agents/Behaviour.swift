// How agents keep to their plan.

extension Scenario {
  /// A contact rings at an agent who does not pick up; it goes back to the head of its queue.
  public struct NoAnswer: Sendable, Equatable {
    /// The chance that a ringing contact is not answered, below 1.
    public var probability: Double
    /// Seconds of ringing until the contact is taken back.
    public var after: Seconds
    /// How many seconds the agent is not ready then.
    public var away: Seconds

    /// Contacts that ring in vain with that chance.
    public init(probability: Double, after: Seconds, away: Seconds) {
      self.probability = probability
      self.after = after
      self.away = away
    }
  }

  /// Late start of a shift.
  public struct Lateness: Sendable, Equatable {
    /// The chance that an agent is late, for each shift worked.
    public var probability: Double
    /// How many seconds a late agent comes after the shift's begin.
    public var delay: Distribution

    /// Late with that chance, by that delay.
    public init(probability: Double, delay: Distribution) {
      self.probability = probability
      self.delay = delay
    }
  }

  /// Breaks that no plan knows; taken when the agent is free.
  public struct UnscheduledBreaks: Sendable, Equatable {
    /// Mean number per planned hour of an agent who is there, planned breaks left out.
    public var perHour: Double
    /// The length of one break, in seconds.
    public var length: Distribution
    /// The coefficient of variation over agents of the rate, which a gamma factor with mean 1
    /// multiplies; 0: all take as many.
    public var cv = 0.0

    /// Breaks at that rate and of that length.
    public init(perHour: Double, length: Distribution) {
      self.perHour = perHour
      self.length = length
    }
  }
}

extension ScenarioLimits {
  /// Unscheduled breaks in an hour.
  public static let breaksPerHour = 0.0...1000
  /// The concentration of the share that is absent on a day.
  public static let concentrations = 0.01...1e6
}

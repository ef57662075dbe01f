/// What "at most 3 % dropped" may mean: numerator, denominator, window and clock.
///
/// On the same day definitions differ by a factor of five, so every report names the one it uses. Symbols: L persons
/// taken by agents, M machines put through to them, D dropped calls, S persons whom machine detection hung up on.
///
/// Example: L = 1900, D = 60, M = 150, 3000 machines screened, S = 60.6: 1.17 % of all answers, 2.84 % of the calls
/// taken for live, 5.76 % by the reasoned estimate with silent calls. Without detection (S = 0) the estimate changes
/// nothing: D·P/(D·P + L) = D/(D + L + M) with P = L/(L + M).
///
/// Source: the rules named by ``OutboundRule``.
public struct DropRateDefinition: Sendable, Equatable, Codable {
  /// Which calls the rate is of.
  public enum Denominator: String, Sendable, Codable, CaseIterable {
    /// Calls that a person answered: what the laws mean, and only a simulation knows.
    case persons
    /// Calls that a dialer takes for live, D + L + M: what it can count.
    case takenForLive
    /// All answered calls, screened machines included: flatters.
    case answers
    /// Live calls by a reasoned estimate: of D the part P = L/(L + M) was persons; D·P + L, and S where it counts.
    case reasonedEstimate
  }

  /// From when an agent's delay is reckoned.
  public enum Clock: String, Sendable, Codable, CaseIterable {
    /// The answer.
    case answer
    /// The begin of the greeting.
    case greetingStart
    /// The end of the greeting.
    case greetingEnd
  }

  /// The time over which the rate is measured.
  public enum Window: Sendable, Equatable, Codable {
    /// From midnight to midnight.
    case day
    /// The 24 hours before every call.
    case rollingDay
    /// So many days from the campaign's begin, then the next as many; a shorter campaign as a whole.
    case days(Int)
    /// A month of the calendar; without dates 30 days from the campaign's begin.
    case month
  }

  /// Which calls the rate is of.
  public var denominator: Denominator
  /// Whether persons whom machine detection hung up on count as dropped.
  public var countsSilentCalls: Bool
  /// Whether persons count as dropped for whom an agent came too late.
  public var countsLateConnects: Bool
  /// In seconds: an agent who comes at this delay is in time.
  public var threshold: Double
  /// From when it is reckoned.
  public var clock: Clock
  /// Over which time.
  public var window: Window
  /// The largest rate allowed, 0…1; nil: there is no fixed one.
  public var limit: Double?

  /// A definition.
  public init(
    denominator: Denominator, countsSilentCalls: Bool, countsLateConnects: Bool, threshold: Double,
    clock: Clock, window: Window, limit: Double?
  ) {
    self.denominator = denominator
    (self.countsSilentCalls, self.countsLateConnects) = (countsSilentCalls, countsLateConnects)
    (self.threshold, self.clock, self.window, self.limit) = (threshold, clock, window, limit)
  }

  /// The latest that an agent is in time, in seconds after the answer.
  public func deadline(of call: AnsweredCall) -> Double {
    switch clock {
    case .answer: threshold
    case .greetingStart: call.greeting.lowerBound + threshold
    case .greetingEnd: call.greeting.upperBound + threshold
    }
  }

  /// The two sides of the rate of some counts.
  public func parts(of counts: DropCounts) -> (numerator: Double, denominator: Double) {
    let more =
      (countsSilentCalls ? counts.silentCalls : 0)
      + (countsLateConnects ? counts.lateConnects + counts.leftLate : 0)
    switch denominator {
    case .persons: return (counts.droppedPersons + more, counts.persons)
    case .takenForLive: return (counts.dropped + more, counts.takenForLive)
    case .answers: return (counts.dropped + more, counts.answers)
    case .reasonedEstimate:
      let taken = counts.personsTaken + counts.connectedMachines
      // Nobody put through tells nothing: then all that was dropped counts.
      let live = counts.dropped * (taken > 0 ? counts.personsTaken / taken : 1)
      return (
        live + more,
        live + counts.personsTaken + (countsSilentCalls ? counts.silentCalls : 0)
          + (countsLateConnects ? counts.leftLate : 0)
      )
    }
  }

  /// The rate, 0…1; nil where there is nothing to take it of.
  public func rate(of counts: DropCounts) -> Double? {
    let (numerator, denominator) = parts(of: counts)
    return denominator > 0 ? numerator / denominator : nil
  }

  /// Whether counts are over the limit; nil without a limit or a rate.
  ///
  /// A rate that equals it but for rounding is not.
  public func isOver(_ counts: DropCounts) -> Bool? {
    let (numerator, denominator) = parts(of: counts)
    guard let limit, denominator > 0 else { return nil }
    return numerator > limit * denominator * (1 + 1e-12)
  }
}

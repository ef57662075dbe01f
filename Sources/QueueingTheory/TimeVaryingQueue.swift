import Foundation

/// M(t)/M/s(t)+M: a day of changing volumes and staff, by the Kolmogorov forward equations.
///
/// Starts empty. When staff drop, agents on a call finish it and then leave, and nobody takes a new
/// call while the busy are at least the scheduled; when staff rise, waiting calls start at once;
/// after the last interval arrivals stop and its staff stay. The state is the number busy and, from
/// the scheduled staff upwards, the number waiting; the queue is cut where less than 1e-11 lies
/// beyond.
///
/// Valid for any rates; without patience the cut grows with the backlog. Accuracy about 1e-8.
/// O(day · event rate · states): some tenths of a second for a day of tens of agents. For hundreds
/// of agents with patience like the handle time use ``OfferedLoad``.
///
/// Source: the equations of A. N. Kolmogorov 1931; for staffing, L. V. Green, P. J. Kolesar and W.
/// Whitt, "Coping with time-varying demand when setting staffing requirements", POM 16, 2007.
public struct TimeVaryingQueue: Sendable {
  /// A time of constant staff.
  public struct Interval: Sendable {
    /// Seconds, > 0.
    public var length: Double
    /// Calls per second at a time in seconds from the start of the day, ≥ 0, smooth within the
    /// interval.
    public var arrivalRate: @Sendable (Double) -> Double
    /// Agents scheduled, ≥ 0.
    public var agents: Int

    /// An interval of constant volume, in calls per second.
    public init(length: Double, arrivalRate: Double, agents: Int) {
      self.init(length: length, agents: agents) { _ in arrivalRate }
    }

    /// An interval whose volume follows a curve.
    public init(
      length: Double, agents: Int, arrivalRate: @escaping @Sendable (Double) -> Double
    ) {
      precondition(length > 0 && agents >= 0, "the length is > 0, the agents ≥ 0")
      self.length = length
      self.arrivalRate = arrivalRate
      self.agents = agents
    }
  }

  /// What happens in one interval.
  public struct Measures: Sendable, Equatable {
    /// Calls that arrive.
    public internal(set) var arrivals = 0.0
    /// Time average of the busy agents, those about to leave included.
    public internal(set) var meanBusy = 0.0
    /// Time average of the number waiting.
    public internal(set) var meanQueue = 0.0
    /// The part of the arrivals that find all scheduled agents busy.
    public internal(set) var waitProbability = 0.0
    /// Calls that abandon during the interval.
    public internal(set) var abandonments = 0.0
    /// The part of the arrivals served with W ≤ T; nil without a threshold.
    public internal(set) var serviceLevel: Double?
    /// Mean busy agents at the end.
    public internal(set) var busyAtEnd = 0.0
    /// Mean number waiting at the end.
    public internal(set) var queueAtEnd = 0.0
  }

  /// What happens in the whole day.
  public struct Day: Sendable, Equatable {
    /// One after the other.
    public internal(set) var intervals: [Measures]
    /// Calls that abandon after the last interval.
    public internal(set) var abandonmentsAfterClosing: Double

    /// Calls that arrive.
    public var arrivals: Double { intervals.reduce(0) { $0 + $1.arrivals } }
    /// Calls that abandon, those after the last interval included.
    public var abandonments: Double {
      intervals.reduce(abandonmentsAfterClosing) { $0 + $1.abandonments }
    }
    /// The part of all arrivals served with W ≤ T; nil without a threshold or without arrivals.
    public var serviceLevel: Double? {
      let levels = intervals.compactMap { interval in
        interval.serviceLevel.map { $0 * interval.arrivals }
      }
      guard levels.count == intervals.count, arrivals > 0 else { return nil }
      return levels.reduce(0, +) / arrivals
    }
  }

  /// The day.
  public let intervals: [Interval]
  /// h, in seconds.
  public let meanHandleTime: Double
  /// 1/θ, in seconds; nil when nobody gives up.
  public let meanPatience: Double?
  /// The part of the callers who abandon at once rather than wait.
  public let balkingProbability: Double

  /// - Parameters:
  ///   - intervals: the day from time 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - meanPatience: seconds, > 0; nil when nobody gives up.
  ///   - balkingProbability: in [0, 1], of abandoning at once when no agent is free.
  public init(
    intervals: [Interval], meanHandleTime: Double, meanPatience: Double?,
    balkingProbability: Double = 0
  ) {
    precondition(meanHandleTime > 0 && meanPatience.map { $0 > 0 } ?? true, "times are > 0")
    precondition(balkingProbability >= 0 && balkingProbability <= 1, "a probability is in [0, 1]")
    self.intervals = intervals
    self.meanHandleTime = meanHandleTime
    self.meanPatience = meanPatience
    self.balkingProbability = balkingProbability
  }

  /// The measures of every interval, and what is left after the last one.
  ///
  /// - Parameter acceptableWait: T of the service level in seconds, ≥ 0; nil for none. Staff
  ///   changes while a caller waits are followed.
  /// - Returns: one entry per interval, and totals.
  public func day(acceptableWait: Double? = nil) -> Day {
    precondition(acceptableWait.map { $0 >= 0 } ?? true, "a wait is ≥ 0")
    var longest = 64
    while true {
      var day = TransientDay(queue: self, longestQueue: longest, acceptableWait: acceptableWait)
      if let result = day.run() { return result }
      longest *= 2
    }
  }
}

// The rate of arrivals as it runs.

extension Model {
  /// A stretch of the rate: λ(t) = c0 + c1·x + c2·x² + c3·x³ per second with x = t − from.
  public struct RateSegment: Sendable, BitwiseCopyable {
    /// Its begin, in seconds since the first midnight.
    public var from: Seconds
    /// Its end, in seconds since the first midnight.
    public var to: Seconds
    /// The rate at `from`, in contacts per second.
    public var c0: Double
    /// The coefficient of x.
    public var c1 = 0.0
    /// The coefficient of x².
    public var c2 = 0.0
    /// The coefficient of x³.
    public var c3 = 0.0
    /// At least the largest λ in the segment.
    public var bound: Double
    /// The day (0-based) whose day factor applies; segments never cross midnight.
    public var day: Int
    /// The planning interval (0-based) in which it begins.
    ///
    /// Where an interval factor, counts or a changing rate are used, segments do not leave it.
    public var interval: Int

    /// A segment of the constant rate `c0`.
    public init(from: Seconds, to: Seconds, c0: Double, bound: Double, day: Int, interval: Int) {
      self.from = from
      self.to = to
      self.c0 = c0
      self.bound = bound
      self.day = day
      self.interval = interval
    }
  }
}

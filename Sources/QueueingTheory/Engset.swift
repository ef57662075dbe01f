/// Engset's loss system: N sources, each calling at a given rate while idle, and c < N lines.
///
/// P(k busy) ∝ C(N, k) (αh)ᵏ, k = 0…c; insensitive to the law of the holding time. An attempt
/// sees the system without its own source. With c ≥ N nothing is ever blocked. Example: 10 callers,
/// each calling every 10 minutes while silent, for 180 s on 5 lines: 2.91 % are blocked.
///
/// Valid for N ≥ 1, c ≥ 1, rate ≥ 0. Relative error below 1e-11. O(c).
///
/// Source: T. O. Engset, "Die Wahrscheinlichkeitsrechnung zur Bestimmung der Wähleranzahl in
/// automatischen Fernsprechämtern", ETZ 39, 1918; V. B. Iversen, "Teletraffic Engineering
/// Handbook", ITU-D 2010, eqs. (5.30)–(5.35).
public struct Engset: Sendable {
  /// N.
  public let sources: Int
  /// c.
  public let lines: Int
  /// E: the part of the time during which all lines are busy.
  public let timeCongestion: Double
  /// B: the part of the attempts blocked, E of a system of N - 1 sources.
  public let callCongestion: Double
  /// Mean busy lines.
  public let meanBusy: Double

  /// - Parameters:
  ///   - sources: N ≥ 1.
  ///   - lines: c ≥ 1.
  ///   - idleSourceRate: calls per second of one idle source, ≥ 0.
  ///   - meanHoldTime: seconds, > 0.
  public init(sources: Int, lines: Int, idleSourceRate: Double, meanHoldTime: Double) {
    precondition(sources >= 1 && lines >= 1, "sources and lines are ≥ 1")
    precondition(idleSourceRate >= 0 && meanHoldTime > 0, "the rate is ≥ 0, the time > 0")
    self.sources = sources
    self.lines = lines
    let load = idleSourceRate * meanHoldTime
    let busy = Self.busyLines(sources: sources, lines: lines, load: load)
    timeCongestion = lines <= sources ? busy[lines] : 0
    meanBusy = busy.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    let seen = Self.busyLines(sources: sources - 1, lines: lines, load: load)
    callCongestion = lines <= sources - 1 ? seen[lines] : 0
  }

  private static func busyLines(sources: Int, lines: Int, load: Double) -> [Double] {
    BirthDeath.stationary(upTo: min(sources, lines)) { busy in
      Double(sources - busy) * load / Double(busy + 1)
    }
  }
}

/// M/M/c//N, the machine-repair queue: N sources, c agents, and everybody waits.
///
/// P(k + 1)/P(k) = (N - k) αh / min(k + 1, c); a call sees the system of the N - 1 other sources.
///
/// Valid for N ≥ 1, c ≥ 1, rate > 0; always stable. Relative error below 1e-11. O(N).
///
/// Source: C. Palm, "Arbetskraftens fördelning vid betjäning av automatmaskiner", 1947; L.
/// Kleinrock, "Queueing Systems I", 1975, section 3.8.
public struct FiniteSourceQueue: Sendable {
  /// N.
  public let sources: Int
  /// c.
  public let agents: Int
  /// P(a call finds all agents busy).
  public let waitProbability: Double
  /// Time average of the number waiting.
  public let meanQueue: Double
  /// Calls per second.
  public let throughput: Double
  /// Mean busy agents over c, 0…1.
  public let occupancy: Double

  /// - Parameters:
  ///   - sources: N ≥ 1.
  ///   - agents: c ≥ 1.
  ///   - idleSourceRate: calls per second of one idle source, > 0.
  ///   - meanHandleTime: seconds, > 0.
  public init(sources: Int, agents: Int, idleSourceRate: Double, meanHandleTime: Double) {
    precondition(sources >= 1 && agents >= 1, "sources and agents are ≥ 1")
    precondition(idleSourceRate > 0 && meanHandleTime > 0, "the rate and the time are > 0")
    self.sources = sources
    self.agents = agents
    let load = idleSourceRate * meanHandleTime
    var (queue, busy) = (0.0, 0.0)
    for (state, part) in Self.present(sources: sources, agents: agents, load: load).enumerated() {
      queue += part * Double(max(0, state - agents))
      busy += part * Double(min(state, agents))
    }
    meanQueue = queue
    occupancy = busy / Double(agents)
    throughput = busy / meanHandleTime
    let seen = Self.present(sources: sources - 1, agents: agents, load: load)
    waitProbability = seen.dropFirst(agents).reduce(0, +)
  }

  /// E[W] over all calls, zeros included, in seconds (Little 1961).
  public var averageSpeedOfAnswer: Double { meanQueue / throughput }

  private static func present(sources: Int, agents: Int, load: Double) -> [Double] {
    BirthDeath.stationary(upTo: sources) { state in
      Double(sources - state) * load / Double(min(state + 1, agents))
    }
  }
}

import Foundation

/// One batch of lines that are dialed and resolved at once, for agents who are idle: how many too many answer.
///
/// m lines are dialed for a idle agents and all end at the same instant, each answered with probability q; who is
/// answered beyond the agents is dropped. With X ~ Bin(m, q) the drop rate is E[(X - a)⁺]/(mq), of all that
/// answer. It rises with m, so that a limit has a largest m; for large teams m/a goes to 1/(q(1 - limit)).
/// A dialer that goes on redials as agents come free, and is no series of batches: see ``DialerChain``.
///
/// Exact, O(m). Example: two agents, four lines, q = 0.3: (4 · 0.3³ · 0.7 · 1 + 0.3⁴ · 2)/1.2 = 0.0765; at most
/// 3 % allow three lines.
public struct BatchOverdial: Sendable {
  /// a, idle agents.
  public let agents: Int
  /// m, lines dialed at once.
  public let lines: Int
  /// q, of a line.
  public let answerProbability: Double
  /// P(somebody is dropped).
  public let anyDropProbability: Double
  /// E[(X - a)⁺], dropped calls of a batch.
  public let meanDropped: Double
  /// Standard deviation of the dropped calls of a batch.
  public let deviationOfDropped: Double

  /// - Parameters:
  ///   - agents: idle, ≥ 1.
  ///   - lines: ≥ 1.
  ///   - answerProbability: above 0, at most 1.
  public init(agents: Int, lines: Int, answerProbability: Double) {
    precondition(agents >= 1 && lines >= 1, "there are agents and lines")
    precondition(answerProbability > 0 && answerProbability <= 1, "calls are answered")
    (self.agents, self.lines, self.answerProbability) = (agents, lines, answerProbability)
    let beyond = Binomial(trials: lines, probability: answerProbability).beyond(agents)
    anyDropProbability = beyond.probability
    meanDropped = beyond.excess
    deviationOfDropped = max(0, beyond.square - beyond.excess * beyond.excess).squareRoot()
  }

  /// mq, answered calls of a batch.
  public var meanAnswered: Double { Double(lines) * answerProbability }
  /// Calls of a batch that an agent takes.
  public var meanConnected: Double { meanAnswered - meanDropped }
  /// Dropped calls, of the answered ones.
  public var dropRate: Double { meanDropped / meanAnswered }
  /// The part of the idle agents that have a call.
  public var filledShare: Double { meanConnected / Double(agents) }

  /// The most lines, at least as many as agents, whose drop rate is within a limit.
  ///
  /// A rate that equals the limit but for rounding, such as q²/3 = 0.03 of three lines for two agents, is within.
  /// - Parameters:
  ///   - agents: idle, ≥ 1.
  ///   - answerProbability: above 0, at most 1.
  ///   - limit: of the drop rate, 0 up to but not 1.
  /// - Returns: m; nil where it may be more than a billion.
  public static func mostLines(agents: Int, answerProbability: Double, limit: Double) -> Int? {
    precondition(limit >= 0 && limit < 1, "a limit is 0 up to but not 1")
    let ratio = ratioOfLargeTeams(answerProbability: answerProbability, limit: limit)
    guard Double(agents) * ratio < 1e9 else { return nil }
    return Roots.smallestInteger(from: agents + 1) { lines in
      BatchOverdial(agents: agents, lines: lines, answerProbability: answerProbability).dropRate
        > limit * (1 + 1e-12)
    } - 1
  }

  /// The limit of the most lines over agents as teams grow: 1/(q(1 - limit)).
  public static func ratioOfLargeTeams(answerProbability: Double, limit: Double) -> Double {
    1 / (answerProbability * (1 - limit))
  }
}

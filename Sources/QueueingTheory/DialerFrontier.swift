import Foundation

/// How many lines an agent a drop limit allows teams of a size, and how busy agents are with them.
///
/// More lines keep agents busier and drop more of those who answer; a large team evens both out and may dial ahead,
/// a small one hardly at all. Beside the limit it is the one number that says what prediction buys.
///
/// By search over ``DialerChain``; the drop rate rises with the lines. Example: at most 3 %, ring 20 s, q = 0.3, talk
/// 180 s, steps of 0.1 line: five agents 1.9 lines for an idle one and occupancy 0.793, 20 agents 2.6 and 0.878.
public enum DialerFrontier {
  /// The most lines an agent that are tried.
  public static let mostLines = 1000.0

  /// The dialer with the most lines an agent, in steps from one line on, whose drop rate is within a limit.
  ///
  /// - Parameters:
  ///   - agents: n ≥ 1.
  ///   - tally: what lines are counted by.
  ///   - step: of the lines an agent, 0.0005 to 10; nil: by all agents one line of the team, by idle agents 0.05.
  ///   - limit: of the drop rate, 0…1.
  ///   - meanRing: seconds, > 0.
  ///   - answerProbability: above 0, at most 1.
  ///   - meanTalk: seconds, > 0.
  /// - Returns: the chain; that of ``mostLines`` where even these are within.
  /// - Throws: `QueueTooLarge` where the chain of the most lines cannot be solved.
  public static func most(
    agents: Int, tally: DialerChain.Tally, step: Double? = nil, limit: Double, meanRing: Double,
    answerProbability: Double, meanTalk: Double
  ) throws(QueueTooLarge) -> DialerChain {
    precondition(step.map((0.0005...10).contains) ?? true, "a step can be searched with")
    let step = step ?? (tally == .all ? 1 / Double(agents) : 0.05)
    func dialer(_ steps: Int) throws(QueueTooLarge) -> DialerChain {
      // Nine digits: the number that is printed is the one that was computed with.
      let ahead = Double(steps) * step
      let lines = tally == .all ? 1 + ahead : ((1 + ahead) * 1e9).rounded() / 1e9
      return try DialerChain(
        agents: agents, linesPerAgent: lines, tally: tally, meanRing: meanRing,
        answerProbability: answerProbability, meanTalk: meanTalk)
    }
    let most = Int((mostLines - 1) / step)
    var tooLarge: [Int: QueueTooLarge] = [:]
    let over = Roots.smallestInteger(from: 1) { steps in
      if steps > most { return true }
      do throws(QueueTooLarge) {
        return try dialer(steps).dropRate > limit * (1 + 1e-12)
      } catch {
        tooLarge[steps] = error
        return true
      }
    }
    if let problem = tooLarge[over] { throw problem }
    return try dialer(over - 1)
  }
}

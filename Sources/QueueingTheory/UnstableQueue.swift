/// Thrown when work arrives at least as fast as it can be handled and nobody gives up: the queue
/// then grows without bound, and no steady-state number exists.
///
/// Example: 10 erlangs offered to 10 agents with unlimited patience.
public struct UnstableQueue: Error, Equatable, Sendable {
  /// Work offered per second of real time to agents, in erlangs (of the customers who never
  /// leave, where some do).
  public let offeredLoad: Double
  /// Agents available to handle it.
  public let agents: Int

  /// - Parameters:
  ///   - offeredLoad: arrival rate × mean handle time, in erlangs.
  ///   - agents: number of agents.
  public init(offeredLoad: Double, agents: Int) {
    self.offeredLoad = offeredLoad
    self.agents = agents
  }
}

extension UnstableQueue: CustomStringConvertible {
  /// Offered load, agents and what follows.
  public var description: String {
    "unstable: \(offeredLoad) erlangs offered to \(agents) agents, who can carry less than "
      + "\(agents), so that without abandonment the queue grows without bound"
  }
}

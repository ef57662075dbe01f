// Choices among agents and contacts of equal rank.

extension Scenario {
  /// Which idle agent takes an arriving contact.
  public enum AgentSelection: String, Sendable, CaseIterable {
    /// Who has been idle longest.
    case longestIdle
    /// Who has spent the smallest share of handling and idle time with contacts.
    case leastOccupied
    /// The longest idle agent of the group with the most idle agents.
    case mostIdleAgents
    /// The first in the order of groups, and of agents within a group.
    case fixedOrder
    /// Who has the smallest handling-time factor for the queue, the agent's own times the skill's.
    case proficiencyFirst
    /// Any, each with the same chance.
    case random
  }

  /// Which waiting contact a free agent takes.
  public enum ContactSelection: String, Sendable, CaseIterable, BitwiseCopyable {
    /// The one that has waited longest.
    case oldestFirst
    /// The one with the smallest priority number now; among equals the one that has waited longest.
    case priority
    /// The first of the longest queue.
    case longestQueue
    /// The one with the largest product of its wait and its queue's weight.
    case weightedWait
  }
}

// The ways that contacts come.

extension Scenario {
  /// How a contact reaches its agent.
  ///
  /// An agent is in contacts of one channel at a time; of how many says his group's `Capacity`.
  public enum Channel: String, Sendable, CaseIterable {
    /// Telephone calls: an agent has one at a time.
    case voice
    /// Written conversations, of which an agent may have several at once.
    case chat

    /// Its place among the channels.
    package var number: Int {
      switch self {
      case .voice: 0
      case .chat: 1
      }
    }
  }
}

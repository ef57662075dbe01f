// What contacts need of agents, besides talk and wrap-up.

extension Scenario {
  /// How often and how long a caller is put on hold during the conversation.
  public struct Hold: Sendable, Equatable {
    /// The chance that a conversation has a hold, 0…1; nil: a knowledge gap says so.
    public var probability: Double?
    /// The chance of a hold in a model, where what a gap says is filled in.
    public var chance: Double { probability ?? 0 }
    /// After a hold, the chance of another one.
    public var again = 0.0
    /// The length of one hold, in seconds.
    public var length: Distribution

    /// A hold with that chance and length, never a second one.
    public init(probability: Double?, length: Distribution) {
      self.probability = probability
      self.length = length
    }
  }

  /// How a contact is passed on.
  public enum TransferKind: String, Sendable, CaseIterable {
    /// The caller goes back to a queue; the first agent starts wrap-up.
    case cold
    /// The first agent stays until a second one has answered and been told, then starts wrap-up.
    case warm
    /// A second agent joins for a while and leaves; the first one ends the contact.
    case conference
  }

  /// A transfer or conference with an agent of another type's queue.
  public struct Transfer: Sendable, Equatable {
    /// Whether the first agent leaves at once, leaves later, or stays.
    public var kind: TransferKind
    /// The chance that it follows a conversation, 0…1; nil: a knowledge gap says so.
    public var probability: Double?
    /// The chance of the transfer in a model, where what a gap says is filled in.
    public var chance: Double { probability ?? 0 }
    /// The contact type it becomes; for a conference, the expert's type.
    ///
    /// A transferred contact takes the queue, the laws and the priority of that type.
    public var to: Link<ContactType>
    /// How long both agents are on the line together, in seconds.
    public var together: Distribution
    /// After how many seconds without a second agent the first goes on alone; nil: never.
    ///
    /// For conferences only.
    public var giveUpAfter: Seconds?

    /// A transfer for which the first agent waits without limit.
    public init(kind: TransferKind, probability: Double?, to: String, together: Distribution) {
      self.kind = kind
      self.probability = probability
      self.to = Link(to)
      self.together = together
    }
  }

  /// Callers whom the center recognises; the others are asked who they are, which takes time.
  public struct Recognition: Sendable, Equatable {
    /// The share of callers who are recognised, 0…1.
    public var share: Double
    /// How many seconds asking the others adds to their conversation.
    public var identification: Distribution

    /// That share is recognised, the others are asked.
    public init(share: Double, identification: Distribution) {
      self.share = share
      self.identification = identification
    }
  }
}

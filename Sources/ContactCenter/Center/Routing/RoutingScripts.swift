// Scripts: what happens to contacts of a type as they wait.

extension Scenario {
  /// What happens to contacts of a type as they wait.
  public struct RoutingScript: Sendable, Equatable {
    /// The contact type.
    public var type: Link<ContactType>
    /// In rising order of the wait; the first from 0 s on.
    public var stages: [RoutingStage] = []

    /// No stage yet.
    public init(type: String) { self.type = Link(type) }
  }

  /// New ranks from a wait on.
  public struct RoutingStage: Sendable, Equatable {
    /// Seconds since the contact asked for an agent.
    public var after: Seconds
    /// The first case whose condition holds counts.
    public var cases: [RoutingCase] = []
    /// What holds if no case does; nil: nothing changes.
    public var otherwise: RankTable?

    /// Nothing changes after this wait yet.
    public init(after: Seconds) { self.after = after }
  }

  /// New ranks under a condition.
  public struct RoutingCase: Sendable, Equatable {
    /// A formula that is true or false, such as `idle(experts) >= 2 and waiting(gold) == 0`.
    public var when: String
    /// What holds if it is true.
    public var ranks: RankTable

    /// `ranks` if `when` is true.
    public init(when: String, ranks: RankTable) {
      self.when = when
      self.ranks = ranks
    }
  }

  /// Ranks of groups, the smallest first; what is nil or not named stays as it is.
  public struct RankTable: Sendable, Equatable {
    /// The groups asked for an idle agent, all others are not; nil: as before.
    public var agents: [GroupRank]?
    /// The groups whose queues the contact is in, all others it leaves; nil: as before.
    public var queues: [GroupRank]?
    /// Added to the ranks of groups asked for an idle agent.
    public var agentsBy: [GroupRank] = []
    /// Added to the ranks in the queues of groups.
    public var queuesBy: [GroupRank] = []

    /// Nothing changes.
    public init() {}
  }

  /// The rank of a group, or what is added to it.
  public struct GroupRank: Sendable, Equatable {
    /// The group.
    public var group: Link<AgentGroup>
    /// The rank, the smallest first.
    public var rank: Double

    /// That rank of that group.
    public init(group: String, rank: Double) {
      self.group = Link(group)
      self.rank = rank
    }
  }
}

extension ScenarioLimits {
  /// Stages of a script.
  public static let scriptStages = 1...50
  /// Cases of a stage.
  public static let scriptCases = 0...20
}

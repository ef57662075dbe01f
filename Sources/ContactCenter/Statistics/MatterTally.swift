/// What is counted of a contact type, or of a group of agents, over the horizon only.
public struct MatterTally: Sendable, Equatable {
  /// What became of its contacts.
  public var outcome = OutcomeTally()
  /// Its threads; nothing for groups.
  public var threads = ThreadTally()
  /// The bot that its contacts met; nothing for groups.
  public var bots = BotTally()
  /// The campaign whose people it is; nothing for groups.
  public var campaign = CampaignTally()
  /// Its messages, pages, pictures, shared pages and text messages; nothing for groups.
  public var media = MediaTally()

  /// Nothing counted.
  public init() {}
}

extension MatterTally: NumberRow {}

extension Tallies {
  /// What is counted over the horizon only, by type.
  public var matters: [MatterTally] {
    outcomes.indices.map { type in
      var matter = MatterTally()
      matter.outcome = outcomes[type]
      if threads.indices.contains(type) { matter.threads = threads[type] }
      if bots.indices.contains(type) { matter.bots = bots[type] }
      if campaigns.indices.contains(type) { matter.campaign = campaigns[type] }
      if media.indices.contains(type) { matter.media = media[type] }
      return matter
    }
  }

  /// The same by group.
  public var groupMatters: [MatterTally] {
    groupOutcomes.map { outcome in
      var matter = MatterTally()
      matter.outcome = outcome
      return matter
    }
  }
}

import ContactCenter

/// How agents who may be in several contacts at once spent their time.
package enum SharedLoadFigure: String, DeclaredFigure {
  case slotUse, effort, concurrency

  package static let kind = IndicatorKind.agents
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<AgentMeasure> {
    switch self {
    case .slotUse:
      ratio(
        "Slot use", zh: "槽位利用率", better: .neither, .proportion, .roomUsed, over: .readyShared,
        "Share of their room that the contacts of agents take, over the time with or ready for contacts; where "
          + "agents may be in several. Of n slots of its channel a contact takes 1/n, of weights its weight "
          + "in the total: three chats of three fill an agent who could have six messages instead.",
        formula: "Σ contact-seconds × part of the agent ÷ (handling + idle)")
    case .effort:
      ratio(
        "Effort", zh: "有效工作率", better: .neither, .proportion, .effort, over: .readyShared,
        "Work done per second with or ready for contacts, at the speed of one contact alone; where agents may be "
          + "in several. Occupancy says how long they have any contact, slot use how many, effort what they "
          + "get done.",
        formula: "Σ contact-seconds × speed ÷ (handling + idle)")
    case .concurrency:
      ratio(
        "Contacts at once", zh: "并发联络数", better: .neither, .ratio, .slotTime, over: .handlingShared,
        "Mean number of contacts of an agent who has any; where agents may be in several.",
        formula: "contact-seconds ÷ handling")
    }
  }
}

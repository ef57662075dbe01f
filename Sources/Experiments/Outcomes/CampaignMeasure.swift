import ContactCenter

/// Campaigns: attempts, people, lines, lists.
package enum CampaignMeasure: Int, PartMeasure {
  case dials, humans, machines, nobody, busy, invalid, silent, dropped, live, hungUp, connected
  case conversations, late, rightParties, successes, agentHours, idleBefore, dialTime
  case dialingIntegral, lineTime, records, reached, exhausted, fresh, dials1, contacts1, dials2
  case contacts2, dials3, contacts3, dials4, contacts4, dials5, contacts5, dials6, contacts6, time

  /// What each reads, how it combines, and what it is in formulas of KPIs.
  package var reading: Reading {
    switch self {
    case .dials: .sum { $0.campaign.dials }
    case .humans: .sum { $0.campaign.humans }
    case .machines: .sum { $0.campaign.machines }
    case .nobody: .sum { $0.campaign.nobody }
    case .busy: .sum { $0.campaign.busy }
    case .invalid: .sum { $0.campaign.invalid }
    case .silent: .sum { $0.campaign.silent }
    case .dropped: .sum { $0.campaign.dropped }
    case .live: .sum { $0.campaign.liveAnswers }
    case .hungUp: .sum { $0.campaign.hungUp }
    case .connected: .sum { $0.campaign.connected }
    case .conversations: .sum { $0.campaign.connected + $0.campaign.machineCalls }
    case .late: .sum { $0.campaign.late }
    case .rightParties: .sum { $0.campaign.rightParties }
    case .successes: .sum { $0.campaign.successes }
    case .agentHours: .sum { $0.campaign.agentTime / 3600 }
    case .idleBefore: .sum { $0.campaign.idleBefore }
    case .dialTime: .sum { $0.campaign.dialTime }
    case .dialingIntegral: .sum { $0.campaign.dialingIntegral }
    case .lineTime: .sum { $0.campaign.lineTime }
    case .records: .sum { $0.campaign.records }
    case .reached: .sum { $0.campaign.reached }
    case .exhausted: .sum { $0.campaign.exhausted }
    case .fresh: .sum { $0.campaign.fresh }
    case .dials1: .sum { $0.campaign.dials1 }
    case .contacts1: .sum { $0.campaign.contacts1 }
    case .dials2: .sum { $0.campaign.dials2 }
    case .contacts2: .sum { $0.campaign.contacts2 }
    case .dials3: .sum { $0.campaign.dials3 }
    case .contacts3: .sum { $0.campaign.contacts3 }
    case .dials4: .sum { $0.campaign.dials4 }
    case .contacts4: .sum { $0.campaign.contacts4 }
    case .dials5: .sum { $0.campaign.dials5 }
    case .contacts5: .sum { $0.campaign.contacts5 }
    case .dials6: .sum { $0.campaign.dials6 }
    case .contacts6: .sum { $0.campaign.contacts6 }
    case .time: .duration { $0.campaign.time }
    }
  }
}

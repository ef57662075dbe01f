import ContactCenter

/// A part of the simulated world that a KPI needs; without it the figure would be a constant that
/// says nothing.
public enum KPIMechanism: String, Sendable, CaseIterable {
  /// Callers who give up.
  case patience
  /// Lines, ports or places that can be full.
  case lines
  /// Work after the conversation.
  case wrapUp
  /// Callers put on hold.
  case hold
  /// Contacts passed on.
  case transfers
  /// Agents who stay away a whole day.
  case absence
  /// Late starts, unscheduled breaks, or shifts whose ends calls overrun.
  case deviations
  /// Rings before an answer.
  case rings
  /// Problems that may stay unsolved, and callers who then come back.
  case issues
  /// What callers think.
  case satisfaction
  /// Scores of monitored contacts.
  case quality
  /// Monitored contacts that are no choice of the worst.
  case fairSample
  /// Wages and other costs.
  case costs
  /// Staff that leaves and is replaced.
  case workforce
  /// A service level to reach.
  case goal
  /// Rates of arrivals that a forecast can be made from.
  case forecast
  /// Agents who may be in several contacts at once.
  case sharing
  /// Conversations in writing that may be left.
  case sessions
  /// Conversations in writing that go in turns.
  case sessionTurns
  /// Contacts whose customers come back for another turn.
  case threads
  /// Work that waits while the center is closed.
  case waitingWork
  /// Customers who ask what became of such work.
  case chasers
  /// Work that is put aside for other contacts.
  case interruptions
  /// Callers who are called back.
  case callbacks
  /// Bots in front of the agents.
  case bots

  /// Whether it is of some channels only: a center without them has none of the figures, rather than figures
  /// that are not measured.
  public var isOfChannels: Bool {
    switch self {
    case .sharing, .sessions, .sessionTurns, .threads, .waitingWork, .chasers, .interruptions, .callbacks,
      .bots:
      true
    case .patience, .lines, .wrapUp, .hold, .transfers, .absence, .deviations, .rings, .issues,
      .satisfaction, .quality, .fairSample, .costs, .workforce, .goal, .forecast:
      false
    }
  }
}

extension KPIMechanism {
  /// The mechanisms of channels that a model has.
  public static func ofChannels(in model: Model) -> Set<KPIMechanism> {
    let types = model.contactTypes.map(\.written)
    let sessions = types.compactMap(\.session)
    let found: [(KPIMechanism, Bool)] = [
      (.sharing, model.sharesAgents),
      (.sessions, !sessions.isEmpty), (.sessionTurns, sessions.contains(where: \.hasTurns)),
      (.threads, model.hasThreads), (.waitingWork, model.hasBacklogs),
      (.chasers, types.contains { $0.chasers != nil }), (.interruptions, !model.interruptions.isEmpty),
      (.callbacks, model.queues.contains { $0.callback != nil }), (.bots, !model.bots.isEmpty),
    ]
    return Set(found.filter(\.1).map(\.0))
  }
}

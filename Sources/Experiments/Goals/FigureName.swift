import ContactCenter

/// The figures of a contact center by their names: indicators of `IndicatorCatalogue`, which says what
/// each is, and those that only comparisons have.
///
/// Goals, KPIs of comparisons and reports name figures by these; texts are read at the edges of the program.
public enum FigureName: String, Sendable, CaseIterable, Codable {
  // Of contacts.
  case attempts, fresh, redials, repeats, cameFromOtherTypes, foundClosed, blocked, blockedByTrunks
  case blockedByPorts, blockedByQueue, menuAbandoned, selfServed, typeChanged, offered, queued, balked
  case answered, answeredWithin, abandoned, abandonedWithin, abandonedShort, voiceMail, disconnected
  case overflowed, ringNoAnswer, remaining, blockingProbability, trunkBlockingProbability
  case freshBlockingProbability, menuAbandonedProportion, selfServedProportion, queuedProportion
  case answeredProportion, abandonedProportion, shortAbandonedProportion, balkedProportion
  case voiceMailProportion, averageSpeedOfAnswer, timeToAbandon, averageWait, averageWaitOfQueued
  case excessWait, longestWait, averageHandleTime, averageTalkTime, averageHoldTime, averageWrapUpTime
  case averageAlertTime, averageMenuTime, heldProportion, transferred, transferredProportion, conferences
  case unsolvedProportion, redialledProportion, personsServed, personsLost, personsServedProportion
  case attemptsPerPerson
  // Service levels.
  case serviceLevel, serviceLevelIncludingBlocked, serviceLevelShortWaitAbandonsIgnored
  case serviceLevelAbandonedWithinCountAsMet, serviceLevelAnsweredOnly, serviceLevelShortAbandonsIgnored
  case serviceLevelShortAbandonsCredited, serviceLevelVirtualWait
  // Of the waits of contacts.
  case daysOnTarget, waitPercentile50, waitPercentile80, waitPercentile90, waitPercentile95
  case waitPercentile99
  // Of queues, agents, lines and the whole.
  case averageQueueLength, longestQueue, queueLengthAtEnd, enteredQueue, answeredFromQueue
  case abandonedFromQueue, occupancy, utilization, attendance, adherence, adherenceByClock, shrinkage
  case answeredPerHour, scheduledAgents, presentAgents, loggedInAgents, agentsOnDuty, agentsOnBreak
  case busyAgents, busyAgentsAtEnd, agentsOnDutyAtEnd, idleShare, alertingShare, talkingShare
  case holdingShare, wrapUpShare, breakShare, awayShare, scheduledHours, hoursLoggedIn, hoursOnDuty
  case handlingHours, answeredByAgents, ringsUnanswered, trunkOccupancy, busyLines, lines, mostBusyLines
  case busyLinesAtEnd, seizures, refusals, refusedProportion, callersWaitingToRedial, eventsPerReplication
  case waitingCost, predictionBias, predictionError, predictionSquaredError
  // Of what contacts are to their callers.
  case firstCallResolution, solvedAtOnce, solvedConversations, customerSatisfaction, averageRating
  case netPromoterScore, responseRate, satisfiedCallers, ringsToAnswer
  // Of what the center costs.
  case cost, operatingCost, staffCost, overtimeCost, supervisorCost, lineCost, seatCost, monitoringCost
  case hiringCost, overheadCost, lostValue, paidHours
  // Of comparisons.
  case occupancySpread, occupancyRange

  /// The figure of a name or of its alias, in upper or lower case, that can be compared and bounded; nil:
  /// there is none.
  ///
  /// `asa` is `averageSpeedOfAnswer`, `abandoned` the proportion. See `TournamentKPI.aliases`.
  public init?(_ text: String) {
    guard let figure = TournamentKPI.figure(text) else { return nil }
    self.init(rawValue: figure.identifier)
  }

  /// The figure of a word as goals have it: `waiting` and `blocked` are shares, not numbers.
  init?(goalWord text: String) {
    switch text.lowercased() {
    case "waiting": self = .queuedProportion
    case "blocked": self = .blockingProbability
    default: self.init(text)
    }
  }

  /// The service level of a definition.
  public init(_ definition: ServiceLevelDefinition) {
    self =
      switch definition {
      case .includingBlocked: .serviceLevelIncludingBlocked
      case .abandonedCountAgainst: .serviceLevel
      case .shortWaitAbandonsIgnored: .serviceLevelShortWaitAbandonsIgnored
      case .abandonedWithinCountAsMet: .serviceLevelAbandonedWithinCountAsMet
      case .answeredOnly: .serviceLevelAnsweredOnly
      case .shortAbandonsIgnored: .serviceLevelShortAbandonsIgnored
      case .shortAbandonsCredited: .serviceLevelShortAbandonsCredited
      case .virtualWait: .serviceLevelVirtualWait
      }
  }

  /// All figures that can be compared and bounded, in the catalogue's order.
  public static let comparable = TournamentKPI.identifiers.compactMap { FigureName(rawValue: $0) }

  /// The unit of its values where it is compared or bounded; of the same name as an indicator of a study
  /// it may be another: `answered` is a share here, and a count there.
  public var unit: IndicatorUnit {
    TournamentKPI.figure(rawValue)?.unit ?? IndicatorCatalogue.indicator(self)?.unit ?? .ratio
  }

  /// Which values are better.
  public var direction: Indicator.Direction {
    TournamentKPI.figure(rawValue)?.direction ?? IndicatorCatalogue.indicator(self)?.direction
      ?? .neither
  }

  /// The name nearest to one that is no figure's.
  static func nearest(to text: String) -> String? {
    NearestName.nearest(
      to: text.lowercased(),
      in: TournamentKPI.aliases.keys.sorted() + TournamentKPI.identifiers)
  }
}

import Experiments

/// A column of a study's tables: an indicator, and where it is shown.
struct StudyColumn {
  var figure: FigureName
  /// The heading in English where it is not the indicator's name.
  var title: String?
  /// Whether it stays when it is zero for all.
  var isAlwaysShown: Bool
  /// Whether terminals leave it out.
  var isDetail: Bool

  /// A column that all forms have.
  init(_ figure: FigureName, _ title: String? = nil, always: Bool = false) {
    (self.figure, self.title, isAlwaysShown, isDetail) = (figure, title, always, false)
  }

  /// The same column, which terminals leave out.
  var detail: StudyColumn {
    var column = self
    column.isDetail = true
    return column
  }

  static let types: [StudyColumn] =
    [
      .init(.attempts, always: true).detail, .init(.blockingProbability),
      .init(.selfServedProportion), .init(.offered, always: true),
      .init(.answered, always: true).detail, .init(.abandonedProportion, always: true),
      .init(.voiceMailProportion).detail, .init(.serviceLevel, always: true),
      .init(.daysOnTarget).detail,
    ] + waits + [
      .init(.averageHandleTime, "AHT"), .init(.transferredProportion).detail,
      .init(.redialledProportion), .init(.firstCallResolution).detail,
      .init(.customerSatisfaction).detail, .init(.netPromoterScore).detail,
      .init(.ringsToAnswer, "Rings").detail, .init(.firstResponse), .init(.firstResponseWithin).detail,
      .init(.answerDelay), .init(.sessionDuration).detail, .init(.leftInSession),
      .init(.timedOutInSession).detail,
      .init(.answersPerSession).detail, .init(.callbackAcceptance),
      .init(.callbackDelay), .init(.callbackPromiseKept).detail, .init(.callbackLost).detail,
    ]

  private static let waits: [StudyColumn] = [
    .init(.averageSpeedOfAnswer, "ASA", always: true),
    .init(.waitPercentile50, "Answered, 50\u{a0}% within").detail,
    .init(.waitPercentile80, "Answered, 80\u{a0}% within").detail,
    .init(.waitPercentile90, "Answered, 90\u{a0}% within"),
    .init(.waitPercentile95, "Answered, 95\u{a0}% within").detail,
    .init(.waitPercentile99, "Answered, 99\u{a0}% within").detail, .init(.longestWait).detail,
    .init(.timeToAbandon, "Time to abandon").detail,
  ]

  static let persons: [StudyColumn] = [
    .init(.fresh, always: true), .init(.redials, always: true), .init(.repeats),
    .init(.attempts, always: true), .init(.attemptsPerPerson),
    .init(.personsServed, always: true), .init(.personsLost, always: true),
    .init(.personsServedProportion, "Served, share", always: true),
    .init(.unsolvedProportion),
  ]

  static let threads: [StudyColumn] = [
    .init(.turnsPerThread), .init(.averageTurnWait, always: true), .init(.turnsWithinGoal),
    .init(.turnsQueuedProportion).detail, .init(.timeToResolve), .init(.reopenedProportion),
    .init(.openThreads), .init(.handOverProportion),
  ]

  static let bots: [StudyColumn] = [
    .init(.botContainment, always: true), .init(.botResolution, always: true),
    .init(.botOverflowProportion), .init(.botWaitProportion), .init(.botWait), .init(.botAbandonedProportion),
    .init(.botSessions), .init(.agentLoadAfterBot, always: true),
    .init(.agentLoadOfferedAfterBot, always: true),
    .init(.agentLoadBySubtraction, always: true),
  ]
  static let media: [StudyColumn] =
    VoiceMailFigure.allCases.map { StudyColumn(FigureName($0)) }
    + TransmissionFigure.allCases.map { StudyColumn(FigureName($0)) }
    + VideoFigure.allCases.map { StudyColumn(FigureName($0)) }
    + CoBrowsingFigure.allCases.map { StudyColumn(FigureName($0)) }
    + TextFigure.allCases.map { StudyColumn(FigureName($0)) }

  static let campaigns: [StudyColumn] = [
    .init(.dialedAttempts, always: true), .init(.contactsPerAgentHour),
    .init(.rightPartiesPerAgentHour, always: true), .init(.dialedSuccesses), .init(.dropRate, always: true),
    .init(.silentCallProportion), .init(.lateConnectionProportion), .init(.agentWaitBetweenCalls),
    .init(.penetration), .init(.attemptsPerContact), .init(.linesDialing).detail, .init(.linesUsed),
  ]

  static let dialing: [StudyColumn] = [
    .init(.personAnswerProportion, always: true), .init(.machineAnswerProportion), .init(.noAnswerProportion),
    .init(.busySignalProportion), .init(.invalidNumberProportion), .init(.dialTime),
    .init(.hitRateAttempt1), .init(.hitRateAttempt2), .init(.hitRateAttempt3), .init(.hitRateAttempt4),
    .init(.hitRateAttempt5), .init(.hitRateAttempt6), .init(.exhaustedProportion),
    .init(.untouchedProportion),
  ]

  static let backlogs: [StudyColumn] =
    WorkAgeFigure.allCases.map { StudyColumn(FigureName($0)) }
    + BacklogFigure.allCases.map { StudyColumn(FigureName($0)) }
    + InterruptionFigure.allCases.map { StudyColumn(FigureName($0)) }
    + MisroutedFigure.allCases.map { StudyColumn(FigureName($0)) }

  static let queues: [StudyColumn] =
    [
      .init(.offered, always: true), .init(.answered, always: true).detail,
      .init(.abandonedProportion, always: true), .init(.shortAbandonedProportion).detail,
      .init(.blockedByQueue), .init(.overflowed), .init(.serviceLevel, always: true),
    ] + waits

  static let lengths: [StudyColumn] = [
    .init(.enteredQueue, always: true),
    .init(.answeredFromQueue, "Answered", always: true),
    .init(.abandonedFromQueue, "Abandoned", always: true),
    .init(.averageQueueLength, "Average length", always: true),
    .init(.longestQueue, "Longest", always: true),
  ]

  static let agents: [StudyColumn] = [
    .init(.scheduledHours, always: true).detail, .init(.hoursOnDuty, always: true),
    .init(.hoursLoggedIn).detail, .init(.attendance), .init(.adherence),
    .init(.adherenceByClock).detail, .init(.shrinkage).detail, .init(.occupancy, always: true),
    .init(.slotUse), .init(.effort).detail, .init(.concurrency),
    .init(.utilization, always: true), .init(.answeredByAgents, "Answered", always: true),
    .init(.answeredPerHour, always: true), .init(.idleShare).detail, .init(.alertingShare).detail,
    .init(.talkingShare).detail, .init(.holdingShare).detail, .init(.wrapUpShare).detail,
    .init(.breakShare).detail, .init(.awayShare).detail, .init(.ringsUnanswered),
  ]

  static let trunks: [StudyColumn] = [
    .init(.lines, always: true), .init(.seizures, always: true),
    .init(.refusedProportion, always: true), .init(.busyLines, always: true),
    .init(.trunkOccupancy, always: true), .init(.mostBusyLines, always: true),
  ]

  static let intervals: [StudyColumn] = [
    .init(.offered, always: true), .init(.answered, always: true).detail,
    .init(.abandonedProportion), .init(.blockingProbability),
    .init(.serviceLevel, always: true), .init(.averageSpeedOfAnswer, "ASA", always: true),
    .init(.waitPercentile90, "Answered, 90\u{a0}% within").detail,
    .init(.averageQueueLength, "Queue"), .init(.longestQueue).detail, .init(.workWaiting),
    .init(.oldestWaiting), .init(.oldestWaitingBusiness).detail,
    .init(.scheduledAgents, "Scheduled", always: true).detail,
    .init(.agentsOnDuty, "On duty", always: true), .init(.agentsOnBreak, "On break").detail,
    .init(.busyAgents, "Busy", always: true).detail,
    .init(.occupancy, always: true),
  ]

  // MARK: - The whole center

  /// Figures of the whole center that stay even when they are zero.
  static let core: Set<FigureName> = [
    .attempts, .offered, .answered, .abandoned, .abandonedProportion, .blocked,
    .blockingProbability, .serviceLevel, .averageSpeedOfAnswer, .occupancy,
  ]

  /// What a terminal shows of the whole center, in its order.
  static let brief: [FigureName] = [
    .attempts, .blocked, .blockingProbability, .selfServedProportion, .offered, .answered,
    .abandoned, .abandonedProportion, .voiceMail, .disconnected, .foundClosed,
    .averageHandleTime, .occupancy, .personsServedProportion, .serviceLevel, .daysOnTarget,
    .averageSpeedOfAnswer, .waitPercentile50, .waitPercentile90, .waitPercentile99, .longestWait,
    .timeToAbandon, .queuedProportion, .averageQueueLength, .attemptsPerPerson, .predictionBias,
    .predictionError, .predictionSquaredError, .firstCallResolution, .customerSatisfaction,
    .netPromoterScore, .ringsToAnswer, .slotUse, .effort, .concurrency, .firstResponse, .answerDelay,
    .sessionDuration, .leftInSession, .callbackAcceptance, .callbackDelay, .openCallbacks,
    .callbackPromiseKept, .callbackLost, .callbackExpired, .callsAgain, .callbackCancelled, .wastedDials,
    .turnsPerThread, .averageTurnWait, .turnsWithinGoal,
    .timeToResolve, .openThreads, .botContainment, .botResolution, .agentLoadAfterBot,
    .agentLoadOfferedAfterBot,
    .agentLoadBySubtraction, .workWaiting, .oldestWaiting, .dialedAttempts, .rightPartiesPerAgentHour,
    .dropRate, .agentWaitBetweenCalls, .penetration,
  ]

  /// What costs are made of, the whole last.
  static let costs: [FigureName] =
    TournamentCosts.partIndicators.map(\.name) + [.operatingCost, .waitingCost, .lostValue, .cost]

  // MARK: - Figures that say something

  /// The figures of the whole center that say something.
  static func center(of result: StudyResult) -> [(indicator: Indicator, estimate: Estimate)] {
    let otherLevels = Set(ServiceLevelDefinition.allCases.map { FigureName($0) })
      .subtracting([.serviceLevel])
    return result.figures(of: .center).filter { indicator, estimate in
      let isOther = otherLevels.contains(indicator.name)
      let matters =
        (estimate.value ?? 0) != 0 || core.contains(indicator.name)
        || (indicator.name == .daysOnTarget && estimate.value != nil)
      return !isOther && matters && indicator.kind != .cost && indicator.unit != .money
        && !indicator.identifier.hasSuffix("AtEnd")
        && indicator.name != .eventsPerReplication
    }.map { (indicator: $0, estimate: $1) }
  }

  /// The places among those that a terminal shows, in its order; attempts of a person where somebody tries
  /// again.
  static func brief(of figures: [(indicator: Indicator, estimate: Estimate)], in result: StudyResult)
    -> [Int]
  {
    let retries = (result.value(.redials) ?? 0) + (result.value(.repeats) ?? 0)
    return brief.compactMap { name in
      guard let place = figures.firstIndex(where: { $0.indicator.name == name }) else { return nil }
      if [.personsServedProportion, .attemptsPerPerson].contains(name), retries == 0 { return nil }
      if [.blocked, .blockingProbability].contains(name), (figures[place].estimate.value ?? 0) == 0 {
        return nil
      }
      return place
    }
  }

  /// The parts of the cost that say something.
  static func costs(of result: StudyResult) -> [Indicator] {
    costs.compactMap(IndicatorCatalogue.indicator).filter { indicator in
      let amount = result.value(indicator.name) ?? 0
      if indicator.name == .cost { return true }
      // Where nothing else costs anything it would be the whole once more.
      return amount != 0
        && (indicator.name != .operatingCost || amount != result.value(.cost))
    }
  }
}

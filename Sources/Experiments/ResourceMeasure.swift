import ContactCenter

/// The numbers read from a `QueueTally`.
package enum QueueMeasure: Int, Measure {
  case lengthIntegral, time, openIntegral, openTime, longest, lengthAtEnd, entered, answered, abandoned
  case moments, workWaiting, workUpTo4Hours, workUpTo8Hours, workUpTo24Hours, workUpTo72Hours
  case workOver72Hours, hasWork, oldestWork, oldestWorkBusiness

  /// The measure's value in one tally.
  package func value(in tally: QueueTally) -> Double {
    switch self {
    case .lengthIntegral: return tally.lengthIntegral
    case .time: return tally.time
    case .openIntegral: return tally.openIntegral
    case .openTime: return tally.openTime
    case .longest: return tally.longest
    case .lengthAtEnd: return tally.lengthAtEnd
    case .entered: return tally.entered
    case .answered: return tally.answered
    case .abandoned: return tally.abandoned
    case .moments: return tally.work.moments
    case .workWaiting: return tally.work.waiting
    case .workUpTo4Hours: return tally.work.upTo4Hours
    case .workUpTo8Hours: return tally.work.upTo8Hours
    case .workUpTo24Hours: return tally.work.upTo24Hours
    case .workUpTo72Hours: return tally.work.upTo72Hours
    case .workOver72Hours: return tally.work.over72Hours
    case .hasWork: return tally.work.hasWaiting
    case .oldestWork: return tally.work.oldest
    case .oldestWorkBusiness: return tally.work.oldestBusiness
    }
  }

  /// How the measure combines.
  package var combination: Combination {
    switch self {
    case .time, .openTime, .moments: return .duration
    case .longest, .hasWork, .oldestWork, .oldestWorkBusiness: return .largest
    case .lengthAtEnd: return .state
    case .lengthIntegral, .openIntegral, .entered, .answered, .abandoned, .workWaiting, .workUpTo4Hours,
      .workUpTo8Hours, .workUpTo24Hours, .workUpTo72Hours, .workOver72Hours:
      return .sum
    }
  }
}

extension AgentTally {
  /// Of each second with a contact the part that is the agent's own: what several contacts take at once is
  /// shared among them.
  fileprivate var ownShare: Double { overlap > 0 ? handling / slotTime : 1 }
}

/// The numbers read from an `AgentTally`.
package enum AgentMeasure: Int, Measure {
  case idle, alerting, talking, holding, wrapUp, scheduledBreak, away
  case handling, ready, loggedIn, onBreak, time
  case scheduledHours, loggedInHours, readyHours, handlingHours, scheduled
  case answered, noAnswers, busyAtEnd, onDutyAtEnd
  case expected, readyInPlan, paid, paidWithin, notReady
  case scheduledOpen, expectedOpen, loggedInOpen, readyOpen, onBreakOpen, handlingOpen, openTime
  case slotTime, roomUsed, effort, readyShared, handlingShared

  /// The measure's value in one tally.
  package func value(in tally: AgentTally) -> Double {
    switch self {
    case .idle: return tally.idle
    case .alerting: return tally.alerting * tally.ownShare
    case .talking: return tally.talking * tally.ownShare
    case .holding: return tally.holding * tally.ownShare
    case .wrapUp: return tally.wrapUp * tally.ownShare
    case .scheduledBreak: return tally.scheduledBreak
    case .away: return tally.away
    case .handling: return tally.handling
    case .ready: return tally.ready
    case .loggedIn: return tally.loggedIn
    case .onBreak: return tally.loggedIn - tally.ready
    case .time: return tally.time
    case .scheduledHours: return tally.scheduled / 3600
    case .loggedInHours: return tally.loggedIn / 3600
    case .readyHours: return tally.ready / 3600
    case .handlingHours: return tally.handling / 3600
    case .scheduled: return tally.scheduled
    case .answered: return tally.answered
    case .noAnswers: return tally.noAnswers
    case .busyAtEnd: return tally.busyAtEnd
    case .onDutyAtEnd: return tally.onDutyAtEnd
    case .expected: return tally.expected
    case .readyInPlan: return tally.ready - tally.overrun
    case .paid: return tally.paid
    case .paidWithin: return tally.paid - tally.paidOutside
    case .notReady: return tally.paid - tally.paidOutside - (tally.ready - tally.overrun)
    case .scheduledOpen: return tally.scheduledOpen
    case .expectedOpen: return tally.expectedOpen
    case .loggedInOpen: return tally.loggedInOpen
    case .readyOpen: return tally.readyOpen
    case .onBreakOpen: return tally.loggedInOpen - tally.readyOpen
    case .handlingOpen: return tally.handlingOpen
    case .openTime: return tally.openTime
    case .slotTime: return tally.roomOffered > 0 ? tally.slotTime : 0
    case .roomUsed: return tally.roomUsed
    case .effort: return tally.roomOffered > 0 ? tally.effort : 0
    case .readyShared: return tally.roomOffered
    case .handlingShared: return tally.roomOffered > 0 ? tally.handling : 0
    }
  }

  /// How the measure combines.
  package var combination: Combination {
    switch self {
    case .time, .openTime: return .duration
    case .busyAtEnd, .onDutyAtEnd: return .state
    case .idle, .alerting, .talking, .holding, .wrapUp, .scheduledBreak, .away, .handling,
      .ready, .loggedIn, .onBreak, .scheduledHours, .loggedInHours, .readyHours, .handlingHours,
      .scheduled, .answered, .noAnswers, .expected, .readyInPlan, .paid, .paidWithin, .notReady,
      .scheduledOpen, .expectedOpen, .loggedInOpen, .readyOpen, .onBreakOpen, .handlingOpen,
      .slotTime, .roomUsed, .effort, .readyShared, .handlingShared:
      return .sum
    }
  }
}

extension AgentMeasure: CountedMeasure {
  /// What the measure is in formulas of KPIs.
  package var events: MeasureEvents {
    switch self {
    case .idle: .one("idleTime")
    case .handling: .one("handlingTime")
    case .ready: .sum("handlingTime + idleTime")
    case .loggedIn: .one("loginTime")
    case .loggedInHours: .one("loginHours")
    case .scheduled: .one("scheduledTime")
    case .expected: .one("presentTime")
    case .readyInPlan: .one("readyInPlan")
    case .paidWithin: .one("paidTime")
    case .answered: .one("answeredByAgents")
    case .slotTime, .roomUsed, .effort, .readyShared, .handlingShared: .one("\(self)")
    case .alerting, .talking, .holding, .wrapUp, .scheduledBreak, .away, .onBreak, .time,
      .scheduledHours, .readyHours, .handlingHours, .noAnswers, .busyAtEnd, .onDutyAtEnd, .paid,
      .notReady, .scheduledOpen, .expectedOpen, .loggedInOpen, .readyOpen, .onBreakOpen,
      .handlingOpen, .openTime:
      .none
    }
  }
}

/// The numbers read from a `TrunkTally`.
package enum LineMeasure: Int, Measure {
  case busyIntegral, capacityIntegral, seized, refused, wanted, mostBusy, busyAtEnd, time
  case busyOpen, capacityOpen, openTime

  /// The measure's value in one tally.
  package func value(in tally: TrunkTally) -> Double {
    switch self {
    case .busyIntegral: return tally.busyIntegral
    case .capacityIntegral: return tally.capacityIntegral
    case .seized: return tally.seized
    case .refused: return tally.refused
    case .wanted: return tally.seized + tally.refused
    case .mostBusy: return tally.mostBusy
    case .busyAtEnd: return tally.busyAtEnd
    case .time: return tally.time
    case .busyOpen: return tally.busyOpen
    case .capacityOpen: return tally.capacityOpen
    case .openTime: return tally.openTime
    }
  }

  /// How the measure combines.
  package var combination: Combination {
    switch self {
    case .time, .openTime: return .duration
    case .mostBusy: return .largest
    case .busyAtEnd: return .state
    case .busyIntegral, .capacityIntegral, .seized, .refused, .wanted, .busyOpen, .capacityOpen:
      return .sum
    }
  }
}

/// What a replication leaves behind that belongs to no interval and no member.
package struct SystemTally: Sendable {
  /// ∫ number of callers waiting to redial dt while the center is open.
  package var orbitOpen: Double
  /// The observed time in which the center is open.
  package var openTime: Double
  /// Events handled by the scheduler.
  package var events: Double
  /// What waits cost and how well they were foretold, over all contact types.
  package var routing = RoutingTally()
}

/// The numbers read from a `SystemTally`.
package enum SystemMeasure: Int, Measure {
  case orbitOpen, openTime, events
  case waitingCost, foretold, error, absoluteError, squaredError

  /// The measure's value in one tally.
  package func value(in tally: SystemTally) -> Double {
    switch self {
    case .orbitOpen: return tally.orbitOpen
    case .openTime: return tally.openTime
    case .events: return tally.events
    case .waitingCost: return tally.routing.waitingCost
    case .foretold: return tally.routing.foretold
    case .error: return tally.routing.error
    case .absoluteError: return tally.routing.absoluteError
    case .squaredError: return tally.routing.squaredError
    }
  }

  /// Time is a duration, the rest adds up.
  package var combination: Combination { self == .openTime ? .duration : .sum }
}

import ContactCenter

/// The numbers read from a `QueueTally`.
package enum QueueMeasure: Int, Measure {
  case lengthIntegral, time, longest, lengthAtEnd, entered, answered, abandoned

  /// The measure's value in one tally.
  package func value(in tally: QueueTally) -> Double {
    switch self {
    case .lengthIntegral: return tally.lengthIntegral
    case .time: return tally.time
    case .longest: return tally.longest
    case .lengthAtEnd: return tally.lengthAtEnd
    case .entered: return tally.entered
    case .answered: return tally.answered
    case .abandoned: return tally.abandoned
    }
  }

  /// How the measure combines.
  package var combination: Combination {
    switch self {
    case .time: return .duration
    case .longest: return .largest
    case .lengthAtEnd: return .state
    default: return .sum
    }
  }
}

/// The numbers read from an `AgentTally`.
package enum AgentMeasure: Int, Measure {
  case idle, alerting, talking, holding, wrapUp, scheduledBreak, away
  case handling, available, onDuty, time
  case scheduledHours, onDutyHours, handlingHours, scheduled
  case answered, noAnswers, busyAtEnd, onDutyAtEnd
  case expected, readyInPlan, paid, notReady

  /// The measure's value in one tally.
  package func value(in tally: AgentTally) -> Double {
    switch self {
    case .idle: return tally.idle
    case .alerting: return tally.alerting
    case .talking: return tally.talking
    case .holding: return tally.holding
    case .wrapUp: return tally.wrapUp
    case .scheduledBreak: return tally.scheduledBreak
    case .away: return tally.away
    case .handling: return tally.handling
    case .available: return tally.ready
    case .onDuty: return tally.onDuty
    case .time: return tally.time
    case .scheduledHours: return tally.scheduled / 3600
    case .onDutyHours: return tally.onDuty / 3600
    case .handlingHours: return tally.handling / 3600
    case .scheduled: return tally.scheduled
    case .answered: return tally.answered
    case .noAnswers: return tally.noAnswers
    case .busyAtEnd: return tally.busyAtEnd
    case .onDutyAtEnd: return tally.onDutyAtEnd
    case .expected: return tally.expected
    case .readyInPlan: return tally.ready - tally.overrun
    case .paid: return tally.paid
    case .notReady: return tally.paid - tally.ready
    }
  }

  /// How the measure combines.
  package var combination: Combination {
    switch self {
    case .time: return .duration
    case .busyAtEnd, .onDutyAtEnd: return .state
    default: return .sum
    }
  }
}

/// The numbers read from a `TrunkTally`.
package enum LineMeasure: Int, Measure {
  case busyIntegral, capacityIntegral, seized, refused, wanted, mostBusy, busyAtEnd, time

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
    }
  }

  /// How the measure combines.
  package var combination: Combination {
    switch self {
    case .time: return .duration
    case .mostBusy: return .largest
    case .busyAtEnd: return .state
    default: return .sum
    }
  }
}

/// What a replication leaves behind that belongs to no interval and no member.
package struct SystemTally: Sendable {
  /// ∫ number of callers waiting to redial dt.
  package var orbitIntegral: Double
  /// The observed time.
  package var time: Double
  /// Events handled by the scheduler.
  package var events: Double
  /// What waits cost and how well they were foretold, over all contact types.
  package var routing = RoutingTally()
}

/// The numbers read from a `SystemTally`.
package enum SystemMeasure: Int, Measure {
  case orbitIntegral, time, events
  case waitingCost, foretold, error, absoluteError, squaredError

  /// The measure's value in one tally.
  package func value(in tally: SystemTally) -> Double {
    switch self {
    case .orbitIntegral: return tally.orbitIntegral
    case .time: return tally.time
    case .events: return tally.events
    case .waitingCost: return tally.routing.waitingCost
    case .foretold: return tally.routing.foretold
    case .error: return tally.routing.error
    case .absoluteError: return tally.routing.absoluteError
    case .squaredError: return tally.routing.squaredError
    }
  }

  /// Time is a duration, the rest adds up.
  package var combination: Combination { self == .time ? .duration : .sum }
}

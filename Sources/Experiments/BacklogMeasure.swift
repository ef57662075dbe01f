import ContactCenter

/// What became of the work of a type that waits while the center is closed.
package struct WaitingWork: Sendable {
  /// Its ages, and what waits at closings.
  package var backlog = BacklogTally()
  /// How often it was put aside.
  package var interruptions = InterruptionTally()
}

extension Tallies {
  /// The work that waits while the center is closed, by type; nothing for other types.
  package var waitingWork: [WaitingWork] {
    zip(backlogs, interruptions).map { WaitingWork(backlog: $0, interruptions: $1) }
  }
}

/// The numbers read from a `WaitingWork`.
package enum BacklogMeasure: Int, Measure {
  case answered, answeredWithin, answeredWithinBusiness, ageAnswered, ageAnsweredBusiness
  case oldestAnswered, oldestAnsweredBusiness, hasAnswered
  case completed, ageCompleted, ageCompletedBusiness
  case waitingIntegral, time, most, hasWaited
  case openings, waitingAtOpenings, closings, carriedOver
  case upTo4Hours, upTo8Hours, upTo24Hours, upTo72Hours, over72Hours
  case waitingAtEnd, oldestAtEnd, hasRemained
  case chasers, merged, spam
  case begun, interruptions, interrupted, waitedAside, switchBack, lost
  case misrouted

  /// The measure's value in one tally.
  package func value(in tally: WaitingWork) -> Double {
    let (backlog, aside) = (tally.backlog, tally.interruptions)
    switch self {
    case .answered: return backlog.answered
    case .answeredWithin: return backlog.answeredWithin
    case .answeredWithinBusiness: return backlog.answeredWithinBusiness
    case .ageAnswered: return backlog.ageAnswered
    case .ageAnsweredBusiness: return backlog.ageAnsweredBusiness
    case .oldestAnswered: return backlog.oldestAnswered
    case .oldestAnsweredBusiness: return backlog.oldestAnsweredBusiness
    case .hasAnswered: return backlog.answered > 0 ? 1 : 0
    case .completed: return backlog.completed
    case .ageCompleted: return backlog.ageCompleted
    case .ageCompletedBusiness: return backlog.ageCompletedBusiness
    case .waitingIntegral: return backlog.waitingIntegral
    case .time: return backlog.time
    case .most: return backlog.most
    case .hasWaited: return backlog.time > 0 ? 1 : 0
    case .openings: return backlog.openings
    case .waitingAtOpenings: return backlog.waitingAtOpenings
    case .closings: return backlog.closings
    case .carriedOver: return backlog.carriedOver
    case .upTo4Hours: return backlog.upTo4Hours
    case .upTo8Hours: return backlog.upTo8Hours
    case .upTo24Hours: return backlog.upTo24Hours
    case .upTo72Hours: return backlog.upTo72Hours
    case .over72Hours: return backlog.over72Hours
    case .waitingAtEnd: return backlog.waitingAtEnd
    case .oldestAtEnd: return backlog.oldestAtEnd
    case .hasRemained: return backlog.waitingAtEnd > 0 ? 1 : 0
    case .chasers: return backlog.chasers
    case .merged: return backlog.merged
    case .spam: return backlog.spam
    case .begun: return aside.begun
    case .interruptions: return aside.interruptions
    case .interrupted: return aside.interrupted
    case .waitedAside: return aside.waited
    case .switchBack: return aside.switchBack
    case .lost: return aside.lost
    case .misrouted: return backlog.misrouted
    }
  }

  /// How the measure combines.
  package var combination: Combination {
    switch self {
    case .oldestAnswered, .oldestAnsweredBusiness, .hasAnswered, .most, .hasWaited, .oldestAtEnd,
      .hasRemained:
      return .largest
    case .time, .openings, .closings: return .duration
    case .answered, .answeredWithin, .answeredWithinBusiness, .ageAnswered, .ageAnsweredBusiness, .completed,
      .ageCompleted, .ageCompletedBusiness, .waitingIntegral, .waitingAtOpenings, .carriedOver, .upTo4Hours,
      .upTo8Hours, .upTo24Hours, .upTo72Hours, .over72Hours, .waitingAtEnd, .chasers, .merged, .spam, .begun,
      .interruptions, .interrupted, .waitedAside, .switchBack, .lost, .misrouted:
      return .sum
    }
  }
}

extension BacklogMeasure: CountedMeasure {
  /// What the measure is in formulas of KPIs.
  package var events: MeasureEvents {
    switch self {
    case .answered: .one("workAnswered")
    case .answeredWithin: .one("workAnsweredWithin")
    case .answeredWithinBusiness: .one("workAnsweredWithinBusiness")
    case .ageAnswered: .one("workAge")
    case .ageAnsweredBusiness: .one("workAgeBusiness")
    case .oldestAnswered: .one("oldestWork")
    case .hasAnswered: .one("spansWithWork")
    case .waitingIntegral: .one("workWaiting")
    case .time: .one("workTime")
    case .closings, .carriedOver, .chasers: .one("\(self)")
    case .begun: .one("workBegun")
    case .interruptions: .one("interruptions")
    case .oldestAnsweredBusiness, .completed, .ageCompleted, .ageCompletedBusiness, .most, .hasWaited,
      .openings, .waitingAtOpenings, .upTo4Hours, .upTo8Hours, .upTo24Hours, .upTo72Hours, .over72Hours,
      .waitingAtEnd, .oldestAtEnd, .hasRemained, .merged, .spam, .interrupted, .waitedAside, .switchBack,
      .lost, .misrouted:
      .none
    }
  }
}

import ContactCenter

/// What a measure is in the formulas of KPIs: an event that a `KPIRecord` has a column for, or a term of such.
package enum MeasureEvents: Equatable {
  /// The event's name.
  case one(String)
  /// Events that are added or taken away, `offered + blocked`.
  case sum(String)
  /// Events with a factor, `100 * (promoters - detractors)`.
  case product(String)
  /// No formula of KPIs has it.
  case none

  /// As formulas write it; empty where none has it.
  var text: String {
    switch self {
    case .one(let text), .sum(let text), .product(let text): text
    case .none: ""
    }
  }

  /// As a side of a quotient; nil where no formula has it.
  fileprivate var side: String? {
    switch self {
    case .one(let text), .product(let text): text
    case .sum(let text): "(\(text))"
    case .none: nil
    }
  }
}

/// A measure that formulas of KPIs can be made of.
package protocol CountedMeasure: Measure {
  /// What it is in them.
  var events: MeasureEvents { get }
}

extension ContactMeasure: CountedMeasure {
  package var events: MeasureEvents {
    switch self {
    case .attempts: .one("attempts")
    case .fresh: .one("freshCalls")
    case .blocked: .one("blocked")
    case .offered: .one("offered")
    case .queued: .one("queued")
    case .answered: .one("answered")
    case .answeredWithin: .one("answeredWithin")
    case .abandoned: .one("abandoned")
    case .abandonedWithin: .one("abandonedWithin")
    case .abandonedShort: .one("abandonedShort")
    case .waitAnswered: .one("waitOfAnswered")
    case .waitAbandoned: .one("waitOfAbandoned")
    case .waitQueued: .one("waitOfQueued")
    case .excessWait: .one("waitBeyond")
    case .virtualKnown: .one("virtualWaits")
    case .virtualWithin: .one("virtualWithin")
    case .talkTime: .one("talkTime")
    case .holdTime: .one("holdTime")
    case .wrapUpTime: .one("wrapUpTime")
    case .handleTime: .sum("talkTime + holdTime + wrapUpTime")
    case .transfersOut: .one("transferred")
    case .offeredAndBlocked: .sum("offered + blocked")
    case .offeredLessAbandonedWithin: .sum("offered - abandonedWithin")
    case .answeredOrAbandonedWithin: .sum("answeredWithin + abandonedWithin")
    case .offeredLessShort: .sum("offered - abandonedShort")
    case .answeredWithinOrShort: .sum("answeredWithin + abandonedShort")
    case .redials, .repeats, .freshAndRedials, .transfersIn, .closed, .blockedByTrunks,
      .blockedByPorts, .blockedByQueue, .freshBlocked, .menuAbandoned, .selfServed, .typeChanged,
      .menuTime, .balked, .voiceMail, .disconnected, .overflowed, .ringNoAnswer, .waitAll,
      .longestWait, .alertTime, .held, .conferences, .unsolved, .remaining, .personsServed,
      .personsLost, .persons:
      .none
    }
  }
}

extension AgentMeasure: CountedMeasure {
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
    case .alerting, .talking, .holding, .wrapUp, .scheduledBreak, .away, .onBreak, .time,
      .scheduledHours, .readyHours, .handlingHours, .noAnswers, .busyAtEnd, .onDutyAtEnd, .paid,
      .notReady, .scheduledOpen, .expectedOpen, .loggedInOpen, .readyOpen, .onBreakOpen,
      .handlingOpen, .openTime:
      .none
    }
  }
}

extension OutcomeMeasure: CountedMeasure {
  package var events: MeasureEvents {
    switch self {
    case .issues: .one("issues")
    case .issuesSolvedAtOnce: .one("issuesSolvedAtOnce")
    case .issuesNotRepeated: .sum("issues - issuesRepeated")
    case .solved: .one("issuesSolved")
    case .ratings: .one("ratings")
    case .goodRatings: .one("goodRatings")
    case .netPromoters: .product("100 * (promoters - detractors)")
    case .ringsHeard: .one("ringsHeard")
    case .ringing: .one("ringingCalls")
    case .conversations, .asked, .satisfied, .ratingSum: .none
    }
  }
}

// MARK: - Formulas of figures

extension FigureName {
  /// The formula of the figure from KPI events; nil where they do not make it up, as of percentiles.
  public var kpiFormula: KPIFormula? {
    guard let place = IndicatorCatalogue.place(of: self) else { return nil }
    switch place.kind {
    case .contact: return IndicatorCatalogue.contactEntries[place.index].kpiFormula
    case .agents: return IndicatorCatalogue.agentEntries[place.index].kpiFormula
    case .outcome: return IndicatorCatalogue.outcomeEntries[place.index].kpiFormula
    case .queue, .lines, .system, .cost: return nil
    }
  }
}

extension IndicatorEntry where M: CountedMeasure {
  /// Numerator ÷ denominator, or the numerator alone.
  fileprivate var kpiFormula: KPIFormula? {
    guard let numerator, whenClosed == nil else { return nil }
    guard let denominator else {
      return try? KPIFormula(numerator.events.text)
    }
    guard let above = numerator.events.side, let below = denominator.events.side else { return nil }
    return try? KPIFormula("\(above) / \(below)")
  }
}

extension KPI.Unit {
  /// The unit of a KPI that is a figure of this unit; nil: KPIs have none like it.
  public init?(_ unit: IndicatorUnit) {
    switch unit {
    case .proportion: self = .proportion
    case .seconds: self = .seconds
    case .rings: self = .rings
    case .points: self = .points
    case .money: self = .money
    case .perHour: self = .perHour
    case .count: self = .contacts
    case .ratio: self = .ratio
    case .hours, .contacts, .agents, .lines, .squareSeconds: return nil
    }
  }
}

import ContactCenter

/// How agents spent their time, as quotients.
package enum AgentLoadFigure: String, DeclaredFigure {
  case occupancy, utilization, attendance, adherence, adherenceByClock
  case shrinkage, answeredPerHour

  package static let kind = IndicatorKind.agents

  /// What each is.
  package var entry: IndicatorEntry<AgentMeasure> {
    switch self {
    case .occupancy:
      ratio(
        "Occupancy", zh: "占线率", better: .neither, .proportion, .handling, over: .ready,
        "Share of the time with or ready for contacts that is spent with contacts; breaks "
          + "excluded.",
        formula: "handling ÷ (handling + idle), handling = ringing + talk + hold + wrap-up")
    case .utilization:
      ratio(
        "Utilization", zh: "在线利用率", better: .neither, .proportion, .ready, over: .loggedIn,
        "Share of the time logged in, breaks included, spent with or ready for contacts.",
        formula: "on duty ÷ logged in")
    case .attendance:
      ratio(
        "Attendance", zh: "出勤率", better: .larger, .proportion, .expected, over: .scheduled,
        "Share of the scheduled time whose agents are not absent; lateness does not lower it.",
        formula: "scheduled for agents who are present ÷ scheduled")
    case .adherence:
      ratio(
        "Adherence", zh: "实际工作率", better: .larger, .proportion, .ready, over: .expected,
        "Time with or ready for contacts per scheduled time of the agents who are present: "
          + "lateness and unscheduled breaks lower it; above 100 % where agents finish contacts after "
          + "their time.",
        formula: "(handling + idle) ÷ scheduled for agents who are present")
    case .adherenceByClock:
      ratio(
        "Adherence by the clock", zh: "按时间点考核的遵守率", better: .larger, .proportion, .readyInPlan,
        over: .expected,
        "Share of the scheduled time of the agents who are present that is spent with or ready "
          + "for contacts at that very time: what runs over the plan does not count.",
        formula: "(handling + idle − overrun) ÷ scheduled for agents who are present")
    case .shrinkage:
      ratio(
        "Shrinkage", zh: "缩减率", better: .smaller, .ratio, .notReady, over: .paidWithin,
        "Share of the shifts' time, breaks included, that is not spent with or ready for contacts "
          + "at that very time: what runs over the plan does not count.",
        formula: "1 − (handling + idle − overrun) ÷ time of shifts")
    case .answeredPerHour:
      ratio(
        "Answered per hour", zh: "每小时接听数", better: .larger, .perHour, .answered, over: .loggedInHours,
        "Contacts that an agent answers in an hour logged in.",
        formula: "answered ÷ hours logged in")
    }
  }
}

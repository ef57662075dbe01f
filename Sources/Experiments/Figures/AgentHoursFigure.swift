import ContactCenter

/// Agent hours, and contacts of agents.
package enum AgentHoursFigure: String, DeclaredFigure {
  case scheduledHours, hoursLoggedIn, hoursOnDuty, handlingHours, answeredByAgents
  case ringsUnanswered

  package static let kind = IndicatorKind.agents

  /// What each is.
  package var entry: IndicatorEntry<AgentMeasure> {
    switch self {
    case .scheduledHours:
      mean(
        "Scheduled hours", zh: "排班工时", better: .smaller, .hours, .scheduledHours,
        "Agent hours planned by staffing and shifts, before absence and lateness.",
        formula: "mean over replications")
    case .hoursLoggedIn:
      mean(
        "Hours logged in", zh: "登录小时数", better: .smaller, .hours, .loggedInHours,
        "Agent hours logged in, breaks included.", formula: "mean over replications")
    case .hoursOnDuty:
      mean(
        "Hours on duty", zh: "在岗小时数", better: .smaller, .hours, .readyHours,
        "Agent hours with or ready for contacts, breaks excluded.", formula: "handling + idle")
    case .handlingHours:
      mean(
        "Handling hours", zh: "处理小时数", better: .neither, .hours, .handlingHours,
        "Agent hours with contacts.", formula: "ringing + talk + hold + wrap-up")
    case .answeredByAgents:
      mean(
        "Answered by agents", zh: "座席接听数", better: .larger, .count, .answered,
        "Contacts answered during the interval, whenever they arrived.",
        formula: "mean over replications")
    case .ringsUnanswered:
      mean(
        "Rings unanswered", zh: "振铃未接数", better: .smaller, .count, .noAnswers,
        "Times that a contact rang in vain.", formula: "mean over replications")
    }
  }
}

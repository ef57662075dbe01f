import ContactCenter

/// Numbers of agents at a time.
package enum AgentNumberFigure: String, DeclaredFigure {
  case scheduledAgents, presentAgents, loggedInAgents, agentsOnDuty, agentsOnBreak
  case busyAgents, busyAgentsAtEnd, agentsOnDutyAtEnd

  package static let kind = IndicatorKind.agents

  /// What each is.
  package var entry: IndicatorEntry<AgentMeasure> {
    switch self {
    case .scheduledAgents:
      number(
        "Scheduled agents", zh: "排班座席数", better: .smaller, .scheduledOpen, closed: .scheduled,
        "planned by staffing and shifts, before absence and lateness",
        formula: "scheduled time")
    case .presentAgents:
      number(
        "Present agents", zh: "出勤座席数", better: .neither, .expectedOpen, closed: .expected,
        "planned who are not absent, late or not", formula: "scheduled time of who is present")
    case .loggedInAgents:
      number(
        "Logged-in agents", zh: "登录座席数", better: .neither, .loggedInOpen, closed: .loggedIn,
        "on duty or on a break", formula: "(on duty + on break)")
    case .agentsOnDuty:
      number(
        "Agents on duty", zh: "在岗座席数", better: .neither, .readyOpen, closed: .ready,
        "with or ready for contacts", formula: "(handling + idle)")
    case .agentsOnBreak:
      number(
        "Agents on break", zh: "小休座席数", better: .neither, .onBreakOpen, closed: .onBreak,
        "on scheduled or unscheduled breaks, or not ready after no answer",
        formula: "(break + away)")
    case .busyAgents:
      number(
        "Busy agents", zh: "忙碌座席数", better: .neither, .handlingOpen, closed: .handling,
        "with contacts", formula: "handling")
    case .busyAgentsAtEnd:
      mean(
        "Busy agents at end", zh: "期末忙碌座席数", better: .neither, .agents, .busyAtEnd,
        "Agents with contacts at the end of the interval.", formula: "mean over replications")
    case .agentsOnDutyAtEnd:
      mean(
        "Agents on duty at end", zh: "期末在岗座席数", better: .neither, .agents, .onDutyAtEnd,
        "Agents with or ready for contacts at the end of the interval.",
        formula: "mean over replications")
    }
  }
}

/// The indicators of queues, agents, lines and of the simulated world as a whole.
extension IndicatorCatalogue {
  /// Indicators of queues with the measures they are computed from.
  package static let queueEntries: [IndicatorEntry<QueueMeasure>] = [
    .timeAverage(
      .queue, .averageQueueLength, "Average queue length", better: .smaller, .contacts,
      (.openIntegral, over: .openTime), closed: (.lengthIntegral, over: .time),
      "Time average, while the center is open, of the number of contacts waiting, whatever their "
        + "home queue.", formula: "∫ number waiting dt ÷ open time"),
    .mean(
      .queue, .longestQueue, "Longest queue", better: .smaller, .contacts, .longest,
      "The most contacts waiting in one queue at a time in a replication.",
      formula: "mean over replications of the maximum"),
    .mean(
      .queue, .queueLengthAtEnd, "Queue length at end", better: .smaller, .contacts, .lengthAtEnd,
      "Contacts waiting at the end of the interval.", formula: "mean over replications"),
    .mean(
      .queue, .enteredQueue, "Began to wait", better: .smaller, .count, .entered,
      "Contacts that began to wait in the queue during the interval, overflow included; who found "
        + "an agent at once did not wait.", formula: "mean over replications"),
    .mean(
      .queue, .answeredFromQueue, "Answered, at once or after a wait", better: .larger, .count, .answered,
      "Contacts of the queue answered during the interval, at once or after a wait, whenever they "
        + "arrived.",
      formula: "mean over replications"),
    .mean(
      .queue, .abandonedFromQueue, "Abandoned from queue", better: .smaller, .count, .abandoned,
      "Contacts that gave up during the interval, whenever they arrived.",
      formula: "mean over replications"),
  ]

  /// Indicators of groups and agents with the measures they are computed from.
  package static let agentEntries: [IndicatorEntry<AgentMeasure>] =
    agentLoads + agentNumbers + agentShares + agentHours

  private static let agentLoads: [IndicatorEntry<AgentMeasure>] = [
    .ratio(
      .agents, .occupancy, "Occupancy", better: .neither, .proportion, .handling, over: .ready,
      "Share of the time with or ready for contacts that is spent with contacts; breaks excluded.",
      formula: "handling ÷ (handling + idle), handling = ringing + talk + hold + wrap-up"),
    .ratio(
      .agents, .utilization, "Utilization", better: .neither, .proportion, .ready, over: .loggedIn,
      "Share of the time logged in, breaks included, spent with or ready for contacts.",
      formula: "on duty ÷ logged in"),
    .ratio(
      .agents, .attendance, "Attendance", better: .larger, .proportion, .expected, over: .scheduled,
      "Share of the scheduled time whose agents are not absent; lateness does not lower it.",
      formula: "scheduled for agents who are present ÷ scheduled"),
    .ratio(
      .agents, .adherence, "Adherence", better: .larger, .proportion, .ready, over: .expected,
      "Time with or ready for contacts per scheduled time of the agents who are present: lateness "
        + "and unscheduled breaks lower it; above 100 % where agents finish contacts after their time.",
      formula: "(handling + idle) ÷ scheduled for agents who are present"),
    .ratio(
      .agents, .adherenceByClock, "Adherence by the clock", better: .larger, .proportion, .readyInPlan,
      over: .expected,
      "Share of the scheduled time of the agents who are present that is spent with or ready for "
        + "contacts at that very time: what runs over the plan does not count.",
      formula: "(handling + idle − overrun) ÷ scheduled for agents who are present"),
    .ratio(
      .agents, .shrinkage, "Shrinkage", better: .smaller, .ratio, .notReady, over: .paidWithin,
      "Share of the shifts' time, breaks included, that is not spent with or ready for contacts at "
        + "that very time: what runs over the plan does not count.",
      formula: "1 − (handling + idle − overrun) ÷ time of shifts"),
    .ratio(
      .agents, .answeredPerHour, "Answered per hour", better: .larger, .perHour, .answered,
      over: .loggedInHours, "Contacts that an agent answers in an hour logged in.",
      formula: "answered ÷ hours logged in"),
  ]

  private static func number(
    _ name: FigureName, _ label: String, better: Indicator.Direction, _ open: AgentMeasure,
    closed: AgentMeasure,
    _ definition: String, formula: String
  ) -> IndicatorEntry<AgentMeasure> {
    .timeAverage(
      .agents, name, label, better: better, .agents, (open, over: .openTime),
      closed: (closed, over: .time),
      "Time average, while the center is open, of the agents \(definition).",
      formula: "\(formula) ÷ open time")
  }

  private static let agentNumbers: [IndicatorEntry<AgentMeasure>] = [
    number(
      .scheduledAgents, "Scheduled agents", better: .smaller, .scheduledOpen, closed: .scheduled,
      "planned by staffing and shifts, before absence and lateness", formula: "scheduled time"),
    number(
      .presentAgents, "Present agents", better: .neither, .expectedOpen, closed: .expected,
      "planned who are not absent, late or not", formula: "scheduled time of who is present"),
    number(
      .loggedInAgents, "Logged-in agents", better: .neither, .loggedInOpen, closed: .loggedIn,
      "on duty or on a break", formula: "(on duty + on break)"),
    number(
      .agentsOnDuty, "Agents on duty", better: .neither, .readyOpen, closed: .ready,
      "with or ready for contacts", formula: "(handling + idle)"),
    number(
      .agentsOnBreak, "Agents on break", better: .neither, .onBreakOpen, closed: .onBreak,
      "on scheduled or unscheduled breaks, or not ready after no answer",
      formula: "(break + away)"),
    number(
      .busyAgents, "Busy agents", better: .neither, .handlingOpen, closed: .handling, "with contacts",
      formula: "handling"),
    .mean(
      .agents, .busyAgentsAtEnd, "Busy agents at end", better: .neither, .agents, .busyAtEnd,
      "Agents with contacts at the end of the interval.", formula: "mean over replications"),
    .mean(
      .agents, .agentsOnDutyAtEnd, "Agents on duty at end", better: .neither, .agents, .onDutyAtEnd,
      "Agents with or ready for contacts at the end of the interval.", formula: "mean over replications"),
  ]

  private static func share(
    _ name: FigureName, _ label: String, better: Indicator.Direction, _ measure: AgentMeasure,
    _ definition: String
  ) -> IndicatorEntry<AgentMeasure> {
    .ratio(
      .agents, name, label, better: better, .proportion, measure, over: .loggedIn,
      "Share of the time logged in that is spent \(definition).",
      formula: "\(label.lowercased()) ÷ logged in")
  }

  private static let agentShares: [IndicatorEntry<AgentMeasure>] = [
    share(.idleShare, "Idle", better: .neither, .idle, "ready for contacts"),
    share(.alertingShare, "Ringing", better: .neither, .alerting, "with a contact that rings"),
    share(.talkingShare, "Talking", better: .neither, .talking, "talking"),
    share(.holdingShare, "Holding", better: .neither, .holding, "with a contact on hold"),
    share(.wrapUpShare, "Wrap-up", better: .neither, .wrapUp, "on work after conversations"),
    share(.breakShare, "Break", better: .neither, .scheduledBreak, "on scheduled breaks"),
    share(.awayShare, "Away", better: .neither, .away, "on unscheduled breaks or not ready after no answer"),
  ]

  private static let agentHours: [IndicatorEntry<AgentMeasure>] = [
    .mean(
      .agents, .scheduledHours, "Scheduled hours", better: .smaller, .hours, .scheduledHours,
      "Agent hours planned by staffing and shifts, before absence and lateness.",
      formula: "mean over replications"),
    .mean(
      .agents, .hoursLoggedIn, "Hours logged in", better: .smaller, .hours, .loggedInHours,
      "Agent hours logged in, breaks included.", formula: "mean over replications"),
    .mean(
      .agents, .hoursOnDuty, "Hours on duty", better: .smaller, .hours, .readyHours,
      "Agent hours with or ready for contacts, breaks excluded.", formula: "handling + idle"),
    .mean(
      .agents, .handlingHours, "Handling hours", better: .neither, .hours, .handlingHours,
      "Agent hours with contacts.", formula: "ringing + talk + hold + wrap-up"),
    .mean(
      .agents, .answeredByAgents, "Answered by agents", better: .larger, .count, .answered,
      "Contacts answered during the interval, whenever they arrived.",
      formula: "mean over replications"),
    .mean(
      .agents, .ringsUnanswered, "Rings unanswered", better: .smaller, .count, .noAnswers,
      "Times that a contact rang in vain.", formula: "mean over replications"),
  ]

  /// Indicators of trunk groups and ports with the measures they are computed from.
  package static let lineEntries: [IndicatorEntry<LineMeasure>] = [
    .timeAverage(
      .lines, .trunkOccupancy, "Line occupancy", better: .neither, .proportion,
      (.busyOpen, over: .capacityOpen),
      closed: (.busyIntegral, over: .capacityIntegral),
      "Share of the lines' time, while the center is open, that they are taken.",
      formula: "∫ lines taken dt ÷ ∫ lines offered dt"),
    .timeAverage(
      .lines, .busyLines, "Busy lines", better: .neither, .lines, (.busyOpen, over: .openTime),
      closed: (.busyIntegral, over: .time),
      "Time average, while the center is open, of the lines taken.",
      formula: "∫ lines taken dt ÷ open time"),
    .timeAverage(
      .lines, .lines, "Lines", better: .smaller, .lines, (.capacityOpen, over: .openTime),
      closed: (.capacityIntegral, over: .time),
      "Time average, while the center is open, of the lines offered by the carrier.",
      formula: "∫ lines offered dt ÷ open time"),
    .mean(
      .lines, .mostBusyLines, "Most busy lines", better: .neither, .lines, .mostBusy,
      "The most lines taken at a time in a replication.",
      formula: "mean over replications of the maximum"),
    .mean(
      .lines, .busyLinesAtEnd, "Busy lines at end", better: .neither, .lines, .busyAtEnd,
      "Lines taken at the end of the interval.", formula: "mean over replications"),
    .mean(
      .lines, .seizures, "Seizures", better: .neither, .count, .seized, "Lines seized during the interval.",
      formula: "mean over replications"),
    .mean(
      .lines, .refusals, "Refusals", better: .smaller, .count, .refused,
      "Attempts that found every line taken, whether or not another group took them.",
      formula: "mean over replications"),
    .ratio(
      .lines, .refusedProportion, "Refused", better: .smaller, .proportion, .refused, over: .wanted,
      "Share of the attempts at these lines that found every line taken.",
      formula: "refusals ÷ (seizures + refusals)"),
  ]

  /// Indicators of the simulated world as a whole with the measures they are computed from.
  package static let systemEntries: [IndicatorEntry<SystemMeasure>] = [
    .ratio(
      .system, .callersWaitingToRedial, "Callers waiting to redial", better: .smaller, .contacts, .orbitOpen,
      over: .openTime,
      "Time average, while the center is open, of the number of callers who will try again.",
      formula: "∫ number waiting to redial dt ÷ open time"),
    .mean(
      .system, .eventsPerReplication, "Events per replication", better: .neither, .count, .events,
      "Events that the simulation's scheduler handled.", formula: "mean over replications"),
    .mean(
      .system, .waitingCost, "Waiting cost", better: .smaller, .money, .waitingCost,
      "What the waits of offered contacts cost, for types with a waiting cost.",
      formula: "Σ cost per minute × (minutes waited) ^ power"),
    .ratio(
      .system, .predictionBias, "Bias of foretold waits", better: .neither, .seconds, .error,
      over: .foretold,
      "Mean of foretold less real wait, over contacts answered after a wait that was foretold.",
      formula: "Σ (foretold − wait) ÷ foretold contacts"),
    .ratio(
      .system, .predictionError, "Error of foretold waits", better: .smaller, .seconds, .absoluteError,
      over: .foretold, "Mean distance between foretold and real wait.",
      formula: "Σ |foretold − wait| ÷ foretold contacts"),
    .ratio(
      .system, .predictionSquaredError, "Squared error of foretold waits", better: .smaller, .squareSeconds,
      .squaredError, over: .foretold,
      "Mean squared error of the foretold waits.",
      formula: "Σ (foretold − wait)² ÷ foretold contacts"),
  ]
}

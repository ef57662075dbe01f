import ContactCenter

/// Threads: turns, silences, resolutions; quotients only, so that without turns they are not defined.
package enum ThreadFigure: String, DeclaredFigure {
  case turnsPerThread, averageTurnWait, turnsWithinGoal, turnsQueuedProportion, timeToResolve
  case reopenedProportion, openThreads, silentCustomers, handOverProportion

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .turnsPerThread:
      ratio(
        "Turns per thread", zh: "每会话轮次", better: .neither, .ratio, .thread(.turnsOfResolved),
        over: .thread(.resolved),
        "Turns that agents took until a thread was resolved, from its begin or its last opening.",
        formula: "turns of resolved threads ÷ resolutions")
    case .averageTurnWait:
      ratio(
        "Average wait of a turn", zh: "每轮平均等待", better: .smaller, .seconds, .thread(.turnWait),
        over: .thread(.turns),
        "Mean time that a customer waits for the agent's turn, first turns included; those answered "
          + "at once count as zero.",
        formula: "Σ waits of answered turns ÷ answered turns")
    case .turnsWithinGoal:
      ratio(
        "Turns within the goal", zh: "达标轮次比例", better: .larger, .proportion, .thread(.turnsWithin),
        over: .thread(.turns),
        "Share of the answered turns, first ones included, that an agent took within the acceptable wait.",
        formula: "turns answered within the acceptable wait ÷ answered turns")
    case .turnsQueuedProportion:
      ratio(
        "Turns that wait", zh: "排队轮次比例", better: .smaller, .proportion, .thread(.turnsQueued),
        over: .thread(.turns),
        "Share of the answered turns, first ones included, that found no agent at once.",
        formula: "answered turns that were queued ÷ answered turns")
    case .timeToResolve:
      ratio(
        "Time to resolve", zh: "平均解决时长", better: .smaller, .seconds, .thread(.timeToResolve),
        over: .thread(.resolved),
        "Mean time from a thread's first message, or from the one that opened it again, to the end of its "
          + "last turn.",
        formula: "Σ (end of the last turn − begin) ÷ resolutions")
    case .reopenedProportion:
      ratio(
        "Threads opened again", zh: "重开会话比例", better: .smaller, .proportion, .thread(.reopened),
        over: .thread(.resolved),
        "Share of the resolutions after which the customer opens the thread again.",
        formula: "resolutions followed by another opening ÷ resolutions")
    case .openThreads:
      ratio(
        "Open threads", zh: "未结会话数", better: .neither, .contacts, .thread(.openThreadTime),
        over: .thread(.time),
        "Mean number of threads that are open at a time, nights included: customers who are silent, turns "
          + "that wait, turns in work.",
        formula: "∫ open threads dt ÷ time")
    case .silentCustomers:
      ratio(
        "Silent customers", zh: "思考中客户数", better: .neither, .contacts, .thread(.thinkingTime),
        over: .thread(.time),
        "Mean number of customers at a time who are between two turns of an open thread, nights "
          + "included.",
        formula: "∫ silent customers dt ÷ time")
    case .handOverProportion:
      ratio(
        "Turns handed over", zh: "换人轮次比例", better: .smaller, .proportion, .thread(.handOvers),
        over: .thread(.laterTurns),
        "Share of the turns after a thread's first one that another agent takes than the one before.",
        formula: "later turns by another agent ÷ later turns answered")
    }
  }
}

import ContactCenter

/// How long contacts waited.
package enum WaitFigure: String, DeclaredFigure {
  case averageSpeedOfAnswer, timeToAbandon, averageWait, averageWaitOfQueued, excessWait
  case longestWait

  package static let kind = IndicatorKind.contact

  /// What each is.
  package var entry: IndicatorEntry<ContactMeasure> {
    switch self {
    case .averageSpeedOfAnswer:
      seconds(
        "Average speed of answer", zh: "平均应答速度", better: .smaller, .waitAnswered, per: .answered,
        "Mean wait in the queue of answered contacts, those without a wait included.",
        formula: "Σ waits of answered ÷ answered")
    case .timeToAbandon:
      seconds(
        "Average time to abandon", zh: "平均放弃时间", better: .neither, .waitAbandoned, per: .abandoned,
        "Mean wait in the queue of contacts that gave up.",
        formula: "Σ waits of abandoned ÷ abandoned")
    case .averageWait:
      seconds(
        "Average wait", zh: "平均等待时间", better: .smaller, .waitAll, per: .offered,
        "Mean wait in the queue of all offered contacts.", formula: "Σ waits ÷ offered")
    case .averageWaitOfQueued:
      seconds(
        "Average wait of queued", zh: "平均排队时间", better: .smaller, .waitQueued, per: .queued,
        "Mean wait of the offered contacts that found no agent at once.",
        formula: "Σ waits of queued ÷ queued")
    case .excessWait:
      seconds(
        "Average excess wait", zh: "平均超时等待", better: .smaller, .excessWait, per: .answered,
        "Mean of what answered contacts waited beyond the acceptable wait.",
        formula: "Σ max(0, wait − acceptable wait) ÷ answered")
    case .longestWait:
      mean(
        "Longest wait, mean over replications", zh: "最长等待（各次仿真平均）", better: .smaller, .seconds, .longestWait,
        "The longest wait of an answered contact in a replication; it grows with the time "
          + "simulated.",
        formula: "mean over replications of the maximum")
    }
  }
}

import ContactCenter

/// Figures of queues.
package enum QueueFigure: String, DeclaredFigure {
  case averageQueueLength, longestQueue, queueLengthAtEnd, enteredQueue, answeredFromQueue
  case abandonedFromQueue

  package static let kind = IndicatorKind.queue

  /// What each is.
  package var entry: IndicatorEntry<QueueMeasure> {
    switch self {
    case .averageQueueLength:
      timeAverage(
        "Average queue length", zh: "平均队长", better: .smaller, .contacts, (.openIntegral, over: .openTime),
        closed: (.lengthIntegral, over: .time),
        "Time average, while the center is open, of the number of contacts waiting, whatever "
          + "their home queue.",
        formula: "∫ number waiting dt ÷ open time")
    case .longestQueue:
      mean(
        "Longest queue", zh: "最大队长", better: .smaller, .contacts, .longest,
        "The most contacts waiting in one queue at a time in a replication.",
        formula: "mean over replications of the maximum")
    case .queueLengthAtEnd:
      mean(
        "Queue length at end", zh: "期末队长", better: .smaller, .contacts, .lengthAtEnd,
        "Contacts waiting at the end of the interval.", formula: "mean over replications")
    case .enteredQueue:
      mean(
        "Began to wait", zh: "开始排队数", better: .smaller, .count, .entered,
        "Contacts that began to wait in the queue during the interval, overflow included; who "
          + "found an agent at once did not wait.",
        formula: "mean over replications")
    case .answeredFromQueue:
      mean(
        "Answered, at once or after a wait", zh: "队列接听数", better: .larger, .count, .answered,
        "Contacts of the queue answered during the interval, at once or after a wait, whenever "
          + "they arrived.",
        formula: "mean over replications")
    case .abandonedFromQueue:
      mean(
        "Abandoned from queue", zh: "队列放弃数", better: .smaller, .count, .abandoned,
        "Contacts that gave up during the interval, whenever they arrived.",
        formula: "mean over replications")
    }
  }
}

import ContactCenter

/// The work that waits while the center is closed, at the ends of planning intervals: how much, and how old.
package enum WorkWaitingFigure: String, DeclaredFigure {
  case workWaiting, oldestWaiting, oldestWaitingBusiness
  case waitingUpTo4Hours, waitingUpTo8Hours, waitingUpTo24Hours, waitingUpTo72Hours, waitingOver72Hours

  package static let kind = IndicatorKind.queue
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<QueueMeasure> {
    switch self {
    case .workWaiting:
      ratio(
        "Work waiting", zh: "等待件数", better: .smaller, .contacts, .workWaiting, over: .moments,
        "Work that waits while the center is closed: how much at the end of an interval, and over several the "
          + "mean of their ends.",
        formula: "Σ waiting at ends of intervals ÷ ends")
    case .oldestWaiting:
      ratio(
        "Oldest waiting", zh: "最早一件的等待时长", better: .smaller, .seconds, .oldestWork, over: .hasWork,
        "Age, by all time, of the oldest of it at the end of an interval; over several the greatest.",
        formula: "Σ greatest ages ÷ replications where work waits")
    case .oldestWaitingBusiness:
      ratio(
        "Oldest waiting, business hours", zh: "最早一件的等待时长（营业时间）", better: .smaller, .seconds,
        .oldestWorkBusiness, over: .hasWork,
        "Age, by opening hours only, of the oldest of it at the end of an interval; over several the greatest.",
        formula: "Σ greatest ages ÷ replications where work waits")
    case .waitingUpTo4Hours: band("up to 4 h", zh: "4小时以内", .workUpTo4Hours)
    case .waitingUpTo8Hours: band("4 to 8 h", zh: "4至8小时", .workUpTo8Hours)
    case .waitingUpTo24Hours: band("8 to 24 h", zh: "8至24小时", .workUpTo24Hours)
    case .waitingUpTo72Hours: band("24 to 72 h", zh: "24至72小时", .workUpTo72Hours)
    case .waitingOver72Hours: band("over 72 h", zh: "72小时以上", .workOver72Hours)
    }
  }

  private func band(
    _ age: String, zh: String, _ count: QueueMeasure
  ) -> IndicatorEntry<QueueMeasure> {
    ratio(
      "Waiting \(age)", zh: "等待\(zh)", better: .neither, .contacts, count, over: .moments,
      "Work that waits at the end of an interval and is \(age) old by all time; over several the mean of their "
        + "ends.",
      formula: "Σ of this age at ends of intervals ÷ ends")
  }
}

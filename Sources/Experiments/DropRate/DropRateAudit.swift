import ContactCenter

/// The drop rate of one campaign, window by window: what was counted, the rate, and whether it was over the limit.
public struct DropRateAudit: Sendable {
  /// One window.
  public struct Row: Sendable, Equatable {
    /// Seconds since the first midnight.
    public var begin: Double
    /// Seconds since the first midnight; the window's end is not in it.
    public var end: Double
    /// What was counted; of rolling windows that of the worst one that ends in the row's day.
    public var counts: DropCounts
    /// The dropped calls of the rate.
    public var numerator: Double
    /// The calls that the rate is of.
    public var denominator: Double
    /// 0…1; nil: there was nothing to take it of.
    public var rate: Double?
    /// nil: no limit, or no rate.
    public var isOver: Bool?
    /// Whether no more calls can come into it.
    public var isComplete: Bool
  }

  /// The definition.
  public let definition: DropRateDefinition
  /// The windows, in order.
  public private(set) var rows: [Row] = []
  /// The longest time without a pause in which the rate of the window so far was over the limit; nil: it never was.
  ///
  /// A window begins anew, so that no run is longer than one; rolling windows have no end, and their runs may be longer.
  public private(set) var longestRun: ClosedRange<Double>?
  /// The most windows in a row that were over the limit.
  public private(set) var mostWindowsInARow = 0

  /// The audit of a campaign.
  ///
  /// - Parameters:
  ///   - calls: answered, in the order of their times.
  ///   - definition: of the rate.
  ///   - begin: of the campaign, in seconds since the first midnight.
  ///   - end: of the campaign, later.
  ///   - goesOn: whether only its simulation ends there, so that its last window is not complete.
  ///   - firstDay: the date of the first midnight; nil: there are no dates.
  public init(
    _ calls: [AnsweredCall], _ definition: DropRateDefinition, from begin: Double, to end: Double,
    goesOn: Bool = false, firstDay: CalendarDate? = nil
  ) {
    precondition(begin < end, "a campaign lasts")
    self.definition = definition
    if definition.window != .rollingDay {
      count(calls, Self.borders(definition.window, begin, end, firstDay), to: end, goesOn: goesOn)
    } else if end - begin < Self.day {
      count(calls, [begin, end], to: end, goesOn: goesOn)
    } else {
      roll(calls, Self.borders(.day, begin, end, firstDay), from: begin)
    }
    var row = 0
    for window in rows {
      row = window.isOver == true ? row + 1 : 0
      mostWindowsInARow = max(mostWindowsInARow, row)
    }
  }

  /// The windows that are complete and have a rate against a limit.
  public var judged: [Row] { rows.filter { $0.isComplete && $0.isOver != nil } }

  private static let day = 86_400.0

  /// Where windows begin, and the end of the last, which may lie beyond that of the campaign.
  private static func borders(
    _ window: DropRateDefinition.Window, _ begin: Double, _ end: Double, _ firstDay: CalendarDate?
  ) -> [Double] {
    var borders: [Double]
    let midnight = (begin / day).rounded(.down) * day
    switch window {
    case .day, .rollingDay: borders = [midnight, midnight + day]
    case .days(let days): borders = [begin, min(begin + Double(days) * day, end)]
    case .month:
      guard let firstDay else { return Self.borders(.days(30), begin, end, nil) }
      borders = []
      var date = firstDay.adding(days: Int(clamping: midnight / day))
      date = date.adding(days: 1 - date.parts.day)
      while borders.last.map({ $0 < end }) ?? true {
        borders.append(Double(date.dayNumber - firstDay.dayNumber) * day)
        let next = date.adding(days: 31)
        date = next.adding(days: 1 - next.parts.day)
      }
      return borders
    }
    let length = borders[1] - borders[0]
    while borders[borders.count - 1] < end { borders.append(borders[borders.count - 1] + length) }
    return borders
  }

  private mutating func count(
    _ calls: [AnsweredCall], _ borders: [Double], to end: Double, goesOn: Bool
  ) {
    var next = calls.startIndex
    for (begin, until) in zip(borders, borders.dropFirst()) {
      var counts = DropCounts()
      var over: Double?
      while next < calls.endIndex, calls[next].time < until {
        counts.add(calls[next], definition)
        follow(counts, at: calls[next].time, &over)
        next += 1
      }
      if let over { note(over...min(until, max(over, end))) }
      add(counts, begin, until, isComplete: !goesOn || until <= end)
    }
  }

  private mutating func roll(_ calls: [AnsweredCall], _ borders: [Double], from begin: Double) {
    var (next, oldest) = (calls.startIndex, calls.startIndex)
    var counts = DropCounts()
    var over: Double?
    for (start, until) in zip(borders, borders.dropFirst()) {
      var worst: DropCounts?
      while next < calls.endIndex, calls[next].time < until {
        let time = calls[next].time
        counts.add(calls[next], definition)
        while calls[oldest].time <= time - Self.day {
          counts.add(calls[oldest], definition, weight: -1)
          oldest += 1
        }
        next += 1
        // Before a whole day has passed there is no window yet.
        guard time >= begin + Self.day else { continue }
        follow(counts, at: time, &over)
        let worstRate = worst.flatMap(definition.rate) ?? -1
        if let rate = definition.rate(of: counts), rate > worstRate { worst = counts }
      }
      add(worst ?? DropCounts(), start, until, isComplete: worst != nil)
    }
    if let over, let last = calls.last { note(over...last.time) }
  }

  /// Follows whether the rate is over the limit from one call to the next.
  private mutating func follow(_ counts: DropCounts, at time: Double, _ over: inout Double?) {
    if definition.isOver(counts) == true {
      over = over ?? time
    } else if let begin = over {
      note(begin...time)
      over = nil
    }
  }

  private mutating func note(_ run: ClosedRange<Double>) {
    let longest = longestRun.map { $0.upperBound - $0.lowerBound } ?? -1
    if run.upperBound - run.lowerBound > longest { longestRun = run }
  }

  private mutating func add(_ counts: DropCounts, _ begin: Double, _ end: Double, isComplete: Bool) {
    let (numerator, denominator) = definition.parts(of: counts)
    rows.append(
      Row(
        begin: begin, end: end, counts: counts, numerator: numerator, denominator: denominator,
        rate: definition.rate(of: counts), isOver: definition.isOver(counts), isComplete: isComplete))
  }
}

/// How often windows are over the limit, over replications: with an interval, since one campaign tells little.
public struct DropRateBreaches: Sendable {
  private var fold = TargetFold(targets: [0.5])
  /// Windows judged.
  public private(set) var windows = 0
  /// Windows over the limit.
  public private(set) var breached = 0
  /// The longest run over the limit of any replication, in seconds; 0: there was none.
  public private(set) var longestRun = 0.0

  /// Nothing counted yet.
  public init() {}

  /// Counts the judged windows of a replication.
  public mutating func add(_ audit: DropRateAudit) {
    let judged = audit.judged
    windows += judged.count
    breached += judged.count { $0.isOver == true }
    fold.add(
      slot: 0, days: judged.map { .init(answeredWithin: $0.isOver == true ? 1 : 0, offered: 1) })
    if let run = audit.longestRun { longestRun = max(longestRun, run.upperBound - run.lowerBound) }
  }

  /// Counts what others have counted.
  public mutating func merge(_ other: DropRateBreaches) {
    fold.merge(other.fold)
    windows += other.windows
    breached += other.breached
    longestRun = max(longestRun, other.longestRun)
  }

  /// P(a window is over the limit), with Wilson's interval; windows of one replication count for fewer where they are
  /// alike.
  public func probability(confidence: Double) -> Estimate { fold.estimate(slot: 0, confidence: confidence) }

  /// Whether windows are over the limit at most that often, as far as the interval tells.
  public func verdict(atMost accepted: Double, confidence: Double) -> GoalVerdict {
    probability(confidence: confidence).verdict(.atMost, accepted)
  }
}

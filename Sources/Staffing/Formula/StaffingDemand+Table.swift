import QueueingTheory
import Tables

extension StaffingDemand {
  /// How calls of a table behave, which the table does not say.
  public struct TableCalls: Sendable {
    /// Standard deviation over mean of the handle time; nil: exponential.
    public var variation: Double?
    /// How long callers wait before they give up.
    public var patience: DurationLaw
    /// Calls in service and waiting together; nil: no limit.
    public var lines: Int?

    /// Calls like these.
    public init(variation: Double? = nil, patience: DurationLaw = .unlimited, lines: Int? = nil) {
      self.variation = variation
      self.patience = patience
      self.lines = lines
    }
  }

  /// What a table of volumes asks for: a pool for each of its types.
  ///
  /// Where types have intervals of different lengths, all are cut at the ends of any, and volumes are
  /// spread evenly over the parts. Precondition: every row with calls has a handle time.
  public init(_ table: TimeTable, calls: TableCalls) {
    let rows = Self.onCommonIntervals(table)
    var intervals: [Interval] = []
    var places: [Int] = []
    for row in rows.rows {
      let interval = Interval(start: row.start, end: row.end)
      if intervals.last != interval { intervals.append(interval) }
      places.append(intervals.count - 1)
    }
    let pools = table.series.indices.map { series -> Pool in
      let name = table.series[series]
      var pool = Pool(
        name: name.isEmpty ? "agents" : name, types: [name.isEmpty ? "calls" : name],
        loads: [QueueLoad?](repeating: nil, count: intervals.count))
      pool.isOpen = [Bool](repeating: false, count: intervals.count)
      if table.hasAgents { pool.scheduled = [Double](repeating: 0, count: intervals.count) }
      return pool
    }
    self.init(intervals: intervals, pools: pools)
    for (row, place) in zip(rows.rows, places) {
      self.pools[row.series].loads[place] = Self.load(of: row, calls)
      self.pools[row.series].isOpen[place] = true
      if table.hasAgents, !row.agents.isNaN { self.pools[row.series].scheduled?[place] = row.agents }
    }
    firstWeekday = table.firstWeekday
    firstDate = table.firstDate
    clock = table.clock
    timeZone = table.timeZone
    remarks = [.notInFormulas([.ofTables])] + (rows.isCut ? [.cutIntervals] : [])
  }

  /// The rows, cut where intervals of several types overlap without being the same.
  private static func onCommonIntervals(
    _ table: TimeTable
  ) -> (rows: [TimeTable.Row], isCut: Bool) {
    let overlaps = zip(table.rows, table.rows.dropFirst()).contains { before, after in
      after.start < before.end && (after.start != before.start || after.end != before.end)
    }
    guard overlaps else { return (table.rows, false) }
    let moments = Set(table.rows.flatMap { [$0.start, $0.end] }).sorted()
    var rows: [TimeTable.Row] = []
    for row in table.rows {
      var low = moments.partitioningIndex { $0 >= row.start }
      while low + 1 < moments.count, moments[low] < row.end {
        var part = row
        part.start = moments[low]
        part.end = moments[low + 1]
        part.value = row.value * (part.end - part.start) / (row.end - row.start)
        rows.append(part)
        low += 1
      }
    }
    return (rows.sorted { ($0.start, $0.series) < ($1.start, $1.series) }, true)
  }

  /// Nil where nobody calls.
  private static func load(of row: TimeTable.Row, _ calls: TableCalls) -> QueueLoad? {
    guard row.value > 0 else { return nil }
    var load = QueueLoad(
      arrivalRate: row.value / (row.end - row.start), handleTime: row.handleTime)
    if let variation = calls.variation, variation != 1 {
      load.isExponential = false
      load.squaredVariation = variation * variation
    }
    load.patience = calls.patience
    load.lines = calls.lines
    return load
  }
}

extension Array {
  /// The first place from which on the condition holds, for arrays where it holds from some place on.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

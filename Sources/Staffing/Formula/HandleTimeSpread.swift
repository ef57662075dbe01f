import ContactCenter
import Tables

/// Mean handle times that a table has for one time of day, but differently on its days; a scenario has one
/// for all days.
public struct HandleTimeSpread: Sendable, Equatable {
  /// The type; empty: the table has no types.
  public var type: String
  /// The time of day, in seconds after midnight.
  public var time: Seconds
  /// The least and the largest of the days' means, in seconds.
  public var days: ClosedRange<Seconds>
  /// Their mean by volume, which the scenario has.
  public var mean: Seconds

  /// Smaller differences are not told: a share of the mean.
  private static let leastTold = 0.05

  /// Where a table's days differ most for their mean; nil: nowhere by more than a twentieth.
  public init?(_ table: TimeTable) {
    struct Key: Hashable {
      var series: Int
      var time: Seconds
    }
    var cells: [Key: (work: Double, calls: Double, days: ClosedRange<Seconds>)] = [:]
    for row in table.rows where row.value > 0 && row.handleTime > 0 {
      let key = Key(series: row.series, time: table.clock.timeOfDay(at: row.start))
      let own = row.handleTime...row.handleTime
      var cell = cells[key] ?? (0, 0, own)
      cell.work += row.value * row.handleTime
      cell.calls += row.value
      cell.days = min(cell.days.lowerBound, row.handleTime)...max(cell.days.upperBound, row.handleTime)
      cells[key] = cell
    }
    func spread(_ cell: (work: Double, calls: Double, days: ClosedRange<Seconds>)) -> Double {
      (cell.days.upperBound - cell.days.lowerBound) / (cell.work / cell.calls)
    }
    let widest = cells.max {
      (spread($0.value), -$0.key.time, -$0.key.series) < (spread($1.value), -$1.key.time, -$1.key.series)
    }
    guard let widest, spread(widest.value) > Self.leastTold else { return nil }
    type = table.series[widest.key.series]
    time = widest.key.time
    days = widest.value.days
    mean = widest.value.work / widest.value.calls
  }

  /// "08:00".
  public var clock: String { DatedClock.text(ofTime: time) }
}

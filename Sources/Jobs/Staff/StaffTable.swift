import ContactCenter
import Experiments
import Reporting
import Staffing

/// A plan as a table: a row for each open interval and pool, for CSV and for the spreadsheet.
///
/// Every column is unambiguous by itself: dates or days, and clock times, so that a scenario can read
/// the table back.
struct StaffTable {
  /// What is in a field.
  enum Value {
    case empty
    case text(String)
    case number(Double)
    case date(CalendarDate)
    /// Seconds after the midnight of the row's day, by the clock.
    case time(Seconds)

    static func number(_ value: Double?) -> Value {
      value.map { $0.isFinite ? .number($0) : .empty } ?? .empty
    }

    static func count(_ value: Int) -> Value { .number(Double(value)) }
  }

  let result: StaffResult
  /// The rows: places of an interval and of a pool, in rising order.
  let places: [(interval: Int, pool: Int)]
  /// Whether some hour is shown twice by the clocks.
  private let hasOccurrence: Bool
  /// Whether rows say their day: those of one day without a name are every day's.
  private let hasDay: Bool
  private var queues = StaffQueues()

  init(result: StaffResult) {
    self.result = result
    hasOccurrence = result.grid.calendar.repeatsAnHour
    let demand = result.plan.demand
    let span = (demand.intervals.last?.end ?? 0) - (demand.intervals.first?.start ?? 0)
    hasDay = demand.firstDate != nil || demand.firstWeekday != nil || span > 86_400
    let pools = result.plan.pools
    places = result.plan.demand.intervals.indices.flatMap { interval in
      pools.indices.filter { pools[$0].isOpen(in: interval) }.map { (interval, $0) }
    }
  }

  // MARK: - When and who

  /// The names of the columns that say when and who.
  var placeColumns: [String] {
    (hasDay ? [result.grid.calendar.firstDate == nil ? "day" : "date"] : []) + ["start", "end"]
      + (hasOccurrence ? ["occurrence"] : []) + ["group"]
  }

  /// The same of a row.
  func place(_ interval: Int, _ pool: Int) -> [Value] {
    let calendar = result.grid.calendar
    let day = calendar.day(of: interval)
    let name =
      calendar.date(ofDay: day).map(Value.date)
      ?? Int(calendar.key(ofDay: day)).map(Value.count) ?? .text(calendar.key(ofDay: day))
    var values: [Value] =
      (hasDay ? [name] : []) + [.time(calendar.start(of: interval)), .time(calendar.end(of: interval))]
    if hasOccurrence {
      values.append(calendar.occurrence(of: interval).map(Value.count) ?? .empty)
    }
    return values + [.text(result.plan.pools[pool].pool.name)]
  }

  // MARK: - All columns

  /// The names of all columns, with their units as in the files of a run (`ReportCSV`); counts have none.
  ///
  /// `agents` and what is on the roster are those of the answer; `formula_agents`, the binding goal and the
  /// figures are by formula, which their names say where the answer is another plan.
  var columns: [String] {
    placeColumns + [
      "calls", "averageHandleTime_s", "offeredLoad_erlangs", "model", "agents", "scheduled_agents",
      "scheduledExact_agents", "paid_agents", "ownStaffing_agents", named("bindingGoal"), "erlangC_agents",
      "formula_agents",
    ] + StaffFigures.Key.allCases.map { named($0.column) }
  }

  /// The name of what is by formula: beside a plan that was found by simulation "formulaServiceLevel_share".
  private func named(_ column: String) -> String {
    result.answer == nil ? column : "formula" + column.prefix(1).uppercased() + column.dropFirst()
  }

  /// A row.
  mutating func values(_ interval: Int, _ place: Int) -> [Value] {
    let (pool, shrinkage) = (result.plan.pools[place], result.shrinkage)
    let cell = pool.cells[interval]
    let agents = pool.agents(in: interval)
    let roster = shrinkage.roster(required: agents)
    let queue = cell.flatMap { queues.queue($0.load, agents: $0.agents) }
    let length = result.plan.demand.intervals[interval].open
    return self.place(interval, place) + [
      .number(pool.calls(in: interval, length: length)), .number(cell?.load.handleTime),
      .number(cell?.load.offeredLoad ?? 0), .text(cell?.load.model.name ?? ""), .count(agents),
      .count(roster), .number(shrinkage.scheduled(required: agents)),
      .number(shrinkage.paid(roster: Double(roster))), .number(pool.pool.scheduled?[interval]),
      .text(result.binding(pool, in: interval)), .count(cell?.erlangC ?? 0),
      .count(pool.agentsByFormula(in: interval)),
    ] + StaffFigures.Key.allCases.map { .number(StaffFigures.value($0, queue, result.input)) }
  }

  /// The table's text in CSV.
  var csv: String {
    var (text, table) = (CSVText(), self)
    text.line(columns)
    for (interval, pool) in places {
      text.line(table.values(interval, pool).map(Self.field))
    }
    return text.text
  }

  private static func field(_ value: Value) -> String {
    switch value {
    case .empty: return ""
    case .text(let text): return text
    case .number(let number): return MachineNumber.text(number) ?? ""
    case .date(let date): return date.iso
    case .time(let time): return StaffCalendar.text(of: time)
    }
  }
}

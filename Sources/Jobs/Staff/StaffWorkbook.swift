import Experiments
import Foundation
import Reporting
import Staffing

/// A plan as a spreadsheet: the grid of days by intervals, every row, totals, the reasons, and what
/// was asked for.
struct StaffWorkbook {
  let result: StaffResult

  typealias Cell = Workbook.Cell
  typealias Style = Workbook.Style

  /// More cells than these in a grid are no help to anybody.
  private static let gridCellLimit = 4_000_000
  static let hours = Workbook.NumberFormat.number(decimals: 1)
  static let count = Workbook.NumberFormat.number()
  static let load = Workbook.NumberFormat.number(decimals: 2)

  /// The file.
  ///
  /// - Throws: what the file system says.
  func data() throws -> Data { try workbook().data() }

  /// The workbook; the same plan gives the same bytes, so it says of no moment that it was made then.
  ///
  /// - Throws: what the decision's words throw; nothing here.
  private func workbook() throws -> Workbook {
    var properties = Workbook.Properties()
    properties.title = "\(result.input.title): staffing plan"
    properties.subject = "Agents required by interval"
    properties.author = "Switchboard"
    properties.comments = "Switchboard \(result.programVersion)"
    var workbook = Workbook(properties: properties)
    let decision = try result.decision()
    var left: [String] = []
    // The plan comes first, since a reader of tables takes the first sheet; people see the grid first.
    let table = StaffTable(result: result)
    let hasRows = table.places.count < Workbook.rowLimit
    if hasRows { workbook.add(plan(table)) }
    let grid = StaffGridSheet(result: result)
    if grid.isWithinLimits(cells: Self.gridCellLimit) {
      workbook.shown = workbook.sheets.count
      workbook.add(grid.sheet)
    } else {
      left.append("The grid has more days or times than a sheet holds; staffing.csv has all rows.")
    }
    let totals = StaffTotalsSheet(result: result)
    if totals.rowCount <= Workbook.rowLimit {
      workbook.add(totals.sheet)
    } else {
      left.append("There are more totals than a sheet holds; staffing.json has them.")
    }
    if hasRows {
      workbook.add(reasons(table))
    } else {
      left.append(
        "The plan has \(table.places.count) rows, more than a sheet holds: they are in staffing.csv, "
          + "with the reasons in staffing.json.")
    }
    if let repair = result.simulated?.repair {
      workbook.add(StaffVerdictSheet(repair: repair, calendar: result.grid.calendar).sheet)
    }
    if let risk = result.simulated?.risk, !risk.levels.isEmpty, hasRows {
      workbook.add(StaffShareSheet(result: result, risk: risk, table: table).sheet)
    }
    workbook.add(readMe(decision, left))
    return workbook
  }

  // MARK: - Every row

  static func cell(_ value: StaffTable.Value, _ format: Workbook.NumberFormat? = nil) -> Cell {
    switch value {
    case .empty: return Cell(.empty)
    case .text(let text): return .text(text)
    case .number(let number): return .number(number, Style(format: format))
    case .date(let date): return .date(date)
    case .time(let time): return .time(time)
    }
  }

  /// A sheet whose first row names the columns and stays in sight, as do the columns that say when
  /// and who.
  private func sheet(
    _ name: String, _ heads: [String], _ table: StaffTable,
    _ row: @escaping (_ interval: Int, _ pool: Int) -> [Cell]
  ) -> Workbook.Sheet {
    let places = table.places
    var sheet = Workbook.Sheet(name: name)
    sheet.rows = [heads.map { .text($0, Style(.head)) }]
    sheet.later = .init(count: places.count) { row(places[$0].interval, places[$0].pool) }
    sheet.frozenRows = 1
    sheet.frozenColumns = table.placeColumns.count
    sheet.filter = .init(rows: 0...places.count, columns: 0...heads.count - 1)
    sheet.widths =
      heads.indices.map { column in
        let isGroup = column == table.placeColumns.count - 1
        return isGroup ? 18 : column == 0 ? 12 : max(8, min(20, Double(heads[column].count) + 2))
      }
    return sheet
  }

  /// The same columns as in the CSV.
  private func plan(_ table: StaffTable) -> Workbook.Sheet {
    let formats: [String: Workbook.NumberFormat] = [
      "erlangs": Self.load, "contacts": Self.load, "s": Self.hours, "share": .percent(),
    ]
    let fractions: Set<String> = ["scheduledExact_agents", "paid_agents"]
    let columns = table.columns.map { name in
      fractions.contains(name)
        ? Self.load : name.split(separator: "_").last.flatMap { formats[String($0)] }
    }
    var rows = table
    return sheet("Plan", table.columns, table) { interval, pool in
      zip(rows.values(interval, pool), columns).map { Self.cell($0, $1) }
    }
  }

  // MARK: - Reasons

  /// For each row what each goal needs, which one binds, and what one more agent brings.
  private func reasons(_ table: StaffTable) -> Workbook.Sheet {
    let keys = StaffFigures.keys(of: result)
    let titles = keys.map { StaffFigures.title($0, result) }
    let goals = result.plan.goals.indices.map { "\(result.text(ofGoal: $0)) needs" }
    let heads =
      table.placeColumns + ["calls", "erlangs", "agents by formula", "binds"] + goals
      + ["plain Erlang C needs"] + titles.flatMap { [$0, "\($0), one more agent"] }
    var queues = StaffQueues()
    return sheet("Reasons", heads, table) { interval, pool in
      reason(interval, pool, table, keys, &queues)
    }
  }

  private func reason(
    _ interval: Int, _ place: Int, _ table: StaffTable, _ keys: [StaffFigures.Key],
    _ queues: inout StaffQueues
  ) -> [Cell] {
    let pool = result.plan.pools[place]
    let (cell, agents) = (pool.cells[interval], pool.agentsByFormula(in: interval))
    let length = result.plan.demand.intervals[interval].open
    var row = table.place(interval, place).map { Self.cell($0) }
    row.append(.number(pool.calls(in: interval, length: length)))
    row.append(.number(cell?.load.offeredLoad ?? 0, Style(format: Self.load)))
    row += [.number(Double(agents)), .text(result.binding(pool, in: interval))]
    row += result.plan.goals.indices.map { .number(cell?.needs[$0].map(Double.init)) }
    row.append(.number(Double(cell?.erlangC ?? 0)))
    let now = cell.flatMap { queues.queue($0.load, agents: agents) }
    let more = cell.flatMap { queues.queue($0.load, agents: agents + 1) }
    for key in keys {
      let isTime = key == .averageSpeedOfAnswer
      let style = Style(format: isTime ? Self.hours : .percent())
      row += [now, more].map { .number(StaffFigures.value(key, $0, result.input), style) }
    }
    return row
  }

  // MARK: - What was asked for

  private func readMe(_ decision: String, _ left: [String]) -> Workbook.Sheet {
    let plan = result.plan
    var sheet = Workbook.Sheet(name: "Read me")
    sheet.widths = [18, 100]
    func line(_ name: String, _ text: String) -> [Cell] {
      [.text(name, Style(.strong)), .text(text, Style(wraps: true))]
    }
    let causes = result.shrinkage.causes.map { cause in
      let share = FigureText.value(cause.share, unit: .proportion)
      return cause.name.isEmpty ? share : "\(cause.name) \(share)"
    }
    let models = plan.models.map { $0.name + ($0.isApproximation ? " (simulate to be sure)" : "") }
    sheet.rows = [
      [.text(result.input.title, Style(.title))], [], line("Decision", decision),
    ]
    sheet.rows += result.costFacts.map { line($0.title, $0.text) }
    sheet.rows += [
      line("Goals", plan.goals.indices.map(result.text(ofGoal:)).joined(separator: ", ")),
      line("Model", models.isEmpty ? "none: nobody calls" : models.joined(separator: "; ")),
      line(
        "Shrinkage",
        causes.isEmpty ? "none" : causes.joined(separator: " + ") + " of paid time"),
      line("Command", result.commandLine), line("Version", "Switchboard \(result.programVersion)"),
      [],
    ]
    for remark in left + result.remarks { sheet.rows.append(line("Please note", remark)) }
    sheet.rows += [[]] + Self.words.map { line($0, $1) }
    return sheet
  }

  private static let words = [
    (
      "agents",
      "Agents required on the phones: those that simulations found where they were asked for, else by formula."
    ),
    (
      "formula_agents",
      "Agents by formula, which the goal that binds and all figures of the columns after it are of; beside a plan "
        + "that was found by simulation their names begin with formula too."
    ),
    (
      "scheduled_agents",
      "Agents on the roster, required ÷ (1 − shrinkage) less those on leave, rounded up to whole agents in each "
        + "interval and group; all totals are sums of these."
    ),
    ("scheduledExact_agents", "The same, not rounded."),
    ("paid_agents", "Agents paid for those on the roster, with those on leave."),
    ("ownStaffing_agents", "The staffing that the scenario or the table has."),
    ("_s, _share", "Endings of columns: seconds; shares of 1, shown in percent."),
    ("start, end", "Clock times from the midnight of the row's day; 24:00 is its end."),
    ("occurrence", "1 or 2 where the clocks show an hour twice in autumn."),
    ("no calls", "Open, but nobody calls: no agents beyond --min-agents."),
  ]
}

import Reporting
import Staffing

/// The sheet with the grid: days across, times of day down, a block for each pool and for all
/// together, and where there is shrinkage the same for agents on the roster.
struct StaffGridSheet {
  let result: StaffResult

  private typealias Cell = Workbook.Cell
  private typealias Style = Workbook.Style

  private var grid: StaffGrid { result.grid }
  private var hasRoster: Bool { result.shrinkage.total > 0 }

  /// Whether a sheet holds it, with no more cells than a limit.
  func isWithinLimits(cells: Int) -> Bool {
    let blocks = grid.parts.count * (hasRoster ? 2 : 1)
    let rows = 3 + blocks * (grid.slots.count + 8)
    return grid.days.count < Workbook.columnLimit && rows <= Workbook.rowLimit
      && rows * grid.days.count <= cells
  }

  /// The sheet.
  var sheet: Workbook.Sheet {
    var sheet = Workbook.Sheet(name: "Grid")
    sheet.widths = [16] + grid.days.map { _ in 11 }
    sheet.rows = [[.text("Agents by day and time: \(result.input.title)", Style(.title))], weeks]
    sheet.rows.append(
      [.text("From", Style(.head))]
        + grid.days.map { day in
          day.date.map { .date($0, .head, format: .weekday) } ?? .text(day.name, Style(.head))
        })
    sheet.frozenRows = 3
    sheet.frozenColumns = 1
    let block = grid.block(grid.days.indices)
    for isRoster in hasRoster ? [false, true] : [false] {
      for part in grid.parts { add(part, block, isRoster: isRoster, to: &sheet) }
    }
    return sheet
  }

  /// The name of each week above its first day.
  private var weeks: [Cell] {
    var row = [Cell](repeating: Cell(.empty), count: grid.days.count + 1)
    row[0] = .text("Week", Style(.strong))
    for week in grid.weeks {
      row[week.days.lowerBound + 1] = .text(week.name, Style(.strong))
    }
    return row
  }

  private func add(
    _ part: StaffGrid.Part, _ block: StaffGrid.Block, isRoster: Bool, to sheet: inout Workbook.Sheet
  ) {
    let whose = part.name.isEmpty ? "all together" : part.name
    let what = isRoster ? "Agents on the roster, rounded up" : "Agents required"
    sheet.rows += [[], [.text("\(what): \(whose)", Style(.heading))]]
    let first = sheet.rows.count
    for (slot, intervals) in zip(block.slots, block.intervals) {
      sheet.rows.append(
        [name(of: grid.slots[slot])]
          + intervals.map { interval in
            let cell = interval.flatMap { grid.cell(part, in: $0) }
            return .number(
              cell.map { isRoster ? Double($0.roster) : Double($0.agents) })
          })
    }
    if first < sheet.rows.count, !grid.days.isEmpty {
      let range = Workbook.Range(
        rows: first...sheet.rows.count - 1, columns: 1...grid.days.count)
      sheet.rules.append(.init(range, .neutralScale))
    }
    guard !isRoster else { return }
    typealias Totals = StaffGrid.Totals
    func total(_ name: String, _ format: Workbook.NumberFormat, _ value: (Totals) -> Double) {
      sheet.rows.append(
        [.text(name, Style(.strong))]
          + part.days.map { .number(value($0), Style(.strong, format: format)) })
    }
    total("Calls", StaffWorkbook.count) { $0.calls }
    total("Agent-hours", StaffWorkbook.hours) { $0.requiredHours }
    if hasRoster { total("Scheduled hours", StaffWorkbook.hours) { $0.scheduledHours } }
    if hasRoster { total("Paid hours", StaffWorkbook.hours) { $0.paidHours } }
    if result.hasOwnStaffing { total("Hours now", StaffWorkbook.hours) { $0.ownHours } }
    total("Peak", StaffWorkbook.count) { Double($0.peakAgents) }
  }

  private func name(of slot: StaffGrid.Slot) -> Cell {
    slot.isSecond ? .text(slot.name, Style(.strong)) : .time(slot.time, .strong)
  }
}

/// The sheet with totals: weeks, then days.
struct StaffTotalsSheet {
  let result: StaffResult

  private typealias Cell = Workbook.Cell
  private typealias Style = Workbook.Style

  private var grid: StaffGrid { result.grid }

  /// How many rows the sheet has.
  var rowCount: Int { grid.parts.count * (grid.weeks.count + grid.days.count + 1) + 3 }

  /// The sheet.
  var sheet: Workbook.Sheet {
    var sheet = Workbook.Sheet(name: "Totals")
    let figures = Self.figures(result)
    sheet.widths = [14, 14, 18] + figures.map { _ in 14 }
    func heads(_ names: [String]) -> [Cell] {
      (names + ["Group"] + figures.map(\.name)).map { .text($0, Style(.head)) }
    }
    func sums(_ part: StaffGrid.Part, _ totals: StaffGrid.Totals, _ role: Style.Role) -> [Cell] {
      [.text(part.name.isEmpty ? "all together" : part.name, Style(role))]
        + figures.map { .number($0.value(totals), Style(role, format: $0.format)) }
    }
    sheet.rows = [heads(["Week", "Days"])]
    for (place, week) in grid.weeks.enumerated() {
      for part in grid.parts {
        sheet.rows.append(
          [.text(week.name), .number(Double(week.days.count))]
            + sums(part, part.weeks[place], .plain))
      }
    }
    for part in grid.parts {
      sheet.rows.append(
        [.text("All", Style(.strong)), .number(Double(grid.days.count), Style(.strong))]
          + sums(part, part.whole, .strong))
    }
    sheet.rows.append([])
    let first = sheet.rows.count
    sheet.rows.append(heads([grid.calendar.firstDate == nil ? "Day" : "Date", "Weekday"]))
    for (place, day) in grid.days.enumerated() {
      let weekday = grid.calendar.weekday(ofDay: day.number) ?? ""
      let name = day.date.map { Cell.date($0) } ?? .number(Double(day.number + 1))
      for part in grid.parts {
        sheet.rows.append([name, .text(weekday)] + sums(part, part.days[place], .plain))
      }
    }
    if sheet.rows.count > first + 1 {
      sheet.filter = .init(
        rows: first...sheet.rows.count - 1, columns: 0...sheet.rows[first].count - 1)
    }
    sheet.frozenColumns = 3
    return sheet
  }

  /// A column of sums.
  struct Figure {
    var name: String
    var format: Workbook.NumberFormat
    var value: (StaffGrid.Totals) -> Double
  }

  /// The sums that tell something: those on the roster where there is shrinkage.
  static func figures(_ result: StaffResult) -> [Figure] {
    func hours(_ name: String, _ value: @escaping (StaffGrid.Totals) -> Double) -> Figure {
      Figure(name: name, format: StaffWorkbook.hours, value: value)
    }
    var figures = [
      Figure(name: "Calls", format: StaffWorkbook.count, value: \.calls),
      hours("Agent-hours") { $0.requiredHours },
    ]
    if result.shrinkage.total > 0 {
      figures += [
        hours("Scheduled hours") { $0.scheduledHours }, hours("Paid hours") { $0.paidHours },
      ]
    }
    if result.hasOwnStaffing { figures.append(hours("Hours now") { $0.ownHours }) }
    return figures + [
      Figure(name: "Peak agents", format: StaffWorkbook.count) { Double($0.peakAgents) }
    ]
  }
}

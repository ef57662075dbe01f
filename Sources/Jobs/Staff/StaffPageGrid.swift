import Reporting
import Staffing

/// The grid of a plan for the page: a table for each week and pool, and totals by day and week.
struct StaffPageGrid {
  let result: StaffResult

  /// More weeks than these are in the files alone.
  private static let weekLimit = 54
  /// More pools than these have no grids of their own; the spreadsheet has all.
  private static let poolLimit = 6
  /// More days than these are in the files alone.
  private static let dayLimit = 750

  private var grid: StaffGrid { result.grid }
  private var hasRoster: Bool { result.shrinkage.total > 0 }

  private func name(of part: StaffGrid.Part) -> String {
    part.name.isEmpty ? "all together" : part.name
  }

  // MARK: - Weeks

  /// A table for each week and pool.
  var grids: [StaffingGrid] {
    let parts = grid.parts.count <= Self.poolLimit + 1 ? grid.parts : Array(grid.parts.suffix(1))
    return grid.weeks.indices.prefix(Self.weekLimit).flatMap { week in
      parts.map { table($0, week) }
    }
  }

  private func table(_ part: StaffGrid.Part, _ week: Int) -> StaffingGrid {
    let (days, name) = (grid.weeks[week].days, grid.weeks[week].name)
    let block = grid.block(days)
    // The whole plan has one scale, so that weeks can be compared.
    let most = max(1, part.whole.peakAgents)
    let rows = zip(block.slots, block.intervals).map { slot, intervals in
      StaffingGrid.Row(
        label: grid.slots[slot].name,
        cells: intervals.map { interval in
          interval.flatMap { grid.cell(part, in: $0) }.map { cell in
            StaffingGrid.Cell(
              text: "\(cell.agents)", detail: hasRoster ? "\(cell.roster)" : "",
              heat: Double(cell.agents) / Double(most))
          }
        })
    }
    let sums = days.map { part.days[$0] } + [part.weeks[week]]
    let totals = StaffTotalsSheet.figures(result).map { figure in
      (label: figure.name, cells: sums.map { Self.text(figure, $0) })
    }
    return StaffingGrid(
      title: grid.parts.count > 1 ? "\(name), \(self.name(of: part))" : name,
      heads: days.map { grid.calendar.lines(ofDay: grid.days[$0].number) } + [["Week"]], rows: rows,
      totals: totals)
  }

  private static func text(
    _ figure: StaffTotalsSheet.Figure, _ totals: StaffGrid.Totals
  ) -> String {
    let value = figure.value(totals)
    return FigureText.fixed(value, decimals: value == value.rounded() ? 0 : 1)
  }

  // MARK: - Totals

  /// Totals by week where there are several, then by day.
  var tables: [Document.Table] {
    let figures = StaffTotalsSheet.figures(result)
    let hasGroups = grid.parts.count > 1
    func table(
      _ identifier: String, _ title: String, _ head: String, _ names: [String],
      _ sums: (StaffGrid.Part) -> [StaffGrid.Totals]
    ) -> Document.Table {
      let all = grid.parts.map { (name: name(of: $0), sums: sums($0)) }
      return Document.Table(
        identifier: identifier, title: title,
        caption: "Hours are agent-hours; the peak is the most agents required at the same time."
          + (names.count < all[0].sums.count ? " The spreadsheet has all." : ""),
        columns: [(head, false)] + (hasGroups ? [("Group", false)] : [])
          + figures.map { ($0.name, true) },
        texts: names.enumerated().flatMap { place, name in
          all.map { part in
            [name] + (hasGroups ? [part.name] : [])
              + figures.map { Self.text($0, part.sums[place]) }
          }
        })
    }
    let days = table(
      "days", "Totals by day", "Day", grid.days.prefix(Self.dayLimit).map(\.name), \.days)
    guard grid.weeks.count > 1 else { return [days] }
    let weeks = table(
      "weeks", "Totals by week", "Week", grid.weeks.prefix(Self.dayLimit).map(\.name), \.weeks)
    return [weeks, days]
  }
}

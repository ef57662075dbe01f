import Reporting
import Staffing
import Verification

/// The grid of days by intervals as a planner reads it in a terminal: a week at a time.
struct StaffGridText {
  let result: StaffResult

  /// More weeks than these are in the files alone.
  private static let weekLimit = 8
  /// With more pools than these only their sum has a grid; the files have all.
  private static let poolLimit = 4
  /// Equal rows are joined from so many on.
  private static let joined = 3

  private var grid: StaffGrid { result.grid }

  /// The grids, and the totals of weeks where there are several, without a line break at the end.
  var text: String {
    var blocks: [String] = []
    for week in grid.weeks.indices.prefix(Self.weekLimit) {
      blocks += shown.map { block($0, week).joined(separator: "\n") }
    }
    let left = grid.weeks.count - Self.weekLimit
    if left > 0 { blocks.append("\(left) more weeks are in the files and in the totals.") }
    if grid.weeks.count > 1, let part = grid.together {
      blocks.append(totals(of: part).joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n")
  }

  private var shown: [StaffGrid.Part] {
    grid.parts.count <= Self.poolLimit + 1 ? grid.parts : Array(grid.parts.suffix(1))
  }

  /// "Required agents", of whom where there are several pools.
  private func title(_ part: StaffGrid.Part) -> String {
    guard grid.parts.count > 1 else { return "Required agents" }
    return "Required agents, \(part.name.isEmpty ? "all together" : part.name)"
  }

  // MARK: - A week

  private func block(_ part: StaffGrid.Part, _ week: Int) -> [String] {
    let days = grid.weeks[week].days
    let heads = days.map { grid.calendar.lines(ofDay: grid.days[$0].number) }
    var table = TextTable([grid.weeks[week].name] + heads.map { $0[0] } + ["Week"])
    if heads.contains(where: { $0.count > 1 }) {
      table.rows.append([""] + heads.map { $0.count > 1 ? $0[1] : "" } + [""])
    }
    table.rows += stretches(part, days).map { [$0.label] + $0.cells + [""] }
    table.rows.append(Array(repeating: "", count: days.count + 2))
    let sums = days.map { part.days[$0] } + [part.weeks[week]]
    for (name, figure) in figures(sums) { table.rows.append([name] + sums.map(figure)) }
    return [title(part)] + table.lines
  }

  /// The rows of totals: names, and how a figure is written.
  private func figures(
    _ sums: [StaffGrid.Totals]
  ) -> [(String, (StaffGrid.Totals) -> String)] {
    func text(_ value: KeyPath<StaffGrid.Totals, Double>) -> (StaffGrid.Totals) -> String {
      // One precision in a row, so that its figures can be compared at a glance.
      let isWhole = sums.allSatisfy { $0[keyPath: value] == $0[keyPath: value].rounded() }
      return { FigureText.fixed($0[keyPath: value], decimals: isWhole ? 0 : 1) }
    }
    var rows = [("Calls", text(\.calls)), ("Agent-hours", text(\.requiredHours))]
    if result.shrinkage.total > 0 { rows.append(("Scheduled h", text(\.scheduledHours))) }
    if result.shrinkage.leave > 0 { rows.append(("Paid h", text(\.paidHours))) }
    if result.hasOwnStaffing { rows.append(("Now h", text(\.ownHours))) }
    return rows + [("Peak", { "\($0.peakAgents)" })]
  }

  // MARK: - Rows

  private struct Stretch {
    var label: String
    var cells: [String]
  }

  /// The rows of some days; several that follow one another and are the same are one.
  private func stretches(_ part: StaffGrid.Part, _ days: Range<Int>) -> [Stretch] {
    let block = grid.block(days)
    let rows = block.intervals.map { row in
      row.map { $0.flatMap { grid.cell(part, in: $0) }.map { "\($0.agents)" } ?? "–" }
    }
    var result: [Stretch] = []
    var first = 0
    while first < rows.count {
      var last = first
      while last + 1 < rows.count, rows[last + 1] == rows[first], isAdjacent(block, last) {
        last += 1
      }
      let isJoined = last - first + 1 >= Self.joined
      for row in isJoined ? first...first : first...last {
        let name = grid.slots[block.slots[row]].name
        let end = isJoined ? end(block, last).map { "–" + StaffCalendar.text(of: $0) } ?? "" : ""
        result.append(Stretch(label: name + end, cells: rows[row]))
      }
      first = last + 1
    }
    return result
  }

  /// Whether a row goes on where the one before it ends, on every day that has both.
  private func isAdjacent(_ block: StaffGrid.Block, _ row: Int) -> Bool {
    let (one, other) = (grid.slots[block.slots[row]], grid.slots[block.slots[row + 1]])
    guard one.isSecond == other.isSecond else { return false }
    return zip(block.intervals[row], block.intervals[row + 1]).allSatisfy { before, after in
      guard let before, let after else { return before == nil && after == nil }
      return grid.calendar.end(of: before) == grid.calendar.start(of: after)
    }
  }

  private func end(_ block: StaffGrid.Block, _ row: Int) -> Double? {
    block.intervals[row].compactMap { $0 }.first.map(grid.calendar.end)
  }

  // MARK: - Weeks

  private func totals(of part: StaffGrid.Part) -> [String] {
    let sums = part.weeks + [part.whole]
    let figures = figures(sums)
    var table = TextTable([""] + figures.map(\.0))
    for (name, sum) in zip(grid.weeks.map(\.name) + ["All"], sums) {
      table.rows.append([name] + figures.map { $0.1(sum) })
    }
    return table.lines
  }
}

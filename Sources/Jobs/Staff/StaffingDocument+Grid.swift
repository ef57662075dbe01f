import Experiments
import Reporting
import Staffing

// Agents by day and time, and totals.

extension StaffingDocument {
  /// More days than these are in the spreadsheet alone.
  private static let dayLimit = 400

  /// Days down, times across; nil for a plan of one day, or of too many.
  var map: Document.Map? {
    guard grid.isOverDays, grid.days.count <= Self.dayLimit, let all = grid.parts.last else {
      return nil
    }
    let block = grid.block(0..<grid.days.count)
    let most = Double(max(1, all.whole.peakAgents))
    return Document.Map(
      identifier: "agents", title: words.agentsByTime,
      caption: words.agentsMap(most: "\(all.whole.peakAgents)"),
      columns: block.slots.map { grid.slots[$0].name },
      rows: grid.days.indices.map { column in
        (
          day(grid.days[column].number),
          block.intervals.map { row in
            row[column].flatMap { grid.cell(all, in: $0) }.map { Double($0.agents) }
          }
        )
      }, format: FigureFormat(.count), range: 0...most, rowTitle: words.day,
      isWhole: true, isInTable: true)
  }

  /// Totals by week where there are several, and by day; a terminal has those of weeks, since its grids
  /// have those of days.
  var totals: [Block] {
    let days = table(
      "days", words.totalsByDay, words.day,
      grid.days.prefix(Self.dayLimit).map { day($0.number) }, \.days)
    guard grid.weeks.count > 1 else { return [.detail(summary: nil, [.table(days)])] }
    let names = grid.weeks.prefix(Self.dayLimit).map {
      words.week($0.week.number, year: $0.week.year)
    }
    return [
      .table(table("weeks", words.totalsByWeek, words.week, names, \.weeks)),
      .detail(summary: nil, [.table(days)]),
    ]
  }

  private typealias Figure = (title: String, isShown: Bool, value: (StaffGrid.Totals) -> Double)

  /// What sums of days and weeks have.
  private var figures: [Figure] {
    let shrinkage = result.shrinkage
    let all: [Figure] = [
      (words.calls, true, \.calls), (words.agentHours, true, \.requiredHours),
      (words.scheduledHours, shrinkage.total > 0, \.scheduledHours),
      (words.paidHours, shrinkage.total > 0, \.paidHours),
      (words.hoursNow, result.hasOwnStaffing, \.ownHours),
      (words.peakAgents, true, { Double($0.peakAgents) }),
    ]
    return all.filter(\.isShown)
  }

  private func table(
    _ identifier: String, _ title: String, _ head: String, _ names: [String],
    _ sums: (StaffGrid.Part) -> [StaffGrid.Totals]
  ) -> Document.Table {
    let hasGroups = grid.parts.count > 1
    return Document.Table(
      identifier: identifier, title: title,
      columns: [.init(title: head)] + (hasGroups ? [.init(title: words.group)] : [])
        + figures.map { .init(title: $0.title, isNumber: true) },
      rows: names.indices.flatMap { place in
        grid.parts.map { part in
          [Document.Cell(names[place])]
            + (hasGroups ? [Document.Cell(part.name.isEmpty ? words.allTogether : part.name)] : [])
            + figures.map { plain($0.value(sums(part)[place])) }
        }
      })
  }

  // MARK: - Weeks

  /// More weeks than these are in the files alone, and in a terminal than these.
  private static let weekLimit = (page: 54, terminal: 8)
  /// More pools than these have no grids of their own on pages, and in a terminal.
  private static let poolLimit = (page: 6, terminal: 4)

  /// A table for each week and pool, days across and times down, with sums below; before them on pages a map
  /// of all days.
  var weeks: [Block] {
    let parts = grid.parts.count <= Self.poolLimit.page + 1 ? grid.parts : Array(grid.parts.suffix(1))
    let tables = grid.weeks.indices.prefix(Self.weekLimit.page).flatMap { week in
      parts.enumerated().map { place, part -> Block in
        let isShown =
          week < Self.weekLimit.terminal
          && (parts.count <= Self.poolLimit.terminal + 1 || place + 1 == parts.count)
        let table = Block.table(table(part, week, place))
        return isShown ? table : .detail(summary: nil, [table])
      }
    }
    let left = grid.weeks.count - Self.weekLimit.terminal
    return (map.map { [.heatMap($0)] } ?? []) + tables
      + (left > 0 ? [.note(words.moreWeeks(left))] : [])
  }

  private func table(_ part: StaffGrid.Part, _ week: Int, _ place: Int) -> Document.Table {
    let days = grid.weeks[week].days
    let block = grid.block(days)
    // The whole plan has one scale, so that weeks can be compared.
    let most = Double(max(1, part.whole.peakAgents))
    let hasRoster = result.shrinkage.total > 0
    func agents(_ interval: Int?) -> Document.Cell {
      guard let cell = interval.flatMap({ grid.cell(part, in: $0) }) else { return Document.Cell("–") }
      var shown = count(cell.agents)
      if hasRoster {
        shown.brief = shown.text
        shown.text += language.bracketed("\(cell.roster)")
      }
      shown.shade = Double(cell.agents) / most
      return shown
    }
    let rows = zip(block.slots, block.intervals).map { slot, intervals -> [Document.Cell] in
      [Document.Cell(grid.slots[slot].name)] + intervals.map(agents) + [Document.Cell("")]
    }
    let sums = days.map { part.days[$0] } + [part.weeks[week]]
    let totals = figures.filter { $0.title != words.paidHours || result.shrinkage.leave > 0 }
    let feet = totals.map { figure -> [Document.Cell] in
      [Document.Cell(figure.title)] + sums.map { plain(figure.value($0)) }
    }
    let name = words.week(grid.weeks[week].week.number, year: grid.weeks[week].week.year)
    let whom = part.name.isEmpty ? words.allTogether : part.name
    var table = Document.Table(
      identifier: "week-\(week + 1)-\(place + 1)",
      title: grid.parts.count > 1 ? name + language.comma + whom : name,
      caption: words.gridCaption(hasRoster: hasRoster),
      columns: [.init(title: words.from)]
        + days.map { words.shortDay(grid.calendar, grid.days[$0].number) }.map {
          .init(title: $0, isNumber: true)
        }
        + [.init(title: words.week, isNumber: true)], rows: rows + feet, isOrdered: true)
    let changes = rows.indices.filter { row in
      row == 0 || rows[row].dropFirst().map(\.text) != rows[row - 1].dropFirst().map(\.text)
    }
    table.briefRows = changes + Array(rows.count..<rows.count + feet.count)
    table.briefNote = words.sameRows
    if hasRoster { table.briefCaption = words.gridCaption(hasRoster: false) }
    return table
  }
}

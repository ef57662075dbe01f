import Experiments
import Reporting
import Staffing

// Agents by day and time, totals, and the chart of a plan.

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
      isWhole: true)
  }

  /// Totals by week where there are several, and by day.
  var totals: [Document.Table] {
    let days = table(
      "days", words.totalsByDay, words.day,
      grid.days.prefix(Self.dayLimit).map { day($0.number) }, \.days)
    guard grid.weeks.count > 1 else { return [days] }
    let names = grid.weeks.prefix(Self.dayLimit).map {
      words.week($0.week.number, year: $0.week.year)
    }
    return [table("weeks", words.totalsByWeek, words.week, names, \.weeks), days]
  }

  private func table(
    _ identifier: String, _ title: String, _ head: String, _ names: [String],
    _ sums: (StaffGrid.Part) -> [StaffGrid.Totals]
  ) -> Document.Table {
    let hasGroups = grid.parts.count > 1
    let shrinkage = result.shrinkage
    let figures: [(title: String, isShown: Bool, value: (StaffGrid.Totals) -> Double)] = [
      (words.calls, true, \.calls), (words.agentHours, true, \.requiredHours),
      (words.scheduledHours, shrinkage.total > 0, \.scheduledHours),
      (words.paidHours, shrinkage.total > 0, \.paidHours),
      (words.hoursNow, result.hasOwnStaffing, \.ownHours),
      (words.peakAgents, true, { Double($0.peakAgents) }),
    ].filter(\.isShown)
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

  /// Agents by interval: required, scheduled and present ones; nil for several days, which the map shows.
  var chart: DocumentChart? {
    let intervals = plan.demand.intervals
    let open = intervals.indices.filter(plan.isOpen)
    guard open.count > 1, !grid.isOverDays else { return nil }
    func line(_ name: String, _ value: (Int) -> Double) -> DocumentChart.Series {
      DocumentChart.Series(
        name: name,
        points: open.map { interval in
          let number = value(interval)
          return .init(
            x: intervals[interval].start / 3600, y: number,
            label: "\(label(interval)): \(name) \(StaffFigures.number(number))")
        }, isLine: true, isNamed: true)
    }
    var series = [line(words.required) { Double(plan.agents(in: $0)) }]
    if result.shrinkage.total > 0 {
      series.append(line(words.scheduled) { Double(plan.roster(in: $0, result.shrinkage)) })
    }
    if result.hasOwnStaffing { series.append(line(words.plannedNow, result.ownStaffing)) }
    let step = max(1, open.count / 8)
    return DocumentChart(
      identifier: "agents", title: words.along(words.agents, words.interval), caption: "",
      altText: series.map(\.name).joined(separator: ", "), isInTable: true,
      kind: .points(
        series,
        x: .init(
          title: words.interval, format: FigureFormat(.plain),
          labels: stride(from: 0, to: open.count, by: step).map {
            (intervals[open[$0]].start / 3600, label(open[$0]))
          }), y: .init(title: words.agents, format: FigureFormat(.count))))
  }
}

import Experiments
import Reporting
import Staffing

/// The sheet of goals that were simulated: the plan's figures and those of its repair, with intervals
/// and verdicts.
struct StaffVerdictSheet {
  var repair: RepairReport
  /// The names of days and times.
  var calendar: StaffCalendar

  private typealias Cell = Workbook.Cell
  private typealias Style = Workbook.Style

  private static let heads = [
    "goal", "for", "when", "bound", "plan", "plan low", "plan high", "plan verdict",
    "replications needed", "repaired", "repaired low", "repaired high", "repaired verdict",
    "days met",
  ]

  /// The sheet.
  var sheet: Workbook.Sheet {
    var sheet = Workbook.Sheet(name: "Simulated")
    let figures = Array(zip(repair.proposal.figures, repair.repaired.figures))
      .prefix(Workbook.rowLimit - 1)
    sheet.rows = [Self.heads.map { .text($0, Style(.head)) }] + figures.map(row)
    sheet.frozenRows = 1
    sheet.filter = .init(rows: 0...figures.count, columns: 0...Self.heads.count - 1)
    sheet.widths = Self.heads.map { max(10, Double($0.count) + 2) }
    return sheet
  }

  private func row(_ plan: PlaceFigure, _ repaired: PlaceFigure) -> [Cell] {
    let style = Style(
      format: GoalFigures.isTime(plan) ? StaffWorkbook.hours : Workbook.NumberFormat.percent())
    func bounds(_ figure: PlaceFigure) -> [Cell] {
      let ends = Estimate(value: figure.value, halfWidth: figure.halfWidth).interval
      return [figure.value, ends?.lowerBound, ends?.upperBound].map { .number($0, style) }
    }
    var row: [Cell] = [
      .text(plan.goal), .text(GoalFigures.subject(plan)), .text(GoalFigures.time(plan, calendar)),
      .number(plan.bound, style),
    ]
    row += bounds(plan) + [.text(GoalFigures.verdict(plan))]
    row.append(.number(plan.replicationsToDecide.map(Double.init)))
    row += bounds(repaired) + [.text(GoalFigures.verdict(repaired))]
    return row + [.number(repaired.shareOfDaysMet, Style(format: .percent()))]
  }
}

/// The sheet with the agents that shares of days take, interval by interval and pool by pool.
struct StaffShareSheet {
  let result: StaffResult
  let risk: RiskReport
  let table: StaffTable

  /// The sheet.
  var sheet: Workbook.Sheet {
    var sheet = Workbook.Sheet(name: "Shares of days")
    let heads =
      table.placeColumns + ["agents"]
      + risk.levels.map { "\(FigureText.value($0.shareOfDays, unit: .proportion)) of days" }
    sheet.rows = [heads.map { .text($0, .init(.head)) }]
    for (interval, place) in table.places {
      let pool = result.plan.pools[place]
      let agents =
        [pool.agents(in: interval)]
        + risk.levels.indices.map { result.agents(pool.pool, ofLevel: $0, in: interval) }
      sheet.rows.append(
        table.place(interval, place).map { StaffWorkbook.cell($0) }
          + agents.map { .number(Double($0)) })
    }
    sheet.frozenRows = 1
    sheet.widths = heads.map { max(10, Double($0.count) + 2) }
    return sheet
  }
}

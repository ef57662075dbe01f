import Experiments
import Reporting
import Staffing

/// What simulations say of the plan that a report is about, as a table for other programs: a row for each goal,
/// place and time, beside `staffing.csv`, whose figures are by formula.
struct StaffGoalTable {
  let judgement: StaffingJudgement
  let calendar: StaffCalendar

  /// The file.
  static let name = "staffing-goals.csv"

  /// The table; nil: nothing was simulated.
  init?(_ result: StaffResult) {
    guard let judgement = result.answer?.judgement else { return nil }
    (self.judgement, calendar) = (judgement, result.grid.calendar)
  }

  /// Names with units where all rows have one; a goal's bound and figures are in the row's `unit`.
  private static let columns = [
    "goal", "period", "contactType", "group", "firstDay", "start", "lastDay", "end", "unit", "bound",
    "simulated", "low", "high", "verdict", "replicationsNeeded", "daysMet_share", "daysMetLow_share",
    "daysMetHigh_share",
  ]

  /// The table's text in CSV.
  var csv: String {
    var text = CSVText()
    text.line(Self.columns)
    for figure in judgement.figures { text.line(row(figure)) }
    return text.text
  }

  private func row(_ figure: PlaceFigure) -> [String] {
    let (first, last) = (
      StaffMoment(figure.firstInterval, calendar), StaffMoment(figure.lastInterval, calendar)
    )
    let ends = Estimate(value: figure.value, halfWidth: figure.halfWidth).interval
    func number(_ value: Double?) -> String { value.flatMap(MachineNumber.text) ?? "" }
    return [
      figure.goal, figure.period, figure.contactType ?? "", figure.group ?? "", first.date ?? first.day,
      first.start, last.date ?? last.day, last.end, GoalFigures.isTime(figure) ? "s" : "share",
      number(figure.bound), number(figure.value), number(ends?.lowerBound), number(ends?.upperBound),
      figure.verdict.rawValue, figure.replicationsToDecide.map(String.init) ?? "",
      number(figure.shareOfDaysMet), number(figure.shareLow), number(figure.shareHigh),
    ]
  }
}

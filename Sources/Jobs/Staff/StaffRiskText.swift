import Experiments
import Foundation
import Reporting
import Staffing
import Verification

/// Probabilities that goals are met, where the variance comes from, and staffings for shares of days.
struct RiskText {
  var report: RiskReport
  /// What costs are in.
  var price: StaffPrice

  /// Paragraphs of lines.
  func blocks(_ label: (Int) -> String) -> [[String]] {
    [heading, intervals(label), periods, variances, levels]
  }

  private var heading: [String] {
    let error = FigureText.value(report.forecastError, unit: .proportion)
    return [
      "Risk: \(report.months) months of \(report.daysPerMonth) days with the repaired staffing, "
        + "forecast error \(error)"
    ]
  }

  private func intervals(_ label: (Int) -> String) -> [String] {
    var table = TextTable(["When", "For", "Goal", "On average", "Days met"], words: [0, 1, 2])
    table.rows = report.intervals.map {
      [
        GoalFigures.time($0, label), GoalFigures.subject($0), $0.goal, GoalFigures.value($0),
        GoalFigures.share($0),
      ]
    }
    return ["Probability that an interval meets its goal:"] + table.lines
  }

  private var periods: [String] {
    var table = TextTable(["For", "Goal", "On average", "Days met", "Months met"], words: [0, 1])
    table.rows = zip(report.days, report.monthly).map { day, month in
      [
        GoalFigures.subject(day), day.goal, GoalFigures.value(day), GoalFigures.share(day),
        GoalFigures.share(month),
      ]
    }
    return ["Probability that a day or a month as a whole does:"] + table.lines
  }

  private var variances: [String] {
    guard !report.variances.isEmpty else { return [] }
    var table = TextTable(
      ["For", "Goal", "SD of a day", "Forecast", "Day to day", "Within day", "Monte Carlo"],
      words: [0, 1])
    table.rows = report.variances.map { figure in
      let variance = figure.variance
      let total = max(variance.total, 1e-300)
      let isTime = figure.goal.contains("asa<")
      let parts = [variance.parameter, variance.dayToDay, variance.withinDay, variance.monteCarlo]
      return [
        figure.subject, figure.goal,
        FigureText.value(variance.total.squareRoot(), unit: isTime ? .seconds : .proportion),
      ] + parts.map { FigureText.value(($0 / total * 1000).rounded() / 1000, unit: .proportion) }
    }
    return [
      "What makes days differ (shares of a day's variance; Monte Carlo: of the simulated mean):"
    ] + table.lines
  }

  private var levels: [String] {
    guard !report.levels.isEmpty else { return [] }
    var table = TextTable(
      ["Share of days", "Cost, \(price.unit)", "Agents at most", "On fresh days", "Verdict"], words: [0, 4])
    table.rows =
      planned
      + report.levels.map { level in
        [
          percent(level.shareOfDays) + (level.isFeasible ? "" : " (not reached)")
        ] + figures(level.judgement) + [GoalFigures.words(level.verdict)]
      }
    let less = percent(RiskLevel.indifference)
    return [
      "Cheapest staffing found for a share of days, or \(less) less (each goal over the day):"
    ] + table.lines
  }

  /// The staffing that there is, beside the proposals.
  private var planned: [[String]] {
    guard let plan = report.plan else { return [] }
    let verdicts = report.levels.map { level in
      "\(percent(level.shareOfDays)) "
        + GoalFigures.words(plan.verdict(ofShare: level.shareOfDays))
    }
    return [["planned now"] + figures(plan) + [verdicts.joined(separator: ", ")]]
  }

  /// Cost, most agents at the same time, and the goal met on the fewest days.
  private func figures(_ judgement: StaffingJudgement) -> [String] {
    let rows = judgement.staffing.agents
    let totals = (rows.first?.indices ?? 0..<0).map { interval in
      rows.reduce(0) { $0 + $1[interval] }
    }
    return [
      price.number(judgement.cost), "\(totals.max() ?? 0)",
      judgement.worstShare.map(GoalFigures.share) ?? "",
    ]
  }

  private func percent(_ share: Double) -> String { FigureText.value(share, unit: .proportion) }
}

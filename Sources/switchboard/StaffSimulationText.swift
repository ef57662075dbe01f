import Experiments
import Foundation
import Reporting
import Staffing
import Verification

/// Figures of goals as a planner reads them.
enum GoalFigures {
  /// "79.2 ± 0.4 %".
  static func value(_ figure: PlaceFigure) -> String {
    let estimate = Estimate(value: figure.value, halfWidth: figure.halfWidth)
    return FigureText.estimate(estimate, unit: unit(figure))
  }

  /// "80 %".
  static func bound(_ figure: PlaceFigure) -> String {
    FigureText.value(figure.bound, unit: unit(figure))
  }

  /// "91.5 (86.8–94.6) %": a share of days or months.
  static func share(_ figure: PlaceFigure) -> String {
    let bounds = figure.shareLow...max(figure.shareLow, figure.shareHigh)
    let estimate = Estimate(
      value: figure.shareOfDaysMet, halfWidth: (bounds.upperBound - bounds.lowerBound) / 2,
      bounds: bounds)
    return FigureText.estimate(estimate, unit: .proportion)
  }

  private static func unit(_ figure: PlaceFigure) -> IndicatorUnit {
    figure.goal.contains("asa<") ? .seconds : .proportion
  }

  /// Whom the goal is about.
  static func subject(_ figure: PlaceFigure) -> String { figure.contactType ?? figure.group ?? "" }

  /// When: an interval's name, or the period.
  static func time(_ figure: PlaceFigure, _ label: (Int) -> String) -> String {
    figure.firstInterval == figure.lastInterval && figure.period == "interval"
      ? label(figure.firstInterval) : figure.period
  }

  /// "1 agent", "3 agents".
  static func agents(_ count: Int) -> String { "\(count) agent\(count == 1 ? "" : "s")" }

  /// Money or agent-hours, at most two decimals.
  static func cost(_ cost: Double) -> String { FigureText.plain((cost * 100).rounded() / 100) }
}

/// The proposal, where the formula was wrong, and the repaired staffing.
struct RepairText {
  var report: RepairReport
  /// Whether the proposal was searched interval by interval, not planned by formulas.
  var isSearched = false
  /// The groups' names.
  var groups: [String]

  /// Paragraphs of lines.
  func blocks(_ label: (Int) -> String) -> [[String]] {
    [heading, missed(label), repaired, staffing(label), last(label)]
  }

  private var proposal: String {
    isSearched ? "numbers searched for each interval by itself" : "the plan"
  }

  private var heading: [String] {
    let missed = report.proposal.figures.count { !$0.isMet }
    let all = report.proposal.figures.count
    let days = report.proposal.replications
    return [
      "Simulated with \(proposal) (\(days) replications, \(percent(report.proposal.confidence)) intervals): "
        + (missed == 0 ? "all \(all) goals met" : "\(missed) of \(all) goals missed")
        + ", cost \(GoalFigures.cost(report.proposal.cost))"
    ]
  }

  private func missed(_ label: (Int) -> String) -> [String] {
    let figures = report.proposal.figures.filter { !$0.isMet }
    guard !figures.isEmpty else { return [] }
    var table = TextTable(["When", "For", "Goal", "Simulated", "Bound", "Days met"], words: [0, 1, 2])
    table.rows = figures.map { figure in
      [
        GoalFigures.time(figure, label), GoalFigures.subject(figure), figure.goal,
        GoalFigures.value(figure), GoalFigures.bound(figure), GoalFigures.share(figure),
      ]
    }
    return [isSearched ? "Missed over the whole day:" : "Where the formula was wrong:"] + table.lines
  }

  private var repaired: [String] {
    guard report.isFeasible else {
      return ["No repair: adding agents does not reach all goals."]
    }
    let (before, after) = (report.proposal.cost, report.repaired.cost)
    let change = before > 0 ? FigureText.value((after - before) / before, unit: .proportion) : ""
    var lines = [
      "Repaired: cost \(GoalFigures.cost(after))" + (change.isEmpty ? "" : " (\(change))")
        + ", \(report.evaluations) staffings simulated"
    ]
    if report.isLocallyMinimal {
      lines.append(
        "Locally minimal: each of the \(report.refutedRemovals) removals of one agent"
          + (report.refutedExchanges > 0
            ? " and \(report.refutedExchanges) exchanges for a cheaper one" : "")
          + " misses a goal.")
    }
    return lines
  }

  private func staffing(_ label: (Int) -> String) -> [String] {
    guard report.isFeasible else { return [] }
    let (before, after) = (report.proposal.staffing.agents, report.repaired.staffing.agents)
    var table = TextTable(["From"] + groups)
    for interval in after.first?.indices ?? 0..<0 {
      let cells = after.indices.map { group in
        let (old, new) = (before[group][interval], after[group][interval])
        return old == new ? "\(new)" : "\(old) → \(new)"
      }
      table.rows.append([label(interval)] + cells)
    }
    return ["Agents, \(isSearched ? "searched" : "plan") → repaired:"] + table.lines
  }

  /// The goals that are tightest under fresh random numbers.
  private func last(_ label: (Int) -> String) -> [String] {
    guard report.isFeasible else { return [] }
    let figures = report.repaired.figures
    let clear = figures.filter { !$0.isMet && $0.isClear }
    var lines = [
      "Checked with fresh random numbers: \(figures.count { $0.isMet }) of \(figures.count) goals met"
        + (clear.isEmpty
          ? ", the others within their intervals." : ", \(clear.count) missed beyond the interval:")
    ]
    if figures.allSatisfy(\.isMet) { lines = ["Checked with fresh random numbers: all goals met."] }
    guard !clear.isEmpty else { return lines }
    var table = TextTable(["When", "For", "Goal", "Simulated", "Bound"], words: [0, 1, 2])
    table.rows = clear.map {
      [
        GoalFigures.time($0, label), GoalFigures.subject($0), $0.goal, GoalFigures.value($0),
        GoalFigures.bound($0),
      ]
    }
    return lines + table.lines
  }

  private func percent(_ share: Double) -> String { FigureText.value(share, unit: .proportion) }
}

/// Probabilities that goals are met, where the variance comes from, and staffings for shares of days.
struct RiskText {
  var report: RiskReport

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
    var table = TextTable(["Share of days", "Cost", "Agents at most", "On fresh days"])
    table.rows = report.levels.map { level in
      let rows = level.judgement.staffing.agents
      let totals = (rows.first?.indices ?? 0..<0).map { interval in
        rows.reduce(0) { $0 + $1[interval] }
      }
      let worst = level.judgement.figures.min { $0.shareOfDaysMet < $1.shareOfDaysMet }
      return [
        FigureText.value(level.shareOfDays, unit: .proportion) + (level.isFeasible ? "" : " (not reached)"),
        GoalFigures.cost(level.judgement.cost), "\(totals.max() ?? 0)",
        worst.map(GoalFigures.share) ?? "",
      ]
    }
    return ["Cheapest staffing found for a share of days (each goal over the day):"] + table.lines
  }
}

/// The cheapest numbers per group.
struct SkillText {
  var report: SkillReport

  /// Paragraphs of lines.
  var blocks: [[String]] { [heading, groups, goals, bounds] }

  private var heading: [String] {
    guard report.isFeasible else {
      return ["No numbers found that meet all goals; the last ones tried:"]
    }
    var lines = ["Cheapest numbers per group found: \(GoalFigures.cost(report.hourlyCost)) an hour"]
    lines.append(
      report.isProven
        ? "Every cheaper staffing that the workload allows was found to miss a goal."
        : "No staffing costs less than \(GoalFigures.cost(report.lowerBound)) an hour (gap "
          + "\(FigureText.value(report.gap, unit: .proportion))).")
    if !report.isProven, let estimate = report.pooledEstimate, estimate > report.lowerBound {
      lines.append(
        "If no routing beats one queue in order of arrival, none costs less than "
          + "\(GoalFigures.cost(estimate)).")
    }
    if let pools = report.separatePools, pools > 0 {
      let saved = FigureText.value((pools - report.hourlyCost) / pools, unit: .proportion)
      lines.append(
        "Separate pools by Erlang formulas would cost \(GoalFigures.cost(pools)) an hour: \(saved) saved.")
    }
    return lines + ["\(report.evaluations) staffings simulated, \(report.cuts) cuts"]
  }

  private var groups: [String] {
    var table = TextTable(["Group", "Agents", "Cost an hour"])
    table.rows = report.groups.map { [$0.name, "\($0.agents)", GoalFigures.cost($0.hourlyCost)] }
    return table.lines
  }

  private var goals: [String] {
    var table = TextTable(["For", "Goal", "Simulated", "Bound"], words: [0, 1])
    table.rows = report.judgement.figures.map {
      [GoalFigures.subject($0), $0.goal, GoalFigures.value($0), GoalFigures.bound($0)]
    }
    return ["With fresh random numbers:"] + table.lines
  }

  private var bounds: [String] {
    var table = TextTable(["Work of", "Erlangs", "At least", "Have"])
    table.rows = report.bounds.prefix(5).map {
      [
        $0.contactTypes.joined(separator: ", "), FigureText.plain($0.load), "\($0.atLeast)",
        "\($0.agents)",
      ]
    }
    return ["What the work itself asks for, the tightest first (agents who can do it):"] + table.lines
  }
}

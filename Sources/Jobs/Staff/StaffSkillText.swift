import Experiments
import Foundation
import Reporting
import Staffing
import Verification

/// The cheapest numbers per group.
struct SkillText {
  var report: SkillReport
  /// What costs are in.
  var price: StaffPrice
  /// The limits that were given, as options.
  var limits: String?

  /// Paragraphs of lines.
  var blocks: [[String]] { [heading, groups, goals, bounds] }

  private var heading: [String] {
    guard report.isFeasible else {
      return [
        limits.map { "Within \($0) no numbers meet all goals; the nearest:" }
          ?? "No numbers found that meet all goals; the last ones tried:"
      ]
    }
    var lines = ["Cheapest numbers per group found: \(price.hourly(report.hourlyCost))"]
    lines.append(
      report.isProven
        ? "Every cheaper staffing \(within)that the workload allows was found to miss a goal."
        : "No staffing \(within)costs less than \(price.hourly(report.lowerBound)) (gap "
          + "\(FigureText.value(report.gap, unit: .proportion))).")
    if !report.isProven, let estimate = report.pooledEstimate, estimate > report.lowerBound {
      lines.append(
        "If no routing beats one queue in order of arrival, none costs less than "
          + "\(price.hourly(estimate)).")
    }
    if let pools = report.separatePools, pools > 0 {
      let saved = FigureText.value((pools - report.hourlyCost) / pools, unit: .proportion)
      lines.append(
        "Separate pools by Erlang formulas\(limits == nil ? "" : ", without limits,") would cost "
          + "\(price.hourly(pools))" + (limits == nil ? ": \(saved) saved." : "."))
    }
    return lines + [
      "\(FigureText.count(report.evaluations, "staffing")) simulated, \(FigureText.count(report.cuts, "cut"))"
    ]
  }

  /// "within --max-agents 4 ", or nothing.
  private var within: String { limits.map { "within \($0) " } ?? "" }

  private var groups: [String] {
    var table = TextTable(["Group", "Agents", "Cost of one, \(price.hourlyUnit)"])
    table.rows = report.groups.map { [$0.name, "\($0.agents)", price.number($0.hourlyCost)] }
    return table.lines
  }

  private var goals: [String] {
    var table = TextTable(["For", "Goal", "Simulated", "Bound", "Verdict"], words: [0, 1, 4])
    table.rows = report.judgement.figures.map {
      [
        GoalFigures.subject($0), $0.goal.replacing("@month", with: ""), GoalFigures.value($0),
        GoalFigures.bound($0),
        GoalFigures.verdict($0),
      ]
    }
    return ["With fresh random numbers, over the whole horizon (\(GoalFigures.intervals(report.judgement))):"]
      + table.lines
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

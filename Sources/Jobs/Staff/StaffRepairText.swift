import Experiments
import Foundation
import Reporting
import Staffing
import Verification

/// The proposal, where the simulation differs from it, and the repaired staffing.
struct RepairText {
  var report: RepairReport
  /// Whether the proposal was searched interval by interval, not planned by formulas.
  var isSearched = false
  /// What costs are in.
  var price: StaffPrice
  /// The groups' names.
  var groups: [String]
  /// The limits that were given, as options.
  var limits: String?

  /// Paragraphs of lines.
  func blocks(_ label: (Int) -> String) -> [[String]] {
    [heading, differences(label), repaired, staffing(label), last(label)]
  }

  private var proposal: String {
    isSearched ? "numbers searched for each interval by itself" : "the plan"
  }

  private var heading: [String] {
    let days = report.proposal.replications
    return TerminalText.wrapped(
      "Simulated with \(proposal) (\(days) replications, "
        + "\(GoalFigures.intervals(report.proposal))): "
        + "\(GoalFigures.verdicts(report.proposal)); cost \(price.text(report.proposal.cost))",
      to: 100)
  }

  /// What misses its goal, or seems to.
  private func differences(_ label: (Int) -> String) -> [String] {
    let missed = report.proposal.figures.filter { $0.verdict == .missed }
    let open = report.proposal.figures.filter { $0.verdict == .undecided && $0.isBelow }
    guard !(missed + open).isEmpty else { return [] }
    return [isSearched ? "Where these numbers miss a goal, or seem to:" : "Where the simulation differs:"]
      + GoalFigures.table(missed + open, label)
  }

  private var repaired: [String] {
    let (before, after) = (report.proposal.cost, report.repaired.cost)
    let change = before > 0 ? FigureText.value((after - before) / before, unit: .proportion) : ""
    let sum =
      "cost \(price.text(after))" + (change.isEmpty ? "" : " (\(change))")
      + ", \(FigureText.count(report.evaluations, "staffing")) simulated"
    guard report.isFeasible else {
      let within = limits.map { "Within \($0) no staffing was found that" } ?? "No staffing was found that"
      let wanted =
        report.sure.map { "meets every goal with a probability of \(percent($0))" } ?? "meets all goals"
      return ["\(within) \(wanted). The nearest: \(sum)"]
    }
    let rule =
      report.sure.map { ", every goal met with a probability of \(percent($0))" }
      ?? ", agents more only where a goal was surely missed, fewer only where it stays surely met"
    var lines = TerminalText.wrapped("Repaired\(rule): \(sum)", to: 100)
    if !price.remark.isEmpty { lines += TerminalText.wrapped(price.remark, to: 100) }
    if report.isLocallyMinimal {
      lines.append(
        "Locally minimal: \(FigureText.count(report.refutedRemovals, "removal")) of one agent"
          + (report.refutedExchanges > 0
            ? " and \(FigureText.count(report.refutedExchanges, "exchange")) for a cheaper one" : "")
          + " tried in vain.")
    }
    return lines
  }

  private func staffing(_ label: (Int) -> String) -> [String] {
    let (before, after) = (report.proposal.staffing.agents, report.repaired.staffing.agents)
    var table = TextTable(["From"] + groups)
    for interval in after.first?.indices ?? 0..<0 {
      let cells = after.indices.map { group in
        let (old, new) = (before[group][interval], after[group][interval])
        return old == new ? "\(new)" : "\(old) → \(new)"
      }
      table.rows.append([label(interval)] + cells)
    }
    let name = report.isFeasible ? "repaired" : "nearest"
    return ["Agents, \(isSearched ? "searched" : "plan") → \(name):"] + table.lines
  }

  /// What fresh random numbers say.
  private func last(_ label: (Int) -> String) -> [String] {
    let missed = report.repaired.figures.filter { $0.verdict == .missed }
    let open = report.repaired.figures.filter { $0.verdict == .undecided }
    let lines = TerminalText.wrapped(
      "Checked with \(FigureText.count(report.repaired.replications, "fresh replication")): "
        + GoalFigures.verdicts(report.repaired) + ".", to: 100)
    let shown = report.isFeasible ? missed : missed + open.filter(\.isBelow)
    return lines + (shown.isEmpty ? [] : GoalFigures.table(shown, label))
  }

  private func percent(_ share: Double) -> String { FigureText.value(share, unit: .proportion) }
}

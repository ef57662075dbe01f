import Experiments
import Foundation
import QueueingTheory
import Reporting
import Staffing

extension StaffResult {
  /// The decision in words: how many agents, for what, against what there is, and what the simulation
  /// says about it.
  var decision: String {
    let hours = plan.agentHours
    let goals = plan.goals.indices.map(text(ofGoal:)).joined(separator: ", ")
    let busiest = plan.demand.intervals.indices.max { plan.agents(in: $0) < plan.agents(in: $1) }
    var text = "Plan \(StaffFigures.number(hours)) agent-hours"
    if let busiest {
      text += ", at most \(GoalFigures.agents(plan.agents(in: busiest))) at once"
      text += " (first at \(axis.label(busiest)))"
    }
    text += input.isNearest ? ", as near to \(goals) as the limits allow" : ", for \(goals)"
    let trunks = lines.map {
      FigureText.count($0.needed, $0.isPorts ? "menu port" : "line") + ($0.isPorts ? "" : " (\($0.name))")
    }
    if !trunks.isEmpty { text += ", with \(trunks.joined(separator: " and "))" }
    return text + comparison(hours) + "." + simulation
  }

  private func comparison(_ hours: Double) -> String {
    guard hasOwnStaffing else { return "" }
    let own = plan.demand.intervals.indices.reduce(0) {
      $0 + ownStaffing(in: $1) * plan.demand.intervals[$1].length / 3600
    }
    let difference = hours - own
    guard abs(difference) >= 0.05 else { return "; as many as planned now" }
    let size = StaffFigures.number(abs(difference))
    return
      "; \(size) agent-hour\(size == "1" ? "" : "s") \(difference > 0 ? "more" : "fewer") than planned now"
  }

  private var simulation: String {
    guard let simulated else { return "" }
    let price = simulated.price
    let search = simulated.skills.map { numbers($0, price) } ?? ""
    guard let repair = simulated.repair else { return search }
    let what = simulated.isProposalSearched ? "numbers searched for each interval" : "this"
    let verdict: String
    switch repair.proposal.verdict {
    case .met:
      verdict =
        " The simulation says that \(what) \(simulated.isProposalSearched ? "meet" : "meets") all goals"
    case .missed:
      verdict =
        " The simulation says that \(what) \(simulated.isProposalSearched ? "miss" : "misses") "
        + "\(repair.proposal.count(.missed)) of \(FigureText.count(repair.proposal.figures.count, "goal"))"
    case .undecided:
      verdict =
        " The simulation finds no goal surely missed with "
        + (simulated.isProposalSearched ? what : "it")
    }
    let cost = price.text(repair.repaired.cost)
    if repair.isInterrupted {
      return search + verdict
        + "; the repair was interrupted, the staffing that it had reached costs \(cost)\(misses(repair.repaired))."
    }
    guard repair.isFeasible else {
      return search + verdict + "; the nearest staffing that was found costs \(cost)."
    }
    // Searched numbers are no repair of the plan by formulas: all three amounts are told apart.
    guard simulated.isProposalSearched else {
      let before = price.text(repair.proposal.cost)
      return search + verdict
        + (before == cost
          ? "; it costs \(cost), repaired as much" : "; repaired it costs \(cost) instead of \(before)")
        + misses(repair.repaired) + "."
    }
    return search + verdict
      + "; they cost \(price.text(repair.proposal.cost)), repaired \(cost)\(misses(repair.repaired))."
  }

  /// What fresh replications say against a staffing; empty: they find no goal surely missed.
  private func misses(_ judgement: StaffingJudgement) -> String {
    let count = judgement.count(.missed)
    return count == 0
      ? ""
      : ", and fresh replications find \(FigureText.count(count, "goal")) of "
        + "\(judgement.figures.count) missed"
  }

  /// The numbers per group that the search found.
  private func numbers(_ report: SkillReport, _ price: StaffPrice) -> String {
    guard report.isFeasible else { return " The search finds no numbers per group that meet all goals." }
    let numbers = report.groups.map { "\($0.name) \($0.agents)" }.joined(separator: ", ")
    return " The cheapest numbers per group that the search finds cost "
      + "\(price.hourly(report.hourlyCost)): \(numbers)."
  }
}

import Experiments
import Staffing

/// The staffing that answers what was asked for, where simulations found one: the plan that a report is about.
struct StaffAnswer {
  /// The staffing under fresh random numbers.
  var judgement: StaffingJudgement
  /// Whether it meets what was asked for; false: nothing within the limits does, and it is the nearest.
  var isFeasible: Bool
  /// Whether the search ended before its end.
  var isInterrupted: Bool
  /// Whether it is the same numbers all the time, searched for each group.
  var isOfGroups = false
}

extension SimulatedStaffing {
  /// The numbers per group where they were asked for and found, else the repaired staffing; nil: nothing
  /// was searched.
  var answer: StaffAnswer? {
    if let skills, skills.isFeasible || repair?.isFeasible != true {
      return StaffAnswer(
        judgement: skills.judgement, isFeasible: skills.isFeasible,
        isInterrupted: skills.isInterrupted, isOfGroups: true)
    }
    return repair.map {
      StaffAnswer(
        judgement: $0.repaired, isFeasible: $0.isFeasible, isInterrupted: $0.isInterrupted)
    }
  }
}

extension StaffResult {
  /// The same result with what simulations found: its plan is their answer, and that of the formulas stands
  /// beside it.
  func answered(by simulated: SimulatedStaffing?) -> StaffResult {
    var result = self
    result.simulated = simulated
    result.answer = simulated?.answer
    guard let table = result.answer?.judgement.staffing else { return result }
    result.staffing = table
    result.plan = formula.replaced(by: table)
    result.grid = StaffGrid(result.plan, shrinkage: shrinkage)
    return result
  }

  /// Whether the plan is that of the formulas, in every interval and pool.
  var isByFormula: Bool {
    guard answer != nil else { return true }
    return plan.pools.allSatisfy { pool in
      pool.cells.indices.allSatisfy { pool.agents(in: $0) == pool.agentsByFormula(in: $0) }
    }
  }
}

extension StaffJSON {
  /// Where the plan comes from, and what fresh replications say about it.
  struct AnswerEntry: Encodable {
    /// "formulas", or "simulation".
    var origin: String
    var isFeasible: Bool?
    var verdict: GoalVerdict?

    init(_ result: StaffResult) {
      origin = result.answer == nil ? "formulas" : "simulation"
      (isFeasible, verdict) = (result.answer?.isFeasible, result.answer?.judgement.verdict)
    }
  }

  /// The plan by formulas, where it is not the answer itself.
  struct FormulaEntry: Encodable {
    var requiredHours: Double
    var scheduledHours: Double
    var paidHours: Double
    var peakAgents: Int
    var costs: StaffCosts?

    /// Nil where simulations found nothing else.
    init?(_ result: StaffResult) {
      guard result.answer != nil else { return nil }
      let (plan, shrinkage) = (result.formula, result.shrinkage)
      requiredHours = plan.agentHours
      scheduledHours = plan.rosterHours(shrinkage)
      paidHours = shrinkage.paid(roster: scheduledHours)
      peakAgents = plan.demand.intervals.indices.map(plan.agents).max() ?? 0
      costs = result.costs(of: plan)
    }
  }
}

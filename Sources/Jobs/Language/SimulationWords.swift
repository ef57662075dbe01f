import Experiments
import Staffing

/// The words of what simulations of staffings found.
protocol SimulationWords {
  var interruptedSearch: String { get }
  /// "78.5 agent-hours", "16 agents", of a printed number.
  func agentHours(_ number: String) -> String
  func agents(_ number: String) -> String
  var anHour: String { get }
  /// What costs leave out.
  var priceRemark: String { get }
  func verdicts(_ judgement: StaffingJudgement) -> String
  /// The intervals of goals that are judged together.
  func intervals(_ level: String, goals: Int) -> String

  func simulatedWith(
    isSearched: Bool, replications: Int, intervals: String, verdicts: String, cost: String
  ) -> String
  func whereItDiffers(isSearched: Bool) -> String
  func repaired(
    isFeasible: Bool, sure: String?, limits: String?, cost: String, evaluations: Int
  ) -> String
  func minimal(removals: Int, exchanges: Int) -> String
  /// That fewer agents were not shown to miss a goal.
  func notMinimal(isFeasible: Bool) -> String
  func beforeAndAfter(isSearched: Bool, isFeasible: Bool) -> String
  func fresh(replications: Int, verdicts: String) -> String
  var stillMissed: String { get }
  var replicationsNeeded: String { get }
  /// Rows that are not shown here; without a report they are in none of its files.
  func moreInFile(_ count: Int, hasFiles: Bool) -> String

  func cheapest(_ cost: String) -> String
  func proven(_ limits: String?) -> String
  func noCheaper(than cost: String, gap: String, _ limits: String?) -> String
  func pooled(_ cost: String) -> String
  func separate(_ cost: String, saved: String?) -> String
  func effort(evaluations: Int, cuts: Int) -> String
  func noNumbers(_ limits: String?) -> String
  func costOfOne(_ unit: String) -> String
  func overTheHorizon(_ intervals: String) -> String
  var workItself: String { get }
  var workOf: String { get }
  /// The load that must be carried, beside the offered one of other tables.
  var toCarry: String { get }
  var atLeast: String { get }
  var have: String { get }

  func months(_ months: Int, days: Int, error: String) -> String
  var intervalRisk: String { get }
  var periodRisk: String { get }
  var onAverage: String { get }
  var monthsMet: String { get }
  var varianceOfDays: String { get }
  var varianceCaption: String { get }
  var standardDeviationOfDay: String { get }
  var forecast: String { get }
  var dayToDay: String { get }
  var withinDay: String { get }
  /// What the simulated mean itself is uncertain by.
  var ofSimulation: String { get }
  func cheapestForShares(_ less: String) -> String
  var shareOfDays: String { get }
  func costIn(_ unit: String) -> String
  var agentsAtMost: String { get }
  func agentsForShares(hasGroups: Bool) -> String
  var onFreshDays: String { get }
  var nearestFound: String { get }
}

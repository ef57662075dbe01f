import Experiments
import Reporting
import Staffing

extension EnglishWords: SimulationWords {
  var interruptedSearch: String { "Interrupted: this is the best found so far." }
  func agentHours(_ number: String) -> String {
    "\(number) agent-hour\(number == "1" ? "" : "s")"
  }
  func agents(_ number: String) -> String { "\(number) agent\(number == "1" ? "" : "s")" }
  var anHour: String { "an hour" }
  var priceRemark: String {
    "Costs here are the wages of the agents on the phones alone, without loading or shrinkage."
  }
  func verdicts(_ judgement: StaffingJudgement) -> String { GoalFigures.verdicts(judgement) }
  func intervals(_ level: String, goals: Int) -> String {
    "\(level) intervals" + (goals > 1 ? " of all \(goals) goals together" : "")
  }

  func simulatedWith(
    isSearched: Bool, replications: Int, intervals: String, verdicts: String, cost: String
  ) -> String {
    "Simulated with \(isSearched ? "numbers searched for each interval by itself" : "the plan") "
      + "(\(FigureText.count(replications, "replication")), \(intervals)): \(verdicts); cost \(cost)."
  }
  func whereItDiffers(isSearched: Bool) -> String {
    isSearched ? "Where these numbers miss a goal, or seem to" : "Where the simulation differs"
  }
  func repaired(
    isFeasible: Bool, sure: String?, limits: String?, cost: String, evaluations: Int
  ) -> String {
    let sum = "cost \(cost), \(FigureText.count(evaluations, "staffing")) simulated."
    guard isFeasible else {
      let within = limits.map { "Within \($0) no staffing was found that" } ?? "No staffing was found that"
      let wanted = sure.map { "meets every goal with a probability of \($0)" } ?? "meets all goals"
      return "\(within) \(wanted). The nearest: \(sum)"
    }
    let rule =
      sure.map { ", every goal met with a probability of \($0)" }
      ?? ", agents more only where a goal was surely missed, fewer only where what was met stays met"
    return "Repaired\(rule): \(sum)"
  }
  func minimal(removals: Int, exchanges: Int) -> String {
    "Locally minimal: \(FigureText.count(removals, "removal")) of one agent"
      + (exchanges > 0 ? " and \(FigureText.count(exchanges, "exchange")) for a cheaper one" : "")
      + " tried in vain."
  }
  func notMinimal(isFeasible: Bool) -> String {
    isFeasible
      ? "Not shown to be minimal: removals were not tried again after the last purchase, so that an agent fewer "
        + "may do somewhere."
      : "Nothing is called minimal while a goal is missed."
  }
  func beforeAndAfter(isSearched: Bool, isFeasible: Bool) -> String {
    "Agents, \(isSearched ? "searched" : "plan") → \(isFeasible ? "repaired" : "nearest")"
  }
  func fresh(replications: Int, verdicts: String) -> String {
    "Checked with \(FigureText.count(replications, "fresh replication")): \(verdicts)."
  }
  var stillMissed: String { "Missed, or not yet told apart, under fresh callers" }
  var replicationsNeeded: String { "Replications needed" }
  func moreInFile(_ count: Int, hasFiles: Bool) -> String {
    let verb = count == 1 ? "is" : "are"
    return hasFiles
      ? "\(count) more \(verb) in staffing.json."
      : "\(count) more \(verb) not shown; a report has \(count == 1 ? "it" : "them")."
  }

  func cheapest(_ cost: String) -> String { "Cheapest numbers per group found: \(cost)." }
  func proven(_ limits: String?) -> String {
    "Every cheaper staffing \(within(limits))that the workload allows was found to miss a goal."
  }
  func noCheaper(than cost: String, gap: String, _ limits: String?) -> String {
    "No staffing \(within(limits))costs less than \(cost) (gap \(gap))."
  }
  private func within(_ limits: String?) -> String { limits.map { "within \($0) " } ?? "" }
  func pooled(_ cost: String) -> String {
    "If no routing beats one queue in order of arrival, none costs less than \(cost)."
  }
  func separate(_ cost: String, saved: String?) -> String {
    "Separate pools by Erlang formulas\(saved == nil ? ", without limits," : "") would cost \(cost)"
      + (saved.map { ": \($0) saved." } ?? ".")
  }
  func effort(evaluations: Int, cuts: Int) -> String {
    "\(FigureText.count(evaluations, "staffing")) simulated, \(FigureText.count(cuts, "cut"))."
  }
  func noNumbers(_ limits: String?) -> String {
    limits.map { "Within \($0) no numbers meet all goals; the nearest are below." }
      ?? "No numbers found that meet all goals; the last ones tried are below."
  }
  func costOfOne(_ unit: String) -> String { "Cost of one, \(unit)" }
  func overTheHorizon(_ intervals: String) -> String {
    "With fresh random numbers, over the whole horizon (\(intervals))"
  }
  var workItself: String {
    "What the work itself asks for, the tightest first (agents who can do it)"
  }
  var workOf: String { "Work of" }
  var toCarry: String { "Erlangs to carry" }
  var atLeast: String { "At least" }
  var have: String { "Have" }

  func months(_ months: Int, days: Int, error: String) -> String {
    "\(FigureText.count(months, "month")) of \(FigureText.count(days, "day")) with the repaired staffing, forecast "
      + "error \(error)."
  }
  var intervalRisk: String { "Probability that an interval meets its goal" }
  var periodRisk: String { "Probability that a day or a month as a whole does" }
  var onAverage: String { "On average" }
  var monthsMet: String { "Months met" }
  var varianceOfDays: String { "What makes days differ" }
  var varianceCaption: String {
    "Shares of a day's variance, without the noise of the days simulated: what chance alone explains of day to "
      + "day counts as none. Of the simulation: what the simulated mean still has of it, which more replications "
      + "would remove."
  }
  var standardDeviationOfDay: String { "SD of a day" }
  var forecast: String { "Forecast" }
  var dayToDay: String { "Day to day" }
  var withinDay: String { "Within day" }
  var ofSimulation: String { "Simulation" }
  func cheapestForShares(_ less: String) -> String {
    "Cheapest staffing found for a share of days, or \(less) less (each goal over the day)"
  }
  var shareOfDays: String { "Share of days" }
  func costIn(_ unit: String) -> String { "Cost, \(unit)" }
  var agentsAtMost: String { "Agents at most" }
  func agentsForShares(hasGroups: Bool) -> String {
    "Agents for shares of days" + (hasGroups ? ", all groups together" : "")
  }
  var onFreshDays: String { "On fresh days" }
  var nearestFound: String { "the nearest found" }
}

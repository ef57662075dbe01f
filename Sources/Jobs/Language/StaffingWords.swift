import Experiments
import Reporting
import Staffing

/// The words of documents about staffing plans.
protocol StaffingWords: SimulationWords, DecisionWords {
  var staffing: String { get }
  var plan: String { get }
  var model: String { get }
  var shrinkage: String { get }
  var command: String { get }
  /// A queue's model.
  func name(of model: QueueModelName) -> String
  var hoursOnly: String { get }

  var required: String { get }
  var requiredMeaning: String { get }
  var mostAtOnce: String { get }
  var scheduled: String { get }
  var paid: String { get }
  /// How paid hours come from required ones.
  func paidMeaning(_ share: String) -> String
  var plannedNow: String { get }
  /// The same where there is little room.
  var now: String { get }
  var repaired: String { get }
  /// The agents that the formulas ask for, beside those of the plan.
  var byFormula: String { get }
  /// What figures of tables are of, where the plan is not that of the formulas.
  var figuresByFormula: String { get }
  /// Hours while the center is open, as `check` has them.
  var plannedNowMeaning: String { get }
  func hours(_ number: String) -> String

  var byInterval: String { get }
  /// A table that was cut.
  func firstRows(_ shown: Int, of all: Int) -> String
  var interval: String { get }
  var calls: String { get }
  var binds: String { get }
  var byLoad: String { get }
  var byMinimum: String { get }
  /// One agent, whom any work takes.
  var atLeastOne: String { get }
  var noCalls: String { get }
  /// A figure of a plan's queues.
  func title(of figure: StaffFigures.Key, within wait: String) -> String
  /// The same where there is little room.
  func short(of figure: StaffFigures.Key, within wait: String) -> String
  /// What a terminal says of rows that repeat the one before.
  var sameRows: String { get }
  var ifAllDidAll: String { get }
  func typesOfPool(_ types: String) -> String
  var withShrinkage: String { get }
  var agentsByInterval: String { get }
  var requiredBesideScheduled: String { get }
  func mostRequired(_ agents: Int) -> String

  var explained: String { get }
  func work(load: String, calls: String, handleTime: String) -> String
  func needs(_ goal: String, _ agents: Int, binds: Bool) -> String
  func squareRoot(_ grade: Double, _ agents: Int?) -> String
  func plainErlangC(_ agents: Int) -> String

  var agentsByTime: String { get }
  /// How to read the map of agents by day and time.
  func agentsMap(most: String) -> String
  var day: String { get }
  var week: String { get }
  /// How to read a grid of days by times.
  func gridCaption(hasRoster: Bool) -> String
  func moreWeeks(_ count: Int) -> String
  var totalsByDay: String { get }
  var totalsByWeek: String { get }
  var allTogether: String { get }
  var agentHours: String { get }
  var scheduledHours: String { get }
  var paidHours: String { get }
  var hoursNow: String { get }
  var peakAgents: String { get }
  /// A day: by its date, its weekday's number from Monday 0, or its own number from 1.
  func day(date: String?, weekday: Int?, number: Int, isOverWeeks: Bool) -> String
  /// A day in a narrow column.
  func shortDay(_ calendar: StaffCalendar, _ number: Int) -> String
  /// What costs of a plan by formulas leave out.
  var notCounted: String { get }
  /// A week of a plan.
  func week(_ number: Int, year: Int?) -> String

  var linesAndPorts: String { get }
  var present: String { get }
  var needed: String { get }
  var load: String { get }
  var blocked: String { get }

  var checkedBySimulation: String { get }
  var simulatedMeaning: String { get }
  var riskOfMissing: String { get }
  var numbersPerGroup: String { get }
  /// What would do with fewer agents.
  func leaner(_ name: String, agents: Int, lines: Int) -> String
  /// What a simulation with the plan's agents and lines says.
  func checked(_ check: StaffLineCheck, _ document: StaffingDocument) -> String
  var subject: String { get }
  var when: String { get }
  var planColumn: String { get }
  var daysMet: String { get }
  /// A verdict on a goal.
  func verdict(_ verdict: GoalVerdict) -> String
  /// A period of a goal, by its name in files.
  func period(_ name: String) -> String

  var part: String { get }
  var amount: String { get }
  /// The sum of all parts of the costs.
  var allCosts: String { get }
  func remark(_ remark: StaffingRemark) -> String
  /// How a table was read.
  func understood(_ english: String) -> String
}

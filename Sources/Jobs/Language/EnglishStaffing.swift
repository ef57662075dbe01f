import Experiments
import Foundation
import Reporting
import Staffing

extension EnglishWords: StaffingWords {
  var staffing: String { "Staffing plan" }
  var plan: String { "Plan" }
  var model: String { "Model" }
  var shrinkage: String { "Shrinkage" }
  var command: String { "How to reproduce" }
  func name(of model: QueueModelName) -> String {
    model.name + (model.isApproximation ? " (simulate to be sure)" : "")
  }

  var hoursOnly: String {
    "Costs: hours only, since the scenario names no wages (costs: {wage: …})."
  }

  var required: String { "Required" }
  var requiredMeaning: String { "Agents on the phones, in agent-hours." }
  var mostAtOnce: String { "At most at once" }
  var scheduled: String { "Scheduled" }
  var paid: String { "Paid" }
  func paidMeaning(_ share: String) -> String {
    "Required ÷ (1 − \(share) shrinkage), rounded up to whole agents in each interval and group."
  }
  var plannedNow: String { "Planned now" }
  var now: String { "Now" }
  var repaired: String { "Repaired" }
  var byFormula: String { "By formula" }
  var figuresByFormula: String {
    "Figures and reasons are by formula, with the agents by formula; what was simulated is below."
  }
  var plannedNowMeaning: String { "While the center is open, without planned breaks." }
  func hours(_ number: String) -> String { "\(number) h" }

  var byInterval: String { "By interval" }
  func firstRows(_ shown: Int, of all: Int) -> String {
    "The first \(shown) of \(all) intervals; staffing.csv has all."
  }
  var interval: String { "Interval" }
  var calls: String { "Calls" }
  var binds: String { "Binds" }
  var byLoad: String { "the load" }
  var byMinimum: String { "the minimum" }
  var atLeastOne: String { "at least one agent" }
  var noCalls: String { "no calls" }
  func title(of figure: StaffFigures.Key, within wait: String) -> String {
    switch figure {
    case .serviceLevel: "Answered within \(wait)"
    case .averageSpeedOfAnswer: "ASA"
    case .abandonedProportion: "Abandoned"
    case .occupancy: "Occupancy"
    case .waitProbability: "Waiting"
    case .blockingProbability: "Blocked"
    case .meanQueue: "Queue"
    }
  }

  func short(of figure: StaffFigures.Key, within wait: String) -> String {
    figure == .serviceLevel ? "≤ \(wait)" : title(of: figure, within: wait)
  }
  var sameRows: String { "Rows that repeat the one above are left out." }
  var ifAllDidAll: String { "If all did all" }
  func typesOfPool(_ types: String) -> String { "Contact types: \(types)." }
  var withShrinkage: String { "With shrinkage" }
  var agentsByInterval: String { "Agents by interval" }
  var requiredBesideScheduled: String { "Required on the phones, beside what is scheduled" }
  func mostRequired(_ agents: Int) -> String {
    "Agents required by interval: at most \(agents)."
  }

  var explained: String { "Why so many" }
  func work(load: String, calls: String, handleTime: String) -> String {
    "Offered load \(load) erlangs: \(calls) calls of \(handleTime)."
  }
  func needs(_ goal: String, _ agents: Int, binds: Bool) -> String {
    "Goal \(goal): needs \(agents)" + (binds ? ", binds" : "")
  }
  func squareRoot(_ grade: Double, _ agents: Int?) -> String {
    "Square-root rule: n = a + β√a with β = \(String(format: "%.2f", grade))"
      + (agents.map { "; for Erlang C's waiting probability here it says \($0)" } ?? "")
  }
  func plainErlangC(_ agents: Int) -> String { "Plain Erlang C: needs \(agents)" }

  var agentsByTime: String { "Agents by day and time" }
  func agentsMap(most: String) -> String {
    "Agents required; at most \(most). The stronger the shade, the more. A dash: closed."
  }
  var day: String { "Day" }
  var week: String { "Week" }
  func gridCaption(hasRoster: Bool) -> String {
    "Agents required by day and time" + (hasRoster ? ", those on the roster in brackets" : "")
      + "; a dash: closed."
  }
  func moreWeeks(_ count: Int) -> String {
    "A terminal shows the first weeks; \(count) more are on the page, in the files and in the totals."
  }
  var totalsByDay: String { "Totals by day" }
  var totalsByWeek: String { "Totals by week" }
  var allTogether: String { "all together" }
  var agentHours: String { "Agent-hours" }
  var scheduledHours: String { "Scheduled hours" }
  var paidHours: String { "Paid hours" }
  var hoursNow: String { "Hours now" }
  var peakAgents: String { "Peak agents" }
  func day(date: String?, weekday: Int?, number: Int, isOverWeeks: Bool) -> String {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    guard let name = weekday.map({ names[$0 % 7] }) else { return "Day \(number)" }
    if let date { return "\(name) \(date)" }
    return isOverWeeks ? "\(name) day \(number)" : name
  }
  func shortDay(_ calendar: StaffCalendar, _ number: Int) -> String {
    calendar.lines(ofDay: number).joined(separator: " ")
  }
  var notCounted: String { "Minutes of lines, reviews and hiring are not counted." }
  func week(_ number: Int, year: Int?) -> String {
    year.map { "\($0) week \(number)" } ?? "Week \(number)"
  }

  var linesAndPorts: String { "Lines and ports" }
  var present: String { "Present" }
  var needed: String { "Needed" }
  var load: String { "Load in erlangs" }
  var blocked: String { "Blocked" }

  var checkedBySimulation: String { "Checked by simulation" }
  var riskOfMissing: String { "The risk of missing goals" }
  var numbersPerGroup: String { "Numbers per group" }
  func leaner(_ name: String, agents: Int, lines: Int) -> String {
    "\(name): \(FigureText.count(agents, "agent")) would do with \(FigureText.count(lines, "line"))."
  }
  func checked(_ check: StaffLineCheck, _ document: StaffingDocument) -> String { check.text }
  var simulatedMeaning: String {
    "The plan's figures over simulated days, and those of the repaired staffing under fresh callers, "
      + "with intervals. A goal is met or missed where the whole interval is on that side of its bound."
  }
  var subject: String { "For" }
  var when: String { "When" }
  var planColumn: String { "Plan" }
  var daysMet: String { "Days met" }
  func verdict(_ verdict: GoalVerdict) -> String { GoalFigures.words(verdict) }
  func period(_ name: String) -> String { name }

  var part: String { "Part" }
  var amount: String { "Amount" }
  var allCosts: String { "All" }
  func remark(_ remark: StaffingRemark) -> String { remark.text }
  func understood(_ english: String) -> String { "Table: \(english)." }
}

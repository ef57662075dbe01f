import Experiments
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

  func planned(
    hours: String, peak: Int, at moment: String?, goals: String, isNearest: Bool
  ) -> String {
    "Plan \(hours) agent-hours, at most \(FigureText.count(peak, "agent")) at once"
      + (moment.map { " (first at \($0))" } ?? "")
      + (isNearest ? ", as near to \(goals) as the limits allow." : ", for \(goals).")
  }

  func againstNow(_ difference: Double, _ hours: String) -> String {
    abs(difference) < 0.05
      ? "As many agent-hours as planned now."
      : "\(hours) agent-hours \(difference > 0 ? "more" : "fewer") than planned now."
  }

  func simulated(_ verdict: GoalVerdict, missed: Int, of goals: Int) -> String {
    switch verdict {
    case .met: "The simulation says that all goals are met."
    case .missed: "The simulation says that \(missed) of \(goals) goals are missed."
    case .undecided: "The simulation finds no goal surely missed."
    }
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
  var repaired: String { "Repaired" }
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

  var agentsByTime: String { "Agents by day and time" }
  func agentsMap(most: String) -> String {
    "Agents required; at most \(most). The stronger the shade, the more. A dash: closed."
  }
  var day: String { "Day" }
  var week: String { "Week" }
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
  func week(_ number: Int, year: Int?) -> String {
    year.map { "\($0) week \(number)" } ?? "Week \(number)"
  }

  var linesAndPorts: String { "Lines and ports" }
  var present: String { "Present" }
  var needed: String { "Needed" }
  var load: String { "Load in erlangs" }
  var blocked: String { "Blocked" }

  var checkedBySimulation: String { "Checked by simulation" }
  var riskOfMissing: String { "the risk of missing goals" }
  var numbersPerGroup: String { "the numbers per group" }
  var checkOfLines: String { "the check of the lines" }
  var interruptedSearch: String { "that a search was interrupted" }
  func notShown(_ names: String) -> String {
    "Simulated, but not shown in this form: \(names). The page in English (html) and staffing.json have it."
  }
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
  func understood(_ english: String, intervals: Int) -> String { "Table: \(english)." }
}

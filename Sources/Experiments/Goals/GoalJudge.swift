/// Who is to judge goals: which of them he can judge, and what he says of the others.
public enum GoalJudge: Sendable {
  /// A search for numbers of agents, which bound figures from their good side.
  case staffing
  /// A comparison of simulations, which has every figure, over all that is simulated; a goal for each day
  /// is one where that is a single day, which only who has the scenario can tell.
  case comparison
  /// A formula of one queue with one kind of calls.
  case formula
  /// A KPI's target, which is about all of the center.
  case target

  /// Goals that he can judge.
  var examples: String {
    switch self {
    case .staffing:
      "Write goals such as 80/20, 80/20@day, sales:90/15, SL2=80/20, asa<10s, abandonment<3%, "
        + "waiting<20%, occupancy<85% or blocking<1%."
    case .comparison: "Write goals such as vip 90/10, 80/20, abandonment < 5%, asa:vip < 20s."
    case .target: "Write a goal such as 80/20@day, asa<15s or abandonment<3%."
    case .formula:
      "It can judge 80/20, asa<10s, waiting<20%, abandonment<3%, occupancy<85% and blocking<1%."
    }
  }

  /// The names of figures that he has.
  var figures: String {
    switch self {
    case .staffing, .formula:
      "There are abandonment, asa, blocking, occupancy, waiting, and service levels such as 80/20."
    case .comparison, .target: "All are in Docs/Comparing.md under “KPIs”."
    }
  }

  /// Why a goal cannot be judged, and what can; nil: it can.
  func refusal(of goal: Goal) -> (finding: String, remedy: String)? {
    switch self {
    case .staffing:
      staffingRefusal(of: goal)
    case .comparison:
      goal.period == .interval
        ? (
          "comparisons judge all that is simulated, not each interval.",
          "Leave @interval out, or plan with `switchboard staff`."
        ) : nil
    case .target:
      goal.part != nil || goal.tolerance != nil
        ? ("a target is about the whole center, with nothing between met and missed.", examples) : nil
    case .formula: formulaRefusal(of: goal)
    }
  }

  private func staffingRefusal(of goal: Goal) -> (finding: String, remedy: String)? {
    if case .other(let name) = goal.measure {
      return ("no staffing is searched for by \(name.rawValue).", examples)
    }
    if goal.tolerance != nil { return ("staffing goals have no tolerance.", "Leave ± out.") }
    if goal.sense != goal.measure.sense {
      return goal.isLowerBound
        ? ("only a service level is a lower bound.", examples)
        : ("a service level is a lower bound.", examples)
    }
    return unreachable(goal)
  }

  /// What no number of agents brings about.
  private func unreachable(_ goal: Goal) -> (finding: String, remedy: String)? {
    guard goal.bound <= 0 else { return nil }
    let isTime = goal.measure == .averageSpeedOfAnswer
    let word = GoalText.word(of: goal.measure)
    return (
      "no number of agents brings this to 0.",
      "Write a bound above 0, such as \(isTime ? "asa<5s" : "\(word)<0.1%")."
    )
  }

  private func formulaRefusal(of goal: Goal) -> (finding: String, remedy: String)? {
    if let part = goal.part { return ("a formula has no part called \"\(part)\".", examples) }
    if goal.period != .interval {
      return ("a formula has one interval, not a \(goal.period.rawValue).", examples)
    }
    switch goal.measure {
    case .other(let name): return ("no formula has \(name.rawValue).", examples)
    case .serviceLevel(let definition, _) where definition != .abandonedCountAgainst:
      return ("formulas have the service level SL1, not \(definition.code).", examples)
    case .serviceLevel, .averageSpeedOfAnswer, .abandonment, .waitProbability, .occupancy, .blocking:
      return staffingRefusal(of: goal)
    }
  }
}

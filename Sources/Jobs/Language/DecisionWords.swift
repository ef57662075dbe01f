import Experiments
import Reporting
import Staffing

/// The words of a staffing's decision, clause by clause; `StaffingDocument` puts them in order.
protocol DecisionWords {
  func sentence(_ clauses: String) -> String
  /// An amount with what it is for: "EUR 490 a day".
  func money(_ amount: String, _ period: String) -> String
  /// The same without the amount, for a column: "EUR a day".
  func heading(_ symbol: String, _ period: String) -> String
  /// What is planned; `at`: when most agents are there.
  func planned(
    hours: String, agents: Int, at moment: String?, goals: String, isNearest: Bool, lines: [String]
  ) -> String
  /// So many lines, or without a name menu ports.
  func sized(_ count: Int, _ name: String?) -> String
  func itCosts(_ cost: String) -> String
  /// Against what is planned now; nil: as many.
  func againstNow(_ hours: String?, isMore: Bool) -> String
  /// That no staffing meets what was asked for.
  func nothingWithin(_ limits: String?, sure: String?) -> String
  func numbersOfGroups(_ numbers: String, _ cost: String) -> String
  /// What fresh replications say of the plan.
  func freshVerdict(_ judgement: StaffingJudgement, sure: String?) -> String
  var formulaStays: String { get }
  func formulaBeside(hours: String, agents: Int, cost: String?, _ judgement: StaffingJudgement?) -> String
  /// On which share of days the plan keeps the goal that it keeps least.
  func wholeDays(_ share: String) -> String
  func shareTakes(_ share: String, hours: String, cost: String?, _ verdict: String) -> String
  func cheaperDays(byInterval: Bool) -> String
}

extension EnglishWords: DecisionWords {
  func sentence(_ clauses: String) -> String { clauses + "." }
  func money(_ amount: String, _ period: String) -> String { "\(amount) \(period)" }
  func heading(_ symbol: String, _ period: String) -> String { "\(symbol) \(period)" }
  func planned(
    hours: String, agents: Int, at moment: String?, goals: String, isNearest: Bool, lines: [String]
  ) -> String {
    let first = moment.map { " (first at \($0))" } ?? ""
    let aim = isNearest ? "as near to \(goals) as the limits allow" : "for \(goals)"
    let with = lines.isEmpty ? "" : ", with \(lines.joined(separator: " and "))"
    return "Plan \(agentHours(hours)), at most \(GoalFigures.agents(agents)) at once\(first), \(aim)\(with)"
  }
  func sized(_ count: Int, _ name: String?) -> String {
    name.map { "\(FigureText.count(count, "line")) (\($0))" } ?? FigureText.count(count, "menu port")
  }
  func itCosts(_ cost: String) -> String { cost }
  func againstNow(_ hours: String?, isMore: Bool) -> String {
    hours.map { "\(agentHours($0)) \(isMore ? "more" : "fewer") than planned now" }
      ?? "as many as planned now"
  }
  func nothingWithin(_ limits: String?, sure: String?) -> String {
    let goal = sure.map { "meets every goal with a probability of \($0)" } ?? "meets all goals"
    return (limits.map { "Within \($0) no staffing was found that" } ?? "No staffing was found that")
      + " \(goal): this is the nearest."
  }
  func numbersOfGroups(_ numbers: String, _ cost: String) -> String {
    "These are the cheapest numbers per group that the search found, the same all the time: \(numbers); "
      + "\(cost)."
  }
  func freshVerdict(_ judgement: StaffingJudgement, sure: String?) -> String {
    let bought = sure.map { ", bought until every goal is met with a probability of \($0)" } ?? ""
    return
      "Found by simulation\(bought); in \(FigureText.count(judgement.replications, "fresh replication")) "
      + "\(found(judgement))."
  }

  /// "all 24 goals are met", "2 of 24 goals are missed".
  private func found(_ judgement: StaffingJudgement) -> String {
    let (all, missed) = (judgement.figures.count, judgement.count(.missed))
    let open = judgement.count(.undecided)
    switch judgement.verdict {
    case .met: return all == 1 ? "the goal is met" : "all \(all) goals are met"
    case .missed:
      return all == 1
        ? "the goal is missed" : "\(missed) of \(all) goals \(missed == 1 ? "is" : "are") missed"
    case .undecided:
      return all == 1
        ? "the goal is neither surely met nor surely missed"
        : "no goal is surely missed, \(open) of \(all) \(open == 1 ? "is" : "are") not yet told apart"
    }
  }
  var formulaStays: String { "It is the plan by formulas, which the simulation leaves as it is." }
  func formulaBeside(
    hours: String, agents: Int, cost: String?, _ judgement: StaffingJudgement?
  ) -> String {
    let price = cost.map { " and \($0)" } ?? ""
    let says = judgement.map { "; simulated, \(found($0))" } ?? ""
    return "The plan by formulas has \(agentHours(hours)), at most \(GoalFigures.agents(agents)) at once"
      + "\(price)\(says)."
  }
  func wholeDays(_ share: String) -> String {
    "Judged by whole days, it keeps the goal that is kept least on \(share) of them"
  }
  func shareTakes(_ share: String, hours: String, cost: String?, _ verdict: String) -> String {
    "\(share) of days: \(agentHours(hours))" + (cost.map { ", \($0)" } ?? "") + " (\(verdict))"
  }
  func cheaperDays(byInterval: Bool) -> String {
    byInterval
      ? "Shares of days may take less than this plan: over a day an interval may miss what another one makes "
        + "good."
      : "Shares of days may take less than this plan, which is to keep every goal on average."
  }
}

extension ChineseWords: DecisionWords {
  func sentence(_ clauses: String) -> String { clauses + "。" }
  func money(_ amount: String, _ period: String) -> String { "\(period) \(amount)" }
  func heading(_ symbol: String, _ period: String) -> String { "\(period) \(symbol)" }
  func planned(
    hours: String, agents: Int, at moment: String?, goals: String, isNearest: Bool, lines: [String]
  ) -> String {
    let first = moment.map { "（首次出现在 \($0)）" } ?? ""
    let aim = isNearest ? "在限制条件内最接近目标 \(goals)" : "目标为 \(goals)"
    let with = lines.isEmpty ? "" : "，另需\(lines.joined(separator: "、"))"
    return "计划 \(agentHours(hours))，同时最多 \(agents) 名座席\(first)，\(aim)\(with)"
  }
  func sized(_ count: Int, _ name: String?) -> String {
    name.map { "\(count) 条线路（\($0)）" } ?? "\(count) 个菜单端口"
  }
  func itCosts(_ cost: String) -> String { "成本\(cost)" }
  func againstNow(_ hours: String?, isMore: Bool) -> String {
    hours.map { "比现有排班\(isMore ? "多" : "少") \(agentHours($0))" } ?? "与现有排班工时相同"
  }
  func nothingWithin(_ limits: String?, sure: String?) -> String {
    let goal = sure.map { "以 \($0) 的概率达到每项目标" } ?? "达到全部目标"
    return (limits.map { "在 \($0) 限制内" } ?? "") + "没有找到\(goal)的排班，此为最接近的排班。"
  }
  func numbersOfGroups(_ numbers: String, _ cost: String) -> String {
    "这是搜索到的最省各组人数，全程不变：\(numbers)；\(cost)。"
  }
  func freshVerdict(_ judgement: StaffingJudgement, sure: String?) -> String {
    let bought = sure.map { "（增加座席直到每项目标的达标概率为 \($0)）" } ?? ""
    return "由模拟得出\(bought)；用新的随机数核实（\(judgement.replications) 次仿真）：\(found(judgement))。"
  }
  private func found(_ judgement: StaffingJudgement) -> String {
    let all = judgement.figures.count
    switch judgement.verdict {
    case .met: return "\(all) 项目标全部达标"
    case .missed: return "\(all) 项目标中有 \(judgement.count(.missed)) 项未达标"
    case .undecided: return "没有确定未达标的目标，\(all) 项中有 \(judgement.count(.undecided)) 项尚不能区分"
    }
  }
  var formulaStays: String { "与公式计划相同，模拟未作改动。" }
  func formulaBeside(
    hours: String, agents: Int, cost: String?, _ judgement: StaffingJudgement?
  ) -> String {
    let price = cost.map { "，成本\($0)" } ?? ""
    let says = judgement.map { "；经模拟，\(found($0))" } ?? ""
    return "公式计划为 \(agentHours(hours))，同时最多 \(agents) 名座席\(price)\(says)。"
  }
  func wholeDays(_ share: String) -> String { "按整日判断，最难达到的目标在 \(share) 的日子达标" }
  func shareTakes(_ share: String, hours: String, cost: String?, _ verdict: String) -> String {
    "\(share) 的日子达标：\(agentHours(hours))" + (cost.map { "，成本\($0)" } ?? "") + "（\(verdict)）"
  }
  func cheaperDays(byInterval: Bool) -> String {
    byInterval
      ? "按日子比例的排班可能比本计划更省：一日之中，某些时段的不足可由其他时段弥补。"
      : "按日子比例的排班可能比本计划更省，因为本计划要求每项目标按平均值达标。"
  }
}

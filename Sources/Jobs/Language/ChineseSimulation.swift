import Experiments
import Reporting
import Staffing

extension ChineseWords: SimulationWords {
  var interruptedSearch: String { "搜索中断：以下为中断前找到的最好结果。" }
  func agentHours(_ number: String) -> String { "\(number) 座席工时" }
  func agents(_ number: String) -> String { "\(number) 名座席" }
  var anHour: String { "每小时" }
  var priceRemark: String { "此处的成本只含在线座席的工资，不含附加费用和缩减率。" }
  func verdicts(_ judgement: StaffingJudgement) -> String {
    let all = judgement.figures.count
    if judgement.verdict == .met { return "\(all) 项目标全部达标" }
    var parts: [String] = []
    if judgement.count(.missed) > 0 { parts.append("\(judgement.count(.missed)) 项未达标") }
    if judgement.count(.undecided) > 0 {
      let count = judgement.replicationsToDecideHalf.map { "约 \(FigureText.plain(Double($0))) " }
      let told = judgement.count(.undecided) == 1 ? "可以区分" : "可区分其中一半"
      parts.append(
        "\(judgement.count(.undecided)) 项尚不能区分（\(count ?? "一百万以上")次仿真\(told)）")
    }
    if judgement.count(.met) > 0 { parts.append("\(judgement.count(.met)) 项达标") }
    return "\(all) 项目标中 " + parts.joined(separator: "、")
  }
  func intervals(_ level: String, goals: Int) -> String {
    goals > 1 ? "\(goals) 项目标联合的 \(level) 置信区间" : "\(level) 置信区间"
  }

  func simulatedWith(
    isSearched: Bool, replications: Int, intervals: String, verdicts: String, cost: String
  ) -> String {
    "按\(isSearched ? "逐时段搜索的人数" : "计划")模拟（\(replications) 次仿真，\(intervals)）：\(verdicts)；成本 \(cost)。"
  }
  func whereItDiffers(isSearched: Bool) -> String {
    isSearched ? "这些人数未达标或可能未达标之处" : "模拟与公式不一致之处"
  }
  func repaired(
    isFeasible: Bool, sure: String?, limits: String?, cost: String, evaluations: Int
  ) -> String {
    let sum = "成本 \(cost)，共模拟 \(evaluations) 种排班。"
    guard isFeasible else {
      let wanted = sure.map { "以 \($0) 的概率达到每项目标" } ?? "达到全部目标"
      return "\(limits.map { "在 \($0) 限制内" } ?? "")没有找到\(wanted)的排班，最接近的：\(sum)"
    }
    let rule = sure.map { "每项目标的达标概率为 \($0)" } ?? "只在确定未达标处增加座席，只在达标者仍达标处减少座席"
    return "修正后（\(rule)）：\(sum)"
  }
  func minimal(removals: Int, exchanges: Int) -> String {
    "局部最小：已尝试减少一名座席 \(removals) 次" + (exchanges > 0 ? "、换用更便宜的座席 \(exchanges) 次" : "") + "，均不可行。"
  }
  func notMinimal(isFeasible: Bool) -> String {
    isFeasible ? "未证明为局部最小：最后一次增加座席之后没有再尝试减少座席，某处可能还可少一名。" : "有目标未达标时，不称为最小。"
  }
  func beforeAndAfter(isSearched: Bool, isFeasible: Bool) -> String {
    "座席数：\(isSearched ? "搜索值" : "计划") → \(isFeasible ? "修正后" : "最接近")"
  }
  func fresh(replications: Int, verdicts: String) -> String {
    "用新的随机数核实（\(replications) 次仿真）：\(verdicts)。"
  }
  var stillMissed: String { "面对新来电者仍未达标或尚不能区分" }
  var replicationsNeeded: String { "所需仿真次数" }
  func moreInFile(_ count: Int, hasFiles: Bool) -> String {
    hasFiles ? "另有 \(count) 项见 staffing.json。" : "另有 \(count) 项未显示，报告中有全部。"
  }

  func cheapest(_ cost: String) -> String { "找到的最省各组人数：\(cost)。" }
  func proven(_ limits: String?) -> String {
    "\(within(limits))工作量允许的更便宜排班均已证明未达标。"
  }
  func noCheaper(than cost: String, gap: String, _ limits: String?) -> String {
    "\(within(limits))没有成本低于 \(cost) 的排班（差距 \(gap)）。"
  }
  private func within(_ limits: String?) -> String { limits.map { "在 \($0) 限制内，" } ?? "" }
  func pooled(_ cost: String) -> String { "若没有路由策略优于单一队列先到先服务，则成本不会低于 \(cost)。" }
  func separate(_ cost: String, saved: String?) -> String {
    "按爱尔兰公式各组分别排班\(saved == nil ? "（不计限制）" : "")需要 \(cost)" + (saved.map { "，节省 \($0)。" } ?? "。")
  }
  func effort(evaluations: Int, cuts: Int) -> String { "共模拟 \(evaluations) 种排班，\(cuts) 个割平面。" }
  func noNumbers(_ limits: String?) -> String {
    limits.map { "在 \($0) 限制内没有达到全部目标的人数，以下为最接近的。" } ?? "没有找到达到全部目标的人数，以下为最后尝试的。"
  }
  func costOfOne(_ unit: String) -> String { "单人成本（\(unit)）" }
  func overTheHorizon(_ intervals: String) -> String { "新随机数下的全程结果（\(intervals)）" }
  var workItself: String { "工作量本身的要求（由紧到松，能胜任的座席）" }
  var workOf: String { "业务" }
  var toCarry: String { "须承载的爱尔兰" }
  var atLeast: String { "至少" }
  var have: String { "现有" }

  func months(_ months: Int, days: Int, error: String) -> String {
    "按修正后的排班模拟 \(months) 个月，每月 \(days) 天，预测误差 \(error)。"
  }
  var intervalRisk: String { "时段达标的概率" }
  var periodRisk: String { "整日或整月达标的概率" }
  var onAverage: String { "平均" }
  var monthsMet: String { "达标月比例" }
  var varianceOfDays: String { "各日差异的来源" }
  var varianceCaption: String { "占一日方差的比例；“模拟误差”一列为模拟均值的方差；偶然波动能解释的“日间”差异计为零。" }
  var standardDeviationOfDay: String { "日标准差" }
  var forecast: String { "预测" }
  var dayToDay: String { "日间" }
  var withinDay: String { "日内" }
  var ofSimulation: String { "模拟误差" }
  func cheapestForShares(_ less: String) -> String { "按达标日比例（或少 \(less)）找到的最省排班（各目标按整日计）" }
  var shareOfDays: String { "达标日比例" }
  func costIn(_ unit: String) -> String { "成本（\(unit)）" }
  var agentsAtMost: String { "最多座席数" }
  func agentsForShares(hasGroups: Bool) -> String { "各达标日比例的座席数" + (hasGroups ? "（各组合计）" : "") }
  var onFreshDays: String { "新模拟日" }
  var nearestFound: String { "已找到的最接近者" }
}

import Experiments
import Reporting
import Staffing

extension ChineseWords: StaffingWords {
  var staffing: String { "人力排班计划" }
  var plan: String { "计划" }
  var model: String { "排队模型" }
  var shrinkage: String { "缩减率" }
  var command: String { "如何重现" }
  func name(of model: QueueModelName) -> String {
    model.name.replacing(", approximated by ", with: "，近似为 ")
      .replacing(", approximated after ", with: "，近似法：")
      + (model.isApproximation ? "（近似，宜用模拟核实）" : "")
  }

  func planned(
    hours: String, peak: Int, at moment: String?, goals: String, isNearest: Bool
  ) -> String {
    "计划 \(hours) 座席工时，同时最多 \(peak) 名座席" + (moment.map { "（首次出现在 \($0)）" } ?? "")
      + (isNearest ? "，在限制条件内最接近目标 \(goals)。" : "，目标为 \(goals)。")
  }

  func againstNow(_ difference: Double, _ hours: String) -> String {
    abs(difference) < 0.05 ? "与现有排班工时相同。" : "比现有排班\(difference > 0 ? "多" : "少") \(hours) 座席工时。"
  }

  func simulated(_ verdict: GoalVerdict, missed: Int, of goals: Int) -> String {
    switch verdict {
    case .met: "模拟结果：全部目标达标。"
    case .missed: "模拟结果：\(goals) 项目标中有 \(missed) 项未达标。"
    case .undecided: "模拟结果：没有确定未达标的目标。"
    }
  }

  var required: String { "需求" }
  var requiredMeaning: String { "在线接听的座席，按座席工时计。" }
  var mostAtOnce: String { "同时最多" }
  var scheduled: String { "排班" }
  var paid: String { "付薪" }
  func paidMeaning(_ share: String) -> String { "需求 ÷（1 − 缩减率 \(share)），每个时段、每组向上取整为整数座席。" }
  var plannedNow: String { "现有排班" }
  var repaired: String { "修正后" }
  func hours(_ number: String) -> String { "\(number) 小时" }

  var byInterval: String { "分时段需求" }
  func firstRows(_ shown: Int, of all: Int) -> String {
    "此处为 \(all) 个时段中的前 \(shown) 个，全部见 staffing.csv。"
  }
  var interval: String { "时段" }
  var calls: String { "呼叫数" }
  var binds: String { "起决定作用" }
  var byLoad: String { "话务负荷" }
  var byMinimum: String { "最少座席数" }
  var noCalls: String { "无来话" }
  func title(of figure: StaffFigures.Key, within wait: String) -> String {
    switch figure {
    case .serviceLevel: answered(within: wait)
    case .averageSpeedOfAnswer: "平均应答速度"
    case .abandonedProportion: "放弃率"
    case .occupancy: "占线率"
    case .waitProbability: "排队率"
    case .blockingProbability: "呼损率"
    case .meanQueue: "平均排队人数"
    }
  }

  var agentsByTime: String { "各日各时段座席数" }
  func agentsMap(most: String) -> String { "需求座席数，最多 \(most)；颜色越深人数越多，短横表示不营业。" }
  var day: String { "日期" }
  var week: String { "周" }
  var totalsByDay: String { "按日合计" }
  var totalsByWeek: String { "按周合计" }
  var allTogether: String { "全部" }
  var agentHours: String { "座席工时" }
  var scheduledHours: String { "排班工时" }
  var paidHours: String { "付薪工时" }
  var hoursNow: String { "现有工时" }
  var peakAgents: String { "高峰座席数" }
  func day(date: String?, weekday: Int?, number: Int, isOverWeeks: Bool) -> String {
    let names = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    guard let name = weekday.map({ names[$0 % 7] }) else { return "第 \(number) 天" }
    if let date { return "\(date) \(name)" }
    return isOverWeeks ? "第 \(number) 天 \(name)" : name
  }
  func week(_ number: Int, year: Int?) -> String {
    year.map { "\($0) 年第 \(number) 周" } ?? "第 \(number) 周"
  }

  var linesAndPorts: String { "中继线路与端口" }
  var present: String { "现有" }
  var needed: String { "需要" }
  var load: String { "话务负荷（爱尔兰）" }
  var blocked: String { "呼损率" }

  var checkedBySimulation: String { "模拟核实" }
  var riskOfMissing: String { "未达标风险" }
  var numbersPerGroup: String { "各座席组人数" }
  var checkOfLines: String { "线路数核实" }
  var interruptedSearch: String { "搜索中断" }
  func notShown(_ names: String) -> String { "已模拟但未在此列出：\(names)；见英文网页报告和 staffing.json。" }
  var simulatedMeaning: String {
    "各模拟日中计划的指标，以及修正后的排班面对新来电者的指标，均附置信区间。整个区间在界限的同一侧才判定为达标或未达标。"
  }
  var subject: String { "对象" }
  var when: String { "时间" }
  var planColumn: String { "计划值" }
  var daysMet: String { "达标日比例" }
  func verdict(_ verdict: GoalVerdict) -> String {
    switch verdict {
    case .met: "达标"
    case .missed: "未达标"
    case .undecided: "尚不能区分"
    }
  }
  func period(_ name: String) -> String {
    switch name {
    case "interval": "每时段"
    case "day": "每日"
    case "month": "每月"
    default: name
    }
  }

  var part: String { "项目" }
  var amount: String { "金额" }
  var allCosts: String { "合计" }
  func remark(_ remark: StaffingRemark) -> String {
    switch remark {
    case .sharedQueues: "多个座席组共用队列：各业务类型的呼叫按优先服务的座席组分配，互不支援。这样得出的人数偏多，只能作为起点；多技能能省多少人，须用模拟求出。"
    case .unserved(let types): "没有座席组直接服务 \(types.joined(separator: "、"))，未计入计划。"
    case .onlyHelping(let pools): "没有业务类型优先分配给 \(pools.joined(separator: "、"))，公式不给出其座席数。"
    case .notInFormulas(let gaps): "公式未考虑：\((gaps.map(gap) + ["跨时段结转的工作量"]).joined(separator: "、"))。"
    case .cutIntervals: "各队列的时段长度不同：已按所有时段的端点切分，话务量均匀分摊。"
    case .linesHeldInWrapUp: "表格中没有单独的事后处理时间：线路按整个处理时长占用。"
    case .goalWithoutPatience(let goal): "此处无人放弃，目标 \(goal) 不起作用：需要给出耐心时间。"
    case .goalWithoutLines(let goal): "此处没有呼损，目标 \(goal) 不起作用：需要给出线路数。"
    case .handleTimesOfDays(let spread):
      "各日处理时长不同\(spread.type.isEmpty ? "" : "（\(spread.type)）")：\(spread.clock) 为 "
        + "\(spread.days.lowerBound.rounded().plain) 至 \(spread.days.upperBound.rounded().plain) 秒。场景中同一时刻各日只有一个均值（此处为 "
        + "\(spread.mean.rounded().plain) 秒），人数与模拟均按均值计算，而非各日自己的时长。"
    case .nearest: "目标与限制条件互相矛盾，模拟从最接近的计划开始。"
    }
  }

  private func gap(_ gap: FormulaGap) -> String {
    switch gap {
    case .busyDays, .ofTables: "忙日与闲日的差别"
    case .bursts: "成批到达的呼叫"
    case .redials: "重拨"
    case .priorities: "优先级"
    case .queueSteps: "排队提示、溢出和拒绝排队"
    case .absence: "缺勤与计划外小休（见缩减率）"
    case .sharedLines: "多个座席组共用的线路"
    }
  }

  func understood(_ english: String, intervals: Int) -> String {
    "由话务量表格读入 \(intervals) 个时段。"
  }
}

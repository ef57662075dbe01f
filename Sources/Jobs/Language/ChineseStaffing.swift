import Experiments
import Foundation
import Reporting
import Staffing

extension ChineseWords: StaffingWords {
  var staffing: String { "人力排班计划" }
  var plan: String { "计划" }
  var model: String { "排队模型" }
  var shrinkage: String { "缩减率" }
  var command: String { "如何重现" }
  func name(of model: QueueModelName) -> String {
    model.name.replacing(", approximated by ", with: "，近似为 ").replacing("chats, up to ", with: "聊天，同时最多 ")
      .replacing(" at once (Luo and Zhang)", with: " 个（Luo–Zhang 模型）")
      .replacing(", approximated after ", with: "，近似法：")
      + (model.isApproximation ? "（近似，宜用模拟核实）" : "")
  }

  var hoursOnly: String { "成本：场景未给出工资（costs: {wage: …}），只有工时。" }

  var required: String { "需求" }
  var requiredMeaning: String { "在线接听的座席，按座席工时计。" }
  var mostAtOnce: String { "同时最多" }
  var scheduled: String { "排班" }
  var paid: String { "付薪" }
  func paidMeaning(_ share: String) -> String { "需求 ÷（1 − 缩减率 \(share)），每个时段、每组向上取整为整数座席。" }
  var plannedNow: String { "现有排班" }
  var now: String { "现有" }
  var repaired: String { "修正后" }
  var byFormula: String { "公式" }
  var figuresByFormula: String { "指标和原因按公式及公式座席数计算；模拟结果见下文。" }
  var plannedNowMeaning: String { "营业时间内的排班，不含计划内休息。" }
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
  var atLeastOne: String { "至少一名座席" }
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

  func short(of figure: StaffFigures.Key, within wait: String) -> String {
    figure == .serviceLevel ? "≤ \(wait)" : title(of: figure, within: wait)
  }
  var sameRows: String { "与上一行相同的行从略。" }
  var ifAllDidAll: String { "若人人会全部业务" }
  func typesOfPool(_ types: String) -> String { "业务类型：\(types)。" }
  var withShrinkage: String { "含缩减率" }
  var agentsByInterval: String { "分时段座席数" }
  var requiredBesideScheduled: String { "在线需求与排班对照" }
  func mostRequired(_ agents: Int) -> String { "分时段座席数，最多需要 \(agents) 名。" }

  var explained: String { "为何需要这些座席" }
  func work(load: String, calls: String, handleTime: String) -> String {
    "话务量 \(load) 爱尔兰：\(calls) 个呼叫，每个 \(handleTime)。"
  }
  func needs(_ goal: String, _ agents: Int, binds: Bool) -> String {
    "目标 \(goal)：需要 \(agents) 名" + (binds ? "，起决定作用" : "")
  }
  func squareRoot(_ grade: Double, _ agents: Int?) -> String {
    "平方根法则：n = a + β√a，β = \(String(format: "%.2f", grade))"
      + (agents.map { "；按此处的爱尔兰 C 排队概率为 \($0) 名" } ?? "")
  }
  func plainErlangC(_ agents: Int) -> String { "单纯爱尔兰 C：需要 \(agents) 名" }

  var agentsByTime: String { "各日各时段座席数" }
  func agentsMap(most: String) -> String { "需求座席数，最多 \(most)；颜色越深人数越多，短横表示不营业。" }
  var day: String { "日期" }
  var week: String { "周" }
  func gridCaption(hasRoster: Bool) -> String {
    "各日各时段的需求座席数\(hasRoster ? "，括号内为排班座席数" : "")；短横表示不营业。"
  }
  func moreWeeks(_ count: Int) -> String { "终端只显示前几周，其余 \(count) 周见网页、文件和合计。" }
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
  func shortDay(_ calendar: StaffCalendar, _ number: Int) -> String {
    let name = day(
      date: nil, weekday: calendar.weekdayNumber(ofDay: number), number: number + 1,
      isOverWeeks: calendar.isOverWeeks)
    return calendar.date(ofDay: number).map { "\($0.iso.dropFirst(5)) \(name)" } ?? name
  }
  var notCounted: String { "不含线路通话费、质检和招聘。" }
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
  func leaner(_ name: String, agents: Int, lines: Int) -> String {
    "\(name)：若有 \(lines) 条线路，\(agents) 名座席即可。"
  }
  func checked(_ check: StaffLineCheck, _ document: StaffingDocument) -> String {
    let whole = check.lines.figures.filter { $0.period == Goal.Period.month.rawValue }
    func words(_ figure: PlaceFigure) -> String {
      "\(GoalFigures.subject(figure)) \(figure.goal.replacing("@month", with: "")) "
        + "\(document.value(figure).text) \(verdict(figure.verdict))"
    }
    var parts = whole.map(words)
    if let ports = check.ports { parts += ports.figures.map { "端口：\(words($0))" } }
    let narrow = check.lines.figures.filter { $0.period != Goal.Period.month.rawValue }
    var judgement = check.lines
    judgement.figures = narrow
    return "按这些座席和线路模拟（\(check.lines.replications) 次仿真），全程：\(parts.joined(separator: "；"))。"
      + (narrow.count > whole.count ? "分时段：\(verdicts(judgement))。" : "")
  }
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
    case .chatShortcut(let chat): shortcut(chat)
    case .turnedAway(let calls, let all):
      "线路或排队位置不足：按公式，\(all.rounded().plain) 个呼叫中有 \(calls.rounded().plain) 个（"
        + "\((100 * calls / all).rounded().plain)%）被拒绝，座席数只针对能进入的呼叫；请增加线路，或设定 blocking<1% 之类的目标。"
    case .goalAgain(let goal): "目标 \(goal) 重复给出，只计一次。"
    case .goalFollows(let goal, let narrow): "各时段达到 \(narrow) 即达到目标 \(goal)，故略去后者。"
    case .handleTimesOfDays(let spread):
      "各日处理时长不同\(spread.type.isEmpty ? "" : "（\(spread.type)）")：\(spread.clock) 为 "
        + "\(spread.days.lowerBound.rounded().plain) 至 \(spread.days.upperBound.rounded().plain) 秒。场景中同一时刻各日只有一个均值（此处为 "
        + "\(spread.mean.rounded().plain) 秒），人数与模拟均按均值计算，而非各日自己的时长。"
    case .typesWithoutGoal(let types):
      "\(types.joined(separator: "、")) 没有目标：座席只按工作量计划，或按其兼顾的其他业务类型的目标计划。"
    case .nearest: "目标与限制条件互相矛盾，模拟从最接近的计划开始。"
    }
  }

  private func shortcut(_ chat: ChatShortcut) -> String {
    func seconds(_ value: Double) -> String { "\(((value * 10).rounded() / 10).plain) 秒" }
    let says = chat.shortcut.map { "为 \(seconds($0))" } ?? "则认为队列会无限增长"
    let judged = chat.excess.map { "，偏\($0 >= 0 ? "长" : "短") \(abs($0).rounded().plain)%" } ?? ""
    return "\(chat.pool) 的聊天按“同时多个”的公式计划：\(chat.moment) 有 \(chat.agents) 名座席，平均等待 \(seconds(chat.wait))；"
      + "常用的简化算法（一次一个，处理时长按比例缩短）\(says)\(judged)。"
  }

  private func gap(_ gap: FormulaGap) -> String {
    switch gap {
    case .busyDays, .ofTables: "忙日与闲日的差别"
    case .bursts: "成批到达的呼叫"
    case .redials: "重拨"
    case .priorities: "优先级"
    case .queueSteps: "排队提示、溢出和拒绝排队"
    case .callbacks: "回呼"
    case .absence: "缺勤与计划外小休（见缩减率）"
    case .sharedLines: "多个座席组共用的线路"
    case .severalAtOnce: "座席同时处理多个联络（改用简化算法：一次一个，处理时长按满槽时的产出缩短）"
    case .sessions: "文字聊天的轮次与中途离开的客户"
    case .threads: "会话后续轮次的到达时间（此处视为与首轮同时到达，每轮计为一个呼叫）"
    case .bots: "机器人对话占满、故障与变化"
    case .interruptions: "为其他联络而搁置的工作"
    case .media: "来电者的留言，以及视频与协同浏览对交谈时长的影响"
    case .blocks: "座席组为部分工作预留的时段"
    case .campaigns: "按名单外呼的客户"
    case .waitingWork: "可延后工作的处理时间（此处在目标时间之内均衡安排）"
    }
  }

  func understood(_ english: String) -> String {
    "话务量表格：\(ChineseTableReading.text(of: english))。"
  }
}

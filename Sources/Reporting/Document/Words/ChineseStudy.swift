import ContactCenter
import Experiments

extension ChineseWords: StudyTerms {
  package var study: String { "模拟报告" }

  package func opening(of result: StudyResult, context: ReportContext) -> String {
    let goals = OpeningSentence.goals(of: result, context: context)
    guard !goals.isEmpty else {
      let level = result.estimate(.serviceLevel).map { "服务水平为 \(share($0))" }
      let lost = result.estimate(.abandonedProportion).map { "放弃率为 \(share($0))" }
      let parts = [level, lost].compactMap { $0 }
      return parts.isEmpty ? "没有来电。" : "未设定目标：\(parts.joined(separator: "，"))。"
    }
    let start =
      switch GoalVerdict.all(of: goals.map(\.verdict)) {
      case .met: "无需改变：目标已达到。"
      case .missed: "需要改变：目标未达到。"
      case .undecided: "暂不作决定：偶然波动尚不能区分是否达标。"
      }
    let figures = goals.prefix(5).map { goal in
      let wait = FigureText.value(goal.acceptableWait, unit: .seconds).replacing(" s", with: " 秒")
      let target = FigureText.value(goal.target, unit: .proportion).replacing(" %", with: "%")
      let type = goal.type.map { "\($0) " } ?? ""
      return "\(type)\(wait)内接听 \(share(goal.estimate))，目标 \(target)，\(verdict(of: goal.verdict))"
    }
    return start + figures.joined(separator: "；") + "。"
  }

  private func share(_ estimate: Estimate) -> String {
    FigureText.estimate(estimate, unit: .proportion).replacing(" %", with: "%")
  }

  package func remarks(of result: StudyResult, context: ReportContext) -> [String] {
    StudyRemark.all(of: result, context: context).map(remark)
  }

  private func remark(_ remark: StudyRemark) -> String {
    switch remark {
    case .found(let english): return ChineseFindings.text(of: english)
    case .oneReplication: return "只有一次仿真，没有置信区间；建议仿真 20 次以上（--replications 20）。"
    case .wide(let samples, let half, let enough):
      let points = FigureText.number(half, unit: .proportion, halfWidth: half)
      return "\(samples) 次仿真时服务水平的误差为 ± \(points) 个百分点；约 \(FigureText.fixed(enough, decimals: 0)) "
        + "次可降到 ± 2（--replications \(Int(clamping: enough)) 或 --precision serviceLevel=0.02）。"
    case .few(let samples): return "仅 \(samples) 次仿真，置信区间本身较粗略；建议仿真 20 次以上（--replications 20）。"
    case .smallCells(let count):
      return "有 \(count) 个时段联络很少：仿真少于 30 次时，这些时段的比例和平均时间的置信区间可能偏窄；"
        + "建议仿真 30 次以上（--replications 30）。"
    case .remaining(let count, let share, let isReplication):
      let part = FigureText.value(share, unit: .proportion).replacing(" %", with: "%")
      return "\(isReplication ? "每次仿真" : "每批")结束时有 \(FigureText.value(count, unit: .count)) 个联络（占联络总次数的 "
        + "\(part)）仍在系统内或等待重拨，其结局未计入指标。"
    case .offeredTwice: return "进入人工队列的联络多于联络总次数：转接的联络会以新的业务类型再次进入队列。"
    case .rowsLeftOut(let rows):
      return "report.json 和 CSV 文件含全中心的分时段指标，但未含全部组成部分的：省略了 "
        + "\(FigureText.fixed(Double(rows), decimals: 0)) 行；选项 \(IntervalDetail.optionForAll) 可全部写出。"
    }
  }
  package func finding(_ english: String) -> String { ChineseFindings.text(of: english) }
  package func partial(_ done: Int, of wanted: Int) -> String {
    "结果不完整：\(wanted) 次仿真完成 \(done) 次后被中断，指标只来自已完成的部分。"
  }
  package func checkFailed(_ violation: String) -> String { "守恒校验未通过：\(violation)" }
  package func precision(_ outcome: PrecisionOutcome, _ language: ReportLanguage) -> String {
    let indicator = IndicatorCatalogue.indicator(outcome.goal.indicator)
    let format = FigureFormat(of: indicator?.unit ?? .count)
    let name = indicator.map(name(of:)) ?? outcome.goal.indicator
    func text(_ half: Double?) -> String {
      half.map { "± \(language.figure($0, format, halfWidth: $0))" } ?? "未定"
    }
    return "\(name)\(outcome.isMet ? "已达到" : "未达到")精度要求：实际 \(text(outcome.reached))，要求 "
      + "\(text(outcome.required))。"
  }
  package func dates(of result: StudyResult) -> String? {
    guard let first = result.dates.date(at: result.intervalStarts.first ?? 0),
      let last = result.dates.date(at: result.intervalStarts.last ?? 0)
    else { return nil }
    return days(first, last, result.dates.timeZone)
  }
  /// "2026年11月30日 – 2026年12月6日，Europe/Zurich".
  func days(_ first: CalendarDate, _ last: CalendarDate, _ zone: String?) -> String {
    func day(_ date: CalendarDate) -> String {
      let parts = date.iso.split(separator: "-").compactMap { Int($0) }
      return parts.count == 3 ? "\(parts[0])年\(parts[1])月\(parts[2])日" : date.iso
    }
    return (first == last ? day(first) : "\(day(first)) – \(day(last))") + (zone.map { "，\($0)" } ?? "")
  }
  package func samples(of result: StudyResult) -> String {
    result.method == .replications
      ? "\(result.replications) / \(result.replicationsAskedFor)" : "1（分 \(result.samples) 批）"
  }
  package var digest: String { "场景摘要" }
  package var version: String { "版本" }
  package func sameFigures(digest: String, seed: UInt64, version: String) -> String {
    "相同的场景（摘要 \(digest)）、随机种子 \(seed) 和版本 \(version) 得到相同的指标，与线程数无关。"
  }

  package var summary: String { "摘要" }
  package func headline(
    _ figure: FigureName, result: StudyResult, context: ReportContext, language: ReportLanguage
  ) -> String {
    let fixed: [FigureName: String] = [
      .averageSpeedOfAnswer: "已接听联络的平均等待。", .abandonedProportion: "放弃 ÷ 进入人工队列。",
      .blockingProbability: "因线路、端口或队列已满被拒绝 ÷ 联络总次数。", .occupancy: "处理 ÷（处理 + 空闲），全体座席。",
    ]
    if let text = fixed[figure] { return text }
    if figure == .serviceLevel {
      let wait = language.figure(context.acceptableWait, FigureFormat(.seconds))
      let days = result.estimate(.daysOnTarget).flatMap { days in
        days.value.map { _ in "达标日比例：\(share(days))。" }
      }
      return "\(within(wait))接听 ÷ 进入人工队列（SL1）。" + (days ?? "")
    }
    let attempts = FigureText.estimate(result.estimate(.attempts) ?? .undefined, unit: .count)
    return "每次仿真进入队列的联络；联络总次数 \(attempts)。"
  }
  package func target(_ target: String, _ verdict: GoalVerdict) -> String {
    "目标 \(target)：\(self.verdict(of: verdict))。"
  }
  package var charts: String { "图表" }
  package var wholeCenter: String { "全中心" }
  package var estimate: String { "估计值" }
  package var definition: String { "含义" }
  package var identifier: String { "文件中的名称" }
  package var formulaTitle: String { "公式" }
  package func formula(_ english: String) -> String? { nil }
  package func name(of indicator: Indicator, in result: StudyResult) -> String {
    indicator.name == .longestWait && result.method == .batchMeans
      ? "最长等待（各批平均）" : name(of: indicator)
  }
  package func definition(of indicator: Indicator) -> String {
    ChineseMeanings.meaning(of: indicator.identifier) ?? "–"
  }
  package func explanation(of indicator: Indicator) -> String {
    "\(definition(of: indicator)) \(indicator.identifier)"
  }
  package func heading(of indicator: Indicator, short: String?) -> String { name(of: indicator) }
  package func abbreviation(of indicator: Indicator, short: String?) -> String { name(of: indicator) }
  package func within(_ wait: String) -> String { "\(wait)内" }
  package func goal(_ target: String, within wait: String) -> String { "\(wait)内 \(target)" }
  package var countsAreMeans: String { "次数为各次仿真全程的平均值，为零的指标从略。" }

  package var formulaAndSimulation: String { "公式与模拟对照" }
  package var formulaColumn: String { "公式值" }
  package var simulationColumn: String { "模拟值" }
  package func reason(
    of formula: FormulaBeside, in result: StudyResult, _ language: ReportLanguage
  ) -> String {
    let level = language.figure(result.confidence, FigureFormat(.proportion))
    let odds = FigureText.fixed((1 / max(1e-4, 1 - result.confidence)).rounded(), decimals: 0)
    let model = formula.model.replacing(", approximated by ", with: "，近似为 ")
    let way = model + (formula.isByInterval ? "，各时段分别计算" : "")
    let gaps = formula.leftOut.map(ChineseFindings.text(of:)).joined(separator: "、")
    return way
      + (formula.isExact ? "，对本场景精确，差异只来自偶然波动。" : "。场景中有而公式未考虑的：\(gaps)。")
      + "“相符”指 \(level) 置信区间包含公式值；每 \(odds) 个区间约有一个因偶然而不含真值。"
  }
  package func agreement(_ verdict: FormulaBeside.Verdict) -> String {
    switch verdict {
    case .agrees: "相符"
    case .higher: "模拟值偏高"
    case .lower: "模拟值偏低"
    case .undecided: "无区间"
    }
  }

  package var costs: String { "成本" }
  package var costPart: String { "项目" }
  package func costNote(of result: StudyResult) -> String {
    guard let money = MoneyUnit(of: result) else { return "" }
    let wages = result.money?.hasWages == true ? "" : "场景未给出工资：座席只计工时，不计入成本。"
    let unnamed = money.currency == nil ? unnamedMoney : ""
    return "各次仿真的平均值，\(period(money))。" + wages + unnamed
  }
  package var all: String { "合计" }

  package var goalTitle: String { "目标" }
  package var typesCaption: String { "各业务类型全程的联络，为各次仿真的平均值。" }
  package var serviceLevels: String { "服务水平各口径对照" }
  package func levelsCaption(within wait: String, short: String) -> String {
    "“以内”指等待不超过 \(wait)，“短放弃”指等待不超过 \(short) 的放弃；业务类型有自己的目标时以其为准。本报告的首要指标为 SL1。"
  }
  package func name(of definition: ServiceLevelDefinition) -> String {
    IndicatorCatalogue.indicator(definition.identifier).map(name(of:)) ?? definition.label
  }
  package func queue(named name: String) -> String { "队列 \(name)" }
  package var persons: String { "来电者与联络次数" }
  package var backlogs: String { "积压工作" }
  package var backlogsCaption: String { "停业期间继续等待的工作；时长按全部时间或仅按营业时间计算。" }
  package var personsCaption: String { "同一事项可能多次来电；联络总次数 = 首次 + 重拨 + 重复来电。" }
  package var threads: String { "会话" }
  package var threadsCaption: String { "一个会话是含多轮的一次联络；轮次之间客户思考，不占用座席。首轮即其他各表中的联络。" }
  package var media: String { "留言、传真、视频与协同浏览" }
  package var mediaCaption: String { "成为工作之前占用线路的部分，以及交谈中附带的内容。" }
  package var campaigns: String { "外呼活动" }
  package var campaignsCaption: String {
    "按接听者的业务类型列出。弃呼率为未被答录机检测误挂的真人接听中未能及时接通座席的比例；座席小时含服务该活动的全部座席，不论其是否兼做其他工作。"
  }
  package var dialing: String { "拨号结果" }
  package var dialingCaption: String { "各次外拨的结果，命中率按名单记录的第几次外拨列出。" }
  package var bots: String { "机器人" }
  package var botsCaption: String { "拦截指未转人工即结束，解决指问题真正得到解决；人工负荷旁列出按扣减法计划的负荷。" }
  package var queues: String { "队列" }
  package var queuesCaption: String { "以该队列为归属的业务类型的联络，不论最终在何处接听。" }
  package var queue: String { "队列" }
  package var homeOf: String { "归属业务" }
  package var byOverflowOnly: String { "仅由溢出进入" }
  package func named(_ names: [String], of count: Int, _ language: ReportLanguage) -> String {
    language.list(names) + (count > names.count ? "等 \(count) 项" : "")
  }
  package var queueLengths: String { "队列长度" }
  package var lengthsCaption: String { "在该队列等待的全部联络；事件计入其发生的时段。" }
  package var agentGroups: String { "座席组" }
  package var groupsCaption: String { "各状态占比以登录时间为基数；占线率不含小休。" }
  package var lateAdherence: String { "座席在班后处理完联络时，实际工作率会超过 100%。" }
  package var whoAnswers: String { "各组接听的业务" }
  package var answeredCaption: String { "各业务类型的接听联络由各座席组接听的比例。" }
  package var trunkGroups: String { "中继组与端口" }
  package var trunksCaption: String { "线路从占用到释放计时，端口在来电者位于菜单中时占用。" }
  package var linesTitle: String { "中继组" }
  package var ports: String { "菜单端口" }
  package var agentsTitle: String { "座席" }
  package var agent: String { "座席" }
  package func agentsCaption(shown: Int, of count: Int) -> String {
    shown < count ? "此处为 \(count) 名座席中的前 \(shown) 名，全部见 report.json。" : "每名座席全程的指标。"
  }
  package func agentCount(_ count: Int) -> String { "\(count) 名座席" }

  package var intervals: String { "分时段指标" }
  package var from: String { "时段" }
  package var afterClosing: String { "停止营业后" }
  package func intervalsCaption(shown: Int, more: Int) -> String {
    "联络计入其到达的时段，座席和队列计入发生的时刻。"
      + (more > 0 ? "此处为前 \(shown) 个时段，其余 \(more) 个见 intervals.csv。" : "")
  }
  package func moment(_ axis: TimeAxis, _ place: Int) -> String {
    let start = axis.starts[place]
    let clock = axis.dates.time(at: start).replacing(" (2nd)", with: "（第二次）")
    guard axis.isOverDays else { return clock }
    let names = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    let day = axis.dates.clock.day(at: start)
    if let date = axis.dates.date(ofDay: day) {
      return "\(date.iso) \(names[date.weekday.rawValue % 7]) \(clock)"
    }
    let isWeek = (axis.starts.last ?? 0) < 7 * 86_400
    return (isWeek ? names[(day + axis.firstWeekday) % 7] : "第 \(day + 1) 天") + " " + clock
  }

  package var identities: String { "恒等式校验" }
  package var identity: String { "恒等式" }
  package var left: String { "左边" }
  package var right: String { "右边" }
  package var places: String { "校验处数" }
  package func holds(_ violations: Int) -> String { violations == 0 ? "成立" : "\(violations) 处不成立" }
  package var scenarioNotes: String { "场景说明" }
  package func effort(
    _ replications: Int, _ attempts: String, _ seconds: String, _ rate: String
  ) -> String { "\(replications) 次仿真，\(attempts) 次联络，用时 \(seconds) 秒（每处理器秒 \(rate) 次）" }
  package func report(at place: String, isManagement: Bool) -> String {
    (isManagement ? "管理报告：" : "报告：") + place
  }
  package var glossary: String { "指标说明" }
  package func meanings(of count: Int) -> String { "\(count) 个指标的含义" }
  package var queueScopes: String {
    "队列的联络指标（进入、接听、等待、服务水平）属于以该队列为归属的业务类型，按到达时段计，不论溢出后在何处接听；"
      + "队列长度以及进入、接听、放弃数属于在该队列中的全部联络，按发生的时段计。"
  }
}

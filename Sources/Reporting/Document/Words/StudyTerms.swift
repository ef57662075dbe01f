import Experiments

/// The words of documents about studies.
package protocol StudyTerms {
  var study: String { get }
  /// What the study says, in two sentences.
  func opening(of result: StudyResult, context: ReportContext) -> String
  /// What a planner should know before using the figures.
  func remarks(of result: StudyResult, context: ReportContext) -> [String]
  var summary: String { get }
  var wholeCenter: String { get }
  var estimate: String { get }
  var definition: String { get }
  /// What an indicator measures; empty where the name says it.
  func definition(of indicator: Indicator) -> String
  /// A column's heading: an indicator, shortened where tables have no room.
  func heading(of indicator: Indicator, short: String?) -> String
  /// A target and how a figure stands to it.
  func target(_ target: String, _ verdict: GoalVerdict) -> String
  var countsAreMeans: String { get }
  var formulaAndSimulation: String { get }
  func formula(_ model: String, isExact: Bool, level: String) -> String
  var formulaColumn: String { get }
  func agreement(_ verdict: FormulaBeside.Verdict) -> String
  var costs: String { get }
  var all: String { get }
  var serviceLevels: String { get }
  var persons: String { get }
  var queues: String { get }
  var queue: String { get }
  var queueLengths: String { get }
  var agentGroups: String { get }
  var whoAnswers: String { get }
  var trunkGroups: String { get }
  var ports: String { get }
  var intervals: String { get }
  var from: String { get }
  var afterClosing: String { get }
  /// The first intervals of many.
  func firstIntervals(_ count: Int, of all: Int) -> String
  /// A moment: by date, weekday from Monday 0, or day from 1, with its clock time.
  func moment(date: String?, weekday: Int?, day: Int, clock: String) -> String
  var identities: String { get }
  var identity: String { get }
  var left: String { get }
  var right: String { get }
  var places: String { get }
  func holds(_ violations: Int) -> String
  var scenarioNotes: String { get }
  var digest: String { get }
}

extension EnglishWords: StudyTerms {
  package var study: String { "Simulation report" }
  package func opening(of result: StudyResult, context: ReportContext) -> String {
    OpeningSentence.text(of: result, context: context)
  }
  package func remarks(of result: StudyResult, context: ReportContext) -> [String] {
    StudyRemarks.all(of: result, context: context)
  }
  package var summary: String { "Summary" }
  package var wholeCenter: String { "Whole center" }
  package var estimate: String { "Estimate" }
  package var definition: String { "Definition" }
  package func definition(of indicator: Indicator) -> String { indicator.definition }
  package func heading(of indicator: Indicator, short: String?) -> String {
    short ?? ReportTables.name(of: indicator)
  }
  package func target(_ target: String, _ verdict: GoalVerdict) -> String {
    switch verdict {
    case .met: "Target \(target): met"
    case .missed: "Target \(target): missed"
    case .undecided: "Target \(target): not yet told apart"
    }
  }
  package var countsAreMeans: String {
    "Counts are means over replications of the whole horizon. Figures that are zero here are left out."
  }
  package var formulaAndSimulation: String { "Formula and simulation" }
  package func formula(_ model: String, isExact: Bool, level: String) -> String {
    model + (isExact ? " is exact for this scenario: only chance differs." : ".")
      + " Agrees means that the \(level) interval holds the formula's value."
  }
  package var formulaColumn: String { "Formula" }
  package func agreement(_ verdict: FormulaBeside.Verdict) -> String { verdict.text }
  package var costs: String { "Costs" }
  package var all: String { "All" }
  package var serviceLevels: String { "Service level by every definition" }
  package var persons: String { "Persons and attempts" }
  package var queues: String { "Queues" }
  package var queue: String { "Queue" }
  package var queueLengths: String { "Queue lengths" }
  package var agentGroups: String { "Agent groups" }
  package var whoAnswers: String { "Who answers what" }
  package var trunkGroups: String { "Trunk groups and ports" }
  package var ports: String { "Ports of the menus" }
  package var intervals: String { "Planning intervals" }
  package var from: String { "From" }
  package var afterClosing: String { "after closing" }
  package func firstIntervals(_ count: Int, of all: Int) -> String {
    "The first \(count) of \(all); intervals.csv has all."
  }
  package func moment(date: String?, weekday: Int?, day: Int, clock: String) -> String {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let name = weekday.map { names[$0 % 7] }
    if let date { return [name, date, clock].compactMap { $0 }.joined(separator: " ") }
    return "\(name ?? "day \(day),") \(clock)"
  }
  package var identities: String { "Check of identities" }
  package var identity: String { "Identity" }
  package var left: String { "Left side" }
  package var right: String { "Right side" }
  package var places: String { "Places checked" }
  package func holds(_ violations: Int) -> String {
    violations == 0 ? "holds" : "violated in \(violations)"
  }
  package var scenarioNotes: String { "Notes of the scenario" }
  package var digest: String { "Scenario digest" }
}

extension ChineseWords: StudyTerms {
  package var study: String { "模拟报告" }

  package func opening(of result: StudyResult, context: ReportContext) -> String {
    let goals = OpeningSentence.goals(of: result, context: context)
    func share(_ estimate: Estimate) -> String {
      FigureText.estimate(estimate, unit: .proportion).replacing(" %", with: "%")
    }
    guard !goals.isEmpty else {
      let level = result.estimate("serviceLevel").map { "服务水平为 \(share($0))" }
      let lost = result.estimate("abandonedProportion").map { "放弃率为 \(share($0))" }
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
      return
        "\(goal.type.map { "\($0) " } ?? "")\(wait)内接听 \(share(goal.estimate))，目标 \(target)，\(verdict(of: goal.verdict))"
    }
    return start + figures.joined(separator: "；") + "。"
  }

  package func remarks(of result: StudyResult, context: ReportContext) -> [String] {
    var remarks: [String] = []
    if !result.warnings.isEmpty { remarks.append("场景文件有 \(result.warnings.count) 条警告，原文见英文报告。") }
    if result.method == .replications, result.samples == 1 {
      remarks.append("只有一次仿真，没有置信区间；建议仿真 20 次以上。")
    } else if result.method == .replications, result.samples < 10 {
      remarks.append("仅 \(result.samples) 次仿真，置信区间本身较粗略；建议仿真 20 次以上。")
    }
    let (remaining, attempts) = (result.value("remaining") ?? 0, result.value("attempts") ?? 0)
    if attempts > 0, remaining >= 0.005 * attempts {
      let share = FigureText.value(remaining / attempts, unit: .proportion).replacing(" %", with: "%")
      remarks.append("结束时仍有占呼叫总次数 \(share) 的呼叫在系统内或等待重拨，其结局未计入指标。")
    }
    if let offered = result.value("offered"), offered > attempts {
      remarks.append("进入人工队列的呼叫多于呼叫总次数：转接的呼叫会再次进入队列。")
    }
    // One line stands for all warnings of the scenario.
    let told = remarks.count - (result.warnings.isEmpty ? 0 : 1) + result.warnings.count
    let left = StudyRemarks.all(of: result, context: context).count - told
    if left > 0 { remarks.append("另有 \(left) 条提示，见英文报告。") }
    return remarks
  }

  package var summary: String { "摘要" }
  package var wholeCenter: String { "全中心" }
  package var estimate: String { "估计值" }
  package var definition: String { "标识" }
  package func definition(of indicator: Indicator) -> String { indicator.identifier }
  package func heading(of indicator: Indicator, short: String?) -> String { name(of: indicator) }
  package func target(_ target: String, _ verdict: GoalVerdict) -> String {
    "目标 \(target)：\(self.verdict(of: verdict))"
  }
  package var countsAreMeans: String { "次数为各次仿真全程的平均值，为零的指标从略。" }
  package var formulaAndSimulation: String { "公式与模拟对照" }
  package func formula(_ model: String, isExact: Bool, level: String) -> String {
    model.replacing(", approximated by ", with: "，近似为 ")
      + (isExact ? "，对本场景精确，差异只来自偶然波动。" : "。") + "“相符”指 \(level) 置信区间包含公式值。"
  }
  package var formulaColumn: String { "公式值" }
  package func agreement(_ verdict: FormulaBeside.Verdict) -> String {
    switch verdict {
    case .agrees: "相符"
    case .higher: "模拟值偏高"
    case .lower: "模拟值偏低"
    case .undecided: "无区间"
    }
  }
  package var costs: String { "成本" }
  package var all: String { "合计" }
  package var serviceLevels: String { "服务水平各口径对照" }
  package var persons: String { "来电者与呼叫次数" }
  package var queues: String { "队列" }
  package var queue: String { "队列" }
  package var queueLengths: String { "队列长度" }
  package var agentGroups: String { "座席组" }
  package var whoAnswers: String { "各组接听的业务" }
  package var trunkGroups: String { "中继组与端口" }
  package var ports: String { "菜单端口" }
  package var intervals: String { "分时段指标" }
  package var from: String { "时段" }
  package var afterClosing: String { "停止营业后" }
  package func firstIntervals(_ count: Int, of all: Int) -> String {
    "此处为 \(all) 个时段中的前 \(count) 个，全部见 intervals.csv。"
  }
  package func moment(date: String?, weekday: Int?, day: Int, clock: String) -> String {
    let names = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    let name = weekday.map { names[$0 % 7] }
    if let date { return [date, name, clock].compactMap { $0 }.joined(separator: " ") }
    return "\(name ?? "第 \(day) 天") \(clock)"
  }
  package var identities: String { "恒等式校验" }
  package var identity: String { "恒等式" }
  package var left: String { "左边" }
  package var right: String { "右边" }
  package var places: String { "校验处数" }
  package func holds(_ violations: Int) -> String { violations == 0 ? "成立" : "\(violations) 处不成立" }
  package var scenarioNotes: String { "场景说明" }
  package var digest: String { "场景摘要" }
}

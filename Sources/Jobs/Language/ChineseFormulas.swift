import Foundation
import QueueingTheory
import Reporting

extension ChineseWords: FormulaWords {
  var formula: String { "公式计算" }

  func name(of model: ErlangModel.Kind) -> String {
    switch model {
    case .loss: "Erlang B（M/G/n/n）"
    case .patient: "Erlang C（M/M/n）"
    case .squareRoot: "平方根规则，指标取 Erlang C（M/M/n）"
    case .trunked(let lines): "M/M/n/\(lines)"
    case .impatient(let lines): lines.map { "M/M/n/\($0)+M" } ?? "Erlang A（M/M/n+M）"
    case .generalPatience(let lines): "M/M/n\(lines.map { "/\($0)" } ?? "")+G"
    case .general: "M/G/n（Allen–Cunneen 近似）"
    case .engset(let sources): "Engset（\(sources) 个呼叫源）"
    case .retrials: "有重试的 M/M/n"
    case .redials: "有重拨的 Erlang A"
    case .priorities(let isPreemptive): isPreemptive ? "抢占优先的 M/M/n" : "非抢占优先的 M/M/n"
    }
  }

  func supposition(of model: ErlangModel.Kind) -> String {
    switch model {
    case .loss: "无人排队：遇到线路全忙的呼叫即告损失。"
    case .patient, .squareRoot: "所有来电者按到达次序排队，无人放弃。"
    case .trunked(let lines): "无人放弃；\(lines) 条线路全被占用时，新呼叫遇忙损失。各比例以全部呼叫（含损失的呼叫）为分母。"
    case .impatient(let lines), .generalPatience(let lines):
      "来电者耐心耗尽即放弃。" + (lines == nil ? "" : "各比例以全部呼叫为分母；线路全被占用时，新呼叫遇忙损失。")
    case .general: "处理时长服从任意分布，只用均值和变异系数；无人放弃。结果为近似值：排队概率取 M/M/n 的值。"
    case .engset: "呼叫源有限，通话中的来电者不再呼入；线路全忙时呼叫损失。呼损率按呼叫计，全忙率按时间计。"
    case .retrials: "无排队；遇忙的来电者以给定概率再次呼叫。呼损率以全部呼叫尝试为分母。"
    case .redials: "放弃的来电者以给定概率再次呼叫。排队率、放弃率和平均等待按全部呼叫尝试计，损失率按首次呼叫计。"
    case .priorities(let isPreemptive):
      (isPreemptive ? "紧急呼叫抢占次要呼叫的座席，被中断的呼叫稍后继续。" : "先服务最紧急的类别，不中断进行中的通话。")
        + "第 1 类最紧急；无人放弃。"
    }
  }

  func short(_ figure: ErlangFigure.Key) -> String {
    switch figure {
    case .occupancy: "占线率"
    case .waitProbability: "排队率"
    case .serviceLevel: "服务水平"
    case .averageSpeedOfAnswer: "平均应答速度"
    case .averageWait: "平均等待"
    case .averageWaitOfAbandoned: "放弃前等待"
    case .abandonedProportion: "放弃率"
    case .blockingProbability: "呼损率"
    case .meanQueue: "队长"
    case .carriedLoad: "完成话务量"
    case .timeCongestion: "全忙率"
    case .attemptsPerCall: "呼叫尝试"
    case .meanOrbit: "待重试"
    case .lostProportion: "损失率"
    }
  }

  func long(_ figure: ErlangFigure.Key) -> String {
    switch figure {
    case .averageWaitOfAbandoned: "平均放弃时间"
    case .meanQueue: "平均排队人数"
    case .carriedLoad: "完成话务量（爱尔兰）"
    case .timeCongestion: "线路全忙的时间比例"
    case .attemptsPerCall: "每个呼叫的尝试次数"
    case .meanOrbit: "平均待重试人数"
    case .occupancy, .waitProbability, .serviceLevel, .averageSpeedOfAnswer, .averageWait,
      .abandonedProportion, .blockingProbability, .lostProportion:
      short(figure)
    }
  }

  func answered(within wait: String) -> String {
    wait.replacing(" s", with: " 秒") + "内接听率"
  }
  func ofClass(_ member: Int) -> String { "，第 \(member) 类" }

  func given(_ field: JobField) -> String {
    let names: [JobField: String] = [
      .calls: "呼叫数", .load: "话务负荷", .aht: "平均处理时长", .ahtCv: "处理时长变异系数",
      .agents: "座席数", .within: "应答阈值", .serviceLevel: "服务水平", .asa: "平均应答速度",
      .waiting: "排队率", .abandonment: "放弃率", .maxOccupancy: "占线率上限", .blocking: "呼损率",
      .lines: "线路数", .patience: "平均耐心", .patienceCv: "耐心变异系数", .sources: "呼叫源数",
      .retryAfter: "平均重试间隔", .persistence: "重试概率",
    ]
    return names[field] ?? field.rawValue
  }

  var agents: String { "座席数" }
  var lines: String { "线路数" }
  var offeredLoad: String { "话务负荷" }
  var erlangs: String { "爱尔兰" }
  var callsInThatTime: String { "该时段呼叫数" }
  var patience: String { "耐心" }
  var meanPatience: String { "平均耐心" }
  var handleTime: String { "平均处理时长" }

  var answer: String { "结论" }
  var figures: String { "各项指标" }
  var lengthsOfQueue: String { "队长分布" }

  func needed(_ count: String, lines: Bool, load: String) -> String {
    "话务负荷 \(load) 爱尔兰，需要 \(count) \(lines ? "条线路" : "名座席")。"
  }

  func given(_ count: String, lines: Bool, load: String) -> String {
    "话务负荷 \(load) 爱尔兰，配备 \(count) \(lines ? "条线路" : "名座席")。"
  }

  var rowsAround: String { "结论及其相邻的数目。" }
  var rowForEach: String { "每种取值组合一行。" }
  var unstable: String { "不稳定" }
  var whyNot: String { "无解的组合" }

  var goal: String { "目标" }
  var bound: String { "界限" }
  var needs: String { "单独所需" }
  var verdict: String { "判定" }
  var reached: String { "达标" }
  var missed: String { "未达标" }
  var bindsMost: String { "起决定作用" }

  var callersWaiting: String { "排队人数" }
  var probability: String { "概率" }
  var atMostSoMany: String { "不超过此数的概率" }

  func oneMore(_ changes: [String]) -> String { "再增加一个：\(changes.joined(separator: "，"))。" }

  func squareRoot(_ rule: ErlangAnswer.SquareRoot, limit: String?) -> String {
    let beta = String(format: "%.3f", rule.grade)
    let regime =
      switch rule.kind {
      case .efficiencyDriven: "效率优先"
      case .qualityDriven: "质量优先"
      case .qualityAndEfficiencyDriven: "质量与效率兼顾"
      }
    return "平方根规则：n = a + β√a，β = \(beta)，\(regime)"
      + (rule.agents.map { "；按此排队率需 \($0) 名座席" } ?? "")
      + (limit.map { "；排队率的极限值为 \($0)" } ?? "") + "。"
  }

  func otherFormulas(_ values: [String]) -> String {
    "其他公式的平均应答速度：\(values.joined(separator: "，"))。"
  }

  func along(_ figure: String, _ axis: String) -> String { "\(figure)随\(axis)的变化" }

  func told(_ figure: String, from low: String, to high: String, points: Int) -> String {
    "\(figure)共 \(points) 个点，从 \(low) 到 \(high)；数值见表。"
  }
}

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
    case .chat(let slots): "在线聊天，每名座席最多 \(slots) 个聊天"
    case .sharing: "处理器共享（M/G/1-PS）"
    case .returning: "Erlang-R（客户多次返回的会话）"
    case .deferrable: "可延后处理的工作（流体模型）"
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
    case .chat(let slots):
      "每名座席同时最多处理 \(slots) 个聊天，每个聊天的速度取决于聊天数；处理时长指单独处理一个会话的时长，服从指数分布。全部席位占满时会话排队。"
    case .sharing: "一名座席同时处理所有到达的工作，k 件时每件速度为 1/k，工作量可服从任意分布。无人排队，无人放弃。"
    case .returning: "客户每轮之后以给定概率返回，其间座席空闲。话务负荷为全部轮次的负荷，等待按轮次计。无人放弃。"
    case .deferrable(let isBusiness):
      "工作在营业时间内按到达次序处理，不放弃，周期重复。目标时限\(isBusiness ? "只计营业时间" : "按自然时间计")。模型不含随机波动，适用于大量小件工作。"
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
    case .slotUse: "席位利用率"
    case .effort: "处理效率"
    case .meanConcurrency: "并发聊天"
    case .meanPresent: "在处理数"
    case .sessionDuration: "聊天时长"
    case .abandonedInSession: "中途离开率"
    case .turnsPerThread: "轮次"
    case .meanThinkers: "思考中"
    case .meanOpen: "未结会话"
    case .threadDuration: "解决时长"
    case .waveAmplitude: "波幅比"
    case .waveLag: "滞后"
    case .meanAge: "平均时龄"
    case .longestAge: "最长时龄"
    case .meanBusinessAge: "平均时龄（营业）"
    case .longestBusinessAge: "最长时龄（营业）"
    case .meanBacklog: "积压"
    case .largestBacklog: "最大积压"
    case .backlogAtOpening: "开门时积压"
    case .clearedAfter: "清空用时"
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
    case .effort: "每名座席每秒完成的工作量"
    case .meanConcurrency: "有聊天的座席的平均聊天数"
    case .meanPresent: "平均在处理数"
    case .sessionDuration: "平均聊天时长"
    case .abandonedInSession: "处理过程中离开的比例"
    case .turnsPerThread: "每个会话的轮次"
    case .meanThinkers: "平均思考中的客户数"
    case .meanOpen: "平均未结会话数"
    case .threadDuration: "平均解决时长"
    case .waveAmplitude: "负荷波幅与到达波幅之比"
    case .waveLag: "负荷波滞后"
    case .meanAge: "处理完成时的平均时龄"
    case .longestAge: "处理完成时的最长时龄"
    case .meanBusinessAge: "平均时龄（只计营业时间）"
    case .longestBusinessAge: "最长时龄（只计营业时间）"
    case .meanBacklog: "平均积压"
    case .clearedAfter: "开门后积压清空用时"
    case .occupancy, .waitProbability, .serviceLevel, .averageSpeedOfAnswer, .averageWait,
      .abandonedProportion, .blockingProbability, .lostProportion, .slotUse, .largestBacklog,
      .backlogAtOpening:
      short(figure)
    }
  }

  func answered(within wait: String) -> String { unit(of: wait) + "内接听率" }
  func unit(of wait: String) -> String {
    wait.replacing(" s", with: " 秒").replacing(" h", with: " 小时").replacing(" min", with: " 分")
  }
  func ofClass(_ member: Int) -> String { "，第 \(member) 类" }

  func given(_ field: JobField) -> String {
    let names: [JobField: String] = [
      .calls: "呼叫数", .load: "话务负荷", .aht: "平均处理时长", .ahtCv: "处理时长变异系数",
      .agents: "座席数", .within: "应答阈值", .serviceLevel: "服务水平", .asa: "平均应答速度",
      .waiting: "排队率", .abandonment: "放弃率", .maxOccupancy: "占线率上限", .blocking: "呼损率",
      .lines: "线路数", .patience: "平均耐心", .patienceCv: "耐心变异系数", .sources: "呼叫源数",
      .retryAfter: "平均重试间隔", .persistence: "重试概率", .concurrency: "并发上限",
      .sessionPatience: "聊天中平均耐心", .queueLimit: "排队上限", .returning: "返回概率",
      .thinking: "平均思考时间", .wave: "到达波动周期", .per: "时段",
      .linesPerAgent: "每座席线路", .tally: "计数依据", .step: "步长", .dropLimit: "放弃率上限",
      .ring: "平均振铃时长", .answer: "接听概率", .setup: "建立时长", .human: "真人接听比例",
      .machine: "应答机比例", .machineRing: "应答机接听前时长", .noAnswer: "无人接听比例",
      .timeout: "振铃超时", .busy: "遇忙比例", .busyTone: "忙音时长", .invalid: "无效号码比例",
      .invalidTone: "无效号码时长", .analysis: "应答机检测时长", .humansHungUp: "被误挂断的真人比例",
      .machinesConnected: "被转给座席的应答机比例", .talk: "平均通话时长", .wrapUp: "平均事后处理时长",
      .rightParty: "本人比例", .wrongTalk: "与他人通话时长", .wrongWrapUp: "与他人通话后的处理时长",
      .machineTalk: "应答机占用座席时长", .contact: "联系概率", .contactCv: "联系概率变异系数",
      .attempts: "拨打次数上限", .records: "记录数", .answered: "接听呼叫数", .rate: "真实放弃率",
      .confidence: "置信度", .wouldAnswer: "终会接听的比例", .delay: "平均接听前时长",
      .delayLaw: "接听前时长分布", .delayCv: "接听前时长变异系数", .connected: "接通的真人", .dropped: "放弃的呼叫",
      .machines: "转给座席的应答机", .screened: "检测挂断的呼叫", .detectedRight: "检测判断正确的比例",
      .reserve: "预留座席",
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

  func other(_ name: String) -> String {
    let names = [
      "shortcutErlangC": "处理时长除以席位数的 Erlang C", "shortcutErlangA": "处理时长除以席位数的 Erlang A",
    ]
    return names[name] ?? name
  }

  func otherFormulas(_ values: [String]) -> String {
    "其他公式的平均应答速度：\(values.joined(separator: "，"))。"
  }

  func along(_ figure: String, _ axis: String) -> String { "\(figure)随\(axis)的变化" }

  func told(_ figure: String, from low: String, to high: String, points: Int) -> String {
    "\(figure)共 \(points) 个点，从 \(low) 到 \(high)；数值见表。"
  }
}

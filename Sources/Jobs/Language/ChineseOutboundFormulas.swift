import Reporting

extension ChineseWords: OutboundFormulaWords {
  var figure: String { "指标" }

  func name(of formula: OutboundFormulaRequest.Formula) -> String {
    switch formula {
    case .dialer: "按座席配线的拨号器"
    case .progressive: "渐进式拨号：每名空闲座席一条线路"
    case .overdial: "一次性批量超拨"
    case .penetration: "多次拨打的名单"
    case .breach: "偶然超出放弃率上限"
    case .ringTimeout: "振铃多久为宜"
    case .dropRates: "同一天按不同定义的放弃率"
    case .blend: "呼入与外呼混合座席"
    }
  }

  func supposition(of formula: OutboundFormulaRequest.Formula) -> String {
    switch formula {
    case .dialer: "每个事件之后立即拨号，补足按空闲座席或全部座席计的线路目标；振铃与通话服从指数分布，名单无尽；接通时无空闲座席的呼叫即被放弃。"
    case .progressive: "每名座席是一个更新过程：拨号直至接通，然后处理。结果只取决于均值。"
    case .overdial: "全部线路同时拨出、同时得到结果；接听数超出空闲座席的部分被放弃。"
    case .penetration: "每次拨打以该记录自身的概率联系到本人；该概率对全部记录相同，或在记录间服从贝塔分布。"
    case .breach: "各呼叫是否被放弃相互独立；成簇的放弃会更常超限。"
    case .ringTimeout: "一条线路逐条拨打，接听或超时后立即可用。"
    case .dropRates: "同样的计数，按法规和供应商的不同分母计算。"
    case .blend: "无人排队且空闲座席多于预留数时开始外呼，外呼立即接通、永不枯竭；不中断任何通话。"
    }
  }

  func short(_ figure: OutboundFigure.Key) -> String {
    switch figure {
    case .linesPerAgent, .linesOverAgents: "每座席线路"
    case .occupancy: "占线率"
    case .dropRate: "放弃率"
    case .agentWait: "座席等待"
    case .connectsPerHour, .connectsPerAgentHour: "接通"
    case .droppedPerHour: "放弃"
    case .dialsPerHour, .dialsPerAgentHour: "拨打"
    case .meanRinging: "振铃线路"
    case .allBusyProbability: "全忙率"
    case .meanAttempt: "单次拨打"
    case .connectProbability: "接通率"
    case .meanWork: "处理时长"
    case .cycle: "周期"
    case .talkShare: "通话占比"
    case .rightPartiesPerAgentHour: "联系到本人"
    case .silentCallsPerAgentHour, .silentCalls: "静默呼叫"
    case .linesInUse: "占用线路"
    case .mostLines: "最多线路"
    case .linesOverAgentsOfLargeTeams: "极限比"
    case .meanAnswered: "平均接听"
    case .meanDropped: "平均放弃"
    case .anyDropProbability: "有放弃概率"
    case .filledShare: "占用座席"
    case .penetration: "覆盖率"
    case .attemptsPerRecord: "每条拨打"
    case .attemptsPerContact: "每次联系拨打"
    case .hitRateOfLastAttempt: "末次命中率"
    case .exhaustedShare: "用尽率"
    case .invalidShare: "无效率"
    case .personsReached: "联系人数"
    case .deviationOfReached: "标准差"
    case .breachProbability: "超限概率"
    case .mostDropped: "最多放弃"
    case .largestSafeRate: "安全放弃率"
    case .answersPerLineHour: "接听"
    case .answeredShare: "接听率"
    case .attemptsPerLineHour: "拨打次数"
    case .bestTimeout: "最佳超时"
    case .bestAnswersPerLineHour: "最佳接听"
    case .rateOfPersons: "按真人"
    case .rateOfTakenForLive: "按视为真人"
    case .rateOfAnswers: "按全部接听"
    case .rateByReasonedEstimate: "按合理估计"
    case .silentCallsAllowed: "允许数"
    case .waitProbability: "排队率"
    case .serviceLevel: "服务水平"
    case .averageWait: "平均等待"
    case .abandonedProportion: "呼入放弃率"
    case .outboundPerHour: "外呼"
    case .busyInbound: "呼入占用"
    case .busyOutbound: "外呼占用"
    }
  }

  func long(_ figure: OutboundFigure.Key) -> String {
    switch figure {
    case .linesPerAgent: "上限内每座席最多线路"
    case .dropRate: "放弃率（占接听呼叫）"
    case .agentWait: "座席两次通话间的平均等待"
    case .connectsPerHour: "每小时接通数"
    case .droppedPerHour: "每小时放弃数"
    case .dialsPerHour: "每小时拨打数"
    case .meanRinging: "平均振铃线路数"
    case .allBusyProbability: "座席全忙的时间比例"
    case .meanAttempt: "平均单次拨打时长"
    case .connectProbability: "接通的拨打比例"
    case .meanWork: "接通呼叫的平均处理时长"
    case .cycle: "座席相邻两次接通的间隔"
    case .talkShare: "通话占座席时间的比例"
    case .connectsPerAgentHour: "每座席每小时接通数"
    case .rightPartiesPerAgentHour: "每座席每小时联系到本人数"
    case .dialsPerAgentHour: "每座席每小时拨打数"
    case .silentCallsPerAgentHour: "每座席每小时静默呼叫数"
    case .linesInUse: "每座席占用线路数"
    case .mostLines: "上限内最多线路数"
    case .linesOverAgents: "该线路数与空闲座席之比"
    case .linesOverAgentsOfLargeTeams: "极大团队的同一比值"
    case .meanAnswered: "平均接听数"
    case .meanDropped: "平均放弃数"
    case .anyDropProbability: "有人被放弃的概率"
    case .filledShare: "得到呼叫的空闲座席比例"
    case .penetration: "联系到的记录比例"
    case .attemptsPerRecord: "每条记录的拨打次数"
    case .attemptsPerContact: "每联系到一人的拨打次数"
    case .hitRateOfLastAttempt: "最后一次拨打的命中率"
    case .exhaustedShare: "用尽次数仍未联系到的比例"
    case .invalidShare: "号码无效的比例"
    case .personsReached: "联系到的人数"
    case .deviationOfReached: "联系人数的标准差"
    case .breachProbability: "窗口超出上限的概率"
    case .mostDropped: "上限内最多放弃数"
    case .largestSafeRate: "最大安全真实放弃率"
    case .answersPerLineHour: "每线路每小时接听数"
    case .answeredShare: "被接听的拨打比例"
    case .attemptsPerLineHour: "每线路每小时拨打数"
    case .bestTimeout: "最佳振铃超时"
    case .bestAnswersPerLineHour: "最佳超时下每线路每小时接听数"
    case .rateOfPersons: "放弃与静默呼叫（占接听真人）"
    case .rateOfTakenForLive: "放弃（占视为真人的呼叫）"
    case .rateOfAnswers: "放弃（占全部接听）"
    case .rateByReasonedEstimate: "按合理估计的放弃与静默呼叫"
    case .silentCalls: "应答机检测造成的静默呼叫"
    case .silentCallsAllowed: "上限允许的静默呼叫"
    case .waitProbability: "呼入排队率"
    case .serviceLevel: "呼入服务水平"
    case .averageWait: "呼入平均等待"
    case .outboundPerHour: "每小时外呼数"
    case .busyInbound: "处理呼入的座席数"
    case .busyOutbound: "处理外呼的座席数"
    case .occupancy, .abandonedProportion: short(figure)
    }
  }

  func remark(_ remark: OutboundRemark) -> String {
    switch remark {
    case .noTimeoutIsBest: "不设超时最佳：人人终会接听，且振铃越久越可能接听。"
    case .shortestTimeoutIsBest: "超时越短越好：每次拨打除振铃外没有代价。"
    case .limitNotReached: "即使试到的最多线路数仍在上限之内。"
    case .noLineAhead: "放弃率为零之处，再多拨一步即超出上限。"
    }
  }

  func word(_ text: String) -> String {
    let words = [
      "idle": "空闲座席", "all": "全部座席", "exponential": "指数分布", "constant": "定长",
      "lognormal": "对数正态分布", "gamma": "伽马分布", "uniform": "均匀分布",
    ]
    return words[text] ?? text
  }
}

/// Findings that other modules make in English, in Chinese: doubts about scenarios and tables, batches, and
/// what formulas leave out.
///
/// A pattern is the English sentence with `*` for what is filled in; its translation takes the same pieces
/// by their numbers. A sentence that no pattern fits stays as it is, so that nothing is lost.
enum ChineseFindings {
  /// A finding in Chinese, sentence by sentence where it is made of several patterns.
  static func text(of english: String) -> String {
    for (pattern, chinese) in patterns {
      if let pieces = pieces(of: english, by: pattern) { return filled(chinese, pieces) }
      // A finding may be followed by its remedy, which is another pattern.
      if let (pieces, rest) = leading(english, by: pattern), !rest.isEmpty {
        return filled(chinese, pieces) + text(of: rest)
      }
    }
    return english
  }

  /// A text by the first of some patterns that it fits whole; nil: it fits none.
  static func filled(_ english: String, from patterns: [(String, String)]) -> String? {
    for (pattern, chinese) in patterns {
      if let pieces = pieces(of: english, by: pattern) { return filled(chinese, pieces) }
    }
    return nil
  }

  /// What stands for each `*`; nil: the text is another one.
  private static func pieces(of text: String, by pattern: String) -> [String]? {
    leading(text, by: pattern).flatMap { $0.rest.isEmpty ? $0.pieces : nil }
  }

  /// The same where more follows after a space.
  private static func leading(
    _ text: String, by pattern: String
  ) -> (pieces: [String], rest: String)? {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard text.hasPrefix(parts[0]) else { return nil }
    var rest = text.dropFirst(parts[0].count)
    var pieces: [String] = []
    for part in parts.dropFirst() {
      guard let found = part.isEmpty ? rest.endIndex..<rest.endIndex : rest.range(of: part) else {
        return nil
      }
      pieces.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    guard rest.isEmpty || rest.first == " " else { return nil }
    return (pieces, String(rest.drop { $0 == " " }))
  }

  private static func filled(_ chinese: String, _ pieces: [String]) -> String {
    var text = chinese
    for (place, piece) in pieces.enumerated() {
      text = text.replacing("{\(place + 1)}", with: piece)
    }
    return text
  }

  private static let patterns: [(String, String)] =
    scenarios + channels + tables + studies + policies + formulas + gaps

  /// What routing policies need, after the place in the scenario.
  private static let policies: [(String, String)] = [
    (
      "*: The policy longestWeightedWait needs weights: no queue has one. Give queues a weight, such as *.",
      "策略 longestWeightedWait 需要权重，而没有队列设定权重；请给队列设定 weight，例如 {2}。"
    ),
    (
      "*: The policy agentsPreferenceWithDelays needs delays: no skill has after or changes. Give a skill a "
        + "delay, such as *.", "策略 agentsPreferenceWithDelays 需要延迟，而没有技能设定 after 或 changes；请给技能设定延迟，例如 {2}。"
    ),
    (
      "*: The policy localSpecialist needs the region of \"*\". Give the contact type a region.",
      "策略 localSpecialist 需要“{2}”的地区；请给该业务类型设定 region。"
    ),
    (
      "*: The policy localSpecialist needs the region of \"*\". Give the group a region.",
      "策略 localSpecialist 需要“{2}”的地区；请给该座席组设定 region。"
    ),
    (
      "*: The policy queueRatioOverflow needs the targetRatio of \"*\". Say how many contacts per agent may wait "
        + "for the group, such as 0.2.", "策略 queueRatioOverflow 需要“{2}”的 targetRatio；请给出每名座席允许的排队数，例如 0.2。"
    ),
    (
      "*: The policy overflowAndPriority needs scripts: there are none. Give at least one contact type a script "
        + "of stages.", "策略 overflowAndPriority 需要脚本，而场景没有；请给至少一个业务类型设定分阶段的 script。"
    ),
    (
      "*: The policy scoreRouting needs scores: the scenario has none. Give contact types a score or waitScore, "
        + "groups or skills a score, or idleTimeScore.",
      "策略 scoreRouting 需要评分，而场景没有；请给业务类型设定 score 或 waitScore，给座席组或技能设定 score，或设定 idleTimeScore。"
    ),
    (
      "*: The policy * needs the waitingCost of \"*\". Say what a minute of waiting costs, such as *.",
      "策略 {2} 需要“{3}”的 waitingCost；请给出每分钟等待的成本，例如 {4}。"
    ),
    (
      "*: The policy thresholdReservation needs reserves: no skill has one. Give a skill a reserve, such as *.",
      "策略 thresholdReservation 需要预留，而没有技能设定 reserve；请给技能设定 reserve，例如 {2}。"
    ),
    (
      "*: The policy * needs the share of the queue \"*\". Give its share of all that wait, such as *.",
      "策略 {2} 需要队列“{3}”的 share；请给出它在全部排队中的占比，例如 {4}。"
    ),
    (
      "*: The policy queueAndIdlenessRatio needs the idleShare of \"*\". *",
      "策略 queueAndIdlenessRatio 需要“{2}”的 idleShare。"
    ),
    (
      "*: The policy serviceLevelBased needs the service-level target of \"*\". *",
      "策略 serviceLevelBased 需要“{2}”的服务水平目标。"
    ),
    (
      "*: The policy bullseye needs widenEvery. Say after how long each further ring comes in, such as *.",
      "策略 bullseye 需要 widenEvery；请给出每扩大一圈的间隔，例如 {2}。"
    ),
    (
      "*: The policy lastAgentAffinity needs callers who come back: no contact type has repeatCall or turns. "
        + "Give a contact type *.", "策略 lastAgentAffinity 需要会再次来电的客户，而没有业务类型设定 repeatCall 或 turns；例如 {2}。"
    ),
    (
      "*: The policy valueBased needs the value of \"*\". Say what a contact is worth, such as *.",
      "策略 valueBased 需要“{2}”的 value；请给出一个联络的价值，例如 {3}。"
    ),
    (
      "*: The policy ownRules needs a formula: agentRule, contactRule or both. Write one, such as *.",
      "策略 ownRules 需要公式：agentRule、contactRule 或两者；例如 {2}。"
    ),
    ("(and * more)", "（另有 {1} 处）"),
  ]

  private static let scenarios: [(String, String)] = [
    ("No contact ever comes. Give a rate above 0.", "没有任何联络到达，请给出大于 0 的到达率。"),
    ("No caller ever reaches the menu \"*\".", "没有来电者会到达菜单“{1}”。"),
    ("No contact ever waits in the queue \"*\".", "没有联络会在队列“{1}”中等待。"),
    ("No contact of type \"*\" ever comes.", "没有“{1}”类型的联络到达。"),
    ("No contact type uses the trunk group \"*\".", "没有业务类型使用中继组“{1}”。"),
    (
      "The groups that serve the queue \"*\" have no agents.", "服务队列“{1}”的座席组没有座席。"
    ),
    (
      "The load is *% of what the agents can do and callers of type \"*\" never give up, so the queue never "
        + "settles. Add agents, or give the callers a patience.",
      "工作量为座席能力的 {1}%，且“{2}”类型的来电者从不放弃，队列不会稳定；请增加座席，或给来电者设定耐心时间。"
    ),
    (
      "The reserves for the queue \"*\" are as large as its groups: nobody serves it before closing. Reserve "
        + "fewer agents than there are.", "队列“{1}”的预留座席数与座席组一样多：停止营业前无人服务该队列；预留的座席应少于现有座席。"
    ),
    (
      "All groups have preferenceWeight 0 for the queue \"*\": under the policy expectedDelay nobody would "
        + "serve it. Give one of them a weight above 0.",
      "各座席组对队列“{1}”的 preferenceWeight 均为 0：按 expectedDelay 策略无人服务该队列；请至少给一个组大于 0 的权重。"
    ),
    ("1 special day lies outside the calendar's days, *: *.", "有 1 个特殊日期不在日历范围（{1}）内：{2}。"),
    (
      "* special days lie outside the calendar's days, *; the first is *.",
      "有 {1} 个特殊日期不在日历范围（{2}）内，最早为 {3}。"
    ),
    (
      "* of * moments are left out. They are before the first opening or after the last closing.",
      "{2} 个时刻中有 {1} 个早于首次营业或晚于末次停止营业，未计入。"
    ),
    (
      "The spline falls below 0 near * h and is taken as 0 there. Add points there, or use linear.",
      "样条曲线在 {1} 时附近低于 0，该处按 0 计；请在该处增加点，或使用 linear。"
    ),
    (
      "* interval of the volumes with * contacts lie outside the opening hours, the first on *. They are left out.",
      "有 {1} 个时段的话务量（{2} 个呼叫）在营业时间之外，第一个为 {3}，均未计入。"
    ),
    (
      "* intervals of the volumes with * contacts lie outside the opening hours, the first on *. They are left out.",
      "有 {1} 个时段的话务量（{2} 个呼叫）在营业时间之外，第一个为 {3}，均未计入。"
    ),
    (
      "* interval of the volumes with * contacts lie beyond the calendar's days or outside its hours, the first on "
        + "*. They are left out.", "有 {1} 个时段的话务量（{2} 个呼叫）在日历日期或营业时间之外，第一个为 {3}，均未计入。"
    ),
    (
      "* intervals of the volumes with * contacts lie beyond the calendar's days or outside its hours, the first on "
        + "*. They are left out.", "有 {1} 个时段的话务量（{2} 个呼叫）在日历日期或营业时间之外，第一个为 {3}，均未计入。"
    ),
    ("1 open day has no volume: *.", "有 1 个营业日没有话务量：{1}。"),
    ("* open days have no volume; the first is *.", "有 {1} 个营业日没有话务量，第一个为 {2}。"),
    (
      "\"*\" has no dayFactor, so nothing of it is correlated. Give it one.",
      "“{1}”没有 dayFactor，因此没有可相关的部分；请给出 dayFactor。"
    ),
    (
      "There are no trunk groups, so that no line is ever paid. Describe the lines under trunkGroups.",
      "没有中继组，因此不产生线路费用；请在 trunkGroups 下描述线路。"
    ),
    (
      "Scores of the contacts that look worst are too low for an agent's mean. They stay out of the monitoring "
        + "score; the plans random and stratified give one.",
      "看来最差的联络得分低于座席的平均水平，不计入监听得分；random 和 stratified 方式可给出得分。"
    ),
    (
      "The shift begins before the center opens or ends after it closes. Agents before the opening have nothing to "
        + "do; the whole shift is paid.", "班次早于营业开始或晚于营业结束：营业之外座席没有工作，而整个班次计薪。"
    ),
    (
      "The shift begins before the center opens or ends after it closes (*). Agents before the opening have nothing "
        + "to do; the whole shift is paid.", "班次早于营业开始或晚于营业结束（{1}）：营业之外座席没有工作，而整个班次计薪。"
    ),
    (
      "* interval of the staffing lie outside the opening hours, the first on *. Agents are not needed then, and do "
        + "not count.", "有 {1} 个时段的排班在营业时间之外，第一个为 {2}，不计入。"
    ),
    (
      "* intervals of the staffing lie outside the opening hours, the first on *. Agents are not needed then, and do "
        + "not count.", "有 {1} 个时段的排班在营业时间之外，第一个为 {2}，不计入。"
    ),
    ("1 open day has nobody in the staffing: *.", "有 1 个营业日没有排班：{1}。"),
    ("* open days have nobody in the staffing; the first is *.", "有 {1} 个营业日没有排班，第一个为 {2}。"),
    (
      "The factor of * and others does not change these volumes. The table says itself what comes on its days.",
      "{1} 等特殊日期的系数不改变这些话务量：表格本身已给出各日的数量。"
    ),
    (
      "The factor of * does not change these volumes. The table says itself what comes on its days.",
      "{1} 的系数不改变这些话务量：表格本身已给出各日的数量。"
    ),
    (
      "The condition always holds: *. What follows it in the stage never counts.",
      "条件恒成立（{1}），该阶段中其后的内容不起作用。"
    ),
  ]

  private static let tables: [(String, String)] = [
    (
      "* row of * with * contacts lie outside the opening hours, the first at *. They are left out.",
      "{2} 中有 {1} 行（{3} 个呼叫）在营业时间之外，第一行为 {4}，均未计入。"
    ),
    (
      "* rows of * with * contacts lie outside the opening hours, the first at *. They are left out.",
      "{2} 中有 {1} 行（{3} 个呼叫）在营业时间之外，第一行为 {4}，均未计入。"
    ),
    (
      "* begins at *, the center opens at *. Nothing comes before its first row.",
      "{1} 从 {2} 开始，而中心 {3} 营业：第一行之前没有呼叫。"
    ),
    (
      "* ends at *, the center closes at *. Nothing comes after its last row.",
      "{1} 到 {2} 为止，而中心 {3} 停止营业：最后一行之后没有呼叫。"
    ),
    (
      "* begins at *, the center opens at *. *.", "{1} 从 {2} 开始，而中心 {3} 营业：第一行之前没有座席。"
    ),
    (
      "* ends at *, the center closes at *. *.", "{1} 到 {2} 为止，而中心 {3} 停止营业：最后一行之后没有座席。"
    ),
    (
      "*: The interval lasts * s, less than a minute. Check how the times are read: they may be minutes or "
        + "hours.", "{1}：时段只有 {2} 秒，不足一分钟；请核对时间的读法，单位可能是分钟或小时。"
    ),
    (
      "*: All * lies within * min of the day. Check how the times are read: they may be minutes or hours.",
      "{1}：全部数据都在一天的 {3} 分钟之内；请核对时间的读法，单位可能是分钟或小时。"
    ),
    ("*: There is nothing between * and *. Check the dates.", "{1}：{2} 与 {3} 之间没有数据，请核对日期。"),
    (
      "*: A handle time of * s, below 10 s. It may be in minutes: say *.",
      "{1}：处理时长仅 {2} 秒，不足 10 秒；单位可能是分钟，可用 {3}。"
    ),
    (
      "*: A handle time of * s, above 2 h. It may be the sum of all contacts: say *.",
      "{1}：处理时长 {2} 秒，超过 2 小时；可能是全部呼叫之和，可用 {3}。"
    ),
    (
      "*: A handle time of * s, below 10 s. Check it: the middle one of all is * s.",
      "{1}：处理时长仅 {2} 秒，不足 10 秒；请核对，其中位数为 {3} 秒。"
    ),
    (
      "*: A handle time of * s, above 2 h. Check it: the middle one of all is * s.",
      "{1}：处理时长 {2} 秒，超过 2 小时；请核对，其中位数为 {3} 秒。"
    ),
    (
      "*: A handle time of * s, below 10 s. Check the handle times.",
      "{1}：处理时长仅 {2} 秒，不足 10 秒；请核对处理时长。"
    ),
    ("*: * agents in one interval. More than 20000 are unusual.", "{1}：一个时段有 {2} 名座席，超过 20000 名较为异常。"),
    (
      "*: The calls of the interval are work for more than 20000 agents. Check the decimal mark, the length of "
        + "the intervals and the unit of handle times.",
      "{1}：该时段的呼叫需要 20000 名以上座席；请核对小数点、时段长度和处理时长的单位。"
    ),
    (
      "*: * is the sum of the other *s in every interval. Where it is no * of its own, leave it out; it is "
        + "counted twice now.", "{1}：{2} 在每个时段都是其他各项之和；若它不是单独的一项，请去掉，否则重复计算。"
    ),
  ]

  private static let studies: [(String, String)] = [
    (
      "The batches are too short to be independent: neighbouring batch means of the average number waiting "
        + "correlate by *. Intervals are too narrow; simulate longer or use fewer batches.",
      "批长太短，各批不独立：相邻批的平均队长相关系数为 {1}，置信区间偏窄；请延长仿真或减少批数。"
    ),
    (
      "The batches are too short to be independent: neighbouring batch means of the average speed of answer "
        + "correlate by *. Intervals are too narrow; simulate longer or use fewer batches.",
      "批长太短，各批不独立：相邻批的平均应答速度相关系数为 {1}，置信区间偏窄；请延长仿真或减少批数。"
    ),
    (
      "Only * of * batches: a batch is at least one planning interval after the warm-up.",
      "{2} 批中只有 {1} 批：每批至少是预热之后的一个计划时段。"
    ),
    (
      "A study by batch means is one run of fixed length: precision goals do not prolong it.",
      "批均值法只有一次固定长度的仿真，精度目标不会延长仿真。"
    ),
  ]

  /// Why formulas have no answer, and why a figure is not judged.
  private static let formulas: [(String, String)] = [
    ("unstable", "不稳定"),
    ("*: * The fewest agents that are stable: *.", "{1}：负荷超过服务能力，至少需要 {3} 名座席才稳定。"),
    ("*: * The fewest lines that are stable: *.", "{1}：负荷超过服务能力，至少需要 {3} 条线路才稳定。"),
    ("*: not reached by any number up to * agents. With * agents it is *.", "{1}：{2} 名以内都达不到；{3} 名时为 {4}。"),
    ("*: not reached by any number up to * lines. With * lines it is *.", "{1}：{2} 条以内都达不到；{3} 条时为 {4}。"),
    ("*: not reached by any number up to * agents.", "{1}：{2} 名以内都达不到。"),
    ("*: not reached by any number up to * lines.", "{1}：{2} 条以内都达不到。"),
    ("*: not reached at any load by * agents.", "{1}：{2} 名座席在任何负荷下都达不到。"),
    ("*: not reached at any load by * lines.", "{1}：{2} 条线路在任何负荷下都达不到。"),
    ("*: * reach the goals at any load.", "{1}：{2} 在任何负荷下都达标。"),
    ("*: * takes at most *.", "{1}：{2} 最多为 {3}。"),
    ("the family is not known", "未知的算例类别"),
    ("a list of numbers, not one figure", "是一组数，不是单个指标"),
    ("the scenario is refused: *", "场景不被接受：{1}"),
    ("staffing and load for a goal are solved by formulas, not simulated", "按目标求人数和负荷由公式求解，不作模拟"),
    ("an optimisation of shifts, not a queue", "班次优化，不是排队问题"),
    ("callers from a finite population are not simulated", "不模拟有限来电者总体"),
    ("outbound dialing is not simulated", "不模拟外呼"),
    ("outbound calls between inbound ones are not simulated", "不模拟呼入间隙的外呼"),
    ("several contacts at a time with one agent are not simulated", "不模拟一名座席同时处理多个呼叫"),
    ("not simulated: it is not said what follows an attempt in vain", "未模拟：未说明拨打未通之后如何"),
    ("not simulated: it is not said which wait is announced", "未模拟：未说明告知哪种等待时间"),
    ("not simulated: the list grows for ever and never settles", "未模拟：名单无限增长，不会稳定"),
    ("not simulated: the reserve is all agents", "未模拟：所有座席都被预留"),
    (
      "callbacks that wait for one of a few agents have no known figures", "等候少数座席的回呼没有已知指标"
    ),
    ("more than 100 attempts", "拨打次数超过 100 次"), ("more than 100,000 agents", "座席超过 100000 名"),
    ("nobody calls", "无人来电"),
    ("the case has no figures", "算例没有指标"), ("no figure of this name", "没有此名称的指标"),
    ("no formula for a figure of this name", "没有此名称指标的公式"), ("no formula for this family", "此类算例没有公式"),
    ("the simulation has no figure of this name", "模拟没有此名称的指标"),
    (
      "preemptive priority: no contact is interrupted in this simulation", "抢占优先级：本模拟不中断通话"
    ),
    ("the law of the day's factor is not understood", "无法理解日因子的分布"),
    ("the share of calls taken away is not given", "未给出被带走呼叫的比例"),
    ("fewer lines than servers", "线路少于座席"), ("more than 1000 types", "业务类型超过 1000 个"),
    ("no formula for a day with a law of patience", "带耐心分布的一日没有公式"),
    ("no formula for a handling time without mean and variance", "缺少均值和方差的处理时长没有公式"),
    ("no formula for a law of patience with these parameters", "此参数的耐心分布没有公式"),
    ("no formula for a menu and callers who give up", "有菜单且来电者会放弃时没有公式"),
    ("no formula for classes with unlike handling times", "处理时长不同的各类没有公式"),
    ("no formula for handling times that are not exponential", "非指数处理时长没有公式"),
    ("no formula for the goal `*`", "目标 {1} 没有公式"),
    ("no formula for the model of this publication", "该文献的模型没有公式"),
    ("no formula for this handling time in this model", "此模型的此种处理时长没有公式"),
    ("no formula for this law of patience", "此种耐心分布没有公式"),
    ("not simulated: 20 days would need *", "未模拟：20 天需要的呼叫太多"),
    ("not simulated: 20 weeks need *", "未模拟：20 周需要的呼叫太多"),
    ("not simulated: the queue grows for ever and never settles", "未模拟：队列不断增长，不会稳定"),
    ("not simulated: would need about * days to settle", "未模拟：约需 {1} 天才能稳定"),
    ("not simulated: would need about * calls to settle", "未模拟：约需 {1} 个呼叫才能稳定"),
    ("so close to saturation the chain of retrials is too long", "接近饱和，重拨链过长"),
    ("an exact solution of this size would take minutes", "此规模的精确解需数分钟"),
    ("a load of more than ten million erlangs is not solved", "话务量超过一千万爱尔兰，不求解"),
    ("a rate that swings in less than ten minutes is not solved", "十分钟内变动的到达率不求解"),
    ("values of approximation formulas, not of the model", "是近似公式的值，不是模型的值"),
  ]

  /// What formulas leave out.
  private static let gaps: [(String, String)] = [
    ("busy and quiet days", "忙日与闲日的差别"), ("bursts (several calls at the same moment)", "成批到达的呼叫"),
    ("redials", "重拨"), ("priorities", "优先级"),
    ("announcements, overflow and balking", "排队提示、溢出和拒绝排队"), ("callbacks", "回呼"),
    ("absence and unplanned breaks (see shrinkage)", "缺勤与计划外小休（见缩减率）"),
    ("lines that several groups share", "多个座席组共用的线路"),
    (
      "contacts at once with one agent (the shortcut instead: one at a time, each as much shorter as agents "
        + "with all their slots taken get more done)",
      "座席同时处理多个联络（改用简化算法：一次一个，处理时长按满槽时的产出缩短）"
    ),
    ("turns of a conversation in writing and customers who leave it", "文字聊天的轮次与中途离开的客户"),
    (
      "when the turns of threads come back (all of them come with the first here)", "消息后续轮次的到达时间（此处视为与首轮同时到达）"
    ),
    ("sessions of bots that are all taken, outages and what changes in them", "机器人对话占满、故障与变化"),
    ("work that is put aside for other contacts", "为其他联络而搁置的工作"),
    ("people who are called from lists", "按名单外呼的客户"),
    ("when waiting work is done (levelled over the opening hours here)", "可延后工作的处理时间（此处均摊到营业时间）"),
    ("the law of the handle time in full", "处理时长的完整分布"),
    ("arrivals that are not Poisson", "非泊松到达"), ("when repeated calls come", "重复来电的时刻"),
    ("turns after the first of a thread", "会话首轮之后的轮次"), ("what a bot does before the queue", "机器人在排队前的处理"),
    ("rings without answer", "振铃未接"), ("the order of several queues", "多个队列的先后次序"),
    ("agents who come or go within an interval", "时段中途上下班的座席"),
    ("work carried over from one interval to the next", "跨时段结转的工作量"),
    ("the empty center at the start", "开始时空闲的中心"),
  ]
}

// What checks of channels find, in Chinese.

extension ChineseFindings {
  /// What is written about channels and has no effect.
  static let channels: [(String, String)] = [
    (
      "Agents have one contact at a time, so that this has no effect. Give slots, or leave it out.",
      "座席一次只处理一个联络，此项无效；请给出 slots，或删去此项。"
    ),
    (
      "No * comes to the queues of this group, so that this has no effect. Leave it out, or name the channel in a "
        + "type: channel: *.", "没有 {1} 联络进入该组的队列，此项无效；请删去，或在业务类型中写 channel: {2}。"
    ),
    ("The bot is never full. Give sessions, or leave it out.", "机器人永不占满；请给出 sessions，或删去此项。"),
    ("No contact type meets \"*\". Name it in a type: bot: *.", "没有业务类型使用机器人“{1}”；请在业务类型中写 bot: {2}。"),
    (
      "Nobody comes back after the bot, so that this has no effect. Give falseContainment, or leave it out.",
      "机器人之后无人再来，此项无效；请给出 falseContainment，或删去此项。"
    ),
    (
      "Callers of \"*\" wait over night and give up then too. Leave the patience out, or waitsOverClosing.",
      "“{1}”的来电者会等待过夜，其间也会放弃；请删去 patience 或 waitsOverClosing。"
    ),
    (
      "Without holds there is no turn: the work is finished first. Give the type holds, or another mode.",
      "没有保持就没有轮次，工作会先做完；请给该类型设定 hold，或改用其他 mode。"
    ),
    (
      "Rules before it say already what \"*\" does to \"*\": the first that fits holds. Put it before them, or "
        + "leave it out.", "前面的规则已规定“{1}”对“{2}”的处理，以首个相符者为准；请将此规则前移，或删去。"
    ),
    (
      "An agent is there when the customer answers, so that this has no effect. Give first: customer, or leave it out.",
      "客户应答时座席已在线，此项无效；请写 first: customer，或删去此项。"
    ),
    (
      "There are * chances for * attempts: the last are not used. Give more attempts, or fewer chances.",
      "{2} 次拨打却有 {1} 个接通概率，多出的不会用到；请增加 attempts，或减少概率。"
    ),
    (
      "Everybody answers the first attempt, so that this has no effect. Give a chance below 100% as reach, or leave "
        + "it out.", "首次拨打人人应答，此项无效；请给出低于 100% 的 reach，或删去此项。"
    ),
    (
      "No machine ever answers, so that this has no effect. Give machineShare, or leave it out.",
      "没有答录机应答，此项无效；请给出 machineShare，或删去此项。"
    ),
    (
      "No attempt meets the busy signal, so that this has no effect. Give busyShare, or leave it out.",
      "没有拨打遇忙，此项无效；请给出 busyShare，或删去此项。"
    ),
    (
      "Nothing is promised, so that this has no effect. Give promise, or leave it out.",
      "没有承诺时间，此项无效；请给出 promise，或删去此项。"
    ),
    (
      "Nobody calls in. Give a rate above 0, or leave callsAgain out.",
      "无人再次来电；请给出大于 0 的频率，或删去 callsAgain。"
    ),
    (
      "Nobody is called back in vain, so that this has no effect. Give cancelled: never, or leave it out.",
      "没有多余的回呼，此项无效；请写 cancelled: never，或删去此项。"
    ),
  ]
}

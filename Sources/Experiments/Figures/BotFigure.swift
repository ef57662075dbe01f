import ContactCenter

/// Contacts that wait for a session of a bot; quotients only.
package enum BotQueueFigure: String, DeclaredFigure {
  case botWaitProportion, botWait, botAbandonedProportion, botQueueLength

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .botWaitProportion:
      ratio(
        "Waited for the bot", zh: "机器人排队比例", better: .smaller, .proportion, .bot(.waited),
        over: .bot(.attempts),
        "Share of the attempts to get a session that have to wait for one.",
        formula: "attempts that wait ÷ attempts")
    case .botWait:
      ratio(
        "Wait for the bot", zh: "机器人平均排队时长", better: .smaller, .seconds, .bot(.waitTime), over: .bot(.waited),
        "Mean time that those wait for a session who have to, given up or not.",
        formula: "Σ waits ÷ attempts that wait")
    case .botAbandonedProportion:
      ratio(
        "Gave up on the bot", zh: "机器人排队放弃率", better: .smaller, .proportion, .bot(.gaveUp),
        over: .bot(.attempts),
        "Share of the attempts to get a session that give up waiting for one.",
        formula: "attempts given up ÷ attempts")
    case .botQueueLength:
      ratio(
        "Waiting for the bot", zh: "机器人平均排队数", better: .smaller, .contacts, .bot(.waitTime),
        over: .bot(.time),
        "Mean number of contacts at a time that wait for a session.",
        formula: "∫ contacts that wait dt ÷ time")
    }
  }
}

/// Bots: what they contain, what they solve, what they leave to agents; quotients only, so that without
/// bots they are not defined.
package enum BotFigure: String, DeclaredFigure {
  case botContainment, botResolution, botEscalationProportion, botOverflowProportion, botSessions
  case botReturnsAwaited, agentLoadAfterBot, agentLoadOfferedAfterBot, agentLoadBySubtraction

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .botContainment:
      ratio(
        "Bot containment", zh: "机器人拦截率", better: .larger, .proportion, .bot(.contained),
        over: .bot(.sessionsEnded),
        "Share of the bot's sessions that end without an agent, whether or not the matter is solved.",
        formula: "contained sessions ÷ sessions")
    case .botResolution:
      ratio(
        "Bot resolution", zh: "机器人解决率", better: .larger, .proportion, .bot(.solved),
        over: .bot(.sessionsEnded),
        "Share of the bot's sessions that solve the matter: containment without those who come back.",
        formula: "(contained sessions − falsely contained ones) ÷ sessions")
    case .botEscalationProportion:
      ratio(
        "Bot escalations", zh: "机器人转人工比例", better: .smaller, .proportion, .bot(.escalated),
        over: .bot(.sessionsEnded),
        "Share of the bot's sessions that end with an agent being asked for.",
        formula: "escalated sessions ÷ sessions")
    case .botOverflowProportion:
      ratio(
        "Bot overflow", zh: "机器人溢出比例", better: .smaller, .proportion, .bot(.overflow), over: .bot(.attempts),
        "Share of the attempts to get a session that find all of them taken.",
        formula: "attempts that find no session ÷ attempts")
    case .botSessions:
      ratio(
        "Bot sessions in use", zh: "机器人并发对话数", better: .neither, .contacts, .bot(.sessionTime),
        over: .bot(.time), "Mean number of sessions at a time.", formula: "∫ sessions dt ÷ time")
    case .botReturnsAwaited:
      ratio(
        "Customers who will come back", zh: "待返回客户数", better: .smaller, .contacts, .bot(.awaitingTime),
        over: .bot(.time),
        "Mean number of customers at a time whom the bot contained without solving their matter, and who "
          + "have not come back yet.",
        formula: "∫ customers who will come back dt ÷ time")
    case .agentLoadAfterBot:
      ratio(
        "Agent load carried after the bot", zh: "机器人后的人工承载负荷", better: .smaller, .agents, .bot(.work),
        over: .bot(.time),
        "Work of agents, in erlangs, with contacts that met a bot: past it, after it, or coming back; who gives up "
          + "waiting brings none.",
        formula: "Σ conversations and wrap-ups ÷ time")
    case .agentLoadOfferedAfterBot:
      ratio(
        "Agent load offered after the bot", zh: "机器人后的人工应承负荷", better: .smaller, .agents,
        .bot(.offeredWork), over: .bot(.time),
        "What the load of agents with such contacts would be, in erlangs, if nobody gave up waiting: what is to be "
          + "planned for.",
        formula: "contacts that ask for an agent × mean handling time after a bot ÷ time")
    case .agentLoadBySubtraction:
      ratio(
        "Agent load by subtraction", zh: "按扣减法的人工负荷", better: .neither, .agents, .bot(.plannedWork),
        over: .bot(.time),
        "What a plan would foresee that subtracts the contained from first contacts, and knows no returns, "
          + "no overflow and no longer conversations after a bot.",
        formula: "first contacts × (1 − containment) × mean handling time without a bot ÷ time")
    }
  }
}

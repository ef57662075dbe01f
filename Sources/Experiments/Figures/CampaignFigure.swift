import ContactCenter

/// Campaigns: attempts and what comes of them, who is dropped, and what a list yields; without campaigns they are
/// not defined.
package enum CampaignFigure: String, DeclaredFigure {
  case dialedAttempts, dialedSuccesses
  case personAnswerProportion, machineAnswerProportion, noAnswerProportion, busySignalProportion
  case invalidNumberProportion
  case dropRate, silentCallProportion, lateConnectionProportion, answeredThenHungUpProportion
  case contactsPerAgentHour, rightPartiesPerAgentHour, successesPerAgentHour, dialsPerAgentHour
  case rightPartyProportion, agentWaitBetweenCalls, dialTime, linesDialing, linesUsed
  case penetration, attemptsPerRecord, attemptsPerContact, exhaustedProportion, untouchedProportion
  case hitRateAttempt1, hitRateAttempt2, hitRateAttempt3, hitRateAttempt4, hitRateAttempt5, hitRateAttempt6

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .dialedAttempts:
      mean(
        "Attempts", zh: "外拨次数", better: .neither, .count, .dials,
        "Attempts to reach somebody of the list: lines that were seized to dial.",
        formula: "mean over replications")
    case .dialedSuccesses:
      mean(
        "Successes", zh: "外呼成功数", better: .larger, .count, .dialSuccesses,
        "Right parties with whom the campaign reached its aim: promises, sales, interviews.",
        formula: "mean over replications")
    case .personAnswerProportion:
      share("Answered by a person", zh: "真人接听比例", better: .larger, .dialHumans, "that a person answers")
    case .machineAnswerProportion:
      share("Answered by a machine", zh: "答录机接听比例", better: .neither, .dialMachines, "that a machine answers")
    case .noAnswerProportion:
      share("No answer", zh: "无人接听比例", better: .smaller, .dialNobody, "that nobody answers in time")
    case .busySignalProportion:
      share("Busy signal", zh: "忙音比例", better: .smaller, .dialBusy, "that meet the busy signal")
    case .invalidNumberProportion:
      share("Invalid number", zh: "空号比例", better: .smaller, .dialInvalid, "on numbers that there are not")
    case .dropRate, .silentCallProportion, .lateConnectionProportion, .answeredThenHungUpProportion:
      nuisance
    case .contactsPerAgentHour, .rightPartiesPerAgentHour, .successesPerAgentHour, .dialsPerAgentHour:
      hourly
    case .rightPartyProportion, .agentWaitBetweenCalls, .dialTime, .linesDialing, .linesUsed: work
    case .penetration, .attemptsPerRecord, .attemptsPerContact, .exhaustedProportion, .untouchedProportion:
      ofList
    case .hitRateAttempt1: hitRate(1, .dialContacts1, .dials1)
    case .hitRateAttempt2: hitRate(2, .dialContacts2, .dials2)
    case .hitRateAttempt3: hitRate(3, .dialContacts3, .dials3)
    case .hitRateAttempt4: hitRate(4, .dialContacts4, .dials4)
    case .hitRateAttempt5: hitRate(5, .dialContacts5, .dials5)
    case .hitRateAttempt6: hitRate(6, .dialContacts6, .dials6)
    }
  }

  /// What is a nuisance to those who are called.
  private var nuisance: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .dropRate:
      ratio(
        "Drop rate", zh: "弃呼率", better: .smaller, .proportion, .dialDropped, over: .dialLive,
        "Share of the live answers, people whom the detection of machines did not hang up on, for whom no "
          + "agent came in time.",
        formula: "dropped ÷ live answers")
    case .silentCallProportion:
      ratio(
        "Silent calls", zh: "静默呼叫比例", better: .smaller, .proportion, .dialSilent, over: .dialHumans,
        "Share of the people who answer that are taken for a machine and hung up on.",
        formula: "people hung up on ÷ people who answer")
    case .lateConnectionProportion:
      ratio(
        "Late connections", zh: "延迟接通比例", better: .smaller, .proportion, .dialLate, over: .dialConnected,
        "Share of the people connected who spoke to an agent later than the campaign's limit after they answered.",
        formula: "connected late ÷ connected")
    default:
      ratio(
        "Hung up waiting", zh: "接听后等待挂断比例", better: .smaller, .proportion, .dialHungUp, over: .dialLive,
        "Share of the live answers who hung up while they waited for an agent.",
        formula: "hung up waiting ÷ live answers")
    }
  }

  /// What an hour of an agent yields.
  private var hourly: IndicatorEntry<OutcomeMeasure> {
    let hour = "in an hour that an agent who serves the campaign is logged in"
    return switch self {
    case .contactsPerAgentHour:
      ratio(
        "Contacts per agent-hour", zh: "每坐席小时接触数", better: .larger, .perHour, .dialConnected,
        over: .dialAgentHours, "People who are connected, \(hour).", formula: "connected ÷ agent-hours")
    case .rightPartiesPerAgentHour:
      ratio(
        "Right parties per agent-hour", zh: "每坐席小时本人接触数", better: .larger, .perHour, .dialRightParties,
        over: .dialAgentHours, "Right parties who are connected, \(hour).",
        formula: "right parties ÷ agent-hours")
    case .successesPerAgentHour:
      ratio(
        "Successes per agent-hour", zh: "每坐席小时成功数", better: .larger, .perHour, .dialSuccesses,
        over: .dialAgentHours, "Successes, \(hour).", formula: "successes ÷ agent-hours")
    default:
      ratio(
        "Attempts per agent-hour", zh: "每坐席小时外拨次数", better: .neither, .perHour, .dials,
        over: .dialAgentHours, "Attempts, \(hour).", formula: "attempts ÷ agent-hours")
    }
  }

  /// What attempts take of agents and lines.
  private var work: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .rightPartyProportion:
      ratio(
        "Right parties", zh: "本人接触比例", better: .larger, .proportion, .dialRightParties, over: .dialConnected,
        "Share of the people connected who are the ones that are wanted.",
        formula: "right parties ÷ connected")
    case .agentWaitBetweenCalls:
      ratio(
        "Agents' wait between calls", zh: "坐席通话间等待", better: .smaller, .seconds, .dialIdleBefore,
        over: .dialConversations,
        "Mean time that an agent was idle before a connection; 0 where the person waited.",
        formula: "Σ idle time before connections ÷ connections")
    case .dialTime:
      ratio(
        "Length of an attempt", zh: "平均拨号时长", better: .smaller, .seconds, .dialTime, over: .dials,
        "Mean time from seizing a line to its release, or to the end of the analysis of who is connected.",
        formula: "Σ lengths of attempts ÷ attempts")
    case .linesDialing:
      ratio(
        "Lines dialing", zh: "拨号线路数", better: .neither, .lines, .dialingIntegral, over: .dialWatch,
        "Mean number of lines at a time on which nobody has answered yet.", formula: "∫ lines dialing dt ÷ time")
    default:
      ratio(
        "Lines of the campaign", zh: "外呼占用线路数", better: .neither, .lines, .dialLineTime, over: .dialWatch,
        "Mean number of lines at a time that the campaign holds, conversations and messages among them.",
        formula: "Σ time of lines ÷ time")
    }
  }

  /// What becomes of the list.
  private var ofList: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .penetration:
      ratio(
        "Penetration", zh: "名单渗透率", better: .larger, .proportion, .dialReached, over: .dialRecords,
        "Share of the list's records that are closed by a conversation with the right party.",
        formula: "records reached ÷ records")
    case .attemptsPerRecord:
      ratio(
        "Attempts per record", zh: "每条名单外拨次数", better: .smaller, .ratio, .dials, over: .dialRecords,
        "Attempts for each record of the list.", formula: "attempts ÷ records")
    case .attemptsPerContact:
      ratio(
        "Attempts per contact", zh: "每次接触外拨次数", better: .smaller, .ratio, .dials, over: .dialConnected,
        "Attempts for each person connected.", formula: "attempts ÷ connected")
    case .exhaustedProportion:
      ratio(
        "Exhausted records", zh: "拨满名单比例", better: .smaller, .proportion, .dialExhausted, over: .dialRecords,
        "Share of the list's records that are closed after the last attempt.",
        formula: "records exhausted ÷ records")
    default:
      ratio(
        "Records never dialed", zh: "未拨名单比例", better: .smaller, .proportion, .dialFresh, over: .dialRecords,
        "Share of the list's records that were never dialed.", formula: "records never dialed ÷ records")
    }
  }

  private func share(
    _ label: String, zh: String, better: Indicator.Direction, _ measure: OutcomeMeasure, _ what: String
  ) -> IndicatorEntry<OutcomeMeasure> {
    ratio(
      label, zh: zh, better: better, .proportion, measure, over: .dials, "Share of the attempts \(what).",
      formula: "\(label.lowercased()) ÷ attempts")
  }

  private func hitRate(
    _ attempt: Int, _ contacts: OutcomeMeasure, _ attempts: OutcomeMeasure
  ) -> IndicatorEntry<OutcomeMeasure> {
    let which = attempt == 6 ? "sixth and later" : ["first", "second", "third", "fourth", "fifth"][attempt - 1]
    return ratio(
      "Hit rate, attempt \(attempt)\(attempt == 6 ? "+" : "")",
      zh: "第 \(attempt) 次\(attempt == 6 ? "及以后" : "")外拨命中率", better: .larger, .proportion, contacts,
      over: attempts, "Share of the \(which) attempts on records that connect a person.",
      formula: "connected ÷ attempts of that number")
  }
}

import ContactCenter

/// Attempts of campaigns, and what comes of them; like the other figures of campaigns not defined without any.
package enum AttemptFigure: String, DeclaredFigure {
  case dialedAttempts
  case personAnswerProportion, machineAnswerProportion, noAnswerProportion, busySignalProportion
  case invalidNumberProportion, dialTime, linesDialing, linesUsed

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .dialedAttempts:
      mean(
        "Attempts to reach somebody", zh: "外拨次数", better: .neither, .count, .campaign(.dials),
        "Attempts to reach somebody of the list: lines that were seized to dial.",
        formula: "mean over replications")
    case .personAnswerProportion:
      share(
        "Answered by a person", zh: "真人接听比例", better: .larger, .campaign(.humans), "that a person answers")
    case .machineAnswerProportion:
      share(
        "Answered by a machine", zh: "答录机接听比例", better: .neither, .campaign(.machines),
        "that a machine answers")
    case .noAnswerProportion:
      share("No answer", zh: "无人接听比例", better: .smaller, .campaign(.nobody), "that nobody answers in time")
    case .busySignalProportion:
      share("Busy signal", zh: "忙音比例", better: .smaller, .campaign(.busy), "that meet the busy signal")
    case .invalidNumberProportion:
      share(
        "Invalid number", zh: "空号比例", better: .smaller, .campaign(.invalid), "on numbers that there are not")
    case .dialTime:
      ratio(
        "Length of an attempt", zh: "平均拨号时长", better: .smaller, .seconds, .campaign(.dialTime),
        over: .campaign(.dials),
        "Mean time from seizing a line to its release, or to the end of the analysis of who is connected.",
        formula: "Σ lengths of attempts ÷ attempts")
    case .linesDialing:
      ratio(
        "Lines dialing", zh: "拨号线路数", better: .neither, .lines, .campaign(.dialingIntegral),
        over: .campaign(.time),
        "Mean number of lines at a time on which nobody has answered yet.",
        formula: "∫ lines dialing dt ÷ time")
    case .linesUsed:
      ratio(
        "Lines of the campaign", zh: "外呼占用线路数", better: .neither, .lines, .campaign(.lineTime),
        over: .campaign(.time),
        "Mean number of lines at a time that the campaign holds, conversations and messages among them.",
        formula: "Σ time of lines ÷ time")
    }
  }

  private func share(
    _ label: String, zh: String, better: Indicator.Direction, _ measure: OutcomeMeasure, _ what: String
  ) -> IndicatorEntry<OutcomeMeasure> {
    ratio(
      label, zh: zh, better: better, .proportion, measure, over: .campaign(.dials),
      "Share of the attempts \(what).",
      formula: "\(label.lowercased()) ÷ attempts")
  }
}

/// What campaigns are to those who are called besides what they are meant for.
package enum NuisanceFigure: String, DeclaredFigure {
  case dropRate, silentCallProportion, lateConnectionProportion, answeredThenHungUpProportion

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .dropRate:
      ratio(
        "Drop rate", zh: "弃呼率", better: .smaller, .proportion, .campaign(.dropped), over: .campaign(.live),
        "Share of the live answers, people whom the detection of machines did not hang up on, for whom no "
          + "agent came in time.",
        formula: "dropped ÷ live answers")
    case .silentCallProportion:
      ratio(
        "Silent calls", zh: "静默呼叫比例", better: .smaller, .proportion, .campaign(.silent),
        over: .campaign(.humans),
        "Share of the people who answer that are taken for a machine and hung up on.",
        formula: "people hung up on ÷ people who answer")
    case .lateConnectionProportion:
      ratio(
        "Late connections", zh: "延迟接通比例", better: .smaller, .proportion, .campaign(.late),
        over: .campaign(.connected),
        "Share of the people connected who spoke to an agent later than the campaign's limit after they "
          + "answered.",
        formula: "connected late ÷ connected")
    case .answeredThenHungUpProportion:
      ratio(
        "Hung up waiting", zh: "接听后等待挂断比例", better: .smaller, .proportion, .campaign(.hungUp),
        over: .campaign(.live),
        "Share of the live answers who hung up while they waited for an agent.",
        formula: "hung up waiting ÷ live answers")
    }
  }
}

/// What agents get out of campaigns.
package enum CampaignFigure: String, DeclaredFigure {
  case dialedSuccesses, contactsPerAgentHour, rightPartiesPerAgentHour, successesPerAgentHour
  case dialsPerAgentHour, rightPartyProportion, agentWaitBetweenCalls

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .dialedSuccesses:
      mean(
        "Successes", zh: "外呼成功数", better: .larger, .count, .campaign(.successes),
        "Right parties with whom the campaign reached its aim: promises, sales, interviews.",
        formula: "mean over replications")
    case .contactsPerAgentHour:
      hourly(
        "Contacts per agent-hour", zh: "每座席小时接触数", .campaign(.connected), "People who are connected",
        "connected")
    case .rightPartiesPerAgentHour:
      hourly(
        "Right parties per agent-hour", zh: "每座席小时本人接触数", .campaign(.rightParties),
        "Right parties who are connected", "right parties")
    case .successesPerAgentHour:
      hourly("Successes per agent-hour", zh: "每座席小时成功数", .campaign(.successes), "Successes", "successes")
    case .dialsPerAgentHour:
      hourly("Attempts per agent-hour", zh: "每座席小时外拨次数", .campaign(.dials), "Attempts", "attempts")
    case .rightPartyProportion:
      ratio(
        "Right parties", zh: "本人接触比例", better: .larger, .proportion, .campaign(.rightParties),
        over: .campaign(.connected),
        "Share of the people connected who are the ones that are wanted.",
        formula: "right parties ÷ connected")
    case .agentWaitBetweenCalls:
      ratio(
        "Agents' wait between calls", zh: "座席通话间等待", better: .smaller, .seconds, .campaign(.idleBefore),
        over: .campaign(.conversations),
        "Mean time that an agent was idle before a connection; 0 where the person waited.",
        formula: "Σ idle time before connections ÷ connections")
    }
  }

  private func hourly(
    _ label: String, zh: String, _ measure: OutcomeMeasure, _ who: String, _ what: String
  ) -> IndicatorEntry<OutcomeMeasure> {
    ratio(
      label, zh: zh, better: measure == .campaign(.dials) ? .neither : .larger, .perHour, measure,
      over: .campaign(.agentHours),
      "\(who), in an hour that an agent who serves the campaign is logged in, whatever else he does.",
      formula: "\(what) ÷ agent-hours")
  }
}

/// What becomes of the lists of campaigns.
package enum DialListFigure: String, DeclaredFigure {
  case penetration, attemptsPerRecord, attemptsPerContact, exhaustedProportion, untouchedProportion
  case hitRateAttempt1, hitRateAttempt2, hitRateAttempt3, hitRateAttempt4, hitRateAttempt5, hitRateAttempt6

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .penetration:
      ratio(
        "Penetration", zh: "名单渗透率", better: .larger, .proportion, .campaign(.reached),
        over: .campaign(.records),
        "Share of the list's records that are closed by a conversation with the right party.",
        formula: "records reached ÷ records")
    case .attemptsPerRecord:
      ratio(
        "Attempts per record", zh: "每条名单外拨次数", better: .smaller, .ratio, .campaign(.dials),
        over: .campaign(.records),
        "Attempts for each record of the list.", formula: "attempts ÷ records")
    case .attemptsPerContact:
      ratio(
        "Attempts per contact", zh: "每次接触外拨次数", better: .smaller, .ratio, .campaign(.dials),
        over: .campaign(.connected),
        "Attempts for each person connected.", formula: "attempts ÷ connected")
    case .exhaustedProportion:
      ratio(
        "Exhausted records", zh: "拨满名单比例", better: .smaller, .proportion, .campaign(.exhausted),
        over: .campaign(.records),
        "Share of the list's records that are closed after the last attempt.",
        formula: "records exhausted ÷ records")
    case .untouchedProportion:
      ratio(
        "Records never dialed", zh: "未拨名单比例", better: .smaller, .proportion, .campaign(.fresh),
        over: .campaign(.records),
        "Share of the list's records that were never dialed.", formula: "records never dialed ÷ records")
    case .hitRateAttempt1: hitRate("1", "first", .campaign(.contacts1), .campaign(.dials1))
    case .hitRateAttempt2: hitRate("2", "second", .campaign(.contacts2), .campaign(.dials2))
    case .hitRateAttempt3: hitRate("3", "third", .campaign(.contacts3), .campaign(.dials3))
    case .hitRateAttempt4: hitRate("4", "fourth", .campaign(.contacts4), .campaign(.dials4))
    case .hitRateAttempt5: hitRate("5", "fifth", .campaign(.contacts5), .campaign(.dials5))
    case .hitRateAttempt6: hitRate("6+", "sixth and later", .campaign(.contacts6), .campaign(.dials6))
    }
  }

  private func hitRate(
    _ number: String, _ word: String, _ contacts: OutcomeMeasure, _ attempts: OutcomeMeasure
  ) -> IndicatorEntry<OutcomeMeasure> {
    ratio(
      "Hit rate, attempt \(number)", zh: "第 \(number) 次外拨命中率", better: .larger, .proportion, contacts,
      over: attempts, "Share of the \(word) attempts on records that connect a person.",
      formula: "connected ÷ attempts of that number")
  }
}

import ContactCenter

/// What became of callers who were offered to be called back: quotients only, so that they are not defined
/// where nobody is.
package enum CallbackFigure: String, DeclaredFigure {
  case announcedWait, callbackAcceptance, callbackShare, callbackReach, callbackAttempts
  case callbackDelay, callbackPromiseKept, callbackLost, openCallbacks, callbackHandleTime
  case callbackAgentDialing, callbackLines, callbackLinesSaved
  case callbackExpired, callbacksLeft, callsAgain, callbackCancelled, callbackSuperfluous, wastedDials
  case serviceLevelAtAcceptance, serviceLevelWithoutCallbacks, serviceLevelByCallbackDelay

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .announcedWait:
      ratio(
        "Announced wait", zh: "告知等待时间", better: .neither, .seconds, .callback(.announced),
        over: .callback(.offers), "Mean wait announced with the offers of a callback.",
        formula: "Σ announced wait ÷ offers of a callback")
    case .callbackAcceptance:
      ratio(
        "Callbacks accepted", zh: "回呼接受率", better: .neither, .proportion, .callback(.accepted),
        over: .callback(.offers), "Share of the offers of a callback that are accepted.",
        formula: "callbacks accepted ÷ offers of a callback")
    case .callbackShare:
      ratio(
        "Callbacks, of offered", zh: "回呼占比", better: .neither, .proportion, .callback(.accepted),
        over: .callback(.offered),
        "Share of the contacts offered to queues with callbacks whose callers accept one.",
        formula: "callbacks accepted ÷ offered")
    case .callbackReach:
      ratio(
        "Reached", zh: "回呼接通率", better: .larger, .proportion, .callback(.reached), over: .callback(.dials),
        "Share of the attempts to call back that the customer answers.",
        formula: "attempts answered by the customer ÷ attempts to call back")
    case .callbackAttempts:
      ratio(
        "Attempts per callback", zh: "每次回呼拨打数", better: .smaller, .ratio, .callback(.dials),
        over: .callback(.ended), "Mean number of attempts for a callback, reached or not.",
        formula: "attempts to call back ÷ callbacks ended")
    case .callbackDelay:
      ratio(
        "Callback delay", zh: "回呼延迟", better: .smaller, .seconds, .callback(.delay),
        over: .callback(.connected),
        "Mean time from acceptance to the conversation with an agent, rests and attempts included.",
        formula: "Σ (conversation − acceptance) ÷ customers called back")
    case .callbackPromiseKept:
      ratio(
        "Promise kept", zh: "回呼履约率", better: .larger, .proportion, .callback(.promiseKept),
        over: .callback(.promised),
        "Share of the callbacks with a promised time whose conversation began by then, tolerance included.",
        formula: "conversations begun as promised ÷ callbacks with a promise")
    case .callbackLost:
      ratio(
        "Callbacks lost", zh: "回呼失败率", better: .smaller, .proportion, .callback(.lost),
        over: .callback(.ended),
        "Share of the callbacks that ended without conversation or message: not reached in the last "
          + "attempt, given up before an agent came, closed with the center, or expired.",
        formula: "(failed + given up + closed + expired) ÷ callbacks ended")
    case .openCallbacks:
      ratio(
        "Open callbacks", zh: "待回呼数", better: .smaller, .contacts, .callback(.open), over: .callback(.time),
        "Time average, closed hours included, of the callers who have accepted and not been called back.",
        formula: "∫ open callbacks dt ÷ time")
    case .callbackHandleTime:
      ratio(
        "Callback handle time", zh: "回呼处理时长", better: .smaller, .seconds, .callback(.handleTime),
        over: .callback(.connected),
        "Mean talk, hold and wrap-up with a customer who was called back; not part of the average "
          + "handle time.",
        formula: "Σ (talk + hold + wrap-up) ÷ customers called back")
    case .callbackAgentDialing:
      ratio(
        "Agent time dialing", zh: "座席拨号时间", better: .smaller, .seconds, .callback(.agentDialing),
        over: .callback(.ended),
        "Mean time per callback in which an agent was held while the customer was dialed.",
        formula: "Σ dialing with an agent held ÷ callbacks ended")
    case .callbackLines:
      ratio(
        "Outbound lines", zh: "回呼占用线路", better: .neither, .lines, .callback(.lineTime),
        over: .callback(.time), "Mean number of lines taken by calls back, from dialing to the end.",
        formula: "Σ dialing and conversations ÷ time")
    case .callbackLinesSaved:
      ratio(
        "Lines saved", zh: "节省线路", better: .larger, .lines, .callback(.lineSaved), over: .callback(.time),
        "Mean number of lines that callers would have held who were to be called back.",
        formula: "Σ (end of the callback − number taken) ÷ time")
    case .callbackExpired:
      ratio(
        "Callbacks expired", zh: "回呼过期率", better: .smaller, .proportion, .callback(.expired),
        over: .callback(.ended),
        "Share of the callbacks that ended because their time was over, no conversation having begun.",
        formula: "expired ÷ callbacks ended")
    case .callbacksLeft:
      ratio(
        "Callbacks left", zh: "期末未回呼率", better: .smaller, .proportion, .callback(.left),
        over: .callback(.accepted),
        "Share of the callbacks accepted that are still open at the end: the list that is carried over.",
        formula: "(callbacks accepted − callbacks ended) ÷ callbacks accepted")
    case .callsAgain:
      ratio(
        "Calls again, per callback", zh: "每次回呼重复来电数", better: .smaller, .ratio, .callback(.callsAgain),
        over: .callback(.accepted), "Mean number of calls of a customer who was to be called back.",
        formula: "calls of customers with an open callback ÷ callbacks accepted")
    case .callbackCancelled:
      ratio(
        "Callbacks cancelled", zh: "回呼取消率", better: .neither, .proportion, .callback(.cancelled),
        over: .callback(.ended),
        "Share of the callbacks that were cancelled because the customer had called in.",
        formula: "cancelled ÷ callbacks ended")
    case .callbackSuperfluous:
      ratio(
        "Callbacks in vain", zh: "多余回呼率", better: .smaller, .proportion, .callback(.superfluous),
        over: .callback(.ended),
        "Share of the callbacks to customers who had been served otherwise when they were called.",
        formula: "called in vain ÷ callbacks ended")
    case .wastedDials:
      ratio(
        "Wasted dials", zh: "无效拨打率", better: .smaller, .proportion, .callback(.wastedDials),
        over: .callback(.dials),
        "Share of the attempts to call back somebody who was calling in or had been served.",
        formula: "attempts to customers on the line or served ÷ attempts to call back")
    case .serviceLevelAtAcceptance:
      ratio(
        "Service level, callbacks at acceptance", zh: "服务水平（回呼按接受时计）", better: .larger, .proportion,
        .callback(.withinAtAcceptance), over: .callback(.offered),
        "Share of the offered contacts answered within the acceptable wait, callbacks counted as "
          + "answered when they are accepted.",
        formula: "(answered within + callbacks accepted within) ÷ offered")
    case .serviceLevelWithoutCallbacks:
      ratio(
        "Service level without callbacks", zh: "服务水平（不含回呼）", better: .larger, .proportion,
        .callback(.withinInbound), over: .callback(.inbound),
        "Share of the offered contacts answered within the acceptable wait, callbacks left out.",
        formula: "answered within ÷ (offered − callbacks accepted)")
    case .serviceLevelByCallbackDelay:
      ratio(
        "Service level, callbacks by their delay", zh: "服务水平（回呼按实际延迟计）", better: .larger, .proportion,
        .callback(.withinByDelay), over: .callback(.offered),
        "Share of the offered contacts that spoke to an agent within the acceptable wait, callbacks too.",
        formula: "(answered within + called back within) ÷ offered")
    }
  }
}

import ContactCenter

/// How long contacts took, and what agents did with them.
package enum HandlingFigure: String, DeclaredFigure {
  case averageHandleTime, averageTalkTime, averageHoldTime, averageWrapUpTime, averageAlertTime
  case averageMenuTime, heldProportion, transferred, transferredProportion, conferences
  case unsolvedProportion

  package static let kind = IndicatorKind.contact

  /// What each is.
  package var entry: IndicatorEntry<ContactMeasure> {
    switch self {
    case .averageHandleTime:
      seconds(
        "Average handle time", zh: "平均处理时长", better: .smaller, .handleTime, per: .answered,
        "Mean work per answered contact: talk, hold and wrap-up.",
        formula: "Σ (talk + hold + wrap-up) ÷ answered")
    case .averageTalkTime:
      seconds(
        "Average talk time", zh: "平均交谈时间", better: .smaller, .talkTime, per: .answered,
        "Mean conversation per answered contact, without hold.", formula: "Σ talk ÷ answered")
    case .averageHoldTime:
      seconds(
        "Average hold time", zh: "平均持线时间", better: .smaller, .holdTime, per: .answered,
        "Mean time on hold per answered contact, held or not.", formula: "Σ hold ÷ answered")
    case .averageWrapUpTime:
      seconds(
        "Average wrap-up time", zh: "平均事后处理时间", better: .smaller, .wrapUpTime, per: .answered,
        "Mean work after the conversation per answered contact.",
        formula: "Σ wrap-up ÷ answered")
    case .averageAlertTime:
      seconds(
        "Average ringing time", zh: "平均振铃时间", better: .smaller, .alertTime, per: .answered,
        "Mean ringing at agents per answered contact; not part of the handle time.",
        formula: "Σ ringing ÷ answered")
    case .averageMenuTime:
      seconds(
        "Average time in menus", zh: "平均菜单时间", better: .smaller, .menuTime, per: .attempts,
        "Mean time in the menus per attempt.", formula: "Σ time in menus ÷ attempts")
    case .heldProportion:
      proportion(
        "Put on hold", zh: "持线比例", better: .neither, .held, of: .answered,
        "Share of answered contacts put on hold at least once.", formula: "held ÷ answered")
    case .transferred:
      count(
        "Transferred", zh: "转接数", better: .smaller, .transfersOut,
        "Answered contacts passed on to another type.")
    case .transferredProportion:
      proportion(
        "Transferred", zh: "转接率", better: .smaller, .transfersOut, of: .answered,
        "Share of answered contacts passed on to another type.",
        formula: "transferred ÷ answered")
    case .conferences:
      count(
        "Conferences", zh: "三方通话数", better: .neither, .conferences,
        "Contacts that a second agent joined.")
    case .unsolvedProportion:
      proportion(
        "Not solved", zh: "未解决比例", better: .smaller, .unsolved, of: .answered,
        "Share of answered contacts whose matter was not solved.",
        formula: "unsolved ÷ answered")
    }
  }
}

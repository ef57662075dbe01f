import ContactCenter

/// Shares of contacts by what became of them.
package enum AccessFigure: String, DeclaredFigure {
  case blockingProbability, trunkBlockingProbability, freshBlockingProbability, menuAbandonedProportion,
    selfServedProportion
  case queuedProportion, answeredProportion, abandonedProportion, shortAbandonedProportion, balkedProportion
  case voiceMailProportion

  package static let kind = IndicatorKind.contact

  /// What each is.
  package var entry: IndicatorEntry<ContactMeasure> {
    switch self {
    case .blockingProbability:
      proportion(
        "Blocked", zh: "遇忙呼损率", better: .smaller, .blocked, of: .attempts,
        "Share of attempts turned away because lines, ports or queue were full.",
        formula: "blocked ÷ attempts")
    case .trunkBlockingProbability:
      proportion(
        "Blocked by lines", zh: "中继呼损率", better: .smaller, .blockedByTrunks, of: .attempts,
        "Share of attempts that found no free line.", formula: "blockedByTrunks ÷ attempts")
    case .freshBlockingProbability:
      proportion(
        "Fresh blocked", zh: "首次联络呼损率", better: .smaller, .freshBlocked, of: .fresh,
        "Share of first attempts that were turned away.", formula: "fresh blocked ÷ fresh")
    case .menuAbandonedProportion:
      proportion(
        "Abandoned in menu", zh: "菜单放弃率", better: .smaller, .menuAbandoned, of: .attempts,
        "Share of attempts that hung up in a menu.", formula: "menuAbandoned ÷ attempts")
    case .selfServedProportion:
      proportion(
        "Self-served", zh: "自助办结率", better: .larger, .selfServed, of: .attempts,
        "Share of attempts that the menus served without an agent.",
        formula: "selfServed ÷ attempts")
    case .queuedProportion:
      proportion(
        "Queued", zh: "排队率", better: .smaller, .queued, of: .offered,
        "Share of offered contacts that found no agent at once.", formula: "queued ÷ offered")
    case .answeredProportion:
      proportion(
        "Answered", zh: "接听率", better: .larger, .answered, of: .offered,
        "Share of offered contacts that an agent answered.", formula: "answered ÷ offered")
    case .abandonedProportion:
      proportion(
        "Abandoned", zh: "放弃率", better: .smaller, .abandoned, of: .offered,
        "Share of offered contacts that gave up before an answer.",
        formula: "abandoned ÷ offered")
    case .shortAbandonedProportion:
      proportion(
        "Short abandonments", zh: "短放弃率", better: .smaller, .abandonedShort, of: .offered,
        "Share of offered contacts that gave up within the threshold of short abandonments.",
        formula: "abandonedShort ÷ offered")
    case .balkedProportion:
      proportion(
        "Balked", zh: "拒绝排队率", better: .smaller, .balked, of: .offered,
        "Share of offered contacts that left at once.", formula: "balked ÷ offered")
    case .voiceMailProportion:
      proportion(
        "Voice mail", zh: "留言率", better: .smaller, .voiceMail, of: .offered,
        "Share of offered contacts that left a message.", formula: "voiceMail ÷ offered")
    }
  }
}

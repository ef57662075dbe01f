import ContactCenter

/// What became of the contacts that were offered to agents.
package enum OfferedFigure: String, DeclaredFigure {
  case offered, queued, balked, answered, answeredWithin
  case abandoned, abandonedWithin, abandonedShort, voiceMail, disconnected
  case overflowed, ringNoAnswer, remaining

  package static let kind = IndicatorKind.contact

  /// What each is.
  package var entry: IndicatorEntry<ContactMeasure> {
    switch self {
    case .offered:
      count(
        "Offered", zh: "进入人工队列数", better: .neither, .offered,
        "Contacts that entered the agent queue, waiting or not.",
        formula:
          "answered + abandoned + voiceMail + disconnected + callbacks accepted + still there at the end")
    case .queued:
      count(
        "Queued", zh: "排队数", better: .smaller, .queued,
        "Offered contacts that found no agent at once.")
    case .balked:
      count(
        "Balked", zh: "拒绝排队数", better: .smaller, .balked,
        "Left at once because of the expected wait; part of abandoned.")
    case .answered:
      count(
        "Answered", zh: "人工接听数", better: .larger, .answered,
        "Offered contacts that an agent answered.")
    case .answeredWithin:
      count(
        "Answered in time", zh: "阈值内接听数", better: .larger, .answeredWithin,
        "Answered after at most the acceptable wait.")
    case .abandoned:
      count(
        "Abandoned", zh: "队列放弃数", better: .smaller, .abandoned,
        "Offered contacts that gave up before an answer.")
    case .abandonedWithin:
      count(
        "Abandoned in time", zh: "阈值内放弃数", better: .neither, .abandonedWithin,
        "Abandoned after at most the acceptable wait.")
    case .abandonedShort:
      count(
        "Short abandonments", zh: "短放弃数", better: .smaller, .abandonedShort,
        "Abandoned after at most the threshold of short abandonments.")
    case .voiceMail:
      count(
        "Voice mail", zh: "留言数", better: .smaller, .voiceMail,
        "Offered contacts that left a message.")
    case .disconnected:
      count(
        "Disconnected", zh: "被挂断数", better: .smaller, .disconnected,
        "Offered contacts that the center disconnected.")
    case .overflowed:
      count(
        "Overflowed", zh: "溢出数", better: .smaller, .overflowed,
        "Moves from this type's queue to another one.")
    case .ringNoAnswer:
      count(
        "Rings not answered", zh: "振铃未应答数", better: .smaller, .ringNoAnswer,
        "Times that an agent did not pick up.")
    case .remaining:
      count(
        "Remaining", zh: "结束时仍在系统内", better: .smaller, .remaining,
        "Contacts still in the center, or waiting to redial, when the simulation ends.")
    }
  }
}

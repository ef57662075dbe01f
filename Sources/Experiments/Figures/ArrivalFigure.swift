import ContactCenter

/// How many contacts came, and what became of them before the queue.
package enum ArrivalFigure: String, DeclaredFigure {
  case attempts, fresh, redials, repeats, cameFromOtherTypes
  case foundClosed, blocked, blockedByTrunks, blockedByPorts, blockedByQueue
  case menuAbandoned, selfServed, typeChanged

  package static let kind = IndicatorKind.contact

  /// What each is.
  package var entry: IndicatorEntry<ContactMeasure> {
    switch self {
    case .attempts:
      count(
        "Attempts", zh: "联络总次数", better: .neither, .attempts,
        "Contacts that tried to reach the center.", formula: "fresh + redials + repeats")
    case .fresh:
      count(
        "Fresh contacts", zh: "首次联络数", better: .neither, .fresh,
        "First attempts of a person with a new matter.")
    case .redials:
      count(
        "Redials", zh: "重拨次数", better: .smaller, .redials,
        "Attempts after a busy signal or an abandonment.")
    case .repeats:
      count(
        "Repeat contacts", zh: "重复来电数", better: .smaller, .repeats,
        "Contacts because the matter was not solved.")
    case .cameFromOtherTypes:
      count(
        "Came from other types", zh: "由其他业务转入", better: .neither, .transfersIn,
        "Contacts that became this type: passed on by an agent, or changed by a menu.")
    case .foundClosed:
      count(
        "Found closed", zh: "非营业时间来电", better: .smaller, .closed,
        "Attempts outside opening hours.")
    case .blocked:
      count(
        "Blocked", zh: "遇忙呼损次数", better: .smaller, .blocked,
        "Contacts turned away because lines, ports or queue were full.",
        formula: "blockedByTrunks + blockedByPorts + blockedByQueue")
    case .blockedByTrunks:
      count(
        "Blocked by lines", zh: "中继遇忙次数", better: .smaller, .blockedByTrunks,
        "Attempts that found no free line.")
    case .blockedByPorts:
      count(
        "Blocked by ports", zh: "端口遇忙次数", better: .smaller, .blockedByPorts,
        "Attempts that found no free port.")
    case .blockedByQueue:
      count(
        "Blocked by queue", zh: "队列已满次数", better: .smaller, .blockedByQueue,
        "Contacts that found the queue or the waiting room full.")
    case .menuAbandoned:
      count(
        "Abandoned in menu", zh: "菜单中放弃数", better: .smaller, .menuAbandoned,
        "Contacts that hung up in a menu.")
    case .selfServed:
      count(
        "Self-served", zh: "自助办结数", better: .larger, .selfServed,
        "Contacts that the menus served without an agent.")
    case .typeChanged:
      count(
        "Changed type in menu", zh: "菜单中改变业务", better: .neither, .typeChanged,
        "Contacts that left the menus as another type.")
    }
  }
}

/// All menus, prepared; nothing of them changes.
struct Menus: ~Copyable {
  private let rows: Table<MenuState>
  /// The choices of all menus, one menu after the other.
  let choices: Table<ChoiceState>

  init(_ prepared: PreparedModel) {
    rows = Table(prepared.menus)
    choices = Table(prepared.choices)
  }

  @inline(__always)
  func at(_ menu: Int32) -> UnsafeMutablePointer<MenuState> { rows.at(menu) }
}

/// A menu, prepared.
struct MenuState: BitwiseCopyable {
  var prompt: Int32
  var firstChoice: Int32
  var endChoice: Int32
  var repeats: Int32
  var afterRepeats: MenuGoal
  var zeroOut: Double
  var hangUp: Double
  var wrongKey: Double
  var timeOut: Double
  var timeOutAfter: Seconds
}

/// A choice of a menu, prepared.
struct ChoiceState: BitwiseCopyable {
  var share: Double
  /// Laws; −1: none.
  var host: Int32
  var information: Int32
  var to: MenuGoal
}

/// Where a menu leads: a `Scenario.MenuTarget` of one size.
struct MenuGoal: BitwiseCopyable {
  enum Kind: UInt8 { case agent, type, menu, selfServed, voiceMail, hangUp }
  var kind: Kind
  /// The type or menu.
  var index: Int32 = -1

  init(_ target: Scenario.MenuTarget) {
    switch target {
    case .agent: kind = .agent
    case .selfServed: kind = .selfServed
    case .voiceMail: kind = .voiceMail
    case .hangUp: kind = .hangUp
    case .type(let type): (kind, index) = (.type, Int32(type.place))
    case .menu(let menu): (kind, index) = (.menu, Int32(menu.place))
    }
  }
}

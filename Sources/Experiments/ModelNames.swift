import ContactCenter

/// The names of a model's parts by their indices.
public struct ModelNames: Sendable, Equatable {
  /// Names of the contact types.
  public var contactTypes: [String]
  /// Names of the queues.
  public var queues: [String]
  /// Names of the agent groups.
  public var groups: [String]
  /// Names of the trunk groups.
  public var trunkGroups: [String]
  /// Names of the menus.
  public var menus: [String]
  /// Names of the bots.
  public var bots: [String]
  /// Labels of the choices of all menus, menu after menu.
  public var menuChoices: [String]
  /// Names of the agents over all groups; numbered within the group where the scenario names none.
  public var agents: [String] = []
  /// The group of each agent.
  public var agentGroups: [Int] = []
  /// What amounts of money are in; nil: nothing has a price, so that costs are hours.
  public var money: StudyMoney?

  /// The names of a model.
  public init(_ model: Model) {
    money = StudyMoney(model)
    contactTypes = model.contactTypes.map(\.name)
    queues = model.queues.map(\.name)
    groups = model.groups.map(\.name)
    trunkGroups = model.trunkGroups.map(\.name)
    menus = model.menus.map(\.name)
    bots = model.bots.map(\.name)
    menuChoices = model.menus.flatMap { $0.choices.map(\.label) }
    for (index, group) in model.groups.enumerated() {
      switch group.staffing {
      case .counts: agents += (0..<group.agentCount).map { "\(group.name) \($0 + 1)" }
      case .rosters(let people): agents += people.map(\.name)
      }
      agentGroups += Array(repeating: index, count: group.agentCount)
    }
  }
}

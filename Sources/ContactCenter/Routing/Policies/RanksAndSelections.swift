/// What a scenario without a policy does: ranks and preferences of skills first, delays heeded, and
/// the two selections among equals.
struct RanksAndSelections: RoutingPolicy {
  private let matrix: SkillMatrix
  private let agentSelection: Scenario.AgentSelection
  private let contactSelections: [Scenario.ContactSelection]

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    agentSelection = model.routing.agentSelection
    contactSelections = model.groups.map(\.contactSelection)
  }

  var uses: RoutingUses { .delays }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    WaitingPlan(WaitingState(push: matrix.preferences(queue), pull: matrix.ranks(queue)))
  }

  var agentRule: any AgentRule {
    switch agentSelection {
    case .longestIdle: return LongestIdle()
    case .leastOccupied: return LeastOccupiedAgent()
    case .mostIdleAgents: return MostIdleAgents()
    case .fixedOrder: return FixedOrder()
    case .proficiencyFirst: return ProficiencyFirst()
    case .random: return AnyIdle()
    }
  }

  func contactRule(group: Int) -> any ContactRule {
    switch contactSelections[group] {
    case .oldestFirst: return OldestFirst()
    case .priority: return PriorityFirst()
    case .longestQueue: return LongestQueue()
    case .weightedWait: return WeightedWait()
    }
  }
}

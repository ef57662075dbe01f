/// **Bullseye.**
///
/// Rings of skill around a contact widen as it waits.
///
/// The groups of a queue with the smallest `preference` are the innermost ring, those of the next
/// number the second, and so on. At first only the innermost ring is asked; every `widenEvery` the
/// next one comes in. *Push*: of all rings that are in, the longest idle agent. *Pull*: the oldest
/// contact whose rings have reached the agent's group.
///
/// Source: bullseye routing of Genesys Cloud, expanding target selection of other vendors.
struct Bullseye: RoutingPolicy {
  private let matrix: SkillMatrix
  private let widenEvery: Seconds

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    widenEvery = model.routing.widenEvery ?? 0
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    var problems: [ScenarioProblem] = []
    if scenario.routing.widenEvery == nil {
      problems.append(
        ScenarioProblem(
          at: "routing", "The policy bullseye needs widenEvery.",
          remedy: "Say after how long each further ring comes in, such as widenEvery: 15 s."))
    }
    let skills = scenario.agentGroups.flatMap(\.skills)
    let rings = Dictionary(grouping: skills, by: \.queue).mapValues { Set($0.map(\.preference)) }
    if !rings.values.contains(where: { $0.count > 1 }) {
      problems.append(
        ScenarioProblem(
          at: "agentGroups",
          "The policy bullseye needs rings: all skills of each queue have the same preference.",
          remedy: "Give the inner ring preference: 1, the next preference: 2."))
    }
    return problems
  }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    let preferences = matrix.preferences(queue)
    let rings = Set(preferences.filter { $0 < .infinity }).sorted()
    if rings.isEmpty { return WaitingPlan(WaitingState(push: preferences, pull: preferences)) }
    let states = rings.map { ring in
      let reached = preferences.map { $0 <= ring ? 0 : Double.infinity }
      return WaitingState(push: reached, pull: reached)
    }
    return WaitingPlan(states, changes: rings.indices.dropFirst().map { Double($0) * widenEvery })
  }
}

import QueueingTheory

/// The fewest agents for a goal.
enum SolverInverses {
  /// By Erlang B (`block`) or C.
  static func withoutPatience(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let load = try SolverQueues.load(params)
    let time = try SolverQueues.exponentialMean(params)
    let kind = params.values["target_kind"]?.text ?? "sl"
    if kind == "block" {
      let goal = try params.positive("target")
      guard goal <= 1 else { throw MappingError.defect("`target` must be at most 1") }
      let agents = ErlangB.requiredAgents(offeredLoad: load, blocking: goal)
      return ["min_agents": Double(agents)]
    }
    let wait = params.has("threshold_s") ? try params.nonNegative("threshold_s") : 0
    let goal = try goal(kind, params, within: wait)
    try checkSize(goal, load)
    let agents = ErlangC.requiredAgents(offeredLoad: load, meanHandleTime: time, goals: [goal])
    let queue = try ErlangC(offeredLoad: load, meanHandleTime: time, agents: agents)
    let fewer = try? ErlangC(offeredLoad: load, meanHandleTime: time, agents: agents - 1)
    return [
      "min_agents": Double(agents), "sl_at_min": queue.serviceLevel(within: wait),
      "sl_at_min_minus_1": fewer?.serviceLevel(within: wait) ?? 0,
      "asa_at_min_s": queue.averageSpeedOfAnswer, "occupancy_at_min": queue.occupancy,
      "p_wait_at_min": queue.waitProbability,
    ]
  }

  private static func goal(
    _ kind: String, _ params: Parameters, within wait: Double
  ) throws -> StaffingGoal {
    switch kind {
    case "sl":
      let name = params.has("target_sl") ? "target_sl" : "target"
      return .serviceLevel(atLeast: try level(params, name), within: wait)
    case "asa": return .averageSpeedOfAnswer(atMost: try params.positive("target"))
    case "pw": return .waitProbability(atMost: try params.positive("target"))
    case "occ": return .occupancy(atMost: try params.positive("target"))
    default: throw MappingError.unsupported("no formula for the goal `\(kind)`")
    }
  }

  /// By Erlang A.
  static func withPatience(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let load = try SolverQueues.load(params)
    let time = try SolverQueues.exponentialMean(params)
    let patience = try params.positive("mean_patience_s")
    let (goal, measure) = try goal(params)
    func value(_ agents: Int) -> Double {
      measure(
        ErlangA(offeredLoad: load, meanHandleTime: time, agents: agents, meanPatience: patience))
    }
    try checkSize(goal, load)
    let agents = ErlangA.requiredAgents(
      offeredLoad: load, meanHandleTime: time, meanPatience: patience, goals: [goal])
    var values = ["min_agents": Double(agents), "value_at_min": value(agents)]
    if agents > 1 { values["value_at_min_minus_1"] = value(agents - 1) }
    return values
  }

  private static func goal(
    _ params: Parameters
  ) throws -> (StaffingGoal, (ErlangA) -> Double) {
    let wait = params.has("threshold_s") ? try params.nonNegative("threshold_s") : 0
    let criterion = params.values["criterion"]?.text ?? ""
    let rules: [String: ServiceLevelRule] = [
      "sl_offered": .ofOffered, "sl_answered": .ofAnswered,
      "sl_excl_short_ab": .excludingShortAbandons,
    ]
    if let rule = rules[criterion] {
      return (
        .serviceLevel(atLeast: try level(params, "target"), within: wait, rule: rule),
        { $0.serviceLevel(within: wait, rule: rule) }
      )
    }
    let bound = try params.positive("target")
    switch criterion {
    case "p_abandon_max": return (.abandonedProportion(atMost: bound), \.abandonedProportion)
    case "asa_max": return (.averageWait(atMost: bound), \.averageWait)
    case "p_wait_max": return (.waitProbability(atMost: bound), \.waitProbability)
    case "occupancy_max": return (.occupancy(atMost: bound), \.occupancy)
    default: throw MappingError.unsupported("no formula for the goal `\(criterion)`")
    }
  }

  /// An occupancy near 0 would need more agents than a case may have.
  private static func checkSize(_ goal: StaffingGoal, _ load: Double) throws {
    if case .occupancy(let bound) = goal { try SolverQueues.checkLoad(load / bound) }
  }

  private static func level(_ params: Parameters, _ key: String) throws -> Double {
    let level = try params.share(key)
    guard level < 1 else { throw MappingError.defect("`\(key)` must be below 1, found \(level)") }
    return level
  }
}

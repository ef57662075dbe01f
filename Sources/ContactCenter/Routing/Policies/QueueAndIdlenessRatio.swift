/// **Queue-and-idleness ratio.**
///
/// Queue lengths are kept in fixed proportions, and so are the numbers
/// of idle agents.
///
/// *Push*: of the groups with the skill the one whose idle agents most exceed its `idleShare` v of
/// all idle agents: the largest I − v·ΣI; its longest idle agent. *Pull*: as in fixed queue ratio.
///
/// Source: Gurvich and Whitt, "Queue-and-idleness-ratio controls in many-server service systems",
/// Mathematics of Operations Research 34 (2009).
struct QueueAndIdlenessRatio: RoutingPolicy {
  private let matrix: SkillMatrix
  private let shares: [Double]
  private let idleShares: [Double]

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    shares = model.queues.map { $0.share ?? 0 }
    idleShares = model.groups.map { $0.idleShare ?? 0 }
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    FixedQueueRatio.missingShares(of: .queueAndIdlenessRatio, in: scenario)
      + scenario.agentGroups.enumerated().filter { $0.element.idleShare == nil }.map {
        ScenarioProblem(
          at: "agentGroups[\($0)]",
          "The policy queueAndIdlenessRatio needs the idleShare of \"\($1.name)\".",
          remedy: "Give the group's share of all idle agents, such as 25%.")
      }
  }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    WaitingPlan(WaitingState(push: matrix.equal(queue), pull: matrix.equal(queue)))
  }

  var agentRule: any AgentRule { MostExcessIdle(shares: idleShares) }

  func contactRule(group: Int) -> any ContactRule {
    FixedQueueRatio.LargestExcess(shares: shares)
  }

  /// I − v·ΣI; ties go to the group that stands first.
  struct MostExcessIdle: AgentRule {
    let shares: [Double]

    func agent(among idle: inout IdleGroups, on floor: Floor) -> Int32 {
      let all = floor.idleOverall
      var best: Int32 = -1
      var most = 0.0
      while case let group = idle.next(on: floor), group >= 0 {
        let excess =
          Double(floor.groups[group].idleCount) - shares[Int(group)] * Double(all)
        if best < 0 || excess > most { (best, most) = (group, excess) }
      }
      return best < 0 ? -1 : floor.groups[best].idleHead
    }
  }
}

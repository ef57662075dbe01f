/// **Score routing.**
///
/// Agents and contacts collect points; the most points win.
///
/// *Push*: over all idle agents with the skill whose delay (`after`) has passed: the group's `score`
/// + the skill's `score` + `idleShareScore` × the agent's idle share of handling and idle time so far
/// + `idleTimeScore` × seconds idle since the last contact; ties go to the agent idle longest. *Pull*:
/// over the first contacts of all queues of the group: the type's `score` + `transferredScore` if it
/// was passed on + `waitScore` × seconds waited; contacts that were passed on wait in a lane of their
/// own, so that their points count.
///
/// Source: Callcenter-Simulator (Herzog 2020), whose agents with a score of −1 or less are never
/// chosen: a slip that is not repeated here.
struct ScoreRouting: RoutingPolicy {
  private let matrix: SkillMatrix
  private let model: Model

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    self.model = model
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    let routing = scenario.routing
    let isScored =
      routing.idleShareScore != 0 || routing.idleTimeScore != 0
      || scenario.contactTypes.contains {
        $0.score != 0 || $0.transferredScore != 0 || $0.waitScore != 0
      }
      || scenario.agentGroups.contains { group in
        group.score != 0 || group.skills.contains { $0.score != 0 }
      }
    if isScored { return [] }
    return [
      ScenarioProblem(
        at: "routing", "The policy scoreRouting needs scores: the scenario has none.",
        remedy: "Give contact types a score or waitScore, groups or skills a score, or "
          + "idleTimeScore.")
    ]
  }

  var uses: RoutingUses { .delays }

  /// Two equal states: contacts that were passed on wait in the second.
  func plan(type: Int, queue: Int) -> WaitingPlan {
    let state = WaitingState(push: matrix.equal(queue), pull: matrix.equal(queue))
    var plan = WaitingPlan(state)
    plan.states.append(state)
    return plan
  }

  var placeRule: (any PlaceRule)? { PassedOn() }

  var agentRule: any AgentRule {
    HighestAgentScore(
      groups: model.groups.map(\.score), idleShare: model.routing.idleShareScore,
      idleTime: model.routing.idleTimeScore)
  }

  func contactRule(group: Int) -> any ContactRule {
    HighestContactScore(
      base: model.contactTypes.map(\.score), transferred: model.contactTypes.map(\.transferredScore),
      wait: model.contactTypes.map(\.waitScore))
  }

  /// Contacts that were passed on wait apart.
  struct PassedOn: PlaceRule {
    func lane(
      for contact: Int32, at lane: Int32, change: Int32, on floor: Floor
    ) -> Int32 {
      change < 0 && floor.contacts[contact].legs > 0 ? lane + 1 : lane
    }
  }

  /// The idle agent with the highest score.
  struct HighestAgentScore: ScoreRule {
    let groups: [Double]
    let idleShare: Double
    let idleTime: Double

    func score(
      _ agent: Int32, group: Int32, queue: Int32, on floor: Floor
    ) -> Double {
      let skill = floor.skill(group: group, queue: queue)
      var score = groups[Int(group)] + floor.scores[skill].score
      if idleShare != 0 { score += idleShare * (1 - floor.occupancy(of: agent)) }
      score += idleTime * (floor.now - floor.agents[agent].idleSince)
      return -score
    }
  }

  /// The contact with the highest score.
  struct HighestContactScore: ContactScoreRule {
    let base: [Double]
    let transferred: [Double]
    let wait: [Double]

    func score(_ lane: Int32, group: Int32, on floor: Floor) -> Double {
      let type = Int(floor.lanes[lane].type)
      let isPassedOn = floor.contacts[floor.lanes[lane].head].legs > 0
      return base[type] + (isPassedOn ? transferred[type] : 0) + wait[type] * floor.firstWait(lane)
    }
  }
}

/// **Last-agent affinity.**
///
/// A caller who comes back meets the agent whom he knows.
///
/// *Push*: a caller who has spoken to an agent before goes to that one if idle. Else, if that agent is
/// on duty, he waits up to `affinityWait` for that one alone; after that, and all other callers, go to
/// the groups in order of `preference`, among equals to the longest idle agent. *Pull*: a free agent
/// first takes a caller who knows it, then the contacts of its queues in order of `rank`, the oldest
/// first.
///
/// Callers come back with unsolved problems (`repeatCall`), customers with another turn (`turns`).
///
/// Source: last-agent or preferred-agent routing of contact-center software.
struct LastAgentAffinity: RoutingPolicy {
  private let matrix: SkillMatrix
  private let affinityWait: Seconds

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    affinityWait = model.routing.affinityWait
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    if scenario.contactTypes.contains(where: { $0.repeatCall != nil || $0.turns != nil }) { return [] }
    return [
      ScenarioProblem(
        at: "contactTypes",
        "The policy lastAgentAffinity needs callers who come back: no contact type has repeatCall or turns.",
        remedy: "Give a contact type repeatCall: {unsolved: 20%, callsAgain: 50%, delay: 1 h}.")
    ]
  }

  var uses: RoutingUses { [.refusals, .placesAfterRinging] }

  /// Everybody; those who know an agent; those who wait for that one alone.
  func plan(type: Int, queue: Int) -> WaitingPlan {
    let preferences = matrix.preferences(queue)
    let ranks = matrix.ranks(queue)
    // A caller who knows the agent goes before every rank, if the agent is the right one.
    let known = ranks.map { $0 < .infinity ? -1 : Double.infinity }
    var plan = WaitingPlan(WaitingState(push: preferences, pull: ranks))
    plan.states.append(WaitingState(push: known, pull: known))
    plan.changes = affinityWait > 0 ? [affinityWait] : []
    plan.next = plan.states.map { _ in plan.changes.map { _ in 0 } }
    return plan
  }

  var placeRule: (any PlaceRule)? { KnownAgent(wait: affinityWait) }
  var agentRule: any AgentRule { KnownAgentFirst() }
  func contactRule(group: Int) -> any ContactRule { KnownCallerFirst() }

  /// Whether a caller waits for the agent he knows.
  struct KnownAgent: PlaceRule {
    let wait: Seconds

    func lane(
      for contact: Int32, at lane: Int32, change: Int32, on floor: Floor
    ) -> Int32 {
      let first = floor.firstLane(of: lane)
      let agent = floor.details[contact].lastAgent
      // Whoever is passed on has just spoken to that agent, who wants another one to help.
      guard change < 0, agent >= 0, floor.contacts[contact].legs == 0,
        floor.contacts[contact].consultation == .none
          || floor.contacts[contact].consultation == .turn
      else { return first }
      let group = floor.agents[agent].group
      guard floor.skill(group: group, queue: floor.lanes[lane].queue) >= 0 else {
        return first
      }
      if floor.agents[agent].isListed { return first + 1 }
      let isThere =
        floor.agents[agent].state != .offDuty && !floor.agents[agent].isLeaving
        && floor.agents[agent].takesContacts
      return isThere && floor.now - floor.contacts[contact].entered < wait ? first + 1 : first
    }
  }

  /// The agent a caller knows, for those who ask for that one alone; else the longest idle.
  struct KnownAgentFirst: AgentRule {
    func agent(among idle: inout IdleGroups, on floor: Floor) -> Int32 {
      let first = floor.firstLane(of: idle.lane)
      if idle.lane == first { return LongestIdle().agent(among: &idle, on: floor) }
      let agent = floor.details[idle.contact].lastAgent
      return floor.agents[agent].isListed ? agent : -1
    }
  }

  /// A caller who knows the agent; among other lanes the oldest contact.
  struct KnownCallerFirst: ContactRule {
    func contact(among lanes: inout LaneWalk, on floor: Floor) -> Int32 {
      var oldest: Int32 = -1
      while case let lane = lanes.next(on: floor), lane >= 0 {
        let first = floor.firstLane(of: lane)
        let found = lane == first ? floor.lanes[lane].head : known(lanes.agent, lane, floor)
        if found >= 0,
          oldest < 0 || floor.contacts[found].entered < floor.contacts[oldest].entered
        {
          oldest = found
        }
      }
      return oldest
    }

    /// The first caller of a lane who knows the agent.
    private func known(_ agent: Int32, _ lane: Int32, _ floor: Floor) -> Int32 {
      var contact = floor.lanes[lane].head
      while contact >= 0 && floor.details[contact].lastAgent != agent {
        contact = floor.contacts[contact].next
      }
      return contact
    }
  }
}

/// **Agents' preference.**
///
/// Ranks both ways; among equal ranks a weighted score.
///
/// *Push*: of the groups with idle agents those of the smallest `preference`; among them the largest
/// score: `preferenceWeight` alone, idle agents × weight, or the longest idle time × weight (the
/// default). *Pull*: of the queues with contacts those of the smallest `rank`; among them the largest
/// score: `weight` alone, queue length × weight, or the first contact's wait × weight (the default).
/// Ties go to the group, and the queue, that stands first. With `randomised` one is drawn instead,
/// with a chance proportional to its score.
///
/// All ranks different make it an overflow by lists, all equal the longest idle agent and the longest
/// weighted wait.
///
/// Source: ContactCenters, `AGENTSPREF`.
struct AgentsPreference: RoutingPolicy {
  private let matrix: SkillMatrix
  private let routing: Scenario.Routing

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    routing = model.routing
  }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    WaitingPlan(WaitingState(push: matrix.preferences(queue), pull: matrix.ranks(queue)))
  }

  var agentRule: any AgentRule {
    PreferredAgent(by: routing.agentScore, isRandomised: routing.isRandomised)
  }

  func contactRule(group: Int) -> any ContactRule {
    PreferredContact(by: routing.contactScore, isRandomised: routing.isRandomised)
  }
}

/// The longest idle agent of the group with the largest score for a contact.
struct PreferredAgent: AgentRule {
  var by = Scenario.AgentScore.idleTime
  var isRandomised = false

  func agent(among idle: inout IdleGroups, on floor: Floor) -> Int32 {
    var best: Int32 = -1
    var most = 0.0
    var sum = 0.0
    while case let group = idle.next(on: floor), group >= 0 {
      let value = score(group, idle.lane, floor)
      sum += max(0, value)
      if best < 0 || value > most { (best, most) = (group, value) }
    }
    if isRandomised && sum > 0 { best = drawn(sum, among: &idle, floor) }
    return best < 0 ? -1 : floor.groups[best].idleHead
  }

  private func score(_ group: Int32, _ lane: Int32, _ floor: Floor) -> Double {
    let skill = floor.skill(group: group, queue: floor.lanes[lane].queue)
    let weight = floor.scores[skill].preferenceWeight
    switch by {
    case .weight: return weight
    case .idleAgents: return Double(floor.groups[group].idleCount) * weight
    case .idleTime:
      return (floor.now - floor.agents[floor.groups[group].idleHead].idleSince) * weight
    }
  }

  /// A group, each with a chance proportional to its score.
  private func drawn(
    _ sum: Double, among idle: inout IdleGroups, _ floor: Floor
  ) -> Int32 {
    var left = floor.draw(of: idle.contact) * sum
    var last: Int32 = -1
    idle.restart()
    while case let group = idle.next(on: floor), group >= 0 {
      let value = max(0, score(group, idle.lane, floor))
      if value > 0 { last = group }
      if left < value { return group }
      left -= value
    }
    return last
  }
}

/// The first contact of the queue with the largest score for an agent.
struct PreferredContact: ContactRule {
  var by = Scenario.ContactScore.wait
  var isRandomised = false

  func contact(among lanes: inout LaneWalk, on floor: Floor) -> Int32 {
    var best: Int32 = -1
    var most = 0.0
    var sum = 0.0
    while case let lane = lanes.next(on: floor), lane >= 0 {
      let value = score(lane, lanes.group, floor)
      if isRandomised && isFirst(lane, of: lanes, floor) { sum += max(0, value) }
      if best < 0 || value > most || (value == most && comesBefore(lane, best, lanes, floor)) {
        (best, most) = (lane, value)
      }
    }
    if isRandomised && sum > 0 { best = drawn(sum, among: &lanes, floor) }
    return best < 0 ? -1 : floor.lanes[best].head
  }

  /// The order of the group's list; within one queue the older contact.
  private func comesBefore(
    _ a: Int32, _ b: Int32, _ lanes: LaneWalk, _ floor: Floor
  ) -> Bool {
    if floor.lanes[a].queue == floor.lanes[b].queue {
      return floor.firstEntered(a) < floor.firstEntered(b)
    }
    return floor.order(a, lanes.group) < floor.order(b, lanes.group)
  }

  private func score(_ lane: Int32, _ group: Int32, _ floor: Floor) -> Double {
    let queue = floor.lanes[lane].queue
    let weight = floor.scores[floor.skill(group: group, queue: queue)].weight
    switch by {
    case .weight: return weight
    case .queueLength: return Double(floor.queues[queue].length) * weight
    case .wait: return floor.firstWait(lane) * weight
    }
  }

  /// Whether no other of these lanes holds an older contact of the same queue, which is drawn as one.
  private func isFirst(_ lane: Int32, of lanes: LaneWalk, _ floor: Floor) -> Bool {
    var others = lanes
    others.restart()
    while case let other = others.next(on: floor), other >= 0 {
      if floor.lanes[other].queue != floor.lanes[lane].queue { continue }
      let (own, theirs) = (floor.firstEntered(lane), floor.firstEntered(other))
      if theirs < own || (theirs == own && other < lane) { return false }
    }
    return true
  }

  private func drawn(
    _ sum: Double, among lanes: inout LaneWalk, _ floor: Floor
  ) -> Int32 {
    var left = floor.draw(ofAgent: lanes.agent) * sum
    var last: Int32 = -1
    lanes.restart()
    while case let lane = lanes.next(on: floor), lane >= 0 {
      guard isFirst(lane, of: lanes, floor) else { continue }
      let value = max(0, score(lane, lanes.group, floor))
      if value > 0 { last = lane }
      if left < value { return lane }
      left -= value
    }
    return last
  }
}

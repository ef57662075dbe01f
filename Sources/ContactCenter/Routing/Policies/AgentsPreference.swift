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

  func agent(among idle: inout IdleGroups, in engine: inout Engine) -> Int32 {
    var best: Int32 = -1
    var most = 0.0
    var sum = 0.0
    while case let group = idle.next(in: &engine), group >= 0 {
      let value = score(group, idle.lane, &engine)
      sum += max(0, value)
      if best < 0 || value > most { (best, most) = (group, value) }
    }
    if isRandomised && sum > 0 { best = drawn(sum, among: &idle, &engine) }
    return best < 0 ? -1 : engine.groups[best].idleHead
  }

  private func score(_ group: Int32, _ lane: Int32, _ engine: inout Engine) -> Double {
    let skill = engine.routing.skill(group: group, queue: engine.lanes[lane].queue)
    let weight = engine.routing.scores[skill].preferenceWeight
    switch by {
    case .weight: return weight
    case .idleAgents: return Double(engine.groups[group].idleCount) * weight
    case .idleTime:
      return (engine.now - engine.agents[engine.groups[group].idleHead].idleSince) * weight
    }
  }

  /// A group, each with a chance proportional to its score.
  private func drawn(
    _ sum: Double, among idle: inout IdleGroups, _ engine: inout Engine
  ) -> Int32 {
    var left = engine.routingDraw(of: idle.contact) * sum
    var last: Int32 = -1
    idle.restart()
    while case let group = idle.next(in: &engine), group >= 0 {
      let value = max(0, score(group, idle.lane, &engine))
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

  func contact(among lanes: inout LaneWalk, in engine: inout Engine) -> Int32 {
    var best: Int32 = -1
    var most = 0.0
    var sum = 0.0
    while case let lane = lanes.next(in: &engine), lane >= 0 {
      let value = score(lane, lanes.group, &engine)
      if isRandomised && isFirst(lane, of: lanes, &engine) { sum += max(0, value) }
      if best < 0 || value > most || (value == most && comesBefore(lane, best, lanes, &engine)) {
        (best, most) = (lane, value)
      }
    }
    if isRandomised && sum > 0 { best = drawn(sum, among: &lanes, &engine) }
    return best < 0 ? -1 : engine.lanes[best].head
  }

  /// The order of the group's list; within one queue the older contact.
  private func comesBefore(
    _ a: Int32, _ b: Int32, _ lanes: LaneWalk, _ engine: inout Engine
  ) -> Bool {
    if engine.lanes[a].queue == engine.lanes[b].queue {
      return engine.firstEntered(a) < engine.firstEntered(b)
    }
    return engine.order(a, lanes.group) < engine.order(b, lanes.group)
  }

  private func score(_ lane: Int32, _ group: Int32, _ engine: inout Engine) -> Double {
    let queue = engine.lanes[lane].queue
    let weight = engine.routing.scores[engine.routing.skill(group: group, queue: queue)].weight
    switch by {
    case .weight: return weight
    case .queueLength: return Double(engine.queues[queue].length) * weight
    case .wait: return engine.firstWait(lane) * weight
    }
  }

  /// Whether no other of these lanes holds an older contact of the same queue, which is drawn as one.
  private func isFirst(_ lane: Int32, of lanes: LaneWalk, _ engine: inout Engine) -> Bool {
    var others = lanes
    others.restart()
    while case let other = others.next(in: &engine), other >= 0 {
      if engine.lanes[other].queue != engine.lanes[lane].queue { continue }
      let (own, theirs) = (engine.firstEntered(lane), engine.firstEntered(other))
      if theirs < own || (theirs == own && other < lane) { return false }
    }
    return true
  }

  private func drawn(
    _ sum: Double, among lanes: inout LaneWalk, _ engine: inout Engine
  ) -> Int32 {
    var left = engine.routingDraw(ofAgent: lanes.agent) * sum
    var last: Int32 = -1
    lanes.restart()
    while case let lane = lanes.next(in: &engine), lane >= 0 {
      guard isFirst(lane, of: lanes, &engine) else { continue }
      let value = max(0, score(lane, lanes.group, &engine))
      if value > 0 { last = lane }
      if left < value { return lane }
      left -= value
    }
    return last
  }
}

extension Engine {
  /// A random number below 1 for the choice of a contact's agent, its own at each visit.
  mutating func routingDraw(of contact: Int32, purpose: RandomPurpose = .routing) -> Double {
    let caller = contacts[contact]
    let visit = UInt64(contacts.details[contact].visits) << 8 | UInt64(caller.legs)
    var stream = CallerStream(seed: caller.random, purpose: purpose, visit: visit)
    return stream.uniform()
  }

  /// A random number below 1 for an agent's choice among contacts at this moment.
  mutating func routingDraw(ofAgent agent: Int32) -> Double {
    var stream = CallerStream(
      seed: agentDetails[agent].random, purpose: .routing, visit: UInt64(eventCount))
    return stream.uniform()
  }
}

// A way to ask a routing policy what it would do, without a simulation.

/// A moment in a contact center, made up to ask its routing policy what it would do.
///
/// Agents are numbered over all groups, types as in the model. Who is neither idle nor off duty is
/// busy. What is told is played in order of time: callers who wait come to the state of their wait by
/// the policy itself, as things stood when they came and at each change since.
///
/// ```swift
/// var moment = RoutingSituation(at: 100)
/// moment.idle = [.init(0, since: 40), .init(1, since: 20)]
/// moment.agent(for: .init(type: 0, since: 100), in: model)  // .agent(1), the longest idle
/// moment.idle = []
/// moment.waiting = [.init(type: 0, since: 70), .init(type: 1, since: 60)]
/// moment.contact(forAgent: 0, in: model)  // .contact(1), who has waited longest
/// ```
package struct RoutingSituation: Sendable {
  /// The moment, in seconds since the first midnight.
  package var time: Seconds
  /// The agents who are idle and take contacts.
  package var idle: [IdleAgent] = []
  /// The agents who are not there.
  package var offDuty: Set<Int> = []
  /// Who waits.
  package var waiting: [Caller] = []
  /// Waits that are over, for recent service levels and foretold waits.
  package var past: [PastWait] = []
  /// Whether the center is open.
  package var isOpen = true
  /// What choices by lot are drawn from.
  package var seed: UInt64 = 1

  /// All agents are busy and nobody waits.
  package init(at time: Seconds) { self.time = time }

  /// An agent who is idle.
  package struct IdleAgent: Sendable {
    package var agent: Int
    package var since: Seconds
    /// Seconds with contacts before.
    package var handled: Seconds

    package init(_ agent: Int, since: Seconds, handled: Seconds = 0) {
      (self.agent, self.since, self.handled) = (agent, since, handled)
    }
  }

  /// Someone who has asked for an agent.
  package struct Caller: Sendable {
    package var type: Int
    package var since: Seconds
    /// The agent of an earlier conversation.
    package var lastAgent: Int?
    /// Whether another agent has passed the caller on.
    package var isPassedOn = false

    package init(type: Int, since: Seconds, lastAgent: Int? = nil) {
      (self.type, self.since, self.lastAgent) = (type, since, lastAgent)
    }
  }

  /// A wait that is over.
  package struct PastWait: Sendable {
    package var type: Int
    package var wait: Seconds
    package var endedAt: Seconds
    package var isAbandoned = false
    /// In which state of the policy's plan.
    package var state = 0

    package init(type: Int, wait: Seconds, endedAt: Seconds) {
      (self.type, self.wait, self.endedAt) = (type, wait, endedAt)
    }
  }

  /// What becomes of a caller who asks for an agent, now or earlier, if the policy is asked now.
  package func agent(for caller: Caller, in model: Model) -> RoutingDecision {
    var engine = Engine(model: model)
    let lane = engine.play(self, asking: caller)
    let agent = engine.idleAgent(for: Int32(waiting.count), lane: lane)
    if agent >= 0 { return .agent(Int(agent)) }
    return .waits(state: Int(lane - engine.types[caller.type].lane))
  }

  /// What an agent who becomes free now does.
  package func contact(forAgent agent: Int, in model: Model) -> RoutingDecision {
    var engine = Engine(model: model)
    engine.play(self, asking: nil)
    let group = engine.agents[Int32(agent)].group
    let contact = engine.waitingContact(for: Int32(agent), group: group)
    return contact >= 0 ? .contact(Int(contact)) : .staysIdle
  }
}

/// What a routing policy decides.
package enum RoutingDecision: Hashable, Sendable {
  /// The caller goes to this agent.
  case agent(Int)
  /// The caller waits, in this state of the policy's plan.
  case waits(state: Int)
  /// The agent takes this one of those who wait.
  case contact(Int)
  /// The agent takes nobody.
  case staysIdle
}

extension Engine {
  /// One thing that happened before the moment in question.
  private enum Happening {
    case waitEnds(RoutingSituation.PastWait)
    case becomesIdle(RoutingSituation.IdleAgent)
    case asks(Int32)
    case change(Int32, Int32)

    /// The order of what happens at the same moment.
    var order: Int {
      switch self {
      case .waitEnds: 0
      case .becomesIdle: 1
      case .asks: 2
      case .change: 3
      }
    }
  }

  /// Brings about a situation; the lane of the caller who asks, −1 without one.
  @discardableResult
  fileprivate mutating func play(
    _ situation: RoutingSituation, asking caller: RoutingSituation.Caller?
  ) -> Int32 {
    start(seed: situation.seed, replication: 0, options: SimulationOptions())
    sites.stand(open: situation.isOpen)
    setDuty(situation)
    let callers = situation.waiting + (caller.map { [$0] } ?? [])
    precondition(callers.count <= contacts.count)
    var story: [(time: Seconds, what: Happening)] = []
    story += situation.past.map { ($0.endedAt, .waitEnds($0)) }
    story += situation.idle.map { ($0.since, .becomesIdle($0)) }
    for (slot, caller) in callers.enumerated() {
      place(caller, at: Int32(slot))
      story.append((caller.since, .asks(Int32(slot))))
      let lane = lanes[types[caller.type].lane]
      for place in lane.firstMilestone..<lane.endMilestone where lanes.milestones[place].kind == .change {
        let moment = caller.since + lanes.milestones[place].after
        story.append((moment, .change(Int32(slot), lanes.milestones[place].change)))
      }
    }
    story.sort { ($0.time, $0.what.order) < ($1.time, $1.what.order) }
    let asking = caller == nil ? -1 : Int32(callers.count - 1)
    for event in story where event.time <= situation.time {
      now = event.time
      happen(event.what, asking)
    }
    now = situation.time
    return caller == nil ? -1 : contacts[asking].lane
  }

  private mutating func setDuty(_ situation: RoutingSituation) {
    for agent in 0..<Int32(agents.count) {
      if agents[agent].isListed { groups.unlist(agent, agents) }
      agents[agent].state = situation.offDuty.contains(Int(agent)) ? .offDuty : .engaged
    }
    for group in 0..<groups.count {
      let first = groups[group].firstAgent
      groups[group].onDuty = Int32(
        (first..<first + groups[group].agentCount).count { agents[$0].state != .offDuty })
    }
  }

  private mutating func place(_ caller: RoutingSituation.Caller, at slot: Int32) {
    contacts[slot] = Contact()
    contacts[slot].entered = caller.since
    contacts[slot].type = Int32(caller.type)
    contacts[slot].random = mix(mix(runSeed.seed) &+ UInt64(slot))
    contacts[slot].legs = caller.isPassedOn ? 1 : 0
    contacts[slot].lane = types[caller.type].lane
    contacts.details[slot] = ContactDetails()
    contacts.details[slot].lastAgent = Int32(caller.lastAgent ?? -1)
  }

  private mutating func happen(_ what: Happening, _ asking: Int32) {
    switch what {
    case .waitEnds(let past):
      let type = Int32(past.type)
      let end = past.isAbandoned ? WaitEnd.abandoned : .answered
      if recent.isKept {
        let limit = types[type].acceptableWait
        recent.add(end, type: type, wait: past.wait, limit: limit, at: now)
      }
      if kept.forecasts {
        let place = oracle.place(of: types[type].lane + Int32(past.state))
        oracle.learn(past.wait, place: place, isAbandoned: past.isAbandoned)
      }
    case .becomesIdle(let idle):
      let agent = Int32(idle.agent)
      agents[agent].state = .idle
      (agents[agent].since, agents[agent].idleSince) = (now, now)
      agents.times.add(idle.handled, EngagementPhase.conversing, agent)
      groups.list(agent, agents)
    case .asks(let contact):
      let first = contacts[contact].lane
      let lane = rules.decidesEntry ? nextLane(contact, first, -1) : first
      contacts[contact].lane = lane
      if contact != asking { enqueue(contact, lane) }
    case .change(let contact, let change):
      let lane = nextLane(contact, contacts[contact].lane, change)
      if contact != asking {
        lanes.leave(contact, contacts)
        lanes.enter(contact, lane, contacts)
      }
      contacts[contact].lane = lane
    }
  }
}

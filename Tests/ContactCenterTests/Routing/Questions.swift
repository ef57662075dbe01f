import ContactCenter
import Testing

// Small centers to put questions to, and short ways to put them.

/// A center under a policy: groups of so many agents, g0, g1, …, who serve the queues named by the
/// letters; and types a, b, … with queues of their own and talks of 100 s, all that the groups serve
/// unless others are named.
func routed(
  _ policy: Scenario.RoutingPolicy, types: String? = nil, _ groups: (Int, String)...
) -> Scenario {
  var scenario = center()
  scenario.routing.policy = policy
  let served = String(Set(groups.flatMap(\.1)).sorted())
  for name in (types ?? served).map(String.init) {
    scenario.contactTypes.append(calls(name, at: [0], talk: 100))
    scenario.queues.append(.init(name: name))
  }
  for (number, (count, skills)) in groups.enumerated() {
    scenario.agentGroups.append(agents(count, "g\(number)", serving: skills.map(String.init)))
  }
  return scenario
}

/// Second 1000 of the day: (agent, idle since) and (type, waiting since).
func moment(
  idle: [(Int, Seconds)] = [], waiting: [(Int, Seconds)] = [], off: Set<Int> = []
) -> RoutingSituation {
  var moment = RoutingSituation(at: 1000)
  moment.idle = idle.map { .init($0.0, since: $0.1) }
  moment.waiting = waiting.map { .init(type: $0.0, since: $0.1) }
  moment.offDuty = off
  return moment
}

extension Scenario {
  /// What becomes of a caller who asks at second 1000, or asked earlier.
  func push(_ type: Int, since: Seconds = 1000, _ moment: RoutingSituation) throws
    -> RoutingDecision
  {
    moment.agent(for: .init(type: type, since: since), in: try model())
  }

  /// What an agent does who becomes free at second 1000.
  func pull(_ agent: Int, _ moment: RoutingSituation) throws -> RoutingDecision {
    moment.contact(forAgent: agent, in: try model())
  }

  /// Changes the skill of a group for a queue.
  mutating func skill(_ group: Int, _ queue: String, _ change: (inout Skill) -> Void) {
    guard let place = agentGroups[group].skills.firstIndex(where: { $0.queue.name == queue }) else {
      preconditionFailure("The group does not serve \(queue).")
    }
    change(&agentGroups[group].skills[place])
  }
}

/// How often each of some decisions is made when only the lot differs.
func draws(_ count: Int, _ decide: (UInt64) throws -> RoutingDecision) rethrows
  -> [RoutingDecision: Int]
{
  var counts: [RoutingDecision: Int] = [:]
  for seed in 1...UInt64(count) { counts[try decide(seed), default: 0] += 1 }
  return counts
}

/// By how many standard errors a count misses `share` of `count` draws.
func misses(_ hits: Int?, _ share: Double, of count: Int) -> Double {
  let mean = share * Double(count)
  return abs(Double(hits ?? 0) - mean) / (mean * (1 - share)).squareRoot()
}

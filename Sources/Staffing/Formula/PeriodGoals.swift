import Experiments

/// Goals over several intervals together: the cheapest agents by interval whose figure, weighted by
/// volume, reaches them.
///
/// Greedy: as long as a goal is missed, an agent goes where he gains most for his time. A figure
/// ΣvN ÷ ΣvD reaches its bound b where Σv(N − bD) ≥ 0, a sum of one gain for each interval. If each
/// gain is concave in the number of agents, and all agents cost the same, no other staffing with as
/// few agents gains more (B. Fox, "Discrete optimization via marginal analysis", Management Science
/// 13, 1966). Service levels are S-shaped below the load, so steps of several agents are taken there,
/// up to the largest gain per agent (along the concave hull); what the last step leaves over is taken
/// back where it is not missed. With one goal the result is then at most one step from the cheapest;
/// with several goals it is a good staffing, not a proven one.
struct PeriodGoals {
  /// An interval.
  struct Member {
    var load: QueueLoad
    /// At first the least number.
    var agents: Int
    /// The largest number allowed.
    var most: Int
    /// In seconds.
    var length: Double

    var attempts: Double { load.arrivalRate * length }
  }

  /// The goals, all over the same time.
  var goals: [Goal]
  /// The intervals.
  private(set) var members: [Member]
  /// The goal that was missed by most when the search began.
  private(set) var mostMissedAtFirst = 0
  private let least: [Int]
  /// By interval: the first one with the same work.
  private let alike: [Int]
  /// By interval (the first of its kind) and number of agents: the surplus over each goal, once computed.
  private var known: [[Int: [Double]]]

  init(goals: [Goal], members: [Member]) {
    self.goals = goals
    self.members = members
    least = members.map(\.agents)
    known = members.map { _ in [:] }
    var firsts: [Double: [Int]] = [:]
    alike = members.indices.map { place in
      let (load, length) = (members[place].load, members[place].length)
      let same = firsts[load.arrivalRate]?.first {
        members[$0].load == load && members[$0].length == length
      }
      if same == nil { firsts[load.arrivalRate, default: []].append(place) }
      return same ?? place
    }
  }

  /// Raises agents until every goal is met.
  ///
  /// - Returns: nil, or the first goal that cannot be met.
  mutating func solve() -> Int? {
    var totals = self.totals()
    let scales = totals.map { max(-$0, 1e-300) }
    if let worst = scales.indices.max(by: { scales[$0] < scales[$1] }) {
      mostMissedAtFirst = worst
    }
    guard totals.contains(where: { $0 < 0 }) else { return nil }
    var steps = members.indices.map { step(of: $0, totals, scales) }
    while let missed = totals.firstIndex(where: { $0 < 0 }) {
      guard let best = steps.indices.max(by: { steps[$0].rate < steps[$1].rate }),
        steps[best].rate > 0
      else { return missed }
      let old = surplus(of: best, agents: members[best].agents)
      members[best].agents += steps[best].agents
      let new = surplus(of: best, agents: members[best].agents)
      let before = totals
      for goal in goals.indices { totals[goal] += new[goal] - old[goal] }
      // Rounding of many small changes must not end the search too early.
      if totals.allSatisfy({ $0 >= 0 }) { totals = self.totals() }
      // Another goal now counts, or no longer.
      let changed = zip(before, totals).contains { ($0 < 0) != ($1 < 0) }
      for place in steps.indices where changed || place == best {
        steps[place] = step(of: place, totals, scales)
      }
    }
    takeBack()
    return nil
  }

  /// The figure of a goal with the agents so far.
  func value(of goal: Int) -> Double {
    var (sum, base) = (0.0, 0.0)
    for member in members {
      guard let parts = member.load.queue(agents: member.agents)?.parts(of: goals[goal].measure)
      else { continue }
      sum += member.attempts * parts.sum
      base += member.attempts * parts.base
    }
    return base > 0 ? sum / base : 0
  }

  private mutating func totals() -> [Double] {
    var totals = goals.map { _ in 0.0 }
    for place in members.indices {
      let own = surplus(of: place, agents: members[place].agents)
      for goal in goals.indices { totals[goal] += own[goal] }
    }
    return totals
  }

  private mutating func surplus(of place: Int, agents: Int) -> [Double] {
    if let known = known[alike[place]][agents] { return known }
    let member = members[place]
    let queue = member.load.queue(agents: agents)
    let result = goals.map { goal in
      queue.map { member.attempts * $0.surplus(over: goal) } ?? -member.attempts
    }
    known[alike[place]][agents] = result
    return result
  }

  // MARK: - Steps

  private struct Step {
    var agents: Int
    /// Gain per agent-second, each missed goal's in parts of what it lacked at first.
    var rate: Double
  }

  /// The step with the largest gain per agent: doubled while that grows, then narrowed down.
  private mutating func step(of place: Int, _ totals: [Double], _ scales: [Double]) -> Step {
    let now = members[place].agents
    let load = members[place].load.offeredLoad
    let room = members[place].most - now
    guard room >= 1 else { return Step(agents: 0, rate: 0) }
    let weights = zip(totals, scales).map { $0 < 0 ? 1 / $1 : 0 }
    var best = Step(agents: 1, rate: rate(of: place, step: 1, weights))
    while best.agents < room {
      let next = min(2 * best.agents, room)
      let found = rate(of: place, step: next, weights)
      // Far below the load a service level is 0 for many numbers in a row.
      let isBelow = found == best.rate && found == 0 && Double(now + next) < 2 * load + 10
      guard found > best.rate || isBelow else { break }
      best = Step(agents: next, rate: found)
    }
    var width = best.agents / 2
    while width >= 1 {
      for other in [best.agents - width, best.agents + width] where (1...room).contains(other) {
        let found = rate(of: place, step: other, weights)
        if found > best.rate { best = Step(agents: other, rate: found) }
      }
      width /= 2
    }
    return best
  }

  /// The weighted gain of so many more agents, per agent-second.
  private mutating func rate(of place: Int, step: Int, _ weights: [Double]) -> Double {
    let now = members[place].agents
    let start = surplus(of: place, agents: now)
    let end = surplus(of: place, agents: now + step)
    let gain = weights.indices.reduce(0) { $0 + weights[$1] * (end[$1] - start[$1]) }
    return gain / (Double(step) * members[place].length)
  }

  /// Takes agents away, those whose time is missed least first, while every goal stays met.
  private mutating func takeBack() {
    var totals = self.totals()
    while true {
      var best: (place: Int, loss: Double, totals: [Double])?
      for place in members.indices where members[place].agents > least[place] {
        let agents = members[place].agents
        let change = zip(
          surplus(of: place, agents: agents - 1), surplus(of: place, agents: agents)
        ).map { $0 - $1 }
        let left = zip(totals, change).map { $0 + $1 }
        let loss = -change.reduce(0, +) / members[place].length
        if left.allSatisfy({ $0 >= 0 }), loss < best?.loss ?? .infinity {
          best = (place, loss, left)
        }
      }
      guard let best else { return }
      members[best.place].agents -= 1
      totals = best.totals
    }
  }
}

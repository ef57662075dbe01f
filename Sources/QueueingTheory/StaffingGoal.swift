/// What a staffing must reach.
///
/// Levels lie in [0, 1), upper bounds are > 0: every goal is reached by some finite number of
/// agents, and, once reached, by every larger number.
public enum StaffingGoal: Sendable, Equatable {
  /// The service level by `rule` within `within` seconds is at least `atLeast`.
  case serviceLevel(atLeast: Double, within: Double, rule: ServiceLevelRule = .ofOffered)
  /// The mean wait of the served calls is at most this many seconds.
  case averageSpeedOfAnswer(atMost: Double)
  /// The mean wait of all calls is at most this many seconds.
  case averageWait(atMost: Double)
  /// At most this part of the calls waits.
  case waitProbability(atMost: Double)
  /// At most this part of the calls abandons.
  case abandonedProportion(atMost: Double)
  /// Agents are busy at most this part of the time.
  case occupancy(atMost: Double)

  /// Whether a staffing reaches the goal.
  public func isMet(by queue: some QueueMeasures) -> Bool {
    switch self {
    case .serviceLevel(let level, let wait, let rule):
      return queue.serviceLevel(within: wait, rule: rule) >= level
    case .averageSpeedOfAnswer(let bound): return queue.averageSpeedOfAnswer <= bound
    case .averageWait(let bound): return queue.averageWait <= bound
    case .waitProbability(let bound): return queue.waitProbability <= bound
    case .abandonedProportion(let bound): return queue.abandonedProportion <= bound
    case .occupancy(let bound): return queue.occupancy <= bound
    }
  }

  /// The fewest agents ≥ `start` whose queue reaches all goals; no queue means unstable.
  static func fewestAgents<Queue: QueueMeasures>(
    from start: Int, reaching goals: [StaffingGoal], _ queue: (Int) -> Queue?
  ) -> Int {
    goals.forEach { $0.checkReachable() }
    return Roots.smallestInteger(from: start) { agents in
      guard let queue = queue(agents) else { return false }
      return goals.allSatisfy { $0.isMet(by: queue) }
    }
  }

  private func checkReachable() {
    switch self {
    case .serviceLevel(let level, let wait, _):
      precondition(level < 1 && wait >= 0, "a service level goal is below 1, its time ≥ 0")
    case .averageSpeedOfAnswer(let bound), .averageWait(let bound), .waitProbability(let bound),
      .abandonedProportion(let bound), .occupancy(let bound):
      precondition(bound > 0, "an upper bound is > 0")
    }
  }
}

/// Searches for goals that a model reaches with enough agents, or at a small enough load.
public enum StaffingSearch {
  /// The smallest number from `first` to `last` for which a condition holds that, once true, stays
  /// true; nil where it does not even hold for `last`.
  ///
  /// Doubling steps, then bisection: O(log n) evaluations, n being the answer.
  public static func fewest(
    from first: Int, upTo last: Int, where condition: (Int) -> Bool
  ) -> Int? {
    let found = Roots.smallestInteger(from: first) { $0 >= last || condition($0) }
    return found < last || condition(found) ? min(found, last) : nil
  }

  /// The largest load, in erlangs, for which a condition holds that, once false, stays false.
  ///
  /// Nil where it holds up to `limit`, 0 where it holds for no load above 1e-9 erlangs.
  ///
  /// Bisection to 1e-14 of the load: some hundred evaluations.
  public static func largestLoad(
    upTo limit: Double, where condition: (Double) -> Bool
  ) -> Double? {
    var (low, high) = (0.0, 1e-9)
    while condition(high) {
      low = high
      high *= 2
      if high > limit { return nil }
    }
    while high - low > 1e-14 * high {
      let middle = (low + high) / 2
      if !(middle > low && middle < high) { break }
      if condition(middle) { low = middle } else { high = middle }
    }
    return low
  }
}

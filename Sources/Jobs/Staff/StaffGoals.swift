import Experiments
import Staffing

// Goals that say the same, and what lines do to the plan for them.

extension [Goal] {
  /// The goals, each once, and those that were given again.
  var eachOnce: (goals: [Goal], again: [Goal]) {
    var (goals, again): ([Goal], [Goal]) = ([], [])
    for goal in self {
      if !goals.contains(goal) {
        goals.append(goal)
      } else if !again.contains(goal) {
        again.append(goal)
      }
    }
    return (goals, again)
  }

  /// The goal in every interval that keeps this one over a longer time too; nil: none does.
  ///
  /// A figure over a day is the mean of the intervals' figures, weighted.
  func narrower(than goal: Goal) -> Goal? {
    first { other in
      other.period == .interval && goal.period != .interval && other.measure == goal.measure
        && other.part == goal.part && other.isLowerBound == goal.isLowerBound
        && (goal.isLowerBound ? other.bound >= goal.bound : other.bound <= goal.bound)
    }
  }
}

extension StaffInput {
  /// Takes each goal once, and by formulas none that follows from another.
  ///
  /// Simulations judge both: an interval that is not yet told apart says nothing of the day.
  mutating func settleGoals(isSimulated: Bool) {
    let text = GoalText()
    let (once, again) = goals.eachOnce
    goals = once
    goalRemarks = again.map { .goalAgain(text.text(of: $0)) }
    guard !isSimulated else { return }
    for goal in once {
      guard let narrow = once.narrower(than: goal) else { continue }
      goals.removeAll { $0 == goal }
      goalRemarks.append(.goalFollows(text.text(of: goal), from: text.text(of: narrow)))
    }
  }
}

extension StaffingPlan {
  /// How many calls lines and places in queues turn away by formula, where it is one in a hundred or more.
  var turnedAway: StaffingRemark? {
    var queues = StaffQueues()
    var (all, away) = (0.0, 0.0)
    for cell in pools.flatMap(\.cells).compactMap({ $0 }) {
      let calls = cell.load.arrivalRate * demand.intervals[cell.interval].open
      all += calls
      guard cell.load.lines != nil || cell.load.waitingPlaces != nil,
        let queue = queues.queue(cell.load, agents: cell.agents)
      else { continue }
      away += calls * queue.blockingProbability
    }
    return all > 0 && away >= 0.01 * all ? .turnedAway(calls: away, of: all) : nil
  }

  /// For each pool of chats that the formula for several at once has planned, what the shortcut says of the
  /// interval with the most agents.
  var chatShortcuts: [StaffingRemark] {
    var queues = StaffQueues()
    return zip(demand.pools, pools).compactMap { pool, plan in
      let cells = plan.cells.compactMap { $0 }.filter { $0.load.chat != nil }
      guard let most = cells.map(\.agents).max(), let cell = cells.first(where: { $0.agents == most }),
        let queue = queues.queue(cell.load, agents: most)
      else { return nil }
      var alone = cell.load
      alone.chat = nil
      return .chatShortcut(
        ChatShortcut(
          pool: pool.name, moment: demand.dates.time(at: demand.intervals[cell.interval].start), agents: most,
          wait: queue.averageSpeedOfAnswer,
          shortcut: queues.queue(alone, agents: most)?.averageSpeedOfAnswer))
    }
  }
}

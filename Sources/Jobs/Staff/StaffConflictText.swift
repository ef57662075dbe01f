import Experiments
import Foundation
import Reporting
import Staffing

/// Two wishes that contradict each other, and the nearest pairs that do not.
struct StaffConflictText {
  var conflict: StaffingConflict
  var demand: StaffingDemand
  /// The names of the model's groups.
  var names: [String] = []

  /// The field of the limit.
  var field: JobField {
    switch conflict.limit {
    case .lines: .lines
    case .maximumAgents: .maxAgents
    case .minimumOccupancy: .minOccupancy
    }
  }

  /// The message.
  var text: Words {
    if isHelped {
      let enough: Words = needed.map { " By formula alone it takes \($0)." } ?? ""
      return "\(finding) Add \(.simulate), which heeds who helps out.\(enough)"
    }
    var pairs: [Words] = []
    if let reached = reachable { pairs.append("\(reached) with \(limit)") }
    if let needed { pairs.append("\(conflict.goal == nil ? "load and goals" : goal) with \(needed)") }
    guard let first = pairs.first else { return "\(finding) No other value of either helps." }
    let nearest = pairs.dropFirst().reduce(first) { "\($0), or \($1)" }
    return "\(finding) Nearest pairs that go together: \(nearest)."
  }

  private var goal: String { conflict.goal.map { GoalText().text(of: $0) } ?? "the load itself" }

  /// What contradicts what, in a sentence; or, where others help out, what the formulas cannot tell.
  var finding: Words {
    guard isHelped else { return "\(place): \(goal) and \(limit) contradict each other\(with)." }
    let others = (pool?.helpers ?? []).compactMap { names.indices.contains($0) ? names[$0] : nil }
    return "\(place): by formula \(limit) leaves \(goal) to others\(with) without "
      + "\(others.joined(separator: ", ")), who can serve the same calls."
  }

  private var pool: StaffingDemand.Pool? { demand.pools.first { $0.name == conflict.pool } }

  /// Whether agents of other groups serve the pool's types too, as many as the limit allows them might keep
  /// the goal, and so nothing is known to contradict anything.
  private var isHelped: Bool {
    guard let pool, !pool.helpers.isEmpty else { return false }
    switch conflict.limit {
    case .lines: return false
    case .minimumOccupancy: return true
    case .maximumAgents(let most):
      guard let interval = conflict.interval, let load = pool.loads[interval], let goal = conflict.goal
      else { return true }
      return load.queue(agents: most * (pool.groups.count + pool.helpers.count))?.meets(goal) ?? false
    }
  }

  private var place: String {
    guard let interval = conflict.interval else { return conflict.pool }
    return "\(StaffResult.axis(of: demand).span(interval)), \(conflict.pool)"
  }

  private var limit: Words {
    switch conflict.limit {
    case .lines(let count): return Words(FigureText.count(count, "line"))
    case .maximumAgents(let count): return "\(.maxAgents) \(count)"
    case .minimumOccupancy(let share): return "\(.minOccupancy) \(GoalText.percent(share))"
    }
  }

  /// ": at best it is 12.3 %".
  private var with: String {
    guard let goal = conflict.goal, let reached = conflict.reached else { return "" }
    let unit: IndicatorUnit = goal.measure == .averageSpeedOfAnswer ? .seconds : .proportion
    return ": at best it is \(FigureText.value(reached, unit: unit))"
  }

  /// The goal moved to what can be had, rounded to the side that can.
  private var reachable: String? {
    guard var goal = conflict.goal, let reached = conflict.reached else { return nil }
    let scale = goal.measure == .averageSpeedOfAnswer ? 10.0 : 1000
    let rule: FloatingPointRoundingRule = goal.isLowerBound ? .down : .up
    goal.bound = (reached * scale).rounded(rule) / scale
    guard goal.bound > 0, goal.bound < 1 || goal.measure == .averageSpeedOfAnswer else { return nil }
    return GoalText().text(of: goal)
  }

  private var needed: Words? {
    guard let needed = conflict.needed else { return nil }
    switch conflict.limit {
    case .lines: return Words(FigureText.count(Int(clamping: needed), "line"))
    case .maximumAgents: return "\(.maxAgents) \(Int(clamping: needed))"
    case .minimumOccupancy:
      let share = (needed * 1000).rounded(.down) / 1000
      return share > 0 ? "\(.minOccupancy) \(GoalText.percent(share))" : nil
    }
  }
}

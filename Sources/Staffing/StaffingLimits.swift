import ContactCenter
import QueueingTheory

/// What no staffing may go below or beyond, whoever plans it: formulas, repair, risk and skills.
///
/// Numbers are those of one agent group; a pool of several groups has as many times of them.
public struct StaffingLimits: Sendable, Equatable {
  /// The fewest agents of a group wherever it is open; nil: 1 where there is work, 0 where nobody calls.
  public var fewest: Int?
  /// The most agents of a group, such as its seats; nil: no limit.
  public var most: Int?
  /// The least occupancy by formula, 0…1; nil: no limit.
  public var minimumOccupancy: Double?

  /// No limits.
  public init() {}

  /// The fewest agents of so many groups where there is work.
  func leastWorking(groups: Int) -> Int { max(1, leastIdle(groups: groups)) }

  /// The fewest agents of so many groups where nobody calls.
  func leastIdle(groups: Int) -> Int { (fewest ?? 0) * max(1, groups) }

  /// The most agents of so many groups.
  func most(groups: Int) -> Int? { most.map { $0 * max(1, groups) } }

  /// The most agents that serve a load without being idle too long.
  func most(with load: QueueLoad, upTo top: Int) -> Int {
    guard let least = minimumOccupancy else { return top }
    let over = StaffingSearch.fewest(from: load.leastAgents, upTo: top) { agents in
      (load.queue(agents: agents)?.occupancy ?? 1) < least
    }
    return over.map { $0 - 1 } ?? top
  }
}

/// The limits of each number of a `StaffingTable`.
struct TableLimits: Sendable {
  /// Group × interval: no fewer agents.
  let least: [[Int]]
  /// Group × interval: no more agents; `Int.max` without a limit.
  let most: [[Int]]

  /// The limits on a model.
  ///
  /// A least occupancy is that of the formulas: of each pool the most agents that are busy enough.
  init(_ limits: StaffingLimits, on model: Model) {
    let isOpen = model.openHours.map { $0 > 0 }
    least = model.groups.map { _ in isOpen.map { $0 ? limits.fewest ?? 0 : 0 } }
    var most = model.groups.map { _ in isOpen.map { _ in limits.most ?? .max } }
    if limits.minimumOccupancy != nil {
      for pool in StaffingDemand(model).pools {
        for (interval, load) in pool.loads.enumerated() {
          guard let load else { continue }
          let top = limits.most(with: load, upTo: StaffingPlanner.mostAgents)
          for group in pool.groups { most[group][interval] = min(most[group][interval], top) }
        }
      }
    }
    let least = least
    self.most = zip(most, least).map { row in zip(row.0, row.1).map { max($0, $1) } }
  }

  /// The limits of one interval, or of all together.
  func numbers(_ intervals: Range<Int>) -> (least: [Int], most: [Int]) {
    (
      least.map { $0[intervals].max() ?? 0 }, most.map { $0[intervals].min() ?? .max }
    )
  }

  /// A staffing moved inside the limits.
  func clamped(_ table: StaffingTable) -> StaffingTable {
    var table = table
    for group in table.agents.indices {
      for interval in table.agents[group].indices {
        let inside = max(table.agents[group][interval], least[group][interval])
        table.agents[group][interval] = min(inside, most[group][interval])
      }
    }
    return table
  }

  /// Whether an agent more or less stays inside.
  func allow(_ number: Int, group: Int, interval: Int) -> Bool {
    number >= least[group][interval] && number <= most[group][interval]
  }
}

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
  /// Groups of which one agent at least is there wherever the contacts come that only they serve.
  private let crews: [Crew]
  /// The groups, the cheapest first.
  private let cheapest: [Int]

  /// The groups that serve a contact type.
  private struct Crew {
    var groups: [Int]
    /// By interval: whether such contacts come.
    var isNeeded: [Bool]
  }

  /// The limits on a model.
  ///
  /// A least occupancy is that of the formulas: of each pool the most agents that are busy enough.
  init(_ limits: StaffingLimits, on model: Model) {
    let isOpen = model.openHours.map { $0 > 0 }
    let pools = StaffingDemand(model).pools
    crews = model.contactTypes.indices.compactMap { type in
      let groups = model.groups(serving: type)
      guard !groups.isEmpty,
        let pool = pools.first(where: { $0.types.contains(model.contactTypes[type].name) })
      else { return nil }
      return Crew(groups: groups, isNeeded: zip(isOpen, pool.loads).map { $0 && $1 != nil })
    }
    cheapest = model.groups.indices.sorted {
      (model.groups[$0].cost, $0) < (model.groups[$1].cost, $1)
    }
    least = model.groups.map { _ in isOpen.map { $0 ? limits.fewest ?? 0 : 0 } }
    var most = model.groups.map { _ in isOpen.map { _ in limits.most ?? .max } }
    if limits.minimumOccupancy != nil {
      for pool in pools {
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
    for crew in crews {
      for interval in crew.isNeeded.indices where !hasCrew(crew, table, interval) {
        let group = cheapest.first { crew.groups.contains($0) && most[$0][interval] > 0 }
        if let group { table.agents[group][interval] = 1 }
      }
    }
    return table
  }

  private func hasCrew(_ crew: Crew, _ table: StaffingTable, _ interval: Int) -> Bool {
    !crew.isNeeded[interval] || crew.groups.contains { table.agents[$0][interval] > 0 }
  }

  /// Whether a staffing leaves somebody for the work of each interval of some cells.
  func leaveSomebody(_ table: StaffingTable, at cells: some Sequence<StaffingCell>) -> Bool {
    cells.allSatisfy { cell in
      table[cell] > 0
        || crews.allSatisfy {
          !$0.groups.contains(cell.group) || hasCrew($0, table, cell.interval)
        }
    }
  }

  /// Whether an agent fewer in a cell stays inside, and leaves somebody for the work.
  func allowRemoval(_ cell: StaffingCell, from table: StaffingTable) -> Bool {
    table[cell] > 0 && allow(table[cell] - 1, group: cell.group, interval: cell.interval)
      && leaveSomebody(table.changed([cell], by: -1), at: [cell])
  }

  /// Whether an agent more or less stays inside the numbers of his group.
  func allow(_ number: Int, group: Int, interval: Int) -> Bool {
    number >= least[group][interval] && number <= most[group][interval]
  }
}

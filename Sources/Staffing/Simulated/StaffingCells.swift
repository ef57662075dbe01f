import ContactCenter

/// A number of agents that a search may change.
struct StaffingCell: Hashable {
  var group: Int
  var interval: Int
}

/// The numbers of a staffing table that a search may change, and the places of goals that each of
/// them can reach.
///
/// An agent more or less shows in his own part of the center (groups and types that share queues or
/// lines), from the interval before, whose callers still wait, to some time after (an hour and a half); over goals of
/// days and months, in all days and months that have such an interval. Cells that reach no common
/// place can be tried in one simulation.
struct StaffingCells {
  let all: [StaffingCell]
  /// By cell: what it costs, hours of the open interval times the group's cost.
  let cost: [StaffingCell: Double]
  /// By cell: the places that it reaches, in rising order.
  let reach: [StaffingCell: [Int]]
  /// By place: the groups whose agents can help there.
  let helpers: [[Int]]

  /// How long the queue that an interval leaves behind is looked at, in seconds.
  static let memory: Seconds = 5400

  /// The cells of a layout, whose queues are looked at for so long after an interval.
  init(_ layout: GoalLayout, memory: Seconds = Self.memory) {
    let model = layout.model
    let hours = model.openHours
    let judged = Set(layout.places.flatMap(\.intervals)).sorted()
    all = model.groups.indices.flatMap { group in
      judged.map { StaffingCell(group: group, interval: $0) }
    }
    helpers = layout.places.map { place in
      switch place.subject {
      case .group(let group): return [group]
      case .contactType(let type): return model.groups(serving: type)
      }
    }
    let parts = Self.parts(of: model)
    let after = max(1, Int(clamping: (memory / model.calendar.interval).rounded(.up)))
    var reach: [StaffingCell: [Int]] = [:]
    var cost: [StaffingCell: Double] = [:]
    for cell in all {
      cost[cell] = model.groups[cell.group].cost * hours[cell.interval]
      let window = cell.interval - 1..<cell.interval + after + 1
      reach[cell] = layout.places.indices.filter { index in
        let place = layout.places[index]
        return place.intervals.overlaps(window)
          && parts.part(of: place.subject) == parts.groups[cell.group]
      }
    }
    (self.reach, self.cost) = (reach, cost)
  }

  /// Cells in order, in lists in which no two reach a common place.
  func batches(_ cells: [StaffingCell]) -> [[StaffingCell]] {
    var batches: [[StaffingCell]] = []
    var taken: [Set<Int>] = []
    for cell in cells {
      let places = reach[cell] ?? []
      if let free = taken.firstIndex(where: { $0.isDisjoint(with: places) }) {
        batches[free].append(cell)
        taken[free].formUnion(places)
      } else {
        batches.append([cell])
        taken.append(Set(places))
      }
    }
    return batches
  }

  /// The parts of a center that have nothing to do with one another.
  private struct Parts {
    var types: [Int]
    var groups: [Int]

    func part(of subject: GoalPlace.Subject) -> Int {
      switch subject {
      case .contactType(let type): return types[type]
      case .group(let group): return groups[group]
      }
    }
  }

  private static func parts(of model: Model) -> Parts {
    var parts = Parts(types: model.contactTypes.map { _ in 0 }, groups: model.groups.map { _ in 0 })
    let sharesLines = !model.trunkGroups.isEmpty || model.waitingRoom != nil || model.ports != nil
    guard !sharesLines else { return parts }
    for (number, part) in ContactFlow(model).connectedParts(model).enumerated() {
      for type in part.types { parts.types[type] = number }
      for group in part.groups { parts.groups[group] = number }
    }
    return parts
  }
}

extension StaffingTable {
  /// The table with so many agents more in some cells.
  func changed(_ cells: [StaffingCell], by change: Int) -> StaffingTable {
    var table = self
    for cell in cells { table.agents[cell.group][cell.interval] += change }
    return table
  }

  /// The agents of a cell.
  subscript(cell: StaffingCell) -> Int { agents[cell.group][cell.interval] }
}

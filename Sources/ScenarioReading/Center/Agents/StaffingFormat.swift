import ContactCenter
import Yams

// The format of numbers of agents by time.

/// An element of a list of staffing: a number, or a number from a time on.
enum StaffingItem {
  case count(Int)
  case point(Scenario.StaffingPoint)

  /// Why an element alone has no setting.
  static let isInside = "The numbers are varied as a list."
}

extension Kind where Value == Scenario.Staffing {
  /// Numbers per planning interval, pairs of time and number, or a file.
  static var staffing: Kind<Scenario.Staffing> {
    let agents = Kind<Int>.integer(ScenarioLimits.agentCounts)
    let item: Kind<StaffingItem> = either(
      scalar: agents.map(notVaried: StaffingItem.isInside) { .count($0) },
      list: pair(Kind<Double>.timeOfDay, agents, "pair of time and number") {
        Scenario.StaffingPoint(time: $0, agents: $1)
      } parts: {
        ($0.time, $0.agents)
      }.map(notVaried: StaffingItem.isInside) { .point($0) })
    let items = ScenarioReading.list(of: item, ScenarioLimits.listed, tracksPlaces: false)
    let file = TableDraft.format("staffing file", "Agents by time, in a table.").kind
    let settings = { (focus: SettingFocus<Scenario.Staffing>) in
      let points: SettingFocus<[Scenario.StaffingPoint]> = focus.through({ $0.points }, { .counts($0) })
      return SettingTree(
        members: .init(
          what: "number", names: { (points.value($0) ?? []).map { _ in nil } },
          tree: { agents.settings(points.element($0).part(\.agents)) }, areNamed: false))
    }
    return Kind(shape: .either([items.shape, file.shape]), settings: settings) { node, reading in
      if case .mapping = node {
        guard let source = file.read(node, &reading) else { return nil }
        if source.file == nil {
          return reading.fail(node, "The staffing names no file.", "Add file: staffing.csv.")
        }
        return reading.staffing(source, node)
      }
      return items.read(node, &reading).flatMap { reading.staffing($0, node) }
    }
  }
}

extension Scenario.Staffing {
  /// The number that is there all the time; nil for other ways.
  var constant: Int? { if case .constant(let agents) = self { agents } else { nil } }

  /// The shifts; nil for other ways.
  var shifts: [Scenario.Shift]? {
    if case .shifts(let shifts) = self { shifts } else { nil }
  }

  /// The numbers from times of day on; nil for other ways.
  fileprivate var points: [Scenario.StaffingPoint]? {
    if case .counts(let points) = self { points } else { nil }
  }
}

extension Reading {
  fileprivate mutating func staffing(_ items: [StaffingItem], _ node: Node) -> Scenario.Staffing? {
    var counts: [Int] = []
    var points: [Scenario.StaffingPoint] = []
    for item in items {
      switch item {
      case .count(let count): counts.append(count)
      case .point(let point): points.append(point)
      }
    }
    if counts.isEmpty { return .counts(points) }
    if !points.isEmpty {
      return fail(
        node, "Numbers and pairs are mixed.", "Give either one number per interval or pairs.")
    }
    return starts(forCount: counts.count, key: "").map { starts in
      .counts(zip(starts, counts).map { Scenario.StaffingPoint(time: $0.start, agents: $1) })
    }
  }
}

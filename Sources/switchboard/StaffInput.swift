import ContactCenter
import Experiments
import Foundation
import QueueingTheory
import ScenarioReading
import Staffing

/// What `staff` plans for: a demand from a scenario or from a table of volumes, with its goals.
struct StaffInput {
  /// What the report is called.
  var title: String
  var demand: StaffingDemand
  var goals: [Goal]
  /// The scenario; nil for a table of volumes.
  var scenario: ScenarioFile?

  /// The acceptable wait of the tables: that of the first service level goal, else the scenario's.
  var acceptableWait: Double {
    for goal in goals {
      if case .serviceLevel(_, let wait) = goal.measure { return wait }
    }
    return scenario?.scenario.serviceLevel.acceptableWait ?? 20
  }

  /// The definition of the tables' service level.
  var definition: ServiceLevelDefinition {
    for goal in goals {
      if case .serviceLevel(let definition, _) = goal.measure { return definition }
    }
    return .abandonedCountAgainst
  }
}

extension StaffInput {
  /// Remarks on goals that any number of agents meets, since the model has nothing of the kind.
  var idleGoals: [String] {
    let loads = demand.pools.flatMap { $0.loads.compactMap { $0 } }
    return goals.compactMap { goal in
      let text = GoalText().text(of: goal)
      switch goal.measure {
      case .abandonment where !loads.contains(where: \.hasPatience):
        return "Nobody gives up here, so \(text) asks for nothing: it needs a patience."
      case .blocking where loads.allSatisfy({ $0.lines == nil && $0.waitingPlaces == nil }):
        return "Nobody is turned away here, so \(text) asks for nothing: it needs a number of lines."
      default: return nil
      }
    }
  }
}

/// How calls of a table of volumes behave, which the table does not say.
struct StaffCalls {
  var handleTime: Double?
  var variation: Double?
  var patience: DurationLaw
  var lines: Int?

  /// Whether any of the options was given.
  var isGiven: Bool {
    handleTime != nil || variation != nil || patience != .unlimited || lines != nil
  }
}

extension StaffInput {
  /// Reads the file that was named: CSV files are tables of volumes, all others scenarios.
  ///
  /// - Throws: `ProgramStop` about everything that is wrong with it.
  static func read(_ path: String, calls: StaffCalls, goals: [Goal]) throws -> StaffInput {
    let isTable = path.lowercased().hasSuffix(".csv")
    var input = try isTable ? table(path, calls) : scenario(path, calls)
    if !goals.isEmpty { input.goals = goals }
    guard !input.goals.isEmpty else {
      throw ProgramStop.options("there is no goal. Add one, such as --goal 80/20.")
    }
    for goal in input.goals {
      guard let type = goal.contactType, !input.demand.types.contains(type) else { continue }
      let types = input.demand.types
      let near = NearestName.nearest(to: type, in: types).map { "Did you mean \"\($0)\"? " } ?? ""
      throw ProgramStop.options(
        "--goal \(GoalText().text(of: goal)): there is no contact type \"\(type)\" with calls. "
          + near + "There are \(types.joined(separator: ", ")).")
    }
    return input
  }

  private static func scenario(_ path: String, _ calls: StaffCalls) throws -> StaffInput {
    guard !calls.isGiven else {
      throw ProgramStop.options(
        "--aht, --aht-cv, --patience and --lines are for tables of volumes; a scenario says itself "
          + "how calls behave.")
    }
    let file = try ScenarioInput.read(path)
    var demand = StaffingDemand(file.model)
    demand.firstWeekday = file.scenario.calendar.firstDay.rawValue
    guard demand.pools.contains(where: { $0.loads.contains { $0 != nil } }) else {
      throw ProgramStop(.badInput, "\(path): error: No call ever reaches an agent group.")
    }
    return StaffInput(
      title: file.scenario.name, demand: demand, goals: targets(of: file.model), scenario: file)
  }

  /// The service levels that the scenario's own types are to reach.
  private static func targets(of model: Model) -> [Goal] {
    let types = model.contactTypes
    let own = types.map { type in
      type.target.map {
        Goal(.serviceLevel(.abandonedCountAgainst, within: type.acceptableWait), $0)
      }
    }
    guard let first = own.first, own.contains(where: { $0 != first }) else {
      return own.first?.map { [$0] } ?? []
    }
    return zip(types, own).compactMap { type, goal in
      guard var goal else { return nil }
      goal.contactType = type.name
      return goal
    }
  }

  private static func table(_ path: String, _ calls: StaffCalls) throws -> StaffInput {
    let table: VolumeTable
    do {
      table = try VolumeTable.read(path: path)
    } catch {
      throw ProgramStop(.badInput, error.description)
    }
    if calls.handleTime == nil, let row = table.rows.first(where: { $0.handleTime == nil }) {
      throw ProgramStop(
        .badInput,
        "\(path):\(row.line): error: The average handle time is missing. Add --aht, such as "
          + "--aht 300s, or a column aht.")
    }
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    return StaffInput(title: name, demand: demand(of: table, calls), goals: [])
  }

  private static func demand(of table: VolumeTable, _ calls: StaffCalls) -> StaffingDemand {
    var seen: [StaffingDemand.Interval] = []
    for row in table.rows {
      let interval = StaffingDemand.Interval(start: row.start, end: row.end)
      if seen.last != interval { seen.append(interval) }
    }
    var names: [String] = []
    for row in table.rows where !names.contains(row.type) { names.append(row.type) }
    let pools = names.map { name -> StaffingDemand.Pool in
      let rows = Dictionary(
        table.rows.filter { $0.type == name }.map { ($0.start, $0) }, uniquingKeysWith: { $1 })
      let loads = seen.map { rows[$0.start].flatMap { load(of: $0, calls) } }
      let title = name.isEmpty ? "agents" : name
      var pool = StaffingDemand.Pool(
        name: title, types: [name.isEmpty ? "calls" : name], loads: loads)
      pool.isOpen = seen.map { rows[$0.start] != nil }
      if rows.values.contains(where: { $0.scheduled != nil }) {
        pool.scheduled = seen.map { rows[$0.start]?.scheduled ?? 0 }
      }
      return pool
    }
    var demand = StaffingDemand(intervals: seen, pools: pools)
    demand.firstWeekday = table.firstWeekday
    demand.firstDate = table.firstDate
    demand.remarks = [
      "Not in the formulas: busy and quiet days, and work carried over from one interval to the "
        + "next."
    ]
    return demand
  }

  /// Nil where nobody calls.
  private static func load(of row: VolumeTable.Row, _ calls: StaffCalls) -> QueueLoad? {
    guard row.calls > 0 else { return nil }
    var load = QueueLoad(
      arrivalRate: row.calls / (row.end - row.start),
      handleTime: row.handleTime ?? calls.handleTime ?? 0)
    if let variation = calls.variation, variation != 1 {
      load.isExponential = false
      load.squaredVariation = variation * variation
    }
    load.patience = calls.patience
    load.lines = calls.lines
    return load
  }
}

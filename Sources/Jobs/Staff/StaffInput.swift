import ContactCenter
import Experiments
import Foundation
import QueueingTheory
import ScenarioReading
import Staffing
import Tables

/// What `staff` plans for: a demand from a scenario or from a table of volumes, with its goals.
struct StaffInput {
  /// What the report is called.
  var title: String
  var demand: StaffingDemand
  var goals: [Goal]
  /// The scenario; nil for a table of volumes.
  var scenario: ScenarioFile?
  /// The table of volumes; nil for a scenario.
  var table: TimeTable?

  /// Goals that were given again, or follow from others.
  var goalRemarks: [StaffingRemark] = []

  /// Whether the limits forbid what the goals need by formula, and the plan is the nearest.
  var isNearest = false

  /// What was understood of a table of volumes.
  var understood: String? { table?.understood }

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
  /// Remarks on goals that any number of agents meets, since the model has nothing of the kind, and on types
  /// that no goal is about.
  var idleGoals: [StaffingRemark] {
    let aimless =
      goals.contains { $0.part == nil }
      ? []
      : demand.types.filter { type in
        !goals.contains { $0.part == type }
      }
    return goalRemarks + goals.compactMap(idle) + (aimless.isEmpty ? [] : [.typesWithoutGoal(aimless)])
  }

  /// Why any number of agents meets a goal; nil: that is not so.
  private func idle(_ goal: Goal) -> StaffingRemark? {
    let loads = demand.pools.flatMap { $0.loads.compactMap { $0 } }
    let text = GoalText().text(of: goal)
    switch goal.measure {
    case .abandonment where !loads.contains(where: \.hasPatience):
      return .goalWithoutPatience(text)
    case .blocking where loads.allSatisfy({ $0.lines == nil && $0.waitingPlaces == nil }):
      return .goalWithoutLines(text)
    case .abandonment, .blocking, .serviceLevel, .averageSpeedOfAnswer, .waitProbability,
      .occupancy, .other:
      return nil
    }
  }

  /// A search for the fewest agents needs a goal that few agents do not meet.
  ///
  /// - Throws: `JobFailure` where every goal is met by any number.
  func checkSearchable() throws {
    guard !goals.isEmpty, goals.allSatisfy({ idle($0) != nil }) else { return }
    let names = goals.map { GoalText().text(of: $0) }.joined(separator: ", ")
    throw JobFailure(
      .goal, names,
      "any number of agents meets this: without a patience nobody gives up, without lines nobody is blocked. "
        + "Give a patience, or a goal such as 80/20.")
  }
}

extension StaffInput {
  /// The service levels among the goals, as a scenario has them.
  var targets: [TableScenario.Target] {
    goals.compactMap { goal in
      guard case .serviceLevel(_, let wait) = goal.measure else { return nil }
      return TableScenario.Target(within: wait, share: goal.bound, type: goal.part)
    }
  }

  /// The scenario of a table.
  ///
  /// - Throws: `JobFailure` where no scenario can say what the table says.
  static func scenario(
    _ table: TimeTable, name: String, origin: String, calls: StaffCalls,
    targets: [TableScenario.Target], agents: [TableScenario.Agents]?
  ) throws -> TableScenario {
    do throws(TableProblem) {
      return try TableScenario(
        table, name: name, origin: origin, behaviour: calls.ofScenario, targets: targets,
        agents: agents)
    } catch {
      throw JobFailure([JobProblem(LocatedProblem(error))], at: .file)
    }
  }

  /// The agents of a table's plan, type by type.
  static func agents(of plan: StaffingPlan) -> [TableScenario.Agents] {
    plan.demand.intervals.enumerated().flatMap { number, interval in
      plan.pools.enumerated().compactMap { place, pool in
        guard pool.pool.isOpen[number] else { return nil }
        return TableScenario.Agents(
          series: place, start: interval.start, end: interval.end, count: pool.agents(in: number))
      }
    }
  }
}

/// How calls of a table of volumes behave, which the table does not say.
struct StaffCalls {
  var handleTime: Double?
  var variation: Double?
  /// The mean, exponential; nil: nobody gives up.
  var patience: Double?
  var lines: Int?

  /// Whether any of the options was given.
  var isGiven: Bool { handleTime != nil || variation != nil || patience != nil || lines != nil }

  /// The same for a scenario.
  var ofScenario: TableScenario.Behaviour {
    var behaviour = TableScenario.Behaviour()
    behaviour.handleTime = handleTime
    behaviour.variation = variation ?? 1
    behaviour.patience = patience
    behaviour.lines = lines
    return behaviour
  }
}

extension StaffInput {
  /// Reads the file that was named: .csv, .tsv, .txt and .xlsx are tables of volumes, all others
  /// scenarios.
  ///
  /// - Throws: `JobFailure` about everything that is wrong with it.
  static func read(
    _ path: String, calls: StaffCalls, table options: TablePart, goals: [Goal], in workshop: Workshop
  ) throws -> StaffInput {
    var input: StaffInput
    if TableFile.isTable(path) {
      input = try table(path, calls, try options.options(), workshop)
    } else {
      try options.refuse()
      input = try scenario(path, calls, workshop)
    }
    if !goals.isEmpty { input.goals = goals }
    guard !input.goals.isEmpty else {
      throw JobFailure(at: .goal, "there is no goal. Add one, such as \(.goal) 80/20.")
    }
    for goal in input.goals {
      guard let type = goal.part, !input.demand.types.contains(type) else { continue }
      let types = input.demand.types
      let near = NearestName.nearest(to: type, in: types).map { "Did you mean \"\($0)\"? " } ?? ""
      throw JobFailure(
        .goal, GoalText().text(of: goal),
        "there is no contact type \"\(type)\" with calls. \(near)There are "
          + "\(types.joined(separator: ", ")).")
    }
    return input
  }

  private static func scenario(
    _ path: String, _ calls: StaffCalls, _ workshop: Workshop
  ) throws -> StaffInput {
    guard !calls.isGiven else {
      throw JobFailure(
        at: .aht,
        "\(.aht), \(.ahtCv), \(.patience) and \(.lines) are for tables of volumes; a scenario says "
          + "itself how calls behave.")
    }
    let file = try workshop.scenario(path)
    var demand = StaffingDemand(file.model)
    demand.firstWeekday = file.scenario.calendar.firstWeekday.rawValue
    guard demand.pools.contains(where: { $0.loads.contains { $0 != nil } }) else {
      if !file.model.campaigns.isEmpty {
        throw failure(
          path,
          "Nobody calls in, people are called from lists: formulas of calls in have no place for them. See "
            + "`switchboard erlang dialer`, or try numbers of agents with `switchboard vary`.")
      }
      throw failure(
        path, "No call ever keeps an agent busy: none reaches an agent group, or none takes any time there.")
    }
    return StaffInput(
      title: file.scenario.name, demand: demand, goals: targets(of: file), scenario: file)
  }

  /// The service levels that the scenario's own types are to reach: a type without a target of its own that of
  /// all, within its own wait, since agents are planned for each type.
  private static func targets(of file: ScenarioFile) -> [Goal] {
    let types = file.model.contactTypes
    let own = types.map { type in
      (type.target ?? file.scenario.serviceLevel.target).map {
        Goal(.serviceLevel(.abandonedCountAgainst, within: type.acceptableWait), $0)
      }
    }
    guard let first = own.first, own.contains(where: { $0 != first }) else {
      return own.first?.map { [$0] } ?? []
    }
    return zip(types, own).compactMap { type, goal in
      guard var goal else { return nil }
      goal.part = type.name
      return goal
    }
  }

  /// A finding about a file as a whole.
  private static func failure(_ file: String, line: Int = 0, _ finding: String) -> JobFailure {
    var failure = JobFailure(
      at: .file, Words("\(file)\(line > 0 ? ":\(line)" : ""): error: \(finding)"))
    failure.isAboutFiles = true
    return failure
  }

  /// The table of a file; its warnings are told.
  ///
  /// - Throws: `JobFailure` about everything that is wrong with it, and rows with calls but without a
  ///   handle time.
  static func timeTable(
    _ path: String, _ field: JobField, _ calls: StaffCalls, _ options: TableOptions,
    in workshop: Workshop
  ) throws -> TimeTable {
    var options = options
    options.handleTime = calls.handleTime
    let place = try workshop.files.table(path, field)
    let table: TimeTable
    do throws(ScenarioErrors) {
      table = try TableFile.read(path: path, at: place, measure: .calls, options: options)
    } catch {
      throw error.failure(at: field)
    }
    for warning in table.warnings {
      workshop.notice(JobNotice(JobProblem(LocatedProblem(warning))))
    }
    if let row = table.rows.first(where: { $0.value > 0 && $0.handleTime.isNaN }) {
      var failure = failure(
        table.name, line: row.line,
        "The average handle time is missing. Add \(JobField.aht.option), such as "
          + "\(JobField.aht.option) 300s, or a column aht.")
      failure.field = .aht
      throw failure
    }
    return table
  }

  private static func table(
    _ path: String, _ calls: StaffCalls, _ options: TableOptions, _ workshop: Workshop
  ) throws -> StaffInput {
    let table = try timeTable(path, .file, calls, options, in: workshop)
    let file = URL(fileURLWithPath: Sheet.location(path).path)
    var input = StaffInput(
      title: file.deletingPathExtension().lastPathComponent,
      demand: StaffingDemand(
        table,
        calls: .init(
          variation: calls.variation,
          patience: calls.patience.map { .exponential(mean: $0) } ?? .unlimited, lines: calls.lines)),
      goals: [])
    input.table = table
    return input
  }
}

import Experiments
import Foundation
import QueueingTheory
import Reporting
import Staffing

/// A plan as one JSON document.
struct StaffDocument: Encodable {
  /// The document's shape; rises when members change their meaning.
  var schemaVersion = 2
  var title: String
  /// The plan in a sentence.
  var decision: String
  var file: String
  var command: String
  var version: String
  var models: [ModelName]
  var goals: [GoalEntry]
  var shrinkage: ShrinkageEntry
  var remarks: [String]
  var requiredHours: Double
  var scheduledHours: Double
  var paidHours: Double
  /// What the plan costs; nil where nothing has a price.
  var costs: StaffCosts?
  /// All pools together, where any of them is open.
  var intervals: [Total]
  /// All pools together by day and by week.
  var days: [DayEntry]
  var weeks: [WeekEntry]
  var pools: [PoolEntry]
  /// Parts of the center whose pools share work, as if everybody could do everything.
  var ifAllDidAll: [PoolEntry]?
  var lines: [LineEntry]?
  /// What a simulation with the agents and lines says.
  var lineCheck: StaffLineCheck?
  /// What simulations found, where they were asked for.
  var simulation: SimulatedStaffing?

  struct ModelName: Encodable {
    var name: String
    var isApproximation: Bool
  }

  struct GoalEntry: Encodable {
    var goal: String
    var measure: String
    var definition: String?
    var within: Double?
    var bound: Double
    var period: String
    var contactType: String?
  }

  struct ShrinkageEntry: Encodable {
    var total: Double
    var leave: Double
    var causes: [Cause]

    struct Cause: Encodable {
      var name: String
      var share: Double
    }
  }

  struct Total: Encodable {
    var interval: String
    var start: Double
    var end: Double
    var date: String?
    var day: String
    var startTime: String
    var endTime: String
    var occurrence: Int?
    var calls: Double
    var agents: Int
    var scheduled: Double
    var scheduledAgents: Int
    var paid: Double
    var ownStaffing: Double?
  }

  struct PoolEntry: Encodable {
    var name: String
    var contactTypes: [String]
    var intervals: [Cell]
    var days: [DayEntry]?
    var weeks: [WeekEntry]?
    var periods: [Period]?
  }

  struct Period: Encodable {
    var goal: String
    var day: Int?
    var value: Double
    var isMet: Bool
  }

  struct Cell: Encodable {
    var interval: String
    var start: Double
    var end: Double
    var date: String?
    var day: String
    var startTime: String
    var endTime: String
    var occurrence: Int?
    var calls: Double
    var averageHandleTime: Double?
    var offeredLoad: Double
    var model: String?
    var agents: Int
    var scheduled: Double
    var scheduledAgents: Int
    var paid: Double
    var ownStaffing: Double?
    var bindingGoal: String
    var goals: [CellGoal]
    var erlangCAgents: Int
    var squareRootRule: SquareRoot?
    var oneMore: [String: Double]?
    var rows: [Row]
    var rebuild: String?
  }

  struct CellGoal: Encodable {
    var goal: String
    var agents: Int?
    var value: Double?
    var isMet: Bool
  }

  struct SquareRoot: Encodable {
    var gradeOfService: Double
    var regime: String
    var agents: Int?
  }

  /// A number of agents with every figure.
  struct Row: Encodable {
    var agents: Int
    var figures: [String: Double]?

    struct Name: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(_ name: String) { stringValue = name }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
      var members = encoder.container(keyedBy: Name.self)
      try members.encode(agents, forKey: Name("agents"))
      if figures == nil { try members.encode(true, forKey: Name("unstable")) }
      for (name, value) in figures ?? [:] { try members.encode(value, forKey: Name(name)) }
    }
  }

  struct LineEntry: Encodable {
    var name: String
    var present: Int?
    var needed: Int
    var agents: Int?
    var leanerAgents: Int?
    var leanerLines: Int?
    var interval: String
    var load: Double
    var blockingProbability: Double
    var model: String
  }

  /// The document's text, ending in a line break.
  ///
  /// - Throws: what the encoder throws.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}

// MARK: - From a plan

extension StaffDocument {
  init(_ result: StaffResult) {
    let (plan, shrinkage) = (result.plan, result.shrinkage)
    title = result.input.title
    decision = result.decision
    file = CanonicalCommand.file(result.file)
    command = result.commandLine
    version = result.programVersion
    models = plan.models.map { ModelName(name: $0.name, isApproximation: $0.isApproximation) }
    goals = plan.goals.map { GoalEntry($0) }
    self.shrinkage = ShrinkageEntry(
      total: shrinkage.total, leave: shrinkage.leave,
      causes: shrinkage.causes.map { .init(name: $0.name, share: $0.share) })
    remarks = result.remarks
    requiredHours = plan.agentHours
    scheduledHours = plan.rosterHours(shrinkage)
    paidHours = shrinkage.paid(roster: scheduledHours)
    costs = result.costs
    let (axis, grid) = (result.axis, result.grid)
    intervals = plan.demand.intervals.indices.filter(plan.isOpen).map { number in
      let (agents, when) = (plan.agents(in: number), StaffMoment(number, grid.calendar))
      let roster = plan.roster(in: number, shrinkage)
      let interval = plan.demand.intervals[number]
      return Total(
        interval: axis.label(number), start: interval.start, end: interval.end, date: when.date,
        day: when.day, startTime: when.start, endTime: when.end, occurrence: when.occurrence,
        calls: plan.pools.reduce(0) { $0 + $1.calls(in: number, length: interval.length) },
        agents: agents, scheduled: shrinkage.scheduled(required: agents), scheduledAgents: roster,
        paid: shrinkage.paid(roster: Double(roster)),
        ownStaffing: result.hasOwnStaffing ? result.ownStaffing(in: number) : nil)
    }
    days = grid.together.map { DayEntry.all($0, result) } ?? []
    weeks = grid.together.map { WeekEntry.all($0, result) } ?? []
    pools = plan.pools.indices.map { place in
      var pool = PoolEntry(plan.pools[place], result)
      let part = grid.parts.first { $0.pools == [place] }
      pool.days = part.map { DayEntry.all($0, result) }
      pool.weeks = part.map { WeekEntry.all($0, result) }
      return pool
    }
    simulation = result.simulated
    lineCheck = result.lineCheck
    ifAllDidAll = plan.wholes.isEmpty ? nil : plan.wholes.map { PoolEntry($0, result) }
    lines =
      result.lines.isEmpty
      ? nil
      : result.lines.map { size in
        LineEntry(
          name: size.name, present: size.present, needed: size.needed, agents: size.agents,
          leanerAgents: size.leaner?.agents, leanerLines: size.leaner?.lines,
          interval: axis.label(size.interval), load: size.load,
          blockingProbability: size.blocking, model: size.model)
      }
  }
}

extension StaffDocument.GoalEntry {
  init(_ goal: Goal) {
    self.goal = GoalText().text(of: goal)
    bound = goal.bound
    period = goal.period.rawValue
    contactType = goal.part
    switch goal.measure {
    case .serviceLevel(let definition, let wait):
      measure = FigureName.serviceLevel.rawValue
      self.definition = definition.code
      within = wait
    case .waitProbability: measure = ErlangFigure.Key.waitProbability.rawValue
    case .averageSpeedOfAnswer, .abandonment, .occupancy, .blocking, .other:
      measure = goal.measure.figure.rawValue
    }
  }
}

extension StaffDocument.PoolEntry {
  init(_ plan: StaffingPlan.PoolPlan, _ result: StaffResult) {
    name = plan.pool.name
    contactTypes = plan.pool.types
    var rows = StaffRowCache(input: result.input)
    intervals = plan.cells.indices.filter(plan.isOpen).map { number in
      var entry = StaffDocument.Cell(plan, number, result)
      if let cell = plan.cells[number] { entry.explain(cell, plan, result, &rows) }
      return entry
    }
    periods =
      plan.periods.isEmpty
      ? nil
      : plan.periods.map { period in
        StaffDocument.Period(
          goal: result.text(ofGoal: period.goal), day: period.day.map { $0 + 1 },
          value: period.value, isMet: result.plan.goals[period.goal].isMet(by: period.value))
      }
  }
}

/// The figures of loads that come again, as those of every night.
private struct StaffRowCache {
  let input: StaffInput
  private var known: [Double: [(load: QueueLoad, agents: Int, figures: [String: Double]?)]] = [:]

  init(input: StaffInput) { self.input = input }

  /// Every figure of a load with so many agents; nil where the queue is unstable.
  mutating func figures(_ load: QueueLoad, agents: Int) -> [String: Double]? {
    let same = known[load.arrivalRate]?.first { $0.agents == agents && $0.load == load }
    if let same { return same.figures }
    var figures: [String: Double]?
    if let queue = load.queue(agents: agents) {
      var values: [String: Double] = [:]
      for key in StaffFigures.Key.allCases {
        values[key.rawValue] = StaffFigures.value(key, queue, input)
      }
      for definition in ServiceLevelDefinition.allCases {
        values[definition.code] = queue.value(
          of: .serviceLevel(definition, within: input.acceptableWait))
      }
      figures = values.filter { $0.value.isFinite }
    }
    known[load.arrivalRate, default: []].append((load, agents, figures))
    return figures
  }
}

extension StaffDocument.Cell {
  /// What holds for every open interval, whether somebody calls or not.
  fileprivate init(_ pool: StaffingPlan.PoolPlan, _ number: Int, _ result: StaffResult) {
    let shrinkage = result.shrinkage
    let span = result.plan.demand.intervals[number]
    let when = StaffMoment(number, result.grid.calendar)
    interval = result.axis.label(number)
    (start, end) = (span.start, span.end)
    (date, day, startTime, endTime) = (when.date, when.day, when.start, when.end)
    occurrence = when.occurrence
    calls = pool.calls(in: number, length: span.length)
    offeredLoad = pool.cells[number]?.load.offeredLoad ?? 0
    agents = pool.agents(in: number)
    scheduled = shrinkage.scheduled(required: agents)
    scheduledAgents = shrinkage.roster(required: agents)
    paid = shrinkage.paid(roster: Double(scheduledAgents))
    ownStaffing = pool.pool.scheduled?[number]
    bindingGoal = result.binding(pool, in: number)
    goals = []
    erlangCAgents = 0
    rows = []
  }

  /// Adds why the agents of an interval with calls are required.
  fileprivate mutating func explain(
    _ cell: StaffingPlan.Cell, _ pool: StaffingPlan.PoolPlan, _ result: StaffResult,
    _ cache: inout StaffRowCache
  ) {
    let (plan, load) = (result.plan, cell.load)
    averageHandleTime = load.handleTime
    model = load.model.name
    let queue = load.queue(agents: cell.agents)
    goals = plan.goals.indices.compactMap { index in
      let goal = plan.goals[index]
      guard goal.part.map(pool.pool.types.contains) ?? true else { return nil }
      let value = queue?.value(of: goal.measure)
      return StaffDocument.CellGoal(
        goal: result.text(ofGoal: index), agents: cell.needs[index], value: value,
        isMet: value.map(goal.isMet) ?? false)
    }
    erlangCAgents = cell.erlangC
    let rule = cell.squareRoot
    squareRootRule = .init(
      gradeOfService: rule.grade, regime: rule.regime.rawValue, agents: rule.agents)
    rows = (cell.agents - 2...cell.agents + 2).filter { $0 >= 1 }.map {
      StaffDocument.Row(agents: $0, figures: cache.figures(load, agents: $0))
    }
    let now = cache.figures(load, agents: cell.agents) ?? [:]
    let more = cache.figures(load, agents: cell.agents + 1) ?? [:]
    oneMore = now.reduce(into: [String: Double]()) { change, figure in
      change[figure.key] = more[figure.key].map { $0 - figure.value }
    }
    rebuild = result.rebuilding(cell)
  }
}

import Experiments
import Foundation
import QueueingTheory
import Reporting
import Staffing

/// A plan as one JSON document.
struct StaffDocument: Encodable {
  /// The document's shape; rises when members change their meaning.
  var schemaVersion = 1
  var title: String
  var file: String
  var command: String
  var version = Switchboard.version
  var models: [ModelName]
  var goals: [GoalEntry]
  var shrinkage: ShrinkageEntry
  var remarks: [String]
  var requiredHours: Double
  var scheduledHours: Double
  var paidHours: Double
  /// All pools together.
  var intervals: [Total]
  var pools: [PoolEntry]
  /// Parts of the center whose pools share work, as if everybody could do everything.
  var ifAllDidAll: [PoolEntry]?
  var lines: [LineEntry]?
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
    var agents: Int
    var scheduled: Double
    var paid: Double
    var ownStaffing: Double?
  }

  struct PoolEntry: Encodable {
    var name: String
    var contactTypes: [String]
    var intervals: [Cell]
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
    var calls: Double
    var averageHandleTime: Double
    var offeredLoad: Double
    var model: String
    var agents: Int
    var scheduled: Double
    var scheduledAgents: Int
    var paid: Double
    var ownStaffing: Double?
    var bindingGoal: String
    var goals: [CellGoal]
    var erlangCAgents: Int
    var squareRootRule: SquareRoot
    var oneMore: [String: Double]
    var rows: [Row]
    var rebuild: String
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
    file = result.file
    command = result.commandLine
    models = plan.models.map { ModelName(name: $0.name, isApproximation: $0.isApproximation) }
    goals = plan.goals.map { GoalEntry($0) }
    self.shrinkage = ShrinkageEntry(
      total: shrinkage.total, leave: shrinkage.leave,
      causes: shrinkage.causes.map { .init(name: $0.name, share: $0.share) })
    remarks = plan.demand.remarks
    requiredHours = plan.agentHours
    paidHours = plan.agentHours / (1 - shrinkage.total)
    scheduledHours = paidHours * (1 - shrinkage.leave)
    let axis = result.axis
    intervals = plan.demand.intervals.enumerated().map { number, interval in
      let agents = plan.agents(in: number)
      return Total(
        interval: axis.label(number), start: interval.start, end: interval.end, agents: agents,
        scheduled: shrinkage.scheduled(required: agents), paid: shrinkage.paid(required: agents),
        ownStaffing: result.hasOwnStaffing ? result.ownStaffing(in: number) : nil)
    }
    pools = plan.pools.map { PoolEntry($0, result) }
    simulation = result.simulated
    ifAllDidAll = plan.wholes.isEmpty ? nil : plan.wholes.map { PoolEntry($0, result) }
    lines =
      result.lines.isEmpty
      ? nil
      : result.lines.map { size in
        LineEntry(
          name: size.name, present: size.present, needed: size.needed,
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
    contactType = goal.contactType
    switch goal.measure {
    case .serviceLevel(let definition, let wait):
      measure = "serviceLevel"
      self.definition = definition.code
      within = wait
    case .averageSpeedOfAnswer: measure = "averageSpeedOfAnswer"
    case .abandonment: measure = "abandonedProportion"
    case .waitProbability: measure = "waitProbability"
    case .occupancy: measure = "occupancy"
    case .blocking: measure = "blockingProbability"
    }
  }
}

extension StaffDocument.PoolEntry {
  init(_ plan: StaffingPlan.PoolPlan, _ result: StaffResult) {
    name = plan.pool.name
    contactTypes = plan.pool.types
    var rows = StaffRowCache(input: result.input)
    intervals = plan.cells.compactMap { cell in
      cell.map { StaffDocument.Cell($0, plan, result, &rows) }
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
  fileprivate init(
    _ cell: StaffingPlan.Cell, _ pool: StaffingPlan.PoolPlan, _ result: StaffResult,
    _ cache: inout StaffRowCache
  ) {
    let (plan, shrinkage, load) = (result.plan, result.shrinkage, cell.load)
    let span = plan.demand.intervals[cell.interval]
    interval = result.axis.label(cell.interval)
    (start, end) = (span.start, span.end)
    calls = load.arrivalRate * span.length
    averageHandleTime = load.handleTime
    offeredLoad = load.offeredLoad
    model = load.model.name
    agents = cell.agents
    scheduled = shrinkage.scheduled(required: cell.agents)
    scheduledAgents = Int((scheduled - 1e-9).rounded(.up))
    paid = shrinkage.paid(required: cell.agents)
    ownStaffing = pool.pool.scheduled?[cell.interval]
    bindingGoal = result.binding(cell)
    let queue = load.queue(agents: cell.agents)
    goals = plan.goals.indices.compactMap { index in
      let goal = plan.goals[index]
      guard goal.contactType.map(pool.pool.types.contains) ?? true else { return nil }
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
    oneMore = now.reduce(into: [:]) { change, figure in
      change[figure.key] = more[figure.key].map { $0 - figure.value }
    }
    rebuild = result.rebuilding(cell)
  }
}

/// A plan as a table in CSV: a row for each interval and pool.
struct StaffTable {
  var result: StaffResult

  /// The table's text.
  var csv: String {
    var text = CSVText()
    text.line(
      [
        "interval", "start", "end", "group", "calls", "averageHandleTime", "offeredLoad", "model",
        "agents", "scheduled", "paid", "ownStaffing", "bindingGoal", "erlangCAgents",
        "repaired",
      ] + StaffFigures.Key.allCases.map(\.rawValue))
    let axis = result.axis
    for (number, interval) in result.plan.demand.intervals.enumerated() {
      for pool in result.pools {
        guard let cell = pool.cells[number] else { continue }
        text.line(fields(cell, pool, interval, label: axis.label(number)))
      }
    }
    return text.text
  }

  private func fields(
    _ cell: StaffingPlan.Cell, _ pool: StaffingPlan.PoolPlan,
    _ interval: StaffingDemand.Interval, label: String
  ) -> [String] {
    func number(_ value: Double?) -> String { MachineNumber.text(value) ?? "" }
    let (load, shrinkage) = (cell.load, result.shrinkage)
    let queue = load.queue(agents: cell.agents)
    return [
      label, number(interval.start), number(interval.end), pool.pool.name,
      number(load.arrivalRate * interval.length), number(load.handleTime),
      number(load.offeredLoad), load.model.name, "\(cell.agents)",
      number(shrinkage.scheduled(required: cell.agents)),
      number(shrinkage.paid(required: cell.agents)),
      number(pool.pool.scheduled?[cell.interval]), result.binding(cell), "\(cell.erlangC)",
      result.repaired(pool.pool, in: cell.interval).map { "\($0)" } ?? "",
    ] + StaffFigures.Key.allCases.map { number(StaffFigures.value($0, queue, result.input)) }
  }
}

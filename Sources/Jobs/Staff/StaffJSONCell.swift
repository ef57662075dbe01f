import Experiments
import Foundation
import QueueingTheory
import Reporting
import Staffing

/// An interval of a pool in the JSON document: what is required and, where somebody calls, why.
struct StaffJSONCell {
  let result: StaffResult
  let pool: StaffingPlan.PoolPlan
  let number: Int

  private var cell: StaffingPlan.Cell? { pool.cells[number] }

  /// Writes the interval.
  ///
  /// - Throws: what encoding throws.
  func write(_ json: inout JSONStream, _ known: inout StaffRowCache) throws {
    let (plan, shrinkage) = (result.plan, result.shrinkage)
    let span = plan.demand.intervals[number]
    let when = StaffMoment(number, result.grid.calendar)
    let agents = pool.agents(in: number)
    let roster = shrinkage.roster(required: agents)
    try json.object { json in
      json.member("agents", agents)
      try json.member("averageHandleTime", cell?.load.handleTime)
      try json.member("bindingGoal", result.binding(pool, in: number))
      try json.member("calls", pool.calls(in: number, length: span.open))
      try json.member("date", when.date)
      try json.member("day", when.day)
      try json.member("end", span.end)
      try json.member("endTime", when.end)
      json.member("erlangCAgents", cell?.erlangC ?? 0)
      json.member("formulaAgents", pool.agentsByFormula(in: number))
      try json.member("goals", goals)
      try json.member("interval", result.axis.label(number))
      try json.member("model", cell?.load.model.name)
      json.member("occurrence", when.occurrence)
      try json.member("offeredLoad", cell?.load.offeredLoad ?? 0)
      if let cell { try json.member("oneMore") { try oneMore(cell, &$0, &known) } }
      try json.member("ownStaffing", pool.pool.scheduled?[number])
      try json.member("paid", shrinkage.paid(roster: Double(roster)))
      try json.member("rebuild", cell.map(result.rebuilding))
      try json.member("rows") { try rows(&$0, &known) }
      try json.member("scheduled", shrinkage.scheduled(required: agents))
      json.member("scheduledAgents", roster)
      if let cell { try json.member("squareRootRule") { try squareRoot(cell, &$0) } }
      try json.member("start", span.start)
      try json.member("startTime", when.start)
    }
  }

  private func goals(_ json: inout JSONStream) throws {
    let plan = result.plan
    let queue = cell.flatMap { $0.load.queue(agents: $0.agents) }
    try json.array { json in
      guard let cell else { return }
      for (index, goal) in plan.goals.enumerated()
      where goal.part.map(pool.pool.types.contains) ?? true {
        let value = queue?.value(of: goal.measure)
        try json.element { json in
          try json.object { json in
            json.member("agents", cell.needs[index])
            try json.member("goal", result.text(ofGoal: index))
            json.member("isMet") { $0.bool(value.map(goal.isMet) ?? false) }
            try json.member("value", value)
          }
        }
      }
    }
  }

  /// The change of every figure with one agent more.
  private func oneMore(
    _ cell: StaffingPlan.Cell, _ json: inout JSONStream, _ known: inout StaffRowCache
  ) throws {
    let now = known.figures(cell.load, agents: cell.agents) ?? []
    let more = known.figures(cell.load, agents: cell.agents + 1) ?? []
    try json.object { json in
      for figure in now {
        let next = more.first { $0.name == figure.name }
        try json.member(figure.name, next.map { $0.value - figure.value })
      }
    }
  }

  /// The five rows around the answer.
  private func rows(_ json: inout JSONStream, _ known: inout StaffRowCache) throws {
    try json.array { json in
      guard let cell else { return }
      for agents in cell.agents - 2...cell.agents + 2 where agents >= 1 {
        let figures = known.figures(cell.load, agents: agents)
        try json.element { json in
          try json.object { json in
            let name = "agents"
            for figure in figures ?? [] where figure.name < name {
              try json.member(figure.name, figure.value)
            }
            json.member(name, agents)
            for figure in figures ?? [] where figure.name > name {
              try json.member(figure.name, figure.value)
            }
            if figures == nil { json.member("unstable") { $0.bool(true) } }
          }
        }
      }
    }
  }

  private func squareRoot(_ cell: StaffingPlan.Cell, _ json: inout JSONStream) throws {
    let rule = cell.squareRoot
    try json.object { json in
      json.member("agents", rule.agents)
      try json.member("gradeOfService", rule.grade)
      try json.member("regime", rule.regime.rawValue)
    }
  }
}

/// The figures of loads that come again, as those of every night.
struct StaffRowCache {
  let input: StaffInput
  private var known: [Double: [Entry]] = [:]

  /// A figure by its name in JSON.
  typealias Figure = (name: String, value: Double)

  private struct Entry {
    var load: QueueLoad
    var agents: Int
    var figures: [Figure]?
  }

  /// More loads than these are not kept.
  private static let limit = 20_000

  init(input: StaffInput) { self.input = input }

  /// Every figure of a load with so many agents, in the order of the names; nil where the queue is unstable.
  mutating func figures(_ load: QueueLoad, agents: Int) -> [Figure]? {
    let same = known[load.arrivalRate]?.first { $0.agents == agents && $0.load == load }
    if let same { return same.figures }
    var figures: [Figure]?
    if let queue = load.queue(agents: agents) {
      var values: [Figure] = StaffFigures.Key.allCases.compactMap { key in
        StaffFigures.value(key, queue, input).map { (key.rawValue, $0) }
      }
      values += ServiceLevelDefinition.allCases.map {
        ($0.code, queue.value(of: .serviceLevel($0, within: input.acceptableWait)))
      }
      figures = values.filter { $0.value.isFinite }.sorted { $0.name < $1.name }
    }
    if known.count >= Self.limit { known = [:] }
    known[load.arrivalRate, default: []].append(Entry(load: load, agents: agents, figures: figures))
    return figures
  }
}

import Experiments
import Foundation
import QueueingTheory
import Reporting
import Staffing

/// A plan as one JSON document, written piece by piece: that of a year of quarter hours has hundreds of
/// megabytes.
struct StaffJSON {
  let result: StaffResult

  /// The document's shape; rises when members change their meaning.
  private static let schemaVersion = 3

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

  struct Period: Encodable {
    var goal: String
    var day: Int?
    var value: Double
    var isMet: Bool
  }

  struct LineEntry: Encodable {
    var name: String
    var present: Int?
    /// While the center is open, where their number changes.
    var presentLeast: Int?
    var presentMost: Int?
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
  /// - Throws: what encoding throws.
  func json() throws -> String {
    var data = Data()
    try write { data.append($0) }
    return String(decoding: data, as: UTF8.self)
  }
}

// MARK: - From a plan

extension StaffJSON {
  /// Writes the document in pieces.
  ///
  /// - Throws: what encoding and the sink throw.
  func write(to sink: @escaping (Data) throws -> Void) throws {
    var json = JSONStream(to: sink)
    try json.object { json in
      try beginning(&json)
      try json.member("intervals") { json in
        try json.array { json in
          for number in plan.demand.intervals.indices where plan.isOpen(number) {
            try json.element { try total(number, &$0) }
          }
        }
      }
      try middle(&json)
      try json.member("pools") { json in
        try json.array { json in
          for place in plan.pools.indices {
            let part = result.grid.parts.first { $0.pools == [place] }
            try json.element { try pool(plan.pools[place], part, &$0) }
          }
        }
      }
      try end(&json)
    }
    try json.finish()
  }

  private var plan: StaffingPlan { result.plan }
  private var shrinkage: Shrinkage { result.shrinkage }
  private var scheduledHours: Double { plan.rosterHours(shrinkage) }

  private func beginning(_ json: inout JSONStream) throws {
    try json.member("answer", encoded: AnswerEntry(result))
    try json.member("command", result.commandLine)
    try json.member("costs", encoded: result.costs)
    try json.member("days", encoded: result.grid.together.map { DayEntry.all($0, result) } ?? [])
    try json.member("decision", try result.decision())
    try json.member("file", CanonicalCommand.file(result.file))
    try json.member("formula", encoded: FormulaEntry(result))
    try json.member("goals", encoded: plan.goals.map { GoalEntry($0) })
    guard !plan.wholes.isEmpty else { return }
    try json.member("ifAllDidAll") { json in
      try json.array { json in
        for whole in plan.wholes { try json.element { try pool(whole, nil, &$0) } }
      }
    }
  }

  private func middle(_ json: inout JSONStream) throws {
    try json.member("lineCheck", encoded: result.lineCheck)
    try json.member(
      "lines",
      encoded: result.lines.isEmpty
        ? nil : result.lines.map { LineEntry($0, label: result.axis.label($0.interval)) })
    try json.member(
      "models",
      encoded: plan.models.map { ModelName(name: $0.name, isApproximation: $0.isApproximation) })
    try json.member("paidHours", shrinkage.paid(roster: scheduledHours))
  }

  private func end(_ json: inout JSONStream) throws {
    try json.member("remarks", encoded: result.remarks)
    try json.member("requiredHours", plan.agentHours)
    try json.member("scheduledHours", scheduledHours)
    json.member("schemaVersion", Self.schemaVersion)
    try json.member(
      "shrinkage",
      encoded: ShrinkageEntry(
        total: shrinkage.total, leave: shrinkage.leave,
        causes: shrinkage.causes.map { .init(name: $0.name, share: $0.share) }))
    try json.member("simulation", encoded: result.simulated)
    try json.member("title", result.input.title)
    try json.member("version", result.programVersion)
    try json.member("weeks", encoded: result.grid.together.map { WeekEntry.all($0, result) } ?? [])
  }

  /// All pools together in an interval.
  private func total(_ number: Int, _ json: inout JSONStream) throws {
    let (agents, when) = (plan.agents(in: number), StaffMoment(number, result.grid.calendar))
    let roster = plan.roster(in: number, shrinkage)
    let interval = plan.demand.intervals[number]
    try json.object { json in
      json.member("agents", agents)
      try json.member(
        "calls", plan.pools.reduce(0) { $0 + $1.calls(in: number, length: interval.open) })
      try json.member("date", when.date)
      try json.member("day", when.day)
      try json.member("end", interval.end)
      try json.member("endTime", when.end)
      json.member("formulaAgents", result.formula.agents(in: number))
      try json.member("interval", result.axis.label(number))
      json.member("occurrence", when.occurrence)
      try json.member("ownStaffing", result.hasOwnStaffing ? result.ownStaffing(in: number) : nil)
      try json.member("paid", shrinkage.paid(roster: Double(roster)))
      try json.member("scheduled", shrinkage.scheduled(required: agents))
      json.member("scheduledAgents", roster)
      try json.member("start", interval.start)
      try json.member("startTime", when.start)
    }
  }

  /// A pool with its intervals, its sums where it is a part of the grid, and its goals over periods.
  private func pool(
    _ pool: StaffingPlan.PoolPlan, _ part: StaffGrid.Part?, _ json: inout JSONStream
  ) throws {
    var rows = StaffRowCache(input: result.input)
    try json.object { json in
      try json.member("contactTypes", encoded: pool.pool.types)
      try json.member("days", encoded: part.map { DayEntry.all($0, result) })
      try json.member("intervals") { json in
        try json.array { json in
          for number in pool.cells.indices where pool.isOpen(in: number) {
            try json.element {
              try StaffJSONCell(result: result, pool: pool, number: number).write(&$0, &rows)
            }
          }
        }
      }
      try json.member("name", pool.pool.name)
      try json.member(
        "periods", encoded: pool.periods.isEmpty ? nil : pool.periods.map { Period($0, result) })
      try json.member("weeks", encoded: part.map { WeekEntry.all($0, result) })
    }
  }
}

extension StaffJSON.LineEntry {
  init(_ size: LineSize, label: String) {
    name = size.name
    (present, needed, agents) = (size.present, size.needed, size.agents)
    if let range = size.presentRange, range.count > 1 {
      (presentLeast, presentMost) = (range.lowerBound, range.upperBound)
    }
    (leanerAgents, leanerLines) = (size.leaner?.agents, size.leaner?.lines)
    (interval, load) = (label, size.load)
    (blockingProbability, model) = (size.blocking, size.model)
  }
}

extension StaffJSON.Period {
  init(_ period: StaffingPlan.PeriodResult, _ result: StaffResult) {
    goal = result.text(ofGoal: period.goal)
    day = period.day.map { $0 + 1 }
    value = period.value
    isMet = result.plan.goals[period.goal].isMet(by: period.value)
  }
}

extension StaffJSON.GoalEntry {
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

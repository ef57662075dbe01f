import ContactCenter

/// Agents by group and planning interval.
///
/// A group's number holds from the interval's begin to its end. Example: two groups over three
/// half hours, `[[4, 6, 5], [2, 2, 3]]`.
public struct StaffingTable: Sendable, Hashable, Codable {
  /// Group × interval of the calendar, in the model's order; each at least 0.
  public var agents: [[Int]]

  /// These numbers.
  public init(agents: [[Int]]) { self.agents = agents }

  /// The same number of a group in all intervals.
  public init(constant numbers: [Int], intervals: Int) {
    agents = numbers.map { Array(repeating: $0, count: intervals) }
  }

  /// What a model has: the largest count in force during each interval; of rosters the mean number
  /// on duty and not at a planned break, rounded.
  public init(model: Model) {
    let spans = model.intervalSpans
    agents = model.groups.map { group in
      switch group.staffing {
      case .counts(let steps): return spans.map { Self.most(of: steps, in: $0) }
      case .rosters(let members):
        return spans.map { span in
          let present = members.reduce(0) { $0 + Self.seconds(of: $1, in: span) }
          return Int(clamping: (present / max(1, span.to - span.from)).rounded())
        }
      }
    }
  }

  /// The numbers of a plan by formulas; agents of a pool are all of its cheapest group, and groups
  /// without a pool have none.
  public init(plan: StaffingPlan, model: Model) {
    let none = Array(repeating: 0, count: model.calendar.intervals)
    agents = model.groups.map { _ in none }
    for pool in plan.pools {
      guard let cheapest = Self.home(of: pool.pool, in: model) else { continue }
      for interval in pool.cells.indices {
        agents[cheapest][interval] = pool.agents(in: interval)
      }
    }
  }

  /// The group that a pool's agents are counted in: the cheapest; nil for a pool without groups.
  public static func home(of pool: StaffingDemand.Pool, in model: Model) -> Int? {
    pool.groups.min { (model.groups[$0].cost, $0) < (model.groups[$1].cost, $1) }
  }

  private static func most(of steps: [Model.Step], in span: Model.Span) -> Int {
    let first = steps.last { $0.from <= span.from }?.value ?? 0
    return steps.filter { $0.from > span.from && $0.from < span.to }.map(\.value)
      .reduce(first, max)
  }

  private static func seconds(of agent: Model.Agent, in span: Model.Span) -> Seconds {
    agent.duties.reduce(0) { sum, duty in
      let pauses = duty.breaks.reduce(0) { $0 + span.overlap(with: $1) }
      return sum + span.overlap(with: Model.Span(from: duty.from, to: duty.to)) - pauses
    }
  }

  /// The cost of these agents over the open hours of all intervals, in the unit of the groups'
  /// hourly cost.
  public func cost(in model: Model) -> Double {
    zip(model.groups, hoursOfGroups(in: model)).reduce(0) { $0 + $1.0.cost * $1.1 }
  }

  /// The hours of these agents over the open hours of all intervals: "78.5 agent-hours".
  func hoursText(in model: Model) -> String {
    let hours = hoursOfGroups(in: model).reduce(0, +)
    return "\(((hours * 100).rounded() / 100).plain) agent-hours"
  }

  private func hoursOfGroups(in model: Model) -> [Double] {
    let open = model.openHours
    return agents.map { zip($0, open).reduce(0) { $0 + Double($1.0) * $1.1 } }
  }

  /// The model with these agents, by number, instead of its own.
  ///
  /// Shifts give way to numbers: their breaks and lateness no longer count, absence does. The
  /// last interval's agents stay after the last closing until the center is empty.
  public func applied(to model: Model) -> Model {
    precondition(agents.count == model.groups.count, "one row for each group")
    var changed = model
    for (group, row) in agents.enumerated() {
      precondition(row.count == model.calendar.intervals, "one number for each interval")
      changed.groups[group].staffing = .counts(Self.steps(row, model.calendar))
    }
    return changed
  }

  private static func steps(_ row: [Int], _ calendar: Model.Calendar) -> [Model.Step] {
    var steps: [Model.Step] = []
    func append(_ moment: Seconds, _ value: Int) {
      if steps.last?.value != value { steps.append(Model.Step(from: moment, value: value)) }
    }
    for (place, span) in calendar.open.enumerated() {
      for (interval, number) in row.enumerated() {
        let begin = calendar.start + Double(interval) * calendar.interval
        guard begin < span.to, begin + calendar.interval > span.from else { continue }
        append(max(begin, span.from), number)
      }
      if place + 1 < calendar.open.count, calendar.open[place + 1].from > span.to {
        append(span.to, 0)
      }
    }
    return steps
  }
}

extension Model.Span {
  /// Seconds that both spans have in common.
  func overlap(with other: Model.Span) -> Seconds {
    max(0, min(to, other.to) - max(from, other.from))
  }
}

extension Model {
  /// The planning intervals, from begin to end, in seconds since the first midnight.
  var intervalSpans: [Span] {
    (0..<calendar.intervals).map { interval in
      let from = calendar.start + Double(interval) * calendar.interval
      return Span(from: from, to: min(from + calendar.interval, calendar.end))
    }
  }

  /// For each planning interval the hours during which the center is open.
  var openHours: [Double] {
    intervalSpans.map { span in
      calendar.open.reduce(0) { $0 + span.overlap(with: $1) } / 3600
    }
  }

  /// Whether a group serves the queue that a type waits in.
  func serves(group: Int, type: Int) -> Bool {
    groups[group].skills.contains { $0.queue.place == contactTypes[type].queue }
  }

  /// The groups that serve the queue that a type waits in.
  func groups(serving type: Int) -> [Int] {
    groups.indices.filter { serves(group: $0, type: type) }
  }
}

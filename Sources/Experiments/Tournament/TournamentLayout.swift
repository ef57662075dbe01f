import ContactCenter

/// What the numbers of a tournament's rows are, and in which order.
///
/// A row holds one replication over its whole horizon in these blocks: the measures of contacts for
/// each contact type and then the center, of agents for each group and all, of queues for each
/// queue and all, of lines for each trunk group and all; those of the system; of outcomes for each
/// contact type and the center; contacts answered by type and group; offered and answered in time by planning interval; waiting cost and lost value
/// by type and all, staff cost by group and all, the parts of the cost; spread and range of the agents'
/// occupancies by group and all. Everything that a KPI can be made from is in it, so that saved
/// rows serve other KPIs too. A center of 20 types and 15 groups has some 2 000 columns.
public struct TournamentLayout: Sendable, Equatable {
  /// The names of the model's parts.
  public let names: ModelNames
  /// Planning intervals.
  public let intervals: Int
  /// The beginning of each planning interval, in seconds since the first midnight.
  public let intervalStarts: [Seconds]
  /// Numbers in a row.
  public let width: Int

  let agentBlock: Int
  let queueBlock: Int
  let lineBlock: Int
  let systemBlock: Int
  let outcomeBlock: Int
  let flowBlock: Int
  let intervalBlock: Int
  let costBlock: Int
  let fairnessBlock: Int
  let backlogBlock: Int
  /// Whether any work waits while the center is closed.
  let hasBacklogs: Bool
  /// Of types whose work waits while the center is closed the acceptable wait.
  let workGoals: [Seconds?]

  /// The layout of a model's rows.
  public init(_ model: Model) {
    names = ModelNames(model)
    let calendar = model.calendar
    intervals = calendar.intervals
    intervalStarts = (0..<calendar.intervals).map {
      calendar.start + Double($0) * calendar.interval
    }
    let (types, groups) = (model.contactTypes.count, model.groups.count)
    agentBlock = (types + 1) * ContactMeasure.allCases.count
    queueBlock = agentBlock + (groups + 1) * AgentMeasure.allCases.count
    lineBlock = queueBlock + (model.queues.count + 1) * QueueMeasure.allCases.count
    systemBlock = lineBlock + (model.trunkGroups.count + 1) * LineMeasure.allCases.count
    outcomeBlock = systemBlock + SystemMeasure.allCases.count
    flowBlock = outcomeBlock + (types + 1) * OutcomeMeasure.allCases.count
    intervalBlock = flowBlock + types * groups
    costBlock = intervalBlock + 2 * calendar.intervals
    fairnessBlock = costBlock + 2 * (types + 1) + (groups + 1) + CostMeasure.allCases.count
    backlogBlock = fairnessBlock + 2 * (groups + 1)
    hasBacklogs = model.hasBacklogs
    workGoals = model.contactTypes.map { $0.written.isKeptOverClosing ? $0.acceptableWait : nil }
    width = backlogBlock + (hasBacklogs ? (types + 1) * BacklogMeasure.allCases.count : 0)
  }

  /// Contact types.
  var types: Int { names.contactTypes.count }
  /// Agent groups.
  var groups: Int { names.groups.count }

  /// The names of all columns in order, such as `contact/sales/offered`; tell whether saved rows
  /// are of this layout.
  ///
  /// The whole center is called `*`. O(width).
  public var columns: [String] {
    func block<M: Measure>(_ kind: String, _ members: [String], _ measures: M.Type) -> [String] {
      (members + ["*"]).flatMap { member in
        measures.allCases.map { "\(kind)/\(member)/\($0)" }
      }
    }
    let types = names.contactTypes
    let groups = names.groups
    return block("contact", types, ContactMeasure.self) + block("agents", groups, AgentMeasure.self)
      + block("queue", names.queues, QueueMeasure.self)
      + block("lines", names.trunkGroups, LineMeasure.self)
      + SystemMeasure.allCases.map { "system/*/\($0)" }
      + block("outcome", types, OutcomeMeasure.self)
      + types.flatMap { type in groups.map { "flow/\(type)/\($0)" } }
      + (0..<intervals).flatMap { ["interval/\($0)/offered", "interval/\($0)/answeredWithin"] }
      + (types + ["*"]).map { "waitingCost/\($0)" } + (types + ["*"]).map { "lostValue/\($0)" }
      + (groups + ["*"]).map { "staffCost/\($0)" }
      + CostMeasure.allCases.map { "cost/*/\($0)" }
      + (groups + ["*"]).flatMap { ["occupancySpread/\($0)", "occupancyRange/\($0)"] }
      + (hasBacklogs ? block("backlog", types, BacklogMeasure.self) : [])
  }
}

// MARK: - Columns

extension TournamentLayout {
  /// The column of a measure; without a member that of all of them.
  func column(_ measure: ContactMeasure, type: Int? = nil) -> Int {
    (type ?? types) * ContactMeasure.allCases.count + measure.rawValue
  }

  func column(_ measure: AgentMeasure, group: Int? = nil) -> Int {
    agentBlock + (group ?? groups) * AgentMeasure.allCases.count + measure.rawValue
  }

  func column(_ measure: QueueMeasure, queue: Int? = nil) -> Int {
    queueBlock + (queue ?? names.queues.count) * QueueMeasure.allCases.count + measure.rawValue
  }

  func column(_ measure: LineMeasure, trunks: Int? = nil) -> Int {
    lineBlock + (trunks ?? names.trunkGroups.count) * LineMeasure.allCases.count
      + measure.rawValue
  }

  func column(_ measure: SystemMeasure) -> Int { systemBlock + measure.rawValue }

  func column(_ measure: OutcomeMeasure, type: Int? = nil) -> Int {
    outcomeBlock + (type ?? types) * OutcomeMeasure.allCases.count + measure.rawValue
  }

  func column(_ measure: BacklogMeasure, type: Int? = nil) -> Int {
    backlogBlock + (type ?? types) * BacklogMeasure.allCases.count + measure.rawValue
  }

  /// Contacts of a type that a group answered.
  func answered(type: Int, group: Int) -> Int { flowBlock + type * groups + group }

  /// Contacts of the center offered in a planning interval.
  func offered(interval: Int) -> Int { intervalBlock + 2 * interval }

  /// Contacts of the center that arrived in a planning interval and were answered in time.
  func answeredWithin(interval: Int) -> Int { intervalBlock + 2 * interval + 1 }

  func waitingCost(type: Int? = nil) -> Int { costBlock + (type ?? types) }
  func lostValue(type: Int? = nil) -> Int { costBlock + types + 1 + (type ?? types) }
  func staffCost(group: Int? = nil) -> Int { costBlock + 2 * (types + 1) + (group ?? groups) }
  func column(_ measure: CostMeasure) -> Int {
    fairnessBlock - CostMeasure.allCases.count + measure.rawValue
  }
  func occupancySpread(group: Int? = nil) -> Int { fairnessBlock + 2 * (group ?? groups) }
  func occupancyRange(group: Int? = nil) -> Int { fairnessBlock + 2 * (group ?? groups) + 1 }
}

// MARK: - Rows

/// Makes the rows of one entrant from its replications' tallies.
struct TournamentRowMaker: Sendable {
  let layout: TournamentLayout
  /// What a replication costs; nil: nothing has a price, and costs are paid hours.
  private let ledger: CostLedger?
  private let values: [Double]
  /// Agents of each group, by their index over all groups.
  private let agents: [Range<Int>]
  /// An agent counts for the range if ready for contacts for at least this long, in seconds.
  private let leastAvailable: Seconds
  private let contacts: MomentLayout<ContactMeasure>
  private let groups: MomentLayout<AgentMeasure>
  private let queues: MomentLayout<QueueMeasure>
  private let lines: MomentLayout<LineMeasure>
  private let outcomes: MomentLayout<OutcomeMeasure>
  private let backlogs: MomentLayout<BacklogMeasure>

  init(_ model: Model, layout: TournamentLayout, seed: UInt64) {
    self.layout = layout
    ledger = CostLedger(model, seed: seed)
    values = model.contactTypes.map { $0.value ?? 0 }
    var agents: [Range<Int>] = []
    for group in model.groups {
      let first = agents.last?.upperBound ?? 0
      agents.append(first..<first + group.agentCount)
    }
    self.agents = agents
    leastAvailable = model.calendar.interval
    contacts = MomentLayout(members: model.contactTypes.count, rows: 0)
    groups = MomentLayout(members: model.groups.count, rows: 0)
    queues = MomentLayout(members: model.queues.count, rows: 0)
    lines = MomentLayout(members: model.trunkGroups.count, rows: 0)
    outcomes = MomentLayout(members: model.contactTypes.count, rows: 0)
    backlogs = MomentLayout(members: model.contactTypes.count, rows: 0)
  }

  /// The row of a replication.
  ///
  /// O(types × intervals × measures).
  func row(_ tallies: Tallies, replication: Int) -> [Double] {
    var row = [Double](repeating: 0, count: layout.width)
    let stride = layout.intervals + 1
    place(contacts, tallies.contacts, stride, at: 0, in: &row)
    place(groups, tallies.groups, stride, at: layout.agentBlock, in: &row)
    place(queues, tallies.queues, stride, at: layout.queueBlock, in: &row)
    place(lines, tallies.trunks, stride, at: layout.lineBlock, in: &row)
    place(outcomes, tallies.matters, 1, at: layout.outcomeBlock, in: &row)
    if layout.hasBacklogs { place(backlogs, tallies.waitingWork, 1, at: layout.backlogBlock, in: &row) }
    var whole = SystemTally(
      orbitOpen: tallies.orbitOpen, openTime: tallies.openTime, events: tallies.events)
    for type in tallies.routing { whole.routing.add(type) }
    for measure in SystemMeasure.allCases {
      row[layout.column(measure)] = measure.value(in: whole)
    }
    for (index, count) in tallies.answeredByGroup.enumerated() {
      row[layout.flowBlock + index] = count
    }
    for interval in 0..<layout.intervals {
      for type in 0..<layout.types {
        let tally = tallies.contacts[type * stride + interval]
        row[layout.offered(interval: interval)] += tally.offered
        row[layout.answeredWithin(interval: interval)] += tally.answeredWithin
      }
    }
    addCosts(tallies, replication, to: &row)
    addFairness(tallies.agents, to: &row)
    return row
  }

  private func place<M: Measure>(
    _ cells: MomentLayout<M>, _ tallies: [M.Tally], _ stride: Int, at start: Int,
    in row: inout [Double]
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: cells.length) { scratch in
      cells.read(tallies, stride: stride, range: 0..<stride, into: scratch)
      for index in 0..<cells.scratch { row[start + index] = scratch[index] }
    }
  }

  private func addCosts(_ tallies: Tallies, _ replication: Int, to row: inout [Double]) {
    for type in 0..<layout.types {
      let waiting = tallies.routing[type].waitingCost
      let lost = values[type] * row[layout.column(.abandoned, type: type)]
      row[layout.waitingCost(type: type)] = waiting
      row[layout.waitingCost()] += waiting
      row[layout.lostValue(type: type)] = lost
      row[layout.lostValue()] += lost
    }
    let hours = (0..<layout.groups).map { row[layout.column(.paid, group: $0)] / 3600 }
    for (group, cost) in (ledger?.wages(tallies) ?? hours).enumerated() {
      row[layout.staffCost(group: group)] = cost
      row[layout.staffCost()] += cost
    }
    guard let tally = ledger?.tally(tallies, replication: replication) else {
      row[layout.column(CostMeasure.paidHours)] = row[layout.staffCost()]
      row[layout.column(CostMeasure.cost)] = row[layout.staffCost()]
      return
    }
    for measure in CostMeasure.allCases { row[layout.column(measure)] = measure.value(in: tally) }
  }

  private func addFairness(_ tallies: [AgentTally], to row: inout [Double]) {
    for group in 0..<layout.groups {
      let (spread, range) = fairness(tallies[agents[group]])
      row[layout.occupancySpread(group: group)] = spread
      row[layout.occupancyRange(group: group)] = range
    }
    let (spread, range) = fairness(tallies[...])
    row[layout.occupancySpread()] = spread
    row[layout.occupancyRange()] = range
  }

  /// √(Σ aᵢ (oᵢ − ō)² ÷ Σ aᵢ) with aᵢ the time agent i is with or ready for contacts, oᵢ its
  /// occupancy and ō that of all; and the highest less the lowest oᵢ.
  ///
  /// The weights keep an agent who is there for a moment from counting much. The range leaves out
  /// who is ready for less than a planning interval in all.
  private func fairness(_ tallies: ArraySlice<AgentTally>) -> (spread: Double, range: Double) {
    var available = 0.0
    var handling = 0.0
    for tally in tallies {
      available += tally.ready
      handling += tally.handling
    }
    guard available > 0 else { return (0, 0) }
    let mean = handling / available
    var squares = 0.0
    var lowest = Double.infinity
    var highest = -Double.infinity
    for tally in tallies {
      let time = tally.ready
      guard time > 0 else { continue }
      let occupancy = tally.handling / time
      squares += time * (occupancy - mean) * (occupancy - mean)
      guard time >= leastAvailable else { continue }
      lowest = min(lowest, occupancy)
      highest = max(highest, occupancy)
    }
    return ((squares / available).squareRoot(), max(0, highest - lowest))
  }
}

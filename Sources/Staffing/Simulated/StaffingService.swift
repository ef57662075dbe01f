import ContactCenter
import Experiments

/// How draws of a staffing travel: which model, which goals' periods and which agents before all, then draws.
struct DrawWay: RowWork {
  let head: [UInt8]
  /// Places of goals.
  let places: Int

  /// Draws of a staffing, or of the model's own where there is none, in the center's model or in one in which an
  /// interval lasts.
  init(_ layout: GoalLayout, lasting: Int?, table: StaffingTable?) {
    var writer = WireWriter()
    writer.write(lasting.map { $0 + 1 } ?? 0)
    for goal in layout.goals { writer.write(goal.period.rawValue) }
    writer.write(table == nil ? 0 : 1)
    for row in table?.agents ?? [] { for number in row { writer.write(number) } }
    head = writer.bytes
    places = layout.places.count
  }

  func write(_ draw: SimulationDraw, to writer: inout WireWriter) {
    writer.write(draw.replication)
    writer.write(draw.volumeFactor)
    writer.write(draw.dayConditions.map { $0 + 1 } ?? 0)
  }

  func item(from reader: inout WireReader) throws(WireProblem) -> SimulationDraw {
    let (replication, factor) = (try reader.count(), try reader.number())
    let conditions = try reader.count()
    guard factor.isFinite, factor >= 0 else { throw .damaged }
    return SimulationDraw(
      replication: replication, volumeFactor: factor,
      dayConditions: conditions == 0 ? nil : conditions - 1)
  }

  func width(_ draw: SimulationDraw) -> Int { 2 * places }

  func row(_ output: [(numerator: Double, denominator: Double)]) -> [Double] {
    output.flatMap { [$0.numerator, $0.denominator] }
  }

  func output(_ row: [Double]) -> [(numerator: Double, denominator: Double)] {
    stride(from: 0, to: row.count, by: 2).map { (row[$0], row[$0 + 1]) }
  }
}

/// Simulates staffings of a search for whoever searches.
package struct StaffingService: WorkService {
  package let identity: String
  private let simulation: StaffingSimulation

  /// A service for a search; its identity says all that samples depend on but goals' periods, staffings and draws.
  package init(_ simulation: StaffingSimulation, identity: String) {
    (self.simulation, self.identity) = (simulation, identity)
  }

  package var sample: [UInt8] {
    DrawWay(simulation.layout, lasting: nil, table: nil).piece(.plain(0..<1))
  }

  package func hand(_ isStopped: @escaping StopSign) -> any ServiceHand {
    StaffingHand(simulation: simulation, isStopped: isStopped)
  }
}

/// Answers pieces of draws; keeps the simulator of the staffing that was asked for last.
private struct StaffingHand: ServiceHand {
  let simulation: StaffingSimulation
  let isStopped: StopSign
  private var last: (way: DrawWay, worker: DrawWorker)?

  init(simulation: StaffingSimulation, isStopped: @escaping StopSign) {
    (self.simulation, self.isStopped) = (simulation, isStopped)
  }

  mutating func answer(to piece: [UInt8]) async throws(WireProblem) -> [UInt8]? {
    var reader = WireReader(piece)
    let (layout, lasting, table) = try head(&reader)
    let way = DrawWay(layout, lasting: lasting, table: table)
    var worker: DrawWorker
    if let last, last.way.head == way.head {
      worker = last.worker
    } else {
      worker = DrawWorker(layout: layout, table: table, seed: simulation.seed, isStopped: isStopped)
      last = (way, worker)
    }
    return try await way.answer(&reader, by: &worker)
  }

  private func head(
    _ reader: inout WireReader
  ) throws(WireProblem) -> (layout: GoalLayout, lasting: Int?, table: StaffingTable?) {
    let center = simulation.scenarioModel
    var model = center
    let lasting = try reader.count()
    if lasting > 0 {
      guard lasting <= center.calendar.intervals,
        let other = center.lasting(interval: lasting - 1, contacts: StaffingSimulation.lastingContacts)
      else { throw .damaged }
      model = other
    }
    var goals = simulation.layout.goals
    for index in goals.indices {
      guard let period = Goal.Period(rawValue: try reader.text()) else { throw .damaged }
      goals[index].period = period
    }
    guard let layout = try? GoalLayout(goals, on: model) else { throw .damaged }
    var table: StaffingTable?
    if try reader.count() > 0 {
      var agents: [[Int]] = []
      for _ in model.groups {
        var row: [Int] = []
        for _ in 0..<model.calendar.intervals {
          let number = try reader.count()
          guard number <= ScenarioLimits.agents else { throw .damaged }
          row.append(number)
        }
        agents.append(row)
      }
      table = StaffingTable(agents: agents)
    }
    return (layout, lasting == 0 ? nil : lasting - 1, table)
  }
}

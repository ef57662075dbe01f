import ContactCenter
import QueueingTheory

/// The lines of a trunk group, or the ports of the menus, that a blocking goal needs.
public struct LineSize: Sendable {
  /// The trunk group, "lines" of a table of volumes, or "menu ports".
  public var name: String
  /// The lines there are at the busiest interval; nil: no limit.
  public var present: Int?
  /// The lines needed.
  public var needed: Int
  /// The place of the interval that needs most.
  public var interval: Int
  /// The mean number of lines held, in erlangs, without blocking.
  public var load: Double
  /// The part of the calls blocked with the lines needed.
  public var blocking: Double
  /// How it was computed.
  public var model: String
}

/// Sizes lines and ports for a blocking goal, with the agents of a plan.
///
/// - Lines of one pool without menus: M/M/n/K, with patience M/M/n/K+G, n being the plan's agents.
/// - Lines of one patient pool behind menus: the product form of ``QueueingTheory/VoiceMenuTrunks``.
/// - All others: Erlang B on the mean number of lines held in menus, waiting and talking. It supposes
///   that lines are held independently; where many wait it is an approximation.
/// - Ports: Erlang B on the mean number of callers in menus, exact for Poisson calls.
public struct LineSizing: Sendable {
  /// At most this part of the calls is blocked, in (0, 1).
  public var blocking: Double
  /// The scenario; nil for a table of volumes.
  public var model: Model?
  /// The agents.
  public var plan: StaffingPlan

  /// Sizes for a plan.
  public init(blocking: Double, model: Model?, plan: StaffingPlan) {
    self.blocking = blocking
    self.model = model
    self.plan = plan
  }

  /// Each group of lines, then the ports.
  public var sizes: [LineSize] {
    guard let model else { return plan.pools.compactMap { size(of: $0) } }
    let reader = DemandReader(model)
    let groups = model.trunkGroups.indices.compactMap { group in
      peak(named: model.trunkGroups[group].name) { interval in
        size(ofGroup: group, model, reader, interval)
      }
    }
    let ports = peak(named: "menu ports") { interval in
      let load = reader.menuLoad(of: model.contactTypes.indices, during: interval)
      return load > 0 ? erlangB(load, present: model.ports, interval) : nil
    }
    return groups + [ports].compactMap { $0 }
  }

  /// The interval that needs most lines, the first of several.
  private func peak(named name: String, _ size: (Int) -> LineSize?) -> LineSize? {
    var best: LineSize?
    for interval in plan.demand.intervals.indices {
      guard let found = size(interval), found.needed > best?.needed ?? -1 else { continue }
      best = found
    }
    best?.name = name
    return best
  }

  private func size(of pool: StaffingPlan.PoolPlan) -> LineSize? {
    peak(named: plan.pools.count == 1 ? "lines" : pool.pool.name) { interval in
      pool.cells[interval].flatMap { queue($0, present: $0.load.lines) }
    }
  }

  /// Lines behind which agents serve a queue.
  private func queue(_ cell: StaffingPlan.Cell, present: Int?) -> LineSize? {
    var load = cell.load
    load.waitingPlaces = nil
    func blocked(_ lines: Int) -> Double {
      load.lines = lines
      return load.queue(agents: cell.agents)?.blockingProbability ?? 1
    }
    let found = StaffingSearch.fewest(
      from: cell.agents, upTo: StaffingPlanner.mostAgents, where: { blocked($0) <= blocking })
    guard let found else { return nil }
    var open = cell.load
    (open.lines, open.waitingPlaces) = (nil, nil)
    let waiting = open.queue(agents: cell.agents)?.meanQueue ?? 0
    let place = load.hasPatience ? "M/M/n/K+G" : "M/M/n/K"
    return LineSize(
      name: "", present: present, needed: found, interval: cell.interval,
      load: cell.load.offeredLoad + waiting, blocking: blocked(found),
      model: "\(place) with \(cell.agents) agents")
  }

  private func size(
    ofGroup group: Int, _ model: Model, _ reader: DemandReader, _ interval: Int
  ) -> LineSize? {
    let users = model.contactTypes.indices.filter { model.contactTypes[$0].trunkGroup == group }
    let served = reader.typesReached(from: users)
    let pools = plan.pools.filter { pool in
      pool.pool.types.contains { name in served.contains { model.contactTypes[$0].name == name } }
    }
    let cells = pools.compactMap { $0.cells[interval] }
    let present = reader.lines(ofGroup: group, during: interval)
    let menus = reader.menuLoad(of: users, during: interval)
    let arrivals = reader.arrivalRate(of: users, during: interval)
    guard arrivals > 0 else { return nil }
    if cells.count == 1,
      reader.typesReached(from: Array(model.contactTypes.indices))
        .subtracting(served).isEmpty
    {
      if menus == 0 { return queue(cells[0], present: present) }
      if !cells[0].load.hasPatience {
        return behindMenu(
          cells[0], arrivalRate: arrivals, menuTime: menus / arrivals, present: present)
      }
    }
    let held = cells.reduce(0) { sum, cell in
      var open = cell.load
      (open.lines, open.waitingPlaces) = (nil, nil)
      let queue = open.queue(agents: cell.agents)
      let busy = (queue?.occupancy ?? 1) * Double(cell.agents)
      return sum + busy + (queue?.meanQueue ?? 0)
    }
    return erlangB(held + menus, present: present, interval)
  }

  private func erlangB(_ load: Double, present: Int?, _ interval: Int) -> LineSize {
    let needed = ErlangB.requiredAgents(offeredLoad: load, blocking: blocking)
    return LineSize(
      name: "", present: present, needed: needed, interval: interval, load: load,
      blocking: ErlangB(offeredLoad: load, agents: needed).blockingProbability, model: "Erlang B")
  }

  private func behindMenu(
    _ cell: StaffingPlan.Cell, arrivalRate: Double, menuTime: Double, present: Int?
  ) -> LineSize? {
    func blocked(_ lines: Int) -> Double {
      VoiceMenuTrunks(
        arrivalRate: arrivalRate, meanMenuTime: menuTime,
        proportionToAgents: min(1, cell.load.arrivalRate / arrivalRate),
        meanHandleTime: cell.load.handleTime, agents: cell.agents, trunks: lines
      ).blockingProbability
    }
    let found = StaffingSearch.fewest(
      from: cell.agents, upTo: StaffingPlanner.mostAgents, where: { blocked($0) <= blocking })
    guard let found else { return nil }
    var open = cell.load
    (open.lines, open.waitingPlaces) = (nil, nil)
    let waiting = open.queue(agents: cell.agents)?.meanQueue ?? 0
    return LineSize(
      name: "", present: present, needed: found, interval: cell.interval,
      load: arrivalRate * menuTime + cell.load.offeredLoad + waiting, blocking: blocked(found),
      model: "menu and \(cell.agents) agents in product form")
  }
}

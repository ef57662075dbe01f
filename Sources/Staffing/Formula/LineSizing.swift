import ContactCenter
import Experiments
import QueueingTheory

/// The lines of a trunk group, or the ports of the menus, that a blocking goal needs.
public struct LineSize: Sendable {
  /// The trunk group, "lines" of a table of volumes, or "menu ports".
  public var name: String
  /// The trunk group's place in the model; nil: ports, or a table of volumes.
  public var group: Int?
  /// Whether it is the ports of the menus.
  public var isPorts = false
  /// The lines there are at the busiest interval; nil: no limit.
  public var present: Int?
  /// The fewest and the most lines that there are while the center is open; nil: no limit.
  public var presentRange: ClosedRange<Int>?
  /// The lines needed.
  public var needed: Int
  /// The agents behind them at that interval; nil where several pools, or none, stand behind them.
  public var agents: Int?
  /// Fewer agents, with more lines, that would reach the goals there too; nil where there are none.
  public var leaner: Pair?
  /// The place of the interval that needs most.
  public var interval: Int
  /// The mean number of lines held, in erlangs, without blocking: in menus, waiting and in
  /// conversation, not in wrap-up.
  public var load: Double
  /// The part of the calls blocked with the lines needed.
  public var blocking: Double
  /// How it was computed.
  public var model: String

  /// Agents with lines.
  public struct Pair: Sendable, Equatable {
    /// The agents.
    public var agents: Int
    /// The fewest lines that keep the blocking with them.
    public var lines: Int

    /// So many agents with so many lines.
    public init(agents: Int, lines: Int) {
      self.agents = agents
      self.lines = lines
    }
  }
}

/// Plans agents and sizes lines and ports for a blocking goal, together.
///
/// Lines turn calls away and cut waits, so that fewer agents do; agents shorten waits, so that fewer
/// lines do. Where one trunk group and one pool belong to each other alone, the pair is a fixed point:
/// no fewer agents reach the goals and the blocking with these lines, and no fewer lines the blocking
/// with these agents. Of several such pairs it is the one whose agents do even for calls that all get
/// in, so that no busy signal hides a shortage of agents; the pair with the fewest agents is named
/// beside it. A line is held in the menu, in the queue and in conversation; in wrap-up it is free
/// (``QueueingTheory/LinesFreeInWrapUp``). The lines are those of the interval that needs most; all
/// others are planned with them.
///
/// - Lines that several pools share, or several groups of lines for one pool: Erlang B on the mean
///   number of lines held, with the agents for calls that all get in. It supposes that lines are held
///   independently; where many wait it is an approximation.
/// - Ports: Erlang B on the mean number of callers in menus, exact for Poisson calls.
public struct LineSizing: Sendable {
  /// At most this part of the calls is blocked, in (0, 1).
  public var blocking: Double
  /// The scenario; nil for a table of volumes.
  public var model: Model?
  /// Goals and limits of the agents.
  public var planner: StaffingPlanner

  /// A plan with its lines.
  public struct Solution: Sendable {
    /// The agents, for the calls that the lines let through.
    public var plan: StaffingPlan
    /// Each group of lines, then the ports.
    public var sizes: [LineSize]
  }

  /// Sizes for goals.
  public init(blocking: Double, model: Model?, planner: StaffingPlanner) {
    self.blocking = blocking
    self.model = model
    self.planner = planner
  }

  /// Plans agents and lines for a demand.
  ///
  /// Cost: for each distinct interval some fifty solutions of a chain of (lines × agents in wrap-up)
  /// states, a millisecond each for fifty agents.
  ///
  /// - Throws: ``StaffingConflict`` as ``StaffingPlanner/plan(_:)`` does.
  public func solve(_ demand: StaffingDemand) throws(StaffingConflict) -> Solution {
    let reader = model.map(DemandReader.init)
    var open = demand
    for pool in open.pools.indices {
      for number in open.intervals.indices { open.pools[pool].loads[number]?.lines = nil }
    }
    let groups = open.pools.map { reader?.ownTrunkGroup(of: $0) }
    let owners = open.pools.indices.filter { reader == nil || groups[$0] != nil }
    var planner = planner
    if !owners.isEmpty { planner.goals.append(Goal(.blocking, blocking)) }
    var lines = try jointLines(of: owners, open)
    var plan: StaffingPlan
    repeat {
      plan = try planner.plan(Self.with(lines, open))
    } while lessens(&lines, plan)
    plan.demand.remarks = demand.remarks
    if model == nil {
      plan.demand.remarks.append(.linesHeldInWrapUp)
    }
    return Solution(plan: plan, sizes: sizes(plan, lines, groups, reader))
  }

  /// A demand whose pools have so many lines.
  private static func with(_ lines: [Int: Int], _ demand: StaffingDemand) -> StaffingDemand {
    var demand = demand
    for (pool, count) in lines {
      for number in demand.intervals.indices { demand.pools[pool].loads[number]?.lines = count }
    }
    return demand
  }

  // MARK: - The fixed point

  /// By pool: the lines of the interval that needs most, with the agents that calls need which all get
  /// in; where the limits do not allow so many, with the fewest agents that do behind some lines.
  ///
  /// - Throws: What contradicts whatever the lines, where no allowed agents do behind any.
  private func jointLines(
    of owners: [Int], _ demand: StaffingDemand
  ) throws(StaffingConflict) -> [Int: Int] {
    let open = planner.nearest(demand)
    var lines: [Int: Int] = [:]
    for owner in owners {
      let pool = demand.pools[owner]
      let goals = self.goals(of: pool)
      for cell in open.plan.pools[owner].cells.compactMap({ $0 }) {
        let isReached = goals.allSatisfy { cell.load.queue(agents: cell.agents)?.meets($0) ?? false }
        var needed =
          isReached
          ? fewestLines(cell.load, agents: cell.agents, knownEnough: lines[owner]) : nil
        needed = needed ?? pair(cell.load, goals, pool)?.lines
        if needed == nil, let conflict = open.conflict { throw conflict }
        lines[owner] = max(lines[owner] ?? 1, needed ?? Self.mostLines(cell.load))
      }
    }
    return lines
  }

  /// The goals of a pool in each interval.
  private func goals(of pool: StaffingDemand.Pool) -> [Goal] {
    planner.goals.filter {
      $0.period == .interval && $0.part.map(pool.types.contains) ?? true
    }
  }

  private func least(_ load: QueueLoad, _ pool: StaffingDemand.Pool) -> Int {
    max(load.leastAgents, planner.limits.leastWorking(groups: pool.groups.count))
  }

  /// The fewest agents that reach the goals with the fewest lines for the blocking.
  private func pair(
    _ load: QueueLoad, _ goals: [Goal], _ pool: StaffingDemand.Pool
  ) -> LineSize.Pair? {
    var known: [Int: Int] = [:]
    let top = planner.limits.most(groups: pool.groups.count) ?? StaffingPlanner.mostAgents
    let least = self.least(load, pool)
    guard least <= top else { return nil }
    let agents = StaffingSearch.fewest(from: least, upTo: top) { agents in
      guard let lines = fewestLines(load, agents: agents) else { return false }
      known[agents] = lines
      var limited = load
      limited.lines = lines
      let queue = limited.queue(agents: agents)
      return goals.allSatisfy { queue?.meets($0) ?? false }
    }
    guard let agents, let lines = known[agents] else { return nil }
    return LineSize.Pair(agents: agents, lines: lines)
  }

  private func blocked(_ load: QueueLoad, agents: Int, lines: Int) -> Double {
    var load = load
    load.lines = lines
    return load.queue(agents: agents)?.blockingProbability ?? 1
  }

  /// The fewest lines that keep the blocking with so many agents, or the known number if it does; nil
  /// where more and more lines only hold more and more calls.
  private func fewestLines(_ load: QueueLoad, agents: Int, knownEnough: Int? = nil) -> Int? {
    if let lines = knownEnough, lines >= load.leastLines,
      blocked(load, agents: agents, lines: lines) <= blocking
    {
      return lines
    }
    return StaffingSearch.fewest(from: Self.firstLines(load), upTo: Self.mostLines(load)) {
      blocked(load, agents: agents, lines: $0) <= blocking
    }
  }

  private static func firstLines(_ load: QueueLoad) -> Int {
    max(load.leastLines, Int(clamping: load.lineLoad))
  }

  /// The most lines that are tried for a load.
  private static func mostLines(_ load: QueueLoad) -> Int { 4 * firstLines(load) + 200 }

  /// Takes lines away that the agents of a plan do not need; false: there are none.
  private func lessens(_ lines: inout [Int: Int], _ plan: StaffingPlan) -> Bool {
    var hasChanged = false
    for (pool, count) in lines where count > 1 {
      let cells = plan.pools[pool].cells.compactMap { $0 }
      let isLess = cells.allSatisfy {
        count - 1 >= $0.load.leastLines
          && blocked($0.load, agents: $0.agents, lines: count - 1) <= blocking
      }
      guard isLess, !cells.isEmpty else { continue }
      lines[pool] = count - 1
      hasChanged = true
    }
    return hasChanged
  }

  // MARK: - Sizes

  private func sizes(
    _ plan: StaffingPlan, _ lines: [Int: Int], _ groups: [Int?], _ reader: DemandReader?
  ) -> [LineSize] {
    guard let model, let reader else {
      return lines.keys.sorted().compactMap { pool in
        let name = plan.pools.count == 1 ? "lines" : plan.pools[pool].pool.name
        return size(of: plan.pools[pool], lines[pool] ?? 1, named: name)
      }
    }
    let trunks = model.trunkGroups.indices.compactMap { group -> LineSize? in
      let name = model.trunkGroups[group].name
      var size: LineSize?
      if let pool = lines.keys.first(where: { groups[$0] == group }) {
        size = self.size(of: plan.pools[pool], lines[pool] ?? 1, named: name)
      } else {
        size = peak(named: name, plan) { sharedSize(ofGroup: group, plan, model, reader, $0) }
      }
      size?.group = group
      return size.map { reader.present(in: $0, plan) }
    }
    var ports = peak(named: "menu ports", plan) { interval in
      let load = reader.menuLoad(of: model.contactTypes.indices, during: interval)
      return load > 0 ? erlangB(load, interval) : nil
    }
    ports?.isPorts = true
    ports?.present = model.ports
    return trunks + [ports].compactMap { $0 }
  }

  /// Lines and ports that were sized, with the agents of a plan that was found behind them: the figures are of
  /// its agents, in the interval where most calls are blocked.
  ///
  /// - Parameters:
  ///   - sizes: Lines and ports; their numbers stay.
  ///   - plan: The plan, for the same demand.
  /// - Returns: The same lines and ports.
  public func judged(_ sizes: [LineSize], with plan: StaffingPlan) -> [LineSize] {
    guard let model else { return sizes }
    let reader = DemandReader(model)
    let owners = plan.pools.map { reader.ownTrunkGroup(of: $0.pool) }
    return sizes.map { old in
      guard let group = old.group else { return old }
      var size: LineSize?
      if old.agents != nil, let pool = owners.firstIndex(of: group) {
        size = self.size(of: plan.pools[pool], old.needed, named: old.name)
      } else {
        let all = plan.demand.intervals.indices.compactMap {
          sharedSize(ofGroup: group, plan, model, reader, $0)
        }
        size = all.max { $0.load < $1.load }.map { busiest in
          var busiest = busiest
          (busiest.name, busiest.needed) = (old.name, old.needed)
          busiest.blocking = ErlangB(offeredLoad: busiest.load, agents: old.needed).blockingProbability
          return busiest
        }
      }
      size?.group = group
      return size.map { reader.present(in: $0, plan) } ?? old
    }
  }

  /// The interval that needs most lines, the first of several.
  private func peak(
    named name: String, _ plan: StaffingPlan, _ size: (Int) -> LineSize?
  ) -> LineSize? {
    var best: LineSize?
    for interval in plan.demand.intervals.indices {
      guard let found = size(interval), found.needed > best?.needed ?? -1 else { continue }
      best = found
    }
    best?.name = name
    return best
  }

  /// The lines of a pool, at the interval where most calls are blocked.
  private func size(
    of pool: StaffingPlan.PoolPlan, _ lines: Int, named name: String
  ) -> LineSize? {
    var worst: (cell: StaffingPlan.Cell, blocking: Double)?
    for cell in pool.cells.compactMap({ $0 }) {
      let blocking = blocked(cell.load, agents: pool.agents(in: cell.interval), lines: lines)
      if blocking > worst?.blocking ?? -1 { worst = (cell, blocking) }
    }
    guard let (cell, blocking) = worst else { return nil }
    let agents = pool.agents(in: cell.interval)
    var open = cell.load
    (open.lines, open.waitingPlaces) = (nil, nil)
    let queue = open.queue(agents: agents)
    let goals = goals(of: pool.pool)
    // Beside agents that a simulation found, pairs by formula say nothing.
    let isByFormula = pool.found == nil
    let leanest = goals.isEmpty || !isByFormula ? nil : pair(cell.load, goals, pool.pool)
    return LineSize(
      name: name, needed: lines, agents: agents,
      leaner: leanest.flatMap { $0.agents < agents ? $0 : nil }, interval: cell.interval,
      load: Self.held(open, queue, agents: agents) + open.menuLoad, blocking: blocking,
      model: cell.load.model.name)
  }

  /// Lines that belong to no pool alone.
  private func sharedSize(
    ofGroup group: Int, _ plan: StaffingPlan, _ model: Model, _ reader: DemandReader,
    _ interval: Int
  ) -> LineSize? {
    let users = model.contactTypes.indices.filter { model.contactTypes[$0].trunks?.place == group }
    let served = reader.typesReached(from: users)
    let pools = plan.pools.filter { pool in
      pool.pool.types.contains { name in served.contains { model.contactTypes[$0].name == name } }
    }
    guard reader.arrivalRate(of: users, during: interval) > 0 else { return nil }
    let held = pools.reduce(0) { sum, pool in
      guard let cell = pool.cells[interval] else { return sum }
      let agents = pool.agents(in: interval)
      var open = cell.load
      (open.lines, open.waitingPlaces) = (nil, nil)
      return sum + Self.held(open, open.queue(agents: agents), agents: agents)
    }
    return erlangB(held + reader.menuLoad(of: users, during: interval), interval)
  }

  /// The mean number of lines that calls hold in conversation and waiting; who gives up only waits.
  ///
  /// Of an unstable queue, whose length has no mean, those in conversation.
  private static func held(_ load: QueueLoad, _ queue: StaffedQueue?, agents: Int) -> Double {
    let busy = (queue?.occupancy ?? 1) * Double(agents)
    return busy * (1 - load.wrapUp / load.handleTime) + (queue?.meanQueue ?? 0)
  }

  private func erlangB(_ load: Double, _ interval: Int) -> LineSize {
    let needed = ErlangB.requiredAgents(offeredLoad: load, blocking: blocking)
    return LineSize(
      name: "", needed: needed, interval: interval, load: load,
      blocking: ErlangB(offeredLoad: load, agents: needed).blockingProbability, model: "Erlang B")
  }
}

extension DemandReader {
  /// Lines of a trunk group with those that there are.
  fileprivate func present(in size: LineSize, _ plan: StaffingPlan) -> LineSize {
    guard let group = size.group else { return size }
    var size = size
    size.present = lines(ofGroup: group, during: size.interval)
    let all = plan.demand.intervals.indices.filter(plan.isOpen).map { lines(ofGroup: group, during: $0) }
    if let least = all.min(), let most = all.max() { size.presentRange = least...most }
    return size
  }
}

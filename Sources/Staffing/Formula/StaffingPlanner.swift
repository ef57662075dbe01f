import ContactCenter
import Experiments
import QueueingTheory

/// Finds the fewest agents for goals, by formulas alone.
///
/// Every interval is a queue in equilibrium with its own load (the stationary independent
/// period-by-period approximation of L. Green, P. Kolesar and J. Soares, "Improving the SIPP approach
/// for staffing service systems that have cyclic demands", Operations Research 49, 2001). That is
/// good where handle times are short beside the interval; where they are not, simulate.
public struct StaffingPlanner: Sendable {
  /// What must be reached.
  public var goals: [Goal]
  /// What no plan may go below or beyond.
  public var limits: StaffingLimits
  /// Whether a goal that no allowed number reaches gets the most allowed, instead of an error.
  private var settles = false

  /// The most agents that are ever tried.
  public static let mostAgents = 1_000_000

  /// A planner for goals, within limits.
  public init(goals: [Goal], limits: StaffingLimits = StaffingLimits()) {
    self.goals = goals
    self.limits = limits
  }

  /// The plan for a demand.
  ///
  /// Goals by interval are met by the fewest agents that do; goals over a day or the month then raise
  /// some intervals (``PeriodGoals``). Cost: some twenty formulas per interval and goal, fewer where
  /// loads repeat.
  ///
  /// - Throws: ``StaffingConflict`` about the first goal that no allowed number of agents reaches, with
  ///   what it would take in all intervals.
  public func plan(_ demand: StaffingDemand) throws(StaffingConflict) -> StaffingPlan {
    var pools: [StaffingPlan.PoolPlan] = []
    var conflicts: [StaffingConflict] = []
    for pool in demand.pools {
      do throws(StaffingConflict) {
        pools.append(try plan(pool, demand))
      } catch {
        conflicts.append(error)
      }
    }
    if let worst = StaffingConflict.worst(of: conflicts) { throw worst }
    var unlimited = self
    unlimited.limits.most = nil
    unlimited.limits.minimumOccupancy = nil
    var wholes: [StaffingPlan.PoolPlan] = []
    for whole in demand.wholes { wholes.append(try unlimited.plan(whole, demand)) }
    return StaffingPlan(demand: demand, goals: goals, pools: pools, wholes: wholes)
  }

  /// The plan for a demand, or where no allowed number of agents reaches a goal, the nearest one: the
  /// most agents allowed there; with what contradicts.
  ///
  /// A start for simulations, which judge by more than formulas.
  public func nearest(
    _ demand: StaffingDemand
  ) -> (plan: StaffingPlan, conflict: StaffingConflict?) {
    do throws(StaffingConflict) {
      return (try plan(demand), nil)
    } catch {
      var settling = self
      settling.settles = true
      guard let plan = try? settling.plan(demand) else {
        preconditionFailure("a planner that settles for less has a plan")
      }
      return (plan, error)
    }
  }

  /// The goals of a pool: those of no type, and those of its types.
  private func concerns(_ goal: Goal, _ pool: StaffingDemand.Pool) -> Bool {
    goal.part.map(pool.types.contains) ?? true
  }

  private func plan(
    _ pool: StaffingDemand.Pool, _ demand: StaffingDemand
  ) throws(StaffingConflict) -> StaffingPlan.PoolPlan {
    let pool = opened(pool, demand)
    let mine = goals.indices.filter { concerns(goals[$0], pool) }
    var cells: [StaffingPlan.Cell?] = []
    var known: [Double: [StaffingPlan.Cell]] = [:]
    var conflicts: [StaffingConflict] = []
    for (number, load) in pool.loads.enumerated() {
      guard let load else {
        cells.append(nil)
        continue
      }
      var cell: StaffingPlan.Cell
      if let same = known[load.arrivalRate]?.first(where: { $0.load == load }) {
        cell = same
      } else {
        do throws(StaffingConflict) {
          cell = try self.cell(load, mine, pool, number)
        } catch {
          conflicts.append(error)
          continue
        }
        known[load.arrivalRate, default: []].append(cell)
      }
      cell.interval = number
      cells.append(cell)
    }
    if let worst = StaffingConflict.worst(of: conflicts) { throw worst }
    var plan = StaffingPlan.PoolPlan(
      pool: pool, cells: cells, periods: [],
      idleAgents: limits.leastIdle(groups: pool.groups.count))
    for period in [Goal.Period.day, .month] {
      let wide = mine.filter { goals[$0].period == period }
      if !wide.isEmpty { try raise(&plan, for: wide, demand, byDay: period == .day) }
    }
    return plan
  }

  /// A pool that only helps out, with the hours of the center where each group has a least number.
  private func opened(
    _ pool: StaffingDemand.Pool, _ demand: StaffingDemand
  ) -> StaffingDemand.Pool {
    guard limits.fewest ?? 0 > 0, pool.types.isEmpty else { return pool }
    var pool = pool
    pool.isOpen = pool.isOpen.indices.map { interval in
      demand.pools.contains { $0.isOpen[interval] }
    }
    return pool
  }

  // MARK: - One interval

  private func cell(
    _ load: QueueLoad, _ mine: [Int], _ pool: StaffingDemand.Pool, _ interval: Int
  ) throws(StaffingConflict) -> StaffingPlan.Cell {
    let groups = pool.groups.count
    // Without a goal one agent would do where callers give up: so many as the work keeps busy are planned.
    let carrying = max(
      load.leastAgents, mine.isEmpty ? Int(clamping: load.offeredLoad.rounded(.down)) + 1 : 1)
    let least = max(carrying, limits.leastWorking(groups: groups))
    var cell = StaffingPlan.Cell(
      interval: interval, load: load, agents: least, needs: goals.map { _ in nil }, binding: nil,
      carrying: carrying, erlangC: Self.erlangC(load, mine.map { goals[$0] }))
    if let lines = load.lines, load.leastLines > lines, !settles {
      throw StaffingConflict(
        goal: nil, limit: .lines(lines), pool: pool.name, interval: interval, reached: nil,
        needed: Double(load.leastLines))
    }
    let (top, limit) = ceiling(load, groups)
    guard least <= top || settles else {
      throw StaffingConflict(
        goal: nil, limit: limit, pool: pool.name, interval: interval, reached: nil,
        needed: loosened(limit, load, agents: wanted(load, mine, from: least), groups))
    }
    cell.agents = min(least, top)
    // Goals that blocking may contradict last: it is looked for among the numbers that reach the others.
    let wanted = mine.filter { goals[$0].period == .interval }
    for index in wanted.filter({ goals[$0].measure != .blocking })
      + wanted.filter({ goals[$0].measure == .blocking })
    {
      let goal = goals[index]
      let found =
        goal.measure == .blocking
        ? Self.fewestUnblocked(load, goal, from: cell.agents, upTo: top)
        : Self.fewest(load, goal, upTo: top)
      guard let need = found ?? (settles ? settled(load, top) : nil) else {
        let isReachable = Self.fewest(load, goal, upTo: Self.mostAgents) != nil
        throw StaffingConflict(
          goal: goal, limit: limit, pool: pool.name, interval: interval,
          reached: load.queue(agents: top)?.value(of: goal.measure),
          needed: isReachable
            ? loosened(limit, load, agents: self.wanted(load, mine, from: least), groups)
            : Self.lines(load, goal))
      }
      cell.needs[index] = found
      if need > cell.agents {
        cell.agents = need
        cell.binding = index
      } else if need == cell.agents, cell.binding == nil, need > least {
        cell.binding = index
      }
    }
    return cell
  }

  /// The most agents that are worth trying.
  private func settled(_ load: QueueLoad, _ top: Int) -> Int {
    top < Self.mostAgents ? top : min(top, load.usefulAgents ?? load.leastAgents)
  }

  /// The agents that all goals by interval would need if nothing forbade them.
  private func wanted(_ load: QueueLoad, _ mine: [Int], from least: Int) -> Int {
    mine.filter { goals[$0].period == .interval }.reduce(least) { most, index in
      max(most, Self.fewest(load, goals[index], upTo: Self.mostAgents) ?? most)
    }
  }

  /// The fewest agents that reach a goal with a load; nil where no number up to `top` does.
  public static func fewest(_ load: QueueLoad, _ goal: Goal, upTo limit: Int) -> Int? {
    let top = min(limit, load.usefulAgents ?? limit)
    func isMet(_ agents: Int) -> Bool { load.queue(agents: agents)?.meets(goal) ?? false }
    // Most answers lie above the load, so the search begins there unless it is met already.
    let least = load.leastAgents
    let above = min(max(Int(clamping: load.offeredLoad), least), top)
    guard least <= top else { return nil }
    let first = above > least && !isMet(above) ? min(above + 1, top) : least
    return StaffingSearch.fewest(from: first, upTo: top, where: isMet)
  }

  /// The fewest agents from those that other goals need up to `top` that keep the blocking; nil where
  /// neither the first nor the last of them do.
  ///
  /// More agents may block more: where callers give up sooner than a conversation ends, whoever is
  /// answered holds his line longer than one who gives up.
  private static func fewestUnblocked(
    _ load: QueueLoad, _ goal: Goal, from agents: Int, upTo limit: Int
  ) -> Int? {
    let top = min(limit, load.usefulAgents ?? limit)
    func isMet(_ agents: Int) -> Bool { load.queue(agents: agents)?.meets(goal) ?? false }
    guard agents <= top, !isMet(agents) else {
      return isMet(agents)
        ? StaffingSearch.fewest(from: min(load.leastAgents, agents), upTo: agents, where: isMet)
        : nil
    }
    return StaffingSearch.fewest(from: agents, upTo: top, where: isMet)
  }

  /// The most agents allowed for a load of so many groups, and what forbids more.
  private func ceiling(_ load: QueueLoad, _ groups: Int) -> (Int, StaffingConflict.Limit) {
    var top = Self.mostAgents
    var limit = load.lines.map(StaffingConflict.Limit.lines) ?? .maximumAgents(top)
    if let most = limits.most, let allowed = limits.most(groups: groups),
      allowed < load.usefulAgents ?? .max
    {
      top = allowed
      limit = .maximumAgents(most)
    }
    let busy = limits.most(with: load, upTo: top)
    if busy < top, let least = limits.minimumOccupancy {
      top = busy
      limit = .minimumOccupancy(least)
    }
    return (top, limit)
  }

  /// The limit that allows that many agents of so many groups.
  private func loosened(
    _ limit: StaffingConflict.Limit, _ load: QueueLoad, agents: Int, _ groups: Int
  ) -> Double? {
    switch limit {
    case .lines: return nil
    case .maximumAgents: return (Double(agents) / Double(max(1, groups))).rounded(.up)
    case .minimumOccupancy: return load.queue(agents: agents)?.occupancy
    }
  }

  /// The fewest lines with which some number of agents reaches the goal; nil where that is not it.
  private static func lines(_ load: QueueLoad, _ goal: Goal) -> Double? {
    guard let lines = load.lines else { return nil }
    let found = StaffingSearch.fewest(from: lines, upTo: mostAgents) { count in
      var wider = load
      wider.lines = count
      return wider.queue(agents: count)?.meets(goal) ?? false
    }
    return found.map(Double.init)
  }

  /// The fewest agents for goals by plain Erlang C.
  private static func erlangC(_ load: QueueLoad, _ goals: [Goal]) -> Int {
    let plain = QueueLoad(arrivalRate: load.arrivalRate, handleTime: load.handleTime)
    return goals.reduce(plain.leastAgents) { most, goal in
      max(most, fewest(plain, goal, upTo: mostAgents) ?? most)
    }
  }

  // MARK: - Days and months

  private func raise(
    _ plan: inout StaffingPlan.PoolPlan, for wide: [Int], _ demand: StaffingDemand, byDay: Bool
  ) throws(StaffingConflict) {
    let intervals = demand.intervals
    let groups = plan.pool.groups.count
    let present = plan.cells.compactMap { $0 }
    let days: [Int?] = byDay ? Set(present.map { demand.day(of: $0.interval) }).sorted() : [nil]
    for day in days {
      let cells = present.filter { day == nil || demand.day(of: $0.interval) == day }
      var search = PeriodGoals(
        goals: wide.map { goals[$0] },
        members: cells.map { cell in
          PeriodGoals.Member(
            load: plan.cells[cell.interval]?.load ?? cell.load,
            agents: plan.cells[cell.interval]?.agents ?? cell.agents,
            most: min(ceiling(cell.load, groups).0, cell.load.usefulAgents ?? .max),
            length: intervals[cell.interval].open)
        })
      if let missed = search.solve(), !settles {
        let limit = cells.first.map { ceiling($0.load, groups).1 } ?? .lines(0)
        throw StaffingConflict(
          goal: goals[wide[missed]], limit: limit, pool: plan.pool.name, interval: nil,
          reached: search.value(of: missed), needed: nil)
      }
      for (cell, member) in zip(cells, search.members)
      where member.agents > plan.cells[cell.interval]?.agents ?? 0 {
        plan.cells[cell.interval]?.agents = member.agents
        plan.cells[cell.interval]?.binding = wide[search.mostMissedAtFirst]
      }
    }
    // What a day's goals reach is told at the end, when all intervals are fixed.
    for day in days {
      for index in wide {
        let members = plan.cells.compactMap { $0 }
          .filter { day == nil || demand.day(of: $0.interval) == day }
        let value = Self.value(of: goals[index].measure, members, intervals)
        plan.periods.append(.init(goal: index, day: day, value: value))
      }
    }
  }

  /// A figure over several intervals, weighted by their volumes.
  private static func value(
    of measure: Goal.Measure, _ cells: [StaffingPlan.Cell], _ intervals: [StaffingDemand.Interval]
  ) -> Double {
    var (sum, base) = (0.0, 0.0)
    for cell in cells {
      guard let parts = cell.load.queue(agents: cell.agents)?.parts(of: measure) else { continue }
      let attempts = cell.load.arrivalRate * intervals[cell.interval].open
      sum += attempts * parts.sum
      base += attempts * parts.base
    }
    return base > 0 ? sum / base : 0
  }
}

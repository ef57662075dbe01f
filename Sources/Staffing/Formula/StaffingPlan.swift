import Experiments
import QueueingTheory

/// How many agents each pool needs in each interval, and why.
public struct StaffingPlan: Sendable {
  /// One pool in one interval.
  public struct Cell: Sendable {
    /// The place of the interval in the demand.
    public var interval: Int
    /// The work.
    public var load: QueueLoad
    /// The agents required, on the phones.
    public var agents: Int
    /// For each of the plan's goals the fewest agents that reach it here by itself; nil for goals over
    /// a longer period, and for those of other types.
    public var needs: [Int?]
    /// The goal that asks for the most; nil where the work itself does, or the least number allowed.
    public var binding: Int?
    /// What the work itself asks for: more agents than erlangs where callers never give up or no goal is about
    /// them, else one.
    public var carrying: Int
    /// What plain Erlang C asks for, each goal in this interval by itself.
    public var erlangC: Int

    /// The rows around the answer, n − 2 … n + 2; no queue where it would grow without bound.
    public var rows: [(agents: Int, queue: StaffedQueue?)] {
      (agents - 2...agents + 2).filter { $0 >= 1 }.map { ($0, load.queue(agents: $0)) }
    }

    /// The square-root rule's view of the answer.
    public var squareRoot: SquareRoot { SquareRoot(load: load, agents: agents) }
  }

  /// What the square-root rule n = a + β√a says.
  public struct SquareRoot: Sendable {
    /// β = (n − a)/√a of the answer.
    public var grade: Double
    /// Whether callers wait, agents idle, or both.
    public var regime: SquareRootStaffing.Regime
    /// The agents that the rule gives for the waiting probability that Erlang C finds with the answer;
    /// nil where that queue is unstable or hardly anybody waits.
    public var agents: Int?

    init(load: QueueLoad, agents: Int) {
      let offered = load.offeredLoad
      grade = SquareRootStaffing.gradeOfService(offeredLoad: offered, agents: agents)
      regime = SquareRootStaffing.regime(offeredLoad: offered, agents: agents)
      guard
        let queue = try? ErlangC(
          offeredLoad: offered, meanHandleTime: load.handleTime, agents: agents),
        queue.waitProbability > 1e-12
      else { return }
      self.agents = SquareRootStaffing.requiredAgents(
        offeredLoad: offered, waitProbability: queue.waitProbability)
    }
  }

  /// A pool's staffing.
  public struct PoolPlan: Sendable {
    /// The pool.
    public var pool: StaffingDemand.Pool
    /// By interval; nil where there is no work.
    public var cells: [Cell?]
    /// The goals over days and the month, with what they come to.
    public var periods: [PeriodResult]
    /// The agents required where the pool is open and nobody calls.
    public var idleAgents = 0
    /// By interval the agents that simulations found; nil: the plan is that of the formulas.
    public var found: [Int]?

    /// Whether there is work in an interval, or could be.
    public func isOpen(in interval: Int) -> Bool {
      pool.isOpen[interval] || cells[interval] != nil
    }

    /// The agents required in an interval, those found by simulation where there are any; 0 where the pool
    /// is closed.
    public func agents(in interval: Int) -> Int {
      found?[interval] ?? agentsByFormula(in: interval)
    }

    /// The agents that the formulas require in an interval; 0 where the pool is closed.
    public func agentsByFormula(in interval: Int) -> Int {
      cells[interval]?.agents ?? (pool.isOpen[interval] ? idleAgents : 0)
    }

    /// The calls expected in an interval; what is whole but for the last digits is whole.
    ///
    /// - Parameters:
    ///   - interval: The place of the interval in the demand.
    ///   - length: Its length in seconds.
    /// - Returns: Their number; 0 where nobody calls.
    public func calls(in interval: Int, length: Double) -> Double {
      let calls = (cells[interval]?.load.arrivalRate ?? 0) * length
      let whole = calls.rounded()
      return abs(calls - whole) <= 1e-12 * whole ? whole : calls
    }
  }

  /// A goal over a day or the month.
  public struct PeriodResult: Sendable {
    /// The goal's place in the plan's goals.
    public var goal: Int
    /// The day, the first being 0; nil: the whole horizon.
    public var day: Int?
    /// The figure over that time, weighted by volume.
    public var value: Double
  }

  /// What was asked for.
  public var demand: StaffingDemand
  /// What it must reach.
  public var goals: [Goal]
  /// The pools.
  public var pools: [PoolPlan]
  /// The parts of the center whose pools share work, each staffed as if all of its agents could do
  /// everything: fewer cannot be enough by these formulas.
  public var wholes: [PoolPlan]

  /// The models in use, the most frequent first.
  public var models: [QueueModelName] {
    var counts: [QueueModelName: Int] = [:]
    for cell in pools.flatMap(\.cells).compactMap({ $0 }) { counts[cell.load.model, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }.map(\.key)
  }

  /// The agents of all pools in an interval.
  public func agents(in interval: Int) -> Int {
    pools.reduce(0) { $0 + $1.agents(in: interval) }
  }

  /// Whether any pool is open in an interval.
  public func isOpen(_ interval: Int) -> Bool { pools.contains { $0.isOpen(in: interval) } }

  /// Hours of required agents over the horizon.
  public var agentHours: Double { hours(of: agents(in:)) }

  /// Whole agents on the roster of all pools in an interval, each pool's rounded up.
  public func roster(in interval: Int, _ shrinkage: Shrinkage) -> Int {
    pools.reduce(0) { $0 + shrinkage.roster(required: $1.agents(in: interval)) }
  }

  /// Hours on the roster over the horizon.
  public func rosterHours(_ shrinkage: Shrinkage) -> Double {
    hours { roster(in: $0, shrinkage) }
  }

  private func hours(of agents: (Int) -> Int) -> Double {
    demand.intervals.indices.reduce(0) {
      $0 + Double(agents($1)) * demand.intervals[$1].open / 3600
    }
  }
}

extension StaffingPlan {
  /// The plan with agents by group and planning interval that a simulation found.
  ///
  /// Groups that only help out are open wherever they have agents.
  ///
  /// - Parameter table: The staffing of the model that the demand was made from.
  /// - Returns: The plan, whose cells still say what the formulas ask for.
  public func replaced(by table: StaffingTable) -> StaffingPlan {
    var plan = self
    for place in plan.pools.indices {
      let groups = plan.pools[place].pool.groups
      let found = demand.intervals.indices.map { interval in
        groups.reduce(0) { $0 + table.agents[$1][interval] }
      }
      for interval in found.indices where found[interval] > 0 {
        plan.pools[place].pool.isOpen[interval] = true
      }
      plan.pools[place].found = found
    }
    return plan
  }
}

/// Two wishes that cannot both come true.
public struct StaffingConflict: Error, Sendable {
  /// What stands against a goal.
  public enum Limit: Sendable, Equatable {
    /// No more calls get in.
    case lines(Int)
    /// No more agents are allowed.
    case maximumAgents(Int)
    /// Agents must not be busy less than this part of the time.
    case minimumOccupancy(Double)
  }

  /// The goal; nil: the work itself, which needs a least number of agents.
  public var goal: Goal?
  /// The limit.
  public var limit: Limit
  /// The pool.
  public var pool: String
  /// The interval where they clash; nil: over a day or the month.
  public var interval: Int?
  /// The best that the goal's figure can be within the limit.
  public var reached: Double?
  /// The limit that would go with the goal: agents, lines or an occupancy; nil where none does.
  public var needed: Double?
}

extension StaffingConflict {
  /// The first conflict, with the place and the figures of the worst one of the same two wishes, so
  /// that what is proposed instead holds everywhere.
  static func worst(of conflicts: [StaffingConflict]) -> StaffingConflict? {
    guard let first = conflicts.first else { return nil }
    return conflicts.dropFirst().reduce(first) { worst, other in
      // Where even the work itself does not fit, no other goal helps.
      let isAlike = other.goal == worst.goal || worst.goal == nil || other.goal == nil
      guard other.limit == worst.limit, isAlike else { return worst }
      // The place is where the least is reached; the limit is the one that would do everywhere.
      var result = worst
      if let goal = worst.goal, let one = worst.reached, let another = other.reached {
        if goal.isLowerBound ? another < one : another > one { result = other }
      } else if worst.goal != nil, other.goal == nil {
        result = other
      }
      result.needed = worst.needed
      if let needed = other.needed, other.isWorse(needed, than: worst.needed) {
        result.needed = needed
      }
      return result
    }
  }

  /// Whether a limit that goes with the goal is further away.
  private func isWorse(_ needed: Double, than other: Double?) -> Bool {
    guard let other else { return true }
    if case .minimumOccupancy = limit { return needed < other }
    return needed > other
  }
}

import ContactCenter
import Experiments
import Foundation
import QueueingTheory
import Reporting
import Staffing

/// A plan with everything its reports tell.
struct StaffResult {
  /// The file that was planned for, as the user named it.
  var file: String
  var input: StaffInput
  /// The plan that answers what was asked for: that of simulations where they found one.
  var plan: StaffingPlan
  /// The plan by formulas.
  let formula: StaffingPlan
  var shrinkage: Shrinkage
  /// The command that makes the plan again.
  var commandLine: String
  /// The version of the program that planned.
  var programVersion: String
  /// Lines and ports, where they were asked for.
  var lines: [LineSize] = []
  /// What a simulation with these lines says; nil where there are none, or no scenario.
  var lineCheck: StaffLineCheck?
  /// What simulations found, where they were asked for; see `answered(by:)`.
  var simulated: SimulatedStaffing?
  /// Their answer, and its agents by group.
  var answer: StaffAnswer?
  var staffing: StaffingTable?

  /// The names of the intervals.
  let axis: TimeAxis
  /// Days by intervals, with totals.
  var grid: StaffGrid

  init(
    file: String, input: StaffInput, plan: StaffingPlan, shrinkage: Shrinkage, commandLine: String,
    programVersion: String
  ) {
    self.file = file
    self.input = input
    (self.plan, formula) = (plan, plan)
    self.shrinkage = shrinkage
    self.commandLine = commandLine
    self.programVersion = programVersion
    axis = Self.axis(of: plan.demand)
    grid = StaffGrid(plan, shrinkage: shrinkage)
  }

  /// The names of a demand's intervals.
  static func axis(of demand: StaffingDemand) -> TimeAxis {
    TimeAxis(
      starts: demand.intervals.map(\.start), ends: demand.intervals.map(\.end),
      firstWeekday: demand.firstWeekday, dates: demand.dates)
  }

  /// The days and the time zone; nil where the demand has no dates.
  var dateHeading: String? {
    let intervals = plan.demand.intervals
    guard let first = intervals.first, let last = intervals.last else { return nil }
    return plan.demand.dates.heading(from: first.start, to: last.end)
  }

  var pools: [StaffingPlan.PoolPlan] { plan.pools }

  /// What was understood of a table, and what the formulas leave out, in sentences.
  var remarks: [String] {
    (input.understood.map { ["Table: \($0)."] } ?? []) + plan.demand.remarks.map(\.text)
  }

  /// The pools that have calls of their own, or could have.
  var working: [StaffingPlan.PoolPlan] { pools.filter { $0.pool.isOpen.contains(true) } }

  /// A goal as it is written.
  func text(ofGoal index: Int) -> String { GoalText().text(of: plan.goals[index]) }

  /// What binds in a cell, in words.
  func binding(_ cell: StaffingPlan.Cell) -> String {
    if let goal = cell.binding { return text(ofGoal: goal) }
    if cell.agents > cell.carrying { return JobField.minAgents.option }
    return cell.agents > 1 ? "the load" : "at least one agent"
  }

  /// The same of a pool in an interval that is open.
  func binding(_ pool: StaffingPlan.PoolPlan, in interval: Int) -> String {
    pool.cells[interval].map(binding) ?? (pool.idleAgents > 0 ? JobField.minAgents.option : "no calls")
  }

  /// Whether the scenario or the table has a staffing of its own.
  var hasOwnStaffing: Bool { pools.contains { $0.pool.scheduled != nil } }

  /// The own staffing of all pools in an interval.
  func ownStaffing(in interval: Int) -> Double {
    pools.reduce(0) { $0 + ($1.pool.scheduled?[interval] ?? 0) }
  }

  /// The agents of a pool in an interval that a share of days takes, by the level's place.
  func agents(_ pool: StaffingDemand.Pool, ofLevel level: Int, in interval: Int) -> Int {
    guard let levels = simulated?.risk?.levels, levels.indices.contains(level) else { return 0 }
    return pool.groups.reduce(0) { $0 + levels[level].judgement.staffing.agents[$1][interval] }
  }

  /// The command that rebuilds the five rows of a cell: `erlang` where it knows the model, else this
  /// command for that interval alone.
  func rebuilding(_ cell: StaffingPlan.Cell) -> String {
    let load = cell.load
    guard let words = ErlangWords(load: load)?.words else {
      return "\(commandLine) \(JobField.explain.option) "
        + CanonicalCommand.quoted(axis.label(cell.interval))
    }
    let wait = MachineNumber.text(input.acceptableWait) ?? "20"
    return "switchboard erlang \(words) --agents \(cell.agents) --within \(wait)s"
  }
}

/// A load as options of `switchboard erlang`.
private struct ErlangWords {
  var words: String

  /// Nil where that command has no such model.
  init?(load: QueueLoad) {
    guard load.lines == nil, load.waitingPlaces == nil,
      let size = MachineNumber.text(load.offeredLoad),
      let time = MachineNumber.text(load.handleTime)
    else { return nil }
    let work = "--load \(size) --aht \(time)s"
    if !load.hasPatience {
      let variation = MachineNumber.text(load.squaredVariation.squareRoot()) ?? "1"
      words = load.isExponential ? "c \(work)" : "general \(work) --aht-cv \(variation)"
      return
    }
    guard let patience = Self.patience(load.patience) else { return nil }
    words = "a \(work) \(patience)"
  }

  private static func patience(_ law: DurationLaw) -> String? {
    func mean(_ value: Double) -> String { "--patience \(MachineNumber.text(value) ?? "0")s" }
    switch law {
    case .exponential(let value): return mean(value)
    case .deterministic(let value): return mean(value) + " --patience-law constant"
    case .uniform(0, let high): return mean(high / 2) + " --patience-law uniform"
    case .lognormal(let value, let variation):
      return mean(value)
        + " --patience-law lognormal --patience-cv \(MachineNumber.text(variation) ?? "1")"
    case .unlimited, .uniform, .weibull, .gamma, .hyperexponential, .mixture, .zero: return nil
    }
  }
}

/// The intervals of the field `explain`.
enum StaffExplanation {
  /// - Throws: `JobFailure` about a time that is no interval's.
  static func intervals(_ text: String, of plan: StaffingPlan) throws -> [Int] {
    let axis = StaffResult.axis(of: plan.demand)
    let working = plan.demand.intervals.indices.filter { interval in
      plan.pools.contains { $0.cells[interval] != nil }
    }
    guard !working.isEmpty else {
      throw JobFailure(.explain, text, "nobody ever calls, so there is nothing to explain.")
    }
    if text == "all" { return working }
    let found = working.filter { interval in
      let label = axis.label(interval)
      return label == text || label.hasSuffix(" \(text)")
    }
    guard !found.isEmpty else {
      let (first, last) = (working.first ?? 0, working.last ?? 0)
      throw JobFailure(
        .explain, text,
        "no interval with work begins then. There are \(axis.label(first)) to "
          + "\(axis.label(last)), or all.")
    }
    return found
  }
}

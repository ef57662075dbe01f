import ArgumentParser
import ContactCenter
import Experiments
import Foundation
import Optimization
import Reporting
import ScenarioReading
import Staffing
import Verification

/// The options of `staff` that judge and search by simulation.
struct StaffSimulationOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Simulate the plan, show where the formula was wrong, and repair it.",
      discussion: "Whole days with carry-over between intervals, random factors, real laws and "
        + "absence; then the cheapest staffing by interval whose simulated figures meet the goals."))
  var simulate = false

  @Flag(
    help: ArgumentHelp(
      "The probability that goals are met per interval, day and month.",
      discussion: "Also what makes days differ, and the cheapest staffing for 80, 90 and 95 % of "
        + "days. Implies --simulate."))
  var risk = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How wrong the forecast of volumes may be: its standard deviation, such as 10%. [0]",
      discussion: "For --risk: one lognormal factor for all volumes of a month, on top of the "
        + "scenario's own random factors.", valueName: "cv"))
  var forecastError: String?

  @Flag(
    help: ArgumentHelp(
      "The cheapest numbers of agents per group by simulation; skills may overlap.",
      discussion: "Where the load does not change over time, one set of numbers, with goals over "
        + "the whole horizon; else numbers by interval, which are then repaired as by --simulate. "
        + "The groups' `cost` in the scenario is what an hour of an agent costs."))
  var skills = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Buy agents until every goal is met with this probability, such as 95%.",
      discussion: "Without it the repair buys agents only where a goal is surely missed: its whole "
        + "confidence interval on the wrong side of the bound.", valueName: "share"))
  var sure: String?

  @Option(help: "Replications by which a staffing is judged. [the scenario's]")
  var replications: Int?

  @Option(
    parsing: .unconditional, help: "Seed of all random streams. [the scenario's]",
    transform: Seed.parse)
  var seed: UInt64?

  @Option(help: "Replications at the same time; results do not depend on it. [all processors]")
  var threads: Int?

  /// Whether anything is to be simulated.
  var isWanted: Bool { simulate || risk || skills }

  /// The options as words of the canonical command, with the study's numbers where nothing else was
  /// asked for.
  func words(_ study: Scenario.Study?) -> [String] {
    guard isWanted else { return [] }
    let (count, seed) = (replications ?? study?.replications, seed ?? study?.seed)
    return CanonicalCommand.flag("--simulate", simulate) + CanonicalCommand.flag("--risk", risk)
      + CanonicalCommand.option("--forecast-error", forecastError)
      + CanonicalCommand.flag("--skills", skills) + CanonicalCommand.option("--sure", sure)
      + CanonicalCommand.option("--replications", count.map { "\($0)" })
      + CanonicalCommand.option("--seed", seed.map { "\($0)" })
  }

  func validate() throws {
    if forecastError != nil, !risk {
      throw ValidationError("--forecast-error belongs to --risk, which is not given.")
    }
    if !isWanted, replications != nil || seed != nil || threads != nil || sure != nil {
      throw ValidationError(
        "--sure, --replications, --seed and --threads belong to --simulate, --risk or --skills.")
    }
  }

  /// Simulates a plan; nil where nothing was asked for.
  ///
  /// - Throws: `ProgramStop` about a plan without a scenario, and what `run` throws.
  func simulated(
    _ plan: StaffingPlan, of scenario: ScenarioFile?, with lines: [LineSize],
    within limits: StaffingLimits
  ) throws -> SimulatedStaffing? {
    guard isWanted else { return nil }
    guard let scenario else {
      throw ProgramStop(
        .badInput,
        "error: --simulate, --risk and --skills need a scenario; a table of volumes has too little.")
    }
    let model = lines.applied(to: scenario.model)
    let hasOwn = plan.pools.contains { $0.pool.scheduled != nil }
    return try run(
      scenario, model, goals: plan.goals, limits: limits,
      proposal: StaffingTable(plan: plan, model: model), hasOwnStaffing: hasOwn)
  }

  /// Simulates what was asked for; Ctrl-C ends the searches with the best so far.
  ///
  /// The proposal has agents by group and planning interval, as the formulas found them.
  ///
  /// - Throws: `ProgramStop` about options out of range and goals that cannot be judged, and where
  ///   the program was interrupted before there was anything to tell.
  private func run(
    _ scenario: ScenarioFile, _ model: Model, goals: [Goal], limits: StaffingLimits,
    proposal: StaffingTable, hasOwnStaffing: Bool
  ) throws -> SimulatedStaffing {
    var simulation = try prepared(scenario, model, goals, limits)
    Interruption.watch()
    let line = ProgressLine(isWanted: true)
    defer { line.clear() }
    simulation.progress = { line.show($0) }
    simulation.isCancelled = { Interruption.isRequested }
    var result = SimulatedStaffing(seed: simulation.seed, model: model)
    result.limits = limits.words
    var proposal = proposal
    if skills, simulation.isStationary {
      guard let found = try Self.solved({ try simulation.cheapestNumbers() }) else {
        throw Self.nothing(scenario)
      }
      result.skills = found
    } else if skills {
      guard let found = try Self.solved({ try simulation.proposalByInterval() }) else {
        throw Self.nothing(scenario)
      }
      proposal = found
      result.isProposalSearched = true
    }
    if simulate || risk || result.skills == nil {
      guard let repair = simulation.repair(proposal) else { throw Self.nothing(scenario) }
      result.repair = repair
    }
    if risk, let repair = result.repair, !Interruption.isRequested {
      let error = ForecastError(cv: try forecastVariation())
      result.risk = simulation.risk(
        of: repair.repaired.staffing, error: error, hasOwnStaffing: hasOwnStaffing)
    }
    return result
  }

  private func prepared(
    _ scenario: ScenarioFile, _ model: Model, _ goals: [Goal], _ limits: StaffingLimits
  ) throws -> StaffingSimulation {
    var simulation: StaffingSimulation
    do throws(StaffingProblem) {
      simulation = try StaffingSimulation(model: model, goals: goals)
    } catch {
      throw ProgramStop(.badInput, "error: \(error.description)")
    }
    let study = scenario.scenario.study
    simulation.replications =
      try replications.map { try StudyOptions.inRange($0, "--replications") } ?? study.replications
    simulation.seed = seed ?? study.seed
    simulation.confidence = study.confidence
    simulation.threads = try StudyOptions.threadCount(threads)
    simulation.limits = limits
    simulation.sure = try probability()
    simulation.solver = CBCProcess.installed()
    // Known before anything is simulated.
    if skills, simulation.solver == nil { throw Self.stop(.notInstalled) }
    _ = try forecastVariation()
    return simulation
  }

  private func forecastVariation() throws -> Double {
    guard let forecastError else { return 0 }
    return try OptionText(option: "--forecast-error", text: forecastError).proportion()
  }

  private func probability() throws -> Double? {
    guard let sure else { return nil }
    let share = try OptionText(option: "--sure", text: sure).proportion()
    guard share >= 0.5, share < 1 else {
      throw ProgramStop.options("--sure \(sure): write a probability from 50% to below 100%.")
    }
    return share
  }

  private static func solved<Found>(_ search: () throws -> Found?) throws -> Found? {
    do {
      return try search()
    } catch let failure as SolverFailure {
      throw stop(failure)
    }
  }

  private static func stop(_ failure: SolverFailure) -> ProgramStop {
    ProgramStop(.failed, "error: \(failure)")
  }

  private static func nothing(_ scenario: ScenarioFile) -> ProgramStop {
    Interruption.isRequested
      ? ProgramStop(Interruption.code, "interrupted before a staffing was judged; nothing to tell")
      : ProgramStop(.failed, "error: no numbers of agents can carry the load with these skills.")
  }
}

/// What simulations found, as it stands in JSON.
struct SimulatedStaffing: Encodable {
  /// All random numbers come from it.
  var seed: UInt64
  /// The groups, in the order of the staffing's rows.
  var groups: [String]
  /// What costs are in: agent-hours where no group has a wage of its own, else a currency and its period.
  var costUnit: String
  /// The limits that were given, as options.
  var limits: String?
  /// The proposal and its repair.
  var repair: RepairReport?
  /// Whether the proposal was searched for each interval by itself, not planned by formulas.
  var isProposalSearched = false
  /// The risk of the repaired staffing.
  var risk: RiskReport?
  /// The cheapest numbers per group.
  var skills: SkillReport?

  /// What costs are in.
  let price: StaffPrice

  private enum CodingKeys: String, CodingKey {
    case seed, groups, costUnit, limits, repair, isProposalSearched, risk, skills
  }

  init(seed: UInt64, model: Model) {
    self.seed = seed
    groups = model.groups.map(\.name)
    price = StaffPrice(model)
    costUnit = price.countedUnit
  }

  /// Whether the searches were stopped before their end.
  var isInterrupted: Bool {
    repair?.isInterrupted == true || risk?.isInterrupted == true || skills?.isInterrupted == true
  }

  /// - Throws: `ProgramStop` where the searches were stopped before their end.
  func conclude() throws {
    if isInterrupted { throw ProgramStop(Interruption.code) }
  }

  /// The pages of a terminal, one after another; `label` names a planning interval, such as "09:30".
  func text(label: (Int) -> String) -> String {
    var blocks: [[String]] = []
    if let skills { blocks += SkillText(report: skills, price: price, limits: limits).blocks }
    if let repair {
      let text = RepairText(
        report: repair, isSearched: isProposalSearched, price: price, groups: groups, limits: limits)
      blocks += text.blocks(label)
    }
    if let risk { blocks += RiskText(report: risk, price: price).blocks(label) }
    if isInterrupted { blocks.append(["Interrupted: this is the best found so far."]) }
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }
}

extension StaffingLimits {
  /// The limits as options; nil where there are none.
  var words: String? {
    let words = [
      fewest.map { "--min-agents \($0)" }, most.map { "--max-agents \($0)" },
      minimumOccupancy.map { "--min-occupancy \(GoalText.percent($0))" },
    ].compactMap { $0 }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

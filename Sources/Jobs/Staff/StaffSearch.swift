import ContactCenter
import Experiments
import Foundation
import Optimization
import Reporting
import Scale
import ScenarioReading
import Staffing

/// The searches by simulation that a request asks for.
struct StaffSearch {
  let part: StaffSimulationPart
  let workshop: Workshop
  /// The command of the plan, which says all that a search depends on beside the file.
  let command: String
  let isStopped: @Sendable () -> Bool

  /// Simulates a plan; nil where nothing was asked for.
  ///
  /// - Throws: `JobFailure` about a plan without a scenario, and what `run` throws.
  func simulated(
    _ plan: StaffingPlan, of scenario: ScenarioFile?, with lines: [LineSize],
    within limits: StaffingLimits, by request: StaffRequest, beside place: URL
  ) async throws -> SimulatedStaffing? {
    guard part.isWanted else { return nil }
    guard let scenario else {
      throw JobFailure(
        at: .file,
        "\(.simulate), \(.risk) and \(.skills) need a scenario; a table of volumes has too little.")
    }
    let model = lines.applied(to: scenario.model)
    let hasOwn = plan.pools.contains { $0.pool.scheduled != nil }
    let simulation = try prepared(scenario, model, plan.goals, limits)
    let batch = Batch(
      center: scenario.digest, settings: command, seed: simulation.seed,
      program: try request.pool.isOutside || workshop.member != nil ? workshop.program.identity() : "")
    return try await workshop.withPool(
      of: request, beside: place, StaffingService(simulation, identity: batch.words)
    ) { pool in
      try await run(
        scenario, model, simulation, by: pool, limits: limits,
        proposal: StaffingTable(plan: plan, model: model), hasOwnStaffing: hasOwn)
    }
  }

  /// Simulates what was asked for; a stop ends the searches with the best so far.
  ///
  /// The proposal has agents by group and planning interval, as the formulas found them.
  ///
  /// - Throws: `JobFailure` about fields out of range and goals that cannot be judged, and where
  ///   the job was stopped before there was anything to tell.
  private func run(
    _ scenario: ScenarioFile, _ model: Model, _ prepared: StaffingSimulation, by pool: WorkerPool?,
    limits: StaffingLimits, proposal: StaffingTable, hasOwnStaffing: Bool
  ) async throws -> SimulatedStaffing {
    var simulation = prepared
    simulation.pool = pool
    simulation.progress = { [workshop] in
      workshop.progress(JobProgress($0.words, $0.done, of: $0.total))
    }
    simulation.isCancelled = { [isStopped] in isStopped() || pool?.failure != nil }
    let store = workshop.keptWork(
      "staff \(scenario.digest) | \(command)", isWanted: !part.noArchive)
    simulation.keeping = store.map { store in
      // The command has goals and lines, which change the model.
      let batch = Batch(
        center: scenario.digest, settings: command, seed: simulation.seed,
        program: "\(workshop.program.version) \(workshop.program.build)")
      return SampleKeeping(store: store, batch: batch)
    }
    do {
      let result = try await found(
        simulation, SimulatedStaffing(seed: simulation.seed, model: model), limits, proposal,
        hasOwnStaffing)
      store?.finish(isInterrupted: result.isInterrupted)
      return result
    } catch {
      store?.finish(isInterrupted: isStopped())
      throw error
    }
  }

  private func found(
    _ simulation: StaffingSimulation, _ start: SimulatedStaffing, _ limits: StaffingLimits,
    _ proposal: StaffingTable, _ hasOwnStaffing: Bool
  ) async throws -> SimulatedStaffing {
    var (result, proposal) = (start, proposal)
    result.limits = limits.words
    if part.skills, simulation.isStationary {
      guard let found = try await Self.solved({ try await simulation.cheapestNumbers() }) else {
        throw nothing
      }
      result.skills = found
    } else if part.skills {
      guard let found = try await Self.solved({ try await simulation.proposalByInterval() }) else {
        throw nothing
      }
      proposal = found
      result.isProposalSearched = true
    }
    if part.simulate || part.risk || result.skills == nil {
      guard let repair = await simulation.repair(proposal) else { throw nothing }
      result.repair = repair
    }
    if part.risk, let repair = result.repair, !isStopped() {
      let error = ForecastError(cv: try part.forecastVariation())
      result.risk = await simulation.risk(
        of: repair.repaired.staffing, error: error, months: part.months ?? 50,
        hasOwnStaffing: hasOwnStaffing)
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
      throw JobFailure(at: .goal, Words(error.description))
    }
    let study = scenario.scenario.study
    simulation.replications =
      try part.replications.map { try StaffSimulationPart.checked($0, .replications) }
      ?? study.replications
    try workshop.check(replications: simulation.replications, .replications)
    simulation.seed = part.seed ?? study.seed
    simulation.confidence = study.confidence
    simulation.threads = try workshop.workers(part.threads)
    simulation.limits = limits
    simulation.sure = try part.probability()
    simulation.solver = workshop.solver
    // Known before anything is simulated.
    if part.skills, simulation.solver == nil, workshop.member == nil { throw Self.stop(.notInstalled) }
    _ = try part.forecastVariation()
    return simulation
  }

  private static func solved<Found>(_ search: () async throws -> Found?) async throws -> Found? {
    do {
      return try await search()
    } catch let failure as SolverFailure {
      throw stop(failure)
    }
  }

  private static func stop(_ failure: SolverFailure) -> JobFailure { .failed("\(failure)") }

  private var nothing: JobFailure {
    isStopped()
      ? .stopped("interrupted before a staffing was judged; nothing to tell")
      : .failed("no numbers of agents can carry the load with these skills.")
  }
}

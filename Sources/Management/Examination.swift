import ContactCenter
import Experiments

/// The studies behind a report: the one as it is, and trials of plans and levers.
///
/// All have the same replications with the same random numbers, so that what a plan is compared with
/// is the figure that the report prints.
struct Examination {
  let scenario: Scenario
  let model: Model
  let result: StudyResult
  let inputs: KPIInputs
  let settings: ManagementSettings
  /// The study's figures, of the replications that plans and levers have too.
  let figures: KPIFigures
  /// The replications of the run, of which these are the first ones.
  private(set) var ofReplications: Int

  /// A change that was simulated.
  struct Trial {
    var lever: KPILever?
    /// The multiple of the staffing for a plan, the change as a share for a lever.
    var size: Double
    var figures: KPIFigures
    /// Scheduled agent hours of a replication.
    var hours: Double
    /// The scenario's goals for its contact types.
    var goals: [ScopedGoal]
    /// The plans of the groups; nil: those of the study.
    var groups: [Scenario.AgentGroup]?
    /// The groups with more or fewer agents, where the others stay as they are; empty: all alike.
    var changes: [Attainability.GroupChange] = []
    /// Of a multiple of the staffing: the groups that rounding leaves with more or fewer agents, where
    /// they are few; empty: all, or many.
    var few: [Attainability.GroupChange] = []
    /// Whether the hours stand at other times.
    var isMoved = false

    /// What a replication costs; nil: costs are not modelled.
    var cost: Double? {
      figures.record.place(of: "totalCost") == nil ? nil : figures.record.mean(of: "totalCost")
    }
    /// Whether it is more or fewer agents of the present plan, all groups alike.
    var isPlan: Bool { lever == nil && changes.isEmpty && !isMoved }
    /// Whether it is a plan of any kind, and no other change.
    var isStaffing: Bool { lever == nil || lever == .placement }
  }

  init(
    scenario: Scenario, model: Model, result: StudyResult, record: KPIRecord, inputs: KPIInputs,
    settings: ManagementSettings
  ) {
    self.scenario = scenario
    self.model = model
    self.result = result
    self.inputs = inputs
    let channels = KPIMechanism.ofChannels(in: model)
    var settings = settings
    // What is of channels that the center does not have is none of its indicators.
    settings.catalogue.kpis.removeAll { kpi in
      kpi.needs.map { $0.isOfChannels && !channels.contains($0) } ?? false
    }
    self.settings = settings
    ofReplications = record.replications
    figures = KPIFigures(
      catalogue: settings.catalogue, record: record,
      present: KPIMechanism.present(in: model, inputs: inputs), confidence: result.confidence,
      result: result)
  }

  /// Agent hours of a replication of the study.
  var hours: Double { figures.record.mean(of: "scheduledTime") / 3600 }

  /// The plan as it is, which needs no simulation.
  var present: Trial {
    Trial(lever: nil, size: 1, figures: figures, hours: hours, goals: goals(in: result))
  }

  /// Simulates plans, as trials without a lever, and levers.
  func run(
    progress: (@Sendable (ManagementProgress) -> Void)?,
    isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> [Trial] {
    guard settings.replications > 0, figures.record.replications > 1 else { return [] }
    var search = PlanSearch(examination: self, progress: progress, isCancelled: isCancelled)
    try await search.run()
    return search.trials
  }

  /// A model with so many replications and the study's random numbers.
  ///
  /// - Throws: `ManagementError.isCancelled`.
  private func simulated(
    _ model: Model, _ replications: Int, _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> (StudyResult, KPIRecord) {
    var study = StudySettings(study: scenario.study, threads: settings.threads)
    study.study.replications = replications
    study.study.precision = []
    study.study.seed = result.seed
    study.study.confidence = result.confidence
    study.serviceLevelTarget = scenario.serviceLevel.target
    study.kpis = inputs
    let outcome = await runStudy(model: model, settings: study, isCancelled: isCancelled)
    guard !outcome.isPartial, let record = outcome.record else {
      throw ManagementError.isCancelled
    }
    return (outcome, record)
  }

  /// The same of the first of the study's replications, all figures of it, where fewer are wanted.
  ///
  /// - Throws: `ManagementError.isCancelled`.
  func shortened(
    _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> Examination {
    let wanted = settings.replications
    guard wanted > 0, wanted < figures.record.replications else { return self }
    let (outcome, record) = try await simulated(model, wanted, isCancelled)
    var short = Examination(
      scenario: scenario, model: model, result: outcome, record: record, inputs: inputs,
      settings: settings)
    short.ofReplications = ofReplications
    return short
  }

  /// The same with other groups of agents, which are then the present ones; nil where they cannot be simulated.
  ///
  /// - Throws: `ManagementError.isCancelled`.
  func with(
    _ groups: [Scenario.AgentGroup], _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> Examination? {
    let planned = scenario.with(groups)
    guard let model = try? planned.model() else { return nil }
    let (outcome, record) = try await simulated(model, figures.record.replications, isCancelled)
    var examination = Examination(
      scenario: planned, model: model, result: outcome, record: record, inputs: inputs,
      settings: settings)
    examination.ofReplications = ofReplications
    return examination
  }

  /// The changed scenario with the study's replications and random numbers; nil where it cannot be
  /// simulated.
  ///
  /// - Throws: `ManagementError.isCancelled`.
  func trial(
    _ lever: KPILever?, _ size: Double, _ changed: Scenario,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> Trial? {
    guard let model = try? changed.model() else { return nil }
    let (outcome, record) = try await simulated(model, figures.record.replications, isCancelled)
    let figures = KPIFigures(
      catalogue: settings.catalogue, record: record,
      present: KPIMechanism.present(in: model, inputs: inputs), confidence: result.confidence,
      result: nil)
    return Trial(
      lever: lever, size: size, figures: figures,
      hours: record.mean(of: "scheduledTime") / 3600, goals: goals(in: outcome))
  }
}

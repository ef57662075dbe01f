import ContactCenter
import Experiments

/// What a management report is held against, and how much is examined.
public struct ManagementSettings: Sendable {
  /// The KPIs and their targets.
  public var catalogue: KPICatalogue
  /// The profile of targets.
  public var profile = "custom"
  /// The most that a replication may cost; nil: no limit.
  public var budget: Double?
  /// The day by which targets should be reached, "2027-03-31"; nil: none.
  public var deadline: String?
  /// The day of the figures that the targets were set from; nil: none.
  public var baseline: String?
  /// Days of a month on which the center is open.
  public var daysPerMonth = 22
  /// The day of the figures.
  public var dataDate: String
  /// Staffings that are tried, as multiples of the scenario's.
  public var factors = [0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2, 1.25]
  /// Replications of each plan and lever; 0: none is simulated.
  public var replications = 100
  /// Replications at the same time.
  public var threads = 1

  /// Settings for a catalogue, with figures of a day.
  public init(catalogue: KPICatalogue, dataDate: String) {
    self.catalogue = catalogue
    self.dataDate = dataDate
  }
}

/// How far the examination of plans and levers is.
public struct ManagementProgress: Sendable {
  /// Studies done.
  public var done: Int
  /// Studies in all.
  public var total: Int
}

/// A management report cannot be made.
public enum ManagementError: Error, Sendable, Equatable {
  /// The study kept no totals of replications: it is one long run, or had none.
  case noReplications
  /// It was told to stop.
  case isCancelled
}

/// Makes the management report of a study: values, targets, SMART checks, causes and actions.
///
/// Plans (more or fewer agents) and levers (a single change each) are simulated with the study's own
/// seed, so that they meet the same callers and differences are precise.
///
/// - Parameters:
///   - scenario: What was simulated.
///   - result: Its study, with a record of KPI events.
///   - inputs: What the record was made with.
///   - run: Which run it is.
///   - settings: Targets and how much is examined.
///   - progress: Called after each study.
///   - isCancelled: Asked often.
/// - Returns: The report.
/// - Throws: `ManagementError` if the study has no record, or when it is cancelled.
public func managementReport(
  scenario: Scenario, result: StudyResult, inputs: KPIInputs,
  run: ManagementReport.RunDescription, settings: ManagementSettings,
  progress: (@Sendable (ManagementProgress) -> Void)? = nil,
  isCancelled: @escaping @Sendable () -> Bool = { false }
) async throws -> ManagementReport {
  guard let record = result.record, record.replications > 0, let model = try? scenario.model()
  else { throw ManagementError.noReplications }
  let examination = Examination(
    scenario: scenario, model: model, result: result, record: record, inputs: inputs,
    settings: settings)
  let trials = try await examination.run(progress: progress, isCancelled: isCancelled)
  return ReportBuilder(examination: examination, trials: trials).report(run)
}

/// The studies behind a report: the one as it is, and trials of plans and levers.
struct Examination {
  let scenario: Scenario
  let model: Model
  let result: StudyResult
  let inputs: KPIInputs
  let settings: ManagementSettings
  /// All replications of the study.
  let figures: KPIFigures
  /// The first replications, which the trials share.
  let base: KPIFigures

  /// A change that was simulated.
  struct Trial {
    var lever: KPILever?
    var size: Double
    var figures: KPIFigures
    /// Scheduled agent hours of a replication.
    var hours: Double
  }

  init(
    scenario: Scenario, model: Model, result: StudyResult, record: KPIRecord, inputs: KPIInputs,
    settings: ManagementSettings
  ) {
    self.scenario = scenario
    self.model = model
    self.result = result
    self.inputs = inputs
    self.settings = settings
    let present = KPIMechanism.present(in: model, inputs: inputs)
    figures = KPIFigures(
      catalogue: settings.catalogue, record: record, present: present,
      confidence: result.confidence, result: result)
    base = KPIFigures(
      catalogue: settings.catalogue,
      record: record.prefix(min(record.replications, max(0, settings.replications))),
      present: present, confidence: result.confidence, result: nil)
  }

  /// Simulates plans, as trials without a lever, and levers.
  func run(
    progress: (@Sendable (ManagementProgress) -> Void)?,
    isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> [Trial] {
    guard base.record.replications > 1 else { return [] }
    let plans = settings.factors.map { (lever: KPILever?.none, size: $0) }
    let levers = KPILever.allCases.map { (lever: Optional($0), size: $0.step) }
    let wanted = (plans + levers).compactMap { change -> (KPILever?, Double, Scenario)? in
      let changed =
        change.lever == nil
        ? scenario.staffed(by: change.size)
        : change.lever?.applied(to: scenario, size: change.size)
      return changed.map { (change.lever, change.size, $0) }
    }
    var trials: [Trial] = []
    for (number, (lever, size, changed)) in wanted.enumerated() {
      if let trial = try await trial(lever, size, changed, isCancelled) {
        add(trial, to: &trials)
      }
      progress?(ManagementProgress(done: number + 1, total: wanted.count))
    }
    return trials
  }

  /// Adds a trial under the size that it really has: whole agents are not any share of the staffing.
  ///
  /// Plans with the same hours are one.
  private func add(_ trial: Trial, to trials: inout [Trial]) {
    var trial = trial
    let hours = base.record.mean(of: "scheduledTime") / 3600
    if hours > 0, trial.lever == nil || trial.lever == .staffing {
      let factor = (trial.hours / hours * 1000).rounded() / 1000
      trial.size = trial.lever == nil ? factor : factor - 1
    }
    let isKnown = trials.contains { $0.lever == trial.lever && $0.size == trial.size }
    if !isKnown { trials.append(trial) }
  }

  private func trial(
    _ lever: KPILever?, _ size: Double, _ changed: Scenario,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> Trial? {
    guard let model = try? changed.model() else { return nil }
    var study = StudySettings(study: scenario.study, threads: settings.threads)
    study.study.replications = base.record.replications
    study.study.precision = []
    study.study.seed = result.seed
    study.study.confidence = result.confidence
    study.serviceLevelTarget = scenario.serviceLevel.target
    study.kpis = inputs
    let outcome = await runStudy(model: model, settings: study, isCancelled: isCancelled)
    guard !outcome.isPartial, let record = outcome.record else {
      throw ManagementError.isCancelled
    }
    let figures = KPIFigures(
      catalogue: settings.catalogue, record: record,
      present: KPIMechanism.present(in: model, inputs: inputs), confidence: result.confidence,
      result: nil)
    return Trial(
      lever: lever, size: size, figures: figures,
      hours: record.mean(of: "scheduledTime") / 3600)
  }
}

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
  /// Whether staffings beyond `factors` are tried until targets are crossed.
  public var widens = true
  /// Replications of the figures, of each plan and of each lever, at most those of the study; 0: of
  /// all of the study, without plans and levers.
  public var replications = Int.max
  /// Replications at the same time.
  public var threads = 1

  /// Settings for a catalogue, with figures of a day.
  public init(catalogue: KPICatalogue, dataDate: String) {
    self.catalogue = catalogue
    self.dataDate = dataDate
  }

  /// Days of a month on which a scenario's center is open.
  ///
  /// What the section `management` says, else the costs; else the calendar's share of open days, if it
  /// has a week or more (365.25 ÷ 12 days are a month); a day or two say nothing of the week: 22.
  public static func daysPerMonth(_ scenario: Scenario, _ model: Model) -> Int {
    if let own = scenario.management?.daysPerMonth { return own }
    if let own = scenario.costs?.daysPerMonth { return max(1, Int(own.rounded())) }
    guard scenario.calendar.days >= 7 else { return 22 }
    let share = model.openingDays / Double(scenario.calendar.days)
    return min(31, max(1, Int((365.25 / 12 * share).rounded())))
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
  let examination = try await Examination(
    scenario: scenario, model: model, result: result, record: record, inputs: inputs,
    settings: settings
  ).shortened(isCancelled)
  let trials = try await examination.run(progress: progress, isCancelled: isCancelled)
  let builder = ReportBuilder(examination: examination, trials: trials)
  var report = builder.report(run)
  report.followUps = try await builder.followUps(of: report, isCancelled)
  return report
}

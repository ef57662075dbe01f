import ContactCenter
import Experiments
import Management
import Reporting

/// The management report of a run, from its checked request.
struct ManagementReview {
  let smart: Bool
  let isBrief: Bool
  let settings: ManagementSettings
  let catalogueFiles: [ManagementReport.CatalogueText]
  let languages: [KPILanguage]
  let inputs: KPIInputs

  /// The beginning of the day of the figures, in seconds since 1970: a report has no time of day.
  private var finished: Double { Double(Day.number(settings.dataDate) ?? 0) * 86_400 }

  /// The report of a study; nil if the study kept nothing to make it from.
  ///
  /// - Throws: `JobFailure` if the job is stopped.
  func report(
    of result: StudyResult, scenario: Scenario, commandLine: String, threads: Int,
    in workshop: Workshop, isStopped: @escaping @Sendable () -> Bool
  ) async throws -> ManagementReport? {
    guard result.record != nil else { return nil }
    var run = ManagementReport.RunDescription(
      scenario: result.scenarioName, finished: finished,
      digest: result.scenarioDigest, seed: String(result.seed), replications: result.replications,
      confidence: result.confidence, programVersion: result.programVersion,
      commandLine: commandLine)
    run.summary = scenario.description
    run.warnings = result.warnings
    var settings = settings
    settings.threads = threads
    do {
      var report = try await managementReport(
        scenario: scenario, result: result, inputs: inputs, run: run, settings: settings,
        progress: { workshop.progress(JobProgress("plans and levers", $0.done, of: $0.total)) },
        isCancelled: isStopped)
      report.catalogueFiles = catalogueFiles
      return report
    } catch ManagementError.isCancelled {
      throw JobFailure.stopped("interrupted; no report was written")
    } catch ManagementError.noReplications {
      return nil
    }
  }

  /// The first sentence of the report, for the terminal; nil: it has nothing to decide.
  func opening(of report: ManagementReport?) -> String? {
    guard smart, let report else { return nil }
    let opening = Document.opening(report, catalogue: settings.catalogue, language: languages.first ?? .en)
    return opening.map { "\($0.decision) \($0.state)" }
  }

  /// The files beside the run's own report; none unless they were asked for.
  ///
  /// - Throws: `JobFailure` if one cannot be made.
  func files(
    of report: ManagementReport?, forms: [ReportForm]
  ) throws -> [AtomicFile.Content] {
    guard smart, let report else { return [] }
    do {
      let brief =
        isBrief
        ? try ReportForm.files(
          forms.filter(ReportForm.brief.contains), of: report, catalogue: settings.catalogue,
          languages: languages, isBrief: true)
        : []
      return brief
        + (try ReportForm.files(
          forms, of: report, catalogue: settings.catalogue, languages: languages))
    } catch {
      throw JobFailure.failed("the management report cannot be made: \(error)")
    }
  }
}

import ContactCenter
import Experiments
import Management
import ScenarioReading

/// The management report of a scenario's text, with the study and the targets that the scenario has.
func managementReport(
  of text: String, change: (inout ManagementSettings) -> Void = { _ in }
) async throws -> ManagementReport {
  let file = try ScenarioFile.read(text: text, name: "test.yaml")
  var study = StudySettings(study: file.scenario.study, threads: 2)
  let inputs = KPIInputs(
    model: file.model, serviceLevelTarget: file.scenario.serviceLevel.target)
  study.kpis = inputs
  let result = await runStudy(model: file.model, settings: study)
  var settings = ManagementSettings(
    catalogue: try KPICatalogueFile.read(), dataDate: "2026-11-22")
  settings.threads = 2
  change(&settings)
  let run = ManagementReport.RunDescription(
    scenario: file.scenario.name, finished: 0, digest: "", seed: "\(file.scenario.study.seed)",
    replications: file.scenario.study.replications, confidence: 0.95, programVersion: "test",
    commandLine: "test")
  return try await managementReport(
    scenario: file.scenario, result: result, inputs: inputs, run: run, settings: settings)
}

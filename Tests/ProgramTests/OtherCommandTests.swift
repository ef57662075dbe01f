import Foundation
import Testing

/// The commands besides `run`.
@Suite("The program's other commands")
struct OtherCommandTests {
  @Test("`check` finds no error in a shipped scenario", arguments: ShippedScenarios.paths)
  func check(path: String) throws {
    let result = try Program.run(["check", path])
    #expect(result.status == 0, "\(result.text)")
    #expect(!result.text.contains("error"))
  }

  @Test("`trace` prints the events of the contacts asked for")
  func trace() throws {
    let result = try Program.run([
      "trace", "Scenarios/01-one-queue.yaml", "--contacts", "3", "--format", "csv",
    ])
    #expect(result.status == 0)
    let lines = result.text.split(whereSeparator: \.isNewline)
    #expect(lines.count > 9)
    #expect(result.text.contains("arrives"))
  }

  @Test("`trace` numbers contacts from 1 and ends when they have left")
  func traceEnds() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      name: Ten years
      calendar: {days: 3650, hours: 24x7, interval: 1 h}
      contactTypes: [{name: calls, arrivals: {perHour: 600}, patience: 1 min}]
      agentGroups: [{name: agents, agents: 30, skills: [calls]}]
      """, to: "years.yaml")
    let result = try Program.run(["trace", file.path, "--contacts", "2"])
    #expect(result.text.hasPrefix("Contact 1 (calls)\n"), "\(result.text)")
    #expect(result.text.contains("\n\nContact 2 (calls)\n"))
    #expect(!result.text.contains("Contact 3"))
    #expect(result.text.contains("ends talk"))
  }

  @Test("`schema` prints one JSON document")
  func schema() throws {
    let result = try Program.run(["schema"])
    #expect(result.status == 0)
    let schema = try JSONSerialization.jsonObject(with: result.output) as? [String: Any]
    #expect(schema?["$schema"] != nil)
  }

  @Test("Docs/Scenario-Format.md is what `schema` prints; otherwise run `make docs`")
  func scenarioFormat() throws {
    let result = try Program.run(["schema", "--format", "markdown"])
    let page = Program.root.appendingPathComponent("Docs/Scenario-Format.md")
    let isCurrent = try Data(contentsOf: page) == result.output
    #expect(isCurrent)
  }

  @Test("The version is three numbers, and help is no error")
  func versionAndHelp() throws {
    let version = try Program.run(["--version"])
    #expect(version.status == 0)
    #expect(version.text.wholeMatch(of: /\d+\.\d+\.\d+\s*/) != nil)
    let help = try Program.run(["--help"])
    #expect(help.status == 0)
    #expect(help.text.contains("run") && help.text.contains("verify"))
  }
}

import ArgumentParser
import Jobs
import Reporting
import ScenarioReading

/// `switchboard schema`: the scenario format, for editors or for people.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the scenario format as a JSON Schema for editors, or as a reference.",
    discussion: """
      Editors with a YAML language server take the schema from a line at the top of a scenario:
      # yaml-language-server: $schema=scenario.schema.json
      """)

  /// What is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case json, markdown
  }

  @Option(help: ArgumentHelp("JSON Schema or reference.", valueName: "json|markdown"))
  var format = Format.json

  @Flag(help: "The JSON Schema of management.json, the data of management reports.")
  var report = false

  @Option(help: "The JSON Schema of what a command is asked for: \(Self.requests).")
  var request: String?

  @Flag(help: "The paths of settings that compare and vary can change, with their values.")
  var settings = false

  private static let requests = RequestSchema.all.map(\.name).joined(separator: ", ")

  func validate() throws {
    guard !report || format == .json else {
      throw ValidationError("--report has a JSON Schema only.")
    }
    guard !settings || (!report && request == nil && format == .json) else {
      throw ValidationError("--settings goes alone.")
    }
    guard let request else { return }
    guard RequestSchema.all.contains(where: { $0.name == request }) else {
      throw ValidationError("--request \(request): there are \(Self.requests).")
    }
    guard !report, format == .json else {
      throw ValidationError("--request has a JSON Schema only, and goes without --report.")
    }
  }

  func run() throws {
    if let asked = RequestSchema.all.first(where: { $0.name == request }) {
      Console.print(try RequestSchema.text(of: asked.type))
      return
    }
    if report {
      Console.print(ManagementReportSchema.text + "\n")
      return
    }
    if settings {
      for setting in ScenarioSetting.reference {
        Console.print("\(setting.path) (\(setting.values)): \(setting.doc)\n")
      }
      return
    }
    Console.print(format == .json ? ScenarioSchema.json() : ScenarioReference.markdown())
  }
}

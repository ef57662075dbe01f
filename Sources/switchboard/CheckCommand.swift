import ArgumentParser
import Jobs

/// `switchboard check`: every problem of scenario files, without simulating them.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Name every problem of scenario files and tables, with line and column.",
    discussion: """
      Of tables (.csv, .xlsx …) it says what is understood, or what they leave open. Exit codes: 0 no \
      errors (there may be warnings), 2 at least one error.
      """)

  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: .of(CheckRequest.note(.files)))
  var files: [String]

  @Option(help: ArgumentHelp("The form of the output.", valueName: "text|json"))
  var format = Format.text

  @Option(help: .of(CheckRequest.note(.catalogue), valueName: "FILE"))
  var catalogue: [String] = []

  func run() async throws {
    var request = CheckRequest(files: files)
    request.catalogue = catalogue
    let outcome = try await request.run()
    switch format {
    case .text: for file in outcome.files { Console.print(file.text) }
    case .json: Console.print(try outcome.json())
    }
    if outcome.hasErrors { throw ProgramStop(.badInput) }
  }
}

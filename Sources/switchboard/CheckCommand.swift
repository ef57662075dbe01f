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

  @OptionGroup var forms: FormOptions

  @Option(help: .of(CheckRequest.note(.out)))
  var out: String?

  @Flag(help: .of(CheckRequest.note(.force)))
  var force = false

  private var request: CheckRequest {
    var request = CheckRequest(files: files)
    request.catalogue = catalogue
    (request.form, request.lang, request.out) = (forms.form, forms.lang, out)
    request.force = force
    return request
  }

  func validate() throws {
    try request.validate()
    try forms.check(out)
  }

  func run() async throws {
    let outcome = try await request.run()
    switch format {
    case .text where outcome.delivery != nil: outcome.delivery?.show()
    case .text: for file in outcome.files { Console.print(file.text) }
    case .json: Console.print(try outcome.json())
    }
    if outcome.hasErrors { throw ProgramStop(.badInput) }
  }
}

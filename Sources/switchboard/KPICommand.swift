import ArgumentParser
import Jobs
import Reporting

/// `switchboard kpi`: the catalogue of key performance indicators.
struct KPICommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kpi",
    abstract: "Explain key performance indicators: what they measure, traps, targets, actions.",
    discussion: """
      The classic 23 and additions. Targets come with their provenance; those that were not read in \
      the source itself are marked as unverified. A file of your own (--catalogue) adds KPIs or \
      replaces parts of them; it is checked first: exit code 2 where something is wrong.
      """,
    subcommands: [KPIListCommand.self, KPIShowCommand.self])
}

/// Options of all `kpi` commands.
struct KPIOptions: ParsableArguments {
  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var forms: FormOptions

  @Option(help: .of(KPIRequest.note(.out)))
  var out: String?

  @Flag(help: .of(KPIRequest.note(.force)))
  var force = false

  @Option(help: .of(KPIRequest.note(.profile)))
  var profile: String?

  @Option(help: .of(KPIRequest.note(.catalogue), valueName: "FILE"))
  var catalogue: [String] = []

  @Option(help: ArgumentHelp("The form of the output.", valueName: "text|json"))
  var format = Format.text

  func validate() throws { try forms.check(out) }

  /// Asks about KPIs, or all, and prints the answer.
  func show(_ names: [String], _ text: (KPIOutcome, TerminalStyle) -> String) async throws {
    var request = KPIRequest()
    (request.names, request.lang, request.form) = (names, forms.lang, forms.form)
    (request.out, request.force) = (out, force)
    (request.profile, request.catalogue) = (profile, catalogue)
    let outcome = try await request.run()
    if let delivery = outcome.delivery { return delivery.show() }
    let style = TerminalStyle.standardOutput(environment: Console.environment)
    Console.print(format == .json ? outcome.json() : text(outcome, style))
  }
}

/// `kpi list`.
struct KPIListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the KPIs; with --profile also their targets.")

  @OptionGroup var options: KPIOptions

  func run() async throws { try await options.show([]) { $0.list($1) } }
}

/// `kpi show`.
struct KPIShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Explain KPIs by number (21), code (SL2) or name (serviceLevel).")

  @Argument(help: .of(KPIRequest.note(.names), valueName: "KPI"))
  var names: [String]

  @OptionGroup var options: KPIOptions

  func run() async throws { try await options.show(names) { $0.cards($1) } }
}

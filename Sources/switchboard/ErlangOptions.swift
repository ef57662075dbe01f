import ArgumentParser
import Jobs

/// How much work comes.
struct ErlangTraffic: ParsableArguments {
  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.calls)))
  var calls: String?

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.per)))
  var per: String?

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.load)))
  var load: String?

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.aht)))
  var aht: String?

  func add(to request: inout ErlangRequest) {
    request.calls = calls.map { [$0] } ?? []
    (request.per, request.load, request.aht) = (per, load, aht)
  }
}

/// What a staffing must reach.
struct ErlangGoals: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue, help: .of(ErlangRequest.note(.goal), valueName: "goal"))
  var goal: [String] = []

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.within)))
  var within = "20s"

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.serviceLevel)))
  var serviceLevel: String?

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.asa)))
  var asa: String?

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.waiting)))
  var waiting: String?

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.abandonment)))
  var abandonment: String?

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.maxOccupancy)))
  var maxOccupancy: String?

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.blocking)))
  var blocking: String?

  func add(to request: inout ErlangRequest) {
    (request.goal, request.within) = (goal, within)
    (request.serviceLevel, request.asa) = (serviceLevel, asa)
    (request.waiting, request.abandonment) = (waiting, abandonment)
    (request.maxOccupancy, request.blocking) = (maxOccupancy, blocking)
  }
}

/// What is searched for, and how the answer is printed.
struct ErlangOutput: ParsableArguments {
  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.agents)))
  var agents: String?

  @Option(help: .of(ErlangRequest.note(.solve)))
  var solve: ErlangRequest.Unknown?

  @Flag(help: .of(ErlangRequest.note(.fractional)))
  var fractional = false

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.queue), valueName: "K..K"))
  var queue: String?

  @OptionGroup var printing: FormulaOutput

  func add(to request: inout ErlangRequest) {
    (request.agents, request.solve, request.fractional) = (agents, solve, fractional)
    request.queue = queue
    (request.out, request.force) = (printing.out, printing.force)
    (request.form, request.lang) = (printing.forms.form, printing.forms.lang)
  }
}

/// An answer of a formula, as commands print it.
protocol FormulaOutcome {
  var delivery: ReportOutcome? { get }
  var text: String { get }
  var csv: String { get }
  func json() throws -> String
}

extension ErlangOutcome: FormulaOutcome {}
extension OutboundFormulaOutcome: FormulaOutcome {}

/// How the answer of a formula is printed.
struct FormulaOutput: ParsableArguments {
  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  @Option(help: ArgumentHelp("What goes to standard output.", valueName: "text|json|csv"))
  var format = Format.text

  @OptionGroup var forms: FormOptions

  @Option(help: .of(ErlangRequest.note(.out)))
  var out: String?

  @Flag(help: .of(ErlangRequest.note(.force)))
  var force = false

  func validate() throws {
    try forms.check(out)
    if format != .text, forms.form != nil, out == nil {
      throw ValidationError("--format and --form both say what goes to standard output: give one.")
    }
  }

  /// Prints an answer in the form asked for.
  ///
  /// - Throws: what encoding throws.
  func show(_ outcome: some FormulaOutcome) throws {
    if format == .text, forms.isAsked, let delivery = outcome.delivery { return delivery.show() }
    switch format {
    case .text: Console.print(outcome.text)
    case .json: Console.print(try outcome.json())
    case .csv: Console.print(outcome.csv)
    }
  }
}

extension ErlangRequest.Unknown: ExpressibleByArgument {}
extension ErlangRequest.Law: ExpressibleByArgument {}

import ArgumentParser
import Jobs
import Verification

/// `switchboard verify`: formulas and simulator against cases whose figures are known.
struct VerifyCommand: AsyncParsableCommand {
  /// How the result is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare formulas and simulator with cases whose figures are known exactly.",
    discussion: """
      Reads files of exact cases (format: Docs/Exact-Cases.md). The solver computes each case by a \
      formula, where there is one, and must agree within the file's tolerance; the simulator runs \
      it as a scenario, and a family is judged by all its deviations together. Exit code: 0 no \
      family failed, 1 a family failed, 2 unreadable input (what can be read is judged).
      """)

  @Argument(help: .of(VerifyRequest.note(.paths)))
  var paths: [String]

  @Option(help: .of(VerifyRequest.note(.effort)))
  var effort = 1.0

  @Option(help: .of(VerifyRequest.note(.seed)))
  var seed: UInt64 = 1

  @Option(help: .of(VerifyRequest.note(.threads)))
  var threads: Int?

  @Flag(help: .of(VerifyRequest.note(.noArchive)))
  var noArchive = false

  @Option(help: .of(VerifyRequest.note(.family)))
  var family: [String] = []

  @Option(name: .customLong("case"), help: .of(VerifyRequest.note(.case)))
  var caseID: [String] = []

  @Option(help: .of(VerifyRequest.note(.only)))
  var only: VerificationSide?

  @Option(help: "How the result is printed: text or json.")
  var format = Format.text

  @Flag(help: "Print only the figures beyond the bounds, the verdicts and what is not judged.")
  var brief = false

  @Option(help: .of(VerifyRequest.note(.keep)))
  var keep: String?

  @OptionGroup var forms: FormOptions

  @Option(help: .of(VerifyRequest.note(.out)))
  var out: String?

  @Flag(help: .of(VerifyRequest.note(.force)))
  var force = false

  @OptionGroup(title: "Engine") var pool: PoolOptions

  private var request: VerifyRequest {
    var request = VerifyRequest(paths: paths)
    request.pool = pool.request
    (request.effort, request.seed, request.threads) = (effort, seed, threads)
    (request.family, request.case, request.only) = (family, caseID, only)
    (request.keep, request.noArchive) = (keep, noArchive)
    (request.form, request.lang) = (forms.form, forms.lang)
    (request.out, request.force) = (out, force)
    return request
  }

  func validate() throws {
    try request.validate()
    try forms.check(out)
  }

  func run() async throws {
    let outcome = try await request.run(canStop: pool.engine.map { $0 != .local } ?? false)
    switch format {
    case .text where outcome.delivery != nil: outcome.delivery?.show()
    case .text: Console.print(outcome.text(hasAllFigures: !brief))
    case .json: Console.print(try outcome.json())
    }
    if !outcome.result.hasPassed { throw ProgramStop(.failed, outcome.findings) }
    if !outcome.findings.isEmpty { throw ProgramStop(.badInput, outcome.findings) }
  }
}

extension VerificationSide: ExpressibleByArgument {}

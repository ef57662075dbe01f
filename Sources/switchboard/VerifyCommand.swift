import ArgumentParser
import Foundation
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

  @Argument(help: "Files of exact cases, or folders of them.")
  var paths: [String]

  @Option(help: "Multiplies the simulated contacts: 0.1 is quick, 1 takes minutes, 10 is thorough.")
  var effort = 1.0

  @Option(help: "Seeds all random numbers.")
  var seed: UInt64 = 1

  @Option(help: "Simulations at a time (default: the processors of the machine).")
  var threads: Int?

  @Option(help: "Only this family; may be repeated.")
  var family: [String] = []

  @Option(name: .customLong("case"), help: "Only this case; may be repeated.")
  var caseID: [String] = []

  @Option(help: "Only one of the two: solver or simulator.")
  var only: VerificationSide?

  @Option(help: "How the result is printed: text or json.")
  var format = Format.text

  @Flag(help: "Print only the figures beyond the bounds, the verdicts and what is not judged.")
  var brief = false

  @Option(help: "Also write verification.txt and verification.json into this folder.")
  var keep: String?

  func validate() throws {
    guard effort >= 0.001, effort <= 1000 else {
      throw ValidationError("--effort \(effort): 0.001 to 1000 are allowed.")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): 1 to 1024 are allowed.")
    }
  }

  func run() async throws {
    let (cases, problems) = try chosenCases()
    var result = await Verifier.verify(cases, options: options, progress: progress)
    result.problems.insert(contentsOf: problems, at: 0)
    clearProgress()
    let report = VerificationReport(result)
    do {
      try write(report)
    } catch {
      throw ProgramStop(
        .failed, "error: the result cannot be written: \(error.localizedDescription)")
    }
    let findings = Self.text(result.problems)
    if !result.hasPassed { throw ProgramStop(.failed, findings) }
    if !findings.isEmpty { throw ProgramStop(.badInput, findings) }
  }

  private static func text(_ problems: [CaseProblem]) -> String {
    problems.map(\.description).joined(separator: "\n")
  }

  private var options: VerificationOptions {
    var options = VerificationOptions()
    options.effort = effort
    options.seed = seed
    options.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    options.families = family
    options.cases = caseID
    if let only { options.sides = [only] }
    return options
  }

  /// The cases of the files, and what cannot be read; no case at all, or a filter that leaves none,
  /// is a mistake.
  private func chosenCases() throws -> (cases: [ExactCase], problems: [CaseProblem]) {
    let (cases, problems) = CaseReader.read(paths: paths)
    if cases.isEmpty && !problems.isEmpty { throw ProgramStop(.badInput, Self.text(problems)) }
    var mistakes: [CaseProblem] = []
    let place = paths.joined(separator: ", ")
    let families = Set(cases.map(\.family))
    let names = Set(cases.map(\.id))
    for wanted in family where !families.contains(wanted) {
      let known = families.sorted().joined(separator: ", ")
      mistakes.append(
        CaseProblem(file: place, finding: "there is no family \"\(wanted)\", only: \(known)"))
    }
    for wanted in caseID where !names.contains(wanted) {
      mistakes.append(CaseProblem(file: place, finding: "there is no case \"\(wanted)\""))
    }
    if !mistakes.isEmpty { throw ProgramStop(.badInput, Self.text(problems + mistakes)) }
    return (cases, problems)
  }

  private func write(_ report: VerificationReport) throws {
    if let keep {
      let folder = URL(fileURLWithPath: keep, isDirectory: true)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let text = folder.appendingPathComponent("verification.txt")
      let json = folder.appendingPathComponent("verification.json")
      try Data(report.text().utf8).write(to: text, options: .atomic)
      try Data(report.json().utf8).write(to: json, options: .atomic)
    }
    switch format {
    case .text: Console.print(report.text(allFigures: !brief))
    case .json: Console.print(try report.json())
    }
  }

  // MARK: Progress

  private var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// A line on standard error that is written over and over.
  private var progress: (@Sendable (VerificationProgress) -> Void)? {
    guard showsProgress else { return nil }
    return { progress in
      let line = String(format: "\r%3.0f %%  %@\u{1B}[K", 100 * progress.share, progress.caseID)
      FileHandle.standardError.write(Data(line.utf8))
    }
  }

  private func clearProgress() {
    if showsProgress { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}

extension VerificationSide: ExpressibleByArgument {}

import Foundation

/// The solver CBC, run as a process of its own for each program, so that it can be bounded and stopped and
/// is not part of this program.
///
/// It takes some ten milliseconds more than a call of the library. Forrest and Lougee-Heimer, "CBC user
/// guide", 2005. One thread and CBC's own fixed seed: the same program gives the same values.
public struct CBCProcess: Solver {
  /// The variable that names another program than the `cbc` on the path.
  public static let programVariable = "SWITCHBOARD_CBC"

  /// CBC's program.
  private let program: URL

  /// The solver with CBC's program.
  public init(program: URL) { self.program = program }

  /// The solver with the program that the environment names, or the first on its path; nil without one.
  public static func installed(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> CBCProcess? {
    var found = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/cbc" }
    if let named = environment[programVariable] { found = [named] }
    return found.first { FileManager.default.isExecutableFile(atPath: $0) }
      .map { CBCProcess(program: URL(fileURLWithPath: $0)) }
  }

  /// Finds the cheapest values of a program with CBC; see `Solver`.
  public func solve(
    _ program: IntegerProgram, limits: SolverLimits, shouldStop: @escaping @Sendable () -> Bool
  ) throws(SolverFailure) -> SolverOutcome {
    try Self.check(program, limits)
    guard !program.columns.isEmpty else {
      return program.allows([]) ? .optimal([]) : .infeasible
    }
    let text: String
    do {
      text = try inFolder { folder in
        let problem = folder.appendingPathComponent("problem.mps")
        let solution = folder.appendingPathComponent("solution")
        try Data(MPSText.text(of: program).utf8).write(to: problem)
        try run(folder, limits, shouldStop)
        return String(decoding: try Data(contentsOf: solution), as: UTF8.self)
      }
    } catch let failure as SolverFailure {
      throw failure
    } catch {
      throw .failed("\(error)")
    }
    return try outcome(text, program)
  }

  private static func check(_ program: IntegerProgram, _ limits: SolverLimits) throws(SolverFailure) {
    let size = program.rows.reduce(program.columns.count) { $0 + 1 + $1.terms.count }
    guard size <= limits.size else { throw .tooLarge(size, allowed: limits.size) }
    let isFinite =
      program.columns.allSatisfy { $0.cost.isFinite && !$0.least.isNaN && !$0.most.isNaN }
      && program.rows.allSatisfy { $0.bound.isFinite && $0.terms.allSatisfy(\.coefficient.isFinite) }
    guard isFinite else { throw .notFinite }
  }

  private func inFolder<Result>(_ work: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("switchboard-cbc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    return try work(folder)
  }

  /// Runs CBC in its folder until it ends, takes too long, or is to stop.
  private func run(
    _ folder: URL, _ limits: SolverLimits, _ shouldStop: @Sendable () -> Bool
  ) throws {
    let messages = folder.appendingPathComponent("messages")
    try Data().write(to: messages)
    let process = Process()
    process.executableURL = program
    process.currentDirectoryURL = folder
    process.arguments = [
      "problem.mps", "-seconds", "\(limits.seconds)", "-ratioGap", "\(limits.gap)", "-threads", "0",
      "-solve", "-solution", "solution",
    ]
    let output = try FileHandle(forWritingTo: messages)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    // CBC looks at its clock between steps only; it gets some time to come to one.
    let last = DispatchTime.now() + 1.5 * limits.seconds + 30
    while ended.wait(timeout: .now() + 0.05) != .success {
      let isLate = DispatchTime.now() > last
      guard isLate || shouldStop() else { continue }
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      throw isLate ? SolverFailure.failed("it did not end in time") : SolverFailure.stopped
    }
    guard FileManager.default.fileExists(atPath: folder.appendingPathComponent("solution").path) else {
      let told = String(decoding: (try? Data(contentsOf: messages)) ?? Data(), as: UTF8.self)
      throw SolverFailure.failed(
        told.split(separator: "\n").suffix(3).joined(separator: " ")
          + " (it ended with status \(process.terminationStatus))")
    }
  }

  /// What CBC's first line and values say; values are believed only if they keep the program's rows.
  private func outcome(_ text: String, _ program: IntegerProgram) throws(SolverFailure) -> SolverOutcome {
    let (state, found) = MPSText.solution(text, columns: program.columns.count)
    if state.hasPrefix("Infeasible") || state.hasPrefix("Integer infeasible") { return .infeasible }
    if state.hasPrefix("Unbounded") { throw .failed("the cost has no least value") }
    let values = found.map { values in
      zip(program.columns, values).map { $0.isWhole ? $1.rounded() : $1 }
    }
    let isAllowed = values.map { program.allows($0) } ?? false
    if state.hasPrefix("Optimal") {
      guard let values, isAllowed else { throw .failed("its solution breaks a row: \(state)") }
      return .optimal(values)
    }
    guard state.hasPrefix("Stopped") else { throw .failed("\"\(state)\" was not understood") }
    if let values, isAllowed { return .best(values) }
    return .unknown
  }
}

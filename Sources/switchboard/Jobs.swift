import ArgumentParser
import Foundation
import Jobs
import Optimization
import Reporting

extension ArgumentHelp {
  /// What the request says about a field.
  static func of(_ note: FieldNote, valueName: String? = nil) -> ArgumentHelp {
    ArgumentHelp(
      note.words.text(\.option), discussion: note.more.text(\.option),
      valueName: valueName)
  }
}

extension JobFailure {
  /// The end of the program, with options in place of fields.
  var stop: ProgramStop {
    let problems = problems.map(\.rendered).joined(separator: "\n")
    let text = text(\.option)
    switch kind {
    case .request where !problems.isEmpty: return ProgramStop(.badInput, problems)
    case .request: return ProgramStop(.badInput, isAboutFiles ? text : "error: \(text)")
    case .failed: return ProgramStop(.failed, "error: \(text)")
    case .stopped: return ProgramStop(Interruption.code, text)
    }
  }
}

extension JobNotice {
  /// The line for standard error.
  var line: String {
    if let problem { return problem.rendered }
    let text = words.text(\.option)
    return kind == .message ? text : "\(kind.rawValue): \(text)"
  }
}

extension JobRequest {
  /// What can be said against the options before anything is read, as the parser says it.
  ///
  /// - Throws: `ValidationError`.
  func validate() throws {
    do {
      try checkFields()
    } catch let failure as JobFailure {
      throw ValidationError(failure.text(\.option))
    }
  }

  /// Does the job as a command: in the current folder, with notices and progress on standard error.
  ///
  /// - Parameters:
  ///   - isQuiet: Whether progress is not shown.
  ///   - canStop: Whether Ctrl-C ends the job with what is done, not the program.
  /// - Returns: The outcome.
  /// - Throws: `JobFailure`.
  func run(isQuiet: Bool = false, canStop: Bool = false) async throws -> Outcome {
    let line = ProgressLine(isWanted: !isQuiet)
    defer { line.clear() }
    var workshop = Workshop.ofCommands
    workshop.progress = { line.show($0) }
    workshop.notice = { notice in
      if isQuiet, notice.kind == .message { return }
      line.clear()
      Console.complain(notice.line)
    }
    if canStop {
      Interruption.watch()
      workshop.isStopped = { Interruption.isRequested }
    }
    return try await run(in: workshop)
  }
}

extension Workshop {
  /// The workshop of commands: any files, the archive that the environment names, all processors.
  static var ofCommands: Workshop {
    let folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    var workshop = Workshop(
      files: WorkshopFiles(folder: folder, isBounded: false),
      workers: ProcessInfo.processInfo.activeProcessorCount,
      program: Program(version: Switchboard.version, build: build))
    workshop.program.executable = Bundle.main.executableURL
    workshop.program.host = ProcessInfo.processInfo.hostName
    workshop.archive = RunArchive.defaultFile(environment: Console.environment)
    workshop.solver = CBCProcess.installed()
    workshop.textStyle = TerminalStyle.standardOutput(environment: Console.environment)
    workshop.shipped = { Examples.shipped }
    return workshop
  }

  /// The size and date of the program's file.
  private static var build: String {
    guard let file = Bundle.main.executableURL,
      let values = try? FileManager.default.attributesOfItem(atPath: file.path),
      let size = values[.size] as? NSNumber, let date = values[.modificationDate] as? Date
    else { return "" }
    return "\(size)-\(Int(date.timeIntervalSince1970))"
  }
}

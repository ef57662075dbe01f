import ArgumentParser
import Foundation
import Jobs

/// The command line: `switchboard run|compare|vary|check|…`.
@main
struct Switchboard: AsyncParsableCommand {
  /// The program's version, printed in every report.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "switchboard",
    abstract: "Simulate a contact center from a scenario file to a report.",
    discussion: "Exit codes: 0 done, 1 failed, 2 bad input or usage, 130 interrupted (143 by SIGTERM).",
    version: version,
    subcommands: [
      InitCommand.self, RunCommand.self, ReportCommand.self, CheckCommand.self, SchemaCommand.self,
      TraceCommand.self,
      VerifyCommand.self, RunsCommand.self, ErlangCommand.self, StaffCommand.self,
      CompareCommand.self, VaryCommand.self, KPICommand.self, ShardCommand.self, JoinCommand.self,
      MergeCommand.self, ResumeCommand.self,
    ])

  /// Runs the command of the arguments and exits with the code that its outcome has.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let stop as ProgramStop {
      exit(stop)
    } catch let failure as JobFailure {
      exit(failure.stop)
    } catch {
      exitForParser(error)
    }
  }

  private static func exit(_ stop: ProgramStop) -> Never {
    if !stop.message.isEmpty { Console.complain(stop.message) }
    exit(withError: ExitCode(stop.code.rawValue))
  }

  /// Help and version go out as they are; what the parser calls a usage error has code 2 here.
  private static func exitForParser(_ error: any Error) -> Never {
    guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
    Console.complain(fullMessage(for: error))
    exit(withError: ExitCode(ProgramStop.Code.badInput.rawValue))
  }
}

/// The end of the program before its time: what to say, and the exit code.
struct ProgramStop: Error {
  /// What the exit codes mean.
  enum Code: Int32 {
    case failed = 1
    case badInput = 2
    case wrongInput = 65
    case shardFailed = 70
    case tryAgain = 75
    case interrupted = 130
    case terminated = 143
  }

  var code: Code
  /// Printed on standard error; may be empty.
  var message: String

  /// A stop with that code and message.
  init(_ code: Code, _ message: String = "") {
    self.code = code
    self.message = message
  }
}

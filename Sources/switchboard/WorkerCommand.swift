import ArgumentParser
import Foundation
import Jobs

/// `switchboard worker`: simulates blocks of a run for another process of this program.
///
/// Standard input has the request as a line of JSON, then a line for each block; standard output has the
/// folds.
struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Simulate for another process of this program.",
    shouldDisplay: false)

  func run() async throws {
    guard let request = readLine() else { return }
    let worker = try RunWorker(request: Data(request.utf8), in: .ofCommands)
    while let line = readLine() {
      guard let answer = await worker.answer(line) else {
        throw ProgramStop(.badInput, "error: \(line) names no replications.")
      }
      Console.print(answer)
    }
  }
}

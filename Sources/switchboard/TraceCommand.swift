import ArgumentParser
import ContactCenter
import Experiments
import Foundation
import Reporting
import Synchronization

/// `switchboard trace FILE`: what happened to each contact, event by event.
struct TraceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Show what happened to contacts, event by event.")

  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  @Argument(help: ArgumentHelp("The scenario's file.", valueName: "file"))
  var file: String

  @Option(help: "How many contacts, in the order of their arrival.")
  var contacts = 20

  @Option(help: "Which replication, counted from 0.")
  var replication = 0

  @Option(help: "Seed of all random streams. [the scenario's]")
  var seed: UInt64?

  @Option(help: ArgumentHelp("The form of the output.", valueName: "text|json|csv"))
  var format = Format.text

  func validate() throws {
    guard contacts >= 1 else { throw ValidationError("--contacts must be at least 1.") }
    guard (0..<1_000_000).contains(replication) else {
      throw ValidationError("--replication must be from 0 to 999999.")
    }
  }

  func run() async throws {
    let read = try ScenarioInput.read(file)
    let records = Mutex<[TraceRecord]>([])
    let wanted = contacts
    var options = SimulationOptions()
    options.trace = { record in
      guard record.contact >= 0, record.contact < wanted else { return }
      records.withLock { $0.append(record) }
    }
    Interruption.watch()
    options.isCancelled = { Interruption.isRequested }
    let outcome = Simulator(model: read.model).run(
      seed: seed ?? read.scenario.study.seed, replication: replication, options: options)
    guard outcome != nil else { throw ProgramStop(.interrupted) }
    let trace = ContactTrace(model: read.model)
    let found = records.withLock { $0 }
    switch format {
    case .text:
      let style = TerminalStyle.standardOutput(environment: Console.environment)
      Console.print(trace.text(found, style: style))
    case .json: Console.print(trace.json(found))
    case .csv: Console.print(trace.csv(found))
    }
  }
}

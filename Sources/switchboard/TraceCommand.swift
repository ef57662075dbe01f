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

  @Option(
    parsing: .unconditional, help: "Seed of all random streams. [the scenario's]",
    transform: Seed.parse)
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
    let followed = Mutex(FollowedContacts(count: contacts))
    var options = SimulationOptions()
    options.trace = { record in followed.withLock { $0.add(record) } }
    Interruption.watch()
    options.isCancelled = { Interruption.isRequested || followed.withLock { $0.areDone } }
    _ = Simulator(model: read.model).run(
      seed: seed ?? read.scenario.study.seed, replication: replication, options: options)
    if Interruption.isRequested { throw ProgramStop(Interruption.code) }
    let trace = ContactTrace(model: read.model)
    let found = followed.withLock { $0.records }
    switch format {
    case .text:
      let style = TerminalStyle.standardOutput(environment: Console.environment)
      Console.print(trace.text(found, style: style))
    case .json: Console.print(trace.json(found))
    case .csv: Console.print(trace.csv(found))
    }
  }
}

/// The first contacts of a replication and their events.
private struct FollowedContacts {
  let count: Int
  private(set) var records: [TraceRecord] = []
  /// Contacts that are in the center or will come again.
  private var present: Set<Int> = []
  /// Agents who wrap up one of them.
  private var wrappingUp: Set<Int> = []
  private var haveAllCome = false

  init(count: Int) { self.count = count }

  /// Whether all contacts have come and gone, so that nothing more can be told of them.
  var areDone: Bool { haveAllCome && present.isEmpty && wrappingUp.isEmpty }

  mutating func add(_ record: TraceRecord) {
    guard record.contact >= 0, record.contact < count else { return }
    records.append(record)
    switch record.event {
    case .arrives, .willRedial, .willCallAgain, .isTransferred:
      present.insert(record.contact)
      if record.contact == count - 1 { haveAllCome = true }
    case .findsClosed, .getsBusySignal, .hangsUpInMenu, .isSelfServed, .balks, .leavesMessage,
      .isDisconnected, .abandons, .endsTalk:
      present.remove(record.contact)
    case .beginsWrapUp: wrappingUp.insert(record.agent)
    case .endsWrapUp: wrappingUp.remove(record.agent)
    default: break
    }
  }
}

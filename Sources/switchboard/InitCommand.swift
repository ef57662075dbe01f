import ArgumentParser
import ContactCenter
import Foundation
import Reporting
import ScenarioReading
import Tables

/// `switchboard init [FILE]`: a scenario to begin with.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented scenario to begin with: new, from a table, or from a shipped one.",
    discussion: """
      Nothing is asked. Without --from a small center with the most used keys, each with a comment; with \
      --example a fuller one. A table of volumes (.csv, .xlsx …) becomes a scenario with its volumes and \
      a first guess of agents; `staff TABLE --write-scenario FILE` writes one with the agents of a plan.

        switchboard init center.yaml
        switchboard init center.yaml --example
        switchboard init center.yaml --from volumes.xlsx --aht 4min --patience 3min
        switchboard init center.yaml --from 04-two-skills
      """)

  @Argument(help: ArgumentHelp("The scenario to write.", valueName: "file"))
  var file = "scenario.yaml"

  @Option(
    help: ArgumentHelp(
      "A table of volumes, another scenario, or the name of a shipped one (--list).",
      valueName: "table|scenario|name"))
  var from: String?

  @Flag(help: "A fuller example: two queues, menu, shifts, goals, costs.")
  var example = false

  @Flag(help: "List the shipped scenarios.")
  var list = false

  @Flag(help: "Write over files that are there.")
  var force = false

  @OptionGroup(title: "Calls of a table of volumes") var calls: StaffCallOptions

  @OptionGroup(title: "How a table is read where it does not tell") var table: StaffTableOptions

  func validate() throws {
    if example, from != nil { throw ValidationError("--example and --from exclude each other.") }
  }

  func run() throws {
    if list { return printList() }
    guard let from else {
      try refuseTableOptions()
      let starter = Starter.text(isFull: example, name: Self.name(of: file))
      return try ScenarioFolder.write(starter, [], to: file, force: force)
    }
    if TableFile.isTable(from) { return try writeTable(from) }
    try refuseTableOptions()
    if let shipped = Examples.scenario(from) {
      return try ScenarioFolder.write(
        shipped.text, shipped.tables.map { .init(name: $0.name, data: $0.data) }, to: file, force: force)
    }
    guard FileManager.default.fileExists(atPath: from) else {
      let near = NearestName.nearest(to: from, in: Examples.names).map { "Did you mean \($0)? " } ?? ""
      throw ProgramStop.options(
        "--from \(from): there is no such file and no such shipped scenario. \(near)`switchboard init "
          + "--list` names them.")
    }
    try copy(from)
  }

  private static func name(of file: String) -> String {
    URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
  }

  private func refuseTableOptions() throws {
    if try calls.calls().isGiven {
      throw ProgramStop.options("--aht, --aht-cv, --patience and --lines go with --from TABLE.")
    }
    try table.refuse()
  }

  private func printList() {
    let names = Examples.names
    let width = names.map(\.count).max() ?? 0
    for name in names {
      let space = String(repeating: " ", count: width - name.count + 2)
      Console.print("\(name)\(space)\(Examples.title(of: name))\n")
    }
  }

  private func writeTable(_ path: String) throws {
    let behaviour = try calls.calls()
    let table = try StaffInput.timeTable(path, behaviour, try table.options())
    let made = try StaffInput.scenario(
      table, name: Self.name(of: file),
      origin: "Made from \(URL(fileURLWithPath: Sheet.location(path).path).lastPathComponent); the agents "
        + "are a first guess: the offered load and a tenth more.",
      calls: behaviour, targets: [.init(within: 20, share: 0.8)], agents: nil)
    try ScenarioFolder.write(made, to: file, force: force)
    Console.complain("\(path): \(table.understood)")
  }

  /// Another scenario with the tables it names, which lie in its folder or below.
  private func copy(_ path: String) throws {
    let read = try ScenarioInput.read(path)
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
      throw ProgramStop(.badInput, "\(path): error: The file cannot be read.")
    }
    try ScenarioFolder.write(
      String(decoding: data, as: UTF8.self),
      read.files.map { .init(name: $0.name, data: $0.data) }, to: file, force: force)
  }
}

/// Writes scenarios and the tables beside them.
enum ScenarioFolder {
  static func write(_ made: TableScenario, to file: String, force: Bool) throws {
    try write(made.text, made.files.map { .init(name: $0.name, text: $0.text) }, to: file, force: force)
  }

  /// - Throws: `ProgramStop` where a file is there already, or the folder cannot be written.
  static func write(
    _ text: String, _ tables: [AtomicFile.Content], to file: String, force: Bool
  ) throws {
    let url = URL(fileURLWithPath: file)
    let folder = url.deletingLastPathComponent()
    let contents = [AtomicFile.Content(name: url.lastPathComponent, text: text)] + tables
    let there = contents.filter {
      FileManager.default.fileExists(atPath: folder.appendingPathComponent($0.name).path)
    }
    if !force, let first = there.first {
      throw ProgramStop(
        .badInput,
        "error: \(RunCommand.shown(folder.appendingPathComponent(first.name))) is there already. Give another "
          + "name, or --force to write over it.")
    }
    do {
      // Tables may lie in folders below; the scenario comes last, when all that it names is there.
      for content in contents.reversed() {
        let file = folder.appendingPathComponent(content.name)
        try AtomicFile.write(
          [.init(name: file.lastPathComponent, data: content.data)],
          into: file.deletingLastPathComponent())
      }
    } catch {
      throw RunCommand.cannotWrite(folder, error)
    }
    for content in contents {
      Console.complain("wrote \(RunCommand.shown(folder.appendingPathComponent(content.name)))")
    }
    Console.complain("next: switchboard check \(file); switchboard run \(file)")
  }
}

import ContactCenter
import Foundation
import Reporting
import ScenarioReading
import Staffing
import Tables

/// Asks for a scenario to begin with: new, from a table of volumes, or from another one.
public struct InitRequest: JobRequest {
  /// The scenario to write; default: scenario.yaml.
  public var file = "scenario.yaml"
  /// A table of volumes, another scenario, or the name of a shipped one; default: a new scenario.
  public var from: String?
  /// Whether the new scenario is a fuller example; default: no.
  public var example = false
  /// Whether files that are there are written over; default: no.
  public var force = false
  /// How calls of a table of volumes behave.
  public var behaviour = StaffCallsPart()
  /// How a table of volumes is read where it does not tell.
  public var table = TablePart()

  /// A request for a new scenario.
  public init() {}

  /// A request in which every field has its default.
  public static let blank = InitRequest()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .file: "The scenario to write.",
    .from: "A table of volumes, another scenario, or the name of a shipped one (--list).",
    .example: "A fuller example: two queues, menu, shifts, goals, costs.",
    .force: "Write over files that are there.",
  ]

  /// - Throws: `JobFailure` about fields that exclude each other.
  public func checkFields() throws {
    if example, from != nil {
      throw JobFailure(at: .example, "\(.example) and \(.from) exclude each other.")
    }
  }

  /// Writes the scenario and its tables.
  ///
  /// - Throws: `JobFailure` about a source that cannot be read, and files that are there already.
  public func run(in workshop: Workshop) async throws {
    try checkFields()
    guard let from else {
      try refuseTableFields()
      let starter = Starter.text(isFull: example, name: name)
      return try write(starter, [], workshop)
    }
    if TableFile.isTable(from) { return try writeTable(from, workshop) }
    try refuseTableFields()
    if let shipped = workshop.shipped().first(where: { $0.name == from }) {
      return try write(
        shipped.text, shipped.tables.map { .init(name: $0.name, data: $0.data) }, workshop)
    }
    try copy(from, workshop)
  }

  private var name: String { URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent }

  private func refuseTableFields() throws {
    if try behaviour.calls().isGiven {
      throw JobFailure(
        at: .aht, "\(.aht), \(.ahtCv), \(.patience) and \(.lines) go with \(.from) TABLE.")
    }
    try table.refuse()
  }

  private func write(
    _ text: String, _ tables: [AtomicFile.Content], _ workshop: Workshop
  ) throws {
    try workshop.write(scenario: text, tables, to: file, .file, force: force)
  }

  private func writeTable(_ path: String, _ workshop: Workshop) throws {
    let calls = try behaviour.calls()
    let table = try StaffInput.timeTable(path, .from, calls, try table.options(), in: workshop)
    let source = URL(fileURLWithPath: Sheet.location(path).path).lastPathComponent
    let made = try StaffInput.scenario(
      table, name: name,
      origin: "Made from \(source); the agents "
        + "are a first guess: the offered load and a tenth more.",
      calls: calls, targets: [.init(within: 20, share: 0.8)], agents: nil)
    try workshop.write(scenario: made, to: file, .file, force: force)
    workshop.notice(JobNotice(.message, "\(path): \(table.understood)"))
  }

  /// Another scenario with the tables it names, which lie in its folder or below.
  private func copy(_ path: String, _ workshop: Workshop) throws {
    let place = try workshop.files.url(path, .from)
    guard FileManager.default.fileExists(atPath: place.path) else {
      let names = workshop.shipped().map(\.name)
      let near = NearestName.nearest(to: path, in: names).map { "Did you mean \($0)? " } ?? ""
      throw JobFailure(
        .from, path,
        "there is no such file and no such shipped scenario. \(near)`switchboard init "
          + "--list` names them.")
    }
    let read = try workshop.scenario(path, .from)
    guard let data = try? Data(contentsOf: place) else {
      var failure = JobFailure(at: .from, "\(path): error: The file cannot be read.")
      failure.isAboutFiles = true
      throw failure
    }
    try write(
      String(decoding: data, as: UTF8.self),
      read.files.map { .init(name: $0.name, data: $0.data) }, workshop)
  }
}

extension Workshop {
  /// Writes a scenario that was made from a table, with its tables.
  ///
  /// - Throws: `JobFailure` where a file is there already, or the folder cannot be written.
  func write(scenario made: TableScenario, to file: String, _ field: JobField, force: Bool) throws {
    try write(
      scenario: made.text, made.files.map { .init(name: $0.name, text: $0.text) }, to: file, field,
      force: force)
  }

  /// Writes a scenario and the tables beside it.
  ///
  /// - Throws: `JobFailure` where a file is there already, or the folder cannot be written.
  func write(
    scenario text: String, _ tables: [AtomicFile.Content], to file: String, _ field: JobField,
    force: Bool
  ) throws {
    let place = try files.url(file, field)
    let folder = place.deletingLastPathComponent()
    let contents = [AtomicFile.Content(name: place.lastPathComponent, text: text)] + tables
    func shown(_ content: AtomicFile.Content) -> String {
      files.shown(folder.appendingPathComponent(content.name))
    }
    let there = contents.first {
      FileManager.default.fileExists(atPath: folder.appendingPathComponent($0.name).path)
    }
    if !force, let there {
      throw JobFailure(
        at: field,
        "\(shown(there)) is there already. Give another name, or \(.force) to write over it.")
    }
    for content in contents { try files.check(folder.appendingPathComponent(content.name), field) }
    do {
      // Tables may lie in folders below; the scenario comes last, when all that it names is there.
      for content in contents.reversed() {
        let file = folder.appendingPathComponent(content.name)
        try AtomicFile.write(
          [.init(name: file.lastPathComponent, data: content.data)],
          into: file.deletingLastPathComponent())
      }
    } catch {
      throw cannotWrite(folder, error)
    }
    for content in contents { notice(JobNotice(.message, "wrote \(shown(content))")) }
    notice(JobNotice(.message, "next: switchboard check \(file); switchboard run \(file)"))
  }
}

import ContactCenter
import Foundation
import Yams

/// A scenario as it stands in a file, read, checked and turned into a model.
public struct ScenarioFile: Sendable {
  /// As the user wrote it.
  public let scenario: Scenario
  /// As the simulation runs it.
  public let model: Model
  /// What is doubtful but can be run.
  public let warnings: [LocatedProblem]
  /// 16 hexadecimal digits that change with every change of the text or of a CSV file it uses
  /// (FNV-1a, 64 bit).
  public let digest: String
  /// The files beside it that were read, by their names in the scenario's folder.
  public let files: [(name: String, data: Data)]
  /// What was understood of the tables beside it, a line each: file and sentence.
  public let tables: [String]
  /// What the file is called in messages, and where the parts of its section `management` stand.
  private let name: String
  private let places: [String: Reading.Place]
  private let managementLines: [Int: String]

  /// The largest scenario file in bytes.
  public static let sizeLimit = 8 << 20

  /// Reads a scenario and the CSV files it names, which must lie in its folder.
  ///
  /// - Parameters:
  ///   - path: What messages call the file.
  ///   - url: Where it is; nil: at that path.
  /// - Returns: The scenario, its model and its warnings.
  /// - Throws: `ScenarioErrors` with every problem found, each with its place.
  public static func read(
    path: String, at url: URL? = nil
  ) throws(ScenarioErrors) -> ScenarioFile {
    let url = url ?? URL(fileURLWithPath: path)
    let text: String
    do throws(Attachments.Problem) {
      let bytes = try Attachments.bytes(of: url, shown: path, limit: sizeLimit)
      text = try Attachments.text(bytes, file: path)
    } catch {
      throw ScenarioErrors(problems: [error.located])
    }
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let attachments = Attachments(
      folder: url.deletingLastPathComponent(), shownFolder: folder.joined(separator: "/"))
    return try read(text, attachments, name: path)
  }

  /// Reads a scenario from a text.
  ///
  /// - Parameters:
  ///   - text: The scenario in YAML.
  ///   - baseFolder: Where CSV files may be; nil: the scenario must not name any.
  ///   - name: What to call the text in messages.
  /// - Returns: The scenario, its model and its warnings.
  /// - Throws: `ScenarioErrors` with every problem found, each with its place.
  public static func read(
    text: String, baseFolder: String? = nil, name: String = "scenario"
  ) throws(ScenarioErrors) -> ScenarioFile {
    let folder = baseFolder.map { URL(fileURLWithPath: $0, isDirectory: true) }
    if text.utf8.count > sizeLimit {
      throw ScenarioErrors(
        problems: [LocatedProblem(file: name, "The text has more than \(sizeLimit >> 20) MB.")])
    }
    let plain = text.contains("\r\n") ? text.replacing("\r\n", with: "\n") : text
    return try read(plain, Attachments(folder: folder), name: name)
  }

  /// Reads a scenario that was made from a table.
  ///
  /// - Parameters:
  ///   - made: The scenario with its tables.
  ///   - name: What to call the text in messages.
  /// - Returns: The scenario, its model and its warnings.
  /// - Throws: `ScenarioErrors` with every problem found, each with its place.
  public static func read(
    _ made: TableScenario, name: String
  ) throws(ScenarioErrors) -> ScenarioFile {
    var attachments = Attachments(folder: nil)
    for file in made.files { attachments.atHand[file.name] = Data(file.text.utf8) }
    return try read(made.text, attachments, name: name)
  }

  /// An error in the section `management` that shows only with what stands outside of the file.
  ///
  /// - Parameters:
  ///   - path: Such as `management.profile`.
  ///   - finding: What was found.
  ///   - remedy: What is allowed.
  /// - Returns: The problem with its line, or that of the section.
  public func problem(at path: String, _ finding: String, _ remedy: String) -> LocatedProblem {
    let place = places[path] ?? places["management"]
    return LocatedProblem(
      severity: .error, file: name, line: place?.line ?? 0, column: place?.column ?? 0,
      finding: finding, remedy: remedy,
      sourceLine: place.flatMap { managementLines[$0.line] } ?? "")
  }

  private static func read(
    _ text: String, _ attachments: Attachments, name: String
  ) throws(ScenarioErrors) -> ScenarioFile {
    let root = try YAMLText.compose(text, name: name)
    var reading = Reading(attachments: attachments)
    let scenario = ScenarioFormat.scenario.kind.read(root, &reading)
    let model = scenario.flatMap { check($0, &reading) }
    let problems = reading.located(text: text, name: name)
    guard let scenario, let model else { throw ScenarioErrors(problems: problems) }
    let places = reading.places.filter { $0.key.hasPrefix("management") }
    let wanted = Set(places.values.map(\.line))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { wanted.contains($0.offset + 1) }
    return ScenarioFile(
      scenario: scenario, model: model, warnings: problems,
      digest: Digest.of(text, reading.attachments.contents),
      files: reading.attachments.contents.map { ($0.name, $0.bytes) }, tables: reading.understood,
      name: name, places: places,
      managementLines: Dictionary(
        uniqueKeysWithValues: lines.map { ($0.offset + 1, String($0.element.prefix(200))) }))
  }

  /// The model, or nil; the problems of the scenario as a whole are added to the reading.
  private static func check(_ scenario: Scenario, _ reading: inout Reading) -> Model? {
    // Where reading was given up, nothing is known about the rest.
    if reading.isExhausted { return nil }
    let (model, problems) = scenario.modelAndProblems(unreadable: reading.unreadable)
    reading.add(problems)
    return model
  }
}

extension Reading {
  /// All problems with their lines, in the order of the file.
  func located(text: String, name: String) -> [LocatedProblem] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let sorted = findings.enumerated().sorted {
      ($0.element.attachment ?? "", $0.element.place.line, $0.element.place.column, $0.offset)
        < ($1.element.attachment ?? "", $1.element.place.line, $1.element.place.column, $1.offset)
    }
    var problems: [LocatedProblem] = []
    for finding in sorted.map(\.element) {
      let line = finding.place.line
      let own = line >= 1 && line <= lines.count ? String(lines[line - 1].prefix(200)) : ""
      let problem = LocatedProblem(
        severity: finding.severity, file: finding.attachment ?? name, line: line,
        column: finding.place.column, finding: finding.finding, remedy: finding.remedy,
        sourceLine: finding.attachment == nil ? own : finding.sourceLine, cell: finding.cell)
      // What is used twice, as a CSV file or by an alias, is wrong once.
      if problems.last != problem { problems.append(problem) }
    }
    return problems
  }
}

extension LocatedProblem {
  /// An error of a file as a whole.
  init(file: String, _ finding: String, _ remedy: String = "") {
    self.init(
      severity: .error, file: file, line: 0, column: 0, finding: finding, remedy: remedy,
      sourceLine: "")
  }
}

extension Attachments.Problem {
  var located: LocatedProblem {
    LocatedProblem(
      severity: .error, file: file, line: line ?? 0, column: line == nil ? 0 : column,
      finding: finding, remedy: remedy, sourceLine: sourceLine, cell: cell)
  }
}

/// FNV-1a, 64 bit: a fingerprint, not a protection.
enum Digest {
  static func of(_ text: String, _ files: [(name: String, bytes: Data)]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    add(text.utf8)
    for file in files {
      add([0])
      add(file.name.utf8)
      add([0])
      add(file.bytes)
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

import ContactCenter
import Foundation
import Yams

/// What is known while a file is read: the place, the problems so far, the files beside it.
struct Reading {
  /// A place in the YAML text, 1-based.
  struct Place: Equatable {
    var line: Int
    var column: Int
  }

  /// A problem and where it was found.
  struct Finding {
    var severity = ScenarioProblem.Severity.error
    /// nil: the scenario file; else a file beside it.
    var attachment: String?
    var place: Place
    var path: String
    var finding: String
    var remedy: String
    /// The line of an attachment; that of the scenario is looked up later.
    var sourceLine = ""
    /// The cell of a spreadsheet.
    var cell: String?
  }

  /// The keys and indices that lead to the current value: `contactTypes[0].patience`.
  private(set) var path = ""
  /// Where each value stands, for problems that are found later.
  private(set) var places: [String: Place] = ["": Place(line: 1, column: 1)]
  private(set) var findings: [Finding] = []
  /// Places that hold nothing usable although they are not to blame.
  private var derived: [String] = []
  /// Values visited: aliases can make a small file endless.
  private var visited = 0
  /// Files beside the scenario.
  var attachments: Attachments
  /// Known once the calendar has been read, for lists with one value per planning interval.
  var calendar = Scenario.OpeningCalendar()

  /// The scenario's goal, which contact types inherit.
  var serviceLevel = Scenario.ServiceLevelGoal()
  /// The contact type and the agent group being read: they name columns of CSV files.
  var typeName: String?
  var groupName: String?
  /// What was understood of tables, a line each.
  private(set) var understood: [String] = []
  /// Who uses the figures of a table that names no type: they must not count twice.
  var usersOfWholeTables: [TableSource: String] = [:]

  /// More values than this are refused.
  static let valueLimit = 4_000_000
  /// More problems than this are not listed.
  static let findingLimit = 200

  init(attachments: Attachments) { self.attachments = attachments }

  /// Every place that holds no usable value.
  var unreadable: [String] { errors.map(\.path) + derived }

  private var errors: [Finding] { findings.filter { $0.severity == .error } }

  var isExhausted: Bool { visited > Self.valueLimit || findings.count >= Self.findingLimit }

  // MARK: Problems

  /// Notes an error at a node; returns nil so that a reader can end with it.
  mutating func fail<Value>(_ node: Node, _ finding: String, _ remedy: String = "") -> Value? {
    fail(at: Self.place(of: node), finding, remedy)
    return nil
  }

  /// Gives the current value up because of a problem elsewhere that has been noted, or will be.
  mutating func giveUp<Value>() -> Value? {
    derived.append(path)
    return nil
  }

  /// Whether something in the value at `path` could not be read.
  func isUnreadable(_ path: String) -> Bool {
    errors.contains { $0.path == path || ScenarioPath.around($0.path).contains(path) }
  }

  /// Notes an error at a place; `key` is the key of the current mapping that it concerns.
  mutating func fail(
    at place: Place, key: String? = nil, _ finding: String, _ remedy: String = ""
  ) {
    guard !isExhausted else { return }
    let concerned = key.map { Self.join(path, $0) } ?? path
    findings.append(Finding(place: place, path: concerned, finding: finding, remedy: remedy))
  }

  /// Notes an error at a key of the current mapping.
  mutating func fail(atKey key: String, _ finding: String, _ remedy: String = "") {
    let place = places[Self.join(path, key)] ?? places[path] ?? Place(line: 1, column: 1)
    fail(at: place, finding, remedy)
  }

  /// Notes an error in a file beside the scenario.
  mutating func fail(_ problem: Attachments.Problem, at node: Node) {
    guard !isExhausted else { return }
    guard let line = problem.line else {
      fail(at: Self.place(of: node), problem.finding, problem.remedy)
      return
    }
    findings.append(
      Finding(
        attachment: problem.file, place: Place(line: line, column: problem.column), path: path,
        finding: problem.finding, remedy: problem.remedy, sourceLine: problem.sourceLine,
        cell: problem.cell))
  }

  /// Notes something doubtful about the current value that can be used all the same.
  mutating func warn(at node: Node, _ finding: String, _ remedy: String = "") {
    guard !isExhausted else { return }
    findings.append(
      Finding(
        severity: .warning, place: Self.place(of: node), path: path, finding: finding,
        remedy: remedy))
  }

  /// Adds what the check of the scenario as a whole has found, at the places of its paths.
  mutating func add(_ problems: [ScenarioProblem]) {
    for problem in problems.prefix(Self.findingLimit) {
      findings.append(
        Finding(
          severity: problem.severity, place: place(of: problem.path), path: problem.path,
          finding: problem.finding, remedy: problem.remedy))
    }
  }

  /// Notes what was understood of a table, once.
  mutating func note(understood line: String) {
    if !understood.contains(line) { understood.append(line) }
  }

  // MARK: Places

  static func place(of node: Node) -> Place {
    node.mark.map { Place(line: $0.line, column: $0.column) } ?? Place(line: 1, column: 1)
  }

  /// Where the value at `path`, or the nearest one around it, stands.
  func place(of path: String) -> Place {
    ([path] + ScenarioPath.around(path)).lazy.compactMap { places[$0] }.first!
  }

  static func join(_ path: String, _ key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }

  /// Reads a value one level deeper.
  mutating func inside<Value>(
    key: String, _ node: Node, _ body: (inout Reading) -> Value?
  ) -> Value? {
    inside(path: Self.join(path, key), node, body)
  }

  /// Reads an element of a list.
  mutating func inside<Value>(
    index: Int, _ node: Node, _ body: (inout Reading) -> Value?
  ) -> Value? {
    inside(path: "\(path)[\(index)]", node, body)
  }

  /// Reads a value that the file writes beside the key `outer` and the scenario keeps under it.
  mutating func moved<Value>(
    under outer: String, _ node: Node, _ body: (inout Reading) -> Value?
  ) -> Value? {
    let around = ScenarioPath.around(path).first ?? ""
    let rest = path.dropFirst(around.isEmpty ? 0 : around.count + 1)
    return inside(path: Self.join(around, "\(outer).\(rest)"), node, body)
  }

  private mutating func inside<Value>(
    path inner: String, _ node: Node, _ body: (inout Reading) -> Value?
  ) -> Value? {
    let outer = path
    path = inner
    defer { path = outer }
    places[inner] = Self.place(of: node)
    guard visit() else { return nil }
    return body(&self)
  }

  /// Reads what stands under a key that is none, as that of the key that was perhaps meant: of its problems
  /// only the key's own is told.
  mutating func guessed(_ body: (inout Reading) -> Void) {
    let count = findings.count
    body(&self)
    derived += findings[count...].filter { $0.severity == .error }.map(\.path)
    findings.removeSubrange(count...)
  }

  /// Counts a value; false when there are too many.
  mutating func visit() -> Bool {
    visited += 1
    if visited == Self.valueLimit + 1 {
      findings.append(
        Finding(
          place: Place(line: 1, column: 1), path: path,
          finding: "The file has more than \(Self.valueLimit) values.",
          remedy: "Aliases (*name) count each time: use fewer, or a CSV file."))
    }
    return !isExhausted
  }
}

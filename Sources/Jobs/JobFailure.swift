import ContactCenter
import ScenarioReading

/// Why a job has no outcome: which field of its request is at fault, what was found, what is allowed.
public struct JobFailure: Error, Sendable, Equatable {
  /// Whose fault it is.
  public enum Kind: String, Sendable, Codable {
    /// The request, or a file that it names.
    case request
    /// Neither: a file cannot be written, a tool is missing, the result is bad.
    case failed
    /// The job was told to stop before there was anything to tell.
    case stopped
  }

  /// Whose fault it is.
  public var kind: Kind
  /// The field of the request; nil: no single one.
  public var field: JobField?
  /// The field's value as it was found; nil: the words say everything.
  public var found: String?
  /// What is allowed, or what went wrong.
  public var words: Words
  /// Whether the words are lines about files, which are told without an introduction.
  public var isAboutFiles = false
  /// Whether the same request goes on where this one was stopped.
  public var canGoOn = false
  /// Everything that is wrong with files; empty where the words say it.
  public var problems: [JobProblem] = []

  /// A field whose value cannot be.
  ///
  /// - Parameters:
  ///   - field: The field.
  ///   - found: Its value.
  ///   - allowed: What is allowed.
  public init(_ field: JobField, _ found: String, _ allowed: Words) {
    (kind, self.field, self.found, words) = (.request, field, found, allowed)
  }

  /// A request that makes no sense in words of its own.
  ///
  /// - Parameters:
  ///   - field: The field to change; nil: no single one.
  ///   - words: What was found and what is allowed.
  public init(at field: JobField?, _ words: Words) {
    (kind, self.field, self.words) = (.request, field, words)
  }

  /// Files with problems.
  public init(_ problems: [JobProblem], at field: JobField?) {
    (kind, self.field, words, self.problems) = (.request, field, "", problems)
  }

  private init(_ kind: Kind, _ words: Words) { (self.kind, self.words) = (kind, words) }

  /// A failure that is not the request's.
  public static func failed(_ words: Words) -> JobFailure { JobFailure(.failed, words) }

  /// The end of a job that was told to stop.
  public static func stopped(_ words: Words = "") -> JobFailure { JobFailure(.stopped, words) }

  /// What is to be told, with fields as the reader calls them; without the problems of files.
  ///
  /// - Parameter name: What a field is called; its name in JSON unless said otherwise.
  /// - Returns: Such as "replications 0: 1 to 1000000 are allowed."
  public func text(_ name: (JobField) -> String = { $0.rawValue }) -> String {
    guard let field, let found else { return words.text(name) }
    return "\(name(field)) \(found): \(words.text(name))"
  }
}

extension JobFailure: Encodable {
  private enum CodingKeys: String, CodingKey { case kind, field, found, message, problems }

  /// The failure with fields called as in JSON.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(kind, forKey: .kind)
    try members.encodeIfPresent(field, forKey: .field)
    try members.encodeIfPresent(found, forKey: .found)
    try members.encode(words.text(), forKey: .message)
    try members.encode(problems, forKey: .problems)
  }
}

/// A problem of a file, with its place.
public struct JobProblem: Sendable, Equatable {
  /// The problem with the line of the file.
  public var located: LocatedProblem

  /// A problem that reading found.
  public init(_ located: LocatedProblem) { self.located = located }

  /// Whether the file cannot be used.
  public var isError: Bool { located.severity == .error }

  /// The problem as compilers write it, with the line and a caret under the place.
  public var rendered: String { located.rendered }
}

extension JobProblem: Codable {
  private enum CodingKeys: String, CodingKey {
    case severity, file, line, column, finding, remedy
  }

  /// A problem from JSON, which has no line to show.
  ///
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    let severity = try members.decode(Severity.self, forKey: .severity)
    located = LocatedProblem(
      severity: severity == .error ? .error : .warning,
      file: try members.decode(String.self, forKey: .file),
      line: try members.decode(Int.self, forKey: .line),
      column: try members.decode(Int.self, forKey: .column),
      finding: try members.decode(String.self, forKey: .finding),
      remedy: try members.decode(String.self, forKey: .remedy))
  }

  private enum Severity: String, Codable, CaseIterable { case error, warning }

  /// The problem without the line itself.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(located.severity.rawValue, forKey: .severity)
    try members.encode(located.file, forKey: .file)
    try members.encode(located.line, forKey: .line)
    try members.encode(located.column, forKey: .column)
    try members.encode(located.finding, forKey: .finding)
    try members.encode(located.remedy, forKey: .remedy)
  }
}

extension ScenarioErrors {
  /// The failure of a job whose request names the file.
  func failure(at field: JobField?) -> JobFailure {
    JobFailure(problems.map { JobProblem($0) }, at: field)
  }
}

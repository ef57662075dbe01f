import ContactCenter

/// A problem with its place in a file.
public struct LocatedProblem: Sendable, Equatable {
  /// An error makes the scenario unusable; a warning does not.
  public var severity: ScenarioProblem.Severity
  /// The file as the user named it.
  public var file: String
  /// 1-based; 0: the file as a whole.
  public var line: Int
  /// 1-based, counted in characters.
  public var column: Int
  /// What was found, in one sentence.
  public var finding: String
  /// What is allowed or what to change; may be empty.
  public var remedy: String
  /// The line of the file, for showing it; empty where there is none to show.
  public var sourceLine: String
  /// The cell of a spreadsheet, such as B7; nil in text files.
  public var cell: String?

  /// `Scenarios/x.yaml:12:7: error: finding remedy`, as compilers write it, with hidden controls of
  /// what it quotes written out.
  public var summary: String {
    let place = cell.map { "\(file), \($0)" } ?? (line > 0 ? "\(file):\(line):\(column)" : file)
    return "\(place): \(severity): \(finding)\(remedy.isEmpty ? "" : " \(remedy)")".visible
  }

  /// The summary, and below it the line with a caret under the place.
  public var rendered: String {
    guard !sourceLine.isEmpty else { return summary }
    // A tab stays a tab, so that the caret stands where the reader's tabs put it.
    let indent = String(
      String(sourceLine.prefix(max(0, column - 1))).visible
        .map { $0 == "\t" ? "\t" : " " as Character })
    return "\(summary)\n  \(sourceLine.visible)\n  \(indent)^"
  }
}

extension LocatedProblem {
  /// A problem whose line is not to be shown.
  package init(
    severity: ScenarioProblem.Severity, file: String, line: Int, column: Int, finding: String,
    remedy: String
  ) {
    self.init(
      severity: severity, file: file, line: line, column: column, finding: finding, remedy: remedy,
      sourceLine: "")
  }
}

/// Everything that is wrong with a scenario file.
public struct ScenarioErrors: Error, Sendable, Equatable, CustomStringConvertible {
  /// In the order of the file; at least one error, and the warnings.
  public var problems: [LocatedProblem]

  /// All problems as a compiler prints them, with the lines concerned.
  public var description: String { problems.map(\.rendered).joined(separator: "\n") }

  /// How many of them are errors.
  public var errorCount: Int { problems.count { $0.severity == .error } }
}

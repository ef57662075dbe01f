import Yams

/// From YAML text to nodes, with every error in our own words and at its place.
enum YAMLText {
  /// The root of the only document in the text; `beginning` says how one begins where it is empty.
  static func compose(
    _ text: String, name: String, beginning: String = "Begin with name: and contactTypes:."
  ) throws(ScenarioErrors) -> Node {
    if let problem = YAMLSizes.problem(of: text) {
      throw located(
        Problem(
          line: problem.line, column: problem.column, finding: problem.finding,
          remedy: problem.remedy), text, name)
    }
    do {
      if let root = try Yams.compose(yaml: text) { return root }
    } catch let error as YamlError {
      throw located(problem(error, text), text, name)
    } catch {
      throw located(Problem(finding: "The file is not YAML: \(error)"), text, name)
    }
    throw located(
      Problem(finding: "The file is empty.", remedy: beginning), text, name)
  }

  private struct Problem {
    var line = 1
    var column = 1
    var finding: String
    var remedy = ""
  }

  private static func located(
    _ problem: Problem, _ text: String, _ name: String
  ) -> ScenarioErrors {
    let lines = text.split(
      separator: "\n", maxSplits: problem.line, omittingEmptySubsequences: false)
    let source = problem.line <= lines.count ? String(lines[problem.line - 1].prefix(200)) : ""
    return ScenarioErrors(problems: [
      LocatedProblem(
        severity: .error, file: name, line: problem.line, column: problem.column,
        finding: problem.finding, remedy: problem.remedy, sourceLine: source)
    ])
  }

  private static func problem(_ error: YamlError, _ text: String) -> Problem {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let around = context.map { " (\($0.text.trimmed) in line \($0.mark.line))" } ?? ""
      return Problem(
        line: mark.line, column: mark.column, finding: "This is not YAML: \(problem)\(around).",
        remedy: "Check the indentation, colons, brackets and quotation marks.")
    case .duplicatedKeysInMapping(let keys, let context):
      let place = secondOccurrence(of: keys.first ?? "", after: context.mark, text)
      return Problem(
        line: place.line, column: place.column,
        finding: "The key \"\(keys.first ?? "")\" is given twice.", remedy: "Give it once.")
    case .reader(let problem, _, _, _):
      return Problem(finding: "The file has characters that YAML does not allow: \(problem).")
    default:
      return Problem(finding: "The file is not YAML: \(error).")
    }
  }

  /// Where the key is given again; Yams names the first place only.
  private static func secondOccurrence(
    of key: String, after mark: Mark, _ text: String
  ) -> (line: Int, column: Int) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (i, line) in lines.enumerated().dropFirst(mark.line) {
      let indent = line.prefix { $0 == " " || $0 == "-" }.count
      if indent + 1 == mark.column, line.dropFirst(indent).hasPrefix("\(key):") {
        return (i + 1, mark.column)
      }
    }
    return (mark.line, mark.column)
  }
}

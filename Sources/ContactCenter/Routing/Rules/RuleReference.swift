/// The rule language as a reference for users, made from the same lists that the parser reads.
package enum RuleReference {
  /// The functions with their summaries, in the order of the documentation.
  static let functions: [(name: String, usage: String, summary: String)] = [
    ("min", "min(a, b, …)", "the smallest of two or more values"),
    ("max", "max(a, b, …)", "the largest of two or more values"),
    ("abs", "abs(a)", "the value without its sign"),
    ("sqrt", "sqrt(a)", "the square root; 0 below 0"),
    ("ln", "ln(a)", "the natural logarithm; 0 at 0 and below"),
    ("exp", "exp(a)", "e to the power of a"),
  ]

  /// The names of the functions.
  static let functionNames = functions.map(\.name)

  /// Tables of all facts and functions in Markdown.
  package static var markdown: String {
    let facts = RuleFactInfo.all.map { info in
      "| `\(info.usage)` | \(unit(info.unit)) | \(place(info.subject)) | \(info.summary) |"
    }
    let functions = functions.map { "| `\($0.usage)` | \($0.summary) |" }
    let factTable = ["| Fact | Value | Known in | What it is |", "| --- | --- | --- | --- |"]
    let functionTable = ["| Function | What it is |", "| --- | --- |"]
    return (factTable + facts + [""] + functionTable + functions).joined(separator: "\n") + "\n"
  }

  private static func unit(_ unit: RuleFact.Unit) -> String {
    switch unit {
    case .count: "whole number"
    case .seconds: "seconds"
    case .hours: "hours, 0 to 24"
    case .share: "share, 0 to 100%"
    case .number: "number"
    }
  }

  private static func place(_ subject: RuleFact.Subject) -> String {
    switch subject {
    case .center, .contact: "all rules"
    case .pair: "scores"
    case .agent: "scores of agents"
    }
  }
}

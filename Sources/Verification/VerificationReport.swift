import Foundation

/// Writes the result of a verification as a table or as JSON.
public struct VerificationReport: Sendable {
  /// What is written.
  public var result: VerificationResult

  /// A report of a result.
  public init(_ result: VerificationResult) { self.result = result }

  // MARK: Text

  /// The table, the verdicts and the list of what was not judged; `allFigures` false leaves out
  /// the figures within the bounds.
  public func text(allFigures: Bool = true) -> String {
    var lines: [String] = []
    for family in result.families { lines += table(family, allFigures) }
    lines += verdicts()
    lines += notJudged()
    return lines.joined(separator: "\n") + "\n"
  }

  private func table(_ family: FamilyResult, _ allFigures: Bool) -> [String] {
    let rows = family.cases.flatMap { item in
      item.figures.compactMap { figure -> [String]? in
        let isOutlier = figure.status != .notSeen && abs(figure.z) > family.bound
        return allFigures || isOutlier ? row(item, figure, isOutlier) : nil
      }
    }
    guard !rows.isEmpty else { return [] }
    let head = ["case", "output", "exact", "simulated", "std error", "z", ""]
    let widths = head.indices.map { column in
      ([head] + rows).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let text = cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column < 2 || column == 6 ? cell + space : space + cell
      }.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    return [family.family, line(head)] + rows.map(line) + [""]
  }

  private func row(_ item: CaseResult, _ figure: FigureResult, _ isOutlier: Bool) -> [String] {
    let remark =
      switch figure.status {
      case .judged: isOutlier ? "beyond the bound" : ""
      case .rare: isOutlier ? "beyond the bound" : "too rare"
      case .notSeen: "too few events"
      }
    let isScored = figure.status != .notSeen
    return [
      item.caseID, figure.output, Self.number(figure.exact),
      figure.simulated.map(Self.number) ?? "-",
      isScored ? String(format: "%.2g", figure.standardError) : "-",
      isScored ? String(format: "%.2f", figure.z) : "-", remark,
    ]
  }

  private func verdicts() -> [String] {
    let head = ["family", "cases", "judged", "too rare", "largest |z| (bound)", "bias (bound)"]
    var lines = [
      head[0].padding(toLength: 26, withPad: " ", startingAt: 0) + "  "
        + head.dropFirst().joined(separator: "  ") + "  verdict"
    ]
    for family in result.families {
      let name = family.family.padding(toLength: 26, withPad: " ", startingAt: 0)
      lines.append(
        String(
          format: "%@  %5d  %6d  %8d       %5.2f (%.2f)   %5.2f (%.2f)  %@", name,
          family.cases.count,
          family.judged, family.tooFew, family.largest, family.bound, family.largestBias,
          family.biasBound, family.verdict.rawValue))
      for outlier in family.outliers {
        lines.append(String(format: "  beyond the bound: %@, z = %.2f", outlier.name, outlier.z))
      }
    }
    if result.families.isEmpty { lines = ["No case could be judged."] }
    return lines
  }

  /// One line for each family and reason, with the first few places it concerns.
  private func notJudged() -> [String] {
    guard !result.notJudged.isEmpty else { return [] }
    var groups: [(family: String, reason: String, places: [String])] = []
    for entry in result.notJudged {
      let place = [entry.caseID, entry.output].compactMap { $0 }.joined(separator: " ")
      let known = groups.firstIndex { $0.family == entry.family && $0.reason == entry.reason }
      if let known {
        groups[known].places.append(place)
      } else {
        groups.append((entry.family, entry.reason, [place]))
      }
    }
    return ["", "Not judged:"]
      + groups.map { group in
        let shown = group.places.filter { !$0.isEmpty }.prefix(3).joined(separator: ", ")
        let rest = group.places.count > 3 ? " and \(group.places.count - 3) more" : ""
        let places = shown.isEmpty ? "" : " (\(shown)\(rest))"
        return "  \(group.family): \(group.reason)\(places)"
      }
  }

  private static func number(_ value: Double) -> String {
    abs(value) >= 1e6 || (abs(value) < 1e-4 && value != 0)
      ? String(format: "%.5g", value) : String(format: "%.6g", value)
  }

  // MARK: JSON

  /// One document with everything the table has.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Document(result)), as: UTF8.self) + "\n"
  }

  private struct Document: Encodable {
    struct Figure: Encodable {
      var output: String
      var scenario: String?
      var exact: Double
      var exactStandardError: Double
      var simulated: Double?
      var standardError: Double
      var z: Double?
      var status: String
    }
    struct Case: Encodable {
      var id: String
      var simulatedContacts: Double
      var outputs: [Figure]
    }
    struct Family: Encodable {
      var family: String
      var verdict: String
      var judged: Int
      var tooRare: Int
      var largestZ: Double
      var bound: Double
      var largestBias: Double
      var biasBound: Double
      var outliers: [String]
      var cases: [Case]
    }
    struct Skipped: Encodable {
      var family: String
      var `case`: String?
      var output: String?
      var reason: String
    }
    var effort: Double
    var seed: UInt64
    var passed: Bool
    var families: [Family]
    var notJudged: [Skipped]

    init(_ result: VerificationResult) {
      effort = result.effort
      seed = result.seed
      passed = result.hasPassed
      families = result.families.map(Document.family)
      notJudged = result.notJudged.map {
        Skipped(family: $0.family, case: $0.caseID, output: $0.output, reason: $0.reason)
      }
    }

    private static func family(_ family: FamilyResult) -> Family {
      Family(
        family: family.family, verdict: family.verdict.rawValue, judged: family.judged,
        tooRare: family.tooFew, largestZ: family.largest, bound: family.bound,
        largestBias: family.largestBias, biasBound: family.biasBound,
        outliers: family.outliers.map(\.name),
        cases: family.cases.map { item in
          Case(
            id: item.caseID, simulatedContacts: item.contacts, outputs: item.figures.map(figure))
        })
    }

    private static func figure(_ figure: FigureResult) -> Figure {
      Figure(
        output: figure.output, scenario: figure.label.isEmpty ? nil : figure.label,
        exact: figure.exact, exactStandardError: figure.exactError, simulated: figure.simulated,
        standardError: figure.standardError, z: figure.status == .notSeen ? nil : figure.z,
        status: figure.status.rawValue)
    }
  }
}

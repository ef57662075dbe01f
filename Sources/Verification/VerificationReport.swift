import Foundation

/// Writes the result of a verification as a table or as JSON.
public struct VerificationReport: Sendable {
  /// What is written.
  public var result: VerificationResult

  /// A report of a result.
  public init(_ result: VerificationResult) { self.result = result }

  // MARK: Text

  /// The tables, the verdicts and the list of what was not judged; `allFigures` false leaves out
  /// the figures within the bounds.
  public func text(allFigures: Bool = true) -> String {
    var lines: [String] = []
    for family in families { lines += table(family, allFigures) }
    lines += verdicts()
    lines += notJudged()
    lines += problems()
    return lines.joined(separator: "\n") + "\n"
  }

  /// What both sides say about a family.
  package struct Family {
    /// Its name.
    package var name: String
    /// What the formulas say.
    package var solved: SolvedFamily?
    /// What the simulator says.
    package var simulated: FamilyResult?
    /// Its cases, those of the solver first.
    package var caseIDs: [String]

    /// A case, with its routing policy if it has a named one.
    package func title(_ caseID: String) -> String {
      policy(caseID).map { "\(caseID) (\($0))" } ?? caseID
    }

    func policy(_ caseID: String) -> String? {
      simulated?.cases.first { $0.caseID == caseID }?.policy
    }
  }

  /// The families of both sides, those of the solver first.
  package var families: [Family] {
    let names = result.solved.map(\.family) + result.families.map(\.family)
    return Verifier.grouped(names, by: \.self).map { name, _ in
      let solved = result.solved.first { $0.family == name }
      let simulated = result.families.first { $0.family == name }
      let cases = (solved?.cases.map(\.caseID) ?? []) + (simulated?.cases.map(\.caseID) ?? [])
      return Family(
        name: name, solved: solved, simulated: simulated,
        caseIDs: Verifier.grouped(cases, by: \.self).map(\.key))
    }
  }

  /// A known figure beside what one or both sides say.
  package struct Row {
    /// The case.
    package var caseID: String
    /// The figure's name in the case file.
    package var output: String
    /// The known value.
    package var exact: Double
    /// What a formula says.
    package var solved: SolvedFigure?
    /// What the simulator says.
    package var simulated: FigureResult?
  }

  /// The figures of a case of a family.
  package func rows(_ family: Family, _ caseID: String) -> [Row] {
    let solved = family.solved?.cases.first { $0.caseID == caseID }?.figures ?? []
    var left = family.simulated?.cases.first { $0.caseID == caseID }?.figures ?? []
    var rows = solved.map { figure in
      let place = left.firstIndex { $0.output == figure.output && $0.exact == figure.exact }
      return Row(
        caseID: caseID, output: figure.output, exact: figure.exact, solved: figure,
        simulated: place.map { left.remove(at: $0) })
    }
    rows += left.map {
      Row(caseID: caseID, output: $0.output, exact: $0.exact, simulated: $0)
    }
    return rows
  }

  private func table(_ family: Family, _ allFigures: Bool) -> [String] {
    let head = ["case", "output", "exact", "solver", "off by", "simulated", "std error", "z", ""]
    let bound = family.simulated?.bound ?? .infinity
    var table = TextTable(head, words: [0, 1, head.count - 1])
    for row in family.caseIDs.flatMap({ rows(family, $0) }) {
      let remarks = self.remarks(row, bound)
      let isOutlier = remarks.contains(Self.disagrees) || remarks.contains(Self.beyond)
      guard allFigures || isOutlier else { continue }
      table.rows.append(
        [family.title(row.caseID), row.output, Self.number(row.exact)] + cells(row.solved)
          + cells(row.simulated) + [remarks.joined(separator: "; ")])
    }
    return table.rows.isEmpty ? [] : [family.name] + table.lines + [""]
  }

  private static let disagrees = "solver disagrees"
  private static let beyond = "beyond the bound"

  private func remarks(_ row: Row, _ bound: Double) -> [String] {
    var remarks: [String] = []
    if let solved = row.solved, !solved.agrees { remarks.append(Self.disagrees) }
    if let simulated = row.simulated {
      switch simulated.status {
      case .notSeen: remarks.append("too few events")
      case _ where abs(simulated.z) > bound: remarks.append(Self.beyond)
      case .rare: remarks.append("too rare")
      case .judged: break
      }
    }
    return remarks
  }

  /// The solver's value, and its difference in tolerances.
  private func cells(_ figure: SolvedFigure?) -> [String] {
    guard let figure else { return ["-", "-"] }
    return [Self.number(figure.solver), String(format: "%.2g tol", figure.deviation)]
  }

  private func cells(_ figure: FigureResult?) -> [String] {
    guard let figure else { return ["-", "-", "-"] }
    let isScored = figure.status != .notSeen
    return [
      figure.simulated.map(Self.number) ?? "-",
      isScored ? String(format: "%.2g", figure.standardError) : "-",
      isScored ? String(format: "%.2f", figure.z) : "-",
    ]
  }

  private func verdicts() -> [String] {
    guard !families.isEmpty else { return ["No case could be judged."] }
    var table = TextTable(
      [
        "family", "cases", "figures", "off by", "solver", "judged", "too rare",
        "largest |z| (bound)", "bias (bound)", "simulator",
      ], words: [0, 4, 9])
    for family in families {
      table.rows.append(
        [family.name, "\(family.caseIDs.count)"] + cells(family.solved) + cells(family.simulated))
    }
    return table.lines + outliers()
  }

  private func cells(_ family: SolvedFamily?) -> [String] {
    guard let family else { return ["-", "-", "-"] }
    return [
      "\(family.judged)", String(format: "%.2g tol", family.largest), family.verdict.rawValue,
    ]
  }

  private func cells(_ family: FamilyResult?) -> [String] {
    guard let family else { return ["-", "-", "-", "-", "-"] }
    return [
      "\(family.judged)", "\(family.tooFew)",
      String(format: "%.2f (%.2f)", family.largest, family.bound),
      String(format: "%.2f (%.2f)", family.largestBias, family.biasBound),
      family.verdict.rawValue,
    ]
  }

  private func outliers() -> [String] {
    families.flatMap { family in
      (family.solved.map(disagreements) ?? []).map {
        "  \(family.name): the solver disagrees: \($0)"
      }
        + (family.simulated?.outliers ?? []).map {
          "  \(family.name): beyond the bound: \($0.name), z = \(String(format: "%.2f", $0.z))"
        }
    }
  }

  private func disagreements(_ family: SolvedFamily) -> [String] {
    family.cases.flatMap { item in
      item.figures.filter { !$0.agrees }.map { "\(item.caseID) \($0.output)" }
    }
  }

  /// One line for each side, family and reason, with the first few places it concerns.
  private func notJudged() -> [String] {
    VerificationSide.allCases.flatMap { side in
      let entries = result.notJudged.filter { $0.side == side }
      let groups = Verifier.grouped(entries) { "\($0.family): \($0.reason)" }
      if groups.isEmpty { return [String]() }
      return ["", "Not judged (\(side.rawValue)):"]
        + groups.map { heading, entries in
          let places = entries.map {
            [$0.caseID, $0.output].compactMap { $0 }.joined(separator: " ")
          }
          let shown = places.filter { !$0.isEmpty }.prefix(3).joined(separator: ", ")
          let rest = places.count > 3 ? " and \(places.count - 3) more" : ""
          return "  \(heading)" + (shown.isEmpty ? "" : " (\(shown)\(rest))")
        }
    }
  }

  private func problems() -> [String] {
    result.problems.isEmpty
      ? [] : ["", "Wrong input:"] + result.problems.map { "  \($0.description)" }
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
    return String(decoding: try encoder.encode(Document(self)), as: UTF8.self) + "\n"
  }

  private struct Document: Encodable {
    struct Figure: Encodable {
      var output: String
      var exact: Double
      var solver: Double?
      var tolerance: Double?
      var agrees: Bool?
      var scenario: String?
      var exactStandardError: Double?
      var simulated: Double?
      var standardError: Double?
      var z: Double?
      var status: String?

      init(_ row: Row) {
        (output, exact) = (row.output, row.exact)
        if let figure = row.solved {
          solver = figure.solver.isFinite ? figure.solver : nil
          tolerance = figure.allowed
          agrees = figure.agrees
        }
        guard let figure = row.simulated else { return }
        scenario = figure.label.isEmpty ? nil : figure.label
        exactStandardError = figure.exactError
        simulated = figure.simulated
        standardError = figure.standardError
        z = figure.status == .notSeen ? nil : figure.z
        status = figure.status.rawValue
      }
    }
    struct Case: Encodable {
      var id: String
      var policy: String?
      var simulatedContacts: Double?
      var outputs: [Figure]
    }
    struct Solver: Encodable {
      var verdict: String
      var judged: Int
      /// In tolerances; null where it is without bounds.
      var largestDeviation: Double?
      var disagreements: [String]
    }
    struct Simulator: Encodable {
      var verdict: String
      var judged: Int
      var tooRare: Int
      var largestZ: Double
      var bound: Double
      var largestBias: Double
      var biasBound: Double
      var outliers: [String]

      init(_ family: FamilyResult) {
        verdict = family.verdict.rawValue
        (judged, tooRare) = (family.judged, family.tooFew)
        (largestZ, bound) = (family.largest, family.bound)
        (largestBias, biasBound) = (family.largestBias, family.biasBound)
        outliers = family.outliers.map(\.name)
      }
    }
    struct Family: Encodable {
      var family: String
      /// Of both sides together.
      var verdict: String
      var solver: Solver?
      var simulator: Simulator?
      var cases: [Case]
    }
    struct Skipped: Encodable {
      var side: String
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
    var problems: [String]

    init(_ report: VerificationReport) {
      let result = report.result
      effort = result.effort
      seed = result.seed
      passed = result.hasPassed
      families = report.families.map { Document.family($0, report) }
      notJudged = result.notJudged.map {
        Skipped(
          side: $0.side.rawValue, family: $0.family, case: $0.caseID, output: $0.output,
          reason: $0.reason)
      }
      problems = result.problems.map(\.description)
    }

    private static func family(
      _ family: VerificationReport.Family, _ report: VerificationReport
    ) -> Family {
      let verdicts = [family.solved?.verdict, family.simulated?.verdict]
      let verdict: Verdict = [.failed, .passed].first { verdicts.contains($0) } ?? .undecided
      return Family(
        family: family.name, verdict: verdict.rawValue,
        solver: family.solved.map {
          Solver(
            verdict: $0.verdict.rawValue, judged: $0.judged,
            largestDeviation: $0.largest.isFinite ? $0.largest : nil,
            disagreements: report.disagreements($0))
        },
        simulator: family.simulated.map { Simulator($0) },
        cases: family.caseIDs.map { id in
          Case(
            id: id, policy: family.policy(id),
            simulatedContacts: family.simulated?.cases.first { $0.caseID == id }?.contacts,
            outputs: report.rows(family, id).map { Figure($0) })
        })
    }
  }
}

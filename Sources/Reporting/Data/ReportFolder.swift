import Experiments
import Foundation

/// The files of a report: the JSON document and the tables for programs, the page and the text for
/// people.
public enum ReportFolder {
  /// The files of some forms, by the names that they have in every report's folder.
  ///
  /// The document is the text of `ReportJSON`, which is long and often wanted elsewhere too. Spreadsheets
  /// are a form of the management report only.
  ///
  /// - Throws: `PDFRenderer.Failure` if the page is to be printed and cannot be.
  public static func files(
    of result: StudyResult, context: ReportContext, document: String,
    forms: [ReportForm] = standardForms
  ) throws -> [AtomicFile.Content] {
    let page =
      forms.contains(.html) || forms.contains(.pdf)
      ? HTMLReport.render(result, context: context) : ""
    let written = try names(of: forms).map { name -> AtomicFile.Content in
      switch name {
      case "report.json": return .init(name: name, text: document)
      case "intervals.csv":
        return .init(name: name, text: ReportCSV.intervals(of: result, detail: context.detail))
      case "types.csv": return .init(name: name, text: ReportCSV.types(of: result))
      case "groups.csv":
        return .init(name: name, text: ReportCSV.groups(of: result, detail: context.detail))
      case "report.html": return .init(name: name, text: page)
      case "report.md":
        return .init(name: name, text: MarkdownReport.render(result, context: context))
      default:
        guard let renderer = PDFRenderer.installed else { throw PDFRenderer.Failure.isNotInstalled }
        // A report has no date of its own.
        return .init(name: name, data: try renderer.document(of: page, made: 0))
      }
    }
    guard result.money != nil, forms.contains(.csv) else { return written }
    return written + [.init(name: costsName, text: ReportCSV.costs(of: result))]
  }

  /// The table of costs, which reports have in which something has a price.
  public static let costsName = "costs.csv"

  /// The forms that a report has where none are asked for.
  public static let standardForms: [ReportForm] = [.html, .md, .csv, .json]

  /// The names of the files of some forms.
  public static func names(of forms: [ReportForm] = standardForms) -> [String] {
    let all: [(ReportForm, [String])] = [
      (.json, ["report.json"]), (.csv, ["intervals.csv", "types.csv", "groups.csv"]),
      (.html, ["report.html"]), (.md, ["report.md"]), (.pdf, ["report.pdf"]),
      (.xlsx, ["report.xlsx"]), (.text, ["report.txt"]),
    ]
    return all.filter { forms.contains($0.0) }.flatMap(\.1)
  }

  /// The paths of all files that stand in a folder and that a run's report may have: what goes when another
  /// run's report is to be replaced.
  public static func all(in folder: URL, except kept: Set<String>) -> Set<String> {
    let management = ["contact-types", "agents", "teams", "kpis", "heat", "plans", "periods"]
      .map { "\($0).csv" }
    let documents = ["", ".en", ".zh"].flatMap { language in
      ReportForm.allCases.map { "management\(language).\($0.ending)" }
    }
    return Set(names(of: ReportForm.allCases) + management + documents)
      .subtracting(kept).union(old(in: folder, except: kept))
  }

  /// What an earlier run has left of the files that not every run writes, by their paths in the
  /// folder: charts, and the trace of contacts if it begins as ours do.
  public static func old(in folder: URL, except kept: Set<String>) -> Set<String> {
    var old = Charts.identifiers.flatMap { identifier in
      ChartRenderer.Form.allCases.map { "charts/\(identifier).\($0.rawValue)" }
    }
    old.append(costsName)
    if isTrace(folder.appendingPathComponent(ContactsFile.name)) { old.append(ContactsFile.name) }
    return Set(old).subtracting(kept)
  }

  private static func isTrace(_ file: URL) -> Bool {
    let heading = Data(ContactTrace.header.joined(separator: ",").utf8)
    let handle = try? FileHandle(forReadingFrom: file)
    defer { try? handle?.close() }
    return (try? handle?.read(upToCount: heading.count)) == heading
  }
}

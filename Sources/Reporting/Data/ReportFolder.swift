import Experiments
import Foundation

/// The files of a report: the JSON document and the tables for programs, the page and the text for
/// people.
public enum ReportFolder {
  /// The files, by the names that they have in every report's folder.
  ///
  /// The document is the text of `ReportJSON`, which is long and often wanted elsewhere too.
  public static func files(
    of result: StudyResult, context: ReportContext, document: String
  ) -> [AtomicFile.Content] {
    let costs =
      result.money == nil
      ? [] : [AtomicFile.Content(name: costsName, text: ReportCSV.costs(of: result))]
    return costs + [
      AtomicFile.Content(name: "report.json", text: document),
      AtomicFile.Content(
        name: "intervals.csv", text: ReportCSV.intervals(of: result, detail: context.detail)),
      AtomicFile.Content(name: "types.csv", text: ReportCSV.types(of: result)),
      AtomicFile.Content(
        name: "groups.csv", text: ReportCSV.groups(of: result, detail: context.detail)),
      AtomicFile.Content(name: "report.html", text: HTMLReport.render(result, context: context)),
      AtomicFile.Content(name: "report.md", text: MarkdownReport.render(result, context: context)),
    ]
  }

  /// The table of costs, which reports have in which something has a price.
  public static let costsName = "costs.csv"

  /// The names of the files that every report has.
  public static let names = [
    "report.json", "intervals.csv", "types.csv", "groups.csv", "report.html", "report.md",
  ]

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

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
    [
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
}

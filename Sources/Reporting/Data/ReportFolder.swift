import Experiments
import Foundation

/// The files of a report: the JSON document and the tables for programs, the page and the text for
/// people.
public enum ReportFolder {
  /// The files of some forms and languages, by the names that they have in every report's folder.
  ///
  /// - Parameters:
  ///   - result: The study.
  ///   - context: What reports say besides.
  ///   - document: The text of `ReportJSON`, which is long and often wanted elsewhere too.
  ///   - catalogue: Words of reports that are not English.
  ///   - forms: What is wanted.
  ///   - languages: The languages.
  /// - Returns: The files.
  /// - Throws: `PDFRenderer.Failure` if the page is to be printed and cannot be.
  public static func files(
    of result: StudyResult, context: ReportContext, document: String, catalogue: KPICatalogue,
    forms: [ReportForm] = standardForms, languages: [KPILanguage] = [.en]
  ) throws -> [AtomicFile.Content] {
    try formed(result, context: context, document: document, catalogue: catalogue)
      .files(forms, languages)
  }

  /// The report in every form.
  public static func formed(
    _ result: StudyResult, context: ReportContext, document: String, catalogue: KPICatalogue
  ) -> FormedReport {
    FormedReport(
      name: "report",
      document: {
        StudyDocument(
          result, context: context,
          language: ReportLanguage($0, catalogue: catalogue, currency: nil)
        ).document
      },
      json: { document },
      own: { form, _ in form == .csv ? tables(of: result, detail: context.detail) : nil })
  }

  private static func tables(
    of result: StudyResult, detail: IntervalDetail
  ) -> [AtomicFile.Content] {
    [
      .init(name: "intervals.csv", text: ReportCSV.intervals(of: result, detail: detail)),
      .init(name: "types.csv", text: ReportCSV.types(of: result)),
      .init(name: "groups.csv", text: ReportCSV.groups(of: result, detail: detail)),
    ] + (result.money == nil ? [] : [.init(name: costsName, text: ReportCSV.costs(of: result))])
  }

  /// The table of costs, which reports have in which something has a price.
  public static let costsName = "costs.csv"

  /// The forms that a report has where none are asked for.
  public static let standardForms: [ReportForm] = [.html, .md, .csv, .json]

  /// The names of the files of some forms and languages.
  public static func names(
    of forms: [ReportForm] = standardForms, _ languages: [KPILanguage] = [.en]
  ) -> [String] {
    forms.flatMap { form -> [String] in
      switch form {
      case .json: ["report.json"]
      case .csv: ["intervals.csv", "types.csv", "groups.csv"]
      case .html: ["report.html"]
      case .md, .xlsx, .pdf, .text:
        languages.map { language in
          "report\(languages.count == 1 ? "" : ".\(language.rawValue)").\(form.ending)"
        }
      }
    }
  }

  /// The paths of all files that stand in a folder and that a run's report may have: what goes when another
  /// run's report is to be replaced.
  ///
  /// Where no report stands, files of these names are somebody's own.
  public static func all(in folder: URL, except kept: Set<String>) -> Set<String> {
    let marks = ["report", "management"].flatMap { name in
      ["json", "html", "md"].map { "\(name).\($0)" }
    }
    let isReport = marks.contains {
      FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
    }
    guard isReport else { return old(in: folder, except: kept) }
    let management = ["contact-types", "agents", "teams", "kpis", "heat", "plans", "periods"]
      .map { "\($0).csv" }
    let documents = ["report", "management", "management-brief"].flatMap { name in
      ["", ".en", ".zh"].flatMap { language in
        ReportForm.allCases.map { "\(name)\(language).\($0.ending)" }
      }
    }
    return Set(names(of: ReportForm.allCases) + management + documents)
      .subtracting(kept).union(old(in: folder, except: kept))
  }

  /// What an earlier run has left of the files that not every run writes, by their paths in the
  /// folder: charts, and the trace of contacts if it begins as ours do.
  public static func old(in folder: URL, except kept: Set<String>) -> Set<String> {
    var old = StudyChart.allCases.flatMap { chart in
      ChartFile.Form.allCases.map { "charts/\(chart.rawValue).\($0.rawValue)" }
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

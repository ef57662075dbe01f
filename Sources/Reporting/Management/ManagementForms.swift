import Experiments
import Foundation

extension ReportForm {
  /// The forms that have an edition of two pages.
  public static let brief: [ReportForm] = [.html, .md, .pdf, .text]

  /// The files of a management report in some forms, by name; nothing is written.
  ///
  /// - Parameters:
  ///   - forms: What is wanted.
  ///   - report: The report.
  ///   - catalogue: Its KPIs with their words.
  ///   - languages: At least one; the first one names things in tables for programs.
  ///   - isBrief: The edition of two pages, for the forms that are read.
  /// - Returns: `management.html`, `management.md`, …; with several languages `management.zh.md`.
  /// - Throws: `PDFRenderer.Failure`, `ManagementReportJSON.Failure` or what the file system says.
  public static func files(
    _ forms: [ReportForm], of report: ManagementReport, catalogue: KPICatalogue,
    languages: [KPILanguage], isBrief: Bool = false
  ) throws -> [AtomicFile.Content] {
    try FormedReport(
      name: isBrief ? "management-brief" : "management", made: report.run.finished,
      document: { Document(report, catalogue: catalogue, language: $0, isBrief: isBrief) },
      json: { try ManagementReportJSON.text(of: report) },
      own: { form, _ in
        form == .csv
          ? ManagementCSV.files(of: report, catalogue: catalogue, language: languages.first ?? .en)
          : nil
      }
    ).files(forms, languages)
  }
}

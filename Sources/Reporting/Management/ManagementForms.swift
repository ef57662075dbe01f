import Experiments
import Foundation

/// The forms of a management report and their files.
public enum ManagementForm: String, Sendable, CaseIterable {
  /// A page, in all languages asked for.
  case html
  /// A text for people, one for each language.
  case md
  /// Tables for programs.
  case csv
  /// Everything for programs.
  case json
  /// A spreadsheet, one for each language.
  case xlsx
  /// Pages to print, one for each language.
  case pdf

  /// The forms that have an edition of two pages.
  public static let brief: [ManagementForm] = [.html, .md, .pdf]

  /// The files of a report in some forms, by name; nothing is written.
  ///
  /// - Parameters:
  ///   - forms: What is wanted.
  ///   - report: The report.
  ///   - catalogue: Its KPIs with their words.
  ///   - languages: At least one; the first one names things in tables for programs.
  ///   - isBrief: The edition of two pages, for the forms that are read: html, md and pdf.
  /// - Returns: `management.html`, `management.md`, …; with several languages `management.zh.md`.
  /// - Throws: `PDFRenderer.Failure`, `ManagementReportJSON.Failure` or what the file system says.
  public static func files(
    _ forms: [ManagementForm], of report: ManagementReport, catalogue: KPICatalogue,
    languages: [KPILanguage], isBrief: Bool = false
  ) throws -> [AtomicFile.Content] {
    let documents = languages.map {
      ManagementDocument(report, catalogue: catalogue, language: $0, isBrief: isBrief)
    }
    let name = isBrief ? "management-brief" : "management"
    func each(
      _ form: ManagementForm, _ make: (ManagementDocument) throws -> Data
    ) rethrows -> [AtomicFile.Content] {
      try documents.map { document in
        let language = documents.count > 1 ? ".\(document.language.language.rawValue)" : ""
        return .init(name: "\(name)\(language).\(form.rawValue)", data: try make(document))
      }
    }
    return try forms.flatMap { form -> [AtomicFile.Content] in
      switch form {
      case .html:
        return [.init(name: "\(name).html", text: ManagementPage.render(documents))]
      case .md: return each(form) { Data(ManagementMarkdown.render($0).utf8) }
      case .csv:
        return ManagementCSV.files(
          of: report, catalogue: catalogue, language: languages.first ?? .en)
      case .json:
        return [.init(name: "management.json", text: try ManagementReportJSON.text(of: report))]
      case .xlsx:
        return try each(form) {
          try ManagementWorkbook.data(of: $0, made: report.run.finished)
        }
      case .pdf:
        guard let renderer = PDFRenderer.installed else { throw PDFRenderer.Failure.isNotInstalled }
        return try each(form) {
          try renderer.document(of: ManagementPage.render([$0], isPrinted: true), made: report.run.finished)
        }
      }
    }
  }
}

import Experiments
import Foundation

/// The forms of reports.
public enum ReportForm: String, Sendable, CaseIterable {
  /// A page, in all languages asked for.
  case html
  /// Markdown, one text for each language.
  case md
  /// Tables for programs, in each language unless the report has data of its own.
  case csv
  /// Everything for programs.
  case json
  /// A spreadsheet, one for each language.
  case xlsx
  /// Pages to print, one for each language.
  case pdf
  /// What a terminal shows, one text for each language.
  case text

  /// The ending of its files.
  public var ending: String { self == .text ? "txt" : rawValue }

  /// Whether it can be read in a terminal.
  public var isText: Bool {
    switch self {
    case .html, .md, .csv, .json, .text: true
    case .xlsx, .pdf: false
    }
  }
}

/// A report that is to be had in every form and language.
public struct FormedReport {
  /// The name of its files without ending.
  public var name: String
  /// When spreadsheets and printed pages say they were made, in seconds since 1970.
  public var made: Double
  /// The identifier of the table that is all of the CSV form; nil: every table.
  public var csvTable: String?
  /// How the text form is laid out.
  public var style = TerminalStyle()
  /// The report in a language.
  public var document: (KPILanguage) throws -> Document
  /// Everything for programs, as a JSON document that no language changes.
  public var json: () throws -> String
  /// Forms that the report has of its own, in some languages; nil: those of the document.
  public var own: (ReportForm, [KPILanguage]) throws -> [AtomicFile.Content]?

  /// A report.
  public init(
    name: String, made: Double = 0, csvTable: String? = nil,
    document: @escaping (KPILanguage) throws -> Document, json: @escaping () throws -> String,
    own: @escaping (ReportForm, [KPILanguage]) throws -> [AtomicFile.Content]? = { _, _ in nil }
  ) {
    (self.name, self.made, self.csvTable) = (name, made, csvTable)
    (self.document, self.json, self.own) = (document, json, own)
  }

  /// The files in some forms and languages, by name; nothing is written.
  ///
  /// - Parameters:
  ///   - forms: What is wanted.
  ///   - languages: At least one.
  /// - Returns: `NAME.html`, `NAME.md`, …; with several languages `NAME.zh.md`, but one page with a switch.
  /// - Throws: `PDFRenderer.Failure`, and what making the report or the file system says.
  public func files(
    _ forms: [ReportForm], _ languages: [KPILanguage]
  ) throws -> [AtomicFile.Content] {
    var known: [Document]?
    func documents() throws -> [Document] {
      let made = try known ?? languages.map(document)
      known = made
      return made
    }
    return try forms.flatMap { form -> [AtomicFile.Content] in
      if let own = try own(form, languages) { return own }
      return try rendered(form, try documents(), isNamed: languages.count > 1)
    }
  }

  private func rendered(
    _ form: ReportForm, _ documents: [Document], isNamed: Bool
  ) throws -> [AtomicFile.Content] {
    func each(_ make: (Document) throws -> Data) rethrows -> [AtomicFile.Content] {
      try documents.map { document in
        let language = isNamed ? ".\(document.language.language.rawValue)" : ""
        return .init(name: "\(name)\(language).\(form.ending)", data: try make(document))
      }
    }
    switch form {
    case .html:
      guard documents.count > 1 else {
        return each { Data(DocumentPage.render([$0]).utf8) }
      }
      return [.init(name: "\(name).html", text: DocumentPage.render(documents))]
    case .md: return each { Data(DocumentMarkdown.render($0).utf8) }
    case .csv:
      return documents.flatMap { document in
        let language = isNamed ? ".\(document.language.language.rawValue)" : ""
        return DocumentCSV.files(of: document, name: name + language, only: csvTable)
      }
    case .json: return [.init(name: "\(name).json", text: try json())]
    case .xlsx: return try each { try DocumentWorkbook.data(of: $0, made: made) }
    case .pdf:
      let renderer = try PDFRenderer.required
      return try each {
        try renderer.document(of: DocumentPage.render([$0], isPrinted: true), made: made)
      }
    case .text: return each { Data(DocumentText.render($0, style: style).utf8) }
    }
  }
}

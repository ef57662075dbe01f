import Experiments
import Foundation
import Reporting

extension FieldNotes {
  /// The forms of a report, in all requests that have one.
  static let form = FieldNote(
    "The forms, separated by commas: html, md, csv, json, xlsx, pdf, text.",
    more: "Files go to the report's folder. Commands that have none without \(.out) print one that is text.")
  /// The languages of a report, in all requests that have one.
  static let lang: FieldNote = "The language, or both."
  /// Where a report goes that is written only where this is given.
  static let outOfForms = FieldNote(
    "A folder for the report; or, for one form, a file with its ending, such as plan.xlsx.")
}

/// In which forms and languages a report is wanted, and where.
struct FormsWanted {
  /// The forms asked for; nil: none was, so that those of the command count.
  let forms: [ReportForm]?
  let languages: [KPILanguage]
  /// A folder, or a file with the ending of the only form; nil: standard output.
  let out: String?
  let isForced: Bool

  /// What a request says.
  ///
  /// - Parameters:
  ///   - form: The forms as a list.
  ///   - lang: The languages as a list.
  ///   - out: A folder or a file.
  ///   - isForced: Whether other files are replaced.
  ///   - hasFolder: Whether the report has a folder even where none is named.
  /// - Throws: `JobFailure` about words that are no forms or languages, and about what standard output cannot
  ///   take.
  init(form: String?, lang: String, out: String?, isForced: Bool, hasFolder: Bool = false) throws {
    forms = try form.map(ReportForm.list)
    languages = try KPILanguage.list(lang)
    (self.out, self.isForced) = (out, isForced)
    guard out == nil, !hasFolder, let forms else { return }
    if let binary = forms.first(where: { !$0.isText }) {
      throw JobFailure(
        at: .form,
        "\(binary.rawValue) is not for the terminal: name a folder or a file, such as \(.out) "
          + "report.\(binary.ending).")
    }
    if forms.count > 1 {
      throw JobFailure(
        at: .form, "standard output takes one form; name a folder with \(.out) for several.")
    }
  }

  /// The text of a report for standard output, in all languages asked for.
  ///
  /// - Throws: `JobFailure`.
  func text(of report: FormedReport, in workshop: Workshop) throws -> String {
    var report = report
    report.style = workshop.textStyle
    return try make(report, [.text]).map { String(decoding: $0.data, as: UTF8.self) }
      .joined(separator: "\n")
  }

  /// Whether a command's own text, in English, is all that is wanted.
  var isPlain: Bool { forms == nil && languages == [.en] && out == nil }

  /// Makes the report and writes it where it is wanted.
  ///
  /// - Parameters:
  ///   - report: The report.
  ///   - workshop: Where files are written.
  ///   - standard: The forms in a folder where none are asked for.
  /// - Returns: What was made; nil: nothing is wanted but the command's own text.
  /// - Throws: `JobFailure`.
  func deliver(
    _ report: FormedReport, in workshop: Workshop,
    standard: [ReportForm] = [.html, .csv, .json]
  ) throws -> ReportOutcome? {
    if isPlain { return nil }
    guard let out else {
      let wanted = forms ?? [.text]
      if wanted == [.text] {
        let text = try text(of: report, in: workshop)
        return ReportOutcome(files: [.init(name: "\(report.name).txt", text: text)])
      }
      let files = try make(report, wanted)
      guard files.count == 1 else {
        throw JobFailure(
          at: .out, "this report has \(files.count) files; name a folder with \(.out) for them.")
      }
      return ReportOutcome(files: files)
    }
    // "plan.xlsx" names its form.
    let named = ReportForm.allCases.first { out.lowercased().hasSuffix(".\($0.ending)") }
    let wanted = forms ?? named.map { [$0] } ?? standard
    if wanted.count == 1, out.lowercased().hasSuffix(".\(wanted[0].ending)") {
      return try write(try make(report, wanted), toFile: out, in: workshop)
    }
    let asked = try workshop.files.folder(out, .out)
    let files = try make(report, wanted)
    try workshop.checkWritable(asked, names: files.map(\.name))
    let folder = try workshop.write(files, to: asked, isNamed: true, isForced: isForced)
    return ReportOutcome(files: files, folder: workshop.files.shown(folder))
  }

  /// The files of a report in the forms asked for.
  ///
  /// - Throws: `JobFailure`.
  func make(_ report: FormedReport, _ forms: [ReportForm]) throws -> [AtomicFile.Content] {
    do {
      return try report.files(forms, languages)
    } catch let failure as JobFailure {
      throw failure
    } catch {
      throw JobFailure.failed("the report cannot be made: \(error)")
    }
  }

  /// Writes one file under the name asked for.
  private func write(
    _ files: [AtomicFile.Content], toFile out: String, in workshop: Workshop
  ) throws -> ReportOutcome {
    guard var file = files.first, files.count == 1 else {
      throw JobFailure(
        at: .out, "this report has \(files.count) files; name a folder with \(.out) for them.")
    }
    let place = try workshop.files.url(out, .out)
    let old = try? Data(contentsOf: place)
    guard isForced || old == nil || old == file.data else {
      throw JobFailure(
        at: .out, "\(workshop.files.shown(place)) exists; \(.force) replaces it.")
    }
    file.name = place.lastPathComponent
    do {
      try AtomicFile.write(file.data, to: place)
    } catch {
      throw workshop.cannotWrite(place, error)
    }
    return ReportOutcome(
      files: [file], folder: workshop.files.shown(place.deletingLastPathComponent()))
  }
}

extension ReportLanguage {
  /// A language with the words of the catalogue that ships, without a currency.
  ///
  /// - Throws: `JobFailure` about a catalogue that cannot be read.
  static func shipped(_ language: KPILanguage) throws -> ReportLanguage {
    ReportLanguage(language, catalogue: try KPICatalogue.read([]), currency: nil)
  }
}

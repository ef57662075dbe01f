import Experiments
import Foundation
import Reporting

extension Workshop {
  /// The folder of a report: the one asked for, else `Reports/` and the name of a file.
  ///
  /// - Throws: `JobFailure` where it is outside of a bounded workshop.
  func folder(_ out: String?, of file: String) throws -> URL {
    if let out { return try files.folder(out, .out) }
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    return try files.url("Reports/\(name)", .out)
  }

  /// Before any work: a report's files can be written, found out by trying.
  ///
  /// - Throws: `JobFailure` of that kind where they cannot.
  func checkWritable(
    _ folder: URL, names: [String], kind: JobFailure.Kind = .failed
  ) throws {
    do {
      try AtomicFile.check(names, in: folder)
    } catch {
      var failure = JobFailure(
        at: .out,
        "the report cannot be written to \(files.shown(folder)): \(error.localizedDescription). Name "
          + "another folder with \(.out), or give \(.noReport). Nothing was done.")
      failure.kind = kind
      throw failure
    }
  }

  /// The folder that was found for a report.
  ///
  /// - Throws: `JobFailure` if there is none, or if the workshop's own folder was asked for: a report does
  ///   not leave it unseen.
  func place(_ found: URL?, insteadOf asked: URL) throws -> URL {
    if let found, found == asked || asked.standardizedFileURL.path != files.folder.path {
      // A numbered folder may be a link to another place.
      try files.check(found, .out)
      return found
    }
    var failure = JobFailure(
      at: .out,
      "\(files.shown(asked)) holds another report. Name another folder with \(.out), or give "
        + "\(.force) to replace it.")
    failure.kind = .failed
    throw failure
  }

  /// Writes the files of a report into the folder asked for, or, where another report stands in it, into the
  /// first numbered one beside it, and says so.
  ///
  /// - Parameters:
  ///   - contents: What is written.
  ///   - asked: The folder asked for.
  ///   - isNamed: Whether the user named it, so that reports of other kinds keep theirs.
  ///   - isForced: Whether files of these names in it are replaced.
  ///   - run: The run that they are about, beside whose report alone they go; nil: none, or several.
  ///   - finished: Files written already beside the folder, and their names.
  ///   - record: Told the folder before anything is written there.
  /// - Returns: The folder that they are in.
  /// - Throws: `JobFailure` where there is no such folder, or where it cannot be written.
  func write(
    _ contents: [AtomicFile.Content], to asked: URL, isNamed: Bool, isForced: Bool,
    of run: ReportPlace.Origin? = nil, finished: [(file: URL, name: String)] = [],
    record: (URL) -> Void = { _ in }
  ) throws -> URL {
    let folder = try FolderLock.hold(around: asked) {
      let found =
        isForced
        ? asked
        : ReportPlace(isApart: isNamed, subject: run)
          .folder(from: asked, files: contents, finished: finished)
      let folder = try place(found, insteadOf: asked)
      record(folder)
      do {
        try AtomicFile.replace(in: folder, by: contents, finished: finished)
      } catch {
        throw cannotWrite(folder, error)
      }
      return folder
    }
    tell(folder, insteadOf: asked)
    return folder
  }

  /// A line that names a report's page, or the first of its files, after an empty one; empty: there is none.
  func place(of names: [String], in folder: String?, _ languages: [KPILanguage]) -> String {
    guard let folder, let name = names.first(where: { $0.hasSuffix(".html") }) ?? names.first
    else { return "" }
    let words = (languages.first ?? .en).words
    return "\n" + words.report(at: "\(folder)/\(name)", isManagement: false) + "\n"
  }

  /// Says that a report is not where it was asked for.
  func tell(_ folder: URL, insteadOf asked: URL) {
    guard folder != asked else { return }
    notice(
      JobNotice(
        .note,
        "\(files.shown(asked)) holds another report, which stays; this one is in "
          + "\(files.shown(folder)). \(.force) replaces the other."))
  }

  /// The failure where a report's folder does not take it.
  func cannotWrite(_ folder: URL, _ error: any Error) -> JobFailure {
    .failed("the report cannot be written to \(files.shown(folder)): \(error.localizedDescription)")
  }

  /// The archive where it can be written; nil after saying that nothing can be recorded in it.
  var usableArchive: URL? {
    guard let archive else { return nil }
    do {
      try RunArchive.check(archive)
      return archive
    } catch {
      notice(
        JobNotice(
          .warning,
          "nothing will be recorded in the archive \(files.shown(archive)): \(Self.reason(error))"))
      return nil
    }
  }

  /// What an error says, whoever made it.
  static func reason(_ error: any Error) -> String {
    error is CocoaError ? error.localizedDescription : "\(error)"
  }
}

extension ReportForm {
  /// The forms that a list names, each once.
  ///
  /// - Throws: `JobFailure` about a word that is none, and about a form that cannot be made here.
  static func list(_ text: String) throws -> [ReportForm] {
    var forms: [ReportForm] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let form = ReportForm(rawValue: String(word)) else {
        let all = allCases.map(\.rawValue).joined(separator: ", ")
        throw JobFailure(.form, text, "there is no form \"\(word)\"; allowed: \(all).")
      }
      if !forms.contains(form) { forms.append(form) }
    }
    if forms.contains(.pdf), PDFRenderer.installed == nil {
      throw JobFailure.failed("\(PDFRenderer.Failure.isNotInstalled)")
    }
    return forms
  }
}

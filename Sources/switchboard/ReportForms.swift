import Foundation
import Reporting

/// The value of `--form`, and the folder that a report goes into: what `run` and `report` share.
enum ReportForms {
  /// The forms that a list names, each once.
  ///
  /// - Throws: `ProgramStop` about a word that is none, and about a form that cannot be made here.
  static func read(_ text: String) throws -> [ManagementForm] {
    var forms: [ManagementForm] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let form = ManagementForm(rawValue: String(word)) else {
        let all = ManagementForm.allCases.map(\.rawValue).joined(separator: ", ")
        throw ProgramStop.options("--form \(text): there is no form \"\(word)\"; allowed: \(all).")
      }
      if !forms.contains(form) { forms.append(form) }
    }
    if forms.contains(.pdf), PDFRenderer.installed == nil {
      throw ProgramStop(.failed, "error: \(PDFRenderer.Failure.isNotInstalled)")
    }
    return forms
  }

  /// The folder that was found for a report.
  ///
  /// - Throws: `ProgramStop` if there is none, or if the current folder is the one that was asked for:
  ///   a report does not leave it unseen.
  static func place(_ found: URL?, insteadOf asked: URL) throws -> URL {
    let here = FileManager.default.currentDirectoryPath
    if let found, found == asked || asked.standardizedFileURL.path != here { return found }
    throw ProgramStop(
      .failed,
      "error: \(RunCommand.shown(asked)) holds another report. Name another folder with --out, or give "
        + "--force to replace it.")
  }

  /// Writes the files of a report into the folder asked for, or, where another report stands in it, into the
  /// first numbered one beside it, and says so.
  ///
  /// - Parameters:
  ///   - files: What is written.
  ///   - asked: The folder asked for.
  ///   - isForced: Whether files of these names in it are replaced.
  ///   - record: Told the folder before anything is written there.
  /// - Returns: The folder that they are in.
  /// - Throws: `ProgramStop` where there is no such folder, or where it cannot be written.
  static func write(
    _ files: [AtomicFile.Content], to asked: URL, isForced: Bool, record: (URL) -> Void = { _ in }
  ) throws -> URL {
    let folder = try FolderLock.hold(around: asked) {
      let found = isForced ? asked : ReportPlace().folder(from: asked, files: files)
      let folder = try place(found, insteadOf: asked)
      record(folder)
      do {
        try AtomicFile.replace(in: folder, by: files)
      } catch {
        throw RunCommand.cannotWrite(folder, error)
      }
      return folder
    }
    tell(folder, insteadOf: asked)
    return folder
  }

  /// Says that a report is not where it was asked for.
  static func tell(_ folder: URL, insteadOf asked: URL) {
    guard folder != asked else { return }
    Console.complain(
      "note: \(RunCommand.shown(asked)) holds another report, which stays; this one is in "
        + "\(RunCommand.shown(folder)). --force replaces the other.")
  }
}

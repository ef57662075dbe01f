import Foundation
import Reporting

/// The folder of a run's report, and how it is written.
struct RunOutput {
  /// The folder that was asked for.
  var asked: URL
  var forms: [ManagementForm]
  /// Whether another run's report is replaced.
  var isForced: Bool
  var place: ReportPlace

  /// Before any work: where the report will go, as far as names tell, and that it can be written there.
  ///
  /// - Throws: `ProgramStop` where it cannot.
  func folder(report: Bool, contacts: Bool) throws -> URL {
    let names =
      (report ? ReportFolder.names(of: forms) : []) + (contacts ? [ContactsFile.name] : [])
    guard !names.isEmpty else { return asked }
    try RunCommand.checkWritable(asked, names: names)
    let found = isForced ? asked : place.folder(from: asked, names: names)
    let folder = try ReportForms.place(found, insteadOf: asked)
    if folder != asked { try RunCommand.checkWritable(folder, names: names) }
    return folder
  }

  /// After the work: where the report goes, known by what is in it.
  ///
  /// - Throws: `ProgramStop` where there is no such place.
  func folder(
    for files: Result<[AtomicFile.Content], any Error>, _ trace: (file: URL, name: String)?,
    isPartial: Bool
  ) throws -> URL {
    guard !isForced, let files = try? files.get() else { return asked }
    let found = place.folder(
      from: asked, files: files, finished: trace.map { [$0] } ?? [], isPartial: isPartial)
    return try ReportForms.place(found, insteadOf: asked)
  }

  /// Writes the report; nothing where there is none.
  ///
  /// - Throws: what the file system says.
  func write(
    _ files: [AtomicFile.Content], _ trace: (file: URL, name: String)?, to folder: URL
  ) throws {
    let finished = trace.map { [$0] } ?? []
    guard !files.isEmpty || !finished.isEmpty else { return }
    let kept = Set(files.map(\.name) + finished.map(\.name))
    let dropped: Set<String>
    if files.isEmpty {
      dropped = []
    } else {
      dropped =
        isForced
        ? ReportFolder.all(in: folder, except: kept) : ReportFolder.old(in: folder, except: kept)
    }
    try AtomicFile.replace(in: folder, by: files, finished: finished, dropping: dropped)
  }
}

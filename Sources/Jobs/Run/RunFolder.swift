import Experiments
import Foundation
import Reporting

/// The folder of a run's report, and how it is written.
struct RunFolder {
  let workshop: Workshop
  /// The folder that was asked for.
  var asked: URL
  /// The report's forms; none: no report is written.
  var forms: [ReportForm]
  /// The report's languages.
  var languages: [KPILanguage]
  /// Whether another run's report is replaced.
  var isForced: Bool
  var place: ReportPlace

  /// Before any work: where the report will go, as far as names tell, and that it can be written there.
  ///
  /// - Throws: `JobFailure` where it cannot.
  func folder(contacts: Bool) throws -> URL {
    let names = ReportFolder.names(of: forms, languages) + (contacts ? [ContactsFile.name] : [])
    guard !names.isEmpty else { return asked }
    try workshop.checkWritable(asked, names: names)
    let found = isForced ? asked : place.folder(from: asked, names: names)
    let folder = try workshop.place(found, insteadOf: asked)
    if folder != asked { try workshop.checkWritable(folder, names: names) }
    return folder
  }

  /// After the work: puts the report where it belongs by what is in it, while no other program does.
  ///
  /// - Returns: The folder.
  /// - Throws: `JobFailure` where there is no such place, or it cannot be written.
  func write(
    _ files: Result<[AtomicFile.Content], any Error>, _ trace: (file: URL, name: String)?,
    isPartial: Bool, of run: RecordedRun?
  ) throws -> URL {
    try FolderLock.hold(around: asked) {
      let folder = try folder(for: files, trace, isPartial: isPartial)
      do {
        let files = try files.get()
        try write(files, trace, to: folder)
        if !files.isEmpty { run?.setFolder(folder, isReplacing: isForced) }
      } catch {
        throw workshop.cannotWrite(folder, error)
      }
      return folder
    }
  }

  private func folder(
    for files: Result<[AtomicFile.Content], any Error>, _ trace: (file: URL, name: String)?,
    isPartial: Bool
  ) throws -> URL {
    guard !isForced, let files = try? files.get() else { return asked }
    let found = place.folder(
      from: asked, files: files, finished: trace.map { [$0] } ?? [], isPartial: isPartial)
    return try workshop.place(found, insteadOf: asked)
  }

  /// Writes the report; nothing where there is none.
  private func write(
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

/// A run that is in the archive already, before its report is written.
struct RecordedRun {
  let workshop: Workshop
  var archive: RunArchive
  var file: URL
  var run: Int64

  /// Notes where the report stands; trouble is a warning.
  func setFolder(_ folder: URL, isReplacing: Bool) {
    do {
      try archive.setFolder(folder.path, of: run, isReplacing: isReplacing)
    } catch {
      workshop.notice(
        JobNotice(
          .warning, "the archive \(file.path) does not know the folder of run \(run): \(error)"))
    }
  }
}

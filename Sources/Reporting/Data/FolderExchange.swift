import Foundation

/// Replaces what a program wrote into a folder earlier by new files, all at one moment.
///
/// The new folder is made beside the old one, with links to the user's own files in it, and takes its
/// place by one exchange of names: whoever looks sees all old files or all new ones, and a program
/// that is killed in between leaves the old ones. Where the file system cannot do that, the folder is
/// the current one, or too much else is in it, the files are renamed one after the other.
struct FolderExchange {
  let folder: URL
  let files: [AtomicFile.Content]
  /// Files that have been written already in the same file system, and their paths in the folder.
  let finished: [(file: URL, name: String)]
  /// Paths of what an earlier program wrote and this one does not.
  let dropped: Set<String>

  private let manager = FileManager.default
  /// More files of the user's own than this are not linked.
  private static let mostLinks = 5000

  init(
    folder: URL, files: [AtomicFile.Content], finished: [(file: URL, name: String)],
    dropped: Set<String>
  ) {
    self.folder = folder.resolvingSymlinksInPath()
    self.files = files
    self.finished = finished
    self.dropped = dropped
  }

  /// - Throws: what the file system says; then the folder is as it was, but for files that were
  ///   renamed one after the other.
  func run() throws {
    try manager.createDirectory(
      at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
    let links = manager.fileExists(atPath: folder.path) ? ownFiles() : []
    guard let links, !isCurrentFolder else { return try renameOneByOne() }
    let staging = AtomicFile.temporary(for: folder)
    do {
      try prepare(staging, links)
    } catch is LinkError {
      try discard(staging)
      return try renameOneByOne()
    } catch {
      try? discard(staging)
      throw error
    }
    if manager.fileExists(atPath: folder.path) {
      guard Self.exchange(staging.path, folder.path) else {
        try discard(staging)
        return try renameOneByOne()
      }
      clear(staging, besides: "")
    } else if rename(staging.path, folder.path) != 0 {
      try discard(staging)
      try renameOneByOne()
    }
  }

  private struct LinkError: Error {}

  private var names: Set<String> { Set(files.map(\.name) + finished.map(\.name)) }

  /// Whether the folder is the current one or around it: programs hold on to the folder itself there,
  /// not to its name.
  private var isCurrentFolder: Bool {
    let here = URL(fileURLWithPath: manager.currentDirectoryPath).resolvingSymlinksInPath().path
    return here == folder.path || here.hasPrefix(folder.path + "/")
  }

  /// The paths in the folder of what stays; nil if some of it cannot be linked.
  private func ownFiles() -> [String]? {
    guard let all = manager.enumerator(atPath: folder.path) else { return nil }
    var own: [String] = []
    let replaced = names.union(dropped)
    while let path = all.nextObject() as? String {
      guard own.count < Self.mostLinks else { return nil }
      let type = all.fileAttributes?[.type] as? FileAttributeType
      if type == .typeDirectory || replaced.contains(path) || isFinished(path) { continue }
      guard type == .typeRegular else { return nil }
      own.append(path)
    }
    return own
  }

  private func isFinished(_ path: String) -> Bool {
    finished.contains {
      $0.file.standardizedFileURL == folder.appendingPathComponent(path).standardizedFileURL
    }
  }

  /// Makes the new folder beside the old one.
  private func prepare(_ staging: URL, _ links: [String]) throws {
    try manager.createDirectory(at: staging, withIntermediateDirectories: true)
    if let mode = try? manager.attributesOfItem(atPath: folder.path)[.posixPermissions] {
      try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: staging.path)
    }
    for name in links {
      let (old, new) = (folder.appendingPathComponent(name), staging.appendingPathComponent(name))
      try makeFolder(around: new)
      guard link(old.path, new.path) == 0 else { throw LinkError() }
    }
    for file in files {
      let new = staging.appendingPathComponent(file.name)
      try makeFolder(around: new)
      try file.data.write(to: new)
    }
    for (file, name) in finished {
      guard link(file.path, staging.appendingPathComponent(name).path) == 0 else {
        throw LinkError()
      }
    }
  }

  private func makeFolder(around file: URL) throws {
    try manager.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
  }

  /// Whether a folder is one of those that an earlier report made.
  private func isDropped(_ path: String) -> Bool {
    dropped.contains { $0.hasPrefix(path + "/") }
  }

  private func discard(_ staging: URL) throws { try manager.removeItem(at: staging) }

  /// Removes the old folder, which has the staging name now; what somebody put into it meanwhile
  /// moves to the new one.
  private func clear(_ old: URL, besides path: String) {
    let place = path.isEmpty ? old : old.appendingPathComponent(path)
    for name in (try? manager.contentsOfDirectory(atPath: place.path)) ?? [] {
      let inside = path.isEmpty ? name : "\(path)/\(name)"
      let (from, to) = (old.appendingPathComponent(inside), folder.appendingPathComponent(inside))
      var isFolder: ObjCBool = false
      _ = manager.fileExists(atPath: from.path, isDirectory: &isFolder)
      if isFolder.boolValue, manager.fileExists(atPath: to.path) || isDropped(inside) {
        clear(old, besides: inside)
      } else if manager.fileExists(atPath: to.path) || dropped.contains(inside)
        || isFinished(inside)
      {
        unlink(from.path)
      } else {
        try? makeFolder(around: to)
        rename(from.path, to.path)
      }
    }
    rmdir(place.path)
  }

  /// What is done where folders cannot be exchanged.
  private func renameOneByOne() throws {
    try AtomicFile.write(files, into: folder)
    for (file, name) in finished {
      try AtomicFile.replace(folder.appendingPathComponent(name), by: file)
    }
    for name in dropped.subtracting(names) {
      let file = folder.appendingPathComponent(name)
      if manager.fileExists(atPath: file.path) { try manager.removeItem(at: file) }
      // Goes only when nothing is left in it.
      if name.contains("/") { rmdir(file.deletingLastPathComponent().path) }
    }
  }

  /// Exchanges two names of the same file system at one moment; false where it cannot be done.
  private static func exchange(_ one: String, _ other: String) -> Bool {
    typealias Rename =
      @convention(c) (
        Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
      ) -> Int32
    // Swift's module of the C library leaves GNU's own functions out.
    guard let found = dlsym(nil, "renameat2") else { return false }
    let exchangeBothNames: UInt32 = 2
    return unsafeBitCast(found, to: Rename.self)(
      AT_FDCWD, one, AT_FDCWD, other, exchangeBothNames) == 0
  }
}

extension AtomicFile {
  /// Replaces the report in a folder by a new one, as a whole.
  ///
  /// - Parameters:
  ///   - folder: The report's folder, which is made if need be; other files in it stay.
  ///   - files: The new files by their paths in it.
  ///   - finished: Files written already beside their places, and their paths in the folder.
  ///   - dropped: Paths in the folder of what is no part of the new report.
  /// - Throws: what the file system says; then the old report is still there.
  public static func replace(
    in folder: URL, by files: [Content], finished: [(file: URL, name: String)] = [],
    dropping dropped: Set<String> = []
  ) throws {
    try FolderExchange(folder: folder, files: files, finished: finished, dropped: dropped).run()
    for (file, _) in finished { try? FileManager.default.removeItem(at: file) }
  }

  /// Whether files of these names can be written into a folder, found out by trying.
  ///
  /// - Throws: a problem of the file system, which says what is in the way; nothing stays behind.
  public static func check(_ names: [String], in folder: URL) throws {
    let manager = FileManager.default
    var place = folder.standardizedFileURL
    // What a link leads to nowhere is there all the same.
    while (try? manager.attributesOfItem(atPath: place.path)) == nil, place.pathComponents.count > 1 {
      place.deleteLastPathComponent()
    }
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: place.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw problem("\(place.path) is no folder")
    }
    let probe = temporary(for: place.appendingPathComponent("switchboard"))
    guard mkdir(probe.path, 0o700) == 0 else {
      throw problem("\(place.path): \(String(cString: strerror(errno)))")
    }
    rmdir(probe.path)
    for name in names {
      let file = folder.appendingPathComponent(name)
      if manager.fileExists(atPath: file.path, isDirectory: &isFolder), isFolder.boolValue {
        throw problem("\(file.path) is a folder")
      }
    }
  }

  private static func problem(_ text: String) -> CocoaError {
    CocoaError(.fileWriteUnknown, userInfo: [NSLocalizedDescriptionKey: text])
  }
}

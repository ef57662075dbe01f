import Foundation

/// Lets one program at a time choose a folder and put its report there.
///
/// The folder around it is locked, which leaves no file behind and ends with the program, however it ends.
public enum FolderLock {
  /// Whoever holds a lock for longer than this many seconds is not waited for.
  private static let longest = 30.0

  /// Does what must not be done at the same moment by two programs that write beside each other.
  ///
  /// The folder around is made if need be, and goes again if nothing is in it at the end. Where it
  /// cannot be locked, or somebody holds it for half a minute, the work is done without.
  ///
  /// - Parameters:
  ///   - folder: Where a report is to go, or beside which.
  ///   - work: Choosing the place, and writing.
  /// - Returns: What the work gives.
  /// - Throws: What the work throws.
  public static func hold<Value>(around folder: URL, _ work: () throws -> Value) rethrows -> Value {
    let parent = folder.standardizedFileURL.deletingLastPathComponent()
    let isNew = !FileManager.default.fileExists(atPath: parent.path)
    try? FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    let file = open(parent.path, O_RDONLY | O_CLOEXEC)
    let end = Date().addingTimeInterval(longest)
    while file >= 0, flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR,
      Date() < end
    {
      usleep(20_000)
    }
    defer {
      if file >= 0 { close(file) }
      if isNew { rmdir(parent.path) }
    }
    return try work()
  }
}

import Foundation

/// A file that is written piece by piece beside the place that it will have.
package struct PieceFile {
  /// The file, under a name that no other program uses.
  package let file: URL

  /// Writes all pieces.
  ///
  /// - Parameters:
  ///   - place: The folder beside which the file is written, made if need be around it.
  ///   - write: Hands on one piece after another.
  /// - Throws: what `write` and the file system say; then there is no file.
  package init(
    beside place: URL, _ write: (@escaping (Data) throws -> Void) throws -> Void
  ) throws {
    file = AtomicFile.temporary(for: place)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    do {
      try write { try handle.write(contentsOf: $0) }
      try handle.close()
    } catch {
      discard()
      throw error
    }
  }

  /// Removes the file where it is still there.
  package func discard() { try? FileManager.default.removeItem(at: file) }
}

import Foundation

/// Files that appear whole or not at all: each is written under another name in the same folder and
/// then renamed.
public enum AtomicFile {
  /// A file of a folder, by its name.
  public struct Content: Sendable {
    /// The file's name, or its path in the folder.
    public var name: String
    /// What is in it.
    public var data: Data

    /// A file of the given bytes.
    public init(name: String, data: Data) {
      self.name = name
      self.data = data
    }

    /// A file of the given text in UTF-8.
    public init(name: String, text: String) {
      self.init(name: name, data: Data(text.utf8))
    }
  }

  /// Writes one file; an older one of the same name is replaced at once.
  ///
  /// - Throws: what the file system says; then nothing has changed.
  public static func write(_ data: Data, to file: URL) throws {
    try write(
      [Content(name: file.lastPathComponent, data: data)],
      into: file.deletingLastPathComponent())
  }

  /// Writes several files into a folder, which is made if need be.
  ///
  /// They are renamed only when all of them have been written, so that a full disk leaves the
  /// folder as it was.
  ///
  /// - Throws: what the file system says.
  public static func write(_ files: [Content], into folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var written: [(temporary: URL, final: URL)] = []
    do {
      for file in files {
        let final = folder.appendingPathComponent(file.name)
        let temporary = self.temporary(for: final)
        written.append((temporary, final))
        try file.data.write(to: temporary)
      }
      for (temporary, final) in written { try replace(final, by: temporary) }
    } catch {
      for (temporary, _) in written { try? FileManager.default.removeItem(at: temporary) }
      throw error
    }
  }

  /// A name in the file's folder that no other program uses.
  static func temporary(for file: URL) -> URL {
    let name = ".\(file.lastPathComponent).\(UUID().uuidString.prefix(8)).tmp"
    return file.deletingLastPathComponent().appendingPathComponent(name)
  }

  /// Renames a file, replacing the one of that name.
  static func replace(_ final: URL, by temporary: URL) throws {
    guard rename(temporary.path, final.path) == 0 else {
      throw CocoaError(
        .fileWriteUnknown,
        userInfo: [
          NSFilePathErrorKey: final.path,
          NSLocalizedDescriptionKey:
            "\(final.path) cannot be written: \(String(cString: strerror(errno)))",
        ])
    }
  }
}

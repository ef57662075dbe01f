import ArgumentParser
import Foundation

/// The value of `--out`.
enum OutputFolder {
  /// Before any work: a folder for the report may be made, or is one.
  ///
  /// - Throws: `ValidationError` about the name of a file.
  static func check(_ path: String) throws {
    if path.trimmingCharacters(in: .whitespaces).isEmpty {
      throw ValidationError("--out is empty. Name a folder.")
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
      throw ValidationError("--out names a file, \(path). Name a folder, new or old.")
    }
  }
}

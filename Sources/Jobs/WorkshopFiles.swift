import Experiments
import Foundation
import ScenarioReading
import Tables

/// Where jobs find and leave files: names are relative to a folder, and stay in it where it is bounded.
public struct WorkshopFiles: Sendable {
  /// The folder.
  public let folder: URL
  /// Whether nothing outside of it can be named.
  public let isBounded: Bool

  /// Files in a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder that names are relative to.
  ///   - isBounded: Whether names that lead out of it are refused: absolute ones, those with `..`, and
  ///     links to other places.
  public init(folder: URL, isBounded: Bool) {
    self.folder = folder.standardizedFileURL.absoluteURL
    self.isBounded = isBounded
  }

  /// Where a file or folder of a request is.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - field: The field of the request that names it.
  /// - Returns: An absolute place.
  /// - Throws: `JobFailure` where the name leads out of a bounded folder.
  public func url(_ name: String, _ field: JobField) throws -> URL {
    let base = URL(fileURLWithPath: folder.path, isDirectory: true)
    guard isBounded else { return URL(fileURLWithPath: name, relativeTo: base).absoluteURL }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let place = URL(fileURLWithPath: name, relativeTo: base).absoluteURL
    guard !name.hasPrefix("/"), !parts.contains(".."), !name.contains("\0"), isInside(place) else {
      throw JobFailure(field, name, "this leads out of the folder; allowed are names inside of it.")
    }
    return place
  }

  /// Where a folder of a request is that files are written into.
  ///
  /// - Throws: `JobFailure` where it is not inside of a bounded folder, or that folder itself.
  func folder(_ name: String, _ field: JobField) throws -> URL {
    let place = try url(name, field)
    if isBounded, Self.real(place.path).map({ $0 == Self.real(folder.path) }) ?? false {
      throw JobFailure(field, name, "this is the folder itself; allowed are folders inside of it.")
    }
    return place
  }

  /// - Throws: `JobFailure` where a place that was made from a checked one is not in a bounded folder.
  func check(_ place: URL, _ field: JobField) throws {
    guard !isBounded || isInside(place) else {
      throw JobFailure(field, shown(place), "this leads out of the folder.")
    }
  }

  /// Whether a place is in the folder when all links on the way are followed.
  private func isInside(_ place: URL) -> Bool {
    guard let root = Self.real(folder.path) else { return false }
    var existing = place.standardizedFileURL.path
    while Self.real(existing) == nil, existing != "/" {
      // A link to nowhere could come to lead anywhere.
      if (try? FileManager.default.destinationOfSymbolicLink(atPath: existing)) != nil { return false }
      existing = URL(fileURLWithPath: existing).deletingLastPathComponent().path
    }
    guard let real = Self.real(existing) else { return false }
    return real == root || real.hasPrefix(root == "/" ? root : root + "/")
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// What messages call a place: relative to the folder where it is in it.
  public func shown(_ place: URL) -> String { name(of: place).visible }

  /// A place as a request names it: relative to the folder where it is in it.
  func name(of place: URL) -> String {
    let here = folder.path.hasSuffix("/") ? folder.path : folder.path + "/"
    let path = place.path
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }

  // MARK: - Reading

  /// A scenario with its model.
  ///
  /// - Throws: `JobFailure` with every problem of the file.
  func scenario(_ name: String, _ field: JobField) throws -> ScenarioFile {
    let place = try url(name, field)
    do throws(ScenarioErrors) {
      return try ScenarioFile.read(path: name, at: place)
    } catch {
      throw error.failure(at: field)
    }
  }

  /// Where a table is, whose name may end in `#SHEET`.
  func table(_ name: String, _ field: JobField) throws -> URL {
    try url(Sheet.location(name).path, field)
  }

  /// The texts of catalogue files.
  ///
  /// - Throws: `JobFailure` about the first that cannot be read.
  func catalogueTexts(_ names: [String]) throws -> [ManagementReport.CatalogueText] {
    let places = try names.map { try url($0, .catalogue) }
    do throws(ScenarioErrors) {
      return try KPICatalogueFile.texts(of: names, at: places)
    } catch {
      throw error.failure(at: .catalogue)
    }
  }
}

extension Workshop {
  /// A scenario with its model; its warnings are told.
  ///
  /// - Throws: `JobFailure` with every problem of the file.
  func scenario(_ name: String, _ field: JobField = .file) throws -> ScenarioFile {
    let file = try files.scenario(name, field)
    for warning in file.warnings { notice(JobNotice(JobProblem(warning))) }
    return file
  }
}

extension KPICatalogue {
  /// The catalogue that ships, with texts of the user over it.
  ///
  /// - Throws: `JobFailure` with every problem of the texts.
  static func read(_ texts: [ManagementReport.CatalogueText]) throws -> KPICatalogue {
    do throws(ScenarioErrors) {
      return try KPICatalogueFile.read(texts: texts)
    } catch {
      throw error.failure(at: .catalogue)
    }
  }
}

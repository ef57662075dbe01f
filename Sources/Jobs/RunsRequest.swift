import Foundation
import Reporting

/// Asks for the runs and comparisons in the archive, the latest first.
public struct RunsRequest: JobRequest {
  /// The most runs, and the most comparisons; 1 or more; default: 20.
  public var limit = 20
  /// The archive's file; default: the workshop's.
  public var archive: String?

  /// A request about the workshop's archive.
  public init() {}

  /// A request in which every field has its default.
  public static let blank = RunsRequest()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .limit: FieldNote("The most runs, and the most comparisons, to list.", whole: 1...Int.max),
    .archive: FieldNotes.archive,
  ]

  /// - Throws: `JobFailure` about a number out of range.
  public func checkFields() throws {
    guard limit >= 1 else { throw JobFailure(at: .limit, "\(.limit) must be at least 1.") }
  }

  /// Lists; where there is no archive, nothing, and none is made.
  ///
  /// - Throws: `JobFailure` where the archive cannot be read.
  public func run(in workshop: Workshop) async throws -> RunsOutcome {
    try checkFields()
    let named = try archive.map { try workshop.files.url($0, .archive) } ?? workshop.archive
    guard let file = named, FileManager.default.fileExists(atPath: file.path) else {
      return RunsOutcome(runs: [], comparisons: [])
    }
    do {
      let archive = try RunArchive(file: file)
      return RunsOutcome(
        runs: try archive.runs(limit: limit), comparisons: try archive.comparisons(limit: limit))
    } catch {
      throw JobFailure.failed("the archive \(file.path) cannot be read: \(error)")
    }
  }
}

/// Runs and comparisons, the latest first.
public struct RunsOutcome: Sendable, Codable, Equatable {
  /// The runs.
  public var runs: [RunRecord]
  /// The comparisons.
  public var comparisons: [ComparisonRecord]
}

import Experiments
import Foundation

/// The management report as a JSON document, and back.
///
/// `ManagementReportSchema` describes it. Keys are sorted, so that the same report gives the same
/// bytes; every number is finite.
public enum ManagementReportJSON {
  /// The largest document that is read, in bytes.
  public static let sizeLimit = 256 << 20

  /// Why a report could not be written or read.
  public enum Failure: Error, CustomStringConvertible, Equatable {
    /// A figure is infinite or not a number.
    case notFinite(place: String)
    /// The document is larger than `sizeLimit`.
    case tooLarge(bytes: Int)
    /// It is not JSON, or has no version.
    case notAReport(String)
    /// A later program made it.
    case laterVersion(Int)
    /// An earlier program made it, whose figures had other meanings.
    case earlierVersion(Int)
    /// Something at that place is missing or of the wrong kind.
    case damaged(place: String, message: String)

    /// The failure with its place and, where there is one, its remedy.
    public var description: String {
      switch self {
      case .notFinite(let place):
        return "the report cannot be written: \(place) is not a finite number"
      case .tooLarge(let bytes):
        return "the report has \(bytes) bytes; at most \(ManagementReportJSON.sizeLimit) are read"
      case .notAReport(let message): return "this is no management report: \(message)"
      case .laterVersion(let version):
        return "the report has version \(version); this program reads up to "
          + "\(ManagementReport.currentVersion): use the program that made it, or a later one"
      case .earlierVersion(let version):
        return "the report has version \(version), which judged by values without their intervals; "
          + "simulate the scenario again"
      case .damaged(let place, let message): return "the report is damaged at \(place): \(message)"
      }
    }
  }

  /// The document.
  ///
  /// - Throws: `Failure.notFinite` for figures that JSON has no numbers for.
  public static func text(of report: ManagementReport) throws(Failure) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
    } catch EncodingError.invalidValue(_, let context) {
      throw .notFinite(place: place(context.codingPath))
    } catch {
      throw .damaged(place: "the report", message: "\(error)")
    }
  }

  /// Reads a document that `text(of:)` made, of this version.
  ///
  /// - Throws: `Failure`, with the place of what is wrong.
  public static func read(_ data: Data) throws(Failure) -> ManagementReport {
    guard data.count <= sizeLimit else { throw .tooLarge(bytes: data.count) }
    let decoder = JSONDecoder()
    do {
      let version = try decoder.decode(Version.self, from: data).version
      guard version <= ManagementReport.currentVersion else { throw Failure.laterVersion(version) }
      guard version == ManagementReport.currentVersion else { throw Failure.earlierVersion(version) }
    } catch let failure as Failure {
      throw failure
    } catch DecodingError.dataCorrupted {
      throw .notAReport("it is not JSON")
    } catch {
      throw .notAReport("it has no version")
    }
    do {
      return try checked(try decoder.decode(ManagementReport.self, from: data))
    } catch let failure as Failure {
      throw failure
    } catch DecodingError.keyNotFound(let key, let context) {
      throw .damaged(place: place(context.codingPath + [key]), message: "it is missing")
    } catch DecodingError.typeMismatch(_, let context) {
      throw .damaged(place: place(context.codingPath), message: "it is of the wrong kind")
    } catch DecodingError.valueNotFound(_, let context) {
      throw .damaged(place: place(context.codingPath), message: "it is null")
    } catch DecodingError.dataCorrupted(let context) {
      throw .damaged(place: place(context.codingPath), message: context.debugDescription)
    } catch {
      throw .damaged(place: "the document", message: "\(error)")
    }
  }

  /// A report whose figures can be worked with.
  private static func checked(_ report: ManagementReport) throws(Failure) -> ManagementReport {
    let run = report.run
    guard run.confidence > 0, run.confidence < 1 else {
      throw .damaged(place: "run.confidence", message: "it is not between 0 and 1")
    }
    guard abs(run.finished) < 1e11 else {
      throw .damaged(place: "run.finished", message: "it is no moment")
    }
    guard run.replications > 0, report.time.daysPerReplication > 0 else {
      throw .damaged(place: "run.replications", message: "there are no days")
    }
    guard Set(report.kpis.map(\.identifier)).count == report.kpis.count else {
      throw .damaged(place: "kpis", message: "a KPI is there twice")
    }
    return report
  }

  /// The beginning of every document, whatever its version.
  private struct Version: Decodable {
    var version: Int
  }

  /// "kpis[3].estimate.value".
  private static func place(_ path: [any CodingKey]) -> String {
    var text = ""
    for key in path {
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
    return text.isEmpty ? "the document" : text
  }
}

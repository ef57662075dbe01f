import Foundation
import Tables

/// A table that stands alone, without a scenario.
public enum TableFile {
  /// Whether a file is a table by its name: .csv, .tsv, .txt, .xlsx or .xlsm.
  public static func isTable(_ path: String) -> Bool {
    let name = Sheet.location(path).path.lowercased()
    return [".csv", ".tsv", ".txt", ".xlsx", ".xlsm"].contains(where: name.hasSuffix)
  }

  /// Reads a table by time.
  ///
  /// - Parameters:
  ///   - path: The file as the user named it; `FILE.xlsx#SHEET` names a sheet.
  ///   - url: Where the file is; nil: at that path.
  ///   - measure: What its figures are.
  ///   - options: What decides where the table leaves something open.
  /// - Returns: The table, with what was understood.
  /// - Throws: ``ScenarioErrors`` with every problem found, each with its place.
  public static func read(
    path: String, at url: URL? = nil, measure: TimeTable.Measure, options: TableOptions
  ) throws(ScenarioErrors) -> TimeTable {
    let (file, part) = Sheet.location(path)
    let bytes: Data
    do throws(Attachments.Problem) {
      bytes = try Attachments.bytes(
        of: url ?? URL(fileURLWithPath: file), shown: file, limit: Attachments.sizeLimit)
    } catch {
      throw ScenarioErrors(problems: [error.located])
    }
    let sheet: Sheet
    do throws(TableProblem) {
      sheet = try Sheet.read(bytes: [UInt8](bytes), name: file, sheet: part)
    } catch {
      throw ScenarioErrors(problems: [LocatedProblem(error)])
    }
    do throws(TableProblems) {
      return try TimeTable.read(sheet, measure: measure, options: options)
    } catch {
      throw ScenarioErrors(problems: error.problems.map { LocatedProblem($0) })
    }
  }
}

extension LocatedProblem {
  /// A problem of a table.
  public init(_ problem: TableProblem) {
    self = Attachments.Problem(problem).located
    severity = problem.isError ? .error : .warning
  }
}

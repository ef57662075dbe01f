import ContactCenter
import Foundation
import Tables

/// The files beside a scenario: found only inside its folder, read once each, of bounded size.
struct Attachments {
  /// Why a file cannot be used.
  struct Problem: Error {
    var file: String
    var line: Int?
    var column = 1
    var finding: String
    var remedy = ""
    var sourceLine = ""
    /// The cell of a spreadsheet.
    var cell: String?
  }

  /// The folder of the scenario; nil: no files may be read.
  let folder: URL?
  /// Files that are at hand without a folder, by their names.
  var atHand: [String: Data] = [:]
  /// How the folder is called in messages.
  let shownFolder: String
  /// Bytes of the files read, in the order of their first use, for the digest.
  private(set) var contents: [(name: String, bytes: Data)] = []
  private var sheets: [String: Sheet] = [:]
  /// Tables by time that were read, for contact types and groups that share one.
  var timeTables: [TableSource: Result<TimeTable, TableProblems>] = [:]

  /// The largest table.
  static let sizeLimit = 256 << 20
  /// The largest sum of all files.
  static let totalLimit = 256 << 20
  /// The most tables.
  static let sheetLimit = 200

  init(folder: URL?, shownFolder: String = "") {
    self.folder = folder
    self.shownFolder = shownFolder
  }

  /// The sheet of a file: text, or `FILE.xlsx#sheet`.
  mutating func sheet(_ name: String) throws(Problem) -> Sheet {
    let (spelled, part) = Sheet.location(name)
    // However a file is spelled, it is read once.
    let path = spelled.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    let key = "\(path)#\(part?.lowercased() ?? "")"
    if let sheet = sheets[key] { return sheet }
    if sheets.count >= Self.sheetLimit {
      throw Problem(
        file: name, finding: "The scenario names more than \(Self.sheetLimit) tables.",
        remedy: "Put several types or groups into one table.")
    }
    let data = try data(spelled.hasPrefix("/") ? spelled : path)
    do throws(TableProblem) {
      let sheet = try Sheet.read(bytes: [UInt8](data), name: shown(path), sheet: part)
      sheets[key] = sheet
      return sheet
    } catch {
      throw Problem(error)
    }
  }

  func shown(_ name: String) -> String { shownFolder.isEmpty ? name : "\(shownFolder)/\(name)" }

  private mutating func data(_ name: String) throws(Problem) -> Data {
    if let known = contents.first(where: { $0.name == name }) { return known.bytes }
    if let bytes = atHand[name] {
      contents.append((name, bytes))
      return bytes
    }
    guard let folder else {
      throw Problem(
        file: name, finding: "The file \"\(name)\" cannot be read here.",
        remedy: "Write the numbers into the scenario.")
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if name.isEmpty || name.hasPrefix("/") || parts.contains("..") || name.contains("\0") {
      throw Problem(
        file: name, finding: "\"\(name.shortened)\" does not stay in the scenario's folder.",
        remedy: "Put the file beside the scenario and name it without / at the start and without .."
      )
    }
    let root = folder.resolvingSymlinksInPath().standardizedFileURL.path
    let url = folder.appendingPathComponent(name).resolvingSymlinksInPath().standardizedFileURL
    guard url.path.hasPrefix(root == "/" ? "/" : root + "/") else {
      throw Problem(
        file: name, finding: "\"\(name.shortened)\" leads out of the scenario's folder.",
        remedy: "Put a copy of the file beside the scenario.")
    }
    let bytes = try Self.bytes(of: url, shown: shown(name), limit: Self.sizeLimit)
    if contents.reduce(bytes.count, { $0 + $1.bytes.count }) > Self.totalLimit {
      throw Problem(file: name, finding: "The files have more than 256 MB together.")
    }
    contents.append((name, bytes))
    return bytes
  }

  /// The bytes of a regular file that is not too large.
  static func bytes(of url: URL, shown: String, limit: Int) throws(Problem) -> Data {
    let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
    guard let attributes else {
      throw Problem(
        file: shown, finding: "There is no file \"\(shown)\", or it may not be read.",
        remedy: "Check the name; upper and lower case matter.")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw Problem(file: shown, finding: "\"\(shown)\" is not a file.", remedy: "Name a file.")
    }
    let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
    if size > limit {
      throw Problem(
        file: shown, finding: "The file \"\(shown)\" has \(size >> 20) MB.",
        remedy: "At most \(limit >> 20) MB are allowed.")
    }
    guard let handle = try? FileHandle(forReadingFrom: url),
      let data = try? handle.read(upToCount: limit + 1) ?? Data(), data.count <= limit
    else {
      throw Problem(file: shown, finding: "The file \"\(shown)\" cannot be read.")
    }
    return data
  }

  /// The text of a scenario's bytes without a byte order mark and with plain line ends.
  static func text(_ data: Data, file: String) throws(Problem) -> String {
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
      throw Problem(
        file: file, line: 1, finding: "The file is in UTF-16.", remedy: "Save it as UTF-8.")
    }
    let bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let (line, column) = firstInvalid(bytes)
      throw Problem(
        file: file, line: line, column: column, finding: "The file is not in UTF-8.",
        remedy: "Save it as UTF-8; this byte belongs to another encoding, such as Latin-1.")
    }
    // A carriage return and newline are one character in Swift.
    return text.contains("\r\n") ? text.replacing("\r\n", with: "\n") : text
  }

  /// Line and column of the first byte that is not UTF-8.
  private static func firstInvalid(_ data: Data) -> (line: Int, column: Int) {
    var line = 1
    for part in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil {
        let repaired = String(decoding: part, as: UTF8.self)
        let column = repaired.firstIndex(of: "\u{FFFD}").map {
          repaired.distance(from: repaired.startIndex, to: $0)
        }
        return (line, (column ?? 0) + 1)
      }
      line += 1
    }
    return (1, 1)
  }
}

extension Attachments.Problem {
  /// A problem of a table.
  init(_ problem: TableProblem) {
    self.init(
      file: problem.file, line: problem.line, column: problem.column, finding: problem.finding,
      remedy: problem.remedy, sourceLine: problem.isSpreadsheet ? "" : problem.sourceLine,
      cell: problem.cell)
  }
}

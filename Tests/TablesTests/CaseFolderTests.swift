import Foundation
import Tables
import Testing

/// The tables that lie beside the package, with what they hold.
@Suite("Tables of the folder of cases")
struct CaseFolderTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/cases/tables").standardized

  private struct Case: Decodable {
    var verdict: String
    var options: String
    var calls: Double?
    var intervals: Int?
    var sumOfErlangs: Double?
    var date: String?
    var queues: [String]?
    var firstStart: String?
    var lastEnd: String?
  }

  @Test("Every file gives what the list says, or is refused")
  func all() throws {
    guard let data = FileManager.default.contents(atPath: Self.folder.appending(path: "expected.json").path)
    else {
      print("skipped: there is no folder \(Self.folder.path)")
      return
    }
    for (name, expected) in try JSONDecoder().decode([String: Case].self, from: data) {
      let bytes = try #require(FileManager.default.contents(atPath: Self.folder.appending(path: name).path))
      var options = TableOptions()
      if expected.options.contains("--time-zone America/New_York") { options.timeZone = newYork }
      do {
        let sheet = try Sheet.read(bytes: [UInt8](bytes), name: name)
        let table = try TimeTable.read(sheet, measure: .calls, options: options)
        #expect(expected.verdict == "reads", "\(name)")
        check(table, expected, name)
      } catch {
        #expect(expected.verdict == "refuses", "\(name): \(error)")
      }
    }
  }

  private func check(_ table: TimeTable, _ expected: Case, _ name: String) {
    let erlangs = table.rows.reduce(0) {
      $0 + $1.value * ($1.handleTime.isNaN ? 270 : $1.handleTime) / ($1.end - $1.start)
    }
    #expect(expected.calls.map { abs($0 - table.sum) < 1e-6 } ?? true, "\(name)")
    #expect(expected.sumOfErlangs.map { abs($0 - erlangs) < 1e-4 } ?? true, "\(name)")
    #expect(expected.intervals.map { $0 == Set(table.rows.map(\.start)).count } ?? true, "\(name)")
    #expect(expected.date.map { $0 == table.firstDate?.iso } ?? true, "\(name)")
    #expect(expected.queues.map { $0 == table.series } ?? true, "\(name)")
    func minutes(_ clock: String) -> Double {
      let parts = clock.split(separator: ":").compactMap { Double($0) }
      return parts[0] * 60 + parts[1]
    }
    #expect(expected.firstStart.map { minutes($0) * 60 == table.rows.first?.start } ?? true, "\(name)")
    #expect(expected.lastEnd.map { minutes($0) * 60 == table.rows.map(\.end).max() } ?? true, "\(name)")
  }
}

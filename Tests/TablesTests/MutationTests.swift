import ContactCenter
import Tables
import Testing

@Suite("Mutations of tables")
struct MutationTests {
  private struct Sums {
    var calls = 0.0
    var work = 0.0
    var moments = 0.0

    init(_ table: TimeTable, _ style: TableStyle) {
      let first = style.hasDates ? table.firstDate?.dayNumber ?? 0 : table.firstWeekday ?? 0
      for row in table.rows {
        calls += row.value
        if row.value > 0 { work += row.value * row.handleTime }
        let minute = row.start / 60
        let day = (minute / 1440).rounded(.down)
        let place =
          style.hasDates ? Double(first) + day : (Double(first) + day).truncatingRemainder(dividingBy: 7)
        moments += row.value * (place * 1440 + minute - day * 1440)
      }
    }
  }

  /// What a table says beside its figures, part by part.
  private func said(_ table: TimeTable) -> Set<String> {
    Set(table.understood.split(separator: "; ").map(String.init) + table.warnings.map(\.finding))
  }

  private func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(a), abs(b)) }

  private func read(_ bytes: [UInt8]) throws -> TimeTable {
    let sheet = try Sheet.read(bytes: bytes, name: "t.csv")
    return try TimeTable.read(sheet, measure: .calls, options: TableOptions())
  }

  /// What is wrong with a reading: nil where it has the reference's figures or says why not.
  private func complaint(
    _ table: TimeTable, _ base: Set<String>, _ reference: ReferenceReading, _ original: ReferenceReading,
    _ style: TableStyle
  ) -> String? {
    let fresh = said(table).subtracting(base)
    let words = [
      "left out", "empty", "gap", "is read as", "mean of the others", "handle time of", "nothing between",
      "are hours and minutes", "is the sum of", "is empty", "has decimals",
    ]
    let isSaid = fresh.contains { part in words.contains { part.contains($0) } }
    if isSaid { return nil }
    let sums = Sums(table, style)
    guard let calls = reference.calls else { return "nonsense was read as \(sums.calls) calls" }
    if !isNear(calls, sums.calls) { return "\(sums.calls) calls, not \(calls)" }
    let isUnused = fresh.contains { $0.hasPrefix("not used") }
    if let work = reference.work, !isNear(work, sums.work), !isUnused {
      return "\(sums.work) seconds of work, not \(work)"
    }
    // Days that have become queues are told by name.
    let isRenamed = fresh.contains { $0.contains(" queues (") }
    if let moments = reference.moments, !isNear(moments, sums.moments), !isRenamed { return "other times" }
    if reference.moments != nil, reference.minutes.isSubset(of: original.minutes),
      let row = table.rows.first(where: { $0.end - $0.start != Double(style.step * 60) })
    {
      return "line \(row.line) lasts \(row.end - row.start) s"
    }
    return nil
  }

  @Test("Every made table is read with its figures, and says nothing that asks for care")
  func originals() throws {
    for seed in 1...600 as ClosedRange<UInt64> {
      var random = SplitMix(seed)
      let made = MadeTable(&random)
      let text = made.text(made.grid)
      let reference = ReferenceReading(text, made.style)
      #expect(reference.calls != nil && reference.moments != nil, "\(seed)\n\(text)")
      do {
        let table = try read(Array(text.utf8))
        let wrong = complaint(table, said(table), reference, reference, made.style)
        #expect(wrong == nil, "\(seed): \(wrong ?? "") \(table.understood)\n\(text)")
      } catch let error as TableProblems {
        Issue.record("\(seed): \(error.problems[0].finding)\n\(text)")
      }
    }
  }

  @Test(
    "No mutant is read with other figures in silence",
    arguments: [1 as UInt64, 2, 3, 4])
  func mutants(part: UInt64) {
    var counts = (read: 0, refused: 0)
    for seed in (part * 1_000_000)..<(part * 1_000_000 + 500) {
      var random = SplitMix(seed)
      let made = MadeTable(&random)
      let text = made.text(made.grid)
      guard let original = try? read(Array(text.utf8)) else {
        Issue.record("\(seed) is not read\n\(text)")
        continue
      }
      let base = said(original)
      let truth = ReferenceReading(text, made.style)
      for _ in 0..<10 {
        let mutation = TableMutation(made, &random)
        guard let bytes = encoded(mutation.text, made.style, &random) else { continue }
        guard let table = try? read(bytes) else {
          counts.refused += 1
          continue
        }
        counts.read += 1
        let reference = ReferenceReading(mutation.text, made.style)
        if let wrong = complaint(table, base, reference, truth, made.style) {
          Issue.record(
            "\(seed), \(mutation.name): \(wrong)\n\(table.understood)\nmutant:\n\(mutation.text)")
        }
      }
    }
    #expect(counts.read > 1500 && counts.refused > 1000, "\(counts)")
  }

  /// The text in an encoding that has all its characters; nil where the chosen one lacks some.
  private func encoded(_ text: String, _ style: TableStyle, _ random: inout SplitMix) -> [UInt8]? {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case 1: return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    case 2: return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    case 3:
      // Latin-1 by the first 256 characters of Unicode.
      guard style.language < 2,
        text.unicodeScalars.allSatisfy({ $0.value < 0x80 || (0xA0...0xFF).contains($0.value) })
      else { return Array(text.utf8) }
      return text.unicodeScalars.map { UInt8($0.value) }
    default: return Array(text.utf8)
    }
  }
}

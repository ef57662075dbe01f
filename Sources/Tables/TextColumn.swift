/// A column of texts of which few differ: each text once, and which one each row has.
struct TextColumn {
  private var interner = Interner()
  /// The number of each row's text; -1 where the field is empty.
  private(set) var numbers: [Int32] = []
  /// The row where each text stands first.
  private(set) var firstRows: [Int] = []

  var texts: [String] { interner.texts }

  /// Takes one field after another.
  @inline(__always)
  mutating func append(_ text: UnsafeBufferPointer<UInt8>, row: Int) {
    guard !text.isEmpty else { return numbers.append(-1) }
    let number = interner.number(of: text)
    if number == firstRows.count { firstRows.append(row) }
    numbers.append(Int32(truncatingIfNeeded: number))
  }

  mutating func append(_ text: String, row: Int) {
    text.withBytes { append($0, row: row) }
  }

  /// The text of a row before it, where its own is empty: how many rows took one.
  mutating func fillDown() -> Int {
    var filled = 0
    for row in numbers.indices.dropFirst() where numbers[row] < 0 && numbers[row - 1] >= 0 {
      numbers[row] = numbers[row - 1]
      filled += 1
    }
    return filled
  }

  /// For each text whether a row has it still.
  var isUsed: [Bool] {
    var used = [Bool](repeating: false, count: texts.count)
    for number in numbers where number >= 0 { used[Int(number)] = true }
    return used
  }

  /// Keeps the rows at some places.
  mutating func keep(_ places: [Int]) {
    guard !numbers.isEmpty else { return }
    numbers = places.map { numbers[$0] }
  }
}

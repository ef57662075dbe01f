/// A small dense matrix, row by row, with the few operations the block formulas need.
struct DenseMatrix {
  let rows: Int
  let columns: Int
  private var entries: [Double]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    entries = [Double](repeating: 0, count: rows * columns)
  }

  static func identity(_ size: Int) -> DenseMatrix {
    var result = DenseMatrix(rows: size, columns: size)
    for index in 0..<size { result[index, index] = 1 }
    return result
  }

  subscript(row: Int, column: Int) -> Double {
    get { entries[row * columns + column] }
    set { entries[row * columns + column] = newValue }
  }

  var rowSums: [Double] {
    (0..<rows).map { entries[$0 * columns..<($0 + 1) * columns].reduce(0, +) }
  }

  static func + (left: DenseMatrix, right: DenseMatrix) -> DenseMatrix {
    var result = left
    for index in result.entries.indices { result.entries[index] += right.entries[index] }
    return result
  }

  static func - (left: DenseMatrix, right: DenseMatrix) -> DenseMatrix { left + right * -1 }

  static func * (left: DenseMatrix, factor: Double) -> DenseMatrix {
    var result = left
    for index in result.entries.indices { result.entries[index] *= factor }
    return result
  }

  static func * (left: DenseMatrix, right: DenseMatrix) -> DenseMatrix {
    var result = DenseMatrix(rows: left.rows, columns: right.columns)
    for row in 0..<left.rows {
      for inner in 0..<left.columns {
        let factor = left[row, inner]
        if factor == 0 { continue }
        let (target, source) = (row * right.columns, inner * right.columns)
        for column in 0..<right.columns {
          result.entries[target + column] += factor * right.entries[source + column]
        }
      }
    }
    return result
  }

  /// The row vector times the matrix.
  func leftMultiplied(by vector: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: columns)
    for row in 0..<rows where vector[row] != 0 {
      for column in 0..<columns { result[column] += vector[row] * self[row, column] }
    }
    return result
  }

  /// The inverse, by Gauss–Jordan elimination with partial pivoting; O(size³).
  func inverse() -> DenseMatrix {
    var work = self
    var result = DenseMatrix.identity(rows)
    for column in 0..<rows {
      let pivot = (column..<rows).max { abs(work[$0, column]) < abs(work[$1, column]) } ?? column
      work.swapRows(pivot, column)
      result.swapRows(pivot, column)
      let factor = 1 / work[column, column]
      work.scaleRow(column, by: factor)
      result.scaleRow(column, by: factor)
      for row in 0..<rows where row != column && work[row, column] != 0 {
        let part = -work[row, column]
        work.addRow(column, times: part, to: row)
        result.addRow(column, times: part, to: row)
      }
    }
    return result
  }

  private mutating func swapRows(_ first: Int, _ second: Int) {
    if first == second { return }
    for column in 0..<columns {
      entries.swapAt(first * columns + column, second * columns + column)
    }
  }

  private mutating func scaleRow(_ row: Int, by factor: Double) {
    for column in 0..<columns { entries[row * columns + column] *= factor }
  }

  private mutating func addRow(_ source: Int, times factor: Double, to row: Int) {
    for column in 0..<columns {
      entries[row * columns + column] += factor * entries[source * columns + column]
    }
  }
}

import CCBC
import ContactCenter
import Synchronization

/// Whole numbers x of least cost c·x under rows a·x ≥ b, solved by CBC.
///
/// Example: costs 2 and 3, x₀ + x₁ ≥ 3, x₁ ≥ 1: (2, 1) at cost 7. CBC takes milliseconds for the
/// sizes used here (some ten columns, some hundred rows). Forrest and Lougee-Heimer, "CBC user
/// guide", 2005.
package struct IntegerProgram {
  /// A row a·x ≥ b.
  package struct Row {
    var coefficients: [Double]
    var atLeast: Double

    /// The row with these coefficients, one for each column.
    package init(coefficients: [Double], atLeast: Double) {
      self.coefficients = coefficients
      self.atLeast = atLeast
    }
  }

  /// CBC keeps the words of its command line in global variables: one program at a time.
  private static let oneAtATime = Mutex<Void>(())

  var costs: [Double]
  /// The smallest value of each column.
  var least: [Int]
  /// The largest value of each column.
  var limits: [Int]
  var rows: [Row]

  /// Costs, smallest and largest values of the columns, and the rows.
  package init(costs: [Double], least: [Int], limits: [Int], rows: [Row] = []) {
    self.costs = costs
    self.least = least
    self.limits = limits
    self.rows = rows
  }

  /// The cheapest numbers; nil: no numbers satisfy the rows.
  package func solve() -> [Int]? { Self.oneAtATime.withLock { _ in solveAlone() } }

  private func solveAlone() -> [Int]? {
    guard let program = Cbc_newModel() else { return nil }
    defer { Cbc_deleteModel(program) }
    Cbc_setLogLevel(program, 0)
    Cbc_setParameter(program, "log", "0")
    for (column, cost) in costs.enumerated() {
      Cbc_addCol(
        program, "x\(column)", Double(least[column]), Double(limits[column]), cost, 1, 0, nil, nil)
    }
    for (index, row) in rows.enumerated() {
      let columns = row.coefficients.indices.filter { row.coefficients[$0] != 0 }
      Cbc_addRow(
        program, "r\(index)", Int32(columns.count), columns.map(Int32.init),
        columns.map { row.coefficients[$0] }, CChar(UInt8(ascii: "G")), row.atLeast)
    }
    Cbc_solve(program)
    guard Cbc_isProvenOptimal(program) != 0, let solution = Cbc_getColSolution(program) else {
      return nil
    }
    return costs.indices.map { Int(clamping: solution[$0].rounded()) }
  }
}

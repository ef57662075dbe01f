/// Where the cells of a `MomentTable` stand, and how a sample's tallies come into them.
///
/// Cells are in the order member × (rows + 1) + row, the members' cells first, then those of all
/// members together; the last row of each is the whole horizon. After the cells comes one scratch row.
package struct MomentLayout<M: Measure>: Sendable {
  /// Numbers in a cell.
  package let width: Int
  private let members: Int
  private let rows: Int
  private let measures = Array(M.allCases)
  private let combinations = M.allCases.map(\.combination)

  /// The layout for a number of members and of interval rows (0: whole horizon only).
  package init(members: Int, rows: Int) {
    self.members = members
    self.rows = rows
    width = measures.count
  }

  /// Number of cells.
  package var cells: Int { (members + 1) * (rows + 1) }
  /// Where the scratch row begins; the length of an array with a row for each cell.
  package var scratch: Int { cells * width }

  private func cell(_ member: Int, _ row: Int) -> Int { (member * (rows + 1) + row) * width }

  private enum Direction { case intervals, members }

  /// Fills `values` with the measures of every cell. O(cells × measures).
  ///
  /// - Parameters:
  ///   - tallies: rows member × stride + interval.
  ///   - stride: rows of a member in `tallies`.
  ///   - range: the intervals that count.
  ///   - values: room for all cells and the scratch row.
  package func read(
    _ tallies: [M.Tally], stride: Int, range: Range<Int>,
    into values: UnsafeMutableBufferPointer<Double>
  ) {
    values.update(repeating: 0)
    for member in 0..<members {
      let total = cell(member, rows)
      for row in range {
        let own = rows > 0 ? cell(member, row) : scratch
        for index in 0..<width {
          values[own + index] = measures[index].value(in: tallies[member * stride + row])
        }
        combine(values, from: own, into: total, over: .intervals)
        if rows > 0 { combine(values, from: own, into: cell(members, row), over: .members) }
      }
      combine(values, from: total, into: cell(members, rows), over: .members)
    }
  }

  /// Adds one row of values to another, each measure in its own way.
  private func combine(
    _ values: UnsafeMutableBufferPointer<Double>, from source: Int, into target: Int,
    over direction: Direction
  ) {
    for index in 0..<width {
      let value = values[source + index]
      let old = values[target + index]
      switch combinations[index] {
      case .sum: values[target + index] = old + value
      case .largest: values[target + index] = max(old, value)
      case .duration:
        values[target + index] = direction == .intervals ? old + value : max(old, value)
      case .state:
        values[target + index] = direction == .intervals ? value : old + value
      }
    }
  }
}

/// Where the cells of a `MomentTable` stand, and how a sample's tallies come into them.
///
/// Cells are in the order member × (rows + 1) + row, the members' cells first, then those of all
/// members together; the last row of each is the whole horizon. Two rows of scratch space follow.
package struct MomentLayout<M: Measure>: Sendable {
  /// Numbers in a cell.
  package let width: Int
  private let members: Int
  private let rows: Int
  private let measures = Array(M.allCases)
  /// The measures that do not simply add up.
  private let exceptions: [(index: Int, combination: Combination)]

  /// The layout for a number of members and of interval rows (0: whole horizon only).
  package init(members: Int, rows: Int) {
    self.members = members
    self.rows = rows
    width = measures.count
    exceptions = M.allCases.map { ($0.rawValue, $0.combination) }.filter { $0.1 != .sum }
  }

  /// Number of cells.
  package var cells: Int { (members + 1) * (rows + 1) }
  /// Where the scratch rows begin; the length of an array with a row for each cell.
  package var scratch: Int { cells * width }
  /// The length of an array with a row for each cell and the scratch rows.
  package var length: Int { scratch + 2 * width }

  private func cell(_ member: Int, _ row: Int) -> Int { (member * (rows + 1) + row) * width }

  private enum Direction { case intervals, members }

  /// Fills `values` with the measures of every cell.
  ///
  /// O(cells × measures).
  ///
  /// - Parameters:
  ///   - tallies: rows member × stride + interval.
  ///   - stride: rows of a member in `tallies`.
  ///   - range: the intervals that count.
  ///   - values: `length` numbers.
  package func read(
    _ tallies: [M.Tally], stride: Int, range: Range<Int>,
    into values: UnsafeMutableBufferPointer<Double>
  ) {
    values.update(repeating: 0)
    for member in 0..<members {
      let total = cell(member, rows)
      for row in range {
        let own = rows > 0 ? cell(member, row) : scratch
        let tally = tallies[member * stride + row]
        for index in 0..<width { values[own + index] = measures[index].value(in: tally) }
        combine(values, from: own, into: total, over: .intervals)
        if rows > 0 { combine(values, from: own, into: cell(members, row), over: .members) }
      }
      combine(values, from: total, into: cell(members, rows), over: .members)
    }
  }

  /// Adds one row of values to another, each measure in its own way.
  ///
  /// All are added up in one plain loop, which the processor does several at a time; the few that
  /// combine otherwise are worked out before and put in place after it.
  private func combine(
    _ values: UnsafeMutableBufferPointer<Double>, from source: Int, into target: Int,
    over direction: Direction
  ) {
    let kept = scratch + width
    for (slot, exception) in exceptions.enumerated() {
      let value = values[source + exception.index]
      let old = values[target + exception.index]
      switch (exception.combination, direction) {
      case (.largest, _), (.duration, .members): values[kept + slot] = max(old, value)
      case (.state, .intervals): values[kept + slot] = value
      case (.sum, _), (.duration, .intervals), (.state, .members): values[kept + slot] = old + value
      }
    }
    if let all = values.baseAddress {
      let (into, from) = (all + target, all + source)
      for index in 0..<width { into[index] += from[index] }
    }
    for (slot, exception) in exceptions.enumerated() {
      values[target + exception.index] = values[kept + slot]
    }
  }
}

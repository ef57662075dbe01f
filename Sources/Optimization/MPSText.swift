/// An integer program as text in the free form of MPS, which all solvers read.
///
/// Columns are called x0, x1 …, rows r0, r1 …; numbers are written so that they read back as the same
/// bits. Example: `" x0 cost 2.0 r0 1.0"`. IBM, "Mathematical Programming System/360", 1969; free form as CBC
/// and GLPK read it.
enum MPSText {
  /// The text of a program.
  static func text(of program: IntegerProgram) -> String {
    var text = "NAME switchboard FREE\nROWS\n N cost\n"
    for (index, row) in program.rows.enumerated() { text += " \(letter(row.sense)) r\(index)\n" }
    text += "COLUMNS\n"
    let parts = columnParts(program)
    var isWhole = false
    for (index, column) in program.columns.enumerated() {
      if column.isWhole != isWhole {
        isWhole = column.isWhole
        text += marker(index, isWhole)
      }
      text += " x\(index) cost \(column.cost)\n"
      for part in parts[index] { text += " x\(index) r\(part.row) \(part.coefficient)\n" }
    }
    if isWhole { text += marker(program.columns.count, false) }
    text += "RHS\n"
    for (index, row) in program.rows.enumerated() where row.bound != 0 {
      text += " rhs r\(index) \(row.bound)\n"
    }
    text += "BOUNDS\n"
    for (index, column) in program.columns.enumerated() {
      text += column.least == -.infinity ? " MI bnd x\(index)\n" : " LO bnd x\(index) \(column.least)\n"
      // Without an upper bound a whole column would end at 1 in some readers.
      text += column.most == .infinity ? " PL bnd x\(index)\n" : " UP bnd x\(index) \(column.most)\n"
    }
    return text + "ENDATA\n"
  }

  /// The values of a solution as CBC writes it: a line of state, then index, name, value and price of each
  /// column that is not 0; a column that breaks its bound has asterisks before it.
  ///
  /// - Returns: the state, and the values; nil where a line is not understood.
  static func solution(_ text: String, columns: Int) -> (state: String, values: [Double]?) {
    var lines = text.split(separator: "\n")
    guard !lines.isEmpty else { return ("", nil) }
    let state = String(lines.removeFirst())
    var values = [Double](repeating: 0, count: columns)
    for line in lines {
      var fields = line.split(separator: " ")
      if fields.first == "**" { fields.removeFirst() }
      guard fields.count == 4, fields[1].first == "x", let column = Int(fields[1].dropFirst()),
        values.indices.contains(column), let value = Double(fields[2]), value.isFinite
      else { return (state, nil) }
      values[column] = value
    }
    return (state, values)
  }

  private static func columnParts(
    _ program: IntegerProgram
  ) -> [[(row: Int, coefficient: Double)]] {
    var parts = [[(row: Int, coefficient: Double)]](repeating: [], count: program.columns.count)
    for (index, row) in program.rows.enumerated() {
      for term in row.terms { parts[term.column].append((index, term.coefficient)) }
    }
    return parts
  }

  private static func letter(_ sense: IntegerProgram.Row.Sense) -> String {
    switch sense {
    case .atLeast: "G"
    case .atMost: "L"
    case .equal: "E"
    }
  }

  private static func marker(_ index: Int, _ begins: Bool) -> String {
    " m\(index) 'MARKER' '\(begins ? "INTORG" : "INTEND")'\n"
  }
}

import ContactCenter

/// Columns of numbers, as laws of measured values have them.
public struct NumberTable: Sendable {
  /// The columns asked for, row by row.
  public var columns: [[Double]]
  /// The line of each row, from 1.
  public var lines: [Int]

  /// Reads columns by name; without names the first column, which then needs no heading.
  ///
  /// Rows in which none of the columns has a number are left out.
  ///
  /// - Parameters:
  ///   - names: The columns; empty: the first.
  ///   - sheet: The fields.
  ///   - options: The decimal mark, where numbers do not tell.
  /// - Returns: As many columns as names, at least one; all of the same length.
  /// - Throws: ``TableProblems`` about columns that are not there and fields that are no numbers.
  public static func read(
    _ names: [String], of sheet: Sheet, options: TableOptions
  ) throws(TableProblems) -> NumberTable {
    do throws(TableProblem) {
      return try read(names, sheet, options)
    } catch {
      throw TableProblems([error])
    }
  }

  private static func read(
    _ names: [String], _ sheet: Sheet, _ options: TableOptions
  ) throws(TableProblem) -> NumberTable {
    guard sheet.rowCount > 0 else { throw TableProblem(file: sheet.name, "The table is empty.") }
    let finder = LayoutFinder(sheet: sheet, options: options, names: names)
    var reader = TimeTableReader(sheet: sheet, measure: .calls, names: [], options: options)
    let heading = names.isEmpty && finder.shape(0, 0) == .number ? nil : headingRow(names, sheet)
    guard let places = heading.map({ places(of: names, sheet, $0) }) ?? (names.isEmpty ? [0] : nil)
    else { throw missing(names, sheet) }
    if heading == nil, let wide = (0..<sheet.rowCount).first(where: { sheet.fieldCount($0) > 1 }) {
      throw reader.problem(
        row: wide, nil, "The line has \(sheet.fieldCount(wide)) fields, and no heading says which to use.",
        "Where commas are decimal marks, write points or put numbers into quotation marks; else name the "
          + "columns in the first line and give column.")
    }
    reader.layout.headingRow = heading
    reader.layout.firstRow = heading.map { $0 + 1 } ?? 0
    reader.rows = (reader.layout.firstRow..<max(reader.layout.firstRow, sheet.rowCount)).filter { row in
      places.contains { !sheet.isEmpty(row, $0) }
    }.map { Int32($0) }
    var table = NumberTable(columns: [], lines: reader.rows.map { sheet.line(Int($0)) })
    for place in places {
      let column = try reader.numbers(place, "units", most: 1e300)
      if let empty = column.values.firstIndex(where: \.isNaN), reader.problems.isEmpty {
        throw reader.problem(
          row: Int(reader.rows[empty]), place, "The field is empty.", "Give a number.")
      }
      table.columns.append(column.values)
    }
    if let first = reader.problems.first { throw first }
    return table
  }

  /// The first row that has all the names; the first row where there are none.
  private static func headingRow(_ names: [String], _ sheet: Sheet) -> Int? {
    if names.isEmpty { return 0 }
    return (0..<min(60, sheet.rowCount)).first { places(of: names, sheet, $0) != nil }
  }

  private static func places(of names: [String], _ sheet: Sheet, _ row: Int) -> [Int]? {
    if names.isEmpty { return [0] }
    var places: [Int] = []
    for name in names {
      let found = (0..<sheet.fieldCount(row)).first {
        sheet.text(row, $0).trimmedSpaces.lowercased() == name.lowercased()
      }
      guard let found else { return nil }
      places.append(found)
    }
    return places
  }

  private static func missing(_ names: [String], _ sheet: Sheet) -> TableProblem {
    let known = (0..<sheet.fieldCount(0)).map { sheet.text(0, $0) }
    let name = names.first { name in !known.contains { $0.lowercased() == name.lowercased() } }
    let nearest = NearestName.nearest(to: name ?? "", in: known).map { "Did you mean \"\($0)\"?" }
    var problem = TableProblem(
      file: sheet.name, line: sheet.line(0), "There is no column \"\(name ?? "")\".",
      nearest ?? "The columns are: \(known.prefix(20).joined(separator: ", ")).")
    problem.sourceLine = sheet.line(text: 0)
    return problem
  }
}

extension Sheet {
  /// Whether one of the first rows has a field of this name (upper and lower case are the same).
  public func hasColumn(_ name: String) -> Bool {
    let wanted = name.trimmedSpaces.lowercased()
    return (0..<min(60, rowCount)).contains { row in
      (0..<fieldCount(row)).contains { text(row, $0).trimmedSpaces.lowercased() == wanted }
    }
  }
}

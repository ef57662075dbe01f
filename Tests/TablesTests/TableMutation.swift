/// One change of a made table, in its fields or in its text.
struct TableMutation {
  /// The text after the change.
  var text: String
  /// What was done, for messages.
  var name: String

  init(_ table: MadeTable, _ random: inout SplitMix) {
    var grid = table.grid
    let kind = Int.random(in: 0..<24, using: &random)
    switch kind {
    case 0..<10:
      name = Self.changeFields(&grid, table, kind, &random)
      text = table.text(grid)
    case 10..<14:
      name = Self.changeColumns(&grid, kind, &random)
      text = table.text(grid)
    default:
      text = table.text(grid)
      name = Self.changeText(&text, table.style, kind, &random)
    }
  }

  private static func place(_ grid: [[String]], _ random: inout SplitMix) -> (row: Int, column: Int) {
    let row = Int.random(in: 0..<grid.count, using: &random)
    return (row, Int.random(in: 0..<max(1, grid[row].count), using: &random))
  }

  /// Fields and rows.
  private static func changeFields(
    _ grid: inout [[String]], _ table: MadeTable, _ kind: Int, _ random: inout SplitMix
  ) -> String {
    let (row, column) = place(grid, &random)
    let other = place(grid, &random)
    switch kind {
    case 0:
      let field = grid[row][column]
      grid[row][column] = grid[other.row][other.column]
      grid[other.row][other.column] = field
      return "fields swapped"
    case 1:
      grid[row].remove(at: column)
      return "field taken out"
    case 2:
      grid[row].insert(grid[row][column], at: column)
      return "field doubled"
    case 3:
      grid[row].insert(grid[other.row][other.column], at: column)
      return "field inserted"
    case 4:
      grid[row][column] = ""
      return "field emptied"
    case 5:
      grid[row][column] = grid[other.row][other.column]
      return "field copied"
    case 6:
      grid.swapAt(row, other.row)
      return "rows swapped"
    case 7:
      grid.remove(at: row)
      return "row taken out"
    case 8:
      grid.insert(grid[row], at: other.row)
      return "row doubled"
    default:
      grid[row][column] = restyled(grid[row][column], &random)
      return "field in another style"
    }
  }

  /// Columns and the order of all rows.
  private static func changeColumns(
    _ grid: inout [[String]], _ kind: Int, _ random: inout SplitMix
  ) -> String {
    let width = grid.map(\.count).max() ?? 1
    let (one, other) = (Int.random(in: 0..<width, using: &random), Int.random(in: 0..<width, using: &random))
    func each(_ change: (inout [String]) -> Void) {
      for row in grid.indices where grid[row].count > max(one, other) { change(&grid[row]) }
    }
    switch kind {
    case 10:
      each { $0.swapAt(one, other) }
      return "columns swapped"
    case 11:
      each { $0.remove(at: one) }
      return "column taken out"
    case 12:
      each { $0.insert($0[one], at: other) }
      return "column doubled"
    default:
      grid.shuffle(using: &random)
      return "rows shuffled"
    }
  }

  /// A number or time as another writer has it.
  private static func restyled(_ field: String, _ random: inout SplitMix) -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: field.replacing(".", with: "")
    case 1: field.replacing(".", with: ",")
    case 2: field.replacing(",", with: ".")
    case 3: field + " %"
    case 4: "-" + field
    case 5: field.replacing(":", with: ".")
    case 6: field.count > 3 ? "\(field.prefix(1)),\(field.dropFirst())" : field + ".5"
    default: " \(field)\u{A0}"
    }
  }

  /// Characters, separators, quotation marks and line ends.
  private static func changeText(
    _ text: inout String, _ style: TableStyle, _ kind: Int, _ random: inout SplitMix
  ) -> String {
    var scalars = Array(text.unicodeScalars)
    let place = Int.random(in: 0..<scalars.count, using: &random)
    let common = Array("0123456789.,;:-/ \"\t|\r\n#%'ae日".unicodeScalars)
    let name: String
    switch kind {
    case 14, 15:
      scalars.remove(at: place)
      name = "character taken out"
    case 16, 17:
      scalars.insert(common.randomElement(using: &random)!, at: place)
      name = "character inserted"
    case 18, 19:
      scalars[place] = common.randomElement(using: &random)!
      name = "character changed"
    case 20:
      scalars.insert(scalars[place], at: place)
      name = "character doubled"
    case 21:
      let marks = scalars.indices.filter { scalars[$0] == style.separator }
      if let mark = marks.randomElement(using: &random) {
        scalars[mark] = [",", ";", "\t", "|", " "].randomElement(using: &random)!
      }
      name = "separator changed"
    case 22:
      if place + 1 < scalars.count { scalars.swapAt(place, place + 1) }
      name = "characters swapped"
    default:
      scalars.removeSubrange(place...)
      name = "text cut short"
    }
    text = String(String.UnicodeScalarView(scalars))
    return name
  }
}

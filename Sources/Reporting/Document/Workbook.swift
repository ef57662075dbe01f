import ContactCenter
import Foundation

/// A spreadsheet as a value: sheets of cells with formats, and charts made of their ranges.
///
/// Text stays text: nothing that a scenario names is ever read as a formula. `data()` makes the
/// file; nothing is written elsewhere before it is complete.
package struct Workbook {
  /// What the file says about itself.
  package var properties: Properties
  /// The sheets from left to right, with names that are valid and unique.
  package private(set) var sheets: [Sheet] = []
  /// The place of the sheet that is seen when the file is opened.
  package var shown = 0

  /// A workbook without sheets.
  package init(properties: Properties) { self.properties = properties }

  /// Adds a sheet on the right; its name is changed where it is not valid or not unique.
  ///
  /// - Parameter sheet: The sheet.
  /// - Returns: The name that the sheet got.
  @discardableResult
  package mutating func add(_ sheet: Sheet) -> String {
    var sheet = sheet
    sheet.name = SheetName.unique(sheet.name, among: sheets.map(\.name))
    sheets.append(sheet)
    return sheet.name
  }

  /// What the file says about itself.
  package struct Properties: Sendable {
    /// The title.
    package var title = ""
    /// What it is about.
    package var subject = ""
    /// The program that made it.
    package var author = ""
    /// Anything else.
    package var comments = ""
    /// When it was made, in seconds since 1970; the same moment gives the same bytes.
    package var created = 0.0

    /// Properties without texts.
    package init() {}
  }
}

// MARK: - Sheets

extension Workbook {
  /// The most rows of a sheet, by the file format.
  package static let rowLimit = 1_048_576
  /// The most columns of a sheet.
  package static let columnLimit = 16_384

  /// A sheet.
  package struct Sheet {
    /// Its name, on the tab.
    package var name: String
    /// Widths of columns in characters; further columns have the program's.
    package var widths: [Double] = []
    /// The cells, row by row from the top left.
    package var rows: [[Cell]] = []
    /// Further rows that are made when they are written, so that long tables are nowhere as a whole.
    package var later: Later?
    /// How many rows there are.
    package var rowCount: Int { rows.count + (later?.count ?? 0) }
    /// Rows that stay in sight, from the top.
    package var frozenRows = 0
    /// Columns that stay in sight, from the left.
    package var frozenColumns = 0
    /// The table that can be filtered, its header included.
    package var filter: Range?
    /// Colors that follow from values.
    package var rules: [Rule] = []
    /// Charts over the cells.
    package var charts: [Chart] = []

    /// A sheet without cells.
    package init(name: String) { self.name = name }

    /// Rows that are made when they are written.
    package struct Later {
      /// How many there are.
      package var count: Int
      /// Makes a row; asked for each once, in their order.
      package var row: (Int) -> [Cell]

      /// So many rows.
      package init(count: Int, row: @escaping (Int) -> [Cell]) {
        (self.count, self.row) = (count, row)
      }
    }
  }

  /// A rectangle of cells; rows and columns count from 0.
  package struct Range: Sendable, Equatable {
    /// Its rows.
    package var rows: ClosedRange<Int>
    /// Its columns.
    package var columns: ClosedRange<Int>

    /// A rectangle.
    package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
      self.rows = rows
      self.columns = columns
    }
  }

  /// A cell.
  package struct Cell: Sendable, Equatable {
    /// What is in it.
    package var value: Value
    /// How it looks.
    package var style: Style

    /// A cell.
    package init(_ value: Value, _ style: Style = Style()) {
      self.value = value
      self.style = style
    }

    /// A text.
    package static func text(_ text: String, _ style: Style = Style()) -> Cell {
      Cell(.text(text), style)
    }

    /// A number; an empty cell where there is none.
    package static func number(_ number: Double?, _ style: Style = Style()) -> Cell {
      guard let number, number.isFinite else { return Cell(.empty, style) }
      return Cell(.number(number), style)
    }

    /// A date as spreadsheet programs keep it, from March 1900 on; earlier ones are texts.
    package static func date(
      _ date: CalendarDate, _ role: Style.Role = .plain, format: NumberFormat = .date
    ) -> Cell {
      // Their day 0 is such that 1 January 1970 is day 25,569; before, they know a false leap day.
      let number = date.dayNumber + 25_569
      guard number > 60 else { return .text(date.iso, Style(role)) }
      return .number(Double(number), Style(role, format: format))
    }

    /// A time in seconds after midnight, as a part of a day.
    package static func time(_ seconds: Double, _ role: Style.Role = .plain) -> Cell {
      let isWhole = seconds.truncatingRemainder(dividingBy: 60) == 0
      return .number(seconds / 86_400, Style(role, format: isWhole ? .time : .timeWithSeconds))
    }

    /// What is in a cell.
    package enum Value: Sendable, Equatable {
      case empty
      case number(Double)
      case text(String)
      /// A text that leads to a sheet, by the name that the workbook gave it.
      case link(String, sheet: String)
    }
  }

  /// How a cell looks.
  package struct Style: Sendable, Hashable {
    /// What the cell is.
    package var role = Role.plain
    /// How its number is written; nil: as it comes.
    package var format: NumberFormat?
    /// Whether long text continues on a new line of the cell.
    package var wraps = false
    /// How far its text is from the left edge, for trees.
    package var indent = 0

    /// A style.
    package init(
      _ role: Role = .plain, format: NumberFormat? = nil, wraps: Bool = false, indent: Int = 0
    ) {
      self.role = role
      self.format = format
      self.wraps = wraps
      self.indent = indent
    }

    /// What a cell is.
    package enum Role: Sendable, Hashable {
      /// One of many.
      case plain
      /// The sheet's title.
      case title
      /// A heading within the sheet.
      case heading
      /// The head of a column.
      case head
      /// A remark.
      case note
      /// Something to emphasize.
      case strong
      /// Something good, doubtful, bad, or better than needed; the cell says so in words too.
      case good, doubtful, bad, over
    }
  }

  /// How numbers are written, in the language of format codes.
  package struct NumberFormat: Sendable, Hashable {
    /// The code, such as `0.0%`.
    package var code: String

    /// A format with that code.
    package init(code: String) { self.code = code }

    /// A share in percent.
    package static func percent(decimals: Int = 1) -> NumberFormat {
      NumberFormat(code: "0" + fraction(decimals) + "%")
    }

    /// A number with thousands separators, and a unit behind it.
    package static func number(decimals: Int = 0, unit: String = "") -> NumberFormat {
      NumberFormat(code: "#,##0" + fraction(decimals) + (unit.isEmpty ? "" : quoted(" " + unit)))
    }

    /// The same with a plus sign for positive numbers.
    package var signed: NumberFormat { NumberFormat(code: "+\(code);-\(code);\(code)") }

    /// The same with a text before it.
    package func prefixed(_ text: String) -> NumberFormat {
      NumberFormat(code: Self.quoted(text) + code)
    }

    /// A day as 2026-11-30; the number counts days, see `Cell.date`.
    package static let date = NumberFormat(code: "yyyy\\-mm\\-dd")

    /// A day as "Mon 30 Nov", in the words of the reader's program.
    package static let weekday = NumberFormat(code: "ddd d mmm")

    /// A time of day as 09:30, and 24:00 or 25:30 beyond midnight; the number is a part of a day.
    package static let time = NumberFormat(code: "[hh]:mm")

    /// The same with seconds.
    package static let timeWithSeconds = NumberFormat(code: "[hh]:mm:ss")

    /// An amount of money, the currency before it.
    package static func money(_ currency: String, decimals: Int = 0) -> NumberFormat {
      NumberFormat(
        code: (currency.isEmpty ? "" : quoted(currency + " ")) + "#,##0" + fraction(decimals))
    }

    private static func fraction(_ decimals: Int) -> String {
      decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
    }

    /// A literal text; quotes cannot stand in one.
    private static func quoted(_ text: String) -> String {
      "\"" + text.filter { $0 != "\"" && !$0.isNewline } + "\""
    }
  }
}

// MARK: - Rules and charts

extension Workbook {
  /// Colors that follow from the values of a range.
  package struct Rule: Sendable {
    /// Where.
    package var range: Range
    /// Which colors.
    package var kind: Kind

    /// A rule.
    package init(_ range: Range, _ kind: Kind) {
      self.range = range
      self.kind = kind
    }

    /// Which colors.
    package enum Kind: Sendable {
      /// A cell with exactly that text looks like the role.
      case text(String, Style.Role)
      /// From the least through the middle to the largest value; more is better, or less is.
      case scale(moreIsBetter: Bool)
      /// From the least through the middle to the largest value, without good or bad.
      case neutralScale
      /// The same around a target, which is the middle.
      case scaleAround(Double, moreIsBetter: Bool)
    }
  }

  /// A chart over cells of sheets.
  package struct Chart: Sendable {
    /// Which one.
    package var kind: Kind
    /// What it shows.
    package var title: String
    /// The same in a sentence for readers who do not see it.
    package var altText: String
    /// What it is made of.
    package var series: [Series]
    /// The title of the axis of categories, or of x.
    package var xTitle = ""
    /// The title of the axis of values.
    package var yTitle = ""
    /// How the numbers of x are written.
    package var xFormat: NumberFormat?
    /// How the axis of values is written.
    package var yFormat: NumberFormat?
    /// The ends of x, where it has numbers; nil: as the data need.
    package var xRange: ClosedRange<Double>?
    /// The ends of the axis of values; nil: as the data need.
    package var yRange: ClosedRange<Double>?
    /// The row and column of its upper left corner.
    package var place: (row: Int, column: Int)
    /// Its size in pixels.
    package var size = (width: 760, height: 380)

    /// A chart.
    package init(
      _ kind: Kind, title: String, altText: String, series: [Series],
      place: (row: Int, column: Int)
    ) {
      self.kind = kind
      self.title = title
      self.altText = altText
      self.series = series
      self.place = place
    }

    /// Which chart.
    package enum Kind: Sendable {
      /// Bars side by side, one category below the other.
      case bars
      /// Points joined by lines over categories.
      case lines
      /// Points joined by lines over numbers.
      case curves
    }

    /// A row or column of values.
    package struct Series: Sendable {
      /// Its name, for the legend.
      package var name: String
      /// The sheet of both ranges, by the name that the workbook gave it.
      package var sheet: String
      /// Categories, or values of x.
      package var categories: Range
      /// Values.
      package var values: Range
      /// How it is drawn.
      package var look = Look.usual

      /// How a series is drawn.
      package enum Look: Sendable {
        /// As its chart does.
        case usual
        /// By its points alone.
        case dots
        /// As a thin line: a target, or a limit of chance.
        case reference(isLimit: Bool)
      }

      /// A series.
      package init(name: String, sheet: String, categories: Range, values: Range) {
        self.name = name
        self.sheet = sheet
        self.categories = categories
        self.values = values
      }
    }
  }
}

/// Names that spreadsheet programs accept for sheets.
package enum SheetName {
  /// The most UTF-16 units of a name.
  package static let limit = 31

  /// A name like the one wanted that is valid and that no sheet has yet; case does not count.
  package static func unique(_ wanted: String, among names: [String]) -> String {
    let taken = Set(names.map { $0.lowercased() })
    let name = valid(wanted)
    guard taken.contains(name.lowercased()) else { return name }
    var number = 2
    while true {
      let suffix = " (\(number))"
      let candidate = cut(name, to: limit - suffix.utf16.count) + suffix
      if !taken.contains(candidate.lowercased()) { return candidate }
      number += 1
    }
  }

  /// A valid name: no characters that mean something in references, no apostrophe at the ends, not
  /// empty, not reserved.
  package static func valid(_ wanted: String) -> String {
    let safe = wanted.unicodeScalars.map { scalar -> Character in
      let isControl = scalar.properties.generalCategory == .control
      return isControl || "[]:*?/\\".unicodeScalars.contains(scalar) ? " " : Character(scalar)
    }
    let ends = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "'"))
    let name = cut(String(safe).trimmingCharacters(in: ends), to: limit)
      .trimmingCharacters(in: ends)
    if name.isEmpty { return "Sheet" }
    return name.lowercased() == "history" ? name + " 1" : name
  }

  /// The longest beginning that has at most so many UTF-16 units and cuts no character.
  private static func cut(_ text: String, to limit: Int) -> String {
    var text = text
    while text.utf16.count > limit { text.removeLast() }
    return text
  }
}

import ContactCenter
import Tables
import Yams

/// A table beside the scenario and how it is to be read.
struct TableDraft {
  var file: String?
  var column: String?
  var map: [TableRole: String] = [:]
  var options = TableOptions()

  /// Whether there is no file, but a key that says how to read one.
  var lacksFile: Bool { file == nil && (column != nil || !map.isEmpty || options != TableOptions()) }

  /// Why what says how a table is read is no setting.
  static let isFixed = "It says how a table is read: write a scenario for each."

  /// The keys that decide how a table is read, for the owner that names one.
  static func fields<Owner>(_ table: WritableKeyPath<Owner, TableDraft>) -> [Field<Owner>] {
    [
      Field(
        "file", table.appending(path: \.file), .text(1000), .oneOfSeveral, example: "volumes.csv",
        "A table beside the scenario: .csv, .tsv, .txt or .xlsx (FILE.xlsx#SHEET names a sheet), with "
          + "times and figures; types or groups down in a column of their own, or across in one column "
          + "each."),
      Field(
        "column", table.appending(path: \.column), .name, default: "the name of the type or group",
        "The column, or the type in the column of types, whose figures are used."),
      Field(
        "map", table.appending(path: \.map), .tableMap, default: "by the columns' names",
        example: "{calls: Calls Offered, time: Interval}",
        "Columns by their meaning, where their names do not tell; a number is a position from 1."),
      Field(
        "read", table.appending(path: \.options), reading.kind.notVaried(isFixed),
        default: "as the table tells",
        example: "{decimal: comma, dates: dayFirst}",
        "What decides where the table leaves something open; messages name these keys."),
    ]
  }

  static var reading: ObjectFormat<TableOptions> {
    ObjectFormat(
      name: "reading of a table", doc: "How a table is read where it does not tell itself.",
      blank: TableOptions(),
      fields: [
        Field(
          "times", \.times, .choice(), default: "as the table tells",
          "What bare numbers in a column of times are."),
        Field(
          "dates", \.dates, .choice(), default: "as the table tells",
          "Which part of a date of numbers comes first."),
        Field("decimal", \.decimal, .choice(), default: "as the table tells", "The mark before decimals."),
        Field(
          "interval", \.interval, .duration, default: "as the table tells", example: "30 min",
          "How long each row lasts, where the next row does not say."),
        Field(
          "opens", \.opens, .timeOfDay, default: "as the table tells", example: "08:00",
          "When the first numbered interval begins."),
        Field(
          "night", \.night, .choice(), default: "as the table tells",
          "The day of rows after midnight that stand under the date of the evening before."),
        Field(
          "strict", \.isStrict, .flag, default: "false",
          "Whether gaps and empty fields are errors."),
      ])
  }

  /// A table alone, as a mapping of its keys.
  static func format(_ name: String, _ doc: String) -> ObjectFormat<TableDraft> {
    ObjectFormat(name: name, doc: doc, blank: TableDraft(), fields: fields(\.self))
  }

  /// The options together with those that the scenario has elsewhere.
  func options(in calendar: Scenario.OpeningCalendar) -> TableOptions {
    var options = options
    options.map = map
    options.isInScenario = true
    options.timeZone = calendar.timeZone
    return options
  }
}

extension Kind where Value == [TableRole: String] {
  /// `{calls: Calls Offered}`.
  static var tableMap: Kind<[TableRole: String]> {
    let keys = TableRole.allCases.map(\.rawValue)
    return Kind(
      shape: .map(keys: keys, of: Kind<String>.name.shape), notVaried: TableDraft.isFixed
    ) { node, reading in
      guard case .mapping(let mapping) = node else {
        return reading.fail(
          node, "\(node.described.capitalizedFirst) stands where columns are expected.",
          "For example {calls: Calls Offered}.")
      }
      var map: Value = [:]
      for (key, value) in mapping {
        guard let word = reading.scalar(key, "a meaning"), let role = TableRole(rawValue: word)
        else {
          return reading.fail(
            key, "\(key.described.capitalizedFirst) is no meaning of a column.",
            "Allowed: \(keys.joined(separator: ", ")).")
        }
        map[role] = reading.inside(key: word, value) { Kind<String>.name.read(value, &$0) }
      }
      return map
    }
  }
}

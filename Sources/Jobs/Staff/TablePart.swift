import ContactCenter
import Foundation
import ScenarioReading
import Tables

/// What decides how a table is read where it leaves something open.
public struct TablePart: RequestPart {
  /// Columns by meaning, such as "calls=Calls Offered,time=Interval"; default: as the heading says.
  public var map: [String] = []
  /// What bare numbers in a column of times are; default: as the table shows.
  public var times: String?
  /// What comes first in dates of numbers; default: as the table shows.
  public var dates: String?
  /// The mark before decimals; default: as the table shows.
  public var decimal: String?
  /// The unit of handle times that are bare numbers; default: as the heading says.
  public var ahtUnit: String?
  /// The day of rows after midnight under the date of the evening before; default: as the table shows.
  public var night: String?
  /// How long a row lasts where the next does not say, such as "30min"; default: as the rows before.
  public var interval: String?
  /// When the first numbered interval begins, such as "08:00"; default: not known.
  public var opens: String?
  /// The place whose clocks the times are of, such as "Europe/Zurich"; default: clocks never change.
  public var timeZone: String?
  /// Whether gaps and empty fields are errors; default: no, they are warnings.
  public var strict = false

  /// Tables as they tell.
  public init() {}

  /// A part in which every field has its default.
  public static let blank = TablePart()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .map: FieldNote(
      "Columns by meaning: calls=\"Calls Offered\",time=Interval; a number is a position.",
      more: "Meanings are \(TableRole.allCases.map(\.rawValue).joined(separator: ", "))."),
    .times: "What bare numbers in a column of times are.",
    .dates: "What comes first in dates of numbers.",
    .decimal: "The mark before decimals.",
    .ahtUnit: "The unit of handle times that are bare numbers.",
    .night: "The day of rows after midnight under the date of the evening before.",
    .interval: "How long a row lasts where the next does not say, such as 30min.",
    .opens: "When the first numbered interval begins, such as 08:00.",
    .timeZone: "The place whose clocks the times are of, such as Europe/Zurich.",
    .strict: "Gaps and empty fields are errors.",
  ]

  /// The words that a field with a choice may have; nil: it has none.
  package static func choices(_ field: JobField) -> [String]? {
    func words<Choice: CaseIterable & RawRepresentable>(
      of type: Choice.Type
    ) -> [String] where Choice.RawValue == String {
      type.allCases.map { TableOptions.dashed($0.rawValue) }
    }
    switch field {
    case .times: return words(of: TableOptions.TimeForm.self)
    case .dates: return words(of: TableOptions.DateOrder.self)
    case .decimal: return words(of: TableOptions.DecimalMark.self)
    case .ahtUnit: return words(of: TableOptions.TimeUnit.self)
    case .night: return words(of: TableOptions.Night.self)
    default: return nil
    }
  }

  /// The fields as words of the canonical command.
  var words: [String] {
    let given: [(JobField, String?)] = [
      (.times, times), (.dates, dates), (.decimal, decimal), (.ahtUnit, ahtUnit), (.night, night),
      (.interval, interval), (.opens, opens), (.timeZone, timeZone),
    ]
    return CanonicalCommand.options(.map, map)
      + given.flatMap { CanonicalCommand.option($0, $1) } + CanonicalCommand.flag(.strict, strict)
  }

  /// The fields as values.
  ///
  /// - Throws: `JobFailure` about a field that cannot be read.
  func options() throws -> TableOptions {
    var options = TableOptions()
    options.map = try columns()
    options.times = try choice(.times, times)
    options.dates = try choice(.dates, dates)
    options.decimal = try choice(.decimal, decimal)
    options.ahtUnit = try choice(.ahtUnit, ahtUnit)
    options.night = try choice(.night, night)
    options.interval = try interval.map { try FieldText(.interval, $0).duration() }
    options.opens = try opens.map { text in
      guard let time = TableOptions.timeOfDay(text) else {
        throw JobFailure(.opens, text, "this is no time of day. Write 08:00.")
      }
      return time
    }
    options.timeZone = try timeZone.map { name in
      guard let zone = TimeZoneRules.named(name) else {
        let near = TimeZoneRules.nearestName(to: name).map { " Did you mean \($0)?" } ?? ""
        throw JobFailure(
          .timeZone, name,
          "there is no such time zone.\(near) Names are those of the IANA "
            + "database, such as Europe/Zurich.")
      }
      return zone
    }
    options.isStrict = strict
    return options
  }

  /// - Throws: `JobFailure` where a field was given for a scenario.
  func refuse() throws {
    let given: [(JobField, Bool)] = [
      (.map, !map.isEmpty), (.times, times != nil), (.dates, dates != nil),
      (.decimal, decimal != nil), (.ahtUnit, ahtUnit != nil), (.night, night != nil),
      (.interval, interval != nil), (.opens, opens != nil), (.timeZone, timeZone != nil),
      (.strict, strict),
    ]
    guard let field = given.first(where: \.1)?.0 else { return }
    throw JobFailure(
      at: field,
      "\(field) is for tables of volumes; a scenario has map and read beside its files, and timeZone "
        + "in its calendar.")
  }

  private func columns() throws -> [TableRole: String] {
    var columns: [TableRole: String] = [:]
    var last: TableRole?
    for part in map.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if sides.count == 1, let role = last {
        // A comma in the name of a column.
        columns[role]! += ",\(part)"
        continue
      }
      let word = String(sides[0]).trimmingCharacters(in: .whitespaces)
      guard sides.count == 2, let role = TableRole.allCases.first(where: { $0.isCalled(word) }) else {
        let meanings = TableRole.allCases.map(\.rawValue).joined(separator: ", ")
        throw JobFailure(
          .map, String(part),
          "write meaning=column, such as calls=\"Calls Offered\". Meanings are \(meanings).")
      }
      columns[role] = String(sides[1]).trimmingCharacters(in: CharacterSet(charactersIn: " \"'"))
      last = role
    }
    return columns
  }

  private func choice<Choice: CaseIterable & RawRepresentable>(
    _ field: JobField, _ text: String?
  ) throws -> Choice? where Choice.RawValue == String {
    guard let text else { return nil }
    let found = Choice.allCases.first { TableOptions.dashed($0.rawValue) == text || $0.rawValue == text }
    guard let found else {
      let allowed = Choice.allCases.map { TableOptions.dashed($0.rawValue) }.joined(separator: ", ")
      throw JobFailure(field, text, "allowed are \(allowed).")
    }
    return found
  }
}

extension TableRole {
  /// Whether this meaning is what a word says; a few have two names.
  fileprivate func isCalled(_ word: String) -> Bool {
    let word = word.lowercased()
    if rawValue.lowercased() == word || TableOptions.dashed(rawValue) == word { return true }
    switch self {
    case .time: return word == "start" || word == "interval"
    case .type: return word == "queue" || word == "skill" || word == "group"
    case .agents: return word == "scheduled"
    case .end, .date, .day, .calls, .aht, .totalHandleTime, .handled: return false
    }
  }
}

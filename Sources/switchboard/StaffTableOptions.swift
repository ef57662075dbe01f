import ArgumentParser
import ContactCenter
import Foundation
import ScenarioReading
import Tables

/// What decides how a table is read where it leaves something open.
struct StaffTableOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Columns by meaning: calls=\"Calls Offered\",time=Interval; a number is a position.",
      discussion: "Meanings are \(TableRole.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "meaning=column"))
  var map: [String] = []

  @Option(
    help: ArgumentHelp(
      "What bare numbers in a column of times are.", valueName: words(of: TableOptions.TimeForm.self)))
  var times: String?

  @Option(
    help: ArgumentHelp(
      "What comes first in dates of numbers.", valueName: words(of: TableOptions.DateOrder.self)))
  var dates: String?

  @Option(
    help: ArgumentHelp("The mark before decimals.", valueName: words(of: TableOptions.DecimalMark.self)))
  var decimal: String?

  @Option(
    help: ArgumentHelp(
      "The unit of handle times that are bare numbers.", valueName: words(of: TableOptions.TimeUnit.self)))
  var ahtUnit: String?

  @Option(
    help: ArgumentHelp(
      "The day of rows after midnight under the date of the evening before.",
      valueName: words(of: TableOptions.Night.self)))
  var night: String?

  @Option(parsing: .unconditional, help: "How long a row lasts where the next does not say, such as 30min.")
  var interval: String?

  @Option(parsing: .unconditional, help: "When the first numbered interval begins, such as 08:00.")
  var opens: String?

  @Option(help: "The place whose clocks the times are of, such as Europe/Zurich.")
  var timeZone: String?

  @Flag(help: "Gaps and empty fields are errors.")
  var strict = false

  /// The options as words of the canonical command.
  var words: [String] {
    CanonicalCommand.options("--map", map) + CanonicalCommand.option("--times", times)
      + CanonicalCommand.option("--dates", dates) + CanonicalCommand.option("--decimal", decimal)
      + CanonicalCommand.option("--aht-unit", ahtUnit) + CanonicalCommand.option("--night", night)
      + CanonicalCommand.option("--interval", interval) + CanonicalCommand.option("--opens", opens)
      + CanonicalCommand.option("--time-zone", timeZone) + CanonicalCommand.flag("--strict", strict)
  }

  private static func words<Choice: CaseIterable & RawRepresentable>(
    of type: Choice.Type
  ) -> String where Choice.RawValue == String {
    type.allCases.map { TableOptions.dashed($0.rawValue) }.joined(separator: "|")
  }

  /// The options as values.
  ///
  /// - Throws: `ProgramStop` about an option that cannot be read.
  func options() throws -> TableOptions {
    var options = TableOptions()
    options.map = try columns()
    options.times = try choice("--times", times)
    options.dates = try choice("--dates", dates)
    options.decimal = try choice("--decimal", decimal)
    options.ahtUnit = try choice("--aht-unit", ahtUnit)
    options.night = try choice("--night", night)
    options.interval = try interval.map { try OptionText(option: "--interval", text: $0).duration() }
    options.opens = try opens.map { text in
      guard let time = TableOptions.timeOfDay(text) else {
        throw ProgramStop.options("--opens \(text): this is no time of day. Write 08:00.")
      }
      return time
    }
    options.timeZone = try timeZone.map { name in
      guard let zone = TimeZoneRules.named(name) else {
        let near = TimeZoneRules.nearestName(to: name).map { " Did you mean \($0)?" } ?? ""
        throw ProgramStop.options(
          "--time-zone \(name): there is no such time zone.\(near) Names are those of the IANA "
            + "database, such as Europe/Zurich.")
      }
      return zone
    }
    options.isStrict = strict
    return options
  }

  /// - Throws: `ProgramStop` where an option was given for a scenario.
  func refuse() throws {
    let given: [(String, Bool)] = [
      ("--map", !map.isEmpty), ("--times", times != nil), ("--dates", dates != nil),
      ("--decimal", decimal != nil), ("--aht-unit", ahtUnit != nil), ("--night", night != nil),
      ("--interval", interval != nil), ("--opens", opens != nil), ("--time-zone", timeZone != nil),
      ("--strict", strict),
    ]
    guard let first = given.first(where: \.1) else { return }
    throw ProgramStop.options(
      "\(first.0) is for tables of volumes; a scenario has map and read beside its files, and timeZone "
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
        throw ProgramStop.options(
          "--map \(part): write meaning=column, such as calls=\"Calls Offered\". Meanings are "
            + TableRole.allCases.map(\.rawValue).joined(separator: ", ") + ".")
      }
      columns[role] = String(sides[1]).trimmingCharacters(in: CharacterSet(charactersIn: " \"'"))
      last = role
    }
    return columns
  }

  private func choice<Choice: CaseIterable & RawRepresentable>(
    _ option: String, _ text: String?
  ) throws -> Choice? where Choice.RawValue == String {
    guard let text else { return nil }
    let found = Choice.allCases.first { TableOptions.dashed($0.rawValue) == text || $0.rawValue == text }
    guard let found else {
      let allowed = Choice.allCases.map { TableOptions.dashed($0.rawValue) }.joined(separator: ", ")
      throw ProgramStop.options("\(option) \(text): allowed are \(allowed).")
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
    default: return false
    }
  }
}

import Foundation

/// An option of a question that may be given as a list of values, each of which asks it anew.
struct ErlangList<Question> {
  /// What the values are, which says how they are written into files.
  enum Kind {
    case count, number, duration, proportion

    /// The ending of a column's name.
    var suffix: String {
      switch self {
      case .count, .number: ""
      case .duration: "_s"
      case .proportion: "_share"
      }
    }
  }

  /// Such as `--agents`.
  var option: String
  var kind: Kind
  /// The option's text; nil: not given.
  var text: (Question) -> String?
  /// Gives the option another text.
  var set: (inout Question, String) -> Void

  init(_ option: String, _ kind: Kind, _ path: WritableKeyPath<Question, String?>) {
    self.option = option
    self.kind = kind
    text = { $0[keyPath: path] }
    set = { $0[keyPath: path] = $1 }
  }

  init(_ option: String, _ kind: Kind, _ path: WritableKeyPath<Question, String>) {
    self.option = option
    self.kind = kind
    text = { $0[keyPath: path] }
    set = { $0[keyPath: path] = $1 }
  }

  /// The name in files: `serviceLevel`.
  var name: String {
    let words = option.dropFirst(2).split(separator: "-").map(String.init)
    return words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined()
  }

  /// A value as a number in the unit of files.
  ///
  /// - Throws: `ProgramStop` about one that cannot be read.
  func number(_ text: String) throws -> Double {
    let option = OptionText(option: self.option, text: text)
    switch kind {
    case .count, .number: return try option.number(from: 0, upTo: 1e12, excludingLow: false)
    case .duration: return try option.duration(mayBeZero: true)
    case .proportion: return try option.proportion(mayBeOne: true)
    }
  }
}

extension ErlangList {
  /// The lists that all questions have in some groups of options.
  static func work(_ path: WritableKeyPath<Question, ErlangTraffic>) -> [ErlangList] {
    [
      .init("--calls", .number, path.appending(path: \.calls)),
      .init("--load", .number, path.appending(path: \.load)),
      .init("--aht", .duration, path.appending(path: \.aht)),
    ]
  }

  /// Goals and agents.
  static func aims(
    _ goals: WritableKeyPath<Question, ErlangGoals>,
    _ output: WritableKeyPath<Question, ErlangOutput>
  ) -> [ErlangList] {
    [
      .init("--agents", .count, output.appending(path: \.agents)),
      .init("--within", .duration, goals.appending(path: \.within)),
      .init("--service-level", .proportion, goals.appending(path: \.serviceLevel)),
      .init("--asa", .duration, goals.appending(path: \.asa)),
      .init("--waiting", .proportion, goals.appending(path: \.waiting)),
      .init("--abandonment", .proportion, goals.appending(path: \.abandonment)),
      .init("--max-occupancy", .proportion, goals.appending(path: \.maxOccupancy)),
      .init("--blocking", .proportion, goals.appending(path: \.blocking)),
    ]
  }
}

/// The values of a list: `10,12,14`, `10..20`, `100..200:10`, `2min..5min:30s`, or several of them.
struct ListText {
  var option: OptionText
  /// Whether values are whole, so that a comma can only part them.
  var isCount: Bool

  /// The most values of one list.
  static let most = 10_000

  /// The texts of the values; one where the text is no list.
  ///
  /// - Throws: `ProgramStop` about a range that is none or has too many values.
  func values() throws -> [String] {
    let parts = option.text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 || option.text.contains("..") else { return [option.text] }
    if parts.count == 2, !isCount, parts.allSatisfy({ !$0.contains("..") }),
      parts[0].allSatisfy(\.isNumber)
    {
      throw option.complaint(
        "this may be one number or two. Write a decimal point, not a comma, for one; for two give "
          + "the first its unit, or write \(parts[0])..\(parts[1]):STEP.")
    }
    let all = try parts.flatMap(range)
    guard all.count <= Self.most else { throw tooMany }
    return all
  }

  private var tooMany: ProgramStop {
    option.complaint("more than \(Self.most) values. Give a larger step, as in 100..200:10.")
  }

  private func range(_ part: String) throws -> [String] {
    guard let dots = part.range(of: "..") else { return [part] }
    let rest = part[dots.upperBound...].split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(rest.count) else { throw noRange }
    var (from, to) = (try split(part[..<dots.lowerBound]), try split(rest[0]))
    var step = try rest.count == 2 ? split(rest[1]) : nil
    var units = Set([from.unit, to.unit, step?.unit ?? ""]).subtracting([""])
    let seconds = OptionText.units.filter { !$0.0.isEmpty }
    if units.count > 1, units.allSatisfy({ unit in seconds.contains { $0.0 == unit } }) {
      // A number without a unit has that of the end.
      func inSeconds(_ part: (number: Double, unit: String)) -> (number: Double, unit: String) {
        let unit = part.unit.isEmpty ? to.unit : part.unit
        return (part.number * (seconds.first { $0.0 == unit }?.1 ?? 1), "s")
      }
      (from, step, to) = (inSeconds(from), step.map(inSeconds), inSeconds(to))
      units = ["s"]
    }
    guard units.count <= 1 else {
      throw option.complaint("a range has units of one kind, as in 60s..300s:30s.")
    }
    guard to.number >= from.number else {
      throw option.complaint("a range rises, as in 10..20.")
    }
    guard let width = step?.number ?? (to.number - from.number >= 1 ? 1 : nil), width > 0 else {
      throw option.complaint("give the range a step above 0, as in 0.5..0.9:0.1.")
    }
    let count = ((to.number - from.number) / width * (1 + 1e-12)).rounded(.down)
    guard count < Double(Self.most) else { throw tooMany }
    return (0...Int(count)).map { index in
      String(format: "%.12g", from.number + Double(index) * width) + (units.first ?? "")
    }
  }

  private var noRange: ProgramStop {
    option.complaint("a range is written 10..20, or 100..200:10 with a step.")
  }

  /// The number and what follows it.
  private func split(_ text: Substring) throws -> (number: Double, unit: String) {
    let digits = text.prefix { "0123456789.".contains($0) }
    let unit = text.dropFirst(digits.count).trimmingCharacters(in: .whitespaces)
    let isKnown = unit == "%" || OptionText.units.contains { $0.0 == unit }
    guard let number = Double(digits), isKnown else { throw noRange }
    return (number, unit)
  }
}

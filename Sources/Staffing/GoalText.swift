import ContactCenter
import Experiments
import Foundation

/// Why a text is no goal.
public struct GoalDefect: Error, Sendable, Equatable {
  /// The part of the text that is wrong.
  public var text: String
  /// What is wrong with it, in one sentence.
  public var finding: String
  /// What may be written, in one sentence.
  public var remedy: String
}

/// Goals as planners write them.
///
/// A text holds one or more goals, separated by blanks or commas: `80/20 abandonment<3%`. Each is
/// `[type:]bound[@period]`:
///
/// - `80/20`: 80 % answered within 20 s (also `80%/20s`, `90/1min`, `95/0`). `SL2=80/20` names the
///   definition, SL0 … SL7; without it the caller's default counts.
/// - `asa<10s`, `abandonment<3%`, `waiting<20%`, `occupancy<85%`, `blocking<1%`; `<=` and `≤` mean
///   the same as `<`: at most.
/// - `type:` is a contact type; a name with blanks stands in double quotes.
/// - `@interval`, `@day`, `@month`: over which time; without it the caller's default.
public struct GoalText: Sendable {
  /// What `80/20` means where the text names no definition.
  public var definition: ServiceLevelDefinition
  /// Over which time where the text says nothing.
  public var period: Goal.Period

  /// A reader; by default every abandonment counts against, in every interval.
  public init(
    definition: ServiceLevelDefinition = .abandonedCountAgainst, period: Goal.Period = .interval
  ) {
    self.definition = definition
    self.period = period
  }

  /// Reads all goals of a text.
  ///
  /// Example: `sales:80/20@day abandonment<3%` are two goals, the first with the bound 0.8, 20 s,
  /// over the day, for the type "sales".
  ///
  /// - Throws: `GoalDefect` about the first goal that cannot be read or is out of range.
  public func goals(_ text: String) throws(GoalDefect) -> [Goal] {
    var goals: [Goal] = []
    for part in try Self.parts(of: text) { goals.append(try goal(part)) }
    guard !goals.isEmpty else {
      throw GoalDefect(text: text, finding: "there is no goal.", remedy: Self.examples)
    }
    return goals
  }

  /// The goal as a text that reads back as the same goal.
  ///
  /// Example: `sales:SL2=80/20@day`. The definition and the period are always there when they
  /// differ from the reader's.
  public func text(of goal: Goal) -> String {
    let type = goal.contactType.map { name in
      let isPlain = name.allSatisfy { !$0.isWhitespace && !",:@".contains($0) }
      return isPlain ? "\(name):" : "\"\(name)\":"
    }
    let end = goal.period == period ? "" : "@\(goal.period.rawValue)"
    return (type ?? "") + bound(of: goal) + end
  }

  // MARK: - Writing

  /// A proportion as goals have it: "85%".
  public static func percent(_ proportion: Double) -> String { number(100 * proportion) + "%" }

  private func bound(of goal: Goal) -> String {
    let percent = Self.percent(goal.bound)
    switch goal.measure {
    case .serviceLevel(let definition, let wait):
      let code = definition == self.definition ? "" : "\(definition.code)="
      return "\(code)\(Self.number(100 * goal.bound))/\(Self.number(wait))"
    case .averageSpeedOfAnswer: return "asa<\(Self.number(goal.bound))s"
    case .abandonment: return "abandonment<\(percent)"
    case .waitProbability: return "waiting<\(percent)"
    case .occupancy: return "occupancy<\(percent)"
    case .blocking: return "blocking<\(percent)"
    }
  }

  /// Twelve digits, without zeros at the end.
  private static func number(_ value: Double) -> String { String(format: "%.12g", value) }

  // MARK: - Reading

  private static let examples =
    "Write goals such as 80/20, 80/20@day, sales:90/15, SL2=80/20, asa<10s, abandonment<3%, "
    + "waiting<20%, occupancy<85% or blocking<1%."

  /// The goals' texts: cut at blanks and commas outside quotes.
  private static func parts(of text: String) throws(GoalDefect) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted && (character.isWhitespace || character == ",") {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    guard !isQuoted else {
      throw GoalDefect(
        text: text, finding: "a double quote is not closed.", remedy: "Close it after the name.")
    }
    let filled = parts.filter { !$0.isEmpty }
    if let comma = decimalComma(in: text, parts: filled) {
      throw GoalDefect(
        text: comma, finding: "this has a decimal comma.", remedy: "Write a decimal point.")
    }
    return filled
  }

  /// `abandonment<2,5%` falls apart into a goal and a rest that begins with a digit and is no
  /// service level.
  private static func decimalComma(in text: String, parts: [String]) -> String? {
    for (first, second) in zip(parts, parts.dropFirst())
    where text.contains("\(first),\(second)") && (first.last?.isNumber ?? false)
      && (second.first?.isNumber ?? false)
      && (!second.contains("/") || !first.contains(where: "/<=".contains))
    {
      return "\(first),\(second)"
    }
    return nil
  }

  private func goal(_ part: String) throws(GoalDefect) -> Goal {
    var rest = part[...]
    var period = self.period
    if let place = rest.lastIndex(of: "@"), !rest[place...].contains("\"") {
      period = try Self.period(String(rest[rest.index(after: place)...]), in: part)
      rest = rest[..<place]
    }
    var type: String?
    if let place = rest.lastIndex(of: ":") {
      type = rest[..<place].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
      rest = rest[rest.index(after: place)...]
      guard type?.isEmpty == false else {
        throw GoalDefect(
          text: part, finding: "no contact type stands before the colon.",
          remedy: "Write a type's name, as in sales:80/20, or no colon.")
      }
    }
    var goal = try bounded(String(rest), in: part)
    goal.period = period
    goal.contactType = type
    return goal
  }

  private static func period(_ word: String, in part: String) throws(GoalDefect) -> Goal.Period {
    guard let period = Goal.Period(rawValue: word.lowercased()) else {
      throw GoalDefect(
        text: part, finding: "\"@\(word)\" is no period.",
        remedy: "Write @interval, @day or @month.")
    }
    return period
  }

  private func bounded(_ text: String, in part: String) throws(GoalDefect) -> Goal {
    if let slash = text.firstIndex(of: "/") {
      return try serviceLevel(
        String(text[..<slash]), within: String(text[text.index(after: slash)...]), in: part)
    }
    guard let sign = ["<=", "≤", "<", "="].first(where: text.contains),
      let place = text.range(of: sign)
    else {
      let isFloor = text.contains(">") || text.contains("≥")
      throw GoalDefect(
        text: part,
        finding: isFloor ? "only a service level is a lower bound." : "this is no goal.",
        remedy: Self.examples)
    }
    let name = String(text[..<place.lowerBound])
    let value = String(text[place.upperBound...])
    guard let measure = Self.names[name.lowercased()] else { throw Self.unknown(name, in: part) }
    let isTime = measure == .averageSpeedOfAnswer
    let bound = isTime ? try Self.seconds(value, in: part) : try Self.proportion(value, in: part)
    guard bound > 0 else {
      throw GoalDefect(
        text: part, finding: "no number of agents brings this to 0.",
        remedy: "Write a bound above 0, such as \(isTime ? "asa<5s" : "\(name)<0.1%").")
    }
    return Goal(measure, bound)
  }

  /// The words for upper bounds.
  private static let names: [String: Goal.Measure] = [
    "asa": .averageSpeedOfAnswer, "abandonment": .abandonment, "waiting": .waitProbability,
    "occupancy": .occupancy, "blocking": .blocking,
  ]

  private static func unknown(_ name: String, in part: String) -> GoalDefect {
    let known = names.keys.sorted()
    let nearest = NearestName.nearest(to: name.lowercased(), in: known)
    return GoalDefect(
      text: part, finding: "there is no goal named \"\(name)\".",
      remedy: nearest.map { "Did you mean \"\($0)\"?" }
        ?? "There are \(known.joined(separator: ", ")), and service levels such as 80/20.")
  }

  private func serviceLevel(
    _ left: String, within wait: String, in part: String
  ) throws(GoalDefect) -> Goal {
    var definition = self.definition
    var level = left
    if let sign = left.firstIndex(where: "=>≥".contains) {
      let code = left[..<sign].uppercased()
      guard let found = ServiceLevelDefinition.allCases.first(where: { $0.code == code }) else {
        throw GoalDefect(
          text: part, finding: "\"\(left[..<sign])\" is no definition of the service level.",
          remedy: "Write one of SL0 to SL7, as in SL2=80/20.")
      }
      definition = found
      level = String(left[left.index(after: sign)...].drop { $0 == "=" })
    }
    let isPercent = level.hasSuffix("%")
    let value = try Self.number(String(isPercent ? level.dropLast() : level[...]), in: part)
    guard value > 0, value < 100 else {
      throw GoalDefect(
        text: part,
        finding: value == 100
          ? "no number of agents promises this to every caller."
          : "a service level lies between 0 and 100 %.",
        remedy: value == 100 ? "Write a level below 100, such as 99.9." : "Write 80/20.")
    }
    guard isPercent || value >= 1 else {
      throw GoalDefect(
        text: part, finding: "this is less than one percent.",
        remedy: "Write \(Self.number(100 * value))/\(wait) for \(Self.number(100 * value)) %, or "
          + "\(level)%/\(wait) if you mean it.")
    }
    let seconds = try Self.seconds(wait, in: part)
    return Goal(.serviceLevel(definition, within: seconds), value / 100)
  }

  /// `20`, `20s`, `1.5min`, `1h` in seconds, up to a day.
  private static func seconds(_ text: String, in part: String) throws(GoalDefect) -> Double {
    let units: [(suffix: String, factor: Double)] = [("min", 60), ("s", 1), ("h", 3600), ("", 1)]
    let unit = units.first { text.hasSuffix($0.suffix) } ?? ("", 1)
    let value = try number(String(text.dropLast(unit.suffix.count)), in: part) * unit.factor
    guard value >= 0, value <= 86_400 else {
      throw GoalDefect(
        text: part, finding: "the time lies outside 0 s to 24 h.",
        remedy: "Write a time such as 20s or 1min.")
    }
    return value
  }

  /// `3%` or `0.03`, 0…1.
  private static func proportion(_ text: String, in part: String) throws(GoalDefect) -> Double {
    let isPercent = text.hasSuffix("%")
    let value = try number(String(isPercent ? text.dropLast() : text[...]), in: part)
    let proportion = isPercent ? value / 100 : value
    guard proportion >= 0, proportion < 1 else {
      let isMissing = !isPercent && value >= 1 && value < 100
      throw GoalDefect(
        text: part, finding: "\(text) is no proportion from 0 to below 100 %.",
        remedy: isMissing ? "Did you mean \(text)%?" : "Write a proportion such as 3% or 0.03.")
    }
    return proportion
  }

  private static func number(_ text: String, in part: String) throws(GoalDefect) -> Double {
    let isPlain = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    guard isPlain, let value = Double(text), value.isFinite else {
      throw GoalDefect(
        text: part, finding: "\"\(text)\" is not a number that can be read.", remedy: examples)
    }
    return value
  }
}

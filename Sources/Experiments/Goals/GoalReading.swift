/// The words of one goal: the bound, and a part's name before it.
struct GoalWords {
  /// What stands before the bound, with blanks between its words and quotes as written; may be empty.
  var name: String
  /// The bound: the word with a sign.
  var bound: String

  /// All of them.
  var whole: String { name.isEmpty ? bound : "\(name) \(bound)" }

  static let signs = "/<>≤≥="

  /// The words of each goal of a text, in order.
  ///
  /// - Throws: `GoalDefect` about quotes that are not closed, decimal commas, and words without a bound.
  static func words(of text: String, for judge: GoalJudge) throws(GoalDefect) -> [GoalWords] {
    guard text.count(where: { $0 == "\"" }).isMultiple(of: 2) else {
      throw GoalDefect(
        text: text, finding: "a double quote is not closed.", remedy: "Close it after the name.")
    }
    let parts = cut(text) { $0 == "," }
    if let comma = decimalComma(in: text, parts: parts.flatMap { cut($0, at: \.isWhitespace) }) {
      throw GoalDefect(
        text: comma, finding: "this has a decimal comma.", remedy: "Write a decimal point.")
    }
    var goals: [GoalWords] = []
    for part in parts {
      var name: [String] = []
      for word in cut(joined(part), at: \.isWhitespace) {
        if isBound(word) {
          goals.append(GoalWords(name: name.joined(separator: " "), bound: word))
          name = []
        } else {
          name.append(word)
        }
      }
      guard name.isEmpty else {
        throw GoalDefect(text: part, finding: "this is no goal.", remedy: judge.examples)
      }
    }
    return goals
  }

  /// Whether a word has a sign outside quotes.
  private static func isBound(_ word: String) -> Bool {
    cut(word) { signs.contains($0) }.joined().count < word.count
  }

  /// `abandonment<2,5%` falls apart into a goal and a rest that begins with a digit and is no
  /// service level.
  private static func decimalComma(in text: String, parts: [String]) -> String? {
    for (first, second) in zip(parts, parts.dropFirst())
    where text.contains("\(first),\(second)") && (first.last?.isNumber ?? false)
      && (second.first?.isNumber ?? false)
      && (!second.contains("/") || !first.contains(where: "/<=>".contains))
    {
      return "\(first),\(second)"
    }
    return nil
  }

  /// Without blanks around signs and before colons, so that `abandoned < 5%` is one word.
  private static func joined(_ text: String) -> String {
    var result = ""
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      let afterSign = result.last.map { signs.contains($0) } ?? false
      if !isQuoted, character.isWhitespace, afterSign { continue }
      if !isQuoted, signs.contains(character) {
        while result.last?.isWhitespace == true { result.removeLast() }
      }
      result.append(character)
    }
    return result
  }

  /// The pieces between separators outside double quotes, without empty ones.
  private static func cut(_ text: String, at isSeparator: (Character) -> Bool) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted && isSeparator(character) {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map { TournamentKPI.trimmed($0[...]) }.filter { !$0.isEmpty }
  }
}

/// Reads one goal.
struct GoalReading {
  var reader: GoalText
  var words: GoalWords

  /// The goal, with its text.
  ///
  /// - Throws: `GoalDefect` about what cannot be read or is out of range.
  func written() throws(GoalDefect) -> GoalText.Written {
    var rest = words.bound[...]
    var period = reader.period
    if let place = rest.lastIndex(of: "@"), !rest[place...].contains("\"") {
      period = try self.period(String(rest[rest.index(after: place)...]))
      rest = rest[..<place]
    }
    var part = Self.unquoted(words.name)
    if part.hasSuffix(":") { part.removeLast() }
    if part.isEmpty, let place = colon(in: rest) {
      part = Self.unquoted(String(rest[..<place]))
      rest = rest[rest.index(after: place)...]
      guard !part.isEmpty else {
        throw defect(
          "no contact type stands before the colon.",
          "Write a type's name, as in sales:80/20, or no colon.")
      }
    }
    let text = (part.isEmpty ? "" : "\(part) ") + rest + (period == reader.period ? "" : "@\(period)")
    var goal = try bounded(String(rest))
    goal.period = period
    if !part.isEmpty { goal.part = part }
    return GoalText.Written(text: text, goal: goal, remark: remark(on: String(rest)))
  }

  /// What to say of the figure's word, which may be an old one.
  private func remark(on bound: String) -> String? {
    TournamentKPI.remark(
      on: Self.unquoted(String(bound.prefix { !GoalWords.signs.contains($0) })), inGoal: true)
  }

  /// The colon after a part's name: the last one before signs, unless what stands before it is a figure
  /// and what stands after it none, as in `asa:vip<20s`.
  private func colon(in text: Substring) -> String.Index? {
    var (place, sign): (String.Index?, String.Index?) = (nil, nil)
    var isQuoted = false
    for index in text.indices {
      if text[index] == "\"" { isQuoted.toggle() }
      if isQuoted { continue }
      if text[index] == ":" { place = index }
      if GoalWords.signs.contains(text[index]) {
        sign = index
        break
      }
    }
    guard let place, let sign else { return place }
    let before = Self.unquoted(String(text[..<place]))
    let after = Self.unquoted(String(text[text.index(after: place)..<sign]))
    let isFigureOfPart =
      text[sign] != "/" && FigureName(goalWord: before) != nil && FigureName(goalWord: after) == nil
    return isFigureOfPart ? nil : place
  }

  private static func unquoted(_ text: String) -> String { text.replacing("\"", with: "") }

  private func defect(_ finding: String, _ remedy: String) -> GoalDefect {
    GoalDefect(text: words.whole, finding: finding, remedy: remedy)
  }

  private func period(_ word: String) throws(GoalDefect) -> Goal.Period {
    guard let period = Goal.Period(rawValue: word.lowercased()) else {
      throw defect("\"@\(word)\" is no period.", "Write @interval, @day or @month.")
    }
    return period
  }

  // MARK: Bounds

  private func bounded(_ text: String) throws(GoalDefect) -> Goal {
    let pieces = text.split(separator: "±", maxSplits: 1, omittingEmptySubsequences: false)
    var goal = try untolerant(String(pieces[0]))
    if pieces.count == 2 {
      goal.tolerance = try value(String(pieces[1]), of: goal.measure.figure.unit)
    }
    return goal
  }

  private func untolerant(_ text: String) throws(GoalDefect) -> Goal {
    if let slash = text.firstIndex(of: "/") {
      return try serviceLevel(
        String(text[..<slash]), within: String(text[text.index(after: slash)...]))
    }
    // "=" stands for the side on which the figure is good.
    let signs: [(String, GoalSense?)] = [
      ("<=", .atMost), (">=", .atLeast), ("≤", .atMost), ("≥", .atLeast), ("<", .atMost),
      (">", .atLeast), ("=", nil),
    ]
    guard let (sign, sense) = signs.first(where: { text.contains($0.0) }),
      let place = text.firstRange(of: sign), place.lowerBound > text.startIndex,
      place.upperBound < text.endIndex
    else { throw defect("this is no goal.", reader.judge.examples) }
    let (figure, part) = try figure(String(text[..<place.lowerBound]))
    let bound = try value(String(text[place.upperBound...]), of: figure.unit)
    let measure = Goal.Measure(figure)
    return Goal(measure, bound, sense: sense ?? measure.sense, part: part)
  }

  /// `asa`, or `asa:vip`.
  private func figure(_ text: String) throws(GoalDefect) -> (name: FigureName, part: String?) {
    let pieces = Self.unquoted(text).split(separator: ":", maxSplits: 1)
      .map(TournamentKPI.trimmed)
    let word = pieces.first ?? ""
    guard let name = FigureName(goalWord: word) else {
      let nearest = FigureName.nearest(to: word)
      throw defect(
        "there is no goal named \"\(word)\".",
        (nearest.map { "Did you mean \"\($0)\"? " } ?? "") + reader.judge.figures)
    }
    return (name, pieces.count > 1 ? pieces[1] : nil)
  }

  private func serviceLevel(_ left: String, within wait: String) throws(GoalDefect) -> Goal {
    var definition = reader.definition
    var level = left
    if let sign = left.firstIndex(where: "=>≥".contains) {
      let code = left[..<sign].uppercased()
      guard let found = ServiceLevelDefinition.allCases.first(where: { $0.code == code }) else {
        throw defect(
          "\"\(left[..<sign])\" is no definition of the service level.",
          "Write one of SL0 to SL7, as in SL2=80/20.")
      }
      definition = found
      level = String(left[left.index(after: sign)...].drop { $0 == "=" })
    }
    let isPercent = level.hasSuffix("%")
    let value = try number(String(isPercent ? level.dropLast() : level[...]))
    guard value > 0, value < 100 else {
      throw value == 100
        ? defect(
          "no number of agents promises this to every caller.",
          "Write a level below 100, such as 99.9.")
        : defect("a service level lies between 0 and 100 %.", "Write 80/20.")
    }
    guard isPercent || value >= 1 else {
      let percent = GoalText.percent(value).dropLast()
      throw defect(
        "this is less than one percent.",
        "Write \(percent)/\(wait) for \(percent) %, or \(level)%/\(wait) if you mean it.")
    }
    let share = Self.hundredth(of: isPercent ? level.dropLast() : level[...]) ?? value / 100
    return Goal(.serviceLevel(definition, within: try seconds(wait, upTo: 86_400)), share)
  }

  // MARK: Values

  private func value(_ text: String, of unit: IndicatorUnit) throws(GoalDefect) -> Double {
    switch unit {
    case .proportion: return try proportion(text)
    case .seconds: return try seconds(text, upTo: reader.judge.longest)
    case .count, .hours, .contacts, .agents, .lines, .perHour, .ratio, .money, .squareSeconds, .points,
      .rings:
      return try number(text)
    }
  }

  /// `20`, `20s`, `1.5min`, `1h`, `2d` in seconds.
  private func seconds(_ text: String, upTo most: Double) throws(GoalDefect) -> Double {
    let units: [(suffix: String, factor: Double)] = [
      ("min", 60), ("s", 1), ("h", 3600), ("d", 86_400), ("", 1),
    ]
    let unit = units.first { text.hasSuffix($0.suffix) } ?? ("", 1)
    let value = try number(String(text.dropLast(unit.suffix.count))) * unit.factor
    guard value >= 0, value <= most else {
      let limit = most > 86_400 ? "\(Int(most / 86_400)) d" : "24 h"
      throw defect("the time lies outside 0 s to \(limit).", "Write a time such as 20s or 1min.")
    }
    return value
  }

  /// `3%` or `0.03`, 0…1.
  private func proportion(_ text: String) throws(GoalDefect) -> Double {
    let isPercent = text.hasSuffix("%")
    let value = try number(String(isPercent ? text.dropLast() : text[...]))
    let proportion = isPercent ? Self.hundredth(of: text.dropLast()) ?? value / 100 : value
    let isInRange = reader.judge.allowsAll ? proportion <= 1 : proportion < 1
    guard proportion >= 0, isInRange else {
      let isMissing = !isPercent && value >= 1 && value < 100
      throw defect(
        "\(text) is no proportion from 0 to \(reader.judge.allowsAll ? "" : "below ")100 %.",
        isMissing ? "Did you mean \(text)%?" : "Write a proportion such as 3% or 0.03.")
    }
    return proportion
  }

  /// What a number in percent is: dividing would leave 99.9 % a digit above 0.999.
  private static func hundredth(of digits: Substring) -> Double? {
    digits.contains { "eE".contains($0) } ? nil : Double("\(digits)e-2")
  }

  private func number(_ text: String) throws(GoalDefect) -> Double {
    let isPlain = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    guard isPlain, let value = Double(text), value.isFinite else {
      throw defect("\"\(text)\" is not a number that can be read.", reader.judge.examples)
    }
    return value
  }
}

extension GoalJudge {
  /// The longest time that a bound may be, in seconds.
  fileprivate var longest: Double {
    switch self {
    case .staffing, .formula: 86_400
    case .comparison, .target: 3660 * 86_400
    }
  }

  /// Whether a bound may be all, 100 %.
  fileprivate var allowsAll: Bool {
    switch self {
    case .staffing, .formula: false
    case .comparison, .target: true
    }
  }
}

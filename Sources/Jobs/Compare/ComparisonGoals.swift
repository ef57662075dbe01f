import ContactCenter
import Experiments
import Foundation
import Reporting
import Staffing

/// Goals of a comparison as they are written: `vip 90/10, standard 80/30, abandoned < 5%`.
///
/// A service level's wait becomes the acceptable wait of its types in every entrant, since that is
/// what the simulation counts by.
struct ComparisonGoals {
  /// A goal before there is a model to look names up in.
  struct Written: Equatable {
    /// As it was given, without needless blanks.
    var text: String
    /// The contact type before it; nil: none.
    var type: String?
    var bound: Bound

    enum Bound: Equatable {
      /// A definition's identifier, the level and the wait in seconds.
      case serviceLevel(String, Double, within: Double)
      /// A KPI's name, the sense, the bound as it was written.
      case kpi(String, GoalSense, String)
    }
  }

  var written: [Written] = []
  /// Who set them.
  private(set) var origin = ComparisonContext.GoalOrigin.given
  /// Goals of the scenarios that are not judged, since the files do not have them in common.
  private(set) var notShared: [String] = []

  /// Reads the texts of the field `goal`; without any the scenario's own goals count, see
  /// `takeOwn(of:)`, and the word `none` leaves these out.
  ///
  /// - Throws: `JobFailure` about a text that is no goal.
  init(_ texts: [String]) throws {
    guard !texts.isEmpty else {
      origin = .scenario
      return
    }
    if texts == ["none"] { return }
    for text in texts {
      let parts = Self.cut(text, at: { $0 == "," })
      guard !parts.isEmpty else { throw JobFailure(at: .goal, "\(.goal) is empty. \(Self.examples)") }
      for part in parts { written += try Self.goals(in: part) }
    }
  }

  /// Where no goals were given, takes the service levels that the scenarios set themselves, as far
  /// as all of them have the same: of the center, and of contact types with a target of their own.
  mutating func takeOwn(of scenarios: [Scenario]) {
    guard origin == .scenario, let first = scenarios.first else { return }
    let all = scenarios.map(Self.own)
    written = Self.own(of: first).filter { goal in all.allSatisfy { $0.contains(goal) } }
    for goal in all.joined() where !written.contains(goal) && !notShared.contains(goal.text) {
      notShared.append(goal.text)
    }
  }

  private static func own(of scenario: Scenario) -> [Written] {
    let waits = Set(
      scenario.contactTypes.map { ($0.serviceLevel ?? scenario.serviceLevel).acceptableWait })
    func goal(_ type: String?, _ target: Double?, _ wait: Seconds?) -> Written? {
      guard let target else { return nil }
      let text =
        wait.map { wait in
          GoalText().text(of: Goal(.serviceLevel(.abandonedCountAgainst, within: wait), target))
        } ?? "\(GoalText.percent(target)) in time"
      return Written(
        text: (type.map { "\($0) " } ?? "") + text, type: type,
        bound: .serviceLevel(
          ServiceLevelDefinition.abandonedCountAgainst.identifier, target,
          within: wait ?? scenario.serviceLevel.acceptableWait))
    }
    let center = goal(nil, scenario.serviceLevel.target, waits.count == 1 ? waits.first : nil)
    return [center].compactMap(\.self)
      + scenario.contactTypes.compactMap { type in
        goal(type.name, type.serviceLevel?.target, type.serviceLevel?.acceptableWait)
      }
  }

  /// Tells a report which goals there are and who set them.
  func describe(in context: inout ComparisonContext) {
    context.goals = written.map(\.text)
    context.goalOrigin = origin
    context.goalsNotShared = notShared
  }

  // MARK: - In scenarios and models

  /// The scenario with the waits of the goals in place of its own.
  ///
  /// - Throws: `JobFailure` about a contact type that the scenario does not have, and about two
  ///   waits for one type.
  func applied(to scenario: Scenario, of file: String) throws -> Scenario {
    var changed = scenario
    var waits: [String: Double] = [:]
    for goal in written {
      guard case .serviceLevel(_, _, let wait) = goal.bound, let type = goal.type else { continue }
      try checkType(type, goal, scenario, file)
      if let other = waits[type], other != wait {
        throw JobFailure(
          .goal, goal.text,
          "\(type) has another goal with \(plain(other)) s; a contact type "
            + "has one acceptable wait.")
      }
      waits[type] = wait
    }
    let general = Set(
      written.compactMap { goal -> Double? in
        guard case .serviceLevel(_, _, let wait) = goal.bound, goal.type == nil else { return nil }
        return wait
      })
    guard general.count < 2 else {
      let waits = general.sorted().map { "\(plain($0)) s" }.joined(separator: " and ")
      throw JobFailure(
        at: .goal, "\(.goal): all contacts together have one acceptable wait, not \(waits).")
    }
    for index in changed.contactTypes.indices {
      let type = changed.contactTypes[index]
      guard let wait = waits[type.name] ?? general.first else { continue }
      var level = type.serviceLevel ?? changed.serviceLevel
      level.acceptableWait = wait
      level.shortAbandon = min(level.shortAbandon, wait)
      changed.contactTypes[index].serviceLevel = level
    }
    return changed
  }

  private func checkType(
    _ type: String, _ goal: Written, _ scenario: Scenario, _ file: String
  ) throws {
    let names = scenario.contactTypes.map(\.name)
    guard !names.contains(type) else { return }
    let hint =
      NearestName.nearest(to: type, in: names).map { "Did you mean \"\($0)\"?" }
      ?? "It has \(names.joined(separator: ", "))."
    throw JobFailure(
      .goal, goal.text, "\(file) has no contact type named \"\(type)\". \(hint)")
  }

  /// The goals of a tournament between entrants like this model.
  ///
  /// - Throws: `JobFailure` about a KPI or a bound that cannot be.
  func goals(in model: Model) throws -> [TournamentGoal] {
    try written.map { goal in
      switch goal.bound {
      case .serviceLevel(let identifier, let level, _):
        let kpi = try kpi(identifier, goal, model)
        return TournamentGoal(kpi, .atLeast, level)
      case .kpi(let name, let sense, let text):
        let kpi = try kpi(Self.synonyms[name.lowercased()] ?? name, goal, model)
        return TournamentGoal(kpi, sense, try bound(text, of: kpi, goal))
      }
    }
  }

  /// Words of staffing goals that are no KPI's names.
  private static let synonyms = [
    "abandonment": "abandonedProportion", "abandoned": "abandonedProportion",
    "waiting": "queuedProportion", "blocking": "blockingProbability",
    "blocked": "blockingProbability",
  ]

  private func kpi(_ name: String, _ goal: Written, _ model: Model) throws -> TournamentKPI {
    do throws(TournamentError) {
      return try TournamentKPI(goal.type.map { "\(name):\($0)" } ?? name, in: ModelNames(model))
    } catch {
      throw JobFailure(.goal, goal.text, "\(error.description)\(error.hint)")
    }
  }

  private func bound(_ text: String, of kpi: TournamentKPI, _ goal: Written) throws -> Double {
    let value = FieldText(.goal, text, place: "\(goal.text): ")
    switch kpi.unit {
    case .proportion:
      let isPercent = text.hasSuffix("%")
      let number = try FieldText(
        .goal, isPercent ? String(text.dropLast()) : text, place: value.place
      ).number(from: 0, upTo: isPercent ? 100 : 1, excludingLow: false)
      return isPercent ? number / 100 : number
    case .seconds: return try value.duration(mayBeZero: true)
    default: return try value.number(from: -1e15, upTo: 1e15)
    }
  }

  private func plain(_ value: Double) -> String { value.plain }

  // MARK: - Reading

  private static let examples =
    "Write goals such as vip 90/10, 80/20, abandoned < 5%, asa:vip < 20s."

  /// The goals of a text without commas.
  private static func goals(in part: String) throws -> [Written] {
    var goals: [Written] = []
    var type: [String] = []
    for word in cut(joined(part), at: \.isWhitespace) {
      guard word.contains(where: { "/<>≤≥".contains($0) }) else {
        type.append(word)
        continue
      }
      var name = type.joined(separator: " ")
      if name.hasSuffix(":") { name.removeLast() }
      type = []
      goals.append(try goal(word, type: name, in: part))
    }
    guard type.isEmpty, !goals.isEmpty else {
      throw JobFailure(.goal, part, "this is no goal. \(examples)")
    }
    return goals
  }

  private static func goal(_ word: String, type: String, in part: String) throws -> Written {
    var (type, bound) = (unquoted(type), word)
    if let colon = word.lastIndex(of: ":"), type.isEmpty,
      !word[..<colon].contains(where: { "/<>≤≥".contains($0) })
    {
      let before = unquoted(String(word[..<colon]))
      let isKPI = word[colon...].contains(where: { "<>≤≥".contains($0) }) && isKnown(before)
      if !isKPI { (type, bound) = (before, String(word[word.index(after: colon)...])) }
    }
    let text = (type.isEmpty ? "" : "\(type) ") + bound
    let known = type.isEmpty ? nil : type
    for (sign, sense) in signs where bound.contains(sign) {
      let place = bound.range(of: sign)!
      let name = unquoted(String(bound[..<place.lowerBound]))
      let value = String(bound[place.upperBound...])
      guard !name.isEmpty, !value.isEmpty else { break }
      return Written(text: text, type: known, bound: .kpi(name, sense, value))
    }
    let goals: [Goal]
    do throws(GoalDefect) {
      goals = try GoalText().goals(bound)
    } catch {
      throw JobFailure(.goal, part, "\(error.finding) \(error.remedy)")
    }
    guard let goal = goals.first, case .serviceLevel(let definition, let wait) = goal.measure else {
      throw JobFailure(.goal, part, "this is no goal. \(examples)")
    }
    return Written(
      text: text, type: known,
      bound: .serviceLevel(definition.identifier, goal.bound, within: wait))
  }

  private static let signs: [(String, GoalSense)] = [
    ("<=", .atMost), (">=", .atLeast), ("≤", .atMost), ("≥", .atLeast), ("<", .atMost),
    (">", .atLeast),
  ]

  private static func isKnown(_ name: String) -> Bool {
    TournamentKPI.identifiers.contains(name) || TournamentKPI.aliases[name] != nil
      || synonyms[name.lowercased()] != nil
  }

  /// Without blanks around signs, so that `abandoned < 5%` is one word.
  private static func joined(_ text: String) -> String {
    var result = ""
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      let afterSign = result.last.map { "/<>≤≥=".contains($0) } ?? false
      if !isQuoted, character.isWhitespace, afterSign { continue }
      if !isQuoted, "/<>≤≥=".contains(character) {
        while result.last?.isWhitespace == true { result.removeLast() }
      }
      result.append(character)
    }
    return result
  }

  private static func unquoted(_ text: String) -> String {
    text.replacing("\"", with: "")
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
    return parts.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}

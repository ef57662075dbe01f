import ContactCenter
import Yams

// Numbers, and quantities with their units.

extension Kind where Value == Int {
  /// A whole number within bounds.
  static func integer(_ range: ClosedRange<Int>) -> Kind<Int> {
    let shape = Shape.Scalar(
      name: "whole number", types: ["integer"], minimum: Double(range.lowerBound),
      maximum: Double(range.upperBound))
    let settings = { (focus: SettingFocus<Int>) in
      SettingTree.leaf(
        .whole(range), focus, get: { .number(Double($0)) },
        set: { $0.number.map { Int(clamping: $0) } })
    }
    return Kind(shape: .scalar(shape), settings: settings) { node, reading in
      guard let text = reading.scalar(node, "a whole number") else { return nil }
      guard let value = Int(text) else {
        return reading.fail(
          node, "\"\(text.shortened)\" is not a whole number.",
          "Give \(range.lowerBound) to \(range.upperBound).")
      }
      guard range.contains(value) else {
        return reading.fail(
          node, "\(value) is out of range.",
          "Allowed are \(range.lowerBound) to \(range.upperBound).")
      }
      return value
    }
  }
}

extension Kind where Value == UInt64 {
  /// The seed: any whole number from 0 to 2⁶⁴ − 1.
  static var seed: Kind<UInt64> {
    Kind<UInt64>(
      shape: .scalar(.init(name: "whole number", types: ["integer"], minimum: 0, maximum: 0x1p64)),
      settings: { focus in
        SettingTree.leaf(
          .whole(0...1 << 53), focus, get: { .number(Double($0)) },
          set: { $0.number.map { UInt64($0) } })
      }
    ) { node, reading in
      guard let text = reading.scalar(node, "a whole number") else { return nil }
      return UInt64(text)
        ?? reading.fail(node, "\"\(text.shortened)\" is no seed.", "Give a whole number from 0 on.")
    }
  }
}

extension Kind where Value == Double {
  /// A number within bounds, without unit.
  static func number(_ range: ClosedRange<Double>) -> Kind<Double> {
    let shape = Shape.Scalar(
      name: "number", types: ["number"], minimum: range.lowerBound, maximum: range.upperBound)
    return Kind(
      shape: .scalar(shape), settings: { SettingTree.number(.number(range), $0) }
    ) { node, reading in
      guard let text = reading.scalar(node, "a number") else { return nil }
      guard let value = reading.number(text, node) else { return nil }
      guard range.contains(value) else {
        return reading.fail(
          node, "\(text) is out of range.",
          "Allowed are \(range.lowerBound.plain) to \(range.upperBound.plain).")
      }
      return value
    }
  }

  /// A part of a whole: `80%` or `0.8`.
  static var proportion: Kind<Double> {
    Kind<Double>(
      shape: .scalar(
        .init(
          name: "proportion", types: ["number", "string"],
          pattern: #"^\s*[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\s*%\s*$"#,
          minimum: ScenarioLimits.proportions.lowerBound,
          maximum: ScenarioLimits.proportions.upperBound)),
      settings: { SettingTree.number(.proportion, $0) }
    ) { node, reading in
      guard let text = reading.scalar(node, "a proportion") else { return nil }
      guard let share = reading.share(text, node) else { return nil }
      guard ScenarioLimits.proportions.contains(share) else {
        return reading.fail(node, "\(text) is no proportion.", "Give 0% to 100%, or 0 to 1.")
      }
      return share
    }
  }

  /// A correlation: −1 to 1.
  static var correlation: Kind<Double> {
    number(ScenarioLimits.correlations)
  }

  /// A length of time with its unit: `20 s`, `3 min`, `1.5 h`, `2 d`; 0 needs no unit.
  static var duration: Kind<Double> {
    Kind<Double>(
      shape: .scalar(
        .init(
          name: "duration", types: ["string", "integer"],
          pattern: #"^\s*[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\s*(s|min|h|d)\s*$"#,
          minimum: 0, maximum: 0)),
      settings: { SettingTree.number(.duration, $0) }
    ) { node, reading in
      guard let text = reading.scalar(node, "a duration") else { return nil }
      let isFinite = !["inf", "nan", "infinity"].contains { text.lowercased().hasSuffix($0) }
      guard isFinite else { return reading.fail(node, "\(text) is not a finite number.") }
      let digits = text.prefix { !$0.isLetter || $0 == "e" || $0 == "E" }
      let unit = text.dropFirst(digits.count).trimmed
      guard let value = reading.number(String(digits).trimmed, node) else { return nil }
      let units: [String: Double] = ["s": 1, "min": 60, "h": 3600, "d": 86_400]
      guard let factor = units[unit] ?? (unit.isEmpty && value == 0 ? 1 : nil) else {
        return reading.fail(
          node,
          unit.isEmpty ? "The duration \(text) has no unit." : "\"\(unit)\" is no unit of time.",
          "Allowed are s, min, h and d: \(digits.trimmed) s or \(digits.trimmed) min.")
      }
      let seconds = value * factor
      guard ScenarioLimits.lengths.contains(seconds) else {
        return reading.fail(
          node, "The duration \(text) is out of range.", "Allowed are 0 s to 3660 d.")
      }
      return seconds
    }
  }

  /// A time of day, `08:30`; times after midnight of the next day go on as `25:30`.
  static var timeOfDay: Kind<Double> {
    Kind<Double>(
      shape: .scalar(
        .init(
          name: "time of day", types: ["string", "integer"],
          pattern: #"^[0-9]{1,5}:[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?$"#)),
      settings: { SettingTree.number(.timeOfDay, $0) }
    ) { node, reading in
      guard let text = reading.scalar(node, "a time of day") else { return nil }
      return TimeOfDayText.seconds(text)
        ?? reading.fail(
          node, "\"\(text.shortened)\" is no time of day.",
          "Write hours and minutes: 08:30 (25:30 is 01:30 of the next day).")
    }
  }
}

extension Kind where Value == Double {
  /// What comes on top of a whole, as a share of it, which may exceed 1: `45%`, `1.5`, `150%`.
  static var surcharge: Kind<Double> {
    Kind<Double>(
      shape: .scalar(
        .init(
          name: "surcharge", types: ["number", "string"],
          pattern: #"^\s*[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\s*%\s*$"#,
          minimum: ScenarioLimits.surcharges.lowerBound,
          maximum: ScenarioLimits.surcharges.upperBound)),
      settings: { SettingTree.number(.surcharge, $0) }
    ) { node, reading in
      guard let text = reading.scalar(node, "a surcharge") else { return nil }
      guard let share = reading.share(text, node) else { return nil }
      guard ScenarioLimits.surcharges.contains(share) else {
        return reading.fail(node, "\(text) is out of range.", "Give 0% to 1000%, or 0 to 10.")
      }
      return share
    }
  }

  /// A length of time in months: `3 months`, `1 month`, `2 years`, `45 d`; 0 needs no unit.
  static var months: Kind<Double> {
    Kind<Double>(
      shape: .scalar(
        .init(
          name: "months", types: ["string", "integer"],
          pattern: #"^\s*[0-9]+(\.[0-9]+)?\s*(months?|years?|d)\s*$"#, minimum: 0, maximum: 0)),
      settings: { SettingTree.number(.months, $0) }
    ) { node, reading in
      guard let text = reading.scalar(node, "a number of months") else { return nil }
      let digits = text.prefix { !$0.isLetter }
      let unit = text.dropFirst(digits.count).trimmed
      guard let value = reading.number(String(digits).trimmed, node) else { return nil }
      let units: [String: Double] = [
        "month": 1, "months": 1, "year": 12, "years": 12, "d": 12 / 365.25,
      ]
      guard let factor = units[unit] ?? (unit.isEmpty && value == 0 ? 1 : nil) else {
        return reading.fail(
          node, unit.isEmpty ? "\(text) has no unit." : "\"\(unit)\" is no unit of months.",
          "Allowed are months, years and d: \(digits.trimmed) months.")
      }
      let months = value * factor
      guard (0...ScenarioLimits.months).contains(months) else {
        return reading.fail(
          node, "\(text) is out of range.",
          "Allowed are 0 to \(ScenarioLimits.months.plain) months.")
      }
      return months
    }
  }
}

/// Hours and minutes.
enum TimeOfDayText {
  /// `08:30`, `08:30:15` or `08:30:15.25` in seconds after midnight; nil if it is not written so.
  static func seconds(_ text: some StringProtocol) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0].count <= 5,
      let hours = number(parts[0]), let minutes = number(parts[1]), parts[1].count == 2,
      minutes < 60
    else { return nil }
    let start = Double(hours * 3600 + minutes * 60)
    guard parts.count == 3 else { return start }
    let fraction = parts[2].split(separator: ".", omittingEmptySubsequences: false)
    guard fraction.count <= 2, fraction[0].count == 2,
      fraction.allSatisfy({ number($0) != nil }), let seconds = Double(parts[2]), seconds < 60
    else { return nil }
    return start + seconds
  }

  /// Seconds after midnight as they may be written, `08:30` or `08:30:15`.
  static func text(_ seconds: Double) -> String {
    let whole = Int(clamping: seconds.rounded(.down))
    let parts = [whole / 3600, whole / 60 % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    let rest = seconds - Double(whole / 60 * 60)
    let end = rest == 0 ? "" : rest < 10 ? ":0\(rest.plain)" : ":\(rest.plain)"
    return parts.joined(separator: ":") + end
  }

  /// Digits and nothing else.
  private static func number(_ text: some StringProtocol) -> Int? {
    let isPlain = text.utf8.allSatisfy { (48...57).contains($0) }
    return isPlain && text.count <= 9 ? Int(text) : nil
  }
}

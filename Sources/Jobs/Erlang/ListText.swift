import Foundation

/// The values of a list: `10,12,14`, `10..20`, `100..200:10`, `2min..5min:30s`, or several of them.
struct ListText {
  var value: FieldText
  /// Whether values are whole, so that a comma can only part them.
  var isCount: Bool

  /// The most values of one list.
  static let most = 10_000

  /// The texts of the values; one where the text is no list.
  ///
  /// - Throws: `JobFailure` about a range that is none or has too many values.
  func values() throws -> [String] {
    let parts = value.text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 || value.text.contains("..") else { return [value.text] }
    if parts.count == 2, !isCount, parts.allSatisfy({ !$0.contains("..") }),
      parts[0].allSatisfy(\.isNumber)
    {
      throw value.complaint(
        "this may be one number or two. Write a decimal point, not a comma, for one; for two give "
          + "the first its unit, or write \(parts[0])..\(parts[1]):STEP.")
    }
    let all = try parts.flatMap(range)
    guard all.count <= Self.most else { throw tooMany }
    return all
  }

  private var tooMany: JobFailure {
    value.complaint("more than \(Self.most) values. Give a larger step, as in 100..200:10.")
  }

  private func range(_ part: String) throws -> [String] {
    guard let dots = part.range(of: "..") else { return [part] }
    let rest = part[dots.upperBound...].split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(rest.count) else { throw noRange }
    var (from, to) = (try split(part[..<dots.lowerBound]), try split(rest[0]))
    var step = try rest.count == 2 ? split(rest[1]) : nil
    var units = Set([from.unit, to.unit, step?.unit ?? ""]).subtracting([""])
    let seconds = FieldText.units.filter { !$0.0.isEmpty }
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
      throw value.complaint("a range has units of one kind, as in 60s..300s:30s.")
    }
    guard to.number >= from.number else {
      throw value.complaint("a range rises, as in 10..20.")
    }
    guard let width = step?.number ?? (to.number - from.number >= 1 ? 1 : nil), width > 0 else {
      throw value.complaint("give the range a step above 0, as in 0.5..0.9:0.1.")
    }
    let count = ((to.number - from.number) / width * (1 + 1e-12)).rounded(.down)
    guard count < Double(Self.most) else { throw tooMany }
    return (0...Int(count)).map { index in
      String(format: "%.12g", from.number + Double(index) * width) + (units.first ?? "")
    }
  }

  private var noRange: JobFailure {
    value.complaint("a range is written 10..20, or 100..200:10 with a step.")
  }

  /// The number and what follows it.
  private func split(_ text: Substring) throws -> (number: Double, unit: String) {
    let digits = text.prefix { "0123456789.".contains($0) }
    let unit = text.dropFirst(digits.count).trimmingCharacters(in: .whitespaces)
    let isKnown = unit == "%" || FieldText.units.contains { $0.0 == unit }
    guard let number = Double(digits), isKnown else { throw noRange }
    return (number, unit)
  }
}

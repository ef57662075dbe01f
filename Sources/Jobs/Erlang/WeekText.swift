import Foundation

/// Hours of a day or a week, each with a number: `9-17`, `mon-fri 8:30-18:00`, `8-18=30, 18-8=4`.
struct WeekText {
  /// A time of the cycle.
  struct Part {
    /// Seconds from the beginning of the day, or of the week.
    var from: Double
    var to: Double
    var number: Double?
  }

  /// Whether days of the week are named.
  let hasDays: Bool
  /// For every day where no day is named.
  private let written: [(days: [Int]?, from: Double, to: Double, number: Double?)]

  private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  private static let mostParts = 100
  private static let day = 86_400.0

  /// - Parameters:
  ///   - value: the field's text.
  ///   - isNumbered: whether each part has a number, as in `8-18=30`; else none has.
  /// - Throws: `JobFailure` about a part that cannot be read.
  init(_ value: FieldText, isNumbered: Bool) throws {
    let parts = value.text.lowercased().split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= Self.mostParts else {
      throw value.complaint("allowed are at most \(Self.mostParts) parts.")
    }
    written = try parts.map { part in
      guard let read = Self.part(part, isNumbered: isNumbered) else {
        let example = isNumbered ? "'mon-fri 8:00-18:00=30, 18-8=4'" : "'mon-fri 9:00-17:00, sat 10-14'"
        throw value.complaint("allowed are hours such as \(example).")
      }
      return read
    }
    hasDays = written.contains { $0.days != nil }
  }

  private static func part(
    _ text: Substring, isNumbered: Bool
  ) -> (days: [Int]?, from: Double, to: Double, number: Double?)? {
    let sides = text.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == (isNumbered ? 2 : 1) else { return nil }
    let words = sides[0].split(separator: " ")
    guard let hours = words.last, words.count <= 2 else { return nil }
    var named: [Int]?
    if words.count == 2 {
      guard let days = self.days(words[0]) else { return nil }
      named = days
    }
    let times = hours.split(separator: "-", omittingEmptySubsequences: false).map(self.time)
    guard times.count == 2, let from = times[0], let to = times[1], from != to, from < day else { return nil }
    var number: Double?
    if isNumbered {
      let digits = sides[1].trimmingCharacters(in: .whitespaces)
      guard digits.utf8.allSatisfy({ "0123456789.".utf8.contains($0) }), let value = Double(digits),
        value <= 1e9
      else { return nil }
      number = value
    }
    return (named, from, to > from ? to : to + day, number)
  }

  private static func days(_ text: Substring) -> [Int]? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
      self.days.firstIndex(of: String($0))
    }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else { return nil }
    return first <= last ? Array(first...last) : Array(first...6) + Array(0...last)
  }

  /// Seconds of `9`, `17:30`; up to 24.
  private static func time(_ text: Substring) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { part -> Int? in
      (1...2).contains(part.count) && part.allSatisfy(\.isASCII) ? Int(part) : nil
    }
    guard (1...2).contains(parts.count), let hours = parts[0], (0...24).contains(hours) else { return nil }
    guard parts.count == 2 else { return Double(hours) * 3600 }
    guard let minutes = parts[1], (0...59).contains(minutes), hours < 24 || minutes == 0 else { return nil }
    return Double(hours) * 3600 + Double(minutes) * 60
  }

  /// The parts in a cycle of one day or seven, cut at its end.
  func parts(inWeek isWeek: Bool) -> [Part] {
    let cycle = Self.day * (isWeek ? 7 : 1)
    return written.flatMap { part in
      (isWeek ? part.days ?? Array(0...6) : [0]).flatMap { day -> [Part] in
        let (from, to) = (Double(day) * Self.day + part.from, Double(day) * Self.day + part.to)
        guard to > cycle else { return [Part(from: from, to: to, number: part.number)] }
        return [
          Part(from: from, to: cycle, number: part.number),
          Part(from: 0, to: to - cycle, number: part.number),
        ]
      }
    }
  }
}

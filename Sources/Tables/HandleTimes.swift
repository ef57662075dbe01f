import ContactCenter

/// Handle times of a column, once their unit is decided.
struct HandleTimes {
  /// How the times of a column are written.
  struct Unit: Equatable {
    /// What a bare number is multiplied by.
    var factor = 1.0
    var words = "seconds"
    /// Whether nothing has said what bare numbers of a sum are.
    var isOpen = false
  }

  /// What nobody's handle time is below, or above.
  static let plausible = 10.0...7200.0

  /// The unit of bare numbers above 0, of which `shown` are the texts.
  ///
  /// Throws `TimeColumn.Doubt` with the index of an example where seconds and minutes make sense.
  static func unit(
    of values: [Double], shown: [String], heading: Heading, options: TableOptions
  ) throws(TimeColumn.Doubt) -> Unit {
    if let unit = options.ahtUnit ?? heading.unit { return named(unit) }
    guard let middle = median(values) else { return Unit() }
    // Spreadsheets count days; as hours these would be below half a minute.
    if middle < 0.0083, plausible.contains(middle * 86_400) {
      return Unit(factor: 86_400, words: "parts of a day")
    }
    let asSeconds = plausible.contains(middle)
    let asMinutes = plausible.contains(middle * 60)
    // Nobody's calls take days; exports of machines count thousandths, and then in every row.
    if middle > plausible.upperBound, plausible.contains(middle / 1000) {
      if values.count > 1, values.allSatisfy({ plausible.contains($0 / 1000) }) { return named(.ms) }
      throw thousandths(middle, values, shown, options)
    }
    if middle > 30, asSeconds || !asMinutes { return Unit() }
    guard asSeconds || asMinutes else { return Unit() }
    let number = values.firstIndex(of: middle) ?? 0
    let text = shown[number]
    throw TimeColumn.Doubt(
      text: number,
      finding: "A handle time of \(text) may be seconds\(asSeconds ? "" : " (hardly: nobody is that fast)")"
        + " or minutes (\((middle * 60).rounded().plain) s).",
      remedy: "Say \(options.say(.ahtUnit, "min")) or \(options.say(.ahtUnit, "s")), or name the column "
        + "aht_min or aht_sec.")
  }

  /// A number that may be thousandths of seconds, or a slip.
  private static func thousandths(
    _ middle: Double, _ values: [Double], _ shown: [String], _ options: TableOptions
  ) -> TimeColumn.Doubt {
    let number = values.firstIndex(of: middle) ?? 0
    return TimeColumn.Doubt(
      text: number,
      finding: "A handle time of \(shown[number]) may be thousandths of seconds "
        + "(\((middle / 1000).rounded().plain) s), or no handle time at all.",
      remedy: "Say \(options.say(.ahtUnit, "ms")) or \(options.say(.ahtUnit, "s")), or correct it.")
  }

  static func named(_ unit: TableOptions.TimeUnit) -> Unit {
    switch unit {
    case .s: return Unit()
    case .min: return Unit(factor: 60, words: "minutes")
    case .h: return Unit(factor: 3600, words: "hours")
    case .ms: return Unit(factor: 0.001, words: "milliseconds")
    }
  }

  static func median(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    return sorted.isEmpty ? nil : sorted[sorted.count / 2]
  }
}

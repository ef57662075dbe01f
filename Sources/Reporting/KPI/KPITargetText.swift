import Experiments

/// Targets as a reader wants them: "≥ 80 % within 20 s", "30–60 s", "2–5 USD".
package enum KPITargetText {
  /// The value of a target with its unit and acceptable wait.
  package static func value(_ target: KPITarget, unit: KPI.Unit, words: KPIWords) -> String {
    let suffix = suffix(target, unit, words)
    let text: String
    switch (target.low, target.high) {
    case (let low?, let high?) where low == high: text = number(low, unit) + suffix
    case (let low?, let high?): text = "\(number(low, unit))–\(number(high, unit))\(suffix)"
    case (let low?, nil): text = "≥ \(number(low, unit))\(suffix)"
    case (nil, let high?): text = "≤ \(number(high, unit))\(suffix)"
    case (nil, nil): text = FigureText.none
    }
    guard let within = target.within else { return text }
    let wait = number(within, .seconds) + " " + words[.unitSeconds]
    return text + words.bracketed("\(words[.within]) \(wait)")
  }

  private static func suffix(_ target: KPITarget, _ unit: KPI.Unit, _ words: KPIWords) -> String {
    switch unit {
    case .money: return " " + (target.currency ?? words[.unitMoney])
    case .perHour: return words.language == .en ? " /h" : " " + words[.unitPerHour]
    case .ratio: return ""
    case .proportion, .seconds, .rings, .points, .contacts: return " " + words.word(unit, "unit")
    }
  }

  private static func number(_ value: Double, _ unit: KPI.Unit) -> String {
    // A share in decimals such as 0.92 is not exactly 92 hundredths.
    let scaled = unit == .proportion ? (value * 1e6).rounded() / 1e4 : value
    return FigureText.plain(scaled)
  }
}

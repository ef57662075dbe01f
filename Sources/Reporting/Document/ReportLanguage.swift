import ContactCenter
import Experiments
import Foundation

/// How a report speaks: words, sentences, numbers, money and days of one language.
public struct ReportLanguage: Sendable {
  /// The language.
  public let language: KPILanguage
  /// The catalogue's words.
  public let texts: KPITexts
  /// The currency of amounts of money; nil: none is known.
  public let currency: String?
  let words: KPIWords

  /// A language with the words of a catalogue.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - catalogue: Where its words are.
  ///   - currency: The currency of amounts of money, such as "CNY".
  public init(_ language: KPILanguage, catalogue: KPICatalogue, currency: String?) {
    self.language = language
    texts = catalogue.words(language)
    self.currency = currency
    words = KPIWords(language)
  }

  /// The tag of HTML's `lang`: "en", "zh-CN".
  public var tag: String { language == .zh ? "zh-CN" : "en" }

  // MARK: - Words

  /// A word of reports; its key where the texts lack it.
  public func word(_ key: String) -> String { texts.words[key] ?? key }

  /// The word for a value of an enumeration or another identifier: `word("verdict", "met")`.
  ///
  /// - Returns: The word; the identifier itself where the texts lack it.
  public func word(_ group: String, _ identifier: String) -> String {
    texts.words["\(group).\(identifier)"] ?? identifier
  }

  /// Whether the texts have a word.
  func hasWord(_ key: String) -> Bool { texts.words[key] != nil }

  /// The sentence of a finding; where it counts one thing, its form "….one" if there is one.
  public func sentence(_ finding: Finding) -> String {
    let isOne = finding.values.values.contains { $0 == .number(1, unit: "count") || $0 == .text("1") }
    let singular = isOne ? texts.phrases[finding.phrase + ".one"] : nil
    guard let phrase = singular ?? texts.phrases[finding.phrase] else { return finding.phrase }
    return phrase.filled { place in finding.values[place].map(text) ?? FigureText.none }
  }

  /// A sentence from texts that are printed already.
  func phrase(_ key: String, _ values: [String: String] = [:]) -> String {
    sentence(Finding(key, values.mapValues { .text($0) }))
  }

  /// What fills a place of a sentence.
  public func text(_ value: Finding.Value) -> String {
    switch value {
    case .number(let number, let unit): figure(number, FigureFormat(named: unit))
    case .estimate(let estimate, let unit):
      unit == FigureFormat.Unit.chance.rawValue
        ? chance(estimate) : self.estimate(estimate, FigureFormat(named: unit))
    case .names(let names): list(names.map(name))
    case .word(let key): texts.words[key] ?? key
    case .text(let text): day(text)
    }
  }

  /// Where a target comes from.
  func provenance(_ identifier: String) -> String {
    texts.provenance[identifier] ?? word("provenance", identifier)
  }

  /// The name of a KPI, an objective, or a figure that only reports have.
  ///
  /// Of a contact type's goal, `serviceLevel:gold`, "Service level of gold".
  public func name(_ identifier: String) -> String {
    if let colon = identifier.firstIndex(of: ":") {
      let part = String(identifier[identifier.index(after: colon)...])
      return phrase("goal.name", ["kpi": name(String(identifier[..<colon])), "part": part])
    }
    return own(identifier)
  }

  private func own(_ identifier: String) -> String {
    texts.words[identifier] ?? texts.words["column.\(identifier)"] ?? texts.name(identifier)
  }

  /// A relation of figures in words: "share queued × calls offered = queued calls".
  ///
  /// - Parameter relation: Figures by their identifiers or in English, with signs between them; what
  ///   the texts have no word for stays as it is.
  /// - Returns: The relation.
  func identity(_ relation: String) -> String {
    var terms = [""]
    for part in relation.split(separator: " ") {
      if ["+", "=", "×", "≤", "÷"].contains(part) {
        terms += [String(part), ""]
      } else {
        terms[terms.count - 1] += (terms.last == "" ? "" : " ") + part
      }
    }
    return terms.map(term).joined(separator: " ")
  }

  /// "hours on duty" by the key `term.hoursOnDuty`, else an event or a KPI of that identifier.
  private func term(_ text: String) -> String {
    let parts = text.split { !$0.isLetter && !$0.isNumber }
    let key = parts.prefix(1).joined() + parts.dropFirst().map(\.capitalizedFirst).joined()
    return texts.words["term.\(key)"] ?? texts.events[key]
      ?? (texts.kpis[key]?.name).flatMap { $0.isEmpty ? nil : $0 } ?? text
  }

  /// A figure or a duration that was printed in English, with the language's units: "80.6%", "20 秒".
  package func printed(_ english: String) -> String {
    guard language == .zh else { return english }
    let percent = english.replacing(" %", with: "%")
    return percent.hasSuffix(" s") ? percent.dropLast() + words[.unitSeconds] : percent
  }

  /// "a, b, c" or "a、b、c".
  package func list(_ items: [String]) -> String {
    items.isEmpty ? FigureText.none : items.joined(separator: words[.separator])
  }

  /// "a; b" or "a；b".
  package func semicolons(_ items: [String]) -> String {
    items.joined(separator: language == .zh ? "；" : "; ")
  }

  /// What stands between a name and what is said of it.
  package var colon: String { words[.colon] }
  /// What stands between parts of a clause.
  package var comma: String { words[.comma] }
  /// A remark in brackets.
  package func bracketed(_ text: String) -> String { words.bracketed(text) }

  /// Sentences one after another.
  package func joined(_ sentences: [String]) -> String {
    sentences.filter { !$0.isEmpty }.joined(separator: language == .zh ? "" : " ")
  }

  // MARK: - Figures

  /// A figure with its unit and no more digits than its interval justifies: "80.6 %", "+1.2 s".
  ///
  /// "–" for what is not a finite number.
  public func figure(_ value: Double?, _ format: FigureFormat, halfWidth: Double? = nil) -> String {
    guard let value, value.isFinite else { return FigureText.none }
    if format.unit == .chance { return chance(value) }
    if format.unit == .days {
      return value == 1
        ? phrase("span.day") : phrase("span.days", ["days": figure(value, FigureFormat(.count))])
    }
    if format.unit == .seconds, abs(value) >= Self.minutesFrom {
      return minutes(value, isSigned: format.isSigned)
    }
    return withUnit(number(value, format, halfWidth: halfWidth), format)
  }

  /// An estimate with half the length of its interval, "80.6 ± 1.8 %", or with its ends where it is
  /// not symmetric, "58 % (49–67 %)".
  public func estimate(_ estimate: KPIEstimate?, _ format: FigureFormat) -> String {
    guard let estimate, estimate.value.isFinite else { return FigureText.none }
    guard let low = estimate.low, let high = estimate.high, low.isFinite, high.isFinite else {
      return figure(estimate.value, format)
    }
    if format.unit == .chance { return chance(estimate.value, low, high) }
    if format.unit == .seconds, abs(estimate.value) >= FigureText.hoursFrom {
      return self.estimate(estimate.inHours, FigureFormat(.hours, isSigned: format.isSigned))
    }
    let half = (high - low) / 2
    let isSymmetric = abs(estimate.value - (low + high) / 2) <= 0.1 * half
    if isSymmetric {
      let digits = decimals(estimate.value, format, halfWidth: half)
      let value = number(estimate.value, format, decimals: digits)
      let margin = number(half, FigureFormat(format.unit), decimals: digits)
      return withUnit(half == 0 ? value : "\(value) ± \(margin)", format)
    }
    let digits = decimals(estimate.value, format, halfWidth: half)
    let ends = [low, high].map { number($0, format, decimals: digits) }
    // A hyphen between signed numbers would look like another sign.
    let range = ends.joined(separator: format.isSigned ? " … " : "–")
    return figure(estimate.value, format, halfWidth: half) + words.bracketed(withUnit(range, format))
  }

  /// "80 % (74–86 %)": a chance in whole percent, since more digits would be chance.
  ///
  /// Where all or nothing of what was simulated is on target the interval says all: "84–100 %".
  private func chance(_ value: Double, _ low: Double, _ high: Double) -> String {
    let range = chances(low, high)
    if Self.percent(low) == Self.percent(high) { return chance(value) }
    let isExtreme = !(1...99).contains(Self.percent(value))
    return isExtreme ? range : chance(value) + words.bracketed(range)
  }

  /// "74–86 %".
  func chances(_ low: Double, _ high: Double) -> String {
    withUnit("\(Self.percent(low))–\(Self.percent(high))", FigureFormat(.chance))
  }

  private static func percent(_ share: Double) -> Int { Int(clamping: (share * 100).rounded()) }

  /// A chance in a sentence: "about 80 % (74–86 %)".
  func chance(_ estimate: KPIEstimate) -> String {
    let text = self.estimate(estimate, FigureFormat(.chance))
    let isRough = (estimate.halfWidth ?? 1) > 0.005 && (1...99).contains(Self.percent(estimate.value))
    return isRough && text.first?.isNumber == true ? phrase("chance.about", ["share": text]) : text
  }

  /// A chance without interval; never the certainty that no simulation gives.
  private func chance(_ value: Double) -> String {
    let percent = Int(clamping: (value * 100).rounded())
    if percent >= 100 { return word("chance.over") }
    return percent <= 0 ? word("chance.under") : withUnit("\(percent)", FigureFormat(.chance))
  }

  /// The number without its unit, percent times 100.
  func number(_ value: Double, _ format: FigureFormat, halfWidth: Double? = nil) -> String {
    number(value, format, decimals: decimals(value, format, halfWidth: halfWidth))
  }

  private func number(_ value: Double, _ format: FigureFormat, decimals: Int) -> String {
    let text = FigureText.fixed(value * format.factor, decimals: decimals)
    let isPositive = value > 0 && text.contains { "123456789".contains($0) }
    return format.isSigned && isPositive ? "+" + text : text
  }

  /// Decimals that show two digits of the half-width; without one, what readers expect of the unit.
  private func decimals(_ value: Double, _ format: FigureFormat, halfWidth: Double?) -> Int {
    let scaled = value * format.factor
    if let halfWidth, halfWidth > 0 {
      return FigureText.decimals(scaled, halfWidth: halfWidth * format.factor)
    }
    // Cents where the amount is small, none where it is whole.
    if format.unit == .money {
      return abs(scaled) >= 100 || scaled == scaled.rounded() ? 0 : 2
    }
    // A share such as 0.92 is not exactly 92 hundredths.
    let clean = (scaled * 1e6).rounded() / 1e6
    if format.isPercent, abs(clean) >= 1, clean != clean.rounded() { return 1 }
    return FigureText.decimals(clean, halfWidth: nil)
  }

  /// From this many seconds on, a time is printed in minutes and seconds.
  private static let minutesFrom = 600.0

  private func minutes(_ value: Double, isSigned: Bool) -> String {
    guard abs(value) < 1e9 else { return FigureText.fixed(value, decimals: 0) + " s" }
    let seconds = Int(clamping: abs(value).rounded())
    let sign = value < 0 ? "−" : isSigned ? "+" : ""
    let (hours, rest) = seconds.quotientAndRemainder(dividingBy: 3600)
    let (minutes, left) = rest.quotientAndRemainder(dividingBy: 60)
    let tail = String(format: "%02d", left)
    if hours > 0 { return sign + String(format: "%d:%02d:", hours, minutes) + tail }
    return "\(sign)\(minutes):\(tail)" + (language == .zh ? "" : " min")
  }

  /// "80.4 %", "23.1 s", "160.3": a figure for columns without room for intervals, with the same few digits
  /// all down: one decimal, two for ratios, none for large counts.
  func coarse(_ value: Double, _ format: FigureFormat) -> String {
    guard value.isFinite else { return FigureText.none }
    if format.unit == .seconds, abs(value) >= FigureText.hoursFrom {
      return coarse(value / 3600, FigureFormat(.hours, isSigned: format.isSigned))
    }
    let decimals: Int
    switch format.unit {
    case .ratio, .rings: decimals = 2
    case .money: decimals = FigureText.moneyDecimals(value, halfWidth: nil)
    case .count, .plain, .days: decimals = abs(value) < 1000 ? 1 : 0
    case .proportion, .percentPoints, .seconds, .hours, .contacts, .perHour, .points: decimals = 1
    case .chance: decimals = 0
    }
    return withUnit(number(value, format, decimals: decimals), format)
  }

  private func withUnit(_ number: String, _ format: FigureFormat) -> String {
    if number == FigureText.none { return number }
    switch format.unit {
    case .proportion, .chance: return language == .zh ? number + "%" : number + " %"
    case .percentPoints:
      let isOne = number.trimmingPrefix { "+−".contains($0) } == "1"
      return number + " " + word(isOne ? "unit.percentPoint" : "unit.percentPoints")
    case .seconds: return number + " " + words[.unitSeconds]
    case .rings: return number + " " + words[.unitRings]
    case .points: return number + " " + words[.unitPoints]
    case .perHour: return number + (language == .zh ? " " + words[.unitPerHour] : " /h")
    case .hours: return number + " " + word("unit.hours")
    case .money: return money(number)
    case .contacts, .ratio, .count, .plain, .days: return number
    }
  }

  /// "CNY 20,331", "20,331 元".
  private func money(_ number: String) -> String {
    guard let currency else { return number + " " + word("unit.noCurrency") }
    if language == .zh {
      let names = ["CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元"]
      return number + " " + (names[currency] ?? currency)
    }
    return currency + " " + number
  }

  /// The format of a chart's axis: the unit alone, for the axis title.
  package func unitName(_ format: FigureFormat) -> String {
    switch format.unit {
    case .proportion, .chance: "%"
    case .money: currency.map { language == .zh && $0 == "CNY" ? "元" : $0 } ?? ""
    case .contacts, .ratio, .count, .plain, .days: ""
    case .seconds, .rings, .points, .perHour, .hours, .percentPoints:
      withUnit("", format).trimmingCharacters(in: .whitespaces)
    }
  }

  // MARK: - Targets

  /// "≥ 80 % within 20 s"; "–" without target.
  func target(_ target: TargetFigure?, unit: KPI.Unit) -> String {
    guard let target else { return FigureText.none }
    let format = FigureFormat(unit)
    var local = self
    if let own = target.currency { local = ReportLanguage(self, currency: own) }
    let text: String
    switch (target.low, target.high) {
    case (let low?, let high?) where low == high: text = local.figure(low, format)
    case (let low?, let high?):
      text = local.withUnit("\(local.number(low, format))–\(local.number(high, format))", format)
    case (let low?, nil): text = "≥ " + local.figure(low, format)
    case (nil, let high?): text = "≤ " + local.figure(high, format)
    case (nil, nil): text = FigureText.none
    }
    guard let within = target.within else { return text }
    let wait = figure(within, FigureFormat(.seconds))
    return text
      + (language == .zh
        ? words.bracketed("\(words[.within]) \(wait)") : " \(words[.within]) \(wait)")
  }

  /// The same language with another currency.
  package func paying(in currency: String) -> ReportLanguage {
    ReportLanguage(self, currency: currency)
  }

  private init(_ other: ReportLanguage, currency: String) {
    language = other.language
    texts = other.texts
    words = other.words
    self.currency = currency
  }

  // MARK: - Days and times

  /// "2026-11-22" as it is, or "2026年11月22日"; what is no such day stays as it is.
  public func day(_ day: String) -> String {
    guard language == .zh, Day.number(day) != nil else { return day }
    let parts = day.split(separator: "-").compactMap { Int($0) }
    return "\(parts[0])年\(parts[1])月\(parts[2])日"
  }

  /// A moment in seconds since 1970 as its day in Greenwich.
  func day(ofSeconds seconds: Double) -> String {
    guard seconds.isFinite, abs(seconds) < 1e11 else { return FigureText.none }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC")!
    let parts = calendar.dateComponents(
      [.year, .month, .day], from: Date(timeIntervalSince1970: seconds))
    return day(
      String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0))
  }

  /// "08:30": a moment in seconds after the first midnight.
  func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, abs(seconds) < 1e9 else { return FigureText.none }
    let minutes = Int(clamping: (seconds / 60).rounded(.down))
    return String(format: "%02d:%02d", minutes / 60 % 24, minutes % 60)
  }
}

extension KPIEstimate {
  /// An estimate of seconds in hours.
  fileprivate var inHours: KPIEstimate {
    KPIEstimate(value: value / 3600, low: low.map { $0 / 3600 }, high: high.map { $0 / 3600 })
  }
}

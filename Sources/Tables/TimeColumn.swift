import ContactCenter

/// The times of a column, once it is decided what bare numbers mean.
struct TimeColumn {
  /// What a text stands for, in seconds after midnight.
  struct Span: Equatable {
    var start: Seconds
    /// nil: the text has no end.
    var end: Seconds?
    /// Seconds ahead of universal time.
    var offset: Int?
  }

  /// What came of the texts: spans, and a remark on how they were understood.
  struct Result {
    var spans: [Span?]
    var remark: String?
  }

  /// Two readings, or none: finding and remedy, at one of the texts.
  struct Doubt: Error {
    var text: Int
    var finding: String
    var remedy: String
  }

  /// The texts, each once; nil where one is no time.
  let texts: [ClockText?]
  /// As they stand in the file, for messages.
  let shown: [String]
  /// The texts' numbers in the order of the rows of one day and type, for what depends on it.
  let sequence: [Int]
  let options: TableOptions

  /// - Throws: `Doubt` where several readings make sense.
  func resolve() throws(Doubt) -> Result {
    let parts = texts.compactMap { $0 }.flatMap { [$0.start] + ($0.end.map { [$0] } ?? []) }
    let integers = parts.contains { if case .integer = $0 { true } else { false } }
    let decimals = parts.contains { if case .decimal = $0 { true } else { false } }
    let clocks = parts.contains { if case .clock = $0 { true } else { false } }
    if clocks && !integers && !decimals { return try clockTimes() }
    if let form = options.times { return try times(as: form) }
    if clocks {
      // 9-10:30 and 08.00 beside 8:00: numbers among clock times are hours, or hours and minutes.
      return try times(as: decimals ? nil : integersAmongClocks())
    }
    if decimals { return try decimalTimes() }
    return try integerTimes()
  }

  // MARK: - Clock times

  private func clockTimes() throws(Doubt) -> Result {
    Result(spans: texts.map { $0.flatMap { span($0) { _ in nil } } }, remark: nil)
  }

  /// The span of a text, with `number` for what is no clock time.
  private func span(_ text: ClockText, _ number: (ClockText.Part) -> Seconds?) -> Span? {
    func seconds(_ part: ClockText.Part) -> Seconds? {
      if case .clock(let seconds, _) = part { return seconds }
      return number(part)
    }
    guard let start = seconds(text.start) else { return nil }
    guard let last = text.end else { return Span(start: start, end: nil, offset: text.offset) }
    guard var end = seconds(last) else { return nil }
    if end <= start { end += 86_400 }
    return Span(start: start, end: end, offset: text.offset)
  }

  private func integersAmongClocks() -> TableOptions.TimeForm {
    let isLong = texts.compactMap { $0 }.contains {
      if case .integer(_, let digits) = $0.start { return digits >= 3 }
      return false
    }
    return isLong ? .hhmm : .hours
  }

  // MARK: - Bare numbers

  /// All texts in one form; nil: decimals as clock times.
  private func times(as form: TableOptions.TimeForm?) throws(Doubt) -> Result {
    let base = form == .intervals ? try intervalBase() : nil
    let spans = texts.map { text -> Span? in
      guard let text else { return nil }
      var span = span(text) { Self.seconds($0, form, base) }
      if let length = base?.length, text.end == nil, let start = span?.start {
        span?.end = start + length
      }
      return span
    }
    return Result(spans: spans, remark: remark(form, base))
  }

  private typealias Base = (first: Int, from: Seconds, length: Seconds)

  private func remark(_ form: TableOptions.TimeForm?, _ base: Base?) -> String? {
    switch form {
    case .intervals:
      let (first, from, length) = base!
      return "interval \(first) begins at \(Self.clock(from)) and lasts \(Self.minutes(length))"
    case .fractions: return "times are parts of a day"
    case .seconds: return "times are seconds after midnight"
    case .minutes: return "times are minutes after midnight"
    case .hours: return "times are hours"
    case .hhmm: return "times are hours and minutes without a mark"
    case nil: return nil
    }
  }

  static func minutes(_ length: Seconds) -> String { "\((length / 60).plain) min" }

  static func clock(_ time: Seconds) -> String { DatedClock.text(ofTime: time) }

  private static func seconds(
    _ part: ClockText.Part, _ form: TableOptions.TimeForm?, _ base: Base?
  ) -> Seconds? {
    let value: Double
    let digits: Int
    switch part {
    case .clock(let seconds, _): return seconds
    case .integer(let number, _): (value, digits) = (Double(number), 0)
    case .decimal(let number, let count): (value, digits) = (number, count)
    }
    switch form {
    case .hours: return value <= 24 ? (value * 3600).rounded() : nil
    case .minutes: return value <= 2880 ? (value * 60).rounded() : nil
    case .seconds: return value <= 2 * 86_400 ? value : nil
    case .fractions: return value <= 2 ? snapped(value * 86_400) : nil
    case .hhmm, nil:
      // 8.3 and 8.30 are half past eight, 830 too.
      let hundred = form == .hhmm && digits == 0 ? value : (value * 100).rounded()
      let (hour, minute) = ((hundred / 100).rounded(.down), hundred.truncatingRemainder(dividingBy: 100))
      guard hour <= 24, minute < 60, hundred == hundred.rounded() else { return nil }
      return hour * 3600 + minute * 60
    case .intervals:
      guard let base, digits == 0, value >= Double(base.first) else { return nil }
      return base.from + (value - Double(base.first)) * base.length
    }
  }

  /// To the minute where a fraction of a day was cut off near one, else to the second.
  private static func snapped(_ seconds: Seconds) -> Seconds {
    let minute = (seconds / 60).rounded() * 60
    return abs(minute - seconds) < 5 ? minute : seconds.rounded()
  }

  private var integers: [Int] {
    texts.compactMap {
      if case .integer(let value, _)? = $0?.start { return value }
      return nil
    }
  }

  private func example(_ value: Int) -> Int {
    texts.firstIndex {
      if case .integer(value, _)? = $0?.start { return true }
      return false
    } ?? 0
  }

  private func intervalBase() throws(Doubt) -> Base {
    let numbers = integers
    guard let low = numbers.min(), let high = numbers.max() else {
      throw Doubt(text: 0, finding: "There are no numbers of intervals.", remedy: "")
    }
    let first = low == 0 ? 0 : 1
    let count = high - first + 1
    let isWholeDay = low <= 1 && Self.wholeDays.contains(count)
    let length = options.interval ?? (isWholeDay ? 86_400 / Double(count) : nil)
    guard let length else {
      throw Doubt(
        text: example(low), finding: "Intervals \(low) to \(high): how long one lasts is not said.",
        remedy: "Add \(options.say(.interval, "30min")), or another length.")
    }
    let isFull = Double(count) * length == 86_400
    guard let from = options.opens ?? (isFull ? 0 : nil) else {
      throw Doubt(
        text: example(low), finding: "Intervals \(low) to \(high): when the first begins is not said.",
        remedy: "Add \(options.say(.opens, "08:00")), or the time when interval \(first) begins.")
    }
    return (first, from, length)
  }

  /// Intervals of 60, 30, 15, 10 and 5 minutes in a day.
  private static let wholeDays: Set<Int> = [24, 48, 96, 144, 288]

  private func integerTimes() throws(Doubt) -> Result {
    let numbers = integers
    guard let low = numbers.min(), let high = numbers.max() else { return try clockTimes() }
    let hasEnds = texts.contains { $0?.end != nil }
    let isClock = numbers.allSatisfy { $0 % 100 < 60 && $0 / 100 <= 24 }
    let isPadded = texts.contains {
      if case .integer(let value, let digits)? = $0?.start { return digits == 4 && value <= 2400 }
      return false
    }
    if isClock, high >= 100 || isPadded {
      if !isPadded, let doubt = minutesDoubt(low, high) { throw doubt }
      return try times(as: .hhmm)
    }
    if hasEnds, high <= 24 { return try times(as: .hours) }
    let distinct = Set(numbers).sorted()
    let isDense = distinct.count == high - low + 1
    if isDense, low <= 1, Self.wholeDays.contains(distinct.count), high != 23 || low == 1 {
      return try times(as: .intervals)
    }
    if high <= 23 {
      if low >= 2 || (low == 0 && high == 23) || !isDense { return try times(as: .hours) }
      throw Doubt(
        text: example(low),
        finding: "\(low) to \(high) may be hours (\(low):00 to \(high):00) or numbers of intervals.",
        remedy: "Say \(options.say(.times, "hours")), or \(options.say(.times, "intervals")) with "
          + "\(options.say(.interval, "30min")) and \(options.say(.opens, "08:00")).")
    }
    throw Doubt(
      text: example(high),
      finding: "\(PlainText.quoted(shown[example(high)])) is no time of day: it may be the number of an "
        + "interval, or minutes or seconds after midnight.",
      remedy: "Write 08:30, or say \(options.say(.times, "intervals")) with "
        + "\(options.say(.interval, "30min")) and \(options.say(.opens, "00:00")), "
        + "\(options.say(.times, "minutes")) or \(options.say(.times, "seconds")).")
  }

  /// 600, 615, 630 may be six o'clock and minutes, or minutes from ten o'clock on.
  private func minutesDoubt(_ low: Int, _ high: Int) -> Doubt? {
    guard high < 1440, let minutes = try? regularity(times(as: .minutes)),
      let clock = try? regularity(times(as: .hhmm)), minutes.steps == clock.steps
    else { return nil }
    let steps = zip(integers.dropFirst(), integers).map { $0 - $1 }.filter { $0 > 0 }
    guard let step = steps.min(), [5, 10, 15, 20, 30, 60, 120].contains(step), low % step == 0 else {
      return nil
    }
    return Doubt(
      text: example(low),
      finding: "\(low) may be \(Self.clock(Double(low / 100 * 60 + low % 100) * 60)) or \(low) minutes after "
        + "midnight (\(Self.clock(Double(low) * 60))).",
      remedy: "Say \(options.say(.times, "hhmm")) or \(options.say(.times, "minutes")), or write 08:30.")
  }

  private func decimalTimes() throws(Doubt) -> Result {
    var values: [Double] = []
    var most = 0
    for text in texts.compactMap({ $0 }) {
      switch text.start {
      case .decimal(let value, let digits):
        values.append(value)
        most = max(most, digits)
      case .integer(let value, _): values.append(Double(value))
      case .clock: break
      }
    }
    let high = values.max() ?? 0
    if high < 2, most >= 3 { return try times(as: .fractions) }
    var asClock = regularity(try times(as: nil))
    var asHours = regularity(try times(as: .hours))
    // Nobody's rows last nine minutes: 9.00, 9.15 are clock times, 9.00, 9.25 are hours.
    if let clock = asClock, let hours = asHours, clock.isEven != hours.isEven {
      if clock.isEven { asHours = nil } else { asClock = nil }
    }
    if high <= 1 {
      throw Doubt(
        text: 0, finding: "\(shown[0]) may be a part of a day or an hour.",
        remedy: "Say \(options.say(.times, "fractions")) or \(options.say(.times, "hours")), or write "
          + "08:30.")
    }
    if let asClock, asHours == nil || asClock.steps < asHours!.steps {
      return try times(as: nil)
    }
    if let asHours, asClock == nil || asHours.steps < asClock!.steps {
      return try times(as: .hours)
    }
    guard asClock != nil else {
      throw Doubt(
        text: 0, finding: "\(PlainText.quoted(shown[0])) is no time of day.",
        remedy: "Write 08:30, or say \(options.say(.times, "hours")).")
    }
    let part = texts.firstIndex { if case .decimal? = $0?.start { true } else { false } } ?? 0
    throw Doubt(
      text: part,
      finding: "\(shown[part]) may be a time with a point (8.30 = 08:30) or hours (8.5 = 08:30).",
      remedy: "Say \(options.say(.times, "hhmm")) or \(options.say(.times, "hours")), or write 08:30.")
  }

  /// How many different steps lie between times that follow one another, and whether all are of five
  /// minutes or several times that; nil where a text has no time.
  private func regularity(_ result: Result) -> (steps: Int, isEven: Bool)? {
    var steps: Set<Double> = []
    var before: Seconds?
    for number in sequence {
      guard texts[number] != nil else { continue }
      guard let start = result.spans[number]?.start else { return nil }
      if let before, start != before { steps.insert(start - before) }
      before = start
    }
    return (steps.count, steps.allSatisfy { $0.truncatingRemainder(dividingBy: 300) == 0 })
  }
}

import ContactCenter

/// How a made table is written; every choice keeps it readable without a question.
struct TableStyle {
  enum Layout: CaseIterable { case long, queuesAcross, weekdaysAcross, datesAcross }
  enum Clock: CaseIterable { case padded, short, range, halves, seconds, digits, pointed, moment }
  enum Date: CaseIterable { case iso, german, british, american, named, digits, chinese }
  enum Numbers: CaseIterable { case plain, english, german, french, swiss }

  var layout = Layout.long
  var clock = Clock.padded
  var date: Date? = Date.iso
  var numbers = Numbers.plain
  var separator: Unicode.Scalar = ","
  var lineEnd = "\n"
  var language = 0
  var hasDecimals = false
  var hasQueues = false
  var hasHandleTimes = true
  var handleTimesHaveColons = false
  var isQuoted = false
  var isNewestFirst = false
  var titles = 0
  var hasTotals = false
  var hasNote = false
  var hasComment = false
  var step = 30
  /// The names of the columns.
  var heading: [String] = []

  /// Names of the columns in three languages: date, time, queue, calls, handle time, sum, note.
  static let words = [
    ["date", "time", "queue", "calls", "aht", "Total", "* preliminary"],
    ["Datum", "Uhrzeit", "Warteschlange", "Anrufe", "AHT (Sek.)", "Summe", "Stand: vorläufig"],
    ["日期", "时段", "队列", "来电量", "平均处理时长(秒)", "合计", "数据来源：系统"],
  ]
  static let queues = [
    ["Sales", "Service", "Billing"], ["Verkauf", "Technik", "Büro"], ["销售", "服务", "技术"],
  ]
  static let weekdays = [
    ["Mon", "Tue", "Wed", "Thu", "Fri"], ["Mo", "Di", "Mi", "Do", "Fr"], ["周一", "周二", "周三", "周四", "周五"],
  ]

  var words: [String] { Self.words[language] }
  /// Whether a column has the dates.
  var hasDatesDown: Bool { (layout == .long || layout == .queuesAcross) && date != nil }
  var hasDates: Bool { layout == .datesAcross || (layout != .weekdaysAcross && date != nil) }

  init() {}

  init(_ random: inout SplitMix) {
    layout = Layout.allCases.randomElement(using: &random)!
    clock = Clock.allCases.randomElement(using: &random)!
    date = random.oneIn(4) ? nil : Date.allCases.randomElement(using: &random)!
    numbers = Numbers.allCases.randomElement(using: &random)!
    separator = [",", ";", "\t", "|"].randomElement(using: &random)!
    lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &random)!
    language = Int.random(in: 0..<3, using: &random)
    // A point or comma before three digits needs another number that decides.
    hasDecimals = [.english, .german].contains(numbers) || random.oneIn(3)
    hasQueues = random.oneIn(2)
    hasHandleTimes = !random.oneIn(3)
    handleTimesHaveColons = random.oneIn(3)
    isQuoted = random.oneIn(5)
    isNewestFirst = random.oneIn(6)
    titles = random.oneIn(3) ? Int.random(in: 1...2, using: &random) : 0
    hasTotals = random.oneIn(3)
    hasNote = random.oneIn(4)
    hasComment = random.oneIn(6)
    step = [15, 30, 60].randomElement(using: &random)!
    if layout != .long { (hasHandleTimes, hasQueues) = (false, false) }
    if layout == .datesAcross || layout == .weekdaysAcross {
      date = layout == .datesAcross ? date ?? .iso : nil
      isNewestFirst = false
      if clock == .moment { clock = .padded }
      if date == .digits { date = .iso }
    }
    if date == nil {
      if clock == .moment { clock = .padded }
      isNewestFirst = false
    }
    if clock == .moment, date == .digits { date = .iso }
    // Whole hours with a point may be hours with decimals.
    if clock == .pointed, step == 60 { step = 30 }
  }

  func text(minute: Int) -> String {
    let (hour, rest) = (minute / 60, minute % 60)
    switch clock {
    case .padded, .moment: return "\(two(hour)):\(two(rest))"
    case .short: return "\(hour):\(two(rest))"
    case .range:
      let end = minute + step
      return "\(two(hour)):\(two(rest))-\(two(end / 60)):\(two(end % 60))"
    case .halves: return "\((hour + 11) % 12 + 1):\(two(rest)) \(hour < 12 ? "AM" : "PM")"
    case .seconds: return "\(two(hour)):\(two(rest)):00"
    case .digits: return "\(two(hour))\(two(rest))"
    case .pointed: return "\(two(hour)).\(two(rest))"
    }
  }

  func text(_ day: CalendarDate) -> String {
    let (year, month, number) = day.parts
    switch date ?? .iso {
    case .iso: return day.iso
    case .german: return "\(two(number)).\(two(month)).\(year)"
    case .british: return "\(number)/\(month)/\(year)"
    case .american: return "\(month)/\(number)/\(year)"
    case .named: return "\(day.short) \(year)"
    case .digits: return "\(year)\(two(month))\(two(number))"
    case .chinese: return "\(year)年\(month)月\(number)日"
    }
  }

  /// A number of tenths.
  func text(tenths: Int) -> String {
    let (decimal, group) = marks
    var whole = "\(tenths / 10)"
    if whole.count > 3, !group.isEmpty { whole = "\(whole.dropLast(3))\(group)\(whole.suffix(3))" }
    return hasDecimals ? "\(whole)\(decimal)\(tenths % 10)" : whole
  }

  var marks: (decimal: String, group: String) {
    switch numbers {
    case .plain: (".", "")
    case .english: (".", ",")
    case .german: (",", ".")
    case .french: (",", " ")
    case .swiss: (".", "’")
    }
  }

  func text(handleTime: Int) -> String {
    handleTimesHaveColons ? "\(two(handleTime / 60)):\(two(handleTime % 60))" : "\(handleTime)"
  }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

extension SplitMix {
  mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }
}

/// A table whose figures are known, as fields and as text.
struct MadeTable {
  var style: TableStyle
  /// All lines; titles and notes are lines of one field.
  var grid: [[String]] = []
  init(_ random: inout SplitMix) {
    style = TableStyle(&random)
    for title in 0..<style.titles { grid.append([title == 0 ? "Forecast of the center" : "Version 3"]) }
    // The 13th and later days tell days from months.
    let first = CalendarDate(year: 2026, month: 3, day: Int.random(in: 13...24, using: &random))!
    let days = style.layout == .weekdaysAcross || style.hasDates ? Int.random(in: 2...3, using: &random) : 1
    let dates = (0..<days).map { first.adding(days: $0) }
    let start = [7, 8, 9].randomElement(using: &random)! * 60
    let minutes = (0..<Int.random(in: 4...7, using: &random)).map { start + $0 * style.step }
    addFigures(dates, minutes, &random)
    if style.hasNote { grid.append([style.words[6]]) }
  }

  private mutating func addFigures(_ dates: [CalendarDate], _ minutes: [Int], _ random: inout SplitMix) {
    let queues = TableStyle.queues[style.language]
    let words = style.words
    var rows: [[String]] = []
    var columns: [String]
    switch style.layout {
    case .long: columns = []
    case .queuesAcross: columns = queues
    case .weekdaysAcross: columns = Array(TableStyle.weekdays[style.language].prefix(dates.count))
    case .datesAcross: columns = dates.map(style.text)
    }
    let daysDown = style.layout == .long || style.layout == .queuesAcross ? dates : [dates[0]]
    for date in daysDown {
      for minute in minutes {
        for queue in style.hasQueues ? queues.map({ Optional($0) }) : [nil] {
          var row = moment(date, minute)
          if let queue { row.append(queue) }
          row += (0..<max(1, columns.count)).map { _ in figure(&random) }
          if style.hasHandleTimes {
            row.append(style.text(handleTime: Int.random(in: 120...590, using: &random)))
          }
          rows.append(row)
        }
      }
    }
    if style.isNewestFirst { rows.reverse() }
    var heading = moment(nil, 0)
    if style.hasQueues { heading.append(words[2]) }
    heading += columns.isEmpty ? [words[3]] : columns
    if style.hasHandleTimes { heading.append(words[4]) }
    style.heading = heading
    grid.append(heading)
    grid += rows
    if style.hasTotals {
      let keys = moment(nil, 0).count + (style.hasQueues ? 1 : 0)
      grid.append(
        [words[5]] + [String](repeating: "", count: keys - 1)
          + (0..<max(1, columns.count)).map { _ in style.text(tenths: 99_990) })
    }
    if style.hasComment { grid.insert(["# made by hand"], at: min(3, grid.count)) }
  }

  /// The fields that say when, or their names.
  private func moment(_ date: CalendarDate?, _ minute: Int) -> [String] {
    let (dateWord, timeWord) = (style.words[0], style.words[1])
    let isBoth = style.layout == .long || style.layout == .queuesAcross
    let time = date == nil ? timeWord : style.text(minute: minute)
    guard isBoth, style.date != nil else { return [time] }
    if style.clock == .moment {
      return [date.map { "\(style.text($0)) \(time)" } ?? timeWord]
    }
    return [date.map(style.text) ?? dateWord, time]
  }

  private func figure(_ random: inout SplitMix) -> String {
    let isLarge = random.oneIn(3)
    let whole = Int.random(in: isLarge ? 1000...2500 : 0...300, using: &random)
    return style.text(tenths: whole * 10 + (style.hasDecimals ? Int.random(in: 0...9, using: &random) : 0))
  }

  /// The text of some lines.
  func text(_ grid: [[String]]) -> String {
    grid.map { row in
      row.map(quoted).joined(separator: String(Character(style.separator)))
    }.joined(separator: style.lineEnd) + style.lineEnd
  }

  private func quoted(_ field: String) -> String {
    let needs = field.unicodeScalars.contains { $0 == style.separator || $0 == "\"" }
    guard needs || (style.isQuoted && !field.hasPrefix("#")) else { return field }
    return "\"\(field.replacing("\"", with: "\"\""))\""
  }
}

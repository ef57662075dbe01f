import ContactCenter

/// What a text means in a known style, read field by field by other rules than the reader's.
///
/// A figure is nil where the text has none in that style: then a reader has to refuse it, or to say
/// what it did.
struct ReferenceReading {
  /// The sum of all calls.
  var calls: Double?
  /// The sum of calls times handle time.
  var work: Double?
  /// The sum of calls times the minute when they come.
  var moments: Double?
  /// The minutes, of whatever day, that rows begin at.
  var minutes: Set<Int> = []

  private enum Column { case date, time, queue, calls, handleTime, across(Int), unknown }

  init(_ text: String, _ style: TableStyle) {
    guard let lines = Self.fields(text, style.separator) else { return }
    let rows = lines.filter { !($0.first?.hasPrefix("#") ?? false) && $0.contains { !$0.isEmpty } }
    guard let heading = Self.heading(rows, style) else { return }
    guard let columns = Self.columns(rows, heading, style) else { return }
    let isRenamed = rows[heading].contains { !style.heading.contains($0) }
    var seen: Set<String> = []
    var sums = (calls: 0.0, work: 0.0, moments: 0.0)
    var isKnown = (calls: true, work: style.hasHandleTimes, moments: true)
    var last: (day: Int, minute: Int)?
    for (number, row) in rows[(heading + 1)...].enumerated() where row != rows[heading] {
      if row.contains(where: { $0.contains(style.words[5]) }) { continue }
      // Without a digit there is no figure; notes may stand below the others only.
      if row.allSatisfy({ !$0.contains { $0.isNumber } }) {
        let rest = rows[(heading + 1 + number)...]
        guard rest.allSatisfy({ $0.allSatisfy { !$0.contains { $0.isNumber } } }) else { return }
        continue
      }
      let width = row.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
      guard width <= columns.count, let own = Self.row(row, columns, style) else { return }
      if let minute = own.minute, own.day != nil || !style.hasDatesDown {
        minutes.insert(minute)
        for (place, _) in own.values {
          guard seen.insert("\(own.day ?? 0) \(minute) \(own.queue) \(place)").inserted else { return }
        }
      } else {
        isKnown.moments = false
      }
      // Without dates rows out of order may be of another day.
      if !style.hasDates, !style.hasQueues, let last, let minute = own.minute, minute <= last.minute {
        isKnown.moments = false
      }
      if let minute = own.minute { last = (own.day ?? 0, minute) }
      for (place, value) in own.values {
        guard let value else {
          isKnown.calls = false
          continue
        }
        sums.calls += value
        if let time = own.handleTime {
          sums.work += value * time
        } else if value > 0 {
          isKnown.work = false
        }
        sums.moments +=
          value * Double((own.day ?? Self.day(place, columns, style)) * 1440 + (own.minute ?? 0))
      }
    }
    guard last != nil else { return }
    calls = isKnown.calls ? sums.calls : nil
    work = isKnown.calls && isKnown.work ? sums.work : nil
    moments = isKnown.calls && isKnown.moments && !isRenamed ? sums.moments : nil
  }

  private static func day(_ place: Int, _ columns: [Column], _ style: TableStyle) -> Int {
    guard case .across(let day) = columns[place], style.layout != .queuesAcross else { return 0 }
    return day
  }

  // MARK: - Fields

  /// The fields of all lines; nil where quotation marks do not fit.
  static func fields(_ text: String, _ separator: Unicode.Scalar) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var (isQuoted, wasQuoted, isStart) = (false, false, true)
    var scalars = Array(text.unicodeScalars)
    scalars.append("\n")
    var place = 0
    func trimmed() -> String {
      let blanks: Set<Unicode.Scalar> = [" ", "\t", "\r", "\n", "\u{A0}", "\u{3000}", "\u{FEFF}"]
      let rest = field.drop { blanks.contains($0) }
      let end = rest.lastIndex { !blanks.contains($0) }
      return end.map { String(rest[...$0]) } ?? ""
    }
    while place < scalars.count {
      let scalar = scalars[place]
      let next = place + 1 < scalars.count ? scalars[place + 1] : " "
      place += 1
      if isQuoted {
        if scalar == "\"", next == "\"" { place += 1 }
        if scalar == "\"", next != "\"" {
          (isQuoted, wasQuoted) = (false, true)
        } else {
          field.append(scalar)
        }
        continue
      }
      let isBlank = scalar == " " || scalar == "\u{A0}" || (scalar == "\t" && separator != "\t")
      if scalar == separator || scalar == "\n" || scalar == "\r" {
        row.append(trimmed())
        (field, wasQuoted, isStart) = (.init(), false, true)
        guard scalar != separator else { continue }
        if scalar == "\r", next == "\n" { place += 1 }
        rows.append(row)
        row = []
      } else if wasQuoted {
        if !isBlank { return nil }
      } else if isStart, scalar == "#", row.isEmpty {
        while place < scalars.count, scalars[place] != "\n", scalars[place] != "\r" { place += 1 }
        field.append("#")
      } else if isStart, scalar == "\"" {
        isQuoted = true
        isStart = false
      } else {
        if !isBlank { isStart = false }
        field.append(scalar)
      }
    }
    return isQuoted ? nil : rows
  }

  /// The first row that has most of the names; nil where none has one.
  private static func heading(_ rows: [[String]], _ style: TableStyle) -> Int? {
    let names = names(style)
    let counts = rows.map { row in row.count { names.contains($0) } }
    guard let most = counts.max(), most > 0 else { return nil }
    let place = counts.firstIndex(of: most)
    // A row of figures that holds a name is none.
    return place.flatMap { most * 3 >= rows[$0].count ? $0 : nil }
  }

  private static func names(_ style: TableStyle) -> [String] {
    style.words[..<5] + TableStyle.queues[style.language] + TableStyle.weekdays[style.language]
      + (0..<40).map { style.text(CalendarDate(year: 2026, month: 3, day: 1)!.adding(days: $0)) }
  }

  /// What the columns mean, by their names; one without a known name is what the others are not.
  ///
  /// Nil where that does not tell, or where two columns of the same name differ.
  private static func columns(_ rows: [[String]], _ heading: Int, _ style: TableStyle) -> [Column]? {
    var columns = rows[heading].map { column($0, style) }
    let names = rows[heading]
    for (place, name) in names.enumerated() {
      guard case .some = columns[place], let before = names[..<place].firstIndex(of: name) else { continue }
      let below = rows[(heading + 1)...].filter { $0.count > before }
      let isSame = below.allSatisfy { $0.count <= place || $0[place] == $0[before] || $0[place].isEmpty }
      guard isSame else { return nil }
      columns[place] = .unknown
    }
    // Names that are not known belong to the columns whose names are missing.
    let missing = style.heading.filter { !names.contains($0) }
    var open = columns.indices.filter { columns[$0] == nil }
    if missing.count != open.count { open = open.filter { !names[$0].isEmpty } }
    guard open.isEmpty || (missing.count == open.count && names.count == style.heading.count) else {
      return nil
    }
    for (place, name) in zip(open, missing) { columns[place] = column(name, style) }
    return columns.map { $0 ?? .unknown }
  }

  private static func column(_ name: String, _ style: TableStyle) -> Column? {
    switch name {
    case style.words[0]: return .date
    case style.words[1]: return .time
    case style.words[2]: return .queue
    case style.words[3]: return .calls
    case style.words[4]: return .handleTime
    default: break
    }
    let day: Int? =
      switch style.layout {
      case .long: nil
      case .queuesAcross: TableStyle.queues[style.language].firstIndex(of: name)
      case .weekdaysAcross: TableStyle.weekdays[style.language].firstIndex(of: name)
      case .datesAcross: self.day(name, style)
      }
    return day.map { .across($0) }
  }

  private typealias Row = (
    day: Int?, minute: Int?, queue: String, handleTime: Double?, values: [(place: Int, value: Double?)]
  )

  private static func row(_ row: [String], _ columns: [Column], _ style: TableStyle) -> Row? {
    var result: Row = (nil, nil, "", nil, [])
    for (place, column) in columns.enumerated() {
      let field = place < row.count ? row[place] : ""
      switch column {
      case .date: result.day = day(field, style)
      case .time where style.clock == .moment:
        guard let space = field.firstIndex(of: " "), style.date != .named else {
          guard let colon = field.lastIndex(of: " ") else { continue }
          result.day = day(String(field[..<colon]), style)
          result.minute = minute(String(field[field.index(after: colon)...]), style)
          continue
        }
        result.day = day(String(field[..<space]), style)
        result.minute = minute(String(field[field.index(after: space)...]), style)
      case .time: result.minute = minute(field, style)
      case .queue: result.queue = field
      case .handleTime: result.handleTime = handleTime(field, style)
      case .calls, .across: result.values.append((place, number(field, style)))
      case .unknown: break
      }
    }
    return result
  }
}

// MARK: - Cells

extension ReferenceReading {
  private static func integer(_ text: some StringProtocol, _ digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }

  /// A number in the style, or in one that says the same to everybody; 0 for an empty field, nil for
  /// nonsense.
  static func number(_ field: String, _ style: TableStyle) -> Double? {
    if field.isEmpty { return 0 }
    let (decimal, group) = style.marks
    if let value = number(field, decimal, group) { return value }
    for other in [",", ".", " ", "’", "'"] where other != decimal && other != group {
      if let value = number(field, decimal, other) { return value }
    }
    // A point where there are no decimals, and points do not group.
    let other = decimal == "." ? "," : "."
    if !style.hasDecimals, group != other, let last = field.split(separator: Character(other)).last,
      last.count != 3
    {
      return number(field, other, group)
    }
    return nil
  }

  private static func number(_ field: String, _ decimal: String, _ group: String) -> Double? {
    let parts = field.split(separator: Character(decimal), omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return nil }
    var whole = String(parts[0])
    if !group.isEmpty, whole.contains(group) {
      let groups = whole.split(separator: Character(group), omittingEmptySubsequences: false)
      guard let first = groups.first, integer(first, 1...3) != nil, first.first != "0",
        groups.dropFirst().allSatisfy({ integer($0, 3...3) != nil })
      else { return nil }
      whole = groups.joined()
    }
    guard let value = integer(whole, 1...12) else { return nil }
    guard parts.count == 2, !parts[1].isEmpty else { return Double(value) }
    guard integer(parts[1], 1...12) != nil else { return nil }
    return Double("\(value).\(parts[1])")
  }

  private static func handleTime(_ field: String, _ style: TableStyle) -> Double? {
    guard style.handleTimesHaveColons else { return integer(field, 1...4).map(Double.init) }
    let parts = field.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let minutes = integer(parts[0], 1...2), let seconds = integer(parts[1], 2...2),
      seconds < 60
    else { return nil }
    return Double(minutes * 60 + seconds)
  }

  private static func minute(_ field: String, _ style: TableStyle) -> Int? {
    func clock(_ text: some StringProtocol, _ mark: Character, parts count: Int = 2) -> Int? {
      let parts = text.split(separator: mark, omittingEmptySubsequences: false)
      guard parts.count == count, let hour = integer(parts[0], 1...2), let minute = integer(parts[1], 2...2),
        hour < 24, minute < 60, count == 2 || parts[2] == "00"
      else { return nil }
      return hour * 60 + minute
    }
    switch style.clock {
    case .padded, .short, .moment: return clock(field, ":")
    case .seconds: return clock(field, ":", parts: 3)
    case .pointed: return clock(field, ".")
    case .digits:
      guard let number = integer(field, 4...4), number % 100 < 60, number < 2400 else { return nil }
      return number / 100 * 60 + number % 100
    case .range:
      let parts = field.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 2, let start = clock(parts[0], ":"), let end = clock(parts[1], ":"),
        end == start + style.step
      else { return nil }
      return start
    case .halves:
      let parts = field.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 2, let time = clock(parts[0], ":"), (60..<780).contains(time) else { return nil }
      switch parts[1] {
      case "AM": return time % 720
      case "PM": return time % 720 + 720
      default: return nil
      }
    }
  }

  private static func day(_ field: String, _ style: TableStyle) -> Int? {
    func date(_ mark: String, _ year: Int, _ month: Int, _ day: Int) -> Int? {
      let text = field.replacing("年", with: "-").replacing("月", with: "-").replacing("日", with: "")
      let parts = text.split(separator: Character(mark), omittingEmptySubsequences: false)
      guard parts.count == 3, let years = integer(parts[year], 4...4),
        let months = integer(parts[month], 1...2),
        let days = integer(parts[day], 1...2)
      else { return nil }
      return CalendarDate(year: years, month: months, day: days)?.dayNumber
    }
    switch style.date ?? .iso {
    case .iso, .chinese: return date("-", 0, 1, 2)
    case .german: return date(".", 2, 1, 0)
    case .british: return date("/", 2, 1, 0)
    case .american: return date("/", 2, 0, 1)
    case .digits:
      guard let number = integer(field, 8...8) else { return nil }
      return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)?.dayNumber
    case .named:
      let parts = field.split(separator: " ", omittingEmptySubsequences: false)
      let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
      guard parts.count == 3, let day = integer(parts[0], 1...2), let year = integer(parts[2], 4...4),
        let month = months.firstIndex(of: String(parts[1]))
      else { return nil }
      return CalendarDate(year: year, month: month + 1, day: day)?.dayNumber
    }
  }
}

import ContactCenter

/// What a heading says of its column.
struct Heading: Equatable {
  /// What the column means, with a rank: where several columns mean the same, the lowest is taken.
  enum Meaning: Equatable {
    case role(TableRole, rank: Int)
    /// A known figure that is not used, such as abandoned calls.
    case other
    /// A sum over the other columns.
    case total
    case unknown
  }

  var text: String
  var meaning: Meaning
  /// The unit of handle times that the heading names.
  var unit: TableOptions.TimeUnit?
  /// Whether the heading says that times are universal time.
  var isUniversalTime = false

  init(_ text: String) {
    self.text = text
    let words = HeadingWords(text)
    meaning = words.meaning
    unit = words.unit
    isUniversalTime = words.has("utc", "gmt")
  }

  var role: TableRole? {
    if case .role(let role, _) = meaning { return role }
    return nil
  }
}

/// The words of a heading: small letters, cut at everything that is no letter and at camel case.
private struct HeadingWords {
  let words: [String]
  let plain: String
  let hasPercent: Bool

  init(_ heading: String) {
    plain = PlainText.of(heading)
    hasPercent = plain.contains("%")
    var words: [String] = []
    var word = ""
    var wasSmall = false
    for character in plain {
      guard character.isLetter || character.isNumber else {
        if !word.isEmpty { words.append(word) }
        (word, wasSmall) = ("", false)
        continue
      }
      if character.isUppercase, wasSmall {
        words.append(word)
        word = ""
      }
      word += character.lowercased()
      wasSmall = character.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    self.words = words
  }

  func has(_ any: String...) -> Bool { any.contains(where: words.contains) }
  func hasChinese(_ any: String...) -> Bool { any.contains { plain.contains($0) } }

  /// Whether there is no word but these.
  private func isOnly(_ allowed: Set<String>) -> Bool {
    !words.isEmpty && words.allSatisfy { allowed.contains($0) }
  }

  var unit: TableOptions.TimeUnit? {
    if has("s", "sec", "secs", "second", "seconds", "sekunden") || hasChinese("秒") { return .s }
    if has("min", "mins", "minute", "minutes", "minuten") || hasChinese("分") { return .min }
    return nil
  }

  var meaning: Heading.Meaning {
    if words.isEmpty { return .unknown }
    if let known = figure { return known }
    if let known = place { return known }
    if isOnly(["total", "totals", "sum", "gesamt", "summe", "all", "grand", "overall"])
      || ["合计", "总计", "总和"].contains(plain)
    {
      return .total
    }
    return .unknown
  }

  /// Figures: handle times, counts of contacts, agents.
  private var figure: Heading.Meaning? {
    if hasPercent || has("rate", "pct", "percent", "percentage", "ratio", "share", "level", "asa", "sl") {
      return .other
    }
    if hasChinese("率", "比例", "服务水平", "放弃", "等待") { return .other }
    if let handle = handleTime { return handle }
    if words.contains(where: { $0.hasPrefix("aband") }) || has("abd", "lost", "missed") {
      return .other
    }
    if has(
      "talk", "hold", "wrap", "wrapup", "acw", "wait", "waiting", "speed", "answer", "transfers",
      "transferred", "flow", "outflow", "inflow", "requeued", "media", "channel", "zone", "att")
    {
      return .other
    }
    if let agents { return agents }
    return contacts
  }

  private var handleTime: Heading.Meaning? {
    if has("aht") || hasChinese("平均处理") { return .role(.aht, rank: 0) }
    if has("tht") || hasChinese("总处理") { return .role(.totalHandleTime, rank: 0) }
    guard has("handle", "handling", "bearbeitungszeit") else { return nil }
    if has("total", "sum") { return .role(.totalHandleTime, rank: 0) }
    if has("average", "avg", "mean") { return .role(.aht, rank: 0) }
    return has("time", "bearbeitungszeit", "duration") ? .role(.aht, rank: 1) : nil
  }

  private var agents: Heading.Meaning? {
    if isOnly(["agents", "agent", "number", "of", "no"]), has("agents") {
      return .role(.agents, rank: 0)
    }
    if has("scheduled"), isOnly(["scheduled", "agents", "staff"]) { return .role(.agents, rank: 1) }
    if isOnly(["staff", "staffed", "staffing", "headcount", "positions", "agents", "planned", "plan"]),
      !isOnly(["plan", "planned"])
    {
      return .role(.agents, rank: 2)
    }
    if ["坐席数", "坐席", "座席数", "座席", "排班人数", "人数"].contains(plain) {
      return .role(.agents, rank: 0)
    }
    return nil
  }

  private static let contactWords: Set<String> = [
    "calls", "call", "contacts", "contact", "interactions", "volume", "volumes", "number", "of", "no",
    "count", "total", "inbound", "incoming", "ncalls", "forecast", "forecasted", "expected", "acd",
    "anrufe", "appels", "llamadas", "chiamate", "n",
  ]

  private var contacts: Heading.Meaning? {
    if has("offered", "received", "presented", "arrivals", "arrived", "callsoffered"),
      isOnly(
        Self.contactWords.union(
          ["offered", "received", "presented", "arrivals", "arrived", "callsoffered"]))
    {
      return .role(.calls, rank: has("offered", "callsoffered") ? 0 : 1)
    }
    if has("handled", "answered", "completed", "served"),
      isOnly(Self.contactWords.union(["handled", "answered", "completed", "served"]))
    {
      return .role(.handled, rank: has("handled") ? 0 : 1)
    }
    if hasChinese("接听量", "接听数", "应答量", "已接", "处理量") { return .role(.handled, rank: 0) }
    if hasChinese("来电量", "来电数", "呼入量", "呼入数", "进线量", "进线数", "来电") {
      return .role(.calls, rank: 0)
    }
    if hasChinese("呼叫量", "话务量", "电话量", "通话量") { return .role(.calls, rank: 1) }
    if isOnly(Self.contactWords),
      has(
        "calls", "contacts", "interactions", "volume", "volumes", "ncalls", "anrufe", "appels",
        "llamadas", "chiamate", "forecast")
    {
      return .role(.calls, rank: has("forecast", "forecasted", "expected") ? 2 : 1)
    }
    return nil
  }

  /// Where and when: queue, date, time.
  private var place: Heading.Meaning? {
    if has("queue", "queues", "skill", "skills", "split", "vdn", "type", "lob", "warteschlange") {
      return has("time") ? .other : .role(.type, rank: has("queue", "type") ? 0 : 1)
    }
    if isOnly(["group", "team", "agent", "application", "name"]), has("group", "team", "application") {
      return .role(.type, rank: 2)
    }
    if hasChinese("队列", "技能", "业务类型", "业务", "技能组") { return .role(.type, rank: 0) }
    if isOnly(["day", "weekday", "of", "week", "dow", "tag", "wochentag", "name", "jour", "giorno"]),
      has("day", "weekday", "dow", "tag", "wochentag", "jour", "giorno")
    {
      return .role(.day, rank: 0)
    }
    if ["星期", "周", "周几", "星期几"].contains(plain) { return .role(.day, rank: 0) }
    return time
  }

  private static let timeWords: Set<String> = [
    "time", "times", "interval", "intervals", "start", "begin", "begins", "starts", "from", "period",
    "half", "hour", "hours", "hourly", "quarter", "timestamp", "datetime", "date", "of", "day", "local",
    "utc", "gmt", "slot", "at", "uhrzeit", "zeit", "von", "heure", "hora", "ora", "intervall", "the",
    "hr", "min", "mins", "minutes", "minute", "15", "30", "60",
  ]

  private var time: Heading.Meaning? {
    let isEnd = has("end", "ends", "until", "to", "bis", "finish", "stop")
    if isEnd, isOnly(Self.timeWords.union(["end", "ends", "until", "to", "bis", "finish", "stop"])) {
      let isRange = has("start", "from", "von", "begin")
      return isRange ? .role(.time, rank: 0) : .role(.end, rank: 0)
    }
    if hasChinese("结束时间", "结束") { return .role(.end, rank: 0) }
    if isOnly(Self.timeWords) {
      if has("start", "begin", "from", "von", "begins", "starts") { return .role(.time, rank: 0) }
      if has(
        "time", "times", "interval", "intervals", "timestamp", "datetime", "period", "uhrzeit",
        "zeit", "slot", "intervall", "heure", "hora", "ora")
      {
        return .role(.time, rank: 1)
      }
      if has("hour", "hours", "hr", "half", "quarter") { return .role(.time, rank: 2) }
      if has("date") { return .role(.date, rank: 0) }
    }
    if isOnly(["datum", "fecha", "data", "date", "day"]) { return .role(.date, rank: 0) }
    if ["时段", "时间", "时间段", "开始时间", "开始", "时刻", "小时"].contains(plain) {
      return .role(.time, rank: 0)
    }
    return plain == "日期" ? .role(.date, rank: 0) : nil
  }
}

/// Words that name days and rows of sums.
enum KnownWords {
  private static let weekdays: [[String]] = [
    ["monday", "mon", "mo", "montag", "lundi", "lunes", "周一", "星期一", "礼拜一", "週一"],
    ["tuesday", "tue", "tues", "tu", "dienstag", "di", "mardi", "martes", "周二", "星期二", "礼拜二", "週二"],
    ["wednesday", "wed", "we", "mittwoch", "mi", "mercredi", "miércoles", "周三", "星期三", "礼拜三", "週三"],
    ["thursday", "thu", "thur", "thurs", "th", "donnerstag", "jeudi", "jueves", "周四", "星期四", "礼拜四", "週四"],
    ["friday", "fri", "fr", "freitag", "vendredi", "viernes", "周五", "星期五", "礼拜五", "週五"],
    ["saturday", "sat", "sa", "samstag", "samedi", "sábado", "周六", "星期六", "礼拜六", "週六"],
    [
      "sunday", "sun", "su", "so", "sonntag", "dimanche", "domingo", "周日", "星期日", "礼拜日", "星期天",
      "周天", "礼拜天", "週日",
    ],
  ]

  private static let weekdayByWord: [String: Int] = Dictionary(
    weekdays.enumerated().flatMap { day, words in words.map { ($0, day) } },
    uniquingKeysWith: { first, _ in first })

  /// Monday 0; nil for other words.
  static func weekday(_ text: String) -> Int? {
    let word = PlainText.of(text).lowercased().filter { $0 != "." && $0 != "," }.trimmedSpaces
    return weekdayByWord[word]
  }

  private static let months: [[String]] = [
    ["jan", "january", "januar", "janvier", "enero", "jän", "janv"],
    ["feb", "february", "februar", "février", "febrero", "févr", "fév"],
    ["mar", "march", "märz", "mär", "mars", "marzo", "mrz"],
    ["apr", "april", "avril", "abril", "avr", "abr"],
    ["may", "mai", "mayo"],
    ["jun", "june", "juni", "juin", "junio"],
    ["jul", "july", "juli", "juillet", "julio", "juil"],
    ["aug", "august", "août", "agosto", "ago"],
    ["sep", "sept", "september", "septembre", "septiembre"],
    ["oct", "october", "oktober", "okt", "octobre", "octubre"],
    ["nov", "november", "novembre", "noviembre"],
    ["dec", "december", "dezember", "dez", "décembre", "diciembre", "déc", "dic"],
  ]

  private static let monthByWord: [String: Int] = Dictionary(
    months.enumerated().flatMap { month, words in words.map { ($0, month + 1) } },
    uniquingKeysWith: { first, _ in first })

  /// January 1; nil for other words.
  static func month(_ word: String) -> Int? { monthByWord[word.lowercased()] }

  /// "row of totals", "row of averages"; nil for other words.
  static func summary(_ text: String) -> SummaryRow? {
    let plain = PlainText.of(text).lowercased()
    let words = plain.split { !$0.isLetter }.map(String.init)
    let sums: Set<String> = [
      "total", "totals", "sum", "subtotal", "subtotals", "summe", "gesamt", "gesamtsumme", "overall",
      "somme", "suma", "totale", "zwischensumme",
    ]
    let means: Set<String> = [
      "average", "averages", "avg", "mean", "max", "min", "maximum", "minimum", "mittelwert",
      "durchschnitt", "moyenne", "promedio", "peak", "median", "summary",
    ]
    if words.contains(where: sums.contains) { return .total }
    if words.contains(where: means.contains) { return .average }
    if ["合计", "总计", "小计", "总和", "汇总", "总数"].contains(where: plain.contains) { return .total }
    if ["平均", "均值", "最大", "最小", "峰值"].contains(where: plain.contains) { return .average }
    return nil
  }
}

/// A row that says something about other rows.
enum SummaryRow: Int {
  case total, average
}

extension StringProtocol {
  /// Without spaces at its ends.
  var trimmedSpaces: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}

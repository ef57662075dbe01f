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
    // Figures and times have no letters; most fields that are tried as headings are such.
    if text.utf8.allSatisfy({ $0 < 0x41 && $0 != 0x25 }) {
      meaning = .unknown
      return
    }
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
    if has("ms", "msec", "millis", "millisecond", "milliseconds") || hasChinese("毫秒") { return .ms }
    if has("s", "sec", "secs", "second", "seconds", "sek", "sekunden", "secondes", "segundos", "secondi")
      || hasChinese("秒")
    {
      return .s
    }
    if has("min", "mins", "minute", "minutes", "minuten", "minutos", "minuti") || hasChinese("分") {
      return .min
    }
    return has("hrs", "hours", "stunden", "std") ? .h : nil
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
      "transferred", "flow", "outflow", "inflow", "requeued", "media", "channel", "zone", "att",
      "outbound", "outgoing", "ausgehend", "ausgehende", "sortants", "salientes", "occupancy",
      "utilization", "utilisation", "shrinkage", "required", "needed", "requirement", "requirements",
      "fte", "overflow", "dropped", "perdus", "perdidas", "perse", "verloren", "verlorene",
      "abgebrochen", "abgebrochene", "wartezeit", "attente", "espera")
    {
      return .other
    }
    if let agents { return agents }
    return contacts
  }

  private var handleTime: Heading.Meaning? {
    if has("aht") || hasChinese("平均处理") { return .role(.aht, rank: 0) }
    if has("tht") || hasChinese("总处理") { return .role(.totalHandleTime, rank: 0) }
    if has("dmt", "tmo", "tma", "tmg", "dbz") { return .role(.aht, rank: 0) }
    let isLength = has("durée", "duree", "temps", "tiempo", "tempo", "zeit", "dauer")
    let isHandling = has(
      "handle", "handling", "bearbeitungszeit", "bearbeitungsdauer", "gesamtbearbeitungszeit")
    guard
      isHandling
        || (isLength && has("traitement", "gestión", "gestion", "operación", "gestione", "atendimento"))
    else { return nil }
    if has("total", "sum", "totale", "gesamt", "summe", "gesamtbearbeitungszeit", "totales") {
      return .role(.totalHandleTime, rank: 0)
    }
    if has(
      "average", "avg", "mean", "durchschnittliche", "mittlere", "moyenne", "moyen", "medio", "media",
      "promedio", "ø")
    {
      return .role(.aht, rank: 0)
    }
    return has("time", "duration") || !has("handle", "handling") ? .role(.aht, rank: 1) : nil
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

  private var contacts: Heading.Meaning? {
    if words.contains(where: HeadingVocabulary.offered.contains),
      isOnly(HeadingVocabulary.contacts.union(HeadingVocabulary.offered))
    {
      return .role(.calls, rank: has("offered", "offer", "callsoffered") ? 0 : 1)
    }
    if words.contains(where: HeadingVocabulary.handled.contains),
      isOnly(HeadingVocabulary.contacts.union(HeadingVocabulary.handled))
    {
      return .role(.handled, rank: has("handled") ? 0 : 1)
    }
    if hasChinese("接听量", "接听数", "应答量", "已接", "处理量") { return .role(.handled, rank: 0) }
    if hasChinese("来电量", "来电数", "呼入量", "呼入数", "进线量", "进线数", "来电") {
      return .role(.calls, rank: 0)
    }
    if hasChinese("呼叫量", "话务量", "电话量", "通话量") { return .role(.calls, rank: 1) }
    if isOnly(HeadingVocabulary.contacts), words.contains(where: HeadingVocabulary.nouns.contains) {
      let isEstimate = has("forecast", "forecasted", "expected", "actual", "actuals", "prognose", "ist")
      return .role(.calls, rank: isEstimate ? 2 : 1)
    }
    return nil
  }

  /// Where and when: queue, date, time.
  private var place: Heading.Meaning? {
    if has(
      "queue", "queues", "skill", "skills", "split", "vdn", "type", "lob", "warteschlange", "csq", "campaign")
    {
      if has("time") { return .other }
      // "Mean queue" and "calls in queue" are figures.
      let figures: Set<String> = [
        "mean", "average", "avg", "max", "maximum", "min", "longest", "in", "length", "size", "wait",
        "left", "number", "depth",
      ]
      if words.contains(where: figures.contains) { return .other }
      // Split/Skill Interval is a time; an identifier is taken only where there is no name.
      if has("interval", "id", "code") { return has("interval") ? time : .role(.type, rank: 2) }
      return .role(.type, rank: has("queue", "type") ? 0 : 1)
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
    "time", "times", "interval", "intervals", "start", "begin", "begins", "starts", "starting", "from",
    "beginning", "period", "and",
    "half", "hour", "hours", "hourly", "quarter", "timestamp", "datetime", "date", "of", "day", "local",
    "utc", "gmt", "slot", "at", "uhrzeit", "zeit", "von", "heure", "hora", "ora", "intervall", "the",
    "hr", "min", "mins", "minutes", "minute", "15", "30", "60", "beginn", "anfang", "ab", "zeitraum",
    "zeitfenster", "stunde", "halbstunde", "viertelstunde", "intervalle", "tranche", "horaire", "début",
    "debut", "de", "inicio", "intervalo", "franja", "inizio", "orario", "intervallo", "datum", "fecha",
    "split", "skill", "half-hour", "bucket", "zeitintervall", "key",
  ]
  private static let startWords: Set<String> = [
    "start", "begin", "from", "von", "begins", "starts", "starting", "beginning", "beginn", "anfang", "ab",
    "début", "debut",
    "inicio", "inizio",
  ]
  private static let endWords: Set<String> = [
    "end", "ends", "ending", "until", "to", "bis", "finish", "stop", "ende", "fin", "fine",
  ]

  private var time: Heading.Meaning? {
    if words.contains(where: Self.endWords.contains), isOnly(Self.timeWords.union(Self.endWords)) {
      let isRange = words.contains(where: Self.startWords.contains)
      return isRange ? .role(.time, rank: 0) : .role(.end, rank: 0)
    }
    if hasChinese("结束时间", "结束") { return .role(.end, rank: 0) }
    if isOnly(Self.timeWords) {
      if has("date", "datum", "fecha"), !has("time", "start", "begin", "interval") {
        return .role(.date, rank: 0)
      }
      if words.contains(where: Self.startWords.contains) { return .role(.time, rank: 0) }
      if has(
        "time", "times", "interval", "intervals", "timestamp", "datetime", "period", "uhrzeit",
        "zeit", "slot", "intervall", "heure", "hora", "ora", "zeitraum", "zeitfenster", "intervalle",
        "tranche", "horaire", "intervalo", "franja", "orario", "intervallo", "zeitintervall")
      {
        return .role(.time, rank: 1)
      }
      if has("hour", "hours", "hr", "half", "quarter", "stunde", "halbstunde", "viertelstunde") {
        return .role(.time, rank: 2)
      }
      if has("date") { return .role(.date, rank: 0) }
    }
    if isOnly(["datum", "fecha", "data", "date", "day"]) { return .role(.date, rank: 0) }
    if ["时段", "时间", "时间段", "开始时间", "开始", "时刻", "小时"].contains(plain) {
      return .role(.time, rank: 0)
    }
    return plain == "日期" ? .role(.date, rank: 0) : nil
  }
}

/// Words that name days and rows of sums.
enum KnownWords {
  private static let weekdays: [[String]] = [
    [
      "monday", "mon", "mo", "montag", "lundi", "lun", "lunes", "lunedì", "segunda", "周一", "星期一",
      "礼拜一", "週一",
    ],
    [
      "tuesday", "tue", "tues", "tu", "dienstag", "di", "die", "mardi", "mar", "martes", "martedì",
      "周二", "星期二", "礼拜二", "週二",
    ],
    [
      "wednesday", "wed", "we", "mittwoch", "mi", "mit", "mercredi", "mer", "miércoles", "mié",
      "mercoledì", "周三", "星期三", "礼拜三", "週三",
    ],
    [
      "thursday", "thu", "thur", "thurs", "th", "donnerstag", "do", "don", "jeudi", "jeu", "jueves",
      "jue", "giovedì", "gio", "周四", "星期四", "礼拜四", "週四",
    ],
    [
      "friday", "fri", "fr", "freitag", "fre", "vendredi", "ven", "viernes", "vie", "venerdì", "周五",
      "星期五", "礼拜五", "週五",
    ],
    [
      "saturday", "sat", "sa", "samstag", "sam", "sonnabend", "samedi", "sábado", "sáb", "sabato", "sab",
      "周六", "星期六", "礼拜六", "週六",
    ],
    [
      "sunday", "sun", "su", "so", "sonntag", "son", "dimanche", "dim", "domingo", "dom", "domenica",
      "周日", "星期日", "礼拜日", "星期天", "周天", "礼拜天", "週日",
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

  private static let sums: Set<String> = [
    "total", "totals", "sum", "subtotal", "subtotals", "summe", "gesamt", "gesamtsumme", "overall",
    "somme", "suma", "totale", "totaux", "zwischensumme", "tagessumme", "totales", "somma",
  ]
  private static let means: Set<String> = [
    "average", "averages", "avg", "mean", "max", "min", "maximum", "minimum", "mittelwert",
    "durchschnitt", "moyenne", "promedio", "media", "peak", "median", "summary", "ø",
    "schnitt", "moyennes", "promedios",
  ]
  /// Words that stand beside those of sums and say nothing more.
  private static let fillers: Set<String> = [
    "grand", "all", "of", "the", "day", "daily", "week", "weekly", "for", "queues", "queue", "skills",
    "types", "calls", "report", "general", "général", "sub", "and",
  ]

  /// "row of totals", "row of averages"; nil for other words.
  static func summary(_ text: String) -> SummaryRow? { summaryAndRest(text)?.kind }

  /// Whether a text has no word but those of sums and means.
  static func isSummary(_ text: String) -> Bool { summaryAndRest(text)?.rest.isEmpty ?? false }

  /// Whether a column is named for a figure made of others, such as their mean or share.
  static func isStatistic(_ text: String) -> Bool {
    if isSummary(text) { return true }
    let plain = PlainText.of(text).lowercased().trimmedSpaces
    let shares = ["share", "anteil", "erlang", "erlangs", "parts", "percent", "prozent", "stdev", "σ"]
    return plain == "%" || shares.contains { plain == $0 || plain == "\($0) %" || plain == "% \($0)" }
      || ["占比", "比例"].contains(plain)
  }

  /// What a row of sums is called, and the words that are left, such as the queue it sums up.
  static func summaryAndRest(_ text: String) -> (kind: SummaryRow, rest: String)? {
    let plain = PlainText.of(text).lowercased()
    let words = plain.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    func rest(_ own: Set<String>) -> String {
      words.filter { !own.contains($0) && !fillers.contains($0) }.joined(separator: " ")
    }
    if words.contains(where: sums.contains) { return (.total, rest(sums)) }
    if words.contains(where: means.contains) { return (.average, rest(means)) }
    for (kind, known) in [
      (SummaryRow.total, ["合计", "总计", "小计", "总和", "汇总", "总数"]),
      (.average, ["平均", "均值", "最大", "最小", "峰值"]),
    ] {
      if let word = known.first(where: plain.contains) {
        return (kind, plain.replacing(word, with: "").trimmedSpaces)
      }
    }
    return nil
  }

  /// Whether a type is called as if it were all others together.
  static func isAll(_ text: String) -> Bool {
    let plain = PlainText.of(text).lowercased().trimmedSpaces
    if ["全部", "所有", "全体"].contains(plain) { return true }
    let words = plain.split { !$0.isLetter }.map(String.init)
    guard words.contains(where: ["all", "alle", "tous", "toutes", "todos", "todas", "tutti"].contains)
    else { return false }
    let beside: Set<String> = [
      "all", "alle", "tous", "toutes", "todos", "todas", "tutti", "queues", "queue", "skills", "types",
      "calls", "contacts", "groups", "teams", "agents", "combined", "together", "les", "files",
    ]
    return words.allSatisfy(beside.contains)
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

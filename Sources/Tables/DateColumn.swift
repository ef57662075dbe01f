import ContactCenter

/// The dates of a column, once the order of their numbers is decided.
struct DateColumn {
  let texts: [(date: DateText, weekday: Int?)?]
  let shown: [String]
  /// Weekdays that stand beside the texts in other columns: number of the text, Monday 0.
  let beside: [(text: Int, weekday: Int)]
  let options: TableOptions

  struct Result {
    var dates: [CalendarDate?]
    var remark: String?
  }

  func resolve() throws(TimeColumn.Doubt) -> Result {
    let isOpen = texts.contains { if case .open? = $0?.date { true } else { false } }
    if let missing = texts.firstIndex(where: { $0?.date == .withoutYear }) {
      throw TimeColumn.Doubt(
        text: missing, finding: "\(PlainText.quoted(shown[missing])) has no year.",
        remedy: "Write dates as 2026-01-31.")
    }
    guard isOpen else { return Result(dates: dates(.dayFirst), remark: nil) }
    if let order = options.dates { return Result(dates: dates(order), remark: nil) }
    var orders: [TableOptions.DateOrder] = [.dayFirst, .monthFirst].filter(isPossible)
    // 26/01/31 has its year first where no other order has such days.
    if orders.isEmpty, isPossible(.yearFirst) { orders = [.yearFirst] }
    if let doubt = yearDoubt(orders) { throw doubt }
    guard !orders.isEmpty else { return Result(dates: dates(mostly), remark: nil) }
    if orders.count == 1 { return Result(dates: dates(orders[0]), remark: nil) }
    // Points between numbers are used where the day comes first.
    if texts.allSatisfy({ isPointed($0?.date) }) { return Result(dates: dates(.dayFirst), remark: nil) }
    let (days, months) = (dates(.dayFirst), dates(.monthFirst))
    if days == months { return Result(dates: days, remark: nil) }
    let bySuit = [TableOptions.DateOrder.dayFirst, .monthFirst].filter(suitsWeekdays)
    if bySuit.count == 1, hasWeekdays { return Result(dates: dates(bySuit[0]), remark: nil) }
    if let order = following(days, months) {
      let word = order == .dayFirst ? "day" : "month"
      return Result(
        dates: dates(order),
        remark: "dates have the \(word) first, since so they follow one another")
    }
    throw doubt(days, months)
  }

  /// 26/03/16 has its year at the end, as everywhere, or at the begin, where that makes it a recent one.
  private func yearDoubt(_ orders: [TableOptions.DateOrder]) -> TimeColumn.Doubt? {
    guard orders.count == 1, isPossible(.yearFirst), !hasWeekdays || suitsWeekdays(.yearFirst) else {
      return nil
    }
    let (last, first) = (dates(orders[0]), dates(.yearFirst))
    func isRecent(_ dates: [CalendarDate?]) -> Bool {
      dates.allSatisfy { $0.map { (2020...2039).contains($0.parts.year) } ?? true }
    }
    guard isRecent(first), !isRecent(last), let place = texts.indices.first(where: { last[$0] != first[$0] })
    else { return nil }
    return TimeColumn.Doubt(
      text: place,
      finding: "\(PlainText.quoted(shown[place])) may be \(last[place]?.long ?? "") or "
        + "\(first[place]?.long ?? "").",
      remedy: "Say \(options.say(.dates, orders[0].rawValue)) or \(options.say(.dates, "yearFirst")).")
  }

  private func doubt(
    _ days: [CalendarDate?], _ months: [CalendarDate?]
  ) -> TimeColumn.Doubt {
    let place = texts.indices.first { days[$0] != months[$0] } ?? 0
    return TimeColumn.Doubt(
      text: place,
      finding: "\(PlainText.quoted(shown[place])) may be \(days[place]?.long ?? "") or "
        + "\(months[place]?.long ?? "").",
      remedy: "Say \(options.say(.dates, "dayFirst")) or \(options.say(.dates, "monthFirst")).")
  }

  private func dates(_ order: TableOptions.DateOrder) -> [CalendarDate?] {
    texts.map { $0?.date.date(order) }
  }

  private func isPossible(_ order: TableOptions.DateOrder) -> Bool {
    texts.allSatisfy { text in text.map { $0.date.date(order) != nil } ?? true }
  }

  /// The order that fits most texts, so that the others are told to be no dates.
  private var mostly: TableOptions.DateOrder {
    func count(_ order: TableOptions.DateOrder) -> Int { dates(order).count { $0 != nil } }
    return count(.monthFirst) > count(.dayFirst) ? .monthFirst : .dayFirst
  }

  private func isPointed(_ date: DateText?) -> Bool {
    if case .open(_, _, _, _, let mark)? = date { return mark == "." }
    return true
  }

  private var hasWeekdays: Bool { !beside.isEmpty || texts.contains { $0?.weekday != nil } }

  private func suitsWeekdays(_ order: TableOptions.DateOrder) -> Bool {
    let dates = dates(order)
    for (number, text) in texts.enumerated() {
      if let weekday = text?.weekday, dates[number]?.weekday.rawValue != weekday { return false }
    }
    return beside.allSatisfy { dates[$0.text]?.weekday.rawValue == $0.weekday }
  }

  /// The order in which at least three dates lie close together, while the other one has them months
  /// apart.
  private func following(
    _ days: [CalendarDate?], _ months: [CalendarDate?]
  ) -> TableOptions.DateOrder? {
    func spread(_ dates: [CalendarDate?]) -> (count: Int, widest: Int) {
      let sorted = Set(dates.compactMap { $0?.dayNumber }).sorted()
      return (sorted.count, zip(sorted.dropFirst(), sorted).map { $0 - $1 }.max() ?? 0)
    }
    let (a, b) = (spread(days), spread(months))
    if a.count >= 3, a.widest <= 4, b.widest >= 25 { return .dayFirst }
    if b.count >= 3, b.widest <= 4, a.widest >= 25 { return .monthFirst }
    return nil
  }
}

extension StringProtocol {
  /// With a large first letter.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

import ContactCenter

extension ColumnPlanner {
  /// A column for each day, time or type.
  func addAcross(_ plan: inout ColumnPlan, _ columns: [Layout.Column]) throws(TableProblem) {
    let taken = [plan.time, plan.date, plan.day, plan.type].compactMap { $0?.place }
    let open = columns.filter { column in
      !taken.contains(column.place) && !KnownWords.isStatistic(column.heading.text)
        && (column.heading.meaning == .unknown && hasNumbers(column.place)
          || (column.heading.role == .time || column.heading.role == nil)
            && isDayOrTime(column.heading.text))
    }
    try checkLeftOver(taken, columns, open)
    let days = open.filter { KnownWords.weekday($0.heading.text) != nil }
    let dates = open.filter { DateText.read($0.heading.text) != nil }
    let times = open.filter { ClockText($0.heading.text) != nil }
    if days.count >= 1, days.count == open.count {
      plan.blocks = days.map { column in
        var block = block(column, series: nil, columns, groups: true)
        block.weekday = KnownWords.weekday(column.heading.text)
        return block
      }
      return
    }
    if dates.count >= 1, dates.count == open.count, plan.time != nil || plan.date == nil {
      plan.blocks = dates.map { column in
        var block = block(column, series: nil, columns, groups: true)
        block.date = column.heading.text
        return block
      }
      return
    }
    if times.count >= 2, times.count == open.count,
      plan.date != nil || plan.day != nil || plan.type != nil
    {
      plan.time = nil
      plan.blocks = times.map { column in
        var block = block(column, series: nil, columns, groups: true)
        block.time = column.heading.text
        return block
      }
      return
    }
    // A queue may be called "24h", but hardly "26.01.2026" or "Mon".
    for (found, what, fewest) in [(days, "weekdays", 1), (dates, "dates", 1), (times, "times", 2)] {
      if found.count >= fewest, found.count < open.count { throw mixed(found, what, open) }
    }
    try addTypesAcross(&plan, columns, open)
  }

  /// In a table whose figures stand across, a further column of numbers has lost its name.
  private func checkLeftOver(
    _ taken: [Int], _ columns: [Layout.Column], _ open: [Layout.Column]
  ) throws(TableProblem) {
    let named = open.filter { isDayOrTime($0.heading.text) }
    guard !named.isEmpty else { return }
    let used = Set(taken + open.map(\.place))
    let other = columns.first { column in
      switch column.heading.meaning {
      case .total: return false
      case .role(.aht, _), .role(.totalHandleTime, _), .role(.agents, _): return false
      case .role(.day, _), .role(.date, _):
        // A date of the week beside columns of weekdays would be left out in silence.
        if KnownWords.weekday(named[0].heading.text) != nil { return true }
      case .role, .other, .unknown: break
      }
      return !used.contains(column.place) && hasNumbers(column.place) && !isCount(column.place)
        && !KnownWords.isStatistic(column.heading.text)
    }
    if let other { throw mixed(named, "days or times", open + [other], other) }
  }

  /// Some columns are named after days, dates or times, and others are not.
  private func mixed(
    _ found: [Layout.Column], _ what: String, _ open: [Layout.Column], _ wrong: Layout.Column? = nil
  ) -> TableProblem {
    let other = wrong ?? open.first { column in !found.contains { $0.place == column.place } }
    return problem(
      "Columns have the names of \(what), such as \(PlainText.quoted(found[0].heading.text)), but "
        + "\(PlainText.quoted(other?.heading.text ?? "")) is none.",
      "Name all columns of figures alike, or take the others out.")
  }

  private func addTypesAcross(
    _ plan: inout ColumnPlan, _ columns: [Layout.Column], _ open: [Layout.Column]
  ) throws(TableProblem) {
    let taken = [plan.time, plan.date, plan.day, plan.end].compactMap { $0?.place }
    let strange = columns.filter { column in
      guard hasNumbers(column.place), !taken.contains(column.place) else { return false }
      switch column.heading.meaning {
      case .other, .role(.handled, _):
        return column.group.isEmpty && !KnownWords.isStatistic(column.heading.text)
      case .role(.time, _), .role(.date, _), .role(.day, _), .role(.end, _): return !isCount(column.place)
      case .role, .total, .unknown: return false
      }
    }
    let totals = columns.filter { $0.heading.meaning == .total && hasNumbers($0.place) }
    // One column of an unknown name may be anything; several beside one another are types.
    guard open.count > 1, strange.isEmpty, plan.type == nil,
      open.allSatisfy({ !$0.heading.text.isEmpty }),
      Set(open.map { $0.heading.text.lowercased() }).count == open.count
    else { throw noFigures(open + strange + totals) }
    if let slip = open.compactMap({ slip($0.heading.text) }).first { throw slip }
    plan.blocks = open.map { block($0, series: $0.heading.text, columns, groups: true) }
    plan.typesAcross = open.map(\.heading.text)
    // A name too many in the heading moves all names behind it by one.
    plan.empty = columns.filter {
      $0.heading.meaning == .unknown && !$0.heading.text.isEmpty && contents($0.place) == .empty
    }.map(\.heading.text)
  }

  /// A name that is nearly a known one, or nearly a date, is hardly that of a type.
  private func slip(_ name: String) -> TableProblem? {
    let known = ["calls", "aht", "agents", "volume", "offered", "contacts", "anrufe", "appels", "llamadas"]
    let near = NearestName.nearest(to: name.lowercased(), in: known)
    let digits = name.count { $0.isNumber }
    let isDate = digits >= 4 && name.contains { "年月日/.-".contains($0) }
    guard near != nil || isDate else { return nil }
    return problem(
      "\(PlainText.quoted(name)) may be the name of a \(measure == .calls ? "queue" : "group"), or a slip for "
        + "\(near.map { PlainText.quoted($0) } ?? "a date").",
      "Correct the name, or say "
        + options.say(.map, "\(valueRole.rawValue)=\(name)") + " where it has the \(valueRole.rawValue).")
  }

  private func isDayOrTime(_ text: String) -> Bool {
    KnownWords.weekday(text) != nil || DateText.read(text) != nil || ClockText(text) != nil
  }

  private func noFigures(_ candidates: [Layout.Column]) -> TableProblem {
    let what = valueRole == .calls ? "contacts offered" : "agents"
    let list = candidates.map(\.heading.text).filter { !$0.isEmpty }
    let handled = candidates.first { $0.heading.role == .handled }
    let hint = handled.map {
      " \(PlainText.quoted($0.heading.text)) leaves out those who gave up; where it is all there is, say "
        + options.say(.map, "calls=\($0.heading.text)") + "."
    }
    let example = candidates.first { column in
      column.heading.role != .handled && column.heading.meaning != .other && !column.heading.text.isEmpty
    }?.heading.text
    let say =
      "Name it \(valueRole.rawValue), or say which it is: "
      + options.say(.map, "\(valueRole.rawValue)=\(example ?? "2")") + "."
    return problem(
      "No column is known as the \(what)."
        + (list.isEmpty
          ? ""
          : " \(list.count == 1 ? "There is" : "There are") \(list.prefix(20).joined(separator: ", "))."),
      hint.map { (example == nil ? "" : say) + $0 }?.trimmedSpaces ?? say)
  }

  /// Whether most of the first fields of a column are numbers.
  func hasNumbers(_ place: Int) -> Bool {
    var (numbers, others) = (0, 0)
    for row in layout.firstRow..<min(sheet.rowCount, layout.firstRow + 50) {
      switch finder.shape(row, place) {
      case .empty: break
      case .number: numbers += 1
      case .time, .date, .weekday, .text: others += 1
      }
    }
    return numbers > others
  }
}

import ContactCenter
import Tables

extension TableScenarioWriter {
  /// The whole text.
  func yaml(volumes: String, staffing: String) -> String {
    var lines = ["# \(Self.comment(origin))", "#"]
    lines += Self.advice.map { "# \($0)" }
    lines += ["", "name: \(Self.quoted(name))", ""]
    lines += calendar() + [""]
    lines += ["study:", "  replications: 100", "  seed: 1", ""]
    lines += goal(nil).map { [$0.replacing("  ", with: "", maxReplacements: 1), ""] } ?? []
    lines += ["contactTypes:"]
    let used = usedTypes
    for series in used { lines += type(series, volumes) }
    if used.count < table.series.count {
      let idle = table.series.indices.filter { !used.contains($0) }.map { types[$0] }
      lines.append("  # Nobody calls \(Self.comment(idle.joined(separator: ", "))).")
    }
    lines.append("")
    if let count = behaviour.lines {
      lines += ["# Every type has lines of its own, as the formulas suppose.", "trunkGroups:"]
      lines += used.map { "  - {name: \(Self.quoted(trunks($0))), lines: \(count)}" } + [""]
    }
    lines += ["agentGroups:"]
    for series in used {
      lines += [
        "  - name: \(Self.quoted(group(series)))",
        "    staffing: {file: \(Self.quoted(staffing)), column: \(Self.quoted(group(series)))}",
        "    skills: [\(Self.quoted(types[series]))]",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let advice = [
    "The volumes and the agents stand in the two tables beside this file: change them in a",
    "spreadsheet or here. `switchboard check` names every problem, `switchboard run` simulates,",
    "`switchboard schema --format markdown` lists every key.",
  ]

  /// A text that YAML takes for nothing else.
  static func quoted(_ text: String) -> String {
    let isPlain =
      text.first?.isLetter == true
      && text.allSatisfy { $0.isLetter || $0.isNumber || " -_.".contains($0) }
      && text.last != " "
      && !["yes", "no", "true", "false", "null", "on", "off", "y", "n"].contains(text.lowercased())
    if isPlain { return text }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped.replacing("\n", with: " "))\""
  }

  /// "20 s", "4 min".
  static func duration(_ seconds: Seconds) -> String {
    seconds >= 60 && seconds.truncatingRemainder(dividingBy: 60) == 0
      ? "\((seconds / 60).plain) min" : "\(((seconds * 1000).rounded() / 1000).plain) s"
  }

  /// The name of a type's lines.
  private func trunks(_ series: Int) -> String {
    usedTypes.count == 1 ? "lines" : "lines of \(types[series])"
  }

  /// A text on one line of a comment.
  static func comment(_ text: String) -> String {
    text.map { $0.isNewline ? " " : String($0) }.joined()
  }

  // MARK: - Calendar

  private func calendar() -> [String] {
    var lines = ["calendar:"]
    let hours = hoursOfDays()
    if let date = table.firstDate { lines.append("  firstDate: \(date.iso)") }
    if table.firstDate == nil, let weekday = table.firstWeekday {
      lines.append("  firstDay: \(Self.weekday(weekday))")
    }
    if let zone = table.timeZone { lines.append("  timeZone: \(zone)") }
    if hours.count > 1 { lines.append("  days: \(hours.count)") }
    if hasGaps {
      lines.insert(
        contentsOf: [
          "# The table has hours without rows between others of their day. The calendar is open then,",
          "# with nobody who calls and nobody there; give it other hours if that matters to averages.",
        ], at: 0)
    }
    let usual = Self.usual(hours.compactMap { $0 }) ?? Hours(open: 0, close: 86_400)
    lines.append("  hours: \(usual.text)")
    lines += exceptions(hours, usual)
    lines.append("  interval: \(Self.duration(interval))")
    return lines
  }

  /// Whether somewhere within the usual hours of a day there are no rows.
  private var hasGaps: Bool {
    let hours = hoursOfDays()
    let open = hours.reduce(0.0) { $0 + ($1.map { $0.close - $0.open } ?? 0) }
    var covered = 0.0
    var end = -Seconds.infinity
    for row in table.rows where row.end > end {
      covered += row.end - max(row.start, end)
      end = row.end
    }
    return open - covered > 1.5 * 3600
  }

  /// The shortest length of an interval.
  private var interval: Seconds {
    min(86_400, max(1, (table.rows.map { $0.end - $0.start }.min() ?? 1800).rounded()))
  }

  /// The hours of a day, as its first and last rows have them.
  struct Hours: Hashable {
    var open: Seconds
    var close: Seconds

    var text: String {
      open == 0 && close == 86_400
        ? "24x7" : "\(TableScenarioWriter.clock(open))-\(TableScenarioWriter.clock(close))"
    }
  }

  /// From the first row to the last of each day; nil: the day has none.
  private func hoursOfDays() -> [Hours?] {
    guard let first = table.rows.first, let last = table.rows.last else { return [] }
    if table.days == .one { return [Hours(open: first.start, close: table.rows.map(\.end).max()!)] }
    var hours = [Hours?](repeating: nil, count: table.clock.day(at: last.start) + 1)
    for row in table.rows {
      let day = table.clock.day(at: row.start)
      let from = table.clock.shown(row.start) - Double(day) * 86_400
      let to = table.clock.shown(row.end - 0.001) + 0.001 - Double(day) * 86_400
      let known = hours[day]
      hours[day] = Hours(
        open: min(known?.open ?? from, from), close: max(known?.close ?? to, to).rounded())
    }
    return hours
  }

  private static func usual(_ hours: [Hours]) -> Hours? {
    var counts: [Hours: Int] = [:]
    for hours in hours { counts[hours, default: 0] += 1 }
    return counts.max { ($0.value, -$0.key.open, $0.key.close) < ($1.value, -$1.key.open, $1.key.close) }?
      .key
  }

  /// Weekdays and dates whose hours are others.
  private func exceptions(_ hours: [Hours?], _ usual: Hours) -> [String] {
    guard hours.count > 1 else { return [] }
    let first = table.firstDate?.weekday.rawValue ?? table.firstWeekday ?? 0
    var ofWeekday: [Int: Hours?] = [:]
    var lines: [String] = []
    for weekday in 0..<7 {
      let days = hours.indices.filter { (first + $0) % 7 == weekday }
      guard !days.isEmpty else { continue }
      let open = days.compactMap { hours[$0] }
      // A weekday is closed where none of its days has rows.
      let own: Hours? = open.isEmpty ? nil : Self.usual(open)
      ofWeekday[weekday] = .some(own)
    }
    let different = ofWeekday.filter { $0.value != usual }.sorted { $0.key < $1.key }
    if !different.isEmpty {
      let texts = different.map { "\(Self.weekday($0.key)): \($0.value?.text ?? "closed")" }
      lines.append("  weekdays: {\(texts.joined(separator: ", "))}")
    }
    guard let date = table.firstDate else { return lines }
    let special = hours.indices.filter { hours[$0] != ofWeekday[(first + $0) % 7]! }
    if !special.isEmpty { lines.append("  specialDays:") }
    for day in special {
      lines.append(
        "    - {date: \(date.adding(days: day).iso), hours: \(hours[day]?.text ?? "closed")}")
    }
    return lines
  }

  // MARK: - Types

  /// `serviceLevel` of all types, or of one.
  private func goal(_ type: String?) -> String? {
    targets.first { $0.type == type }.map {
      "  serviceLevel: {within: \(Self.duration($0.within)), target: \(($0.share * 100).plain)%}"
    }
  }

  private func type(_ series: Int, _ volumes: String) -> [String] {
    let name = types[series]
    var lines = [
      "  - name: \(Self.quoted(name))",
      "    arrivals: {file: \(Self.quoted(volumes)), column: \(Self.quoted(name))}",
    ]
    lines += talk(series)
    if let patience = behaviour.patience {
      lines.append("    patience: {law: exponential, mean: \(Self.duration(patience))}")
    } else {
      lines.append("    # Nobody gives up; for people who do: patience: {law: exponential, mean: 3 min}")
    }
    if behaviour.lines != nil { lines.append("    trunks: \(Self.quoted(trunks(series)))") }
    if let own = goal(name) { lines.append("  \(own)") }
    return lines
  }

  private func law(_ mean: Seconds) -> String {
    let mean = Self.duration(mean)
    switch behaviour.variation {
    case 1: return "{law: exponential, mean: \(mean)}"
    case 0: return mean
    case let cv: return "{law: lognormal, mean: \(mean), cv: \(cv.plain)}"
    }
  }

  /// Handle times by time of day, where they differ; of several days the mean by volume.
  private func talk(_ series: Int) -> [String] {
    var sums: [Seconds: (work: Double, calls: Double)] = [:]
    var times: Set<Double> = []
    for row in table.rows where row.series == series {
      let time = row.handleTime.isNaN ? behaviour.handleTime ?? 0 : row.handleTime
      guard time > 0 else { continue }
      let clock = table.clock.timeOfDay(at: row.start)
      // Without calls the row's time counts only where no other day has calls then.
      let weight = max(row.value, 1e-9)
      sums[clock, default: (0, 0)].work += weight * time
      sums[clock, default: (0, 0)].calls += weight
      times.insert(time)
    }
    guard let first = times.first else { return [] }
    if times.count == 1 { return ["    talk: \(law(first))"] }
    var lines = ["    # The handle time by time of day, from the table."]
    if table.days != .one {
      lines = ["    # The handle time by time of day, the mean of the table's days by volume."]
    }
    lines.append("    talk:")
    var before: String?
    for (clock, sum) in sums.sorted(by: { $0.key < $1.key }) {
      let text = law(((sum.work / sum.calls) * 1000).rounded() / 1000)
      if text != before { lines.append("      - {from: \(Self.clock(clock)), law: \(text)}") }
      before = text
    }
    return lines
  }
}

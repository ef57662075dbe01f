import ContactCenter

// From what clocks show to seconds that pass.
extension Timeline {
  // MARK: - Clocks

  /// From what the clock on the wall shows to elapsed seconds.
  mutating func setClock(_ table: inout TimeTable) throws(TableProblem) {
    if reader.isUniversalTime {
      for place in entries.indices where entries[place].offset == .min { entries[place].offset = 0 }
    }
    guard hasDates else {
      if options.timeZone != nil, !reader.isPartOfScenario {
        remarks.append("the time zone changes nothing, since there are no dates")
      }
      return
    }
    let offsets = Set(entries.map(\.offset))
    if offsets.count > 1, let entry = entries.first(where: { $0.offset == .min }) {
      throw problem(
        entry, "The time has no offset from universal time, though others have one.",
        "Write all times alike.")
    }
    if let zone = options.timeZone, !offsets.contains(.min) {
      for place in entries.indices {
        let moment = entries[place].shown - Double(entries[place].offset)
        let ahead = Double(zone.offset(at: Int(moment)))
        let moved = ahead - Double(entries[place].offset)
        entries[place].shown += moved
        entries[place].shownEnd += moved
        entries[place].offset = Int32(ahead)
      }
    }
    let first = entries.map(dayNumber).min() ?? 0
    let date = CalendarDate(dayNumber: first)
    table.firstDate = date
    table.firstWeekday = date.weekday.rawValue
    for place in entries.indices {
      entries[place].shown -= Double(first) * 86_400
      entries[place].shownEnd -= Double(first) * 86_400
    }
    if let zone = options.timeZone {
      let days = Int(((entries.map(\.shown).max() ?? 0) / 86_400).rounded(.up)) + 1
      table.clock = zone.clock(from: date, days: days)
      table.timeZone = zone.name
      if offsets.contains(.min) { return try fromWallClock(&table, zone, date) }
      let base = zone.offset(at: zone.midnight(of: date))
      return fromOffsets(&table, base: base)
    }
    try withoutZone(&table, offsets)
  }

  /// Without a time zone: all rows of one offset are taken as they stand.
  private mutating func withoutZone(_ table: inout TimeTable, _ offsets: Set<Int32>) throws(TableProblem) {
    if offsets == [.min] { return }
    if offsets.count == 1 {
      remarks.append("times are \(Self.name(ofOffset: Int(offsets.first!))), as they stand")
      return
    }
    let base = Int(entries.min { $0.shown < $1.shown }!.offset)
    remarks.append("clocks change as the times' offsets say")
    fromOffsets(&table, base: base)
  }

  static func name(ofOffset seconds: Int) -> String {
    if seconds == 0 { return "UTC" }
    let clock = TimeColumn.clock(Double(abs(seconds)))
    return "UTC\(seconds < 0 ? "-" : "+")\(clock)"
  }

  /// Elapsed seconds from what clocks show and how far they are ahead.
  private mutating func fromOffsets(_ table: inout TimeTable, base: Int) {
    var shifts: [LocalClock.Shift] = []
    for place in entries.indices {
      let ahead = Double(Int(entries[place].offset) - base)
      entries[place].shown -= ahead
      entries[place].shownEnd -= ahead
    }
    if options.timeZone == nil {
      var ahead = 0.0
      for entry in entries.sorted(by: { $0.shown < $1.shown }) {
        let own = Double(Int(entry.offset) - base)
        if own != ahead { shifts.append(.init(at: entry.shown, ahead: own)) }
        ahead = own
      }
      table.clock = LocalClock(shifts: shifts)
    }
  }

  /// Elapsed seconds from what clocks show: of the hour that comes twice the first rows are the first.
  private mutating func fromWallClock(
    _ table: inout TimeTable, _ zone: TimeZoneRules, _ date: CalendarDate
  ) throws(TableProblem) {
    let clock = table.clock
    guard !clock.shifts.isEmpty else { return }
    var seen: Set<TwoKeys> = []
    var skipped = 0
    var once: [TwoKeys: Entry] = [:]
    for place in entries.indices {
      let entry = entries[place]
      let length = entry.shownEnd - entry.shown
      guard clock.shows(entry.shown) else {
        if entry.value > 0 {
          throw problem(
            entry,
            "\(moment(entry.shown, date)) is never shown in \(zone.name): the clocks are set forward then.",
            "Check the time zone, or move its \(entry.value.plain) to another row.")
        }
        skipped += 1
        entries[place].shown = .nan
        continue
      }
      var start = clock.elapsed(entry.shown)
      if let second = clock.secondElapsed(entry.shown) {
        let key = TwoKeys(series: entry.series, time: entry.shown)
        if seen.insert(key).inserted {
          once[key] = entry
        } else {
          start = second
          once[key] = nil
        }
      }
      entries[place].shown = start
      entries[place].shownEnd = start + length
    }
    if skipped > 0 {
      remarks.append("\(skipped) empty rows of the hour that the clocks skip were left out")
    }
    try noteOnce(Array(once.values), zone, date)
  }

  private struct TwoKeys: Hashable {
    var series: Int32
    var time: Double
  }

  private mutating func noteOnce(
    _ once: [Entry], _ zone: TimeZoneRules, _ date: CalendarDate
  ) throws(TableProblem) {
    guard let first = once.min(by: { $0.shown < $1.shown }) else { return }
    let text =
      "\(moment(first.shown, date)) comes twice in \(zone.name), but the table has it once, which is taken "
      + "as the first; nothing comes in the second"
    if options.isStrict { throw problem(first, text + ".", "Give both, or leave --strict out.") }
    remarks.append(text)
  }

  /// "01:00 on Sun 1 Nov 2026".
  private func moment(_ shown: Seconds, _ date: CalendarDate) -> String {
    let day = (shown / 86_400).rounded(.down)
    return "\(TimeColumn.clock(shown - day * 86_400)) on \(date.adding(days: Int(day)).long)"
  }

  /// Entries of an hour that never was.
  mutating func dropNothing() {
    if entries.contains(where: { $0.shown.isNaN }) { entries.removeAll { $0.shown.isNaN } }
  }
}

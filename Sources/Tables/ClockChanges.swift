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
      let days = Int(clamping: ((entries.map(\.shown).max() ?? 0) / 86_400).rounded(.up)) + 1
      table.clock = zone.clock(from: date, days: days)
      table.timeZone = zone.name
      if offsets.contains(.min) { return try fromWallClock(&table, zone, date) }
      let base = zone.offset(at: zone.midnight(of: date))
      return fromOffsets(&table, base: base)
    }
    withoutZone(&table, offsets)
  }

  /// Without a time zone: all rows of one offset are taken as they stand.
  private mutating func withoutZone(_ table: inout TimeTable, _ offsets: Set<Int32>) {
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
  ///
  /// Given ends are what the clock shows too, so that rows over a change are longer or shorter by it.
  private mutating func fromWallClock(
    _ table: inout TimeTable, _ zone: TimeZoneRules, _ date: CalendarDate
  ) throws(TableProblem) {
    let clock = table.clock
    guard !clock.shifts.isEmpty else { return }
    var (again, once) =
      areMoments ? try RepeatedHours(self, clock).moments() : RepeatedHours(self, clock).rows()
    var skipped = 0
    let shown = entries.map(\.shown)
    for place in entries.indices {
      let entry = entries[place]
      if clock.shows(entry.shown) {
        let second = again.contains(place) ? clock.secondElapsed(entry.shown) : nil
        entries[place].shown = second ?? clock.elapsed(entry.shown)
      } else if entry.value > 0 {
        throw problem(
          entry,
          "\(moment(entry.shown, date)) is never shown in \(zone.name): the clocks are set forward then.",
          "Check the time zone, or "
            + (areMoments ? "the time." : "move its \(entry.value.plain) to another row."))
      } else {
        skipped += 1
        entries[place].shown = .nan
      }
    }
    let ends = ShownEnds(clock: clock, entries)
    for place in entries.indices where !entries[place].shownEnd.isNaN && !entries[place].shown.isNaN {
      entries[place].shownEnd = ends.end(of: entries[place], shown: shown[place])
    }
    if skipped > 0 {
      remarks.append("\(skipped) empty rows of the hour that the clocks skip were left out")
    }
    // A row that lasts until the second of two hours has them both.
    once.removeAll { entries[$0].shownEnd > clock.secondElapsed(shown[$0]) ?? .infinity }
    if let first = once.min(by: { (shown[$0], $0) < (shown[$1], $1) }) {
      try noteOnce(entries[first], moment(shown[first], date), zone)
    }
  }

  private mutating func noteOnce(
    _ entry: Entry, _ moment: String, _ zone: TimeZoneRules
  ) throws(TableProblem) {
    let text =
      "\(moment) comes twice in \(zone.name), but the table has it once, which is taken "
      + "as the first; nothing comes in the second"
    if options.isStrict { throw problem(entry, text + ".", "Give both, or leave --strict out.") }
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

import ContactCenter

// Rows after midnight, and the order of days without dates.
extension Timeline {
  /// Times without dates go on past midnight: 23:30, 00:00, 00:30.
  ///
  /// Where rows of several series stand by time, the night begins for all of them where it does in the
  /// file, also for a series that has no row before.
  mutating func unrollNights() throws(TableProblem) {
    for place in sharedNight() {
      entries[place].shown += 86_400
      entries[place].shownEnd += 86_400
    }
    for members in bySeries {
      guard let first = members.first.map({ entries[Int($0)] }) else { continue }
      var shift = 0.0
      var before = first
      var latest = first.shown
      for place in members.dropFirst() {
        let entry = entries[Int(place)]
        if entry.shown < before.shown {
          let isNext = before.shownEnd == entry.shown + 86_400
          if shift > 0 || !isNext && entry.shown + 86_400 - before.shown > 3 * 3600
            || entry.shown >= first.shown
          {
            throw anew(entry, before)
          }
          shift = 86_400
        } else if shift > 0, entry.shown >= first.shown {
          throw anew(entry, before)
        } else if entry.shown == before.shown {
          throw twice(entry, before, bare)
        }
        entries[Int(place)].shown += shift
        if entry.shownEnd < entry.shown { entries[Int(place)].shownEnd += 86_400 }
        entries[Int(place)].shownEnd += shift
        latest = max(latest, entries[Int(place)].shown)
        before = entry
      }
    }
  }

  /// The entries after the only fall of times in the file; none where the rows of each series stand by
  /// themselves, or times fall in another way.
  private func sharedNight() -> Range<Int> {
    guard names.count > 1, reader.plan.blocks.count == 1 else { return 0..<0 }
    let falls = entries.indices.dropFirst().filter { entries[$0].shown < entries[$0 - 1].shown }
    guard falls.count == 1, let fall = falls.first,
      entries[fall].shown + 86_400 - entries[fall - 1].shown <= 3 * 3600,
      entries[entries.count - 1].shown < entries[0].shown,
      !Set(entries[..<fall].map(\.series)).isDisjoint(with: entries[fall...].map(\.series))
    else { return 0..<0 }
    return fall..<entries.count
  }

  private func anew(_ entry: Entry, _ before: Entry) -> TableProblem {
    problem(
      entry,
      "The times begin anew at \(TimeColumn.clock(entry.shown)), after "
        + "\(TimeColumn.clock(before.shown)) in line \(line(before)): a further day, or rows out of order?",
      "Add a column date or day for several days, or a column type for several queues; else sort the rows.")
  }

  /// Times that go from twelve to one, none later than one, may lack AM and PM.
  mutating func checkHalves() throws(TableProblem) {
    func time(_ entry: Entry) -> Seconds { entry.shown - Double(dayNumber(entry)) * 86_400 }
    if entries.contains(where: { time($0) >= 13 * 3600 }) { return }
    for members in bySeries {
      for (a, b) in zip(members, members.dropFirst()) {
        let (before, entry) = (entries[Int(a)], entries[Int(b)])
        guard dayNumber(before) == dayNumber(entry), time(before) >= 12 * 3600, time(entry) >= 1800,
          time(entry) < 2 * 3600
        else { continue }
        throw halfDay(entry, before)
      }
    }
  }

  private func halfDay(_ entry: Entry, _ before: Entry) -> TableProblem {
    problem(
      entry,
      "\(clockText(entry)) after \(clockText(before)) may be in the afternoon, or in the night.",
      "Write 13:00 or 1:00 PM for the afternoon; for the night write 25:00, or its own date.")
  }

  // MARK: - Dates and weekdays

  /// Weekdays count from the first that the table has.
  mutating func orderWeekdays(_ table: inout TimeTable) {
    let appearance =
      reader.plan.blocks.compactMap(\.weekday).first
      ?? Int(clamping: (entries[0].shown / 86_400).rounded(.down))
    let present = Set(entries.map { Int(clamping: ($0.shown / 86_400).rounded(.down)) })
    // A week that begins in its middle, such as Sat, Sun, Mon, keeps its order; one that has Monday
    // first, or is sorted otherwise, counts from Monday.
    let first = isRow(from: appearance) ? appearance : present.min() ?? 0
    for place in entries.indices {
      let day = Int(clamping: (entries[place].shown / 86_400).rounded(.down))
      let moved = Double(((day - first) % 7 + 7) % 7 - day) * 86_400
      entries[place].shown += moved
      entries[place].shownEnd += moved
    }
    table.firstWeekday = first
  }

  private func isRow(from first: Int) -> Bool {
    let order = reader.plan.blocks.compactMap(\.weekday)
    let days =
      order.isEmpty
      ? reader.days.texts.compactMap { KnownWords.weekday($0) } : order
    let moved = days.map { (($0 - first) % 7 + 7) % 7 }
    return moved.enumerated().allSatisfy { $0 == $1 }
  }

  /// Rows of a working day's date that come after midnight.
  mutating func moveNights(_ firstWeekday: Int?) throws(TableProblem) {
    if options.night == .sameDay { return }
    for members in bySeries {
      var start = 0
      while start < members.count {
        let day = dayNumber(entries[Int(members[start])])
        var end = start + 1
        var falls: [Int] = []
        while end < members.count, dayNumber(entries[Int(members[end])]) == day {
          if entries[Int(members[end])].shown < entries[Int(members[end - 1])].shown { falls.append(end) }
          end += 1
        }
        if falls.count == 1 { try moveNight(members, start..<end, falls[0], firstWeekday) }
        start = end
      }
    }
  }

  private mutating func moveNight(
    _ members: [Int32], _ day: Range<Int>, _ fall: Int, _ firstWeekday: Int?
  ) throws(TableProblem) {
    let first = entries[Int(members[day.lowerBound])]
    let before = entries[Int(members[fall - 1])]
    let after = entries[Int(members[fall])]
    let last = entries[Int(members[day.upperBound - 1])]
    guard last.shown < first.shown, after.shown + 86_400 - before.shown <= 2 * 3600 else { return }
    guard options.night == .nextDay else {
      let number = dayNumber(after)
      let name =
        hasDates
        ? CalendarDate(dayNumber: number).long
        : firstWeekday.map { "\(Scenario.Weekday(rawValue: ($0 + number) % 7)!)".capitalizedFirst }
          ?? "day \(number + 1)"
      throw problem(
        after,
        "\(clockText(after)) follows the evening of \(name) under the same \(hasDates ? "date" : "day"): the "
          + "night after, or the begin of that day?",
        "Say \(options.say(.night, "nextDay")) or \(options.say(.night, "sameDay")).")
    }
    for place in members[fall..<day.upperBound] {
      entries[Int(place)].shown += 86_400
      entries[Int(place)].shownEnd += 86_400
    }
  }

  /// What the clock shows of an entry's begin, whatever its day.
  func clockText(_ entry: Entry) -> String {
    TimeColumn.clock(entry.shown - Double(dayNumber(entry)) * 86_400)
  }
}

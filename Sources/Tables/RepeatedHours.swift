import ContactCenter

/// Finds which entries of an hour that the clocks show twice belong to the second time.
struct RepeatedHours {
  /// The places of entries of the second time, and of those whose time the table has once.
  typealias Result = (again: Set<Int>, once: [Int])

  private let timeline: Timeline
  private let clock: LocalClock

  init(_ timeline: Timeline, _ clock: LocalClock) {
    self.timeline = timeline
    self.clock = clock
  }

  private struct Key: Hashable {
    var series: Int32
    var time: Seconds
  }

  /// Of two rows of one series and time the later one in the file is the second.
  func rows() -> Result {
    var again: Set<Int> = []
    var first: [Key: Int] = [:]
    for (place, entry) in timeline.entries.enumerated() where clock.secondElapsed(entry.shown) != nil {
      let key = Key(series: entry.series, time: entry.shown)
      if first[key] == nil { first[key] = place } else { again.insert(place) }
    }
    for place in again {
      let entry = timeline.entries[place]
      first[Key(series: entry.series, time: entry.shown)] = nil
    }
    return (again, first.values.sorted())
  }

  /// Moments that fall back within the hour are those of the second time from there on; two of them
  /// may be equal.
  ///
  /// - Throws: where they fall back more than once.
  func moments() throws(TableProblem) -> Result {
    let entries = timeline.entries
    guard let first = entries.first, let last = entries.last else { return ([], []) }
    var again: Set<Int> = []
    var once: [Int] = []
    var before = 0.0
    for shift in clock.shifts {
      defer { before = shift.ahead }
      let hour = (shift.at + shift.ahead)..<max(shift.at + before, shift.at + shift.ahead)
      var places = entries.indices.filter { hour.contains(entries[$0].shown) }
      guard !places.isEmpty else { continue }
      if first.shown > last.shown { places.reverse() }
      let falls = places.indices.dropFirst().filter {
        entries[places[$0]].shown < entries[places[$0 - 1]].shown
      }
      // Nothing but this hour, falling or rising: it may stand newest first.
      let isOpen = places.count == entries.count && first.shown > last.shown && falls.isEmpty
      guard falls.count < 2, !isOpen else {
        throw timeline.problem(
          entries[places[falls.last ?? 0]],
          "The clocks show \(TimeColumn.clock(hour.lowerBound - (hour.lowerBound / 86_400).rounded(.down) * 86_400)) "
            + "and what follows twice then: which of both the rows are is not said.",
          "Put the rows in order of time, or write offsets, such as 02:10+02:00.")
      }
      if let fall = falls.first { again.formUnion(places[fall...]) } else { once.append(places[0]) }
    }
    return (again, once)
  }
}

/// When intervals end whose ends a table gives as the clock shows them.
struct ShownEnds {
  private let clock: LocalClock
  /// The begins of rows near changes of the clock.
  private var begins: Set<Key> = []

  private struct Key: Hashable {
    var series: Int32
    var time: Seconds
  }

  /// Entries have elapsed begins.
  init(clock: LocalClock, _ entries: [Entry]) {
    self.clock = clock
    for entry in entries where !entry.shownEnd.isNaN {
      if clock.shifts.contains(where: { abs($0.at - entry.shown) <= 3 * 3600 }) {
        begins.insert(Key(series: entry.series, time: entry.shown))
      }
    }
  }

  /// The moment when the clock shows an entry's end, which `shown` is for its begin.
  ///
  /// Where it does so twice, a row that begins within the hour that comes twice is as long as it says;
  /// another one lasts until a next row, else until the first of both.
  func end(of entry: Entry, shown: Seconds) -> Seconds {
    let (start, end) = (entry.shown, entry.shownEnd)
    let length = end - shown
    // 02:30-02:00 is half an hour where the clock is set back from 03:00 to 02:00.
    if length > 12 * 3600, let again = clock.secondElapsed(end - 86_400), again > start,
      again - start <= 2 * 3600
    {
      return again
    }
    let usual = clock.elapsed(end)
    var moments = [usual] + (clock.secondElapsed(end).map { [$0] } ?? [])
    var before = 0.0
    for shift in clock.shifts {
      // The moment when the clock is set back from the end shown.
      if shift.ahead < before, shift.at + before == end { moments.append(shift.at) }
      before = shift.ahead
    }
    moments = moments.filter { $0 > start }.sorted()
    guard moments.count > 1 else { return moments.first ?? start + length }
    if clock.secondElapsed(shown) != nil, moments.contains(start + length) { return start + length }
    return moments.first { begins.contains(Key(series: entry.series, time: $0)) }
      ?? (usual > start ? usual : moments[0])
  }
}

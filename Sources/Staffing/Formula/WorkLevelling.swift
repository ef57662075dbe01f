import ContactCenter

/// Levels work that may be put off over the hours of opening: the steadiest rate at which nothing is done before
/// it has come and all of it by when it is due.
///
/// Between what has come, U, and what is due, L, both as totals so far, the steadiest course is that of a taut
/// string: of all that keep within the two it has the smallest largest rate, and the smallest sum of squares.
/// Example: an even stream round the clock and a goal of a whole day are done at one rate.
///
/// Source: E. Modigliani and F. Hohn, "Production planning over time and the nature of the expectation and
/// planning horizon", Econometrica 23, 1955; P. Davies and A. Kovac, "Local extremes, runs, strings and
/// multiresolution", Annals of Statistics 29, 2001 (the string).
package struct WorkLevelling {
  /// Where the time goes: the length of each interval, 0 where the center is closed.
  package let lengths: [Double]
  /// By interval, what has come by its end.
  package let come: [Double]
  /// By interval, what is due by its end; no more than what has come.
  package let due: [Double]

  /// Work that comes and falls due.
  package init(lengths: [Double], come: [Double], due: [Double]) {
    (self.lengths, self.come, self.due) = (lengths, come, due)
  }

  /// The work to do in each interval; all that has come by the end of the last is done.
  ///
  /// O(intervals²) at worst, as a rule some times the number of intervals.
  package var work: [Double] {
    var done = Array(repeating: 0.0, count: lengths.count)
    let open = lengths.indices.filter { lengths[$0] > 0 }
    guard let last = open.last else { return done }
    var (place, total) = (0, 0.0)
    while place < open.count {
      let (end, rate) = tight(from: place, total: total, open, last)
      for k in place...end {
        done[open[k]] = rate * lengths[open[k]]
        total += done[open[k]]
      }
      place = end + 1
    }
    return done
  }

  /// How far the string is straight from here, and its slope.
  private func tight(
    from place: Int, total: Double, _ open: [Int], _ last: Int
  ) -> (end: Int, rate: Double) {
    var time = 0.0
    var least = (rate: 0.0, at: place)
    var most = (rate: Double.infinity, at: place)
    for k in place..<open.count {
      let interval = open[k]
      time += lengths[interval]
      let low = ((interval == last ? come[interval] : due[interval]) - total) / time
      let high = (come[interval] - total) / time
      // Where the two cross the string bends: at the earlier of the ends that bound it.
      if low > most.rate { return (most.at, most.rate) }
      if high < least.rate { return (least.at, least.rate) }
      if low >= least.rate { least = (max(0, low), k) }
      if high <= most.rate { most = (max(0, high), k) }
    }
    return least.at >= most.at ? (least.at, least.rate) : (most.at, most.rate)
  }
}

extension DemandReader {
  /// A type's work that waits while the center is closed, interval by interval as it is to be done; nil: it is
  /// no such work.
  ///
  /// Due is what would be older than the type's goal, by the goal's clock; where that moment lies outside the
  /// hours of opening, by the clock that stands still there.
  func levelledWork(of type: Int) -> [Double]? {
    let written = model.contactTypes[type].written
    guard written.isKeptOverClosing else { return nil }
    let goal = model.contactTypes[type].acceptableWait
    let start = model.calendar.start
    var pieces = written.backlog.map { (came: start - $0.age, count: Double($0.count)) }
    pieces += intervals.map { (came: ($0.start + $0.end) / 2, count: arrivals(of: type, in: $0)) }
    let ends = intervals.map(\.end)
    let opened = intervals.reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1.open) }
    var (come, due) = (ends.map { _ in 0.0 }, ends.map { _ in 0.0 })
    for piece in pieces where piece.count > 0 {
      guard let first = ends.firstIndex(where: { $0 >= piece.came }) else { continue }
      come[first] += piece.count
      // By the end of the interval before the one in which it falls due, if it has come by then.
      let last = lastInterval(for: piece.came, goal, written.goalClock, opened)
      due[min(max(first, last - 1), ends.count - 1)] += piece.count
    }
    func sums(_ numbers: [Double]) -> [Double] {
      numbers.reduce(into: []) { $0.append(($0.last ?? 0) + $1) }
    }
    let (comeSums, dueSums) = (sums(come), sums(due))
    return WorkLevelling(
      lengths: intervals.map(\.open), come: comeSums, due: zip(dueSums, comeSums).map { min($0, $1) }
    ).work
  }

  /// The interval in which work that came at a moment falls due; the one after the last: in none.
  private func lastInterval(
    for came: Seconds, _ goal: Seconds, _ clock: Scenario.GoalClock, _ opened: [Double]
  ) -> Int {
    if clock == .elapsed,
      let place = intervals.firstIndex(where: { $0.start <= came + goal && came + goal < $0.end }),
      intervals[place].open > 0
    {
      return place
    }
    let before = came >= (intervals.first?.start ?? 0) ? openTime(from: intervals[0].start, to: came) : 0
    return opened.dropFirst().firstIndex { $0 > before + goal }.map { $0 - 1 } ?? intervals.count
  }
}

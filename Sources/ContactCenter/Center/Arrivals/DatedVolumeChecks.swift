// Checks of volumes of dates, and the rate that follows.

extension ModelBuilder {
  mutating func checkDatedVolumes(_ arrivals: Scenario.Arrivals, _ path: String) {
    if !arrivals.points.isEmpty {
      error(path, "There are rates by time of day and volumes of dates.", "Give only one of them.")
    }
    if !arrivals.weekdayFactors.isEmpty {
      error(
        "\(path).weekdayFactors", "There are weekdayFactors on dated volumes.",
        "The dates say what comes on which day: leave the factors out.")
    }
    var end = -Seconds.infinity
    for volume in arrivals.datedVolumes {
      guard volume.start >= end, volume.end > volume.start, volume.end.isFinite else {
        error(
          path, "The volume of \(moment(volume.start)) overlaps another one, or has no length.",
          "Put the volumes in rising order of their times.")
        return
      }
      guard volume.contacts >= 0, volume.contacts.isFinite else {
        error(
          path, "The volume of \(moment(volume.start)) is \(volume.contacts.plain).",
          "Give 0 or more.")
        return
      }
      end = volume.end
    }
  }

  /// What a moment is called in messages.
  func moment(_ time: Seconds) -> String {
    time.isFinite ? model.calendar.dates.dateAndTime(at: time) : "no moment"
  }

  /// Stretches of constant rates from volumes of dates, as far as the center is open.
  mutating func datedSegments(
    _ arrivals: Scenario.Arrivals, _ days: [OpenDay], _ path: String
  ) -> [Model.RateSegment] {
    let volumes = arrivals.datedVolumes
    if volumes.count + days.count > ScenarioLimits.segments {
      error(
        path, "There are \(volumes.count) volumes.",
        "At most \(ScenarioLimits.segments) stretches of the rate are allowed.")
      return []
    }
    let splits = arrivals.process != .poisson || arrivals.intervalFactor != nil
    var result: [Model.RateSegment] = []
    var inside = [Seconds](repeating: 0, count: volumes.count)
    var emptyDays: [Int] = []
    var first = 0
    for day in days {
      while first < volumes.count, volumes[first].end <= day.span.from { first += 1 }
      var place = first
      while place < volumes.count, volumes[place].start < day.span.to {
        let volume = volumes[place]
        let rate = volume.contacts / (volume.end - volume.start)
        let span = Model.Span(
          from: max(day.span.from, volume.start), to: min(day.span.to, volume.end))
        inside[place] += span.to - span.from
        let piece = RateCurve.Piece(
          from: volume.start, to: volume.end, origin: volume.start, c: (rate, 0, 0, 0))
        append(
          piece, span, shift: 0, factor: arrivals.scale, atIntervals: splits, into: &result)
        place += 1
      }
      if place == first { emptyDays.append(day.day) }
    }
    tellOutside(arrivals, inside, path)
    tellDaysWithoutVolume(emptyDays, path)
    return result
  }

  /// Says what comes while the center is closed: an error, unless it is to be left out.
  private mutating func tellOutside(
    _ arrivals: Scenario.Arrivals, _ inside: [Seconds], _ path: String
  ) {
    var (count, contacts) = (0, 0.0)
    var first: Seconds?
    for (volume, inside) in zip(arrivals.datedVolumes, inside) {
      let length = volume.end - volume.start
      guard volume.contacts > 0, inside < length - 1e-6 else { continue }
      count += 1
      contacts += volume.contacts * (1 - inside / length)
      if first == nil { first = volume.start }
    }
    guard let first, isSound("calendar") else { return }
    let lost = (contacts * arrivals.scale * 10).rounded() / 10
    let intervals = count == 1 ? "1 interval" : "\(count) intervals"
    let isBeyond = isBeyondDays(first)
    let place = isBeyond ? "beyond the calendar's days or outside its hours" : "outside the opening hours"
    let finding =
      "\(intervals) of the volumes with \(lost.plain) contacts lie \(place), the first on "
      + "\(moment(first))."
    if arrivals.outside == .drop {
      warn(path, finding, "They are left out.")
    } else {
      let remedy = isBeyond ? "another firstDate or more days" : "other hours"
      error(path, finding, "Give the calendar \(remedy), or leave them out with outside: drop.")
    }
  }

  /// Whether a moment lies before the calendar's first day or after its last.
  private func isBeyondDays(_ time: Seconds) -> Bool {
    let day = model.calendar.clock.day(at: time)
    return day < 0 || day >= scenario.calendar.days
  }

  private mutating func tellDaysWithoutVolume(_ days: [Int], _ path: String) {
    guard let first = days.first, isSound("calendar") else { return }
    let dates = model.calendar.dates
    let name = dates.date(ofDay: first)?.long ?? "day \(first + 1)"
    let count = days.count == 1 ? "1 open day has" : "\(days.count) open days have"
    warn(path, "\(count) no volume" + (days.count == 1 ? ": \(name)." : "; the first is \(name)."))
  }
}

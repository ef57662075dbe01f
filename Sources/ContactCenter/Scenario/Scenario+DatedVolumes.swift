// A scenario becomes a model: volumes and numbers of agents of dates.

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

  private func moment(_ time: Seconds) -> String {
    time.isFinite ? model.calendar.dates.dateAndTime(at: time) : "no moment"
  }

  /// Stretches of constant rates from volumes of dates, as far as the center is open.
  mutating func datedSegments(
    _ arrivals: Scenario.Arrivals, _ path: String
  ) -> [Model.RateSegment] {
    let volumes = arrivals.datedVolumes
    if volumes.count + openDays.count > ScenarioLimits.segments {
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
    for day in openDays {
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

  /// Steps that hold what is said of dates, and nobody at other times.
  ///
  /// Those who are there at the last closing stay until the system is empty.
  mutating func datedSteps(
    _ spans: [Scenario.DatedStaffing], _ path: String
  ) -> [Model.Step] {
    var end = -Seconds.infinity
    for span in spans {
      guard span.start >= end, span.end > span.start, span.end.isFinite else {
        error(
          path, "The staffing of \(moment(span.start)) overlaps another one, or has no length.",
          "Put the numbers in rising order of their times.")
        return []
      }
      guard (0...ScenarioLimits.agents).contains(span.agents) else {
        error(
          path, "There are \(span.agents) agents on \(moment(span.start)).",
          "Give 0 to \(ScenarioLimits.agents).")
        return []
      }
      end = span.end
    }
    if spans.count > ScenarioLimits.segments {
      error(path, "There are \(spans.count) numbers.", "Give fewer.")
      return []
    }
    tellStaffing(spans, path)
    var steps: [Model.Step] = []
    func append(_ moment: Seconds, _ value: Int) {
      if steps.last?.from == moment { steps.removeLast() }
      if steps.last?.value != value { steps.append(Model.Step(from: moment, value: value)) }
    }
    var first = 0
    for (number, day) in openDays.enumerated() {
      append(day.span.from, 0)
      while first < spans.count, spans[first].end <= day.span.from { first += 1 }
      for span in spans[first...] {
        guard span.start < day.span.to else { break }
        append(max(day.span.from, span.start), span.agents)
        if span.end < day.span.to { append(span.end, 0) }
      }
      if number + 1 < openDays.count, openDays[number + 1].span.from > day.span.to {
        append(day.span.to, 0)
      }
    }
    return steps
  }

  /// Says when agents of dates are there while the center is closed, and when nobody is there.
  private mutating func tellStaffing(_ spans: [Scenario.DatedStaffing], _ path: String) {
    guard isSound("calendar") else { return }
    var outside: [Seconds] = []
    var covered: Set<Int> = []
    var first = 0
    for span in spans where span.agents > 0 {
      while first < openDays.count, openDays[first].span.to <= span.start { first += 1 }
      var inside: Seconds = 0
      var place = first
      while place < openDays.count, openDays[place].span.from < span.end {
        inside += min(span.end, openDays[place].span.to) - max(span.start, openDays[place].span.from)
        covered.insert(openDays[place].day)
        place += 1
      }
      if inside < span.end - span.start - 1e-6 { outside.append(span.start) }
    }
    if let early = outside.first {
      let count = outside.count == 1 ? "1 interval" : "\(outside.count) intervals"
      warn(
        path, "\(count) of the staffing lie outside the opening hours, the first on \(moment(early)).",
        "Agents are not needed then, and do not count.")
    }
    let empty = openDays.filter { !covered.contains($0.day) }
    if let day = empty.first {
      let name = model.calendar.dates.date(ofDay: day.day)?.long ?? "day \(day.day + 1)"
      let count = empty.count == 1 ? "1 open day has" : "\(empty.count) open days have"
      warn(
        path,
        "\(count) nobody in the staffing" + (empty.count == 1 ? ": \(name)." : "; the first is \(name)."))
    }
  }
}

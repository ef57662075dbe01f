// Checks of numbers of agents of dates, and the steps that follow.

extension ModelBuilder {
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
      guard ScenarioLimits.agentCounts.contains(span.agents) else {
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

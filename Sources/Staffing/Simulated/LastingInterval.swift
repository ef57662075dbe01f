import ContactCenter

extension Model {
  /// The center as if one planning interval lasted: its mean rates, the laws of its middle, around the
  /// clock, without random factors and absence.
  ///
  /// It runs long enough for about `contacts` contacts after a warm-up of a tenth of the time, at
  /// least 4 hours and at most 10 days; nil where nobody comes in the interval.
  func lasting(interval: Int, contacts: Double) -> Model? {
    let span = intervalSpans[interval]
    let open = calendar.open.reduce(0) { $0 + span.overlap(with: $1) }
    let rates = contactTypes.map { type in
      type.segments.reduce(0) { $0 + $1.contacts(in: span) } / max(1, open)
    }
    let rate = rates.reduce(0, +)
    guard open > 0, rate > 0 else { return nil }
    var model = self
    let hours = min(240, max(4, (contacts / rate / 3600).rounded(.up)))
    model.calendar.start = 0
    model.calendar.warmUpEnd = (hours / 10).rounded(.up) * 3600
    model.calendar.end = hours * 3600 + model.calendar.warmUpEnd
    model.calendar.interval = 3600
    model.calendar.intervals = Int(clamping: model.calendar.end / 3600)
    model.calendar.open = [Span(from: 0, to: model.calendar.end)]
    model.calendar.firstDate = nil
    model.calendar.clock = LocalClock()
    model.dayFactorRoot = []
    let middle = (span.from + span.to) / 2
    for type in contactTypes.indices {
      model.contactTypes[type].makeLast(
        rate: rates[type], at: calendar.clock.timeOfDay(at: middle), until: model.calendar.end)
    }
    for group in groups.indices {
      model.groups[group].absence = 0
      model.groups[group].staffing = .counts([Step(from: 0, value: 1)])
    }
    return model
  }
}

extension Model.ContactType {
  /// One rate and the laws of a time of day all the time, without random factors.
  fileprivate mutating func makeLast(rate: Double, at time: Seconds, until end: Seconds) {
    written.arrivals.process = .poisson
    written.arrivals.dayFactor = nil
    written.arrivals.intervalFactor = nil
    written.patience = written.patience.lasting(at: time)
    written.talk = written.talk.lasting(at: time)
    written.wrapUp = written.wrapUp.lasting(at: time)
    segments = stride(from: 0, to: end, by: 86_400).map { from in
      Model.RateSegment(
        from: from, to: min(from + 86_400, end), c0: rate, bound: rate, day: Int(clamping: from / 86_400),
        interval: Int(clamping: from / 3600))
    }
  }
}

extension Scenario.TimedLaw {
  /// The law in force at a time of day, all the time.
  fileprivate func lasting(at time: Seconds) -> Scenario.TimedLaw {
    let place = starts.lastIndex { $0 <= time } ?? 0
    return Scenario.TimedLaw(laws[place])
  }
}

extension Model.RateSegment {
  /// Expected contacts within a span: the integral of the rate there.
  fileprivate func contacts(in span: Model.Span) -> Double {
    let begin = max(from, span.from) - from
    let end = min(to, span.to) - from
    return end > begin ? integral(to: end) - integral(to: begin) : 0
  }
}

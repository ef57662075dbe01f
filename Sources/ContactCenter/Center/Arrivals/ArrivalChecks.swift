// Checks of when contacts arrive, and the rate that follows.

extension ModelBuilder {
  /// Checks a contact type's arrivals, and fills its segments.
  mutating func buildArrivals(into type: inout Model.ContactType, _ i: Int) {
    let path = "contactTypes[\(i)].arrivals"
    var arrivals = type.arrivals
    let before = problems.count
    checkFactors(arrivals, path)
    switch arrivals.process {
    case .poisson, .fixedCounts, .evenlySpaced: break
    case .renewal(let gap):
      checkLaw(gap, at: "\(path).gap", "The gap between arrivals")
      checkRenewals(gap, at: "\(path).gap")
      return
    case .replay(let times):
      type.arrivals.process = .replay(replayed(times, path))
      return
    }
    let days = arrivalDays(roundTheClock: type.written.isKeptOverClosing)
    if let list = arrivals.rateList {
      let hours =
        type.written.isKeptOverClosing
        ? Scenario.OpeningHours(open: 0, close: 86_400) : scenario.calendar.hours
      arrivals.points = points(of: list, hours, path)
    }
    if arrivals.datedVolumes.isEmpty {
      checkPoints(arrivals, path, i)
    } else {
      checkDatedVolumes(arrivals, path)
    }
    guard problems.count == before, !openDays.isEmpty else { return }
    if !arrivals.datedVolumes.isEmpty {
      type.segments = datedSegments(arrivals, days, path)
    } else if !arrivals.points.isEmpty {
      type.segments = segments(arrivals, days, path)
    }
  }

  /// The rates at times of day, once it is said whether they last till closing.
  private mutating func points(
    of list: Scenario.RateList, _ hours: Scenario.OpeningHours, _ path: String
  ) -> [Scenario.RatePoint] {
    guard list.every >= 1, list.every <= ScenarioLimits.length else {
      error("\(path).every", "The length is below 1 s.", "Usually it is 30 min or 1 h.")
      return []
    }
    guard isSound("calendar"), !list.rates.isEmpty else { return [] }
    let (count, fitting) = (list.rates.count, list.count(in: hours))
    if count > fitting {
      error(
        "\(path).rates", "There are \(count) rates, but only \(fitting) fit into a day.",
        "Give at most \(fitting), or a shorter `every`.")
    } else if count < fitting, !list.repeats {
      let length = "\((list.every / 60).plain) min"
      error(
        "\(path).rates",
        count == 1
          ? "1 rate of \(length) does not last till closing, for which there must be \(fitting)."
          : "\(count) rates of \(length) do not last till closing, for which there must be "
            + "\(fitting).", "Give \(fitting) rates, or repeat: true to begin the list anew.")
    } else {
      return list.points(in: hours)
    }
    return []
  }

  private mutating func checkFactors(_ arrivals: Scenario.Arrivals, _ path: String) {
    checkNumber(arrivals.scale, in: ScenarioLimits.arrivalRates, at: "\(path).scale", "The scale")
    for weekday in Scenario.Weekday.allCases {
      guard let factor = arrivals.weekdayFactors[weekday] else { continue }
      checkNumber(
        factor, in: ScenarioLimits.dayFactors, at: "\(path).weekdayFactors.\(weekday)",
        "The factor of \(weekday)")
    }
    for (key, factor) in [
      ("dayFactor", arrivals.dayFactor), ("intervalFactor", arrivals.intervalFactor),
    ] {
      guard let factor else { continue }
      checkNumber(
        factor.cv, in: ScenarioLimits.factorCVs, at: "\(path).\(key).cv",
        "The cv of the random factor")
    }
    if let batch = arrivals.batchSize {
      if batch.defect == nil, batch.mean > ScenarioLimits.batchSize {
        error(
          "\(path).batchSize", "Batches of \(batch.mean.plain) contacts.",
          "At most \(ScenarioLimits.batchSize.plain).")
      } else {
        checkLaw(batch, at: "\(path).batchSize", "The batch size")
      }
    }
  }

  private mutating func checkPoints(_ arrivals: Scenario.Arrivals, _ path: String, _ i: Int) {
    if arrivals.points.isEmpty, arrivals.rateList == nil, !isReachedFromElsewhere(i),
      scenario.contactTypes[i].backlog.isEmpty
    {
      error(
        path, "Nothing says how many contacts of this type come.",
        "Give perHour, volumes, rates, points or file.")
    }
    for (k, point) in arrivals.points.enumerated() {
      if !(point.rate >= 0 && point.rate.isFinite) {
        error(path, "A rate is \((point.rate * 3600).plain) per hour.", "Give 0 or more.")
        return
      }
      if !(point.time >= 0 && point.time <= ScenarioLimits.length) {
        error(path, "A rate holds from second \(point.time.plain) on.", "Give a time of day.")
        return
      }
      if k > 0, point.time <= arrivals.points[k - 1].time {
        error(path, "The times of the rates do not rise.", "Put them in rising order.")
        return
      }
    }
  }

  /// Errors where a law's mean is long but nearly all of its gaps are tiny.
  ///
  /// The number of renewals in a time t is at most (t/x + 1)/P(gap > x) in the mean, for every x; the
  /// best x overstates the number of a Poisson process less than threefold.
  private mutating func checkRenewals(_ gap: Distribution, at path: String) {
    guard gap.defect == nil, isSound(path) else { return }
    if gap.isConstantZero {
      error(path, "The gap between arrivals is always 0.")
      return
    }
    let openTime = openDays.reduce(0) { $0 + $1.span.to - $1.span.from }
    var bound = Double.infinity
    var length = max(openTime, gap.mean.isFinite ? gap.mean : 0)
    for _ in 0..<80 {
      bound = min(bound, (openTime / length + 1) / gap.survival(length))
      length /= 2
    }
    guard bound > 4 * ScenarioLimits.contacts, openTime / gap.mean <= ScenarioLimits.contacts else {
      return
    }
    error(
      path,
      "Nearly all gaps between arrivals are so short that \(ScenarioLimits.contacts.plain) "
        + "contacts and more may come in one replication.",
      "Give a law that varies less: a smaller cv or sigma, or a larger shape.")
  }

  /// Whether contacts become this type by a menu, a transfer, on coming back, or when they answer a campaign.
  private func isReachedFromElsewhere(_ i: Int) -> Bool {
    let name = Link<Scenario.ContactType>(scenario.contactTypes[i].name)
    let inMenus = scenario.ivr.menus.contains { menu in
      menu.afterRepeats == .type(name) || menu.choices.contains { $0.to == .type(name) }
    }
    return inMenus || scenario.bots.contains { $0.becomes == name }
      || scenario.campaigns.contains { $0.type == name }
      || scenario.contactTypes.contains { other in
        other.transfers.contains { $0.to == name } || other.redialAfterBusy?.becomes == name
          || other.redialAfterAbandon?.becomes == name || other.repeatCall?.becomes == name
          || other.chasers?.becomes == name || other.voiceMail?.becomes == name
          || other.misrouted?.to == name
      }
  }

  private mutating func replayed(_ times: [Seconds], _ path: String) -> [Seconds] {
    if times.isEmpty { error(path, "There is no moment to replay.", "Give times or a file.") }
    for (i, time) in times.enumerated() {
      if !(time >= 0 && time.isFinite) || (i > 0 && time < times[i - 1]) {
        error(path, "Moment number \(i + 1), at \(time.plain) s, is not in rising order.")
        return []
      }
    }
    let kept = times.filter { $0 >= model.calendar.start && $0 < model.calendar.end }
    if kept.count < times.count, isSound("calendar") {
      warn(
        path, "\(times.count - kept.count) of \(times.count) moments are left out.",
        "They are before the first opening or after the last closing.")
    }
    return kept
  }
}

// MARK: - Segments of the rate

extension ModelBuilder {
  /// Whether points count from the first midnight and not from each day's.
  func countsFromFirstMidnight(_ lastPoint: Seconds) -> Bool {
    scenario.calendar.days > 1 && lastPoint > max(86_400, scenario.calendar.hours.close)
  }

  private mutating func segments(
    _ arrivals: Scenario.Arrivals, _ days: [OpenDay], _ path: String
  ) -> [Model.RateSegment] {
    let curve = RateCurve(points: arrivals.points, interpolation: arrivals.interpolation)
    let isAbsolute = countsFromFirstMidnight(arrivals.points.last!.time)
    let perDay = isAbsolute ? 1 : arrivals.points.count
    if Double(perDay) * Double(days.count) > Double(ScenarioLimits.segments) {
      error(
        path, "\(perDay) rates on \(days.count) days.",
        "At most \(ScenarioLimits.segments) stretches of the rate are allowed.")
      return []
    }
    var result: [Model.RateSegment] = []
    var firstPiece = 0
    let clock = model.calendar.clock
    let splits = arrivals.process != .poisson || arrivals.intervalFactor != nil
    for day in days {
      let factor = arrivals.scale * (arrivals.weekdayFactors[day.weekday] ?? 1) * day.factor
      for (i, stretch) in clock.stretches(from: day.span.from, to: day.span.to).enumerated() {
        // The points are what the clock shows.
        let shift = (isAbsolute ? 0 : day.midnight) - stretch.ahead
        if !isAbsolute || i > 0 { firstPiece = 0 }
        while firstPiece < curve.pieces.count, curve.pieces[firstPiece].to + shift <= stretch.from {
          firstPiece += 1
        }
        for piece in curve.pieces[firstPiece...] {
          let from = max(stretch.from, piece.from + shift)
          let to = min(stretch.to, piece.to + shift)
          if piece.from + shift >= stretch.to { break }
          guard from < to else { continue }
          append(
            piece, Model.Span(from: from, to: to), shift: shift, factor: factor,
            atIntervals: splits || !piece.isConstant, into: &result)
        }
      }
    }
    checkSign(result, path)
    return result
  }

  /// Cuts a piece at midnights, and where asked at planning intervals, and appends what is not 0.
  func append(
    _ piece: RateCurve.Piece, _ span: Model.Span, shift: Seconds, factor: Double,
    atIntervals: Bool, into segments: inout [Model.RateSegment]
  ) {
    var from = span.from
    while from < span.to {
      let day = model.calendar.clock.day(at: from)
      let interval = interval(at: from)
      var to = min(span.to, model.calendar.clock.nextMidnight(after: from))
      if atIntervals {
        let next = model.calendar.start + Double(interval + 1) * model.calendar.interval
        if next > from { to = min(to, next) }
      }
      let c = piece.coefficients(around: from - shift, times: factor)
      var segment = Model.RateSegment(
        from: from, to: to, c0: c.0, bound: c.0, day: day, interval: interval)
      (segment.c1, segment.c2, segment.c3) = (c.1, c.2, c.3)
      if !segment.isConstant {
        // The engine evaluates the polynomial in its own order of operations.
        segment.bound = max(0, segment.extremes.high) * (1 + 1e-12)
      }
      from = to
      if segment.bound <= 0 { continue }
      let last = segments.count - 1
      if !atIntervals, last >= 0, segments[last].isConstant, segments[last].to == segment.from,
        segments[last].c0 == segment.c0, segments[last].day == day
      {
        segments[last].to = segment.to
      } else {
        segments.append(segment)
      }
    }
  }

  private mutating func checkSign(_ segments: [Model.RateSegment], _ path: String) {
    let top = segments.map(\.bound).max() ?? 0
    let below = segments.first { !$0.isConstant && $0.extremes.low < -1e-9 * top }
    guard let below else { return }
    let time = model.calendar.clock.timeOfDay(at: below.from)
    let hour = (time / 360).rounded(.down) / 10
    warn(
      path, "The spline falls below 0 near \(hour.plain) h and is taken as 0 there.",
      "Add points there, or use linear.")
  }
}

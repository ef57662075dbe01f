import ContactCenter
import Tables
import Yams

/// Rates at times of day: pairs, or a table.
enum PointsDraft {
  case pairs([Scenario.RatePoint])
  case table(TableDraft)
}

/// The keys of arrivals as they were read.
struct ArrivalsDraft {
  var process = Scenario.ArrivalProcess.Kind.poisson
  var perHour: Double?
  var volumes: [Double]?
  var rates: [Double]?
  var every: Seconds?
  var repeats: Bool?
  var points: PointsDraft?
  var table = TableDraft()
  var outside: Scenario.OutsideHours?
  var gap: Distribution?
  var times: [Seconds]?
  /// Everything that is the same in the scenario.
  var common = Scenario.Arrivals()
}

extension Kind where Value == Scenario.Arrivals {
  static var arrivals: Kind<Scenario.Arrivals> {
    let object = ArrivalsDraft.format.kind
    let settings = { (focus: SettingFocus<Scenario.Arrivals>) in
      object.settings(
        SettingFocus(
          value: { scenario in
            focus.value(scenario).map { ArrivalsDraft($0, in: scenario.calendar) }
          },
          change: { scenario, _, edit in
            let calendar = scenario.calendar
            focus.change(&scenario, nil) { arrivals in
              let draft = ArrivalsDraft(arrivals, in: calendar)
              var changed = draft
              edit(&changed)
              arrivals = changed.arrivals(insteadOf: draft, in: calendar)
            }
          }))
    }
    return Kind(shape: object.shape, settings: settings) { node, reading in
      object.read(node, &reading)?.arrivals(node, &reading)
    }
  }
}

extension ArrivalsDraft {
  /// The keys of arrivals that can be changed one by one: a single rate, rates, points, volumes of planning
  /// intervals, a law of gaps, and all that is the same in the scenario.
  fileprivate init(_ arrivals: Scenario.Arrivals, in calendar: Scenario.OpeningCalendar) {
    common = arrivals
    process = arrivals.process.kind
    if case .renewal(let gap) = arrivals.process { self.gap = gap }
    if arrivals.points.count == 1, arrivals.points[0].time == 0 {
      perHour = (arrivals.points[0].rate * 3600).written
    }
    if !arrivals.points.isEmpty { points = .pairs(arrivals.points) }
    if let list = arrivals.rateList {
      rates = list.rates.map { ($0 * 3600).written }
      (every, repeats) = (list.every, list.repeats)
    }
    volumes = calendar.lengths(of: arrivals.points).map { lengths in
      zip(arrivals.points, lengths).map { ($0.rate * $1).written }
    }
  }

  /// The arrivals after a change of the keys of a draft.
  fileprivate func arrivals(
    insteadOf draft: ArrivalsDraft, in calendar: Scenario.OpeningCalendar
  ) -> Scenario.Arrivals {
    var arrivals = common
    if draft.gap != nil, let gap { arrivals.process = .renewal(gap) }
    if let rates, let old = draft.rates {
      for (place, rate) in rates.enumerated() where rate != old[place] {
        arrivals.rateList?.rates[place] = rate / 3600
      }
      arrivals.rateList?.every = every ?? 3600
      arrivals.rateList?.repeats = repeats ?? false
    }
    if draft.perHour != nil, let perHour, perHour != draft.perHour {
      arrivals.points = [Scenario.RatePoint(time: 0, rate: perHour / 3600)]
    } else if let volumes, let old = draft.volumes, volumes != old {
      let lengths = calendar.lengths(of: arrivals.points) ?? []
      for (place, length) in lengths.enumerated() where volumes[place] != old[place] {
        arrivals.points[place].rate = volumes[place] / length
      }
    } else if case .pairs(let points)? = points {
      arrivals.points = points
    }
    return arrivals
  }

  static var format: ObjectFormat<ArrivalsDraft> {
    ObjectFormat(
      name: "arrivals",
      doc:
        "When contacts come. How many is said by one of perHour, volumes, rates, points and file.",
      blank: ArrivalsDraft(), fields: volumeFields + variationFields,
      alternatives: [
        .init(
          keys: ["perHour", "volumes", "rates", "points", "file", "gap", "times"], needed: false)
      ])
  }

  private static var volumeFields: [Field<ArrivalsDraft>] {
    let rate = Kind<Double>.number(ScenarioLimits.arrivalRates)
    let point = pair(Kind<Double>.timeOfDay, rate, "point") {
      Scenario.RatePoint(time: $0, rate: $1 / 3600)
    } parts: {
      ($0.time, ($0.rate * 3600).written)
    }
    return [
      Field(
        "process", \.process,
        Kind<Scenario.ArrivalProcess.Kind>.choice([
          "poisson": "Poisson with the given rate.",
          "fixedCounts":
            "Exactly the volumes, rounded with remainders carried over within a day; at uniform "
            + "moments.",
          "evenlySpaced": "The same numbers, evenly spaced in each interval.",
          "renewal": "Independent gaps of the law `gap`.",
          "replay": "Exactly the moments of `times` or `file`.",
        ]).notVaried("The keys of one process are not those of another: write a scenario for each."),
        default: "poisson", "How moments of arrival come about."),
      Field("perHour", \.perHour, rate, .oneOfSeveral, example: "60", "The same rate all the time."),
      Field(
        "volumes", \.volumes, list(of: rate, ScenarioLimits.listed, tracksPlaces: false), .oneOfSeveral,
        example: "[20, 35, 50, 40]",
        "Contacts in each planning interval of a day, or of all days one after another."),
      Field(
        "rates", \.rates, list(of: rate, ScenarioLimits.listed, tracksPlaces: false), .oneOfSeveral,
        example: "[40, 70, 100]", "Contacts per hour, from opening on, each for the length `every`."
      ),
      Field("every", \.every, .duration, default: "1 h", "How long each of `rates` holds."),
      Field(
        "repeat", \.repeats, .flag, default: "false",
        "Whether `rates` that do not last till closing begin anew."),
      Field(
        "points", \.points,
        either(
          list: list(of: point, ScenarioLimits.listed, tracksPlaces: false).map {
            .pairs($0)
          } back: {
            if case .pairs(let points) = $0 { points } else { nil }
          },
          object: TableDraft.format("table of rates", "Contacts per hour at times of day.").kind
            .map(notVaried: TableDraft.isFixed) { .table($0) }), .oneOfSeveral,
        example: "[[08:00, 20], [12:00, 120], [20:00, 10]]",
        "Contacts per hour at times of day, or a table of them: {file: rates.csv}."),
      Field(
        "interpolation", \.common.interpolation,
        .choice([
          "constant": "Each rate holds until the next point.",
          "linear": "A straight line from point to point.",
          "spline": "A natural cubic spline through the points.",
        ]), default: "constant", "How the rate runs between `points`."),
      Field(
        "gap", \.gap, .law, .oneOfSeveral, example: "{law: gamma, mean: 30 s, cv: 0.5}",
        "The law of the gaps of a renewal process."),
      Field(
        "times", \.times, list(of: .timeOfDay, ScenarioLimits.recorded, tracksPlaces: false), .oneOfSeveral,
        example: "[08:00:05, 08:01:30]", "The moments to replay."),
    ] + TableDraft.fields(\.table)
  }

  private static var variationFields: [Field<ArrivalsDraft>] {
    let factor = ObjectFormat(
      name: "random factor", doc: "A random multiplier with mean 1.",
      blank: Scenario.RandomFactor(law: .gamma, cv: 0),
      fields: [
        Field("law", \.law, .choice(), default: "gamma", "Its law."),
        Field(
          "cv", \.cv, .number(ScenarioLimits.factorCVs), required: "0.15",
          "Its standard deviation, since the mean is 1."),
      ])
    return [
      Field(
        "scale", \.common.scale, .number(ScenarioLimits.arrivalRates), default: "1",
        "Multiplies every rate and volume."),
      Field(
        "outside", \.outside,
        Kind<Scenario.OutsideHours>.choice([
          "drop": "They are left out, and a warning counts them.",
          "error": "The scenario is refused.",
        ]).notVaried("It only says whether a file is refused."), default: "error",
        "What becomes of the volumes of a file with dates while the center is closed."),
      Field(
        "weekdayFactors", \.common.weekdayFactors, .byWeekday(.number(ScenarioLimits.dayFactors)),
        default: "1 each", example: "{mon: 1.2, sat: 0.4}", "Multiplies the rates of weekdays."),
      Field(
        "dayFactor", \.common.dayFactor, factor.kind, default: "1",
        "A random factor of each whole day."),
      Field(
        "intervalFactor", \.common.intervalFactor, factor.kind, default: "1",
        "A random factor of each planning interval (gamma: Poisson-gamma counts)."),
      Field(
        "batchSize", \.common.batchSize, .numberLaw, default: "1",
        "How many contacts come at each moment (rounded, at least 1)."),
    ]
  }

  /// The arrivals in the words of the scenario; nil after noting a problem.
  func arrivals(_ node: Node, _ reading: inout Reading) -> Scenario.Arrivals? {
    var result = common
    guard fitsTogether(node, &reading) else { return nil }
    result.outside = outside ?? .error
    switch process {
    case .poisson: result.process = .poisson
    case .fixedCounts: result.process = .fixedCounts
    case .evenlySpaced: result.process = .evenlySpaced
    case .renewal:
      guard let gap else { return missing("gap", node, &reading) }
      result.process = .renewal(gap)
      return result
    case .replay:
      let moments = times ?? reading.moments(table, node)
      guard let moments else {
        return table.file == nil ? missing("times", node, &reading) : nil
      }
      // A file's moments have passed the clock already.
      let clock = reading.calendar.clock
      result.process = .replay(times == nil ? moments : moments.map(clock.elapsed))
      return result
    }
    if gap != nil || times != nil {
      if reading.isUnreadable(Reading.join(reading.path, "process")) { return nil }
      let key = gap != nil ? "gap" : "times"
      reading.fail(
        atKey: key, "\"\(key)\" does not go with the process \(process.rawValue).",
        "Add process: \(gap != nil ? "renewal" : "replay").")
      return nil
    }
    if every != nil && rates == nil {
      reading.fail(atKey: "every", "\"every\" goes only with \"rates\".", "Leave it out.")
    }
    if repeats != nil && rates == nil {
      reading.fail(atKey: "repeat", "\"repeat\" goes only with \"rates\".", "Leave it out.")
    }
    if table.file != nil {
      switch reading.volumes(table, outside: result.outside, node) {
      case nil: return nil
      case .points(let points): result.points = points
      case .dated(let volumes): result.datedVolumes = volumes
      }
      return result
    }
    if let rates {
      result.rateList = Scenario.RateList(
        rates: rates.map { $0 / 3600 }, every: every ?? 3600, repeats: repeats ?? false)
      return result
    }
    guard let points = ratePoints(node, &reading) else { return nil }
    result.points = points
    return result
  }

  /// Whether keys that speak of a table have one; notes those that would be ignored.
  private func fitsTogether(_ node: Node, _ reading: inout Reading) -> Bool {
    if table.lacksFile {
      reading.fail(
        at: Reading.place(of: node),
        "column, map and read say how a table is read, but there is no file.",
        "Add file, or leave them out.")
      return false
    }
    if outside != nil, table.file == nil || process == .replay {
      reading.fail(
        atKey: "outside", "\"outside\" goes only with the volumes of a file.", "Leave it out.")
      return false
    }
    if process == .renewal, table.file != nil {
      reading.fail(
        atKey: "file", "\"file\" does not go with the process renewal.", "Leave one of them out.")
      return false
    }
    return true
  }

  private func missing<Value>(
    _ key: String, _ node: Node, _ reading: inout Reading
  ) -> Value? {
    if node.mapping?[key] != nil { return nil }
    return reading.fail(
      node, "The process \(process.rawValue) needs the key \"\(key)\".",
      process == .replay ? "Or name a file." : "")
  }

  private func ratePoints(_ node: Node, _ reading: inout Reading) -> [Scenario.RatePoint]? {
    if let perHour { return [Scenario.RatePoint(time: 0, rate: perHour / 3600)] }
    switch points {
    case .pairs(let points)?: return points
    case .table(let table)?: return reading.rates(table, node)
    case nil: break
    }
    if let volumes { return reading.ratePoints(volumes: volumes) }
    return []
  }
}

// MARK: - From lists to points

extension Scenario.OpeningCalendar {
  /// The planning intervals of a day with the usual hours: begin and length in seconds.
  var planningIntervals: [(start: Seconds, length: Seconds)] {
    guard interval >= 1, hours.close > hours.open, hours.close - hours.open <= 86_400
    else { return [] }
    return stride(from: hours.open, to: hours.close, by: interval).map {
      ($0, min(interval, hours.close - $0))
    }
  }

  /// The lengths of planning intervals that begin at points, of a day or of all days; nil where the points
  /// are others.
  fileprivate func lengths(of points: [Scenario.RatePoint]) -> [Seconds]? {
    let day = planningIntervals
    guard !day.isEmpty, points.count > 1, points.count.isMultiple(of: day.count) else { return nil }
    let isEach = points.enumerated().allSatisfy { place, point in
      point.time == day[place % day.count].start + Double(place / day.count) * 86_400
    }
    return isEach ? points.indices.map { day[$0 % day.count].length } : nil
  }
}

extension Reading {

  /// Repeats for several days what fits one day; nil after saying that the count fits neither.
  mutating func starts(forCount count: Int, key: String) -> [(start: Seconds, length: Seconds)]? {
    let day = calendar.planningIntervals
    guard !day.isEmpty, !isUnreadable("calendar") else { return giveUp() }
    if count == day.count { return day }
    if count == day.count * calendar.days {
      return (0..<calendar.days).flatMap { number in
        day.map { ($0.start + Double(number) * 86_400, $0.length) }
      }
    }
    let several = calendar.days > 1 ? " or \(day.count * calendar.days) for all days" : ""
    fail(
      atKey: key, "There are \(count) values for \(day.count) planning intervals of a day.",
      "Give one for each interval of \((calendar.interval / 60).plain) min: \(day.count)\(several).")
    return nil
  }

  mutating func ratePoints(volumes: [Double]) -> [Scenario.RatePoint]? {
    starts(forCount: volumes.count, key: "volumes").map { starts in
      zip(starts, volumes).map { Scenario.RatePoint(time: $0.start, rate: $1 / $0.length) }
    }
  }
}

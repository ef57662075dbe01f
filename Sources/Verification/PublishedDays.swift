import CGSL
import ContactCenter
import Foundation

/// Published studies of days that start empty.
enum PublishedDays {
  // MARK: A day with a busyness factor

  /// Hourly rates and staff, all rates of a day multiplied by one random factor, some callers
  /// without any patience.
  ///
  /// Each group of figures names its factor: `B=1`, `alpha0=400`.
  static func busyDay(
    _ item: ExactCase, _ params: Parameters, _ effort: Effort
  ) throws -> CasePlan {
    let length = try params.optionalNumber("period_s") ?? 3600
    let pieces = try params.list("periods").map { entry in
      let values = Parameters(entry)
      return DayPlan.Piece(
        length: length, rate: try values.rate(), agents: try values.count("agents"))
    }
    let patience = Distribution.exponential(mean: try params.positive("patience_mean_s"))
    let atom = params.has("p_zero_patience") ? try params.share("p_zero_patience") : 0
    var day = DayPlan(
      service: try LawReading.law(params.values["service"] ?? .null),
      patience: atom > 0 ? .atomAtZero(atom: atom, otherwise: patience) : patience,
      threshold: try params.nonNegative(params.has("s") ? "s" : "threshold_s"), pieces: pieces)
    try day.chooseInterval()
    var plan = CasePlan(item)
    let figures = try item.publishedFigures().filter { !$0.name.hasSuffix(".trunc") }
    for variant in Set(figures.map { $0.variant }).sorted(by: naturallyPrecedes) {
      guard let factor = dayFactor(variant) else {
        plan.skip(variant, "the law of the day's factor is not understood")
        continue
      }
      day.dayFactor = factor.cv > 0 ? factor : nil
      let checks = plan.checks(figures.filter { $0.variant == variant }) {
        busyEstimator($0.split(separator: ".").last.map(String.init) ?? $0)
      }
      plan.runs.append(
        try day.run(named: "\(item.id) \(variant)", label: variant, effort, checks))
    }
    return plan
  }

  /// Gamma with the shape after the equals sign of `alpha0=400`; constant for `B=1`.
  private static func dayFactor(_ variant: String) -> Scenario.RandomFactor? {
    guard let match = variant.firstMatch(of: /([A-Za-z]+)[0-9]*[=_]([0-9.]+)/),
      let value = Double(match.output.2), value > 0
    else { return nil }
    if match.output.1 == "B" {
      return value == 1 ? Scenario.RandomFactor(law: .gamma, cv: 0) : nil
    }
    return Scenario.RandomFactor(law: .gamma, cv: 1 / value.squareRoot())
  }

  private static func busyEstimator(_ name: String) -> Estimator? {
    switch name {
    case "arrivals": return .perReplication { $0.contacts(nil, \.fresh) }
    case "avg_wait_s":
      return .mean {
        ($0.contacts(nil, \.wait), $0.contacts(nil, \.attempts), $0.contacts(nil, \.queued))
      }
    case "prop_lost", "lost":
      return .share { ($0.contacts(nil, \.abandoned), $0.contacts(nil, \.attempts)) }
    default:
      guard name.wholeMatch(of: /prop(_wait)?_lt_[0-9]+s?/) != nil else { return nil }
      return .share {
        ($0.contacts(nil) { $0.answeredWithin + $0.abandonedWithin }, $0.contacts(nil, \.attempts))
      }
    }
  }

  // MARK: A day with constant rate, in variants

  /// M/M/n for a day from empty, plain, with patience (`…Ab`), with a bounded queue (`…Blocked`).
  static func variants(
    _ item: ExactCase, _ params: Parameters, _ effort: Effort
  ) throws -> CasePlan {
    let minute = 60.0
    let piece = DayPlan.Piece(
      length: try params.positive("day_min") * minute, rate: try params.rate(),
      agents: try params.count("servers"))
    var plan = CasePlan(item)
    let figures = try item.publishedFigures().filter { !$0.name.hasSuffix(".end_tail") }
    for variant in Set(figures.map { $0.variant }).sorted(by: naturallyPrecedes) {
      var day = DayPlan(
        service: .exponential(mean: minute / (try params.positive("service_rate_per_min"))),
        patience: .never, threshold: try params.nonNegative("awt_s"), pieces: [piece])
      try day.chooseInterval()
      if variant.hasSuffix("Ab") {
        let mean = try number(
          "patience_mean_min", params, item.model, /patience mean ([0-9.]+) min/)
        day.patience = .exponential(mean: mean * minute)
      }
      if variant.hasSuffix("Blocked") {
        let room = try number("queue_capacity", params, item.model, /queue capacity ([0-9]+)/)
        day.room = try Parameters.whole(room, "queue capacity")
      }
      let checks = plan.checks(figures.filter { $0.variant == variant }) {
        variantEstimator($0.split(separator: ".").last.map(String.init) ?? $0, piece.agents)
      }
      plan.runs.append(
        try day.run(named: "\(item.id) \(variant)", label: variant, effort, checks))
    }
    return plan
  }

  /// A parameter, or the number in the model's description.
  private static func number(
    _ key: String, _ params: Parameters, _ text: String, _ pattern: Regex<(Substring, Substring)>
  ) throws -> Double {
    if params.has(key) { return try params.positive(key) }
    guard let match = text.firstMatch(of: pattern), let value = Double(match.output.1) else {
      throw MappingError.defect("neither `\(key)` nor the model's text gives this number")
    }
    return value
  }

  private static func variantEstimator(_ name: String, _ agents: Int) -> Estimator? {
    switch name {
    case "arrivals": return .perReplication { $0.contacts(nil, \.attempts) }
    case "blocked": return .perReplication { $0.contacts(nil, \.blocked) }
    case "abandoned": return .perReplication { $0.contacts(nil, \.abandoned) }
    case "good": return .perReplication { $0.contacts(nil, \.answeredWithin) }
    case "served": return .perReplication { $0.contacts(nil, \.answered) }
    case "queue_time":
      return Estimator(isShare: false) {
        Sample(x: $0.contacts(nil, \.wait) / 60, y: 1, support: $0.contacts(nil, \.queued))
      }
    case "sl_served": return Figures.estimator("sl_answered", FigureScope())
    case "sl_with_ab":
      return .share {
        (
          $0.contacts(nil, \.answeredWithin),
          $0.contacts(nil) { $0.answered + $0.abandoned - $0.abandonedWithin }
        )
      }
    case "sl_with_blocked":
      return .share {
        ($0.contacts(nil, \.answeredWithin), $0.contacts(nil) { $0.answered + $0.blocked })
      }
    case "asa_min": return Figures.estimator("asa_served", FigureScope())?.divided(by: 60)
    case "occupancy": return Figures.estimator("occupancy", FigureScope(agents: agents))
    default: return nil
    }
  }

  // MARK: A day with several skills

  /// Rates, laws and staff by period, where the laws are those of the period of arrival: each type
  /// is split into one for each period, all in the type's queue, with one busyness factor for all.
  static func skillDay(
    _ item: ExactCase, _ params: Parameters, _ effort: Effort
  ) throws -> CasePlan {
    let day = try SkillDay(params, name: item.id)
    var plan = CasePlan(item)
    let checks = plan.checks(try item.publishedFigures()) { day.estimator($0) }
    let days = effort.contacts(weight: 4) / max(day.contacts, 1)
    plan.runs = [
      CaseRun(
        scenario: day.scenario, window: 0..<day.periods, replications: Int(min(days, 20_000)),
        contacts: day.contacts, checks: checks)
    ]
    guard days >= 20 else {
      throw MappingError.unsupported("not simulated: 20 days would need more calls")
    }
    return plan
  }

  // MARK: The Poisson identity

  /// λ(t) = A + B sin t with equal service and abandonment rates: the number inside is Poisson with
  /// mean m(t) whatever the staff, here near m + √m by the quarter of a time unit.
  static func poissonIdentity(
    _ item: ExactCase, _ params: Parameters, _ effort: Effort
  ) throws -> CasePlan {
    let text = params.values["lam"]?.text ?? ""
    guard let match = text.firstMatch(of: /([0-9.]+) *([+-]) *([0-9.]+) *\*? *sin *\(t\)/),
      let base = Double(match.output.1), let size = Double(match.output.3)
    else { throw MappingError.unsupported("the rate \"\(text)\" is not understood (A+B sin(t))") }
    guard size <= base, base <= 1e6 else {
      throw MappingError.defect("the rate \"\(text)\" must not fall below 0, nor exceed a million")
    }
    let rate = try params.positive("mu")
    guard try params.positive("theta") == rate else {
      throw MappingError.unsupported(
        "without equal rates of service and abandonment no law is known")
    }
    let identity = PoissonIdentity(
      base: base, amplitude: match.output.2 == "-" ? -size : size, rate: rate)
    var plan = CasePlan(item)
    let day = try identity.day()
    let checks = identity.figures(day).compactMap { figure in
      day.estimator(figure.name).map { Check(figure, $0) }
    }
    plan.runs = [try day.run(named: item.id, effort, checks)]
    return plan
  }
}

extension KnownFigure {
  /// The first part of a nested name.
  var variant: String { name.split(separator: ".").first.map(String.init) ?? name }
}

/// M(t)/M/s(t)+M with equal rates of service and abandonment, from empty.
struct PoissonIdentity {
  var base: Double
  var amplitude: Double
  /// Service and abandonment per unit of time.
  var rate: Double

  /// Seconds of a unit of time, and intervals to a unit.
  private static let unit: Seconds = 480
  private static let intervals = 4
  private static let units = 13

  /// Mean number inside: m' = λ − rate·m, m(0) = 0.
  func mean(_ t: Double) -> Double {
    let scale = amplitude / (rate * rate + 1)
    let wave = scale * (rate * sin(t) - cos(t))
    return base / rate + wave + (scale - base / rate) * exp(-rate * t)
  }

  private func arrivals(_ t: Double) -> Double { base + amplitude * sin(t) }

  /// A day of two periods of the sine.
  func day() throws -> DayPlan {
    let length = PoissonIdentity.unit / Double(PoissonIdentity.intervals)
    let pieces = (0..<PoissonIdentity.units * PoissonIdentity.intervals).map { index in
      let middle = (Double(index) + 0.5) / Double(PoissonIdentity.intervals)
      let load = mean(middle)
      return DayPlan.Piece(
        length: length, rate: arrivals(middle) / PoissonIdentity.unit,
        agents: max(1, Int(clamping: (load + load.squareRoot()).rounded())))
    }
    let law = Distribution.exponential(mean: PoissonIdentity.unit / rate)
    var day = DayPlan(service: law, patience: law, threshold: 20, pieces: pieces)
    try day.chooseInterval()
    day.wave = DayPlan.Wave(
      base: base / PoissonIdentity.unit, amplitude: amplitude / PoissonIdentity.unit,
      frequency: 1 / PoissonIdentity.unit, step: 12)
    return day
  }

  /// The share of arrivals of each interval who wait, and the number inside at its end.
  func figures(_ day: DayPlan) -> [KnownFigure] {
    day.pieces.enumerated().flatMap { index, piece -> [KnownFigure] in
      let start = Double(index) / Double(PoissonIdentity.intervals)
      let end = Double(index + 1) / Double(PoissonIdentity.intervals)
      let steps = 200
      var waiting = 0.0
      var all = 0.0
      for step in 0...steps {
        let t = start + (end - start) * Double(step) / Double(steps)
        let weight = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
        let busy = mean(t) > 0 ? gsl_cdf_poisson_Q(UInt32(piece.agents - 1), mean(t)) : 0
        waiting += weight * arrivals(t) * busy
        all += weight * arrivals(t)
      }
      return [
        KnownFigure(
          name: "interval\(index).p_wait", value: waiting / all, error: 0, tolerance: 1e-6),
        KnownFigure(
          name: "interval\(index).end_mean_in_system", value: mean(end), error: 0, tolerance: 1e-3),
      ]
    }
  }
}

import ContactCenter
import Foundation

/// Families with days that start empty: rates and staff change from interval to interval.
enum DayFamilies {
  /// A day of intervals with constant rates and staff.
  static func intervals(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    var day = DayPlan(
      service: try QueueFamilies.service(params), patience: try QueueFamilies.patience(params),
      threshold: try QueueFamilies.thresholds(params)[0], pieces: try pieces(params))
    try day.chooseInterval()
    var plan = CasePlan(item)
    let checks = plan.checks(try item.figures()) { day.estimator($0) }
    plan.runs = [try day.run(named: item.id, effort, checks)]
    return plan
  }

  /// A sinusoidal rate with a number of agents for each hour.
  static func sinusoid(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let wave = try wave(params)
    let agents = try hourlyStaff(params)
    var day = DayPlan(
      service: try QueueFamilies.service(params), patience: try QueueFamilies.patience(params),
      threshold: try QueueFamilies.thresholds(params)[0],
      pieces: agents.map { DayPlan.Piece(length: 3600, rate: wave.base, agents: $0) })
    try day.chooseInterval()
    day.wave = wave
    var plan = CasePlan(item)
    let checks = plan.checks(try item.figures()) { day.estimator($0) }
    plan.runs = [try day.run(named: item.id, effort, checks)]
    return plan
  }

  // MARK: Parameters

  /// The stretches of `intervals`.
  static func pieces(_ params: Parameters) throws -> [DayPlan.Piece] {
    try params.list("intervals").map { entry in
      let values = Parameters(entry)
      return DayPlan.Piece(
        length: try values.positive("length_s"), rate: try values.rate(),
        agents: try values.count("agents"))
    }
  }

  /// The agents of each hour.
  static func hourlyStaff(_ params: Parameters) throws -> [Int] {
    let hours = try params.list("staff_per_hour").count
    return try params.numbers("staff_per_hour", count: hours).map {
      try Parameters.whole($0, "staff_per_hour")
    }
  }

  /// The sine of the rate.
  static func wave(_ params: Parameters) throws -> DayPlan.Wave {
    let base = try params.positive("base_cph") / 3600
    let amplitude = try params.number("amp")
    guard abs(amplitude) <= 1 else {
      throw MappingError.defect("`amp` must be -1 to 1, found \(amplitude)")
    }
    let period = try params.positive("period_s")
    return DayPlan.Wave(
      base: base, amplitude: base * amplitude, frequency: 2 * .pi / period, step: 60)
  }
}

/// A day of one contact type that starts empty and is drained after its end.
package struct DayPlan: Sendable {
  /// A stretch of constant rate (contacts per second) and staff.
  struct Piece: Sendable {
    var length: Seconds
    var rate: Double
    var agents: Int
  }

  /// base + amplitude·sin(frequency·t), in straight lines of `step` seconds whose areas are exact.
  package struct Wave: Sendable {
    var base: Double
    var amplitude: Double
    var frequency: Double
    var step: Seconds

    /// A wave; rates per second, the frequency in radians per second.
    package init(base: Double, amplitude: Double, frequency: Double, step: Seconds) {
      self.base = base
      self.amplitude = amplitude
      self.frequency = frequency
      self.step = step
    }

    /// The area under sin between two nodes is tan(x)/x times that of the straight line, with
    /// x = frequency·step/2; the amplitude of the lines makes up for it.
    package func points(until end: Seconds) -> [Scenario.RatePoint] {
      let half = frequency * step / 2
      let scale = amplitude * tan(half) / half
      return (0...Int((end / step).rounded(.up))).map {
        let time = Double($0) * step
        return Scenario.RatePoint(
          time: time, rate: max(0, base + scale * sin(frequency * time)))
      }
    }
  }

  var service: Distribution
  var patience: Distribution
  var threshold: Seconds
  var pieces: [Piece]
  var wave: Wave?
  var dayFactor: Scenario.RandomFactor?
  var room: Int?
  /// Planning intervals of this length; each piece has a whole number of them.
  private(set) var interval: Seconds = 1800

  init(
    service: Distribution, patience: Distribution, threshold: Seconds, pieces: [Piece]
  ) {
    self.service = service
    self.patience = patience
    self.threshold = threshold
    self.pieces = pieces
  }

  var length: Seconds { pieces.reduce(0) { $0 + $1.length } }

  /// Expected contacts of a day.
  var contacts: Double { pieces.reduce(0) { $0 + $1.length * $1.rate } }

  /// The greatest common divisor of the pieces' lengths, in thousandths of a second.
  mutating func chooseInterval() throws {
    var divisor = 0
    for piece in pieces {
      let thousandths = (piece.length * 1000).rounded()
      guard abs(piece.length * 1000 - thousandths) < 1e-6, thousandths <= 86_400_000 else {
        throw MappingError.unsupported("an interval of \(piece.length) s: at most a day, in ms")
      }
      var (a, b) = (divisor, Int(thousandths))
      while b != 0 { (a, b) = (b, a % b) }
      divisor = a
    }
    interval = Double(divisor) / 1000
    guard interval >= 1, length <= 86_400 else {
      throw MappingError.unsupported(
        "a day of \(length) s in intervals of \(interval) s: at most 24 h, intervals of 1 s or more"
      )
    }
  }

  /// The rows of a piece.
  func rows(_ piece: Int) -> Range<Int> {
    let start = pieces[..<piece].reduce(0) { $0 + $1.length }
    let first = Int((start / interval).rounded())
    return first..<(first + Int((pieces[piece].length / interval).rounded()))
  }

  /// The scenario; the day begins at midnight.
  func scenario(named name: String) -> Scenario {
    var scenario = Scenario(name: name)
    scenario.calendar.hours = Scenario.OpeningHours(open: 0, close: length)
    scenario.calendar.interval = interval
    scenario.add(
      type: 0, rate: 0, service: service, patience: patience, threshold: threshold,
      capacity: room)
    var points: [Scenario.RatePoint] = []
    var staffing: [Scenario.StaffingPoint] = []
    var time = 0.0
    for piece in pieces {
      points.append(Scenario.RatePoint(time: time, rate: piece.rate))
      staffing.append(Scenario.StaffingPoint(time: time, agents: piece.agents))
      time += piece.length
    }
    scenario.contactTypes[0].arrivals.points = points
    if let wave {
      scenario.contactTypes[0].arrivals.points = wave.points(until: length)
      scenario.contactTypes[0].arrivals.interpolation = .linear
    }
    scenario.contactTypes[0].arrivals.dayFactor = dayFactor
    var group = Scenario.AgentGroup(name: "agents")
    group.staffing = .counts(staffing)
    group.skills = [Scenario.Skill(queue: Scenario.queueName(0))]
    scenario.agentGroups = [group]
    scenario.routing.contactSelection = .oldestFirst
    return scenario
  }

  /// Independent days, as many as the effort allows.
  func run(
    named name: String, label: String = "", _ effort: Effort, _ checks: [Check]
  ) throws -> CaseRun {
    let days = effort.contacts(weight: 2) / max(contacts, 1)
    guard days >= 20 else {
      throw MappingError.unsupported(
        "not simulated: 20 days would need \(brief(20 * contacts)) calls")
    }
    return CaseRun(
      label: label, scenario: scenario(named: name),
      window: 0..<Int((length / interval).rounded()),
      replications: Int(min(days, 40_000)), contacts: contacts, checks: checks)
  }

  /// The figure of a name such as `interval3.mean_busy`, `hour0.p_wait`, `total_abandons`.
  func estimator(_ name: String) -> Estimator? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return whole(name) }
    let digits = parts[0].reversed().prefix { $0.isNumber }.reversed()
    guard let piece = Int(String(digits)), pieces.indices.contains(piece) else { return nil }
    return estimator(parts[1], rows(piece))
  }

  /// A figure of the whole day.
  private func whole(_ name: String) -> Estimator? {
    switch name {
    case "total_abandons":
      return .perReplication { $0.contacts(nil, $0.everything, \.abandoned) }
    case "day_sl_offered":
      return .share { ($0.contacts(nil, \.answeredWithin), $0.contacts(nil, \.attempts)) }
    default: return nil
    }
  }

  /// A figure of a stretch of the day.
  func estimator(_ name: String, _ rows: Range<Int>) -> Estimator? {
    let end = rows.upperBound - 1
    switch name {
    case "arrivals": return .perReplication { $0.contacts(nil, rows, \.fresh) }
    case "p_wait":
      return .share { ($0.contacts(nil, rows, \.queued), $0.contacts(nil, rows, \.offered)) }
    case "sl_offered":
      return .share {
        ($0.contacts(nil, rows, \.answeredWithin), $0.contacts(nil, rows, \.attempts))
      }
    case "abandons_during": return .perReplication { $0.queues(nil, rows, \.abandoned) }
    case "mean_busy":
      return .mean {
        let busy = $0.groups(nil, rows, \.handling)
        return (busy, $0.groups([0], rows, \.time), busy)
      }
    case "mean_queue":
      return .mean {
        let length = $0.queues(nil, rows, \.lengthIntegral)
        return (length, $0.groups([0], rows, \.time), length)
      }
    case "end_mean_busy": return .perReplication { $0.groups(nil, end..<end + 1, \.busyAtEnd) }
    case "end_mean_queue": return .perReplication { $0.queues(nil, end..<end + 1, \.lengthAtEnd) }
    case "end_mean_in_system":
      return .perReplication {
        $0.groups(nil, end..<end + 1, \.busyAtEnd) + $0.queues(nil, end..<end + 1, \.lengthAtEnd)
      }
    default: return nil
    }
  }
}

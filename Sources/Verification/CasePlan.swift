import ContactCenter
import Experiments
import Glibc

/// A figure that is known, and how the simulation yields it.
package struct Check: Sendable {
  /// The name in the case file, nested names joined by dots.
  var name: String
  /// The known value.
  var exact: Double
  /// The standard error of the known value, 0 if it is exact.
  var exactError = 0.0
  /// By how much the known value may be off for certain.
  var tolerance = 0.0
  var estimator: Estimator

  /// A figure to check.
  package init(
    name: String, exact: Double, exactError: Double = 0, tolerance: Double = 0,
    estimator: Estimator
  ) {
    self.name = name
    self.exact = exact
    self.exactError = exactError
    self.tolerance = tolerance
    self.estimator = estimator
  }
}

/// One scenario of a case, and the figures it yields.
package struct CaseRun: Sendable {
  /// Which of several scenarios of the case, such as `MMN`; empty if there is one.
  var label = ""
  package var scenario: Scenario
  /// The judged intervals.
  package var window: Range<Int>
  package var replications: Int
  /// Expected fresh contacts of a replication.
  package var contacts: Double
  var checks: [Check]

  /// All that its figures depend on but the numbers of the replications; without the scenario where nothing
  /// is kept.
  func batch(_ caseID: String, seed: UInt64, program: String, isKept: Bool) -> Batch {
    var checksum = Checksum()
    if isKept { checksum.add("\(scenario)") }
    for check in checks { checksum.add(check.name) }
    return Batch(
      center: "\(caseID)/\(label) \(checksum.value)", settings: "window \(window)", seed: seed,
      program: program)
  }
}

/// What is compared with known figures.
public enum VerificationSide: String, Sendable, CaseIterable {
  /// The formulas of queueing theory.
  case solver
  /// The simulation.
  case simulator
}

/// Something in the input that is not judged.
public struct NotJudged: Sendable, Equatable {
  /// Who cannot be judged by it.
  public var side: VerificationSide
  /// The family.
  public var family: String
  /// The case; nil: the whole family.
  public var caseID: String?
  /// The figure; nil: the whole case.
  public var output: String?
  /// Why.
  public var reason: String
}

/// A case turned into scenarios.
package struct CasePlan: Sendable {
  var family: String
  var caseID: String
  package var runs: [CaseRun] = []
  /// A search for the cheapest staffing, where the case asks for one.
  package var search: StaffingSearchCase?
  package var notJudged: [NotJudged] = []

  init(_ item: ExactCase) {
    family = item.family
    caseID = item.id
  }

  /// Lists a figure as not supported.
  mutating func skip(_ output: String?, _ reason: String) {
    notJudged.append(
      NotJudged(
        side: .simulator, family: family, caseID: caseID, output: output, reason: reason))
  }
}

/// How much is simulated.
package struct Effort: Sendable {
  /// Contacts of a case with one type, a stationary queue and the factor 1.
  static let contactsOfSimpleCase = 20e6
  /// Multiplies every number of contacts.
  package var factor = 1.0

  /// That many times the standard effort.
  package init(factor: Double) { self.factor = factor }

  /// The contacts for a case that costs `weight` times a simple one for each contact.
  func contacts(weight: Double = 1) -> Double { Self.contactsOfSimpleCase * factor / weight }
}

/// The warm-up, the judged stretch and the last stretch of a stationary run, in intervals.
struct RunLength: Sendable, Equatable {
  var days = 1
  var close: Seconds
  var interval: Seconds
  var intervals: Int
  var warmUp: Int
  var tail: Int
  var replications: Int
  var contacts: Double

  /// Longest simulated time of a replication, in days.
  static let longest = 360

  /// Plans a stationary run: `relaxation` is the time in which the distance from the stationary
  /// state falls to 1/e, `filling` the one that the empty system takes to come near it.
  ///
  /// The warm-up is at least the filling and 12 relaxations; the judged stretch at least 20, so that the mean of a
  /// replication is close to normal; `tail` seconds at the end are not judged.
  static func plan(
    rate: Double, relaxation: Seconds, filling: Seconds = 0, tail: Seconds, contacts: Double
  ) throws -> RunLength {
    guard relaxation.isFinite else {
      throw MappingError.unsupported("not simulated: the queue grows for ever and never settles")
    }
    let least = filling + 12 * relaxation + tail + 20 * relaxation
    var replications = 40
    var judged = contacts / (Double(replications) * rate)
    if judged < 2 * least {
      replications = 20
      judged = max(20 * relaxation, 1.2 * contacts / (Double(replications) * rate) - least)
    }
    let needed = Double(replications) * least * rate
    guard needed <= 2 * contacts else {
      throw MappingError.unsupported(
        "not simulated: would need about \(brief(needed)) calls to settle")
    }
    let warmUp = max(filling + 12 * relaxation, 0.1 * judged)
    judged = min(judged, Double(longest) * 86_400 - warmUp - tail)
    guard judged >= 20 * relaxation else {
      throw MappingError.unsupported(
        "not simulated: would need about \(brief(least / 86_400)) days to settle")
    }
    return cut(warmUp: warmUp, judged: judged, tail: tail, rate: rate, replications: replications)
  }

  /// Cuts the time into some fifty intervals, on whole days where it is longer than a day.
  private static func cut(
    warmUp: Seconds, judged: Seconds, tail: Seconds, rate: Double, replications: Int
  ) -> RunLength {
    let total = warmUp + judged + tail
    let days = Int((total / 86_400).rounded(.up))
    let perDay = [1, 2, 3, 4, 6, 8, 12, 24, 48].first { $0 * days >= 50 } ?? 48
    let interval = days > 1 ? 86_400 / Double(perDay) : max(1, (total / 50).rounded(.up))
    func rows(_ length: Seconds) -> Int { Int((length / interval).rounded(.up)) }
    let wanted = rows(warmUp) + max(1, rows(judged)) + rows(tail)
    let intervals = days > 1 ? days * perDay : wanted
    let end = Double(intervals) * interval
    guard end <= 86_400 * Double(days) else {
      return RunLength.cut(
        warmUp: warmUp, judged: judged + 86_400, tail: tail, rate: rate, replications: replications)
    }
    return RunLength(
      days: days, close: days > 1 ? 86_400 : end, interval: interval, intervals: intervals,
      warmUp: rows(warmUp), tail: rows(tail), replications: replications, contacts: rate * end)
  }

  /// The judged intervals.
  var window: Range<Int> { warmUp..<(intervals - tail) }

  /// Puts the run's calendar into a scenario.
  func apply(to scenario: inout Scenario) {
    scenario.calendar.days = days
    scenario.calendar.hours = Scenario.OpeningHours(open: 0, close: close)
    scenario.calendar.interval = interval
    scenario.calendar.warmUp = Double(warmUp) * interval
    scenario.calendar.closing = .drain
  }
}

/// A number of two figures for a message: 2.4 thousand, 36 million.
func brief(_ value: Double) -> String {
  guard value < 1e18 else { return "1e\(Int(log10OfLarge(value)))" }
  let units: [(Double, String)] = [
    (1e15, " thousand million million"), (1e12, " million million"), (1e9, " thousand million"),
    (1e6, " million"), (1e3, " thousand"),
  ]
  let unit = units.first { value >= $0.0 } ?? (1, "")
  let scaled = value / unit.0
  let text = scaled < 10 ? "\((scaled * 10).rounded() / 10)" : "\(Int(scaled.rounded()))"
  return text + unit.1
}

private func log10OfLarge(_ value: Double) -> Double {
  var digits = 0.0
  var rest = value
  while rest >= 10, digits < 400 {
    rest /= 10
    digits += 1
  }
  return digits
}

/// Estimates of relaxation times: how fast a system forgets where it started.
enum Relaxation {
  /// A queue in front of `servers` agents with the offered load `load`.
  ///
  /// Without abandonment the distance falls at the rate (√n − √a)²/AHT, at most 1/AHT (the spectral
  /// gap of M/M/n), slower by (1 + scv)/2 for other service laws. Abandonment pulls the queue to
  /// where the share of callers who give up equals the surplus of load, at a rate of the patience
  /// law's density there. A bounded queue forgets in the time it diffuses through its room.
  static func queue(
    servers: Int, load: Double, service: Distribution, patience: Distribution = .never,
    room: Int? = nil
  ) -> Seconds {
    let aht = service.mean
    let n = Double(servers)
    let cv = service.cv ?? 1
    let base = aht * max(1, (1 + cv * cv) / 2)
    let gap = (n.squareRoot() - load.squareRoot()) * (n.squareRoot() - load.squareRoot())
    var time = load < n ? base / min(1, gap) : .infinity
    if patience != .never {
      time = min(time, max(base, self.patience(patience, servers: n, load: load, aht: aht)))
    }
    if let room {
      let width = Double(room + 1)
      time = min(time, max(base, width * width * aht / (9.8 * n)))
    }
    return room == 0 ? loss(servers: servers, load: load, service: service) : time
  }

  /// How long an empty system takes until all servers are busy, or as many as wanted.
  ///
  /// As long as some are free the mean number busy is a·F(t), with F the law of a handling time's
  /// residual: for exponential times n is reached after AHT·ln(a ÷ (a − n)), 3 AHT for 20,000
  /// erlangs and 19,000 servers. Where less is wanted than there are servers, or hardly more, it is
  /// the time until a hundredth of the number's standard deviation √a is missing.
  static func filling(servers: Int, load: Double, service: Distribution) -> Seconds {
    guard load > 0 else { return 0 }
    let reached = min(Double(servers), load - 0.01 * load.squareRoot()) / load
    let mean = service.mean
    guard reached > 0, mean > 0, mean.isFinite else { return 0 }
    if case .exponential = service { return -mean * log1p(-reached) }
    // F(t) = ∫ P(X > u) du ÷ mean, by the midpoint rule.
    let step = mean / 200
    var (time, share) = (0.0, 0.0)
    while share < reached, time < 200 * mean {
      share += service.survival(time + step / 2) * step / mean
      time += step
    }
    return time
  }

  /// A system without waiting: 1/(√a − √n)² of the handling time where far too many call.
  ///
  /// That is how fast the number busy settles once the system is full; with other than exponential
  /// times the residuals, and with free servers the number, need the handling time itself.
  static func loss(servers: Int, load: Double, service: Distribution) -> Seconds {
    let distance = load.squareRoot() - Double(servers).squareRoot()
    let cv = service.cv ?? 1
    let base = service.mean * max(1, (1 + cv * cv) / 2)
    guard case .exponential = service, distance > 1 else { return base }
    return base / (distance * distance)
  }

  private static func patience(
    _ law: Distribution, servers: Double, load: Double, aht: Double
  ) -> Seconds {
    let pressed = max(load, servers * (1 + 0.5 / servers.squareRoot()))
    let wanted = servers / pressed
    var low = 0.0
    var high = 1.0
    while law.survival(high) > wanted, high < 1e12 { high *= 2 }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if law.survival(middle) > wanted { low = middle } else { high = middle }
    }
    let width = max(high * 0.05, 1e-9)
    let fall = law.survival(max(0, high - width)) - law.survival(high + width)
    let density = fall / (high - max(0, high - width) + width)
    let pull = density > 0 ? wanted / density : .infinity
    if case .constant = law { return max(high, high * high * servers / (9.8 * aht)) }
    return max(high, pull)
  }
}

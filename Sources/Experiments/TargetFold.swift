import CGSL

/// Counts the opening days whose service level reaches its target: of each contact type, and of the
/// whole center.
///
/// The days of one replication may be alike, since a busy week is busy on all its days. With pᵣ the share
/// and dᵣ the days of replication r, the variance of the share p of all days D is that of a ratio,
/// Σ dᵣ² (pᵣ - p)² · R ÷ ((R - 1) D²), and they count for p (1 - p) ÷ variance independent days, at
/// most D, times (z ÷ t)² for the few replications that this rests on (Korn & Graubard, Survey
/// Methodology 24, 1998). Where all days are on target or none is, and with one replication, nothing
/// tells how alike they are: then a replication counts for one day.
package struct TargetFold: Sendable {
  /// What a day had of a type's contacts, or of all.
  package struct DayTally: Sendable, Equatable {
    /// Contacts answered in time.
    package var answeredWithin = 0.0
    /// Contacts offered.
    package var offered = 0.0

    /// What a day had.
    package init(answeredWithin: Double = 0, offered: Double = 0) {
      self.answeredWithin = answeredWithin
      self.offered = offered
    }

    /// Adds what another part of the day had.
    mutating func add(_ other: DayTally) {
      answeredWithin += other.answeredWithin
      offered += other.offered
    }
  }

  /// Days, those on target, and their squares and products over replications.
  private struct Counts: Sendable {
    var replications = 0
    var days = 0
    var met = 0
    var squares = (days: 0, met: 0, both: 0)
    /// Whether no replication had a second day.
    var isDaily = true
  }

  /// Targets, 0…1; nil where there is none.
  private let targets: [Double?]
  private var counts: [Counts]

  /// Nothing counted yet, for slots with these targets.
  package init(targets: [Double?]) {
    self.targets = targets
    counts = Array(repeating: Counts(), count: targets.count)
  }

  /// Counts the days of one replication of a slot; one without offered contacts has no service level.
  package mutating func add(slot: Int, days: [DayTally]) {
    guard let target = targets[slot] else { return }
    let known = days.filter { $0.offered > 0 }
    guard !known.isEmpty else { return }
    // A hair of tolerance: 0.8 × 35 is a little more than 28 in binary numbers.
    let met = known.count {
      $0.answeredWithin >= target * $0.offered - 1e-9 * $0.offered
    }
    counts[slot].replications += 1
    counts[slot].days += known.count
    counts[slot].met += met
    counts[slot].squares.days += known.count * known.count
    counts[slot].squares.met += met * met
    counts[slot].squares.both += known.count * met
    if known.count > 1 { counts[slot].isDaily = false }
  }

  /// Counts the days that another fold of the same targets has counted; whole numbers, so in any order.
  package mutating func merge(_ other: TargetFold) {
    precondition(other.targets == targets, "folds of the same targets")
    for slot in counts.indices {
      let more = other.counts[slot]
      counts[slot].replications += more.replications
      counts[slot].days += more.days
      counts[slot].met += more.met
      counts[slot].squares.days += more.squares.days
      counts[slot].squares.met += more.squares.met
      counts[slot].squares.both += more.squares.both
      counts[slot].isDaily = counts[slot].isDaily && more.isDaily
    }
  }

  /// What the numbers are.
  var parts: [String] { ["targets"] + targets.map { $0.map { "\($0)" } ?? "none" } }

  /// Writes slot after slot.
  func write(to writer: inout WireWriter) {
    for count in counts {
      for number in [
        count.replications, count.days, count.met, count.squares.days, count.squares.met,
        count.squares.both, count.isDaily ? 1 : 0,
      ] { writer.write(number) }
    }
  }

  /// Reads what a fold of the same targets wrote in place of its own.
  mutating func read(from reader: inout WireReader) throws(WireProblem) {
    for slot in counts.indices {
      counts[slot].replications = try reader.count()
      counts[slot].days = try reader.count()
      counts[slot].met = try reader.count()
      counts[slot].squares.days = try reader.count()
      counts[slot].squares.met = try reader.count()
      counts[slot].squares.both = try reader.count()
      counts[slot].isDaily = try reader.count() == 1
      let count = counts[slot]
      guard count.met <= count.days, count.replications <= count.days else { throw .damaged }
    }
  }

  /// The share of days on target, with its Wilson interval for as many days as these count for.
  package func estimate(slot: Int, confidence: Double) -> Estimate {
    let count = counts[slot]
    guard count.days > 0 else { return .undefined }
    if count.isDaily {
      return WilsonInterval.estimate(count.met, of: count.days, confidence: confidence)
    }
    return WilsonInterval.estimate(
      share: Double(count.met) / Double(count.days),
      of: Self.independentDays(count, confidence: confidence), confidence: confidence)
  }

  /// How many independent days tell as much.
  private static func independentDays(_ count: Counts, confidence: Double) -> Double {
    let (replications, days) = (Double(count.replications), Double(count.days))
    guard count.replications > 1, count.met > 0, count.met < count.days else { return replications }
    let share = Double(count.met) / days
    let squares =
      Double(count.squares.met) - 2 * share * Double(count.squares.both)
      + share * share * Double(count.squares.days)
    let variance = max(0, squares) * replications / (replications - 1) / (days * days)
    let alike = min(days, share * (1 - share) / variance)
    let normal = gsl_cdf_ugaussian_Qinv((1 - confidence) / 2)
    let student = StudentsT.factor(
      confidence: confidence, degreesOfFreedom: count.replications - 1)
    return alike * (normal / student) * (normal / student)
  }
}

/// The confidence interval of a share that is counted, which stays within 0…1 and has a length even
/// when all or none are counted.
///
/// Wilson, Journal of the American Statistical Association 22 (1927).
package enum WilsonInterval {
  /// The share with its interval, which is not symmetric about it.
  ///
  /// Example: 8 of 10 at 95 %: 0.8 within 0.490…0.943, half-width 0.227.
  package static func estimate(_ count: Int, of trials: Int, confidence: Double) -> Estimate {
    estimate(share: Double(count) / Double(trials), of: Double(trials), confidence: confidence)
  }

  /// The same of a share, 0…1, among a number of trials above 0 that need not be whole.
  package static func estimate(
    share: Double, of trials: Double, confidence: Double
  ) -> Estimate {
    precondition(trials > 0 && confidence > 0 && confidence < 1)
    let factor = gsl_cdf_ugaussian_Qinv((1 - confidence) / 2)
    let square = factor * factor / trials
    let middle = (share + square / 2) / (1 + square)
    let variance = share * (1 - share) / trials
    let spread = variance + square / (4 * trials)
    let half = factor * spread.squareRoot() / (1 + square)
    return Estimate(
      value: share, halfWidth: half, standardError: variance.squareRoot(),
      bounds: max(0, min(share, middle - half))...min(1, max(share, middle + half)))
  }
}

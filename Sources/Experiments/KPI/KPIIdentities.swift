import ContactCenter

/// Relations between the figures of a study that hold by arithmetic: a self-check of reports.
///
/// They hold for quotients of totals, so for studies with replications, in every scope and interval.
/// What depends on a model (Little's law, P(abandon) = θ E[W]) is checked elsewhere.
public enum KPIIdentities {
  /// A relation that does not hold.
  public struct Violation: Sendable, Equatable, CustomStringConvertible {
    /// What the figures are about.
    public var scope: Scope
    /// The planning interval; nil: the whole horizon.
    public var interval: Int?
    /// The relation in words.
    public var identity: String
    /// The value of its left side.
    public var left: Double
    /// The value of its right side.
    public var right: Double

    /// "answered + abandoned ≤ offered: 12.0 and 11.0 (center)".
    public var description: String {
      let place = interval.map { ", interval \($0)" } ?? ""
      return "\(identity): \(left) and \(right) (\(scope)\(place))"
    }
  }

  /// The relations that do not hold; empty for a sound study.
  ///
  /// Figures that are not defined (no contact was answered) are left out.
  ///
  /// - Parameters:
  ///   - result: A study with replications.
  ///   - tolerance: The relative error of rounding that is allowed.
  /// - Returns: The violations, scope after scope.
  public static func violations(
    in result: StudyResult, tolerance: Double = 1e-9
  ) -> [Violation] {
    var violations: [Violation] = []
    run(result, tolerance) { violations += $0.violations }
    return violations
  }

  /// Every relation that was looked at: its sides for the whole center, and where it does not hold.
  ///
  /// - Parameters:
  ///   - result: A study with replications.
  ///   - tolerance: The relative error of rounding that is allowed.
  /// - Returns: The relations in the order in which they are checked.
  public static func checks(
    in result: StudyResult, tolerance: Double = 1e-9
  ) -> [ManagementReport.IdentityCheck] {
    var checks: [ManagementReport.IdentityCheck] = []
    var places: [String: Int] = [:]
    run(result, tolerance) { check in
      let isCenter = check.scope == .center && check.interval == nil
      for relation in check.relations {
        let place = places[relation.identity] ?? checks.count
        if place == checks.count {
          places[relation.identity] = place
          checks.append(
            .init(identity: relation.identity, left: nil, right: nil, places: 0, violations: 0))
        }
        checks[place].places += 1
        if !relation.holds { checks[place].violations += 1 }
        if isCenter { (checks[place].left, checks[place].right) = (relation.left, relation.right) }
      }
    }
    return checks
  }

  private static func run(_ result: StudyResult, _ tolerance: Double, _ use: (Check) -> Void) {
    let callsBack = result.value(.openCallbacks) != nil
    for scope in result.scopes {
      for interval in [nil] + (0...result.intervals).map({ Optional($0) }) {
        var check = Check(
          figures: { result.value($0, of: scope, interval: interval) }, scope: scope,
          interval: interval, tolerance: tolerance, callsBack: callsBack)
        check.run()
        use(check)
      }
    }
  }

  /// The relations of one scope and interval.
  private struct Check {
    let figures: (FigureName) -> Double?
    let scope: Scope
    let interval: Int?
    let tolerance: Double
    /// Some who are offered are called back.
    let callsBack: Bool
    var relations: [Relation] = []

    struct Relation {
      var identity: String
      var left: Double
      var right: Double
      var holds: Bool
    }

    var violations: [Violation] {
      relations.filter { !$0.holds }.map {
        Violation(
          scope: scope, interval: interval, identity: $0.identity, left: $0.left, right: $0.right)
      }
    }

    mutating func run() {
      counts()
      times()
      serviceLevels()
      agents()
    }

    // MARK: Contacts

    private mutating func counts() {
      sum("fresh + redials + repeats = attempts", [.fresh, .redials, .repeats], .attempts)
      sum(
        "blocked by lines + ports + queue = blocked",
        [.blockedByTrunks, .blockedByPorts, .blockedByQueue], .blocked)
      for (share, count, base): (FigureName, FigureName, FigureName) in [
        (.blockingProbability, .blocked, .attempts), (.queuedProportion, .queued, .offered),
        (.answeredProportion, .answered, .offered),
        (.abandonedProportion, .abandoned, .offered),
        (.transferredProportion, .transferred, .answered),
        (.serviceLevel, .answeredWithin, .offered),
      ] {
        product("\(share) × \(base) = \(count)", [share, base], [count])
      }
      guard let offered = figures(.offered), let remaining = figures(.remaining),
        let left = total([.answered, .abandoned, .voiceMail, .disconnected])
      else { return }
      atMost("answered + abandoned + voice mail + disconnected ≤ offered", left, offered)
      if interval == nil && !callsBack {
        atMost("offered ≤ left + remaining at the end", offered, left + remaining)
      }
    }

    private mutating func times() {
      sum(
        "talk + hold + wrap-up = handle time",
        [.averageTalkTime, .averageHoldTime, .averageWrapUpTime], .averageHandleTime)
      if let queued = waiting(.averageWaitOfQueued, .queued),
        let all = waiting(.averageWait, .offered)
      {
        atMost("waits of queued ≤ all waits", queued, all)
      }
      if let answered = waiting(.averageSpeedOfAnswer, .answered),
        let abandoned = waiting(.timeToAbandon, .abandoned),
        let all = waiting(.averageWait, .offered)
      {
        atMost("waits of answered + of abandoned ≤ all waits", answered + abandoned, all)
      }
      let quantiles = WaitPercentile.allCases.compactMap { figures(FigureName($0)) }
      for (smaller, larger) in zip(quantiles, quantiles.dropFirst()) {
        atMost("wait quantiles do not fall", smaller, larger)
      }
    }

    private mutating func serviceLevels() {
      for (smaller, larger) in ServiceLevelDefinition.inequalities {
        guard let first = figures(FigureName(smaller)), let second = figures(FigureName(larger))
        else { continue }
        atMost("\(smaller.code) ≤ \(larger.code)", first, second)
      }
    }

    // MARK: Agents

    private mutating func agents() {
      let shares: [FigureName] = [
        .idleShare, .alertingShare, .talkingShare, .holdingShare, .wrapUpShare, .breakShare,
        .awayShare,
      ]
      if let whole = total(shares) { equal("shares of the time logged in = 1", whole, 1) }
      product(
        "occupancy × hours on duty = handling hours", [.occupancy, .hoursOnDuty],
        [.handlingHours])
      product(
        "utilization × hours logged in = hours on duty", [.utilization, .hoursLoggedIn],
        [.hoursOnDuty])
      product(
        "answered per hour × hours logged in = answered by agents",
        [.answeredPerHour, .hoursLoggedIn], [.answeredByAgents])
      product(
        "adherence × attendance × scheduled hours = hours on duty",
        [.adherence, .attendance, .scheduledHours], [.hoursOnDuty])
      if let clock = figures(.adherenceByClock), let conformance = figures(.adherence) {
        atMost("adherence by the clock ≤ adherence", clock, conformance)
        atMost("adherence by the clock ≤ 1", clock, 1)
      }
      if let attendance = figures(.attendance) { atMost("attendance ≤ 1", attendance, 1) }
      sum(
        "agents on duty + on break = logged in", [.agentsOnDuty, .agentsOnBreak],
        .loggedInAgents)
    }

    // MARK: Relations

    private func total(_ names: [FigureName]) -> Double? {
      let values = names.compactMap(figures)
      return values.count == names.count ? values.reduce(0, +) : nil
    }

    /// A sum of waits from its mean; nobody waits 0 s in all.
    private func waiting(_ mean: FigureName, _ count: FigureName) -> Double? {
      guard let number = figures(count) else { return nil }
      return number == 0 ? 0 : figures(mean).map { $0 * number }
    }

    private mutating func sum(_ identity: String, _ parts: [FigureName], _ whole: FigureName) {
      guard let left = total(parts), let right = figures(whole) else { return }
      equal(identity, left, right)
    }

    private mutating func product(_ identity: String, _ left: [FigureName], _ right: [FigureName]) {
      let first = left.compactMap(figures)
      let second = right.compactMap(figures)
      guard first.count == left.count, second.count == right.count else { return }
      equal(identity, first.reduce(1, *), second.reduce(1, *))
    }

    private func slack(_ left: Double, _ right: Double) -> Double {
      tolerance * max(1, abs(left), abs(right))
    }

    private mutating func equal(_ identity: String, _ left: Double, _ right: Double) {
      note(identity, left, right, holds: abs(left - right) <= slack(left, right))
    }

    private mutating func atMost(_ identity: String, _ left: Double, _ right: Double) {
      note(identity, left, right, holds: left - right <= slack(left, right))
    }

    private mutating func note(
      _ identity: String, _ left: Double, _ right: Double, holds: Bool
    ) {
      relations.append(Relation(identity: identity, left: left, right: right, holds: holds))
    }
  }
}

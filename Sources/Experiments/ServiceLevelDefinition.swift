/// The counts that a service level is computed from: contacts that entered the queue, by what
/// became of them.
///
/// "Within" means after a wait ≤ the acceptable wait.
public struct ServiceLevelCounts: Sendable, Equatable {
  /// Contacts that entered the queue.
  public var offered: Double
  /// Contacts that an agent answered.
  public var answered: Double
  /// Answered within the acceptable wait.
  public var answeredWithin: Double
  /// Abandoned within the acceptable wait.
  public var abandonedWithin: Double
  /// Abandoned within the threshold of short abandonments.
  public var abandonedShort: Double
  /// Turned away by busy lines, ports or queues.
  public var blocked: Double
  /// Contacts whose virtual wait (had they stayed until answered) is known.
  public var virtualKnown: Double
  /// Contacts whose virtual wait is within the acceptable wait.
  public var virtualWithin: Double

  /// Counts; what a definition does not use may be left out.
  public init(
    offered: Double, answered: Double, answeredWithin: Double, abandonedWithin: Double = 0,
    abandonedShort: Double = 0, blocked: Double = 0, virtualKnown: Double = 0,
    virtualWithin: Double = 0
  ) {
    self.offered = offered
    self.answered = answered
    self.answeredWithin = answeredWithin
    self.abandonedWithin = abandonedWithin
    self.abandonedShort = abandonedShort
    self.blocked = blocked
    self.virtualKnown = virtualKnown
    self.virtualWithin = virtualWithin
  }
}

/// What "80 % within 20 seconds" may mean.
///
/// On the same day the definitions differ by several points, so every report names the one it uses.
///
/// Symbols: S answered, S_τ answered within the acceptable wait τ, B_τ abandoned within τ, B_s
/// abandoned within the threshold s < τ of short abandonments, O offered, K blocked, V the virtual
/// wait. Always SL0 ≤ SL1 ≤ SL5 ≤ SL2 ≤ SL3, SL2 ≤ SL4 and SL1 ≤ SL6 ≤ SL3; without abandonment SL1
/// to SL6 coincide.
///
/// Source: Jouini, Koole and Roubos, "Performance indicators for call centers with impatience",
/// IIE Transactions 45 (2013), and the manuals of the makers of call distributors.
public enum ServiceLevelDefinition: String, Sendable, CaseIterable, Codable {
  /// SL0 = S_τ ÷ (O + K): blocked contacts count against.
  case includingBlocked = "serviceLevelIncludingBlocked"
  /// SL1 = S_τ ÷ O: every abandonment counts against. The default.
  case abandonedCountAgainst = "serviceLevel"
  /// SL2 = S_τ ÷ (O − B_τ): abandonments within the acceptable wait are left out.
  case shortWaitAbandonsIgnored = "serviceLevelShortWaitAbandonsIgnored"
  /// SL3 = (S_τ + B_τ) ÷ O: abandonments within the acceptable wait count as met.
  case abandonedWithinCountAsMet = "serviceLevelAbandonedWithinCountAsMet"
  /// SL4 = S_τ ÷ S: answered contacts only; flatters.
  case answeredOnly = "serviceLevelAnsweredOnly"
  /// SL5 = S_τ ÷ (O − B_s): short abandonments are left out.
  case shortAbandonsIgnored = "serviceLevelShortAbandonsIgnored"
  /// SL6 = (S_τ + B_s) ÷ O: short abandonments count as met.
  case shortAbandonsCredited = "serviceLevelShortAbandonsCredited"
  /// SL7 = P(V ≤ τ): what a caller who never gives up would meet.
  case virtualWait = "serviceLevelVirtualWait"

  /// The identifier of the indicator of this definition.
  public var identifier: String { rawValue }

  /// The code of the literature, SL0 … SL7.
  public var code: String {
    "SL\(ServiceLevelDefinition.allCases.firstIndex(of: self) ?? 0)"
  }

  /// The formula in the field's terms.
  public var formula: String {
    switch self {
    case .includingBlocked: return "answered within ÷ (offered + blocked)"
    case .abandonedCountAgainst: return "answered within ÷ offered"
    case .shortWaitAbandonsIgnored: return "answered within ÷ (offered − abandoned within)"
    case .abandonedWithinCountAsMet: return "(answered within + abandoned within) ÷ offered"
    case .answeredOnly: return "answered within ÷ answered"
    case .shortAbandonsIgnored: return "answered within ÷ (offered − short abandonments)"
    case .shortAbandonsCredited: return "(answered within + short abandonments) ÷ offered"
    case .virtualWait: return "virtual waits within ÷ virtual waits"
    }
  }

  /// The service level, 0…1; nil if nobody counts.
  ///
  /// Example: 510 offered, 460 answered, 410 of them within 20 s, 50 abandoned, 10 of them within
  /// 20 s: `abandonedCountAgainst` 80.39 %, `shortWaitAbandonsIgnored` 82 %, `answeredOnly`
  /// 89.13 %.
  public func value(of counts: ServiceLevelCounts) -> Double? {
    let (met, base) = quotient(of: counts)
    return base > 0 ? met / base : nil
  }

  /// The two counts whose quotient the service level is, for sums over several intervals.
  package func quotient(of counts: ServiceLevelCounts) -> (met: Double, base: Double) {
    let within = counts.answeredWithin
    switch self {
    case .includingBlocked: return (within, counts.offered + counts.blocked)
    case .abandonedCountAgainst: return (within, counts.offered)
    case .shortWaitAbandonsIgnored: return (within, counts.offered - counts.abandonedWithin)
    case .abandonedWithinCountAsMet: return (within + counts.abandonedWithin, counts.offered)
    case .answeredOnly: return (within, counts.answered)
    case .shortAbandonsIgnored: return (within, counts.offered - counts.abandonedShort)
    case .shortAbandonsCredited: return (within + counts.abandonedShort, counts.offered)
    case .virtualWait: return (counts.virtualWithin, counts.virtualKnown)
    }
  }

  /// The orders that hold for all counts with short threshold ≤ acceptable wait: the first of each
  /// pair is never larger than the second.
  public static let inequalities: [(smaller: Self, larger: Self)] = [
    (.includingBlocked, .abandonedCountAgainst),
    (.abandonedCountAgainst, .shortAbandonsIgnored),
    (.shortAbandonsIgnored, .shortWaitAbandonsIgnored),
    (.shortWaitAbandonsIgnored, .abandonedWithinCountAsMet),
    (.shortWaitAbandonsIgnored, .answeredOnly),
    (.abandonedCountAgainst, .shortAbandonsCredited),
    (.shortAbandonsCredited, .abandonedWithinCountAsMet),
  ]

  /// The inequalities that these counts break; empty for counts that a center can have.
  public static func brokenInequalities(in counts: ServiceLevelCounts) -> [String] {
    inequalities.compactMap { smaller, larger in
      guard let first = smaller.value(of: counts), let second = larger.value(of: counts),
        first > second + 1e-12
      else { return nil }
      return "\(smaller.code) = \(first) > \(larger.code) = \(second)"
    }
  }
}

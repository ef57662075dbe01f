import ContactCenter

/// The service levels, each by its definition.
extension ServiceLevelDefinition: DeclaredFigure {
  package static let kind = IndicatorKind.contact

  /// The default definition comes first; the others follow in the order of their codes.
  static var entries: [IndicatorEntry<ContactMeasure>] {
    ([.abandonedCountAgainst] + allCases.filter { $0 != .abandonedCountAgainst }).map(\.entry)
  }

  /// What each is.
  package var entry: IndicatorEntry<ContactMeasure> {
    let (numerator, denominator) = measures
    return proportion(
      label, zh: chinese, better: .larger, numerator, of: denominator, sentence, formula: formula)
  }

  /// A heading for tables.
  public var label: String {
    switch self {
    case .includingBlocked: return "Service level, blocked included"
    case .abandonedCountAgainst: return "Service level"
    case .shortWaitAbandonsIgnored: return "Service level, abandoned in time ignored"
    case .abandonedWithinCountAsMet: return "Service level, abandoned in time as met"
    case .answeredOnly: return "Service level of answered"
    case .shortAbandonsIgnored: return "Service level, short abandonments ignored"
    case .shortAbandonsCredited: return "Service level, short abandonments as met"
    case .virtualWait: return "Service level, virtual wait"
    }
  }

  /// The heading in Chinese.
  private var chinese: String {
    switch self {
    case .includingBlocked: return "服务水平（含呼损）"
    case .abandonedCountAgainst: return "服务水平"
    case .shortWaitAbandonsIgnored: return "服务水平（剔除阈值内放弃）"
    case .abandonedWithinCountAsMet: return "服务水平（阈值内放弃计为达标）"
    case .answeredOnly: return "服务水平（仅计接听）"
    case .shortAbandonsIgnored: return "服务水平（剔除短放弃）"
    case .shortAbandonsCredited: return "服务水平（短放弃计为达标）"
    case .virtualWait: return "服务水平（虚拟等待）"
    }
  }

  /// The definition in one sentence.
  public var sentence: String {
    let start = "\(code): share answered within the acceptable wait, "
    switch self {
    case .includingBlocked: return start + "of offered and blocked contacts."
    case .abandonedCountAgainst: return start + "of offered contacts; abandonments count against."
    case .shortWaitAbandonsIgnored:
      return start + "of offered contacts without those that abandoned within it."
    case .abandonedWithinCountAsMet:
      return start + "of offered contacts; abandonments within it count as met."
    case .answeredOnly: return start + "of answered contacts only."
    case .shortAbandonsIgnored: return start + "of offered contacts without short abandonments."
    case .shortAbandonsCredited:
      return start + "of offered contacts; short abandonments count as met."
    case .virtualWait:
      return "\(code): share of contacts whose wait, had they stayed until answered, is within "
        + "the acceptable wait."
    }
  }
}

/// How often days reach their target.
package enum DayFigure: String, DeclaredFigure {
  case daysOnTarget

  package static let kind = IndicatorKind.contact

  /// What each is.
  package var entry: IndicatorEntry<ContactMeasure> {
    switch self {
    case .daysOnTarget:
      IndicatorEntry(
        indicator: indicator(
          "Days on target", zh: "达标日比例", better: .larger, .proportion,
          "Share of the opening days of all replications whose service level (SL1) reaches "
            + "the target; in brackets its Wilson interval, with days of one replication counted for "
            + "fewer where they are alike.",
          formula: "days on target ÷ days with offered contacts", .shareOfDays),
        numerator: nil, denominator: nil)
    }
  }
}

/// The waits that so many in a hundred answered contacts do not exceed.
package enum WaitPercentile: String, DeclaredFigure {
  case waitPercentile50, waitPercentile80, waitPercentile90, waitPercentile95, waitPercentile99

  package static let kind = IndicatorKind.contact

  /// How many in a hundred.
  private var percent: Int {
    switch self {
    case .waitPercentile50: 50
    case .waitPercentile80: 80
    case .waitPercentile90: 90
    case .waitPercentile95: 95
    case .waitPercentile99: 99
    }
  }

  /// The share, 0…1.
  var probability: Double { Double(percent) / 100 }

  /// What each is.
  package var entry: IndicatorEntry<ContactMeasure> {
    IndicatorEntry(
      indicator: indicator(
        "Wait of answered, \(percent) % within", zh: "\(percent)% 的接听等待不超过", better: .smaller,
        .seconds, "The wait that \(percent) % of answered contacts do not exceed.",
        formula: "quantile of the waits of answered contacts, all replications pooled",
        .waitQuantile(probability)),
      numerator: nil, denominator: nil)
  }
}

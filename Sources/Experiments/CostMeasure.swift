import ContactCenter

/// What a replication cost, part by part.
package struct CostTally: Sendable {
  /// What running the center cost.
  package var parts = CostParts()
  /// What waiting cost.
  package var waiting = 0.0
  /// What abandoned contacts would have been worth.
  package var lostValue = 0.0
  /// Hours of agents that are paid.
  package var paidHours = 0.0

  /// Everything together.
  package var total: Double { parts.total + waiting + lostValue }
}

/// The numbers read from a `CostTally`.
package enum CostMeasure: Int, Measure {
  case cost, operating, staff, overtime, supervisors, lines, seats, monitoring, hiring, overhead
  case lostValue, paidHours, usage

  /// The measure's value in one tally.
  package func value(in tally: CostTally) -> Double {
    switch self {
    case .cost: return tally.total
    case .operating: return tally.parts.total
    case .staff: return tally.parts.staff
    case .overtime: return tally.parts.overtime
    case .supervisors: return tally.parts.supervisors
    case .lines: return tally.parts.lines
    case .seats: return tally.parts.seats
    case .monitoring: return tally.parts.monitoring
    case .hiring: return tally.parts.hiring
    case .overhead: return tally.parts.overhead
    case .lostValue: return tally.lostValue
    case .paidHours: return tally.paidHours
    case .usage: return tally.parts.usage
    }
  }

  /// What running the center costs, part by part.
  package static let operatingParts: [CostMeasure] = [
    .staff, .overtime, .supervisors, .lines, .seats, .monitoring, .hiring, .overhead, .usage,
  ]

  /// The indicator of the measure's mean.
  package var indicator: Indicator { IndicatorCatalogue.costEntries[rawValue].indicator }

  /// All add up.
  package var combination: Combination { .sum }
}

extension CostParts {
  /// The parts with their indicators, in the order of reports.
  public var listed: [(indicator: Indicator, amount: Double)] {
    var tally = CostTally()
    tally.parts = self
    return CostMeasure.operatingParts.map { ($0.indicator, $0.value(in: tally)) }
  }
}

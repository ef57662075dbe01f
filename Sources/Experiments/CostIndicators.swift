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
  case lostValue, paidHours

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
    }
  }

  /// What running the center costs, part by part.
  package static let operatingParts: [CostMeasure] = [
    .staff, .overtime, .supervisors, .lines, .seats, .monitoring, .hiring, .overhead,
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

extension IndicatorCatalogue {
  private static func money(
    _ name: FigureName, _ label: String, better: Indicator.Direction, _ measure: CostMeasure,
    _ definition: String,
    formula: String
  ) -> IndicatorEntry<CostMeasure> {
    .mean(.cost, name, label, better: better, .money, measure, definition, formula: formula)
  }

  /// Indicators of what a replication costs, with the measures they are computed from; only scenarios
  /// in which something has a price have them.
  package static let costEntries: [IndicatorEntry<CostMeasure>] = [
    money(
      .cost, "Cost", better: .smaller, .cost,
      "All that a replication costs: running the center, waiting, and lost contacts.",
      formula: "operating cost + waiting cost + lost value"),
    money(
      .operatingCost, "Operating cost", better: .smaller, .operating, "What running the center costs.",
      formula: "agents + overtime + supervisors + lines + seats + monitoring + hiring + overhead"),
    money(
      .staffCost, "Agents", better: .smaller, .staff, "Wages of agents with what is paid on top of them.",
      formula: "Σ paid hours × wage × (1 + loading)"),
    money(
      .overtimeCost, "Overtime", better: .smaller, .overtime, "The premium on overtime.",
      formula: "Σ paid hours × wage × share of overtime × premium"),
    money(
      .supervisorCost, "Supervisors", better: .smaller, .supervisors, "Wages of those who lead agents.",
      formula: "paid hours ÷ span × wage × (1 + loading)"),
    money(
      .lineCost, "Lines", better: .smaller, .lines, "Rent of lines and charges for their minutes.",
      formula: "lines × days × rent + line minutes × charge"),
    money(
      .seatCost, "Seats", better: .smaller, .seats, "Seats with their equipment and licenses.",
      formula: "seats × days × price"),
    money(
      .monitoringCost, "Monitoring", better: .smaller, .monitoring, "Reviews of monitored contacts.",
      formula: "monitored contacts × price"),
    money(
      .hiringCost, "Hiring", better: .smaller, .hiring,
      "Hiring and training in the place of those who leave.",
      formula: "leavers × price"),
    money(
      .overheadCost, "Overhead", better: .smaller, .overhead, "Overhead of opening days.",
      formula: "days × overhead"),
    money(
      .lostValue, "Lost value", better: .smaller, .lostValue,
      "What abandoned contacts would have been worth, for types with a value.",
      formula: "Σ abandoned × value"),
    .mean(
      .cost, .paidHours, "Paid hours", better: .smaller, .hours, .paidHours,
      "Hours of agents that are paid: planned ones with their paid breaks, absent or not.",
      formula: "Σ planned hours with paid breaks"),
  ]
}

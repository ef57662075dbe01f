import ContactCenter

/// What a measure is in the formulas of KPIs: an event that a `KPIRecord` has a column for, or a term of such.
package enum MeasureEvents: Equatable {
  /// The event's name.
  case one(String)
  /// Events that are added or taken away, `offered + blocked`.
  case sum(String)
  /// Events with a factor, `100 * (promoters - detractors)`.
  case product(String)
  /// No formula of KPIs has it.
  case none

  /// As formulas write it; empty where none has it.
  var text: String {
    switch self {
    case .one(let text), .sum(let text), .product(let text): text
    case .none: ""
    }
  }

  /// As a side of a quotient; nil where no formula has it.
  fileprivate var side: String? {
    switch self {
    case .one(let text), .product(let text): text
    case .sum(let text): "(\(text))"
    case .none: nil
    }
  }
}

/// A measure that formulas of KPIs can be made of.
package protocol CountedMeasure: Measure {
  /// What it is in them.
  var events: MeasureEvents { get }
}

// MARK: - Formulas of figures

extension FigureName {
  /// The formula of the figure from KPI events; nil where they do not make it up, as of percentiles.
  public var kpiFormula: KPIFormula? {
    guard let place = IndicatorCatalogue.place(of: self) else { return nil }
    switch place.kind {
    case .contact: return IndicatorCatalogue.contactEntries[place.index].kpiFormula
    case .agents: return IndicatorCatalogue.agentEntries[place.index].kpiFormula
    case .outcome: return IndicatorCatalogue.outcomeEntries[place.index].kpiFormula
    case .backlog: return IndicatorCatalogue.backlogEntries[place.index].kpiFormula
    case .queue, .lines, .system, .cost: return nil
    }
  }
}

extension IndicatorEntry where M: CountedMeasure {
  /// Numerator ÷ denominator, or the numerator alone.
  fileprivate var kpiFormula: KPIFormula? {
    guard let numerator, whenClosed == nil else { return nil }
    guard let denominator else {
      return try? KPIFormula(numerator.events.text)
    }
    guard let above = numerator.events.side, let below = denominator.events.side else { return nil }
    return try? KPIFormula("\(above) / \(below)")
  }
}

extension KPI.Unit {
  /// The unit of a KPI that is a figure of this unit; nil: KPIs have none like it.
  public init?(_ unit: IndicatorUnit) {
    switch unit {
    case .proportion: self = .proportion
    case .seconds: self = .seconds
    case .rings: self = .rings
    case .points: self = .points
    case .money: self = .money
    case .perHour: self = .perHour
    case .count, .contacts: self = .contacts
    case .ratio: self = .ratio
    case .hours, .agents, .lines, .squareSeconds: return nil
    }
  }
}

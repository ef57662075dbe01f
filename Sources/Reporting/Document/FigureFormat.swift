import Experiments

/// What a figure of a document counts, and whether it is a change.
public struct FigureFormat: Sendable, Equatable {
  /// What it counts.
  public var unit: Unit
  /// Whether it is a change, which is printed with its sign.
  public var isSigned = false

  /// What a figure counts.
  public enum Unit: String, Sendable, CaseIterable {
    case proportion, seconds, rings, points, money, perHour, contacts, ratio
    case count, hours, plain
    /// What something is for: 1 is "a day", 5 is "in 5 days".
    case days
    /// The chance of an event, in whole percent; 0.8 is "about 80 %".
    case chance
    /// A difference of proportions; 0.01 is one point.
    case percentPoints
  }

  /// A unit, with or without sign.
  public init(_ unit: Unit, isSigned: Bool = false) {
    self.unit = unit
    self.isSigned = isSigned
  }

  /// The format of an indicator's values.
  package init(of unit: IndicatorUnit) {
    switch unit {
    case .count, .agents, .lines: self.init(.count)
    case .contacts: self.init(.contacts)
    case .seconds: self.init(.seconds)
    case .hours: self.init(.hours)
    case .proportion: self.init(.proportion)
    case .perHour: self.init(.perHour)
    case .ratio: self.init(.ratio)
    case .money: self.init(.money)
    case .points: self.init(.points)
    case .rings: self.init(.rings)
    case .squareSeconds: self.init(.plain)
    }
  }

  /// The format of a KPI's values.
  public init(_ unit: KPI.Unit) { self.init(Unit(rawValue: unit.rawValue) ?? .plain) }

  /// The format that a finding or a column names: "seconds", "signedPercentPoints",
  /// "signed:seconds"; plain for what nobody knows.
  public init(named name: String) {
    if name == "signedPercentPoints" {
      self.init(.percentPoints, isSigned: true)
    } else if name == "signedPercent" {
      self.init(.proportion, isSigned: true)
    } else if name.hasPrefix("signed:") {
      self = FigureFormat(named: String(name.dropFirst(7))).change
    } else {
      self.init(Unit(rawValue: name) ?? .plain)
    }
  }

  /// The format of a change of such figures.
  public var change: FigureFormat {
    FigureFormat(unit == .proportion ? .percentPoints : unit, isSigned: true)
  }

  /// Whether 0.8 is printed as 80.
  var isPercent: Bool { unit == .proportion || unit == .percentPoints || unit == .chance }

  /// What figures are multiplied with for printing.
  public var factor: Double { isPercent ? 100 : 1 }
}

import ContactCenter

/// A figure by which entrants are compared: an indicator, or a cost, of a scope.
///
/// Its name is the indicator's identifier, such as `serviceLevel`, for the whole center, or
/// `serviceLevel:vip` for a contact type, `occupancy:back office` for a group.
public struct TournamentKPI: Sendable, Hashable {
  /// Which values are better.
  public enum Direction: String, Sendable, Hashable, Codable {
    /// Less is better, such as of waits.
    case smaller
    /// More is better, such as of service level.
    case larger
    /// Neither, such as of offered contacts.
    case neither
  }

  /// What of a center the figure is about.
  public enum Part: Sendable, Hashable {
    /// All of it.
    case center
    /// A contact type, by name.
    case contactType(String)
    /// A group of agents, by name.
    case group(String)
    /// A queue, by name.
    case queue(String)
    /// A trunk group, by name.
    case trunkGroup(String)
  }

  /// The identifier of the catalogue or of the tournament's own figures, such as `cost`.
  public let identifier: String
  /// What the figure is about.
  public let part: Part
  /// A heading, such as "Service level, vip".
  public let label: String
  /// The unit of its values, which are never scaled.
  public let unit: IndicatorUnit
  /// One sentence that says what is measured.
  public let definition: String
  /// Which values are better; may be set otherwise.
  public var direction: Direction

  /// The identifier, and after a colon the part's name.
  public var name: String {
    switch part {
    case .center: return identifier
    case .contactType(let name), .group(let name), .queue(let name), .trunkGroup(let name):
      return "\(identifier):\(name)"
    }
  }

  /// True if smaller values are better.
  public var smallerIsBetter: Bool { direction == .smaller }
}

// MARK: - Names

extension TournamentKPI {
  /// The KPI of a name, such as `asa`, `cost` or `serviceLevel:vip`.
  ///
  /// The part before the colon is an identifier of `IndicatorCatalogue` (means and quotients of
  /// contacts, agents, queues, lines and the system), one of `ownIdentifiers` or an alias; the part
  /// after it the name of a contact type, group, queue or trunk group of the center.
  ///
  /// - Throws: a `TournamentError` that tells what was found and what is allowed.
  public init(_ name: String, in names: ModelNames) throws(TournamentError) {
    fatalError()
  }

  /// Figures that only tournaments have: cost, staffCost, waitingCost, lostValue, occupancySpread
  /// and occupancyRange.
  public static let ownIdentifiers: [String] = []

  /// Short names and what they stand for, such as `asa` for `averageSpeedOfAnswer`.
  ///
  /// `abandoned` stands for the proportion, not the count.
  public static let aliases: [String: String] = [:]

  /// All identifiers that a name may begin with, aliases not included, in the catalogue's order.
  public static var identifiers: [String] { [] }
}

extension TournamentResult {
  /// Any KPI of an entrant, from its rows; undefined where the entrant does not have it.
  public func estimate(_ kpi: TournamentKPI, of entrant: Int) -> Estimate { fatalError() }

  /// The paired difference of any KPI between two entrants, with the interval for it alone.
  public func difference(
    _ kpi: TournamentKPI, of entrant: Int, from reference: Int
  ) -> Estimate { fatalError() }

  /// The entrants in the plane of any two KPIs.
  public func pareto(_ x: TournamentKPI, _ y: TournamentKPI) -> ParetoFront { fatalError() }
}

import ContactCenter

/// The name of a figure that can be compared and bounded: an indicator that is a mean or a quotient, or one
/// of the tournament's own, such as the cost.
///
/// Names are read from texts at the edges of the program, with `init(_:)`, and then are known to exist.
public struct FigureName: Sendable, Hashable {
  /// The name in files and options, such as `averageSpeedOfAnswer`.
  public let identifier: String

  private init(known identifier: String) { self.identifier = identifier }

  /// The figure of a name or of its alias, in upper or lower case; nil: there is none.
  ///
  /// `asa` is `averageSpeedOfAnswer`, `abandoned` the proportion. See `TournamentKPI.aliases`.
  public init?(_ text: String) {
    guard let figure = TournamentKPI.figure(text) else { return nil }
    identifier = figure.identifier
  }

  /// The figure of a word as goals have it: `waiting` and `blocked` are shares, not numbers.
  init?(goalWord text: String) {
    switch text.lowercased() {
    case "waiting": self = .queuedProportion
    case "blocked": self = .blockingProbability
    default: self.init(text)
    }
  }

  /// The service level of a definition.
  public init(_ definition: ServiceLevelDefinition) { self.init(known: definition.identifier) }

  /// The mean wait of the answered.
  public static let averageSpeedOfAnswer = FigureName(known: "averageSpeedOfAnswer")
  /// Abandoned ÷ offered.
  public static let abandonedProportion = FigureName(known: "abandonedProportion")
  /// The part of the offered that waits.
  public static let queuedProportion = FigureName(known: "queuedProportion")
  /// Handling time ÷ (handling + idle time).
  public static let occupancy = FigureName(known: "occupancy")
  /// Blocked ÷ attempts.
  public static let blockingProbability = FigureName(known: "blockingProbability")
  /// Answered within the acceptable wait ÷ offered.
  public static let serviceLevel = FigureName(.abandonedCountAgainst)
  /// All that a replication costs.
  public static let cost = FigureName(known: TournamentKPI.OwnFigure.cost.rawValue)

  /// All figures, in the catalogue's order, the tournament's own at the end.
  public static let all = TournamentKPI.identifiers.map { FigureName(known: $0) }

  /// The unit of its values.
  public var unit: IndicatorUnit { TournamentKPI.figure(identifier)?.unit ?? .ratio }

  /// Which values are better.
  public var direction: Indicator.Direction {
    TournamentKPI.figure(identifier)?.direction ?? .neither
  }

  /// The name nearest to one that is no figure's.
  static func nearest(to text: String) -> String? {
    NearestName.nearest(
      to: text.lowercased(),
      in: TournamentKPI.aliases.keys.sorted() + TournamentKPI.identifiers)
  }
}

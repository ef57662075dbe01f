import ContactCenter

/// The figures of a contact center by their names: indicators of `IndicatorCatalogue`, which says what
/// each is, and those that only comparisons have.
///
/// Code names figures by static members such as `.serviceLevel`; texts become names at the edges of the
/// program, where `init(rawValue:)` and `init(_:)` check them.
public struct FigureName: RawRepresentable, Hashable, Sendable, Codable, CaseIterable,
  CustomStringConvertible
{
  /// The name as files and options have it.
  public let rawValue: String

  /// The figure of exactly this name; nil: there is none.
  public init?(rawValue: String) {
    guard
      IndicatorCatalogue.place(of: rawValue) != nil
        || TournamentKPI.OwnFigure(rawValue: rawValue) != nil
    else { return nil }
    self.rawValue = rawValue
  }

  /// A figure that is declared.
  package init(_ figure: some DeclaredFigure) { rawValue = figure.identifier }

  /// A figure that only comparisons have.
  init(_ figure: TournamentKPI.OwnFigure) { rawValue = figure.rawValue }

  /// The name.
  public var description: String { rawValue }

  /// All figures: the catalogue's in its order, then those that only comparisons have.
  public static let allCases: [FigureName] =
    IndicatorCatalogue.all.map(\.name)
    + TournamentKPI.OwnFigure.allCases.map { FigureName($0) }
    .filter { IndicatorCatalogue.place(of: $0) == nil }

  /// The figure of a name or of its alias, in upper or lower case, that can be compared and bounded; nil:
  /// there is none.
  ///
  /// `asa` is `averageSpeedOfAnswer`, `abandonment` the proportion. See `TournamentKPI.aliases`.
  public init?(_ text: String) {
    guard let figure = TournamentKPI.figure(text) else { return nil }
    self = figure.name
  }

  /// The figure of a word as goals have it: `waiting` and `blocked` are shares, not numbers.
  init?(goalWord text: String) {
    switch text.lowercased() {
    case "waiting": self = .queuedProportion
    case "blocked": self = .blockingProbability
    default: self.init(text)
    }
  }

  /// The indicator of a study that a word means: by its own name, else as in goals, or by the code of a
  /// service level; nil: a study has none.
  ///
  /// `answered` is the count, `asa` the average speed of answer, `SL2` a service level.
  public init?(ofStudies text: String) {
    let code = ServiceLevelDefinition.allCases.first { $0.code == text.uppercased() }
    guard let name = FigureName(rawValue: text) ?? code.map({ FigureName($0) }) ?? FigureName(goalWord: text),
      IndicatorCatalogue.place(of: name) != nil
    else { return nil }
    self = name
  }

  /// The service level of a definition.
  public init(_ definition: ServiceLevelDefinition) { rawValue = definition.identifier }

  /// All figures that can be compared and bounded, in the catalogue's order.
  public static let comparable = TournamentKPI.comparable

  /// The unit of its values.
  public var unit: IndicatorUnit {
    IndicatorCatalogue.indicator(self)?.unit ?? own?.unit ?? .ratio
  }

  /// Which values are better.
  public var direction: Indicator.Direction {
    IndicatorCatalogue.indicator(self)?.direction ?? own?.direction ?? .neither
  }

  /// Its heading in Chinese.
  public var chinese: String {
    IndicatorCatalogue.indicator(self)?.chinese ?? own?.chinese ?? rawValue
  }

  /// What comparisons say of it where no study has it.
  private var own: TournamentKPI.Figure? { TournamentKPI.OwnFigure(rawValue: rawValue)?.figure }

  /// The name nearest to one that is no figure's.
  static func nearest(to text: String) -> String? {
    NearestName.nearest(
      to: text.lowercased(),
      in: TournamentKPI.aliases.keys.sorted() + TournamentKPI.identifiers)
  }
}

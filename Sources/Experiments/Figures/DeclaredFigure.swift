import ContactCenter

/// The figures of one subject: each is a case with its entry, which an exhaustive switch asks for, so that
/// a figure cannot lack its words, its direction or what it is computed from.
///
/// `IndicatorCatalogue` puts the subjects together.
package protocol DeclaredFigure: CaseIterable, Sendable {
  /// What is read from tallies.
  associatedtype M: Measure
  /// Which scopes have the figures.
  static var kind: IndicatorKind { get }
  /// Whether studies leave the subject out where none of its figures is anything but zero: of what only
  /// some scenarios have.
  static var isOnlyWhereUsed: Bool { get }
  /// The name as files have it; unique in the catalogue.
  var identifier: String { get }
  /// What the figure is, and what it is computed from.
  var entry: IndicatorEntry<M> { get }
}

extension DeclaredFigure where Self: RawRepresentable, RawValue == String {
  package var identifier: String { rawValue }
}

extension DeclaredFigure {
  /// Studies have most subjects always.
  package static var isOnlyWhereUsed: Bool { false }

  /// All of them in the order of reports.
  static var entries: [IndicatorEntry<M>] { allCases.map(\.entry) }

  /// An indicator of this name.
  func indicator(
    _ label: String, zh: String, better: Indicator.Direction, _ unit: IndicatorUnit,
    _ definition: String, formula: String, _ estimator: IndicatorEstimator
  ) -> Indicator {
    Indicator(
      name: FigureName(self), label: label, chinese: zh, direction: better, unit: unit,
      definition: definition, formula: formula, kind: Self.kind, estimator: estimator,
      subject: Self.isOnlyWhereUsed ? "\(Self.self)" : nil)
  }

  /// The mean over replications of a measure.
  func mean(
    _ label: String, zh: String, better: Indicator.Direction, _ unit: IndicatorUnit, _ measure: M,
    _ definition: String, formula: String
  ) -> IndicatorEntry<M> {
    let isMaximum = if case .largest = measure.combination { true } else { false }
    return IndicatorEntry(
      indicator: indicator(
        label, zh: zh, better: better, unit, definition, formula: formula,
        isMaximum ? .meanOfMaxima : .mean),
      numerator: measure, denominator: nil)
  }

  /// A ratio of totals.
  func ratio(
    _ label: String, zh: String, better: Indicator.Direction, _ unit: IndicatorUnit, _ numerator: M,
    over denominator: M, _ definition: String, formula: String
  ) -> IndicatorEntry<M> {
    IndicatorEntry(
      indicator: indicator(
        label, zh: zh, better: better, unit, definition, formula: formula, .ratio),
      numerator: numerator, denominator: denominator)
  }

  /// A time average over open time, and in intervals that are closed throughout over theirs.
  func timeAverage(
    _ label: String, zh: String, better: Indicator.Direction, _ unit: IndicatorUnit,
    _ open: (M, over: M), closed: (M, over: M), _ definition: String, formula: String
  ) -> IndicatorEntry<M> {
    var entry = ratio(
      label, zh: zh, better: better, unit, open.0, over: open.over, definition, formula: formula)
    entry.whenClosed = (closed.0, closed.over)
    return entry
  }
}

// MARK: - Common kinds

extension DeclaredFigure where M == ContactMeasure {
  /// A number of contacts.
  func count(
    _ label: String, zh: String, better: Indicator.Direction, _ measure: M, _ definition: String,
    formula: String = "mean over replications"
  ) -> IndicatorEntry<M> {
    mean(label, zh: zh, better: better, .count, measure, definition, formula: formula)
  }

  /// A share of contacts.
  func proportion(
    _ label: String, zh: String, better: Indicator.Direction, _ numerator: M, of denominator: M,
    _ definition: String, formula: String
  ) -> IndicatorEntry<M> {
    ratio(
      label, zh: zh, better: better, .proportion, numerator, over: denominator, definition,
      formula: formula)
  }

  /// A mean length of time.
  func seconds(
    _ label: String, zh: String, better: Indicator.Direction, _ numerator: M, per denominator: M,
    _ definition: String, formula: String
  ) -> IndicatorEntry<M> {
    ratio(
      label, zh: zh, better: better, .seconds, numerator, over: denominator, definition,
      formula: formula)
  }
}

extension DeclaredFigure where M == AgentMeasure {
  /// A number of agents at a time.
  func number(
    _ label: String, zh: String, better: Indicator.Direction, _ open: M, closed: M,
    _ definition: String, formula: String
  ) -> IndicatorEntry<M> {
    timeAverage(
      label, zh: zh, better: better, .agents, (open, over: .openTime), closed: (closed, over: .time),
      "Time average, while the center is open, of the agents \(definition).",
      formula: "\(formula) ÷ open time")
  }

  /// A share of the time logged in.
  func share(
    _ label: String, zh: String, better: Indicator.Direction, _ measure: M, _ definition: String
  ) -> IndicatorEntry<M> {
    ratio(
      label, zh: zh, better: better, .proportion, measure, over: .loggedIn,
      "Share of the time logged in that is spent \(definition).",
      formula: "\(label.lowercased()) ÷ logged in")
  }
}

extension DeclaredFigure where M == CostMeasure {
  /// An amount of money.
  func money(
    _ label: String, zh: String, better: Indicator.Direction, _ measure: M, _ definition: String,
    formula: String
  ) -> IndicatorEntry<M> {
    mean(label, zh: zh, better: better, .money, measure, definition, formula: formula)
  }
}

import Experiments

/// How many figures by planning interval a report's files hold.
///
/// A year of half-hours with ten contact types has two hundred thousand rows of a hundred figures:
/// a document that nobody opens. So the center's intervals are always written, those of its parts
/// only up to a number of rows, unless all are asked for.
public enum IntervalDetail: Sendable, Equatable {
  /// No intervals, the whole horizon only.
  case none
  /// The whole center's, and those of its parts as long as they have no more than so many rows
  /// together.
  case upTo(rows: Int)
  /// All of them.
  case all

  /// Unless asked otherwise: 10,000 rows, which is a week of half-hours of 29 parts.
  public static let standard = IntervalDetail.upTo(rows: 10_000)

  /// The option of `switchboard run` that asks for all.
  public static let optionForAll = "--all-intervals"
}

/// Which of several parts have their intervals written.
package struct IntervalSelection {
  /// The scopes whose intervals are written.
  package let listed: Set<Scope>
  /// Rows that are left out.
  package let rowsLeftOut: Int

  /// A selection among scopes that have intervals; the center is always in it.
  ///
  /// They are taken in order while they fit.
  package init(_ scopes: [Scope], of result: StudyResult, detail: IntervalDetail) {
    let rows = result.intervals > 0 ? result.intervals + 1 : 0
    let parts = rows == 0 ? [] : scopes.filter { $0 != .center && $0.hasIntervals }
    let most: Int
    switch detail {
    case .none:
      (listed, rowsLeftOut) = ([], 0)
      return
    case .upTo(let limit): most = rows == 0 ? 0 : limit / rows
    case .all: most = parts.count
    }
    listed = Set(parts.prefix(most) + (rows > 0 ? [.center] : []))
    rowsLeftOut = max(0, parts.count - most) * rows
  }
}

extension Scope {
  /// Whether figures are kept by interval; those of agents are not.
  var hasIntervals: Bool {
    if case .agent = self { return false }
    return true
  }
}

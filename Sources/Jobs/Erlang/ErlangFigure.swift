import Experiments
import Foundation
import Reporting

/// A figure of a queue.
struct ErlangFigure {
  /// The figures, by their names in JSON.
  enum Key: String {
    case occupancy, waitProbability, serviceLevel, averageSpeedOfAnswer, averageWait
    case averageWaitOfAbandoned, abandonedProportion, blockingProbability, meanQueue, carriedLoad
    case timeCongestion, attemptsPerCall, meanOrbit, lostProportion

    /// The heading in the table.
    var title: String { EnglishWords().short(self) }

    /// The heading on a page, which has room for words.
    var words: String { EnglishWords().long(self) }

    var unit: IndicatorUnit {
      switch self {
      case .averageSpeedOfAnswer, .averageWait, .averageWaitOfAbandoned: .seconds
      case .meanQueue, .meanOrbit, .carriedLoad, .attemptsPerCall: .ratio
      default: .proportion
      }
    }
  }

  var key: Key
  /// A class of callers, from 1; nil: all callers.
  var member: Int?
  var value: Double

  init(_ key: Key, _ value: Double, member: Int? = nil) {
    self.key = key
    self.value = value
    self.member = member
  }

  /// The name in JSON: `serviceLevel`, `serviceLevel2`.
  var name: String { key.rawValue + (member.map(String.init) ?? "") }
  var title: String { key.title + (member.map { " \($0)" } ?? "") }

  /// The value with its unit; the last part that is missing to 0 or 1 stays visible.
  var text: String {
    let isClose = value > 0 && value < 1 && min(value, 1 - value) < 1e-3
    if key.unit == .proportion && isClose {
      return value < 0.5
        ? String(format: "%.2g %%", 100 * value) : String(format: "%.7g %%", 100 * value)
    }
    return FigureText.value(value, unit: key.unit)
  }
}

/// A bound on a figure.
struct ErlangGoal {
  /// The field it was given by, and as it was written.
  var field: JobField
  var text: String
  var figure: ErlangFigure.Key
  var bound: Double
  /// Whether the figure must be at least the bound, not at most.
  var isFloor: Bool

  /// The figure that decides: of several classes the worst.
  func value(in figures: [ErlangFigure]) -> Double? {
    let values = figures.filter { $0.key == figure }.map(\.value)
    return isFloor ? values.min() : values.max()
  }

  /// Whether the figures reach the goal.
  func isMet(by figures: [ErlangFigure]) -> Bool {
    guard let value = value(in: figures) else { return false }
    return isFloor ? value >= bound : value <= bound
  }
}

import Experiments
import Foundation
import Reporting

/// A figure of a queue.
struct ErlangFigure {
  /// The figures, by their names in JSON.
  enum Key: String, CaseIterable {
    case occupancy, waitProbability, serviceLevel, averageSpeedOfAnswer, averageWait
    case averageWaitOfAbandoned, abandonedProportion, blockingProbability, meanQueue, carriedLoad
    case timeCongestion, attemptsPerCall, meanOrbit, lostProportion
    // Several contacts at a time.
    case slotUse, effort, meanConcurrency, meanPresent, sessionDuration, abandonedInSession
    // Contacts that come back.
    case turnsPerThread, meanThinkers, meanOpen, threadDuration, waveAmplitude, waveLag
    // Contacts that can wait.
    case meanAge, longestAge, meanBusinessAge, longestBusinessAge
    case meanBacklog, largestBacklog, backlogAtOpening, clearedAfter

    /// The heading in the table.
    var title: String { EnglishWords().short(self) }

    /// The heading on a page, which has room for words.
    var words: String { EnglishWords().long(self) }

    /// The figure of simulations that it is the formula of; nil: they have none.
    var figure: FigureName? {
      switch self {
      case .occupancy: .occupancy
      case .waitProbability: .queuedProportion
      case .serviceLevel: .serviceLevel
      case .averageSpeedOfAnswer: .averageSpeedOfAnswer
      case .averageWait: .averageWait
      case .averageWaitOfAbandoned: .timeToAbandon
      case .abandonedProportion: .abandonedProportion
      case .blockingProbability: .blockingProbability
      case .attemptsPerCall: .attemptsPerPerson
      // Time averages over all of time, not over opening hours.
      case .meanQueue, .meanOrbit, .carriedLoad, .timeCongestion, .lostProportion: nil
      // Simulations have none of these.
      case .slotUse, .effort, .meanConcurrency, .meanPresent, .sessionDuration, .abandonedInSession,
        .turnsPerThread, .meanThinkers, .meanOpen, .threadDuration, .waveAmplitude, .waveLag, .meanAge,
        .longestAge, .meanBusinessAge, .longestBusinessAge, .meanBacklog, .largestBacklog,
        .backlogAtOpening, .clearedAfter:
        nil
      }
    }

    var unit: IndicatorUnit {
      switch self {
      case .occupancy, .waitProbability, .serviceLevel, .averageSpeedOfAnswer, .averageWait,
        .averageWaitOfAbandoned, .abandonedProportion, .blockingProbability, .attemptsPerCall:
        figure?.unit ?? .ratio
      case .timeCongestion, .lostProportion, .slotUse, .abandonedInSession: .proportion
      case .sessionDuration, .threadDuration, .waveLag: .seconds
      case .meanAge, .longestAge, .meanBusinessAge, .longestBusinessAge, .clearedAfter: .hours
      case .meanQueue, .meanOrbit, .carriedLoad, .effort, .meanConcurrency, .meanPresent, .turnsPerThread,
        .meanThinkers, .meanOpen, .waveAmplitude, .meanBacklog, .largestBacklog, .backlogAtOpening:
        .ratio
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

extension ErlangFigure.Key {
  /// The figure that a goal bounds; nil: formulas have none.
  init?(_ measure: Goal.Measure) {
    guard let key = Self.allCases.first(where: { $0.figure == measure.figure }) else { return nil }
    self = key
  }
}

/// A goal of a formula.
struct ErlangGoal: Equatable {
  /// The field it was given by, and as it was written.
  var field: JobField
  var text: String
  var figure: ErlangFigure.Key
  var goal: Goal

  /// The bound, in the figure's unit.
  var bound: Double { goal.bound }

  /// A goal that was given by a field; nil: formulas have no such figure.
  init?(_ field: JobField, _ text: String, _ goal: Goal) {
    guard let figure = ErlangFigure.Key(goal.measure) else { return nil }
    (self.field, self.text, self.figure, self.goal) = (field, text, figure, goal)
  }

  /// The figure that decides: of several classes the worst.
  func value(in figures: [ErlangFigure]) -> Double? {
    let values = figures.filter { $0.key == figure }.map(\.value)
    return goal.isLowerBound ? values.min() : values.max()
  }

  /// Whether the figures reach the goal.
  func isMet(by figures: [ErlangFigure]) -> Bool {
    value(in: figures).map(goal.isMet) ?? false
  }
}

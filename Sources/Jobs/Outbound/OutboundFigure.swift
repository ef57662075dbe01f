import Experiments
import Foundation
import Reporting

/// A figure of outbound calls.
struct OutboundFigure {
  /// The figures, by their names in files.
  enum Key: String, CaseIterable {
    // Dialers.
    case linesPerAgent, occupancy, dropRate, agentWait, connectsPerHour, droppedPerHour, dialsPerHour
    case meanRinging, allBusyProbability
    case meanAttempt, connectProbability, meanWork, cycle, talkShare, connectsPerAgentHour
    case rightPartiesPerAgentHour, dialsPerAgentHour, silentCallsPerAgentHour, linesInUse
    // A batch.
    case mostLines, linesOverAgents, linesOverAgentsOfLargeTeams, meanAnswered, meanDropped
    case anyDropProbability, filledShare
    // A list.
    case penetration, attemptsPerRecord, attemptsPerContact, hitRateOfLastAttempt, exhaustedShare
    case invalidShare, personsReached, deviationOfReached
    // A limit.
    case breachProbability, mostDropped, largestSafeRate
    // A time-out.
    case answersPerLineHour, answeredShare, attemptsPerLineHour, bestTimeout, bestAnswersPerLineHour
    // One day's calls.
    case rateOfPersons, rateOfTakenForLive, rateOfAnswers, rateByReasonedEstimate, silentCalls
    case silentCallsAllowed
    // The blend.
    case waitProbability, serviceLevel, averageWait, abandonedProportion, outboundPerHour, busyInbound
    case busyOutbound

    var unit: IndicatorUnit {
      switch self {
      case .occupancy, .dropRate, .allBusyProbability, .connectProbability, .talkShare,
        .anyDropProbability, .filledShare, .penetration, .hitRateOfLastAttempt, .exhaustedShare,
        .invalidShare, .breachProbability, .largestSafeRate, .answeredShare, .rateOfPersons,
        .rateOfTakenForLive, .rateOfAnswers, .rateByReasonedEstimate, .waitProbability, .serviceLevel,
        .abandonedProportion:
        .proportion
      case .agentWait, .meanAttempt, .meanWork, .cycle, .bestTimeout, .averageWait: .seconds
      case .connectsPerHour, .droppedPerHour, .dialsPerHour, .connectsPerAgentHour,
        .rightPartiesPerAgentHour, .dialsPerAgentHour, .silentCallsPerAgentHour, .answersPerLineHour,
        .attemptsPerLineHour, .bestAnswersPerLineHour, .outboundPerHour:
        .perHour
      case .linesPerAgent, .meanRinging, .linesInUse, .linesOverAgents, .linesOverAgentsOfLargeTeams,
        .meanAnswered, .meanDropped, .attemptsPerRecord, .attemptsPerContact, .personsReached,
        .deviationOfReached, .silentCalls, .silentCallsAllowed, .busyInbound, .busyOutbound:
        .ratio
      case .mostLines, .mostDropped: .count
      }
    }

    /// The column's name in files, with its unit.
    var column: String {
      switch unit {
      case .seconds: rawValue + "_s"
      case .proportion: rawValue + "_share"
      case .hours, .count, .contacts, .agents, .lines, .perHour, .ratio, .money, .squareSeconds,
        .points, .rings:
        rawValue
      }
    }
  }

  var key: Key
  var value: Double

  init(_ key: Key, _ value: Double) { (self.key, self.value) = (key, value) }

  /// The value with its unit; shares with four digits, since a tenth of a percent decides at a limit of three.
  var text: String {
    switch key.unit {
    case .proportion where value == 0: "0 %"
    case .proportion where abs(value) < 1e-4: String(format: "%.2g %%", 100 * value)
    case .proportion: String(format: abs(value) < 0.099_95 ? "%.3f %%" : "%.2f %%", 100 * value)
    case .seconds where abs(value) < 1000: String(format: "%.2f s", value)
    case .ratio, .perHour: String(format: "%.5g", value) + (key.unit == .perHour ? " /h" : "")
    case .seconds, .hours, .count, .contacts, .agents, .lines, .money, .squareSeconds, .points, .rings:
      FigureText.value(value, unit: key.unit)
    }
  }
}

/// What is to be known of an answer beside its figures.
enum OutboundRemark: String, CaseIterable {
  /// No time-out is better than none.
  case noTimeoutIsBest
  /// The shorter the time-out the better.
  case shortestTimeoutIsBest
  /// Even the most lines that are tried are within the limit.
  case limitNotReached
  /// Nobody is dropped, and one step more is over the limit.
  case noLineAhead
}

import ContactCenter

/// Figures of the simulated world as a whole.
package enum SystemFigure: String, DeclaredFigure {
  case callersWaitingToRedial, eventsPerReplication, waitingCost, predictionBias, predictionError
  case predictionSquaredError

  package static let kind = IndicatorKind.system

  /// What each is.
  package var entry: IndicatorEntry<SystemMeasure> {
    switch self {
    case .callersWaitingToRedial:
      ratio(
        "Callers waiting to redial", zh: "待重拨人数", better: .smaller, .contacts, .orbitOpen, over: .openTime,
        "Time average, while the center is open, of the number of callers who will try again.",
        formula: "∫ number waiting to redial dt ÷ open time")
    case .eventsPerReplication:
      mean(
        "Events per replication", zh: "每次仿真事件数", better: .neither, .count, .events,
        "Events that the simulation's scheduler handled.", formula: "mean over replications")
    case .waitingCost:
      mean(
        "Waiting cost", zh: "等待成本", better: .smaller, .money, .waitingCost,
        "What the waits of offered contacts cost, for types with a waiting cost.",
        formula: "Σ cost per minute × (minutes waited) ^ power")
    case .predictionBias:
      ratio(
        "Bias of foretold waits", zh: "预告等待的偏差", better: .neither, .seconds, .error, over: .foretold,
        "Mean of foretold less real wait, over contacts answered after a wait that was foretold.",
        formula: "Σ (foretold − wait) ÷ foretold contacts")
    case .predictionError:
      ratio(
        "Error of foretold waits", zh: "预告等待的误差", better: .smaller, .seconds, .absoluteError, over: .foretold,
        "Mean distance between foretold and real wait.",
        formula: "Σ |foretold − wait| ÷ foretold contacts")
    case .predictionSquaredError:
      ratio(
        "Squared error of foretold waits", zh: "预告等待的均方误差（秒²）", better: .smaller, .squareSeconds,
        .squaredError, over: .foretold,
        "Mean squared error of the foretold waits.",
        formula: "Σ (foretold − wait)² ÷ foretold contacts")
    }
  }
}

import ContactCenter

/// Callbacks, and the calls of who was offered one.
package enum CallbackMeasure: Int, PartMeasure {
  case offered, offers, announced, accepted, dials, reached, connected, delay, promised
  case promiseKept, lost, ended, open, time, agentDialing, handleTime, lineSaved, lineTime
  case expired, cancelled, superfluous, callsAgain, wastedDials, left, withinAtAcceptance
  case withinInbound, inbound, withinByDelay

  /// What each reads, how it combines, and what it is in formulas of KPIs.
  package var reading: Reading {
    switch self {
    case .offered: .sum(.one("callbackOffered")) { $0.outcome.callback.offered }
    case .offers: .sum(.one("callbackOffers")) { $0.outcome.callback.offers }
    case .announced: .sum { $0.outcome.callback.announced }
    case .accepted: .sum(.one("callbackAccepted")) { $0.outcome.callback.accepted }
    case .dials: .sum(.one("callbackDials")) { $0.outcome.callback.dials }
    case .reached: .sum(.one("callbackReached")) { $0.outcome.callback.reached }
    case .connected: .sum(.one("callbackConnected")) { $0.outcome.callback.connected }
    case .delay: .sum(.one("callbackDelay")) { $0.outcome.callback.delay }
    case .promised: .sum(.one("callbackPromised")) { $0.outcome.callback.promised }
    case .promiseKept: .sum(.one("callbackPromiseKept")) { $0.outcome.callback.promiseKept }
    case .lost:
      .sum(.one("callbackLost")) {
        $0.outcome.callback.failed + $0.outcome.callback.abandoned + $0.outcome.callback.dropped
          + $0.outcome.callback.expired
      }
    case .ended: .sum(.one("callbackEnded")) { $0.outcome.callback.ended }
    case .open: .sum { $0.outcome.callback.openIntegral }
    case .time: .duration { $0.outcome.callback.time }
    case .agentDialing: .sum { $0.outcome.callback.agentDialing }
    case .handleTime: .sum { $0.outcome.callback.handleTime }
    case .lineSaved: .sum { $0.outcome.callback.lineSaved }
    case .lineTime: .sum { $0.outcome.callback.lineTime }
    case .expired: .sum { $0.outcome.callback.expired }
    case .cancelled: .sum { $0.outcome.callback.cancelled }
    case .superfluous: .sum { $0.outcome.callback.superfluous }
    case .callsAgain: .sum { $0.outcome.callback.callsAgain }
    case .wastedDials: .sum { $0.outcome.callback.wastedDials }
    case .left: .sum { $0.outcome.callback.accepted - $0.outcome.callback.ended }
    case .withinAtAcceptance:
      .sum(.one("withinAtAcceptance")) {
        $0.outcome.callback.answeredWithin + $0.outcome.callback.acceptedWithin
      }
    case .withinInbound: .sum(.one("withinInbound")) { $0.outcome.callback.answeredWithin }
    case .inbound:
      .sum(.one("callbackInbound")) { $0.outcome.callback.offered - $0.outcome.callback.accepted }
    case .withinByDelay:
      .sum(.one("withinByDelay")) {
        $0.outcome.callback.answeredWithin + $0.outcome.callback.connectedWithin
      }
    }
  }
}

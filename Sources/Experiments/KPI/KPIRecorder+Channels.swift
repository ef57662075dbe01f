import ContactCenter

/// What is counted of channels other than calls; events whose channel a model lacks get no column.
extension KPIRecorder {
  static func channelEvents(_ model: Model) -> [Offer] {
    let present = KPIMechanism.ofChannels(in: model)
    func outcomes(_ mechanism: KPIMechanism, _ measures: [OutcomeMeasure]) -> [Offer] {
      measures.map { Offer($0, of: \.outcomes, mechanism, present.contains(mechanism)) }
    }
    func work(_ mechanism: KPIMechanism, _ measures: [BacklogMeasure]) -> [Offer] {
      measures.map { measure in
        Offer(name: measure.events.text, mechanism: mechanism, isThere: present.contains(mechanism)) {
          measure.value(over: $0.tallies.waitingWork)
        }
      }
    }
    let shared: [AgentMeasure] = [.slotTime, .roomUsed, .effort, .readyShared, .handlingShared]
    return shared.map { Offer($0, of: \.agents, .sharing, present.contains(.sharing)) }
      + outcomes(.sessions, [SessionMeasure.sessions, .left, .time].map(OutcomeMeasure.session))
      + outcomes(
        .sessionTurns,
        [SessionMeasure.answers, .answerTime, .firstReplies, .firstReplyTime, .firstRepliesWithin].map(
          OutcomeMeasure.session))
      + outcomes(
        .threads,
        [
          ThreadMeasure.turns, .turnWait, .turnsWithin, .laterTurns, .handOvers, .resolved, .turnsOfResolved,
          .timeToResolve, .reopened,
        ].map(OutcomeMeasure.thread))
      + outcomes(
        .callbacks,
        [
          CallbackMeasure.offered, .offers, .accepted, .dials, .reached, .connected, .delay, .promised,
          .promiseKept, .lost, .ended, .withinAtAcceptance, .withinInbound, .inbound, .withinByDelay,
        ].map(OutcomeMeasure.callback))
      + outcomes(
        .bots,
        [
          BotMeasure.attempts, .overflow, .sessionsEnded, .contained, .solved, .escalated, .work,
          .offeredWork, .plannedWork,
        ].map(OutcomeMeasure.bot))
      + work(
        .waitingWork,
        [
          .answered, .answeredWithin, .answeredWithinBusiness, .ageAnswered, .ageAnsweredBusiness,
          .oldestAnswered, .hasAnswered, .waitingIntegral, .time, .closings, .carriedOver,
        ]) + work(.chasers, [.chasers]) + work(.interruptions, [.begun, .interruptions])
  }
}

extension BacklogMeasure {
  /// The measure of several types together.
  fileprivate func value(over types: [WaitingWork]) -> Double {
    let values = types.map(value)
    switch combination {
    case .sum, .state: return values.reduce(0, +)
    case .largest, .duration: return values.max() ?? 0
    }
  }
}

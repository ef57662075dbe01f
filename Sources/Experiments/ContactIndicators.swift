import ContactCenter

/// The indicators of contact types, of queues and of the whole center.
extension IndicatorCatalogue {
  package typealias ContactEntry = IndicatorEntry<ContactMeasure>

  /// Indicators with the measures they are computed from.
  package static let contactEntries: [ContactEntry] =
    arrivalCounts + queueCounts + accessProportions + serviceLevels + targets + waits
    + waitPercentiles
    + handling + persons

  private static func count(
    _ name: FigureName, _ label: String, better: Indicator.Direction, _ measure: ContactMeasure,
    _ definition: String,
    formula: String = "mean over replications"
  ) -> ContactEntry {
    .mean(.contact, name, label, better: better, .count, measure, definition, formula: formula)
  }

  private static func proportion(
    _ name: FigureName, _ label: String, better: Indicator.Direction, _ numerator: ContactMeasure,
    of denominator: ContactMeasure, _ definition: String, formula: String
  ) -> ContactEntry {
    .ratio(
      .contact, name, label, better: better, .proportion, numerator, over: denominator, definition,
      formula: formula)
  }

  private static func seconds(
    _ name: FigureName, _ label: String, better: Indicator.Direction, _ numerator: ContactMeasure,
    per denominator: ContactMeasure, _ definition: String, formula: String
  ) -> ContactEntry {
    .ratio(
      .contact, name, label, better: better, .seconds, numerator, over: denominator, definition,
      formula: formula)
  }

  private static let arrivalCounts: [ContactEntry] = [
    count(
      .attempts, "Attempts", better: .neither, .attempts, "Contacts that tried to reach the center.",
      formula: "fresh + redials + repeats"),
    count(
      .fresh, "Fresh contacts", better: .neither, .fresh, "First attempts of a person with a new matter."),
    count(
      .redials, "Redials", better: .smaller, .redials, "Attempts after a busy signal or an abandonment."),
    count(
      .repeats, "Repeat contacts", better: .smaller, .repeats, "Contacts because the matter was not solved."),
    count(
      .cameFromOtherTypes, "Came from other types", better: .neither, .transfersIn,
      "Contacts that became this type: passed on by an agent, or changed by a menu."),
    count(.foundClosed, "Found closed", better: .smaller, .closed, "Attempts outside opening hours."),
    count(
      .blocked, "Blocked", better: .smaller, .blocked,
      "Contacts turned away because lines, ports or queue were full.",
      formula: "blockedByTrunks + blockedByPorts + blockedByQueue"),
    count(
      .blockedByTrunks, "Blocked by lines", better: .smaller, .blockedByTrunks,
      "Attempts that found no free line."),
    count(
      .blockedByPorts, "Blocked by ports", better: .smaller, .blockedByPorts,
      "Attempts that found no free port."),
    count(
      .blockedByQueue, "Blocked by queue", better: .smaller, .blockedByQueue,
      "Contacts that found the queue or the waiting room full."),
    count(
      .menuAbandoned, "Abandoned in menu", better: .smaller, .menuAbandoned,
      "Contacts that hung up in a menu."),
    count(
      .selfServed, "Self-served", better: .larger, .selfServed,
      "Contacts that the menus served without an agent."),
    count(
      .typeChanged, "Changed type in menu", better: .neither, .typeChanged,
      "Contacts that left the menus as another type."),
  ]

  private static let queueCounts: [ContactEntry] = [
    count(
      .offered, "Offered", better: .neither, .offered,
      "Contacts that entered the agent queue, waiting or not.",
      formula: "answered + abandoned + voiceMail + disconnected + still there at the end"),
    count(.queued, "Queued", better: .smaller, .queued, "Offered contacts that found no agent at once."),
    count(
      .balked, "Balked", better: .smaller, .balked,
      "Left at once because of the expected wait; part of abandoned."),
    count(.answered, "Answered", better: .larger, .answered, "Offered contacts that an agent answered."),
    count(
      .answeredWithin, "Answered in time", better: .larger, .answeredWithin,
      "Answered after at most the acceptable wait."),
    count(
      .abandoned, "Abandoned", better: .smaller, .abandoned,
      "Offered contacts that gave up before an answer."),
    count(
      .abandonedWithin, "Abandoned in time", better: .neither, .abandonedWithin,
      "Abandoned after at most the acceptable wait."),
    count(
      .abandonedShort, "Short abandonments", better: .smaller, .abandonedShort,
      "Abandoned after at most the threshold of short abandonments."),
    count(.voiceMail, "Voice mail", better: .smaller, .voiceMail, "Offered contacts that left a message."),
    count(
      .disconnected, "Disconnected", better: .smaller, .disconnected,
      "Offered contacts that the center disconnected."),
    count(
      .overflowed, "Overflowed", better: .smaller, .overflowed,
      "Moves from this type's queue to another one."),
    count(
      .ringNoAnswer, "Rings not answered", better: .smaller, .ringNoAnswer,
      "Times that an agent did not pick up."),
    count(
      .remaining, "Remaining", better: .smaller, .remaining,
      "Contacts still in the center, or waiting to redial, when the simulation ends."),
  ]

  private static let accessProportions: [ContactEntry] = [
    proportion(
      .blockingProbability, "Blocked", better: .smaller, .blocked, of: .attempts,
      "Share of attempts turned away because lines, ports or queue were full.",
      formula: "blocked ÷ attempts"),
    proportion(
      .trunkBlockingProbability, "Blocked by lines", better: .smaller, .blockedByTrunks, of: .attempts,
      "Share of attempts that found no free line.", formula: "blockedByTrunks ÷ attempts"),
    proportion(
      .freshBlockingProbability, "Fresh blocked", better: .smaller, .freshBlocked, of: .fresh,
      "Share of first attempts that were turned away.", formula: "fresh blocked ÷ fresh"),
    proportion(
      .menuAbandonedProportion, "Abandoned in menu", better: .smaller, .menuAbandoned, of: .attempts,
      "Share of attempts that hung up in a menu.", formula: "menuAbandoned ÷ attempts"),
    proportion(
      .selfServedProportion, "Self-served", better: .larger, .selfServed, of: .attempts,
      "Share of attempts that the menus served without an agent.",
      formula: "selfServed ÷ attempts"),
    proportion(
      .queuedProportion, "Queued", better: .smaller, .queued, of: .offered,
      "Share of offered contacts that found no agent at once.", formula: "queued ÷ offered"),
    proportion(
      .answeredProportion, "Answered", better: .larger, .answered, of: .offered,
      "Share of offered contacts that an agent answered.", formula: "answered ÷ offered"),
    proportion(
      .abandonedProportion, "Abandoned", better: .smaller, .abandoned, of: .offered,
      "Share of offered contacts that gave up before an answer.", formula: "abandoned ÷ offered"),
    proportion(
      .shortAbandonedProportion, "Short abandonments", better: .smaller, .abandonedShort, of: .offered,
      "Share of offered contacts that gave up within the threshold of short abandonments.",
      formula: "abandonedShort ÷ offered"),
    proportion(
      .balkedProportion, "Balked", better: .smaller, .balked, of: .offered,
      "Share of offered contacts that left at once.", formula: "balked ÷ offered"),
    proportion(
      .voiceMailProportion, "Voice mail", better: .smaller, .voiceMail, of: .offered,
      "Share of offered contacts that left a message.", formula: "voiceMail ÷ offered"),
  ]

  private static let serviceLevels: [ContactEntry] = {
    // The default definition comes first; the others follow in the order of their codes.
    let others = ServiceLevelDefinition.allCases.filter { $0 != .abandonedCountAgainst }
    return ([.abandonedCountAgainst] + others).map { definition in
      let (numerator, denominator) = definition.measures
      return proportion(
        FigureName(definition), definition.label, better: .larger, numerator, of: denominator,
        definition.sentence, formula: definition.formula)
    }
  }()

  private static let targets: [ContactEntry] = [
    ContactEntry(
      indicator: Indicator(
        name: .daysOnTarget, label: "Days on target", direction: .larger, unit: .proportion,
        definition: "Share of the opening days of all replications whose service level (SL1) reaches "
          + "the target; in brackets its Wilson interval, with days of one replication counted for "
          + "fewer where they are alike.",
        formula: "days on target ÷ days with offered contacts",
        kind: .contact, estimator: .shareOfDays),
      numerator: nil, denominator: nil)
  ]

  private static let waits: [ContactEntry] = [
    seconds(
      .averageSpeedOfAnswer, "Average speed of answer", better: .smaller, .waitAnswered, per: .answered,
      "Mean wait in the queue of answered contacts, those without a wait included.",
      formula: "Σ waits of answered ÷ answered"),
    seconds(
      .timeToAbandon, "Average time to abandon", better: .neither, .waitAbandoned, per: .abandoned,
      "Mean wait in the queue of contacts that gave up.",
      formula: "Σ waits of abandoned ÷ abandoned"),
    seconds(
      .averageWait, "Average wait", better: .smaller, .waitAll, per: .offered,
      "Mean wait in the queue of all offered contacts.", formula: "Σ waits ÷ offered"),
    seconds(
      .averageWaitOfQueued, "Average wait of queued", better: .smaller, .waitQueued, per: .queued,
      "Mean wait of the offered contacts that found no agent at once.",
      formula: "Σ waits of queued ÷ queued"),
    seconds(
      .excessWait, "Average excess wait", better: .smaller, .excessWait, per: .answered,
      "Mean of what answered contacts waited beyond the acceptable wait.",
      formula: "Σ max(0, wait − acceptable wait) ÷ answered"),
    .mean(
      .contact, .longestWait, "Longest wait, mean over replications", better: .smaller, .seconds,
      .longestWait,
      "The longest wait of an answered contact in a replication; it grows with the time simulated.",
      formula: "mean over replications of the maximum"),
  ]

  /// The shares for which wait percentiles are kept.
  package static let waitProbabilities = waitQuantiles.map(\.probability)

  private static let waitQuantiles: [(name: FigureName, probability: Double)] = [
    (.waitPercentile50, 0.5), (.waitPercentile80, 0.8), (.waitPercentile90, 0.9),
    (.waitPercentile95, 0.95), (.waitPercentile99, 0.99),
  ]

  private static let waitPercentiles: [ContactEntry] = waitQuantiles.map { name, probability in
    let percent = Int(clamping: (probability * 100).rounded())
    let indicator = Indicator(
      name: name, label: "Wait of answered, \(percent) % within",
      direction: .smaller, unit: .seconds,
      definition: "The wait that \(percent) % of answered contacts do not exceed.",
      formula: "quantile of the waits of answered contacts, all replications pooled",
      kind: .contact, estimator: .waitQuantile(probability))
    return ContactEntry(indicator: indicator, numerator: nil, denominator: nil)
  }

  private static let handling: [ContactEntry] = [
    seconds(
      .averageHandleTime, "Average handle time", better: .smaller, .handleTime, per: .answered,
      "Mean work per answered contact: talk, hold and wrap-up.",
      formula: "Σ (talk + hold + wrap-up) ÷ answered"),
    seconds(
      .averageTalkTime, "Average talk time", better: .smaller, .talkTime, per: .answered,
      "Mean conversation per answered contact, without hold.", formula: "Σ talk ÷ answered"),
    seconds(
      .averageHoldTime, "Average hold time", better: .smaller, .holdTime, per: .answered,
      "Mean time on hold per answered contact, held or not.", formula: "Σ hold ÷ answered"),
    seconds(
      .averageWrapUpTime, "Average wrap-up time", better: .smaller, .wrapUpTime, per: .answered,
      "Mean work after the conversation per answered contact.", formula: "Σ wrap-up ÷ answered"),
    seconds(
      .averageAlertTime, "Average ringing time", better: .smaller, .alertTime, per: .answered,
      "Mean ringing at agents per answered contact; not part of the handle time.",
      formula: "Σ ringing ÷ answered"),
    seconds(
      .averageMenuTime, "Average time in menus", better: .smaller, .menuTime, per: .attempts,
      "Mean time in the menus per attempt.", formula: "Σ time in menus ÷ attempts"),
    proportion(
      .heldProportion, "Put on hold", better: .neither, .held, of: .answered,
      "Share of answered contacts put on hold at least once.", formula: "held ÷ answered"),
    count(
      .transferred, "Transferred", better: .smaller, .transfersOut,
      "Answered contacts passed on to another type."),
    proportion(
      .transferredProportion, "Transferred", better: .smaller, .transfersOut, of: .answered,
      "Share of answered contacts passed on to another type.", formula: "transferred ÷ answered"),
    count(
      .conferences, "Conferences", better: .neither, .conferences, "Contacts that a second agent joined."),
    proportion(
      .unsolvedProportion, "Not solved", better: .smaller, .unsolved, of: .answered,
      "Share of answered contacts whose matter was not solved.", formula: "unsolved ÷ answered"),
  ]

  private static let persons: [ContactEntry] = [
    proportion(
      .redialledProportion, "Redials", better: .smaller, .redials, of: .attempts,
      "Share of attempts that are redials.", formula: "redials ÷ attempts"),
    count(
      .personsServed, "Persons served", better: .larger, .personsServed,
      "Persons served at one of their attempts, booked at the last attempt."),
    count(
      .personsLost, "Persons lost", better: .smaller, .personsLost,
      "Persons who gave up for good, booked at the last attempt."),
    proportion(
      .personsServedProportion, "Persons served", better: .larger, .personsServed, of: .persons,
      "Share of persons served at one of their attempts.",
      formula: "personsServed ÷ (personsServed + personsLost)"),
    .ratio(
      .contact, .attemptsPerPerson, "Attempts per person", better: .smaller, .ratio, .freshAndRedials,
      over: .fresh,
      "Mean number of attempts for one matter, the first included; meant for the whole day.",
      formula: "(fresh + redials) ÷ fresh"),
  ]
}

extension ServiceLevelDefinition {
  /// A heading for tables.
  public var label: String {
    switch self {
    case .includingBlocked: return "Service level, blocked included"
    case .abandonedCountAgainst: return "Service level"
    case .shortWaitAbandonsIgnored: return "Service level, abandoned in time ignored"
    case .abandonedWithinCountAsMet: return "Service level, abandoned in time as met"
    case .answeredOnly: return "Service level of answered"
    case .shortAbandonsIgnored: return "Service level, short abandonments ignored"
    case .shortAbandonsCredited: return "Service level, short abandonments as met"
    case .virtualWait: return "Service level, virtual wait"
    }
  }

  /// The definition in one sentence.
  public var sentence: String {
    let start = "\(code): share answered within the acceptable wait, "
    switch self {
    case .includingBlocked: return start + "of offered and blocked contacts."
    case .abandonedCountAgainst: return start + "of offered contacts; abandonments count against."
    case .shortWaitAbandonsIgnored:
      return start + "of offered contacts without those that abandoned within it."
    case .abandonedWithinCountAsMet:
      return start + "of offered contacts; abandonments within it count as met."
    case .answeredOnly: return start + "of answered contacts only."
    case .shortAbandonsIgnored: return start + "of offered contacts without short abandonments."
    case .shortAbandonsCredited:
      return start + "of offered contacts; short abandonments count as met."
    case .virtualWait:
      return "\(code): share of contacts whose wait, had they stayed until answered, is within "
        + "the acceptable wait."
    }
  }
}

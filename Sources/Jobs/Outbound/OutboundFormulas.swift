import ContactCenter
import Experiments
import Foundation
import QueueingTheory

/// Figures of outbound calls for one combination of values.
struct OutboundAnswer {
  var figures: [OutboundFigure] = []
  var remarks: [OutboundRemark] = []

  private mutating func add(_ key: OutboundFigure.Key, _ value: Double) {
    figures.append(OutboundFigure(key, value))
  }

  /// Computes them.
  ///
  /// - Throws: `JobFailure` about values that do not go together, and about overload.
  init(_ model: OutboundFormulaRequest.Formula, _ values: OutboundValues) throws {
    do {
      switch model {
      case .dialer: try dialer(values)
      case .progressive: try progressive(values)
      case .overdial: try overdial(values)
      case .penetration: try penetration(values)
      case .breach: breach(values)
      case .ringTimeout: try timeout(values)
      case .dropRates: dropRates(values)
      case .blend: try blend(values)
      }
    } catch let size as QueueTooLarge {
      throw JobFailure(
        at: .agents,
        "\(.agents): too large to solve: the chain has \(ErlangAnswer.text(size.states)) states; fewer agents, or "
          + "fewer lines for each, make it smaller.")
    }
  }

  /// The value of a figure; nil: it is not among them.
  func value(_ key: OutboundFigure.Key) -> Double? { figures.first { $0.key == key }?.value }

  // MARK: - Dialers

  private mutating func dialer(_ values: OutboundValues) throws {
    let agents = values.count(.agents)
    let tally: DialerChain.Tally = values[.tally] == 1 ? .all : .idle
    let dialer: DialerChain
    switch (values.optional(.linesPerAgent), values.optional(.dropLimit)) {
    case (let lines?, nil):
      guard values.optional(.step) == nil else {
        throw JobFailure(at: .step, "\(.step) is for the search by \(.dropLimit).")
      }
      guard lines * Double(agents) <= Self.mostLines else {
        throw JobFailure(
          at: .linesPerAgent, "\(.linesPerAgent): more than \(Int(Self.mostLines)) lines for all agents.")
      }
      dialer = try DialerChain(
        agents: agents, linesPerAgent: lines, tally: tally, meanRing: values[.ring],
        answerProbability: values[.answer], meanTalk: values[.talk])
    case (nil, let limit?):
      guard values.optional(.step).map({ $0 >= 0.001 }) ?? true else {
        throw JobFailure(
          at: .step, "\(.step) \(ErlangAnswer.text(values[.step])): allowed is at least 0.001.")
      }
      dialer = try DialerFrontier.most(
        agents: agents, tally: tally, step: values.optional(.step), limit: limit,
        meanRing: values[.ring], answerProbability: values[.answer], meanTalk: values[.talk])
      if dialer.dropRate == 0 { remarks.append(.noLineAhead) }
      if dialer.linesPerAgent > DialerFrontier.mostLines - 11 { remarks.append(.limitNotReached) }
      add(.linesPerAgent, dialer.linesPerAgent)
    default:
      throw JobFailure(
        at: .linesPerAgent,
        "give \(.linesPerAgent), or \(.dropLimit) to search the most lines for each agent.")
    }
    let hour = 3600.0
    add(.occupancy, dialer.occupancy)
    add(.dropRate, dialer.dropRate)
    if dialer.meanBusy > 0 { add(.agentWait, dialer.meanWait) }
    add(.connectsPerHour, dialer.connectedRate * hour)
    add(.droppedPerHour, dialer.droppedRate * hour)
    add(.dialsPerHour, dialer.dialRate * hour)
    add(.meanRinging, dialer.meanRinging)
    add(.allBusyProbability, dialer.allBusyProbability)
  }

  /// Chains of more lines take minutes.
  private static let mostLines = 1e5

  private mutating func progressive(_ values: OutboundValues) throws {
    var attempt = ProgressiveDialer.Attempt()
    (attempt.setup, attempt.analysis) = (values[.setup], values[.analysis])
    attempt.human = (values[.human], values[.ring])
    attempt.machine = (values[.machine], values.optional(.machineRing) ?? values[.ring])
    attempt.busy = (values[.busy], values[.busyTone])
    attempt.invalid = (values[.invalid], values[.invalidTone])
    (attempt.humansHungUp, attempt.machinesConnected) = (values[.humansHungUp], values[.machinesConnected])
    let rest = 1 - attempt.sum
    let noAnswer = values.optional(.noAnswer) ?? (abs(rest) < 1e-12 ? 0 : rest)
    guard abs(rest - noAnswer) < 1e-9, noAnswer >= 0 else {
      throw JobFailure(
        at: .human,
        "\(.human), \(.machine), \(.noAnswer), \(.busy) and \(.invalid) are "
          + "\(ErlangAnswer.text(attempt.sum + max(0, noAnswer))) together; allowed is 1."
      )
    }
    guard noAnswer == 0 || values.optional(.timeout) != nil else {
      throw JobFailure(
        at: .timeout,
        "\(.timeout) is missing: how long it rings for the \(ErlangAnswer.text(100 * noAnswer))% who do not "
          + "answer.")
    }
    attempt.noAnswer = (noAnswer, noAnswer == 0 ? 0 : values[.timeout])
    guard attempt.humansConnected + attempt.machinesPutThrough > 0 else {
      throw JobFailure(at: .humansHungUp, "\(.humansHungUp): nobody is ever connected.")
    }
    var work = ProgressiveDialer.Work()
    work.rightPartyShare = values[.rightParty]
    work.right = (values[.talk], values[.wrapUp])
    work.wrong = (values[.wrongTalk], values[.wrongWrapUp])
    work.machine = (values[.machineTalk], 0)
    let (dialer, hour) = (ProgressiveDialer(attempt: attempt, work: work), 3600.0)
    add(.occupancy, dialer.occupancy)
    add(.talkShare, dialer.talkShare)
    add(.agentWait, dialer.meanWait)
    add(.meanAttempt, attempt.meanTime)
    add(.connectProbability, dialer.connectProbability)
    add(.meanWork, dialer.meanWork)
    add(.cycle, dialer.cycle)
    add(.connectsPerAgentHour, dialer.connectRate * hour)
    add(.rightPartiesPerAgentHour, dialer.rightPartyRate * hour)
    add(.dialsPerAgentHour, dialer.dialRate * hour)
    add(.silentCallsPerAgentHour, dialer.silentCallRate * hour)
    add(.linesInUse, dialer.linesInUse)
  }

  private mutating func overdial(_ values: OutboundValues) throws {
    let (agents, answer) = (values.count(.agents), values[.answer])
    guard values.optional(.lines) != nil || values.optional(.dropLimit) != nil else {
      throw JobFailure(at: .lines, "give \(.lines), or \(.dropLimit) to search the most of them.")
    }
    if let limit = values.optional(.dropLimit) {
      guard let most = BatchOverdial.mostLines(agents: agents, answerProbability: answer, limit: limit)
      else { throw JobFailure(at: .answer, "\(.answer): this allows more than a billion lines.") }
      add(.mostLines, Double(most))
      add(.linesOverAgents, Double(most) / Double(agents))
      add(
        .linesOverAgentsOfLargeTeams,
        BatchOverdial.ratioOfLargeTeams(answerProbability: answer, limit: limit))
      if most == agents { remarks.append(.noLineAhead) }
    }
    let lines = values.optional(.lines).map { Int(clamping: $0) } ?? Int(clamping: value(.mostLines) ?? 1)
    let batch = BatchOverdial(agents: agents, lines: lines, answerProbability: answer)
    add(.dropRate, batch.dropRate)
    add(.anyDropProbability, batch.anyDropProbability)
    add(.meanAnswered, batch.meanAnswered)
    add(.meanDropped, batch.meanDropped)
    add(.filledShare, batch.filledShare)
  }

  // MARK: - Lists, limits and time-outs

  private mutating func penetration(_ values: OutboundValues) throws {
    let (contact, variation) = (values[.contact], values[.contactCv])
    let law: ListPenetration.Segment.Law
    if variation == 0 {
      law = .equal(contact)
    } else {
      // The sum of the parameters of the beta law with this mean and variation.
      let sum = (1 - contact) / (contact * variation * variation) - 1
      guard sum > 0 else {
        throw JobFailure(
          at: .contactCv,
          "\(.contactCv) \(ErlangAnswer.text(variation)): with a mean of \(ErlangAnswer.text(contact)) "
            + "allowed is less than \(ErlangAnswer.text(((1 - contact) / contact).squareRoot()))."
        )
      }
      law = .beta(contact * sum, (1 - contact) * sum)
    }
    let list = ListPenetration(
      segments: [.init(law)], mostAttempts: values.count(.attempts), invalidProbability: values[.invalid])
    add(.penetration, list.penetration)
    add(.attemptsPerRecord, list.attemptsPerRecord)
    if list.penetration > 0 { add(.attemptsPerContact, list.attemptsPerContact) }
    if let last = list.hitRates.last, last.isFinite { add(.hitRateOfLastAttempt, last) }
    add(.exhaustedShare, list.exhaustedShare)
    add(.invalidShare, list.invalidShare)
    guard let records = values.optional(.records) else { return }
    add(.personsReached, records * list.penetration)
    add(.deviationOfReached, list.deviationOfReached(records: Int(clamping: records)))
  }

  private mutating func breach(_ values: OutboundValues) {
    let (answered, limit) = (values.count(.answered), values[.dropLimit])
    if let rate = values.optional(.rate) {
      add(.breachProbability, BreachProbability.breach(answered: answered, rate: rate, limit: limit))
    }
    add(
      .largestSafeRate,
      BreachProbability.largestSafeRate(answered: answered, limit: limit, confidence: values[.confidence]))
    add(.mostDropped, Double(BreachProbability.mostDropped(answered: answered, limit: limit)))
  }

  private mutating func timeout(_ values: OutboundValues) throws {
    guard values[.busy] < 1 else { throw JobFailure(at: .busy, "\(.busy): allowed is less than 1.") }
    let line = RingTimeout(
      answerShare: values[.wouldAnswer], law: try Self.law(values), setup: values[.setup],
      busyShare: values[.busy], busyTone: values[.busyTone])
    let hour = 3600.0
    if let timeout = values.optional(.timeout) {
      add(.answersPerLineHour, line.rate(timeout: timeout) * hour)
      add(.answeredShare, line.answered(timeout: timeout))
      add(.meanAttempt, line.meanAttempt(timeout: timeout))
      add(.attemptsPerLineHour, hour / line.meanAttempt(timeout: timeout))
    }
    switch line.optimum {
    case .at(let best):
      add(.bestTimeout, best)
      add(.bestAnswersPerLineHour, line.rate(timeout: best) * hour)
    case .never:
      remarks.append(.noTimeoutIsBest)
      add(.bestAnswersPerLineHour, line.rateWithoutTimeout * hour)
    case .atOnce: remarks.append(.shortestTimeoutIsBest)
    }
  }

  private static func law(_ values: OutboundValues) throws -> DurationLaw {
    let (mean, variation) = (values[.delay], values.optional(.delayCv))
    func needed() throws -> Double {
      guard let variation else {
        throw JobFailure(at: .delayCv, "\(.delayCv) is missing: the law is \(values.law.rawValue).")
      }
      return variation
    }
    switch values.law {
    case .exponential, .constant, .uniform:
      guard variation == nil else {
        throw JobFailure(at: .delayCv, "\(.delayCv) is for the laws lognormal and gamma.")
      }
    case .lognormal, .gamma: break
    }
    switch values.law {
    case .exponential: return .exponential(mean: mean)
    case .constant: return .deterministic(mean)
    case .uniform: return .uniform(low: 0, high: 2 * mean)
    case .lognormal: return .lognormal(mean: mean, coefficientOfVariation: try needed())
    case .gamma:
      let variation = try needed()
      return .gamma(shape: 1 / (variation * variation), mean: mean)
    }
  }

  // MARK: - One day's calls

  private mutating func dropRates(_ values: OutboundValues) {
    var counts = DropCounts()
    (counts.connectedPersons, counts.droppedPersons) = (values[.connected], values[.dropped])
    counts.connectedMachines = values[.machines]
    let detection = MachineDetection(
      takenForMachines: values[.screened], precision: values[.detectedRight],
      persons: values[.connected] + values[.dropped])
    counts.silentCalls = detection.silentCalls
    counts.screenedMachines = detection.machines
    let all: [(OutboundFigure.Key, DropRateDefinition.Denominator)] = [
      (.rateOfAnswers, .answers), (.rateOfTakenForLive, .takenForLive), (.rateOfPersons, .persons),
      (.rateByReasonedEstimate, .reasonedEstimate),
    ]
    for (key, denominator) in all {
      let countsSilent = denominator == .persons || denominator == .reasonedEstimate
      let definition = DropRateDefinition(
        denominator: denominator, countsSilentCalls: countsSilent, countsLateConnects: false,
        threshold: 2, clock: .greetingEnd, window: .day, limit: nil)
      if let rate = definition.rate(of: counts) { add(key, rate) }
    }
    add(.silentCalls, detection.silentCalls)
    if let limit = values.optional(.dropLimit) { add(.silentCallsAllowed, detection.allowed(limit: limit)) }
  }

  // MARK: - Blend

  private mutating func blend(_ values: OutboundValues) throws {
    let (agents, reserve) = (values.count(.agents), values.count(.reserve))
    guard reserve <= agents else {
      throw JobFailure(at: .reserve, "\(.reserve) \(reserve): allowed are at most the \(agents) agents.")
    }
    do {
      let blend = try ReservedBlend(
        arrivalRate: values[.calls] / values[.per], agents: agents, meanInbound: values[.aht],
        meanOutbound: values[.talk], meanPatience: values.optional(.patience), reserve: reserve)
      add(.occupancy, blend.occupancy)
      add(.waitProbability, blend.waitProbability)
      add(.serviceLevel, try blend.served(within: values[.within]))
      add(.averageWait, blend.averageWait)
      add(.abandonedProportion, blend.abandonedProportion)
      add(.outboundPerHour, blend.outboundRate * 3600)
      add(.busyInbound, blend.busyInbound)
      add(.busyOutbound, blend.busyOutbound)
    } catch let overload as UnstableQueue {
      throw JobFailure(at: .agents, "\(.agents): \(overload.description).")
    }
  }
}

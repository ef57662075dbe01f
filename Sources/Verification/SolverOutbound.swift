import Foundation
import QueueingTheory

/// Families of outbound calls by formulas.
enum SolverOutbound {
  private static let hour = 3600.0

  // MARK: - Dialers

  /// So many lines for each idle agent.
  static func dialer(_ item: ExactCase) throws -> SolvedFigures {
    try chain(Parameters(item.params), .idle, lines: "lines_per_idle_agent")
  }

  /// So many lines for each agent.
  static func dialerOfAllAgents(_ item: ExactCase) throws -> SolvedFigures {
    try chain(Parameters(item.params), .all, lines: "lines_per_agent")
  }

  private static func chain(
    _ params: Parameters, _ tally: DialerChain.Tally, lines: String
  ) throws -> SolvedFigures {
    let agents = try params.count("agents", atLeast: 1)
    let perAgent = try params.positive(lines)
    guard Double(agents) * perAgent <= Self.mostLines else {
      throw MappingError.unsupported("no formula for more than \(Int(Self.mostLines)) lines")
    }
    let dialer: DialerChain
    do {
      dialer = try DialerChain(
        agents: agents, linesPerAgent: perAgent, tally: tally,
        meanRing: try params.positive("mean_ring_s"), answerProbability: try chance(params, "answer_prob"),
        meanTalk: try params.positive("mean_talk_s"))
    } catch let problem as QueueTooLarge {
      throw tooLarge(problem)
    }
    return [
      "occupancy": dialer.occupancy, "connected_per_hour": dialer.connectedRate * hour,
      "dropped_per_hour": dialer.droppedRate * hour, "drop_rate_of_answered": dialer.dropRate,
      "dials_per_hour": dialer.dialRate * hour, "mean_ringing": dialer.meanRinging,
      "p_all_agents_busy": dialer.allBusyProbability,
    ]
  }

  /// Chains of more lines take minutes.
  private static let mostLines = 1e5

  private static func tooLarge(_ problem: QueueTooLarge) -> MappingError {
    .unsupported("too large to solve: the chain has \(Int(problem.states)) states")
  }

  /// A share above 0.
  private static func chance(_ params: Parameters, _ key: String) throws -> Double {
    let value = try params.share(key)
    guard value > 0 else { throw MappingError.defect("`\(key)` must be above 0, found \(value)") }
    return value
  }

  /// One line for each idle agent.
  static func progressive(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    func part(_ share: String, _ time: String) throws -> (share: Double, time: Double) {
      (try params.share(share), try params.nonNegative(time))
    }
    var attempt = ProgressiveDialer.Attempt()
    attempt.setup = try params.nonNegative("setup_s")
    attempt.human = try part("p_human", "ring_human_mean_s")
    attempt.machine = try part("p_machine", "ring_machine_mean_s")
    attempt.noAnswer = try part("p_no_answer", "ring_no_answer_s")
    attempt.busy = try part("p_busy", "busy_tone_s")
    attempt.invalid = try part("p_invalid", "invalid_s")
    attempt.analysis = try params.nonNegative("amd_analysis_s")
    attempt.humansHungUp = try params.share("amd_human_hung_up")
    attempt.machinesConnected = try params.share("amd_machine_connected")
    guard abs(attempt.sum - 1) < 1e-9 else {
      throw MappingError.defect("the shares of what attempts meet add up to \(attempt.sum), not 1")
    }
    guard attempt.humansConnected + attempt.machinesPutThrough > 0 else {
      throw MappingError.defect("no attempt connects anybody")
    }
    func times(_ party: String) throws -> (talk: Double, wrapUp: Double) {
      (try params.nonNegative("talk_\(party)_s"), try params.nonNegative("wrap_\(party)_s"))
    }
    var work = ProgressiveDialer.Work()
    work.rightPartyShare = try params.share("right_party_share")
    (work.right, work.wrong, work.machine) = (try times("right"), try times("wrong"), try times("machine"))
    let dialer = ProgressiveDialer(attempt: attempt, work: work)
    return [
      "mean_dial_s": attempt.meanTime, "p_connect_per_dial": dialer.connectProbability,
      "mean_work_s": dialer.meanWork, "cycle_s": dialer.cycle,
      "agent_wait_between_calls_s": dialer.meanWait, "occupancy": dialer.occupancy,
      "talk_share": dialer.talkShare, "connects_per_agent_hour": dialer.connectRate * hour,
      "right_parties_per_agent_hour": dialer.rightPartyRate * hour,
      "dials_per_agent_hour": dialer.dialRate * hour,
      "silent_calls_per_agent_hour": dialer.silentCallRate * hour,
      "lines_in_use_per_agent": dialer.linesInUse,
    ]
  }

  /// All lines at once.
  static func batch(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let (agents, lines) = (try params.count("agents", atLeast: 1), try params.count("lines", atLeast: 1))
    let answer = try chance(params, "answer_prob")
    let batch = BatchOverdial(agents: agents, lines: lines, answerProbability: answer)
    var values: SolvedFigures = [
      "drop_rate_of_answered": batch.dropRate, "mean_answered": batch.meanAnswered,
      "mean_dropped": batch.meanDropped, "mean_connected": batch.meanConnected,
      "p_any_drop": batch.anyDropProbability, "agents_filled_share": batch.filledShare,
      "sd_dropped": batch.deviationOfDropped,
    ]
    guard params.has("drop_limit") else { return values }
    let limit = try params.share("drop_limit")
    guard limit < 1 else { throw MappingError.defect("`drop_limit` must be below 1, found 1") }
    guard let most = BatchOverdial.mostLines(agents: agents, answerProbability: answer, limit: limit) else {
      throw MappingError.unsupported("no formula for more than a billion lines")
    }
    values["max_lines_at_limit"] = Double(most)
    for (name, lines) in [("drop_rate_at_max", most), ("drop_rate_at_max_plus_1", most + 1)] {
      values[name] =
        BatchOverdial(agents: agents, lines: lines, answerProbability: answer).dropRate
    }
    return values
  }

  // MARK: - Lists and time-outs

  /// Records that are tried several times each.
  static func penetration(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let segments = try params.list("contact_prob").map { value in
      let segment = Parameters(value)
      let share = try segment.share("share")
      switch value["law"]?.text {
      case "equal": return ListPenetration.Segment(share: share, .equal(try segment.share("p")))
      case "beta":
        return ListPenetration.Segment(
          share: share, .beta(try segment.positive("a"), try segment.positive("b")))
      case let law:
        throw MappingError.unsupported("no formula for the law \(law ?? "without a name") of a segment")
      }
    }
    let sum = segments.reduce(0) { $0 + $1.share }
    guard abs(sum - 1) < 1e-9 else {
      throw MappingError.defect("the shares of `contact_prob` add up to \(sum), not 1")
    }
    let list = ListPenetration(
      segments: segments, mostAttempts: try params.count("max_attempts", atLeast: 1),
      invalidProbability: try params.share("p_invalid"))
    var values: SolvedFigures = [
      "penetration": list.penetration, "attempts_per_record": list.attemptsPerRecord,
      "attempts_per_contact": list.attemptsPerContact, "exhausted_share": list.exhaustedShare,
      "invalid_share": list.invalidShare,
      "sd_contacted_per_list": list.deviationOfReached(records: try params.count("records", atLeast: 1)),
    ]
    for (attempt, rate) in list.hitRates.enumerated() { values["hit_rate_attempt_\(attempt + 1)"] = rate }
    return values
  }

  /// Answers of a line against the time it rings.
  static func timeout(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let busy = try params.share("p_busy")
    guard busy < 1 else { throw MappingError.defect("`p_busy` must be below 1, found 1") }
    let line = RingTimeout(
      answerShare: try chance(params, "p_would_answer"), law: try answerLaw(params),
      setup: try params.nonNegative("setup_s"), busyShare: busy,
      busyTone: try params.nonNegative("busy_tone_s"))
    let timeout = try params.positive("ring_timeout_s")
    let length = line.meanAttempt(timeout: timeout)
    var values: SolvedFigures = [
      "answers_per_line_hour": line.rate(timeout: timeout) * hour, "mean_attempt_s": length,
      "p_answered_per_attempt": line.answered(timeout: timeout), "attempts_per_line_hour": hour / length,
    ]
    if case .at(let best) = line.optimum {
      values["best_timeout_s"] = best
      values["best_answers_per_line_hour"] = line.rate(timeout: best) * hour
    }
    return values
  }

  private static func answerLaw(_ params: Parameters) throws -> DurationLaw {
    let mean = try params.positive("answer_mean_s")
    switch params.values["answer_law"]?.text {
    case "constant": return .deterministic(mean)
    case "exponential": return .exponential(mean: mean)
    case "gamma": return .gamma(shape: try params.positive("answer_par"), mean: mean)
    case "lognormal":
      return .lognormal(mean: mean, coefficientOfVariation: try params.positive("answer_par"))
    case "weibull":
      let shape = try params.positive("answer_par")
      return .weibull(scale: mean / tgamma(1 + 1 / shape), shape: shape)
    case "uniform":
      let part = try params.share("answer_par")
      guard part > 0 else { return .deterministic(mean) }
      return .uniform(low: mean * (1 - part), high: mean * (1 + part))
    case let law: throw MappingError.unsupported("no formula for the answer law \(law ?? "without a name")")
    }
  }

  // MARK: - Blend

  /// Calls in and out by the same agents, of whom some stay free.
  static func blend(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let agents = try params.count("agents", atLeast: 1)
    let reserve = try params.count("reserve")
    guard reserve <= agents else {
      throw MappingError.defect("`reserve` must be at most the \(agents) agents, found \(reserve)")
    }
    do {
      let blend = try ReservedBlend(
        arrivalRate: try params.positive("calls_per_hour") / hour, agents: agents,
        meanInbound: try params.positive("aht_inbound_s"),
        meanOutbound: try params.positive("aht_outbound_s"),
        meanPatience: params.has("mean_patience_s") ? try params.positive("mean_patience_s") : nil,
        reserve: reserve)
      return [
        "p_wait": blend.waitProbability, "p_abandon": blend.abandonedProportion,
        "asa_all_s": blend.averageWait,
        "sl_offered": try blend.served(within: try params.nonNegative("threshold_s")),
        "outbound_per_hour": blend.outboundRate * hour, "busy_inbound": blend.busyInbound,
        "busy_outbound": blend.busyOutbound, "occupancy": blend.occupancy,
      ]
    } catch let problem as QueueTooLarge {
      throw tooLarge(problem)
    }
  }
}

import ContactCenter
import QueueingTheory

/// Families with menus, retrials, priorities or few callers, by formulas.
enum SolverSystems {
  /// A menu and agents behind lines.
  static func menu(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    guard try QueueFamilies.patience(params) == .never else {
      throw MappingError.unsupported("no formula for a menu and callers who give up")
    }
    let agents = try params.count("servers", atLeast: 1)
    let share = try params.share("p_to_agent")
    guard share > 0 else { throw MappingError.defect("`p_to_agent` must be above 0") }
    let menu = VoiceMenuTrunks(
      arrivalRate: try SolverQueues.positiveRate(params), meanMenuTime: try params.positive("mean_ivr_s"),
      proportionToAgents: share, meanHandleTime: try SolverQueues.exponentialMean(params),
      agents: agents, trunks: try params.count("trunks", atLeast: 1))
    let level = menu.serviceLevel(within: try QueueFamilies.thresholds(params)[0])
    let busy = menu.occupancy * Double(agents)
    return [
      "p_block": menu.blockingProbability, "blocking": menu.blockingProbability,
      "p_wait_agent": menu.waitProbability, "asa_agent_s": menu.averageSpeedOfAnswer,
      "sl_agent": level, "miss": 1 - level, "occupancy": menu.occupancy, "mean_busy": busy,
      "carried_erlang": busy,
    ]
  }

  /// Callers who try again after a busy signal, or after giving up.
  static func retrials(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let time = try SolverQueues.exponentialMean(params)
    let (rate, agents) = (try SolverQueues.positiveRate(params), try params.count("servers", atLeast: 1))
    let retry = try params.positive("mean_retry_s")
    try SolverQueues.checkLoad(rate * time)
    let isLoss = !params.has("mean_patience_s") && !params.has("patience")
    let share = try params.share(params.has("redial_prob") ? "redial_prob" : "persistence")
    guard isLoss else {
      return try redials(params, rate: rate, time: time, agents: agents, retry, share)
    }
    let load = rate * time
    guard share > 0 else { throw MappingError.unsupported("without retrials it is Erlang B") }
    guard share < 1 || load < Double(agents) * (1 - 1e-4) || load >= Double(agents) else {
      throw MappingError.unsupported("so close to saturation the chain of retrials is too long")
    }
    // The orbit holds the retrying callers: most of those whose calls are too many, or at random.
    let idle = max(1e-4, abs(1 - load / Double(agents)))
    let again = share < 1 ? 1 / (1 - share) : 1 / idle
    let orbit = 64 + rate * retry * again + again * again
    try SolverQueues.checkWork(orbit * 4 * Double(agents) * 5)
    let queue = try Retrials(
      arrivalRate: rate, meanHandleTime: time, agents: agents, meanRetryTime: retry,
      persistence: share)
    return [
      "p_all_busy": queue.allBusyProbability, "mean_orbit": queue.meanOrbit,
      "mean_busy": queue.meanBusy, "carried_erlang": queue.meanBusy,
      "occupancy": queue.meanBusy / Double(agents), "attempts_per_call": queue.attemptsPerCall,
      "p_block_per_attempt": queue.blockingProbabilityPerAttempt,
      "p_served": queue.servedProportion,
    ]
  }

  private static func redials(
    _ params: Parameters, rate: Double, time: Double, agents: Int, _ retry: Double,
    _ share: Double
  ) throws -> SolvedFigures {
    guard case .exponential(let patience) = try QueueFamilies.patience(params), share < 1,
      agents <= 200
    else {
      throw MappingError.unsupported(
        "redials have a formula for exponential patience, a redial probability below 1 and up to "
          + "200 servers")
    }
    let waiting = 24 + max(0, rate / (1 - share) * time - Double(agents)) / time * patience
    let orbit = 16 + rate / (1 - share) * retry
    let present = Double(agents) + waiting + 4 * waiting.squareRoot()
    let short = min(present, orbit + 8 * orbit.squareRoot())
    try SolverQueues.checkWork(present * (orbit + 8 * orbit.squareRoot()) * short * short)
    let queue = try Redial(
      arrivalRate: rate, meanHandleTime: time, agents: agents, meanPatience: patience,
      redialProbability: share, meanRedialTime: retry)
    return [
      "mean_queue": queue.meanQueue, "mean_orbit": queue.meanOrbit,
      "attempts_per_call": queue.attemptsPerCall,
      "p_abandon_per_attempt": queue.abandonedProportionPerAttempt,
      "asa_per_attempt_s": queue.averageWaitPerAttempt,
      "p_wait_per_attempt": queue.waitProbabilityPerAttempt,
      "p_lost_per_call": queue.lostProportionPerCall, "occupancy": queue.occupancy,
      "mean_busy": queue.occupancy * Double(agents),
    ]
  }

  /// Classes of one mean handling time, preemptive (`pr_`) or not, two of them with patience.
  static func priorities(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let classes = try params.list("calls_per_hour").count
    let rates = try params.numbers("calls_per_hour", count: classes).map { $0 / 3600 }
    let times = try params.numbers("aht_s", count: classes)
    guard rates.allSatisfy({ $0 > 0 }), times.allSatisfy({ $0 > 0 }) else {
      throw MappingError.defect("`calls_per_hour` and `aht_s` must be above 0")
    }
    guard times.allSatisfy({ $0 == times[0] }) else {
      throw MappingError.unsupported("no formula for classes with unlike handling times")
    }
    let patience = try params.optionalNumbers("mean_patience_s", count: classes)
    let agents = try params.count("servers", atLeast: 1)
    let wait = try QueueFamilies.thresholds(params)[0]
    if patience.contains(where: { $0 != nil }) {
      return try patient(rates, times[0], agents, patience, wait)
    }
    let queue = try Priorities(arrivalRates: rates, meanHandleTime: times[0], agents: agents)
    let preemptive = try PreemptivePriorities(
      arrivalRates: rates, meanHandleTime: times[0], agents: agents)
    var values = ["p_wait": queue.waitProbability]
    for index in rates.indices {
      for prefix in ["", "np_"] {
        values["\(prefix)asa\(index + 1)_s"] = queue.averageSpeedOfAnswer(ofClass: index)
        values["\(prefix)sl\(index + 1)"] = queue.serviceLevel(within: wait, ofClass: index)
        values["\(prefix)mean_queue\(index + 1)"] = queue.meanQueue(ofClass: index)
      }
      values["pr_mean_queue\(index + 1)"] = preemptive.meanQueues[index]
      values["pr_wait\(index + 1)_s"] = preemptive.averageWait(ofClass: index)
    }
    return values
  }

  private static func patient(
    _ rates: [Double], _ time: Double, _ agents: Int, _ patience: [Double?], _ wait: Double
  ) throws -> SolvedFigures {
    let means = patience.compactMap { $0 }.filter { $0 > 0 }
    guard rates.count == 2, means.count == 2, agents <= 500 else {
      throw MappingError.unsupported(
        "classes that give up have a formula for two of them, both with a patience, and up to 500 "
          + "servers")
    }
    try checkLattice(rates, Double(agents) / time, means, wait)
    let queue = PatientPriorities(
      arrivalRates: (rates[0], rates[1]), meanHandleTime: time, agents: agents,
      meanPatiences: (means[0], means[1]))
    return [
      "p_wait": queue.waitProbability, "p_abandon1": queue.abandonedProportions.urgent,
      "p_abandon2": queue.abandonedProportions.other, "asa_all1_s": queue.averageWaits.urgent,
      "asa_all2_s": queue.averageWaits.other, "mean_queue1": queue.meanQueues.urgent,
      "mean_queue2": queue.meanQueues.other, "sl_offered1": queue.urgentServed(within: wait),
      "sl_offered2": queue.otherServed(within: wait),
    ]
  }

  /// The chain of the two queues takes q₁³q₂ steps, the wait of a class as many as departures.
  private static func checkLattice(
    _ rates: [Double], _ service: Double, _ patience: [Double], _ wait: Double
  ) throws {
    func length(_ rate: Double, _ patience: Double) -> Double {
      20 + max(0, rate - service) * patience + 10 * (max(rate, service) * patience).squareRoot()
    }
    let lengths = (
      length(rates[0], patience[0]), length(rates[0] + rates[1], max(patience[0], patience[1]))
    )
    let cells = lengths.0 * lengths.1
    let pace = service + rates[0] + lengths.0 / patience[0] + lengths.1 / patience[1]
    try SolverQueues.checkWork(cells * lengths.0 * lengths.0 + cells * pace * wait)
  }

  /// Engset's loss system where a holding time is given, else the machine-repair queue.
  static func finiteSource(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let sources = try params.count("sources", atLeast: 1)
    let servers = try params.count("servers", atLeast: 1)
    let rate = try params.positive("idle_source_rate_per_s")
    if params.has("mean_hold_s") {
      let system = Engset(
        sources: sources, lines: servers, idleSourceRate: rate,
        meanHoldTime: try params.positive("mean_hold_s"))
      return [
        "time_congestion": system.timeCongestion, "call_congestion": system.callCongestion,
        "mean_busy": system.meanBusy, "carried_erlang": system.meanBusy,
        "occupancy": system.meanBusy / Double(servers),
      ]
    }
    let queue = FiniteSourceQueue(
      sources: sources, agents: servers, idleSourceRate: rate,
      meanHandleTime: try params.positive("mean_service_s"))
    return [
      "p_wait_arrival": queue.waitProbability, "asa_s": queue.averageSpeedOfAnswer,
      "mean_queue": queue.meanQueue, "throughput_per_s": queue.throughput,
      "occupancy": queue.occupancy, "mean_busy": queue.occupancy * Double(servers),
    ]
  }
}

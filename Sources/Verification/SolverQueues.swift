import ContactCenter
import QueueingTheory

/// Families with one stationary queue, by formulas.
enum SolverQueues {
  /// Erlang B.
  static func loss(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let load = try load(params)
    let agents = try params.count("servers", atLeast: 1)
    let system = ErlangB(offeredLoad: load, agents: agents)
    return figures(of: system, agents: agents, lines: agents, within: 0)
  }

  /// Erlang C and A, M/M/n+G, and all of them with a limited number of lines.
  static func queue(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let agents = try params.count("servers", atLeast: 1)
    var lines: Int?
    if params.has("trunks") { lines = try params.count("trunks", atLeast: 1) }
    if params.has("queue_capacity") {
      lines = min(lines ?? .max, agents + (try params.count("queue_capacity")))
    }
    return try queue(
      load: try load(params), handleTime: try exponentialMean(params), agents: agents,
      patience: try QueueFamilies.patience(params), lines: lines,
      within: try QueueFamilies.thresholds(params)[0])
  }

  /// The figures of the model that patience and lines call for.
  static func queue(
    load: Double, handleTime: Double, agents: Int, patience: Distribution, lines: Int?,
    within wait: Double
  ) throws -> SolvedFigures {
    if let lines, lines < agents {
      throw MappingError.unsupported("fewer lines than servers")
    }
    switch (lines, patience) {
    case (nil, .never):
      let queue = try ErlangC(offeredLoad: load, meanHandleTime: handleTime, agents: agents)
      var values = figures(of: queue, agents: agents, lines: nil, within: wait)
      values["asa_waiting_s"] = queue.averageWaitIfWaiting
      // Close to 1 the service level has lost the digits of what it misses.
      values["miss"] = queue.probabilityOfWaiting(longerThan: wait)
      values["p_wait_gt_T"] = values["miss"]
      return values
    case (let lines?, .never):
      return trunked(load, handleTime, agents, lines, nil, wait)
    case (let lines?, .exponential(let mean)):
      return trunked(load, handleTime, agents, lines, mean, wait)
    default:
      let law = try DurationLaw(exactly: patience)
      let queue =
        try lines.map {
          GeneralPatience(
            offeredLoad: load, meanHandleTime: handleTime, agents: agents, patience: law, trunks: $0)
        }
        ?? GeneralPatience(
          offeredLoad: load, meanHandleTime: handleTime, agents: agents, patience: law)
      var values = figures(of: queue, agents: agents, lines: lines, within: wait)
      let entered = 1 - queue.blockingProbability
      values["wait_abandoned_s"] = queue.averageWaitOfAbandoned
      values["p_wait_gt_T"] = queue.probabilityOfWaiting(longerThan: wait) / entered
      return values
    }
  }

  private static func trunked(
    _ load: Double, _ handleTime: Double, _ agents: Int, _ lines: Int, _ patience: Double?,
    _ wait: Double
  ) -> SolvedFigures {
    let queue = TrunkedQueue(
      arrivalRate: load / handleTime, meanHandleTime: handleTime, agents: agents, trunks: lines,
      meanPatience: patience)
    return figures(of: queue, agents: agents, lines: lines, within: wait)
  }

  /// The figures that every queue has, by the definitions in `Docs/Exact-Cases.md`.
  static func figures(
    of queue: some QueueMeasures, agents: Int, lines: Int?, within wait: Double
  ) -> SolvedFigures {
    let entered = 1 - queue.blockingProbability
    let busy = queue.occupancy * Double(agents)
    let served = queue.served(within: wait)
    var values: SolvedFigures = [
      "p_all_busy": queue.waitProbability + queue.blockingProbability,
      "p_immediate": queue.served(within: 0), "p_abandon": queue.abandonedProportion,
      "sl_offered": served, "sl_answered": queue.serviceLevel(within: wait, rule: .ofAnswered),
      "sl_excl_short_ab": queue.serviceLevel(within: wait, rule: .excludingShortAbandons),
      "p_ab_within_T": queue.abandoned(within: wait) / entered,
      "asa_served_s": queue.averageSpeedOfAnswer, "mean_queue": queue.meanQueue,
      "mean_busy": busy, "carried_erlang": busy, "occupancy": queue.occupancy,
    ]
    for name in ["blocking", "p_block"] { values[name] = queue.blockingProbability }
    for name in ["p_wait", "p_wait_entered"] { values[name] = queue.waitProbability / entered }
    for name in ["asa_s", "asa_all_s", "asa_entered_s"] { values[name] = queue.averageWait }
    for name in ["sl", "sl_entered"] { values[name] = served / entered }
    values["miss"] = 1 - served / entered
    if let lines { values["trunk_occupancy"] = (busy + queue.meanQueue) / Double(lines) }
    return values
  }

  /// M/G/n: exact for constant times and for two phases; approximations by their names.
  static func generalService(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let (rate, agents) = (try positiveRate(params), try params.count("servers", atLeast: 1))
    let law = try QueueFamilies.service(params)
    let mean = law.mean
    try checkLoad(rate * mean)
    guard mean > 0, mean.isFinite, let variation = law.cv else {
      throw MappingError.unsupported("no formula for a handling time without mean and variance")
    }
    let formulas = try GeneralService(
      arrivalRate: rate, meanHandleTime: mean, squaredVariation: variation * variation,
      agents: agents)
    var values = try exact(law, rate, agents, try QueueFamilies.thresholds(params)[0])
    values["occupancy"] = formulas.exponential.occupancy
    for name in ["allen_cunneen", "lee_longton_1959"] {
      values["APPROX.\(name)_asa_s"] = formulas.allenCunneen
    }
    values["APPROX.kimura_1986_asa_s"] = formulas.kimura
    values["APPROX.kingman_style_asa_s"] = formulas.sakasegawa
    values["APPROX.cosmetatos_MDc_asa_s"] = formulas.cosmetatosDeterministic
    return values
  }

  /// The exact figures of M/D/n, M/PH/n and M/M/n; none for other laws and for sizes that would
  /// take minutes.
  private static func exact(
    _ law: Distribution, _ rate: Double, _ agents: Int, _ wait: Double
  ) throws -> SolvedFigures {
    let idle = 1 - rate * law.mean / Double(agents)
    switch law {
    case .exponential(let mean):
      return try queue(
        load: rate * mean, handleTime: mean, agents: agents, patience: .never, lines: nil,
        within: wait)
    case .constant(let time) where idle >= 1e-4 && Double(agents) * wait / time <= 1e6:
      let queue = try DeterministicService(arrivalRate: rate, handleTime: time, agents: agents)
      return [
        "p_wait": queue.waitProbability, "asa_s": queue.averageSpeedOfAnswer,
        "mean_queue": queue.meanQueue, "asa_waiting_s": queue.averageWaitIfWaiting,
        "sl": queue.serviceLevel(within: wait), "miss": 1 - queue.serviceLevel(within: wait),
      ]
    case .erlang(phases: 2, let mean) where agents <= 200:
      return try phased(.erlang2(mean: mean), rate, agents, wait)
    case .hyperexponential(let branches) where agents <= 200 && branches.count == 2:
      let law = PhaseTypeService.Law.hyperexponential(
        probability: branches[0].probability, first: branches[0].mean, second: branches[1].mean)
      return try phased(law, rate, agents, wait)
    case .uniform, .triangular, .erlang, .gamma, .lognormal, .weibull, .logLogistic, .hyperexponential,
      .truncatedNormal, .atomAtZero, .empirical, .histogram, .never, .constant:
      return [:]
    }
  }

  private static func phased(
    _ law: PhaseTypeService.Law, _ rate: Double, _ agents: Int, _ wait: Double
  ) throws -> SolvedFigures {
    // As many uniformised steps as departures within the threshold, for a queue of some 1/(1 - ρ).
    let idle = max(1e-12, 1 - rate * law.mean / Double(agents))
    let pace = Double(agents) * (1 / law.means.first + 1 / law.means.second)
    try checkWork((pace * wait + 100) * 35 / idle * Double(agents))
    let queue = try PhaseTypeService(arrivalRate: rate, law: law, agents: agents)
    let level = queue.serviceLevel(within: wait)
    return [
      "p_wait": queue.waitProbability, "asa_s": queue.averageSpeedOfAnswer,
      "mean_queue": queue.meanQueue, "asa_waiting_s": queue.averageWaitIfWaiting, "sl": level,
      "miss": 1 - level,
    ]
  }

  /// The offered load, itself where it is given: close to the number of servers a product of rate
  /// and time has lost the digits of the difference.
  static func load(_ params: Parameters) throws -> Double {
    let isGiven = params.has("load_erlang")
    let load =
      isGiven
      ? try params.positive("load_erlang") : try params.rate() * (try exponentialMean(params))
    try checkLoad(load)
    return load
  }

  /// Calls per second, > 0.
  static func positiveRate(_ params: Parameters) throws -> Double {
    let rate = try params.rate()
    guard rate > 0 else { throw MappingError.defect("the rate must be above 0, found \(rate)") }
    return rate
  }

  /// As many erlangs as a case may have servers.
  static func checkLoad(_ load: Double) throws {
    guard load <= 1e7 else {
      throw MappingError.unsupported("a load of more than ten million erlangs is not solved")
    }
  }

  /// Refuses exact solutions that would take minutes.
  ///
  /// - Parameter steps: about how many additions they need.
  /// - Throws: `MappingError` where they are too many.
  static func checkWork(_ steps: Double) throws {
    guard steps <= 3e9 else {
      throw MappingError.unsupported("an exact solution of this size would take minutes")
    }
  }

  /// The mean of an exponential handling time.
  static func exponentialMean(_ params: Parameters) throws -> Double {
    guard case .exponential(let mean) = try QueueFamilies.service(params) else {
      throw MappingError.unsupported("no formula for this handling time in this model")
    }
    return mean
  }
}

extension DurationLaw {
  /// The formulas' law for one of the simulation's, without any approximation.
  ///
  /// - Throws: `MappingError` for laws that the formulas do not know.
  init(exactly law: Distribution) throws {
    switch law {
    case .never: self = .unlimited
    case .constant(let value): self = .deterministic(value)
    case .exponential(let mean): self = .exponential(mean: mean)
    case .uniform(let low, let high): self = .uniform(low: low, high: high)
    case .erlang(let phases, let mean): self = .gamma(shape: Double(phases), mean: mean)
    case .gamma(let shape, let scale): self = .gamma(shape: shape, mean: shape * scale)
    case .weibull(let shape, let scale): self = .weibull(scale: scale, shape: shape)
    case .lognormal:
      self = .lognormal(mean: law.mean, coefficientOfVariation: law.cv ?? .nan)
    case .hyperexponential(let branches):
      self = .hyperexponential(branches.map { Phase(weight: $0.probability, mean: $0.mean) })
    case .atomAtZero(let atom, let other):
      self = .zero(probability: atom, otherwise: try DurationLaw(exactly: other))
    case .triangular, .logLogistic, .truncatedNormal, .empirical, .histogram:
      throw MappingError.unsupported("no formula for this law of patience")
    }
    guard isValid else {
      throw MappingError.unsupported("no formula for a law of patience with these parameters")
    }
  }
}

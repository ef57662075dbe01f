import ContactCenter

/// Families with one stationary queue.
enum QueueFamilies {
  /// Erlang B: nobody waits.
  ///
  /// The handling time does not matter; it is chosen so that the rate is neither tiny nor huge.
  static func erlangB(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let load = try params.positive("load_erlang")
    let aht = params.has("aht_s") ? try params.positive("aht_s") : min(180, max(load, 1e-6))
    let queue = OneQueue(
      rate: load / aht, agents: try params.count("servers", atLeast: 1),
      service: .exponential(mean: aht), room: 0)
    return try plan(item, queue, effort)
  }

  /// Erlang C and M/G/n: a queue without limit and without abandonment.
  static func erlangC(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let service = try service(params)
    let rate =
      params.has("load_erlang")
      ? try params.positive("load_erlang") / service.mean : try params.rate()
    let queue = OneQueue(
      rate: rate, agents: try params.count("servers", atLeast: 1), service: service,
      thresholds: try thresholds(params))
    return try plan(item, queue, effort)
  }

  /// M/M/n+G, with a limited number of lines where `trunks` is given.
  static func abandonment(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let queue = OneQueue(
      rate: try params.rate(), agents: try params.count("servers", atLeast: 1),
      service: try service(params), patience: try patience(params),
      thresholds: try thresholds(params),
      room: params.has("queue_capacity") ? try params.count("queue_capacity") : nil,
      lines: params.has("trunks") ? try params.count("trunks", atLeast: 1) : nil)
    return try plan(item, queue, effort)
  }

  /// A menu in front of the agents; menu, queue and conversation hold a line.
  static func menuAndLines(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let share = try params.share("p_to_agent")
    let listening = try params.positive("mean_ivr_s")
    let rate = try params.rate()
    let queue = OneQueue(
      rate: rate, agents: try params.count("servers", atLeast: 1), service: try service(params),
      patience: try patience(params), thresholds: try thresholds(params),
      lines: try params.count("trunks", atLeast: 1))
    var scenario = queue.scenario(named: item.id)
    var menu = Scenario.Menu(name: "menu", prompt: .exponential(mean: listening))
    menu.choices = [
      Scenario.MenuChoice(label: "agent", share: share, to: .agent),
      Scenario.MenuChoice(label: "information", share: 1 - share, to: .selfServed),
    ]
    scenario.ivr.menus = [menu]
    scenario.contactTypes[0].menu = "menu"
    var toAgents = queue
    toAgents.rate *= share
    let length = try RunLength.plan(
      rate: rate, relaxation: max(listening, toAgents.relaxation),
      filling: listening + toAgents.filling, tail: 0,
      contacts: effort.contacts(weight: 2))
    var plan = CasePlan(item)
    let scope = FigureScope(agents: queue.agents)
    let checks = plan.checks(try item.figures()) { Figures.estimator($0, scope) }
    plan.runs = [CaseRun(scenario, length, checks: checks)]
    return plan
  }

  /// Callers who try again after a busy signal, or after giving up.
  static func retrials(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let isLoss = !params.has("mean_patience_s") && !params.has("patience")
    let delay = try params.positive("mean_retry_s")
    let share = try params.share(params.has("redial_prob") ? "redial_prob" : "persistence")
    let queue = OneQueue(
      rate: try params.rate(), agents: try params.count("servers", atLeast: 1),
      service: try service(params), patience: try patience(params),
      thresholds: try thresholds(params), room: isLoss ? 0 : nil)
    var scenario = queue.scenario(named: item.id)
    let redial = Scenario.Redial(probabilities: [share], delay: .exponential(mean: delay))
    if isLoss {
      scenario.contactTypes[0].redialAfterBusy = redial
    } else {
      scenario.contactTypes[0].redialAfterAbandon = redial
    }
    let length = try RunLength.plan(
      rate: queue.rate, relaxation: retrialRelaxation(queue, delay, share, isLoss),
      filling: queue.filling, tail: 0,
      contacts: effort.contacts(weight: 4))
    var plan = CasePlan(item)
    let scope = FigureScope(agents: queue.agents)
    let checks = plan.checks(try item.figures()) { Figures.estimator($0, scope) }
    plan.runs = [CaseRun(scenario, length, checks: checks)]
    return plan
  }

  /// Callers in the orbit come back on average after `delay`, and those who always come back wait
  /// there as in a queue.
  private static func retrialRelaxation(
    _ queue: OneQueue, _ delay: Seconds, _ share: Double, _ isLoss: Bool
  ) -> Seconds {
    let aht = queue.service.mean
    let inOrbit = delay / max(1 - share, 0.05)
    let loss = max(aht, inOrbit) + delay + aht
    guard isLoss, share > 0.95 else { return max(loss, isLoss ? 0 : queue.relaxation + inOrbit) }
    let waiting = Relaxation.queue(
      servers: queue.agents, load: queue.load, service: queue.service)
    return waiting * (1 + delay / aht)
  }

  // MARK: Common parts

  private static func plan(
    _ item: ExactCase, _ queue: OneQueue, _ effort: Effort
  ) throws -> CasePlan {
    var plan = CasePlan(item)
    let scope = FigureScope(
      agents: queue.agents, blockedMeansBusy: (queue.lines ?? .max) >= queue.agents)
    let checks = plan.checks(try item.figures()) { Figures.estimator($0, scope) }
    if item.hasApproximations {
      plan.skip("APPROX", "values of approximation formulas, not of the model")
    }
    plan.runs = [try queue.run(named: item.id, effort: effort, checks: checks)]
    return plan
  }

  /// The handling time from `aht_s`, `service` or `service_s` (constant).
  static func service(_ params: Parameters) throws -> Distribution {
    if params.has("service") { return try LawReading.law(params.values["service"] ?? .null) }
    if params.has("service_s") { return .constant(try params.positive("service_s")) }
    return .exponential(mean: try params.positive("aht_s"))
  }

  /// The patience from `patience` or `mean_patience_s`, none without them; `p_zero_patience` of the
  /// callers do not wait at all.
  static func patience(_ params: Parameters) throws -> Distribution {
    var law = Distribution.never
    if params.has("patience") {
      law = try LawReading.law(params.values["patience"] ?? .null)
    } else if params.has("mean_patience_s") {
      law = .exponential(mean: try params.positive("mean_patience_s"))
    }
    guard params.has("p_zero_patience") else { return law }
    let atom = try params.share("p_zero_patience")
    return atom > 0 ? .atomAtZero(atom: atom, otherwise: law) : law
  }

  /// The acceptable wait; 20 s where none is given, for no figure uses it then.
  static func thresholds(_ params: Parameters) throws -> [Seconds] {
    [params.has("threshold_s") ? try params.nonNegative("threshold_s") : 20]
  }
}

import ContactCenter
import QueueingTheory

/// Bots with sessions for all or a limited number, in front of agents.
enum BotFamilies {
  static func bot(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let rate = try params.positive("contacts_per_hour") / 3600
    let bot = try self.bot(params)
    let time = params.has("aht_s") ? try params.positive("aht_s") : 300
    // Returns to a limited number of sessions have no formula; without the limit it is near enough for the
    // length of a run.
    let hasFormula = bot.returnsTo == .agents || bot.falseContainment == 0
    let formula = BotSessions(
      arrivalRate: rate, meanSession: bot.session.mean, sessions: hasFormula ? bot.sessions : nil,
      containment: bot.containment, falseContainment: bot.falseContainment,
      meanReturnDelay: bot.returnAfter.mean, returnsToBot: bot.returnsTo == .bot)
    let load = min(
      rate * time * max(1, bot.handlingFactor),
      formula.agentLoad(handleTime: time, uplift: bot.handlingFactor))
    let all = rate * time * max(1, bot.handlingFactor)
    let many = Int((all + 10 * all.squareRoot() + 20).rounded(.up))
    let agents = params.has("agents") ? try params.count("agents", atLeast: 1) : many
    let service = Distribution.exponential(mean: time)
    let outside = bot.falseContainment > 0 ? bot.returnAfter.mean : 0
    let relaxation =
      Relaxation.queue(servers: agents, load: load, service: service) + bot.session.mean
      + outside / (1 - min(0.99, bot.containment * bot.falseContainment))
    let length = try RunLength.plan(
      rate: rate, relaxation: relaxation, filling: 2 * outside, tail: 0,
      contacts: effort.contacts(weight: 3))
    var queue = OneQueue(
      rate: rate, agents: agents, service: service,
      thresholds: params.has("threshold_s") ? [try params.nonNegative("threshold_s")] : [20])
    var scenario = queue.scenario(named: item.id)
    scenario.bots = [bot]
    scenario.contactTypes[0].bot = Link(bot.name)
    var plan = CasePlan(item)
    let figures = try item.figures()
    let outage = figures.filter { $0.name == "outage_load_erlang" }
    let checks = plan.checks(figures.filter { $0.name != "outage_load_erlang" }) {
      estimator($0, FigureScope(agents: agents))
    }
    plan.runs = [CaseRun(scenario, length, checks: checks)]
    guard !outage.isEmpty else { return plan }
    queue.agents = many
    var down = queue.scenario(named: item.id)
    down.bots = [bot]
    down.contactTypes[0].bot = Link(bot.name)
    down.bots[0].outages = [.init(from: 0, to: ScenarioLimits.length)]
    let short = try RunLength.plan(
      rate: rate, relaxation: time, tail: 0, contacts: effort.contacts(weight: 10))
    plan.runs.append(
      CaseRun(
        down, short, label: "outage",
        checks: plan.checks(outage) { _ in .bots(\.work, over: \.time) }))
    return plan
  }

  private static func bot(_ params: Parameters) throws -> Scenario.Bot {
    var bot = Scenario.Bot(
      name: "bot", session: try session(params), containment: try params.share("containment"))
    bot.sessions =
      params.has("bot_session_capacity") ? try params.count("bot_session_capacity", atLeast: 1) : nil
    bot.falseContainment = params.has("false_containment") ? try params.share("false_containment") : 0
    if params.has("mean_return_delay_s") {
      bot.returnAfter = .exponential(mean: try params.positive("mean_return_delay_s"))
    }
    switch params.values["return_to"]?.text {
    case nil, "human": bot.returnsTo = .agents
    case "bot": bot.returnsTo = .bot
    case let other?: throw MappingError.unsupported("returns to \"\(other)\" are not known")
    }
    bot.handlingFactor =
      params.has("aht_uplift_after_bot") ? try params.positive("aht_uplift_after_bot") : 1
    if bot.returnsTo == .bot, bot.handlingFactor != 1, bot.sessions != nil, bot.falseContainment > 0 {
      throw MappingError.unsupported(
        "the handling time of a customer who comes back and finds no session is not said")
    }
    return bot
  }

  private static func session(_ params: Parameters) throws -> Distribution {
    let mean = try params.positive("mean_session_s")
    switch params.values["session_law"]?.text ?? "exponential" {
    case "exponential": return .exponential(mean: mean)
    case "constant": return .constant(mean)
    case "lognormal": return .lognormal(mean: mean, cv: try params.positive("session_cv"))
    case let other: throw MappingError.unsupported("the law `\(other)` is not known")
    }
  }

  private static func estimator(_ name: String, _ scope: FigureScope) -> Estimator? {
    switch name {
    case "p_overflow_per_attempt":
      return .share { ($0.bots(\.overflow), $0.bots(\.attempts)) }
    case "bot_attempts_per_hour": return .botsPerHour(\.attempts)
    case "overflow_per_hour": return .botsPerHour(\.overflow)
    case "escalations_per_hour": return .botsPerHour(\.escalated)
    case "human_contacts_per_hour": return .botsPerHour(\.toAgents)
    case "bot_solved_per_hour": return .botsPerHour(\.solved)
    case "mean_sessions": return .bots(\.sessionTime, over: \.time)
    case "mean_awaiting_return": return .bots(\.awaitingTime, over: \.time)
    case "human_load_erlang": return .bots(\.work, over: \.time)
    case "subtraction_plan_erlang": return .bots(\.workBySubtraction, over: \.time)
    case "need_over_plan":
      return .mean {
        let (work, plan) = ($0.bots(\.work), $0.bots(\.workBySubtraction))
        return (work - plan, plan, $0.bots(\.toAgents))
      }
    case "plan_short_by":
      return .mean {
        let (work, plan) = ($0.bots(\.work), $0.bots(\.workBySubtraction))
        return (work - plan, work, $0.bots(\.toAgents))
      }
    case "human_p_wait": return Figures.estimator("p_wait", scope)
    case "human_asa_s": return Figures.estimator("asa", scope)
    case "human_sl": return Figures.estimator("sl", scope)
    case "human_mean_queue": return Figures.estimator("mean_queue", scope)
    default: return nil
    }
  }
}

extension TallyView {
  /// A sum of what is counted of bots.
  fileprivate func bots(_ field: (BotTally) -> Double) -> Double {
    tallies.bots.reduce(0) { $0 + field($1) }
  }
}

extension Estimator {
  /// A ratio of what is counted of bots.
  fileprivate static func bots(
    _ sum: KeyPath<BotTally, Double> & Sendable, over number: KeyPath<BotTally, Double> & Sendable
  ) -> Estimator {
    .mean { view in
      (view.bots { $0[keyPath: sum] }, view.bots { $0[keyPath: number] }, view.bots(\.attempts))
    }
  }

  /// So many an hour.
  fileprivate static func botsPerHour(_ count: KeyPath<BotTally, Double> & Sendable) -> Estimator {
    .mean { view in
      let sum = view.bots { $0[keyPath: count] }
      return (sum * 3600, view.bots(\.time), sum)
    }
  }
}

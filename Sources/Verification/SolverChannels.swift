import ContactCenter
import Foundation
import QueueingTheory

/// Families of chat, threads, work that can wait and bots, by formulas.
enum SolverChannels {
  private static func perSecond(_ params: Parameters, _ key: String) throws -> Double {
    try params.positive(key) / 3600
  }

  // MARK: - Chat

  /// Chat with several at a time; the family `chat` calls some of the same things otherwise.
  static func chat(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let rate = try perSecond(params, "chats_per_hour")
    let isFirst = params.has("mean_single_chat_s")
    let work = try params.positive(isFirst ? "mean_single_chat_s" : "mean_single_chat_work_s")
    let agents = try params.count("agents", atLeast: 1)
    let law = params.values["work_law"]?.text ?? "exponential"
    guard let table = params.values["per_chat_speed"]?.members else {
      return try sharing(params, rate: rate, work: work, agents: agents)
    }
    let slots = try params.count(isFirst ? "max_concurrent" : "slots_per_agent", atLeast: 1)
    let speeds = try (1...slots).map { load in
      guard let speed = table["\(load)"]?.number, speed > 0 else {
        throw MappingError.defect("`per_chat_speed` needs a speed above 0 for \(load)")
      }
      return speed
    }
    let limit = params.has("queue_limit") ? try params.count("queue_limit") : nil
    // One agent who refuses what has no slot is a product form; all others need exponential work.
    guard law == "exponential" || (agents == 1 && limit == 0 && !params.has("mean_session_patience_s"))
    else {
      throw MappingError.unsupported("no formula for chats whose work is not exponential")
    }
    let routing: ChatAgents.Routing
    switch params.values["routing"]?.text ?? "least_loaded" {
    case "least_loaded": routing = .leastLoaded
    case "most_loaded": routing = .mostLoaded
    case let other: throw MappingError.unsupported("no formula for the routing \(other)")
    }
    let patience = isFirst ? "mean_patience_s" : "mean_queue_patience_s"
    do {
      let chat = try ChatAgents(
        arrivalRate: rate, meanWork: work, agents: agents, speeds: speeds,
        meanPatience: params.has(patience) ? try params.positive(patience) : nil,
        meanSessionPatience: params.has("mean_session_patience_s")
          ? try params.positive("mean_session_patience_s") : nil,
        queueLimit: limit, routing: routing)
      var values = figures(of: chat, within: try QueueFamilies.thresholds(params)[0])
      if let shortcut = try? ErlangC(
        arrivalRate: rate, meanHandleTime: work / Double(slots), agents: agents)
      {
        values["shortcut_p_wait"] = shortcut.waitProbability
        values["shortcut_asa_s"] = shortcut.averageSpeedOfAnswer
      }
      return values
    } catch let problem as QueueTooLarge {
      throw MappingError.unsupported(problem.description)
    }
  }

  private static func figures(of chat: ChatAgents, within wait: Double) -> SolvedFigures {
    var values: SolvedFigures = [
      "p_wait": chat.waitProbability, "p_abandon": chat.abandonedProportion,
      "p_abandon_queue": chat.abandonedProportion, "p_abandon_session": chat.abandonedInSession,
      "p_blocked": chat.blockingProbability, "asa_all_s": chat.meanQueue / chat.arrivalRate,
      "asa_started_s": chat.averageSpeedOfAnswer, "mean_queue": chat.meanQueue,
      "sl_offered": chat.served(within: wait), "mean_chats_in_service": chat.meanChats,
      "mean_chats_in_session": chat.meanChats, "mean_chat_duration_s": chat.meanSessionDuration,
      "mean_session_duration_s": chat.meanSessionDuration, "slot_utilisation": chat.slotUse,
      "duration_of_600s_chat_s": 600 * chat.meanSessionDuration / chat.meanWork,
    ]
    values["occupancy_active"] = chat.activeProportion
    values["mean_active_agents"] = chat.activeProportion.map { $0 * Double(chat.agents) }
    values["mean_concurrency_when_active"] = chat.meanConcurrency
    values["effort"] = chat.effort
    for (load, share) in (chat.loadShares ?? []).enumerated() {
      values["share_agents_with_\(load)"] = share
    }
    return values
  }

  /// One agent without a limit of slots whose speed is shared out.
  private static func sharing(
    _ params: Parameters, rate: Double, work: Double, agents: Int
  ) throws -> SolvedFigures {
    guard agents == 1, !params.has("slots_per_agent"), !params.has("mean_queue_patience_s"),
      !params.has("mean_session_patience_s"), params.values["per_chat_speed"]?.text?.hasPrefix("1/k") == true
    else { throw MappingError.unsupported("no formula for this table of speeds") }
    let shared = try ProcessorSharing(arrivalRate: rate, meanWork: work)
    var values: SolvedFigures = [
      "mean_chats_in_session": shared.meanPresent, "mean_session_duration_s": shared.meanDuration,
      "occupancy_active": shared.load, "effort": shared.load,
      "duration_of_600s_chat_s": shared.meanDuration(ofWork: 600),
    ]
    for load in 0...20 { values["share_agents_with_\(load)"] = shared.probability(of: load) }
    return values
  }

  // MARK: - Threads

  /// Erlang-R at rest, and its wave with agents for all.
  static func returning(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    guard params.has("threads_per_hour_mean") else { return try returningAtRest(params) }
    guard !params.has("agents") else {
      throw MappingError.unsupported("no formula for a wave of threads and a number of agents")
    }
    func law(_ prefix: String, mean: Double) throws -> ReturningWave.Law {
      switch params.values["\(prefix)_law"]?.text ?? "exponential" {
      case "exponential": .exponential(mean)
      case "constant": .constant(mean)
      case "uniform_0_2m": .uniform(mean)
      case let other: throw MappingError.unsupported("no formula for the law \(other)")
      }
    }
    let (turn, period) = (try params.positive("turn_work_s"), try params.positive("period_s"))
    let share = try returnShare(params)
    let thinking = try params.nonNegative("mean_thinking_s")
    let threads = try perSecond(params, "threads_per_hour_mean")
    let wave = ReturningWave(
      period: period, turn: try law("turn_work", mean: turn), returnProbability: share,
      thinking: try law("thinking", mean: thinking))
    let load = threads * turn / (1 - share)
    let swing = load * (try params.nonNegative("arrival_relative_amplitude"))
    var values: SolvedFigures = [
      "agent_load_erlang": load, "thinking_mean": threads * thinking * share / (1 - share),
      "sin_component_erlang": swing * wave.load.sine, "cos_component_erlang": swing * wave.load.cosine,
      "relative_amplitude": wave.load.amplitude, "lag_min": wave.load.lag / 60,
      "thinking_relative_amplitude": wave.thinking.amplitude,
      "thinking_lag_min": wave.thinking.lag / 60,
      "one_block_relative_amplitude": wave.oneBlock.amplitude,
      "one_block_lag_min": wave.oneBlock.lag / 60,
      "instant_relative_amplitude": wave.instant.amplitude, "instant_lag_min": wave.instant.lag / 60,
    ]
    for eighth in 0..<8 {
      // The mean over an eighth of the period.
      let (low, high) = (Double(eighth) * .pi / 4, Double(eighth + 1) * .pi / 4)
      values["mean_busy_eighth_\(eighth)"] =
        load + swing
        * (wave.load.sine * (cos(low) - cos(high)) + wave.load.cosine * (sin(high) - sin(low)))
        / (high - low)
    }
    return values
  }

  private static func returnShare(_ params: Parameters) throws -> Double {
    let share = try params.share("p_return")
    guard share < 1 else { throw MappingError.defect("`p_return` must be below 1") }
    return share
  }

  private static func returningAtRest(_ params: Parameters) throws -> SolvedFigures {
    guard params.values["turn_work_law"]?.text ?? "exponential" == "exponential" else {
      throw MappingError.unsupported("no formula for turns that are not exponential")
    }
    let rate = try perSecond(params, "threads_per_hour")
    let (turn, share) = (try params.positive("turn_work_s"), try returnShare(params))
    try SolverQueues.checkLoad(rate * turn / (1 - share))
    let threads = try ReturningWork(
      arrivalRate: rate, meanTurn: turn, returnProbability: share,
      meanThinking: try params.nonNegative("mean_thinking_s"),
      agents: try params.count("agents", atLeast: 1))
    let turns = threads.turns
    var values: SolvedFigures = [
      "agent_load_erlang": turns.offeredLoad, "turns_per_thread": threads.turnsPerThread,
      "mean_thinking": threads.meanThinkers, "p_wait_turn": turns.waitProbability,
      "p_wait_first_turn": turns.waitProbability, "asa_turn_s": turns.averageSpeedOfAnswer,
      "sl_turn": turns.serviceLevel(within: try QueueFamilies.thresholds(params)[0]),
      "mean_queue": turns.meanQueue, "mean_open_threads": threads.meanOpen,
      "thread_duration_s": threads.meanDuration,
    ]
    if params.has("p_wait_target") {
      values["agents_needed"] = Double(
        ErlangC.requiredAgents(
          offeredLoad: turns.offeredLoad, meanHandleTime: turn,
          goals: [.waitProbability(atMost: try params.share("p_wait_target"))]))
    }
    return values
  }

  // MARK: - Work that can wait

  /// Backlogs of nights and weeks, and of callbacks after a surge, as fluids.
  static func deferrable(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    do {
      if params.has("stages") { return try surge(params) }
      let cycle = try params.positive("cycle_h")
      let arrivals = try rates(params, "arrivals_per_hour", "rate", cycle)
      let capacities = try rates(params, "open_and_capacity_per_hour", "capacity", cycle)
      let borders = Set(arrivals.flatMap { [$0.from, $0.to] } + capacities.flatMap { [$0.from, $0.to] })
        .union([0, cycle]).sorted()
      func rate(_ list: [Rate], _ time: Double) -> Double {
        list.first { $0.from <= time && time < $0.to }?.perHour ?? 0
      }
      let stages = zip(borders, borders.dropFirst()).map { low, high in
        DeferrableBacklog.Stage(
          length: (high - low) * 3600, arrivalRate: rate(arrivals, low) / 3600,
          capacity: rate(capacities, low) / 3600)
      }
      return figures(
        of: try DeferrableBacklog(stages: stages, isCyclic: true),
        for: (item.outputs.members ?? [:]).keys.sorted())
    } catch let problem as DeferrableBacklog.TooLittleCapacity {
      throw MappingError.unsupported(
        "\(problem.arrivals) pieces of work come, and \(problem.capacity) can be done")
    }
  }

  /// So many an hour from one hour to another.
  private struct Rate {
    var from: Double
    var to: Double
    var perHour: Double
  }

  private static func rates(
    _ params: Parameters, _ key: String, _ rate: String, _ cycle: Double
  ) throws -> [Rate] {
    try params.list(key).map {
      let part = Parameters($0)
      let (from, to) = (try part.nonNegative("from_h"), try part.positive("to_h"))
      guard from < to, to <= cycle else {
        throw MappingError.defect("`\(key)` has a part from \(from) h to \(to) h of a cycle of \(cycle) h")
      }
      return Rate(from: from, to: to, perHour: try part.nonNegative(rate))
    }
  }

  private static func figures(of backlog: DeferrableBacklog, for names: [String]) -> SolvedFigures {
    var values: SolvedFigures = [
      "mean_age_h": backlog.meanAge(.elapsed) / 3600, "max_age_h": backlog.longestAge(.elapsed) / 3600,
      "mean_age_business_h": backlog.meanAge(.business) / 3600,
      "max_age_business_h": backlog.longestAge(.business) / 3600,
      "backlog_max": backlog.largestBacklog, "mean_backlog": backlog.meanBacklog,
      "carried_over_midnight": backlog.backlogAtEnd, "items_per_cycle": backlog.items,
    ]
    values["backlog_at_opening"] = backlog.backlogAtOpening
    values["cleared_at_h"] = backlog.clearedAt.map { $0 / 3600 }
    for name in names {
      guard name.hasPrefix("share_within_"),
        let hours = Double(name.dropFirst("share_within_".count).prefix { $0 != "h" })
      else { continue }
      values[name] = backlog.share(
        within: hours * 3600, name.hasSuffix("_business") ? .business : .elapsed)
    }
    return values
  }

  /// Callbacks for those whom a surge leaves without an agent.
  private static func surge(_ params: Parameters) throws -> SolvedFigures {
    let capacity = try params.positive("capacity_per_hour")
    let accepting = try params.share("accept_prob")
    let stages = try params.list("stages").map {
      let part = Parameters($0)
      return (length: try part.positive("duration_h"), rate: try part.nonNegative("calls_per_hour"))
    }
    let backlog = try DeferrableBacklog(
      stages: stages.map {
        DeferrableBacklog.Stage(
          length: $0.length * 3600, arrivalRate: max(0, $0.rate - capacity) * accepting / 3600,
          capacity: max(0, capacity - $0.rate) / 3600)
      }, isCyclic: false)
    let over = stages.reduce(0) { $0 + max(0, $1.rate - capacity) * $1.length }
    var values: SolvedFigures = [
      "tickets": over * accepting, "lost_callers": over * (1 - accepting),
      "list_max": backlog.largestBacklog, "mean_delay_h": backlog.meanAge(.elapsed) / 3600,
      "max_delay_h": backlog.longestAge(.elapsed) / 3600,
    ]
    if let empty = backlog.emptyAt, let last = stages.lastIndex(where: { $0.rate > capacity }) {
      values["list_empty_at_h"] = empty / 3600
      values["cleared_after_last_surge_h"] =
        empty / 3600 - stages[...last].reduce(0) { $0 + $1.length }
    }
    return values
  }

  // MARK: - Bots

  /// Bots with sessions for all or a limited number, in front of agents for all or a number of them.
  static func bot(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let sessions =
      params.has("bot_session_capacity") ? try params.count("bot_session_capacity", atLeast: 1) : nil
    let falsely = try params.share("false_containment")
    let returnsToBot = params.values["return_to"]?.text == "bot"
    guard !returnsToBot || sessions == nil || falsely == 0 else {
      throw MappingError.unsupported("no formula for returns to a limited number of sessions")
    }
    let bot = BotSessions(
      arrivalRate: try perSecond(params, "contacts_per_hour"),
      meanSession: try params.positive("mean_session_s"), sessions: sessions,
      containment: try params.share("containment"), falseContainment: falsely,
      meanReturnDelay: params.has("mean_return_delay_s") ? try params.nonNegative("mean_return_delay_s") : 0,
      returnsToBot: returnsToBot)
    var values: SolvedFigures = [
      "p_overflow_per_attempt": bot.overflowProbability, "bot_attempts_per_hour": bot.attemptRate * 3600,
      "overflow_per_hour": bot.overflowRate * 3600, "escalations_per_hour": bot.escalationRate * 3600,
      "human_contacts_per_hour": bot.agentRate * 3600, "mean_sessions": bot.meanSessions,
      "mean_awaiting_return": bot.meanAwaitingReturn, "bot_solved_per_hour": bot.solvedRate * 3600,
    ]
    guard params.has("aht_s") else { return values }
    let time = try params.positive("aht_s")
    let uplift = params.has("aht_uplift_after_bot") ? try params.positive("aht_uplift_after_bot") : 1
    let load = bot.agentLoad(handleTime: time, uplift: uplift)
    let plan = bot.subtractionLoad(handleTime: time)
    values["human_load_erlang"] = load
    values["subtraction_plan_erlang"] = plan
    values["outage_load_erlang"] = bot.arrivalRate * time
    values["need_over_plan"] = load / plan - 1
    values["plan_short_by"] = 1 - plan / load
    // Sessions without a limit keep the streams Poisson; handling times of one law are Erlang C.
    if params.has("agents"), sessions == nil, uplift == 1 {
      let queue = try ErlangC(
        offeredLoad: load, meanHandleTime: time, agents: try params.count("agents", atLeast: 1))
      values["human_p_wait"] = queue.waitProbability
      values["human_asa_s"] = queue.averageSpeedOfAnswer
      values["human_mean_queue"] = queue.meanQueue
      values["human_sl"] = queue.serviceLevel(within: try QueueFamilies.thresholds(params)[0])
    }
    return values
  }
}

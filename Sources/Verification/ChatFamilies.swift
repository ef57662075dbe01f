import ContactCenter

/// Families of conversations in writing, several at once with one agent.
enum ChatFamilies {
  /// Chats by their speeds, least or most loaded, with patience in the queue and in the session.
  static func chat(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let rate = try params.positive("chats_per_hour") / 3600
    let isFirst = params.has("mean_single_chat_s")
    let mean = try params.positive(isFirst ? "mean_single_chat_s" : "mean_single_chat_work_s")
    let agents = try params.count("agents", atLeast: 1)
    let most = ScenarioLimits.slots.upperBound
    let isLimited = isFirst || params.has("slots_per_agent")
    let slots =
      isLimited ? try params.count(isFirst ? "max_concurrent" : "slots_per_agent", atLeast: 1) : most + 1
    guard slots <= most else {
      throw MappingError.unsupported("an agent of the simulation has at most \(most) slots")
    }
    let capacity = try capacity(params, slots: slots)
    let patience = isFirst ? "mean_patience_s" : "mean_queue_patience_s"
    var queue = OneQueue(
      rate: rate, agents: agents, service: try work(params, mean: mean),
      patience: params.has(patience) ? .exponential(mean: try params.positive(patience)) : .never,
      thresholds: try QueueFamilies.thresholds(params),
      room: params.has("queue_limit") ? try params.count("queue_limit") : nil)
    var scenario = queue.scenario(named: item.id)
    scenario.contactTypes[0].channel = .chat
    scenario.agentGroups[0].capacity = capacity
    if params.has("mean_session_patience_s") {
      var session = Scenario.Session()
      session.patience = .exponential(mean: try params.positive("mean_session_patience_s"))
      scenario.contactTypes[0].session = session
    }
    // For how long it remembers: as many servers as slots, each as slow as all slots taken make it.
    let slowest = capacity.speed(of: slots)
    queue.agents = agents * slots
    queue.service = .exponential(mean: mean / slowest)
    let length = try RunLength.plan(
      rate: rate, relaxation: queue.relaxation, filling: queue.filling, tail: 0,
      contacts: effort.contacts(weight: 3))
    var plan = CasePlan(item)
    let scope = Scope(agents: Double(agents), slots: Double(slots))
    let checks = plan.checks(try item.figures()) { estimator($0, scope) }
    plan.runs = [CaseRun(scenario, length, checks: checks)]
    return plan
  }

  private static func capacity(_ params: Parameters, slots: Int) throws -> Scenario.Capacity {
    var capacity = Scenario.Capacity()
    capacity.slots = [.chat: slots]
    let speeds = params.values["per_chat_speed"]
    if let table = speeds?.members {
      capacity.speeds = try (1...slots).map { load in
        guard let speed = table["\(load)"]?.number, speed > 0 else {
          throw MappingError.defect("`per_chat_speed` needs a speed above 0 for \(load)")
        }
        return speed
      }
    } else if speeds?.text?.hasPrefix("1/k") == true {
      capacity.speeds = (1...slots).map { 1 / Double($0) }
    } else if speeds != nil {
      throw MappingError.unsupported("the table of speeds is not understood")
    }
    switch params.values["routing"]?.text ?? "least_loaded" {
    case "least_loaded": capacity.fill = .fewest
    case "most_loaded": capacity.fill = .most
    case let other: throw MappingError.unsupported("the routing \(other) is not known")
    }
    return capacity
  }

  private static func work(_ params: Parameters, mean: Double) throws -> Distribution {
    switch params.values["work_law"]?.text ?? "exponential" {
    case "exponential": return .exponential(mean: mean)
    case "constant": return .constant(mean)
    case "lognormal":
      let cv = try params.positive("work_cv")
      return try LawReading.law(
        .object(["dist": .string("lognormal"), "mean_s": .number(mean), "cv": .number(cv)]))
    case let other: throw MappingError.unsupported("the law `\(other)` is not known")
    }
  }

  private struct Scope: Sendable {
    let agents: Double
    let slots: Double
  }

  private static func estimator(_ name: String, _ scope: Scope) -> Estimator? {
    func of(
      _ part: @escaping @Sendable (ContactTally) -> Double,
      _ whole: @escaping @Sendable (ContactTally) -> Double
    ) -> Estimator {
      .share { ($0.contacts(nil, part), $0.contacts(nil, whole)) }
    }
    /// A mean over the judged time of what agents do.
    func load(
      _ part: @escaping @Sendable (AgentTally) -> Double, per agents: Double
    ) -> Estimator {
      .mean { ($0.groups(nil, part) / agents, $0.groups(nil, \.time), $0.groups(nil, \.answered)) }
    }
    switch name {
    case "p_wait": return of(\.queued, \.attempts)
    case "p_blocked": return of(\.blocked, \.attempts)
    case "p_abandon", "p_abandon_queue": return of(\.abandoned, \.attempts)
    case "p_abandon_session":
      return .share { view in
        (
          view.tallies.outcomes.reduce(0) { $0 + $1.sessionsLeft },
          view.contacts(nil, view.everything, \.attempts)
        )
      }
    case "asa_all_s":
      return .mean { ($0.contacts(nil, \.wait), $0.contacts(nil, \.attempts), $0.contacts(nil, \.queued)) }
    case "asa_started_s":
      return .mean {
        ($0.contacts(nil, \.waitAnswered), $0.contacts(nil, \.answered), $0.contacts(nil, \.queued))
      }
    case "mean_chat_duration_s", "mean_session_duration_s":
      return .mean {
        ($0.contacts(nil, \.talkTime), $0.contacts(nil, \.answered), $0.contacts(nil, \.answered))
      }
    case "mean_chats_in_service", "mean_chats_in_session": return load(\.slotTime, per: 1)
    case "mean_active_agents": return load(\.handling, per: 1)
    case "occupancy_active": return load(\.handling, per: scope.agents)
    case "slot_utilisation": return load(\.slotTime, per: scope.agents * scope.slots)
    case "effort": return load(\.effort, per: scope.agents)
    case "mean_concurrency_when_active":
      return .mean {
        ($0.groups(nil, \.slotTime), $0.groups(nil, \.handling), $0.groups(nil, \.answered))
      }
    case let share where share.hasPrefix("share_agents_with_"):
      guard let number = Int(share.dropFirst("share_agents_with_".count)), number >= 0 else { return nil }
      return Estimator(isShare: false, isFraction: true) { view in
        let times = view.tallies.timesWith.first ?? []
        let time = times.indices.contains(number) ? times[number] : 0
        return Sample(x: time, y: times.reduce(0, +), support: view.groups(nil, \.answered))
      }
    case "sl_offered", "mean_queue": return Figures.estimator(name, FigureScope())
    default: return nil
    }
  }
}

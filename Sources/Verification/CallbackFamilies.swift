import ContactCenter
import Glibc

/// Families with callers who are called back.
enum CallbackFamilies {
  // MARK: Families

  /// A list that comes after all who wait, offered when all agents are busy and the queue is long enough.
  static func list(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let time = try params.positive("aht_inbound_s")
    var queue = try oneQueue(params, time: time, patience: "mean_patience_s")
    queue.thresholds = [20]
    var callback = Scenario.Callback.immediate(.whenIdle)
    callback.offer.whenQueue = try params.count("queue_threshold_K")
    let accepts = try params.share("accept_prob")
    callback.acceptance = .probability(accepts)
    callback.reserve = try params.count("reserve")
    let (own, least) = (try params.positive("aht_callback_s"), callback.offer.whenQueue)
    callback.talk = .exponential(mean: own)
    let relaxation = try listRelaxation(
      queue, reserve: callback.reserve, time: max(time, own)
    ) { $0 >= least ? accepts : 0 }
    return try plan(item, queue, callback, relaxation, effort) { name in
      switch name {
      case "p_callback": .share { ($0.contacts(nil, \.callbacks), $0.contacts(nil, \.offered)) }
      case "p_abandon_all": .share { ($0.contacts(nil, \.abandoned), $0.contacts(nil, \.offered)) }
      case "mean_callback_delay_s": delay
      default: figure(name, queue.agents)
      }
    }
  }

  /// Tickets that keep the place in one queue.
  static func virtualHold(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    var queue = try oneQueue(
      params, time: try params.positive("aht_s"), patience: "mean_patience_of_decliners_s")
    queue.thresholds = try QueueFamilies.thresholds(params)
    var callback = Scenario.Callback.immediate(.virtualHold)
    let accepts = try params.share("accept_prob")
    callback.acceptance = .probability(accepts)
    callback.dialing.ring = try params.nonNegative("dial_time_s")
    callback.dialing.reach = [try params.share("reach_probability")]
    guard callback.dialing.reach == [1] else {
      throw MappingError.unsupported("not simulated: it is not said what follows an attempt in vain")
    }
    let service = 1 / queue.service.mean * Double(queue.agents)
    let patient = queue.patience == .never ? 1 : accepts
    guard queue.rate * patient < service else {
      throw MappingError.unsupported("not simulated: the queue grows for ever and never settles")
    }
    let distance = service.squareRoot() - (queue.rate * patient).squareRoot()
    let waits = queue.patience == .never ? 0 : 3 * queue.patience.mean
    let relaxation = max(2 / (distance * distance), queue.service.mean + waits)
    return try plan(item, queue, callback, relaxation, effort) { figure($0, queue.agents) }
  }

  /// Two classes by a coin, of which one is called back from a list that comes last.
  static func priority(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let share = try params.share("callback_share")
    guard share > 0, share < 1 else { throw MappingError.unsupported("one of the classes is empty") }
    let time = try params.positive(params.has("aht_s") ? "aht_s" : "aht_inbound_s")
    let own = params.has("aht_s") ? time : try params.positive("aht_callback_s")
    var queue = try oneQueue(params, time: time, patience: "mean_inbound_patience_s")
    queue.thresholds = try QueueFamilies.thresholds(params)
    var callback = Scenario.Callback.immediate(.whenIdle)
    callback.acceptance = .probability(1)
    callback.promise = try params.optionalNumber("callback_delay_limit_s")
    let relaxation = try listRelaxation(
      queue, reserve: 0, time: (1 - share) * time + share * own
    ) { _ in share }
    var scenario = queue.scenario(named: item.id)
    scenario.contactTypes[0].arrivals.points[0].rate = queue.rate * (1 - share)
    var second = Scenario.ContactType(name: "callbacks")
    second.arrivals.points = [Scenario.RatePoint(time: 0, rate: queue.rate * share)]
    second.talk = Scenario.TimedLaw(.exponential(mean: own))
    second.serviceLevel = scenario.contactTypes[0].serviceLevel
    scenario.contactTypes.append(second)
    var list = Scenario.Queue(name: "callbacks")
    list.callback = callback
    scenario.queues.append(list)
    scenario.agentGroups[0].skills.append(Scenario.Skill(queue: "callbacks"))
    return try plan(item, queue, scenario, relaxation, effort) { classFigure($0, queue.agents) }
  }

  /// Callbacks that are tried several times, with as many agents as are needed.
  static func attempts(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    guard !params.has("agents") else {
      throw MappingError.unsupported("callbacks that wait for one of a few agents have no known figures")
    }
    var callback = Scenario.Callback.immediate(.whenIdle)
    callback.offer.to = .everyone
    callback.acceptance = .probability(1)
    callback.initialDelay = try params.nonNegative("initial_delay_s")
    callback.dialing.reach = try params.list("reach_probability_by_attempt").map { value in
      guard let number = value.number, (0...1).contains(number) else {
        throw MappingError.defect("`reach_probability_by_attempt` must hold parts 0 to 1")
      }
      return number
    }
    callback.dialing.attempts = try params.count("max_attempts", atLeast: 1)
    guard ScenarioLimits.callbackAttempts.contains(callback.dialing.attempts),
      ScenarioLimits.callbackAttempts.contains(callback.dialing.reach.count)
    else { throw MappingError.unsupported("more than 100 attempts") }
    callback.dialing.ring = try params.nonNegative("ring_until_answer_s")
    callback.dialing.timeOut = try params.nonNegative("ring_timeout_s")
    let gap = try params.nonNegative("gap_s")
    callback.dialing.gap = gap > 0 ? .exponential(mean: gap) : .constant(0)
    callback.dialing.machineShare = try params.share("machine_share_of_unreached")
    callback.dialing.machineTime =
      try params.nonNegative("machine_detection_s") + params.nonNegative("message_s")
    callback.dialing.messageCloses = params.values["message_closes_ticket"] == .bool(true)
    callback.dialing.busyShare = try params.share("busy_share_of_unreached")
    callback.dialing.busyTime = try params.nonNegative("busy_tone_s")
    let talk = try params.positive("talk_s")
    let rate = try params.positive("tickets_per_hour") / 3600
    let tries = Double(callback.dialing.attempts)
    let longest = max(
      callback.dialing.timeOut, callback.dialing.machineTime, callback.dialing.busyTime,
      callback.dialing.ring)
    let load = rate * (talk + tries * longest)
    let agents = Int((load + 10 * load.squareRoot() + 10).rounded(.up))
    guard agents <= ScenarioLimits.agents else { throw MappingError.unsupported("more than 100,000 agents") }
    let queue = OneQueue(rate: rate, agents: agents, service: .exponential(mean: talk))
    let relaxation = callback.initialDelay + tries * (gap + longest) + talk
    var both = CasePlan(item)
    for first in Scenario.Callback.Dialing.Order.allCases {
      callback.dialing.first = first
      let part = try plan(item, queue, callback, relaxation, effort) { name in
        let isOfOther = name == "agent_s_customer_first"
        return isOfOther == (first == .customer) ? attemptFigure(name) : nil
      }
      both.runs += part.runs
    }
    both.runs[0].label = "agent first"
    both.runs[1].label = "customer first"
    let judged = Set(both.runs.flatMap { $0.checks.map(\.name) })
    for figure in try item.figures() where !judged.contains(figure.name) {
      both.skip(figure.name, "the simulation has no figure of this name")
    }
    return both
  }

  /// A choice by the wait that is announced: one mean to all, or by the queue.
  static func choice(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let queue = try oneQueue(
      params, time: try params.positive("aht_s"), patience: "mean_inbound_patience_s")
    var callback = Scenario.Callback.immediate(.whenIdle)
    let (constant, perMinute) = (
      try params.number("logit_constant"), try params.number("logit_per_announced_minute")
    )
    callback.acceptance = .logit(intercept: constant, perMinute: perMinute)
    let figures = try item.figures()
    if params.values["announcement"]?.text?.contains("calls waiting + 1") != true {
      guard let announced = figures.first(where: { $0.name == "announced_wait_min" }) else {
        throw MappingError.unsupported("not simulated: it is not said which wait is announced")
      }
      callback.announced = announced.value * 60
    }
    let perTurn = queue.service.mean / Double(queue.agents)
    let announced = callback.announced
    let relaxation = try listRelaxation(queue, reserve: 0, time: queue.service.mean) { waiting in
      let wait = announced ?? Double(waiting + 1) * perTurn
      return 1 / (1 + exp(-(constant + perMinute * wait / 60)))
    }
    return try plan(item, queue, callback, relaxation, effort) { name in
      switch name {
      // What is announced goes in.
      case "announced_wait_min": nil
      // Of a class by a coin, thrown by those too who find a free agent.
      case "asa_inbound_s":
        .mean {
          let (wait, queued) = ($0.contacts(nil, \.wait), $0.contacts(nil, \.queued))
          return (wait * queued / $0.declined, $0.contacts(nil, \.offered), $0.declined)
        }
      default: figure(name, queue.agents)
      }
    }
  }

  // MARK: Plans

  private static func oneQueue(
    _ params: Parameters, time: Seconds, patience key: String
  ) throws -> OneQueue {
    OneQueue(
      rate: try params.rate(), agents: try params.count("agents", atLeast: 1),
      service: .exponential(mean: time),
      patience: params.has(key) ? .exponential(mean: try params.positive(key)) : .never)
  }

  private static func plan(
    _ item: ExactCase, _ queue: OneQueue, _ callback: Scenario.Callback, _ relaxation: Seconds,
    _ effort: Effort, _ estimator: (String) -> Estimator?
  ) throws -> CasePlan {
    var scenario = queue.scenario(named: item.id)
    scenario.queues[0].callback = callback
    return try plan(item, queue, scenario, relaxation, effort, estimator)
  }

  private static func plan(
    _ item: ExactCase, _ queue: OneQueue, _ scenario: Scenario, _ relaxation: Seconds, _ effort: Effort,
    _ estimator: (String) -> Estimator?
  ) throws -> CasePlan {
    guard queue.rate > 0 else { throw MappingError.unsupported("nobody calls") }
    var plan = CasePlan(item)
    let checks = plan.checks(try item.figures(), estimator)
    let length = try RunLength.plan(
      rate: queue.rate, relaxation: relaxation, filling: queue.filling, tail: 0,
      contacts: effort.contacts(weight: 3))
    plan.runs = [CaseRun(scenario, length, checks: checks)]
    return plan
  }

  /// How fast a system forgets whose list is worked off when nobody waits.
  ///
  /// As long as somebody is on the list, all but the reserve are busy and the queue is a birth and death
  /// chain of its own. It lets c calls a second through to the list, and a calls a second come to it: the
  /// list goes up and down like the queue of M/M/1.
  private static func listRelaxation(
    _ queue: OneQueue, reserve: Int, time: Seconds, accepts: (_ waiting: Int) -> Double
  ) throws -> Seconds {
    let least = queue.agents - reserve
    guard least > 0 else { throw MappingError.unsupported("not simulated: the reserve is all agents") }
    let leaving = queue.patience == .never ? 0 : 1 / queue.patience.mean
    var (weight, total, coming) = (1.0, 0.0, 0.0)
    var level = 0
    while weight > 1e-14 * total, level < 1_000_000 {
      let waiting = level - reserve
      let share = waiting >= 0 ? accepts(waiting) : 0
      total += weight
      coming += weight * queue.rate * share
      level += 1
      let ends = Double(least + min(level, reserve)) / time + Double(max(0, level - reserve)) * leaving
      weight *= queue.rate * (1 - share) / ends
      guard weight < 1e200 else { break }
    }
    let (through, come) = (Double(least) / time / total, coming / total)
    guard weight < 1e200, come < through else {
      throw MappingError.unsupported("not simulated: the list grows for ever and never settles")
    }
    let distance = through.squareRoot() - come.squareRoot()
    let waits = queue.patience == .never ? 0 : queue.patience.mean
    return max(2 / (distance * distance), 2 * time + waits)
  }

  // MARK: Figures

  /// Seconds from acceptance to conversation.
  private static var delay: Estimator {
    .mean { ($0.tickets.delay, $0.tickets.connected, $0.tickets.connected) }
  }

  /// An average over the judged time, which is that of the tickets too.
  private static func average(
    times factor: Double = 1, _ sum: @escaping @Sendable (TallyView) -> Double
  ) -> Estimator {
    .mean { (sum($0) * factor, $0.groups([0], \.time), $0.tickets.accepted) }
  }

  /// Figures of one type of callers.
  private static func figure(_ name: String, _ agents: Int) -> Estimator? {
    switch name {
    case "p_wait", "p_all_busy": .share { ($0.contacts(nil, \.queued), $0.contacts(nil, \.offered)) }
    case "occupancy": Figures.estimator("occupancy", FigureScope(agents: agents))
    case "p_abandon": .share { ($0.contacts(nil, \.abandoned), $0.contacts(nil, \.offered)) }
    case "sl_offered":
      .share {
        ($0.contacts(nil, \.answeredWithin) + $0.tickets.connectedWithin, $0.contacts(nil, \.offered))
      }
    case "p_wait_gt_T":
      .share {
        let within = $0.contacts(nil, \.answeredWithin) + $0.contacts(nil, \.abandonedWithin)
        let offered = $0.contacts(nil, \.offered)
        return (offered - within - $0.tickets.connectedWithin, offered)
      }
    case "asa_all_s":
      .mean {
        ($0.contacts(nil, \.wait) + $0.tickets.delay, $0.contacts(nil, \.offered), $0.contacts(nil, \.queued))
      }
    default: inboundFigure(name) ?? ticketFigure(name)
    }
  }

  /// Figures of those who stay on the line.
  private static func inboundFigure(_ name: String) -> Estimator? {
    switch name {
    case "asa_inbound_waiting_s", "decliner_wait_s":
      .mean { ($0.contacts(nil, \.wait), $0.declined, $0.declined) }
    case "p_abandon_of_decliners": .share { ($0.contacts(nil, \.abandoned), $0.declined) }
    case "asa_inbound_s":
      .mean {
        let inbound = $0.contacts(nil, \.offered) - $0.contacts(nil, \.callbacks)
        return ($0.contacts(nil, \.wait), inbound, $0.declined)
      }
    case "mean_inbound_queue": average { $0.queues(nil, \.lengthIntegral) }
    case "mean_holding_on_line": average { $0.queues(nil, \.lengthIntegral) - $0.tickets.openIntegral }
    case "busy_inbound": average { $0.contacts(nil, \.talkTime) }
    case "inbound_lines_busy":
      average {
        $0.queues(nil, \.lengthIntegral) - $0.tickets.openIntegral + $0.contacts(nil, \.talkTime)
      }
    default: nil
    }
  }

  /// Figures of those who are called back.
  private static func ticketFigure(_ name: String) -> Estimator? {
    switch name {
    case "ticket_delay_s", "callback_delay_waiting_s": delay
    case "callback_share_offered": .share { ($0.tickets.accepted, $0.tickets.offers) }
    case "tickets_per_hour", "callbacks_per_hour": average(times: 3600) { $0.tickets.accepted }
    case "mean_tickets_held", "mean_callback_list": average { $0.tickets.openIntegral }
    case "outbound_lines_busy": average { $0.tickets.lineTime }
    case "busy_callback": average { $0.tickets.handleTime }
    case "line_minutes_saved_per_hour": average(times: 60) { $0.tickets.lineSaved }
    default: nil
    }
  }

  /// Figures of two classes: callers, and those who are called back if all agents are busy.
  private static func classFigure(_ name: String, _ agents: Int) -> Estimator? {
    switch name {
    case "p_wait": .share { ($0.contacts(nil, \.queued), $0.contacts(nil, \.offered)) }
    case "occupancy": Figures.estimator("occupancy", FigureScope(agents: agents))
    case "asa_inbound_s":
      .mean { ($0.contacts([0], \.wait), $0.contacts([0], \.offered), $0.contacts([0], \.queued)) }
    case "callback_delay_s":
      .mean { ($0.tickets.delay, $0.contacts([1], \.offered), $0.tickets.connected) }
    case "p_abandon_inbound": .share { ($0.contacts([0], \.abandoned), $0.contacts([0], \.offered)) }
    case "sl_inbound": .share { ($0.contacts([0], \.answeredWithin), $0.contacts([0], \.offered)) }
    case "mean_inbound_queue": average { $0.queues([0], \.lengthIntegral) }
    case "mean_callback_list": average { $0.tickets.openIntegral }
    case "delay_all_s":
      .mean {
        ($0.contacts(nil, \.wait) + $0.tickets.delay, $0.contacts(nil, \.offered), $0.contacts(nil, \.queued))
      }
    case "p_callback_delay_gt_D":
      .share { ($0.tickets.connected - $0.tickets.promiseKept, $0.contacts([1], \.offered)) }
    default: nil
    }
  }

  /// Figures of attempts.
  private static func attemptFigure(_ name: String) -> Estimator? {
    @Sendable func work(_ view: TallyView) -> Double { view.tickets.agentDialing + view.tickets.handleTime }
    func perTicket(_ sum: @escaping @Sendable (TallyView) -> Double) -> Estimator {
      .mean { (sum($0), $0.tickets.ended, $0.tickets.ended) }
    }
    switch name {
    case "p_reached": return .share { ($0.tickets.connected, $0.tickets.ended) }
    case "p_failed": return .share { ($0.tickets.failed, $0.tickets.ended) }
    case "p_closed_by_message": return .share { ($0.tickets.messages, $0.tickets.ended) }
    case "attempts_per_ticket": return perTicket { $0.tickets.dials }
    case "agent_s_agent_first", "agent_s_customer_first": return perTicket(work)
    case "outbound_line_s": return perTicket { $0.tickets.lineTime }
    case "delay_reached_s": return delay
    case "agents_busy_mean": return average(work)
    default: return nil
    }
  }
}

extension Scenario.Callback {
  /// Offers at once to all who find no agent; customers answer without ringing.
  static func immediate(_ kind: Kind) -> Scenario.Callback {
    var callback = Scenario.Callback()
    callback.kind = kind
    callback.dialing.ring = 0
    callback.atClosing = .workedOff
    return callback
  }
}

extension TallyView {
  /// What became of callbacks, of all types together.
  fileprivate var tickets: CallbackTally {
    var sum = CallbackTally()
    for outcome in tallies.outcomes { sum.add(outcome.callback) }
    return sum
  }

  /// Those who found no agent and stayed on the line.
  fileprivate var declined: Double { contacts(nil, \.queued) - contacts(nil, \.callbacks) }
}

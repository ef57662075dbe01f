import ContactCenter
import Foundation
import QueueingTheory

/// Families of callbacks and of voice that interrupts mail, by formulas.
enum SolverCallbacks {
  /// A list of callbacks that comes after all who wait.
  static func priority(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    guard params.has("aht_s") else {
      throw MappingError.unsupported("no formula for callbacks that take longer than calls")
    }
    guard !params.has("mean_inbound_patience_s") else {
      throw MappingError.unsupported("no formula for callers who give up before a list that does not")
    }
    let (rate, share) = (try SolverQueues.positiveRate(params), try params.share("callback_share"))
    guard share > 0, share < 1 else { throw MappingError.unsupported("one of the classes is empty") }
    let agents = try params.count("agents", atLeast: 1)
    let rates = [rate * (1 - share), rate * share]
    let queue = try Priorities(
      arrivalRates: rates, meanHandleTime: try params.positive("aht_s"), agents: agents)
    let waits = [0, 1].map { queue.averageSpeedOfAnswer(ofClass: $0) }
    return [
      "p_wait": queue.waitProbability, "asa_inbound_s": waits[0], "callback_delay_s": waits[1],
      "p_abandon_inbound": 0,
      "sl_inbound": queue.serviceLevel(within: try QueueFamilies.thresholds(params)[0], ofClass: 0),
      "mean_inbound_queue": queue.meanQueue(ofClass: 0), "mean_callback_list": queue.meanQueue(ofClass: 1),
      "delay_all_s": (1 - share) * waits[0] + share * waits[1],
      "occupancy": rate * queue.meanHandleTime / Double(agents),
      "p_callback_delay_gt_D": 1
        - queue.serviceLevel(within: try params.nonNegative("callback_delay_limit_s"), ofClass: 1),
    ]
  }

  /// Tickets that keep the place in one queue.
  static func virtualHold(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    guard !params.has("mean_patience_of_decliners_s") else {
      throw MappingError.unsupported("no formula for tickets beside callers who give up")
    }
    guard try params.nonNegative("dial_time_s") == 0, try params.share("reach_probability") == 1 else {
      throw MappingError.unsupported("no formula for tickets that are dialed for a time or in vain")
    }
    let rate = try SolverQueues.positiveRate(params)
    let time = try params.positive("aht_s")
    let share = try params.share("accept_prob")
    let queue = try ErlangC(
      arrivalRate: rate, meanHandleTime: time, agents: try params.count("agents", atLeast: 1))
    let level = queue.serviceLevel(within: try QueueFamilies.thresholds(params)[0])
    let tickets = rate * queue.waitProbability * share
    let held = tickets * queue.averageWaitIfWaiting
    return [
      "p_wait": queue.waitProbability, "asa_all_s": queue.averageSpeedOfAnswer, "sl_offered": level,
      "p_wait_gt_T": 1 - level, "p_abandon": 0, "ticket_delay_s": queue.averageWaitIfWaiting,
      "decliner_wait_s": queue.averageWaitIfWaiting, "tickets_per_hour": tickets * 3600,
      "mean_tickets_held": held, "mean_holding_on_line": queue.meanQueue - held,
      "outbound_lines_busy": tickets * time,
      "inbound_lines_busy": queue.meanQueue - held + (rate - tickets) * time,
      "line_minutes_saved_per_hour": 60 * held, "occupancy": queue.occupancy,
    ]
  }

  /// Callbacks that are tried several times.
  static func attempts(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let reach = try params.list("reach_probability_by_attempt").map { value -> Double in
      guard let number = value.number, (0...1).contains(number) else {
        throw MappingError.defect("`reach_probability_by_attempt` must hold parts 0 to 1")
      }
      return number
    }
    let shares = (
      try params.share("machine_share_of_unreached"), try params.share("busy_share_of_unreached")
    )
    guard shares.0 + shares.1 <= 1 else {
      throw MappingError.defect("the shares of unreached attempts must not be more than 1 together")
    }
    let most = try params.count("max_attempts", atLeast: 1)
    guard most <= 10_000 else { throw MappingError.unsupported("more than 10,000 attempts") }
    let closes = params.values["message_closes_ticket"] == .bool(true)
    let found = CallbackAttempts(
      .init(
        reach: reach, most: most, ring: try params.nonNegative("ring_until_answer_s"),
        timeout: try params.nonNegative("ring_timeout_s"), gap: try params.nonNegative("gap_s"),
        delay: try params.nonNegative("initial_delay_s"),
        machine: (
          shares.0, try params.nonNegative("machine_detection_s") + params.nonNegative("message_s")
        ),
        busy: (shares.1, try params.nonNegative("busy_tone_s")), messageCloses: closes))
    let talk = found.reached * (try params.nonNegative("talk_s"))
    let held = found.dialingTime + talk
    let busy = try params.positive("tickets_per_hour") / 3600 * held
    var values: SolvedFigures = [
      "p_reached": found.reached, "attempts_per_ticket": found.attempts,
      "p_closed_by_message": found.closedByMessage, "p_failed": found.failed,
      "agent_s_agent_first": held, "agent_s_customer_first": talk, "outbound_line_s": held,
      "delay_reached_s": found.delayOfReached, "agents_busy_mean": busy, "agents_busy_variance": busy,
    ]
    if params.has("busy_threshold_agents") {
      let limit = try params.count("busy_threshold_agents")
      var (term, below) = (exp(-busy), 0.0)
      for count in 0...min(limit, 100_000) {
        if count > 0 { term *= busy / Double(count) }
        below += term
      }
      values["p_agents_busy_gt"] = 1 - below
    }
    return values
  }

  /// A choice by the mean wait that is announced.
  static func choice(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let text = params.values["announcement"]?.text ?? ""
    let announcement: CallbackChoice.Announcement
    switch true {
    case text.contains("in the coin model"): announcement = .ofClass
    case text.hasSuffix("E[W|W>0]"): announcement = .ofWaiting
    case text.contains("calls that stay inbound"): announcement = .ofStaying
    default: throw MappingError.unsupported("no formula for this announcement")
    }
    guard !params.has("mean_inbound_patience_s") else {
      throw MappingError.unsupported("no formula for a choice of callers who give up")
    }
    let rate = try SolverQueues.positiveRate(params)
    let found = try CallbackChoice(
      arrivalRate: rate, meanHandleTime: try params.positive("aht_s"),
      agents: try params.count("agents", atLeast: 1), constant: try params.number("logit_constant"),
      perMinute: try params.nonNegative("logit_per_announced_minute"), announcement: announcement)
    return [
      "callback_share_offered": found.share, "p_wait": found.waitProbability,
      "asa_inbound_s": found.waitProbability * found.waitOfWaiting,
      "asa_inbound_waiting_s": found.waitOfWaiting, "callback_delay_waiting_s": found.delay,
      "callbacks_per_hour": rate * found.waitProbability * found.share * 3600,
      "announced_wait_min": found.announced / 60,
    ]
  }

  /// Voice that interrupts mail, and the same without interruption where all work is alike.
  static func preemptive(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    guard try params.nonNegative("switch_back_cost_s") == 0 else {
      throw MappingError.unsupported("no formula for a cost of switching back")
    }
    let calls = try params.positive("voice_calls_per_hour") / 3600
    let mails = try params.positive("mails_per_hour") / 3600
    let (time, work) = (try params.positive("voice_aht_s"), try params.positive("mail_work_s"))
    let agents = try params.count("agents", atLeast: 1)
    let wait = try QueueFamilies.thresholds(params)[0]
    func figures(_ voice: some QueueMeasures) -> SolvedFigures {
      let busy = voice.occupancy * Double(agents)
      return [
        "voice_p_wait": voice.waitProbability, "voice_asa_s": voice.averageWait,
        "voice_sl": voice.served(within: wait), "voice_p_abandon": voice.abandonedProportion,
        "voice_busy": busy, "mail_busy": mails * work,
        "occupancy": (busy + mails * work) / Double(agents),
      ]
    }
    if params.has("mean_voice_patience_s") {
      return figures(
        ErlangA(
          arrivalRate: calls, meanHandleTime: time, agents: agents,
          meanPatience: try params.positive("mean_voice_patience_s")))
    }
    let voice = try ErlangC(arrivalRate: calls, meanHandleTime: time, agents: agents)
    var values = figures(voice)
    guard time == work else { return values }
    // All that is there is one queue, whoever interrupts whom.
    let all = try ErlangC(arrivalRate: calls + mails, meanHandleTime: time, agents: agents)
    let present = all.meanQueue + all.offeredLoad - voice.meanQueue - voice.offeredLoad
    values["mail_in_system"] = present
    values["mail_time_s"] = present / mails
    values["mail_waiting_time_s"] = present / mails - work
    let interrupted = calls * (all.waitProbability - voice.waitProbability)
    values["interruptions_per_hour"] = interrupted * 3600
    values["interruptions_per_mail"] = interrupted / mails
    values["p_mail_starts_at_once"] = 1 - all.waitProbability
    let polite = try Priorities(arrivalRates: [calls, mails], meanHandleTime: time, agents: agents)
    values["finish_first_voice_p_wait"] = polite.waitProbability
    values["finish_first_voice_asa_s"] = polite.averageSpeedOfAnswer(ofClass: 0)
    values["finish_first_voice_sl"] = polite.serviceLevel(within: wait, ofClass: 0)
    values["finish_first_mail_time_s"] = polite.averageSpeedOfAnswer(ofClass: 1) + work
    return values
  }
}

import ContactCenter
import Glibc

/// Campaigns: dialers, lists and ring time-outs.
enum OutboundFamilies {
  private static let type = "people"

  /// Agents who do nothing but talk to those who answer.
  private static func scenario(
    named name: String, agents: Int, talk: Distribution, _ change: (inout Scenario.Campaign) throws -> Void
  ) rethrows -> Scenario {
    var scenario = Scenario(name: name)
    var people = Scenario.ContactType(name: type)
    people.talk = .init(talk)
    scenario.contactTypes = [people]
    var group = Scenario.AgentGroup(name: "agents")
    group.staffing = .constant(agents)
    group.skills = [Scenario.Skill(queue: type)]
    scenario.agentGroups = [group]
    var campaign = Scenario.Campaign(name: "campaign", type: Link(type))
    campaign.dropAfter = 0
    campaign.rings.timeOut = longest
    try change(&campaign)
    scenario.campaigns = [campaign]
    return scenario
  }

  /// A time-out that nobody reaches.
  private static let longest: Seconds = 86_400

  private static func law(_ name: String?, mean: Double, parameter: Double) throws -> Distribution {
    if mean == 0 { return .constant(0) }
    switch name ?? "exponential" {
    case "constant": return .constant(mean)
    case "exponential": return .exponential(mean: mean)
    case "lognormal" where parameter > 0: return .lognormal(mean: mean, cv: parameter)
    case "gamma" where parameter > 0: return .gamma(shape: parameter, scale: mean / parameter)
    case "weibull" where parameter > 0:
      return .weibull(shape: parameter, scale: mean / tgamma(1 + 1 / parameter))
    case "uniform" where parameter >= 0 && parameter <= 1:
      return .uniform(low: mean * (1 - parameter), high: mean * (1 + parameter))
    case let other:
      throw MappingError.unsupported("the law `\(other)` with the parameter \(parameter) is not known")
    }
  }

  // MARK: - Chains of (busy, ringing)

  /// So many lines for each idle agent.
  static func idleTally(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    try ratio(item, effort, lines: "lines_per_idle_agent", .idle)
  }

  /// So many lines for each agent, less those in a call.
  static func allTally(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    try ratio(item, effort, lines: "lines_per_agent", .all)
  }

  private static func ratio(
    _ item: ExactCase, _ effort: Effort, lines key: String, _ tally: Scenario.Dialer.Tally
  ) throws -> CasePlan {
    let params = Parameters(item.params)
    let agents = try params.count("agents", atLeast: 1)
    let (ring, talk) = (try params.positive("mean_ring_s"), try params.positive("mean_talk_s"))
    let answer = try params.share("answer_prob")
    let lines = try params.positive(key)
    let scenario = scenario(named: item.id, agents: agents, talk: .exponential(mean: talk)) {
      $0.list.answers.human = answer
      $0.rings.human = .exponential(mean: ring)
      $0.rings.nobody = .exponential(mean: ring)
      ($0.dialer.kind, $0.dialer.linesPerAgent, $0.dialer.tally) = (.ratio, lines, tally)
    }
    // No more attempts than with all agents idle, and no fewer than with one line for each.
    let rate = Double(agents) * max(1, lines) / (ring + answer * talk)
    let length = try RunLength.plan(
      rate: rate, relaxation: 2 * (ring + talk), tail: 0, contacts: effort.contacts(weight: 4))
    var plan = CasePlan(item)
    let checks = plan.checks(try item.figures()) { dialing($0) }
    plan.runs = [CaseRun(scenario, length, checks: checks)]
    return plan
  }

  private static func dialing(_ name: String) -> Estimator? {
    switch name {
    case "occupancy": return .fraction { ($0.handling, $0.loggedIn, $0.dialed(\.connected)) }
    case "connected_per_hour": return .dialedPerHour(\.connected)
    case "dropped_per_hour": return .dialedPerHour(\.dropped)
    case "dials_per_hour": return .dialedPerHour(\.dials)
    case "drop_rate_of_answered": return .share { ($0.dialed(\.dropped), $0.dialed(\.humans)) }
    case "mean_ringing":
      return .mean { ($0.dialed(\.dialingIntegral), $0.dialed(\.time), $0.dialed(\.dials)) }
    default: return nil
    }
  }

  // MARK: - One line for each idle agent

  /// Attempts of several results, a detection of machines, right and wrong parties.
  static func progressive(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let agents = try params.count("agents", atLeast: 1)
    let ringLaw = params.values["ring_law"]?.text
    let workLaw = params.values["work_law"]?.text
    func ring(_ key: String) throws -> Distribution {
      try law(ringLaw, mean: params.nonNegative(key), parameter: params.optionalNumber("ring_par") ?? 0)
    }
    func work(_ key: String) throws -> Distribution {
      try law(workLaw, mean: params.nonNegative(key), parameter: params.optionalNumber("work_par") ?? 0)
    }
    func other(_ party: String) throws -> Scenario.Campaign.PartyWork {
      var other = Scenario.Campaign.PartyWork(talk: try work("talk_\(party)_s"))
      other.wrapUp = try work("wrap_\(party)_s")
      return other
    }
    var scenario = try scenario(named: item.id, agents: agents, talk: work("talk_right_s")) {
      $0.list.answers.human = try params.share("p_human")
      $0.list.answers.machine = try params.share("p_machine")
      $0.list.answers.busy = try params.share("p_busy")
      $0.list.answers.invalid = try params.share("p_invalid")
      $0.list.rightParty = try params.share("right_party_share")
      $0.setup = .constant(try params.nonNegative("setup_s"))
      $0.rings.human = try ring("ring_human_mean_s")
      $0.rings.machine = try ring("ring_machine_mean_s")
      $0.rings.nobody = try ring("ring_no_answer_s")
      $0.rings.busy = try ring("busy_tone_s")
      $0.rings.invalid = try ring("invalid_s")
      $0.detection = .init()
      $0.detection?.analysis = .constant(try params.nonNegative("amd_analysis_s"))
      $0.detection?.humanHungUp = try params.share("amd_human_hung_up")
      $0.detection?.machineConnected = try params.share("amd_machine_connected")
      $0.wrongParty = try other("wrong")
      $0.machine = try other("machine")
    }
    scenario.contactTypes[0].wrapUp = .init(try work("wrap_right_s"))
    let campaign = scenario.campaigns[0]
    let (human, machine) = (campaign.list.answers.human, campaign.list.answers.machine)
    let connected =
      human * (1 - (campaign.detection?.humanHungUp ?? 0)) + machine
      * (campaign.detection?.machineConnected ?? 1)
    guard connected > 0 else { throw MappingError.unsupported("nobody is ever connected") }
    let talk = try params.nonNegative("talk_right_s") + params.nonNegative("wrap_right_s")
    let attempt =
      campaign.setup.mean + campaign.rings.human.mean + (campaign.rings.nobody?.mean ?? 0)
      + (campaign.detection?.analysis.mean ?? 0)
    let cycle = attempt / connected + talk
    // Where only dialing varies, agents who began together are long in step.
    let isSteady = workLaw == "constant"
    let dialing = human * campaign.rings.human.mean / connected
    let steps = isSteady && dialing > 0 ? max(1, cycle * cycle / (4 * dialing * dialing)) : 1
    let length = try RunLength.plan(
      rate: Double(agents) / (attempt + connected * talk), relaxation: 2 * cycle * steps, tail: 0,
      contacts: effort.contacts(weight: 4))
    var plan = CasePlan(item)
    let checks = plan.checks(try item.figures()) { renewal($0) }
    plan.runs = [CaseRun(scenario, length, checks: checks)]
    return plan
  }

  private static func renewal(_ name: String) -> Estimator? {
    @Sendable func calls(_ view: TallyView) -> Double {
      view.dialed(\.connected) + view.dialed(\.machineCalls)
    }
    @Sendable func hours(_ view: TallyView) -> Double { view.loggedIn / 3600 }
    switch name {
    case "mean_dial_s": return .mean { ($0.dialed(\.dialTime), $0.dialed(\.dials), $0.dialed(\.dials)) }
    case "p_connect_per_dial": return .share { (calls($0), $0.dialed(\.dials)) }
    case "mean_work_s": return .mean { ($0.handling, calls($0), calls($0)) }
    case "cycle_s": return .mean { ($0.loggedIn, calls($0), calls($0)) }
    case "agent_wait_between_calls_s": return .mean { ($0.dialed(\.idleBefore), calls($0), calls($0)) }
    case "occupancy": return .fraction { ($0.handling, $0.loggedIn, calls($0)) }
    case "talk_share": return .fraction { ($0.groups([0], \.talking), $0.loggedIn, calls($0)) }
    case "connects_per_agent_hour": return .mean { (calls($0), hours($0), calls($0)) }
    case "right_parties_per_agent_hour":
      return .mean { ($0.dialed(\.rightParties), hours($0), $0.dialed(\.rightParties)) }
    case "dials_per_agent_hour": return .mean { ($0.dialed(\.dials), hours($0), $0.dialed(\.dials)) }
    case "silent_calls_per_agent_hour":
      return .mean { ($0.dialed(\.silent), hours($0), $0.dialed(\.silent)) }
    case "lines_in_use_per_agent": return .mean { ($0.dialed(\.lineTime), $0.loggedIn, calls($0)) }
    default: return nil
    }
  }

  // MARK: - One batch

  /// All lines are dialed at once and resolve at once; each replication is one batch.
  static func batch(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let agents = try params.count("agents", atLeast: 1)
    let lines = try params.count("lines", atLeast: 1)
    let answer = try params.share("answer_prob")
    let ring = params.has("ring_s") ? try params.positive("ring_s") : 20
    var scenario = scenario(named: item.id, agents: agents, talk: .constant(600)) {
      $0.list.size = lines
      $0.list.answers.human = answer
      ($0.rings.human, $0.rings.timeOut) = (.constant(ring), ring)
      $0.retries.attempts = 1
      ($0.dialer.kind, $0.dialer.linesPerAgent) = (.ratio, max(1, Double(lines) / Double(agents)))
    }
    scenario.calendar.hours = .init(open: 0, close: 3600)
    scenario.calendar.interval = 3600
    var plan = CasePlan(item)
    let checks = plan.checks(try item.figures()) { name in
      switch name {
      case "drop_rate_of_answered": return .share { ($0.dialed(\.dropped), $0.dialed(\.humans)) }
      case "mean_answered": return .perReplication { $0.dialed(\.humans) }
      case "mean_dropped": return .perReplication { $0.dialed(\.dropped) }
      case "mean_connected": return .perReplication { $0.dialed(\.connected) }
      case "p_any_drop": return .share { ($0.dialed(\.dropped) > 0 ? 1 : 0, 1) }
      case "agents_filled_share":
        return .mean { ($0.dialed(\.connected), Double(agents), $0.dialed(\.connected)) }
      default: return nil
      }
    }
    let replications = min(100_000, max(400, effort.contacts(weight: 60) / Double(lines)))
    plan.runs = [
      CaseRun(
        scenario: scenario, window: 0..<2, replications: Int(replications), contacts: Double(lines),
        checks: checks)
    ]
    return plan
  }

  // MARK: - Lists

  /// Records of several chances, dialed until they are reached, invalid or exhausted.
  static func penetration(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let records = try params.count("records", atLeast: 1)
    let attempts = try params.count("max_attempts", atLeast: 1)
    let invalid = try params.share("p_invalid")
    let parts = try params.list("contact_prob")
    guard ScenarioLimits.dials.contains(attempts), ScenarioLimits.records.contains(records) else {
      throw MappingError.unsupported("more records or attempts than a list may have")
    }
    var scenario = try scenario(named: item.id, agents: 1, talk: .constant(1)) {
      $0.dialer.kind = .agentless
      $0.mostLines = records
      $0.list.size = records
      ($0.rings.human, $0.rings.busy, $0.rings.invalid) = (.constant(1), .constant(1), .constant(1))
      $0.rings.timeOut = 1
      ($0.retries.attempts, $0.retries.nobody) = (attempts, .constant(1))
      $0.list.segments = try parts.enumerated().map { try segment($0.offset, $0.element, invalid) }
    }
    scenario.calendar.hours = .init(open: 0, close: 3600)
    scenario.calendar.interval = 3600
    var plan = CasePlan(item)
    let checks = plan.checks(try item.figures()) { listed($0, attempts) }
    let contacts = Double(records * attempts)
    let replications = min(2000, max(20, effort.contacts(weight: 4) / contacts))
    plan.runs = [
      CaseRun(
        scenario: scenario, window: 0..<2, replications: Int(replications), contacts: contacts, checks: checks
      )
    ]
    return plan
  }

  private static func segment(
    _ number: Int, _ value: JSONValue, _ invalid: Double
  ) throws -> Scenario.Campaign.Segment {
    let params = Parameters(value)
    var segment = Scenario.Campaign.Segment(name: "part \(number + 1)", share: try params.share("share"))
    let chance: Double
    switch params.values["law"]?.text {
    case "equal": chance = try params.share("p")
    case "beta":
      let (a, b) = (try params.positive("a"), try params.positive("b"))
      chance = a / (a + b)
      segment.concentration = a + b
    case let other: throw MappingError.unsupported("the law `\(other ?? "")` of chances is not known")
    }
    segment.answers = .init()
    segment.answers?.human = chance * (1 - invalid)
    segment.answers?.invalid = invalid
    return segment
  }

  private static func listed(_ name: String, _ attempts: Int) -> Estimator? {
    let byAttempt: [(KeyPath<CampaignTally, Double> & Sendable, KeyPath<CampaignTally, Double> & Sendable)] =
      [
        (\.contacts1, \.dials1), (\.contacts2, \.dials2), (\.contacts3, \.dials3), (\.contacts4, \.dials4),
        (\.contacts5, \.dials5), (\.contacts6, \.dials6),
      ]
    switch name {
    case "penetration": return .share { ($0.dialed(\.reached), $0.dialed(\.records)) }
    case "exhausted_share": return .share { ($0.dialed(\.exhausted), $0.dialed(\.records)) }
    case "invalid_share": return .share { ($0.dialed(\.invalidRecords), $0.dialed(\.records)) }
    case "attempts_per_record":
      return .mean { ($0.dialed(\.dials), $0.dialed(\.records), $0.dialed(\.dials)) }
    case "attempts_per_contact":
      return .mean { ($0.dialed(\.dials), $0.dialed(\.reached), $0.dialed(\.reached)) }
    default:
      guard name.hasPrefix("hit_rate_attempt_"), let number = Int(name.dropFirst("hit_rate_attempt_".count)),
        number >= 1, number < 6 || (number == 6 && attempts == 6)
      else { return nil }
      let (contacts, dials) = byAttempt[number - 1]
      return .share { view in
        (view.dialed { $0[keyPath: contacts] }, view.dialed { $0[keyPath: dials] })
      }
    }
  }

  // MARK: - Ring time-outs

  /// Lines that are free again when somebody answers.
  static func timeOut(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let answer = try law(
      params.values["answer_law"]?.text, mean: params.positive("answer_mean_s"),
      parameter: params.optionalNumber("answer_par") ?? 0)
    let busy = try params.share("p_busy")
    let lines = 10
    let scenario = try scenario(named: item.id, agents: 1, talk: .constant(1)) {
      $0.dialer.kind = .agentless
      $0.mostLines = lines
      $0.list.answers.human = try params.share("p_would_answer") * (1 - busy)
      $0.list.answers.busy = busy
      $0.rings.human = answer
      $0.rings.busy = .constant(try params.nonNegative("busy_tone_s"))
      $0.rings.timeOut = try params.positive("ring_timeout_s")
      $0.setup = .constant(try params.nonNegative("setup_s"))
    }
    let attempt = scenario.campaigns[0].setup.mean + scenario.campaigns[0].rings.timeOut
    let length = try RunLength.plan(
      rate: Double(lines) / attempt, relaxation: 2 * attempt, tail: 0, contacts: effort.contacts(weight: 4))
    var plan = CasePlan(item)
    // Attempts that are all alike leave nothing to judge but the last one, which the end cuts off.
    let answerLaw = scenario.campaigns[0].rings.human
    let isSteady =
      answerLaw.variance == 0 && answerLaw.mean == scenario.campaigns[0].rings.timeOut && busy == 0
    let checks = plan.checks(try item.figures()) { name in
      if isSteady && ["attempts_per_line_hour", "mean_attempt_s"].contains(name) { return nil }
      @Sendable func lineHours(_ view: TallyView) -> Double { view.dialed(\.time) / 3600 * Double(lines) }
      switch name {
      case "answers_per_line_hour": return .mean { ($0.dialed(\.humans), lineHours($0), $0.dialed(\.humans)) }
      case "attempts_per_line_hour": return .mean { ($0.dialed(\.dials), lineHours($0), $0.dialed(\.dials)) }
      case "mean_attempt_s": return .mean { ($0.dialed(\.dialTime), $0.dialed(\.dials), $0.dialed(\.dials)) }
      case "p_answered_per_attempt": return .share { ($0.dialed(\.humans), $0.dialed(\.dials)) }
      default: return nil
      }
    }
    plan.runs = [CaseRun(scenario, length, checks: checks)]
    return plan
  }
}

extension TallyView {
  /// A sum of what is counted of campaigns.
  fileprivate func dialed(_ field: (CampaignTally) -> Double) -> Double {
    tallies.campaigns.reduce(0) { $0 + field($1) }
  }

  /// Seconds of agents with contacts, and logged in.
  fileprivate var handling: Double { groups([0], \.handling) }
  fileprivate var loggedIn: Double { groups([0], \.loggedIn) }
}

extension Estimator {
  /// So many an hour.
  fileprivate static func dialedPerHour(_ count: KeyPath<CampaignTally, Double> & Sendable) -> Estimator {
    .mean { view in
      let sum = view.dialed { $0[keyPath: count] }
      return (sum * 3600, view.dialed(\.time), sum)
    }
  }
}

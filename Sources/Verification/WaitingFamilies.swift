import ContactCenter
import Foundation
import QueueingTheory

/// Families of work that waits: over nights and weeks, behind calls that interrupt it, and without end.
enum WaitingFamilies {
  // MARK: - Nights and weeks

  /// Work that comes round the clock and is done in opening hours, as a fluid: many small pieces of it.
  static func deferrable(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    if params.has("stages") { return try SurgeFamily(params).plan(item) }
    let fluid = try FluidCycle(params)
    var plan = CasePlan(item)
    var checks: [Seconds: [Check]] = [:]
    for figure in try item.figures() {
      guard let (estimator, tolerance, threshold) = fluid.estimator(figure.name) else {
        plan.skip(figure.name, "the simulation has no figure of this name")
        continue
      }
      var check = Check(figure, estimator)
      check.tolerance += tolerance
      checks[threshold, default: []].append(check)
    }
    let common = checks.removeValue(forKey: 0) ?? []
    for (number, threshold) in checks.keys.sorted().enumerated() {
      plan.runs.append(fluid.run(item.id, threshold, (number == 0 ? common : []) + checks[threshold]!))
    }
    if plan.runs.isEmpty { plan.runs.append(fluid.run(item.id, 3600, common)) }
    return plan
  }

  // MARK: - Calls that interrupt mails

  /// Calls take agents who work on mails; the same where they wait until the mail is done.
  static func preemptive(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let rates = [
      try params.positive("voice_calls_per_hour") / 3600, try params.positive("mails_per_hour") / 3600,
    ]
    let means = [try params.positive("voice_aht_s"), try params.positive("mail_work_s")]
    let agents = try params.count("agents", atLeast: 1)
    let patience = try params.optionalNumber("mean_voice_patience_s")
    var scenario = Scenario(name: item.id)
    for index in 0..<2 {
      let law = index == 0 ? patience.map { Distribution.exponential(mean: $0) } : nil
      scenario.add(
        type: index, rate: rates[index], service: .exponential(mean: means[index]), patience: law ?? .never,
        threshold: try QueueFamilies.thresholds(params)[0])
    }
    scenario.contactTypes[1].channel = .email
    serve(&scenario, agents)
    let polite = scenario
    var rule = Scenario.Interruption(of: scenario.contactTypes[1].name, by: scenario.contactTypes[0].name)
    rule.switchBack = try params.nonNegative("switch_back_cost_s")
    scenario.interruptions = [rule]
    let voice =
      patience.map {
        ErlangA(arrivalRate: rates[0], meanHandleTime: means[0], agents: agents, meanPatience: $0).occupancy
          * Double(agents)
      } ?? rates[0] * means[0]
    let relaxation = Relaxation.queue(
      servers: agents, load: voice + rates[1] * means[1],
      service: .exponential(mean: max(means[0], means[1])))
    let length = try RunLength.plan(
      rate: rates[0] + rates[1], relaxation: relaxation, tail: 8 * relaxation,
      contacts: effort.contacts(weight: 4))
    var plan = CasePlan(item)
    let counted = Double(length.intervals - length.warmUp) * length.interval
    var (own, others): ([Check], [Check]) = ([], [])
    for figure in try item.figures() {
      let isPolite = figure.name.hasPrefix("finish_first_")
      let name = isPolite ? String(figure.name.dropFirst("finish_first_".count)) : figure.name
      if let estimator = blended(name, agents, counted) {
        if isPolite { others.append(Check(figure, estimator)) } else { own.append(Check(figure, estimator)) }
      } else {
        plan.skip(figure.name, "the simulation has no figure of this name")
      }
    }
    plan.runs = [CaseRun(scenario, length, checks: own)]
    if !others.isEmpty { plan.runs.append(CaseRun(polite, length, label: "finish first", checks: others)) }
    return plan
  }

  /// One group serves both types, the first one first.
  private static func serve(_ scenario: inout Scenario, _ agents: Int) {
    var group = Scenario.AgentGroup(name: "agents")
    group.staffing = .constant(agents)
    for index in 0..<2 {
      var skill = Scenario.Skill(queue: Scenario.queueName(index))
      skill.rank = index + 1
      group.skills.append(skill)
    }
    scenario.agentGroups = [group]
    scenario.routing.contactSelection = .oldestFirst
  }

  /// A figure of calls (type 0) and mails (type 1); `counted` seconds are all after the warm-up.
  private static func blended(_ name: String, _ agents: Int, _ counted: Seconds) -> Estimator? {
    @Sendable func time(_ view: TallyView) -> Double { view.groups([0], \.time) }
    @Sendable func work(_ view: TallyView, _ type: Int) -> Double { view.contacts([type], \.talkTime) }
    @Sendable func waiting(_ view: TallyView) -> Double { view.queues([1], \.lengthIntegral) }
    @Sendable func mails(_ view: TallyView) -> Double { view.contacts([1], \.fresh) }
    if name.hasPrefix("voice_"), name != "voice_busy" {
      return Figures.estimator(String(name.dropFirst("voice_".count)), .type(0))
    }
    switch name {
    case "voice_busy": return .mean { (work($0, 0), time($0), $0.contacts([0], \.answered)) }
    case "mail_busy": return .mean { (work($0, 1), time($0), mails($0)) }
    case "occupancy": return Figures.estimator(name, FigureScope(agents: agents))
    case "mail_in_system": return .mean { (waiting($0) + work($0, 1), time($0), mails($0)) }
    case "mail_time_s": return .mean { (waiting($0) + work($0, 1), mails($0), mails($0)) }
    case "mail_waiting_time_s": return .mean { (waiting($0), mails($0), $0.contacts([1], \.queued)) }
    case "interruptions_per_hour":
      return .mean {
        let count = $0.tallies.interruptions[1].interruptions
        return (count, counted / 3600, count)
      }
    case "interruptions_per_mail":
      return .mean {
        let tally = $0.tallies.interruptions[1]
        return (tally.interruptions, tally.begun, tally.interruptions)
      }
    case "p_mail_starts_at_once":
      return .share {
        let offered = $0.contacts([1], \.offered)
        return (offered - $0.contacts([1], \.queued), offered)
      }
    default: return nil
    }
  }

  // MARK: - Outbound calls between inbound ones

  /// Calls out of a list without end, which are made while more than a reserve of agents is idle.
  ///
  /// The list is work that waits at the start, more than can be done.
  static func blend(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let rate = try params.positive("calls_per_hour") / 3600
    let (inbound, outbound) = (try params.positive("aht_inbound_s"), try params.positive("aht_outbound_s"))
    let agents = try params.count("agents", atLeast: 1)
    let reserve = try params.count("reserve")
    let patience = try params.optionalNumber("mean_patience_s")
    var scenario = Scenario(name: item.id)
    scenario.add(
      type: 0, rate: rate, service: .exponential(mean: inbound),
      patience: patience.map { .exponential(mean: $0) } ?? .never,
      threshold: try QueueFamilies.thresholds(params)[0])
    scenario.add(type: 1, rate: 0, service: .exponential(mean: outbound), patience: .never, threshold: 20)
    serve(&scenario, agents)
    scenario.agentGroups[0].skills[1].reserve = reserve
    if reserve > 0 {
      scenario.routing.policy = .thresholdReservation
    }
    let relaxation =
      2
      * Relaxation.queue(
        servers: agents, load: rate * inbound, service: .exponential(mean: max(inbound, outbound)),
        patience: patience.map { .exponential(mean: $0) } ?? .never)
    let length = try RunLength.plan(
      rate: rate, relaxation: relaxation, tail: relaxation, contacts: effort.contacts(weight: 8))
    let most = Double(max(1, agents - reserve)) / outbound * Double(length.days) * length.close
    guard most < Double(ScenarioLimits.backlog.upperBound) else {
      throw MappingError.unsupported("not simulated: would need a list of \(brief(most)) calls")
    }
    scenario.contactTypes[1].waitsOverClosing = true
    scenario.contactTypes[1].backlog = [.init(age: 0, count: Int(most.rounded(.up)))]
    var plan = CasePlan(item)
    let checks = plan.checks(try item.figures()) { outward($0, agents) }
    plan.runs = [CaseRun(scenario, length, checks: checks)]
    return plan
  }

  private static func outward(_ name: String, _ agents: Int) -> Estimator? {
    @Sendable func time(_ view: TallyView) -> Double { view.groups([0], \.time) }
    switch name {
    case "outbound_per_hour":
      return .mean { view in
        let count = view.queues([1], \.answered)
        return (count, time(view) / 3600, count)
      }
    case "busy_inbound":
      return .mean { ($0.contacts([0], \.talkTime), time($0), $0.contacts([0], \.answered)) }
    case "busy_outbound":
      return .mean { view in
        let rest = view.groups([0], \.handling) - view.contacts([0], \.talkTime)
        return (rest, time(view), view.queues([1], \.answered))
      }
    case "occupancy": return Figures.estimator(name, FigureScope(agents: agents))
    default: return Figures.estimator(name, .type(0))
    }
  }
}

/// A day or a week of rates and capacities, again and again.
private struct FluidCycle {
  /// A stretch of hours of the cycle with a rate, or a capacity, per hour.
  struct Part {
    var from: Double
    var to: Double
    var perHour: Double
  }

  private let cycle: Double
  private let arrivals: [Part]
  private let windows: [Part]
  /// What one agent does in an hour, and how many there are in each window.
  private let pace: Double
  private let agents: [Int]
  /// Each piece of work is cut into so many.
  private let scale: Double
  private let items: Double

  /// Cycles that are not counted, and all.
  private static let warmUp = 2
  private static let cycles = 4
  private static let interval: Seconds = 900

  init(_ params: Parameters) throws {
    cycle = try params.positive("cycle_h")
    guard cycle == 24 || cycle == 168 else {
      throw MappingError.unsupported("only cycles of a day or a week are simulated, not of \(cycle) h")
    }
    arrivals = try Self.parts(params, "arrivals_per_hour", "rate", cycle)
    windows = try Self.parts(params, "open_and_capacity_per_hour", "capacity", cycle).filter {
      $0.perHour > 0
    }
    guard !windows.isEmpty, let first = windows.first else {
      throw MappingError.unsupported("not simulated: nothing is ever done")
    }
    items = arrivals.reduce(0) { $0 + $1.perHour * ($1.to - $1.from) }
    let capacity = windows.reduce(0) { $0 + $1.perHour * ($1.to - $1.from) }
    guard items > 0, items <= capacity * (1 + 1e-9) else {
      throw MappingError.unsupported(
        "not simulated: \(items) pieces of work come, and \(capacity) can be done")
    }
    guard let unit = Self.unit(of: windows.map(\.perHour)) else {
      throw MappingError.unsupported("not simulated: the capacities are no multiples of one agent's")
    }
    pace = unit
    agents = windows.map { Int(($0.perHour / unit).rounded()) }
    scale = max(20, min(2000, (150_000 / items).rounded(.up)))
    for (one, next) in zip(windows, windows.dropFirst())
    where Self.day(one) == Self.day(next) && one.to != next.from {
      throw MappingError.unsupported("only one opening a day is simulated")
    }
    guard windows.allSatisfy({ $0.to <= 24 * Double(Self.day($0) + 1) }),
      (first.from * 4).rounded() == first.from * 4
    else {
      throw MappingError.unsupported(
        "only openings within a day, from a quarter of an hour on, are simulated")
    }
  }

  private static func parts(
    _ params: Parameters, _ key: String, _ rate: String, _ cycle: Double
  ) throws -> [Part] {
    let parts = try params.list(key).map {
      let part = Parameters($0)
      return Part(
        from: try part.nonNegative("from_h"), to: try part.positive("to_h"),
        perHour: try part.nonNegative(rate))
    }.sorted { $0.from < $1.from }
    for (index, part) in parts.enumerated() {
      let end = index + 1 < parts.count ? parts[index + 1].from : cycle
      guard part.from < part.to, part.to <= end else {
        throw MappingError.defect("`\(key)` has a part from \(part.from) h to \(part.to) h that does not fit")
      }
    }
    return parts
  }

  private static func day(_ part: Part) -> Int { Int(part.from / 24) }

  /// The largest number of which all are whole multiples, at most a thousandfold; nil: there is none.
  private static func unit(of numbers: [Double]) -> Double? {
    guard let least = numbers.min() else { return nil }
    return (1...1000).lazy.map { least / Double($0) }.first { unit in
      numbers.allSatisfy { abs($0 / unit - ($0 / unit).rounded()) < 1e-9 && $0 / unit < 1000.5 }
    }
  }

  // MARK: The scenario

  func run(_ name: String, _ threshold: Seconds, _ checks: [Check]) -> CaseRun {
    var scenario = Scenario(name: name)
    let days = Int(cycle) / 24 * Self.cycles
    scenario.calendar.days = days
    scenario.calendar.interval = Self.interval
    scenario.calendar.warmUp = Double(Self.warmUp) * cycle * 3600
    if cycle == 24 {
      scenario.calendar.hours = hours(ofDay: 0)!
    } else {
      for weekday in Scenario.Weekday.allCases {
        scenario.calendar.weekdayHours[weekday] = .some(hours(ofDay: weekday.rawValue))
      }
    }
    scenario.add(
      type: 0, rate: 0, service: .constant(3600 / pace / scale), patience: .never, threshold: threshold)
    scenario.contactTypes[0].channel = .email
    scenario.contactTypes[0].arrivals.process = .evenlySpaced
    scenario.contactTypes[0].arrivals.points = points(arrivals).map {
      Scenario.RatePoint(time: $0.time, rate: $0.perHour * scale / 3600)
    }
    var group = Scenario.AgentGroup(name: "agents")
    group.staffing = .counts(
      (0..<Self.cycles).flatMap { number in
        zip(windows, agents).map { window, count in
          Scenario.StaffingPoint(time: (Double(number) * cycle + window.from) * 3600, agents: count)
        }
      })
    group.skills = [Scenario.Skill(queue: Scenario.queueName(0))]
    scenario.agentGroups = [group]
    let contacts = items * scale * Double(Self.cycles)
    return CaseRun(
      label: "\(Int(threshold / 3600)) h", scenario: scenario, window: 0..<1, replications: 2,
      contacts: contacts,
      checks: checks)
  }

  private func hours(ofDay day: Int) -> Scenario.OpeningHours? {
    let own = windows.filter { Self.day($0) == day }
    guard let first = own.first, let last = own.last else { return nil }
    let midnight = Double(day) * 24
    return Scenario.OpeningHours(open: (first.from - midnight) * 3600, close: (last.to - midnight) * 3600)
  }

  /// Where a rate changes, over all cycles; it is 0 between the parts.
  private func points(_ parts: [Part]) -> [(time: Seconds, perHour: Double)] {
    var points: [(time: Seconds, perHour: Double)] = []
    for number in 0..<Self.cycles {
      var end = 0.0
      for part in parts {
        let start = Double(number) * cycle
        if part.from > end { points.append(((start + end) * 3600, 0)) }
        points.append(((start + part.from) * 3600, part.perHour))
        end = part.to
      }
      if end < cycle { points.append(((Double(number) * cycle + end) * 3600, 0)) }
    }
    return points
  }

  // MARK: Figures

  /// How a figure is computed, by how much small pieces may move it, and the goal it needs (0: any).
  func estimator(_ name: String) -> (Estimator, tolerance: Double, threshold: Seconds)? {
    let most = Double(agents.max() ?? 1)
    let slowest = arrivals.map(\.perHour).filter { $0 > 0 }.min() ?? 1
    // Some pieces of work, the agents' and the gaps between arrivals, in hours.
    let time = 3 * (1 / pace + 1 / slowest) / scale
    let count = (most + 3) / scale
    let counted = Double(Self.cycles - Self.warmUp)
    func of(
      _ tolerance: Double, _ value: @escaping @Sendable (BacklogTally) -> (Double, Double)
    ) -> (Estimator, tolerance: Double, threshold: Seconds) {
      let estimator = Estimator.mean { view in
        let tally = view.tallies.backlogs[0]
        let (x, y) = value(tally)
        return (x, y, tally.answered)
      }
      return (estimator, tolerance, 0)
    }
    func atMoment(_ hours: Double) -> (Estimator, tolerance: Double, threshold: Seconds) {
      let row = Int((hours - windows[0].from) * 3600 / Self.interval) - 1
      let pieces = scale
      return (
        .mean { ($0.tallies.queues[row].lengthAtEnd, pieces, $0.tallies.backlogs[0].answered) }, count, 0
      )
    }
    let (pieces, hours) = (scale, cycle)
    let end = Double(Self.warmUp + 1) * cycle
    switch name {
    case "mean_age_h": return of(time) { ($0.ageAnswered / 3600, $0.answered) }
    case "max_age_h": return of(time) { ($0.oldestAnswered / 3600, 1) }
    case "mean_age_business_h": return of(time) { ($0.ageAnsweredBusiness / 3600, $0.answered) }
    case "max_age_business_h": return of(time) { ($0.oldestAnsweredBusiness / 3600, 1) }
    case "backlog_max": return of(count) { ($0.most, pieces) }
    case "items_per_cycle": return of(count) { ($0.answered, counted * pieces) }
    case "mean_backlog":
      return of(time * items / cycle + count) { ($0.ageAnswered / 3600, counted * pieces * hours) }
    case "backlog_at_opening": return atMoment(end + windows[0].from)
    case "carried_over_midnight": return atMoment(end)
    case "cleared_at_h": return (clearing, 4 * time, 0)
    default: return share(name, count / items * 2 * Double(windows.count))
    }
  }

  /// The hour of the first counted cycle at which nothing waits any more: in the interval that ends so, what
  /// waited at its begin has gone evenly, so that the triangle below says when.
  private var clearing: Estimator {
    let first = Int(Double(Self.warmUp) * cycle * 3600 / Self.interval)
    let opening = windows[0].from
    return .mean { view in
      let rows = view.tallies.queues
      guard let row = (first..<rows.count).first(where: { rows[$0].lengthAtEnd <= 5 }), row > 0 else {
        return (.infinity, 1, 0)
      }
      let begun = rows[row - 1].lengthAtEnd
      let inside = begun > 5 ? min(Self.interval, 2 * rows[row].lengthIntegral / begun) : 0
      let hours = opening + (Double(row - first) * Self.interval + inside) / 3600
      return (hours, 1, view.tallies.backlogs[0].answered)
    }
  }

  /// `share_within_8h` and `share_within_8h_business`.
  private func share(
    _ name: String, _ tolerance: Double
  ) -> (Estimator, tolerance: Double, threshold: Seconds)? {
    guard name.hasPrefix("share_within_") else { return nil }
    var text = name.dropFirst("share_within_".count)
    let isBusiness = text.hasSuffix("_business")
    if isBusiness { text = text.dropLast("_business".count) }
    guard text.hasSuffix("h"), let hours = Double(text.dropLast()), hours > 0 else { return nil }
    let estimator = Estimator.share { view in
      let tally = view.tallies.backlogs[0]
      return (isBusiness ? tally.answeredWithinBusiness : tally.answeredWithin, tally.answered)
    }
    return (estimator, tolerance, hours * 3600)
  }
}

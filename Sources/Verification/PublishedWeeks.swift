import ContactCenter
import Foundation

/// Published studies of weeks: five days, each from empty, closed in the night.
enum PublishedWeeks {
  private static let minute = 60.0

  /// A calendar of five days from Monday on.
  private static func week(from open: Double, to close: Double) -> Scenario.OpeningCalendar {
    var calendar = Scenario.OpeningCalendar()
    calendar.days = 5
    calendar.hours = Scenario.OpeningHours(open: open * 3600, close: close * 3600)
    calendar.interval = 3600
    calendar.closing = .sendAway
    return calendar
  }

  private static func run(
    _ scenario: Scenario, _ effort: Effort, weight: Double, contacts: Double, _ checks: [Check]
  ) throws -> CaseRun {
    let weeks = Int(clamping: min(10_000, effort.contacts(weight: weight) / contacts))
    guard weeks >= 20 else {
      throw MappingError.unsupported("not simulated: 20 weeks need \(brief(20 * contacts)) calls")
    }
    return CaseRun(
      scenario: scenario, window: 0..<1, replications: weeks, contacts: contacts, checks: checks)
  }

  // MARK: Messages after a longest wait

  /// One type; whoever has waited `max_wait_min` leaves a message, whoever waits at closing is cut
  /// off.
  static func messages(
    _ item: ExactCase, _ params: Parameters, _ effort: Effort
  ) throws -> CasePlan {
    let text = params.values["hours"]?.text ?? ""
    guard let hours = text.firstMatch(of: /([0-9]+)-([0-9]+) Mon-Fri/),
      let open = Double(hours.output.1), let close = Double(hours.output.2), open < close
    else { throw MappingError.unsupported("the hours \"\(text)\" are not understood") }
    let rate = try params.rate()
    let agents = try params.count("servers", atLeast: 1)
    var scenario = Scenario(name: item.id)
    scenario.calendar = week(from: open, to: close)
    scenario.add(
      type: 0, rate: rate, service: .exponential(mean: try params.positive("aht_min") * minute),
      patience: .exponential(mean: try params.positive("patience_mean_min") * minute),
      threshold: try params.nonNegative("awt_min") * minute)
    scenario.queues[0].steps = [
      Scenario.QueueStep(
        after: try params.positive("max_wait_min") * minute, action: .voiceMail(share: 1))
    ]
    if params.has("trunks") {
      scenario.trunkGroups = [
        Scenario.TrunkGroup(name: "lines", lines: try params.count("trunks", atLeast: 1))
      ]
      scenario.contactTypes[0].trunks = "lines"
    }
    var group = Scenario.AgentGroup(name: "agents")
    group.staffing = .constant(agents)
    group.skills = [Scenario.Skill(queue: Scenario.queueName(0))]
    scenario.agentGroups = [group]
    let expected = rate * 5 * (close - open) * 3600
    let planned = Double(agents) * 5 * (close - open) * 3600
    var plan = CasePlan(item)
    let checks = plan.checks(try item.publishedFigures()) {
      estimator($0, type: 0, group: 0, expected: expected, planned: planned)
    }
    plan.runs = [try run(scenario, effort, weight: 3, contacts: expected, checks)]
    return plan
  }

  /// A count or share of a whole week.
  private static func estimator(
    _ name: String, type: Int, group: Int, expected: Double, planned: Double
  ) -> Estimator? {
    func count(_ field: @escaping @Sendable (ContactTally) -> Double) -> Estimator {
      .perReplication { $0.contacts([type], $0.everything, field) }
    }
    switch name {
    case "arrived": return count(\.attempts)
    case "retrials": return count(\.redials)
    case "served": return count(\.answered)
    case "abandoned": return count(\.abandoned)
    case "messages": return count(\.voiceMail)
    case "disconnected": return count(\.disconnected)
    case "good": return count(\.answeredWithin)
    case "service_level_pct":
      return .perReplication(times: 100 / expected) {
        $0.contacts([type], $0.everything, \.answeredWithin)
      }
    case "asa_served_min":
      return .mean {
        (
          $0.contacts([type], $0.everything, \.waitAnswered) / minute,
          $0.contacts([type], $0.everything, \.answered),
          $0.contacts([type], $0.everything, \.queued)
        )
      }
    case "occupancy_pct":
      return .perReplication(times: 100 / planned) {
        $0.groups([group], $0.everything, \.handling)
      }
    default: return nil
    }
  }

  // MARK: Two languages

  /// Two types, agents for each and agents for both; callers who gave up try again.
  static func bilingual(
    _ item: ExactCase, _ params: Parameters, _ effort: Effort
  ) throws -> CasePlan {
    let languages = (params.values["service_min"]?.members ?? [:]).keys.sorted()
    let servers = params.values["servers"]?.members ?? [:]
    let rates = try ratesByHour(params.values["calls_per_hour"]?.text ?? "")
    guard let first = rates.first, let last = rates.last else { return CasePlan(item) }
    var scenario = Scenario(name: item.id)
    scenario.calendar = week(from: first.from, to: last.to)
    for (index, language) in languages.enumerated() {
      scenario.add(
        type: index, rate: 0, service: try service(params, language),
        patience: .exponential(mean: try params.positive("patience_mean_min") * minute),
        threshold: try params.nonNegative("awt_min") * minute)
      scenario.contactTypes[index].arrivals.points = rates.map {
        Scenario.RatePoint(time: $0.from * 3600, rate: $0.perHour / 3600)
      }
      scenario.contactTypes[index].trunks = "lines"
      scenario.contactTypes[index].redialAfterAbandon = Scenario.Redial(
        probabilities: [try params.share("retry_prob_after_abandon")],
        delay: .constant(try params.positive("retry_delay_min") * minute))
    }
    scenario.trunkGroups = [
      Scenario.TrunkGroup(name: "lines", lines: try params.count("trunks", atLeast: 1))
    ]
    let groups = servers.keys.sorted()
    for name in groups {
      var group = Scenario.AgentGroup(name: name)
      group.staffing = .constant(try Parameters.whole(servers[name]?.number ?? -1, name))
      let work = languages.firstIndex(of: name).map { [$0] } ?? Array(languages.indices)
      group.skills = work.map { Scenario.Skill(queue: Scenario.queueName($0)) }
      scenario.agentGroups.append(group)
    }
    scenario.routing.agentSelection = .random
    scenario.routing.contactSelection = .oldestFirst
    let perType = 5 * rates.reduce(0) { $0 + $1.perHour * ($1.to - $1.from) }
    let hours = 5 * (last.to - first.from) * 3600
    var plan = CasePlan(item)
    var kept: [KnownFigure] = []
    for figure in try item.publishedFigures() {
      if let reason = rememberedPatience(figure.name) {
        plan.skip(figure.name, reason)
      } else {
        kept.append(figure)
      }
    }
    let checks = plan.checks(kept) { name in
      guard let cut = name.lastIndex(where: { "_.".contains($0) }) else { return nil }
      let base = String(name[..<cut])
      let who = String(name[name.index(after: cut)...])
      let group = groups.firstIndex(of: who) ?? 0
      let agents = Double(servers[who]?.number ?? 0)
      guard languages.contains(who) || base == "occupancy_pct" else { return nil }
      return estimator(
        base, type: languages.firstIndex(of: who) ?? 0, group: group, expected: perType,
        planned: agents * hours)
    }
    plan.runs = [
      try run(
        scenario, effort, weight: 5, contacts: perType * Double(languages.count), checks)
    ]
    return plan
  }

  /// The publication's callers keep one patience for all their attempts; here each attempt draws
  /// anew.
  ///
  /// Those who gave up once are the less patient ones, so abandonments differ a little.
  private static func rememberedPatience(_ name: String) -> String? {
    let touched = ["arrived", "abandoned", "retrials"]
    guard touched.contains(where: { name.hasPrefix($0) }) else { return nil }
    return "the publication's callers try again with their first patience, here with a new one"
  }

  private static func service(_ params: Parameters, _ language: String) throws -> Distribution {
    let text = params.values["service_min"]?[language]?.text ?? ""
    guard let match = text.wholeMatch(of: /uniform ([0-9.]+)-([0-9.]+)/),
      let low = Double(match.output.1), let high = Double(match.output.2), low <= high
    else { throw MappingError.unsupported("the service law \"\(text)\" is not understood") }
    return .uniform(low: low * minute, high: high * minute)
  }

  /// A rate between two hours of the day.
  private struct HourlyRate {
    var perHour: Double
    var from: Double
    var to: Double
  }

  /// `100 per type 8-9h, 50 per type 9-17h, Mon-Fri`.
  private static func ratesByHour(_ text: String) throws -> [HourlyRate] {
    let rates = text.matches(of: /([0-9.]+) per type ([0-9]+)-([0-9]+) ?h/).compactMap { match in
      Double(match.output.1).flatMap { rate in
        Double(match.output.2).flatMap { from in
          Double(match.output.3).map { HourlyRate(perHour: rate, from: from, to: $0) }
        }
      }
    }
    let follow = zip(rates, rates.dropFirst()).allSatisfy { $0.to == $1.from }
    guard !rates.isEmpty, follow, text.contains("Mon-Fri") else {
      throw MappingError.unsupported("the rates \"\(text)\" are not understood")
    }
    return rates
  }
}

import ContactCenter

/// A day of several types and periods; the laws of a contact are those of the period it arrives in.
struct SkillDay: Sendable {
  var scenario: Scenario
  var types: Int
  var periods: Int
  /// Expected contacts of a day.
  var contacts: Double

  /// Reads `lambda_per_min`, `mu_per_min`, `nu_per_min`, `agents`, `route`, `group_types`.
  init(_ params: Parameters, name: String) throws {
    let rates = try Self.matrix(params, "lambda_per_min")
    types = rates.count
    periods = rates[0].count
    let length = 60 * (try params.optionalNumber("period_min") ?? 120)
    let service = try params.numbers("mu_per_min", count: periods)
    let patience = try params.numbers("nu_per_min", count: periods)
    guard service.allSatisfy({ $0 > 0 }), patience.allSatisfy({ $0 > 0 }) else {
      throw MappingError.defect("the rates of service and abandonment must be above 0")
    }
    guard Double(periods) * length <= 86_400 else {
      throw MappingError.unsupported("the periods make more than a day")
    }
    scenario = Scenario(name: name)
    scenario.calendar.hours = Scenario.OpeningHours(open: 0, close: Double(periods) * length)
    scenario.calendar.interval = length
    let cv = params.has("alpha0") ? 1 / (try params.positive("alpha0")).squareRoot() : 0
    contacts = 0
    for type in 0..<types {
      scenario.queues.append(Scenario.Queue(name: Scenario.queueName(type)))
      for period in 0..<periods {
        contacts += rates[type][period] / 60 * length
        var contact = Scenario.ContactType(name: "type \(type) period \(period)")
        contact.queue = Link(Scenario.queueName(type))
        contact.arrivals.points = Self.points(
          rate: rates[type][period] / 60, period: period, of: periods, length: length)
        if cv > 0 { contact.arrivals.dayFactor = Scenario.RandomFactor(law: .gamma, cv: cv) }
        contact.talk = Scenario.TimedLaw(.exponential(mean: 60 / service[period]))
        contact.patience = Scenario.TimedLaw(.exponential(mean: 60 / patience[period]))
        contact.serviceLevel = Scenario.ServiceLevelGoal()
        contact.serviceLevel?.acceptableWait = try params.nonNegative("awt_s")
        scenario.contactTypes.append(contact)
      }
    }
    if cv > 0 { shareDayFactor() }
    try addGroups(params, length)
  }

  /// The rate of one period, 0 in the others.
  private static func points(
    rate: Double, period: Int, of periods: Int, length: Seconds
  ) -> [Scenario.RatePoint] {
    var points = [Scenario.RatePoint(time: Double(period) * length, rate: rate)]
    if period > 0 { points.insert(Scenario.RatePoint(time: 0, rate: 0), at: 0) }
    if period + 1 < periods {
      points.append(Scenario.RatePoint(time: Double(period + 1) * length, rate: 0))
    }
    return points
  }

  /// One factor for all types: the correlation of their normal scores is 1.
  private mutating func shareDayFactor() {
    let names = scenario.contactTypes.map(\.name)
    let ones = names.map { _ in names.map { _ in 1.0 } }
    scenario.dayFactorCorrelation = Scenario.DayFactorCorrelation(types: names, matrix: ones)
  }

  private mutating func addGroups(_ params: Parameters, _ length: Seconds) throws {
    let agents = try Self.matrix(params, "agents")
    let lists = try Self.matrix(params, "group_types")
    let routes = try SkillSystem.routes(params, types: types, groups: agents.count)
    guard lists.count == agents.count else {
      throw MappingError.defect("`group_types` needs \(agents.count) lists, found \(lists.count)")
    }
    for index in agents.indices {
      var group = Scenario.AgentGroup(name: "group \(index)")
      group.staffing = .counts(
        try agents[index].enumerated().map { period, number in
          Scenario.StaffingPoint(
            time: Double(period) * length, agents: try Parameters.whole(number, "agents"))
        })
      for entry in lists[index] {
        let type = try Parameters.whole(entry, "group_types")
        guard type < types else {
          throw MappingError.defect("`group_types` names type \(type) of \(types)")
        }
        var skill = Scenario.Skill(queue: Scenario.queueName(type))
        skill.preference = (routes[type].firstIndex(of: index) ?? routes[type].count) + 1
        group.skills.append(skill)
      }
      scenario.agentGroups.append(group)
    }
    scenario.routing.contactSelection = .oldestFirst
  }

  /// A list of lists of numbers, all of one length where that matters.
  private static func matrix(_ params: Parameters, _ key: String) throws -> [[Double]] {
    let rows = try params.list(key).map { row in
      guard let list = row.list, !list.isEmpty, list.allSatisfy({ $0.number != nil }) else {
        throw MappingError.defect("`\(key)` must hold lists of numbers, found \(row.summary)")
      }
      return list.compactMap(\.number)
    }
    if key == "lambda_per_min", Set(rows.map(\.count)).count > 1 {
      throw MappingError.defect("the lists of `\(key)` differ in length")
    }
    return rows
  }

  /// `served`, `good.t0[1]` (type 0, period 1), `occupancy_group0` and so on.
  func estimator(_ name: String) -> Estimator? {
    let periods = self.periods
    if let match = name.wholeMatch(of: /good\.t([0-9]+)\[([0-9]+)\]/),
      let type = Int(match.output.1), let period = Int(match.output.2), type < types,
      period < periods
    {
      return .perReplication {
        $0.contacts([type * periods + period], $0.everything, \.answeredWithin)
      }
    }
    if let match = name.wholeMatch(of: /occupancy_group([0-9]+)/), let group = Int(match.output.1) {
      guard scenario.agentGroups.indices.contains(group) else { return nil }
      return .mean {
        let busy = $0.groups([group], $0.everything, \.handling)
        return (busy, $0.groups([group], $0.everything, \.loggedIn), busy)
      }
    }
    switch name {
    case "served": return .perReplication { $0.contacts(nil, $0.everything, \.answered) }
    case "abandoned": return .perReplication { $0.contacts(nil, $0.everything, \.abandoned) }
    case "service_level":
      return .share {
        (
          $0.contacts(nil, $0.everything, \.answeredWithin),
          $0.contacts(nil, $0.everything) { $0.answered + $0.abandoned - $0.abandonedWithin }
        )
      }
    default: return nil
    }
  }
}

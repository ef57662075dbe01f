import ContactCenter

/// Families with several contact types: priorities and several skills.
enum SkillFamilies {
  /// Classes in order of urgency before one group of agents, nobody interrupted.
  static func priority(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let classes = try params.list("calls_per_hour").count
    let rates = try params.numbers("calls_per_hour", count: classes).map { $0 / 3600 }
    let means = try params.numbers("aht_s", count: classes)
    let patience = try params.optionalNumbers("mean_patience_s", count: classes)
    let agents = try params.count("servers", atLeast: 1)
    let threshold = try QueueFamilies.thresholds(params)[0]
    var scenario = Scenario(name: item.id)
    var group = Scenario.AgentGroup(name: "agents")
    group.staffing = .constant(agents)
    for index in 0..<classes {
      scenario.add(
        type: index, rate: rates[index], service: .exponential(mean: means[index]),
        patience: patience[index].map { .exponential(mean: $0) } ?? .never, threshold: threshold)
      var skill = Scenario.Skill(queue: Scenario.queueName(index))
      skill.rank = index + 1
      group.skills.append(skill)
    }
    scenario.agentGroups = [group]
    scenario.routing.contactSelection = .oldestFirst
    let system = PooledSystem(
      rates: rates, means: means, patience: patience.map { $0 ?? .infinity }, agents: agents)
    var plan = CasePlan(item)
    let checks = plan.checks(try item.figures(), priority: agents)
    plan.runs = [try system.run(scenario, effort.contacts(weight: 2), checks)]
    return plan
  }

  /// Several skills with ordered routes and a rule of choice for each group.
  static func multiskill(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let servers = try params.list("servers").count
    let agents = try params.numbers("servers", count: servers).map {
      try Parameters.whole($0, "servers")
    }
    let system = try system(params, agents: agents)
    var plan = CasePlan(item)
    let checks = plan.checks(try item.figures()) { system.estimator($0) }
    plan.runs = [try system.run(named: item.id, effort.contacts(weight: 3), checks)]
    return plan
  }

  /// The system of a case with these numbers of agents.
  static func system(_ params: Parameters, agents: [Int]) throws -> SkillSystem {
    let types = try params.list("calls_per_hour").count
    let rates = try params.numbers("calls_per_hour", count: types).map { $0 / 3600 }
    let servers = agents.count
    let patience = try params.optionalNumbers("mean_patience_s", count: types)
    let groups = try (0..<servers).map { try GroupRule(params.values["rules"], group: $0) }
    let times = params.values["aht_s"]
    var system = SkillSystem(
      rates: rates, agents: agents, groups: groups,
      routes: try SkillSystem.routes(params, types: types, groups: servers),
      patience: patience.map { $0.map { .exponential(mean: $0) } ?? .never },
      threshold: try QueueFamilies.thresholds(params)[0])
    system.service = try (0..<types).map { type in
      try (0..<servers).map { group in
        try handlingTime(times, type, group, isServed: system.routes[type].contains(group))
      }
    }
    system.capacities = try params.optionalNumbers("queue_capacity_per_type", count: types).map {
      try $0.map { try Parameters.whole($0, "queue_capacity_per_type") }
    }
    if params.has("queue_capacity_total") {
      system.room = try params.count("queue_capacity_total")
    }
    return system
  }

  /// Figures of other simulators for systems without formulas.
  static func simulatedReference(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let types = try params.list("calls_per_hour").count
    let entries = try params.list("groups")
    let agents = try entries.map {
      try Parameters($0).count("agents")
    }
    let groups = try entries.map { try GroupRule(entry: $0) }
    let work = groups.map(\.types.count)
    let service = try LawTable(
      params.values["service"] ?? .null, types: types, workOfGroups: work)
    let patience = try LawTable(
      params.values["patience"] ?? .null, types: types, workOfGroups: work)
    var system = SkillSystem(
      rates: try params.numbers("calls_per_hour", count: types).map { $0 / 3600 }, agents: agents,
      groups: groups,
      routes: try SkillSystem.routes(params, types: types, groups: entries.count),
      patience: (0..<types).map { patience.law(type: $0, group: 0) },
      threshold: try QueueFamilies.thresholds(params)[0])
    system.service = (0..<types).map { type in
      entries.indices.map { service.law(type: type, group: $0) }
    }
    var plan = CasePlan(item)
    let checks = plan.checks(try item.figures()) { system.estimator($0) }
    plan.runs = [try system.run(named: item.id, effort.contacts(weight: 3), checks)]
    return plan
  }

  private static func handlingTime(
    _ times: JSONValue?, _ type: Int, _ group: Int, isServed: Bool
  ) throws -> Distribution? {
    let key = "type\(type)_group\(group)"
    let single = times?.number ?? times?[key]?.number
    if let mean = single {
      guard mean > 0 else { throw MappingError.defect("`aht_s` must be above 0, found \(mean)") }
      return .exponential(mean: mean)
    }
    if let law = times?[key], law.members != nil { return try LawReading.law(law) }
    if isServed { throw MappingError.defect("`aht_s` has no number `\(key)`") }
    return nil
  }
}

extension Scenario {
  /// The name of a type's queue in mapped cases.
  static func queueName(_ index: Int) -> String { "queue \(index)" }

  /// Adds a contact type with a queue of its own, in the same place of both lists.
  mutating func add(
    type index: Int, rate: Double, service: Distribution, patience: Distribution,
    threshold: Seconds, capacity: Int? = nil
  ) {
    var queue = Scenario.Queue(name: Scenario.queueName(index))
    queue.capacity = capacity
    queues.append(queue)
    var type = Scenario.ContactType(name: "type \(index)")
    type.queue = Link(queue.name)
    type.arrivals.points = [Scenario.RatePoint(time: 0, rate: rate)]
    type.talk = Scenario.TimedLaw(service)
    type.patience = Scenario.TimedLaw(patience)
    var goal = Scenario.ServiceLevelGoal()
    goal.acceptableWait = threshold
    type.serviceLevel = goal
    contactTypes.append(type)
  }
}

extension CasePlan {
  /// Checks of a priority queue: `np_asa1_s` is the first class's; `pr_…` belongs to another model.
  mutating func checks(_ figures: [KnownFigure], priority agents: Int) -> [Check] {
    var kept: [KnownFigure] = []
    for figure in figures {
      if figure.name.hasPrefix("pr_") {
        skip(figure.name, "preemptive priority: no contact is interrupted in this simulation")
      } else {
        kept.append(figure)
      }
    }
    return checks(kept) { name in
      var base = name.hasPrefix("np_") ? String(name.dropFirst(3)) : name
      if base.hasSuffix("_s") { base = String(base.dropLast(2)) }
      let digits = String(base.reversed().prefix { $0.isNumber }.reversed())
      base = String(base.dropLast(digits.count))
      guard let index = Int(digits) else {
        return Figures.estimator(base, FigureScope(agents: agents))
      }
      return index > 0 ? Figures.estimator(base, .type(index - 1)) : nil
    }
  }
}

/// Several classes before agents who all do the same.
struct PooledSystem {
  var rates: [Double]
  var means: [Double]
  /// Mean patience; infinite for those who never give up.
  var patience: [Double]
  var agents: Int

  /// A stationary run; the last stretch is not judged, for there nobody overtakes any more.
  func run(_ scenario: Scenario, _ contacts: Double, _ checks: [Check]) throws -> CaseRun {
    let rate = rates.reduce(0, +)
    let load = zip(rates, means).map(*).reduce(0, +)
    let longest = means.max() ?? 1
    let slowest = patience.max() ?? .infinity
    let queue = Relaxation.queue(
      servers: agents, load: load, service: .exponential(mean: longest),
      patience: slowest.isFinite ? .exponential(mean: slowest) : .never)
    let length = try RunLength.plan(
      rate: rate, relaxation: queue, tail: 8 * queue, contacts: contacts)
    return CaseRun(scenario, length, checks: checks)
  }
}

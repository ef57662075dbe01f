import ContactCenter

/// Which contacts a group takes, by the rule of a case file.
struct GroupRule {
  /// `prio`: first non-empty queue of the list; `longest`: the longest queue, ties to the earlier
  /// one of the list; `fcfs`: the contact that has waited longest.
  var rule: String
  /// The types in the order of the list.
  var types: [Int]

  /// From `"rules": {"0": ["prio", [1, 0]]}`.
  init(_ rules: JSONValue?, group: Int) throws {
    guard let entry = rules?["\(group)"]?.list, entry.count == 2, let rule = entry[0].text,
      let types = entry[1].list
    else {
      let found = rules?["\(group)"]?.summary ?? "nothing"
      throw MappingError.defect(
        "`rules` needs for group \(group) a list such as [\"prio\", [0, 1]], found \(found)")
    }
    try self.init(rule: rule, types)
  }

  /// From `{"agents": 10, "types": [0, 1], "rule": "fcfs"}`.
  init(entry: JSONValue) throws {
    guard let types = entry["types"]?.list else {
      throw MappingError.defect("a group needs a list `types`, found \(entry.summary)")
    }
    try self.init(rule: entry["rule"]?.text ?? "fcfs", types)
  }

  private init(rule: String, _ types: [JSONValue]) throws {
    self.rule = rule
    self.types = try types.map {
      guard let number = $0.number else {
        throw MappingError.defect("the types of a rule must be numbers, found \($0.summary)")
      }
      return try Parameters.whole(number, "rules")
    }
    guard ["prio", "longest", "fcfs"].contains(rule) else {
      throw MappingError.unsupported("the rule `\(rule)` is not known (prio, longest, fcfs)")
    }
  }
}

/// Several types and groups with ordered routes.
struct SkillSystem: Sendable {
  var rates: [Double]
  var agents: [Int]
  private(set) var rules: [String]
  private(set) var lists: [[Int]]
  /// For each type the groups that are asked in this order.
  var routes: [[Int]]
  var patience: [Distribution]
  var threshold: Seconds
  /// By type and group; nil where the group does not serve the type.
  var service: [[Distribution?]] = []
  var capacities: [Int?] = []
  var room: Int?

  init(
    rates: [Double], agents: [Int], groups: [GroupRule], routes: [[Int]],
    patience: [Distribution], threshold: Seconds
  ) {
    self.rates = rates
    self.agents = agents
    self.rules = groups.map(\.rule)
    self.lists = groups.map(\.types)
    self.routes = routes
    self.patience = patience
    self.threshold = threshold
  }

  /// The lists under `route`.
  static func routes(_ params: Parameters, types: Int, groups: Int) throws -> [[Int]] {
    let lists = try params.list("route")
    guard lists.count == types else {
      throw MappingError.defect("`route` needs \(types) lists, found \(lists.count)")
    }
    return try lists.map {
      guard let list = $0.list else {
        throw MappingError.defect("`route` must hold lists, found \($0.summary)")
      }
      return try list.map {
        let group = try Parameters.whole($0.number ?? -1, "route")
        guard group < groups else {
          throw MappingError.defect("`route` names group \(group) of \(groups)")
        }
        return group
      }
    }
  }

  /// The scenario without its calendar.
  func scenario(named name: String) throws -> Scenario {
    var scenario = Scenario(name: name)
    for type in rates.indices {
      scenario.add(
        type: type, rate: rates[type],
        service: service[type].compactMap { $0 }.first ?? .constant(0), patience: patience[type],
        threshold: threshold, capacity: capacities.isEmpty ? nil : capacities[type])
    }
    scenario.waitingRoom = room
    scenario.routing.policy = policy
    for group in agents.indices { scenario.agentGroups.append(try self.group(group)) }
    return scenario
  }

  /// The policy that says what all rules say; nil if they differ.
  ///
  /// A group of one type has nothing to choose. Where rules differ, ranks and each group's own
  /// selection say the same.
  var policy: Scenario.RoutingPolicy? {
    let choosing = Set(rules.indices.filter { lists[$0].count > 1 }.map { rules[$0] })
    if choosing.count > 1 { return nil }
    switch choosing.first {
    case "longest": return .longestQueueFirst
    case "fcfs": return .singleFifoQueue
    default: return .queuePriority
    }
  }

  private func group(_ index: Int) throws -> Scenario.AgentGroup {
    var group = Scenario.AgentGroup(name: "group \(index)")
    group.staffing = .constant(agents[index])
    group.contactSelection = rules[index] == "longest" ? .longestQueue : .oldestFirst
    let routed = rates.indices.filter { routes[$0].contains(index) }
    guard Set(routed) == Set(lists[index]), lists[index].count == routed.count else {
      throw MappingError.unsupported(
        "the routes to group \(index) and the list of its rule name different types")
    }
    for (place, type) in lists[index].enumerated() {
      var skill = Scenario.Skill(queue: Scenario.queueName(type))
      skill.rank = rules[index] == "prio" ? place + 1 : 1
      skill.preference = (routes[type].firstIndex(of: index) ?? 0) + 1
      skill.talk = service[type][index]
      group.skills.append(skill)
    }
    return group
  }

  /// A stationary run; the last stretch is not judged, for there nobody overtakes any more.
  func run(named name: String, _ contacts: Double, _ checks: [Check]) throws -> CaseRun {
    let length = try RunLength.plan(
      rate: rates.reduce(0, +), relaxation: relaxation, tail: 5 * relaxation, contacts: contacts)
    return CaseRun(try scenario(named: name), length, checks: checks)
  }

  /// The slowest of the types served by their groups alone, and of all together.
  private var relaxation: Seconds {
    let laws = service.flatMap { $0.compactMap { $0 } }
    let longest = laws.max { $0.mean < $1.mean } ?? .exponential(mean: 1)
    let cv = laws.compactMap(\.cv).max() ?? 1
    let slow = longest.mean * (1 + cv * cv)
    let patient = patience.max { $0.mean < $1.mean } ?? .never
    if patient != .never { return max(slow, min(patient.mean, 40 * slow)) }
    let load = rates.indices.map { type in
      rates[type] * (service[type].compactMap { $0?.mean }.max() ?? 0)
    }.reduce(0, +)
    let whole = Relaxation.queue(
      servers: agents.reduce(0, +), load: load, service: longest, room: room)
    return agents.count > 1 ? 3 * whole : whole
  }

  /// The figure of a name such as `p_abandon[0]`, `served_by_group_frac[1][0]`,
  /// `group_occupancy[2]`.
  func estimator(_ name: String) -> Estimator? {
    let base = String(name.prefix { $0 != "[" })
    let indices = name.split(whereSeparator: { "[]".contains($0) }).dropFirst().compactMap {
      Int($0)
    }
    if base == "served_by_group_frac", indices.count == 2 {
      return servedBy(type: indices[0], group: indices[1])
    }
    if indices.isEmpty { return Figures.estimator(base, FigureScope(agents: agents.reduce(0, +))) }
    guard indices.count == 1 else { return nil }
    if base == "group_occupancy" {
      guard agents.indices.contains(indices[0]) else { return nil }
      return Figures.estimator(
        base, FigureScope(groups: [indices[0]], agents: agents[indices[0]]))
    }
    return rates.indices.contains(indices[0])
      ? Figures.estimator(base, .type(indices[0])) : nil
  }

  /// The share of all attempts of a type that the group served, over the whole observed time.
  private func servedBy(type: Int, group: Int) -> Estimator? {
    let groups = agents.count
    guard rates.indices.contains(type), agents.indices.contains(group) else { return nil }
    return .share {
      (
        $0.tallies.answeredByGroup[type * groups + group],
        $0.contacts([type], $0.everything, \.attempts)
      )
    }
  }
}

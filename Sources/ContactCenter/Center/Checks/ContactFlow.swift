/// Where contacts go on the average, worked out from probabilities alone: for checks only.
///
/// Redials are left out, since whether somebody redials depends on the simulation.
package struct ContactFlow {
  /// Types that some contact has at some time.
  package private(set) var usedTypes: Set<Int> = []
  /// Types of which some contact waits for an agent.
  package private(set) var waitingTypes: Set<Int> = []
  /// Menus that some caller hears.
  package private(set) var usedMenus: Set<Int> = []
  /// Queues that some contact may wait in.
  package private(set) var usedQueues: Set<Int> = []
  /// Expected contacts of each type that want an agent, in one replication.
  package private(set) var volumes: [Double]

  /// Follows the contacts of a model.
  ///
  /// - Parameters:
  ///   - model: What sends contacts where.
  ///   - presumed: Types of which nobody knows how many come; one contact stands for them.
  package init(_ model: Model, presumed: Set<Int> = []) {
    volumes = [Double](repeating: 0, count: model.contactTypes.count)
    var outcomes: [Int: (agent: Double, types: [Int: Double])] = [:]
    for (i, type) in model.contactTypes.enumerated() {
      let waiting = Double(type.backlog.reduce(0) { $0 + $1.count })
      let volume =
        presumed.contains(i) ? 1 : ArrivalVolume(type, model.calendar).total + waiting
      guard volume > 0 else { continue }
      usedTypes.insert(i)
      guard let menu = type.menu?.place else {
        add(volume, of: i, model)
        continue
      }
      if outcomes[menu] == nil { outcomes[menu] = follow(menu, model) }
      add(volume * outcomes[menu]!.agent, of: i, model)
      for (other, share) in outcomes[menu]!.types { add(volume * share, of: other, model) }
    }
    waitingTypes.formUnion(volumes.indices.filter { volumes[$0] > 0 })
    usedTypes.formUnion(model.campaigns.map(\.type.place))
    waitingTypes.formUnion(model.campaigns.filter { $0.dialer.kind != .agentless }.map(\.type.place))
    spreadTypes(model, &outcomes)
    usedTypes.formUnion(waitingTypes)
    addTransfersAndRepeats(model)
    findQueues(model)
    usedQueues.formUnion(model.campaigns.map { model.contactTypes[$0.type.place].queue })
  }

  /// Contacts of a type that have left menus, of which a bot may leave some to the agents.
  ///
  /// Somebody always finds no session, or an outage, so that agents are needed whatever it contains.
  private mutating func add(_ volume: Double, of type: Int, _ model: Model) {
    guard let bot = model.contactTypes[type].bot.map({ model.bots[$0.place] }) else {
      volumes[type] += volume
      return
    }
    if volume > 0 { waitingTypes.insert(type) }
    let place = bot.becomes?.place ?? type
    if bot.returnsTo == .bot && place == type {
      volumes[type] += volume * bot.agentContacts
    } else {
      volumes[type] += volume * bot.escalatedShare
      volumes[place] += volume * bot.returningShare
    }
  }

  /// The chances to end at an agent, by type; also marks the menus on the way.
  private mutating func follow(_ entry: Int, _ model: Model) -> (
    agent: Double, types: [Int: Double]
  ) {
    var agent = 0.0
    var types: [Int: Double] = [:]
    var mass = [entry: 1.0]
    for _ in 0..<10_000 where !mass.isEmpty {
      var next: [Int: Double] = [:]
      for (place, share) in mass.sorted(by: { $0.key < $1.key }) {
        usedMenus.insert(place)
        for (target, probability) in model.menus[place].outcomes where probability > 0 {
          let part = share * probability
          switch target {
          case .agent: agent += part
          case .type(let type): types[type.place, default: 0] += part
          case .menu(let menu): if part > 1e-12 { next[menu.place, default: 0] += part }
          case .selfServed, .voiceMail, .hangUp: break
          }
        }
      }
      mass = next
    }
    return (agent, types)
  }

  /// Follows transfers, redials and repeated calls to the types that they lead to.
  private mutating func spreadTypes(
    _ model: Model, _ outcomes: inout [Int: (agent: Double, types: [Int: Double])]
  ) {
    var open = Array(usedTypes.union(waitingTypes))
    while let i = open.popLast() {
      let type = model.contactTypes[i]
      var waiting = type.movedOn.filter { $0.chance > 0 }.map(\.to)
      if let rule = type.voiceMail, rule.tooShort < 1 { waiting.append(rule.becomes.place) }
      let returns =
        [
          type.redialAfterBusy?.nextType, type.redialAfterAbandon?.nextType, type.repeatCall?.nextType,
          type.bot.flatMap { model.bots[$0.place].becomes?.place }, type.chasers?.nextType,
        ].compactMap { $0 }
      for other in returns where usedTypes.insert(other).inserted { open.append(other) }
      for other in returns {
        guard let menu = model.contactTypes[other].menu?.place else {
          waiting.append(other)
          continue
        }
        if outcomes[menu] == nil { outcomes[menu] = follow(menu, model) }
        if outcomes[menu]!.agent > 0 { waiting.append(other) }
        waiting += outcomes[menu]!.types.keys.sorted()
      }
      for other in waiting where waitingTypes.insert(other).inserted { open.append(other) }
    }
  }

  private mutating func addTransfersAndRepeats(_ model: Model) {
    let first = volumes
    for _ in 0..<200 {
      var next = first
      for (i, type) in model.contactTypes.enumerated() where volumes[i] > 0 {
        for move in type.movedOn { next[move.to] += volumes[i] * move.chance }
        if let again = type.repeatCall {
          next[again.nextType] += volumes[i] * again.unsolved * again.callsAgain
        }
      }
      let change = zip(next, volumes).reduce(0) { max($0, abs($1.0 - $1.1)) }
      volumes = next
      if change < 1e-9 * (first.max() ?? 0) { break }
    }
  }

  private mutating func findQueues(_ model: Model) {
    var open = waitingTypes.map { model.contactTypes[$0].queue }
    while let i = open.popLast() {
      guard usedQueues.insert(i).inserted else { continue }
      open += model.queues[i].next
    }
  }

  /// Queues, types and groups that share work, directly or through others.
  package struct Part {
    package var types: [Int]
    package var groups: [Int]
  }

  /// The parts of the center that have nothing to do with one another, in order of their queues.
  package func connectedParts(_ model: Model) -> [Part] {
    var parent = Array(model.queues.indices)
    func root(_ i: Int) -> Int {
      var i = i
      while parent[i] != i { i = parent[i] }
      return i
    }
    func join(_ a: Int, _ b: Int) {
      let (a, b) = (root(a), root(b))
      parent[max(a, b)] = min(a, b)
    }
    for (i, queue) in model.queues.enumerated() { queue.next.forEach { join(i, $0) } }
    for group in model.groups {
      for skill in group.skills.dropFirst() { join(group.skills[0].queue.place, skill.queue.place) }
    }
    return usedQueues.sorted().filter { root($0) == $0 }.map { part in
      Part(
        types: model.contactTypes.indices.filter { root(model.contactTypes[$0].queue) == part },
        groups: model.groups.indices.filter {
          model.groups[$0].skills.first.map { root($0.queue.place) == part } ?? false
        })
    }
  }
}

extension Model.ContactType {
  /// Where its contacts go after a conversation or a look, with their chances.
  fileprivate var movedOn: [(to: Int, chance: Double)] {
    let wrong = written.misrouted.map { [(to: $0.to.place, chance: $0.share)] } ?? []
    let rest = 1 - (written.spam?.share ?? 0) - (written.misrouted?.share ?? 0)
    return wrong + written.transfers.map { (to: $0.to.place, chance: $0.chance * rest) }
  }
}

extension Scenario.Menu {
  /// Where callers go from here after all repeats, with their chances.
  var outcomes: [(Scenario.MenuTarget, Double)] {
    let again = wrongKey + timeOut
    var visits = 0.0
    var share = 1.0
    for _ in 0...repeats {
      visits += share
      share *= again
    }
    return choices.map { ($0.to, $0.share * visits) }
      + [(.agent, zeroOut * visits), (.hangUp, hangUp * visits), (afterRepeats, share)]
  }
}

extension Scenario.Queue {
  /// The queues that this one passes contacts on to.
  fileprivate var next: [Int] {
    var result: [Int] = steps.compactMap {
      if case .overflow(let to) = $0.action { return to.place }
      return nil
    }
    if case .queue(let other) = whenFull, capacity != nil { result.append(other.place) }
    return result
  }
}

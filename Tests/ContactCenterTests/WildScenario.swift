import ContactCenter

/// Draws valid scenarios with everything on, from a seed.
struct WildScenario {
  private var random: FixedGenerator
  var scenario: Scenario

  private init(seed: UInt64) {
    random = FixedGenerator(seed: seed &* 0x9E37_79B9 &+ 7)
    scenario = Scenario(name: "wild \(seed)")
  }

  /// The scenario of a seed; always the same.
  ///
  /// One in 25 has no policy, and each policy as many.
  static func make(seed: UInt64) -> Scenario {
    let policies = Scenario.RoutingPolicy.allCases
    let number = Int(seed) % (policies.count + 1)
    return make(seed: seed, policy: number < policies.count ? policies[number] : nil)
  }

  /// The scenario of a seed under a policy, or none.
  static func make(seed: UInt64, policy: Scenario.RoutingPolicy?) -> Scenario {
    var wild = WildScenario(seed: seed)
    return wild.build(policy)
  }

  // MARK: Dice

  mutating func flip(_ chance: Double) -> Bool { number(0...1) < chance }

  mutating func number(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &random)
  }

  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  mutating func one<T>(of list: [T]) -> T { list.randomElement(using: &random)! }

  mutating func law(_ mean: Double) -> Distribution {
    switch whole(0...11) {
    case 0: return .constant(mean)
    case 1: return .uniform(low: 0, high: 2 * mean)
    case 2: return .triangular(low: 0, mode: mean / 2, high: 2.5 * mean)
    case 3: return .erlang(phases: whole(2...6), mean: mean)
    case 4: return .gamma(mean: mean, cv: number(0.3...2))
    case 5: return .lognormal(mean: mean, cv: number(0.3...2))
    case 6: return .weibull(mean: mean, cv: number(0.3...2))
    case 7: return .logLogistic(mean: mean, cv: number(0.3...2))
    case 8: return .hyperexponential(mean: mean, cv: number(1.1...2))
    case 9: return .truncatedNormal(mean: mean, standardDeviation: mean / 3)
    case 10: return .atomAtZero(atom: 0.3, otherwise: .exponential(mean: mean))
    default: return .exponential(mean: mean)
    }
  }

  private mutating func timed(_ mean: Double) -> Scenario.TimedLaw {
    if flip(0.6) { return .init(law(mean)) }
    return .init(pieces: [
      .init(from: whole(0...1) == 0 ? 0 : 36_000, law: law(mean)),
      .init(from: 43_200, law: law(mean * 1.5)),
    ])
  }

  // MARK: Whole

  private mutating func build(_ policy: Scenario.RoutingPolicy?) -> Scenario {
    let typeCount = whole(1...4)
    let names = (0..<typeCount).map { "type \($0)" }
    calendar()
    lines()
    menus(names)
    for name in names { scenario.contactTypes.append(contactType(name, names)) }
    for name in names where flip(0.7) { scenario.queues.append(queue(name, names)) }
    overflows(names)
    groups(names)
    if flip(0.2) { scenario.waitingRoom = whole(0...20) }
    scenario.routing.agentSelection = one(of: Scenario.AgentSelection.allCases)
    scenario.routing.contactSelection = one(of: Scenario.ContactSelection.allCases)
    routing(policy)
    if flip(0.5) { scenario.rings = .init() }
    if flip(0.5) { scenario.satisfaction = .init() }
    return scenario
  }

  private mutating func calendar() {
    scenario.calendar.days = whole(1...4)
    let open = Double(whole(0...12)) * 3600
    let lengths: [Seconds] = [1800, 3600, 14_400, 36_000, 86_400]
    let length = one(of: lengths)
    scenario.calendar.hours = .init(open: open, close: open + length)
    scenario.calendar.interval = one(of: [900.0, 1800, 3600])
    scenario.calendar.closing = one(of: [.drain, .sendAway])
    if flip(0.3) { scenario.calendar.weekdayHours[.tuesday] = .some(nil) }
    if flip(0.2) { scenario.calendar.warmUp = length / 3 }
    scenario.serviceLevel.acceptableWait = one(of: [0, 20, 60])
  }

  private mutating func lines() {
    if flip(0.3) { return }
    var main = Scenario.TrunkGroup(name: "main", lines: whole(1...12))
    let from = scenario.calendar.hours.open + 600
    if flip(0.5) { main.outages = [.init(from: from, to: from + 1500, lines: 1)] }
    scenario.trunkGroups = [main]
    if flip(0.5) {
      scenario.trunkGroups[0].overflowTo = "spare"
      scenario.trunkGroups.append(.init(name: "spare", lines: whole(0...5)))
    }
  }

  private mutating func menus(_ names: [String]) {
    scenario.ivr.ports = flip(0.5) ? whole(0...6) : nil
    scenario.ivr.whenPortsFull = one(of: [.busy, .agent])
    var top = Scenario.Menu(name: "top", prompt: law(10))
    top.choices = [
      .init(label: "1", share: 0.2, to: .selfServed), .init(label: "2", share: 0.2, to: .agent),
      .init(label: "3", share: 0.2, to: .type(.init(one(of: names)))),
      .init(label: "4", share: 0.1, to: .menu("sub")),
    ]
    top.choices[0].host = law(3)
    top.choices[0].information = law(20)
    (top.zeroOut, top.hangUp, top.wrongKey, top.timeOut) = (0.1, 0.1, 0.05, 0.05)
    top.repeats = whole(0...2)
    var sub = Scenario.Menu(name: "sub", prompt: law(5))
    sub.choices = [
      .init(label: "1", share: 0.4, to: .agent), .init(label: "2", share: 0.2, to: .menu("top")),
    ]
    (sub.hangUp, sub.wrongKey) = (0.2, 0.2)
    sub.afterRepeats = one(of: [.agent, .selfServed, .hangUp, .menu("top")])
    scenario.ivr.menus = [top, sub]
  }
}

// MARK: - Contacts

extension WildScenario {
  private mutating func contactType(_ name: String, _ names: [String]) -> Scenario.ContactType {
    var type = Scenario.ContactType(name: name)
    type.arrivals = arrivals()
    type.trunks = flip(0.7) ? scenario.trunkGroups.first.map { .init($0.name) } : nil
    type.menu = flip(0.5) ? "top" : nil
    type.priority = Double(whole(1...3))
    type.priorityGrowth = one(of: [0, 0, 0.01])
    type.patience = flip(0.2) ? .init(.never) : timed(90)
    type.talk = timed(120)
    type.wrapUp = flip(0.3) ? .init(.constant(0)) : timed(30)
    if flip(0.5) {
      type.hold = .init(probability: 0.4, length: law(20))
      type.hold?.again = 0.3
    }
    for kind in Scenario.TransferKind.allCases where flip(0.5) {
      var transfer = Scenario.Transfer(
        kind: kind, probability: 0.2, to: one(of: names), together: law(30))
      transfer.giveUpAfter = flip(0.7) ? number(0...120) : nil
      type.transfers.append(transfer)
    }
    type.redialAfterBusy = flip(0.6) ? redial(names) : nil
    type.redialAfterAbandon = flip(0.6) ? redial(names) : nil
    if flip(0.4) {
      type.repeatCall = .init(unsolved: 0.3, callsAgain: 0.6, delay: law(900))
      type.repeatCall?.becomes = flip(0.3) ? .init(one(of: names)) : nil
    }
    if flip(0.4) { type.recognition = .init(share: 0.6, identification: law(15)) }
    return type
  }

  private mutating func redial(_ names: [String]) -> Scenario.Redial {
    var rule = Scenario.Redial(probabilities: [0.8, 0.5], delay: law(300))
    if flip(0.3) { rule.becomes = .init(one(of: names)) }
    return rule
  }

  private mutating func arrivals() -> Scenario.Arrivals {
    var arrivals = Scenario.Arrivals()
    let open = scenario.calendar.hours.open
    arrivals.points = [.init(time: open, rate: number(20...120) / 3600)]
    if flip(0.5) { arrivals.points.append(.init(time: open + 1200, rate: number(0...120) / 3600)) }
    arrivals.interpolation = one(of: Scenario.Interpolation.allCases)
    let moments = (0..<whole(1...200)).map { Double($0) * 97 }
    arrivals.process = one(of: [
      .poisson, .poisson, .fixedCounts, .evenlySpaced, .renewal(.gamma(mean: 60, cv: 0.5)),
      .replay(moments.map { open + $0 }),
    ])
    if flip(0.3) { arrivals.dayFactor = .init(law: .gamma, cv: 0.3) }
    if flip(0.3) { arrivals.intervalFactor = .init(law: .lognormal, cv: 0.3) }
    if flip(0.3) { arrivals.batchSize = .uniform(low: 0, high: 6) }
    return arrivals
  }
}

// MARK: - Queues and agents

extension WildScenario {
  private mutating func queue(_ name: String, _ names: [String]) -> Scenario.Queue {
    var queue = Scenario.Queue(name: name)
    queue.capacity = flip(0.4) ? whole(0...8) : nil
    queue.whenFull = one(of: [.busy, .voiceMail, .queue(.init(one(of: names)))])
    queue.weight = number(0.5...3)
    if flip(0.3) {
      queue.balking = .init(
        by: one(of: [.expectedWait, .queueLength]),
        points: [.init(at: 1, probability: 0), .init(at: 60, probability: 0.8)])
    }
    if flip(0.6) {
      let factor = number(0...2)
      queue.steps.append(
        .init(after: 15, action: .announcement(hangUp: 0.1, patienceFactor: factor)))
    }
    if flip(0.4) { queue.steps.append(.init(after: 60, action: .voiceMail(share: 0.3))) }
    if flip(0.3) { queue.steps.append(.init(after: 400, action: .disconnect)) }
    return queue
  }

  /// Queues overflow to later ones only, so that nothing goes round in circles.
  private mutating func overflows(_ names: [String]) {
    for (place, queue) in scenario.queues.enumerated() where flip(0.4) {
      let later = scenario.queues.dropFirst(place + 1).map(\.name)
      guard let target = later.randomElement(using: &random) else { continue }
      var steps = queue.steps
      steps.append(.init(after: number(5...100), action: .overflow(to: .init(target))))
      scenario.queues[place].steps = steps.sorted { $0.after < $1.after }
    }
    for (place, queue) in scenario.queues.enumerated() {
      // A queue that is named must be in the list, or one of the types' own.
      if case .queue(let other) = queue.whenFull, !names.contains(other.name) {
        scenario.queues[place].whenFull = .busy
      }
    }
  }

  private mutating func groups(_ names: [String]) {
    for place in 0..<whole(1...3) {
      let served = place == 0 ? names : names.filter { _ in flip(0.5) }
      var group = Scenario.AgentGroup(name: "group \(place)")
      for name in served.isEmpty ? [names[0]] : served { group.skills.append(skill(name)) }
      group.staffing = staffing()
      if flip(0.5) { group.alert = law(4) }
      if flip(0.4) { group.noAnswer = .init(probability: 0.2, after: 15, away: number(0...60)) }
      if flip(0.4) { group.absence = 0.2 }
      if place == 1 { group.absenceConcentration = 10 }
      if flip(0.4) { group.lateness = .init(probability: 0.3, delay: law(600)) }
      if flip(0.4) { group.unscheduledBreaks = .init(perHour: number(0...6), length: law(200)) }
      if place == 2 { group.unscheduledBreaks?.cv = 0.5 }
      if flip(0.3) { group.lastCallBefore = 300 }
      if flip(0.4) { group.contactSelection = one(of: Scenario.ContactSelection.allCases) }
      scenario.agentGroups.append(group)
    }
  }

  private mutating func skill(_ name: String) -> Scenario.Skill {
    var skill = Scenario.Skill(queue: name)
    skill.rank = whole(1...2)
    skill.preference = whole(1...2)
    skill.handlingFactor = number(0.7...1.4)
    skill.after = flip(0.3) ? number(1...60) : 0
    if flip(0.2) { skill.talk = law(80) }
    if flip(0.2) { skill.wrapUp = law(20) }
    return skill
  }

  private mutating func staffing() -> Scenario.Staffing {
    let open = scenario.calendar.hours.open
    let close = scenario.calendar.hours.close
    switch whole(0...2) {
    case 0: return .constant(whole(1...8))
    case 1:
      return .counts([
        .init(time: open, agents: whole(0...8)), .init(time: open + 700, agents: whole(0...8)),
        .init(time: open + 1500, agents: whole(1...8)),
      ])
    default:
      let middle = (open + close) / 2
      var early = Scenario.Shift(start: open, end: middle + 100)
      early.agents = whole(1...5)
      early.breaks = [.init(start: open + 600, length: 200)]
      early.handlingFactor = number(0.8...1.2)
      let start = min(middle, 86_399)
      var late = Scenario.Shift(start: start, end: min(close + 900, start + 86_400))
      late.agents = whole(1...5)
      late.breaks = [.init(start: start + 300, length: 100)]
      return .shifts([early, late])
    }
  }
}

import ContactCenter
import Experiments
import Optimization
import QueueingTheory

/// What every staffing needs, whatever the routing: bounds that no search may go below.
///
/// Callers of a subset of the contact types are served by the groups that serve some type of it, so
/// those groups carry at least the load of the subset. Two bounds on their number:
///
/// - Workload: Σ λ_k p_k m_k, where λ_k is the mean rate of type k, p_k the least share of it that
///   must be answered (all of it where nobody gives up, else what the goals say) and m_k the
///   shortest mean handle time. By Hall's theorem the subsets together say whether the work fits.
/// - Deadline, for stationary Poisson arrivals and exponential handle times: no policy answers more
///   within τ than one queue that serves in order of arrival and gives up whoever has waited τ,
///   M/M/n+D(τ) (Panwar and Towsley, "On the optimality of the STE rule", 1988). With the shortest
///   mean handle time and the longest τ of the subset it must answer Σ λ_k p_k ÷ Σ λ_k.
///
/// Types that are put aside for others have neither: what is begun within τ may be left for the next at once, and
/// may never be finished.
///
/// Neither knows that real routing also serves those who have waited too long, so both lie low. An
/// estimate that lies closer, but is no proof, supposes that nothing serves a subset better than one
/// queue in order of arrival: Erlang A (Erlang C) with the subset's mean handle time and its shortest
/// mean patience.
///
/// Up to 10 types every subset is looked at, of more types the single ones, pairs and all.
struct WorkloadBounds: Sendable {
  /// At least so many agents in these groups together.
  struct Bound: Sendable, Equatable {
    var groups: [Int]
    var atLeast: Int
    /// The contact types whose work it is.
    var types: [Int]
    /// The load that must be carried, in erlangs.
    var load: Double
  }

  private(set) var bounds: [Bound] = []
  /// Of each type the load that must be carried, in erlangs.
  let carriedLoads: [Double]

  /// The bounds for one number of agents per group over the whole horizon, on request with the
  /// estimate by Erlang A instead of the deadline bound.
  init(_ layout: GoalLayout, estimatesPools: Bool = false) {
    let model = layout.model
    let demands = model.contactTypes.indices.map { TypeDemand(type: $0, layout) }
    carriedLoads = demands.map(\.carriedLoad)
    let isSteady = model.isStationary
    for subset in Self.subsets(demands.filter { $0.share > 0 && $0.rate > 0 }.map(\.type)) {
      let groups = model.groups.indices.filter { group in
        subset.contains { model.serves(group: group, type: $0) }
      }
      let members = subset.map { demands[$0] }
      let load = members.reduce(0) { $0 + $1.carriedLoad }
      var least = Int(clamping: (load * (1 - 1e-9)).rounded(.up))
      if members.contains(where: { $0.mustAll }), Double(least) <= load * (1 + 1e-9) {
        // Agents who are never free leave a queue that grows for ever.
        least += isSteady && members.allSatisfy(\.mustAll) ? 1 : 0
      }
      if isSteady {
        least = max(
          least, estimatesPools ? Self.pooledAgents(members) : Self.deadlineAgents(members))
      }
      add(Bound(groups: groups, atLeast: least, types: subset, load: load))
    }
  }

  /// Keeps of several bounds on the same groups the highest.
  private mutating func add(_ bound: Bound) {
    guard let known = bounds.firstIndex(where: { $0.groups == bound.groups }) else {
      bounds.append(bound)
      return
    }
    if bound.atLeast > bounds[known].atLeast { bounds[known] = bound }
  }

  private static func subsets(_ types: [Int]) -> [[Int]] {
    guard types.count <= 10 else {
      let pairs = types.indices.flatMap { first in
        types.indices.filter { $0 > first }.map { [types[first], types[$0]] }
      }
      return types.map { [$0] } + pairs + [types]
    }
    return (1..<(1 << max(1, types.count))).compactMap { bits in
      let subset = types.indices.filter { bits >> $0 & 1 == 1 }.map { types[$0] }
      return subset.isEmpty ? nil : subset
    }
  }

  private static func pooledAgents(_ members: [TypeDemand]) -> Int {
    guard members.allSatisfy({ $0.deadline != nil }) else { return 0 }
    let rate = members.reduce(0) { $0 + $1.rate }
    let load = members.reduce(0) { $0 + $1.rate * $1.shortestTime }
    let level = members.reduce(0) { $0 + $1.rate * $1.share } / rate
    let wait = members.compactMap(\.deadline).max() ?? 0
    let whole = Goal(.serviceLevel(.abandonedCountAgainst, within: wait), level)
    let patience = members.map(\.patience).min() ?? .infinity
    guard load > 0, let goal = whole.formula else { return 0 }
    return patience.isFinite && patience > 0
      ? ErlangA.requiredAgents(
        offeredLoad: load, meanHandleTime: load / rate, meanPatience: patience, goals: [goal])
      : ErlangC.requiredAgents(offeredLoad: load, meanHandleTime: load / rate, goals: [goal])
  }

  private static func deadlineAgents(_ members: [TypeDemand]) -> Int {
    guard members.allSatisfy({ $0.deadline != nil }),
      let time = members.map(\.shortestTime).min(), time > 0
    else { return 0 }
    let deadline = members.compactMap(\.deadline).max() ?? 0
    let rate = members.reduce(0) { $0 + $1.rate }
    let wanted = members.reduce(0) { $0 + $1.rate * $1.share } / rate
    guard wanted < 1 else { return 0 }
    let load = rate * time
    let most = Int(clamping: load + 20 * load.squareRoot() + 100)
    return StaffingSearch.fewest(from: 1, upTo: most) { agents in
      answered(load: load, time: time, agents: agents, within: deadline) >= wanted
    } ?? 0
  }

  private static func answered(
    load: Double, time: Double, agents: Int, within deadline: Double
  ) -> Double {
    guard deadline > 0 else { return 1 - ErlangB(offeredLoad: load, agents: agents).blockingProbability }
    let queue = try? GeneralPatience(
      offeredLoad: load, meanHandleTime: time, agents: agents, patience: .deterministic(deadline))
    return queue?.answeredProportion ?? 0
  }

  /// The rows of the integer program.
  func rows(groups: Int) -> [IntegerProgram.Row] {
    bounds.map { bound in
      var coefficients = [Double](repeating: 0, count: groups)
      for group in bound.groups { coefficients[group] = 1 }
      return IntegerProgram.Row(coefficients: coefficients, atLeast: Double(bound.atLeast))
    }
  }

  /// Whether numbers of agents per group satisfy all bounds.
  func allow(_ numbers: [Int]) -> Bool {
    bounds.allSatisfy { bound in
      bound.groups.reduce(0) { $0 + numbers[$1] } >= bound.atLeast
    }
  }
}

/// What a contact type asks of the agents.
private struct TypeDemand: Sendable {
  let type: Int
  /// Mean arrivals per second while the center is open.
  let rate: Double
  /// The least share of them that must be answered.
  let share: Double
  /// Whether nobody gives up, so that all must be answered.
  let mustAll: Bool
  /// The shortest mean handle time of a group that serves it, in seconds.
  let shortestTime: Double
  /// Within which time the share must be answered, where the deadline bound holds.
  let deadline: Double?
  /// Mean patience in seconds, infinite where nobody gives up.
  let patience: Double

  var carriedLoad: Double { rate * share * shortestTime }

  init(type: Int, _ layout: GoalLayout) {
    let model = layout.model
    let contact = model.contactTypes[type]
    self.type = type
    rate = model.meanRate(of: type)
    patience = contact.patience.laws.map(\.mean).min() ?? .infinity
    let times = model.groups(serving: type).map { model.leastHandleTime(type: type, group: $0) }
    shortestTime = times.min() ?? 0
    // Whoever goes through menus or may find no line does not surely reach the agents.
    let reaches = contact.menu == nil && contact.trunks == nil
    let queue = model.queues[contact.queue]
    let cannotLeave = queue.steps.isEmpty && queue.balking == nil && queue.callback == nil
    let neverFull = queue.capacity == nil && model.waitingRoom == nil
    mustAll =
      reaches && cannotLeave && neverFull && contact.patience.laws.allSatisfy { $0 == .never }
      && model.calendar.closing == .drain && !contact.written.isKeptOverClosing
    var share = 0.0
    var deadline: Double?
    for goal in layout.goals where goal.part == nil || goal.part == contact.name {
      switch goal.measure {
      case .serviceLevel(.includingBlocked, let wait):
        (share, deadline) = (max(share, goal.bound), wait)
      case .serviceLevel(.abandonedCountAgainst, let wait) where neverFull:
        (share, deadline) = (max(share, goal.bound), wait)
      case .abandonment where neverFull && cannotLeave: share = max(share, 1 - goal.bound)
      case .serviceLevel, .abandonment, .averageSpeedOfAnswer, .waitProbability, .occupancy,
        .blocking, .other:
        break
      }
    }
    let isMemoryless = model.groups(serving: type).allSatisfy {
      model.isMemoryless(type: type, group: $0)
    }
    // What is begun and put aside for others may never be done, and who begins it may begin the next at once.
    let isPutAside = model.interruptions.contains { $0.written.mode != .forbidden && $0.work.contains(type) }
    self.share = reaches && !isPutAside ? (mustAll ? 1 : share) : 0
    let hasOnlyLevel = !layout.goals.contains { if case .abandonment = $0.measure { true } else { false } }
    self.deadline = reaches && isMemoryless && hasOnlyLevel && !mustAll && !isPutAside ? deadline : nil
  }
}

extension Model {
  /// Mean fresh arrivals of a type per second of open time.
  func meanRate(of type: Int) -> Double {
    let open = calendar.open.reduce(0) { $0 + $1.to - $1.from }
    let contacts = contactTypes[type].segments.reduce(0) { $0 + $1.contacts }
    return open > 0 ? contacts / open : 0
  }

  /// Mean handle time of a type by a group, in seconds, from below: the shortest law of the day,
  /// without transfers and identification; behind a bot for each of its contacts.
  func leastHandleTime(type: Int, group: Int) -> Double {
    let contact = contactTypes[type]
    guard let skill = groups[group].skills.first(where: { $0.queue.place == contact.queue }) else {
      return 0
    }
    let talk =
      (skill.talk?.mean ?? contact.talk.laws.map(\.mean).min() ?? 0)
      * min(1, contact.video?.talkFactor ?? 1) * min(1, contact.coBrowsing?.talkFactor ?? 1)
    let wrapUp = skill.wrapUp?.mean ?? contact.wrapUp.laws.map(\.mean).min() ?? 0
    let hold = contact.hold.map { $0.chance * $0.length.mean } ?? 0
    // Whoever leaves in the middle takes less than any part of it.
    if contact.session?.patience != nil || contact.session?.replyPatience != nil
      || contact.session?.timeOut != nil
    {
      return 0
    }
    let capacity = groups[group].written.capacity
    var time = contact.written.agentTime(talk: talk, wrapUp: wrapUp, capacity)
    time = skill.handlingFactor * (time + hold / Double(capacity.slots(contact.channel)))
    if contact.spam != nil || contact.misrouted != nil {
      let (spam, wrong) = (contact.spam?.share ?? 0, contact.misrouted?.share ?? 0)
      let looks = spam * (contact.spam?.look ?? 0) + wrong * (contact.misrouted?.look ?? 0)
      time = min(time, (1 - spam - wrong) * time + looks)
    }
    return time * (contact.bot.map { bots[$0.place].leastWorkLeft } ?? 1)
  }

  /// Whether a group's handle time of a type is exponential.
  func isMemoryless(type: Int, group: Int) -> Bool {
    let contact = contactTypes[type]
    guard let skill = groups[group].skills.first(where: { $0.queue.place == contact.queue }),
      contact.hold == nil, contact.recognition == nil, contact.transfers.isEmpty,
      groups[group].alert == nil, groups[group].noAnswer == nil, contact.session == nil,
      groups[group].written.capacity.most == 1, contact.turns == nil, contact.bot == nil,
      contact.video == nil, contact.coBrowsing == nil, contact.misrouted == nil, contact.written.spam == nil
    else { return false }
    let talk = skill.talk.map { [$0] } ?? contact.talk.laws
    let wrapUp = skill.wrapUp.map { [$0] } ?? contact.wrapUp.laws
    guard wrapUp == [.constant(0)], talk.count == 1, case .exponential = talk[0] else { return false }
    return true
  }

  /// Whether nothing changes over time: all types Poisson at one rate without random factors, and the
  /// center open throughout.
  var isStationary: Bool {
    let gaps = zip(calendar.open, calendar.open.dropFirst()).contains { $0.to < $1.from }
    return !gaps && groups.allSatisfy(\.blocks.isEmpty)
      && contactTypes.allSatisfy { type in
        guard case .poisson = type.arrivals.process, type.arrivals.dayFactor == nil,
          type.arrivals.intervalFactor == nil,
          type.arrivals.batchSize == nil, type.talk.laws.count == 1, type.wrapUp.laws.count == 1,
          type.patience.laws.count == 1
        else { return false }
        let rates = type.segments.map(\.c0)
        let covered = type.segments.reduce(0) { $0 + $1.to - $1.from }
        let isFlat = type.segments.allSatisfy { $0.c1 == 0 && $0.c2 == 0 && $0.c3 == 0 }
        return isFlat && rates.allSatisfy { abs($0 - rates[0]) <= 1e-12 * rates[0] }
          && covered >= calendar.end - calendar.start - 1
      }
  }
}

extension Model.RateSegment {
  /// Expected contacts: the integral of the rate.
  var contacts: Double { integral(to: to - from) }

  /// The integral of the rate from the segment's begin over `x` seconds.
  func integral(to x: Seconds) -> Double {
    x * (c0 + x * (c1 / 2 + x * (c2 / 3 + x * c3 / 4)))
  }
}

extension Scenario.Bot {
  /// The work that is left for the agents, from below, as a share of what they would have without the bot.
  fileprivate var leastWorkLeft: Double {
    if whenFull == .busy && sessions != nil { return 0 }
    let contained = allIntents.reduce(0) { sum, intent in
      let missed = 1 - (intent.recognition ?? recognition)
      let understood = 1 - (0...retries).reduce(1) { product, _ in product * missed }
      return sum + intent.share * understood * (intent.containment ?? containment)
    }
    return max(0, 1 - contained) * min(1, handlingFactor)
  }
}

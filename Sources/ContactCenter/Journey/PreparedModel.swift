/// Numbers the laws of a model, so that the hot path draws by number.
struct LawCollector {
  private(set) var laws: [Distribution] = []

  /// The number of a law.
  mutating func add(_ law: Distribution) -> Int32 {
    if let known = laws.lastIndex(of: law) { return Int32(known) }
    laws.append(law)
    return Int32(laws.count - 1)
  }

  mutating func add(_ law: Distribution?) -> Int32 { law.map { add($0) } ?? -1 }
}

/// A law by time of day: a stretch of (start, law) pairs.
struct TimedLawState: BitwiseCopyable {
  var start: Seconds
  var law: Int32
}

/// A model as flat lists, ready for the engine's tables.
struct PreparedModel {
  var types: [TypeState] = []
  var segments: [Model.RateSegment] = []
  var days = 1
  var clock: LocalClock
  var lanes: [Lane] = []
  var laneOf: [Int32]
  var queues: [WaitingQueue] = []
  /// Each queue with those that its contacts may move to while they wait.
  var overflows: [[Int]] = []
  var milestones: [Milestone] = []
  /// By queue: the laws of its callbacks; −1: none.
  var callbackLaws: [(gap: Int32, talk: Int32, patience: Int32)] = []
  /// For each lane where its `moves` begin: to which lane each change of its plan leads.
  var firstMove: [Int32] = []
  var moves: [Int32] = []
  /// For each lane the groups that are asked and those that may take its contacts.
  var states: [WaitingState] = []
  var agents: [Agent] = []
  var agentDetails: [AgentDetails] = []
  var roster: [RosterEntry] = []
  var groups: [GroupState] = []
  var skills: [SkillState] = []
  var scores: [SkillScores] = []
  /// group × queues + queue → skill; −1: none.
  var skillOf: [Int32]
  /// Bits of lanes for each rank of each group, groups in order.
  var tierMasks: [UInt64] = []
  /// Bits of groups for each preference of each lane, lanes in order.
  var pushMasks: [UInt64] = []
  var timedLaws: [TimedLawState] = []
  var menus: [MenuState] = []
  var choices: [ChoiceState] = []
  var transferLaws: [[Int32]] = []
  var redialBusyLaws: [Int32] = []
  var redialAbandonLaws: [Int32] = []
  var repeatLaws: [Int32] = []
  var sessions: [SessionLaws] = []
  /// By type, −1: none.
  var turnLaws: [(count: Int32, thinking: Int32, reopening: Int32)] = []
  var botLaws: [BotLaws] = []
  var campaignLaws: [CampaignLaws] = []
  var mediaLaws: [MediaLaws] = []
  var chaserLaws: [Int32] = []
  var intervalFactorLaws: [Int32] = []
  var renewalLaws: [Int32] = []
  var awayLaws: [Int32] = []
  var latenessLaws: [Int32] = []
  /// Of each group the laws whose draws x and y give the day's absent share x ÷ (x + y); nil: the
  /// share does not vary.
  var absentShareLaws: [(absent: Int32, present: Int32)?] = []
  /// −1: all agents of the group alike.
  var breakFactorLaws: [Int32] = []
  /// By group, how long before its agents go home an unscheduled break should be due.
  var breakMargins: [Seconds] = []
  /// By group, the stretches of work over which they are spread; empty: shifts, or no breaks.
  var breakWindows: [[BreakWindow]] = []
  let queueCount: Int
  /// Agents may be in several contacts at once.
  let areShared: Bool

  var laneWords: Int { max(1, (lanes.count + 63) / 64) }
  var groupWords: Int { max(1, (groups.count + 63) / 64) }

  init(_ model: Model, _ policy: any RoutingPolicy, _ laws: inout LawCollector) {
    queueCount = model.queues.count
    areShared = model.sharesAgents
    clock = model.calendar.clock
    laneOf = Array(repeating: -1, count: model.contactTypes.count * model.queues.count)
    skillOf = Array(repeating: -1, count: model.groups.count * model.queues.count)
    countDays(model)
    prepareQueues(model)
    prepareLanes(model, policy)
    prepareTypes(model, &laws)
    callbackLaws = model.queues.map {
      (
        laws.add($0.callback?.dialing.gap), laws.add($0.callback?.talk),
        laws.add($0.callback?.dialing.patience)
      )
    }
    prepareMenus(model, &laws)
    botLaws = model.bots.map { BotLaws($0, &laws) }
    campaignLaws = model.campaigns.map { CampaignLaws($0, &laws) }
    if model.hasMedia { mediaLaws = model.contactTypes.map { MediaLaws($0.written, &laws) } }
    prepareGroups(model, policy, &laws)
    setSites(model)
    prepareMasks(policy, hasBlocks: model.groups.map { !$0.blocks.isEmpty })
  }

  /// Everything belongs to a site.
  private mutating func setSites(_ model: Model) {
    for (number, site) in model.allSites.enumerated() {
      for type in site.contactTypes { types[type].site = Int32(number) }
      for queue in site.queues { queues[queue].site = Int32(number) }
      for group in site.groups { groups[group].site = Int32(number) }
    }
  }

  private mutating func countDays(_ model: Model) {
    days = Int(clamping: (model.calendar.clock.shown(model.calendar.end) / 86_400).rounded(.up)) + 1
  }

  // MARK: Queues and lanes

  private mutating func prepareQueues(_ model: Model) {
    for queue in model.queues {
      queues.append(
        WaitingQueue(
          capacity: queue.capacity.map { Int32(clamping: $0) } ?? Int32.max, weight: queue.weight,
          hasWaysOut: queue.balking != nil || queue.callback != nil))
    }
    overflows = model.queues.indices.map {
      PreparedModel.queuesReached(from: $0, model, isFull: false)
    }
  }

  private mutating func prepareLanes(_ model: Model, _ policy: any RoutingPolicy) {
    let heedsDelays = policy.uses.contains(.delays)
    let steps = model.queues.indices.map {
      PreparedModel.milestones(of: $0, model, heedsDelays: heedsDelays)
    }
    // Types without changes of their own share the stretch of their queue.
    var stretches: [Int: (first: Int32, end: Int32)] = [:]
    for (type, contactType) in model.contactTypes.enumerated() {
      for queue in PreparedModel.queuesReached(from: contactType.queue, model, isFull: true) {
        let plan = policy.plan(type: type, queue: queue)
        let stretch: (first: Int32, end: Int32)
        if plan.changes.isEmpty, let known = stretches[queue] {
          stretch = known
        } else {
          let first = Int32(milestones.count)
          milestones += PreparedModel.merged(steps[queue], plan.changes)
          stretch = (first, Int32(milestones.count))
          if plan.changes.isEmpty { stretches[queue] = stretch }
        }
        laneOf[type * model.queues.count + queue] = Int32(lanes.count)
        addLines(of: plan, model, type, queue, stretch)
      }
    }
  }

  private mutating func addLines(
    of plan: WaitingPlan, _ model: Model, _ type: Int, _ queue: Int,
    _ stretch: (first: Int32, end: Int32)
  ) {
    let contactType = model.contactTypes[type]
    let first = Int32(lanes.count)
    for (index, state) in plan.states.enumerated() {
      lanes.append(
        Lane(
          queue: Int32(queue), type: Int32(type), priority: contactType.priority,
          growth: contactType.priorityGrowth,
          wrapsUp: contactType.wrapUp.laws != [.constant(0)]
            || model.groups.contains { $0.skills.contains { $0.wrapUp != nil } }
            || model.campaigns.contains { $0.type.place == type && $0.hasOwnWrapUp },
          firstMilestone: stretch.first, endMilestone: stretch.end))
      states.append(state)
      firstMove.append(Int32(moves.count))
      if !plan.next.isEmpty { moves += plan.next[index].map { first + Int32($0) } }
    }
  }

  /// The steps of a queue and the changes of a plan, in order.
  private static func merged(_ steps: [Milestone], _ changes: [Seconds]) -> [Milestone] {
    let list =
      changes.enumerated().map {
        Milestone(after: $0.element, kind: .change, change: Int32($0.offset))
      } + steps
    return list.enumerated().sorted {
      ($0.element.after, $0.offset) < ($1.element.after, $1.offset)
    }.map(\.element)
  }

  /// The steps of a queue and the moments at which further groups come in, in order.
  private static func milestones(
    of index: Int, _ model: Model, heedsDelays: Bool
  ) -> [Milestone] {
    var list = model.queues[index].steps.map { step -> Milestone in
      switch step.action {
      case .announcement(let hangUp, let factor):
        return Milestone(
          after: step.after, kind: .announcement, probability: hangUp, patienceFactor: factor)
      case .overflow(let other):
        return Milestone(after: step.after, kind: .overflow, queue: Int32(other.place))
      case .voiceMail(let share):
        return Milestone(after: step.after, kind: .voiceMail, probability: share)
      case .disconnect: return Milestone(after: step.after, kind: .disconnect)
      }
    }
    let offers = model.queues[index].callback?.offer.after ?? []
    for (number, after) in offers.enumerated() where after > 0 {
      list.append(Milestone(after: after, kind: .offer, change: Int32(number)))
    }
    if heedsDelays {
      let delays = Set(
        model.groups.flatMap(\.skills).filter { $0.queue.place == index && $0.after > 0 }.map(\.after))
      list += delays.sorted().map { Milestone(after: $0, kind: .moreAgents) }
    }
    return list.enumerated().sorted {
      ($0.element.after, $0.offset) < ($1.element.after, $1.offset)
    }.map(\.element)
  }

  /// A queue and all that its contacts may overflow to after a wait, or also because it is full.
  static func queuesReached(from start: Int, _ model: Model, isFull: Bool) -> [Int] {
    var reached = [start]
    var place = 0
    while place < reached.count {
      let queue = model.queues[reached[place]]
      var next = queue.steps.compactMap { step -> Int? in
        if case .overflow(let other) = step.action { return other.place } else { return nil }
      }
      if isFull, case .queue(let other) = queue.whenFull { next.append(other.place) }
      for other in next where !reached.contains(other) { reached.append(other) }
      place += 1
    }
    return reached
  }

  // MARK: Types

  private mutating func prepareTypes(_ model: Model, _ laws: inout LawCollector) {
    for (index, type) in model.contactTypes.enumerated() {
      var state = TypeState(
        acceptableWait: type.acceptableWait, shortAbandon: type.shortAbandon,
        patience: timed(type.patience, &laws), talk: timed(type.talk, &laws),
        wrapUp: type.wrapUp.laws == [.constant(0)] ? -1 : timed(type.wrapUp, &laws),
        lane: laneOf[index * model.queues.count + type.queue], queue: Int32(type.queue),
        trunk: type.trunks.map { Int32($0.place) } ?? -1, menu: type.menu.map { Int32($0.place) } ?? -1,
        meanHandleTime: type.meanHandleTime)
      if let hold = type.hold {
        state.holdLength = laws.add(hold.length)
        state.holdProbability = hold.chance
        state.holdAgain = hold.again
      }
      if let recognition = type.recognition {
        state.identification = laws.add(recognition.identification)
        state.recognised = recognition.share
      }
      state.batch = laws.add(type.arrivals.batchSize)
      state.hasTransfers = !type.transfers.isEmpty || type.misrouted != nil
      state.hasParts = type.hold != nil || type.session != nil || areShared
      state.hasSession = type.session != nil
      state.channel = Int8(type.written.channel.number)
      state.bot = type.bot.map { Int32($0.place) } ?? -1
      state.hasFront = type.menu != nil || type.bot != nil || type.transmission != nil
      state.mayGoOn = state.hasTransfers || state.hasSession || type.coBrowsing != nil
      state.hasExtras =
        model.queues.contains { $0.callback != nil } || type.recognition != nil || !model.bots.isEmpty
        || type.turns != nil || type.spam != nil || type.misrouted != nil || type.written.hasMedia
        || model.campaigns.contains { $0.type.place == index }
      prepareTurns(type.written, &state, &laws)
      state.settles = model.hasIssues || model.hasRatings || state.hasTurns
      state.gapProbability = type.knowledgeGap?.probability ?? -1
      state.gapHoldShare = type.knowledgeGap?.holdShare ?? 0
      state.redialsAfterBusy = type.redialAfterBusy != nil
      state.redialsAfterAbandon = type.redialAfterAbandon != nil
      state.costPerMinute = type.waitingCost?.perMinute ?? 0
      state.costPower = type.waitingCost?.power ?? 1
      state.keepsOverClosing = type.written.isKeptOverClosing
      state.countsOpenTime = type.goalClock == .businessHours
      state.hasChasers = type.chasers != nil
      state.spamShare = type.spam?.share ?? 0
      state.hasLooks = type.spam != nil || type.misrouted != nil
      if state.keepsOverClosing { state.settles = true }
      if model.interruptions.contains(where: { $0.work.contains(index) }) { state.hasParts = true }
      if case .once(_, let delay) = type.chasers?.law {
        chaserLaws.append(laws.add(delay))
      } else {
        chaserLaws.append(-1)
      }
      types.append(state)
      transferLaws.append(type.transfers.map { laws.add($0.together) })
      redialBusyLaws.append(laws.add(type.redialAfterBusy?.delay))
      redialAbandonLaws.append(laws.add(type.redialAfterAbandon?.delay))
      repeatLaws.append(laws.add(type.repeatCall?.delay))
      sessions.append(SessionLaws(type.session, &laws))
      intervalFactorLaws.append(laws.add(type.arrivals.intervalFactor.map(PreparedModel.factorLaw)))
      if case .renewal(let gap) = type.arrivals.process {
        renewalLaws.append(laws.add(gap))
      } else {
        renewalLaws.append(-1)
      }
      segments += type.segments
    }
  }

  private mutating func prepareTurns(
    _ type: Scenario.ContactType, _ state: inout TypeState, _ laws: inout LawCollector
  ) {
    guard let turns = type.turns else {
      turnLaws.append((-1, -1, -1))
      return
    }
    state.hasTurns = true
    state.knownFirst = turns.knownFirst
    state.prefersSameAgent = turns.sameAgent
    state.handOver = turns.handOver
    turnLaws.append((laws.add(turns.count), laws.add(turns.thinking), laws.add(turns.reopening?.delay)))
  }

  /// The law of a random factor with mean 1.
  static func factorLaw(_ factor: Scenario.RandomFactor) -> Distribution {
    let square = factor.cv * factor.cv
    switch factor.law {
    case .gamma: return square > 0 ? .gamma(shape: 1 / square, scale: square) : .constant(1)
    case .lognormal:
      let variance = PortableMath.log(1 + square)
      return .lognormal(mu: -variance / 2, sigma: variance.squareRoot())
    }
  }

  /// Where a law by time of day begins in `timedLaws`, as −(place + 2) when it changes over the
  /// day, else the law itself.
  private mutating func timed(_ law: Scenario.TimedLaw, _ laws: inout LawCollector) -> Int32 {
    if law.laws.count == 1 { return laws.add(law.laws[0]) }
    let place = timedLaws.count
    for (start, piece) in zip(law.starts, law.laws) {
      timedLaws.append(TimedLawState(start: start, law: laws.add(piece)))
    }
    timedLaws.append(TimedLawState(start: .infinity, law: -1))
    return -Int32(place) - 2
  }

  // MARK: Menus

  private mutating func prepareMenus(_ model: Model, _ laws: inout LawCollector) {
    for menu in model.menus {
      let first = Int32(choices.count)
      for choice in menu.choices {
        choices.append(
          ChoiceState(
            share: choice.share, host: laws.add(choice.host),
            information: laws.add(choice.information), to: MenuGoal(choice.to)))
      }
      menus.append(
        MenuState(
          prompt: laws.add(menu.prompt), firstChoice: first, endChoice: Int32(choices.count),
          repeats: Int32(clamping: menu.repeats), afterRepeats: MenuGoal(menu.afterRepeats),
          zeroOut: menu.zeroOut, hangUp: menu.hangUp, wrongKey: menu.wrongKey,
          timeOut: menu.timeOut, timeOutAfter: menu.timeOutAfter))
    }
  }
}

extension PreparedModel {
  // MARK: Agents

  mutating func prepareGroups(
    _ model: Model, _ policy: any RoutingPolicy, _ laws: inout LawCollector
  ) {
    let heedsDelays = policy.uses.contains(.delays)
    let reserves = policy.uses.contains(.reserves)
    for (index, group) in model.groups.enumerated() {
      var state = GroupState(
        firstAgent: Int32(agents.count), agentCount: Int32(group.agentCount))
      state.alert = laws.add(group.alert)
      state.rings = group.alert != nil || group.noAnswer != nil
      state.noAnswerProbability = group.noAnswer?.probability ?? 0
      state.noAnswerAfter = group.noAnswer?.after ?? 0
      state.noAnswerAway = group.noAnswer?.away ?? 0
      state.isSelective =
        policy.uses.contains(.refusals)
        || group.skills.contains { heedsDelays && $0.after > 0 || reserves && $0.reserve > 0 }
      awayLaws.append(laws.add(group.unscheduledBreaks?.length))
      breakMargins.append(PreparedModel.breakMargin(group, model))
      breakWindows.append(PreparedModel.breakWindows(group, model))
      latenessLaws.append(laws.add(group.lateness?.delay))
      absentShareLaws.append(PreparedModel.absentShare(group, &laws))
      let spread = group.unscheduledBreaks.map { Scenario.RandomFactor(law: .gamma, cv: $0.cv) }
      breakFactorLaws.append(
        spread.map { $0.cv > 0 ? laws.add(PreparedModel.factorLaw($0)) : -1 } ?? -1)
      for (order, skill) in group.skills.enumerated() {
        skillOf[index * queueCount + skill.queue.place] = Int32(skills.count)
        skills.append(
          SkillState(
            after: heedsDelays ? skill.after : 0, factor: skill.handlingFactor,
            order: PreparedModel.place(of: order, in: group.skills),
            reserve: reserves ? Int32(clamping: skill.reserve) : 0,
            isLimited: (heedsDelays && skill.after > 0) || (reserves && skill.reserve > 0),
            talk: laws.add(skill.talk), wrapUp: laws.add(skill.wrapUp)))
        scores.append(
          SkillScores(
            weight: skill.weight, preferenceWeight: skill.preferenceWeight, score: skill.score,
            rank: Double(skill.rank), preference: Double(skill.preference)))
      }
      groups.append(state)
      prepareAgents(of: index, group)
    }
    for agent in agents.indices { agents[agent].isShared = areShared }
  }

  /// Two gamma laws that make a beta law: mean a and concentration κ have the shapes a κ and
  /// (1 − a) κ.
  private static func absentShare(
    _ group: Model.Group, _ laws: inout LawCollector
  ) -> (absent: Int32, present: Int32)? {
    guard let concentration = group.absenceConcentration, group.absence > 0, group.absence < 1
    else { return nil }
    return (
      absent: laws.add(.gamma(shape: group.absence * concentration, scale: 1)),
      present: laws.add(.gamma(shape: (1 - group.absence) * concentration, scale: 1))
    )
  }

  /// The place of a skill by rank, then as it stands in the scenario.
  private static func place(of index: Int, in skills: [Scenario.Skill]) -> Int32 {
    let rank = skills[index].rank
    return Int32(
      skills.enumerated().count { $0.element.rank < rank || ($0.element.rank == rank && $0.offset < index) })
  }

  private mutating func prepareAgents(of index: Int, _ group: Model.Group) {
    guard case .rosters(let members) = group.staffing else {
      for _ in 0..<group.agentCount {
        agents.append(Agent(group: Int32(index)))
        agentDetails.append(AgentDetails())
      }
      groups[index].target = 0
      return
    }
    for member in members {
      var agent = Agent(group: Int32(index))
      agent.factor = member.handlingFactor
      var details = AgentDetails()
      details.rosterPlace = Int32(roster.count)
      for duty in member.duties {
        roster += PreparedModel.entries(of: duty, lastCallBefore: group.lastCallBefore)
      }
      details.rosterEnd = Int32(roster.count)
      agents.append(agent)
      agentDetails.append(details)
    }
  }

  private static func entries(of duty: Model.Duty, lastCallBefore: Seconds) -> [RosterEntry] {
    let day = Int32(duty.day)
    var list = [RosterEntry(time: duty.from, kind: .start, day: day)]
    for pause in duty.breaks {
      list.append(
        RosterEntry(
          time: pause.from, kind: .breakStart, length: pause.to - pause.from, day: day,
          isPaid: !duty.unpaidBreaks.contains(pause)))
      list.append(RosterEntry(time: pause.to, kind: .breakEnd, day: day))
    }
    if lastCallBefore > 0 && lastCallBefore < duty.to - duty.from {
      list.append(RosterEntry(time: duty.to - lastCallBefore, kind: .lastCall, day: day))
    }
    list.append(RosterEntry(time: duty.to, kind: .end, day: day))
    return list.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
  }

  // MARK: Masks

  /// Ranks become bit masks of lanes, preferences bit masks of groups.
  mutating func prepareMasks(_ policy: any RoutingPolicy, hasBlocks: [Bool]) {
    let laneWords = self.laneWords
    for group in groups.indices {
      groups[group].firstTier = Int32(tierMasks.count / laneWords)
      tierMasks += PreparedModel.masks(states.map { $0.pull[group] }, words: laneWords)
      groups[group].endTier = Int32(tierMasks.count / laneWords)
    }
    let groupWords = self.groupWords
    for lane in lanes.indices {
      lanes[lane].firstPush = Int32(pushMasks.count / groupWords)
      pushMasks += PreparedModel.masks(states[lane].push, words: groupWords)
      lanes[lane].endPush = Int32(pushMasks.count / groupWords)
    }
    // Who is engaged may have room too: then there is always a choice.
    if !areShared { prepareSoles(policy, hasBlocks: hasBlocks) }
  }

  /// For each of the finite numbers, in rising order, the bits of the places where it stands.
  private static func masks(_ numbers: [Double], words: Int) -> [UInt64] {
    let distinct = Set(numbers.filter { $0 < .infinity }).sorted()
    var masks = [UInt64](repeating: 0, count: distinct.count * words)
    var tiers: [Double: Int] = [:]
    for (tier, number) in distinct.enumerated() { tiers[number] = tier }
    for (place, number) in numbers.enumerated() {
      guard let tier = tiers[number] else { continue }
      masks[tier * words + place / 64] |= 1 << UInt64(place % 64)
    }
    return masks
  }

  /// Notes where there is nothing to choose, as in every center with one queue and one group.
  private mutating func prepareSoles(_ policy: any RoutingPolicy, hasBlocks: [Bool]) {
    for lane in lanes.indices where policy.agentRule is LongestIdle {
      let asked = groups.indices.filter { states[lane].push[$0] < .infinity }
      if asked.count == 1 && !groups[asked[0]].isSelective && !hasBlocks[asked[0]] {
        lanes[lane].soleGroup = Int32(asked[0])
      }
    }
    for group in groups.indices where !groups[group].isSelective && !hasBlocks[group] {
      let served = lanes.indices.filter { states[$0].pull[group] < .infinity }
      if served.count == 1 { groups[group].soleLane = Int32(served[0]) }
    }
  }
}

/// All that is looked up and never written while contacts are routed and handled.
struct RoutingTables: ~Copyable {
  let skills: Table<SkillState>
  let scores: Table<SkillScores>
  let skillOf: Table<Int32>
  let tierMasks: Table<UInt64>
  let pushMasks: Table<UInt64>
  let timedLaws: Table<TimedLawState>
  let transferLaws: [[Int32]]
  let redialBusyLaws: [Int32]
  let redialAbandonLaws: [Int32]
  let repeatLaws: [Int32]
  let sessions: [SessionLaws]
  let chaserLaws: [Int32]
  /// lane × groups + group → mean handling time of its contacts by that group, in seconds; infinite
  /// without the skill.
  private let handling: Table<Double>
  private let groupCount: Int32
  private let queueCount: Int32
  let laneWords: Int32
  let groupWords: Int32
  /// What laws by time of day go by.
  let clock: LocalClock

  init(_ model: Model, _ prepared: PreparedModel) {
    let matrix = SkillMatrix(model)
    handling = Table(
      prepared.lanes.flatMap { matrix.handling(type: Int($0.type), Int($0.queue)) })
    groupCount = Int32(prepared.groups.count)
    skills = Table(prepared.skills)
    scores = Table(prepared.scores)
    skillOf = Table(prepared.skillOf)
    tierMasks = Table(prepared.tierMasks)
    pushMasks = Table(prepared.pushMasks)
    timedLaws = Table(prepared.timedLaws)
    transferLaws = prepared.transferLaws
    redialBusyLaws = prepared.redialBusyLaws
    redialAbandonLaws = prepared.redialAbandonLaws
    repeatLaws = prepared.repeatLaws
    sessions = prepared.sessions
    chaserLaws = prepared.chaserLaws
    queueCount = Int32(prepared.queueCount)
    laneWords = Int32(prepared.laneWords)
    groupWords = Int32(prepared.groupWords)
    clock = prepared.clock
  }

  /// The law in force at a time of day.
  ///
  /// It changes nothing; a method that only borrowed the tables would be handed a copy of them.
  @inline(__always)
  mutating func law(_ reference: Int32, at now: Seconds) -> Int32 {
    reference >= -1 ? reference : timedLaw(reference, at: now)
  }

  @inline(never)
  private mutating func timedLaw(_ reference: Int32, at now: Seconds) -> Int32 {
    var place = -(reference + 2)
    let time = clock.timeOfDay(at: now)
    while timedLaws[place + 1].start <= time { place += 1 }
    return timedLaws[place].law
  }

  /// How a group serves a queue; its skill must exist.
  @inline(__always)
  func skill(group: Int32, queue: Int32) -> Int32 { skillOf[group &* queueCount &+ queue] }

  /// Whether a lane is among those that a group serves.
  func isTaken(_ lane: Int32, by group: UnsafePointer<GroupState>) -> Bool {
    for tier in group.pointee.firstTier..<group.pointee.endTier {
      let mask = tierMasks[tier * laneWords + lane >> 6]
      if mask & 1 << UInt64(lane & 63) != 0 { return true }
    }
    return false
  }

  /// The mean handling time of a lane's contacts by a group, in seconds; infinite without the skill.
  func handling(_ lane: Int32, _ group: Int32) -> Seconds { handling[lane * groupCount + group] }
}

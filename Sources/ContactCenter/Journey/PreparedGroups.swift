extension PreparedModel {
  // MARK: Agents

  mutating func prepareGroups(_ model: Model, _ laws: inout LawCollector) {
    for (index, group) in model.groups.enumerated() {
      var state = GroupState(
        firstAgent: Int32(agents.count), agentCount: Int32(group.agentCount))
      state.alert = laws.add(group.alert)
      state.rings = group.alert != nil || group.noAnswer != nil
      state.noAnswerProbability = group.noAnswer?.probability ?? 0
      state.noAnswerAfter = group.noAnswer?.after ?? 0
      state.noAnswerAway = group.noAnswer?.away ?? 0
      state.hasDelays = group.skills.contains { $0.after > 0 }
      awayLaws.append(laws.add(group.unscheduledBreaks?.length))
      latenessLaws.append(laws.add(group.lateness?.delay))
      for (order, skill) in group.skills.enumerated() {
        skillOf[index * queueCount + skill.queue] = Int32(skills.count)
        skills.append(
          SkillState(
            after: skill.after, factor: skill.handlingFactor, order: Int32(order),
            talk: laws.add(skill.talk), wrapUp: laws.add(skill.wrapUp)))
      }
      groups.append(state)
      prepareAgents(of: index, group)
    }
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
        RosterEntry(time: pause.from, kind: .breakStart, length: pause.to - pause.from, day: day))
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

  /// Ranks become bit masks of lines, preferences bit masks of groups.
  mutating func prepareMasks(_ model: Model) {
    let lineWords = self.lineWords
    for (index, group) in model.groups.enumerated() {
      groups[index].firstTier = Int32(tierMasks.count / lineWords)
      for rank in Set(group.skills.map(\.rank)).sorted() {
        let queuesOfRank = Set(group.skills.filter { $0.rank == rank }.map(\.queue))
        var mask = [UInt64](repeating: 0, count: lineWords)
        for (line, state) in lines.enumerated() where queuesOfRank.contains(Int(state.queue)) {
          mask[line / 64] |= 1 << UInt64(line % 64)
        }
        tierMasks += mask
      }
      groups[index].endTier = Int32(tierMasks.count / lineWords)
    }
    let groupWords = self.groupWords
    for queue in model.queues.indices {
      firstPush.append(Int32(pushMasks.count / groupWords))
      let preferences = model.groups.flatMap(\.skills).filter { $0.queue == queue }
        .map(\.preference)
      for preference in Set(preferences).sorted() {
        var mask = [UInt64](repeating: 0, count: groupWords)
        for (group, state) in model.groups.enumerated()
        where state.skills.contains(where: { $0.queue == queue && $0.preference == preference }) {
          mask[group / 64] |= 1 << UInt64(group % 64)
        }
        pushMasks += mask
      }
    }
    firstPush.append(Int32(pushMasks.count / groupWords))
    prepareSoles(model)
  }

  /// Notes where there is nothing to choose, as in every center with one queue and one group.
  private mutating func prepareSoles(_ model: Model) {
    for queue in model.queues.indices where model.agentSelection == .longestIdle {
      let serving = groups.indices.filter { skillOf[$0 * queueCount + queue] >= 0 }
      if serving.count == 1 && !groups[serving[0]].hasDelays {
        queues[queue].soleGroup = Int32(serving[0])
      }
    }
    for group in groups.indices where !groups[group].hasDelays {
      let served = lines.indices.filter { line in
        skillOf[group * queueCount + Int(lines[line].queue)] >= 0
      }
      if served.count == 1 { groups[group].soleLine = Int32(served[0]) }
    }
  }
}

/// All that is looked up and never written while routing, handling and menus run.
struct RoutingTables: ~Copyable {
  let skills: Table<SkillState>
  let skillOf: Table<Int32>
  let tierMasks: Table<UInt64>
  let pushMasks: Table<UInt64>
  let firstPush: Table<Int32>
  let timedLaws: Table<TimedLawState>
  let menus: Table<MenuState>
  let choices: Table<ChoiceState>
  let transferLaws: [[Int32]]
  let redialBusyLaws: [Int32]
  let redialAbandonLaws: [Int32]
  let repeatLaws: [Int32]
  let intervalFactorLaws: [Int32]
  let renewalLaws: [Int32]
  let awayLaws: [Int32]
  let latenessLaws: [Int32]
  let queueCount: Int32
  let lineWords: Int32
  let groupWords: Int32

  init(_ prepared: PreparedModel) {
    skills = Table(prepared.skills)
    skillOf = Table(prepared.skillOf)
    tierMasks = Table(prepared.tierMasks)
    pushMasks = Table(prepared.pushMasks)
    firstPush = Table(prepared.firstPush)
    timedLaws = Table(prepared.timedLaws)
    menus = Table(prepared.menus)
    choices = Table(prepared.choices)
    transferLaws = prepared.transferLaws
    redialBusyLaws = prepared.redialBusyLaws
    redialAbandonLaws = prepared.redialAbandonLaws
    repeatLaws = prepared.repeatLaws
    intervalFactorLaws = prepared.intervalFactorLaws
    renewalLaws = prepared.renewalLaws
    awayLaws = prepared.awayLaws
    latenessLaws = prepared.latenessLaws
    queueCount = Int32(prepared.queueCount)
    lineWords = Int32(prepared.lineWords)
    groupWords = Int32(prepared.groupWords)
  }

  /// The law in force at a time of day.
  @inline(__always)
  mutating func law(_ reference: Int32, at now: Seconds) -> Int32 {
    reference >= -1 ? reference : timedLaw(reference, at: now)
  }

  @inline(never)
  private mutating func timedLaw(_ reference: Int32, at now: Seconds) -> Int32 {
    var place = -(reference + 2)
    let time = now - (now / 86_400).rounded(.down) * 86_400
    while timedLaws[place + 1].start <= time { place += 1 }
    return timedLaws[place].law
  }

  /// How a group serves a queue; its skill must exist.
  @inline(__always)
  mutating func skill(group: Int32, queue: Int32) -> Int32 {
    skillOf[group &* queueCount &+ queue]
  }
}

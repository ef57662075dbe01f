// A contact's journey, step 7 of 8: the agent afterwards. Before: Conversation. After: Redials.
// Wrap-up, idle lists, breaks, coming and going.

extension Engine {
  /// Books the time in the present state and enters another.
  @inline(__always)
  mutating func setState(_ agent: Int32, _ state: AgentState) {
    let worker = agents.at(agent)
    agentTimes.add(now - worker.pointee.since, worker.pointee.state, agent)
    worker.pointee.since = now
    worker.pointee.state = state
  }

  /// Whether nobody is inside and no agent has anything left to do.
  mutating func isDeserted() -> Bool {
    if contacts.inside > 0 { return false }
    for agent in 0..<agents.count where agents[agent].state.isBusy { return false }
    return true
  }

  /// Work after the contact, if there is any.
  @inline(__always)
  mutating func startWrapUp(_ agent: Int32, _ length: Seconds) {
    if length > 0 {
      setState(agent, .wrapUp)
      if tracer.isOn { emitWrapUp(.beginsWrapUp, agent) }
      events.schedule(.agentStateEnds, timer: timers.state(agent), at: now + length)
    } else {
      becomeFree(agent)
    }
  }

  /// Wrap-up, a break or time away is over, or a late agent arrives.
  mutating func agentStateEnds(_ agent: Int32) {
    if agents[agent].state == .wrapUp {
      if tracer.isOn { emitWrapUp(.endsWrapUp, agent) }
      becomeFree(agent)
    } else {
      returnToWork(agent)
    }
  }

  @inline(never)
  private mutating func returnToWork(_ agent: Int32) {
    if agents[agent].state == .offDuty {
      logIn(agent)
    } else {
      becomeFree(agent)
      noteReadiness(agent)
    }
  }

  /// An agent on duty has nothing to do: goes home, has a break, takes a contact or is idle.
  @inline(__always)
  mutating func becomeFree(_ agent: Int32) {
    let worker = agents.at(agent)
    let group = groups.at(worker.pointee.group)
    if worker.pointee.isLeaving
      || (group.pointee.target >= 0 && group.pointee.onDuty > group.pointee.target)
    {
      goHome(agent)
      return
    }
    if worker.pointee.breakDue >= 0 || worker.pointee.awayDue >= 0 {
      takeBreak(agent)
      return
    }
    let takesContacts = worker.pointee.takesContacts
    let contact = takesContacts ? waitingContact(for: agent, group: worker.pointee.group) : -1
    if contact >= 0 {
      take(contact, agent)
      return
    }
    setState(agent, .idle)
    worker.pointee.idleSince = now
    if takesContacts {
      enterIdleList(agent)
      if ghosts.count > 0 { resolveGhosts(forGroup: worker.pointee.group) }
    }
  }

  @inline(__always)
  private mutating func take(_ contact: Int32, _ agent: Int32) {
    stopWaiting(contact)
    pick(contact, agent)
  }

  /// Leaves, unless the center has closed and callers still wait to be served to the last.
  @inline(never)
  private mutating func goHome(_ agent: Int32) {
    if !hours.isOpen && model.calendar.closing == .drain {
      let contact = waitingContact(for: agent, group: agents[agent].group)
      if contact >= 0 {
        take(contact, agent)
        return
      }
    }
    logOff(agent)
  }

  // MARK: Breaks

  @inline(never)
  private mutating func takeBreak(_ agent: Int32) {
    let isScheduled = agents[agent].breakDue >= 0
    let length = isScheduled ? agents[agent].breakDue : agents[agent].awayDue
    if isScheduled {
      agents[agent].breakDue = -1
    } else {
      agents[agent].awayDue = -1
      agentDetails[agent].breakEnd = now + length
    }
    setState(agent, isScheduled ? .scheduledBreak : .away)
    noteReadiness(agent)
    events.schedule(.agentStateEnds, timer: timers.state(agent), at: now + length)
  }

  mutating func takeBreakIfIdle(_ agent: Int32) {
    guard agents[agent].state == .idle else { return }
    if agents[agent].isListed { leaveIdleList(agent) }
    takeBreak(agent)
  }

  mutating func agentStream(_ agent: Int32, _ purpose: RandomPurpose) -> CallerStream {
    agentDetails[agent].draws += 1
    return CallerStream(
      seed: agentDetails[agent].random, purpose: purpose, visit: UInt64(agentDetails[agent].draws))
  }

  // MARK: Coming and going

  /// An agent starts work.
  mutating func logIn(_ agent: Int32) {
    let group = agents[agent].group
    groups[group].onDuty += 1
    agents[agent].isLeaving = false
    agents[agent].breakDue = -1
    // Those who came while nobody was there wait for a group that may still be away.
    if rules.uses.contains(.newPlaces) && groups[group].onDuty == 1 && waiting > 0 { giveNewPlaces() }
    startUnscheduledBreaks(agent)
    becomeFree(agent)
    noteReadiness(agent)
  }

  /// An agent who is in no idle list stops work.
  mutating func logOff(_ agent: Int32) {
    let group = agents[agent].group
    events.cancel(timers.state(agent))
    leaveUnscheduledBreaks(agent)
    setState(agent, .offDuty)
    agents[agent].isLeaving = false
    groups[group].onDuty -= 1
    noteReadiness(agent)
    if groups[group].target >= 0 {
      agents[agent].next = groups[group].offHead
      groups[group].offHead = agent
    }
    if rules.uses.contains(.newPlaces) && groups[group].onDuty == 0 && waiting > 0 { giveNewPlaces() }
    if !hours.isOpen && waiting > 0 { disconnectUnserved() }
  }

  /// The next planned moment of an agent's roster.
  mutating func rosterChange(_ agent: Int32) {
    let entry = roster[agentDetails[agent].rosterPlace]
    agentDetails[agent].rosterPlace += 1
    scheduleRoster(agent)
    let isOnDuty = agents[agent].state != .offDuty
    switch entry.kind {
    case .start:
      agentDetails[agent].isAbsent = !isOnDuty && isAbsent(agent, day: Int(entry.day))
      plan(agent, isOnPhone: true)
      startDuty(agent)
    case .breakStart:
      plan(agent, isOnPhone: false, isInPaidTime: entry.isPaid)
      if isOnDuty {
        agents[agent].breakDue = entry.length
        takeBreakIfIdle(agent)
      }
    case .breakEnd: plan(agent, isOnPhone: true)
    case .lastCall:
      agents[agent].takesContacts = false
      if agents[agent].isListed { leaveIdleList(agent) }
    case .end:
      plan(agent, isOnPhone: false, isInPaidTime: false)
      endDuty(agent, isOnDuty: isOnDuty)
    }
    noteReadiness(agent)
  }

  /// Schedules the next entry of an agent's roster.
  mutating func scheduleRoster(_ agent: Int32) {
    if agentDetails[agent].rosterPlace < agentDetails[agent].rosterEnd {
      events.schedule(
        .rosterChange, timer: timers.roster(agent), at: roster[agentDetails[agent].rosterPlace].time)
    }
  }

  private mutating func startDuty(_ agent: Int32) {
    agents[agent].takesContacts = true
    if agents[agent].state != .offDuty {
      // Still busy with the last contact of the duty before: goes on.
      agents[agent].isLeaving = false
      events.cancel(timers.breaks(agent))
      startUnscheduledBreaks(agent)
      return
    }
    let group = model.groups[Int(agents[agent].group)]
    if agentDetails[agent].isAbsent { return }
    if let lateness = group.lateness {
      var stream = agentStream(agent, .lateness)
      if stream.uniform() < lateness.probability {
        let law = routing.latenessLaws[Int(agents[agent].group)]
        let delay = bank.draw(law, &stream)
        events.schedule(.agentStateEnds, timer: timers.state(agent), at: now + delay)
        return
      }
    }
    logIn(agent)
  }

  private mutating func isAbsent(_ agent: Int32, day: Int) -> Bool {
    isAbsent(agent, day: day, absentShare(agents[agent].group, day: day))
  }

  /// The chance to be absent on a day, the same for all agents of a group.
  private mutating func absentShare(_ group: Int32, day: Int) -> Double {
    let mean = model.groups[Int(group)].written.absence
    guard let laws = routing.absentShareLaws[Int(group)] else { return mean }
    var stream = SourceStream(
      seed: runSeed.seed, replication: runSeed.dayConditions, entity: Int(group) << 32 | day,
      purpose: .absentShare)
    let absent = bank.draw(laws.absent, &stream)
    let all = absent + bank.draw(laws.present, &stream)
    return all > 0 ? absent / all : mean
  }

  private mutating func isAbsent(_ agent: Int32, day: Int, _ probability: Double) -> Bool {
    if probability <= 0 { return false }
    let seed = runSeed.ofAgentsDay(agent)
    var stream = CallerStream(seed: seed, purpose: .absence, visit: UInt64(day))
    return stream.uniform() < probability
  }

  private mutating func endDuty(_ agent: Int32, isOnDuty: Bool) {
    guard isOnDuty else {
      events.cancel(timers.state(agent))
      return
    }
    switch agents[agent].state {
    case .alerting, .talking, .holding, .wrapUp: agents[agent].isLeaving = true
    case .offDuty, .idle, .scheduledBreak, .away:
      if agents[agent].isListed { leaveIdleList(agent) }
      logOff(agent)
    }
  }

  /// The number of interchangeable agents of a group changes, or a new day draws its absences.
  mutating func staffingChange(_ group: Int32) {
    guard case .counts(let steps) = model.groups[Int(group)].staffing else { return }
    var place = Int(groups[group].nextStep)
    while place < steps.count && steps[place].from <= now { place += 1 }
    groups[group].nextStep = Int32(place)
    let planned = place > 0 ? Int32(steps[place - 1].value) : 0
    let elapsed = intervals.elapsed(at: now)
    let change = planned - plans[group].scheduled.count
    plans[group].scheduled.change(by: change, after: elapsed)
    plans[group].paid.change(by: change, after: elapsed)
    groups[group].target = presentAgents(group, of: planned)
    plans[group].expected.change(
      by: groups[group].target - plans[group].expected.count, after: elapsed)
    scheduleStaffing(group, steps)
    while groups[group].onDuty < groups[group].target, groups[group].offHead >= 0 {
      let agent = groups[group].offHead
      groups[group].offHead = agents[agent].next
      logIn(agent)
    }
    while groups[group].onDuty > groups[group].target, groups[group].idleTail >= 0 {
      let agent = groups[group].idleTail
      leaveIdleList(agent)
      logOff(agent)
    }
    noteExcess(group)
  }

  private mutating func scheduleStaffing(_ group: Int32, _ steps: [Model.Step]) {
    let place = Int(groups[group].nextStep)
    var next = place < steps.count ? steps[place].from : .infinity
    if model.groups[Int(group)].written.absence > 0 && !hours.hasEnded {
      next = min(next, model.calendar.clock.nextMidnight(after: now))
    }
    if next < .infinity {
      events.schedule(.staffingChange, timer: timers.groups + Int(group), at: next)
    }
  }

  /// Of the first `count` agents of a group, those who are not absent today.
  private mutating func presentAgents(_ group: Int32, of count: Int32) -> Int32 {
    if model.groups[Int(group)].written.absence <= 0 { return count }
    let day = model.calendar.clock.day(at: now)
    let absence = absentShare(group, day: day)
    var present: Int32 = 0
    for agent in groups[group].firstAgent..<(groups[group].firstAgent + count)
    where !isAbsent(agent, day: day, absence) {
      present += 1
    }
    return present
  }

  // MARK: Plan and reality

  /// This moment as far as the books of single agents go: not before counting begins, and not after
  /// the last closing.
  var countedTime: Seconds {
    min(max(now, model.calendar.start, intervals.warmUpEnd), model.calendar.end)
  }

  /// What an agent should do changes.
  private mutating func plan(_ agent: Int32, isOnPhone: Bool, isInPaidTime: Bool = true) {
    let elapsed = intervals.elapsed(at: now)
    let time = countedTime
    let group = agents[agent].group
    let isExpected = isOnPhone && !agentDetails[agent].isAbsent
    let scheduled = agentDetails[agent].scheduled.turn(isOnPhone, at: time)
    let expected = agentDetails[agent].expected.turn(isExpected, at: time)
    let paid = agentDetails[agent].paid.turn(isInPaidTime, at: time)
    plans[group].scheduled.change(by: scheduled, after: elapsed)
    plans[group].expected.change(by: expected, after: elapsed)
    plans[group].paid.change(by: paid, after: elapsed)
  }

  /// After what an agent does, or should do, has changed: books whether he is with or ready for
  /// contacts outside the plan.
  ///
  /// Going from one contact to the next changes nothing about it and needs no call.
  @inline(never)
  mutating func noteReadiness(_ agent: Int32) {
    let state = agents[agent].state
    let isReady = state == .idle || state.isBusy
    let group = agents[agent].group
    if groups[group].target >= 0 {
      if isReady != agentDetails[agent].isReady {
        agentDetails[agent].isReady = isReady
        plans[group].ready += isReady ? 1 : -1
      }
      noteExcess(group)
    } else {
      let isOver = isReady && !agentDetails[agent].scheduled.isOn
      let change = agentDetails[agent].overrun.turn(isOver, at: countedTime)
      plans[group].overrun.change(by: change, after: intervals.elapsed(at: now))
    }
  }

  /// Of interchangeable agents those are outside the plan who are more than it asks for.
  private mutating func noteExcess(_ group: Int32) {
    let excess = max(0, plans[group].ready - groups[group].target)
    plans[group].overrun.change(
      by: excess - plans[group].overrun.count, after: intervals.elapsed(at: now))
  }

  // MARK: Idle lists, longest idle first

  @inline(__always)
  mutating func enterIdleList(_ agent: Int32) {
    let worker = agents.at(agent)
    let index = worker.pointee.group
    let group = groups.at(index)
    let tail = group.pointee.idleTail
    worker.pointee.previous = tail
    worker.pointee.next = -1
    worker.pointee.isListed = true
    if tail >= 0 {
      agents.at(tail).pointee.next = agent
    } else {
      group.pointee.idleHead = agent
    }
    group.pointee.idleTail = agent
    group.pointee.idleCount &+= 1
    idleMask.at(index >> 6).pointee |= 1 &<< UInt64(truncatingIfNeeded: index)
  }

  /// Takes an agent out of the list of those who may be chosen.
  @inline(__always)
  mutating func leaveIdleList(_ agent: Int32) {
    let worker = agents.at(agent)
    let index = worker.pointee.group
    let group = groups.at(index)
    let before = worker.pointee.previous
    let after = worker.pointee.next
    worker.pointee.isListed = false
    if before >= 0 {
      agents.at(before).pointee.next = after
    } else {
      group.pointee.idleHead = after
    }
    if after >= 0 {
      agents.at(after).pointee.previous = before
    } else {
      group.pointee.idleTail = before
    }
    group.pointee.idleCount &-= 1
    if group.pointee.idleHead < 0 {
      idleMask.at(index >> 6).pointee &= ~(1 &<< UInt64(truncatingIfNeeded: index))
    }
  }
}

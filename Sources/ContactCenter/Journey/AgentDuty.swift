// A contact's journey, step 7 of 8: the agent afterwards. Before: Conversation. After: Redials.
// Wrap-up, idle lists, breaks, coming and going.

extension Engine {
  /// Whether nobody is inside and no agent has anything left to do.
  mutating func isDeserted() -> Bool {
    if contacts.inside > 0 { return false }
    for agent in 0..<Int32(agents.count) where agents[agent].state == .engaged { return false }
    return true
  }

  /// Contact and agent have parted: work after the contact, if there is any.
  @inline(__always)
  mutating func startWrapUp(_ engagement: Int32, of agent: Int32, _ length: Seconds) {
    if length > 0 {
      engagements.enter(.wrapUp, engagement, of: agent, at: now, agents.times)
      engagements.at(engagement).pointee.contact = -1
      if tracer.isOn { emitWrapUp(.beginsWrapUp, engagement) }
      let whole = engagements.areShared ? slowedWrapUp(length, engagement, agent) : length
      events.schedule(.wrapUpEnds, timer: engagements.timers.of(engagement), at: now + whole)
    } else {
      endEngagement(engagement, of: agent)
    }
  }

  /// The wrap-up of an engagement is over.
  mutating func wrapUpEnds(_ engagement: Int32) {
    if tracer.isOn { emitWrapUp(.endsWrapUp, engagement) }
    endEngagement(engagement, of: engagements.agent(of: engagement))
  }

  /// A slot of an agent is free.
  @inline(__always)
  mutating func endEngagement(_ engagement: Int32, of agent: Int32) {
    engagements.end(engagement, of: agent, at: now, agents.times)
    becomeFree(agent)
  }

  /// A break or time away is over, or a late agent arrives.
  mutating func agentStateEnds(_ agent: Int32) {
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
    let isTooMany = group.pointee.target >= 0 && group.pointee.onDuty > group.pointee.target
    if worker.pointee.needsCare || isTooMany {
      becomeFreeWithCare(agent, isTooMany: isTooMany)
    } else {
      takeNext(agent)
    }
  }

  /// The same for who has other contacts, or goes home or has a break.
  @inline(never)
  private mutating func becomeFreeWithCare(_ agent: Int32, isTooMany: Bool) {
    if kept.campaigns { noteFreeForDialers(agent) }
    if engagements.areShared && sharing[agent].taken > 0 && !isRidOfOne(agent) {
      stayOn(agent)
    } else if agents[agent].isLeaving || isTooMany {
      goHome(agent)
    } else if agents[agent].isCalled {
      takeBreak(agent)
    } else {
      takeNext(agent)
      if engagements.areShared { fillSlots(agent) }
    }
  }

  /// An agent who has no contact takes one, or is idle.
  @inline(__always)
  private mutating func takeNext(_ agent: Int32) {
    if kept.channels { takeNextOfChannels(agent) } else { takeNext(agent, isPlain: true) }
  }

  /// The same in models with more than calls.
  @inline(never)
  private mutating func takeNextOfChannels(_ agent: Int32) {
    if kept.campaigns { noteFreeForDialers(agent) }
    takeNext(agent, isPlain: false)
    if kept.campaigns && (agents[agent].isListed || campaigns.mayPause) { askDialersSoon() }
  }

  @inline(__always)
  private mutating func takeNext(_ agent: Int32, isPlain: Bool) {
    assert(engagements.isFree(agent))
    let worker = agents.at(agent)
    let takesContacts = worker.pointee.takesContacts
    let callsBack = !isPlain && kept.callbacks && takesContacts
    if callsBack && takesUrgentTicket(agent) { return }
    let contact = takesContacts ? waitingContact(for: agent, group: worker.pointee.group) : -1
    if contact >= 0 {
      take(contact, agent, isPlain: isPlain)
      return
    }
    if callsBack && takesListedTicket(agent) { return }
    agents.enter(.idle, agent, at: now)
    worker.pointee.idleSince = now
    if takesContacts {
      groups.list(agent, agents)
      if ghosts.count > 0 { resolveGhosts(forGroup: worker.pointee.group) }
    }
  }

  @inline(__always)
  private mutating func take(_ contact: Int32, _ agent: Int32, isPlain: Bool) {
    stopWaiting(contact)
    if agents.at(agent).pointee.state != .engaged { agents.enter(.engaged, agent, at: now) }
    if isPlain { meet(contact, agent, isPlain: true) } else { pickOfChannels(contact, agent) }
  }

  /// Leaves, unless the center has closed and callers still wait to be served to the last.
  @inline(never)
  private mutating func goHome(_ agent: Int32) {
    let site = groups[agents[agent].group].site
    if !sites.isOpen(site) && sites[site].drains {
      let contact = lastContact(for: agent, group: agents[agent].group)
      if contact >= 0 {
        take(contact, agent, isPlain: !kept.channels)
        if engagements.areShared { fillSlots(agent) }
        return
      }
      if kept.callbacks && (takesUrgentTicket(agent) || takesListedTicket(agent)) { return }
    }
    let group = agents[agent].group
    logOff(agent)
    // One who was to leave in his place may stay.
    if engagements.areShared && groups[group].target >= 0 { balanceLeaving(group) }
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
      agents.details[agent].breakEnd = now + length
    }
    agents.enter(isScheduled ? .scheduledBreak : .away, agent, at: now)
    noteReadiness(agent)
    events.schedule(.agentStateEnds, timer: agents.stateTimers.of(agent), at: now + length)
  }

  mutating func takeBreakIfIdle(_ agent: Int32) {
    if engagements.areShared { sharing.unlist(agent, agents[agent].group) }
    guard agents[agent].state == .idle else { return }
    if agents[agent].isListed { groups.unlist(agent, agents) }
    takeBreak(agent)
  }

  // MARK: Coming and going

  /// An agent starts work.
  mutating func logIn(_ agent: Int32) {
    let group = agents[agent].group
    groups[group].onDuty += 1
    agents[agent].isLeaving = false
    agents[agent].breakDue = -1
    // Those who came while nobody was there wait for a group that may still be away.
    if rules.uses.contains(.newPlaces) && groups[group].onDuty == 1 && queues.waiting > 0 { giveNewPlaces() }
    startUnscheduledBreaks(agent)
    becomeFree(agent)
    noteReadiness(agent)
  }

  /// An agent who is in no idle list stops work.
  mutating func logOff(_ agent: Int32) {
    let group = agents[agent].group
    events.cancel(agents.stateTimers.of(agent))
    leaveUnscheduledBreaks(agent)
    agents.enter(.offDuty, agent, at: now)
    agents[agent].isLeaving = false
    groups[group].onDuty -= 1
    noteReadiness(agent)
    if groups[group].target >= 0 {
      groups.sendHome(agent, agents)
    }
    if rules.uses.contains(.newPlaces) && groups[group].onDuty == 0 && queues.waiting > 0 { giveNewPlaces() }
    let site = groups[group].site
    if !sites.isOpen(site) && queues.waiting > 0 { disconnectUnserved(at: site) }
    if kept.callbacks && !sites.isOpen(site) { dropUnservedTickets(at: site) }
  }

  /// The next planned moment of an agent's roster.
  mutating func rosterChange(_ agent: Int32) {
    let entry = agents.takeEntry(of: agent)
    scheduleRoster(agent)
    let isOnDuty = agents[agent].state != .offDuty
    switch entry.kind {
    case .start:
      agents.details[agent].isAbsent = !isOnDuty && isAbsent(agent, day: Int(entry.day))
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
      if engagements.areShared { sharing.unlist(agent, agents[agent].group) }
      if agents[agent].isListed { groups.unlist(agent, agents) }
    case .end:
      plan(agent, isOnPhone: false, isInPaidTime: false)
      endDuty(agent, isOnDuty: isOnDuty)
    }
    noteReadiness(agent)
  }

  /// Schedules the next entry of an agent's roster.
  mutating func scheduleRoster(_ agent: Int32) {
    if let entry = agents.nextEntry(of: agent) {
      events.schedule(.rosterChange, timer: agents.rosterTimers.of(agent), at: entry.time)
    }
  }

  private mutating func startDuty(_ agent: Int32) {
    agents[agent].takesContacts = true
    if agents[agent].state != .offDuty {
      // Still busy with the last contact of the duty before: goes on.
      agents[agent].isLeaving = false
      events.cancel(agents.breakTimers.of(agent))
      startUnscheduledBreaks(agent)
      if engagements.areShared { stayOn(agent) }
      return
    }
    let group = model.groups[Int(agents[agent].group)]
    if agents.details[agent].isAbsent { return }
    if let lateness = group.lateness {
      var stream = agents.stream(agent, .lateness)
      if stream.uniform() < lateness.probability {
        let law = groups.latenessLaws[Int(agents[agent].group)]
        let delay = bank.draw(law, &stream)
        events.schedule(.agentStateEnds, timer: agents.stateTimers.of(agent), at: now + delay)
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
    guard let laws = groups.absentShareLaws[Int(group)] else { return mean }
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
      events.cancel(agents.stateTimers.of(agent))
      return
    }
    switch agents[agent].state {
    case .engaged:
      agents[agent].isLeaving = true
      if engagements.areShared { sharing.unlist(agent, agents[agent].group) }
    case .offDuty, .idle, .scheduledBreak, .away:
      if agents[agent].isListed { groups.unlist(agent, agents) }
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
    let plan = groups.plan(group)
    let change = planned - plan.scheduled.count
    groups[group].target = presentAgents(group, of: planned)
    groups.change(
      group, scheduled: change, expected: groups[group].target - plan.expected.count, paid: change,
      after: elapsed)
    scheduleStaffing(group, steps)
    while groups[group].onDuty < groups[group].target,
      case let agent = groups.call(group, agents), agent >= 0
    {
      logIn(agent)
    }
    while groups[group].onDuty > groups[group].target, groups[group].idleTail >= 0 {
      let agent = groups[group].idleTail
      groups.unlist(agent, agents)
      logOff(agent)
    }
    if engagements.areShared { balanceLeaving(group) }
    groups.noteExcess(group, after: elapsed)
  }

  private mutating func scheduleStaffing(_ group: Int32, _ steps: [Model.Step]) {
    let place = Int(groups[group].nextStep)
    var next = place < steps.count ? steps[place].from : .infinity
    if model.groups[Int(group)].written.absence > 0 && !sites[groups[group].site].hasEnded {
      next = min(next, model.calendar.clock.nextMidnight(after: now))
    }
    if next < .infinity {
      events.schedule(.staffingChange, timer: groups.timers.of(group), at: next)
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

  /// What an agent should do changes.
  private mutating func plan(_ agent: Int32, isOnPhone: Bool, isInPaidTime: Bool = true) {
    let time = intervals.counted(now)
    let isExpected = isOnPhone && !agents.details[agent].isAbsent
    groups.change(
      agents[agent].group,
      scheduled: agents.details[agent].scheduled.turn(isOnPhone, at: time),
      expected: agents.details[agent].expected.turn(isExpected, at: time),
      paid: agents.details[agent].paid.turn(isInPaidTime, at: time),
      after: intervals.elapsed(at: now))
  }

  /// After what an agent does, or should do, has changed: books whether he is with or ready for
  /// contacts outside the plan.
  ///
  /// Going from one contact to the next changes nothing about it and needs no call.
  @inline(never)
  mutating func noteReadiness(_ agent: Int32) {
    let state = agents[agent].state
    let isReady = state.isReady
    let group = agents[agent].group
    if groups[group].target >= 0 {
      if isReady != agents.details[agent].isReady {
        agents.details[agent].isReady = isReady
        groups.changeReady(group, by: isReady ? 1 : -1)
      }
      groups.noteExcess(group, after: intervals.elapsed(at: now))
    } else {
      let isOver = isReady && !agents.details[agent].scheduled.isOn
      let change = agents.details[agent].overrun.turn(isOver, at: intervals.counted(now))
      groups.changeOverrun(group, by: change, after: intervals.elapsed(at: now))
    }
  }
}

// A contact's journey, step 6 of 8: talking. Before: Router. After: AgentDuty (wrap-up), Redials.

extension Engine {
  /// Gives a contact, which is in no lane, to an agent who is idle or has room for another.
  @inline(__always)
  mutating func assign(_ contact: Int32, to agent: Int32) {
    if agents.at(agent).pointee.isListed {
      groups.unlist(agent, agents)
      agents.leaveIdle(agent, at: now)
    }
    pick(contact, agent)
  }

  /// An agent who is in no idle list, and engaged by it, takes a contact that is in no lane.
  @inline(__always)
  mutating func pick(_ contact: Int32, _ agent: Int32) {
    if kept.channels {
      pickOfChannels(contact, agent)
    } else {
      meet(contact, agent, isPlain: true)
    }
  }

  /// The same in models with more than calls: one who is to be called back is dialed.
  @inline(never)
  mutating func pickOfChannels(_ contact: Int32, _ agent: Int32) {
    if kept.campaigns { noteMeeting(contact, agent) }
    if kept.callbacks && isTicket(contact) {
      pickTicket(contact, agent)
    } else {
      meet(contact, agent, isPlain: false)
    }
  }

  /// A contact and an agent meet; `isPlain` says that the model has calls only.
  ///
  /// Transparent, as `answer` is: the optimiser's budget for callers of this size leaves `@inline(__always)`
  /// unheeded here, and with it 15 instructions a call.
  @_transparent
  mutating func meet(_ contact: Int32, _ agent: Int32, isPlain: Bool) {
    let caller = contacts.at(contact)
    let engagement = engagements.areShared ? takeSlot(contact, agent) : agent
    let rings = groups.at(agents.at(agent).pointee.group).pointee.rings
    assert(agents.at(agent).pointee.state == .engaged)
    engagements.begin(engagement, with: contact, rings ? .alerting : .conversing, at: now)
    caller.pointee.engagement = engagement
    caller.pointee.stage = .engaged
    let lane = caller.pointee.lane
    if ghosts.count > 0 && ghosts.hasAny(in: lane) {
      ghosts.resolve(lane, askedBy: caller.pointee.entered, now, books.rows)
    }
    if rings {
      alert(contact, engagement, agent)
    } else {
      answer(contact, engagement, agent, isPlain: isPlain)
    }
  }

  // MARK: Alerting

  @inline(never)
  private mutating func alert(_ contact: Int32, _ engagement: Int32, _ agent: Int32) {
    let group = groups.at(agents.at(agent).pointee.group)
    let caller = contacts.at(contact)
    let visit = UInt64(contacts.details[contact].visits) << 8 | UInt64(caller.pointee.legs)
    contacts.details[contact].visits &+= 1
    var stream = CallerStream(seed: caller.pointee.random, purpose: .alert, visit: visit)
    var delay = 0.0
    contacts.details[contact].outcome = 0
    if group.pointee.noAnswerProbability > 0
      && stream.uniform() < group.pointee.noAnswerProbability
    {
      contacts.details[contact].outcome = 1
      delay = group.pointee.noAnswerAfter
    } else if group.pointee.alert >= 0 {
      delay = bank.draw(group.pointee.alert, &stream)
    }
    books.at(caller.pointee.row).pointee.alertTime += delay
    if tracer.watchesRinging { noteRinging(contact, for: delay) }
    events.schedule(
      .alertEnds, timer: engagements.timers.of(engagement), at: now + delay)
  }

  /// The agent picks up, or does not.
  mutating func alertEnds(_ engagement: Int32) {
    let contact = engagements[engagement].contact
    let agent = engagements.agent(of: engagement)
    if contacts.details[contact].outcome == 0 {
      let caller = contacts[contact]
      if caller.patienceEnds == 0 && caller.consultation == .none {
        books[caller.row].waitUnqueued += now - caller.entered
      }
      engagements.enter(.conversing, engagement, at: now, agents.times)
      answer(contact, engagement, agent, isPlain: !kept.channels)
      return
    }
    let group = groups.at(agents[agent].group)
    books[contacts[contact].row].ringNoAnswer += 1
    agents.details[agent].noAnswers += 1
    emit(.isNotAnswered, contact)
    contacts[contact].engagement = -1
    engagements.end(engagement, of: agent, at: now, agents.times)
    if !engagements.areShared || !staysWithOthers(agent, away: group.pointee.noAnswerAway) {
      agents.enter(.away, agent, at: now)
      noteReadiness(agent)
      events.schedule(
        .agentStateEnds, timer: agents.stateTimers.of(agent), at: now + group.pointee.noAnswerAway)
    }
    returnToQueue(contact)
  }

  /// Back to the place in the lane that the time of asking gives, or straight to another agent.
  private mutating func returnToQueue(_ contact: Int32) {
    if rules.uses.contains(.placesAfterRinging) {
      // The place it had was that of an idle agent, where perhaps nobody may wait.
      contacts[contact].lane = nextLane(contact, lanes.first(of: contacts[contact].lane), -1)
    }
    let lane = contacts[contact].lane
    let agent = agentNow(for: contact, lane: lane)
    if agent >= 0 {
      assign(contact, to: agent)
      return
    }
    if !isOpen(lane) {
      if kept.backlogs && isKept(contact, lane) {
        if isCarriedOver(contact, at: lane) { return }
      } else if !sites[queues[lanes[lane].queue].site].drains {
        disconnect(contact)
        return
      }
    }
    let isBack = contacts[contact].patienceEnds != 0
    emit(isBack ? .returnsToQueue : .joinsQueue, contact, place: lanes[lane].queue)
    if !isBack {
      // Rang at an agent at once, and waits only now.
      if contacts[contact].consultation != .turn { books[contacts[contact].row].queued += 1 }
      contacts[contact].patienceEnds = contacts[contact].entered + drawPatience(contact)
    }
    enqueue(contact, lane)
    if contacts[contact].patienceEnds < .infinity {
      events.schedule(
        .patienceEnds, timer: contacts.timers.of(contact),
        at: max(now, contacts[contact].patienceEnds))
    }
    if contacts.timers.hasSecond { scheduleMilestone(contact) }
  }

  // MARK: Answer

  /// Contact and agent speak.
  @_transparent
  private mutating func answer(
    _ contact: Int32, _ engagement: Int32, _ agent: Int32, isPlain: Bool
  ) {
    if contacts[contact].consultation == .none && (isPlain || !isAside(contact)) {
      let meeting = meeting(contact, agent)
      bookAnswer(contact, meeting, isPlain: isPlain)
      startConversation(contact, engagement, meeting)
    } else {
      goOn(contact, engagement, agent)
    }
  }

  /// An agent answers a contact that one has answered before.
  @inline(never)
  private mutating func goOn(_ contact: Int32, _ engagement: Int32, _ agent: Int32) {
    if isAside(contact) {
      takeUp(contact, engagement)
    } else if contacts[contact].consultation == .turn {
      answerTurn(contact, engagement, agent)
    } else {
      meetPartner(contact)
    }
  }

  /// Where a contact and an agent meet, looked up once.
  struct Meeting {
    let agent: Int32
    let type: UnsafePointer<TypeState>
    let queue: Int32
    let group: Int32
  }

  /// Where a contact and an agent meet.
  @inline(__always)
  mutating func meeting(_ contact: Int32, _ agent: Int32) -> Meeting {
    let caller = contacts.at(contact)
    return Meeting(
      agent: agent, type: UnsafePointer(types.at(caller.pointee.type)),
      queue: lanes.at(caller.pointee.lane).pointee.queue, group: agents.at(agent).pointee.group)
  }

  @inline(__always)
  mutating func bookAnswer(_ contact: Int32, _ meeting: Meeting, isPlain: Bool) {
    let caller = contacts.at(contact)
    let type = caller.pointee.type
    let wait = now - caller.pointee.entered
    let limit = meeting.type.pointee.acceptableWait
    let judged = !isPlain && meeting.type.pointee.countsOpenTime ? businessWait(contact) : wait
    let row = books.at(caller.pointee.row)
    row.pointee.answered += 1
    if judged <= limit {
      row.pointee.answeredWithin += 1
    } else {
      row.pointee.excessWait += judged - limit
    }
    if wait > 0 {
      row.pointee.waitAnswered += wait
      if wait > row.pointee.longestWait { row.pointee.longestWait = wait }
      books.addWait(wait, type: type, row: caller.pointee.row)
    }
    if kept.more { bookMore(contact, wait) }
    queues.at(meeting.queue).pointee.answered += 1
    agents.at(meeting.agent).pointee.answered &+= 1
    books.addAnswer(type: type, group: meeting.group)
  }

  /// What only some models keep of answers.
  @inline(never)
  private mutating func bookMore(_ contact: Int32, _ wait: Seconds) {
    if kept.recent { noteWait(contact, wait, .answered) }
    if kept.backlogs { noteBacklogAnswer(contact) }
    if kept.ratings { contacts.experience(of: contact).pointee.waited += wait }
    if kept.wakes { noteServed(contact) }
    if kept.persons && contacts[contact].legs == 0 && !contacts[contact].isRepeat {
      books[contacts[contact].row].personsServed += 1
    }
    if kept.threads { beginTurns(contact, wait: wait) }
  }

  // MARK: Talk and hold

  /// Draws the conversation and starts its first part.
  @inline(__always)
  mutating func startConversation(_ contact: Int32, _ engagement: Int32, _ meeting: Meeting) {
    let caller = contacts.at(contact)
    let talk = conversation(contact, meeting)
    books.at(caller.pointee.row).pointee.talkTime += talk
    assert(engagements.at(engagement).pointee.phase == .conversing)
    if meeting.type.pointee.hasParts {
      if !meeting.type.pointee.hasSession || !startSession(contact, engagement, meeting, first: talk) {
        planHolds(contact, talk)
        startPart(contact, engagement)
      }
    } else {
      events.schedule(
        .conversationEnds, timer: engagements.timers.of(engagement), at: now + talk)
    }
    emit(.startsTalk, contact)
  }

  @inline(__always)
  private mutating func conversation(_ contact: Int32, _ meeting: Meeting) -> Seconds {
    let caller = contacts.at(contact)
    let talk = talk(
      meeting, seed: caller.pointee.random, visit: UInt64(truncatingIfNeeded: caller.pointee.legs))
    return meeting.type.pointee.hasExtras ? extended(talk, contact) : talk
  }

  /// What an agent has to say to a contact, or in one turn of it.
  @inline(__always)
  mutating func talk(_ meeting: Meeting, seed: UInt64, visit: UInt64) -> Seconds {
    let skill = routing.skills.at(routing.skill(group: meeting.group, queue: meeting.queue))
    let own = skill.pointee.talk
    let law = own >= 0 ? own : routing.law(meeting.type.pointee.talk, at: now)
    var stream = CallerStream(seed: seed, purpose: .talk, visit: visit)
    return bank.draw(law, &stream) * skill.pointee.factor * agents.at(meeting.agent).pointee.factor
  }

  /// A conversation with what only some have: a length of calls back, identification, a hand-over, what a bot
  /// left behind.
  @inline(never)
  private mutating func extended(_ talk: Seconds, _ contact: Int32) -> Seconds {
    if kept.backlogs, let look = look(contact) { return look }
    var length = talk
    if kept.callbacks { changeTalk(of: contact, &length) }
    if kept.campaigns { changeDialedTalk(of: contact, &length) }
    if kept.media { length = withMedia(length, contact) }
    if types[contacts[contact].type].identification >= 0 { length += identification(contact) }
    if kept.threads { length += handOver(contact) }
    if kept.bots {
      noteConversation(contact)
      length = afterBot(length, contact)
    }
    return length
  }

  /// Asking the caller who he is, if the center does not recognise him.
  @inline(never)
  mutating func identification(_ contact: Int32) -> Seconds {
    if contacts[contact].legs > 0 { return 0 }
    if kept.threads && threads.at(contact).pointee.turns > 1 { return 0 }
    let type = contacts[contact].type
    var stream = CallerStream(seed: contacts[contact].random, purpose: .recognition)
    if stream.uniform() < types[type].recognised { return 0 }
    return bank.draw(types[type].identification, &stream)
  }

  /// Holds, if there are any, cut the conversation into equal parts.
  @inline(never)
  private mutating func planHolds(_ contact: Int32, _ talk: Seconds) {
    let type = contacts[contact].type
    contacts.details[contact].conversationPart = talk
    contacts.details[contact].stretchFrom = now
    if types[type].holdLength < 0 || look(contact) != nil { return }
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .hold, visit: UInt64(contacts[contact].legs))
    var holds: Int8 = 0
    var chance = types[type].holdProbability
    if let gap = gapEnd(contact) { chance = gap == .hold ? 1 : 0 }
    while holds < 100 && stream.uniform() < chance {
      holds += 1
      chance = types[type].holdAgain
    }
    contacts[contact].holdsLeft = holds
    if holds > 0 { books[contacts[contact].row].held += 1 }
    contacts.details[contact].conversationPart = talk / Double(holds + 1)
  }

  /// A part of a conversation begins, before a hold or the last one.
  @inline(never)
  private mutating func startPart(_ contact: Int32, _ engagement: Int32) {
    let end = contacts[contact].holdsLeft > 0 ? EventKind.phaseEnds : .conversationEnds
    let part = contacts.details[contact].conversationPart
    contacts.details[contact].workLeft = -1
    let length =
      engagements.areShared ? slowed(part, contact, engagements.agent(of: engagement)) : part
    events.schedule(end, timer: engagements.timers.of(engagement), at: now + length)
  }

  /// A part of the conversation before a hold, a hold, or the time of two agents together is over.
  mutating func phaseEnds(_ engagement: Int32) {
    let contact = engagements[engagement].contact
    assert(contacts[contact].engagement == engagement)
    if contacts[contact].stage == .together {
      partnersPart(contact)
    } else if engagements[engagement].phase == .conversing {
      if kept.interruptions && givesWayAtTurn(engagement) { return }
      startHold(contact, engagement)
    } else {
      resumeConversation(contact, engagement)
    }
  }

  private mutating func startHold(_ contact: Int32, _ engagement: Int32) {
    let type = contacts[contact].type
    contacts[contact].holdsLeft -= 1
    let visit = UInt64(contacts[contact].holdsLeft) << 8 | UInt64(contacts[contact].legs)
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .hold, visit: visit + 1 << 32)
    let length = bank.draw(types[type].holdLength, &stream)
    if !kept.callbacks || !bookCallbackWork(contact, length) {
      books[contacts[contact].row].holdTime += length
    }
    if kept.ratings { contacts.experience(of: contact).pointee.onHold += length }
    engagements.enter(.holding, engagement, at: now, agents.times)
    emit(.isPutOnHold, contact)
    events.schedule(.phaseEnds, timer: engagements.timers.of(engagement), at: now + length)
  }

  private mutating func resumeConversation(_ contact: Int32, _ engagement: Int32) {
    engagements.enter(.conversing, engagement, at: now, agents.times)
    emit(.resumesTalk, contact)
    startPart(contact, engagement)
  }

  /// The whole conversation is over.
  @inline(__always)
  mutating func conversationEnds(_ engagement: Int32) {
    let contact = engagements.at(engagement).pointee.contact
    let caller = contacts.at(contact)
    assert(caller.pointee.stage == .engaged && caller.pointee.holdsLeft == 0)
    let type = types.at(caller.pointee.type)
    if type.pointee.mayGoOn && goesOnElsewhere(contact) { return }
    complete(contact, engagement, settles: type.pointee.settles)
  }

  /// Nobody leaves the conversation any more; whether another agent is asked for.
  @inline(never)
  private mutating func goesOnElsewhere(_ contact: Int32) -> Bool {
    let type = types.at(contacts[contact].type)
    if type.pointee.hasSession { endSession(contact) }
    if kept.media { endCoBrowsing(contact) }
    return type.pointee.hasTransfers && consults(contact)
  }

  /// The contact is over for its caller; its agent wraps up.
  mutating func complete(_ contact: Int32) {
    complete(
      contact, contacts[contact].engagement, settles: types[contacts[contact].type].settles)
  }

  /// The same for who has looked up the engagement, and whether anything is to be settled.
  @inline(__always)
  mutating func complete(_ contact: Int32, _ engagement: Int32, settles: Bool) {
    emit(.endsTalk, contact)
    let caller = contacts.at(contact)
    assert(caller.pointee.engagement == engagement)
    let agent = engagements.agent(of: engagement)
    noteWrapUp(contact, engagement)
    let wrapsUp = lanes.at(caller.pointee.lane).pointee.wrapsUp
    let wrapUp = wrapsUp ? wrapUpTime(contact, agent, lane: caller.pointee.lane) : 0
    if wrapUp > 0 && (!kept.callbacks || !bookCallbackWork(contact, wrapUp)) {
      books.at(caller.pointee.row).pointee.wrapUpTime += wrapUp
      if engagements.areShared { engagements[engagement].row = caller.pointee.row }
    }
    if caller.pointee.trunk >= 0 { releaseTrunk(contact) }
    if kept.channels { endCallOut(contact) }
    if settles {
      contacts.details.at(contact).pointee.lastAgent = agent
      settle(contact)
    } else {
      leave(contact)
    }
    startWrapUp(engagement, of: agent, wrapUp)
  }

  /// The length of an agent's wrap-up after a contact; a conference's expert has a draw of his own.
  @inline(__always)
  mutating func wrapUpTime(
    _ contact: Int32, _ agent: Int32, lane: Int32, isExpert: Bool = false
  ) -> Seconds {
    let worker = agents.at(agent)
    let place = lanes.at(lane)
    let skill = routing.skills.at(
      routing.skill(group: worker.pointee.group, queue: place.pointee.queue))
    let own = skill.pointee.wrapUp
    var law = own >= 0 ? own : routing.law(types.at(place.pointee.type).pointee.wrapUp, at: now)
    if kept.campaigns { law = dialedWrapUp(contact, else: law) }
    if law < 0 || (types.at(place.pointee.type).pointee.hasLooks && look(contact) != nil) { return 0 }
    let caller = contacts.at(contact)
    var stream = CallerStream(
      seed: caller.pointee.random, purpose: .wrapUp,
      visit: UInt64(truncatingIfNeeded: caller.pointee.legs) | (isExpert ? 1 << 16 : 0))
    let length = bank.draw(law, &stream) * skill.pointee.factor * worker.pointee.factor
    return kept.bots ? afterBot(length, contact) : length
  }
}

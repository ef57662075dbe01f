// A contact's journey, beside steps 4 to 6: customers who are called back are dialed, reached or not, and their
// tickets end. Before: Callbacks.

extension Engine {
  // MARK: Dialing

  /// An agent takes a ticket, which is in no lane and no list: the customer is dialed, or has answered.
  @inline(never)
  mutating func pickTicket(_ contact: Int32, _ agent: Int32) {
    let engagement = engagements.areShared ? takeSlot(contact, agent) : agent
    assert(agents[agent].state == .engaged)
    leaveLane(contact)
    let hasAnswered = tickets.of(contact, contacts).pointee.state == .answered
    engagements.begin(engagement, with: contact, hasAnswered ? .conversing : .alerting, at: now)
    contacts[contact].engagement = engagement
    contacts[contact].stage = .engaged
    let lane = contacts[contact].lane
    if ghosts.count > 0 && ghosts.hasAny(in: lane) {
      ghosts.resolve(lane, askedBy: contacts[contact].entered, now, books.rows)
    }
    if hasAnswered { connect(contact) } else { dial(contact) }
  }

  /// A ticket waits in its lane no more.
  mutating func leaveLane(_ contact: Int32) {
    let ticket = tickets.of(contact, contacts)
    if ticket.pointee.joined < 0 { return }
    tickets.laneTime += now - ticket.pointee.joined
    ticket.pointee.joined = -1
  }

  /// Dials a customer, with the agent who has the contact or without one.
  mutating func dial(_ contact: Int32) {
    let queue = ticketQueue(of: contact)
    let callback = callbackRule(queue)
    contacts[contact].stage = contacts[contact].engagement >= 0 ? .engaged : .ticket
    if let group = callback.trunks, !seizeTrunk(contact, of: Int32(group.place)) {
      noteTicket(contact) { $0.lineRefused += 1 }
      tickets.noteLines(queue, freeAt: now + Engine.lineRetry)
      letAgentGo(contact, afterwards: true) { $0.restTicket(contact, until: $0.now + Engine.lineRetry) }
      return
    }
    let ticket = tickets.of(contact, contacts)
    ticket.pointee.state = .dialed
    ticket.pointee.dials += 1
    let rules = callback.dialing
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .callbackDial,
      visit: UInt64(ticket.pointee.dials) << 8 | UInt64(contacts[contact].legs))
    (ticket.pointee.outcome, ticket.pointee.dialing) = rules.outcome(ticket.pointee.dials, &stream)
    if kept.wakes { noteVainDial(contact, callback) }
    if contacts[contact].engagement < 0 { tickets.noteDialing(queue, by: 1) }
    emit(.isDialed, contact, place: queue)
    if ticket.pointee.outcome == .reached && ticket.pointee.dialing == 0 {
      dialEnds(contact)
    } else {
      events.schedule(.dialEnds, timer: contacts.timers.of(contact), at: now + ticket.pointee.dialing)
    }
  }

  /// An attempt to reach a customer is over.
  @inline(never)
  mutating func dialEnds(_ contact: Int32) {
    if kept.campaigns && isDialedCall(contact) {
      dialedCallGoesOn(contact)
      return
    }
    let queue = ticketQueue(of: contact)
    let ticket = tickets.of(contact, contacts)
    if kept.wakes { noteGlare(contact) }
    let (length, outcome) = (ticket.pointee.dialing, ticket.pointee.outcome)
    let isHeld = contacts[contact].engagement >= 0
    if !isHeld { tickets.noteDialing(queue, by: -1) }
    noteTicket(contact) {
      $0.dials += 1
      $0.lineTime += length
      if isHeld { $0.agentDialing += length }
      if outcome == .reached || outcome == .served { $0.reached += 1 }
    }
    if outcome == .reached {
      emit(.isReached, contact)
      if isHeld { connect(contact) } else { joinAgents(contact) }
    } else {
      emit(.isNotReached, contact)
      releaseTrunk(contact)
      letAgentGo(contact) { $0.dialedInVain(contact, outcome) }
      offerTickets(of: queue)
    }
  }

  /// The agent who was held for a ticket, if one was, is free after what becomes of it; `afterwards`: in an
  /// event of its own, so that a lane of tickets without lines is gone through one by one.
  private mutating func letAgentGo(
    _ contact: Int32, afterwards: Bool = false, _ change: (inout Engine) -> Void
  ) {
    let engagement = contacts[contact].engagement
    contacts[contact].engagement = -1
    change(&self)
    guard engagement >= 0 else { return }
    if afterwards {
      engagements[engagement].contact = -1
      events.schedule(.agentLetGo, timer: engagements.timers.of(engagement), at: now)
    } else {
      endEngagement(engagement, of: engagements.agent(of: engagement))
    }
  }

  private mutating func dialedInVain(_ contact: Int32, _ outcome: DialOutcome) {
    let queue = ticketQueue(of: contact)
    let rules = callbackRule(queue).dialing
    let dials = tickets.of(contact, contacts).pointee.dials
    if kept.wakes, let end = endInVain(contact, isLast: dials >= rules.attempts) {
      close(contact, end)
    } else if outcome == .machine && rules.messageCloses {
      close(contact, .message)
    } else if dials >= rules.attempts {
      close(contact, .failed)
    } else {
      var stream = CallerStream(
        seed: contacts[contact].random, purpose: .callbackDial,
        visit: UInt64(dials) << 8 | UInt64(contacts[contact].legs) | 1 << 32)
      restTicket(contact, until: now + bank.draw(tickets.gapLaws[Int(queue)], &stream))
    }
  }

  /// A customer has answered whom no agent holds: an idle one takes him, or he is the next of all.
  private mutating func joinAgents(_ contact: Int32) {
    let queue = ticketQueue(of: contact)
    let ticket = tickets.of(contact, contacts)
    ticket.pointee.state = .answered
    ticket.pointee.connected = now
    ticket.pointee.turn = -1
    let agent = idleAgent(for: contact, lane: contacts[contact].lane)
    if agent >= 0 {
      assign(contact, to: agent)
      return
    }
    guard sites.isOpen(queues[queue].site) || hasAgentOnDuty(for: queue) else {
      close(contact, .dropped)
      return
    }
    contacts[contact].stage = .ticket
    tickets.enter(contact, queue, urgent: true, contacts)
    var patience: Seconds
    if tickets.patienceLaws[Int(queue)] >= 0 {
      var stream = CallerStream(
        seed: contacts[contact].random, purpose: .callbackDial,
        visit: UInt64(contacts[contact].legs) | 1 << 33)
      patience = bank.draw(tickets.patienceLaws[Int(queue)], &stream)
    } else {
      patience = drawPatience(contact)
    }
    if patience < .infinity {
      events.schedule(.patienceEnds, timer: contacts.timers.of(contact), at: now + patience)
    }
  }

  /// A customer who has answered hangs up before an agent comes.
  @inline(never)
  mutating func customerGivesUp(_ contact: Int32) {
    tickets.leave(contact, contacts)
    close(contact, .abandoned)
  }

  // MARK: The end of a ticket

  /// Agent and customer speak; both are in an engagement.
  private mutating func connect(_ contact: Int32) {
    let engagement = contacts[contact].engagement
    let agent = engagements.agent(of: engagement)
    let meeting = meeting(contact, agent)
    events.cancel(contacts.timers.of(contact))
    if engagements[engagement].phase == .alerting {
      engagements.enter(.conversing, engagement, at: now, agents.times)
    }
    let caller = contacts.at(contact)
    let ticket = tickets.of(contact, contacts)
    let delay = now - ticket.pointee.accepted
    let isWithin = now - caller.pointee.entered <= types[caller.pointee.type].acceptableWait
    let callback = callbackRule(ticket.pointee.queue)
    let isKept = callback.deadline.map { delay <= $0 } ?? false
    noteTicket(contact) {
      $0.connected += 1
      $0.delay += delay
      if isWithin { $0.connectedWithin += 1 }
      if isKept { $0.promiseKept += 1 }
    }
    endTicket(contact, callback)
    books[caller.pointee.row].calledBack += 1
    if kept.persons && caller.pointee.legs == 0 && !caller.pointee.isRepeat {
      books[caller.pointee.row].personsServed += 1
    }
    queues.at(meeting.queue).pointee.answered += 1
    agents.at(agent).pointee.answered &+= 1
    books.addAnswer(type: caller.pointee.type, group: meeting.group)
    let talkBefore = books[caller.pointee.row].talkTime
    startConversation(contact, engagement, meeting)
    let talk = books[caller.pointee.row].talkTime - talkBefore
    books[caller.pointee.row].talkTime = talkBefore
    noteTicket(contact) { $0.handleTime += talk }
    if ticket.pointee.state != .answered { ticket.pointee.connected = now }
    ticket.pointee.state = .connected
  }

  /// Books hold or wrap-up in the first conversation of a call back; false: it is none.
  @inline(never)
  mutating func bookCallbackWork(_ contact: Int32, _ length: Seconds) -> Bool {
    guard tickets.of(contact, contacts).pointee.state == .connected, contacts[contact].legs == 0
    else { return false }
    noteTicket(contact) { $0.handleTime += length }
    return true
  }

  /// Nothing of a ticket is open any more.
  private mutating func endTicket(_ contact: Int32, _ callback: Scenario.Callback) {
    let accepted = tickets.of(contact, contacts).pointee.accepted
    let saved = max(0, now - accepted - callback.capture)
    let isPromised = callback.promise != nil
    noteTicket(contact) {
      $0.lineSaved += saved
      if isPromised { $0.promised += 1 }
    }
    tickets.count(contacts[contact].type, by: -1, at: now, counted: intervals.counted(now))
    if kept.wakes { events.cancel(contacts.timers.third(of: contact)) }
  }

  /// A ticket, which is in no lane and no list, ends without a conversation.
  @inline(never)
  mutating func close(_ contact: Int32, _ end: TicketEnd) {
    leaveLane(contact)
    let ticket = tickets.of(contact, contacts)
    let delay = now - ticket.pointee.accepted
    let onLine = ticket.pointee.state == .answered ? now - ticket.pointee.connected : 0
    noteTicket(contact) {
      $0.otherDelay += delay
      $0.lineTime += onLine
      switch end {
      case .failed: $0.failed += 1
      case .message: $0.messages += 1
      case .abandoned: $0.abandoned += 1
      case .dropped: $0.dropped += 1
      case .expired: $0.expired += 1
      case .cancelled: $0.cancelled += 1
      case .superfluous: $0.superfluous += 1
      }
    }
    endTicket(contact, callbackRule(ticketQueue(of: contact)))
    ticket.pointee.state = .closed
    if kept.wakes { leaveMatter(contact) }
    emit(.endsUncalled, contact)
    lose(contact, cause: .none)
  }

  /// The line of a call back is free.
  @inline(never)
  mutating func endOutboundCall(_ contact: Int32) {
    let ticket = tickets.of(contact, contacts)
    guard ticket.pointee.state == .connected else { return }
    let length = now - ticket.pointee.connected
    noteTicket(contact) { $0.lineTime += length }
    ticket.pointee.state = .closed
  }

  /// The conversation of a call back may have a law and a length of its own.
  @inline(never)
  mutating func changeTalk(of contact: Int32, _ talk: inout Seconds) {
    guard isTicket(contact) else { return }
    let queue = ticketQueue(of: contact)
    if tickets.talkLaws[Int(queue)] >= 0 {
      var stream = CallerStream(
        seed: contacts[contact].random, purpose: .talk, visit: UInt64(contacts[contact].legs))
      let agent = engagements.agent(of: contacts[contact].engagement)
      let skill = routing.skill(
        group: agents[agent].group, queue: lanes[contacts[contact].lane].queue)
      talk =
        bank.draw(tickets.talkLaws[Int(queue)], &stream) * routing.skills[skill].factor
        * agents[agent].factor
    }
    talk *= callbackRule(queue).handlingFactor
  }
}

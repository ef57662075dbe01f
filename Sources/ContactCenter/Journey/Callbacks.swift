// A contact's journey, beside steps 4 to 6: callers who hang up and are called back. Nothing here is asked for
// in a model without callbacks.
//
// A ticket that keeps its place stays in its lane, without patience and without a line, and is dialed when an
// agent takes it. All other tickets stand in lists of their queue: one that is looked at when nobody waits,
// and an urgent one that comes before everybody.

/// How a ticket ends without a conversation.
enum TicketEnd {
  case failed, message, abandoned, dropped, expired, cancelled, superfluous
}

extension Engine {
  /// Seconds until a customer is dialed again for whom no line was free.
  static let lineRetry: Seconds = 10

  // MARK: Tickets

  /// Whether a contact is to be called back, and has not been.
  @inline(never)
  mutating func isTicket(_ contact: Int32) -> Bool { tickets.of(contact, contacts).pointee.isOpen }

  /// The tally of a contact, if it counts.
  mutating func noteTicket(_ contact: Int32, _ change: (inout CallbackTally) -> Void) {
    let caller = contacts.at(contact)
    if books.counts(caller.pointee.row, type: caller.pointee.type) {
      change(&books.outcome(ofType: caller.pointee.type).pointee.callback)
    }
  }

  /// The queue whose offer a contact has accepted, though it may have moved to another.
  mutating func ticketQueue(of contact: Int32) -> Int32 { tickets.of(contact, contacts).pointee.queue }

  /// What holds for the tickets of a queue, which must have callbacks.
  mutating func callbackRule(_ queue: Int32) -> Scenario.Callback {
    model.queues[Int(queue)].callback ?? Scenario.Callback()
  }

  // MARK: Offers

  /// Before an agent is looked for: whether the contact accepts an offer that all get.
  @inline(never)
  mutating func acceptsBeforeAgent(_ contact: Int32, _ lane: Int32) -> Bool {
    let queue = lanes[lane].queue
    guard let callback = model.queues[Int(queue)].callback, callback.offer.to == .everyone,
      callback.offer.after.first == 0, isAccepted(contact, lane, offer: 0)
    else { return false }
    countOffered(contact)
    contacts[contact].lane = lane
    accept(contact)
    return true
  }

  /// A contact that begins to wait: whether it accepts an offer.
  @inline(never)
  mutating func acceptsOnEntry(_ contact: Int32) -> Bool {
    let lane = contacts[contact].lane
    guard let callback = model.queues[Int(lanes[lane].queue)].callback, callback.offer.to == .waiting,
      callback.offer.after.first == 0, isAccepted(contact, lane, offer: 0)
    else { return false }
    accept(contact)
    return true
  }

  /// Whether a contact gets an offer, the one of that number, and accepts it.
  @inline(never)
  mutating func isAccepted(_ contact: Int32, _ lane: Int32, offer number: Int32) -> Bool {
    let queue = lanes[lane].queue
    guard let callback = model.queues[Int(queue)].callback, contacts[contact].consultation == .none,
      tickets.of(contact, contacts).pointee.state == .none, !kept.wakes || !hasTicket(contact)
    else { return false }
    let foretold = announcedWait(contact, lane, callback)
    guard isOffered(contact, lane, callback.offer, foretold.expected) else { return false }
    let visit = UInt64(number) << 8 | UInt64(contacts[contact].legs)
    var stream = CallerStream(seed: contacts[contact].random, purpose: .callbackOffer, visit: visit)
    let getsOffer = stream.uniform() < callback.offer.share
    let accepts = stream.uniform() < callback.acceptance.chance(announced: foretold.announced)
    if !getsOffer { return false }
    noteTicket(contact) {
      $0.offers += 1
      if foretold.announced < .infinity { $0.announced += foretold.announced }
    }
    return accepts
  }

  private mutating func isOffered(
    _ contact: Int32, _ lane: Int32, _ offer: Scenario.Callback.Offer, _ expected: Seconds
  ) -> Bool {
    let row = queues[lanes[lane].queue]
    guard let closing = sites.nextClosing(of: row.site), closing - now >= offer.untilBeforeClosing
    else { return false }
    let isInside = contacts[contact].stage == .waiting
    if row.length - (isInside ? 1 : 0) < offer.whenQueue { return false }
    return offer.whenExpectedWait <= 0 || expected >= offer.whenExpectedWait
  }

  /// The wait that is foretold to a contact, where it matters, and the one that it is told.
  private mutating func announcedWait(
    _ contact: Int32, _ lane: Int32, _ callback: Scenario.Callback
  ) -> (expected: Seconds, announced: Seconds) {
    var expected = 0.0
    if callback.announced == nil || callback.offer.whenExpectedWait > 0 {
      expected =
        kept.forecasts
        ? ask { $0.foretoldWait(at: lane) } : expectedWait(contact, lanes[lane].queue)
    }
    return (expected, callback.announced ?? expected)
  }

  /// The caller accepts; the contact is in no lane.
  @inline(never)
  mutating func accept(_ contact: Int32) {
    let caller = contacts.at(contact)
    let wait = now - caller.pointee.entered
    let ticket = tickets.of(contact, contacts)
    ticket.pointee.queue = lanes[caller.pointee.lane].queue
    let callback = callbackRule(ticket.pointee.queue)
    books[caller.pointee.row].callbacks += 1
    books[caller.pointee.row].waitOther += wait
    if kept.recent { noteWait(contact, wait, .other) }
    let isWithin = wait <= types[caller.pointee.type].acceptableWait
    noteTicket(contact) {
      $0.accepted += 1
      if isWithin { $0.acceptedWithin += 1 }
    }
    ticket.pointee.accepted = now
    switch callback.kind {
    case .virtualHold: ticket.pointee.turn = caller.pointee.entered
    case .whenIdle: ticket.pointee.turn = now
    case .promised: ticket.pointee.turn = now + (callback.promise ?? 0)
    }
    caller.pointee.stage = .ticket
    caller.pointee.patienceEnds = .infinity
    tickets.count(caller.pointee.type, by: 1, at: now, counted: intervals.counted(now))
    emit(.acceptsCallback, contact, place: ticketQueue(of: contact))
    ticket.pointee.state = .captured
    if kept.wakes {
      if let limit = callback.expiresAfter { ticket.pointee.expires = now + limit }
      scheduleWake(contact)
    }
    if callback.capture > 0 {
      events.schedule(.ticketDue, timer: contacts.timers.of(contact), at: now + callback.capture)
    } else {
      hangUp(contact, callback)
    }
  }

  /// The number is taken: the line is free.
  private mutating func hangUp(_ contact: Int32, _ callback: Scenario.Callback) {
    releaseTrunk(contact)
    let ticket = tickets.of(contact, contacts)
    let accepted = ticket.pointee.accepted
    let due = callback.kind == .promised ? ticket.pointee.turn : now
    restTicket(contact, until: max(due, accepted + callback.capture + callback.initialDelay))
  }

  /// The turn of a ticket may come from a moment on.
  mutating func restTicket(_ contact: Int32, until moment: Seconds) {
    contacts[contact].stage = .ticket
    if kept.wakes && isExpired(contact) {
      close(contact, .expired)
      return
    }
    if moment > now {
      tickets.of(contact, contacts).pointee.state = .resting
      events.schedule(.ticketDue, timer: contacts.timers.of(contact), at: moment)
    } else {
      list(contact)
    }
  }

  /// A number is taken, or a ticket has rested.
  @inline(never)
  mutating func ticketDue(_ contact: Int32) {
    if tickets.of(contact, contacts).pointee.state == .captured {
      hangUp(contact, callbackRule(ticketQueue(of: contact)))
    } else {
      list(contact)
    }
  }

  // MARK: Waiting for the turn

  /// Whether customers of a queue are called now.
  private mutating func areCalled(_ queue: Int32, _ callback: Scenario.Callback) -> Bool {
    let site = queues[queue].site
    if sites.isOpen(site) { return true }
    return callback.atClosing == .workedOff && isServedAfterClosing(queue: queue)
  }

  /// The turn of a ticket may come: an idle agent calls, or it stands in its lane or list.
  private mutating func list(_ contact: Int32) {
    let queue = ticketQueue(of: contact)
    let callback = callbackRule(queue)
    let ticket = tickets.of(contact, contacts)
    ticket.pointee.state = .listed
    contacts[contact].stage = .ticket
    guard areCalled(queue, callback) else {
      if callback.atClosing == .carriedOver {
        tickets.enter(contact, queue, urgent: callback.kind == .promised, contacts)
      } else {
        close(contact, .dropped)
      }
      return
    }
    if callback.keepsLane {
      let lane = contacts[contact].lane
      let agent = idleAgent(for: contact, lane: lane)
      if agent >= 0 {
        assign(contact, to: agent)
      } else {
        ticket.pointee.joined = now
        enqueue(contact, lane)
        startMilestones(contact)
      }
    } else {
      tickets.enter(contact, queue, urgent: callback.kind == .promised, contacts)
      offerTickets(of: queue)
    }
  }

  /// Idle agents who serve a queue.
  private mutating func idleAgents(serving queue: Int32, for contact: Int32) -> Int32 {
    var count: Int32 = 0
    for group in 0..<groups.count
    where routing.skill(group: group, queue: queue) >= 0 && !isBlocked(contact, for: group) {
      count += groups[group].idleCount
    }
    return count
  }

  /// Whether a group does not take a ticket now, which it serves otherwise.
  private mutating func isBlocked(_ contact: Int32, for group: Int32) -> Bool {
    kept.blocks && blocks.has(group) && !routing.isTaken(contacts[contact].lane, by: groups.at(group))
  }

  /// Gives the tickets of a queue to idle agents, as far as their turn has come.
  mutating func offerTickets(of queue: Int32) {
    let callback = callbackRule(queue)
    guard areCalled(queue, callback) else { return }
    while true {
      let urgent = tickets.first(queue, urgent: true)
      let contact = urgent >= 0 ? urgent : tickets.first(queue, urgent: false)
      if contact < 0 { return }
      let agent = idleAgent(for: contact, lane: contacts[contact].lane)
      if agent < 0 { return }
      if urgent < 0 && waitingContact(for: agent, group: agents[agent].group) >= 0 { return }
      guard mayStart(contact, queue, callback, free: idleAgents(serving: queue, for: contact)) else { return }
      tickets.leave(contact, contacts)
      if isCalledFirst(contact, callback) { dial(contact) } else { assign(contact, to: agent) }
    }
  }

  /// Whether a ticket is dialed before an agent is there.
  private mutating func isCalledFirst(_ contact: Int32, _ callback: Scenario.Callback) -> Bool {
    callback.dialing.first == .customer && tickets.of(contact, contacts).pointee.state == .listed
  }

  /// Whether so many free agents are enough for one more ticket: all but the reserve, and one for each
  /// customer who is being dialed; and whether a line may be free.
  private mutating func mayStart(
    _ contact: Int32, _ queue: Int32, _ callback: Scenario.Callback, free: Int32
  ) -> Bool {
    let ticket = tickets.of(contact, contacts)
    if ticket.pointee.state == .answered { return true }
    if !tickets.mayHaveLine(queue, at: now) { return false }
    let reserve =
      callback.kind == .whenIdle && sites.isOpen(queues[queue].site) ? Int32(clamping: callback.reserve) : 0
    return free > reserve + tickets.underWay(queue)
  }

  /// Of the tickets in urgent, or in other, lists that an agent's group serves, the one whose turn is first;
  /// −1: there is none.
  private mutating func firstTicket(for agent: Int32, urgent isUrgent: Bool) -> Int32 {
    var best: Int32 = -1
    for queue in tickets.queues where routing.skill(group: agents[agent].group, queue: queue) >= 0 {
      let contact = tickets.first(queue, urgent: isUrgent)
      guard contact >= 0, !isBlocked(contact, for: agents[agent].group) else { continue }
      let callback = callbackRule(queue)
      guard areCalled(queue, callback),
        mayStart(contact, queue, callback, free: idleAgents(serving: queue, for: contact) + 1)
      else { continue }
      if best < 0
        || tickets.of(contact, contacts).pointee.turn < tickets.of(best, contacts).pointee.turn
      {
        best = contact
      }
    }
    return best
  }

  /// A free agent, who is in no list, takes a ticket that comes before all who wait.
  ///
  /// Where customers are dialed first, those who keep their place are dialed when it is their turn, and the
  /// agent goes on with who is next.
  @inline(never)
  mutating func takesUrgentTicket(_ agent: Int32) -> Bool {
    if takesTicket(agent, urgent: true) { return true }
    dialInTurn(agent)
    return takesTicket(agent, urgent: true)
  }

  /// A free agent, for whom nobody waits, takes a ticket.
  @inline(never)
  mutating func takesListedTicket(_ agent: Int32) -> Bool {
    takesTicket(agent, urgent: false) || takesTicket(agent, urgent: true)
  }

  private mutating func takesTicket(_ agent: Int32, urgent isUrgent: Bool) -> Bool {
    while true {
      let contact = firstTicket(for: agent, urgent: isUrgent)
      if contact < 0 { return false }
      tickets.leave(contact, contacts)
      if isCalledFirst(contact, callbackRule(ticketQueue(of: contact))) {
        dial(contact)
      } else {
        if agents[agent].state != .engaged { agents.enter(.engaged, agent, at: now) }
        pick(contact, agent)
        return true
      }
    }
  }

  /// Dials the first of those who keep their place, if nobody of their queue asked earlier.
  private mutating func dialInTurn(_ agent: Int32) {
    for queue in tickets.queues where routing.skill(group: agents[agent].group, queue: queue) >= 0 {
      let contact = tickets.first(queue, urgent: false)
      guard contact >= 0, !isBlocked(contact, for: agents[agent].group),
        case let callback = callbackRule(queue), callback.kind == .virtualHold,
        areCalled(queue, callback),
        mayStart(contact, queue, callback, free: idleAgents(serving: queue, for: contact) + 1)
      else { continue }
      let waiting = waitingContact(for: agent, group: agents[agent].group)
      if waiting >= 0 && contacts[waiting].entered < contacts[contact].entered { continue }
      tickets.leave(contact, contacts)
      dial(contact)
    }
  }

  // MARK: Hours

  /// A site closes: what becomes of the tickets whose turn has not come.
  @inline(never)
  mutating func layAsideTickets(at site: Int32) {
    for queue in tickets.queues where queues[queue].site == site {
      let callback = callbackRule(queue)
      switch callback.atClosing {
      case .carriedOver:
        for contact in ticketsInLanes(of: queue) {
          stopWaiting(contact)
          leaveLane(contact)
          contacts[contact].stage = .ticket
          tickets.enter(contact, queue, urgent: false, contacts)
        }
      case .dropped: dropTickets(of: queue)
      case .workedOff:
        if sites[site].drains { offerTickets(of: queue) } else { dropTickets(of: queue) }
      }
      if !hasAgentOnDuty(for: queue) { dropAnswered(of: queue) }
    }
  }

  /// A site opens: tickets that were carried over are called.
  @inline(never)
  mutating func takeUpTickets(at site: Int32) {
    for queue in tickets.queues where queues[queue].site == site {
      if callbackRule(queue).keepsLane {
        let carried = tickets.everyone(queue, urgent: false, contacts)
        for contact in carried { tickets.leave(contact, contacts) }
        for contact in carried { list(contact) }
      } else {
        offerTickets(of: queue)
      }
    }
  }

  /// An agent has gone home after closing: tickets that nobody on duty serves end.
  @inline(never)
  mutating func dropUnservedTickets(at site: Int32) {
    for queue in tickets.queues where queues[queue].site == site && !hasAgentOnDuty(for: queue) {
      if callbackRule(queue).atClosing != .carriedOver { dropTickets(of: queue) }
      dropAnswered(of: queue)
    }
  }

  private mutating func ticketsInLanes(of queue: Int32) -> [Int32] {
    lanes.everyone(contacts).filter { ticketQueue(of: $0) == queue && isTicket($0) }
      .sorted { contacts[$0].entered < contacts[$1].entered }
  }

  /// All tickets of a queue that stand in a lane or list end, but for customers on the line.
  private mutating func dropTickets(of queue: Int32) {
    let inLanes = ticketsInLanes(of: queue)
    for contact in inLanes { stopWaiting(contact) }
    var dropped = inLanes
    for isUrgent in [false, true] {
      let listed = tickets.everyone(queue, urgent: isUrgent, contacts)
        .filter { tickets.of($0, contacts).pointee.state == .listed }
      for contact in listed { tickets.leave(contact, contacts) }
      dropped += listed
    }
    for contact in dropped { close(contact, .dropped) }
  }

  /// Customers who have answered are told that nobody is there.
  private mutating func dropAnswered(of queue: Int32) {
    let waiting = tickets.everyone(queue, urgent: true, contacts)
      .filter { tickets.of($0, contacts).pointee.state == .answered }
    for contact in waiting {
      tickets.leave(contact, contacts)
      events.cancel(contacts.timers.of(contact))
      close(contact, .dropped)
    }
  }

  // MARK: The books

  /// Writes what is known of callbacks at the end: the open tickets over time, and how many asked for an
  /// agent.
  mutating func finishTickets() {
    let length = model.calendar.end - max(model.calendar.start, model.calendar.warmUpEnd)
    let stride = model.calendar.intervals + 1
    for type in model.contactTypes.indices where mayBeOffered(Int32(type)) {
      let tally = books.outcome(ofType: Int32(type))
      tally.pointee.callback.openIntegral = tickets.openCount(Int32(type)).integral(
        until: intervals.counted(now))
      tally.pointee.callback.time = length
      for row in books.tallies.contacts[(type * stride)..<((type + 1) * stride)] {
        tally.pointee.callback.offered += row.offered
        tally.pointee.callback.answeredWithin += row.answeredWithin
      }
    }
  }

  /// Whether contacts of a type come to a queue with callbacks.
  private mutating func mayBeOffered(_ type: Int32) -> Bool {
    (0..<Int32(lanes.count)).contains {
      lanes[$0].type == type && tickets.queues.contains(lanes[$0].queue)
    }
  }
}

extension Scenario.Callback.Dialing {
  /// What comes of an attempt, from 1 on, and how long it takes.
  func outcome(_ attempt: Int32, _ stream: inout CallerStream) -> (DialOutcome, Seconds) {
    let isReached = stream.uniform() < reach(attempt)
    let other = stream.uniform()
    if isReached { return (.reached, ring) }
    if other < machineShare { return (.machine, machineTime) }
    if other < machineShare + busyShare { return (.busy, busyTime) }
    return (.noAnswer, timeOut)
  }
}

// A contact's journey, step 4 of 8: waiting. Before: VoiceMenu. After: Router. The lists are `Lanes`.

extension Engine {
  /// A contact asks for an agent: one who is idle, or a place in its queue, or the end of the lane.
  @inline(__always)
  mutating func requestAgent(_ contact: Int32) {
    requestAgent(contact, lane: types[contacts[contact].type].lane)
  }

  /// The same at a given lane.
  @inline(__always)
  mutating func requestAgent(_ contact: Int32, lane first: Int32) {
    contacts.at(contact).pointee.entered = now
    let lane = kept.entry ? laneOnEntry(contact, first) : first
    if lane < 0 { return }
    let agent = agentNow(for: contact, lane: lane)
    if agent >= 0 {
      countOffered(contact)
      contacts.at(contact).pointee.lane = lane
      if contacts.timers.hasSecond {
        contacts.details.at(contact).pointee.milestone = lanes.at(lane).pointee.firstMilestone
      }
      assign(contact, to: agent)
      return
    }
    joinQueue(contact, lane: lane)
  }

  /// Where a contact is to wait if nobody is idle; −1: it will be called back.
  @inline(never)
  private mutating func laneOnEntry(_ contact: Int32, _ first: Int32) -> Int32 {
    let lane = rules.decidesEntry ? nextLane(contact, first, -1) : first
    return kept.callbacks && acceptsBeforeAgent(contact, lane) ? -1 : lane
  }

  @inline(__always)
  mutating func countOffered(_ contact: Int32) {
    let caller = contacts.at(contact)
    if caller.pointee.consultation == .conference || caller.pointee.wasOffered { return }
    caller.pointee.wasOffered = true
    books.at(caller.pointee.row).pointee.offered += 1
  }

  /// No agent is free: the queue's limits, balking, patience.
  @inline(__always)
  private mutating func joinQueue(_ contact: Int32, lane first: Int32) {
    var lane = first
    var tried = 0
    while isFull(lanes[lane].queue, contact) {
      guard case .queue(let other) = model.queues[Int(lanes[lane].queue)].whenFull,
        tried < queues.count
      else {
        turnAway(contact, lane)
        return
      }
      tried += 1
      lane = lanes.lane(of: lanes[lane].type, in: Int32(other.place))
      if rules.decidesEntry { lane = nextLane(contact, lane, -1) }
      let agent = agentNow(for: contact, lane: lane)
      if agent >= 0 {
        countOffered(contact)
        contacts[contact].lane = lane
        if contacts.timers.hasSecond { findMilestone(contact) }
        assign(contact, to: agent)
        return
      }
    }
    wait(contact, lane: lane)
  }

  @inline(__always)
  private mutating func isFull(_ queue: Int32, _ contact: Int32) -> Bool {
    if queues.isFull(queue) { return true }
    let site = queues.at(queue).pointee.site
    let room = sites[site].room
    return room < Int32.max && hasNoRoom(contact, at: site, room: room)
  }

  /// The queue is full and leads nowhere else.
  @inline(never)
  private mutating func turnAway(_ contact: Int32, _ lane: Int32) {
    let row = contacts[contact].row
    if contacts[contact].consultation == .conference {
      giveUpConference(contact)
    } else if case .voiceMail = model.queues[Int(lanes[lane].queue)].whenFull {
      countOffered(contact)
      books[row].queued += 1
      leaveMessage(contact)
    } else {
      books[row].blockedByQueue += 1
      noteBusySignal(contact)
      countFreshBlocked(contact)
      emit(.getsBusySignal, contact)
      freeHolder(contact)
      lose(contact, cause: .busy)
    }
  }

  /// Whether the site of a lane's queue is open.
  @inline(__always)
  mutating func isOpen(_ lane: Int32) -> Bool {
    sites.isOpen(queues.at(lanes.at(lane).pointee.queue).pointee.site)
  }

  @inline(__always)
  private mutating func wait(_ contact: Int32, lane: Int32) {
    let caller = contacts.at(contact)
    caller.pointee.lane = lane
    countOffered(contact)
    if !isOpen(lane) {
      if kept.backlogs && isKept(contact, lane) {
        if isCarriedOver(contact, at: lane) {
          books.at(caller.pointee.row).pointee.queued += 1
          return
        }
      } else if !isServedAfterClosing(lane) {
        disconnect(contact)
        return
      }
    }
    if caller.pointee.consultation != .conference {
      books.at(caller.pointee.row).pointee.queued += 1
      if queues.at(lanes.at(lane).pointee.queue).pointee.hasWaysOut && leavesAtOnce(contact, lane) { return }
      let patience = drawPatience(contact)
      if patience <= 0 {
        abandon(contact)
        return
      }
      caller.pointee.patienceEnds = now + patience
    }
    let limit = caller.pointee.patienceEnds
    if limit < .infinity {
      events.schedule(.patienceEnds, timer: contacts.timers.of(contact), at: limit)
    }
    if kept.forecasts { foretell(contact, lane) }
    enqueue(contact, lane)
    startMilestones(contact)
    emit(.joinsQueue, contact, place: lanes.at(lane).pointee.queue)
  }

  /// The patience of a contact in its present leg.
  @inline(__always)
  mutating func drawPatience(_ contact: Int32) -> Seconds {
    let caller = contacts.at(contact)
    var stream = CallerStream(
      seed: caller.pointee.random, purpose: .patience,
      visit: UInt64(truncatingIfNeeded: caller.pointee.legs))
    return bank.draw(routing.law(types.at(caller.pointee.type).pointee.patience, at: now), &stream)
  }

  /// Whether a contact that is to wait balks, or accepts an offer to be called back.
  @inline(never)
  private mutating func leavesAtOnce(_ contact: Int32, _ lane: Int32) -> Bool {
    if balks(contact, lane) {
      books[contacts[contact].row].balked += 1
      emit(.balks, contact)
      abandon(contact)
      return true
    }
    return kept.callbacks && acceptsOnEntry(contact)
  }

  private mutating func balks(_ contact: Int32, _ lane: Int32) -> Bool {
    guard let balking = model.queues[Int(lanes[lane].queue)].balking else { return false }
    let measure: Double
    switch balking.by {
    case .queueLength: measure = Double(queues[lanes[lane].queue].length)
    case .expectedWait: measure = expectedWait(contact, lanes[lane].queue)
    }
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .balking, visit: UInt64(contacts[contact].legs))
    return stream.uniform() < balking.probability(at: measure)
  }

  /// (waiting + 1) × mean handle time / agents on duty who serve the queue.
  mutating func expectedWait(_ contact: Int32, _ queue: Int32) -> Seconds {
    var agents: Int32 = 0
    for group in 0..<groups.count where routing.skill(group: group, queue: queue) >= 0 {
      agents += groups[group].onDuty
    }
    if agents == 0 { return .infinity }
    return Double(queues[queue].length + 1) * types[contacts[contact].type].meanHandleTime
      / Double(agents)
  }

  // MARK: The lane itself

  /// A contact begins to wait in a lane.
  @inline(__always)
  mutating func enqueue(_ contact: Int32, _ lane: Int32) {
    contacts.at(contact).pointee.stage = .waiting
    if kept.more {
      enter(contact, lane)
    } else {
      lanes.enter(contact, lane, contacts)
    }
    queues.enter(lanes.at(lane).pointee.queue, after: intervals.elapsed(at: now))
  }

  /// The same in models where some come first, or wait over closing.
  @inline(never)
  private mutating func enter(_ contact: Int32, _ lane: Int32) {
    if kept.threads && comesFirst(contact) {
      lanes.enterFirst(contact, lane, contacts)
    } else {
      lanes.enter(contact, lane, contacts)
    }
    if kept.backlogs { noteBacklog(contact, 1) }
  }

  /// A contact waits no more; its timers stay.
  @inline(__always)
  mutating func dequeue(_ contact: Int32) {
    lanes.leave(contact, contacts)
    let lane = contacts.at(contact).pointee.lane
    queues.leave(lanes.at(lane).pointee.queue, after: intervals.elapsed(at: now))
    if kept.backlogs { noteBacklog(contact, -1) }
  }

  /// Takes a contact out of its lane with its timers.
  @inline(__always)
  mutating func stopWaiting(_ contact: Int32) {
    events.cancel(contacts.timers.of(contact))
    cancelMilestone(contact)
    dequeue(contact)
  }

  // MARK: The end of patience

  /// A waiting caller gives up.
  mutating func patienceEnds(_ contact: Int32) {
    if kept.callbacks && isTicket(contact) {
      customerGivesUp(contact)
      return
    }
    if kept.campaigns && waitsInVain(contact) { return }
    cancelMilestone(contact)
    dequeue(contact)
    if contacts[contact].consultation == .conference {
      giveUpConference(contact)
    } else {
      abandon(contact)
    }
  }

  /// Books an abandonment; the contact is in no lane any more.
  mutating func abandon(_ contact: Int32) {
    if contacts[contact].consultation == .turn {
      endTurn(contact, isGivenUp: true)
      return
    }
    let wait = now - contacts[contact].entered
    let type = contacts[contact].type
    let row = contacts[contact].row
    books[row].abandoned += 1
    books[row].waitAbandoned += wait
    if kept.recent { noteWait(contact, wait, .abandoned) }
    if wait <= types[type].shortAbandon { books[row].abandonedShort += 1 }
    if wait <= types[type].acceptableWait {
      books[row].abandonedWithin += 1
      ghosts.add(
        contacts[contact].lane, entered: contacts[contact].entered, row: contacts[contact].row,
        now: now, books.rows)
    } else {
      books[row].virtualKnown += 1
    }
    queues[lanes[contacts[contact].lane].queue].abandoned += 1
    emit(.abandons, contact)
    freeHolder(contact)
    lose(contact, cause: .abandoned)
  }

  /// A message instead of an agent; the contact is in no lane any more.
  @inline(never)
  mutating func leaveMessage(_ contact: Int32) {
    if contacts[contact].consultation == .turn {
      endTurn(contact, isGivenUp: true)
      return
    }
    let row = contacts[contact].row
    books[row].voiceMail += 1
    books[row].waitOther += now - contacts[contact].entered
    if kept.recent { noteWait(contact, now - contacts[contact].entered, .other) }
    emit(.leavesMessage, contact)
    freeHolder(contact)
    if kept.media && beginsRecording(contact) { return }
    lose(contact, cause: .none)
  }

  /// Waiting has no end; the contact is in no lane any more.
  @inline(never)
  mutating func disconnect(_ contact: Int32) {
    if contacts[contact].consultation == .conference {
      giveUpConference(contact)
      return
    }
    if kept.callbacks && isTicket(contact) {
      close(contact, .dropped)
      return
    }
    if contacts[contact].consultation == .turn {
      endTurn(contact, isGivenUp: false)
      return
    }
    let row = contacts[contact].row
    books[row].disconnected += 1
    books[row].waitOther += now - contacts[contact].entered
    if kept.recent { noteWait(contact, now - contacts[contact].entered, .other) }
    emit(.isDisconnected, contact)
    freeHolder(contact)
    lose(contact, cause: .none)
  }

  /// Whether a contact that starts to wait in a lane after closing may still be served there, or in
  /// one that a later step leads to.
  @inline(never)
  private mutating func isServedAfterClosing(_ lane: Int32) -> Bool {
    isServedAfterClosing(queue: lanes[lane].queue)
      && (lanes[lane].firstMilestone < lanes[lane].endMilestone || isServedNow(lane))
  }

  /// Whether a contact that moves to a queue after closing may still be served.
  @inline(never)
  mutating func isServedAfterClosing(queue: Int32) -> Bool {
    sites[queues[queue].site].drains && hasAgentOnDuty(for: queue)
  }

  /// Whether any agent on duty serves a queue, or one that its contacts may overflow to.
  mutating func hasAgentOnDuty(for queue: Int32) -> Bool {
    for reached in queues.overflows[Int(queue)] where isServedDirectly(Int32(reached)) {
      return true
    }
    return false
  }

  private mutating func isServedDirectly(_ queue: Int32) -> Bool {
    for group in 0..<groups.count
    where groups[group].onDuty > 0 && routing.skill(group: group, queue: queue) >= 0 {
      return true
    }
    return false
  }

  /// Whether a waiting contact still has an agent on duty ahead of it, in its own queue or in one that
  /// a coming step leads to.
  mutating func mayBeServed(_ contact: Int32) -> Bool {
    let lane = lanes[contacts[contact].lane]
    if isKept(contact) { return true }
    if isServedNow(contacts[contact].lane) { return true }
    if lane.endMilestone == lane.firstMilestone { return false }
    var milestone = contacts.details[contact].milestone
    while milestone < lane.endMilestone {
      switch lanes.milestones[milestone].kind {
      case .overflow where hasAgentOnDuty(for: lanes.milestones[milestone].queue): return true
      case .moreAgents, .change: if isServedDirectly(lane.queue) { return true }
      case .overflow, .announcement, .voiceMail, .disconnect, .offer: break
      }
      milestone += 1
    }
    return false
  }

  /// After closing: those who wait at a site and whom no agent on duty serves are sent away.
  mutating func disconnectUnserved(at site: Int32) {
    disconnect(
      lanes.everyone(contacts).filter {
        queues[lanes[contacts[$0].lane].queue].site == site && !mayBeServed($0)
      })
  }

  /// Everyone who waits at a site is sent away, whose work waits while it is closed aside.
  mutating func disconnectAll(at site: Int32) {
    disconnect(
      lanes.everyone(contacts).filter {
        queues[lanes[contacts[$0].lane].queue].site == site && !isKept($0)
      })
  }

  /// Nothing lies ahead, yet somebody waits: for an agent who in turn holds for another, say.
  ///
  /// Whoever has waited longest for a second agent goes on without; where nobody does, all are sent
  /// away.
  mutating func endStandstill() {
    let stuck = lanes.everyone(contacts).filter {
      contacts[$0].consultation == .warm || contacts[$0].consultation == .conference
    }
    if let first = stuck.min(by: { contacts[$0].entered < contacts[$1].entered }) {
      stopWaiting(first)
      disconnect(first)
    } else {
      disconnect(lanes.everyone(contacts))
    }
  }

  /// All leave their lanes before the first is gone: an agent whom that sets free must not take
  /// another of them.
  private mutating func disconnect(_ leaving: [Int32]) {
    for contact in leaving { stopWaiting(contact) }
    for contact in leaving { disconnect(contact) }
  }
}

extension Scenario.Balking {
  /// The chance of leaving at a measure: linear between the points, constant outside.
  func probability(at measure: Double) -> Double {
    guard let first = points.first, let last = points.last else { return 0 }
    if measure <= first.at { return first.probability }
    if measure >= last.at { return last.probability }
    for (lower, upper) in zip(points, points.dropFirst()) where measure < upper.at {
      let share = (measure - lower.at) / (upper.at - lower.at)
      return lower.probability + share * (upper.probability - lower.probability)
    }
    return last.probability
  }
}

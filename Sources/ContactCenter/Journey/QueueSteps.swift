// What happens to those who wait, in order of their wait: more agents, announcements, ways out.

extension Engine {
  /// Schedules the first milestone, of its lane, that lies ahead of a contact which starts to wait.
  @inline(__always)
  mutating func startMilestones(_ contact: Int32) {
    if contacts.timers.hasSecond {
      findMilestone(contact)
      scheduleMilestone(contact)
    }
  }

  /// Puts a contact that comes to a lane, to wait there or not, before the first milestone that it has
  /// not yet passed; changes of its state that it has passed are made.
  @inline(never)
  mutating func findMilestone(_ contact: Int32) {
    let lane = lanes[contacts[contact].lane]
    var milestone = lane.firstMilestone
    while milestone < lane.endMilestone,
      contacts[contact].entered + lanes.milestones[milestone].after < now
    {
      if lanes.milestones[milestone].kind == .change {
        let change = lanes.milestones[milestone].change
        contacts[contact].lane = nextLane(contact, contacts[contact].lane, change)
      }
      milestone += 1
    }
    contacts.details[contact].milestone = milestone
  }

  /// Takes back what was scheduled for a contact that waits no more.
  @inline(__always)
  mutating func cancelMilestone(_ contact: Int32) {
    if contacts.timers.hasSecond { events.cancel(contacts.timers.second(of: contact)) }
  }

  /// Schedules the next milestone of a waiting contact; one that fell due while the contact rang at an
  /// agent comes now.
  @inline(never)
  mutating func scheduleMilestone(_ contact: Int32) {
    let milestone = contacts.details[contact].milestone
    guard milestone < lanes[contacts[contact].lane].endMilestone else { return }
    let time = contacts[contact].entered + lanes.milestones[milestone].after
    events.schedule(.queueStep, timer: contacts.timers.second(of: contact), at: max(now, time))
  }

  /// A contact has waited until its next milestone.
  mutating func reachMilestone(_ contact: Int32) {
    let milestone = lanes.milestones[contacts.details[contact].milestone]
    contacts.details[contact].milestone += 1
    if kept.callbacks && isTicket(contact) && milestone.kind.isForCallers {
      scheduleMilestone(contact)
      return
    }
    switch milestone.kind {
    case .moreAgents:
      let lane = contacts[contact].lane
      let agent = agentNow(for: contact, lane: lane)
      if agent >= 0 {
        stopWaiting(contact)
        assign(contact, to: agent)
      } else {
        scheduleMilestone(contact)
      }
    case .change: changeState(contact, milestone.change)
    case .announcement: hearAnnouncement(contact, milestone)
    case .overflow: overflow(contact, to: milestone.queue)
    case .voiceMail:
      if contacts[contact].consultation != .conference
        && stepDraw(contact) < milestone.probability
      {
        stopWaiting(contact)
        leaveMessage(contact)
      } else {
        scheduleMilestone(contact)
      }
    case .disconnect:
      stopWaiting(contact)
      disconnect(contact)
    case .offer:
      if isAccepted(contact, contacts[contact].lane, offer: milestone.change) {
        stopWaiting(contact)
        accept(contact)
      } else {
        scheduleMilestone(contact)
      }
    }
  }

  /// Other groups are asked for a waiting contact from now on, or may take it.
  private mutating func changeState(_ contact: Int32, _ change: Int32) {
    let lane = contacts[contact].lane
    let next = nextLane(contact, lane, change)
    if moveOrServe(contact, next) { return }
    if isOpen(lane) || mayBeServed(contact) {
      scheduleMilestone(contact)
    } else {
      stopWaiting(contact)
      disconnect(contact)
    }
  }

  /// The lane of the state that follows a change.
  mutating func nextLane(_ contact: Int32, _ lane: Int32, _ change: Int32) -> Int32 {
    if let rule = rules.place {
      return ask { rule.lane(for: contact, at: lane, change: change, on: $0) }
    }
    return lanes.next(from: lane, change: change)
  }

  /// A waiting contact goes to an idle agent, or to another lane of its queue; whether it was the
  /// former.
  private mutating func moveOrServe(_ contact: Int32, _ lane: Int32) -> Bool {
    let agent = agentNow(for: contact, lane: lane)
    if agent >= 0 {
      stopWaiting(contact)
      contacts[contact].lane = lane
      assign(contact, to: agent)
      return true
    }
    if lane != contacts[contact].lane {
      lanes.leave(contact, contacts)
      lanes.enter(contact, lane, contacts)
    }
    return false
  }

  /// The agents of some group have all gone, or the first has come: contacts that only groups without
  /// agents may take choose anew.
  @inline(never)
  mutating func giveNewPlaces() {
    var stranded: [Int32] = []
    for lane in 0..<Int32(lanes.count) where lanes[lane].head >= 0 && !isServedNow(lane) {
      var contact = lanes[lane].head
      while contact >= 0 {
        stranded.append(contact)
        contact = contacts[contact].next
      }
    }
    stranded.sort { contacts[$0].entered < contacts[$1].entered }
    for contact in stranded where contacts[contact].stage == .waiting {
      let first = lanes.first(of: contacts[contact].lane)
      _ = moveOrServe(contact, nextLane(contact, first, -1))
    }
  }

  /// Whether any agent on duty may take contacts of a lane as it stands.
  mutating func isServedNow(_ lane: Int32) -> Bool {
    for group in 0..<groups.count where groups[group].onDuty > 0 {
      if routing.isTaken(lane, by: groups.at(group)) { return true }
    }
    return false
  }

  /// Idle agents of a site who were held back take whom they may.
  @inline(never)
  mutating func endReserves(at site: Int32) {
    for group in 0..<groups.count where groups[group].site == site {
      while groups[group].idleHead >= 0 {
        let agent = groups[group].idleHead
        let contact = lastContact(for: agent, group: group)
        if contact < 0 { break }
        stopWaiting(contact)
        assign(contact, to: agent)
      }
    }
  }

  private mutating func stepDraw(_ contact: Int32) -> Double {
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .announcement,
      visit: UInt64(contacts.details[contact].milestone) << 8 | UInt64(contacts[contact].legs))
    return stream.uniform()
  }

  private mutating func hearAnnouncement(_ contact: Int32, _ milestone: Milestone) {
    emit(.hearsAnnouncement, contact)
    if contacts[contact].consultation == .conference {
      scheduleMilestone(contact)
      return
    }
    if stepDraw(contact) < milestone.probability {
      events.cancel(contacts.timers.of(contact))
      dequeue(contact)
      abandon(contact)
      return
    }
    let left = contacts[contact].patienceEnds - now
    if left < .infinity && milestone.patienceFactor != 1 {
      events.cancel(contacts.timers.of(contact))
      contacts[contact].patienceEnds = now + left * milestone.patienceFactor
      events.schedule(
        .patienceEnds, timer: contacts.timers.of(contact), at: contacts[contact].patienceEnds)
    }
    scheduleMilestone(contact)
  }

  /// Moves to another queue with the time waited and the patience left, unless that queue is full.
  private mutating func overflow(_ contact: Int32, to queue: Int32) {
    let lane = lanes.lane(of: lanes[contacts[contact].lane].type, in: queue)
    // After closing nobody moves to a queue that no agent on duty serves.
    guard !queues.isFull(queue), isOpen(lane) || isKept(contact) || isServedAfterClosing(queue: queue)
    else {
      if isOpen(contacts[contact].lane) || mayBeServed(contact) {
        scheduleMilestone(contact)
      } else {
        stopWaiting(contact)
        disconnect(contact)
      }
      return
    }
    books[contacts[contact].row].overflowed += 1
    emit(.overflows, contact, place: queue)
    dequeue(contact)
    contacts[contact].lane = rules.decidesEntry ? nextLane(contact, lane, -1) : lane
    findMilestone(contact)
    let agent = agentNow(for: contact, lane: contacts[contact].lane)
    if agent >= 0 {
      events.cancel(contacts.timers.of(contact))
      assign(contact, to: agent)
      return
    }
    enqueue(contact, contacts[contact].lane)
    scheduleMilestone(contact)
  }
}

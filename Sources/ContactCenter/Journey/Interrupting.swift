// A contact's journey, beside steps 5 and 6: work that is put aside for a contact which finds nobody idle.
// Nothing here is asked for in a model without interruptions.
//
// Who is interrupted: whose work was put aside least often, among these who began his last. The work goes back to
// its queue with the time it came, and whoever takes it from there goes on with it.

extension Engine {
  // MARK: Who

  /// The agent who puts his work aside for a contact of a lane, and has done so; −1: none.
  @inline(never)
  mutating func agentInterrupted(for contact: Int32, lane: Int32) -> Int32 {
    let type = contacts[contact].type
    guard interruptions.isPreferred(type) else { return -1 }
    var best: Int32 = -1
    var later: [(engagement: Int32, at: Seconds)] = []
    for group in 0..<groups.count where mayInterrupt(group, for: contact, lane) {
      for agent in groups.members(of: group) {
        let engagement = interruptible(agent)
        guard engagement >= 0, let rule = rule(engagement, by: type), rule.isAtOnce else { continue }
        let details = contacts.details[engagements[engagement].contact]
        let ripe = details.stretchFrom + rule.written.minimumStretch
        if ripe > now {
          later.append((engagement, ripe))
        } else if best < 0 || isBetter(details, than: contacts.details[engagements[best].contact]) {
          best = engagement
        }
      }
    }
    if best >= 0 {
      putAside(best, for: type)
      return engagements.agent(of: best)
    }
    for wait in later {
      let timer = interruptions.timers.of(wait.engagement)
      if let event = events.pending(timer) {
        if EventQueue.time(event) <= wait.at { continue }
        events.cancel(timer)
      }
      events.schedule(.stretchEnds, timer: timer, at: wait.at)
    }
    return -1
  }

  private func isBetter(_ a: ContactDetails, than b: ContactDetails) -> Bool {
    (a.interruptions, -a.stretchFrom) < (b.interruptions, -b.stretchFrom)
  }

  /// Whether agents of a group may put work aside for a contact of a lane now.
  private mutating func mayInterrupt(_ group: Int32, for contact: Int32, _ lane: Int32) -> Bool {
    let state = groups.at(group)
    guard state.pointee.onDuty > 0,
      state.pointee.target < 0 || state.pointee.onDuty <= state.pointee.target,
      routing.isTaken(lane, by: state)
    else { return false }
    let skill = routing.skills[routing.skill(group: group, queue: lanes[lane].queue)]
    return skill.reserve == 0 && now - contacts[contact].entered >= skill.after
  }

  /// The engagement of an agent who might put it aside; −1: there is none.
  private mutating func interruptible(_ agent: Int32) -> Int32 {
    let worker = agents.at(agent)
    guard worker.pointee.state == .engaged, worker.pointee.takesContacts, !worker.pointee.isCalled else {
      return -1
    }
    if engagements.areShared && sharing[agent].taken != 1 { return -1 }
    for engagement in engagements.slots(of: agent) where engagements[engagement].phase == .conversing {
      let contact = engagements[engagement].contact
      let isAlone = contacts[contact].stage == .engaged && contacts[contact].consultation == .none
      return isAlone && contacts.details[contact].other < 0 ? engagement : -1
    }
    return -1
  }

  /// The rule by which an engagement gives way to a contact of a type; nil: it does not.
  private mutating func rule(_ engagement: Int32, by type: Int32) -> Model.Interruption? {
    let contact = engagements[engagement].contact
    guard let rule = interruptions.rule(contacts[contact].type, by: type),
      contacts.details[contact].interruptions < Int32(clamping: rule.written.most ?? Int.max)
    else { return nil }
    return rule
  }

  // MARK: While contacts wait

  /// An agent has worked long enough on something: it may be put aside for one who waits.
  mutating func stretchEnds(_ engagement: Int32) {
    guard engagements[engagement].phase == .conversing,
      interruptible(engagements.agent(of: engagement)) == engagement
    else { return }
    giveWay(engagement, atTurn: false)
  }

  /// Puts an engagement aside for the most urgent of those who wait, and among equals who waited longest; whether
  /// there was one.
  @discardableResult
  private mutating func giveWay(_ engagement: Int32, atTurn isTurn: Bool) -> Bool {
    let agent = engagements.agent(of: engagement)
    let group = agents[agent].group
    let from = contacts.details[engagements[engagement].contact].stretchFrom
    var best: Int32 = -1
    var next = Seconds.infinity
    for lane in 0..<Int32(lanes.count) where lanes[lane].head >= 0 {
      let contact = lanes[lane].head
      guard let rule = rule(engagement, by: lanes[lane].type),
        isTurn ? rule.written.mode == .turn : rule.isAtOnce, mayInterrupt(group, for: contact, lane)
      else { continue }
      let ripe = from + rule.written.minimumStretch
      if ripe > now {
        next = min(next, ripe)
      } else if best < 0
        || (lanes[lane].priority, contacts[contact].entered)
          < (lanes[contacts[best].lane].priority, contacts[best].entered)
      {
        best = contact
      }
    }
    if best >= 0 {
      stopWaiting(best)
      putAside(engagement, for: contacts[best].type)
      assign(best, to: agent)
      return true
    }
    if !isTurn && next < .infinity {
      events.schedule(.stretchEnds, timer: interruptions.timers.of(engagement), at: next)
    }
    return false
  }

  /// A contact would be put on hold: whether it is put aside instead.
  mutating func givesWayAtTurn(_ engagement: Int32) -> Bool {
    interruptible(engagements.agent(of: engagement)) == engagement && giveWay(engagement, atTurn: true)
  }

  // MARK: Aside and back

  /// An agent puts his work aside for a contact of a type, which he must be given next.
  private mutating func putAside(_ engagement: Int32, for type: Int32) {
    let agent = engagements.agent(of: engagement)
    let contact = engagements[engagement].contact
    guard let rule = rule(engagement, by: type) else { return }
    noteWorkLeft(contact, engagement, rule)
    let tally = interruptions.tally(contacts[contact].type)
    tally.pointee.interruptions += 1
    if contacts.details[contact].interruptions == 0 { tally.pointee.interrupted += 1 }
    interruptions.tally(type).pointee.preferred += 1
    contacts.details[contact].interruptions += 1
    contacts.details[contact].isAside = true
    contacts.details[contact].asideSince = now
    emit(.isInterrupted, contact, place: lanes[contacts[contact].lane].queue)
    contacts[contact].engagement = -1
    contacts[contact].patienceEnds = .infinity
    engagements.end(engagement, of: agent, at: now, agents.times)
    if engagements.areShared { _ = isRidOfOne(agent) }
    waitAside(contact)
  }

  /// Keeps what is left of the present part of the work, and how its agent's time compares.
  private mutating func noteWorkLeft(_ contact: Int32, _ engagement: Int32, _ rule: Model.Interruption) {
    let agent = engagements.agent(of: engagement)
    let timer = engagements.timers.of(engagement)
    var rest = 0.0
    if let event = events.pending(timer) {
      rest = EventQueue.time(event) - now
      events.cancel(timer)
    }
    let row = books.at(contacts[contact].row)
    let tally = interruptions.tally(contacts[contact].type)
    if engagements.areShared {
      let work = rest * sharing.speed(agents[agent].group, 1)
      row.pointee.talkTime -= rest - work
      rest = work
    }
    var details = contacts.details[contact]
    let before = details.workLeft >= 0 ? details.workLeft : details.conversationPart
    // Who had not found his way back yet must do so anew.
    let left = min(before, rest)
    row.pointee.talkTime -= rest - left
    tally.pointee.switchBack -= rest - left
    // What a former interruption left of it is not forgotten again.
    let lost = rule.loss * (before - left)
    row.pointee.talkTime += lost
    tally.pointee.lost += lost
    details.workLeft = left + lost
    details.workFactor = workFactor(contact, agent)
    details.switchBack = rule.written.switchBack
    contacts.details[contact] = details
  }

  /// By how much an agent's time for a contact differs from the law.
  private mutating func workFactor(_ contact: Int32, _ agent: Int32) -> Double {
    let queue = lanes[contacts[contact].lane].queue
    let skill = routing.skills[routing.skill(group: agents[agent].group, queue: queue)]
    return skill.factor * agents[agent].factor
  }

  /// Work that was put aside goes to somebody else who is idle, or to its queue.
  private mutating func waitAside(_ contact: Int32) {
    if rules.uses.contains(.placesAfterRinging) {
      contacts[contact].lane = nextLane(contact, lanes.first(of: contacts[contact].lane), -1)
    }
    let lane = contacts[contact].lane
    let agent = idleAgent(for: contact, lane: lane)
    if agent >= 0 {
      assign(contact, to: agent)
    } else if isOpen(lane) || !isCarriedOver(contact, at: lane) {
      enqueue(contact, lane)
    }
  }

  /// Whether a contact has been put aside.
  @inline(__always)
  mutating func isAside(_ contact: Int32) -> Bool {
    kept.interruptions && contacts.details[contact].isAside
  }

  /// An agent goes on with work that was put aside.
  @inline(never)
  mutating func takeUp(_ contact: Int32, _ engagement: Int32) {
    let agent = engagements.agent(of: engagement)
    let row = books.at(contacts[contact].row)
    let tally = interruptions.tally(contacts[contact].type)
    var details = contacts.details[contact]
    tally.pointee.resumed += 1
    tally.pointee.waited += now - details.asideSince
    let factor = workFactor(contact, agent)
    if factor != details.workFactor && details.workFactor > 0 {
      let change = factor / details.workFactor
      let parts = Double(contacts[contact].holdsLeft) * details.conversationPart
      row.pointee.talkTime += (details.workLeft + parts) * (change - 1)
      details.workLeft *= change
      details.conversationPart *= change
    }
    tally.pointee.switchBack += details.switchBack
    row.pointee.talkTime += details.switchBack
    details.isAside = false
    details.stretchFrom = now
    contacts.details[contact] = details
    emit(.takesUp, contact)
    let work = details.workLeft + details.switchBack
    let length = engagements.areShared ? slowed(work, contact, agent) : work
    let end = contacts[contact].holdsLeft > 0 ? EventKind.phaseEnds : .conversationEnds
    events.schedule(end, timer: engagements.timers.of(engagement), at: now + length)
  }
}

extension Model.Interruption {
  /// Whether work is put aside as soon as somebody needs its agent.
  fileprivate var isAtOnce: Bool { written.mode == .resume || written.mode == .repeat }
}

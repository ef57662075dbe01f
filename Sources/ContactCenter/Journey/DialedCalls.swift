// A contact's journey, before step 4, of those who are called: what comes of an attempt, who meets an agent and who
// is dropped, and what becomes of the record. Before: Dialing. After: Router.

extension Engine {
  /// Whether a contact is an attempt of a campaign whose end is not booked.
  @inline(never)
  mutating func isDialedCall(_ contact: Int32) -> Bool {
    campaigns.call(contact, contacts).pointee.phase != .none
  }

  /// An agent has read a record, an attempt is over, or a message.
  mutating func dialedCallGoesOn(_ contact: Int32) {
    let call = campaigns.call(contact, contacts)
    switch call.pointee.phase {
    case .reading:
      if call.pointee.isMistaken { skip(contact) } else { _ = dialRecord(contact) }
    case .dialing: _ = attemptEnds(contact)
    case .message: messageEnds(contact)
    case .none, .waiting, .hungUp, .connected: assertionFailure("an attempt goes on that is over")
    }
    askDialers()
  }

  /// The agent will not call this record now.
  private mutating func skip(_ contact: Int32) {
    let call = campaigns.call(contact, contacts)
    let campaign = call.pointee.campaign
    if call.pointee.counts { campaigns.at(campaign).pointee.tally.skipped += 1 }
    campaigns.changeDialing(campaign, by: -1, at: now, counted: intervals.counted(now))
    noteAgentDialing(contact, since: call.pointee.began)
    dispose(call.pointee, gap: campaigns.laws[Int(campaign)].afterNobody)
    end(contact)
  }

  // MARK: The end of an attempt

  /// An attempt is over; whether it has met an agent.
  mutating func attemptEnds(_ contact: Int32) -> Bool {
    let call = campaigns.call(contact, contacts)
    let campaign = call.pointee.campaign
    let row = campaigns.at(campaign)
    campaigns.changeDialing(campaign, by: -1, at: now, counted: intervals.counted(now))
    noteResult(call.pointee)
    let isAsked =
      call.pointee.result == .human && !call.pointee.isMistaken
      || call.pointee.result == .machine && (!row.pointee.hasDetection || call.pointee.isMistaken)
    if call.pointee.result != .cut { row.pointee.memory.attempts += 1 }
    if isAsked {
      row.pointee.memory.connects += 1
      row.pointee.memory.connectTime += now - call.pointee.began
      if call.pointee.result == .human {
        row.pointee.memory.answers += 1
        row.pointee.memory.allAnswers += 1
        row.pointee.memory.foretold += row.pointee.memory.predicted
      }
      return answer(contact)
    }
    giveUpAttempt(contact)
    return false
  }

  private mutating func noteResult(_ call: DialedCall) {
    guard call.counts else { return }
    let tally = campaigns.at(call.campaign)
    let interval = campaigns.interval(call.campaign, intervals.present)
    switch call.result {
    case .human:
      tally.pointee.tally.humans += 1
      interval.pointee.humans += 1
      if call.isMistaken {
        tally.pointee.tally.silent += 1
        interval.pointee.silent += 1
      }
    case .machine:
      tally.pointee.tally.machines += 1
      interval.pointee.machines += 1
      if call.isMistaken { tally.pointee.tally.machinesConnected += 1 }
    case .nobody: tally.pointee.tally.nobody += 1
    case .busy: tally.pointee.tally.busy += 1
    case .invalid: tally.pointee.tally.invalid += 1
    case .cut: tally.pointee.tally.cut += 1
    }
  }

  /// An attempt has reached nobody for an agent.
  mutating func giveUpAttempt(_ contact: Int32) {
    let call = campaigns.call(contact, contacts).pointee
    let laws = campaigns.laws[Int(call.campaign)]
    noteLine(call)
    if call.phase == .reading {
      // The agent found no line.
      campaigns.changeDialing(call.campaign, by: -1, at: now, counted: intervals.counted(now))
    }
    noteAgentDialing(contact, since: call.began)
    emit(.isNotReached, contact)
    releaseTrunk(contact)
    switch call.result {
    case .human: dispose(call, gap: laws.afterDrop)
    case .machine: dispose(call, gap: laws.afterMachine)
    case .nobody: dispose(call, gap: laws.afterNobody)
    case .busy: dispose(call, gap: laws.afterBusy)
    case .invalid: if call.isKept(campaigns) { campaigns.at(call.campaign).pointee.invalidRecords += 1 }
    case .cut: putBack(call)
    }
    end(contact)
  }

  /// A record whose attempt was cut short is dialed again when it may be, as if it had not been.
  private mutating func putBack(_ call: DialedCall) {
    guard let known = campaigns.record(call.campaign, call.record) else { return }
    known.pointee.attempts -= 1
    campaigns.wait(call.campaign, call.record, until: now + Engine.lineRetry)
  }

  /// What becomes of a record after an attempt, by a law of the gap to the next one; −1: nothing is tried.
  private mutating func dispose(_ call: DialedCall, gap: Int32) {
    guard let known = campaigns.record(call.campaign, call.record) else { return }
    let row = campaigns.at(call.campaign)
    if gap < 0 {
      row.pointee.closed += 1
    } else if Int32(known.pointee.attempts) >= row.pointee.attempts {
      row.pointee.exhausted += 1
    } else {
      var stream = CallerStream(seed: call.random, purpose: .dialedCall, visit: 2)
      campaigns.wait(call.campaign, call.record, until: now + bank.draw(gap, &stream))
    }
  }

  /// The slot of an attempt is free, and its agent, if one was held.
  private mutating func end(_ contact: Int32) {
    campaigns.call(contact, contacts).pointee.phase = .none
    let engagement = contacts[contact].engagement
    contacts[contact].engagement = -1
    leave(contact)
    if engagement >= 0 { endEngagement(engagement, of: engagements.agent(of: engagement)) }
  }

  /// Books the time of an agent who was held, and of the line until now.
  private mutating func noteAgentDialing(_ contact: Int32, since begin: Seconds) {
    let call = campaigns.call(contact, contacts)
    if call.pointee.counts && contacts[contact].engagement >= 0 {
      let agent = engagements.agent(of: contacts[contact].engagement)
      campaigns.at(call.pointee.campaign).pointee.tally.agentDialing +=
        campaigns.elapsed(agent, at: now) ?? 0
    }
  }

  private mutating func noteLine(_ call: DialedCall) {
    guard call.counts, call.phase != .reading else { return }
    let row = campaigns.at(call.campaign)
    row.pointee.tally.lineTime += now - call.began
    row.pointee.tally.dialTime += now - call.began
  }

  // MARK: Somebody has answered

  /// A person, or what is taken for one, is on the line: a contact of the campaign's type.
  private mutating func answer(_ contact: Int32) -> Bool {
    let call = campaigns.call(contact, contacts)
    let campaign = call.pointee.campaign
    if call.pointee.counts { campaigns.at(campaign).pointee.tally.dialTime += now - call.pointee.began }
    if call.pointee.result == .machine {
      call.pointee.party = .machine
    } else {
      let segment = campaigns.laws[Int(campaign)].segments[campaigns.segment(campaign, call.pointee.record)]
      var stream = CallerStream(seed: contacts[contact].random, purpose: .dialedParty)
      call.pointee.party = stream.uniform() < segment.rightParty ? .right : .wrong
    }
    emit(.isReached, contact)
    if campaigns.at(campaign).pointee.isAgentless {
      startMessage(contact)
      noteConnected(contact)
      return false
    }
    let caller = contacts.at(contact)
    caller.pointee.row = intervals.row(of: caller.pointee.type, at: now)
    books.at(caller.pointee.row).pointee.fresh += 1
    caller.pointee.entered = now
    call.pointee.phase = .waiting
    if caller.pointee.engagement >= 0 {
      meetHolder(contact)
      return true
    }
    return askForAgent(contact)
  }

  /// The agent who has dialed speaks to who has answered.
  private mutating func meetHolder(_ contact: Int32) {
    let engagement = contacts[contact].engagement
    let agent = engagements.agent(of: engagement)
    noteAgentDialing(contact, since: campaigns.call(contact, contacts).pointee.began)
    countOffered(contact)
    noteConnected(contact)
    engagements.enter(.conversing, engagement, at: now, agents.times)
    let meeting = meeting(contact, agent)
    bookAnswer(contact, meeting, isPlain: false)
    startConversation(contact, engagement, meeting)
  }

  /// An idle agent, a short wait, or the end; whether there was an agent.
  private mutating func askForAgent(_ contact: Int32) -> Bool {
    let call = campaigns.call(contact, contacts)
    let row = campaigns.at(call.pointee.campaign)
    var lane = types[contacts[contact].type].lane
    if rules.decidesEntry { lane = nextLane(contact, lane, -1) }
    let agent = idleAgent(for: contact, lane: lane)
    countOffered(contact)
    contacts[contact].lane = lane
    if contacts.timers.hasSecond {
      contacts.details[contact].milestone = lanes[lane].firstMilestone
    }
    if agent >= 0 {
      assign(contact, to: agent)
      return true
    }
    let queue = lanes[lane].queue
    if row.pointee.dropAfter <= 0 || !isOpen(lane) || queues.isFull(queue) {
      drop(contact)
      return false
    }
    call.pointee.dropAt = now + row.pointee.dropAfter
    row.pointee.waiting += 1
    books[contacts[contact].row].queued += 1
    let patience = drawPatience(contact)
    contacts[contact].patienceEnds = min(now + patience, call.pointee.dropAt)
    events.schedule(
      .patienceEnds, timer: contacts.timers.of(contact), at: contacts[contact].patienceEnds)
    enqueue(contact, lane)
    startMilestones(contact)
    emit(.joinsQueue, contact, place: queue)
    return false
  }

  /// A contact's wait is over without an agent; whether it is dropped, else its person hangs up.
  @inline(never)
  mutating func waitsInVain(_ contact: Int32) -> Bool {
    let call = campaigns.call(contact, contacts)
    guard call.pointee.phase == .waiting else {
      if campaigns.mayPause { askDialersSoon() }
      return false
    }
    if now < call.pointee.dropAt {
      endWait(call)
      call.pointee.phase = .hungUp
      askDialersSoon()
      return false
    }
    cancelMilestone(contact)
    dequeue(contact)
    drop(contact)
    askDialersSoon()
    return true
  }

  private mutating func endWait(_ call: UnsafeMutablePointer<DialedCall>) {
    if call.pointee.dropAt == .infinity { return }
    call.pointee.dropAt = .infinity
    campaigns.at(call.pointee.campaign).pointee.waiting -= 1
  }

  /// No agent came in time: a message, or nothing.
  private mutating func drop(_ contact: Int32) {
    noteDropped(contact)
    if campaigns.at(campaigns.call(contact, contacts).pointee.campaign).pointee.message > 0 {
      startMessage(contact)
    } else {
      disconnect(contact)
    }
  }

  private mutating func noteDropped(_ contact: Int32) {
    let call = campaigns.call(contact, contacts)
    endWait(call)
    call.pointee.phase = .message
    let row = campaigns.at(call.pointee.campaign)
    if call.pointee.party == .machine {
      if call.pointee.counts { row.pointee.tally.machinesDropped += 1 }
      return
    }
    row.pointee.memory.drops += 1
    row.pointee.memory.allDrops += 1
    if call.pointee.counts {
      row.pointee.tally.dropped += 1
      campaigns.interval(call.pointee.campaign, intervals.present).pointee.dropped += 1
    }
  }

  // MARK: Messages

  /// The line is held with a message.
  private mutating func startMessage(_ contact: Int32) {
    let call = campaigns.call(contact, contacts)
    let row = campaigns.at(call.pointee.campaign)
    call.pointee.phase = .message
    call.pointee.met = now
    contacts[contact].stage = .dialed
    row.pointee.messages += 1
    events.schedule(.dialEnds, timer: contacts.timers.of(contact), at: now + row.pointee.message)
  }

  private mutating func messageEnds(_ contact: Int32) {
    let call = campaigns.call(contact, contacts)
    let row = campaigns.at(call.pointee.campaign)
    row.pointee.messages -= 1
    if row.pointee.isAgentless {
      if call.pointee.counts { row.pointee.tally.lineTime += now - call.pointee.began }
      releaseTrunk(contact)
      if call.pointee.isKept(campaigns) { row.pointee.reached += 1 }
      end(contact)
    } else {
      // The wait ended when the message began.
      contacts[contact].entered += now - call.pointee.met
      disconnect(contact)
    }
  }

  // MARK: Conversations

  /// An agent takes a contact: an agent of dialers is busy, and who was called is connected.
  @inline(never)
  mutating func noteMeeting(_ contact: Int32, _ agent: Int32) {
    campaigns.noteBusy(agent, agents[agent].group, at: now)
    let call = campaigns.call(contact, contacts)
    guard call.pointee.phase == .waiting else { return }
    if call.pointee.dropAt == .infinity && call.pointee.counts {
      campaigns.at(call.pointee.campaign).pointee.tally.idleBefore += now - agents[agent].idleSince
    }
    endWait(call)
    noteConnected(contact)
  }

  /// Somebody who was called speaks to an agent, or hears the message of a campaign without agents.
  private mutating func noteConnected(_ contact: Int32) {
    let call = campaigns.call(contact, contacts)
    if call.pointee.phase != .message { call.pointee.phase = .connected }
    let row = campaigns.at(call.pointee.campaign)
    let interval = campaigns.interval(call.pointee.campaign, intervals.present)
    if call.pointee.party == .machine {
      if call.pointee.counts {
        row.pointee.tally.machineCalls += 1
        interval.pointee.machineCalls += 1
      }
      return
    }
    var stream = CallerStream(seed: contacts[contact].random, purpose: .dialedParty, visit: 1)
    let isRight = call.pointee.party == .right
    let isSuccess = isRight && stream.uniform() < row.pointee.success
    if isSuccess {
      row.pointee.successes += 1
      if row.pointee.successes >= row.pointee.quota { row.pointee.isFinished = true }
    }
    guard call.pointee.counts else { return }
    row.pointee.tally.connected += 1
    row.pointee.tally.noteContact(call.pointee.attempt)
    interval.pointee.connected += 1
    if now - call.pointee.answered > row.pointee.lateAfter {
      row.pointee.tally.late += 1
      interval.pointee.late += 1
    }
    if isRight {
      row.pointee.tally.rightParties += 1
      interval.pointee.rightParties += 1
    }
    if isSuccess { row.pointee.tally.successes += 1 }
  }

  /// A conversation with somebody who is not the right party takes its own time.
  @inline(never)
  mutating func changeDialedTalk(of contact: Int32, _ talk: inout Seconds) {
    let call = campaigns.call(contact, contacts).pointee
    guard call.phase == .connected, call.party != .right, contacts[contact].legs == 0 else { return }
    let laws = campaigns.laws[Int(call.campaign)]
    let law = call.party == .machine ? laws.machineTalk : laws.wrongTalk
    if law < 0 { return }
    let agent = engagements.agent(of: contacts[contact].engagement)
    let skill = routing.skill(group: agents[agent].group, queue: lanes[contacts[contact].lane].queue)
    var stream = CallerStream(seed: contacts[contact].random, purpose: .talk)
    talk = bank.draw(law, &stream) * routing.skills[skill].factor * agents[agent].factor
  }

  /// The law of the wrap-up after a conversation, where it is not the usual one.
  @inline(never)
  mutating func dialedWrapUp(_ contact: Int32, else usual: Int32) -> Int32 {
    let call = campaigns.call(contact, contacts).pointee
    guard call.phase == .connected, call.party != .right, contacts[contact].legs == 0 else { return usual }
    let laws = campaigns.laws[Int(call.campaign)]
    let law = call.party == .machine ? laws.machineWrapUp : laws.wrongWrapUp
    return law >= 0 ? law : usual
  }

  // MARK: The end

  /// The line of a call that the center made is free.
  @inline(never)
  mutating func endCallOut(_ contact: Int32) {
    if kept.callbacks { endOutboundCall(contact) }
    if kept.campaigns { endDialedCall(contact) }
  }

  /// A contact is over, served or lost: what becomes of its record.
  private mutating func endDialedCall(_ contact: Int32) {
    let call = campaigns.call(contact, contacts)
    if call.pointee.phase == .none { return }
    // Closing has ended the wait.
    if call.pointee.phase == .waiting { noteDropped(contact) }
    let row = campaigns.at(call.pointee.campaign)
    let laws = campaigns.laws[Int(call.pointee.campaign)]
    if call.pointee.counts { row.pointee.tally.lineTime += now - call.pointee.began }
    switch call.pointee.phase {
    case .hungUp:
      if call.pointee.counts { row.pointee.tally.hungUp += 1 }
      dispose(call.pointee, gap: laws.afterDrop)
    case .connected:
      switch call.pointee.party {
      case .right: if call.pointee.isKept(campaigns) { row.pointee.reached += 1 }
      case .wrong: dispose(call.pointee, gap: laws.afterWrongParty)
      case .machine: dispose(call.pointee, gap: laws.afterMachine)
      }
    case .message:
      dispose(call.pointee, gap: call.pointee.party == .machine ? laws.afterMachine : laws.afterDrop)
    case .none, .reading, .dialing, .waiting: assertionFailure("an attempt ends before it was answered")
    }
    call.pointee.phase = .none
  }

  /// An agent has no contact any more.
  @inline(never)
  mutating func noteFreeForDialers(_ agent: Int32) {
    if engagements.areShared && sharing[agent].taken > 0 { return }
    campaigns.noteFree(agent, agents[agent].group, at: now)
  }

  /// Seconds that agents who serve a queue were logged in.
  private mutating func agentTime(of queue: Int32) -> Seconds {
    var time = 0.0
    for agent in 0..<Int32(agents.count) where routing.skill(group: agents[agent].group, queue: queue) >= 0 {
      time += books.tallies.agents[Int(agent)].loggedIn
    }
    return time
  }

  /// Everyone has left: closes the books of campaigns.
  mutating func finishCampaigns() {
    let end = intervals.counted(now)
    var tallies = [CampaignTally](repeating: CampaignTally(), count: model.contactTypes.count)
    for campaign in 0..<campaigns.count {
      campaigns.book(campaign, counted: end)
      let row = campaigns.at(campaign).pointee
      var tally = row.tally
      tally.time = end - max(model.calendar.start, intervals.warmUpEnd)
      tally.agentTime = agentTime(of: row.queue)
      (tally.reached, tally.invalidRecords) = (row.reached, row.invalidRecords)
      (tally.exhausted, tally.closed) = (row.exhausted, row.closed)
      if row.firstRecord >= 0 {
        tally.records = Double(row.size)
        tally.fresh = Double(row.size - row.fresh)
        tally.open = Double(campaigns.waitingCount(campaign))
      } else {
        tally.records = Double(row.fresh)
      }
      tallies[Int(row.type)] = tally
    }
    books.tallies.campaigns = tallies
    books.tallies.dialing = campaigns.finishedIntervals
  }
}

extension DialedCall {
  /// Whether its record is one of a list with an end.
  func isKept(_ campaigns: borrowing Campaigns) -> Bool { campaigns.record(campaign, record) != nil }
}

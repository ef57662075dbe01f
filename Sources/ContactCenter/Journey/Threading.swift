// A contact's journey, beside steps 4 to 8: threads. After a turn the customer is silent, then comes back as
// the same contact, which asks for an agent again. Nothing here is asked for in a model without turns.

extension Engine {
  /// A contact begins, as a thread perhaps.
  @inline(never)
  mutating func beginThread(_ contact: Int32) { beginThread(contact, at: now) }

  /// The same of one that came before the start.
  mutating func beginThread(_ contact: Int32, at began: Seconds) {
    threads.at(contact).pointee = ThreadState(began: began, since: now)
  }

  /// Whether the turn that a contact is in, or was in last, counts: it came after the warm-up.
  private mutating func turnCounts(_ contact: Int32) -> Bool {
    books.counts(contacts[contact].row, type: contacts[contact].type)
  }

  /// Observed time since a moment.
  private func observed(since moment: Seconds) -> Seconds {
    intervals.counted(now) - intervals.counted(moment)
  }

  // MARK: Answers

  /// The first turn of a thread is answered.
  mutating func beginTurns(_ contact: Int32, wait: Seconds) {
    let type = contacts[contact].type
    guard types[type].hasTurns else { return }
    let thread = threads.at(contact)
    thread.pointee.isUnderWay = true
    drawCount(contact)
    noteTurn(contact, wait)
    if turnCounts(contact) { threads.tally(type).pointee.firstTurns += 1 }
  }

  /// How many turns the thread will have until it is resolved.
  private mutating func drawCount(_ contact: Int32) {
    let law = threads.countLaws[Int(contacts[contact].type)]
    if law < 0 { return }
    var stream = CallerStream(seed: contacts[contact].random, purpose: .turn, visit: 1)
    threads.at(contact).pointee.count = Int32(Distribution.count(bank.draw(law, &stream)))
  }

  private mutating func noteTurn(_ contact: Int32, _ wait: Seconds) {
    let limit = types[contacts[contact].type].acceptableWait
    threads.at(contact).pointee.turns += 1
    let tally = threads.turns(contacts[contact].row)
    tally.pointee.answered += 1
    if contacts[contact].patienceEnds != 0 { tally.pointee.queued += 1 }
    tally.pointee.wait += wait
    if wait <= limit { tally.pointee.within += 1 }
  }

  /// An agent answers a later turn: a conversation like others, but no contact that was answered.
  @inline(never)
  mutating func answerTurn(_ contact: Int32, _ engagement: Int32, _ agent: Int32) {
    let wait = now - contacts[contact].entered
    let tally = threads.tally(contacts[contact].type)
    let isOther = agent != contacts.details[contact].lastAgent
    contacts[contact].consultation = .none
    threads.at(contact).pointee.isHandedOver = isOther
    noteTurn(contact, wait)
    tally.pointee.laterWait += wait
    if isOther && turnCounts(contact) { tally.pointee.handOvers += 1 }
    if kept.interruptions, case let type = contacts[contact].type, interruptions.mayBeAside(type) {
      interruptions.tally(type).pointee.begun += 1
    }
    startConversation(contact, engagement, meeting(contact, agent))
  }

  /// What a turn takes longer because its agent has to read what came before.
  mutating func handOver(_ contact: Int32) -> Seconds {
    threads.at(contact).pointee.isHandedOver ? types[contacts[contact].type].handOver : 0
  }

  // MARK: Between turns

  /// After a conversation: whether the thread goes on, or will be opened again; then its customer is away.
  mutating func goesOn(_ contact: Int32) -> Bool {
    let type = contacts[contact].type
    guard let turns = model.contactTypes[Int(type)].turns else { return false }
    let thread = threads.at(contact)
    var stream = CallerStream(seed: contacts[contact].random, purpose: .turn)
    threads.tally(type).pointee.openTime += observed(since: thread.pointee.since)
    let hasMore =
      turns.again.map { stream.uniform() < $0 } ?? (thread.pointee.turns < thread.pointee.count)
    if hasMore {
      emit(.willWriteAgain, contact)
      let silence = bank.draw(threads.thinkingLaws[Int(type)], &stream)
      stayAway(contact, .thinking, until: now + silence)
      return true
    }
    let reopens = turns.reopening.map { stream.uniform() < $0.probability } ?? false
    noteResolution(contact, reopens: reopens)
    guard reopens else {
      thread.pointee.isUnderWay = false
      return false
    }
    emit(.willWriteAgain, contact)
    let delay = bank.draw(threads.reopeningLaws[Int(type)], &stream)
    stayAway(contact, .resolved, until: now + delay)
    return true
  }

  private mutating func noteResolution(_ contact: Int32, reopens: Bool) {
    emit(.isResolved, contact)
    guard turnCounts(contact) else { return }
    let thread = threads.at(contact).pointee
    let tally = threads.tally(contacts[contact].type)
    tally.pointee.resolved += 1
    tally.pointee.turnsOfResolved += Double(thread.turns)
    tally.pointee.timeToResolve += now - thread.began
    if reopens { tally.pointee.reopened += 1 }
  }

  /// The customer of a thread is away for a while; nothing is held for him.
  private mutating func stayAway(_ contact: Int32, _ phase: ThreadState.Phase, until time: Seconds) {
    threads.at(contact).pointee.phase = phase
    threads.at(contact).pointee.since = now
    contacts[contact].engagement = -1
    contacts.leave(contact)
    events.schedule(.turn, timer: contacts.timers.of(contact), at: time)
  }

  /// A customer comes with another turn, or the center opens for one who came before.
  mutating func comeBack(_ contact: Int32) {
    let type = contacts[contact].type
    let thread = threads.at(contact)
    noteAway(contact)
    if thread.pointee.phase == .resolved {
      thread.pointee.began = now
      thread.pointee.turns = 0
    }
    thread.pointee.since = now
    let site = types[type].site
    contacts.enter()
    if sites.isOpen(site) || opensNow(site) || (types[type].keepsOverClosing && !sites[site].hasEnded) {
      takeTurn(contact)
    } else {
      putOff(contact)
    }
  }

  /// Books the time that a customer was away, as far as the thread was open.
  private mutating func noteAway(_ contact: Int32) {
    let thread = threads.at(contact).pointee
    let tally = threads.tally(contacts[contact].type)
    if thread.phase == .resolved { return }
    let time = observed(since: thread.since)
    tally.pointee.openTime += time
    if thread.phase == .thinking { tally.pointee.thinkingTime += time }
  }

  /// A turn that finds the center closed waits outside until it opens; if it never does, the thread is lost.
  private mutating func putOff(_ contact: Int32) {
    guard let opening = sites.nextOpening(of: types[contacts[contact].type].site) else {
      emit(.findsClosed, contact)
      endUnresolved(contact)
      return
    }
    stayAway(contact, .outside, until: opening)
  }

  // MARK: Another turn

  /// The contact asks for an agent again, with fresh needs and patience.
  private mutating func takeTurn(_ contact: Int32) {
    let old = contacts[contact]
    var stream = CallerStream(seed: old.random, purpose: .nextTurn)
    var next = Contact()
    next.random = stream.next()
    next.entered = now
    next.type = old.type
    next.row = intervals.row(of: old.type, at: now)
    next.caller = old.caller
    next.isRepeat = old.isRepeat
    next.wasOffered = true
    next.consultation = .turn
    contacts[contact] = next
    let (attempt, lastAgent) = (contacts.details[contact].attempt, contacts.details[contact].lastAgent)
    contacts.details[contact] = ContactDetails()
    contacts.details[contact].attempt = attempt
    contacts.details[contact].lastAgent = lastAgent
    if kept.ratings { contacts.keepExperience(contact, of: old.random, isRepeat: false) }
    if threads.at(contact).pointee.turns == 0 { drawCount(contact) }
    threads.at(contact).pointee.phase = .inTurn
    emit(.writesAgain, contact)
    askAgain(contact)
  }

  private mutating func askAgain(_ contact: Int32) {
    let type = types.at(contacts[contact].type)
    let first = type.pointee.lane
    let lane = rules.decidesEntry ? nextLane(contact, first, -1) : first
    contacts[contact].lane = lane
    var agent = type.pointee.prefersSameAgent ? lastAgentIfFree(contact, lane) : -1
    if agent < 0 { agent = idleAgent(for: contact, lane: lane) }
    if agent >= 0 {
      contacts.details[contact].milestone = lanes[lane].firstMilestone
      assign(contact, to: agent)
      return
    }
    let patience = drawPatience(contact)
    contacts[contact].patienceEnds = now + patience
    if patience < .infinity {
      events.schedule(.patienceEnds, timer: contacts.timers.of(contact), at: now + patience)
    }
    enqueue(contact, lane)
    startMilestones(contact)
    emit(.joinsQueue, contact, place: lanes[lane].queue)
  }

  /// Whether a contact that begins to wait does so before new threads of its type.
  mutating func comesFirst(_ contact: Int32) -> Bool {
    contacts[contact].consultation == .turn && types[contacts[contact].type].knownFirst
  }

  /// The agent of a thread's last turn, if he is idle or has room for another contact; −1: he is not.
  private mutating func lastAgentIfFree(_ contact: Int32, _ lane: Int32) -> Int32 {
    let agent = contacts.details[contact].lastAgent
    guard agent >= 0, routing.isTaken(lane, by: groups.at(agents[agent].group)) else { return -1 }
    if agents[agent].isListed { return agent }
    let hasRoom =
      engagements.areShared && sharing[agent].isListed
      && sharing[agent].channel == Int32(types[contacts[contact].type].channel)
    return hasRoom ? agent : -1
  }

  // MARK: Ends

  /// A later turn ends without an agent: its customer gave up, or was told to come again; it is in no lane.
  @inline(never)
  mutating func endTurn(_ contact: Int32, isGivenUp: Bool) {
    let wait = now - contacts[contact].entered
    let tally = threads.tally(contacts[contact].type)
    tally.pointee.laterWait += wait
    tally.pointee.openTime += observed(since: threads.at(contact).pointee.since)
    if isGivenUp {
      queues[lanes[contacts[contact].lane].queue].abandoned += 1
      emit(.abandons, contact)
      endUnresolved(contact)
    } else {
      putOff(contact)
    }
  }

  private mutating func endUnresolved(_ contact: Int32) {
    if turnCounts(contact) { threads.tally(contacts[contact].type).pointee.lost += 1 }
    threads.at(contact).pointee.isUnderWay = false
    leave(contact)
  }

  /// An attempt is over before its first turn was answered.
  @inline(never)
  mutating func endBeforeFirstTurn(_ contact: Int32) {
    guard types[contacts[contact].type].hasTurns else { return }
    let tally = threads.tally(contacts[contact].type)
    tally.pointee.openTime += observed(since: threads.at(contact).pointee.since)
  }

  /// Whether a contact that is still there at the end is a thread whose first turn was answered.
  mutating func isUnfinishedThread(_ contact: Int32) -> Bool {
    let type = contacts[contact].type
    guard types[type].hasTurns else { return false }
    let thread = threads.at(contact).pointee
    if thread.phase != .inTurn {
      noteAway(contact)
    } else if contacts[contact].stage != .orbit {
      threads.tally(type).pointee.openTime += observed(since: thread.since)
    }
    if thread.isUnderWay && turnCounts(contact) { threads.tally(type).pointee.unfinished += 1 }
    return thread.isUnderWay
  }

  /// Writes what is counted of threads.
  mutating func finishThreads() {
    books.tallies.threads = threads.finished
    books.tallies.turns = threads.finishedTurns(stride: Int(intervals.stride))
    let time = intervals.counted(now) - intervals.counted(model.calendar.start)
    let rows = model.calendar.intervals + 1
    for type in books.tallies.threads.indices where types[type].hasTurns {
      books.tallies.threads[type].time = time
      for row in 0..<rows {
        books.tallies.threads[type].turns.add(books.tallies.turns[type * rows + row])
      }
    }
  }
}

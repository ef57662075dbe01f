// A contact's journey, beside step 6: conversations in writing, whose customers may leave, and which may go
// back and forth in turns. An agent writes one answer at a time.

/// Whose move it is in a conversation that has turns.
enum Turn: UInt8, BitwiseCopyable {
  /// The conversation has no turns.
  case none
  /// The customer reads and writes.
  case customer
  /// The customer says nothing more: the conversation will be ended.
  case silent
  /// The customer waits for an answer.
  case waiting
  /// The agent writes.
  case agent
}

extension Engine {
  /// A conversation in writing begins; whether it goes in turns, so that there is nothing else to plan.
  ///
  /// `first` has been booked as talk.
  @inline(never)
  mutating func startSession(
    _ contact: Int32, _ engagement: Int32, _ meeting: Meeting, first: Seconds
  ) -> Bool {
    let laws = routing.sessions[Int(contacts[contact].type)]
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .session, visit: UInt64(contacts[contact].legs))
    let count = laws.turns >= 0 ? Distribution.count(bank.draw(laws.turns, &stream)) : 1
    let patience = laws.patience >= 0 ? bank.draw(laws.patience, &stream) : .infinity
    contacts.details[contact].sessionEnds = now + patience
    contacts.details[contact].sessionBegan = now
    contacts.details[contact].hasReply = contacts[contact].legs > 0
    noteOutcome(contact) { $0.sessions += 1 }
    if !laws.hasTurns {
      watchPatience(contact, until: .infinity)
      return false
    }
    // What the whole takes is booked at its end.
    books[contacts[contact].row].talkTime -= first
    contacts.details[contact].turnsLeft = Int32(clamping: max(1, count))
    sharing.changeTurns(meeting.agent, meeting.group, by: 1, at: now)
    awaitAnswer(contact, engagement, meeting.agent)
    return true
  }

  /// A conversation is over, or passed on: nobody leaves it any more.
  @inline(never)
  mutating func endSession(_ contact: Int32) {
    events.cancel(contacts.timers.of(contact))
    let began = contacts.details[contact].sessionBegan
    guard began >= 0 else { return }
    contacts.details[contact].sessionBegan = -1
    let length = now - began
    noteOutcome(contact) { $0.sessionTime += length }
  }

  /// The customer leaves before the conversation is over.
  mutating func leaveSession(_ contact: Int32) {
    let engagement = contacts[contact].engagement
    let agent = engagements.agent(of: engagement)
    noteOutcome(contact) { $0.sessionsLeft += 1 }
    if engagements[engagement].turn == .none {
      let timer = engagements.timers.of(engagement)
      if let event = events.pending(timer) {
        books[contacts[contact].row].talkTime -= EventQueue.time(event) - now
        events.cancel(timer)
      }
    } else {
      stopTurns(contact, engagement, agent)
    }
    emit(.leavesSession, contact)
    endSession(contact)
    if kept.media { endCoBrowsing(contact) }
    complete(contact)
  }

  // MARK: Turns

  /// The customer has written: the agent answers at once, or when he has answered those before.
  private mutating func awaitAnswer(_ contact: Int32, _ engagement: Int32, _ agent: Int32) {
    contacts.details[contact].turnSince = now
    engagements[engagement].turn = .waiting
    if sharing[agent].serving >= 0 {
      let law = routing.sessions[Int(contacts[contact].type)].replyPatience
      var limit = Seconds.infinity
      if law >= 0 {
        var stream = turnStream(contact, .replyPatience)
        limit = now + bank.draw(law, &stream)
      }
      watchPatience(contact, until: limit)
    } else {
      writeAnswer(contact, engagement, agent)
    }
  }

  /// The agent begins an answer.
  private mutating func writeAnswer(_ contact: Int32, _ engagement: Int32, _ agent: Int32) {
    sharing.serve(agent, agents[agent].group, engagement, at: now)
    engagements[engagement].turn = .agent
    watchPatience(contact, until: .infinity)
    let meeting = meeting(contact, agent)
    let length = talk(meeting, seed: contacts[contact].random, visit: turnVisit(contact))
    emit(.isAnswered, contact)
    events.schedule(.turnEnds, timer: engagements.timers.of(engagement), at: now + length)
  }

  /// The agent, or the customer, has written.
  mutating func turnEnds(_ engagement: Int32) {
    let contact = engagements[engagement].contact
    let agent = engagements.agent(of: engagement)
    switch engagements[engagement].turn {
    case .agent: endAnswer(contact, engagement, agent)
    case .customer:
      emit(.writes, contact)
      awaitAnswer(contact, engagement, agent)
    case .silent:
      noteOutcome(contact) { $0.sessionsTimedOut += 1 }
      stopTurns(contact, engagement, agent)
      emit(.isTimedOut, contact)
      endSession(contact)
      complete(contact)
    case .none, .waiting: assertionFailure("a turn ends that nobody has")
    }
  }

  private mutating func endAnswer(_ contact: Int32, _ engagement: Int32, _ agent: Int32) {
    let gap = now - contacts.details[contact].turnSince
    noteOutcome(contact) {
      $0.answers += 1
      $0.answerTime += gap
    }
    if !contacts.details[contact].hasReply { noteFirstReply(contact) }
    if !hasMoreTurns(contact) {
      stopTurns(contact, engagement, agent)
      endSession(contact)
      conversationEnds(engagement)
      return
    }
    sharing.serve(agent, agents[agent].group, -1, at: now)
    let type = Int(contacts[contact].type)
    var stream = turnStream(contact, .customerTurn)
    let length = bank.draw(routing.sessions[type].customerTurn, &stream)
    let limit = model.contactTypes[type].written.session?.timeOut ?? .infinity
    engagements[engagement].turn = length > limit ? .silent : .customer
    events.schedule(
      .turnEnds, timer: engagements.timers.of(engagement), at: now + min(length, limit))
    answerNext(agent)
  }

  /// The customer has the first answer, counted from when he asked for an agent.
  private mutating func noteFirstReply(_ contact: Int32) {
    contacts.details[contact].hasReply = true
    let time = now - contacts[contact].entered
    let isWithin = time <= types[contacts[contact].type].acceptableWait
    noteOutcome(contact) {
      $0.firstReplies += 1
      $0.firstReplyTime += time
      if isWithin { $0.firstRepliesWithin += 1 }
    }
  }

  /// An answer is written: whether the customer writes again.
  private mutating func hasMoreTurns(_ contact: Int32) -> Bool {
    contacts.details[contact].turnsLeft -= 1
    let again = routing.sessions[Int(contacts[contact].type)].again
    if again < 0 { return contacts.details[contact].turnsLeft > 0 }
    var stream = turnStream(contact, .session)
    return stream.uniform() < again
  }

  /// A conversation's turns are over; the agent answers the next one.
  private mutating func stopTurns(_ contact: Int32, _ engagement: Int32, _ agent: Int32) {
    let turn = engagements[engagement].turn
    books[contacts[contact].row].talkTime += now - contacts.details[contact].sessionBegan
    events.cancel(engagements.timers.of(engagement))
    engagements[engagement].turn = .none
    sharing.changeTurns(agent, agents[agent].group, by: -1, at: now)
    if turn == .agent {
      sharing.serve(agent, agents[agent].group, -1, at: now)
      answerNext(agent)
    }
  }

  /// The agent answers who has waited longest for an answer, if anybody does.
  private mutating func answerNext(_ agent: Int32) {
    var next: Int32 = -1
    var since = Seconds.infinity
    for slot in engagements.slots(of: agent) where engagements[slot].turn == .waiting {
      let asked = contacts.details[engagements[slot].contact].turnSince
      if asked < since { (next, since) = (slot, asked) }
    }
    if next >= 0 { writeAnswer(engagements[next].contact, next, agent) }
  }

  // MARK: Patience

  /// The customer leaves when his patience with the whole ends, or at a moment before.
  private mutating func watchPatience(_ contact: Int32, until limit: Seconds) {
    let timer = contacts.timers.of(contact)
    events.cancel(timer)
    let end = min(limit, contacts.details[contact].sessionEnds)
    if end < .infinity { events.schedule(.sessionEnds, timer: timer, at: max(now, end)) }
  }

  // MARK: Chance and books

  private mutating func turnVisit(_ contact: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: contacts.details[contact].turnsLeft)) << 16 | UInt64(contacts[contact].legs)
  }

  private mutating func turnStream(_ contact: Int32, _ purpose: RandomPurpose) -> CallerStream {
    CallerStream(seed: contacts[contact].random, purpose: purpose, visit: turnVisit(contact))
  }
}

/// The laws of a type's sessions; −1: none.
struct SessionLaws {
  let patience: Int32
  let turns: Int32
  let customerTurn: Int32
  let replyPatience: Int32
  /// The chance of another turn; negative: a number of turns is drawn.
  let again: Double
  let hasTurns: Bool

  init(_ session: Scenario.Session?, _ laws: inout LawCollector) {
    patience = laws.add(session?.patience)
    turns = laws.add(session?.turns)
    customerTurn = laws.add(session?.customerTurn)
    replyPatience = laws.add(session?.replyPatience)
    again = session?.again ?? -1
    hasTurns = session?.hasTurns ?? false
  }
}

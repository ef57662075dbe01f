// A contact's journey, step 6 of 8: talking. Before: Router. After: AgentDuty (wrap-up), Redials.

extension Engine {
  /// Gives a contact, which is in no line, to an idle agent.
  @inline(__always)
  mutating func assign(_ contact: Int32, to agent: Int32) {
    leaveIdleList(agent)
    pick(contact, agent)
  }

  /// An agent who is in no idle list takes a contact that is in no line.
  @inline(__always)
  mutating func pick(_ contact: Int32, _ agent: Int32) {
    contacts[contact].agent = agent
    let line = contacts[contact].line
    if ghostMask[line >> 6] & (1 << UInt64(line & 63)) != 0 {
      resolveGhosts(line, askedBy: contacts[contact].entered)
    }
    if groups[agents[agent].group].alert >= 0 || groups[agents[agent].group].hasNoAnswer {
      alert(contact, agent)
    } else {
      answer(contact)
    }
  }

  // MARK: Alerting

  private mutating func alert(_ contact: Int32, _ agent: Int32) {
    let group = agents[agent].group
    contacts[contact].stage = .alerting
    setState(agent, .alerting)
    emit(.rings, contact)
    let visit = UInt64(contacts[contact].visits) << 8 | UInt64(contacts[contact].legs)
    contacts[contact].visits += 1
    var stream = CallerStream(seed: contacts[contact].random, purpose: .alert, visit: visit)
    var delay = 0.0
    contacts[contact].outcome = 0
    if let noAnswer = model.groups[Int(group)].noAnswer,
      stream.uniform() < noAnswer.probability
    {
      contacts[contact].outcome = 1
      delay = noAnswer.after
    } else if groups[group].alert >= 0 {
      delay = bank.draw(groups[group].alert, &stream)
    }
    rows[contacts[contact].row].alertTime += delay
    events.schedule(.alertEnds, timer: timers.primary(contact), at: now + delay)
  }

  /// The agent picks up, or does not.
  mutating func alertEnds(_ contact: Int32) {
    if contacts[contact].outcome == 0 {
      answer(contact)
      return
    }
    let agent = contacts[contact].agent
    let group = agents[agent].group
    rows[contacts[contact].row].ringNoAnswer += 1
    groups[group].noAnswers += 1
    agentNoAnswers[agent] += 1
    emit(.isNotAnswered, contact)
    contacts[contact].agent = -1
    setState(agent, .away)
    let away = model.groups[Int(group)].noAnswer?.away ?? 0
    events.schedule(.agentStateEnds, timer: timers.state(agent), at: now + away)
    returnToQueue(contact)
  }

  /// Back to the place in the line that the time of asking gives, or straight to another agent.
  private mutating func returnToQueue(_ contact: Int32) {
    let line = contacts[contact].line
    let agent = idleAgent(for: contact, line: line, waited: true)
    if agent >= 0 {
      assign(contact, to: agent)
      return
    }
    if contacts[contact].patienceEnds == 0 { drawPatience(contact, line) }
    enqueue(contact, line)
    if contacts[contact].patienceEnds < .infinity {
      events.schedule(
        .patienceEnds, timer: timers.primary(contact),
        at: max(now, contacts[contact].patienceEnds))
    }
    contacts[contact].milestone = lines[line].firstMilestone
    scheduleMilestone(contact)
  }

  /// Patience of one who rang at an agent at once and waits only now.
  private mutating func drawPatience(_ contact: Int32, _ line: Int32) {
    rows[contacts[contact].row].queued += 1
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .patience, visit: UInt64(contacts[contact].legs))
    let law = routing.law(types[contacts[contact].type].patience, at: now)
    contacts[contact].patienceEnds = contacts[contact].entered + bank.draw(law, &stream)
  }

  // MARK: Answer

  /// Contact and agent speak.
  @inline(__always)
  private mutating func answer(_ contact: Int32) {
    if contacts[contact].consultation == .none {
      bookAnswer(contact)
      startTalk(contact)
    } else {
      meetPartner(contact)
    }
  }

  @inline(__always)
  mutating func bookAnswer(_ contact: Int32) {
    let wait = now - contacts[contact].entered
    let type = contacts[contact].type
    let row = rows.base + Int(contacts[contact].row)
    row.pointee.answered += 1
    if wait <= types[type].acceptableWait {
      row.pointee.answeredWithin += 1
    } else {
      row.pointee.excessWait += wait - types[type].acceptableWait
    }
    if wait > 0 {
      row.pointee.waitAnswered += wait
      if wait > row.pointee.longestWait { row.pointee.longestWait = wait }
      countWait(wait, type, contacts[contact].row)
    }
    if contacts[contact].legs == 0 && !contacts[contact].isRepeat {
      row.pointee.personsServed += 1
    }
    let agent = contacts[contact].agent
    let group = agents[agent].group
    queues[lines[contacts[contact].line].queue].answered += 1
    groups[group].answered += 1
    agentAnswered[agent] += 1
    answeredByGroup[type * Int32(groups.count) + group] += 1
  }

  @inline(__always)
  private mutating func countWait(_ wait: Seconds, _ type: Int32, _ row: Int32) {
    let interval = row - type * rowStride
    if interval == discardRow { return }
    let bucket = WaitHistogram.bucket(of: wait)
    typeHistograms[Int(type) * WaitHistogram.bucketCount + bucket] += 1
    intervalHistograms[Int(interval) * WaitHistogram.bucketCount + bucket] += 1
  }

  // MARK: Talk and hold

  /// Draws the conversation and starts its first part.
  @inline(__always)
  mutating func startTalk(_ contact: Int32) {
    let talk = conversation(contact)
    rows[contacts[contact].row].talkTime += talk
    contacts[contact].stage = .talking
    contacts[contact].talkPart = talk
    if types[contacts[contact].type].holdLength >= 0 { planHolds(contact, talk) }
    setState(contacts[contact].agent, .talking)
    events.schedule(
      .phaseEnds, timer: timers.primary(contact), at: now + contacts[contact].talkPart)
    emit(.startsTalk, contact)
  }

  @inline(__always)
  private func conversation(_ contact: Int32) -> Seconds {
    let type = contacts[contact].type
    let agent = contacts[contact].agent
    let skill = routing.skill(
      group: agents[agent].group, queue: lines[contacts[contact].line].queue)
    let own = routing.skills[skill].talk
    let law = own >= 0 ? own : routing.law(types[type].talk, at: now)
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .talk, visit: UInt64(contacts[contact].legs))
    var talk = bank.draw(law, &stream) * routing.skills[skill].factor * agents[agent].factor
    if types[type].identification >= 0 && contacts[contact].legs == 0 {
      var other = CallerStream(seed: contacts[contact].random, purpose: .recognition)
      if other.uniform() >= types[type].recognised {
        talk += bank.draw(types[type].identification, &other)
      }
    }
    return talk
  }

  /// Holds cut the conversation into equal parts.
  private mutating func planHolds(_ contact: Int32, _ talk: Seconds) {
    let type = contacts[contact].type
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .hold, visit: UInt64(contacts[contact].legs))
    var holds: Int16 = 0
    var chance = types[type].holdProbability
    while holds < 100 && stream.uniform() < chance {
      holds += 1
      chance = types[type].holdAgain
    }
    contacts[contact].holdsLeft = holds
    contacts[contact].talkPart = talk / Double(holds + 1)
    if holds > 0 { rows[contacts[contact].row].held += 1 }
  }

  /// A part of the conversation, a hold, or the time of two agents together is over.
  @inline(__always)
  mutating func phaseEnds(_ contact: Int32) {
    switch contacts[contact].stage {
    case .talking:
      if contacts[contact].holdsLeft > 0 {
        startHold(contact)
      } else {
        endTalk(contact)
      }
    case .holding: resumeTalk(contact)
    default: partnersPart(contact)
    }
  }

  private mutating func startHold(_ contact: Int32) {
    let type = contacts[contact].type
    contacts[contact].holdsLeft -= 1
    let visit = UInt64(contacts[contact].holdsLeft) << 8 | UInt64(contacts[contact].legs)
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .hold, visit: visit + 1 << 32)
    let length = bank.draw(types[type].holdLength, &stream)
    rows[contacts[contact].row].holdTime += length
    contacts[contact].stage = .holding
    setState(contacts[contact].agent, .holding)
    emit(.isPutOnHold, contact)
    events.schedule(.phaseEnds, timer: timers.primary(contact), at: now + length)
  }

  private mutating func resumeTalk(_ contact: Int32) {
    contacts[contact].stage = .talking
    setState(contacts[contact].agent, .talking)
    emit(.resumesTalk, contact)
    events.schedule(
      .phaseEnds, timer: timers.primary(contact), at: now + contacts[contact].talkPart)
  }

  @inline(__always)
  private mutating func endTalk(_ contact: Int32) {
    if types[contacts[contact].type].hasTransfers && consults(contact) { return }
    complete(contact)
  }

  /// The contact is over for its caller; its agent wraps up.
  @inline(__always)
  mutating func complete(_ contact: Int32) {
    emit(.endsTalk, contact)
    let agent = contacts[contact].agent
    let wrapUp = wrapUpTime(contact, agent, line: contacts[contact].line)
    rows[contacts[contact].row].wrapUpTime += wrapUp
    releaseTrunk(contact)
    if types[contacts[contact].type].hasRepeat {
      settle(contact)
    } else {
      leave(contact)
    }
    startWrapUp(agent, wrapUp)
  }

  /// The length of an agent's wrap-up after a contact.
  @inline(__always)
  func wrapUpTime(_ contact: Int32, _ agent: Int32, line: Int32) -> Seconds {
    let skill = routing.skill(group: agents[agent].group, queue: lines[line].queue)
    let own = routing.skills[skill].wrapUp
    let law = own >= 0 ? own : routing.law(types[lines[line].type].wrapUp, at: now)
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .wrapUp, visit: UInt64(contacts[contact].legs))
    return bank.draw(law, &stream) * routing.skills[skill].factor * agents[agent].factor
  }
}

// Between steps 6 and 7: a second agent. Cold and warm transfers, conferences.

extension Engine {
  /// After the conversation: whether it is passed on, and if so does it.
  @inline(never)
  mutating func consults(_ contact: Int32) -> Bool {
    let type = Int(contacts[contact].type)
    guard contacts[contact].legs < 16, !isSpam(contact) else { return false }
    if let rule = model.contactTypes[type].misrouted, isMisrouted(contact) {
      backlogs[Int32(type)].tally.misrouted += 1
      passOn(contact, rule.transfer)
      return true
    }
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .transfer, visit: UInt64(contacts[contact].legs))
    var u = stream.uniform()
    let gap = gapEnd(contact)
    for (index, transfer) in model.contactTypes[type].written.transfers.enumerated() {
      let isByGap = index == 0 && gap != nil
      if isByGap ? gap == .transfer : u < transfer.chance {
        contacts.details[contact].transfer = Int32(index)
        passOn(contact, transfer)
        return true
      }
      if !isByGap { u -= transfer.chance }
    }
    return false
  }

  private mutating func passOn(_ contact: Int32, _ transfer: Scenario.Transfer) {
    let engagement = contacts[contact].engagement
    let row = contacts[contact].row
    let target = Int32(transfer.to.place)
    contacts.details[contact].firstRow = row
    contacts.details[contact].firstLane = contacts[contact].lane
    if transfer.kind == .conference {
      books[row].conferences += 1
      emit(.beginsConference, contact)
      contacts[contact].consultation = .conference
      holdOn(contact, engagement)
      contacts[contact].patienceEnds = now + (transfer.giveUpAfter ?? .infinity)
      requestAgent(contact, lane: types[target].lane)
      return
    }
    books[row].transfersOut += 1
    emit(.isTransferred, contact)
    noteWrapUp(contact, engagement)
    let agent = engagements.agent(of: engagement)
    let wrapUp = wrapUpTime(contact, agent, lane: contacts[contact].lane)
    books[row].wrapUpTime += wrapUp
    engagements[engagement].row = row
    startLeg(contact, type: target)
    if transfer.kind == .cold {
      startWrapUp(engagement, of: agent, wrapUp)
    } else {
      contacts[contact].consultation = .warm
      engagements[engagement].wrapUp = wrapUp
      holdOn(contact, engagement)
    }
    requestAgent(contact)
  }

  /// A contact keeps an agent while it asks for one more.
  private mutating func holdOn(_ contact: Int32, _ engagement: Int32) {
    engagements[engagement].next = contacts.details[contact].other
    contacts.details[contact].other = engagement
    engagements.enter(.holding, engagement, at: now, agents.times)
  }

  /// A contact lets go of the agent whom it has kept beside another, or while it asked for one.
  private mutating func letGo(_ contact: Int32) -> Int32 {
    let engagement = contacts.details[contact].other
    assert(engagements[engagement].contact == contact)
    contacts.details[contact].other = engagements[engagement].next
    engagements[engagement].next = -1
    return engagement
  }

  /// The contact goes on as another type; the new leg belongs to the present interval.
  private mutating func startLeg(_ contact: Int32, type: Int32) {
    contacts[contact].legs += 1
    contacts[contact].type = type
    contacts[contact].row = intervals.row(of: type, at: now)
    contacts[contact].engagement = -1
    contacts[contact].patienceEnds = 0
    contacts[contact].wasOffered = false
    books[contacts[contact].row].transfersIn += 1
  }

  /// The second agent answers: both talk together.
  @inline(never)
  mutating func meetPartner(_ contact: Int32) {
    let first = contacts.details[contact].other
    let second = contacts[contact].engagement
    books[contacts.details[contact].firstRow].holdTime += now - contacts[contact].entered
    let isWarm = contacts[contact].consultation == .warm
    let oldType = contacts.details[contact].firstRow / intervals.stride
    let law = routing.transferLaws[Int(oldType)][Int(contacts.details[contact].transfer)]
    let visit = UInt64(contacts[contact].legs) | 1 << 16
    var stream = CallerStream(seed: contacts[contact].random, purpose: .transfer, visit: visit)
    let together = bank.draw(law, &stream)
    books[contacts.details[contact].firstRow].talkTime += together
    books[contacts[contact].row].talkTime += together
    if isWarm {
      bookAnswer(contact, meeting(contact, engagements.agent(of: second)), isPlain: !kept.channels)
    } else {
      queues[lanes[contacts[contact].lane].queue].answered += 1
      // The first agent stays to the end, so the expert is the one beside him.
      engagements[second].next = engagements[first].next
      engagements[first].next = -1
      contacts[contact].engagement = first
      contacts.details[contact].other = second
    }
    engagements.enter(.conversing, first, at: now, agents.times)
    contacts[contact].stage = .together
    emit(.agentJoins, contact, agent: engagements.agent(of: second))
    events.schedule(
      .phaseEnds, timer: engagements.timers.of(contacts[contact].engagement), at: now + together)
  }

  /// Two agents have talked together: the first leaves (warm), or the second (conference).
  @inline(never)
  mutating func partnersPart(_ contact: Int32) {
    let other = letGo(contact)
    let agent = engagements.agent(of: other)
    contacts[contact].stage = .engaged
    emit(.agentLeaves, contact, agent: agent)
    if contacts[contact].consultation == .warm {
      contacts[contact].consultation = .none
      startWrapUp(other, of: agent, engagements[other].wrapUp)
      let second = contacts[contact].engagement
      engagements.enter(.conversing, second, at: now, agents.times)
      startConversation(contact, second, meeting(contact, engagements.agent(of: second)))
    } else {
      contacts[contact].consultation = .none
      let wrapUp = wrapUpTime(contact, agent, lane: contacts[contact].lane, isExpert: true)
      noteWrapUp(contact, other)
      books[contacts[contact].row].wrapUpTime += wrapUp
      engagements[other].row = contacts[contact].row
      contacts[contact].lane = contacts.details[contact].firstLane
      startWrapUp(other, of: agent, wrapUp)
      complete(contact)
    }
  }

  /// No expert came: the first agent ends the contact alone.
  ///
  /// The contact is in no lane any more.
  @inline(never)
  mutating func giveUpConference(_ contact: Int32) {
    books[contacts.details[contact].firstRow].holdTime += now - contacts[contact].entered
    contacts[contact].engagement = letGo(contact)
    contacts[contact].stage = .engaged
    contacts[contact].consultation = .none
    contacts[contact].lane = contacts.details[contact].firstLane
    emit(.givesUp, contact)
    complete(contact)
  }

  /// A caller left while the first agent of a warm transfer held the line.
  @inline(__always)
  mutating func freeHolder(_ contact: Int32) {
    if contacts[contact].consultation == .warm { freeWarmHolder(contact) }
  }

  @inline(never)
  private mutating func freeWarmHolder(_ contact: Int32) {
    let holder = letGo(contact)
    books[contacts.details[contact].firstRow].holdTime += now - contacts[contact].entered
    contacts[contact].consultation = .none
    startWrapUp(holder, of: engagements.agent(of: holder), engagements[holder].wrapUp)
  }
}

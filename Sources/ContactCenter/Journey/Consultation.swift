// Between steps 6 and 7: a second agent. Cold and warm transfers, conferences.

extension Engine {
  /// After the conversation: whether it is passed on, and if so does it.
  @inline(never)
  mutating func consults(_ contact: Int32) -> Bool {
    let type = Int(contacts[contact].type)
    guard contacts[contact].legs < 16 else { return false }
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
    let agent = contacts[contact].agent
    let row = contacts[contact].row
    let target = Int32(transfer.to.place)
    contacts.details[contact].firstRow = row
    contacts.details[contact].firstLane = contacts[contact].lane
    if transfer.kind == .conference {
      rows[row].conferences += 1
      emit(.beginsConference, contact)
      contacts[contact].consultation = .conference
      contacts.details[contact].partner = agent
      contacts[contact].patienceEnds = now + (transfer.giveUpAfter ?? .infinity)
      setState(agent, .holding)
      requestAgent(contact, lane: types[target].lane)
      return
    }
    rows[row].transfersOut += 1
    emit(.isTransferred, contact)
    noteWrapUp(contact, agent)
    let wrapUp = wrapUpTime(contact, agent, lane: contacts[contact].lane)
    rows[row].wrapUpTime += wrapUp
    startLeg(contact, type: target)
    if transfer.kind == .cold {
      startWrapUp(agent, wrapUp)
    } else {
      contacts[contact].consultation = .warm
      contacts.details[contact].partner = agent
      agentDetails[agent].pendingWrapUp = wrapUp
      setState(agent, .holding)
    }
    requestAgent(contact)
  }

  /// The contact goes on as another type; the new leg belongs to the present interval.
  private mutating func startLeg(_ contact: Int32, type: Int32) {
    contacts[contact].legs += 1
    contacts[contact].type = type
    contacts[contact].row = currentRow(type)
    contacts[contact].agent = -1
    contacts[contact].patienceEnds = 0
    contacts[contact].wasOffered = false
    rows[contacts[contact].row].transfersIn += 1
  }

  /// The second agent answers: both talk together.
  @inline(never)
  mutating func meetPartner(_ contact: Int32) {
    let first = contacts.details[contact].partner
    let second = contacts[contact].agent
    rows[contacts.details[contact].firstRow].holdTime += now - contacts[contact].entered
    let isWarm = contacts[contact].consultation == .warm
    let oldType = contacts.details[contact].firstRow / intervals.stride
    let law = routing.transferLaws[Int(oldType)][Int(contacts.details[contact].transfer)]
    let visit = UInt64(contacts[contact].legs) | 1 << 16
    var stream = CallerStream(seed: contacts[contact].random, purpose: .transfer, visit: visit)
    let together = bank.draw(law, &stream)
    rows[contacts.details[contact].firstRow].talkTime += together
    rows[contacts[contact].row].talkTime += together
    if isWarm {
      bookAnswer(contact)
    } else {
      queues[lanes[contacts[contact].lane].queue].answered += 1
      contacts[contact].agent = first
      contacts.details[contact].partner = second
    }
    setState(first, .talking)
    setState(second, .talking)
    contacts[contact].stage = .together
    emit(.agentJoins, contact, agent: second)
    events.schedule(.phaseEnds, timer: timers.primary(contact), at: now + together)
  }

  /// Two agents have talked together: the first leaves (warm), or the second (conference).
  @inline(never)
  mutating func partnersPart(_ contact: Int32) {
    let other = contacts.details[contact].partner
    contacts.details[contact].partner = -1
    emit(.agentLeaves, contact, agent: other)
    if contacts[contact].consultation == .warm {
      contacts[contact].consultation = .none
      startWrapUp(other, agentDetails[other].pendingWrapUp)
      startTalk(contact)
    } else {
      contacts[contact].consultation = .none
      let wrapUp = wrapUpTime(contact, other, lane: contacts[contact].lane, isExpert: true)
      noteWrapUp(contact, other)
      rows[contacts[contact].row].wrapUpTime += wrapUp
      contacts[contact].lane = contacts.details[contact].firstLane
      startWrapUp(other, wrapUp)
      complete(contact)
    }
  }

  /// No expert came: the first agent ends the contact alone.
  ///
  /// The contact is in no lane any more.
  @inline(never)
  mutating func giveUpConference(_ contact: Int32) {
    rows[contacts.details[contact].firstRow].holdTime += now - contacts[contact].entered
    contacts[contact].agent = contacts.details[contact].partner
    contacts.details[contact].partner = -1
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
    let holder = contacts.details[contact].partner
    rows[contacts.details[contact].firstRow].holdTime += now - contacts[contact].entered
    contacts.details[contact].partner = -1
    contacts[contact].consultation = .none
    startWrapUp(holder, agentDetails[holder].pendingWrapUp)
  }
}

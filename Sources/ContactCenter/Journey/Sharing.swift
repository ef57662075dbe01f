// A contact's journey, beside steps 5 to 7: agents who are in several contacts at once. Nothing here is
// asked for in a model whose agents are in one.

extension Engine {
  // MARK: Who

  /// The agent who takes a contact of a lane beside others: of groups that pack, or of the others, when
  /// nobody is idle; −1: none.
  @inline(never)
  mutating func agentWithRoom(for contact: Int32, lane: Int32, packing: Bool) -> Int32 {
    ask { RoomForOneMore(packing: packing).agent(for: contact, lane: lane, on: $0) }
  }

  /// Gives an agent who is engaged as many of those who wait as he has room for.
  @inline(never)
  mutating func fillSlots(_ agent: Int32) {
    let group = agents[agent].group
    while sharing[agent].isListed && queues.waiting > 0 {
      lanes.showOnly(sharing.room(of: agent, group))
      let contact = waitingContact(for: agent, group: group)
      lanes.showAll()
      if contact < 0 { return }
      stopWaiting(contact)
      pick(contact, agent)
    }
  }

  /// An engaged agent takes further contacts, unless he is to leave or to have a break.
  mutating func offerSlots(_ agent: Int32) {
    let worker = agents[agent]
    if worker.state == .engaged && worker.takesContacts && !worker.isCalled
      && !(sharing.pausesInWrapUp(worker.group) && engagements.hasWrapUp(agent))
    {
      sharing.listIfRoom(agent, worker.group)
    }
  }

  /// The seconds that a wrap-up, which begins, takes at the agent's present speed; where it occupies the agent, he
  /// takes nothing until it is done.
  @inline(never)
  mutating func slowedWrapUp(_ work: Seconds, _ engagement: Int32, _ agent: Int32) -> Seconds {
    let group = agents[agent].group
    if sharing.pausesInWrapUp(group) { sharing.unlist(agent, group) }
    let length = work / sharing.speed(group, sharing[agent].taken)
    stretchWrapUp(engagement, length - work)
    return length
  }

  /// Books that a wrap-up takes so much longer.
  private mutating func stretchWrapUp(_ engagement: Int32, _ change: Seconds) {
    let row = engagements[engagement].row
    if row >= 0 { books[row].wrapUpTime += change }
  }

  // MARK: Contacts come and go

  /// A contact takes one of an agent's slots: his others may go on more slowly.
  ///
  /// - Returns: The engagement's row, which is still free.
  @inline(never)
  mutating func takeSlot(_ contact: Int32, _ agent: Int32) -> Int32 {
    let group = agents[agent].group
    let before = sharing[agent].taken
    sharing.unlist(agent, group)
    let channel = types[contacts[contact].type].channel
    sharing.take(agent, group, Int32(channel), at: now)
    changeSpeed(agent, from: before)
    offerSlots(agent)
    let slot = engagements.freeSlot(of: agent)
    engagements[slot].channel = channel
    engagements[slot].row = -1
    return slot
  }

  /// An agent is in one contact less; whether it was the last.
  mutating func isRidOfOne(_ agent: Int32) -> Bool {
    let group = agents[agent].group
    let before = sharing[agent].taken
    sharing.unlist(agent, group)
    sharing.end(agent, group, keeping: engagements.held(by: agent), at: now)
    changeSpeed(agent, from: before)
    return sharing[agent].taken == 0
  }

  /// A contact was not answered by an agent who is in others: he is away when they have ended.
  mutating func staysWithOthers(_ agent: Int32, away: Seconds) -> Bool {
    if isRidOfOne(agent) { return false }
    agents[agent].awayDue = max(0, agents[agent].awayDue) + away
    return true
  }

  // MARK: Speed

  /// The seconds that a piece of a conversation takes at the agent's present speed; the rest beyond the
  /// work itself is booked.
  @inline(never)
  mutating func slowed(_ work: Seconds, _ contact: Int32, _ agent: Int32) -> Seconds {
    let length = work / sharing.speed(agents[agent].group, sharing[agent].taken)
    books[contacts[contact].row].talkTime += length - work
    return length
  }

  /// The conversations and wrap-ups of an agent that are under way go on at another speed.
  private mutating func changeSpeed(_ agent: Int32, from before: Int32) {
    let group = agents[agent].group
    let factor = sharing.speed(group, before) / sharing.speed(group, sharing[agent].taken)
    if factor == 1 { return }
    for engagement in engagements.slots(of: agent)
    where engagements[engagement].turn == .none {
      let phase = engagements[engagement].phase
      guard phase == .conversing || phase == .wrapUp else { continue }
      let timer = engagements.timers.of(engagement)
      guard let event = events.pending(timer) else { continue }
      let rest = EventQueue.time(event) - now
      if phase == .wrapUp {
        stretchWrapUp(engagement, rest * (factor - 1))
      } else {
        books[contacts[engagements[engagement].contact].row].talkTime += rest * (factor - 1)
      }
      events.cancel(timer)
      events.schedule(EventQueue.kind(event), timer: timer, at: now + rest * factor)
    }
  }

  // MARK: Fewer agents

  /// Of interchangeable agents as many leave after their last contact as there are too many, those with
  /// the fewest first; the others may go on.
  mutating func balanceLeaving(_ group: Int32) {
    let members = groups.members(of: group)
    let leaving = members.filter { agents[$0].isLeaving }
    let excess = Int(groups[group].onDuty - groups[group].target) - leaving.count
    if excess > 0 {
      let engaged = members.filter { agents[$0].state == .engaged && !agents[$0].isLeaving }
      for agent in engaged.sorted(by: { (sharing[$0].taken, $0) < (sharing[$1].taken, $1) })
        .prefix(excess)
      {
        agents[agent].isLeaving = true
        sharing.unlist(agent, group)
      }
    } else {
      for agent in leaving.prefix(-excess) {
        agents[agent].isLeaving = false
        stayOn(agent)
      }
    }
  }

  /// An engaged agent takes contacts as far as he has room for them.
  mutating func stayOn(_ agent: Int32) {
    offerSlots(agent)
    fillSlots(agent)
    if sharing[agent].isListed && ghosts.count > 0 {
      resolveGhosts(
        forGroup: agents[agent].group, channels: sharing.room(of: agent, agents[agent].group))
    }
  }
}

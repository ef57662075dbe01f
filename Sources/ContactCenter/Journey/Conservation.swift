// Laws that hold for every run, whatever its model: nothing gets lost.

extension Engine {
  /// The laws that do not hold in the finished books, in words; empty when all hold.
  ///
  /// Contacts that come are contacts that leave; lines seized are lines released; an agent's times
  /// add up over groups and agents alike; and Little's law ties queue lengths to waits. After a
  /// warm-up the books hold only part of the story, so only the laws of agents and lines are
  /// checked.
  mutating func violations() -> [String] {
    var found: [String] = []
    checkLines(&found)
    checkAgents(&found)
    checkEngagements(&found)
    if model.calendar.warmUpEnd <= model.calendar.start {
      checkContacts(&found)
      checkThreads(&found)
      checkBots(&found)
      checkLittle(&found)
      if kept.callbacks { checkTickets(&found) }
      if kept.campaigns { checkCampaigns(&found) }
      if kept.media { checkMedia(&found) }
    }
    return found
  }

  private mutating func checkContacts(_ found: inout [String]) {
    let stride = model.calendar.intervals + 1
    var total = ContactTally()
    for (index, type) in model.contactTypes.enumerated() {
      var sum = ContactTally()
      for row in 0..<stride { sum.add(books.tallies.contacts[index * stride + row]) }
      let offeredGone =
        sum.answered + sum.abandoned + sum.voiceMail + sum.disconnected + sum.callbacks
      let came = sum.attempts + sum.transfersIn + backlogs[Int32(index)].tally.initial
      let left = backlogs[Int32(index)].left
      let turnedAway =
        sum.closed + sum.blocked + sum.menuAbandoned + sum.selfServed + sum.typeChanged
      total.add(sum)
      if contacts.inside == 0 && (offeredGone + left != sum.offered || came != turnedAway + sum.offered) {
        found.append(
          "contacts of \(type.name): \(came) came, \(turnedAway) went before the queue, "
            + "\(sum.offered) were offered and \(offeredGone) of them left")
      }
    }
    let persons = total.personsServed + total.personsLost
    let isPlain = total.remaining == 0 && contacts.inside == 0
    let came = backlogs.types.reduce(total.fresh) { $0 + backlogs[$1].tally.initial }
    if isPlain && persons != came {
      found.append("persons: \(came) called, \(persons) were served or lost")
    }
  }

  /// Threads that begin are threads that are resolved for good, lost or not yet over.
  private func checkThreads(_ found: inout [String]) {
    for (type, tally) in zip(model.contactTypes, books.tallies.threads) {
      let over = tally.resolved - tally.reopened + tally.lost + tally.unfinished
      if tally.firstTurns != over {
        found.append(
          "threads of \(type.name): \(tally.firstTurns) began, \(over) were resolved, lost or left")
      }
      if tally.thinkingTime > tally.openTime * (1 + 1e-9) {
        found.append("threads of \(type.name): more customers silent than threads open")
      }
    }
  }

  /// Whoever meets a bot finds no session or ends it, and whoever is to come back does or is awaited.
  private mutating func checkBots(_ found: inout [String]) {
    if contacts.inside == 0 && bots.inSession != 0 {
      found.append("bots: \(bots.inSession) sessions go on though nobody is inside")
    }
    for (type, tally) in zip(model.contactTypes, books.tallies.bots) where contacts.inside == 0 {
      if tally.attempts != tally.overflow + tally.duringOutage + tally.gaveUp + tally.sessions
        || tally.returns > tally.falselyContained
      {
        found.append(
          "bot of \(type.name): \(tally.attempts) attempts, \(tally.overflow) found no session, "
            + "\(tally.duringOutage) an outage, \(tally.gaveUp) gave up, \(tally.sessions) sessions ended, "
            + "\(tally.returns) came back of \(tally.falselyContained)")
      }
    }
  }

  private mutating func checkLines(_ found: inout [String]) {
    let stride = model.calendar.intervals + 1
    for (index, group) in model.trunkGroups.enumerated() {
      var balance = 0.0
      for row in 0..<stride {
        let tally = books.tallies.trunks[index * stride + row]
        balance += tally.seized - tally.released
      }
      let taken = Double(trunks.busy(index))
      let hasWarmUp = model.calendar.warmUpEnd > model.calendar.start
      if !hasWarmUp && balance != taken {
        found.append("lines of \(group.name): seized − released = \(balance), taken \(taken)")
      }
      if contacts.inside == 0 && taken != 0 {
        found.append("lines of \(group.name): \(taken) taken though nobody is inside")
      }
    }
  }

  private mutating func checkAgents(_ found: inout [String]) {
    let stride = model.calendar.intervals + 1
    var first = 0
    for (index, group) in model.groups.enumerated() {
      var byGroup = AgentTally()
      var byAgent = AgentTally()
      for row in 0..<stride { byGroup.add(books.tallies.groups[index * stride + row]) }
      for agent in first..<(first + group.agentCount) { byAgent.add(books.tallies.agents[agent]) }
      first += group.agentCount
      let tolerance = 1e-9 * (byAgent.loggedIn + 1) * 100
      if abs(byGroup.loggedIn - byAgent.loggedIn) > tolerance
        || abs(byGroup.handling - byAgent.handling) > tolerance
      {
        found.append(
          "agents of \(group.name): logged in \(byGroup.loggedIn) s as a group, "
            + "\(byAgent.loggedIn) s one by one")
      }
      if byAgent.answered != byGroup.answered {
        found.append("agents of \(group.name): answered counts differ")
      }
      checkPlan(group, byGroup, byAgent, tolerance + 1e-9 * byGroup.paid, &found)
    }
  }

  /// An agent's engagements fill the time that he is engaged.
  ///
  /// With one slot they do so exactly, with several they add up to his contacts over time; nobody is left in
  /// one when all have gone.
  private mutating func checkEngagements(_ found: inout [String]) {
    for agent in 0..<Int32(agents.count) {
      let times = agents.times.total(agent)
      let engaged = times[Int(AgentState.engaged.rawValue)]
      let together = AgentTally(times, areShared: false).slotTime
      let tolerance = 1e-9 * (engaged + 1) * 100
      if engaged > together + tolerance
        || (!engagements.areShared && together > engaged + tolerance)
      {
        found.append("agent \(agent): engaged \(engaged) s, in engagements \(together) s")
      }
      if engagements.areShared, contacts.inside == 0,
        abs(sharing[agent].slotTime - together) > tolerance || sharing[agent].taken != 0
      {
        found.append(
          "agent \(agent): \(sharing[agent].slotTime) s of contacts, \(together) s in engagements")
      }
      if contacts.inside == 0 && !engagements.isFree(agent) {
        found.append("agent \(agent): an engagement goes on though nobody is inside")
      }
    }
  }

  /// Inside the plan there are never more agents ready than are expected, nor more expected than
  /// planned; agents with shifts add up to their group.
  private func checkPlan(
    _ group: Model.Group, _ whole: AgentTally, _ parts: AgentTally, _ tolerance: Double,
    _ found: inout [String]
  ) {
    if whole.ready - whole.overrun > whole.expected + tolerance
      || whole.expected > whole.scheduled + tolerance || whole.scheduled > whole.paid + tolerance
    {
      found.append(
        "agents of \(group.name): ready \(whole.ready) s, of these \(whole.overrun) s outside the "
          + "plan, expected \(whole.expected) s of \(whole.scheduled) s, paid \(whole.paid) s")
    }
    guard case .rosters = group.staffing else { return }
    let differences = [
      whole.scheduled - parts.scheduled, whole.expected - parts.expected, whole.paid - parts.paid,
      whole.overrun - parts.overrun,
    ]
    if differences.contains(where: { abs($0) > tolerance }) {
      found.append("agents of \(group.name): plans as a group and one by one differ: \(differences)")
    }
  }

  /// ∫ queue length dt = Σ time in queue, which is all waits less the ringing at agents, and less what was
  /// waited before the start.
  private mutating func checkLittle(_ found: inout [String]) {
    guard contacts.inside == 0, !model.contactTypes.contains(where: { !$0.transfers.isEmpty })
    else { return }
    var waits = backlogs.waitLeft
    for type in 0..<Int32(model.contactTypes.count) { waits += interruptions.tally(type).pointee.waited }
    for type in model.contactTypes {
      for part in type.backlog { waits -= part.age * Double(part.count) }
    }
    for row in books.tallies.contacts {
      waits += row.waitAnswered + row.waitAbandoned + row.waitOther - row.alertTime
    }
    if kept.callbacks { waits += tickets.laneTime }
    for tally in books.tallies.threads { waits += tally.laterWait }
    let lengths = books.tallies.queues.reduce(0) { $0 + $1.lengthIntegral }
    if abs(waits - lengths) > 1e-6 * (abs(waits) + 1) {
      found.append("Little's law: waits add up to \(waits) s, queue lengths to \(lengths) s")
    }
  }

  /// Every accepted callback has one end, and ∫ open tickets dt = Σ time from acceptance to end.
  private mutating func checkTickets(_ found: inout [String]) {
    guard contacts.inside == 0 else { return }
    for (index, type) in model.contactTypes.enumerated() {
      let tally = books.tallies.outcomes[index].callback
      if tally.accepted != tally.ended {
        found.append("callbacks of \(type.name): \(tally.accepted) accepted, \(tally.ended) ended")
      }
      let open = tickets.openCount(Int32(index)).whole(until: now)
      let delays = tally.delay + tally.otherDelay
      if abs(open - delays) > 1e-6 * (abs(delays) + 1) {
        found.append("callbacks of \(type.name): open for \(open) s, delays add up to \(delays) s")
      }
    }
  }

  /// Every attempt has one result, every person who answers one fate, and every record one state.
  private func checkCampaigns(_ found: inout [String]) {
    guard contacts.inside == 0 else { return }
    for campaign in model.campaigns {
      let tally = books.tallies.campaigns[campaign.type.place]
      let results = tally.humans + tally.machines + tally.nobody + tally.busy + tally.invalid + tally.cut
      if results != tally.dials {
        found.append("campaign \(campaign.name): \(tally.dials) attempts, \(results) results")
      }
      let fates = tally.connected + tally.dropped + tally.silent + tally.hungUp
      if fates != tally.humans {
        found.append("campaign \(campaign.name): \(tally.humans) people answered, \(fates) have a fate")
      }
      let byAttempt =
        tally.dials1 + tally.dials2 + tally.dials3 + tally.dials4 + tally.dials5 + tally.dials6
      if byAttempt != tally.dials {
        found.append("campaign \(campaign.name): \(tally.dials) attempts, \(byAttempt) by number")
      }
      if campaign.list.size == nil { continue }
      let states =
        tally.fresh + tally.open + tally.reached + tally.invalidRecords + tally.exhausted + tally.closed
      if states != tally.records {
        found.append("campaign \(campaign.name): \(tally.records) records, \(states) have a state")
      }
    }
    for number in 0..<campaigns.count {
      let row = campaigns.at(number).pointee
      if row.dialing != 0 || row.waiting != 0 || row.messages != 0 {
        found.append("campaign \(number): lines are in use though nobody is inside")
      }
    }
  }
}

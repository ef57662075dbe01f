// A replication from its first event to its last: beginning, opening and closing, planning intervals, end.

extension Engine {
  // MARK: Start

  /// An empty center before its first opening.
  mutating func start(seed: UInt64, replication: Int, options: SimulationOptions) {
    runSeed = RunSeed(
      seed: seed, replication: replication, dayConditions: options.dayConditions ?? replication)
    tracer.start(options.trace, countsRings: model.hasRings)
    now = model.calendar.start
    reset()
    scheduleCalendar()
    startLearning()
    startAgents()
    for group in 0..<Int32(model.trunkGroups.count) { scheduleTrunkChange(group) }
    if kept.blocks { startBlocks() }
    startArrivals(options)
  }

  private mutating func reset() {
    events.removeAll(start: model.calendar.start)
    intervals.reset()
    sites.reset()
    contacts.reset()
    sources.orbit = Orbit()
    lanes.reset()
    queues.reset()
    tickets.reset()
    campaigns.reset(runSeed, at: intervals.counted(now))
    trunks.reset()
    engagements.reset()
    sharing.reset()
    agents.reset()
    groups.reset()
    ghosts.reset()
    recent.reset()
    oracle.reset()
    backlogs.reset(at: now)
    interruptions.reset()
    books.reset()
    threads.reset()
    bots.reset()
    media.reset()
  }

  private mutating func scheduleCalendar() {
    if model.calendar.warmUpEnd > now {
      events.schedule(.warmUpEnds, timer: intervals.warmUpTimer, at: model.calendar.warmUpEnd)
    }
    scheduleIntervalEnd()
    for site in 0..<sites.count {
      guard let first = sites.nextOpening(of: site) else { continue }
      if first <= now {
        open(site)
      } else {
        events.schedule(.opening, timer: sites.timers.of(site), at: first)
      }
    }
  }

  private mutating func startAgents() {
    for agent in 0..<Int32(agents.count) {
      let own = agents.details.at(agent)
      own.pointee.random = runSeed.ofAgent(agent)
      let law = groups.breakFactorLaws[Int(agents[agent].group)]
      if law >= 0 {
        var stream = CallerStream(seed: own.pointee.random, purpose: .breakFactor)
        own.pointee.breakFactor = bank.draw(law, &stream)
      }
      agents[agent].since = now
      scheduleRoster(agent)
    }
    for group in 0..<groups.count where groups[group].target >= 0 {
      // The first agent of the group is the first to come.
      for agent in groups.members(of: group).reversed() { groups.sendHome(agent, agents) }
      staffingChange(group)
    }
  }

  // MARK: Hours

  /// A site opens.
  mutating func open(_ site: Int32) {
    turnOpenTime(site, -1)
    if kept.backlogs { openBacklogs(of: site) }
    if !sites.isAnyOpen { turnOpenTime(-1) }
    events.schedule(.closing, timer: sites.timers.of(site), at: sites.open(site))
    if kept.callbacks { takeUpTickets(at: site) }
    if kept.campaigns { openCampaigns(of: site) }
  }

  /// A site closes, perhaps for good.
  mutating func close(_ site: Int32) {
    turnOpenTime(site, 1)
    sites.close(site)
    if sites.haveEnded { books.events.look(after: 0) }
    if !sites.isAnyOpen { turnOpenTime(1) }
    if let next = sites.nextOpening(of: site) {
      events.schedule(.opening, timer: sites.timers.of(site), at: next)
    }
    if kept.blocks { endBlocks(at: site) }
    if kept.backlogs { closeBacklogs(of: site) }
    if rules.uses.contains(.reserves) && queues.waiting > 0 { endReserves(at: site) }
    if kept.callbacks { layAsideTickets(at: site) }
    if !sites[site].drains {
      disconnectAll(at: site)
    } else if queues.waiting > 0 {
      disconnectUnserved(at: site)
    }
  }

  // MARK: Intervals

  /// A planning interval is over.
  ///
  /// This comes before all else of its moment, which belongs to the next one.
  mutating func intervalEnds() {
    flushInterval()
    // From closing on agents only finish what they have.
    if engagements.areShared && Int(intervals.present) == model.calendar.intervals - 1 {
      books.tallies.timesWith = sharing.timesWith()
    }
    intervals.advance()
    scheduleIntervalEnd()
  }

  private mutating func scheduleIntervalEnd() {
    if let end = intervals.end {
      events.scheduleFirst(.intervalEnds, timer: intervals.endTimer, at: end)
    }
  }

  /// Counting begins: what happened until now is forgotten, what goes on is kept.
  mutating func warmUpEnds() {
    let elapsed = intervals.elapsed(at: now)
    books.restart()
    queues.restart(after: elapsed)
    trunks.restart(after: elapsed)
    groups.restart(after: elapsed)
    agents.restart(at: now)
    engagements.forgetTimes(until: now)
    if engagements.areShared { sharing.restart(at: now) }
    sources.orbit.restart(at: now)
    backlogs.restart(at: now)
    interruptions.reset()
    campaigns.restart(counted: intervals.counted(now))
    intervals.observe(from: now)
  }

  /// Writes the present interval's row of queues, groups and lines, and starts the next at zero.
  private mutating func flushInterval() {
    let length = intervals.elapsed(at: now)
    let time = intervals.observed(until: now)
    let row = Int(intervals.present)
    let stride = model.calendar.intervals + 1
    for site in 0..<sites.count where sites.isOpen(site) { noteOpenInterval(site, 1) }
    if sites.isAnyOpen { noteOpenInterval(1) }
    for queue in 0..<queues.count {
      var tally = queues.flush(Int32(queue), length: length)
      tally.time = time
      tally.openIntegral = books.openTime.queues[queue]
      tally.openTime = books.openTime.times[Int(queues[Int32(queue)].site)]
      books.tallies.queues[queue * stride + row] = tally
    }
    if kept.backlogs && time > 0 && row < model.calendar.intervals { noteWorkWaiting(row, stride) }
    for group in 0..<groups.count {
      books.tallies.groups[Int(group) * stride + row] = flushGroup(group, length, time)
    }
    for group in 0..<trunks.count {
      let tally = flushTrunk(group, length, time)
      if group < model.trunkGroups.count {
        books.tallies.trunks[group * stride + row] = tally
      } else {
        books.tallies.ports[row].addSite(tally)
      }
    }
    books.openTime.restart()
    intervals.restart(at: now)
  }

  private mutating func flushGroup(_ group: Int32, _ length: Seconds, _ time: Seconds) -> AgentTally {
    let isAfterEnd = Int(intervals.present) == model.calendar.intervals
    var sum = AgentFlush()
    var shared = (slowed: 0.0, used: 0.0)
    for agent in groups.members(of: group) {
      if agents.wasAway(agent, since: intervals.observedFrom) {
        agents[agent].since = now
        continue
      }
      engagements.book(agent, at: now, agents.times)
      agents.flush(agent, at: now, isAfterEnd: isAfterEnd, into: &sum)
      if engagements.areShared { sharing.flush(agent, group, at: now, into: &shared) }
    }
    var tally = AgentTally(sum.times, areShared: engagements.areShared)
    tally.slowed = shared.slowed
    if engagements.areShared && sharing.isShared(group) {
      (tally.roomUsed, tally.roomOffered) = (shared.used, tally.ready)
    }
    tally.answered = sum.answered
    tally.noAnswers = Double(sum.noAnswers)
    tally.busyAtEnd = sum.busy
    tally.onDutyAtEnd = sum.ready
    if isAfterEnd {
      // What agents do after the last closing is in nobody's plan.
      tally.overrun = tally.ready
      tally.paidOutside = model.groups[Int(group)].paidOutside.reduce(0, +)
      tally.paid = tally.paidOutside
    } else {
      groups.flushPlan(group, length: length, into: &tally)
    }
    tally.time = time
    let site = groups[group].site
    if sites.isOpen(site) { books.openTime.groups[Int(group)].add(OpenAgentTime(tally), times: 1) }
    tally.note(books.openTime.groups[Int(group)], of: books.openTime.times[Int(site)])
    groups.restartPlan(group)
    return tally
  }

  private mutating func flushTrunk(_ group: Int, _ length: Seconds, _ time: Seconds) -> TrunkTally {
    var tally = trunks.flush(group, length: length)
    tally.time = time
    tally.busyOpen = books.openTime.busyLines[group]
    tally.capacityOpen = books.openTime.offeredLines[group]
    tally.openTime = books.openTime.times[Int(trunks.site(of: group))]
    return tally
  }

  // MARK: End

  /// Everyone has left: closes the last rows and hands the books over.
  mutating func finish() {
    tracer.tellAhead(until: .infinity)
    if Int(intervals.present) <= model.calendar.intervals { flushInterval() }
    for contact in 0..<contacts.count where contacts[contact].stage != .free {
      if kept.bots { noteAwaited(Int32(contact)) }
      if kept.threads && isUnfinishedThread(Int32(contact)) { continue }
      books[contacts[contact].row].remaining += 1
    }
    ghosts.resolveAll(now, books.rows)
    books.finishContacts(derivesPersons: !kept.persons)
    if kept.callbacks { finishTickets() }
    finishAgents()
    if kept.campaigns { finishCampaigns() }
    books.finishHistograms()
    books.finishRings(model.rings)
    books.finishWholes()
    if kept.threads { finishThreads() }
    if kept.bots { finishBots() }
    if kept.media { finishMedia() }
    books.tallies.backlogs = backlogs.tallies()
    books.tallies.interruptions = interruptions.tallies.array()
    books.tallies.orbitIntegral = sources.orbit.integral(until: now)
    books.tallies.observedTime = now - max(model.calendar.start, model.calendar.warmUpEnd)
  }

  private mutating func finishAgents() {
    let end = intervals.counted(now)
    let paidOutside = model.groups.flatMap(\.paidOutside)
    for agent in 0..<agents.count {
      var tally = agents.total(Int32(agent), until: end)
      if engagements.areShared {
        tally.slowed = sharing[Int32(agent)].slowedBefore
        if sharing.isShared(agents[Int32(agent)].group) {
          (tally.roomUsed, tally.roomOffered) = (sharing[Int32(agent)].usedBefore, tally.ready)
        }
      }
      tally.paidOutside = paidOutside[agent]
      tally.paid += tally.paidOutside
      tally.time = now - max(model.calendar.start, intervals.warmUpEnd)
      let site = Int(groups[agents[Int32(agent)].group].site)
      tally.note(books.openTime.agents[agent], of: books.openTime.totals[site])
      books.tallies.agents[agent] = tally
    }
  }
}

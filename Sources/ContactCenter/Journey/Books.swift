// The books: rows of tallies, interval after interval, from the first event to the last.

extension AgentTally {
  fileprivate init(_ times: StateTimes) {
    self.init()
    idle = times[Int(AgentState.idle.rawValue)]
    alerting = times[Int(EngagementPhase.alerting.rawValue)]
    talking = times[Int(EngagementPhase.conversing.rawValue)]
    holding = times[Int(EngagementPhase.holding.rawValue)]
    wrapUp = times[Int(EngagementPhase.wrapUp.rawValue)]
    scheduledBreak = times[Int(AgentState.scheduledBreak.rawValue)]
    away = times[Int(AgentState.away.rawValue)]
  }
}

extension Engine {
  /// The tally row of a contact of a type that arrives now.
  @inline(__always)
  mutating func currentRow(_ type: Int32) -> Int32 {
    intervals.row(of: type, at: now)
  }

  static func emptyBooks(_ model: Model) -> Tallies {
    Tallies(
      types: model.contactTypes.count, queues: model.queues.count, groups: model.groups.count,
      trunks: model.trunkGroups.count,
      agents: model.groups.reduce(0) { $0 + $1.agentCount }, intervals: model.calendar.intervals)
  }

  // MARK: Start

  /// An empty center before its first opening.
  mutating func start(seed: UInt64, replication: Int, options: SimulationOptions) {
    runSeed = RunSeed(
      seed: seed, replication: replication, dayConditions: options.dayConditions ?? replication)
    tracer.start(options.trace, countsRings: model.hasRings)
    now = model.calendar.start
    resetTables()
    books = Engine.emptyBooks(model)
    openTime.forget()
    intervals.reset()
    hours.reset()
    waiting = 0
    eventCount = 0
    scheduleCalendar()
    startLearning()
    startAgents()
    for group in 0..<Int32(model.trunkGroups.count) { scheduleTrunkChange(group) }
    startArrivals(options)
  }

  private mutating func resetTables() {
    events.removeAll(start: model.calendar.start)
    contacts.reset()
    for index in 0..<lanes.count { lanes[index] = prepared.lanes[index] }
    for index in 0..<queues.count { queues[index] = prepared.queues[index] }
    trunks.reset()
    for index in 0..<agents.count {
      agents[index] = prepared.agents[index]
      agentDetails[index] = prepared.agentDetails[index]
    }
    for index in 0..<groups.count { groups[index] = prepared.groups[index] }
    engagements.reset()
    plans.fill(GroupPlan())
    waitingMask.fill(0)
    idleMask.fill(0)
    ghosts.reset()
    rows.fill(ContactTally())
    agentTimes.reset()
    answeredByGroup.fill(0)
    waitCounts.reset()
    routingTallies.fill(RoutingTally())
    outcomes.fill(OutcomeTally())
    recent.reset()
    oracle.reset()
  }

  private mutating func scheduleCalendar() {
    if model.calendar.warmUpEnd > now {
      events.schedule(.warmUpEnds, timer: timers.warmUp, at: model.calendar.warmUpEnd)
    }
    scheduleIntervalEnd()
    if let first = hours.nextOpening {
      if first <= now {
        open()
      } else {
        events.schedule(.opening, timer: timers.hours, at: first)
      }
    }
  }

  private mutating func scheduleIntervalEnd() {
    if let end = intervals.end {
      events.scheduleFirst(.intervalEnds, timer: timers.interval, at: end)
    }
  }

  private mutating func startAgents() {
    for agent in 0..<Int32(agents.count) {
      agentDetails[agent].random = runSeed.ofAgent(agent)
      let law = routing.breakFactorLaws[Int(agents[agent].group)]
      if law >= 0 {
        var stream = CallerStream(seed: agentDetails[agent].random, purpose: .breakFactor)
        agentDetails[agent].breakFactor = bank.draw(law, &stream)
      }
      agents[agent].since = now
      scheduleRoster(agent)
    }
    for group in 0..<Int32(groups.count) where groups[group].target >= 0 {
      // The first agent of the group is the first to come.
      let first = groups[group].firstAgent
      for agent in (first..<(first + groups[group].agentCount)).reversed() {
        agents[agent].next = groups[group].offHead
        groups[group].offHead = agent
      }
      staffingChange(group)
    }
  }

  // MARK: Hours

  /// The center opens.
  mutating func open() {
    turnOpenTime(-1)
    events.schedule(.closing, timer: timers.hours, at: hours.open())
  }

  /// The center closes, perhaps for good.
  mutating func close() {
    turnOpenTime(1)
    hours.close()
    if let next = hours.nextOpening {
      events.schedule(.opening, timer: timers.hours, at: next)
    }
    if rules.uses.contains(.reserves) && waiting > 0 { endReserves() }
    if model.calendar.closing == .sendAway {
      disconnectAll()
    } else if waiting > 0 {
      disconnectUnserved()
    }
  }

  // MARK: Intervals

  /// A planning interval is over.
  ///
  /// This comes before all else of its moment, which belongs to the next one.
  mutating func intervalEnds() {
    flushInterval()
    intervals.advance()
    scheduleIntervalEnd()
  }

  /// Counting begins: what happened until now is forgotten, what goes on is kept.
  mutating func warmUpEnds() {
    let elapsed = intervals.elapsed(at: now)
    books = Engine.emptyBooks(model)
    for queue in 0..<queues.count {
      queues[queue].sum = -Double(queues[queue].length) * elapsed
      queues[queue].longest = queues[queue].length
      (queues[queue].entered, queues[queue].answered, queues[queue].abandoned) = (0, 0, 0)
    }
    trunks.restart(after: elapsed)
    for group in 0..<plans.count {
      plans[group].scheduled.restart(after: elapsed)
      plans[group].expected.restart(after: elapsed)
      plans[group].paid.restart(after: elapsed)
      plans[group].overrun.restart(after: elapsed)
    }
    agentTimes.reset()
    engagements.forgetTimes(until: now)
    for agent in 0..<agents.count {
      agents[agent].since = now
      agents[agent].answered = 0
      agentDetails[agent].noAnswers = 0
      agentDetails[agent].answered = 0
      agentDetails[agent].noAnswersBefore = 0
    }
    answeredByGroup.fill(0)
    openTime.forget()
    contacts.restartOrbit(at: now)
    intervals.observe(from: now)
  }

  /// Writes the present interval's row of queues, groups and lines, and starts the next at zero.
  private mutating func flushInterval() {
    let length = intervals.elapsed(at: now)
    let time = intervals.observed(until: now)
    let row = Int(intervals.present)
    let stride = model.calendar.intervals + 1
    if hours.isOpen { noteOpenInterval(1) }
    for queue in 0..<queues.count { flushQueue(queue, queue * stride + row, length, time) }
    for group in 0..<groups.count { flushGroup(group, group * stride + row, length, time) }
    for group in 0..<trunks.count {
      let tally = flushTrunk(group, length, time)
      if group == trunks.count - 1 {
        books.ports[row] = tally
      } else {
        books.trunks[group * stride + row] = tally
      }
    }
    openTime.restart()
    intervals.restart(at: now)
  }

  private mutating func flushQueue(_ queue: Int, _ row: Int, _ length: Seconds, _ time: Seconds) {
    let state = queues[queue]
    books.queues[row].lengthIntegral = state.sum + Double(state.length) * length
    books.queues[row].longest = Double(state.longest)
    books.queues[row].lengthAtEnd = Double(state.length)
    books.queues[row].entered = state.entered
    books.queues[row].answered = state.answered
    books.queues[row].abandoned = state.abandoned
    books.queues[row].time = time
    books.queues[row].openIntegral = openTime.queues[queue]
    books.queues[row].openTime = openTime.time
    queues[queue].sum = 0
    queues[queue].longest = state.length
    queues[queue].entered = 0
    queues[queue].answered = 0
    queues[queue].abandoned = 0
  }

  private mutating func flushGroup(_ group: Int, _ row: Int, _ length: Seconds, _ time: Seconds) {
    let isAfterEnd = row % (model.calendar.intervals + 1) == model.calendar.intervals
    var times = StateTimes()
    var answered = 0.0
    var noAnswers: Int32 = 0
    var (busy, ready) = (0.0, 0.0)
    let first = Int(groups[group].firstAgent)
    for agent in first..<(first + Int(groups[group].agentCount)) {
      if agents[agent].state == .offDuty && agents[agent].since <= intervals.observedFrom
        && agents[agent].answered == 0 && agentDetails[agent].noAnswers == 0
      {
        agents[agent].since = now
        continue
      }
      answered += Double(agents[agent].answered)
      noAnswers += agentDetails[agent].noAnswers
      let own = flushAgent(agent, isAfterEnd)
      times += own
      if agents[agent].state == .engaged { busy += 1 }
      if agents[agent].state.isReady { ready += 1 }
      if isAfterEnd { agentDetails[agent].readyAfterEnd = AgentTally(own).ready }
    }
    var tally = AgentTally(times)
    tally.answered = answered
    tally.noAnswers = Double(noAnswers)
    tally.busyAtEnd = busy
    if isAfterEnd {
      // What agents do after the last closing is in nobody's plan.
      tally.overrun = tally.ready
      tally.paidOutside = model.groups[group].paidOutside.reduce(0, +)
      tally.paid = tally.paidOutside
    } else {
      tally.scheduled = plans[group].scheduled.integral(length)
      tally.expected = plans[group].expected.integral(length)
      tally.paid = plans[group].paid.integral(length)
      tally.overrun = plans[group].overrun.integral(length)
    }
    tally.onDutyAtEnd = ready
    tally.time = time
    if hours.isOpen { openTime.groups[group].add(OpenAgentTime(tally), times: 1) }
    tally.note(openTime.groups[group], of: openTime.time)
    books.groups[row] = tally
    plans[group].scheduled.restart()
    plans[group].expected.restart()
    plans[group].paid.restart()
    plans[group].overrun.restart()
  }

  /// What an agent did since `observedFrom`, by state; starts the agent's next stretch at zero.
  ///
  /// After the last closing who has no contact is free to go: that is no time ready for contacts.
  @inline(__always)
  private mutating func flushAgent(_ agent: Int, _ isAfterEnd: Bool) -> StateTimes {
    let worker = agents.at(Int32(agent))
    let details = agentDetails.at(Int32(agent))
    setState(Int32(agent), worker.pointee.state)
    engagements.book(Int32(agent), at: now, agentTimes)
    if isAfterEnd { agentTimes.forget(.idle, Int32(agent)) }
    details.pointee.answered += Double(worker.pointee.answered)
    details.pointee.noAnswersBefore += Double(details.pointee.noAnswers)
    worker.pointee.answered = 0
    details.pointee.noAnswers = 0
    return agentTimes.flush(Int32(agent))
  }

  private mutating func flushTrunk(_ group: Int, _ length: Seconds, _ time: Seconds) -> TrunkTally {
    var tally = trunks.flush(group, length: length)
    tally.time = time
    tally.busyOpen = openTime.busyLines[group]
    tally.capacityOpen = openTime.offeredLines[group]
    tally.openTime = openTime.time
    return tally
  }

  // MARK: End

  /// Everyone has left: closes the last rows and hands the books over.
  mutating func finish() {
    tracer.tellAhead(until: .infinity)
    if Int(intervals.present) <= model.calendar.intervals { flushInterval() }
    for contact in 0..<contacts.count where contacts[contact].stage != .free {
      rows[contacts[contact].row].remaining += 1
    }
    ghosts.resolveAll(now, rows)
    let stride = model.calendar.intervals + 1
    for type in 0..<model.contactTypes.count {
      for index in 0..<stride {
        var row = rows[type * Int(intervals.stride) + index]
        row.virtualKnown += row.answered
        if !kept.persons { row.personsServed += row.answered }
        row.virtualWithin += row.answeredWithin
        books.contacts[type * stride + index] = row
      }
    }
    finishAgents()
    finishHistograms(stride)
    books.answeredByGroup = answeredByGroup.array()
    books.routing = routingTallies.array()
    finishRings()
    let outcomes = outcomes.array()
    books.outcomes = Array(outcomes.prefix(model.contactTypes.count))
    books.groupOutcomes = Array(outcomes.dropFirst(model.contactTypes.count))
    books.orbitIntegral = contacts.orbitIntegral(until: now)
    books.orbitOpen = openTime.orbit
    books.openTime = openTime.total
    books.observedTime = now - max(model.calendar.start, model.calendar.warmUpEnd)
    books.events = Double(eventCount)
  }

  private mutating func finishAgents() {
    let end = countedTime
    let paidOutside = model.groups.flatMap(\.paidOutside)
    for agent in 0..<agents.count {
      var tally = AgentTally(agentTimes.total(Int32(agent)))
      let details = agentDetails[agent]
      tally.answered = details.answered
      tally.noAnswers = details.noAnswersBefore
      tally.scheduled = details.scheduled.total(until: end)
      tally.expected = details.expected.total(until: end)
      tally.paidOutside = paidOutside[agent]
      tally.paid = details.paid.total(until: end) + tally.paidOutside
      tally.overrun = details.overrun.total(until: end) + details.readyAfterEnd
      tally.time = now - max(model.calendar.start, intervals.warmUpEnd)
      tally.note(openTime.agents[agent], of: openTime.total)
      books.agents[agent] = tally
    }
  }

  /// Copies the buckets; the waits of zero are what is left of the answered.
  private mutating func finishHistograms(_ stride: Int) {
    var answeredByInterval = [Double](repeating: 0, count: stride)
    for type in 0..<model.contactTypes.count {
      var answered = 0.0
      for index in 0..<stride {
        let count = books.contacts[type * stride + index].answered
        answered += count
        answeredByInterval[index] += count
      }
      waitCounts.copy(type: type, of: answered, to: &books.waitsByType[type].counts)
    }
    for index in 0..<stride {
      waitCounts.copy(
        interval: index, of: answeredByInterval[index], to: &books.waitsByInterval[index].counts)
    }
  }
}

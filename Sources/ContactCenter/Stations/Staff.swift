/// All agents: what each does and should do, and for how long.
struct Staff: ~Copyable {
  private var rows: Table<Agent>
  /// What agents need now and then, by agent.
  var details: Table<AgentDetails>
  private let empty: [Agent]
  private let emptyDetails: [AgentDetails]
  private let roster: Table<RosterEntry>
  /// Whether any agent may be in several contacts at once.
  private let areShared: Bool
  /// How long agents were in each state, and their engagements in each phase.
  var times: AgentTimes
  /// Of the end of an agent's break, time away or lateness; of his roster; of his next unscheduled break.
  let stateTimers: TimerRange
  let rosterTimers: TimerRange
  let breakTimers: TimerRange

  init(_ prepared: PreparedModel, areShared: Bool, _ timers: inout TimerPlan) {
    empty = prepared.agents
    emptyDetails = prepared.agentDetails
    rows = Table(empty)
    details = Table(emptyDetails)
    roster = Table(prepared.roster)
    self.areShared = areShared
    times = AgentTimes(agents: empty.count)
    stateTimers = timers.reserve(empty.count)
    rosterTimers = timers.reserve(empty.count)
    breakTimers = timers.reserve(empty.count)
  }

  mutating func reset() {
    for agent in empty.indices {
      rows[agent] = empty[agent]
      details.at(Int32(agent)).pointee = emptyDetails[agent]
    }
    times.reset()
  }

  var count: Int { rows.count }

  /// The addresses of agents; the table never grows.
  @inline(__always)
  func at(_ agent: Int32) -> UnsafeMutablePointer<Agent> { rows.at(agent) }

  @inline(__always)
  var view: TableView<Agent> { rows.view }

  subscript(agent: Int32) -> Agent {
    @inline(__always) unsafeAddress { UnsafePointer(rows.at(agent)) }
    @inline(__always) unsafeMutableAddress { rows.at(agent) }
  }

  // MARK: States

  /// Books the time in the present state and enters another.
  @inline(__always)
  func enter(_ state: AgentState, _ agent: Int32, at now: Seconds) {
    let worker = rows.at(agent)
    assert(worker.pointee.since <= now)
    if worker.pointee.state != .offDuty {
      times.add(now - worker.pointee.since, worker.pointee.state, agent)
    }
    worker.pointee.since = now
    worker.pointee.state = state
  }

  /// An idle agent is engaged from now on.
  @inline(__always)
  func leaveIdle(_ agent: Int32, at now: Seconds) {
    let worker = rows.at(agent)
    assert(worker.pointee.state == .idle && worker.pointee.since <= now)
    times.add(now - worker.pointee.since, .idle, agent)
    worker.pointee.since = now
    worker.pointee.state = .engaged
  }

  /// How long an agent has been in a state, up to now: in this interval, or since counting began.
  func time(_ state: AgentState, _ agent: Int32, at now: Seconds, ofWholeRun isWhole: Bool) -> Seconds {
    let booked = times.time(state, agent, ofWholeRun: isWhole)
    return rows[agent].state == state ? booked + (now - rows[agent].since) : booked
  }

  /// The share of an idle agent's handling and idle time so far that it spent with contacts.
  func occupancy(of agent: Int32, at now: Seconds) -> Double {
    let handling = areShared ? times.time(.engaged, agent, ofWholeRun: true) : times.handling(agent)
    let idle = times.time(.idle, agent, ofWholeRun: true) + now - rows[agent].since
    return handling + idle > 0 ? handling / (handling + idle) : 0
  }

  /// The state of the agent's own random numbers for another draw of some purpose.
  func stream(_ agent: Int32, _ purpose: RandomPurpose) -> CallerStream {
    let own = details.at(agent)
    own.pointee.draws += 1
    return CallerStream(
      seed: own.pointee.random, purpose: purpose, visit: UInt64(own.pointee.draws))
  }

  // MARK: Rosters

  /// The next planned moment of an agent; nil: none is left.
  func nextEntry(of agent: Int32) -> RosterEntry? {
    let own = details.at(agent)
    return own.pointee.rosterPlace < own.pointee.rosterEnd ? roster[own.pointee.rosterPlace] : nil
  }

  /// Takes an agent's next planned moment, which is due.
  func takeEntry(of agent: Int32) -> RosterEntry {
    let own = details.at(agent)
    assert(own.pointee.rosterPlace < own.pointee.rosterEnd)
    own.pointee.rosterPlace += 1
    return roster[own.pointee.rosterPlace - 1]
  }

  /// The end of an agent's present stretch of work, and the planned breaks before it, in seconds; nil:
  /// there is no work left.
  func endOfDuty(of agent: Int32) -> (time: Seconds, pauses: Seconds)? {
    var pauses = 0.0
    for place in details[agent].rosterPlace..<details[agent].rosterEnd {
      let entry = roster[place]
      if entry.kind == .breakStart { pauses += entry.length }
      if entry.kind == .end { return (entry.time, pauses) }
    }
    return nil
  }

  // MARK: The books

  /// Counting begins: what happened until now is forgotten.
  mutating func restart(at now: Seconds) {
    times.reset()
    for agent in 0..<Int32(rows.count) {
      rows[agent].since = now
      rows[agent].answered = 0
      let own = details.at(agent)
      own.pointee.noAnswers = 0
      own.pointee.answered = 0
      own.pointee.noAnswersBefore = 0
    }
  }

  /// Whether an agent was off duty since a moment, so that nothing is to be written.
  func wasAway(_ agent: Int32, since moment: Seconds) -> Bool {
    rows[agent].state == .offDuty && rows[agent].since <= moment && rows[agent].answered == 0
      && details[agent].noAnswers == 0
  }

  /// What an agent did in the present interval, which ends, and starts the next at zero; times of
  /// engagements are booked already.
  ///
  /// After the last closing who has no contact is free to go: that is no time ready for contacts.
  @inline(__always)
  func flush(_ agent: Int32, at now: Seconds, isAfterEnd: Bool, into tally: inout AgentFlush) {
    let worker = rows.at(agent)
    let own = details.at(agent)
    enter(worker.pointee.state, agent, at: now)
    if isAfterEnd { times.forget(.idle, agent) }
    tally.answered += Double(worker.pointee.answered)
    tally.noAnswers += own.pointee.noAnswers
    own.pointee.answered += Double(worker.pointee.answered)
    own.pointee.noAnswersBefore += Double(own.pointee.noAnswers)
    worker.pointee.answered = 0
    own.pointee.noAnswers = 0
    let times = self.times.flush(agent)
    tally.times += times
    if worker.pointee.state == .engaged { tally.busy += 1 }
    if worker.pointee.state.isReady { tally.ready += 1 }
    if isAfterEnd { own.pointee.readyAfterEnd = AgentTally(times, areShared: areShared).ready }
  }

  /// What an agent did in the whole run, whose counted part is over at `end`.
  func total(_ agent: Int32, until end: Seconds) -> AgentTally {
    var tally = AgentTally(times.total(agent), areShared: areShared)
    let own = details[agent]
    tally.answered = own.answered
    tally.noAnswers = own.noAnswersBefore
    tally.scheduled = own.scheduled.total(until: end)
    tally.expected = own.expected.total(until: end)
    tally.overrun = own.overrun.total(until: end) + own.readyAfterEnd
    tally.paid = own.paid.total(until: end)
    return tally
  }
}

/// What the agents of a group did in a planning interval.
struct AgentFlush {
  var times = StateTimes()
  var answered = 0.0
  var noAnswers: Int32 = 0
  /// In engagements at its end, and these with those who are ready for one.
  var busy = 0.0
  var ready = 0.0
}

extension AgentTally {
  /// The columns of `AgentTimes` by name.
  ///
  /// With `areShared`, agents may be in several contacts at once; otherwise the time engaged and the phases
  /// are the same, and their sums differ by rounding alone.
  init(_ times: StateTimes, areShared: Bool) {
    self.init()
    idle = times[Int(AgentState.idle.rawValue)]
    alerting = times[4 + Int(EngagementPhase.alerting.rawValue)]
    talking = times[4 + Int(EngagementPhase.conversing.rawValue)]
    holding = times[4 + Int(EngagementPhase.holding.rawValue)]
    wrapUp = times[4 + Int(EngagementPhase.wrapUp.rawValue)]
    scheduledBreak = times[Int(AgentState.scheduledBreak.rawValue)]
    away = times[Int(AgentState.away.rawValue)]
    if areShared { overlap = max(0, slotTime - times[Int(AgentState.engaged.rawValue)]) }
  }
}

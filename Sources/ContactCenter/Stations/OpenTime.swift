// Beside the books: the same integrals over the time that the center is open, for time averages.

/// What an agent or a group was and did while the center was open: agent-seconds.
struct OpenAgentTime: BitwiseCopyable {
  var scheduled = 0.0
  var expected = 0.0
  var loggedIn = 0.0
  var ready = 0.0
  var handling = 0.0

  mutating func add(_ other: OpenAgentTime, times sign: Double) {
    scheduled += sign * other.scheduled
    expected += sign * other.expected
    loggedIn += sign * other.loggedIn
    ready += sign * other.ready
    handling += sign * other.handling
  }
}

/// Integrals over the open part of the present planning interval.
///
/// At an opening what the interval's integrals have so far is taken away, at a closing, and at the
/// end of an open interval, it is added: nothing is done between.
struct OpenTime {
  /// Open and observed seconds of the interval, by site.
  var times: [Double]
  var queues: [Double]
  var busyLines: [Double]
  var offeredLines: [Double]
  var groups: [OpenAgentTime]
  /// Of the whole run, like `total` and `orbit`.
  var agents: [OpenAgentTime]
  /// Open and observed seconds since counting began, by site.
  var totals: [Double]
  /// The same of the whole center, which is open while any site is.
  var total = 0.0
  /// Callers waiting to redial.
  var orbit = 0.0

  init(sites: Int, queues: Int, lines: Int, groups: Int, agents: Int) {
    times = Array(repeating: 0, count: sites)
    totals = times
    self.queues = Array(repeating: 0, count: queues)
    busyLines = Array(repeating: 0, count: lines)
    offeredLines = busyLines
    self.groups = Array(repeating: OpenAgentTime(), count: groups)
    self.agents = Array(repeating: OpenAgentTime(), count: agents)
  }

  /// Another interval starts.
  mutating func restart() {
    for site in times.indices { times[site] = 0 }
    for queue in queues.indices { queues[queue] = 0 }
    for line in busyLines.indices { (busyLines[line], offeredLines[line]) = (0, 0) }
    for group in groups.indices { groups[group] = OpenAgentTime() }
  }

  /// Counting begins.
  mutating func forget() {
    restart()
    for agent in agents.indices { agents[agent] = OpenAgentTime() }
    for site in totals.indices { totals[site] = 0 }
    (total, orbit) = (0, 0)
  }
}

extension OpenAgentTime {
  /// All of an interval.
  init(_ tally: AgentTally) {
    self.init(
      scheduled: tally.scheduled, expected: tally.expected, loggedIn: tally.loggedIn,
      ready: tally.ready, handling: tally.handling)
  }
}

extension AgentTally {
  mutating func note(_ time: OpenAgentTime, of length: Seconds) {
    scheduledOpen = time.scheduled
    expectedOpen = time.expected
    loggedInOpen = time.loggedIn
    readyOpen = time.ready
    handlingOpen = time.handling
    openTime = length
  }
}

extension Engine {
  /// The first site opens (−1) or the last one closes (1), perhaps within an interval.
  mutating func turnOpenTime(_ sign: Double) {
    noteOpenInterval(sign)
    books.openTime.orbit += sign * sources.orbit.integral(until: now)
  }

  /// Adds or takes away what the center has so far in this interval.
  mutating func noteOpenInterval(_ sign: Double) {
    books.openTime.total += sign * intervals.observed(until: now)
  }

  /// A site opens (−1) or closes (1), perhaps within an interval.
  mutating func turnOpenTime(_ site: Int32, _ sign: Double) {
    noteOpenInterval(site, sign)
    for group in 0..<groups.count where groups[group].site == site {
      let elapsed = intervals.elapsed(at: now)
      let plan = groups.plan(group)
      let place = Int(group)
      books.openTime.groups[place].scheduled += sign * plan.scheduled.integral(elapsed)
      books.openTime.groups[place].expected += sign * plan.expected.integral(elapsed)
      for agent in groups.members(of: group) {
        let (part, whole) = (agentTime(agent, ofWholeRun: false), agentTime(agent, ofWholeRun: true))
        books.openTime.groups[place].add(part, times: sign)
        books.openTime.agents[Int(agent)].add(whole, times: sign)
      }
    }
  }

  /// Adds or takes away what a site's queues and lines have so far in this interval.
  mutating func noteOpenInterval(_ site: Int32, _ sign: Double) {
    let elapsed = intervals.elapsed(at: now)
    let observed = intervals.observed(until: now)
    books.openTime.times[Int(site)] += sign * observed
    books.openTime.totals[Int(site)] += sign * observed
    for queue in 0..<queues.count where queues[Int32(queue)].site == site {
      books.openTime.queues[queue] += sign * queues.integral(Int32(queue), after: elapsed)
    }
    for group in 0..<trunks.count where trunks.site(of: group) == site {
      let lines = trunks.integrals(group, after: elapsed)
      books.openTime.busyLines[group] += sign * lines.busy
      books.openTime.offeredLines[group] += sign * lines.offered
    }
  }

  /// What an agent did in this interval so far, or since counting began; the plan only of the latter,
  /// since groups have that of intervals.
  private mutating func agentTime(_ agent: Int32, ofWholeRun isWhole: Bool) -> OpenAgentTime {
    var time = OpenAgentTime()
    time.ready = agents.time(.idle, agent, at: now, ofWholeRun: isWhole)
    for phase in EngagementPhase.taken {
      let length =
        agents.times.time(phase, agent, ofWholeRun: isWhole)
        + engagements.unbooked(phase, agent, at: now)
      time.handling += length
      time.ready += length
    }
    if engagements.areShared {
      let engaged = agents.time(.engaged, agent, at: now, ofWholeRun: isWhole)
      time.ready += engaged - time.handling
      time.handling = engaged
    }
    time.loggedIn =
      time.ready + agents.time(.scheduledBreak, agent, at: now, ofWholeRun: isWhole)
      + agents.time(.away, agent, at: now, ofWholeRun: isWhole)
    if isWhole {
      time.scheduled = agents.details[agent].scheduled.total(until: intervals.counted(now))
      time.expected = agents.details[agent].expected.total(until: intervals.counted(now))
    }
    return time
  }
}

// Where contacts and agents meet: between steps 5 and 7 of a contact's journey.

/// What goes on between a contact and an agent.
///
/// The number of a case is its column of `AgentTimes` behind those of `AgentState`.
package enum EngagementPhase: UInt8, BitwiseCopyable {
  /// The contact rings.
  case alerting
  /// In conversation with the caller, or with the caller and another agent.
  case conversing
  /// The caller is on hold, or a second agent is awaited.
  case holding
  /// Work after the conversation; the contact may have left.
  case wrapUp
  /// The slot is free.
  case free

  /// Those that take a slot.
  static let taken: [EngagementPhase] = [.alerting, .conversing, .holding, .wrapUp]
}

/// A contact and an agent who have met, in one of the agent's slots.
package struct Engagement: BitwiseCopyable {
  /// When it entered its phase, or when its time was last booked.
  package var since: Seconds = 0
  /// Of an agent who will leave before his contact does: the length of the wrap-up that follows.
  package var wrapUp: Seconds = 0
  /// −1 in a wrap-up: the contact has gone, or goes on with another agent.
  package var contact: Int32 = -1
  /// Another engagement that the contact holds on to; −1: none.
  package var next: Int32 = -1
  /// Of an agent who may be in several: the tally row of the contact in its wrap-up; −1: none.
  var row: Int32 = -1
  package var phase = EngagementPhase.free
  /// Of an agent who may be in several: the channel of the contact.
  var channel: Int8 = 0
  /// Whose move it is.
  var turn = Turn.none
}

/// All slots of all agents, each with its engagement, if it has one.
///
/// Every engagement has a phase, a time since when and a timer of its own, so that an agent may have
/// several, and so may a contact, which holds on to them while it waits for one more. The rows lie agent by
/// agent, as many to each as the agent with the most slots has, rounded up to a power of two: who has which
/// row is known without a search.
package struct Engagements: ~Copyable {
  private var rows: Table<Engagement>
  /// Rows of an agent, as a power of two.
  private let shift: Int32
  /// Of the end of each engagement's phase.
  let timers: TimerRange

  /// Rows for agents with so many slots at the most.
  package init(agents: Int, slots: Int, _ timers: inout TimerPlan) {
    shift = Int32(Int.bitWidth - (max(slots, 1) - 1).leadingZeroBitCount)
    rows = Table(repeating: Engagement(), count: agents << Int(shift))
    self.timers = timers.reserve(rows.count)
  }

  mutating func reset() { rows.fill(Engagement()) }

  /// The slots of all agents.
  var count: Int { rows.count }

  /// Whether any agent has several slots.
  @inline(__always)
  var areShared: Bool { shift > 0 }

  @inline(__always)
  package func at(_ engagement: Int32) -> UnsafeMutablePointer<Engagement> { rows.at(engagement) }

  package subscript(engagement: Int32) -> Engagement {
    @inline(__always) unsafeAddress { UnsafePointer(rows.at(engagement)) }
    @inline(__always) unsafeMutableAddress { rows.at(engagement) }
  }

  /// Whose slot a row is.
  @inline(__always)
  package func agent(of engagement: Int32) -> Int32 { engagement &>> shift }

  /// The rows of an agent's slots.
  package func slots(of agent: Int32) -> Range<Int32> { (agent << shift)..<((agent + 1) << shift) }

  /// An agent's free slot; there must be one.
  package func freeSlot(of agent: Int32) -> Int32 {
    guard let slot = slots(of: agent).first(where: { rows.at($0).pointee.phase == .free }) else {
      preconditionFailure("an agent without a free slot takes a contact")
    }
    return slot
  }

  /// Whether an agent is in no engagement.
  package func isFree(_ agent: Int32) -> Bool {
    slots(of: agent).allSatisfy { rows.at($0).pointee.phase == .free }
  }

  /// An agent's engagements by channel, six bits each.
  func held(by agent: Int32) -> UInt64 {
    slots(of: agent).reduce(0) { held, slot in
      let row = rows.at(slot)
      return row.pointee.phase == .free ? held : held + 1 << UInt64(6 * Int(row.pointee.channel))
    }
  }

  /// Whether an agent has a wrap-up.
  func hasWrapUp(_ agent: Int32) -> Bool {
    slots(of: agent).contains { rows.at($0).pointee.phase == .wrapUp }
  }

  // MARK: From the first ring to the end of the wrap-up

  /// A contact and an agent meet.
  @inline(__always)
  package func begin(_ engagement: Int32, with contact: Int32, _ phase: EngagementPhase, at now: Seconds) {
    let row = rows.at(engagement)
    assert(row.pointee.phase == .free && phase != .free)
    row.pointee.since = now
    row.pointee.contact = contact
    row.pointee.phase = phase
  }

  /// The next phase begins; the time of the one before is booked.
  @inline(__always)
  package func enter(
    _ phase: EngagementPhase, _ engagement: Int32, at now: Seconds, _ times: borrowing AgentTimes
  ) {
    enter(phase, engagement, of: agent(of: engagement), at: now, times)
  }

  /// The same for who knows the engagement's agent.
  @inline(__always)
  func enter(
    _ phase: EngagementPhase, _ engagement: Int32, of agent: Int32, at now: Seconds,
    _ times: borrowing AgentTimes
  ) {
    let row = rows.at(engagement)
    assert(self.agent(of: engagement) == agent && phase != .free)
    assert(row.pointee.phase != .free && row.pointee.since <= now)
    times.add(now - row.pointee.since, row.pointee.phase, agent)
    row.pointee.since = now
    row.pointee.phase = phase
  }

  /// Contact and agent have parted, and what was to be done afterwards is done.
  @inline(__always)
  package func end(
    _ engagement: Int32, of agent: Int32, at now: Seconds, _ times: borrowing AgentTimes
  ) {
    let row = rows.at(engagement)
    assert(self.agent(of: engagement) == agent)
    assert(row.pointee.phase != .free && row.pointee.since <= now)
    times.add(now - row.pointee.since, row.pointee.phase, agent)
    row.pointee.phase = .free
    row.pointee.contact = -1
    assert(row.pointee.next < 0, "an engagement ends while its contact holds on to another by it")
  }

  // MARK: The books

  /// Books the times of an agent's engagements up to now.
  @inline(__always)
  func book(_ agent: Int32, at now: Seconds, _ times: borrowing AgentTimes) {
    var slot = agent &<< shift
    let end = (agent &+ 1) &<< shift
    repeat {
      let row = rows.at(slot)
      if row.pointee.phase != .free {
        times.add(now - row.pointee.since, row.pointee.phase, agent)
        row.pointee.since = now
      }
      slot &+= 1
    } while slot < end
  }

  /// Counting begins: what was before is forgotten.
  mutating func forgetTimes(until now: Seconds) {
    for row in 0..<rows.count { rows[row].since = now }
  }

  /// The time of an agent's engagements in a phase since it was last booked.
  package func unbooked(_ phase: EngagementPhase, _ agent: Int32, at now: Seconds) -> Seconds {
    slots(of: agent).reduce(0) { sum, slot in
      let row = rows.at(slot)
      return row.pointee.phase == phase ? sum + (now - row.pointee.since) : sum
    }
  }
}

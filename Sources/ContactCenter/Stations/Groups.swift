/// All groups of agents: who is idle in each, longest idle first, who is off duty, and what their plans ask.
///
/// The links of the lists lie in the agents' own rows.
struct Groups: ~Copyable {
  private var rows: Table<GroupState>
  private let empty: [GroupState]
  /// One for each group.
  private var plans: Table<GroupPlan>
  /// Groups with an idle agent who takes contacts, a bit each.
  private var idle: Table<UInt64>
  /// Laws by group; −1: none.
  let awayLaws: [Int32]
  let latenessLaws: [Int32]
  let breakFactorLaws: [Int32]
  /// Of each group the laws whose draws x and y give the day's absent share x ÷ (x + y).
  let absentShareLaws: [(absent: Int32, present: Int32)?]
  let breakMargins: [Seconds]
  let breakWindows: [[BreakWindow]]
  /// Rows, as rows are numbered.
  let count: Int32
  /// Of the next change of a group's number of agents.
  let timers: TimerRange

  init(_ prepared: PreparedModel, _ timers: inout TimerPlan) {
    empty = prepared.groups
    rows = Table(empty)
    count = Int32(empty.count)
    self.timers = timers.reserve(empty.count)
    plans = Table(repeating: GroupPlan(), count: empty.count)
    idle = Table(repeating: 0, count: prepared.groupWords)
    awayLaws = prepared.awayLaws
    latenessLaws = prepared.latenessLaws
    breakFactorLaws = prepared.breakFactorLaws
    absentShareLaws = prepared.absentShareLaws
    breakMargins = prepared.breakMargins
    breakWindows = prepared.breakWindows
  }

  mutating func reset() {
    for group in empty.indices { rows[group] = empty[group] }
    plans.fill(GroupPlan())
    idle.fill(0)
  }

  /// The addresses of groups; the table never grows.
  @inline(__always)
  func at(_ group: Int32) -> UnsafeMutablePointer<GroupState> { rows.at(group) }

  @inline(__always)
  var view: TableView<GroupState> { rows.view }

  subscript(group: Int32) -> GroupState {
    @inline(__always) unsafeAddress { UnsafePointer(rows.at(group)) }
    @inline(__always) unsafeMutableAddress { rows.at(group) }
  }

  /// The agents of a group.
  func members(of group: Int32) -> Range<Int32> {
    rows[group].firstAgent..<(rows[group].firstAgent + rows[group].agentCount)
  }

  /// 64 groups, a bit each: those with an idle agent who takes contacts.
  @inline(__always)
  func idle(_ word: Int32) -> UInt64 { idle.at(word).pointee }

  // MARK: Idle lists, longest idle first

  /// An idle agent may be chosen from now on.
  @inline(__always)
  func list(_ agent: Int32, _ agents: borrowing Staff) {
    let worker = agents.at(agent)
    assert(!worker.pointee.isListed && worker.pointee.state == .idle)
    let index = worker.pointee.group
    let group = rows.at(index)
    let tail = group.pointee.idleTail
    worker.pointee.previous = tail
    worker.pointee.next = -1
    worker.pointee.isListed = true
    if tail >= 0 {
      agents.at(tail).pointee.next = agent
    } else {
      group.pointee.idleHead = agent
    }
    group.pointee.idleTail = agent
    group.pointee.idleCount &+= 1
    idle.at(index >> 6).pointee |= 1 &<< UInt64(truncatingIfNeeded: index)
  }

  /// Takes an agent out of the list of those who may be chosen.
  @inline(__always)
  func unlist(_ agent: Int32, _ agents: borrowing Staff) {
    let worker = agents.at(agent)
    assert(worker.pointee.isListed)
    let index = worker.pointee.group
    let group = rows.at(index)
    let before = worker.pointee.previous
    let after = worker.pointee.next
    worker.pointee.isListed = false
    if before >= 0 {
      agents.at(before).pointee.next = after
    } else {
      group.pointee.idleHead = after
    }
    if after >= 0 {
      agents.at(after).pointee.previous = before
    } else {
      group.pointee.idleTail = before
    }
    group.pointee.idleCount &-= 1
    if group.pointee.idleHead < 0 {
      idle.at(index >> 6).pointee &= ~(1 &<< UInt64(truncatingIfNeeded: index))
    }
    assert((group.pointee.idleCount == 0) == (group.pointee.idleHead < 0))
  }

  // MARK: Interchangeable agents who are off duty, the next to come first

  /// An agent goes home and is the next to come.
  func sendHome(_ agent: Int32, _ agents: borrowing Staff) {
    let group = rows.at(agents.at(agent).pointee.group)
    agents.at(agent).pointee.next = group.pointee.offHead
    group.pointee.offHead = agent
  }

  /// Takes the next agent to come out of the list; −1: all are there.
  func call(_ group: Int32, _ agents: borrowing Staff) -> Int32 {
    let agent = rows.at(group).pointee.offHead
    if agent >= 0 { rows.at(group).pointee.offHead = agents.at(agent).pointee.next }
    return agent
  }

  // MARK: Plan and reality

  /// The plan of a group for this moment.
  func plan(_ group: Int32) -> GroupPlan { plans.at(group).pointee }

  /// So many agents more are planned, expected and paid, so long after the interval's start.
  func change(
    _ group: Int32, scheduled: Int32, expected: Int32, paid: Int32, after elapsed: Seconds
  ) {
    let plan = plans.at(group)
    plan.pointee.scheduled.change(by: scheduled, after: elapsed)
    plan.pointee.expected.change(by: expected, after: elapsed)
    plan.pointee.paid.change(by: paid, after: elapsed)
  }

  /// So many agents more are with or ready for contacts outside the plan.
  func changeOverrun(_ group: Int32, by change: Int32, after elapsed: Seconds) {
    plans.at(group).pointee.overrun.change(by: change, after: elapsed)
  }

  /// Of interchangeable agents one more, or less, is with or ready for contacts.
  func changeReady(_ group: Int32, by change: Int32) { plans.at(group).pointee.ready += change }

  /// Of interchangeable agents those are outside the plan who are more than it asks for.
  func noteExcess(_ group: Int32, after elapsed: Seconds) {
    let plan = plans.at(group)
    let excess = max(0, plan.pointee.ready - rows[group].target)
    plan.pointee.overrun.change(by: excess - plan.pointee.overrun.count, after: elapsed)
  }

  /// Counting begins anew.
  func restart(after elapsed: Seconds) {
    for group in 0..<count { plans.at(group).pointee.restart(after: elapsed) }
  }

  /// Writes what was planned in the present interval, which ends; the next one starts at zero.
  func flushPlan(_ group: Int32, length: Seconds, into tally: inout AgentTally) {
    let plan = plans.at(group)
    tally.scheduled = plan.pointee.scheduled.integral(length)
    tally.expected = plan.pointee.expected.integral(length)
    tally.paid = plan.pointee.paid.integral(length)
    tally.overrun = plan.pointee.overrun.integral(length)
  }

  /// The next interval starts at zero.
  func restartPlan(_ group: Int32) { plans.at(group).pointee.restart() }
}

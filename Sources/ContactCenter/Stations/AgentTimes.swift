/// The seconds of one agent, in the columns that `AgentState` and `EngagementPhase` number.
typealias StateTimes = SIMD8<Double>

/// How long agents were in each state, and their engagements in each phase: in the present planning
/// interval, and before it.
///
/// A time is booked when the state or phase ends, and at the end of the interval. Phases of several
/// engagements at once add up to more than the time that the agent was engaged.
package struct AgentTimes: ~Copyable {
  /// agent × 8 + column → seconds.
  private var present: Table<Double>
  private var before: Table<Double>

  package init(agents: Int) {
    present = Table(repeating: 0, count: agents * 8)
    before = Table(repeating: 0, count: agents * 8)
  }

  /// Counting begins.
  mutating func reset() {
    present.fill(0)
    before.fill(0)
  }

  /// A stretch of a state ends, or is cut.
  @inline(__always)
  func add(_ time: Seconds, _ state: AgentState, _ agent: Int32) {
    assert(state != .offDuty)
    present.at(agent &* 8 &+ Int32(state.rawValue)).pointee += time
  }

  /// A stretch of an engagement's phase ends, or is cut.
  @inline(__always)
  func add(_ time: Seconds, _ phase: EngagementPhase, _ agent: Int32) {
    assert(phase != .free)
    assert(agent >= 0 && Int(agent) &* 8 < present.count)
    present.base[Int(agent) &* 8 &+ Int(phase.rawValue) &+ 4] += time
  }

  /// Forgets a state's time in the present interval.
  func forget(_ state: AgentState, _ agent: Int32) {
    present.at(agent * 8 + Int32(state.rawValue)).pointee = 0
  }

  /// The time in a state booked in the present interval, and with `ofWholeRun` before it too.
  func time(_ state: AgentState, _ agent: Int32, ofWholeRun isWhole: Bool) -> Seconds {
    time(column: state.rawValue, agent, isWhole)
  }

  /// The same of a phase of an agent's engagements.
  package func time(_ phase: EngagementPhase, _ agent: Int32, ofWholeRun isWhole: Bool) -> Seconds {
    time(column: phase.rawValue + 4, agent, isWhole)
  }

  /// The time with contacts, one after the other or at once, booked since counting began.
  package func handling(_ agent: Int32) -> Seconds {
    time(.alerting, agent, ofWholeRun: true) + time(.conversing, agent, ofWholeRun: true)
      + time(.holding, agent, ofWholeRun: true) + time(.wrapUp, agent, ofWholeRun: true)
  }

  private func time(column: UInt8, _ agent: Int32, _ isWhole: Bool) -> Seconds {
    let place = agent * 8 + Int32(column)
    return present[place] + (isWhole ? before[place] : 0)
  }

  /// The present interval ends.
  ///
  /// - Returns: What the agent did in it.
  func flush(_ agent: Int32) -> StateTimes {
    let times = present.at(agent * 8).withMemoryRebound(to: StateTimes.self, capacity: 1) { row in
      let times = row.pointee
      row.pointee = StateTimes()
      return times
    }
    before.at(agent * 8).withMemoryRebound(to: StateTimes.self, capacity: 1) { $0.pointee += times }
    return times
  }

  /// What an agent did in all intervals that have ended.
  func total(_ agent: Int32) -> StateTimes {
    before.at(agent * 8).withMemoryRebound(to: StateTimes.self, capacity: 1) { $0.pointee }
  }
}

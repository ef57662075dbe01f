/// The seconds of one agent by state, in the order of `AgentState`.
typealias StateTimes = SIMD8<Double>

/// How long agents were in each state: in the present planning interval, and before it.
///
/// A time is booked when the state ends, and at the end of the interval.
struct AgentTimes: ~Copyable {
  /// agent × 8 + state → seconds.
  private var present: Table<Double>
  private var before: Table<Double>

  init(agents: Int) {
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
    present.at(agent &* 8 &+ Int32(state.rawValue)).pointee += time
  }

  /// Forgets a state's time in the present interval.
  func forget(_ state: AgentState, _ agent: Int32) {
    present.at(agent * 8 + Int32(state.rawValue)).pointee = 0
  }

  /// The time in a state booked in the present interval, and with `ofWholeRun` before it too.
  func time(_ state: AgentState, _ agent: Int32, ofWholeRun isWhole: Bool) -> Seconds {
    let place = agent * 8 + Int32(state.rawValue)
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

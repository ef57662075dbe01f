// Groups of agents while the simulation runs.

/// A group of agents while the simulation runs.
struct GroupState: BitwiseCopyable {
  var idleHead: Int32 = -1
  var idleTail: Int32 = -1
  var idleCount: Int32 = 0
  var offHead: Int32 = -1
  var onDuty: Int32 = 0
  /// Agents wanted now (counts), or −1 for rosters.
  var target: Int32 = -1
  var nextStep: Int32 = 0
  /// Seconds of unscheduled breaks that agents did not get to before they went home.
  var owedBreaks: Seconds = 0
  var firstAgent: Int32
  var agentCount: Int32
  /// The site that it belongs to.
  var site: Int32 = 0
  // Prepared from the model.
  var firstTier: Int32 = 0
  var endTier: Int32 = 0
  var alert: Int32 = -1
  /// What it may take depends on more than ranks: delays, reserves, a rule that may refuse.
  var isSelective = false
  /// The only lane that this group serves, unless it is selective; −1: there are several.
  var soleLane: Int32 = -1
  /// Contacts ring before they are answered.
  var rings = false
  var noAnswerProbability = 0.0
  var noAnswerAfter: Seconds = 0
  var noAnswerAway: Seconds = 0
}

/// What a group should do, and how far it does otherwise.
struct GroupPlan: BitwiseCopyable {
  /// By staffing and shifts.
  var scheduled = HeadCount()
  /// The same without those who are absent.
  var expected = HeadCount()
  /// In a shift, paid breaks included.
  var paid = HeadCount()
  /// With or ready for contacts outside the plan.
  var overrun = HeadCount()
  /// Agents of a group without shifts who are with or ready for contacts.
  var ready: Int32 = 0

  /// Counting begins, so long after the interval's start.
  mutating func restart(after elapsed: Seconds) {
    scheduled.restart(after: elapsed)
    expected.restart(after: elapsed)
    paid.restart(after: elapsed)
    overrun.restart(after: elapsed)
  }

  /// Another interval starts.
  mutating func restart() {
    scheduled.restart()
    expected.restart()
    paid.restart()
    overrun.restart()
  }
}

/// A number of agents over the present planning interval.
struct HeadCount: BitwiseCopyable {
  private(set) var count: Int32 = 0
  /// Σ ± time; ∫ number dt = sum + number × (end − start).
  private var sum = 0.0

  /// Changes the number so long after the interval's start.
  mutating func change(by change: Int32, after elapsed: Seconds) {
    count += change
    sum -= Double(change) * elapsed
  }

  /// ∫ number dt over the interval, which has this length.
  func integral(_ length: Seconds) -> Double { sum + Double(count) * length }

  /// Forgets what was before, so long after the interval's start.
  mutating func restart(after elapsed: Seconds) { sum = -Double(count) * elapsed }

  /// Another interval starts.
  mutating func restart() { sum = 0 }
}

/// A skill of a group while the simulation runs.
struct SkillState: BitwiseCopyable {
  /// The least wait, where the policy heeds it.
  var after: Seconds
  var factor: Double
  /// Its place in the group's list: by rank, then as it stands in the scenario.
  var order: Int32
  /// How many agents must stay idle for others, where the policy heeds it.
  var reserve: Int32 = 0
  /// Whether there is a least wait or a reserve.
  var isLimited = false
  /// Own laws; −1: the type's.
  var talk: Int32
  var wrapUp: Int32
}

/// What some routing rules weigh a skill by.
struct SkillScores: BitwiseCopyable {
  var weight: Double
  var preferenceWeight: Double
  var score: Double
  var rank: Double
  var preference: Double
}

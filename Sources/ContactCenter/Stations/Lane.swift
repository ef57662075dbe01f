// Those who wait.

/// The contacts of one type in one queue and one state of their wait, first come first.
struct Lane: BitwiseCopyable {
  var head: Int32 = -1
  var tail: Int32 = -1
  var length: Int32 = 0
  var queue: Int32
  var type: Int32
  var priority: Double
  var growth: Double
  /// Whether any wrap-up may follow.
  var wrapsUp: Bool
  /// Where its milestones begin, and end; all lanes of one type and queue share them.
  var firstMilestone: Int32
  var endMilestone: Int32
  /// The only group asked, if its longest idle agent is always the right one; −1: there are several.
  var soleGroup: Int32 = -1
  /// The groups asked, preference after preference: where their masks begin, and end.
  var firstPush: Int32 = 0
  var endPush: Int32 = 0
}

/// A queue while the simulation runs.
struct WaitingQueue: BitwiseCopyable {
  var length: Int32 = 0
  var capacity: Int32
  var weight: Double
  var hasWaysOut: Bool
  /// The site that it belongs to.
  var site: Int32 = 0
  /// Σ ± time of the present interval; ∫ length dt = sum + length × (end − start).
  var sum = 0.0
  var longest: Int32 = 0
  var entered = 0.0
  var answered = 0.0
  var abandoned = 0.0
}

/// A moment in the wait at which something happens.
struct Milestone: BitwiseCopyable {
  enum Kind: UInt8 {
    case moreAgents, change, announcement, overflow, voiceMail, disconnect, offer

    /// Whether it is meant for who is on the line.
    var isForCallers: Bool {
      switch self {
      case .announcement, .voiceMail, .disconnect, .offer: return true
      case .moreAgents, .change, .overflow: return false
      }
    }
  }
  var after: Seconds
  var kind: Kind
  /// Hang-up probability, or the share that leaves a message.
  var probability = 0.0
  var patienceFactor = 1.0
  var queue: Int32 = -1
  /// Which change of the plan, or which offer, is due.
  var change: Int32 = -1
}

// How many lines a campaign has in the air: rules as values, one file for each.

/// What a rule sees when it is asked: numbers, of which it can change nothing.
struct DialingView {
  var now: Seconds
  /// Idle agents whom it may count on: those who serve the campaign's queue, without its reserve and without
  /// those for whom other campaigns dial.
  var idle: Int32
  /// Agents on duty who serve the queue, without the reserve.
  var onDuty: Int32
  /// Of these, and for other campaigns, those who are not idle.
  var busy: Int32
  /// Lines dialing, from setup to the answer or the end of the attempt.
  var dialing: Int32
  /// People who have answered and wait for an agent.
  var waiting: Int32
  /// How much of the time over which the drop rate is held is over, 0…1.
  var elapsedShare: Double
}

/// What a rule remembers from one look to the next, and what is counted for it.
struct DialingMemory: BitwiseCopyable {
  /// Lines for each agent, or lines wanted.
  var level = 1.0
  /// Looks so far.
  var looks: Int32 = 0
  /// Σ (idle agents − waiting calls) over the looks of the present quarter of a minute, and the three before.
  var quarter = 0.0
  var before = (0.0, 0.0, 0.0)
  /// In the time over which the drop rate is held: people who answered, and those of them who were dropped.
  var answers = 0.0
  var drops = 0.0
  /// In the whole campaign: attempts that ended, those after which an agent was asked for, and seconds till then.
  var attempts = 0.0
  var connects = 0.0
  var connectTime = 0.0
  /// People who answered, and were dropped, and the drops that were foretold for them.
  var allAnswers = 0.0
  var allDrops = 0.0
  var foretold = 0.0
  /// The mean and the variance of the number of agents who become free within the time to an answer.
  var freeing = 0.0
  var freeingVariance = 0.0
  /// The drop rate that was foretold last.
  var predicted = 0.0

  /// The drop rate of the time over which it is held.
  var dropRate: Double { answers > 0 ? drops / answers : 0 }
}

/// How many lines are to be in the air.
protocol DialingRule: Sendable {
  /// Lines wanted in all; fewer than there are change nothing, since no line is hung up.
  func lines(_ view: DialingView, _ memory: inout DialingMemory) -> Int32
  /// Seconds between looks; infinite: it needs none.
  var pace: Seconds { get }
  /// Looks around once in `pace`.
  func look(_ view: DialingView, _ memory: inout DialingMemory)
  /// Whether it asks which agents become free.
  var needsForecast: Bool { get }
  /// The agents whom so many lines are for: what is left for other campaigns is the rest.
  func agents(for lines: Int32, _ memory: DialingMemory) -> Double
}

extension DialingRule {
  var pace: Seconds { .infinity }
  var needsForecast: Bool { false }
  func look(_ view: DialingView, _ memory: inout DialingMemory) {}
  func agents(for lines: Int32, _ memory: DialingMemory) -> Double { Double(lines) }
}

extension Scenario.Dialer {
  /// The rule as a value.
  var rule: any DialingRule {
    switch kind {
    case .manual, .preview, .progressive: return ProgressiveDialing()
    case .ratio: return RatioDialing(linesPerAgent: linesPerAgent, tally: tally)
    case .perFree:
      return FreeAgentDialing(
        factor: factor, plus: Int32(clamping: plus), leastIdle: Int32(clamping: leastIdle))
    case .adaptive:
      return AdaptiveDialing(
        limit: dropLimit, most: mostPerAgent, aim: aim, strength: 1 + intensity / 100, cap: cap)
    case .predictive: return PredictiveDialing(limit: dropLimit, most: mostPerAgent)
    case .agentless: return AgentlessDialing()
    }
  }
}

/// A whole number of lines that is not lost to rounding.
func wholeLines(_ lines: Double) -> Int32 { Int32(clamping: Int(clamping: (lines + 1e-9).rounded(.down))) }

import Experiments
import Staffing

/// Load and handle time.
struct ErlangWork {
  /// Erlangs; not a number where the load is searched for.
  var load: Double
  /// Seconds; 1 where only the load matters.
  var handleTime: Double
  /// Whether the handle time was given.
  var hasTime = true
  /// The seconds of `per`, to express a load in calls.
  var period: Double?
  /// "100 calls in 1,800 s, 180 s each".
  var text: String?

  static let largestLoad = 1e6
}

extension ErlangRequest {
  /// Whether the load must be given.
  var needsLoad: Bool { solve != .load && solve != .calls }

  /// The work; the load may be missing where it is searched for.
  ///
  /// - Throws: `JobFailure` about fields that are missing, exclude each other or make no sense.
  func work(needsTime: Bool = true, needsLoad: Bool? = nil) throws -> ErlangWork {
    guard load == nil || oneClass == nil else {
      throw JobFailure(at: .load, "\(.load) and \(.calls) exclude each other.")
    }
    let time = try aht.map { try FieldText(.aht, $0).duration() }
    guard time != nil || !(needsTime || oneClass != nil) else {
      throw JobFailure(at: .aht, "\(.aht) is missing: the average handle time, such as 180s.")
    }
    let period = try per.map { try FieldText(.per, $0).duration() }
    if let load {
      let value = try FieldText(.load, load).number(from: 0, upTo: ErlangWork.largestLoad)
      return ErlangWork(
        load: value, handleTime: time ?? 1, hasTime: time != nil,
        period: time == nil ? nil : period)
    }
    guard let calls = oneClass else {
      guard !(needsLoad ?? self.needsLoad) else {
        throw JobFailure(at: .calls, "\(.calls) with \(.per), or \(.load), is missing.")
      }
      return ErlangWork(
        load: .nan, handleTime: time ?? 1, hasTime: time != nil,
        period: time == nil ? nil : period)
    }
    guard let period, let per, let time, let aht else {
      throw JobFailure(at: .per, "\(.calls) needs \(.per), such as \(.per) 30min.")
    }
    let count = try FieldText(.calls, calls).number(from: 0, upTo: 1e12)
    let load = count * time / period
    guard load <= ErlangWork.largestLoad, load > 0 else {
      throw JobFailure(.calls, calls, "more than a million erlangs, or none at all.")
    }
    return ErlangWork(
      load: load, handleTime: time, period: period,
      text: "\(calls) call\(count == 1 ? "" : "s") in \(per), \(aht) each")
  }

  /// T of the service level, in seconds: that of a goal such as 80/20, else that of `within`.
  ///
  /// - Throws: `JobFailure` about a time that cannot be read, and about goals with several times.
  func acceptableWait() throws -> Double {
    let waits = try writtenGoals().compactMap { goal in
      if case .serviceLevel(_, let wait) = goal.goal.measure { wait } else { nil }
    }
    guard let wait = waits.first else {
      return try FieldText(.within, within).duration(mayBeZero: true)
    }
    guard waits.allSatisfy({ $0 == wait }) else {
      throw JobFailure(at: .goal, "\(.goal): a formula has one acceptable wait, not several.")
    }
    return wait
  }

  /// The goals, in the order of the fields.
  ///
  /// - Throws: `JobFailure` about a value out of range.
  func goals() throws -> [ErlangGoal] {
    let wait = try acceptableWait()
    let given: [(JobField, String?, Goal.Measure)] = [
      (.serviceLevel, serviceLevel, .serviceLevel(.abandonedCountAgainst, within: wait)),
      (.asa, asa, .averageSpeedOfAnswer), (.waiting, waiting, .waitProbability),
      (.abandonment, abandonment, .abandonment), (.maxOccupancy, maxOccupancy, .occupancy),
      (.blocking, blocking, .blocking),
    ]
    return try given.compactMap { field, text, measure in
      guard let text else { return nil }
      let value = FieldText(field, text)
      let isTime = measure == .averageSpeedOfAnswer
      return ErlangGoal(
        field, text, Goal(measure, try isTime ? value.duration() : value.proportion()))
    } + writtenGoals()
  }

  /// The goals of the field `goal`.
  ///
  /// - Throws: `JobFailure` about a text that is no goal, and about goals that formulas cannot judge.
  private func writtenGoals() throws -> [ErlangGoal] {
    try givenGoals().eachOnce.goals.compactMap { ErlangGoal(.goal, GoalText().text(of: $0), $0) }
  }

  private func givenGoals() throws -> [Goal] {
    try GoalText(judge: .formula).written(goal, .goal).map(\.goal)
  }

  /// What to say of goals that were given more than once.
  ///
  /// - Throws: `JobFailure` about a text that is no goal.
  func goalRemarks() throws -> [String] {
    try givenGoals().eachOnce.again.map { StaffingRemark.goalAgain(GoalText().text(of: $0)).text }
  }

  /// The number of agents; nil where it is searched for.
  ///
  /// - Throws: `JobFailure` about a number out of range.
  func agentCount() throws -> Double? { try agents.map { try count($0, .agents) } }

  /// A number of agents or lines.
  ///
  /// - Throws: `JobFailure` about a number out of range.
  func count(_ text: String, _ field: JobField) throws -> Double {
    let value = FieldText(field, text)
    return fractional
      ? try value.number(from: 0, upTo: Double(Self.mostAgents))
      : Double(try value.count(1...Self.mostAgents))
  }

  /// The number of lines of queues in which callers wait.
  ///
  /// - Throws: `JobFailure` about a number out of range.
  func lineCount() throws -> Int? {
    try lines.map { try FieldText(.lines, $0).count(1...Self.mostAgents) }
  }

  /// The lengths of the queue that were asked about, with their probabilities.
  ///
  /// - Throws: `JobFailure` about a list that is none, and about models whose queues have no such law.
  func queueLengths(of answer: ErlangAnswer) throws -> [QueueLength] {
    guard let queue else { return [] }
    guard let law = answer.model.queueLengths, answer.agents == answer.agents.rounded() else {
      throw JobFailure(
        at: .queue,
        "\(.queue): for Erlang C, and for Erlang A with exponential patience, with or without lines, and "
          + "whole numbers of agents.")
    }
    let counts = try ListText(value: FieldText(.queue, queue), isCount: true).values()
      .map { try FieldText(.queue, $0).count(0...Self.mostAgents) }
    let known = try law(answer.work.load, Int(answer.agents), counts.max() ?? 0)
    return counts.map {
      QueueLength(
        waiting: $0, probability: known.probability(of: $0), upTo: known.probability(upTo: $0))
    }
  }
}

/// How likely it is that so many callers wait.
struct QueueLength: Encodable {
  /// k.
  var waiting: Int
  /// P(k wait).
  var probability: Double
  /// P(at most k wait).
  var upTo: Double
}

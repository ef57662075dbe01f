/// The sequential procedure KN with goals: who is still in the race after r observations.
///
/// After every observation each goal of each remaining entrant is judged by Andradóttir and Kim's
/// bound, and every remaining entrant is compared with all that certainly keep the goals; see
/// `KimNelson`. With k entrants, s goals and error α, without goals each pair may err with
/// probability α ÷ (k − 1); with goals, each pair with α ÷ 2(k − 1) and each goal of each entrant with
/// α ÷ 2ks. By Bonferroni the best feasible entrant survives with probability 1 − α if it is better
/// by δ than every other that keeps the goals, and the goals are kept or missed by more than their
/// tolerances: it would have to miss a goal (s·α ÷ 2ks), or meet an entrant that misses one but
/// seems to keep it or one that keeps all and beats it (at most α ÷ 2ks or α ÷ 2(k − 1) for each of
/// the k − 1 others), together at most α.
///
/// For quotients r times the difference of the quotients of totals takes the place of the difference
/// of sums, and the variance is that of the linearised values. By the delta method this is the same
/// random walk when r is large, and the entrant that wins is the one whose reported value is best.
package struct SelectionRace: Sendable {
  /// A goal as a bound and a direction.
  package struct Limit: Sendable {
    /// 1: at least the bound; −1: at most.
    package var sign: Double
    /// The bound.
    package var bound: Double
    /// The tolerance, above 0.
    package var tolerance: Double

    /// A goal.
    package init(sign: Double, bound: Double, tolerance: Double) {
      self.sign = sign
      self.bound = bound
      self.tolerance = tolerance
    }
  }

  /// The observations of an entrant.
  package struct Entry: Sendable {
    /// Of the objective.
    package var objective: KPISeries
    /// Of each goal's KPI.
    package var goals: [KPISeries]

    /// Observations.
    package init(objective: KPISeries, goals: [KPISeries] = []) {
      self.objective = objective
      self.goals = goals
    }
  }

  /// 1: larger values of the objective are better; −1: smaller.
  let sign: Double
  /// δ.
  package let indifference: Double
  package let goals: [Limit]
  private let pairBound: KimNelson
  private let goalBound: KimNelson
  /// Variances of the first stage's paired differences: entrant × entrants + other.
  private var pairVariances: [Double]
  /// Variances of the first stage's goal values: entrant × goals + goal.
  private var goalVariances: [Double]
  private let entrants: Int

  /// Observations judged so far.
  package private(set) var observations = 0
  /// Who is still in the race.
  package private(set) var isRemaining: [Bool]
  /// Who left it, when and why.
  package private(set) var eliminations: [Elimination?]
  /// What is known of the goals, by entrant.
  package private(set) var verdicts: [[GoalVerdict]]
  /// After how many observations it was known.
  package private(set) var decidedAfter: [[Int?]]

  /// A race after its first stage.
  ///
  /// - Parameters:
  ///   - entries: each entrant's observations, at least `firstStage`.
  ///   - firstStage: n₀ ≥ 2.
  ///   - sign: 1 if larger values of the objective are better, else −1.
  ///   - indifference: δ > 0.
  ///   - goals: the goals, in the order of the entries' series.
  ///   - error: α, below ½.
  package init(
    _ entries: [Entry], firstStage: Int, sign: Double, indifference: Double, goals: [Limit] = [],
    error: Double
  ) {
    entrants = entries.count
    self.sign = sign
    self.indifference = indifference
    self.goals = goals
    let share = goals.isEmpty ? error : error / 2
    let pairError = share / Double(max(1, entrants - 1))
    let goalError = error / 2 / Double(max(1, entrants * goals.count))
    pairBound = KimNelson(firstStage: firstStage, error: pairError)
    goalBound = KimNelson(firstStage: firstStage, error: goalError)
    isRemaining = Array(repeating: true, count: entrants)
    eliminations = Array(repeating: nil, count: entrants)
    verdicts = Array(repeating: Array(repeating: .undecided, count: goals.count), count: entrants)
    decidedAfter = Array(repeating: Array(repeating: nil, count: goals.count), count: entrants)
    pairVariances = Array(repeating: 0, count: entrants * entrants)
    goalVariances = []
    for (one, entry) in entries.enumerated() {
      for other in one + 1..<max(one + 1, entrants) {
        let variance = entry.objective.differenceVariance(
          from: entries[other].objective, first: firstStage, confidence: 1 - pairError)
        pairVariances[one * entrants + other] = variance
        pairVariances[other * entrants + one] = variance
      }
      for series in entry.goals {
        goalVariances.append(series.variance(first: firstStage, confidence: 1 - goalError))
      }
    }
    observations = firstStage - 1
  }

  /// The entrants still in the race.
  package var remaining: [Int] { isRemaining.indices.filter { isRemaining[$0] } }

  /// True if nothing more can be learned: nobody is left, or one who certainly keeps the goals.
  package var isOver: Bool {
    let remaining = remaining
    return remaining.isEmpty || remaining.count == 1 && keepsGoals(remaining[0])
  }

  private func keepsGoals(_ entrant: Int) -> Bool {
    verdicts[entrant].allSatisfy { $0 == .met }
  }

  /// Judges the remaining entrants, observation after observation, by those that all of them have.
  package mutating func advance(_ entries: [Entry]) {
    while !isOver {
      let next = observations + 1
      guard remaining.allSatisfy({ entries[$0].objective.count >= next }) else { return }
      observations = next
      judgeGoals(entries)
      compare(entries)
    }
  }

  private mutating func judgeGoals(_ entries: [Entry]) {
    for entrant in remaining {
      for (number, goal) in goals.enumerated() where verdicts[entrant][number] == .undecided {
        // Where the KPI is not defined, as the wait of a type that nobody answers, nothing is kept.
        let value = entries[entrant].goals[number].value(first: observations)
        let sum = value.map { goal.sign * ($0 - goal.bound) * Double(observations) }
        let bound = goalBound.bound(
          after: observations, variance: goalVariances[entrant * goals.count + number],
          indifference: goal.tolerance)
        let verdict: GoalVerdict
        switch sum {
        case nil: verdict = .missed
        case .some(let sum) where sum >= bound: verdict = .met
        case .some(let sum) where sum <= -bound: verdict = .missed
        default: verdict = .undecided
        }
        guard verdict != .undecided else { continue }
        verdicts[entrant][number] = verdict
        decidedAfter[entrant][number] = observations
        if verdict == .missed { eliminate(entrant, by: nil) }
      }
    }
  }

  private mutating func compare(_ entries: [Entry]) {
    let values = entries.map { $0.objective.count >= observations ? $0.objective : nil }
      .map { $0?.value(first: observations) }
    for entrant in remaining where values[entrant] == nil { eliminate(entrant, by: nil) }
    let rivals = remaining.filter(keepsGoals)
    for entrant in remaining {
      let winners = rivals.filter { rival in
        rival != entrant
          && loses(entrant, to: rival, by: difference(values[entrant], values[rival]))
      }
      guard
        let best = winners.max(by: { sign * (values[$0] ?? 0) < sign * (values[$1] ?? 0) })
      else { continue }
      eliminate(entrant, by: best)
    }
  }

  /// r times how much better the first value is.
  private func difference(_ one: Double?, _ other: Double?) -> Double {
    sign * ((one ?? 0) - (other ?? 0)) * Double(observations)
  }

  /// Of entrants that are alike to the last bit, the first one stays.
  private func loses(_ entrant: Int, to rival: Int, by difference: Double) -> Bool {
    let bound = pairBound.bound(
      after: observations, variance: pairVariances[entrant * entrants + rival],
      indifference: indifference)
    return difference < -bound || bound == 0 && difference == 0 && rival < entrant
  }

  private mutating func eliminate(_ entrant: Int, by winner: Int?) {
    guard isRemaining[entrant] else { return }
    isRemaining[entrant] = false
    eliminations[entrant] = Elimination(after: observations, by: winner)
  }
}

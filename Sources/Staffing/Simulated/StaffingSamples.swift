import ContactCenter
import Experiments

/// When a place counts as meeting its goal.
public enum GoalCriterion: Sendable, Equatable {
  /// The ratio of totals over all replications meets the bound.
  case onAverage
  /// It is not missed for sure: of its confidence interval of this level some part meets the bound.
  case unlessMissed(Double)
  /// It is met with at least this probability, 0.5 ≤ p < 1, as far as the replications tell.
  case surely(Double)
  /// At least this share of the replications meets the bound, 0…1.
  case onShareOfDays(Double)

  /// What must hold of a place that counts as surely met: the whole interval, or the probability.
  var sureSide: GoalCriterion {
    switch self {
    case .unlessMissed(let confidence): .surely((1 + confidence) / 2)
    case .onAverage, .surely, .onShareOfDays: self
    }
  }
}

/// What simulated replications of one staffing say about the places of goals.
///
/// Of each replication and place the numerator and denominator of the goal's indicator. The excess
/// of a replication is numerator − bound × denominator for lower bounds, and its negative for upper
/// ones: at least 0 where the replication meets the goal.
struct StaffingSamples: Sendable {
  let goals: [Goal]
  let places: [GoalPlace]
  /// Replication × place.
  private(set) var numerators: [Double] = []
  private(set) var denominators: [Double] = []
  private(set) var replications = 0

  init(_ layout: GoalLayout) {
    goals = layout.goals
    places = layout.places
  }

  /// Adds one replication's numerators and denominators.
  mutating func add(_ row: [(numerator: Double, denominator: Double)]) {
    for pair in row {
      numerators.append(pair.numerator)
      denominators.append(pair.denominator)
    }
    replications += 1
  }

  /// Forgets all replications.
  mutating func removeAll() {
    numerators = []
    denominators = []
    replications = 0
  }

  /// Adds the replications of others.
  mutating func add(_ others: StaffingSamples) {
    numerators += others.numerators
    denominators += others.denominators
    replications += others.replications
  }

  /// The excess of a place in one replication.
  func excess(_ place: Int, _ replication: Int) -> Double {
    let goal = goals[places[place].goal]
    let index = replication * places.count + place
    let difference = numerators[index] - goal.bound * denominators[index]
    return goal.isLowerBound ? difference : -difference
  }

  /// A hair of tolerance: 0.8 × 35 is a little more than 28 in binary numbers.
  private static let hair = 1e-9

  /// Mean denominator of a place.
  private func meanBase(_ place: Int) -> Double {
    var sum = 0.0
    for replication in 0..<replications { sum += denominators[replication * places.count + place] }
    return sum / Double(max(1, replications))
  }

  // MARK: - The mean criterion

  /// By how much the ratio of totals is on the right side of its bound, in the indicator's unit, and
  /// the standard error of that; (0, 0) where nobody counts.
  func margin(_ place: Int) -> (value: Double, error: Double) {
    let base = meanBase(place)
    guard base > 0 else { return (0, 0) }
    let mean = (0..<replications).reduce(0) { $0 + excess(place, $1) } / Double(replications)
    guard replications > 1 else { return (mean / base, .infinity) }
    let ratio = mean / base
    // The delta method: the scatter of excess − margin × denominator.
    var squares = 0.0
    for replication in 0..<replications {
      let rest =
        excess(place, replication) - ratio * denominators[replication * places.count + place]
      squares += rest * rest
    }
    let count = Double(replications)
    return (ratio, (squares / (count * (count - 1))).squareRoot() / base)
  }

  /// The indicator at a place, with its interval.
  func estimate(_ place: Int, confidence: Double) -> Estimate {
    let goal = goals[places[place].goal]
    guard meanBase(place) > 0 else { return .undefined }
    let (margin, error) = margin(place)
    let value = goal.isLowerBound ? goal.bound + margin : goal.bound - margin
    guard replications > 1 else { return Estimate(value: value) }
    let freedom = replications - 1
    let factor = StudentsT.factor(confidence: confidence, degreesOfFreedom: freedom)
    let estimate = Estimate(
      value: value, halfWidth: factor * error, standardError: error, degreesOfFreedom: freedom)
    guard goal.measure.isShareOfContacts, error == 0, let share = uniformShare(place) else {
      return estimate
    }
    return Estimate(
      value: share, halfWidth: 0, standardError: 0, degreesOfFreedom: freedom
    ).ofShare(among: meanBase(place) * Double(replications), confidence: confidence)
  }

  /// 1 or 0 where all contacts of a place count, or none does.
  private func uniformShare(_ place: Int) -> Double? {
    let indices = stride(from: place, to: numerators.count, by: places.count)
    if indices.allSatisfy({ numerators[$0] == 0 }) { return 0 }
    return indices.allSatisfy { numerators[$0] == denominators[$0] } ? 1 : nil
  }

  // MARK: - The share of days

  /// The share of replications that meet a place's goal, with its Wilson interval; those in which
  /// nobody counts meet it.
  func shareMet(_ place: Int, confidence: Double) -> Estimate {
    WilsonInterval.estimate(countMet(place), of: replications, confidence: confidence)
  }

  /// The number of replications that meet a place's goal.
  func countMet(_ place: Int) -> Int {
    (0..<replications).count { replication in
      let base = denominators[replication * places.count + place]
      return excess(place, replication) >= -Self.hair * max(1, base)
    }
  }

  // MARK: - Criteria

  /// By how much a place meets its goal, in the indicator's unit; negative: it is missed.
  ///
  /// By share of days, the excess that this share of the days reaches, over the mean denominator.
  func slack(_ place: Int, _ criterion: GoalCriterion) -> Double {
    switch criterion {
    case .onAverage: return margin(place).value
    case .unlessMissed(let confidence):
      let (value, error) = margin(place)
      return value + factor(confidence: confidence) * error
    case .surely(let probability):
      let (value, error) = margin(place)
      guard probability > 0.5, error > 0 else { return value }
      return value - factor(confidence: 2 * probability - 1) * error
    case .onShareOfDays(let share):
      let base = meanBase(place)
      guard base > 0 else { return 0 }
      let sorted = (0..<replications).map { excess(place, $0) }.sorted(by: >)
      let needed = Int(clamping: (share * Double(replications) - 1e-9).rounded(.up))
      return sorted[min(max(1, needed), replications) - 1] / base
    }
  }

  /// Whether a place meets its goal.
  func isMet(_ place: Int, _ criterion: GoalCriterion) -> Bool {
    slack(place, criterion) >= -Self.hair
  }

  /// Whether all places do.
  func allMet(_ criterion: GoalCriterion) -> Bool {
    places.indices.allSatisfy { isMet($0, criterion) }
  }

  /// Student's factor for an interval; 1 with a single replication, which has no error.
  private func factor(confidence: Double) -> Double {
    guard replications > 1 else { return 1 }
    return StudentsT.factor(confidence: confidence, degreesOfFreedom: replications - 1)
  }

  /// Whether some place is below a floor of its slack by more than five standard errors.
  func isHopeless(_ floors: [Double], _ criterion: GoalCriterion) -> Bool {
    places.indices.contains { place in
      let short = slack(place, criterion) - floors[place]
      return short < -5 * margin(place).error && short < -Self.hair
    }
  }

  /// By how much the goals are missed in all, each place's shortfall relative to its bound (of lower
  /// bounds relative to 1 − bound, at least 0.05) and at most 10.
  func shortfall(_ criterion: GoalCriterion, places chosen: [Int]? = nil) -> Double {
    let chosen = chosen ?? Array(places.indices)
    return shortfall(of: chosen.map { slack($0, criterion) }, at: chosen)
  }

  /// The same of given slacks, one for each of some places.
  func shortfall(of slacks: [Double], at chosen: [Int]) -> Double {
    zip(slacks, chosen).reduce(0) { sum, pair in
      guard pair.0 < -Self.hair else { return sum }
      return sum + min(10, -pair.0 / scale(pair.1))
    }
  }

  /// What a place's goal leaves free: 1 − bound of lower bounds, at least 0.05, and the bound of upper
  /// ones.
  func scale(_ place: Int) -> Double {
    let goal = goals[places[place].goal]
    return goal.isLowerBound ? max(0.05, 1 - goal.bound) : max(1e-6, goal.bound)
  }
}

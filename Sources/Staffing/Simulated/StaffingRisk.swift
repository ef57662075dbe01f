import ContactCenter
import Experiments
import Foundation

/// By how much a forecast of volumes is wrong: one lognormal factor with mean 1 on the volumes of all
/// types.
public struct ForecastError: Sendable, Equatable {
  /// Its coefficient of variation, at least 0; 0: the forecast is right.
  public var cv = 0.0

  /// A forecast that is right.
  public init() {}

  /// A factor with this coefficient of variation.
  public init(cv: Double) { self.cv = cv }

  /// The factor at `count` equally likely levels: the law's quantiles at (i + ½) ÷ count.
  ///
  /// Example: cv 0.1, two levels: 0.93 and 1.06.
  func levels(_ count: Int) -> [Double] {
    (0..<count).map { quantile((Double($0) + 0.5) / Double(count)) }
  }

  private func quantile(_ probability: Double) -> Double {
    guard cv > 0 else { return 1 }
    let tail = min(probability, 1 - probability)
    let size =
      tail > 0.5 - 1e-9
      ? 0 : StudentsT.factor(confidence: 1 - 2 * tail, degreesOfFreedom: 1_000_000_000)
    let score = probability < 0.5 ? -size : size
    let variance = log(1 + cv * cv)
    return exp(variance.squareRoot() * score - variance / 2)
  }
}

/// Where the variance of a day's indicator comes from; variances in the indicator's unit squared.
///
/// A day's value is Y = f(F, D, U): F the forecast error, the same for a whole month; D the day's
/// conditions, its day factors and absences; U everything else, from arrivals to handle times. Then
/// Var Y = Var E[Y|F] + E Var(E[Y|F,D] | F) + E Var(Y|F,D). They are estimated from m levels of F,
/// d days at each level and 2 runs of each day that share F and D and nothing else: within is the
/// mean of (Y₁ − Y₂)²/2; day to day the mean over levels of the days' variance, less within/2;
/// parameter the variance of the levels' means, less that of a level's mean. Estimates below 0 count
/// as 0, and so does day to day where chance alone gives as much in more than one of twenty designs.
/// Searle, Casella and McCulloch, "Variance components", 1992, chapter 3.
public struct VarianceShares: Sendable, Equatable, Codable {
  /// Day factors and absences.
  public var dayToDay: Double
  /// Arrivals, handle times, patience and all else of a day.
  public var withinDay: Double
  /// The forecast error.
  public var parameter: Double
  /// Variance of the simulated mean about the true one: what more replications would remove.
  public var monteCarlo: Double

  /// The first three together: the variance of a day's value.
  public var total: Double { dayToDay + withinDay + parameter }

  /// From the values of days: level × day × run.
  public init(of values: [[[Double]]]) {
    func mean(_ list: [Double]) -> Double { list.reduce(0, +) / Double(max(1, list.count)) }
    func variance(_ list: [Double]) -> Double {
      guard list.count > 1 else { return 0 }
      let middle = mean(list)
      return list.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(list.count - 1)
    }
    let runs = Double(values.first?.first?.count ?? 1)
    let days = Double(values.first?.count ?? 1)
    let within = mean(values.flatMap { $0.map(variance) })
    let dayMeans = values.map { $0.map(mean) }
    let spreadOfDays = mean(dayMeans.map(variance))
    let levelMeans = dayMeans.map(mean)
    let spreadOfLevels = variance(levelMeans)
    withinDay = within
    let isSure = Self.exceedsChance(
      spreadOfDays / (within / runs), (days - 1) * Double(values.count),
      (runs - 1) * days * Double(values.count))
    dayToDay = isSure ? max(0, spreadOfDays - within / runs) : 0
    parameter = max(0, spreadOfLevels - spreadOfDays / days)
    // The levels are the law's quantiles, not draws: only days and runs leave the mean uncertain.
    monteCarlo = spreadOfDays / (days * Double(max(1, values.count)))
  }

  /// Whether a quotient of two estimates of the same variance is larger than 19 of 20 are: the logarithm of F is
  /// nearly normal with variance 2/m + 2/n.
  private static func exceedsChance(_ quotient: Double, _ days: Double, _ runs: Double) -> Bool {
    guard quotient.isFinite, days > 0, runs > 0 else { return true }
    return log(quotient) > 1.645 * (2 / days + 2 / runs).squareRoot()
  }
}

/// The days by which risks are judged.
struct RiskDesign: Sendable {
  /// Levels of the forecast error: months.
  var months = 50
  /// Days of a month, simulated independently of one another but with the month's forecast error.
  var days = 20
  var error = ForecastError()

  /// The days, month by month.
  var draws: [SimulationDraw] {
    error.levels(months).enumerated().flatMap { month, factor in
      (0..<days).map {
        SimulationDraw(replication: month * days + $0, volumeFactor: factor)
      }
    }
  }

  /// How many rounds of as many days as the design has hold `count` days.
  func rounds(_ count: Int) -> Int { (eachMonth(count) + days - 1) / days }

  /// Days of each month, of `count` in all or a few more.
  private func eachMonth(_ count: Int) -> Int { max(1, (count + months - 1) / months) }

  /// Some `count` days for searches, of every month as many, from a round of fresh days on.
  ///
  /// Example: 50 months of 20 days, 4,000 from round 0: the design's own days and three rounds more.
  func some(_ count: Int, from round: Int) -> [SimulationDraw] {
    let each = eachMonth(count)
    return (0..<rounds(count)).flatMap { next in
      let all = fresh(round + next)
      return all.indices.filter { $0 % days < each - next * days }.map { all[$0] }
    }
  }

  /// As many days again that no earlier round has, with the same levels of the forecast error; round 0
  /// is the design itself.
  func fresh(_ round: Int) -> [SimulationDraw] {
    draws.map { draw in
      var draw = draw
      draw.replication += round * months * days
      return draw
    }
  }

  /// Levels, days at each level and two runs of each day that share its conditions.
  func nested(levels: Int, days: Int, runs: Int = 2) -> [SimulationDraw] {
    error.levels(levels).enumerated().flatMap { level, factor in
      (0..<days * runs).map { run in
        let place = level * days * runs + run
        return SimulationDraw(
          replication: place, volumeFactor: factor, dayConditions: level * days + run / runs)
      }
    }
  }
}

extension StaffingSamples {
  /// The indicator's value at a place in one replication; nil where nobody counts.
  func value(_ place: Int, _ replication: Int) -> Double? {
    let index = replication * places.count + place
    return denominators[index] > 0 ? numerators[index] / denominators[index] : nil
  }

  /// The samples of consecutive blocks of replications added up, such as the days of months.
  func pooled(by block: Int) -> StaffingSamples {
    var pooled = self
    pooled.removeAll()
    for first in stride(from: 0, to: replications - block + 1, by: block) {
      pooled.add(
        places.indices.map { place in
          var sums = (numerator: 0.0, denominator: 0.0)
          for replication in first..<first + block {
            sums.numerator += numerators[replication * places.count + place]
            sums.denominator += denominators[replication * places.count + place]
          }
          return sums
        })
    }
    return pooled
  }
}

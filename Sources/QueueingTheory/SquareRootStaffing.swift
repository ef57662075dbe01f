import Foundation

/// The square-root rule: n = a + β√a, and the limits of the waiting probability it rests on.
///
/// β is the grade of service: around 0…2 the waiting probability stays strictly between 0 and 1
/// as the load grows (the quality- and efficiency-driven regime). Errors of the limits fall like
/// 1/√a; rounding to whole agents usually hides them above ten erlangs. Constant cost.
public enum SquareRootStaffing {
  /// How a staffing relates to the load as both grow.
  public enum Regime: String, Sendable {
    /// β < -2: agents always busy, nearly everybody waits.
    case efficiencyDriven
    /// -2 ≤ β ≤ 3: both idle agents and waiting callers are common.
    case qualityAndEfficiencyDriven
    /// β > 3: hardly anybody waits.
    case qualityDriven
  }

  /// β = (n - a)/√a.
  ///
  /// - Parameters:
  ///   - offeredLoad: a > 0 erlangs.
  ///   - agents: n ≥ 0.
  /// - Returns: negative when agents are fewer than erlangs.
  public static func gradeOfService(offeredLoad: Double, agents: Int) -> Double {
    precondition(offeredLoad > 0, "the offered load is > 0")
    return (Double(agents) - offeredLoad) / offeredLoad.squareRoot()
  }

  /// The regime by β; the borders are a convention.
  public static func regime(offeredLoad: Double, agents: Int) -> Regime {
    let grade = gradeOfService(offeredLoad: offeredLoad, agents: agents)
    if grade < -2 { return .efficiencyDriven }
    return grade <= 3 ? .qualityAndEfficiencyDriven : .qualityDriven
  }

  /// The limit of P(W > 0) in M/M/n, 1/(1 + βΦ(β)/φ(β)) for β > 0.
  ///
  /// Example: β = 1 gives 22.3 %.
  ///
  /// Source: S. Halfin and W. Whitt, "Heavy-traffic limits for queues with many exponential
  /// servers", Operations Research 29, 1981, eq. (2.3).
  public static func waitProbability(gradeOfService beta: Double) -> Double {
    precondition(beta > 0, "without abandonment β is > 0")
    // Φ(β)/φ(β) is 1/h(-β), h the hazard of the normal law.
    return 1 / (1 + beta / normalHazard(-beta))
  }

  /// P(W > 0) → 1/(1 + h(β√(μ/θ))/(√(μ/θ) h(-β))) in M/M/n+M, any β, h the hazard of the normal
  /// law: the Garnett function.
  ///
  /// Source: O. Garnett, A. Mandelbaum and M. Reiman, "Designing a call center with impatient
  /// customers", M&SOM 4, 2002, theorem 4.
  /// - Parameters:
  ///   - beta: (n - a)/√a.
  ///   - patienceRatio: mean patience over mean handle time, μ/θ > 0.
  /// - Returns: a probability.
  public static func waitProbability(
    gradeOfService beta: Double, patienceRatio: Double
  ) -> Double {
    precondition(patienceRatio > 0, "the ratio of patience and handle time is > 0")
    let root = patienceRatio.squareRoot()
    return 1 / (1 + normalHazard(beta * root) / (root * normalHazard(-beta)))
  }

  /// P(abandon) √n → P(W > 0) √(θ/μ) (h(β√(μ/θ)) - β√(μ/θ)), so that
  /// P(abandon) ≈ that over √n (Garnett, Mandelbaum and Reiman 2002, theorem 4).
  ///
  /// - Parameters:
  ///   - offeredLoad: a > 0 erlangs.
  ///   - agents: n ≥ 1.
  ///   - patienceRatio: mean patience over mean handle time, > 0.
  /// - Returns: a part of the calls.
  public static func abandonedProportion(
    offeredLoad: Double, agents: Int, patienceRatio: Double
  ) -> Double {
    let beta = gradeOfService(offeredLoad: offeredLoad, agents: agents)
    let root = patienceRatio.squareRoot()
    let waits = waitProbability(gradeOfService: beta, patienceRatio: patienceRatio)
    return waits * (normalHazard(beta * root) - beta * root) / root / Double(agents).squareRoot()
  }

  /// ⌈a + β√a⌉ with β from the waiting probability: the rule in use without abandonment.
  ///
  /// Example: 100 erlangs and 20 % waiting give 111 agents, as Erlang C does.
  /// - Parameters:
  ///   - offeredLoad: a > 0 erlangs.
  ///   - goal: the waiting probability, in (0, 1).
  /// - Returns: n.
  public static func requiredAgents(offeredLoad: Double, waitProbability goal: Double) -> Int {
    precondition(goal > 0 && goal < 1, "the goal lies in (0, 1)")
    let beta = root { waitProbability(gradeOfService: exp($0)) - goal }
    return Int(clamping: (offeredLoad + exp(beta) * offeredLoad.squareRoot()).rounded(.up))
  }

  /// Bisection for ln β; the waiting probability falls with β.
  private static func root(of function: (Double) -> Double) -> Double {
    var (low, high) = (-40.0, 5.0)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if function(middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// φ(x)/(1 - Φ(x)).
  private static func normalHazard(_ x: Double) -> Double {
    if x > 25 {
      // Mills' ratio, asymptotically.
      let square = x * x
      return x / (1 - (1 - 3 / square) / square)
    }
    let density = exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    return density / SpecialFunctions.normalCDF(-x)
  }
}

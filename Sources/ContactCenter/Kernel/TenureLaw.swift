/// How long agents stay, when the rate of leaving goes from a first to a last value with tenure.
///
/// An agent with a tenure of t months leaves at the rate
///
///     h(t) = last + (first − last) · e^(−t/settles)   per month,
///
/// hence stays longer than t with the chance S(t) = e^(−Λ(t)), where Λ is the integral of h. Where
/// each leaver is replaced at once and this has gone on for long, the tenure of those present has
/// the density S(t) / ∫ S, the equilibrium law of renewal theory. All integrals here are series of
/// positive terms, exact to rounding. With first = last it is all exponential with mean 1 / last.
package struct TenureLaw: Sendable, Equatable {
  /// The rate per month at the start.
  package let first: Double
  /// The rate per month in the long run.
  package let last: Double
  /// In so many months e^(−1) of the difference is left.
  package let settles: Double
  /// The difference of the rates over all months: (first − last) · settles.
  private let excess: Double
  /// The mean of the whole stay, in months; infinite where experienced agents never leave.
  package private(set) var meanStay = Double.infinity

  /// The law of these rates per month, which change within about `settles` months.
  package init(first: Double, last: Double, settles: Double) {
    self.first = first
    self.last = last
    self.settles = settles
    excess = (first - last) * settles
    if !isEndless { meanStay = tail(from: 0).integral }
  }

  /// Whether nobody ever leaves in the long run.
  package var isEndless: Bool { last <= 0 }

  /// The rate of leaving at a tenure.
  package func hazard(_ tenure: Double) -> Double { last + (first - last) * remainder(tenure) }

  /// The chance to stay longer than so many months.
  package func survival(_ tenure: Double) -> Double {
    PortableMath.exp(-last * tenure - excess * (1 - remainder(tenure)))
  }

  /// The mean tenure of those present, in months.
  ///
  /// Example: 5 % a month for all: 20 months.
  package var meanTenure: Double {
    isEndless ? .infinity : tail(from: 0).moment / meanStay
  }

  /// The share of those present whose tenure is below so many months.
  package func shareBelow(_ tenure: Double) -> Double {
    isEndless ? 0 : 1 - tail(from: tenure).integral / meanStay
  }

  /// The mean of e^(−tenure/months) over those present.
  ///
  /// Example: 10 % a month for all, 2 months: 0.2 / 1.2 = 0.1667.
  package func meanNewness(months: Double) -> Double {
    isEndless ? 0 : tail(from: 0, discount: 1 / months).integral / meanStay
  }

  /// The tenure that a share of those present is below, for a share from 0 to under 1.
  package func tenure(atShare share: Double) -> Double {
    if isEndless { return .infinity }
    let goal = PortableMath.log(1 - share) + PortableMath.log(meanStay)
    // Newton on the logarithm of the integral's tail, which is a straight line for equal rates.
    return root { tenure in
      let rest = tail(from: tenure).integral
      return (PortableMath.log(rest) - goal, -survival(tenure) / rest)
    }
  }

  /// How many more months somebody of that tenure stays, for an exponential number of mean 1.
  package func rest(fromTenure tenure: Double, exponential number: Double) -> Double {
    if isEndless { return .infinity }
    let ahead = excess * remainder(tenure)
    if ahead == 0 { return number / last }
    // Where the rate rises, the integral of it is convex, and Newton needs a start beyond the root.
    let start = ahead < 0 ? number / last + settles : 0
    return root(from: start) { months in
      let left = remainder(months)
      return (
        last * months + ahead * (1 - left) - number, last + ahead / settles * left
      )
    }
  }

  /// What is left after some months of the difference that settles.
  private func remainder(_ tenure: Double) -> Double {
    settles > 0 ? PortableMath.exp(-tenure / settles) : 0
  }

  /// The zero of a function, given with its slope.
  private func root(
    from start: Double = 0, _ function: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    var place = start
    for _ in 0..<200 {
      let (value, slope) = function(place)
      let next = max(0, place - value / slope)
      if abs(next - place) <= 1e-10 * max(1, next) { return next }
      place = next
    }
    return place
  }

  /// ∫ from t to ∞ of e^(−discount·v) S(v) dv, and the same with v in it for t = 0.
  ///
  /// With x = e^(−t/τ) and c = (first − last)·τ, for falling rates the exponential series of
  /// e^(c·x), integrated term by term; for rising ones the incomplete gamma function's.
  private func tail(
    from tenure: Double, discount: Double = 0
  ) -> (integral: Double, moment: Double) {
    let rate = last + discount
    let x = remainder(tenure)
    return excess >= 0 ? fallingTail(rate, tenure, x) : risingTail(rate, tenure, x)
  }

  /// e^(−c − r·t) Σ (c·x)^k / k! / (r + k/τ).
  private func fallingTail(
    _ rate: Double, _ tenure: Double, _ x: Double
  ) -> (integral: Double, moment: Double) {
    var term = PortableMath.exp(-excess)
    var sum = term / rate
    var moment = term / (rate * rate)
    var k = 0.0
    while excess > 0 {
      k += 1
      term *= excess * x / k
      let pace = rate + k / settles
      sum += term / pace
      moment += term / (pace * pace)
      if k > excess * x, term / pace <= 1e-18 * sum { break }
    }
    return (sum * PortableMath.exp(-rate * tenure), moment)
  }

  /// τ e^(d − d·x − r·t) Σ (d·x)^k / (a (a + 1) … (a + k)) with d = −c and a = r·τ.
  private func risingTail(
    _ rate: Double, _ tenure: Double, _ x: Double
  ) -> (integral: Double, moment: Double) {
    let d = -excess
    let a = rate * settles
    var term = 1 / a
    var harmonic = 1 / a
    var sum = term
    var moment = term * harmonic
    var k = 0.0
    repeat {
      k += 1
      term *= d * x / (a + k)
      harmonic += 1 / (a + k)
      sum += term
      moment += term * harmonic
    } while term > 1e-18 * sum || k < d * x
    let scale = settles * PortableMath.exp(d * (1 - x) - rate * tenure)
    return (scale * sum, settles * settles * moment)
  }
}

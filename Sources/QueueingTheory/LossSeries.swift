import Foundation

/// The sum behind Erlang B, kept without overflow.
///
/// 1/B(n, a) = 1 + r, with r = Σ_{j=1…n} n(n-1)…(n-j+1) / aʲ: the weight of the states below n
/// relative to the state n. All terms are positive, so r is right to a few hundred ulps; it can
/// exceed the range of `Double` (B below 1e-308), hence the separate logarithm of the scale.
///
/// Terms fall like exp(-j²/2n) past their peak, so about n - a + 9√n of them matter.
struct LossSeries {
  /// r = `mantissa` · exp(`logScale`).
  let mantissa: Double
  let logScale: Double

  init(mantissa: Double, logScale: Double) {
    self.mantissa = mantissa
    self.logScale = logScale
  }

  init(agents: Int, offeredLoad: Double) {
    if agents == 0 {
      (mantissa, logScale) = (0, 0)
      return
    }
    if offeredLoad < 1e-100 {
      // The last term n!/aⁿ is the whole sum here.
      let count = Double(agents)
      mantissa = offeredLoad > 0 ? 1 : .infinity
      logScale = offeredLoad > 0 ? lgamma(count + 1) - count * log(offeredLoad) : 0
      return
    }
    (mantissa, logScale) = Self.sum(agents: agents, offeredLoad: offeredLoad)
  }

  private static func sum(agents: Int, offeredLoad: Double) -> (Double, Double) {
    let rescaling = 1e-200
    var (term, sum, logScale) = (1.0, 0.0, 0.0)
    var remaining = Double(agents)
    while remaining > 0 {
      term *= remaining / offeredLoad
      sum += term
      remaining -= 1
      if term > 1e200 {
        term *= rescaling
        sum *= rescaling
        logScale -= log(rescaling)
      }
      if remaining < offeredLoad && term < 1e-17 * sum { break }
    }
    return (sum, logScale)
  }

  /// ln(1 + r) = -ln B.
  var logOfOnePlus: Double {
    logScale == 0 ? log1p(mantissa) : logScale + log(mantissa + exp(-logScale))
  }

  /// r itself, +∞ when it exceeds the range of `Double`.
  var value: Double { logScale == 0 ? mantissa : mantissa * exp(logScale) }
}

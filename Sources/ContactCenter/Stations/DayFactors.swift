import CGSL

/// The random factors of every day and type.
struct DayFactors: ~Copyable {
  private let days: Int
  /// type × days + day → factor.
  private var factors: Table<Double>
  private var seed = RunSeed()

  init(types: Int, days: Int) {
    self.days = days
    factors = Table(repeating: 1, count: days * types)
  }

  @inline(__always)
  func factor(_ type: Int, _ day: Int) -> Double { factors[type * days + day] }

  /// Draws all factors from (correlated) normal scores.
  ///
  /// A factor is F⁻¹(Φ(z)): rising in its score, so that a study can stratify on scores, and with
  /// the wanted law whatever the correlation (a normal copula). GSL inverts the gamma law; its last
  /// bits, which may differ between processors, are rounded away.
  ///
  /// `busyness` is the quantile of the day's busyness; nil: drawn.
  mutating func draw(
    _ model: Model, _ seed: RunSeed, busyness: Double?, _ bank: inout SamplerBank
  ) {
    self.seed = seed
    var shifts: [Double] = []
    if let busyness { shifts = scoreShifts(model, busyness, &bank) }
    for (index, type) in model.contactTypes.enumerated() where type.arrivals.dayFactor != nil {
      for day in 0..<days { factors[index * days + day] = factor(model, index, day, shifts, &bank) }
    }
  }

  /// What is added to every type's score of every day so that the day is as busy as asked for; empty:
  /// nothing.
  ///
  /// With z the scores and a the unit vector of the direction in which the volume grows fastest at
  /// z = 0 (volume times coefficient of variation of each type, taken back through the root of the
  /// correlation), z + a (Φ⁻¹(u) − aᵀz) has the score Φ⁻¹(u) along a and across it what was drawn.
  /// For u uniform it is as normal as z: stratification on a linear combination, Glasserman, "Monte
  /// Carlo Methods in Financial Engineering", 2003, section 4.3.2.
  private func scoreShifts(
    _ model: Model, _ point: Double, _ bank: inout SamplerBank
  ) -> [Double] {
    let types = model.contactTypes.count
    var direction = [Double](repeating: 0, count: types * days)
    for (index, type) in model.contactTypes.enumerated() {
      guard let factor = type.arrivals.dayFactor, factor.cv > 0 else { continue }
      for segment in type.segments {
        let weight = factor.cv * segment.integral
        if model.dayFactorRoot.isEmpty {
          direction[index * days + segment.day] += weight
        } else {
          for other in 0...index {
            direction[other * days + segment.day] += weight * model.dayFactorRoot[index][other]
          }
        }
      }
    }
    let norm = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard norm > 0 else { return [] }
    var score = 0.0
    for index in direction.indices {
      direction[index] /= norm
      if direction[index] != 0 { score += direction[index] * self.score(index / days, index % days, &bank) }
    }
    let step = Self.rounded(gsl_cdf_ugaussian_Pinv(point)) - score
    return direction.map { $0 * step }
  }

  private func factor(
    _ model: Model, _ type: Int, _ day: Int, _ shifts: [Double], _ bank: inout SamplerBank
  ) -> Double {
    guard let factor = model.contactTypes[type].written.arrivals.dayFactor, factor.cv > 0 else { return 1 }
    var z = 0.0
    if model.dayFactorRoot.isEmpty {
      z = score(type, day, &bank) + (shifts.isEmpty ? 0 : shifts[type * days + day])
    } else {
      for other in 0...type where model.dayFactorRoot[type][other] != 0 {
        let shift = shifts.isEmpty ? 0 : shifts[other * days + day]
        z += model.dayFactorRoot[type][other] * (score(other, day, &bank) + shift)
      }
    }
    let square = factor.cv * factor.cv
    switch factor.law {
    case .lognormal:
      let variance = PortableMath.log(1 + square)
      return PortableMath.exp(variance.squareRoot() * z - variance / 2)
    case .gamma:
      return Self.rounded(square * Self.gammaQuantile(score: z, shape: 1 / square))
    }
  }

  /// F⁻¹(Φ(z)) of the gamma law with scale 1.
  ///
  /// GSL's own inverse stops the program where it does not converge, as it may for shapes below 0.2:
  /// those are bisected on the logarithm, from where F(x) ≈ x^k ÷ Γ(k + 1) puts the lower tail.
  private static func gammaQuantile(score z: Double, shape: Double) -> Double {
    let lower = gsl_cdf_ugaussian_P(z)
    let upper = gsl_cdf_ugaussian_Q(z)
    if shape > 0.25 {
      return z < 0 ? gsl_cdf_gamma_Pinv(lower, shape, 1) : gsl_cdf_gamma_Qinv(upper, shape, 1)
    }
    var low = (PortableMath.log(lower) + gsl_sf_lngamma(shape + 1)) / shape - 1
    var high = PortableMath.log(100)
    if low < -700 { return 0 }
    while high - low > 1e-13 * max(1, abs(low)) {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      let x = PortableMath.exp(middle)
      let isBelow =
        z < 0 ? gsl_cdf_gamma_P(x, shape, 1) < lower : gsl_cdf_gamma_Q(x, shape, 1) > upper
      if isBelow { low = middle } else { high = middle }
    }
    return PortableMath.exp((low + high) / 2)
  }

  private func score(_ type: Int, _ day: Int, _ bank: inout SamplerBank) -> Double {
    var stream = SourceStream(
      seed: seed.seed, replication: seed.dayConditions, entity: type << 32 | day, purpose: .dayFactor)
    return bank.normal(&stream)
  }

  /// Keeps 36 bits of the mantissa.
  private static func rounded(_ value: Double) -> Double {
    Double(bitPattern: (value.bitPattern &+ 0x8000) & ~0xFFFF)
  }
}

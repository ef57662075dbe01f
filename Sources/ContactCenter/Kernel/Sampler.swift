/// A law prepared for drawing: a kind, three numbers and a stretch of a shared number table.
struct Sampler: BitwiseCopyable {
  enum Kind: UInt8 {
    case constant, uniform, triangular, exponential, erlang, gamma, lognormal, weibull, logLogistic
    case hyperexponential, truncatedNormal, empirical, histogram, atomAtZero
    case boostedGamma
  }
  var kind: Kind
  /// With an atom at 0: the kind of the other numbers, and the chance of drawing 0.
  var otherwise = Kind.constant
  var atom = 0.0
  /// The exponent of a boosted gamma.
  var boost = 0.0
  var a = 0.0
  var b = 0.0
  var c = 0.0
  var first: Int32 = 0
  var count: Int32 = 0
}

/// All laws of a model, drawn from by number.
package struct SamplerBank: ~Copyable {
  private var ziggurat = Ziggurat()
  private var samplers: Table<Sampler>
  /// Values, cumulative weights, branch means.
  private var numbers: Table<Double>

  /// Prepares laws; law i of the list is drawn by `draw(i)`.
  package init(_ laws: [Distribution]) {
    var numbers: [Double] = []
    samplers = Table(laws.map { SamplerBank.prepare($0, &numbers) })
    self.numbers = Table(numbers)
  }

  private static func prepare(_ law: Distribution, _ numbers: inout [Double]) -> Sampler {
    let first = Int32(numbers.count)
    switch law {
    case .constant(let value): return Sampler(kind: .constant, a: value)
    case .never: return Sampler(kind: .constant, a: .infinity)
    case .uniform(let low, let high): return Sampler(kind: .uniform, a: low, b: high - low)
    case .triangular(let low, let mode, let high):
      return Sampler(kind: .triangular, a: low, b: mode, c: high)
    case .exponential(let mean): return Sampler(kind: .exponential, a: mean)
    case .erlang(let phases, let mean):
      return Sampler(kind: .erlang, a: mean / Double(phases), count: Int32(phases))
    case .gamma(let shape, let scale):
      // Shapes under 1 are drawn as shape + 1 and boosted.
      let d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3
      return Sampler(
        kind: shape < 1 ? .boostedGamma : .gamma, boost: 1 / shape, a: d, b: scale,
        c: 1 / (9 * d).squareRoot())
    case .lognormal(let mu, let sigma): return Sampler(kind: .lognormal, a: mu, b: sigma)
    case .weibull(let shape, let scale): return Sampler(kind: .weibull, a: 1 / shape, b: scale)
    case .logLogistic(let shape, let scale):
      return Sampler(kind: .logLogistic, a: 1 / shape, b: scale)
    case .truncatedNormal(let mean, let deviation):
      return Sampler(kind: .truncatedNormal, a: mean, b: deviation)
    case .hyperexponential(let branches):
      appendCumulative(branches.map(\.probability), &numbers)
      numbers += branches.map(\.mean)
      return Sampler(kind: .hyperexponential, first: first, count: Int32(branches.count))
    case .empirical(let values):
      numbers += values
      return Sampler(kind: .empirical, first: first, count: Int32(values.count))
    case .histogram(let edges, let weights):
      appendCumulative(weights, &numbers)
      numbers += edges
      return Sampler(kind: .histogram, first: first, count: Int32(weights.count))
    case .atomAtZero(let atom, let otherwise):
      var sampler = prepare(otherwise, &numbers)
      sampler.atom = atom + (1 - atom) * sampler.atom
      if sampler.kind != .atomAtZero { sampler.otherwise = sampler.kind }
      sampler.kind = .atomAtZero
      return sampler
    }
  }

  private static func appendCumulative(_ weights: [Double], _ numbers: inout [Double]) {
    let total = weights.reduce(0, +)
    var sum = 0.0
    for weight in weights {
      sum += weight / total
      numbers.append(sum)
    }
    numbers[numbers.count - 1] = 1
  }

  /// Draws from law `index`.
  @inline(__always)
  package mutating func draw<Bits: RandomBits>(_ index: Int32, _ bits: inout Bits) -> Double {
    let sampler = samplers.at(index)
    if sampler.pointee.kind == .exponential {
      return sampler.pointee.a * ziggurat.exponential(&bits)
    }
    if sampler.pointee.kind == .lognormal {
      let z = ziggurat.normal(&bits)
      return PortableMath.exp(sampler.pointee.a + sampler.pointee.b * z)
    }
    return drawRare(sampler, &bits)
  }

  /// An exponential number with mean 1.
  @inline(__always)
  package mutating func exponential<Bits: RandomBits>(_ bits: inout Bits) -> Double {
    ziggurat.exponential(&bits)
  }

  /// A standard normal number.
  @inline(__always)
  package mutating func normal<Bits: RandomBits>(_ bits: inout Bits) -> Double {
    ziggurat.normal(&bits)
  }

  @inline(never)
  private mutating func drawRare<Bits: RandomBits>(
    _ law: UnsafePointer<Sampler>, _ bits: inout Bits
  ) -> Double {
    let sampler = law.pointee
    switch sampler.kind {
    case .constant: return sampler.a
    case .exponential: return sampler.a * ziggurat.exponential(&bits)
    case .lognormal: return PortableMath.exp(sampler.a + sampler.b * ziggurat.normal(&bits))
    case .atomAtZero:
      if bits.uniform() < sampler.atom { return 0 }
      var other = sampler
      other.kind = sampler.otherwise
      return withUnsafePointer(to: other) { drawRare($0, &bits) }
    case .uniform: return sampler.a + sampler.b * bits.uniform()
    case .triangular: return triangular(sampler, bits.uniform())
    case .erlang:
      var sum = 0.0
      for _ in 0..<sampler.count { sum += ziggurat.exponential(&bits) }
      return sampler.a * sum
    case .gamma: return sampler.b * gamma(sampler, &bits)
    case .boostedGamma:
      let boost = PortableMath.power(bits.openUniform(), sampler.boost)
      return sampler.b * (gamma(sampler, &bits) * boost)
    case .weibull:
      return sampler.b * PortableMath.power(ziggurat.exponential(&bits), sampler.a)
    case .logLogistic:
      let u = bits.openUniform()
      return sampler.b * PortableMath.power(u / (1 - u), sampler.a)
    case .truncatedNormal: return truncatedNormal(sampler, &bits)
    case .hyperexponential:
      let branch = choose(sampler, bits.uniform())
      return numbers[sampler.first + sampler.count + branch] * ziggurat.exponential(&bits)
    case .empirical:
      return numbers[sampler.first + Int32(bits.uniform() * Double(sampler.count))]
    case .histogram:
      let bin = choose(sampler, bits.uniform())
      let edge = sampler.first + sampler.count + bin
      return numbers[edge] + (numbers[edge + 1] - numbers[edge]) * bits.uniform()
    }
  }

  /// The first cumulative weight above u, by bisection.
  private mutating func choose(_ sampler: Sampler, _ u: Double) -> Int32 {
    var low: Int32 = 0
    var high = sampler.count - 1
    while low < high {
      let middle = (low + high) / 2
      if u < numbers[sampler.first + middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private mutating func triangular(_ sampler: Sampler, _ u: Double) -> Double {
    let (low, mode, high) = (sampler.a, sampler.b, sampler.c)
    let rising = (mode - low) * (high - low)
    let share = high > low ? (mode - low) / (high - low) : 1
    return u < share
      ? low + (u * rising).squareRoot()
      : high - ((1 - u) * (high - low) * (high - mode)).squareRoot()
  }

  /// Normal, redrawn until it is not negative; far above the mean by Robert's (1995) exponential
  /// rejection.
  private mutating func truncatedNormal<Bits: RandomBits>(
    _ sampler: Sampler, _ bits: inout Bits
  ) -> Double {
    let edge = -sampler.a / sampler.b
    if edge < 0.5 {
      while true {
        let x = sampler.a + sampler.b * ziggurat.normal(&bits)
        if x >= 0 { return x }
      }
    }
    let rate = (edge + (edge * edge + 4).squareRoot()) / 2
    while true {
      let z = edge + ziggurat.exponential(&bits) / rate
      if bits.uniform() <= PortableMath.exp(-0.5 * (z - rate) * (z - rate)) {
        return max(0, sampler.a + sampler.b * z)
      }
    }
  }

  /// Gamma with scale 1 (Marsaglia and Tsang 2000): d = shape − 1/3 is `a`, 1/√(9d) is `c`.
  private mutating func gamma<Bits: RandomBits>(_ sampler: Sampler, _ bits: inout Bits) -> Double {
    let d = sampler.a
    while true {
      let x = ziggurat.normal(&bits)
      let t = 1 + sampler.c * x
      if t <= 0 { continue }
      let v = t * t * t
      let u = bits.openUniform()
      // The squeeze spares both logarithms nearly always.
      if u < 1 - 0.0331 * (x * x) * (x * x) { return d * v }
      if PortableMath.log(u) < 0.5 * x * x + d * (1 - v + PortableMath.log(v)) { return d * v }
    }
  }
}

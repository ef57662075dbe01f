/// Exponential and normal numbers by the ziggurat of Marsaglia and Tsang (2000), 256 layers.
///
/// The layer comes from the lowest eight bits, the abscissa from the highest 53. The tables are
/// made with portable arithmetic, so they are the same on every machine.
struct Ziggurat: ~Copyable {
  private static let layers = 256
  /// Where the exponential tail begins, and the area of a layer: v = (r + 1)·exp(−r).
  private static let exponentialTail = 7.697_117_470_131_050
  private static let exponentialArea = 0.003_949_659_822_581_572
  /// The same for the normal density without its constant: v = r·f(r) + ∫ᵣ^∞ f.
  private static let normalTail = 3.654_152_885_361_009
  private static let normalArea = 0.004_928_673_233_974_659

  private var exponentialX: Table<Double>
  private var exponentialY: Table<Double>
  private var normalX: Table<Double>
  private var normalY: Table<Double>

  init() {
    let exponential: (Double) -> Double = { PortableMath.exp(-$0) }
    let edges = Ziggurat.edges(
      tail: Ziggurat.exponentialTail, area: Ziggurat.exponentialArea,
      density: exponential, inverse: { -PortableMath.log($0) })
    exponentialX = Table(edges)
    exponentialY = Table(edges.map(exponential))
    let normal: (Double) -> Double = { PortableMath.exp(-0.5 * $0 * $0) }
    let normalEdges = Ziggurat.edges(
      tail: Ziggurat.normalTail, area: Ziggurat.normalArea,
      density: normal, inverse: { (-2 * PortableMath.log($0)).squareRoot() })
    normalX = Table(normalEdges)
    normalY = Table(normalEdges.map(normal))
  }

  private static func edges(
    tail: Double, area: Double, density: (Double) -> Double, inverse: (Double) -> Double
  ) -> [Double] {
    var x = [Double](repeating: 0, count: layers + 1)
    x[0] = area / density(tail)
    x[1] = tail
    for layer in 2..<layers {
      x[layer] = inverse(area / x[layer - 1] + density(x[layer - 1]))
    }
    return x
  }

  /// An exponential number with mean 1.
  @inline(__always)
  mutating func exponential<Bits: RandomBits>(_ bits: inout Bits) -> Double {
    let word = bits.next()
    let layer = Int(word & 255)
    let x = Double(word >> 11) * 0x1p-53 * exponentialX[layer]
    if x < exponentialX[layer + 1] { return x }
    return exponentialEdge(layer, x, &bits)
  }

  @inline(never)
  private mutating func exponentialEdge<Bits: RandomBits>(
    _ firstLayer: Int, _ firstX: Double, _ bits: inout Bits
  ) -> Double {
    var layer = firstLayer
    var x = firstX
    while true {
      if layer == 0 { return Ziggurat.exponentialTail - PortableMath.log(bits.openUniform()) }
      let low = exponentialY[layer]
      let y = low + bits.uniform() * (exponentialY[layer + 1] - low)
      if y < PortableMath.exp(-x) { return x }
      let word = bits.next()
      layer = Int(word & 255)
      x = Double(word >> 11) * 0x1p-53 * exponentialX[layer]
      if x < exponentialX[layer + 1] { return x }
    }
  }

  /// A normal number with mean 0 and standard deviation 1.
  @inline(__always)
  mutating func normal<Bits: RandomBits>(_ bits: inout Bits) -> Double {
    let word = bits.next()
    let layer = Int(word & 255)
    let x = Double(word >> 11) * 0x1p-53 * normalX[layer]
    let sign = word & 256 == 0 ? 1.0 : -1.0
    if x < normalX[layer + 1] { return sign * x }
    return sign * normalEdge(layer, x, &bits)
  }

  @inline(never)
  private mutating func normalEdge<Bits: RandomBits>(
    _ firstLayer: Int, _ firstX: Double, _ bits: inout Bits
  ) -> Double {
    var layer = firstLayer
    var x = firstX
    while true {
      if layer == 0 { return normalTailDraw(&bits) }
      let low = normalY[layer]
      let y = low + bits.uniform() * (normalY[layer + 1] - low)
      if y < PortableMath.exp(-0.5 * x * x) { return x }
      let word = bits.next()
      layer = Int(word & 255)
      x = Double(word >> 11) * 0x1p-53 * normalX[layer]
      if x < normalX[layer + 1] { return x }
    }
  }

  /// Beyond the tail's start, by rejection from an exponential (Marsaglia 1964).
  private mutating func normalTailDraw<Bits: RandomBits>(_ bits: inout Bits) -> Double {
    while true {
      let x = -PortableMath.log(bits.openUniform()) / Ziggurat.normalTail
      let y = -PortableMath.log(bits.openUniform())
      if y + y > x * x { return Ziggurat.normalTail + x }
    }
  }
}

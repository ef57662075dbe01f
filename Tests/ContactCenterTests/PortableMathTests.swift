import ContactCenter
import Glibc
import Testing

@Suite("Portable exp and log agree with the C library")
struct PortableMathTests {
  /// The distance of two numbers in units in the last place of the exact one.
  private func distance(_ value: Double, _ exact: Double) -> Double {
    if value == exact { return 0 }
    return abs(value - exact) / exact.ulp
  }

  @Test("exp is within 2 units in the last place where the result is a normal number")
  func exponential() {
    var random = FixedGenerator(seed: 1)
    var worst = 0.0
    for _ in 0..<300_000 {
      let near = Double.random(in: -40...40, using: &random)
      let far = Double.random(in: -708...709.7, using: &random)
      let tiny = Double.random(in: -1e-6...1e-6, using: &random)
      for x in [near, far, tiny] {
        worst = max(worst, distance(PortableMath.exp(x), Glibc.exp(x)))
      }
    }
    #expect(worst <= 2, "\(worst)")
  }

  @Test("log is within 2 units in the last place")
  func logarithm() {
    var random = FixedGenerator(seed: 2)
    var worst = 0.0
    for _ in 0..<300_000 {
      let unit = Double.random(in: 0..<1, using: &random) + 0x1p-54
      let near = Double.random(in: 0.999...1.001, using: &random)
      let wide = Glibc.exp(Double.random(in: -700...700, using: &random))
      for x in [unit, near, wide] where x != 1 {
        worst = max(worst, distance(PortableMath.log(x), Glibc.log(x)))
      }
    }
    #expect(worst <= 2, "\(worst)")
  }

  @Test("The ends of the range are what they should be")
  func ends() {
    #expect(PortableMath.exp(0) == 1)
    #expect(PortableMath.exp(-.infinity) == 0)
    #expect(PortableMath.exp(.infinity) == .infinity)
    #expect(PortableMath.exp(800) == .infinity)
    #expect(PortableMath.exp(-800) == 0)
    #expect(PortableMath.exp(.nan).isNaN)
    #expect(PortableMath.log(1) == 0)
    #expect(PortableMath.log(0) == -.infinity)
    #expect(PortableMath.log(.infinity) == .infinity)
    #expect(PortableMath.log(-1).isNaN)
    #expect(abs(PortableMath.exp(-744) - Glibc.exp(-744)) <= .leastNonzeroMagnitude)
    let subnormal = Double.leastNonzeroMagnitude
    #expect(abs(PortableMath.log(subnormal) - Glibc.log(subnormal)) < 1e-12)
  }

  @Test("Powers are as good as the logarithm's digits allow")
  func powers() {
    var random = FixedGenerator(seed: 3)
    for _ in 0..<100_000 {
      let x = Double.random(in: 0.001...1000, using: &random)
      let y = Double.random(in: -20...20, using: &random)
      let exact = Glibc.pow(x, y)
      #expect(abs(PortableMath.power(x, y) / exact - 1) < 1e-13)
    }
    #expect(PortableMath.power(0, 2) == 0)
    #expect(PortableMath.power(0, 0) == 1)
  }
}

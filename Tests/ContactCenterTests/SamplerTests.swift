import ContactCenter
import Testing

@Suite("Every law's draws have its mean, its variance and its shape")
struct SamplerTests {
  static let laws: [Distribution] = [
    .uniform(low: 10, high: 30), .triangular(low: 5, mode: 7, high: 30),
    .triangular(low: 5, mode: 5, high: 30), .triangular(low: 5, mode: 30, high: 30),
    .exponential(mean: 180), .erlang(phases: 1, mean: 10), .erlang(phases: 7, mean: 100),
    .gamma(shape: 0.3, scale: 20), .gamma(shape: 0.9, scale: 20), .gamma(shape: 2.5, scale: 20),
    .gamma(shape: 400, scale: 1), .lognormal(mu: 3, sigma: 0.8), .weibull(shape: 0.7, scale: 60),
    .weibull(shape: 3, scale: 60), .logLogistic(shape: 5, scale: 60),
    .hyperexponential(mean: 60, cv: 2), .truncatedNormal(mean: 60, standardDeviation: 20),
    .truncatedNormal(mean: 5, standardDeviation: 20),
    .truncatedNormal(mean: -40, standardDeviation: 20),
    .atomAtZero(atom: 0.3, otherwise: .gamma(shape: 2, scale: 30)),
    .atomAtZero(
      atom: 0.2, otherwise: .atomAtZero(atom: 0.5, otherwise: .exponential(mean: 9))),
    .empirical([3, 1, 4, 1, 5, 9, 2, 6]),
    .histogram(edges: [0, 1, 5, 20], weights: [3, 0, 2]),
  ]

  private func draws(_ law: Distribution, count: Int) -> Sample {
    var bank = SamplerBank([.constant(3), law])
    var stream = SourceStream(seed: 4, replication: 0, entity: 0, purpose: .talk)
    return Sample((0..<count).map { _ in bank.draw(1, &stream) })
  }

  @Test("Mean and variance are within four standard errors", arguments: laws)
  func moments(law: Distribution) {
    let sample = draws(law, count: 200_000)
    #expect(abs(sample.zOfMean(law.mean, variance: law.variance)) < 4)
    #expect(abs(sample.zOfVariance(law.variance)) < 4)
  }

  @Test("The sample follows the survival function (Kolmogorov and Smirnov)", arguments: laws)
  func shape(law: Distribution) {
    let sample = draws(law, count: 100_000)
    // Exceeded by a right sampler with a chance of 1 in 3000.
    #expect(sample.distance(from: law.survival) < 2.1)
  }

  @Test("A wrong parameter would be seen", arguments: laws)
  func power(law: Distribution) {
    let sample = draws(law, count: 200_000)
    let isSeen =
      abs(sample.zOfMean(law.mean * 1.05, variance: law.variance)) > 4
      || sample.distance(from: { law.survival($0 / 1.05) }) > 2.1
    #expect(isSeen)
  }

  @Test("Tails far out are as likely as they should be")
  func tails() {
    var bank = SamplerBank([.exponential(mean: 1), .lognormal(mu: 0, sigma: 1)])
    var stream = SourceStream(seed: 5, replication: 0, entity: 0, purpose: .talk)
    let count = 3_000_000
    var (beyond, above, below) = (0, 0, 0)
    for _ in 0..<count {
      if bank.draw(0, &stream) > 8 { beyond += 1 }
      let z = bank.normal(&stream)
      if z > 3.7 { above += 1 }
      if z < -3.7 { below += 1 }
    }
    // P(E > 8) = 3.3546e-4 and P(Z > 3.7) = 1.07800e-4 both lie beyond the ziggurat's tables.
    for (seen, chance) in [(beyond, 3.35463e-4), (above, 1.07800e-4), (below, 1.07800e-4)] {
      let expected = chance * Double(count)
      #expect(abs(Double(seen) - expected) / expected.squareRoot() < 4)
    }
  }

  @Test("A constant is constant, and never is infinite")
  func constants() {
    var bank = SamplerBank([.constant(7), .never, .atomAtZero(atom: 1, otherwise: .never)])
    var stream = CallerStream(seed: 6, purpose: .patience)
    #expect(bank.draw(0, &stream) == 7)
    #expect(bank.draw(1, &stream) == .infinity)
    #expect(bank.draw(2, &stream) == 0)
  }

  @Test("Laws of one bank do not disturb one another")
  func bank() {
    var alone = SamplerBank([Self.laws[7]])
    var together = SamplerBank(Self.laws)
    var first = CallerStream(seed: 8, purpose: .talk)
    var second = CallerStream(seed: 8, purpose: .talk)
    for _ in 0..<1000 { #expect(alone.draw(0, &first) == together.draw(7, &second)) }
  }
}

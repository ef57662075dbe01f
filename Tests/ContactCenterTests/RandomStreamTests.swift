import ContactCenter
import Testing

@Suite("Random streams")
struct RandomStreamTests {
  private func uniforms(_ stream: consuming CallerStream, _ count: Int) -> [Double] {
    var stream = stream
    return (0..<count).map { _ in stream.uniform() }
  }

  @Test("Streams of one caller for different purposes are uncorrelated")
  func purposes() {
    let purposes: [RandomPurpose] = [
      .patience, .talk, .wrapUp, .redial, .transfer, .hold, .menu, .balking,
    ]
    let count = 20_000
    let samples = purposes.map { purpose in
      Sample(
        (0..<count).map { caller in
          var source = CallerStream(seed: UInt64(caller), purpose: .nextAttempt)
          var stream = CallerStream(seed: source.next(), purpose: purpose)
          return stream.uniform()
        })
    }
    for (i, first) in samples.enumerated() {
      for second in samples[..<i] {
        #expect(abs(first.correlation(with: second)) * Double(count).squareRoot() < 4)
      }
    }
  }

  @Test("Visits of one purpose are uncorrelated, and so are neighbouring numbers")
  func visits() {
    let first = Sample(uniforms(CallerStream(seed: 1, purpose: .talk, visit: 0), 50_000))
    let second = Sample(uniforms(CallerStream(seed: 1, purpose: .talk, visit: 1), 50_000))
    let root = first.count.squareRoot()
    #expect(abs(first.correlation(with: second)) * root < 4)
    let shifted = Sample(Array(first.values.dropFirst()))
    let shortened = Sample(Array(first.values.dropLast()))
    #expect(abs(shifted.correlation(with: shortened)) * root < 4)
  }

  @Test("Sources differ by seed, replication, entity and purpose")
  func sources() {
    var seen: Set<UInt64> = []
    var count = 0
    for seed in 0..<10 {
      for replication in 0..<10 {
        for entity in 0..<10 {
          for purpose in [RandomPurpose.arrivals, .dayFactor, .intervalFactor] {
            var stream = SourceStream(
              seed: UInt64(seed), replication: replication, entity: entity, purpose: purpose)
            seen.insert(stream.next())
            count += 1
          }
        }
      }
    }
    #expect(seen.count == count)
  }

  @Test("Numbers of neighbouring replications are uncorrelated and uniform")
  func replications() {
    let values = (0..<50_000).map { replication in
      var stream = SourceStream(
        seed: 1, replication: replication, entity: 3, purpose: .arrivals)
      return stream.uniform()
    }
    let sample = Sample(values)
    #expect(sample.distance { 1 - min(1, max(0, $0)) } < 2.1)
    let next = Sample(Array(values.dropFirst()))
    let shortened = Sample(Array(values.dropLast()))
    #expect(abs(next.correlation(with: shortened)) * sample.count.squareRoot() < 4)
  }

  @Test("An open uniform number is never an end")
  func open() {
    struct Extremes: RandomBits {
      var word: UInt64
      mutating func next() -> UInt64 { word }
    }
    var low = Extremes(word: 0)
    var high = Extremes(word: .max)
    #expect(low.openUniform() > 0)
    #expect(high.openUniform() < 1)
    #expect(low.uniform() == 0)
    #expect(high.uniform() < 1)
  }
}

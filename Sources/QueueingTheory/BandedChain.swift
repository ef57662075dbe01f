/// A continuous-time Markov chain whose transitions reach at most `band` states up or down, solved
/// for its stationary law.
///
/// The elimination of Grassmann, Taksar and Heyman ("Regenerative analysis and steady state
/// distributions for Markov chains", Operations Research 33, 1985) uses no subtraction, so every
/// probability keeps its relative accuracy. O(states · band²) time, O(states · band) memory.
struct BandedChain {
  let states: Int
  let band: Int
  /// Row i holds the rates from i to i - band … i + band.
  private var rates: [Double]

  init(states: Int, band: Int) {
    self.states = states
    self.band = band
    rates = [Double](repeating: 0, count: states * (2 * band + 1))
  }

  /// Adds a transition.
  mutating func add(_ rate: Double, from: Int, to: Int) {
    assert(from != to && abs(to - from) <= band)
    rates[from * 2 * band + to + band] += rate
  }

  /// The stationary probabilities.
  consuming func stationary() -> [Double] {
    let (band, states) = (band, states)
    let stride = 2 * band
    var law = [Double](repeating: 0, count: states)
    rates.withUnsafeMutableBufferPointer { rate in
      // The entry (i, j) lies at i · stride + j + band.
      var last = states - 1
      while last > 0 {
        Self.eliminate(last, rate, stride: stride, band: band)
        last -= 1
      }
      law[0] = 1
      for state in 1..<max(1, states) {
        var inflow = 0.0
        for from in max(0, state - band)..<state {
          inflow += law[from] * rate[from * stride + state + band]
        }
        law[state] = inflow
      }
    }
    let sum = law.reduce(0, +)
    return law.map { $0 / sum }
  }

  /// Removes the last state: its visits become direct transitions among those before it.
  private static func eliminate(
    _ last: Int, _ rate: UnsafeMutableBufferPointer<Double>, stride: Int, band: Int
  ) {
    let first = max(0, last - band)
    let row = last * stride + band
    var leaving = 0.0
    for to in first..<last { leaving += rate[row + to] }
    for from in first..<last {
      let origin = from * stride + band
      let visits = rate[origin + last] / leaving
      rate[origin + last] = visits
      if visits == 0 { continue }
      for to in first..<last { rate[origin + to] += visits * rate[row + to] }
    }
  }
}

/// The blocks of the Markov chain behind ``PhaseTypeService``: the level is the number of calls
/// present, the state within a level the number of busy agents in the second phase.
struct PhaseTypeBlocks {
  let arrivalRate: Double
  let law: PhaseTypeService.Law

  private var firstRate: Double { 1 / law.means.first }
  private var secondRate: Double { 1 / law.means.second }

  /// Transitions within a level of `busy` agents, the diagonal included.
  private func local(busy: Int) -> DenseMatrix {
    var result = DenseMatrix(rows: busy + 1, columns: busy + 1)
    for second in 0...busy {
      let first = Double(busy - second)
      let total = first * firstRate + Double(second) * secondRate
      result[second, second] = -(arrivalRate + total)
      if second < busy { result[second, second + 1] = first * firstRate * law.goesOn }
    }
    return result
  }

  /// A departure that leaves one agent fewer busy.
  private func departure(busy: Int) -> DenseMatrix {
    var result = DenseMatrix(rows: busy + 1, columns: busy)
    for second in 0...busy {
      let first = Double(busy - second)
      if second < busy { result[second, second] = first * firstRate * (1 - law.goesOn) }
      if second > 0 { result[second, second - 1] = Double(second) * secondRate }
    }
    return result
  }

  /// A call that starts with `busy` agents busy before it.
  private func start(busy: Int) -> DenseMatrix {
    var result = DenseMatrix(rows: busy + 1, columns: busy + 2)
    for second in 0...busy {
      result[second, second] = law.startsInFirst
      result[second, second + 1] = 1 - law.startsInFirst
    }
    return result
  }

  /// R: the level q + 1 per visit to the level q, while all agents are busy.
  func growth(agents: Int) -> DenseMatrix {
    let one = DenseMatrix.identity(agents + 1)
    let inside = local(busy: agents)
    let down = departure(busy: agents) * start(busy: agents - 1)
    let sojourn = (inside * -1).inverse()
    var (upwards, downwards) = (sojourn * arrivalRate, sojourn * down)
    var (first, reached) = (downwards, upwards)
    for _ in 0..<64 {
      let back = (one - (upwards * downwards + downwards * upwards)).inverse()
      upwards = back * (upwards * upwards)
      downwards = back * (downwards * downwards)
      let added = reached * downwards
      first = first + added
      reached = reached * upwards
      if (added.rowSums.max() ?? 0) < 1e-16 { break }
    }
    return ((inside + first * arrivalRate) * -1).inverse() * arrivalRate
  }

  /// The weight of all levels below n, and the vector of level n, on one common scale.
  func levels(agents: Int, growth: DenseMatrix) -> (below: Double, full: [Double]) {
    var ratios: [DenseMatrix] = []
    let down = departure(busy: agents) * start(busy: agents - 1)
    var inside = local(busy: agents) + growth * down
    for busy in stride(from: agents - 1, through: 0, by: -1) {
      let ratio = start(busy: busy) * arrivalRate * (inside * -1).inverse()
      ratios.append(ratio)
      inside = local(busy: busy) + ratio * departure(busy: busy + 1)
    }
    var (level, below) = ([1.0], 0.0)
    for ratio in ratios.reversed() {
      below += level.reduce(0, +)
      level = ratio.leftMultiplied(by: level)
      let size = level.reduce(0, +)
      level = level.map { $0 / size }
      below /= size
    }
    return (below, level)
  }

  /// One uniformised step of callers with 0, 1, … calls ahead of them: a departure moves them up,
  /// and the first one starts.
  func step(_ ahead: inout [[Double]], agents: Int, unit: Double) {
    for place in ahead.indices {
      let here = ahead[place]
      let next = place + 1 < ahead.count ? ahead[place + 1] : []
      var result = here
      for second in 0...agents {
        let first = Double(agents - second) * firstRate * unit
        let done = Double(second) * secondRate * unit
        result[second] -= here[second] * (first + done)
        if second < agents { result[second + 1] += here[second] * first * law.goesOn }
        if next.isEmpty { continue }
        let (ended, finished) = (next[second] * first * (1 - law.goesOn), next[second] * done)
        result[second] += ended * law.startsInFirst + finished * (1 - law.startsInFirst)
        if second < agents { result[second + 1] += ended * (1 - law.startsInFirst) }
        if second > 0 { result[second - 1] += finished * law.startsInFirst }
      }
      ahead[place] = result
    }
  }
}

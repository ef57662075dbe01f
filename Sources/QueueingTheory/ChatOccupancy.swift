/// How many chats the agents have while nobody waits: a Markov chain on the numbers of agents with
/// 0, 1, …, m chats.
///
/// An agent with k chats works on each at the speed s(k); chats end at the rate k (s(k)μ + θ). The chain
/// moves between levels, the numbers of chats present, by one: iterations of Gauss and Seidel sweep over
/// the levels, and after each the levels are scaled so that as much flows up as down (aggregation and
/// disaggregation after Takahashi; W. Stewart, "Introduction to the numerical solution of Markov chains",
/// 1994, section 6.3). Relative error below 1e-9. O(states · m) a sweep; some tens of sweeps.
struct ChatOccupancy {
  /// The most states, (n + m choose m), that are solved.
  static let mostStates = 300_000

  /// n.
  let agents: Int
  /// The rate at which an agent with k chats ends one, k = 0…m, per second.
  let endingRates: [Double]
  /// Whether a chat goes to the agent with the most chats who has a slot free; else to one with the fewest.
  let packs: Bool
  /// λ, per second.
  let arrivalRate: Double

  /// The probability of each number of chats present, 0…nm, and the expected agents with k chats at it.
  struct Law {
    /// By number of chats, with the sum 1.
    var levels: [Double]
    /// E[agents with k chats], k = 0…m, by number of chats.
    var agents: [[Double]]
  }

  /// m.
  private var slots: Int { endingRates.count - 1 }

  /// The number of states; infinite where it is beyond what numbers hold.
  static func states(agents: Int, slots: Int) -> Double {
    (1...slots).reduce(1) { $0 * Double(agents + $1) / Double($1) }
  }

  /// The states, level by level: the agents with 1…m chats.
  private func states() -> [[[Int]]] {
    var levels = [[[Int]]](repeating: [], count: agents * slots + 1)
    var state = [Int](repeating: 0, count: slots)
    func fill(_ place: Int, free: Int, level: Int) {
      guard place < slots else { return levels[level].append(state) }
      for count in 0...free {
        state[place] = count
        fill(place + 1, free: free - count, level: level + count * (place + 1))
      }
      state[place] = 0
    }
    fill(0, free: agents, level: 0)
    return levels
  }

  /// The chats that the agent has who gets the next one; nil: all slots are taken.
  private func chosen(_ state: [Int]) -> Int? {
    let idle = agents - state.reduce(0, +)
    let loads = (0..<slots).filter { ($0 == 0 ? idle : state[$0 - 1]) > 0 }
    return packs ? loads.last : loads.first
  }

  /// The stationary law.
  func law() -> Law {
    let levels = states()
    var chain = Chain(sizes: levels.map(\.count))
    var places: [[Int]: Int] = [:]
    for state in levels.joined() { places[state] = places.count }
    var place = 0
    for state in levels.joined() {
      if let load = chosen(state) {
        var next = state
        if load > 0 { next[load - 1] -= 1 }
        next[load] += 1
        chain.add(arrivalRate, from: place, to: places[next]!)
      }
      for load in 1...slots where state[load - 1] > 0 {
        var next = state
        next[load - 1] -= 1
        if load > 1 { next[load - 2] += 1 }
        chain.add(Double(state[load - 1]) * endingRates[load], from: place, to: places[next]!)
      }
      place += 1
    }
    let weights = chain.stationary()
    return Law(
      levels: chain.levels.map { weights[$0].reduce(0, +) },
      agents: zip(chain.levels, levels).map { range, states in
        let all = weights[range].reduce(0, +)
        return (0...slots).map { load in
          zip(range, states).reduce(0) { sum, pair in
            let (place, state) = pair
            let count = load == 0 ? agents - state.reduce(0, +) : state[load - 1]
            return sum + (all > 0 ? weights[place] / all : 0) * Double(count)
          }
        }
      })
  }
}

extension ChatOccupancy {
  /// A chain whose transitions go up or down by one level.
  private struct Chain {
    /// The places of the states of each level.
    let levels: [Range<Int>]
    private var arcs: [(from: Int, to: Int, rate: Double)] = []
    private var leaving: [Double]

    init(sizes: [Int]) {
      var first = 0
      levels = sizes.map { size in
        defer { first += size }
        return first..<first + size
      }
      leaving = [Double](repeating: 0, count: first)
    }

    mutating func add(_ rate: Double, from: Int, to: Int) {
      arcs.append((from, to, rate))
      leaving[from] += rate
    }

    /// More sweeps than any chain has needed.
    private static let mostSweeps = 20_000

    /// The stationary probabilities.
    consuming func stationary() -> [Double] {
      let count = leaving.count
      // Arcs by where they lead.
      var starts = [Int](repeating: 0, count: count + 1)
      for arc in arcs { starts[arc.to + 1] += 1 }
      for place in 0..<count { starts[place + 1] += starts[place] }
      var sources = [(from: Int, rate: Double)](repeating: (0, 0), count: arcs.count)
      var next = starts
      for arc in arcs {
        sources[next[arc.to]] = (arc.from, arc.rate)
        next[arc.to] += 1
      }
      var up = [Double](repeating: 0, count: count)
      for arc in arcs where arc.to > arc.from { up[arc.from] += arc.rate }
      var law = [Double](repeating: 0, count: count)
      for level in levels {
        for place in level { law[place] = 1 / Double(level.count) }
      }
      scale(&law, up)
      for _ in 0..<Self.mostSweeps {
        var change = 0.0
        for place in 0..<count where starts[place] < starts[place + 1] {
          var inflow = 0.0
          for arc in starts[place]..<starts[place + 1] {
            inflow += law[sources[arc].from] * sources[arc].rate
          }
          let value = inflow / leaving[place]
          change += abs(value - law[place])
          law[place] = value
        }
        scale(&law, up)
        if change < 1e-14 { break }
      }
      return law
    }

    /// Scales the levels so that as much flows up as comes down, and the sum to 1.
    private func scale(_ law: inout [Double], _ up: [Double]) {
      var factor = 1.0
      var flow = 0.0
      var sum = 0.0
      for (index, level) in levels.enumerated() {
        if index > 0 {
          let down = level.reduce(0) { $0 + law[$1] * (leaving[$1] - up[$1]) }
          factor = down > 0 ? flow / down : 0
        }
        flow = 0
        for place in level {
          law[place] *= factor
          flow += law[place] * up[place]
          sum += law[place]
        }
      }
      for place in law.indices { law[place] /= sum }
    }
  }
}

import Foundation

/// The chain of ``LinesFreeInWrapUp``: i calls in conversation or waiting, j agents in wrap-up.
struct WrapUpChain {
  private let agents: Int
  private let lines: Int
  /// The most agents in wrap-up that are looked at: nine standard deviations above the mean.
  private let mostInWrapUp: Int
  private let places: Int
  /// λ(1 - B(K - i)) and B(K - i): calls that come when i are there, and the part that is blocked.
  private let births: [Double]
  private let blocking: [Double]
  private let talkRate: Double
  private let wrapUpRate: Double
  private let patienceRate: Double
  private let arrivalRate: Double
  /// i × j: the law of j given i.
  private var law: [Double]
  /// The law of i, and its mean rates up and down.
  private var columns: [Double] = []
  private var up: [Double]
  private var down: [Double]

  /// Updates that are spent at most.
  private static let mostUpdates = 100_000_000

  init(_ center: LinesFreeInWrapUp.Center) {
    places = center.waitingPlaces ?? .max
    agents = center.agents
    // Nobody comes in when all places to wait are taken, so there are never more calls than these.
    lines = min(center.lines, places < center.lines ? agents + places : center.lines)
    let load = center.arrivalRate * center.wrapUp
    mostInWrapUp = min(agents, Int(clamping: (load + 9 * load.squareRoot() + 12).rounded(.up)))
    let (count, rate) = (center.lines, center.arrivalRate)
    let menu = ErlangB.byLines(load: center.menuLoad, upTo: count)
    births = (0...lines).map { rate * menu.free[count - $0] }
    blocking = (0...lines).map { menu.blocking[count - $0] }
    talkRate = 1 / center.lineTime
    wrapUpRate = center.wrapUp > 0 ? 1 / center.wrapUp : .infinity
    patienceRate = center.meanPatience.map { 1 / $0 } ?? 0
    arrivalRate = rate
    law = []
    up = [Double](repeating: 0, count: lines + 1)
    down = up
  }

  private var width: Int { (wrapUpRate.isFinite ? mostInWrapUp : 0) + 1 }

  private func talking(_ calls: Int, _ wrapUps: Int) -> Int { min(calls, agents - wrapUps) }

  private func birth(_ calls: Int, _ wrapUps: Int) -> Double {
    calls - talking(calls, wrapUps) < places ? births[calls] : 0
  }

  private func death(_ calls: Int, _ wrapUps: Int) -> Double {
    let talking = talking(calls, wrapUps)
    return Double(talking) * talkRate + Double(calls - talking) * patienceRate
  }

  // MARK: - Solving

  /// Finds the stationary law.
  mutating func solve() {
    start()
    weigh()
    let states = (lines + 1) * width
    let sweeps = width == 1 ? 0 : min(5000, Self.mostUpdates / states)
    var last = columns[lines]
    for _ in 0..<sweeps {
      sweep()
      weigh()
      let now = columns[lines]
      if abs(now - last) <= 1e-7 * now { break }
      last = now
    }
  }

  /// The law of j for each i as if i lasted.
  private mutating func start() {
    law = [Double](repeating: 0, count: (lines + 1) * width)
    for calls in 0...lines {
      var (weight, sum) = (1.0, 0.0)
      for wrapUps in 0..<width {
        law[calls * width + wrapUps] = weight
        sum += weight
        weight *= Double(talking(calls, wrapUps)) * talkRate / (Double(wrapUps + 1) * wrapUpRate)
      }
      for wrapUps in 0..<width { law[calls * width + wrapUps] /= sum }
    }
  }

  /// The law of i by the laws of j.
  private mutating func weigh() {
    for calls in 0...lines {
      (up[calls], down[calls]) = (0, 0)
      for wrapUps in 0..<width {
        let part = law[calls * width + wrapUps]
        up[calls] += part * birth(calls, wrapUps)
        down[calls] += part * death(calls, wrapUps)
      }
    }
    let (births, deaths) = (up, down)
    columns = BirthDeath.stationary(upTo: lines) { births[$0] / deaths[$0 + 1] }
  }

  /// One round over all i from the largest: the balance of each state, in the order of falling j.
  ///
  /// Neighbouring columns count by their weight beside this one's, which the chain of i knows.
  private mutating func sweep() {
    let width = width
    for calls in stride(from: lines, through: 0, by: -1) {
      let first = calls * width
      let below = calls > 0 ? down[calls] / up[calls - 1] : 0
      let beyond = calls < lines ? up[calls] / down[calls + 1] : 0
      var (above, sum) = (0.0, 0.0)
      for wrapUps in stride(from: width - 1, through: 0, by: -1) {
        var inflow = above * Double(wrapUps + 1) * wrapUpRate
        if calls > 0 { inflow += below * law[first - width + wrapUps] * birth(calls - 1, wrapUps) }
        if calls < lines {
          if wrapUps > 0 {
            let talking = Double(talking(calls + 1, wrapUps - 1))
            inflow += beyond * law[first + width + wrapUps - 1] * talking * talkRate
          }
          let waiting = Double(calls + 1 - talking(calls + 1, wrapUps))
          inflow += beyond * law[first + width + wrapUps] * waiting * patienceRate
        }
        let outflow = birth(calls, wrapUps) + death(calls, wrapUps) + Double(wrapUps) * wrapUpRate
        above = outflow > 0 ? inflow / outflow : 0
        law[first + wrapUps] = above
        sum += above
      }
      for wrapUps in 0..<width { law[first + wrapUps] /= sum }
    }
  }

  // MARK: - What it says

  private func sum(_ weight: (Int, Int) -> Double) -> Double {
    var sum = 0.0
    for calls in 0...lines {
      for wrapUps in 0..<width {
        sum += columns[calls] * law[calls * width + wrapUps] * weight(calls, wrapUps)
      }
    }
    return sum
  }

  /// The part of the calls that are blocked.
  var blocked: Double {
    sum { calls, wrapUps in
      calls - talking(calls, wrapUps) < places ? blocking[calls] : 1
    }
  }

  /// The mean number waiting.
  var meanQueue: Double { sum { Double($0 - talking($0, $1)) } }

  /// The part of the calls that find an agent free.
  var immediate: Double {
    sum { calls, wrapUps in
      calls < agents - wrapUps ? birth(calls, wrapUps) / arrivalRate : 0
    }
  }

  /// By number waiting: the part of the calls that come then and wait.
  var waiting: [Double] {
    var result = [Double](repeating: 0, count: lines + 1)
    for calls in 0...lines {
      for wrapUps in 0..<width where calls >= agents - wrapUps {
        let waiting = calls - talking(calls, wrapUps)
        let share = columns[calls] * law[calls * width + wrapUps]
        result[waiting] += share * birth(calls, wrapUps) / arrivalRate
      }
    }
    let used = result.lastIndex { $0 > 0 } ?? -1
    return Array(result.prefix(used + 1))
  }
}

import Foundation

/// The chain of ``LinesFreeInWrapUp``: i calls in conversation or waiting, j agents in wrap-up.
struct WrapUpChain {
  private let agents: Int
  /// The numbers of calls that are looked at.
  private let range: ClosedRange<Int>
  /// The most agents in wrap-up that are looked at: nine standard deviations above the mean.
  private let mostInWrapUp: Int
  private let places: Int
  /// By i in the range, λ(1 - B(K - i)) and B(K - i): calls that come when i are there, and the part
  /// that is blocked.
  private let births: [Double]
  private let blocking: [Double]
  private let talkRate: Double
  private let wrapUpRate: Double
  private let patienceRate: Double
  private let arrivalRate: Double
  /// i in the range × j: the law of j given i.
  private var law: [Double]
  /// By i in the range: the law of i, and its mean rates up and down.
  private var columns: [Double] = []
  private var up: [Double]
  private var down: [Double]

  /// Updates that are spent at most.
  private static let mostUpdates = 100_000_000

  init(_ center: LinesFreeInWrapUp.Center) {
    places = center.waitingPlaces ?? .max
    agents = center.agents
    let load = center.arrivalRate * center.wrapUp
    mostInWrapUp = min(agents, Int(clamping: (load + 9 * load.squareRoot() + 12).rounded(.up)))
    let (count, rate) = (center.lines, center.arrivalRate)
    let menu = ErlangB.byLines(load: center.menuLoad, upTo: count)
    range = Self.range(of: center) { rate * menu.free[count - $0] }
    births = range.map { rate * menu.free[count - $0] }
    blocking = range.map { menu.blocking[count - $0] }
    talkRate = 1 / center.lineTime
    wrapUpRate = center.wrapUp > 0 ? 1 / center.wrapUp : .infinity
    patienceRate = center.meanPatience.map { 1 / $0 } ?? 0
    arrivalRate = rate
    law = []
    up = [Double](repeating: 0, count: range.count)
    down = up
  }

  /// The numbers of calls that matter: beyond them less than 1e-20 of the law lies.
  ///
  /// The law of M/M/n/K(+M) of the whole handle time says so. Below n calls they leave at the rate of
  /// their conversations or, where less, as fast as n agents work; its tails are the longer ones,
  /// since the two parts of a handle time scatter less than an exponential one.
  private static func range(
    of center: LinesFreeInWrapUp.Center, birth: (Int) -> Double
  ) -> ClosedRange<Int> {
    // Nobody comes in when all places to wait are taken, so there are never more calls than these.
    let places = center.waitingPlaces ?? .max
    let lines = min(center.lines, places < center.lines ? center.agents + places : center.lines)
    let most = Double(center.agents) / (center.lineTime + center.wrapUp)
    let patienceRate = center.meanPatience.map { 1 / $0 } ?? 0
    let law = BirthDeath.stationary(upTo: lines) { calls in
      let waiting = Double(max(0, calls + 1 - center.agents))
      return birth(calls)
        / (min(Double(calls + 1) / center.lineTime, most) + waiting * patienceRate)
    }
    var (low, high) = (0, lines)
    var tail = law[high]
    while tail < 1e-20, high > center.agents {
      high -= 1
      tail += law[high]
    }
    tail = law[low]
    while tail < 1e-20, low < high {
      low += 1
      tail += law[low]
    }
    // With fewer calls than agents the law is not so simple: all of them or none.
    return (low > center.agents ? low : 0)...high
  }

  private var width: Int { (wrapUpRate.isFinite ? mostInWrapUp : 0) + 1 }

  /// Where a number of calls stands in what is kept by i.
  private func place(_ calls: Int) -> Int { calls - range.lowerBound }

  private func talking(_ calls: Int, _ wrapUps: Int) -> Int { min(calls, agents - wrapUps) }

  private func birth(_ calls: Int, _ wrapUps: Int) -> Double {
    calls - talking(calls, wrapUps) < places ? births[place(calls)] : 0
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
    let states = range.count * width
    let sweeps = width == 1 ? 0 : min(5000, Self.mostUpdates / states)
    var last = (queue: meanQueue, blocked: blocked)
    for _ in 0..<sweeps {
      sweep()
      weigh()
      let now = (queue: meanQueue, blocked: blocked)
      // What is blocked in the last of a law that was cut is noise.
      if abs(now.queue - last.queue) <= 1e-8 * now.queue,
        abs(now.blocked - last.blocked) <= 1e-7 * now.blocked + 1e-17
      {
        break
      }
      last = now
    }
  }

  /// The law of j for each i as if i lasted.
  private mutating func start() {
    law = [Double](repeating: 0, count: range.count * width)
    for calls in range {
      let first = place(calls) * width
      var (weight, sum) = (1.0, 0.0)
      for wrapUps in 0..<width {
        law[first + wrapUps] = weight
        sum += weight
        weight *= Double(talking(calls, wrapUps)) * talkRate / (Double(wrapUps + 1) * wrapUpRate)
      }
      for wrapUps in 0..<width { law[first + wrapUps] /= sum }
    }
  }

  /// The law of i by the laws of j.
  private mutating func weigh() {
    for calls in range {
      let place = place(calls)
      (up[place], down[place]) = (0, 0)
      for wrapUps in 0..<width {
        let part = law[place * width + wrapUps]
        up[place] += part * birth(calls, wrapUps)
        down[place] += part * death(calls, wrapUps)
      }
    }
    let (births, deaths) = (up, down)
    columns = BirthDeath.stationary(upTo: range.count - 1) { births[$0] / deaths[$0 + 1] }
  }

  /// One round over all i from the largest: the balance of each state, in the order of falling j.
  ///
  /// Neighbouring columns count by their weight beside this one's, which the chain of i knows.
  private mutating func sweep() {
    let width = width
    for calls in range.reversed() {
      let place = place(calls)
      let first = place * width
      let hasFewer = calls > range.lowerBound
      let hasMore = calls < range.upperBound
      let below = hasFewer ? down[place] / up[place - 1] : 0
      let beyond = hasMore ? up[place] / down[place + 1] : 0
      var (above, sum) = (0.0, 0.0)
      for wrapUps in stride(from: width - 1, through: 0, by: -1) {
        var inflow = above * Double(wrapUps + 1) * wrapUpRate
        if hasFewer { inflow += below * law[first - width + wrapUps] * birth(calls - 1, wrapUps) }
        if hasMore {
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
    for calls in range {
      let place = place(calls)
      for wrapUps in 0..<width {
        sum += columns[place] * law[place * width + wrapUps] * weight(calls, wrapUps)
      }
    }
    return sum
  }

  /// The part of the calls that are blocked.
  var blocked: Double {
    sum { calls, wrapUps in
      calls - talking(calls, wrapUps) < places ? blocking[place(calls)] : 1
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
    var result = [Double](repeating: 0, count: range.upperBound + 1)
    for calls in range {
      let place = place(calls)
      for wrapUps in 0..<width where calls >= agents - wrapUps {
        let waiting = calls - talking(calls, wrapUps)
        let share = columns[place] * law[place * width + wrapUps]
        result[waiting] += share * birth(calls, wrapUps) / arrivalRate
      }
    }
    let used = result.lastIndex { $0 > 0 } ?? -1
    return Array(result.prefix(used + 1))
  }
}

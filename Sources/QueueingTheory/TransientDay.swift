/// One pass through the day of a ``TimeVaryingQueue``, with the queue cut at a length.
struct TransientDay {
  typealias Measures = TimeVaryingQueue.Measures

  private let queue: TimeVaryingQueue
  private let longest: Int
  private let acceptableWait: Double?
  private let rates: TransientRates
  private let starts: [Double]
  private var states: TransientStates
  /// The probabilities of the states, then the tallies of the current interval.
  private var law: [Double]

  /// Tallies integrated along with the probabilities.
  private enum Tally: Int, CaseIterable {
    case arrivals, busy, queue, waiting, abandonments, served, cutOff
  }

  init(queue: TimeVaryingQueue, longestQueue: Int, acceptableWait: Double?) {
    self.queue = queue
    self.acceptableWait = acceptableWait
    longest = longestQueue
    rates = TransientRates(
      handleRate: 1 / queue.meanHandleTime,
      abandonmentRate: queue.meanPatience.map { 1 / $0 } ?? 0,
      balkingProbability: queue.balkingProbability)
    starts = queue.intervals.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1.length) }
    states = TransientStates(scheduled: 0, most: 0, longest: longestQueue)
    law = [1] + [Double](repeating: 0, count: longestQueue)
  }

  /// The measures of the day; nil when the cut of the queue is felt.
  mutating func run() -> TimeVaryingQueue.Day? {
    var result: [Measures] = []
    for index in queue.intervals.indices {
      enter(index)
      guard let measures = pass(index) else { return nil }
      result.append(measures)
    }
    return TimeVaryingQueue.Day(intervals: result, abandonmentsAfterClosing: close())
  }

  /// The calls that abandon after the last interval, whose staff stay.
  private mutating func close() -> Double {
    guard rates.abandonmentRate > 0 else { return 0 }
    let tally = states.count + Tally.abandonments.rawValue
    let before = law[tally]
    var solver = OrdinaryEquations(size: law.count, firstStep: 1, tolerance: 1e-10)
    while law.withUnsafeBufferPointer({ TransientMeans(states, $0, served: nil) }).waiting > 1e-11 {
      advance(&solver, from: 0, to: queue.meanHandleTime, { _ in 0 }, served: nil)
    }
    return law[tally] - before
  }

  /// Changes the staffing: waiting calls take new agents, agents too many stay for their call.
  private mutating func enter(_ index: Int) {
    let scheduled = queue.intervals[index].agents
    let next = TransientStates(
      scheduled: scheduled, most: max(scheduled, mostBusy()), longest: longest)
    var moved = [Double](repeating: 0, count: next.count + Tally.allCases.count)
    states.forEach { cell, busy, waiting in
      let part = law[cell]
      let entry = next.entry(busy: min(busy, next.most), waiting: waiting)
      moved[next.cell(entry.busy, entry.waiting)] += part
    }
    (states, law) = (next, moved)
  }

  /// The most agents busy with a probability that counts.
  private func mostBusy() -> Int {
    var parts = [Double](repeating: 0, count: states.most + 1)
    states.forEach { cell, busy, _ in parts[busy] += law[cell] }
    return parts.lastIndex { $0 > 1e-15 } ?? 0
  }

  private mutating func pass(_ index: Int) -> Measures? {
    let interval = queue.intervals[index]
    let (start, end) = (starts[index], starts[index + 1])
    let rate = interval.arrivalRate
    var solver = OrdinaryEquations(
      size: law.count, firstStep: min(1, interval.length), tolerance: 1e-10)
    guard let wait = acceptableWait else {
      advance(&solver, from: start, to: end, rate, served: nil)
      return measures(index)
    }
    // Callers of the last T seconds may see the next staffing; all others see the same one.
    let late = max(start, end - wait)
    let waits = TransientWait(queue: queue, starts: starts, rates: rates, longest: longest)
    if late > start {
      let served = waits.served(within: wait, arrivingAt: start, interval: index, states)
      advance(&solver, from: start, to: late, rate, served: served)
    }
    var now = late
    let eventRate = Double(states.most) / queue.meanHandleTime + rate(late)
    for (time, weight) in Quadrature.nodes(from: late, to: end, perLength: eventRate / 15) {
      advance(&solver, from: now, to: time, rate, served: nil)
      now = time
      let served = waits.served(within: wait, arrivingAt: time, interval: index, states)
      law[states.count + Tally.served.rawValue] += weight * rate(time) * servedPart(served)
    }
    advance(&solver, from: now, to: end, rate, served: nil)
    return measures(index)
  }

  private mutating func advance(
    _ solver: inout OrdinaryEquations, from start: Double, to end: Double,
    _ rate: (Double) -> Double, served: [Double]?
  ) {
    let (states, rates) = (states, rates)
    let balking = queue.balkingProbability
    solver.advance(&law, from: start, to: end) { time, law, change in
      let arrivalRate = rate(time)
      law.withUnsafeBufferPointer { source in
        change.withUnsafeMutableBufferPointer { target in
          rates.forward(states, arrivalRate: arrivalRate, source, target)
          let means = TransientMeans(states, source, served: served)
          func set(_ tally: Tally, _ value: Double) {
            target[states.count + tally.rawValue] = value
          }
          set(.arrivals, arrivalRate)
          set(.busy, means.busy)
          set(.queue, means.waiting)
          set(.waiting, arrivalRate * means.allBusy)
          set(
            .abandonments,
            rates.abandonmentRate * means.waiting + arrivalRate * balking * means.allBusy)
          set(.served, arrivalRate * means.served)
          set(.cutOff, arrivalRate * means.longest)
        }
      }
    }
  }

  private func servedPart(_ served: [Double]) -> Double {
    (0..<states.count).reduce(0) { $0 + law[$1] * served[$1] }
  }

  private func measures(_ index: Int) -> Measures? {
    let length = queue.intervals[index].length
    func tally(_ tally: Tally) -> Double { law[states.count + tally.rawValue] }
    var result = Measures()
    let means = law.withUnsafeBufferPointer { TransientMeans(states, $0, served: nil) }
    if tally(.cutOff) > 1e-11 * max(1, tally(.arrivals)) { return nil }
    result.busyAtEnd = means.busy
    result.queueAtEnd = means.waiting
    let arrivals = tally(.arrivals)
    result.arrivals = arrivals
    result.meanBusy = tally(.busy) / length
    result.meanQueue = tally(.queue) / length
    result.waitProbability = arrivals > 0 ? tally(.waiting) / arrivals : 0
    result.abandonments = tally(.abandonments)
    if acceptableWait != nil { result.serviceLevel = arrivals > 0 ? tally(.served) / arrivals : 1 }
    return result
  }
}

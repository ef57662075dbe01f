/// The probability that a caller of a time-varying queue is served within a time, by the backward
/// equations over the staffings he may see.
struct TransientWait {
  private let queue: TimeVaryingQueue
  private let starts: [Double]
  private let rates: TransientRates
  private let longest: Int

  init(queue: TimeVaryingQueue, starts: [Double], rates: TransientRates, longest: Int) {
    self.queue = queue
    self.starts = starts
    self.rates = rates
    self.longest = longest
  }

  /// P(served within `wait`) for an arrival at a time, by the state he finds.
  ///
  /// - Parameters:
  ///   - wait: T, in seconds.
  ///   - time: of the arrival, in the interval `index`.
  ///   - index: of that interval.
  ///   - states: those of that interval.
  /// - Returns: the probabilities, laid out like the states.
  func served(
    within wait: Double, arrivingAt time: Double, interval index: Int, _ states: TransientStates
  ) -> [Double] {
    let deadline = time + wait
    var staffings = [states]
    while index + staffings.count < queue.intervals.count,
      starts[index + staffings.count] < deadline
    {
      let scheduled = queue.intervals[index + staffings.count].agents
      let most = max(scheduled, staffings[staffings.count - 1].most)
      staffings.append(TransientStates(scheduled: scheduled, most: most, longest: longest))
    }
    var later: TransientStates?
    var served: [Double] = []
    var end = deadline
    for (offset, staffing) in staffings.enumerated().reversed() {
      served = crossing(into: staffing, from: later, served)
      let start = offset == 0 ? time : starts[index + offset]
      evolve(&served, staffing, length: end - start)
      end = start
      later = staffing
    }
    let joins = 1 - rates.balkingProbability
    return [Double](repeating: 1, count: states.scheduled) + served.map { $0 * joins }
  }

  /// The values just before a change of staff, from those just after it; zero at the deadline.
  private func crossing(
    into staffing: TransientStates, from later: TransientStates?, _ served: [Double]
  ) -> [Double] {
    let rows = staffing.most - staffing.scheduled + 1
    var result = [Double](repeating: 0, count: rows * staffing.width)
    guard let later else { return result }
    for busy in staffing.scheduled...staffing.most {
      let free = max(0, later.scheduled - busy)
      let row = max(busy, later.scheduled) - later.scheduled
      for ahead in 0...longest {
        let cell = (busy - staffing.scheduled) * staffing.width + ahead
        result[cell] = ahead < free ? 1 : served[row * later.width + ahead - free]
      }
    }
    return result
  }

  private func evolve(_ served: inout [Double], _ staffing: TransientStates, length: Double) {
    var solver = OrdinaryEquations(
      size: served.count, firstStep: min(1, length), tolerance: 1e-9)
    let rates = rates
    solver.advance(&served, from: 0, to: length) { _, values, change in
      values.withUnsafeBufferPointer { source in
        change.withUnsafeMutableBufferPointer { target in
          rates.backward(staffing, source, target)
        }
      }
    }
  }
}

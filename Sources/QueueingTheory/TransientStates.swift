/// The states of a time-varying queue under one staffing, laid out in one array.
///
/// With fewer busy than scheduled nobody waits: one cell each. From the scheduled number to the
/// most that can still be busy there is a row of queue lengths 0…longest for each number busy.
struct TransientStates {
  let scheduled: Int
  /// The most agents that can be busy, ≥ scheduled.
  let most: Int
  let longest: Int

  var count: Int { scheduled + (most - scheduled + 1) * width }
  var width: Int { longest + 1 }

  /// The cell of a number busy and a number waiting.
  func cell(_ busy: Int, _ waiting: Int) -> Int {
    busy < scheduled ? busy : scheduled + (busy - scheduled) * width + waiting
  }

  /// Calls `body` with the cell, the number busy and the number waiting of every state.
  func forEach(_ body: (_ cell: Int, _ busy: Int, _ waiting: Int) -> Void) {
    for busy in 0..<scheduled { body(busy, busy, 0) }
    var cell = scheduled
    for busy in scheduled..<most + 1 {
      for waiting in 0..<width {
        body(cell, busy, waiting)
        cell += 1
      }
    }
  }

  /// Where a state goes when the staffing becomes this one: waiting calls take the free agents.
  func entry(busy: Int, waiting: Int) -> (busy: Int, waiting: Int) {
    let started = min(max(0, scheduled - busy), waiting)
    return (busy + started, waiting - started)
  }
}

/// Sums over the states.
struct TransientMeans {
  var busy = 0.0
  var waiting = 0.0
  /// P(all scheduled agents busy).
  var allBusy = 0.0
  /// P(the queue is at its cut).
  var longest = 0.0
  /// The probability of being served in time, given for each cell, on average.
  var served = 0.0

  init(_ states: TransientStates, _ law: UnsafeBufferPointer<Double>, served: [Double]?) {
    for busy in 0..<states.scheduled { self.busy += law[busy] * Double(busy) }
    for busy in states.scheduled..<states.most + 1 {
      let first = states.cell(busy, 0)
      var row = 0.0
      for waiting in 0..<states.width {
        row += law[first + waiting]
        self.waiting += law[first + waiting] * Double(waiting)
      }
      self.busy += row * Double(busy)
      allBusy += row
      longest += law[first + states.longest]
    }
    guard let served else { return }
    for cell in 0..<states.count { self.served += law[cell] * served[cell] }
  }
}

/// The rates at which calls move between those states, per second.
struct TransientRates {
  let handleRate: Double
  let abandonmentRate: Double
  let balkingProbability: Double

  /// The forward equations: adds up the flow between the states.
  func forward(
    _ states: TransientStates, arrivalRate: Double,
    _ law: UnsafeBufferPointer<Double>, _ change: UnsafeMutableBufferPointer<Double>
  ) {
    for cell in 0..<states.count { change[cell] = 0 }
    let (scheduled, width) = (states.scheduled, states.width)
    for busy in 0..<scheduled {
      let (up, down) = (law[busy] * arrivalRate, law[busy] * Double(busy) * handleRate)
      // The cell of `scheduled` busy and none waiting follows the last single cell.
      change[busy] -= up + down
      change[busy + 1] += up
      if busy > 0 { change[busy - 1] += down }
    }
    let joining = arrivalRate * (1 - balkingProbability)
    for busy in scheduled..<states.most + 1 {
      let first = scheduled + (busy - scheduled) * width
      let service = Double(busy) * handleRate
      for waiting in 0..<width {
        let cell = first + waiting
        let part = law[cell]
        if waiting + 1 < width {
          change[cell] -= part * joining
          change[cell + 1] += part * joining
        }
        let leaving = part * Double(waiting) * abandonmentRate
        let done = part * service
        change[cell] -= leaving + done
        if waiting > 0 { change[cell - 1] += leaving }
        if busy > scheduled {
          change[cell - width] += done
        } else if waiting > 0 {
          change[cell - 1] += done
        } else if busy > 0 {
          change[busy - 1] += done
        }
      }
    }
  }

  /// The backward equations of a waiting caller with `waiting` calls ahead: the change, per second
  /// of time still allowed, of his probability of being served.
  func backward(
    _ states: TransientStates, _ served: UnsafeBufferPointer<Double>,
    _ change: UnsafeMutableBufferPointer<Double>
  ) {
    let (scheduled, width) = (states.scheduled, states.width)
    for busy in scheduled..<states.most + 1 {
      let first = (busy - scheduled) * width
      let service = Double(busy) * handleRate
      for ahead in 0..<width {
        let cell = first + ahead
        let here = served[cell]
        let shorter = ahead > 0 ? served[cell - 1] : 1
        let next = busy > scheduled ? served[cell - width] : shorter
        var slope = service * (next - here) - abandonmentRate * here
        if ahead > 0 { slope += Double(ahead) * abandonmentRate * (shorter - here) }
        change[cell] = slope
      }
    }
  }
}

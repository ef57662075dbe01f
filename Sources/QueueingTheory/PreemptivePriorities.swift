/// M/M/n with two or more preemptive-resume priority classes of one mean handle time.
///
/// A more urgent call takes an agent from a less urgent one, which returns to the queue and goes
/// on where it stopped. Classes 1…k together do not feel the others, so the queue of class k is the
/// difference of two M/M/n queues (Erlang C). Example: 100 urgent and 100 other calls an hour of
/// 240 s on 15 agents wait 0.115 s and 162.8 s.
///
/// Needs total load < n. Relative error below 1e-10 of the larger of the two. O(√n) per class.
///
/// Source: J. P. Buzen and A. B. Bondi, "The response times of priority classes under preemptive
/// resume in M/M/m queues", Operations Research 31, 1983, section 2.
public struct PreemptivePriorities: Sendable {
  /// Calls per second of each class, the most urgent first.
  public let arrivalRates: [Double]
  /// Time average of the number of each class in the queue, interrupted calls included.
  public let meanQueues: [Double]

  /// - Parameters:
  ///   - arrivalRates: calls per second by class, each ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  /// - Throws: ``UnstableQueue`` when the total load is not below n.
  public init(
    arrivalRates: [Double], meanHandleTime: Double, agents: Int
  ) throws(UnstableQueue) {
    precondition(arrivalRates.allSatisfy { $0 >= 0 }, "the arrival rates are ≥ 0")
    self.arrivalRates = arrivalRates
    var (rate, before) = (0.0, 0.0)
    var queues: [Double] = []
    for classRate in arrivalRates {
      rate += classRate
      let together = try ErlangC(
        arrivalRate: rate, meanHandleTime: meanHandleTime, agents: agents
      ).meanQueue
      queues.append(together - before)
      before = together
    }
    meanQueues = queues
  }

  /// The mean time a call of a class, 0 the most urgent, spends in the queue, in seconds.
  ///
  /// The time after interruptions is included; the rate of the class must be > 0.
  public func averageWait(ofClass index: Int) -> Double {
    meanQueues[index] / arrivalRates[index]
  }
}

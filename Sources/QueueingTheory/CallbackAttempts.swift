/// Callbacks that are tried several times: what an attempt costs, and what becomes of a promise.
///
/// Attempt k reaches the customer with the probability r(k); else it meets a machine, a busy tone, or nobody. A
/// message on a machine may close the matter. The next attempt follows a gap after the end of an attempt, up to
/// K in all. With agents for all, those who are busy with callbacks are Poisson.
///
/// Exact; a recursion over the attempts. Example: r = 0.7, three attempts: 97.3 % are reached in 1.39 attempts.
public struct CallbackAttempts: Sendable {
  /// What dialing is like; times in seconds, parts 0…1.
  public struct Dialing: Sendable {
    /// r(1), r(2), …; the last holds for all later attempts.
    public var reach: [Double]
    /// K.
    public var most: Int
    /// From the dial to the customer's answer.
    public var ring: Double
    /// From the dial until nobody has answered.
    public var timeout: Double
    /// From the end of an attempt to the next.
    public var gap: Double
    /// From the promise to the first attempt.
    public var delay: Double
    /// The part of attempts without the customer that meet a machine, and how long they take.
    public var machine: (share: Double, time: Double)
    /// The same of a busy tone.
    public var busy: (share: Double, time: Double)
    /// Whether a message on a machine closes the matter.
    public var messageCloses: Bool

    /// Dialing.
    public init(
      reach: [Double], most: Int, ring: Double, timeout: Double, gap: Double, delay: Double,
      machine: (share: Double, time: Double), busy: (share: Double, time: Double), messageCloses: Bool
    ) {
      (self.reach, self.most) = (reach, most)
      (self.ring, self.timeout, self.gap, self.delay) = (ring, timeout, gap, delay)
      (self.machine, self.busy, self.messageCloses) = (machine, busy, messageCloses)
    }
  }

  /// P(reached in at most K attempts).
  public private(set) var reached = 0.0
  /// P(closed by a message).
  public private(set) var closedByMessage = 0.0
  /// P(neither).
  public private(set) var failed = 0.0
  /// Mean attempts of a promise.
  public private(set) var attempts = 0.0
  /// Mean seconds of dialing without talk of a promise: rings, machines and tones.
  public private(set) var dialingTime = 0.0
  /// Mean seconds from the promise to the customer's answer, of those reached.
  public private(set) var delayOfReached = 0.0

  /// - Parameter dialing: reach and shares are parts, the shares' sum at most 1; K ≥ 1.
  public init(_ dialing: Dialing) {
    precondition(!dialing.reach.isEmpty && dialing.most >= 1, "there is an attempt")
    let (machine, busy) = (dialing.machine, dialing.busy)
    let nobody = 1 - machine.share - busy.share
    let missed = machine.share * machine.time + busy.share * busy.time + nobody * dialing.timeout
    // Only attempts after which another may follow are behind a later one.
    let goesOn = dialing.messageCloses ? 1 - machine.share : 1
    let wait =
      goesOn > 0
      ? (missed - (dialing.messageCloses ? machine.share * machine.time : 0)) / goesOn : 0
    var (open, behind, sum) = (1.0, dialing.delay, 0.0)
    for attempt in 0..<dialing.most {
      let reach = dialing.reach[min(attempt, dialing.reach.count - 1)]
      attempts += open
      reached += open * reach
      sum += open * reach * (behind + dialing.ring)
      dialingTime += open * (reach * dialing.ring + (1 - reach) * missed)
      if dialing.messageCloses { closedByMessage += open * (1 - reach) * machine.share }
      open *= (1 - reach) * goesOn
      behind += wait + dialing.gap
    }
    failed = open
    delayOfReached = reached > 0 ? sum / reached : 0
  }
}

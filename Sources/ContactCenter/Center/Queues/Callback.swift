// Callers of a queue who are called back instead of waiting on the line.

extension Scenario {
  /// Offers of a callback to those who wait in a queue, and what becomes of who accepts.
  ///
  /// Who accepts hangs up: he holds no line, has no patience to lose, and his contact is a *ticket* until a
  /// conversation begins or the ticket is closed.
  public struct Callback: Sendable, Equatable {
    /// When the turn of a ticket comes.
    public enum Kind: String, Sendable, CaseIterable {
      /// The ticket keeps the caller's place in the queue.
      case virtualHold
      /// A list of its own, first accepted first, which comes after all who wait.
      case whenIdle
      /// A time is promised; when it has come the ticket is the first of all.
      case promised
    }
    /// What becomes of tickets whose turn has not come when the queue's center closes.
    public enum AtClosing: String, Sendable, CaseIterable {
      /// They are called back when it opens again.
      case carriedOver
      /// They are closed without a call.
      case dropped
      /// Agents on duty call them back before they go home, where the center serves those inside to the
      /// end; tickets whom nobody on duty serves are closed without a call.
      case workedOff
    }

    /// When the turn of a ticket comes.
    public var kind = Kind.virtualHold
    /// Who is offered a callback, and when.
    public var offer = Offer()
    /// Who accepts.
    public var acceptance = Acceptance.probability(0.5)
    /// The wait that is announced with every offer, in seconds; nil: the one that is foretold then.
    public var announced: Seconds?
    /// Seconds on the line, from the acceptance on, until the number is taken.
    public var capture: Seconds = 0
    /// Seconds that a ticket rests before its turn may come.
    public var initialDelay: Seconds = 0
    /// Seconds from the acceptance within which, or for `promised` after which, the call is promised.
    public var promise: Seconds?
    /// How many seconds late a promise still counts as kept; nil: 900 for `promised`, else 0.
    public var tolerance: Seconds?
    /// `whenIdle`: agents who serve the queue and must stay idle for others.
    public var reserve = 0
    /// How customers are dialed.
    public var dialing = Dialing()
    /// The conversation of a call back; nil: the type's own.
    public var talk: Distribution?
    /// Multiplies the length of such conversations.
    public var handlingFactor = 1.0
    /// The trunk group whose lines customers are called on; nil: a line is always free.
    public var trunks: Link<TrunkGroup>?
    /// What becomes of tickets whose turn has not come at closing.
    public var atClosing = AtClosing.carriedOver
    /// Seconds from the acceptance after which nobody is called any more; nil: there is no such end.
    ///
    /// An attempt under way then is finished.
    public var expiresAfter: Seconds?
    /// Customers who call in although they are to be called back; nil: nobody does.
    public var callsAgain: CallsAgain?

    /// Half of those who find no agent accept to keep their place.
    public init() {}

    /// How late a promise still counts as kept.
    var grace: Seconds { tolerance ?? (kind == .promised ? 900 : 0) }
    /// When the call is promised at the latest, so many seconds after the acceptance; nil: no promise.
    var deadline: Seconds? { promise.map { $0 + grace } }
    /// Whether tickets wait in the queue's lanes, among those on the line.
    var keepsLane: Bool { kind == .virtualHold && dialing.first == .agent }
    /// Whether anything happens to tickets beside their turn.
    var wakes: Bool { expiresAfter != nil || callsAgain != nil }
  }
}

extension Scenario.Callback {
  /// Who is offered a callback, and when.
  public struct Offer: Sendable, Equatable {
    /// Whom an offer reaches.
    public enum Audience: String, Sendable, CaseIterable {
      /// Those who find no free agent.
      case waiting
      /// All, before an agent is looked for: a button on a page, say.
      case everyone
    }
    /// Seconds of wait after which an offer is made, in rising order; 0: at once.
    public var after: [Seconds] = [0]
    /// Whom it reaches.
    public var to = Audience.waiting
    /// Contacts that must wait in the queue, who is offered the callback not among them.
    public var whenQueue = 0
    /// The expected wait from which it is offered, in seconds.
    public var whenExpectedWait: Seconds = 0
    /// Nothing is offered in the last seconds before closing, so many.
    public var untilBeforeClosing: Seconds = 0
    /// The share of those whom it reaches that get the offer.
    public var share = 1.0

    /// To all who find no free agent, at once.
    public init() {}
  }

  /// Customers who call in although they are to be called back: two contacts about one matter.
  ///
  /// They call while the center is open and they are not on the line already; who has a ticket is offered no
  /// other one. An attempt to reach somebody who is calling in meets the busy signal.
  public struct CallsAgain: Sendable, Equatable {
    /// When the ticket of one who calls in is cancelled.
    public enum Cancelling: String, Sendable, CaseIterable {
      /// As soon as he calls in.
      case whenCalling
      /// As soon as he is served otherwise.
      case whenServed
      /// Never: he is dialed although he has been served.
      case never
    }
    /// Seconds from the acceptance before which nobody calls in; nil: the promised time, or none.
    public var after: Seconds?
    /// How often a customer calls in from then on, per second.
    public var rate: Double
    /// When his ticket is cancelled.
    public var cancelled = Cancelling.whenServed
    /// Seconds in which who is dialed in vain says that he has been served.
    public var notice: Seconds = 15

    /// So often per second.
    public init(rate: Double) { self.rate = rate }
  }

  /// Who accepts an offer.
  public enum Acceptance: Sendable, Equatable {
    /// Everybody with the same probability.
    case probability(Double)
    /// With probability 1 / (1 + exp(−(intercept + perMinute · announced minutes))).
    case logit(intercept: Double, perMinute: Double)

    /// The chance at an announced wait.
    func chance(announced: Seconds) -> Double {
      switch self {
      case .probability(let chance): return chance
      case .logit(let intercept, let perMinute):
        if announced == .infinity { return perMinute > 0 ? 1 : perMinute < 0 ? 0 : chance(announced: 0) }
        return 1 / (1 + PortableMath.exp(-(intercept + perMinute * announced / 60)))
      }
    }
  }

  /// How customers are dialed, and what comes of it.
  public struct Dialing: Sendable, Equatable {
    /// Who waits for whom.
    public enum Order: String, Sendable, CaseIterable {
      /// An agent is reserved first and hears the ringing.
      case agent
      /// The customer is dialed while an agent is free for it, and who answers waits at the head of all
      /// for the next one.
      case customer
    }
    /// Who is there first.
    public var first = Order.agent
    /// The chance that the customer answers, by attempt; the last one holds for all later ones.
    public var reach: [Double] = [1]
    /// Seconds of ringing until the customer answers.
    public var ring: Seconds = 10
    /// Seconds of ringing when nobody answers.
    public var timeOut: Seconds = 25
    /// Of the attempts that do not reach the customer those that a machine answers.
    public var machineShare = 0.0
    /// Seconds until a machine is known for one, and the message is left, if there is one.
    public var machineTime: Seconds = 30
    /// Whether the message closes the ticket.
    public var messageCloses = false
    /// Of the attempts that do not reach the customer those that meet the busy signal.
    public var busyShare = 0.0
    /// Seconds of the busy signal.
    public var busyTime: Seconds = 3
    /// The most attempts; the ticket fails after the last one.
    public var attempts = 3
    /// From the end of an attempt to the next time that the ticket's turn may come, in seconds.
    public var gap = Distribution.constant(600)
    /// `customer`: how long who has answered waits for an agent; nil: like the callers of his type.
    public var patience: Distribution?

    /// Everybody answers after ten seconds.
    public init() {}

    /// The chance that an attempt, from 1 on, reaches the customer.
    func reach(_ attempt: Int32) -> Double { reach[min(Int(attempt), reach.count) - 1] }
  }
}

extension ScenarioLimits {
  /// Offers of a callback to one who waits.
  public static let callbackOffers = 1...100
  /// Attempts to reach a customer, and chances by attempt.
  public static let callbackAttempts = 1...100
  /// What multiplies the length of conversations.
  public static let callbackFactors = 0.01...100
  /// The numbers of a logit choice.
  public static let logits = -1000.0...1000
  /// Calls per hour of one who is to be called back.
  public static let callsAgainPerHour = 0.0...3600
  /// Least queues of an offer.
  public static let callbackQueues = 0...1_000_000
}

extension ModelBuilder {
  /// Checks the offers of a callback and links its lines.
  mutating func linked(_ callback: Scenario.Callback, _ path: String) -> Scenario.Callback {
    var linked = callback
    linked.trunks = callback.trunks.flatMap { self.linked($0, at: "\(path).trunks") }
    check(callback.offer, "\(path).offer")
    switch callback.acceptance {
    case .probability(let chance): checkProportion(chance, at: "\(path).accepts", "The chance of accepting")
    case .logit(let intercept, let perMinute):
      checkNumber(
        intercept, in: ScenarioLimits.logits, at: "\(path).accepts.intercept", "The intercept")
      checkNumber(
        perMinute, in: ScenarioLimits.logits, at: "\(path).accepts.perMinute", "The effect of a minute")
    }
    if let announced = callback.announced {
      checkLength(announced, at: "\(path).announced", "The announced wait")
    }
    checkLength(callback.capture, at: "\(path).capture", "The time to take the number")
    checkLength(callback.initialDelay, at: "\(path).initialDelay", "The initial delay")
    checkPromise(callback, path)
    checkNumber(
      Double(callback.reserve), in: ScenarioLimits.agentCounts.numbers, at: "\(path).reserve", "The reserve")
    if callback.reserve > 0, callback.kind != .whenIdle, isSound("\(path).kind") {
      error(
        "\(path).reserve", "Only tickets of the kind whenIdle leave agents idle for others.",
        "Give kind: whenIdle, or leave the reserve out.")
    }
    checkLaw(callback.talk, at: "\(path).talk", "Talk time")
    checkNumber(
      callback.handlingFactor, in: ScenarioLimits.callbackFactors, at: "\(path).handlingFactor",
      "The handling factor")
    check(callback.dialing, "\(path).dialing")
    checkEnds(callback, path)
    return linked
  }

  /// Tickets that could never be dialed: without lines, or with a reserve of all agents.
  mutating func checkCallbacks() {
    for (i, queue) in model.queues.enumerated() {
      let path = "queues[\(i)].callback"
      guard let callback = queue.callback, isSound(path) else { continue }
      if let place = callback.trunks?.place, scenario.trunkGroups.indices.contains(place),
        scenario.trunkGroups[place].lines == 0, scenario.trunkGroups[place].overflowTo == nil
      {
        error(
          "\(path).trunks", "The trunk group \"\(scenario.trunkGroups[place].name)\" has no line to call on.",
          "Give it lines, or name another one.")
      }
      let agents = model.groups.reduce(0) { sum, group in
        group.skills.contains { $0.queue.place == i } ? sum + group.agentCount : sum
      }
      if agents > 0, callback.reserve >= agents {
        error(
          "\(path).reserve",
          "The reserve is \(callback.reserve) agents, and \(agents) serve the queue: nobody is ever called.",
          "Give less than \(agents).")
      }
    }
  }

  private mutating func check(_ offer: Scenario.Callback.Offer, _ path: String) {
    if !ScenarioLimits.callbackOffers.contains(offer.after.count) {
      error(
        "\(path).after", "There are \(offer.after.count) moments.",
        "Give 1 to \(ScenarioLimits.callbackOffers.upperBound).")
    }
    for (i, wait) in offer.after.enumerated() {
      checkLength(wait, at: "\(path).after[\(i)]", "The wait")
      if i > 0, wait <= offer.after[i - 1] {
        error("\(path).after[\(i)]", "The moments do not rise.", "Put them in rising order.")
      }
    }
    checkNumber(
      Double(offer.whenQueue), in: ScenarioLimits.callbackQueues.numbers, at: "\(path).whenQueue",
      "The least queue")
    checkLength(offer.whenExpectedWait, at: "\(path).whenExpectedWait", "The least expected wait")
    checkLength(offer.untilBeforeClosing, at: "\(path).untilBeforeClosing", "The time before closing")
    checkProportion(offer.share, at: "\(path).share", "The share that gets the offer")
  }

  private mutating func checkPromise(_ callback: Scenario.Callback, _ path: String) {
    if let promise = callback.promise {
      checkLength(promise, at: "\(path).promise", "The promised time")
    } else if callback.kind == .promised {
      error(
        "\(path).promise", "A callback at a promised time has no such time.",
        "Give a length, such as promise: 2h.")
    }
    if let tolerance = callback.tolerance {
      checkLength(tolerance, at: "\(path).tolerance", "The tolerance")
    }
  }

  private mutating func checkEnds(_ callback: Scenario.Callback, _ path: String) {
    if let limit = callback.expiresAfter {
      checkLength(limit, at: "\(path).expiresAfter", "The time to the end")
      let rest = callback.kind == .promised ? callback.promise ?? 0 : callback.capture + callback.initialDelay
      if limit <= rest, isSound("\(path).expiresAfter") {
        error(
          "\(path).expiresAfter",
          "Callbacks end after \(limit.plain) s, and nobody is called before "
            + "\(rest.plain) s.", "Give more than \(rest.plain) s, or leave it out.")
      }
    }
    guard let again = callback.callsAgain else { return }
    let place = "\(path).callsAgain"
    if let after = again.after { checkLength(after, at: "\(place).after", "The time") }
    checkNumber(
      again.rate * 3600, in: ScenarioLimits.callsAgainPerHour, at: "\(place).perHour", "The rate")
    checkLength(again.notice, at: "\(place).notice", "The time of who has been served")
  }

  private mutating func check(_ dialing: Scenario.Callback.Dialing, _ path: String) {
    if !ScenarioLimits.callbackAttempts.contains(dialing.reach.count) {
      error(
        "\(path).reach", "There are \(dialing.reach.count) chances.",
        "Give 1 to \(ScenarioLimits.callbackAttempts.upperBound).")
    }
    for chance in dialing.reach { checkProportion(chance, at: "\(path).reach", "The chance of an answer") }
    if !dialing.reach.isEmpty, dialing.reach.allSatisfy({ $0 == 0 }) {
      error("\(path).reach", "Nobody can ever be reached.", "Let one of the chances be above 0%.")
    }
    checkLength(dialing.ring, at: "\(path).ring", "The ringing")
    checkLength(dialing.timeOut, at: "\(path).timeOut", "The ringing in vain")
    checkProportion(dialing.machineShare, at: "\(path).machineShare", "The share of machines")
    checkLength(dialing.machineTime, at: "\(path).machineTime", "The time with a machine")
    checkProportion(dialing.busyShare, at: "\(path).busyShare", "The share of busy signals")
    checkLength(dialing.busyTime, at: "\(path).busyTime", "The busy signal")
    if dialing.machineShare + dialing.busyShare > 1 + 1e-9 {
      error(
        path,
        "Machines and busy signals add up to "
          + "\(((dialing.machineShare + dialing.busyShare) * 100).plain)%.", "Stay at or below 100%.")
    }
    checkNumber(
      Double(dialing.attempts), in: ScenarioLimits.callbackAttempts.numbers, at: "\(path).attempts",
      "The number of attempts")
    checkLaw(dialing.gap, at: "\(path).gap", "The gap between attempts")
    checkLaw(dialing.patience, at: "\(path).patience", "Patience", mayBeInfinite: true)
  }
}

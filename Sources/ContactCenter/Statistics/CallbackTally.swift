/// What became of offers of a callback to the contacts of one type, over the horizon.
///
/// accepted = ended + still open at the end. All but
/// `openIntegral` and `time` is counted by contacts that arrived after the warm-up, whenever it happened.
public struct CallbackTally: Sendable, Equatable {
  /// Contacts of types with offers that asked for an agent.
  public var offered = 0.0
  /// Those of them that were answered after at most the acceptable wait.
  public var answeredWithin = 0.0
  /// Offers made; one contact may get several.
  public var offers = 0.0
  /// Σ announced wait of the offers, in seconds; infinite ones aside.
  public var announced = 0.0
  /// Offers that were accepted.
  public var accepted = 0.0
  /// Those of them that were accepted after at most the acceptable wait.
  public var acceptedWithin = 0.0
  /// Attempts to reach a customer.
  public var dials = 0.0
  /// Attempts that the customer answered.
  public var reached = 0.0
  /// Tickets whose customers spoke to an agent.
  public var connected = 0.0
  /// Those of them with at most the acceptable wait from the arrival to the conversation.
  public var connectedWithin = 0.0
  /// Tickets whose last attempt did not reach the customer.
  public var failed = 0.0
  /// Tickets that a message on a machine closed.
  public var messages = 0.0
  /// Tickets whose customers answered and hung up before an agent came.
  public var abandoned = 0.0
  /// Tickets that were closed without a further call because the center had closed.
  public var dropped = 0.0
  /// Tickets that were closed because their time was over.
  public var expired = 0.0
  /// Tickets that were cancelled because their customers had called in.
  public var cancelled = 0.0
  /// Tickets whose customers were dialed in vain, since they had been served already.
  public var superfluous = 0.0
  /// Calls of customers who were to be called back.
  public var callsAgain = 0.0
  /// Attempts to reach customers who were calling in or had been served already.
  public var wastedDials = 0.0
  /// Tickets that have ended and were promised a time.
  public var promised = 0.0
  /// Those of them whose conversation began as promised.
  public var promiseKept = 0.0
  /// Seconds of talk, hold and wrap-up with those who were called back; no `ContactTally` has them.
  public var handleTime = 0.0
  /// Seconds from acceptance to conversation, of the connected.
  public var delay = 0.0
  /// Seconds from acceptance to the end of the ticket, of all others.
  public var otherDelay = 0.0
  /// Seconds that callers would have held the line: from the taken number to the end of the ticket.
  public var lineSaved = 0.0
  /// Seconds of outbound lines: dialing and what follows.
  public var lineTime = 0.0
  /// Seconds in which agents were held while a customer was dialed.
  public var agentDialing = 0.0
  /// Attempts put off because all lines were taken.
  public var lineRefused = 0.0
  /// ∫ open tickets dt from the end of the warm-up to the last closing, in ticket-seconds.
  public var openIntegral = 0.0
  /// Seconds from the end of the warm-up to the last closing.
  public var time = 0.0

  /// Nothing counted.
  public init() {}

  /// Tickets that have ended.
  public var ended: Double {
    connected + failed + messages + abandoned + dropped + expired + cancelled + superfluous
  }
}

extension CallbackTally: NumberRow {}

/// What a bot did with the contacts of one type over the horizon.
///
/// Events count if the contact's attempt came after the warm-up. Integrals over time run from the end of the
/// warm-up to the last closing.
public struct BotTally: Sendable, Equatable {
  /// Attempts to get a session, of new contacts and of those that come back.
  public var attempts = 0.0
  /// Those of them that were the first of their customers about a matter.
  public var firstAttempts = 0.0
  /// Attempts that found all sessions taken.
  public var overflow = 0.0
  /// Attempts in an outage.
  public var duringOutage = 0.0
  /// Attempts that had to wait for a session.
  public var waited = 0.0
  /// Those of them that gave up.
  public var gaveUp = 0.0
  /// ∫ contacts that wait for a session dt, in contact-seconds.
  public var waitTime = 0.0
  /// Sessions that ended with an agent being asked for.
  public var escalated = 0.0
  /// Those of them because nothing was understood.
  public var notUnderstood = 0.0
  /// Sessions that ended with the bot.
  public var contained = 0.0
  /// Those of them that solved nothing, so that the customer comes back.
  public var falselyContained = 0.0
  /// Customers who came back.
  public var returns = 0.0
  /// Contacts that asked for an agent: past the bot, after it, or coming back.
  public var toAgents = 0.0
  /// Conversations of such contacts.
  public var conversations = 0.0
  /// Seconds of their conversations and wrap-ups.
  public var work = 0.0
  /// The same without the factor that the bot brings.
  public var plainWork = 0.0
  /// ∫ sessions dt, in session-seconds.
  public var sessionTime = 0.0
  /// ∫ customers who will come back dt, in customer-seconds.
  public var awaitingTime = 0.0
  /// Length of the observed time in which the bot may be met, in seconds.
  public var time = 0.0

  /// Nothing counted.
  public init() {}

  /// Sessions that ended.
  public var sessions: Double { escalated + contained }
  /// Sessions that solved the matter.
  public var solved: Double { contained - falselyContained }

  /// Seconds of work that a plan would foresee for agents which subtracts the contained from first contacts,
  /// and knows no returns, no overflow and no longer conversations.
  public var workBySubtraction: Double {
    guard sessions > 0 && conversations > 0 else { return 0 }
    return firstAttempts * (escalated / sessions) * plainWork / conversations
  }
}

extension BotTally: NumberRow {}

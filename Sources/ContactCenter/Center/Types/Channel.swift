// The ways that contacts come.

extension Scenario {
  /// How a contact reaches its agent.
  ///
  /// An agent is in contacts of one channel at a time; of how many says his group's `Capacity`.
  public enum Channel: String, Sendable, CaseIterable {
    /// Telephone calls.
    case voice
    /// Calls with a picture.
    case video
    /// Written conversations on a web page, of which an agent may have several at once.
    case chat
    /// Messages of an app or a social network: the customer answers when he likes.
    case messaging
    /// Text messages of a telephone.
    case sms
    /// Electronic mail.
    case email
    /// Pages that come over a telephone line.
    case fax
    /// Messages that callers left.
    case voicemail
    /// Letters, forms and the work of a back office.
    case letter

    /// Its place among the channels.
    package var number: Int {
      switch self {
      case .voice: 0
      case .video: 1
      case .chat: 2
      case .messaging: 3
      case .sms: 4
      case .email: 5
      case .fax: 6
      case .voicemail: 7
      case .letter: 8
      }
    }

    /// What kind of work its contacts are.
    public var work: Work {
      switch self {
      case .voice, .video: .exclusive
      case .chat: .shared
      case .messaging, .sms: .thread
      case .email, .fax, .voicemail, .letter: .deferrable
      }
    }
  }

  /// The four kinds of work.
  public enum Work: String, Sendable, CaseIterable {
    /// The customer is there and has the agent for himself.
    case exclusive
    /// The customer is there and may share the agent with others.
    case shared
    /// The customer comes and goes: turns of the agent, between them times in which he is silent.
    case thread
    /// The customer is not there: the work waits, over night too, and nobody hangs up.
    case deferrable
  }
}

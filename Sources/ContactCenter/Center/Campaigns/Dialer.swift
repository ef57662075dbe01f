// How many lines a campaign dials at once.

extension Scenario {
  /// The rule by which a campaign dials, with its settings; those that its kind does not name are not used.
  public struct Dialer: Sendable, Equatable {
    /// The rules; each has a file in `Dialing/`.
    public enum Kind: String, Sendable, CaseIterable {
      /// An agent dials and hears the ringing.
      case manual
      /// An agent reads the record first, may skip it, then dials.
      case preview
      /// One line for each idle agent.
      case progressive
      /// So many lines for each agent.
      case ratio
      /// max(round(factor · idle agents) + plus − lines dialing, 0) more lines, the rule of the simulation library
      /// ContactCenters.
      case perFree
      /// The loop of VICIdial: the lines for each agent follow from how many agents were idle of late.
      case adaptive
      /// As many lines as the drop rate allows, by a forecast of agents who become free and people who answer.
      case predictive
      /// Who answers hears a message; no agent is there.
      case agentless
    }
    /// Which agents `ratio` counts.
    public enum Tally: String, Sendable, CaseIterable {
      /// The idle ones.
      case idle
      /// All who are logged in, of whose lines those in a call are taken off.
      case all
    }
    /// Over which time a drop rate is held.
    public enum Window: String, Sendable, CaseIterable {
      /// Each day.
      case day
      /// The whole campaign.
      case campaign
    }
    /// How `adaptive` keeps to its limit.
    public enum Cap: String, Sendable, CaseIterable {
      /// One line for each agent while the rate is above the limit.
      case hard
      /// The limit is loose at the begin of a day and strict at its end.
      case tapered
      /// The rate is held as an average: above the limit the lines fall step by step.
      case average
    }

    /// The rule.
    public var kind = Kind.progressive
    /// `ratio`: lines for each agent that is counted.
    public var linesPerAgent = 1.0
    /// `ratio`: the agents that are counted.
    public var tally = Tally.idle
    /// `preview`: how long an agent reads.
    public var preview = Distribution.constant(15)
    /// `preview`: the share of records that agents skip; they come back after the gap of nobody.
    public var skip = 0.0
    /// `perFree`: lines for each idle agent.
    public var factor = 1.0
    /// `perFree`: lines besides.
    public var plus = 0
    /// `perFree`: idle agents below which nobody is dialed.
    public var leastIdle = 1
    /// `adaptive`, `predictive`: the most dropped of the people who answer.
    public var dropLimit = 0.03
    /// `adaptive`, `predictive`: the time over which that is counted.
    public var window = Window.day
    /// `adaptive`, `predictive`: the most lines for each agent.
    public var mostPerAgent = 3.0
    /// `adaptive`: idle agents less calls that wait, which it aims at; −1: a call waits on the average.
    public var aim = 1.0
    /// `adaptive`: by how much stronger, or weaker, the lines change, in per cent.
    public var intensity = 0.0
    /// `adaptive`: how it keeps to its limit.
    public var cap = Cap.hard

    /// One line for each idle agent.
    public init() {}

    /// Whether an agent is there before the person.
    public var holdsAgent: Bool {
      switch kind {
      case .manual, .preview: return true
      case .progressive, .ratio, .perFree, .adaptive, .predictive, .agentless: return false
      }
    }
  }
}

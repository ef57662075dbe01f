// The voice response unit: ports and menus.

extension Scenario {
  /// Ports and menus.
  public struct InteractiveVoiceResponse: Sendable, Equatable {
    /// Ports, each held while a caller is in menus; nil: without limit.
    public var ports: Int?
    /// What a caller meets when all ports are taken.
    public var whenPortsFull = PortsFull.busy
    /// The menus; contact types and other menus refer to them by name.
    public var menus: [Menu] = []

    /// Ports without limit, and no menu.
    public init() {}
  }

  /// What a caller meets when all ports are taken.
  public enum PortsFull: String, Sendable, CaseIterable {
    /// The busy signal.
    case busy
    /// Straight to the queue.
    case agent
  }

  /// One menu of the tree.
  public struct Menu: Sendable, Equatable {
    /// What contact types and other menus call it.
    public var name: String
    /// Listening and choosing, in seconds.
    public var prompt: Distribution
    /// The keys; their shares and the four chances below add up to 1.
    public var choices: [MenuChoice] = []
    /// The chance of asking for an agent.
    public var zeroOut = 0.0
    /// The chance of hanging up.
    public var hangUp = 0.0
    /// The chance of a key that means nothing.
    public var wrongKey = 0.0
    /// The chance of pressing no key.
    public var timeOut = 0.0
    /// The silence that a time-out adds, in seconds.
    public var timeOutAfter: Seconds = 5
    /// How often the prompt is repeated after wrong keys and time-outs.
    public var repeats = 2
    /// Where a caller goes after the last repeat.
    public var afterRepeats = MenuTarget.agent

    /// A menu without choices yet.
    public init(name: String, prompt: Distribution) {
      self.name = name
      self.prompt = prompt
    }
  }

  /// A key and where it leads.
  public struct MenuChoice: Sendable, Equatable {
    /// What the key is for.
    public var label: String
    /// The chance that a caller who hears the prompt presses it, 0…1.
    public var share: Double
    /// The host's answer in seconds, before anything is told; nil: no host is asked.
    public var host: Distribution?
    /// Listening to the information, in seconds; nil: none is told.
    public var information: Distribution?
    /// Where the caller goes then.
    public var to: MenuTarget

    /// A key that asks no host and tells no information.
    public init(label: String, share: Double, to: MenuTarget) {
      self.label = label
      self.share = share
      self.to = to
    }
  }

  /// Where a menu leads.
  public enum MenuTarget: Sendable, Equatable {
    /// To the queue of the contact's type.
    case agent
    /// The contact becomes another type and goes to that type's queue.
    case type(Link<ContactType>)
    /// To another menu, or to the same again.
    case menu(Link<Menu>)
    /// The caller has got what was wanted: contained.
    case selfServed
    /// The caller leaves a message instead of speaking to an agent.
    case voiceMail
    /// The caller hangs up.
    case hangUp
  }
}

extension ScenarioLimits {
  /// How often a prompt is repeated.
  public static let promptRepeats = 0...1000
  /// Keys of a menu.
  public static let menuChoices = 0...100
}

/// A call out that somebody or something answered, and what became of it: what drop rates are made of.
public struct AnsweredCall: Sendable, Equatable {
  /// Who answered, which a dialer itself does not know for sure.
  public enum Answerer: String, Sendable, CaseIterable {
    /// Somebody.
    case person
    /// A machine, or a voice mailbox.
    case machine
  }

  /// How it ended for who answered.
  public enum Fate: String, Sendable, CaseIterable {
    /// An agent took it.
    case connected
    /// No agent was free: the dialer hung up, or played its message.
    case dropped
    /// Machine detection took it for a machine and hung up; of a person that is a silent call.
    case screened
    /// Who answered hung up before anything else happened.
    case left
  }

  /// When it was answered, in seconds since the first midnight.
  public var time: Double
  /// Who answered.
  public var answerer: Answerer
  /// How it ended.
  public var fate: Fate
  /// When an agent took it, or it ended without one, in seconds after the answer.
  public var ended: Double
  /// Begin and end of the greeting, in seconds after the answer.
  public var greeting: ClosedRange<Double>

  /// A call that was answered.
  public init(
    time: Double, answerer: Answerer, fate: Fate, ended: Double = 0, greeting: ClosedRange<Double> = 0...0
  ) {
    (self.time, self.answerer, self.fate) = (time, answerer, fate)
    (self.ended, self.greeting) = (ended, greeting)
  }
}

/// Answered calls, counted by what drop rates tell apart; the means of several days need not be whole.
public struct DropCounts: Sendable, Equatable {
  /// Persons whom an agent took in time.
  public var connectedPersons = 0.0
  /// Persons whom an agent took too late.
  public var lateConnects = 0.0
  /// Machines that were put through to an agent.
  public var connectedMachines = 0.0
  /// Persons for whom no agent was free.
  public var droppedPersons = 0.0
  /// Machines for which no agent was free.
  public var droppedMachines = 0.0
  /// Persons whom machine detection hung up on.
  public var silentCalls = 0.0
  /// Machines that detection found.
  public var screenedMachines = 0.0
  /// Persons who hung up themselves while an agent would still have been in time.
  public var leftInTime = 0.0
  /// Persons who hung up themselves after that.
  public var leftLate = 0.0
  /// Machines that ended before anything happened.
  public var machinesLeft = 0.0

  /// Nothing counted.
  public init() {}

  /// Persons taken by agents, in time or not.
  public var personsTaken: Double { connectedPersons + lateConnects }
  /// Calls that the dialer knows to have dropped, whoever answered.
  public var dropped: Double { droppedPersons + droppedMachines }
  /// Persons who answered.
  public var persons: Double { personsTaken + droppedPersons + silentCalls + leftInTime + leftLate }
  /// Calls that a dialer takes for live: all that it did not screen.
  public var takenForLive: Double {
    personsTaken + connectedMachines + dropped + leftInTime + leftLate + machinesLeft
  }
  /// All that was answered.
  public var answers: Double { takenForLive + silentCalls + screenedMachines }

  /// Counts a call, or takes it away again.
  ///
  /// - Parameters:
  ///   - call: what happened.
  ///   - definition: what is too late.
  ///   - weight: 1, or -1 to take it away.
  public mutating func add(_ call: AnsweredCall, _ definition: DropRateDefinition, weight: Double = 1) {
    self[keyPath: Self.place(of: call, definition)] += weight
  }

  private static func place(
    of call: AnsweredCall, _ definition: DropRateDefinition
  ) -> WritableKeyPath<DropCounts, Double> {
    let isLate = call.ended > definition.deadline(of: call)
    switch (call.answerer, call.fate) {
    case (.person, .connected): return isLate ? \.lateConnects : \.connectedPersons
    case (.person, .dropped): return \.droppedPersons
    case (.person, .screened): return \.silentCalls
    case (.person, .left): return isLate ? \.leftLate : \.leftInTime
    case (.machine, .connected): return \.connectedMachines
    case (.machine, .dropped): return \.droppedMachines
    case (.machine, .screened): return \.screenedMachines
    case (.machine, .left): return \.machinesLeft
    }
  }
}

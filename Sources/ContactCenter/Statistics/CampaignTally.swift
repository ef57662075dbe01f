/// What became of a campaign over the horizon, by the type of who answers.
///
/// Attempts count if they begin after the warm-up, with all that follows from them; lengths of time of lines and
/// agents are those of such attempts.
public struct CampaignTally: Sendable, Equatable {
  /// Attempts: lines that were seized to dial, or records that an agent read.
  public var dials = 0.0
  /// Attempts that a person answered.
  public var humans = 0.0
  /// Attempts that a machine answered.
  public var machines = 0.0
  /// Attempts that nobody answered until the dialer gave up.
  public var nobody = 0.0
  /// Attempts that met the busy signal.
  public var busy = 0.0
  /// Attempts on numbers that there are not.
  public var invalid = 0.0
  /// Attempts that ended because the calling window or the center closed while it rang.
  public var cut = 0.0
  /// Records that an agent read and skipped.
  public var skipped = 0.0
  /// Times that no line was free to dial on.
  public var lineRefused = 0.0
  /// People who were taken for a machine and hung up on.
  public var silent = 0.0
  /// Machines that were taken for a person.
  public var machinesConnected = 0.0
  /// People who answered and were dropped since no agent came in time.
  public var dropped = 0.0
  /// Machines that were hung up since no agent came in time.
  public var machinesDropped = 0.0
  /// People who answered and hung up while they waited for an agent.
  public var hungUp = 0.0
  /// People who spoke to an agent, or heard the message of a campaign without agents.
  public var connected = 0.0
  /// Machines that spoke to an agent.
  public var machineCalls = 0.0
  /// Of the people connected those who spoke later than the limit after they had answered.
  public var late = 0.0
  /// Of the people connected the right parties.
  public var rightParties = 0.0
  /// Of these the successes.
  public var successes = 0.0
  /// Seconds that lines were held.
  public var lineTime = 0.0
  /// Seconds from seizing a line to its end or to the answer of who reaches an agent.
  public var dialTime = 0.0
  /// Seconds that agents read records and heard the ringing.
  public var agentDialing = 0.0
  /// Σ seconds that agents had been idle who were connected.
  public var idleBefore = 0.0
  /// ∫ lines dialing dt, from setup to answer, in line-seconds.
  public var dialingIntegral = 0.0
  /// Length of the observed time, in seconds.
  public var time = 0.0
  /// Seconds that agents who serve the campaign were logged in, whatever they did.
  public var agentTime = 0.0
  /// Records of the list, or those that were dialed where it has no end.
  public var records = 0.0
  /// Records closed by a right party, or by the message of a campaign without agents.
  public var reached = 0.0
  /// Records closed by an invalid number.
  public var invalidRecords = 0.0
  /// Records closed after the last attempt.
  public var exhausted = 0.0
  /// Records closed since nothing is tried after what came of them.
  public var closed = 0.0
  /// Records that wait for another attempt at the end.
  public var open = 0.0
  /// Records that were never dialed.
  public var fresh = 0.0
  /// Attempts that were the first of their records.
  public var dials1 = 0.0
  /// Of these the contacts: people who spoke to an agent.
  public var contacts1 = 0.0
  /// Second attempts.
  public var dials2 = 0.0
  /// Of these the contacts.
  public var contacts2 = 0.0
  /// Third attempts.
  public var dials3 = 0.0
  /// Of these the contacts.
  public var contacts3 = 0.0
  /// Fourth attempts.
  public var dials4 = 0.0
  /// Of these the contacts.
  public var contacts4 = 0.0
  /// Fifth attempts.
  public var dials5 = 0.0
  /// Of these the contacts.
  public var contacts5 = 0.0
  /// Sixth and later attempts.
  public var dials6 = 0.0
  /// Of these the contacts.
  public var contacts6 = 0.0

  /// Nothing counted.
  public init() {}

  /// People who answered and were not hung up on by the detection of machines: live answers.
  public var liveAnswers: Double { humans - silent }

  /// An attempt of a number begins, from 1.
  mutating func noteDial(_ attempt: Int32) {
    switch attempt {
    case ...1: dials1 += 1
    case 2: dials2 += 1
    case 3: dials3 += 1
    case 4: dials4 += 1
    case 5: dials5 += 1
    default: dials6 += 1
    }
  }

  /// An attempt of a number has led to a person who spoke to an agent.
  mutating func noteContact(_ attempt: Int32) {
    switch attempt {
    case ...1: contacts1 += 1
    case 2: contacts2 += 1
    case 3: contacts3 += 1
    case 4: contacts4 += 1
    case 5: contacts5 += 1
    default: contacts6 += 1
    }
  }
}

extension CampaignTally: NumberRow {}

/// What a compliance officer asks of an hour, or another planning interval, of a campaign: by when the person
/// answered.
public struct DialingIntervalTally: Sendable, Equatable {
  /// Attempts that began.
  public var dials = 0.0
  /// People who answered, those hung up on by the detection among them.
  public var humans = 0.0
  /// People who were taken for a machine and hung up on.
  public var silent = 0.0
  /// People who were dropped.
  public var dropped = 0.0
  /// People who spoke to an agent.
  public var connected = 0.0
  /// People who spoke later than the limit.
  public var late = 0.0
  /// Machines that answered.
  public var machines = 0.0
  /// Machines that reached an agent.
  public var machineCalls = 0.0
  /// Right parties.
  public var rightParties = 0.0

  /// Nothing counted.
  public init() {}
}

extension DialingIntervalTally: NumberRow {}

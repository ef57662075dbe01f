/// A dialer with one line for each idle agent: a renewal process of dialing and work.
///
/// Whenever an agent is free the dialer tries one record after the other on one line until somebody is connected.
/// With the mean attempt d, the probability c that an attempt connects and the mean work w of a connected call the
/// cycle of an agent is d/c + w: occupancy is w over it, connects are one over it. Only means enter: it holds for
/// any laws and any number of agents, since none waits for another.
///
/// Exact. Times in seconds, rates per second of one agent. Example: set-up 3 s, persons 22 % after 9 s, machines
/// 33 % after 9 s, nobody 35 % for 24 s, busy 6 % for 4 s, invalid 4 % for 2 s, detection 2 s, of which 3 % of
/// persons are hung up and 12 % of machines put through, 45 % right parties, 270 s of work with them, 45 s with
/// others, 8 s with machines: 18.476 connects and 7.013 right parties an hour, occupancy 0.6395.
///
/// Source: the renewal reward theorem (S. Ross, "Stochastic Processes", 2nd ed. 1996, 3.6).
public struct ProgressiveDialer: Sendable {
  /// What an attempt meets; shares of attempts that add up to 1, mean times in seconds.
  public struct Attempt: Sendable {
    /// Before anything is heard.
    public var setup = 0.0
    /// A person answers after that time.
    public var human: (share: Double, time: Double) = (0, 0)
    /// A machine answers after that time.
    public var machine: (share: Double, time: Double) = (0, 0)
    /// Nobody answers until the time-out.
    public var noAnswer: (share: Double, time: Double) = (0, 0)
    /// Busy, and how long the tone is heard.
    public var busy: (share: Double, time: Double) = (0, 0)
    /// No such number.
    public var invalid: (share: Double, time: Double) = (0, 0)
    /// How long machine detection listens to who answers.
    public var analysis = 0.0
    /// The part of the persons that it hangs up on: silent calls.
    public var humansHungUp = 0.0
    /// The part of the machines that it puts through.
    public var machinesConnected = 0.0

    /// An attempt that meets nothing yet.
    public init() {}

    /// All shares together.
    public var sum: Double {
      human.share + machine.share + noAnswer.share + busy.share + invalid.share
    }

    /// d, from the seizure of a line to its release or the connection, in seconds.
    public var meanTime: Double {
      setup + human.share * (human.time + analysis) + machine.share * (machine.time + analysis)
        + noAnswer.share * noAnswer.time + busy.share * busy.time + invalid.share * invalid.time
    }
    /// Persons connected, of all attempts.
    public var humansConnected: Double { human.share * (1 - humansHungUp) }
    /// Machines connected, of all attempts.
    public var machinesPutThrough: Double { machine.share * machinesConnected }
  }

  /// What agents do with who is connected; mean times of talk and wrap-up in seconds.
  public struct Work: Sendable {
    /// The part of the persons who are the right party.
    public var rightPartyShare = 1.0
    /// With the right party.
    public var right: (talk: Double, wrapUp: Double) = (0, 0)
    /// With another person.
    public var wrong: (talk: Double, wrapUp: Double) = (0, 0)
    /// With a machine.
    public var machine: (talk: Double, wrapUp: Double) = (0, 0)

    /// No work yet.
    public init() {}
  }

  /// What an attempt meets.
  public let attempt: Attempt
  /// What follows.
  public let work: Work
  /// c, the probability that an attempt connects.
  public let connectProbability: Double
  /// Of a connected call, in seconds.
  public let meanTalk: Double
  /// Of a connected call, in seconds.
  public let meanWrapUp: Double

  /// - Parameters:
  ///   - attempt: shares add up to 1; some attempts connect.
  ///   - work: after a connection.
  public init(attempt: Attempt, work: Work) {
    let (humans, machines) = (attempt.humansConnected, attempt.machinesPutThrough)
    precondition(humans + machines > 0, "some attempts connect")
    (self.attempt, self.work) = (attempt, work)
    connectProbability = humans + machines
    let (right, wrong) = (humans * work.rightPartyShare, humans * (1 - work.rightPartyShare))
    func mean(_ part: (((talk: Double, wrapUp: Double)) -> Double)) -> Double {
      (right * part(work.right) + wrong * part(work.wrong) + machines * part(work.machine))
        / (humans + machines)
    }
    meanTalk = mean { $0.talk }
    meanWrapUp = mean { $0.wrapUp }
  }

  /// w, talk and wrap-up of a connected call, in seconds.
  public var meanWork: Double { meanTalk + meanWrapUp }
  /// d/c, an agent's wait between two calls, in seconds.
  public var meanWait: Double { attempt.meanTime / connectProbability }
  /// From one connection of an agent to the next, in seconds.
  public var cycle: Double { meanWait + meanWork }
  /// Talk and wrap-up, of an agent's time.
  public var occupancy: Double { meanWork / cycle }
  /// Talk, of an agent's time.
  public var talkShare: Double { meanTalk / cycle }
  /// Connections of an agent, per second.
  public var connectRate: Double { 1 / cycle }
  /// Right parties of an agent, per second.
  public var rightPartyRate: Double { dialRate * attempt.humansConnected * work.rightPartyShare }
  /// Attempts for an agent, per second.
  public var dialRate: Double { 1 / (cycle * connectProbability) }
  /// Persons whom machine detection hangs up on, per second and agent.
  public var silentCallRate: Double { dialRate * attempt.human.share * attempt.humansHungUp }
  /// Lines held for an agent: dialing and in talk, not in wrap-up.
  public var linesInUse: Double { meanWait / cycle + talkShare }
}

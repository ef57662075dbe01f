import ContactCenter
import QueueingTheory

/// Chats of agents who have several at once, as the formula of such agents (`ChatAgents`) needs them.
public struct ChatLoad: Sendable, Equatable {
  /// s(1), …, s(m): how fast each of so many chats goes on.
  public var speeds: [Double]
  /// The mean length of a chat alone with an agent, wrap-up included, in seconds.
  public var meanWork: Double
  /// Whether it is exponential, as the formula takes it to be.
  public var isExponential: Bool
  /// The mean patience in the queue in seconds; nil: nobody gives up.
  public var meanPatience: Double?
  /// The mean patience with the whole conversation in seconds; nil: nobody leaves it.
  public var meanSessionPatience: Double?
  /// Whether those agents with the most chats take the next one.
  public var packs: Bool

  /// Chats with all that the formula asks for.
  public init(
    speeds: [Double], meanWork: Double, isExponential: Bool = true, meanPatience: Double? = nil,
    meanSessionPatience: Double? = nil, packs: Bool = false
  ) {
    (self.speeds, self.meanWork, self.isExponential) = (speeds, meanWork, isExponential)
    (self.meanPatience, self.meanSessionPatience) = (meanPatience, meanSessionPatience)
    self.packs = packs
  }

  /// What a type brings to a group; nil where the formula has no place for it: other channels, one at a time,
  /// weights, turns, patience of another law, agents so many that the chain is large.
  init?(
    of type: Model.ContactType, by skill: Scenario.Skill?, _ group: Model.Group, at time: Seconds,
    offered load: Double
  ) {
    let capacity = group.written.capacity
    let slots = capacity.slots(type.channel)
    guard type.channel == .chat, slots > 1, capacity.total == nil, type.session?.hasTurns != true,
      type.transfers.isEmpty, type.written.spam == nil, type.bot == nil,
      capacity.wrapUpTakes == .slot
    else { return nil }
    let talk = skill?.talk ?? type.talk.law(at: time)
    let wrapUp = skill?.wrapUp ?? type.wrapUp.law(at: time)
    let factor = skill?.handlingFactor ?? 1
    var isExponential = wrapUp.mean == 0 && group.alert == nil
    if case .exponential = talk {} else { isExponential = false }
    self.init(
      speeds: (1...slots).map(capacity.speed),
      meanWork: factor * (talk.mean + wrapUp.mean) + (group.alert?.mean ?? 0), isExponential: isExponential,
      packs: capacity.fill == .most)
    guard let patience = Self.mean(of: type.patience.law(at: time)),
      let session = Self.mean(of: type.session?.patience ?? .never)
    else { return nil }
    meanPatience = patience.isFinite ? patience : nil
    meanSessionPatience = session.isFinite ? session : nil
    // States of some more agents than the shortcut asks for.
    let agents = 1.5 * load + 10
    let states = (1...slots).reduce(1.0) { $0 * (agents + Double($1)) / Double($1) }
    guard meanWork > 0, states <= Self.mostStates || Set(speeds).count == 1 else { return nil }
  }

  /// The mean of an exponential patience, infinite where nobody gives up; nil: another law.
  private static func mean(of law: Distribution) -> Double? {
    if case .exponential(let mean) = law { return mean }
    return law == .never ? .infinity : nil
  }

  /// Larger chains would take a plan of many intervals minutes.
  private static let mostStates = 20_000.0

  /// The formula with so many agents; nil where the queue would grow without bound.
  func queue(arrivalRate: Double, agents: Int) -> ChatAgents? {
    try? ChatAgents(
      arrivalRate: arrivalRate, meanWork: meanWork, agents: agents, speeds: speeds,
      meanPatience: meanPatience, meanSessionPatience: meanSessionPatience,
      routing: packs ? .mostLoaded : .leastLoaded)
  }
}

/// What the planner's shortcut makes of chats: one at a time, each as much shorter as agents with all their
/// slots taken get more done.
public struct ChatShortcut: Sendable, Equatable {
  /// The pool's name.
  public var pool: String
  /// When its interval begins.
  public var moment: String
  /// The agents planned there.
  public var agents: Int
  /// Their mean wait by the formula for several chats at once, in seconds.
  public var wait: Double
  /// By the shortcut, in seconds; nil: it says that the queue would grow without bound.
  public var shortcut: Double?

  /// What both say of a pool at a moment.
  public init(pool: String, moment: String, agents: Int, wait: Double, shortcut: Double?) {
    (self.pool, self.moment, self.agents) = (pool, moment, agents)
    (self.wait, self.shortcut) = (wait, shortcut)
  }

  /// By how much the shortcut's wait is too long, in percent; nil: not known.
  public var excess: Double? { shortcut.flatMap { wait > 0 ? 100 * ($0 / wait - 1) : nil } }
}

// A contact's journey, the whole of it: this file is the table of contents. One event at a time, in
// order of time; each is handed to the station it concerns.
//
// Arrivals → TrunkGroups → VoiceMenu → Waiting → Router → Conversation → AgentDuty → Redials,
// and Books writes down what happened.

/// The simulated contact center: one value, owned by `Simulator`, that nothing else refers to.
///
/// All state is in tables of trivial values addressed by number; a run allocates nothing but a
/// longer table when more contacts are inside than ever before.
struct Engine: ~Copyable {
  // What does not change.
  let model: Model
  let kept: Kept
  let types: Table<TypeState>
  let routing: RoutingTables
  let menus: Menus
  let rules: PolicyRules
  /// Most waiting in all queues together.
  let room: Int32

  // Chance.
  var bank: SamplerBank
  var runSeed = RunSeed()

  // Time and events.
  var now: Seconds = 0
  var events: EventQueue
  let timers: TimerMap
  var intervals: PlanningIntervals
  var hours: Hours

  // The world.
  var contacts: ContactSlots
  var sources: Sources
  var lanes: Lanes
  var queues: WaitingQueues
  var ghosts: Ghosts
  var trunks: Trunks
  var engagements: Engagements
  var agents: Staff
  var groups: Groups
  var recent: RecentAnswers
  var oracle: WaitOracle

  // What is written down.
  var books: Books
  var tracer = Tracer()

  /// Prepares the tables of a model.
  init(model: Model) {
    var laws = LawCollector()
    let policy = model.routing.policyValue(for: model)
    let prepared = PreparedModel(model, policy, &laws)
    self.model = model
    kept = Kept(model, prepared, policy)
    types = Table(prepared.types)
    routing = RoutingTables(model, prepared)
    menus = Menus(prepared)
    rules = PolicyRules(policy, groups: model.groups.count)
    room = model.waitingRoom.map { Int32(clamping: $0) } ?? Int32.max
    bank = SamplerBank(laws.laws)
    timers = TimerMap(model, hasSteps: !prepared.milestones.isEmpty)
    let pace = EventPace(model)
    events = EventQueue(
      timers: timers.end(contacts: ContactSlots.first), spacing: pace.spacing, slots: pace.slots)
    intervals = PlanningIntervals(model.calendar)
    hours = Hours(model.calendar)
    contacts = ContactSlots(keepsExperiences: model.hasRatings)
    sources = Sources(model, prepared, open: hours.spans)
    lanes = Lanes(prepared)
    queues = WaitingQueues(prepared)
    ghosts = Ghosts(
      acceptableWaits: prepared.lanes.map { prepared.types[Int($0.type)].acceptableWait })
    trunks = Trunks(model)
    engagements = Engagements(agents: prepared.agents.count, slots: 1)
    agents = Staff(prepared)
    groups = Groups(prepared)
    recent = RecentAnswers(
      types: policy.uses.contains(.window) ? model.contactTypes.count : 0, model.routing)
    oracle = WaitOracle(
      model.routing.predictor(of: policy), model, prepared,
      groupsHaveQueues: policy.uses.contains(.newPlaces))
    books = Books(model, intervals)
  }

  /// Simulates one replication from an empty center; false when it was cancelled.
  mutating func run(seed: UInt64, replication: Int, options: SimulationOptions) -> Bool {
    start(seed: seed, replication: replication, options: options)
    let isCancelled = options.isCancelled
    while true {
      guard let event = events.next() else {
        if queues.waiting == 0 { break }
        endStandstill()
        continue
      }
      now = EventQueue.time(event)
      books.eventCount &+= 1
      handle(event)
      if hours.hasEnded && isDeserted() { break }
      if books.eventCount & 0xFFFF == 0, let isCancelled, isCancelled() { return false }
    }
    finish()
    return true
  }

  @inline(__always)
  private mutating func handle(_ event: UInt128) {
    let timer = EventQueue.timer(event)
    let kind = EventQueue.kind(event)
    if kind == .phaseEnds {
      phaseEnds(timers.engagement(timer))
    } else if kind == .arrival {
      arrive(type: Int32(truncatingIfNeeded: timer))
    } else {
      handle(kind, timer)
    }
  }

  /// All but the two most frequent kinds, which a processor foretells better outside the jump
  /// table.
  @inline(never)
  private mutating func handle(_ kind: EventKind, _ timer: Int) {
    switch kind {
    case .arrival, .phaseEnds: break
    case .patienceEnds: patienceEnds(timers.contact(timer))
    case .wrapUpEnds: wrapUpEnds(timers.engagement(timer))
    case .agentStateEnds: agentStateEnds(timers.agent(timer))
    case .menuEnds: menuEnds(timers.contact(timer))
    case .queueStep: reachMilestone(timers.contact(timer))
    case .alertEnds: alertEnds(timers.engagement(timer))
    case .redial: redial(timers.contact(timer))
    case .rosterChange: rosterChange(timers.agent(timer))
    case .unscheduledBreak: unscheduledBreakDue(timers.agent(timer))
    case .staffingChange: staffingChange(timers.group(timer))
    case .trunkChange: trunkChange(timers.trunk(timer))
    case .intervalEnds: intervalEnds()
    case .opening: open()
    case .closing: close()
    case .warmUpEnds: warmUpEnds()
    }
  }
}

/// Which timer belongs to whom.
///
/// Every timer has at most one pending event.
struct TimerMap {
  let interval: Int
  let hours: Int
  let warmUp: Int
  let trunks: Int
  let groups: Int
  let agents: Int
  let engagements: Int
  /// One or two for each contact from here on.
  let contacts: Int
  /// 1 if contacts have a second timer, for what happens to them while they wait; otherwise 0.
  let shift: Int

  init(_ model: Model, hasSteps: Bool) {
    shift = hasSteps ? 1 : 0
    interval = model.contactTypes.count
    hours = interval + 1
    warmUp = hours + 1
    trunks = warmUp + 1
    groups = trunks + model.trunkGroups.count + 1
    agents = groups + model.groups.count
    let agentCount = model.groups.reduce(0) { $0 + $1.agentCount }
    engagements = agents + 3 * agentCount
    contacts = engagements + agentCount
  }

  @inline(__always)
  func contact(_ timer: Int) -> Int32 { Int32(truncatingIfNeeded: (timer &- contacts) &>> shift) }
  /// Menu, patience or redial of a contact: never two at once.
  @inline(__always)
  func primary(_ contact: Int32) -> Int { contacts &+ Int(contact) &<< shift }
  /// The next milestone of a waiting contact; there is none unless `shift` is 1.
  @inline(__always)
  func step(_ contact: Int32) -> Int { contacts &+ Int(contact) &<< 1 &+ 1 }
  /// The number of timers with room for so many contacts.
  func end(contacts count: Int) -> Int { contacts + count << shift }
  /// The phase of an engagement.
  @inline(__always)
  func engagement(_ engagement: Int32) -> Int { engagements &+ Int(engagement) }
  @inline(__always)
  func engagement(_ timer: Int) -> Int32 { Int32(truncatingIfNeeded: timer &- engagements) }
  @inline(__always)
  func agent(_ timer: Int) -> Int32 { Int32((timer - agents) / 3) }
  @inline(__always)
  func state(_ agent: Int32) -> Int { agents + 3 * Int(agent) }
  @inline(__always)
  func roster(_ agent: Int32) -> Int { agents + 3 * Int(agent) + 1 }
  @inline(__always)
  func breaks(_ agent: Int32) -> Int { agents + 3 * Int(agent) + 2 }
  @inline(__always)
  func group(_ timer: Int) -> Int32 { Int32(timer - groups) }
  @inline(__always)
  func trunk(_ timer: Int) -> Int32 { Int32(timer - trunks) }
}

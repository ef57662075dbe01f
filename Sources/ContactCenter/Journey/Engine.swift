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
  var routing: RoutingTables
  let menus: Menus
  let rules: PolicyRules

  // Chance.
  var bank: SamplerBank
  var runSeed = RunSeed()

  // Time and events.
  var now: Seconds = 0
  var events: EventQueue
  var intervals: PlanningIntervals

  // The world.
  var sites: Sites
  var contacts: ContactSlots
  var sources: Sources
  var threads: Threads
  var bots: Bots
  var media: Media
  var lanes: Lanes
  var queues: WaitingQueues
  var ghosts: Ghosts
  var tickets: Tickets
  var campaigns: Campaigns
  var trunks: Trunks
  var engagements: Engagements
  var agents: Staff
  var sharing: SharedAgents
  var groups: Groups
  var recent: RecentAnswers
  var oracle: WaitOracle
  var backlogs: Backlogs
  var interruptions: Interruptions
  var blocks: Blocks

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
    bank = SamplerBank(laws.laws)
    let places = model.allSites
    var timers = TimerPlan()
    intervals = PlanningIntervals(model.calendar, &timers)
    sites = Sites(places, &timers)
    sources = Sources(model, prepared, open: sites.spans, &timers)
    lanes = Lanes(prepared)
    queues = WaitingQueues(prepared)
    ghosts = Ghosts(
      acceptableWaits: prepared.lanes.map { prepared.types[Int($0.type)].acceptableWait })
    tickets = Tickets(model, prepared)
    trunks = Trunks(model, places, &timers)
    sharing = SharedAgents(model, agents: prepared.agents.count)
    engagements = Engagements(
      agents: prepared.agents.count, slots: Int(sharing.most), &timers)
    interruptions = Interruptions(model, engagements: engagements.count, &timers)
    campaigns = Campaigns(model, prepared, agents: prepared.agents.count, &timers)
    blocks = Blocks(model, prepared, &timers)
    agents = Staff(prepared, areShared: engagements.areShared, &timers)
    groups = Groups(prepared, &timers)
    contacts = ContactSlots(
      keepsExperiences: model.hasRatings, haveSteps: !prepared.milestones.isEmpty, wake: kept.wakes,
      &timers)
    threads = Threads(model, prepared, rows: intervals.stride)
    bots = Bots(model, prepared)
    media = Media(model, prepared)
    let pace = EventPace(model)
    events = EventQueue(
      timers: contacts.timers.end(ContactSlots.first), spacing: pace.spacing, slots: pace.slots)
    recent = RecentAnswers(
      types: policy.uses.contains(.window) ? model.contactTypes.count : 0, model.routing)
    oracle = WaitOracle(
      model.routing.predictor(of: policy), model, prepared,
      groupsHaveQueues: policy.uses.contains(.newPlaces))
    backlogs = Backlogs(prepared)
    books = Books(model, sites: places.count, intervals)
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
      books.events.add()
      handle(event)
      if books.events.isDue {
        if sites.haveEnded && isDeserted() { break }
        if books.events.total % EventCount.span == 0, let isCancelled, isCancelled() { return false }
        books.events.look(after: sites.haveEnded ? 1 : EventCount.span)
      }
    }
    finish()
    return true
  }

  @inline(__always)
  private mutating func handle(_ event: UInt128) {
    let timer = EventQueue.timer(event)
    let kind = EventQueue.kind(event)
    if kind == .conversationEnds {
      conversationEnds(engagements.timers.row(timer))
    } else if kind == .arrival {
      arrive(type: sources.timers.row(timer))
    } else {
      handle(kind, timer)
    }
  }

  /// All but the two most frequent kinds, which a processor foretells better outside the jump
  /// table.
  @inline(never)
  private mutating func handle(_ kind: EventKind, _ timer: Int) {
    switch kind {
    case .arrival, .conversationEnds: break
    case .phaseEnds: phaseEnds(engagements.timers.row(timer))
    case .patienceEnds: patienceEnds(contacts.timers.row(timer))
    case .wrapUpEnds: wrapUpEnds(engagements.timers.row(timer))
    case .agentStateEnds: agentStateEnds(agents.stateTimers.row(timer))
    case .menuEnds: menuEnds(contacts.timers.row(timer))
    case .queueStep: reachMilestone(contacts.timers.row(timer))
    case .alertEnds: alertEnds(engagements.timers.row(timer))
    case .ticketDue: ticketDue(contacts.timers.row(timer))
    case .dialEnds: dialEnds(contacts.timers.row(timer))
    case .agentLetGo:
      let engagement = engagements.timers.row(timer)
      endEngagement(engagement, of: engagements.agent(of: engagement))
    case .ticketWakes: wake(contacts.timers.row(timer))
    case .redial: redial(contacts.timers.row(timer))
    case .rosterChange: rosterChange(agents.rosterTimers.row(timer))
    case .unscheduledBreak: unscheduledBreakDue(agents.breakTimers.row(timer))
    case .staffingChange: staffingChange(groups.timers.row(timer))
    case .trunkChange: trunkChange(trunks.timers.row(timer))
    case .intervalEnds: intervalEnds()
    case .opening: open(sites.timers.row(timer))
    case .closing: close(sites.timers.row(timer))
    case .warmUpEnds: warmUpEnds()
    case .sessionEnds: leaveSession(contacts.timers.row(timer))
    case .turnEnds: turnEnds(engagements.timers.row(timer))
    case .turn: comeBack(contacts.timers.row(timer))
    case .botSessionEnds: sessionEnds(contacts.timers.row(timer))
    case .lineTimeEnds: lineTimeEnds(contacts.timers.row(timer))
    case .blockChange: blockChanges(blocks.timers.row(timer))
    case .chases: chase(contacts.timers.row(timer))
    case .askDialers: askDialers()
    case .campaignDue: campaignDue(campaigns.timers.row(timer))
    case .stretchEnds: stretchEnds(interruptions.timers.row(timer))
    }
  }
}

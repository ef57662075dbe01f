/// The center as routing rules see it: who waits, who is idle, how things went so far, and what time it is.
///
/// A view is the address of the world and lets nobody write there, so that a rule can change nothing. It is
/// good while the rule is asked.
struct Floor {
  private let world: UnsafePointer<Engine>

  @inline(__always)
  fileprivate init(_ world: UnsafePointer<Engine>) { self.world = world }

  // MARK: Tables

  @inline(__always)
  var now: Seconds { world.pointee.now }
  @inline(__always)
  var lanes: TableView<Lane> { world.pointee.lanes.view }
  @inline(__always)
  var queues: TableView<WaitingQueue> { world.pointee.queues.view }
  @inline(__always)
  var groups: TableView<GroupState> { world.pointee.groups.view }
  @inline(__always)
  var agents: TableView<Agent> { world.pointee.agents.view }
  @inline(__always)
  var contacts: TableView<Contact> { world.pointee.contacts.view }
  @inline(__always)
  var details: TableView<ContactDetails> { world.pointee.contacts.details.view }
  @inline(__always)
  var types: TableView<TypeState> { world.pointee.types.view }
  @inline(__always)
  var skills: TableView<SkillState> { world.pointee.routing.skills.view }
  @inline(__always)
  var scores: TableView<SkillScores> { world.pointee.routing.scores.view }

  /// What the model says about a contact type.
  func model(of type: Int32) -> Model.ContactType { world.pointee.model.contactTypes[Int(type)] }

  /// What times of day go by.
  var clock: LocalClock { world.pointee.routing.clock }

  // MARK: Who waits

  /// Those who wait, in all queues together.
  @inline(__always)
  var waiting: Int32 { world.pointee.queues.waiting }

  /// Lanes, as they are numbered.
  var laneCount: Int32 { Int32(world.pointee.lanes.count) }

  /// When the first contact of a lane asked for an agent.
  @inline(__always)
  func firstEntered(_ lane: Int32) -> Seconds { contacts[lanes[lane].head].entered }

  /// How long the first contact of a lane has waited.
  @inline(__always)
  func firstWait(_ lane: Int32) -> Seconds { now - firstEntered(lane) }

  /// The lane of the first state of a lane's type and queue.
  func firstLane(of lane: Int32) -> Int32 { world.pointee.lanes.first(of: lane) }

  /// Words of 64 lanes.
  @inline(__always)
  var laneWords: Int32 { world.pointee.routing.laneWords }

  /// Of 64 lanes those of one rank of a group in which somebody waits, a bit each.
  @inline(__always)
  func filledLanes(taken tier: Int32, _ word: Int32) -> UInt64 {
    world.pointee.routing.tierMasks[tier * laneWords + word] & world.pointee.lanes.filled(word)
  }

  /// Contacts that a group may take now, as they stand.
  func waitingCount(for group: Int32) -> Int32 {
    var count: Int32 = 0
    for tier in groups[group].firstTier..<groups[group].endTier {
      for word in 0..<laneWords {
        var bits = filledLanes(taken: tier, word)
        while bits != 0 {
          count += lanes[word << 6 + Int32(bits.trailingZeroBitCount)].length
          bits &= bits &- 1
        }
      }
    }
    return count
  }

  // MARK: Who is there

  /// Groups, as they are numbered.
  @inline(__always)
  var groupCount: Int32 { world.pointee.groups.count }

  /// Idle agents who take contacts, of all groups.
  var idleOverall: Int32 {
    var idle: Int32 = 0
    for group in 0..<groupCount { idle += groups[group].idleCount }
    return idle
  }

  /// The agents of a group.
  func members(of group: Int32) -> Range<Int32> {
    world.pointee.groups.members(of: group)
  }

  /// Words of 64 groups.
  @inline(__always)
  var groupWords: Int32 { world.pointee.routing.groupWords }

  /// Of 64 groups those of one preference of a lane that have idle agents, a bit each.
  @inline(__always)
  func idleGroups(asked tier: Int32, _ word: Int32) -> UInt64 {
    world.pointee.routing.pushMasks[tier * groupWords + word] & world.pointee.groups.idle(word)
  }

  /// The share of an idle agent's handling and idle time so far that it spent with contacts.
  @inline(__always)
  func occupancy(of agent: Int32) -> Double { world.pointee.agents.occupancy(of: agent, at: now) }

  /// Of 64 groups those of one preference of a lane, a bit each, whoever is idle.
  func groups(asked tier: Int32, _ word: Int32) -> UInt64 {
    world.pointee.routing.pushMasks[tier * groupWords + word]
  }

  /// Of the engaged agents of a group who have room for another contact of a lane's channel, one with the
  /// fewest contacts, or where the group packs with the most; −1: there is none.
  func agentWithRoom(in group: Int32, lane: Int32) -> Int32 {
    world.pointee.sharing.next(group, Int32(types[lanes[lane].type].channel))
  }

  /// Whether agents of a group with the most contacts take the next one, before idle ones.
  func packs(_ group: Int32) -> Bool { world.pointee.sharing.packs(group) }

  /// Contacts that an agent is in, where agents may be in several.
  func contactCount(of agent: Int32) -> Int32 { world.pointee.sharing[agent].taken }

  /// Whether the site of a group is open.
  @inline(__always)
  func isOpen(_ group: Int32) -> Bool { world.pointee.sites.isOpen(groups[group].site) }

  // MARK: Who may take whom

  /// How a group serves a queue: its skill, which must exist.
  @inline(__always)
  func skill(group: Int32, queue: Int32) -> Int32 {
    world.pointee.routing.skill(group: group, queue: queue)
  }

  /// Whether a lane is among those that a group serves.
  func isTaken(_ lane: Int32, by group: Int32) -> Bool {
    world.pointee.routing.isTaken(lane, by: world.pointee.groups.at(group))
  }

  /// A lane's place in the group's list of skills: by rank, then as it stands in the scenario.
  @inline(__always)
  func order(_ lane: Int32, _ group: Int32) -> Int32 {
    skills[skill(group: group, queue: lanes[lane].queue)].order
  }

  /// The mean handling time of a lane's contacts by a group, in seconds; infinite without the skill.
  func handling(_ lane: Int32, _ group: Int32) -> Seconds {
    world.pointee.routing.handling(lane, group)
  }

  /// Whether an idle agent of a group may have a contact of a queue: it has waited long enough, and
  /// as many others stay idle as must.
  @inline(__always)
  func mayBeGiven(_ contact: Int32, queue: Int32, to group: Int32) -> Bool {
    let skill = skill(group: group, queue: queue)
    if !skills[skill].isLimited { return true }
    if contacts[contact].entered + skills[skill].after > now { return false }
    return skills[skill].reserve == 0 || !isOpen(group)
      || groups[group].idleCount > skills[skill].reserve
  }

  /// Whether a free agent of a group, who is in no idle list, may take the first contact of a lane.
  @inline(__always)
  func mayBeTaken(_ lane: Int32, by group: Int32) -> Bool {
    let skill = skill(group: group, queue: lanes[lane].queue)
    if !skills[skill].isLimited { return true }
    if firstEntered(lane) + skills[skill].after > now { return false }
    return skills[skill].reserve == 0 || !isOpen(group)
      || groups[group].idleCount >= skills[skill].reserve
  }

  // MARK: How things went

  /// A type's recent answers and abandonments.
  func recentAnswers(_ type: Int32) -> AnswerCounts { world.pointee.recent.counts(type, at: now) }

  /// Share of a type's recent answers and abandonments that were answered in time; 1 if there were
  /// none.
  func recentServiceLevel(_ type: Int32) -> Double {
    let counts = recentAnswers(type)
    let all = counts.answered + counts.abandoned
    return all > 0.5 ? counts.within / all : 1
  }

  /// The wait of a contact that joined a lane now, by the model's predictor.
  func foretoldWait(at lane: Int32) -> Seconds {
    world.pointee.oracle.foretold(at: lane, on: self)
  }

  // MARK: Chance

  /// A random number below 1 for the choice of a contact's agent, its own at each visit.
  func draw(of contact: Int32, purpose: RandomPurpose = .routing) -> Double {
    let caller = contacts[contact]
    let visit = UInt64(details[contact].visits) << 8 | UInt64(caller.legs)
    var stream = CallerStream(seed: caller.random, purpose: purpose, visit: visit)
    return stream.uniform()
  }

  /// A random number below 1 for an agent's choice among contacts at this moment.
  func draw(ofAgent agent: Int32) -> Double {
    var stream = CallerStream(
      seed: world.pointee.agents.details[agent].random, purpose: .routing,
      visit: UInt64(world.pointee.books.events.total))
    return stream.uniform()
  }
}

extension Engine {
  /// Asks something of the world as rules see it.
  @inline(__always)
  mutating func ask<Answer>(_ question: (Floor) -> Answer) -> Answer {
    withUnsafePointer(to: &self) { question(Floor($0)) }
  }
}

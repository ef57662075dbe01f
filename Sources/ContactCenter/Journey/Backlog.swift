// A contact's journey, beside step 4: work that waits while the center is closed. Nothing here is asked for in
// a model without it.
//
// Such contacts come round the clock, are never sent away, and wait for the next opening. When their site has
// closed for good they are carried over: they leave their lanes and stay as what remains.

extension Engine {
  // MARK: Start

  /// Those who wait already, the oldest first.
  @inline(never)
  mutating func startBacklogs() {
    var parts: [(age: Seconds, type: Int32, count: Int)] = []
    for type in backlogs.types {
      for part in model.contactTypes[Int(type)].written.backlog {
        parts.append((part.age, type, part.count))
      }
    }
    parts.sort { ($1.age, $0.type) < ($0.age, $1.type) }
    for part in parts { for _ in 0..<part.count { putInBacklog(part.type, age: part.age) } }
    for lane in (0..<Int32(lanes.count)).sorted(by: { (lanes[$0].priority, $0) < (lanes[$1].priority, $1) }) {
      while case let contact = lanes[lane].head, contact >= 0,
        case let agent = idleAgent(for: contact, lane: lane), agent >= 0
      {
        stopWaiting(contact)
        assign(contact, to: agent)
      }
    }
  }

  /// A contact of this age waits.
  private mutating func putInBacklog(_ type: Int32, age: Seconds) {
    let contact = newWaiting(type)
    contacts[contact].caller = contacts.nextCaller()
    contacts[contact].random = sources.contactSeed(type)
    contacts[contact].entered = now - age
    if kept.threads { beginThread(contact, at: now - age) }
    backlogs[type].tally.initial += 1
    emit(.arrives, contact)
    let lane = types[type].lane
    contacts[contact].lane = lane
    books[contacts[contact].row].offered += 1
    books[contacts[contact].row].queued += 1
    contacts[contact].wasOffered = true
    let patience = drawPatience(contact)
    contacts[contact].patienceEnds = now + patience
    if patience < .infinity {
      events.schedule(.patienceEnds, timer: contacts.timers.of(contact), at: now + patience)
    }
    let place = rules.decidesEntry ? nextLane(contact, lane, -1) : lane
    enqueue(contact, place)
    startMilestones(contact)
    emit(.joinsQueue, contact, place: lanes[place].queue)
  }

  /// A contact that has just come inside, in the row of now.
  private mutating func newWaiting(_ type: Int32) -> Int32 {
    let contact = takeSlot()
    contacts.details[contact] = ContactDetails()
    contacts[contact] = Contact()
    contacts[contact].type = type
    contacts[contact].row = intervals.row(of: type, at: now)
    contacts.enter()
    return contact
  }

  // MARK: Coming and waiting

  /// Whether a contact that asks for an agent in a lane waits there while the center is closed.
  @inline(never)
  mutating func isKept(_ contact: Int32, _ lane: Int32) -> Bool {
    guard types[lanes[lane].type].keepsOverClosing else { return false }
    switch contacts[contact].consultation {
    case .none: return true
    // A thread whose turn nobody can take any more is not finished.
    case .turn: return !sites[queues[lanes[lane].queue].site].hasEnded
    case .warm, .conference: return false
    }
  }

  /// Whether a waiting contact goes on waiting while the center is closed.
  mutating func isKept(_ contact: Int32) -> Bool {
    kept.backlogs && isKept(contact, contacts[contact].lane)
  }

  /// Whether a site has no more room for those who wait, whose work aside that needs none.
  @inline(never)
  mutating func hasNoRoom(_ contact: Int32, at site: Int32, room: Int32) -> Bool {
    if !kept.backlogs { return queues.waiting(at: site) >= room }
    return !types[contacts[contact].type].keepsOverClosing
      && queues.waiting(at: site) - backlogs.waiting(at: site) >= room
  }

  /// A contact joins (1) or leaves (−1) its lane.
  @inline(never)
  mutating func noteBacklog(_ contact: Int32, _ change: Int32) {
    let type = contacts[contact].type
    // A second agent who is waited for is no work that waits.
    let reason = contacts[contact].consultation
    guard types[type].keepsOverClosing, reason == .none || reason == .turn else { return }
    backlogs.change(type, by: change, at: now)
    guard change > 0 else { return }
    freeLine(contact)
    if types[type].hasChasers { scheduleChaser(contact) }
  }

  /// The customer is not there: what waits holds no line.
  private mutating func freeLine(_ contact: Int32) {
    if contacts[contact].trunk >= 0 { releaseTrunk(contact) }
  }

  /// A contact would wait at a site that is closed, and may: whether it is carried over, since the site has
  /// closed for good.
  @inline(never)
  mutating func isCarriedOver(_ contact: Int32, at lane: Int32) -> Bool {
    guard sites[queues[lanes[lane].queue].site].hasEnded else { return false }
    carryOver(contact)
    return true
  }

  /// A contact that is in no lane remains.
  mutating func carryOver(_ contact: Int32) {
    let type = contacts[contact].type
    freeLine(contact)
    if kept.threads { endBeforeFirstTurn(contact) }
    let age = now - contacts[contact].entered
    if contacts.details[contact].isAside {
      backlogs.waitLeft += now - contacts.details[contact].asideSince
    } else {
      backlogs[type].left += 1
      backlogs.waitLeft += age
    }
    backlogs[type].tally.waitingAtEnd += 1
    backlogs[type].tally.oldestAtEnd = max(backlogs[type].tally.oldestAtEnd, age)
    contacts[contact].engagement = -1
    contacts.leave(contact)
  }

  // MARK: Opening and closing

  /// A site opens.
  @inline(never)
  mutating func openBacklogs(of site: Int32) {
    for type in backlogs.types where types[type].site == site { backlogs.noteOpening(type) }
  }

  /// A site closes: what waits is counted, and remains if it was the last time.
  @inline(never)
  mutating func closeBacklogs(of site: Int32) {
    let waiting = lanes.everyone(contacts).filter { isKept($0) && types[contacts[$0].type].site == site }
    for type in backlogs.types where types[type].site == site {
      let ages = waiting.filter { contacts[$0].type == type }.map { now - contacts[$0].entered }
      backlogs.noteClosing(type, ages, at: now)
    }
    guard sites[site].hasEnded else { return }
    for contact in waiting { stopWaiting(contact) }
    for contact in waiting { carryOver(contact) }
  }

  /// The waiting contact that an agent who is about to go home after closing takes; −1: none.
  ///
  /// What waits for the next opening keeps nobody there.
  mutating func lastContact(for agent: Int32, group: Int32) -> Int32 {
    guard kept.backlogs else { return waitingContact(for: agent, group: group) }
    lanes.hideKept()
    let contact = waitingContact(for: agent, group: group)
    lanes.showAll()
    return contact >= 0 && !isKept(contact) ? contact : -1
  }

  /// What waits at the end of an interval, by queue.
  @inline(never)
  mutating func noteWorkWaiting(_ row: Int, _ stride: Int) {
    for queue in 0..<queues.count { books.tallies.queues[queue * stride + row].work.moments = 1 }
    for contact in lanes.everyone(contacts) where isKept(contact) {
      let queue = Int(lanes[contacts[contact].lane].queue)
      let (age, business) = (now - contacts[contact].entered, businessWait(contact))
      books.tallies.queues[queue * stride + row].work.count(age: age, business: business)
    }
  }

  // MARK: Answer and end

  /// The wait by the clock of a contact's type.
  @inline(never)
  mutating func businessWait(_ contact: Int32) -> Seconds {
    let site = types[contacts[contact].type].site
    return sites.openTime(of: site, until: now)
      - sites.openTime(of: site, until: contacts[contact].entered)
  }

  /// An agent begins with a contact.
  mutating func noteBacklogAnswer(_ contact: Int32) {
    let type = contacts[contact].type
    guard types[type].keepsOverClosing else { return }
    freeLine(contact)
    if interruptions.mayBeAside(type) { interruptions.tally(type).pointee.begun += 1 }
    contacts.details[contact].came = contacts[contact].entered
    let (age, business) = (now - contacts[contact].entered, businessWait(contact))
    let goal = model.contactTypes[Int(type)].acceptableWait
    var tally = backlogs[type].tally
    tally.answered += 1
    if age <= goal { tally.answeredWithin += 1 }
    if business <= goal { tally.answeredWithinBusiness += 1 }
    tally.ageAnswered += age
    tally.ageAnsweredBusiness += business
    tally.oldestAnswered = max(tally.oldestAnswered, age)
    tally.oldestAnsweredBusiness = max(tally.oldestAnsweredBusiness, business)
    backlogs[type].tally = tally
  }

  /// An agent has finished a contact.
  mutating func noteBacklogEnd(_ contact: Int32) {
    let type = contacts[contact].type
    guard types[type].keepsOverClosing else { return }
    backlogs[type].tally.completed += 1
    let came = types[type].hasTurns ? threads.at(contact).pointee.began : contacts.details[contact].came
    let site = types[type].site
    backlogs[type].tally.ageCompleted += now - came
    backlogs[type].tally.ageCompletedBusiness +=
      sites.openTime(of: site, until: now) - sites.openTime(of: site, until: came)
    if isSpam(contact) { backlogs[type].tally.spam += 1 }
  }

  // MARK: Spam

  /// Whether a contact is not for the center; what a customer asks with for another one is.
  mutating func isSpam(_ contact: Int32) -> Bool {
    let type = contacts[contact].type
    guard types[type].spamShare > 0, contacts[contact].legs == 0, contacts.details[contact].chased >= 0
    else { return false }
    var stream = CallerStream(seed: contacts[contact].random, purpose: .spam)
    return stream.uniform() < types[type].spamShare
  }

  // MARK: Looks

  /// Whether a contact belongs to another type.
  mutating func isMisrouted(_ contact: Int32) -> Bool {
    let type = Int(contacts[contact].type)
    guard let rule = model.contactTypes[type].misrouted, contacts[contact].legs == 0, !isSpam(contact)
    else { return false }
    var stream = CallerStream(seed: contacts[contact].random, purpose: .spam, visit: 1)
    return stream.uniform() * (1 - types[type].spamShare) < rule.share
  }

  /// How long an agent takes to see that a contact is not for him; nil: it is.
  @inline(never)
  mutating func look(_ contact: Int32) -> Seconds? {
    let type = Int(contacts[contact].type)
    guard types[type].hasLooks else { return nil }
    if isSpam(contact) { return model.contactTypes[type].spam?.look }
    return isMisrouted(contact) ? model.contactTypes[type].misrouted?.look : nil
  }

  // MARK: Chasers

  /// Schedules when the customer of a contact that waits asks for it the next time.
  private mutating func scheduleChaser(_ contact: Int32) {
    guard let chasers = model.contactTypes[Int(contacts[contact].type)].written.chasers else { return }
    let asked = contacts.details[contact].chased
    // Who has asked already asks for the first of his contacts; nobody stands behind spam.
    guard asked >= 0, !isSpam(contact) else { return }
    let visit = UInt64(asked) << 8 | UInt64(contacts[contact].legs)
    var stream = CallerStream(seed: contacts[contact].random, purpose: .chaser, visit: visit)
    var moment = contacts[contact].entered + chasers.after
    switch chasers.law {
    case .rate(let rate):
      guard rate > 0 else { return }
      moment = max(moment, now) - PortableMath.log(stream.openUniform()) / rate
    case .once(let chance, _):
      guard asked == 0, stream.uniform() < chance else { return }
      moment += bank.draw(routing.chaserLaws[Int(contacts[contact].type)], &stream)
      // Who was to ask before the start has done so.
      if moment < model.calendar.start { return }
    }
    // What fell due while the contact rang comes now.
    events.schedule(.chases, timer: contacts.timers.of(contact), at: max(now, moment))
  }

  /// The customer of a contact that waits asks for it.
  mutating func chase(_ contact: Int32) {
    let type = contacts[contact].type
    guard let chasers = model.contactTypes[Int(type)].written.chasers else { return }
    contacts.details[contact].chased += 1
    backlogs[type].tally.chasers += 1
    let visit = UInt64(contacts.details[contact].chased)
    var stream = CallerStream(seed: contacts[contact].random, purpose: .merging, visit: visit)
    let isMerged = stream.uniform() < chasers.merges
    let random = stream.next()
    scheduleChaser(contact)
    emit(.chases, contact)
    if isMerged {
      backlogs[type].tally.merged += 1
      return
    }
    let slot = furtherContact(of: contact, type: Int32(chasers.nextType), random: random)
    contacts.details[slot].chased = -1
    beginAnotherAttempt(slot)
  }
}

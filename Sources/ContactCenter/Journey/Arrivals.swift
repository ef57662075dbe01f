// A contact's journey, step 1 of 8: arriving. After: TrunkGroups.

extension Engine {
  /// Starts every type's source and schedules its first arrival.
  mutating func startArrivals(_ options: SimulationOptions) {
    sources.start(model, runSeed, options, &bank)
    if kept.backlogs { startBacklogs() }
    for type in 0..<Int32(model.contactTypes.count) {
      scheduleArrival(type, after: model.calendar.start)
    }
  }

  /// The next contact, or batch of contacts, of a type is here.
  @inline(__always)
  mutating func arrive(type: Int32) {
    if types.at(type).pointee.batch >= 0 {
      arriveTogether(type)
    } else {
      scheduleArrival(type, after: now)
      beginAttempt(newContact(type: type))
    }
  }

  @inline(never)
  private mutating func arriveTogether(_ type: Int32) {
    let size = sources.batch(type, types[type].batch, &bank)
    scheduleArrival(type, after: now)
    for _ in 0..<Distribution.count(size) { beginAnotherAttempt(newContact(type: type)) }
  }

  /// The same as `beginAttempt`, for the rarer cases.
  @inline(never)
  mutating func beginAnotherAttempt(_ contact: Int32) {
    if kept.threads { beginThread(contact) }
    beginAttempt(contact)
  }

  @inline(__always)
  private mutating func scheduleArrival(_ type: Int32, after time: Seconds) {
    let next = sources.next(type, after: time, &bank)
    if next < .infinity { events.schedule(.arrival, timer: sources.timers.of(type), at: next) }
  }

  /// A caller's attempt begins; the contact has its row already.
  @inline(__always)
  private mutating func beginAttempt(_ contact: Int32) {
    let caller = contacts.at(contact)
    let type = types.at(caller.pointee.type)
    contacts.enter()
    emit(.arrives, contact)
    let site = type.pointee.site
    guard sites.isOpen(site) || opensNow(site) else {
      findClosed(contact)
      return
    }
    ask(contact, type)
  }

  /// A contact that is not too early or too late takes a line, and goes on.
  @inline(__always)
  private mutating func ask(_ contact: Int32, _ type: UnsafeMutablePointer<TypeState>) {
    if type.pointee.trunk >= 0 && !seizeTrunk(contact) {
      block(contact)
      return
    }
    if type.pointee.hasFront {
      meetMachine(contact)
    } else {
      requestAgent(contact, lane: type.pointee.lane)
    }
  }

  /// An arrival at the very moment of an opening may be handled before it: then it opens now.
  @inline(never)
  mutating func opensNow(_ site: Int32) -> Bool {
    guard let opening = sites.nextOpening(of: site), opening <= now else { return false }
    events.cancel(sites.timers.of(site))
    open(site)
    return true
  }

  /// A menu, or a bot, comes before the queue.
  @inline(never)
  private mutating func meetMachine(_ contact: Int32) {
    if kept.media && transmits(contact) { return }
    if types[contacts[contact].type].menu >= 0 {
      enterVoiceResponse(contact)
    } else {
      meetBot(contact)
    }
  }

  @inline(never)
  private mutating func findClosed(_ contact: Int32) {
    if types[contacts[contact].type].keepsOverClosing {
      ask(contact, types.at(contacts[contact].type))
      return
    }
    books[contacts[contact].row].closed += 1
    emit(.findsClosed, contact)
    if kept.media && recordsWhenClosed(contact) { return }
    lose(contact, cause: .none)
  }

  /// A slot for a new caller of a type, who is counted.
  @inline(__always)
  private mutating func newContact(type: Int32) -> Int32 {
    let slot = takeSlot()
    let random = sources.contactSeed(type)
    let row = intervals.row(of: type, at: now)
    let caller = contacts.at(slot)
    if kept.details {
      contacts.details.at(slot).pointee = ContactDetails()
      if kept.threads { beginThread(slot) }
      if kept.bots { bots.begin(slot) }
    }
    caller.pointee = Contact()
    caller.pointee.random = random
    caller.pointee.type = type
    caller.pointee.caller = contacts.nextCaller()
    caller.pointee.row = row
    books.at(row).pointee.fresh += 1
    return slot
  }

  @inline(__always)
  mutating func takeSlot() -> Int32 {
    if contacts.isFull { growContacts() }
    return contacts.take()
  }

  @inline(never)
  private mutating func growContacts() {
    contacts.grow()
    tickets.grow(to: contacts.count)
    if kept.threads { threads.grow(to: contacts.count) }
    if kept.bots { bots.grow(to: contacts.count) }
    if kept.campaigns { campaigns.grow(to: contacts.count) }
    if kept.media { media.grow(to: contacts.count) }
    events.grow(timers: contacts.timers.end(contacts.count))
  }
}

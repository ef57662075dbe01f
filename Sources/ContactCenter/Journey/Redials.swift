// A contact's journey, step 8 of 8: leaving, and coming back. Before: AgentDuty.

/// Why an attempt came to nothing, as far as trying again goes.
enum LossCause {
  case none, busy, abandoned
}

extension Engine {
  /// An attempt ends without an agent; its caller may try again later.
  @inline(never)
  mutating func lose(_ contact: Int32, cause: LossCause) {
    releaseTrunk(contact)
    if kept.channels { endCallOut(contact) }
    if kept.threads { endBeforeFirstTurn(contact) }
    if cause != .none && triesAgain(contact, cause) { return }
    if contacts[contact].legs == 0 && !contacts[contact].isRepeat {
      books[contacts[contact].row].personsLost += 1
    }
    leave(contact)
  }

  private mutating func triesAgain(_ contact: Int32, _ cause: LossCause) -> Bool {
    let type = Int(contacts[contact].type)
    let isBusy = cause == .busy
    let rule =
      isBusy
      ? model.contactTypes[type].written.redialAfterBusy : model.contactTypes[type].written.redialAfterAbandon
    guard let rule, let last = rule.probabilities.last else { return false }
    let attempt = Int(contacts.details[contact].attempt)
    let chance = attempt <= rule.probabilities.count ? rule.probabilities[attempt - 1] : last
    var stream = CallerStream(seed: contacts[contact].random, purpose: .redial)
    guard stream.uniform() < chance else { return false }
    let law = isBusy ? routing.redialBusyLaws[type] : routing.redialAbandonLaws[type]
    // Whoever was lost after a transfer has been served once: no new person.
    if contacts[contact].legs > 0 { contacts[contact].isRepeat = true }
    emit(.willRedial, contact)
    waitOutside(contact, type: Int32(rule.nextType), delay: bank.draw(law, &stream))
    return true
  }

  /// After a conversation: whether the problem was solved and, if not, the caller comes back.
  @inline(never)
  mutating func settle(_ contact: Int32) {
    if types[contacts[contact].type].hasTurns && goesOn(contact) { return }
    let type = Int(contacts[contact].type)
    if kept.backlogs { noteBacklogEnd(contact) }
    guard let rule = model.contactTypes[type].written.repeatCall, !isSpam(contact) else {
      bookOutcome(contact, isSolved: true, returnsInTime: false)
      leave(contact)
      return
    }
    let legs = contacts[contact].legs
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .repeatCall, visit: UInt64(legs))
    let isUnsolved =
      stream.uniform() < rule.unsolved + (legs > 0 ? rule.afterTransfer : 0)
    if isUnsolved { books[contacts[contact].row].unsolved += 1 }
    guard isUnsolved, stream.uniform() < rule.callsAgain else {
      bookOutcome(contact, isSolved: !isUnsolved, returnsInTime: false)
      leave(contact)
      return
    }
    let delay = bank.draw(routing.repeatLaws[type], &stream)
    bookOutcome(contact, isSolved: false, returnsInTime: delay <= rule.window)
    contacts[contact].isRepeat = true
    contacts.details[contact].attempt = 0
    emit(.willCallAgain, contact)
    waitOutside(contact, type: Int32(rule.nextType), delay: delay)
  }

  mutating func waitOutside(_ contact: Int32, type: Int32, delay: Seconds) {
    contacts.leave(contact)
    contacts[contact].row = intervals.row(of: type, at: now)
    contacts[contact].type = type
    let moment = sources.orbit.enter(at: now, for: delay)
    events.schedule(.redial, timer: contacts.timers.of(contact), at: moment)
  }

  /// A caller tries again, with fresh needs and patience.
  mutating func redial(_ contact: Int32) {
    sources.orbit.leave(at: now)
    if kept.bots { noteReturn(contact) }
    let old = contacts[contact]
    var next = Contact()
    var stream = CallerStream(seed: old.random, purpose: .nextAttempt)
    next.random = stream.next()
    next.type = old.type
    next.caller = old.caller
    next.isRepeat = old.isRepeat
    next.row = intervals.row(of: old.type, at: now)
    contacts[contact] = next
    if kept.wakes { tickets.keepOther(of: contact, after: old.random, contacts) }
    let (attempt, lastAgent) = (contacts.details[contact].attempt, contacts.details[contact].lastAgent)
    contacts.details[contact] = ContactDetails()
    contacts.details[contact].attempt = attempt + 1
    contacts.details[contact].lastAgent = lastAgent
    if kept.ratings { contacts.keepExperience(contact, of: old.random, isRepeat: attempt == 0) }
    if attempt == 0 { books[next.row].repeats += 1 } else { books[next.row].redials += 1 }
    beginAnotherAttempt(contact)
  }

  /// A further contact of a person whose first one goes on; it is about to begin.
  mutating func furtherContact(of contact: Int32, type: Int32, random: UInt64) -> Int32 {
    let slot = takeSlot()
    contacts.details[slot] = ContactDetails()
    contacts[slot] = Contact()
    contacts[slot].type = type
    contacts[slot].random = random
    contacts[slot].caller = contacts[contact].caller
    contacts[slot].row = intervals.row(of: type, at: now)
    contacts[slot].isRepeat = true
    if kept.bots { bots.begin(slot) }
    books[contacts[slot].row].repeats += 1
    return slot
  }

  /// The contact is over; its slot is free.
  @inline(__always)
  mutating func leave(_ contact: Int32) {
    contacts.release(contact)
  }
}

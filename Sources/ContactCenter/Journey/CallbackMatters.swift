// A contact's journey, beside steps 4 to 6: customers who call in although they are to be called back, and
// tickets that expire. Nothing here is asked for in a model without either.
//
// A ticket and the call of its customer are two contacts and one person. He is counted with the ticket until the
// call is answered, or the ticket ends while the call goes on: then with the call, as if he had come with it.

extension Engine {
  // MARK: While a ticket is open

  /// Something beside its turn has come for a ticket: its end, or its customer calls in.
  mutating func wake(_ contact: Int32) {
    let isOver = now >= tickets.of(contact, contacts).pointee.expires
    if isOver { expire(contact) } else { callAgain(contact) }
    if isTicket(contact) { scheduleWake(contact) }
  }

  /// Schedules what comes for a ticket beside its turn, if anything does.
  @inline(never)
  mutating func scheduleWake(_ contact: Int32) {
    let callback = callbackRule(ticketQueue(of: contact))
    let ticket = tickets.of(contact, contacts)
    guard !sites[queues[ticket.pointee.queue].site].hasEnded else { return }
    var next = ticket.pointee.expires > now ? ticket.pointee.expires : .infinity
    if let again = callback.callsAgain, again.rate > 0, !ticket.pointee.isVoid {
      ticket.pointee.wakes += 1
      var stream = CallerStream(
        seed: contacts[contact].random, purpose: .callAgain, visit: UInt64(ticket.pointee.wakes))
      let from = ticket.pointee.accepted + (again.after ?? callback.promise ?? 0)
      next = min(next, max(now, from) - PortableMath.log(stream.openUniform()) / again.rate)
    }
    if next < .infinity {
      events.schedule(.ticketWakes, timer: contacts.timers.third(of: contact), at: next)
    }
  }

  /// Whether the time of a ticket is over.
  mutating func isExpired(_ contact: Int32) -> Bool {
    now >= tickets.of(contact, contacts).pointee.expires
  }

  /// The time of a ticket is over: it ends, unless an attempt goes on or its customer is on the line.
  private mutating func expire(_ contact: Int32) {
    switch tickets.of(contact, contacts).pointee.state {
    case .resting, .listed:
      takeOut(contact)
      close(contact, .expired)
    case .none, .captured, .dialed, .answered, .connected, .closed: break
    }
  }

  /// Takes a ticket from where it rests or stands.
  private mutating func takeOut(_ contact: Int32) {
    if tickets.of(contact, contacts).pointee.state == .resting {
      events.cancel(contacts.timers.of(contact))
    } else if contacts[contact].stage == .waiting {
      stopWaiting(contact)
    } else {
      tickets.leave(contact, contacts)
    }
  }

  // MARK: The same person on the line

  /// The customer of a ticket calls in, unless he is on the line, has done so, or the center is closed.
  private mutating func callAgain(_ contact: Int32) {
    let state = tickets.of(contact, contacts).pointee.state
    guard state == .resting || state == .listed || state == .dialed,
      sites.isOpen(types[contacts[contact].type].site), tickets.other(of: contact, contacts) < 0
    else { return }
    let rule = callbackRule(ticketQueue(of: contact)).callsAgain?.cancelled
    noteTicket(contact) { $0.callsAgain += 1 }
    emit(.chases, contact)
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .callAgain,
      visit: UInt64(tickets.of(contact, contacts).pointee.wakes) | 1 << 32)
    let call = furtherContact(of: contact, type: contacts[contact].type, random: stream.next())
    contacts[call].stage = .orbit
    tickets.join(contact, call, contacts)
    if rule == .whenCalling { cancel(contact) }
    beginAnotherAttempt(call)
  }

  /// A contact is served; if its customer was to be called back, that is not needed any more.
  @inline(never)
  mutating func noteServed(_ contact: Int32) {
    let ticket = tickets.other(of: contact, contacts)
    guard ticket >= 0, isTicket(ticket) else { return }
    passMatter(of: ticket, to: contact)
    tickets.of(ticket, contacts).pointee.isVoid = true
    if callbackRule(ticketQueue(of: ticket)).callsAgain?.cancelled != .never { cancel(ticket) }
  }

  /// A ticket is not needed any more; one whose customer is being dialed ends with the attempt.
  private mutating func cancel(_ ticket: Int32) {
    tickets.of(ticket, contacts).pointee.isVoid = true
    if tickets.of(ticket, contacts).pointee.state == .dialed { return }
    takeOut(ticket)
    close(ticket, .cancelled)
  }

  /// A ticket ends: if its customer is calling in, he is counted with that call.
  @inline(never)
  mutating func leaveMatter(_ ticket: Int32) {
    let call = tickets.other(of: ticket, contacts)
    if call >= 0 { passMatter(of: ticket, to: call) }
  }

  private mutating func passMatter(of ticket: Int32, to call: Int32) {
    if contacts[ticket].legs > 0 || contacts[ticket].isRepeat || contacts[call].legs > 0 { return }
    contacts[ticket].isRepeat = true
    contacts[call].isRepeat = false
  }

  /// Whether the person of a contact is to be called back already.
  mutating func hasTicket(_ contact: Int32) -> Bool {
    let ticket = tickets.other(of: contact, contacts)
    return ticket >= 0 && isTicket(ticket)
  }

  // MARK: Attempts in vain

  /// Whether the customer of a ticket is calling in.
  private mutating func isOnLine(_ contact: Int32) -> Bool {
    let call = tickets.other(of: contact, contacts)
    return call >= 0 && contacts[call].stage != .orbit
  }

  /// What an attempt comes to whose customer is on the line, or has been served.
  @inline(never)
  mutating func noteVainDial(_ contact: Int32, _ callback: Scenario.Callback) {
    let ticket = tickets.of(contact, contacts)
    if isOnLine(contact) {
      (ticket.pointee.outcome, ticket.pointee.dialing) = (.busy, callback.dialing.busyTime)
    } else if ticket.pointee.isVoid {
      if ticket.pointee.outcome == .reached {
        ticket.pointee.outcome = .served
        ticket.pointee.dialing += callback.callsAgain?.notice ?? 0
      }
    } else {
      return
    }
    noteTicket(contact) { $0.wastedDials += 1 }
  }

  /// An attempt would reach a customer: not if he has called in meanwhile.
  @inline(never)
  mutating func noteGlare(_ contact: Int32) {
    let ticket = tickets.of(contact, contacts)
    guard ticket.pointee.outcome == .reached, ticket.pointee.isVoid || isOnLine(contact) else { return }
    ticket.pointee.outcome = .busy
    noteTicket(contact) { $0.wastedDials += 1 }
  }

  /// How a ticket ends after an attempt that comes to nothing because its customer has been served; nil: he has
  /// not, or he is dialed again.
  mutating func endInVain(_ contact: Int32, isLast: Bool) -> TicketEnd? {
    let ticket = tickets.of(contact, contacts).pointee
    guard ticket.isVoid else { return nil }
    if callbackRule(ticket.queue).callsAgain?.cancelled != .never { return .cancelled }
    return isLast || ticket.outcome == .served ? .superfluous : nil
  }
}

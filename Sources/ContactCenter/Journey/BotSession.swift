// A contact's journey, between steps 3 and 4: the bot. Before: VoiceMenu. After: Waiting, or the end.

extension Engine {
  /// A contact past menus, if there are any: its bot, or an agent.
  mutating func meetBot(_ contact: Int32) {
    let type = contacts[contact].type
    let place = types[type].bot
    guard kept.bots, place >= 0 || bots.at(contact).pointee.goesPast else {
      requestAgent(contact)
      return
    }
    let visit = bots.at(contact)
    if visit.pointee.goesPast {
      passOn(contact)
      return
    }
    let bot = model.bots[Int(place)]
    visit.pointee.type = type
    let counts = botCounts(contact)
    let tally = bots.tally(type)
    emit(.meetsBot, contact, place: place)
    if counts { tally.pointee.attempts += 1 }
    if counts && !contacts[contact].isRepeat && contacts.details[contact].attempt == 1 {
      tally.pointee.firstAttempts += 1
    }
    if isDown(bot) {
      leaveInOutage(contact, place)
    } else if bots.seize(place) {
      startSession(contact, bot, place)
    } else if bots.hasPlace(place) {
      waitForSession(contact, place)
    } else {
      if counts { tally.pointee.overflow += 1 }
      findNoSession(contact, bot, place)
    }
  }

  private mutating func isDown(_ bot: Scenario.Bot) -> Bool {
    bot.outages.contains { $0.from <= now && now < $0.to }
  }

  private mutating func leaveInOutage(_ contact: Int32, _ place: Int32) {
    if botCounts(contact) { bots.tally(bots.at(contact).pointee.type).pointee.duringOutage += 1 }
    emit(.leavesBot, contact, place: place)
    passOn(contact)
  }

  // MARK: Waiting for a session

  private mutating func waitForSession(_ contact: Int32, _ place: Int32) {
    bots.enter(contact, place, contacts)
    let visit = bots.at(contact)
    visit.pointee.since = now
    if botCounts(contact) { bots.tally(visit.pointee.type).pointee.waited += 1 }
    contacts[contact].stage = .bot
    emit(.waitsForBot, contact, place: place)
    var stream = CallerStream(seed: contacts[contact].random, purpose: .bot, visit: 2)
    let patience = bank.draw(bots.laws[Int(place)].patience, &stream)
    if patience < .infinity {
      events.schedule(.botSessionEnds, timer: contacts.timers.of(contact), at: now + patience)
    }
  }

  /// A contact waits no more for a session; what is booked of its wait.
  private mutating func endWaitForSession(_ contact: Int32, _ place: Int32) {
    events.cancel(contacts.timers.of(contact))
    bots.leave(contact, place, contacts)
    let visit = bots.at(contact).pointee
    bots.tally(visit.type).pointee.waitTime += intervals.counted(now) - intervals.counted(visit.since)
  }

  /// A session is free for who has waited longest; in an outage those who wait go to the agents.
  private mutating func giveSession(_ place: Int32) {
    let bot = model.bots[Int(place)]
    while case let contact = bots.first(place), contact >= 0 {
      if isDown(bot) {
        endWaitForSession(contact, place)
        leaveInOutage(contact, place)
      } else if bots.seize(place) {
        endWaitForSession(contact, place)
        startSession(contact, bot, place)
      } else {
        return
      }
    }
  }

  /// A contact gives up before it has a session.
  private mutating func giveUpOnBot(_ contact: Int32) {
    let type = bots.at(contact).pointee.type
    endWaitForSession(contact, types[type].bot)
    if botCounts(contact) { bots.tally(type).pointee.gaveUp += 1 }
    books[contacts[contact].row].menuAbandoned += 1
    emit(.abandons, contact)
    lose(contact, cause: .abandoned)
  }

  /// Whether a contact arrived after the warm-up, so that it counts.
  private mutating func botCounts(_ contact: Int32) -> Bool {
    books.counts(contacts[contact].row, type: contacts[contact].type)
  }

  private mutating func findNoSession(_ contact: Int32, _ bot: Scenario.Bot, _ place: Int32) {
    switch bot.whenFull {
    case .agents:
      emit(.leavesBot, contact, place: place)
      passOn(contact)
    case .busy:
      books[contacts[contact].row].blockedByPorts += 1
      countFreshBlocked(contact)
      emit(.getsBusySignal, contact)
      lose(contact, cause: .busy)
    }
  }

  /// The contact asks for an agent.
  private mutating func passOn(_ contact: Int32) {
    if botCounts(contact) { bots.tally(bots.at(contact).pointee.type).pointee.toAgents += 1 }
    requestAgent(contact)
  }

  // MARK: The session

  /// What happens in a session depends on nobody else, so it is drawn at once.
  private mutating func startSession(_ contact: Int32, _ bot: Scenario.Bot, _ place: Int32) {
    var stream = CallerStream(seed: contacts[contact].random, purpose: .bot)
    let intents = bot.allIntents
    var u = stream.uniform()
    var number = 0
    while number < intents.count - 1 && u >= intents[number].share {
      u -= intents[number].share
      number += 1
    }
    let intent = intents[number]
    var length = 0.0
    var isUnderstood = false
    for _ in 0...bot.retries where !isUnderstood {
      isUnderstood = stream.uniform() < intent.recognition ?? bot.recognition
      if !isUnderstood { length += bot.tryLength }
    }
    let visit = bots.at(contact)
    visit.pointee.end = .notUnderstood
    if isUnderstood {
      let left = bot.regressions.last { $0.from <= now }?.factor ?? 1
      let isContained = stream.uniform() < (intent.containment ?? bot.containment) * left
      let isFalse = stream.uniform() < intent.falseContainment ?? bot.falseContainment
      visit.pointee.end = !isContained ? .escalated : isFalse ? .falselyContained : .solved
      length += bank.draw(bots.laws[Int(place)].sessions[number], &stream)
    }
    visit.pointee.since = now
    contacts[contact].stage = .bot
    events.schedule(.botSessionEnds, timer: contacts.timers.of(contact), at: now + length)
  }

  /// A session is over, or the patience of who waits for one.
  mutating func sessionEnds(_ contact: Int32) {
    let visit = bots.at(contact)
    if visit.pointee.waits {
      giveUpOnBot(contact)
      return
    }
    let type = visit.pointee.type
    let place = types[type].bot
    let tally = bots.tally(type)
    bots.release(place)
    tally.pointee.sessionTime += intervals.counted(now) - intervals.counted(visit.pointee.since)
    let counts = botCounts(contact)
    let factor = model.bots[Int(place)].handlingFactor
    visit.pointee.factor = visit.pointee.end == .notUnderstood ? max(1, factor) : factor
    switch visit.pointee.end {
    case .escalated, .notUnderstood:
      if counts { tally.pointee.escalated += 1 }
      if counts && visit.pointee.end == .notUnderstood { tally.pointee.notUnderstood += 1 }
      emit(.leavesBot, contact, place: place)
      passOn(contact)
    case .solved, .falselyContained:
      if counts { tally.pointee.contained += 1 }
      if counts && visit.pointee.end == .falselyContained { tally.pointee.falselyContained += 1 }
      endContained(contact, returns: visit.pointee.end == .falselyContained, to: place)
    }
    giveSession(place)
  }

  /// The contact ends with the bot; if nothing was solved, its customer comes back.
  private mutating func endContained(_ contact: Int32, returns: Bool, to place: Int32) {
    books[contacts[contact].row].selfServed += 1
    if kept.wakes && !returns { noteServed(contact) }
    if !contacts[contact].isRepeat { books[contacts[contact].row].personsServed += 1 }
    emit(.isSelfServed, contact)
    releaseTrunk(contact)
    if kept.threads { endBeforeFirstTurn(contact) }
    guard returns else {
      leave(contact)
      return
    }
    let bot = model.bots[Int(place)]
    let visit = bots.at(contact)
    visit.pointee.since = now
    visit.pointee.isAway = true
    visit.pointee.goesPast = bot.returnsTo == .agents
    contacts[contact].isRepeat = true
    contacts.details[contact].attempt = 0
    var stream = CallerStream(seed: contacts[contact].random, purpose: .bot, visit: 1)
    let delay = bank.draw(bots.laws[Int(place)].returnAfter, &stream)
    emit(.willCallAgain, contact)
    let type = bot.becomes.map { Int32($0.place) } ?? contacts[contact].type
    waitOutside(contact, type: type, delay: delay)
  }

  // MARK: Afterwards

  /// A caller tries again; perhaps because a bot solved nothing.
  mutating func noteReturn(_ contact: Int32) {
    guard bots.at(contact).pointee.isAway else { return }
    noteAwaited(contact)
    bots.at(contact).pointee.isAway = false
    if now >= intervals.warmUpEnd { bots.tally(bots.at(contact).pointee.type).pointee.returns += 1 }
  }

  /// Books the time that somebody has been away after a bot.
  mutating func noteAwaited(_ contact: Int32) {
    let visit = bots.at(contact).pointee
    guard visit.isAway else { return }
    bots.tally(visit.type).pointee.awaitingTime +=
      intervals.counted(now) - intervals.counted(visit.since)
  }

  /// A conversation with a contact that has met a bot.
  mutating func noteConversation(_ contact: Int32) {
    let visit = bots.at(contact).pointee
    let isFirst = contacts[contact].legs == 0 && !(kept.threads && threads.at(contact).pointee.turns > 1)
    if visit.type >= 0 && isFirst && botCounts(contact) {
      bots.tally(visit.type).pointee.conversations += 1
    }
  }

  /// The length of a piece of an agent's work, as a bot before it makes it.
  @inline(never)
  mutating func afterBot(_ length: Seconds, _ contact: Int32) -> Seconds {
    let visit = bots.at(contact).pointee
    if visit.type >= 0 && botCounts(contact) {
      let tally = bots.tally(visit.type)
      tally.pointee.plainWork += length
      tally.pointee.work += length * visit.factor
    }
    return length * visit.factor
  }

  /// Writes what is counted of bots.
  mutating func finishBots() {
    books.tallies.bots = bots.finished
    let whole = intervals.counted(now) - intervals.counted(model.calendar.start)
    for type in books.tallies.bots.indices where types[type].bot >= 0 {
      let site = types[type].site
      books.tallies.bots[type].time =
        types[type].keepsOverClosing ? whole : books.openTime.totals[Int(site)]
    }
  }
}

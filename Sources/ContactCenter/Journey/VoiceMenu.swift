// A contact's journey, step 3 of 8: the menu. Before: TrunkGroups. After: WaitingLines.

/// What a menu does that is not one of its choices.
enum MenuOutcome: Int32 {
  case zeroOut = -1
  case hangUp = -2
  case again = -3
  case outOfRepeats = -4
}

extension Engine {
  /// A caller hangs up after so many prompts: menus that never lead out would keep him for ever.
  static let mostPrompts: Int32 = 1000

  /// Takes a port and plays the type's first menu.
  @inline(never)
  mutating func enterVoiceResponse(_ contact: Int32) {
    let site = types[contacts[contact].type].site
    if trunks.seize(trunks.ports(of: site), after: intervals.elapsed(at: now)) {
      contacts[contact].holdsPort = true
      enterMenu(contact, types[contacts[contact].type].menu)
    } else if sites[site].goesOnWithoutPort {
      meetBot(contact)
    } else {
      let row = contacts[contact].row
      books[row].blockedByPorts += 1
      countFreshBlocked(contact)
      emit(.getsBusySignal, contact)
      lose(contact, cause: .busy)
    }
  }

  /// Walks through the menus until one of them leads out.
  ///
  /// What a caller does there depends on nobody else, so it is drawn at once, and the whole walk is a
  /// single event.
  private mutating func enterMenu(_ contact: Int32, _ first: Int32) {
    let walk = contacts.details.at(contact)
    contacts.at(contact).pointee.stage = .menu
    walk.pointee.menu = first
    walk.pointee.repeats = 0
    var delay = 0.0
    emit(.entersMenu, contact, place: first)
    while true {
      hearPrompt(contact, &delay)
      if walk.pointee.outcome == MenuOutcome.again.rawValue {
        walk.pointee.repeats &+= 1
        continue
      }
      let goal = menuGoal(contact)
      guard goal.kind == .menu else { break }
      if walk.pointee.visits >= Engine.mostPrompts {
        walk.pointee.outcome = MenuOutcome.hangUp.rawValue
        break
      }
      emit(.leavesMenu, contact, place: walk.pointee.menu, after: delay)
      walk.pointee.menu = goal.index
      walk.pointee.repeats = 0
      emit(.entersMenu, contact, place: goal.index, after: delay)
    }
    books.at(contacts.at(contact).pointee.row).pointee.menuTime += delay
    events.schedule(.menuEnds, timer: contacts.timers.of(contact), at: now + delay)
  }

  /// One hearing of the prompt, with the host's answer and the information that it leads to.
  @inline(__always)
  private mutating func hearPrompt(_ contact: Int32, _ delay: inout Seconds) {
    let walk = contacts.details.at(contact)
    let menu = menus.at(walk.pointee.menu)
    var stream = CallerStream(
      seed: contacts.at(contact).pointee.random, purpose: .menu,
      visit: UInt64(truncatingIfNeeded: walk.pointee.visits))
    walk.pointee.visits &+= 1
    delay += bank.draw(menu.pointee.prompt, &stream)
    var u = stream.uniform()
    var choice = menu.pointee.firstChoice
    while choice < menu.pointee.endChoice && u >= menus.choices.at(choice).pointee.share {
      u -= menus.choices.at(choice).pointee.share
      choice &+= 1
    }
    if choice == menu.pointee.endChoice {
      choice = menuOutcome(menu, walk.pointee.repeats, u, &delay)
    }
    if tracer.isOn { tellChoice(contact, choice, after: delay) }
    if choice >= 0 {
      let chosen = menus.choices.at(choice)
      if chosen.pointee.host >= 0 { delay += bank.draw(chosen.pointee.host, &stream) }
      if chosen.pointee.information >= 0 { delay += bank.draw(chosen.pointee.information, &stream) }
    }
    walk.pointee.outcome = choice
  }

  @inline(never)
  private mutating func tellChoice(_ contact: Int32, _ choice: Int32, after delay: Seconds) {
    switch MenuOutcome(rawValue: choice) {
    case nil: emit(.choosesInMenu, contact, place: choice, after: delay)
    case .zeroOut: emit(.asksForAgent, contact, place: contacts.details[contact].menu, after: delay)
    case .again, .outOfRepeats:
      emit(.choosesNothing, contact, place: contacts.details[contact].menu, after: delay)
    case .hangUp: break
    }
  }

  /// What happens to a caller who makes none of the choices; `u` is what their shares left of the draw.
  private mutating func menuOutcome(
    _ menu: UnsafeMutablePointer<MenuState>, _ repeats: Int32, _ draw: Double,
    _ delay: inout Seconds
  ) -> Int32 {
    var u = draw
    if u < menu.pointee.zeroOut { return MenuOutcome.zeroOut.rawValue }
    u -= menu.pointee.zeroOut
    if u < menu.pointee.hangUp { return MenuOutcome.hangUp.rawValue }
    u -= menu.pointee.hangUp
    guard menu.pointee.wrongKey + menu.pointee.timeOut > 0 else {
      // The shares add up to 1 but for rounding.
      let hasChoices = menu.pointee.endChoice > menu.pointee.firstChoice
      return hasChoices ? menu.pointee.endChoice - 1 : MenuOutcome.zeroOut.rawValue
    }
    if u >= menu.pointee.wrongKey { delay += menu.pointee.timeOutAfter }
    let isLast = repeats >= menu.pointee.repeats
    return isLast ? MenuOutcome.outOfRepeats.rawValue : MenuOutcome.again.rawValue
  }

  /// Where the outcome of a menu leads.
  @inline(__always)
  private mutating func menuGoal(_ contact: Int32) -> MenuGoal {
    let walk = contacts.details.at(contact)
    let outcome = walk.pointee.outcome
    if outcome >= 0 { return menus.choices.at(outcome).pointee.to }
    switch MenuOutcome(rawValue: outcome) {
    case .hangUp: return MenuGoal(.hangUp)
    case .outOfRepeats: return menus.at(walk.pointee.menu).pointee.afterRepeats
    case .zeroOut, .again, nil: return MenuGoal(.agent)
    }
  }

  /// The walk through the menus is over.
  mutating func menuEnds(_ contact: Int32) {
    let caller = contacts.at(contact)
    let goal = menuGoal(contact)
    emit(.leavesMenu, contact, place: contacts.details.at(contact).pointee.menu)
    caller.pointee.holdsPort = false
    let ports = trunks.ports(of: types.at(caller.pointee.type).pointee.site)
    trunks.release(ports, after: intervals.elapsed(at: now))
    let row = caller.pointee.row
    switch goal.kind {
    case .menu: break
    case .agent: meetBot(contact)
    case .type:
      changeType(contact, to: goal.index)
      meetBot(contact)
    case .selfServed:
      books[row].selfServed += 1
      emit(.isSelfServed, contact)
      if kept.wakes { noteServed(contact) }
      if !contacts[contact].isRepeat { books[row].personsServed += 1 }
      releaseTrunk(contact)
      leave(contact)
    case .voiceMail:
      contacts[contact].entered = now
      countOffered(contact)
      leaveMessage(contact)
    case .hangUp:
      books[row].menuAbandoned += 1
      emit(.hangsUpInMenu, contact)
      lose(contact, cause: .none)
    }
  }

  /// The menu found out that the contact is of another type; its interval of arrival stays.
  private mutating func changeType(_ contact: Int32, to type: Int32) {
    let old = contacts[contact].row
    books[old].typeChanged += 1
    if contacts.details[contact].firstRow < 0 { contacts.details[contact].firstRow = old }
    contacts[contact].row = old + (type - contacts[contact].type) * intervals.stride
    contacts[contact].type = type
    books[contacts[contact].row].transfersIn += 1
  }
}

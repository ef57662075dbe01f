// A contact's journey, step 3 of 8: the menu. Before: TrunkGroups. After: WaitingLines.

/// What a menu does that is not one of its choices.
enum MenuOutcome: Int32 {
  case zeroOut = -1
  case hangUp = -2
  case again = -3
  case outOfRepeats = -4
}

extension Engine {
  /// The ports' place in the table of trunk groups.
  var ports: Int32 { Int32(trunks.count - 1) }

  /// Takes a port and plays the type's first menu.
  @inline(never)
  mutating func enterVoiceResponse(_ contact: Int32) {
    if seize(ports) {
      contacts[contact].holdsPort = true
      enterMenu(contact, types[contacts[contact].type].menu)
    } else if model.whenPortsFull == .agent {
      requestAgent(contact)
    } else {
      let row = contacts[contact].row
      rows[row].blockedByPorts += 1
      if isFresh(contact) { rows[row].freshBlocked += 1 }
      emit(.getsBusySignal, contact)
      lose(contact, cause: .busy)
    }
  }

  private mutating func enterMenu(_ contact: Int32, _ menu: Int32) {
    contacts[contact].menu = menu
    contacts[contact].repeats = 0
    emit(.entersMenu, contact, place: menu)
    playPrompt(contact)
  }

  /// One hearing of the prompt.
  ///
  /// What comes of it is drawn now, so that all its delays are one event.
  private mutating func playPrompt(_ contact: Int32) {
    let place = contacts[contact].menu
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .menu, visit: UInt64(contacts[contact].visits))
    contacts[contact].visits += 1
    contacts[contact].stage = .menu
    var delay = bank.draw(routing.prompts[Int(place)], &stream)
    let outcome = menuOutcome(model.menus[Int(place)], contact, stream.uniform(), &delay)
    if outcome >= 0 {
      let laws = routing.choiceLaws[Int(place)][Int(outcome)]
      if laws.host >= 0 { delay += bank.draw(laws.host, &stream) }
      if laws.information >= 0 { delay += bank.draw(laws.information, &stream) }
    }
    contacts[contact].outcome = outcome
    rows[contacts[contact].row].menuTime += delay
    events.schedule(.menuEnds, timer: timers.primary(contact), at: now + delay)
  }

  private mutating func menuOutcome(
    _ menu: Model.Menu, _ contact: Int32, _ draw: Double, _ delay: inout Seconds
  ) -> Int32 {
    var u = draw
    for (index, choice) in menu.choices.enumerated() {
      if u < choice.share { return Int32(index) }
      u -= choice.share
    }
    if u < menu.zeroOut { return MenuOutcome.zeroOut.rawValue }
    u -= menu.zeroOut
    if u < menu.hangUp { return MenuOutcome.hangUp.rawValue }
    u -= menu.hangUp
    let isError = menu.wrongKey + menu.timeOut > 0
    guard isError else {
      // The shares add up to 1 but for rounding.
      return menu.choices.isEmpty ? MenuOutcome.zeroOut.rawValue : Int32(menu.choices.count - 1)
    }
    if u >= menu.wrongKey { delay += menu.timeOutAfter }
    if Int(contacts[contact].repeats) >= menu.repeats {
      return MenuOutcome.outOfRepeats.rawValue
    }
    return MenuOutcome.again.rawValue
  }

  /// The prompt, the host and the information are over.
  mutating func menuEnds(_ contact: Int32) {
    let menu = model.menus[Int(contacts[contact].menu)]
    switch MenuOutcome(rawValue: contacts[contact].outcome) {
    case .again:
      contacts[contact].repeats += 1
      playPrompt(contact)
    case .zeroOut: follow(contact, .agent)
    case .hangUp: follow(contact, .hangUp)
    case .outOfRepeats: follow(contact, menu.afterRepeats)
    case nil: follow(contact, menu.choices[Int(contacts[contact].outcome)].to)
    }
  }

  private mutating func follow(_ contact: Int32, _ target: Model.MenuTarget) {
    if case .menu(let next) = target {
      enterMenu(contact, Int32(next))
      return
    }
    contacts[contact].holdsPort = false
    release(ports)
    switch target {
    case .menu: break
    case .agent: requestAgent(contact)
    case .type(let type):
      changeType(contact, to: Int32(type))
      requestAgent(contact)
    case .selfServed:
      rows[contacts[contact].row].selfServed += 1
      emit(.isSelfServed, contact)
      if !contacts[contact].isRepeat { rows[contacts[contact].row].personsServed += 1 }
      releaseTrunk(contact)
      leave(contact)
    case .hangUp:
      rows[contacts[contact].row].menuAbandoned += 1
      emit(.hangsUpInMenu, contact)
      lose(contact, cause: .none)
    }
  }

  /// The menu found out that the contact is of another type; its interval of arrival stays.
  private mutating func changeType(_ contact: Int32, to type: Int32) {
    let old = contacts[contact].row
    rows[old].typeChanged += 1
    contacts[contact].row = old + (type - contacts[contact].type) * rowStride
    contacts[contact].type = type
    rows[contacts[contact].row].transfersIn += 1
  }
}

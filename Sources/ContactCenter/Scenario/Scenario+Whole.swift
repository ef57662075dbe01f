// A scenario becomes a model, last part: what only shows when all sections are seen together.

extension ModelBuilder {
  mutating func checkWhole() {
    setMeanHandleTimes()
    checkVolumes()
    checkMenuLoops()
    checkTransferLoops()
    let flow = ContactFlow(model)
    checkUse(flow)
    checkService(flow)
    checkLoad(flow)
  }

  /// The mean handle time of each type over the groups that serve its queue.
  private mutating func setMeanHandleTimes() {
    for i in model.contactTypes.indices {
      let type = model.contactTypes[i]
      let times = model.groups.flatMap { group in
        group.skills.filter { $0.queue == type.queue }.map { type.meanHandleTime(by: $0) }
      }
      model.contactTypes[i].meanHandleTime =
        times.isEmpty ? type.meanHandleTime(by: nil) : times.reduce(0, +) / Double(times.count)
    }
  }

  private mutating func checkVolumes() {
    var total = 0.0
    let openTime = openDays.reduce(0) { $0 + $1.span.to - $1.span.from }
    for (i, type) in model.contactTypes.enumerated() {
      let volume = type.expectedVolume(openTime: openTime)
      total += volume
      if total > ScenarioLimits.contacts {
        error(
          "contactTypes[\(i)].arrivals",
          "More than \(Int(ScenarioLimits.contacts)) contacts are expected in one replication.",
          "Lower the rates, or simulate fewer days.")
        return
      }
    }
    if total == 0 { warn("contactTypes", "No contact ever comes.", "Give a rate above 0.") }
  }

  // MARK: Loops

  /// Errors for menus that callers never leave, and for loops through menus that take no time.
  private mutating func checkMenuLoops() {
    let all = model.menus.map { menu in menu.followers(onlyTimeless: false) }
    let timeless = model.menus.map { menu in menu.followers(onlyTimeless: true) }
    var leaves = model.menus.map { $0.hasExit }
    var changed = true
    while changed {
      changed = false
      for i in all.indices where !leaves[i] && all[i].contains(where: { leaves[$0] }) {
        leaves[i] = true
        changed = true
      }
    }
    for i in all.indices {
      if !leaves[i] {
        error(
          "ivr.menus[\(i)]", "Callers in the menu \"\(model.menus[i].name)\" never get out.",
          "Let a choice lead to agent, selfServed or hangUp.")
        return
      }
      guard let cycle = Self.cycle(from: i, timeless) else { continue }
      let names = cycle.map { "\"\(model.menus[$0].name)\"" }.joined(separator: " → ")
      error(
        "ivr.menus[\(i)]", "Menus loop without time passing: \(names).",
        "Give one of their prompts a length.")
      return
    }
  }

  /// Errors for contacts that are transferred every time and so never end.
  private mutating func checkTransferLoops() {
    let types = model.contactTypes
    var ends = types.map { type in
      type.transfers.reduce(0) { $0 + ($1.kind == .conference ? 0 : $1.probability) } < 1 - 1e-9
    }
    var changed = true
    while changed {
      changed = false
      for i in types.indices where !ends[i] {
        let passes = types[i].transfers.contains {
          $0.kind != .conference && $0.probability > 0 && ends[$0.toType]
        }
        if passes {
          ends[i] = true
          changed = true
        }
      }
    }
    for i in types.indices where !ends[i] {
      error(
        "contactTypes[\(i)].transfers",
        "A contact of type \"\(types[i].name)\" is transferred again and again and never ends.",
        "Let some conversations end without a transfer.")
      return
    }
  }

  // MARK: Who serves whom

  private mutating func checkUse(_ flow: ContactFlow) {
    for (i, menu) in model.menus.enumerated() where !flow.usedMenus.contains(i) {
      warn("ivr.menus[\(i)]", "No caller ever reaches the menu \"\(menu.name)\".")
    }
    for (i, queue) in model.queues.enumerated() where !flow.usedQueues.contains(i) {
      // A default queue of a type that never waits is nobody's mistake.
      guard i < scenario.queues.count else { continue }
      warn("queues[\(i)]", "No contact ever waits in the queue \"\(queue.name)\".")
    }
    for (i, type) in model.contactTypes.enumerated() where !flow.usedTypes.contains(i) {
      warn("contactTypes[\(i)]", "No contact of type \"\(type.name)\" ever comes.")
    }
    let used = Set(model.contactTypes.compactMap(\.trunkGroup))
    for (i, group) in model.trunkGroups.enumerated()
    where !used.contains(i) && !model.trunkGroups.contains(where: { $0.overflowTo == i }) {
      warn("trunkGroups[\(i)]", "No contact type uses the trunk group \"\(group.name)\".")
    }
  }

  private mutating func checkService(_ flow: ContactFlow) {
    var served = Set(model.groups.flatMap { $0.skills.map(\.queue) })
    let manned = Set(
      model.groups.filter { $0.agentCount > 0 }.flatMap { $0.skills.map(\.queue) })
    for (i, group) in model.groups.enumerated() {
      if !group.skills.contains(where: { flow.usedQueues.contains($0.queue) }) {
        error(
          "agentGroups[\(i)].skills",
          "No contact ever reaches the agents of the group \"\(group.name)\".",
          "Give them a queue that some contact type uses.")
      }
    }
    // An unserved queue is fine if it passes its contacts on, or ends their wait for certain.
    var changed = true
    while changed {
      changed = false
      for (i, queue) in model.queues.enumerated() where !served.contains(i) && queue.ends(served) {
        served.insert(i)
        changed = true
      }
    }
    for (i, type) in model.contactTypes.enumerated() where flow.waitingTypes.contains(i) {
      let name = model.queues[type.queue].name
      if !served.contains(type.queue) {
        error(
          "contactTypes[\(i)]",
          "No agent group serves the queue \"\(name)\" of the type \"\(type.name)\".",
          "Add the queue to the skills of a group, or let it overflow.")
      } else if !manned.contains(type.queue), !model.queues[type.queue].ends(manned) {
        warn("contactTypes[\(i)]", "The groups that serve the queue \"\(name)\" have no agents.")
      }
    }
  }

  // MARK: Load

  /// Warns where callers of endless patience bring more work than the agents can do.
  private mutating func checkLoad(_ flow: ContactFlow) {
    guard model.waitingRoom == nil else { return }
    for part in flow.connectedParts(model) {
      let types = part.types.filter { flow.waitingTypes.contains($0) }
      let patient = types.first { model.contactTypes[$0].waitsForEver(in: model) }
      guard let patient else { continue }
      let work = types.reduce(0) { sum, i in
        sum + flow.volumes[i] * model.contactTypes[i].meanHandleTime
      }
      let capacity = part.groups.reduce(0) { $0 + model.groups[$1].workTime(model.calendar) }
      guard work > 0, work >= capacity * (1 - 1e-9), capacity > 0 else { continue }
      let load = (work / capacity * 1000).rounded() / 10
      warn(
        "contactTypes[\(patient)]",
        "The load is \(load)% of what the agents can do and callers of type "
          + "\"\(model.contactTypes[patient].name)\" never give up, so the queue never settles.",
        "Add agents, or give the callers a patience.")
    }
  }
}

// MARK: - Answers of the parts

extension Model.Menu {
  /// The menus that may come next.
  fileprivate func followers(onlyTimeless: Bool) -> [Int] {
    var result: [Int] = []
    let isSilent = prompt.isConstantZero
    for choice in choices where choice.share > 0 {
      guard case .menu(let next) = choice.to else { continue }
      let isAtOnce =
        isSilent && choice.host?.isConstantZero ?? true
        && choice.information?.isConstantZero ?? true
      if !onlyTimeless || isAtOnce { result.append(next) }
    }
    if case .menu(let next) = afterRepeats, wrongKey + timeOut > 0 {
      let isAtOnce = isSilent && (wrongKey > 0 || timeOutAfter == 0)
      if !onlyTimeless || isAtOnce { result.append(next) }
    }
    return result
  }

  /// Whether some caller leaves the menus from here.
  fileprivate var hasExit: Bool {
    func isExit(_ target: Model.MenuTarget) -> Bool {
      if case .menu = target { return false }
      return true
    }
    return zeroOut > 0 || hangUp > 0 || choices.contains { $0.share > 0 && isExit($0.to) }
      || (wrongKey + timeOut > 0 && isExit(afterRepeats))
  }
}

extension Model.Queue {
  /// Whether nobody waits here for ever although no agent serves the queue.
  fileprivate func ends(_ served: Set<Int>) -> Bool {
    if case .queue(let other) = whenFull, capacity != nil, served.contains(other) { return true }
    if capacity == 0 { return true }
    return steps.contains { step in
      switch step.action {
      case .overflow(let other): return served.contains(other)
      case .voiceMail(let share): return share == 1
      case .disconnect: return true
      case .announcement: return false
      }
    }
  }

  /// Whether something but an agent or the caller ends the wait.
  fileprivate var isBounded: Bool {
    capacity != nil || balking != nil
      || steps.contains {
        switch $0.action {
        case .disconnect, .voiceMail: return true
        case .announcement, .overflow: return false
        }
      }
  }
}

extension Model.ContactType {
  /// Mean time an agent spends on a contact of this type, with the skill's own laws and factor.
  fileprivate func meanHandleTime(by skill: Model.Skill?) -> Seconds {
    var time = skill?.talk?.mean ?? talk.meanOverPieces
    time += skill?.wrapUp?.mean ?? wrapUp.meanOverPieces
    if let hold { time += hold.probability * hold.length.mean / (1 - hold.again) }
    if let recognition { time += (1 - recognition.share) * recognition.identification.mean }
    return time * (skill?.handlingFactor ?? 1)
  }

  fileprivate func waitsForEver(in model: Model) -> Bool {
    patience.laws.allSatisfy { $0 == .never } && !model.queues[queue].isBounded
      && trunkGroup == nil
  }

  /// Expected first contacts of one replication.
  package func expectedVolume(openTime: Seconds) -> Double {
    let batch = max(1, batchSize?.mean ?? 1)
    switch process {
    case .poisson, .fixedCounts, .evenlySpaced:
      return batch * segments.reduce(0) { $0 + $1.integral }
    case .renewal(let gap): return batch * openTime / gap.mean
    case .replay(let times): return batch * Double(times.count)
    }
  }
}

extension Model.TimedLaw {
  /// The mean over the day, each law weighted by how long it holds.
  fileprivate var meanOverPieces: Double {
    var sum = 0.0
    for i in starts.indices {
      let end = i + 1 < starts.count ? starts[i + 1] : 86_400
      sum += (end - starts[i]) / 86_400 * laws[i].mean
    }
    return sum
  }
}

extension Model.Group {
  /// The agents' time on duty from the first opening to the last closing, in agent-seconds.
  package func workTime(_ calendar: Model.Calendar) -> Double {
    let present = 1 - absence
    switch staffing {
    case .counts(let steps):
      var sum = 0.0
      for (i, step) in steps.enumerated() {
        let to = i + 1 < steps.count ? steps[i + 1].from : calendar.end
        sum += Double(step.value) * max(0, min(to, calendar.end) - step.from)
      }
      return sum * present
    case .rosters(let agents):
      var sum = 0.0
      for agent in agents {
        for duty in agent.duties {
          let pauses = duty.breaks.reduce(0) { $0 + $1.to - $1.from }
          sum += (duty.to - duty.from - pauses) / agent.handlingFactor
        }
      }
      return sum * present
    }
  }
}

// A scenario becomes a model, last part: what only shows when all sections are seen together.

extension ModelBuilder {
  mutating func checkWhole() {
    setMeanHandleTimes()
    checkVolumes()
    checkSizeOfResults()
    checkLoops()
    let flow = ContactFlow(model, presumed: typesOfUnknownVolume)
    checkUse(flow)
    checkService(flow)
    checkLoad(flow)
    checkCallbacks()
    checkCampaigns()
    checkChannels()
  }

  /// Types of which it is not known how many come; some are supposed to.
  private var typesOfUnknownVolume: Set<Int> {
    Set(
      model.contactTypes.indices.filter {
        openDays.isEmpty || !isSound("contactTypes[\($0)].arrivals")
      })
  }

  /// Whether everything that sends contacts somewhere could be read.
  ///
  /// Without that nobody can say that a place is never reached.
  private var allWaysAreKnown: Bool {
    let ways: Set = [
      "", "name", "contactTypes", "trunks", "menu", "queue", "transfers", "to", "redialAfterBusy",
      "redialAfterAbandon", "repeatCall", "becomes", "trunkGroups", "overflowTo", "ivr", "menus",
      "choices", "afterRepeats", "type", "campaigns", "queues", "whenFull", "steps", "bot", "bots",
      "callback", "voiceMail", "misrouted",
    ]
    return unreadable.keys.isDisjoint(with: ways)
  }

  /// The mean handle time of each type over the groups that serve its queue.
  private mutating func setMeanHandleTimes() {
    for i in model.contactTypes.indices {
      let type = model.contactTypes[i]
      let times = model.groups.flatMap { group in
        group.skills.filter { $0.queue.place == type.queue }.map {
          type.meanHandleTime(by: $0, group.written.capacity)
        }
      }
      model.contactTypes[i].meanHandleTime =
        times.isEmpty ? type.meanHandleTime(by: nil, .init()) : times.reduce(0, +) / Double(times.count)
    }
  }

  private mutating func checkVolumes() {
    var total = 0.0
    for (i, type) in model.contactTypes.enumerated() {
      let volume = ArrivalVolume(type, model.calendar).total
      total += volume
      if total > ScenarioLimits.contacts {
        tell(
          .error, "contactTypes[\(i)].arrivals",
          "More than \(Int(ScenarioLimits.contacts)) contacts are expected in one replication.",
          "Lower the rates, or simulate fewer days.")
        return
      }
    }
    if total == 0, model.campaigns.isEmpty, typesOfUnknownVolume.isEmpty, allWaysAreKnown {
      tell(.warning, "contactTypes", "No contact ever comes.", "Give a rate above 0.")
    }
  }

  /// Errors where the figures of a study would fill the memory: they are kept for each planning
  /// interval of each contact type, queue, group and trunk group.
  private mutating func checkSizeOfResults() {
    guard isSound("calendar") else { return }
    let intervals = model.calendar.intervals
    let lists =
      model.contactTypes.count + model.queues.count + model.groups.count + model.trunkGroups.count
    let rows = lists * intervals
    guard rows > ScenarioLimits.rows else { return }
    let length = model.calendar.interval * Double(rows) / Double(ScenarioLimits.rows)
    let hours = [1, 2, 4, 8, 12, 24].first { Double($0) * 3600 >= length } ?? 24
    tell(
      .error, "calendar",
      "\(intervals) planning intervals of \(lists) contact types, queues, agent groups and trunk "
        + "groups make \(rows) rows of figures.",
      "At most \(ScenarioLimits.rows) are allowed: take planning intervals of \(hours) h, fewer "
        + "days, or fewer types and groups.")
  }

  // MARK: Who serves whom

  private mutating func checkUse(_ flow: ContactFlow) {
    guard allWaysAreKnown else { return }
    for (i, menu) in model.menus.enumerated() where !flow.usedMenus.contains(i) {
      tell(
        .warning, "ivr.menus[\(i)]", "No caller ever reaches the menu \"\(menu.name)\".")
    }
    for (i, queue) in model.queues.enumerated() where !flow.usedQueues.contains(i) {
      // A default queue of a type that never waits is nobody's mistake.
      guard i < scenario.queues.count else { continue }
      tell(
        .warning, "queues[\(i)]", "No contact ever waits in the queue \"\(queue.name)\".")
    }
    for (i, type) in model.contactTypes.enumerated() where !flow.usedTypes.contains(i) {
      tell(
        .warning, "contactTypes[\(i)]", "No contact of type \"\(type.name)\" ever comes.")
    }
    let used = Set(
      model.contactTypes.compactMap(\.trunks?.place) + model.queues.compactMap(\.callback?.trunks?.place)
        + model.campaigns.compactMap(\.trunks?.place))
    for (i, group) in model.trunkGroups.enumerated()
    where !used.contains(i) && !model.trunkGroups.contains(where: { $0.overflowTo?.place == i }) {
      tell(
        .warning, "trunkGroups[\(i)]", "No contact type uses the trunk group \"\(group.name)\".")
    }
  }

  private mutating func checkService(_ flow: ContactFlow) {
    let groups = model.groups.indices.map { "agentGroups[\($0)]" }
    // Where the work of some group could not be read, or that of all groups is in doubt, any queue
    // may be theirs.
    let skillsAreKnown =
      !unreadable.haveAll(of: "agentGroups")
      && !groups.contains { unreadable.touch("\($0).skills") }
      && (groups.isEmpty || groups.contains { isSound("\($0).skills") })
    if allWaysAreKnown { checkWorkOfGroups(flow) }
    guard skillsAreKnown else { return }
    let manned = model.groups.indices.filter {
      model.groups[$0].agentCount > 0 || openDays.isEmpty
        || !isSound(groups[$0], ["agents", "staffing", "shifts"])
    }
    let servedQueues = queuesWithEnd(besides: Set(model.groups.indices))
    let mannedQueues = queuesWithEnd(besides: Set(manned))
    for (i, type) in model.contactTypes.enumerated()
    where flow.waitingTypes.contains(i) && isSound("contactTypes[\(i)]", ["name", "queue"]) {
      let name = model.queues[type.queue].name
      if !servedQueues.contains(type.queue) {
        tell(
          .error, "contactTypes[\(i)]",
          "No agent group serves the queue \"\(name)\" of the type \"\(type.name)\".",
          "Add the queue to the skills of a group, or let it overflow.")
      } else if !mannedQueues.contains(type.queue) {
        tell(
          .warning, "contactTypes[\(i)]",
          "The groups that serve the queue \"\(name)\" have no agents.")
      }
    }
  }

  /// Errors for groups whom no contact reaches.
  private mutating func checkWorkOfGroups(_ flow: ContactFlow) {
    let someQueueIsKnown = model.contactTypes.indices.contains {
      isSound("contactTypes[\($0)].queue")
    }
    guard someQueueIsKnown else { return }
    for (i, group) in model.groups.enumerated() where isSound("agentGroups[\(i)].skills") {
      if !group.skills.contains(where: { flow.usedQueues.contains($0.queue.place) }) {
        tell(
          .error, "agentGroups[\(i)].skills",
          "No contact ever reaches the agents of the group \"\(group.name)\".",
          "Give them a queue that some contact type uses.")
      }
    }
  }

  /// The queues that these groups serve, and those that pass their contacts on to such a queue or
  /// end their wait for certain; a queue that could not be read may do so.
  private func queuesWithEnd(besides groups: Set<Int>) -> Set<Int> {
    var result = Set(groups.flatMap { model.groups[$0].skills.map(\.queue.place) })
    for i in scenario.queues.indices where !isSound("queues[\(i)]") { result.insert(i) }
    var changed = true
    while changed {
      changed = false
      for (i, queue) in model.queues.enumerated() where !result.contains(i) && queue.ends(result) {
        result.insert(i)
        changed = true
      }
    }
    return result
  }

  // MARK: Load

  /// Warns where callers of endless patience bring more work than the agents can do.
  private mutating func checkLoad(_ flow: ContactFlow) {
    guard model.waitingRoom == nil, loadIsKnown else { return }
    for part in flow.connectedParts(model) {
      let types = part.types.filter { flow.waitingTypes.contains($0) }
      let patient = types.first { i in
        model.contactTypes[i].waitsForEver(in: model)
          && isSound("contactTypes[\(i)]", ["patience", "trunks", "queue"])
      }
      guard let patient, isKnown(part, types) else { continue }
      let work = types.filter { isSound("contactTypes[\($0)]", Self.workKeys) }.reduce(0) {
        $0 + flow.volumes[$1] * model.contactTypes[$1].meanHandleTime
          * model.contactTypes[$1].written.meanTurns
          * (model.contactTypes[$1].bot.map { model.bots[$0.place].handlingFactor } ?? 1)
      }
      let capacity = part.groups.reduce(0) { $0 + model.groups[$1].workTime(model.calendar) }
      guard work > 0, work >= capacity * (1 - 1e-9), capacity > 0 else { continue }
      let load = (work / capacity * 1000).rounded() / 10
      tell(
        .warning, "contactTypes[\(patient)]",
        "The load is \(load.plain)% of what the agents can do and callers of type "
          + "\"\(model.contactTypes[patient].name)\" never give up, so the queue never settles.",
        "Add agents, or give the callers a patience.")
    }
  }

  /// Whether what the load of every part of the center rests on could be read.
  private var loadIsKnown: Bool {
    !openDays.isEmpty && isSound("waitingRoom")
      && isSound("calendar", ["hours", "weekdays", "interval"])
      && model.groups.indices.allSatisfy { !unreadable.touch("agentGroups[\($0)].skills") }
  }

  /// The keys of a contact type that say how long agents work for it.
  private static let workKeys = ["talk", "wrapUp", "hold", "recognition", "turns", "session"]

  /// Whether the queues and the agents of a part of the center could be read; work of which nobody
  /// knows how much it is can only add to the rest.
  private func isKnown(_ part: ContactFlow.Part, _ types: [Int]) -> Bool {
    let queues = Set(types.map { model.contactTypes[$0].queue })
    return queues.allSatisfy { isSound("queues[\($0)]") || $0 >= scenario.queues.count }
      && part.groups.allSatisfy {
        isSound("agentGroups[\($0)]", ["agents", "staffing", "shifts", "absence"])
      }
  }
}

// MARK: - Answers of the parts

extension Scenario.Queue {
  /// Whether nobody waits here for ever although no agent serves the queue.
  fileprivate func ends(_ served: Set<Int>) -> Bool {
    if case .queue(let other) = whenFull, capacity != nil, served.contains(other.place) { return true }
    if capacity == 0 { return true }
    return steps.contains { step in
      switch step.action {
      case .overflow(let other): return served.contains(other.place)
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
  /// Mean time of an agent that a contact of this type takes, with the skill's own laws and factor; where he
  /// has several at once, at least.
  func meanHandleTime(by skill: Scenario.Skill?, _ capacity: Scenario.Capacity) -> Seconds {
    let talk = talkWithMedia(skill?.talk?.mean ?? written.talk.meanOverPieces)
    let wrapUp = skill?.wrapUp?.mean ?? written.wrapUp.meanOverPieces
    var time = written.agentTime(talk: talk, wrapUp: wrapUp, capacity)
    if let hold = written.hold { time += hold.chance * hold.length.mean / (1 - hold.again) }
    if let recognition = written.recognition {
      time += (1 - recognition.share) * recognition.identification.mean
    }
    time *= skill?.handlingFactor ?? 1
    let (spam, misrouted) = (written.spam, written.misrouted)
    if spam != nil || misrouted != nil {
      let shares = (spam?.share ?? 0, misrouted?.share ?? 0)
      time =
        (1 - shares.0 - shares.1) * time + shares.0 * (spam?.look ?? 0) + shares.1 * (misrouted?.look ?? 0)
    }
    return time
  }

  fileprivate func waitsForEver(in model: Model) -> Bool {
    written.patience.laws.allSatisfy { $0 == .never } && !model.queues[queue].isBounded
      && written.trunks == nil
  }

}

extension Scenario.TimedLaw {
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
  /// The agents' time on duty while the center is open, without breaks, as it is planned, in agent-seconds:
  /// what `check` and `staff` call planned hours.
  package func plannedTime(_ calendar: Model.Calendar) -> Double {
    func open(_ from: Seconds, _ to: Seconds) -> Seconds {
      calendar.open.reduce(0) { $0 + max(0, min(to, $1.to) - max(from, $1.from)) }
    }
    switch staffing {
    case .counts(let steps):
      return steps.indices.reduce(0) { sum, place in
        let end = place + 1 < steps.count ? steps[place + 1].from : calendar.end
        return sum + Double(steps[place].value) * open(steps[place].from, end)
      }
    case .rosters(let agents):
      return agents.flatMap(\.duties).reduce(0) { sum, duty in
        duty.breaks.reduce(sum + open(duty.from, duty.to)) { $0 - open($1.from, $1.to) }
      }
    }
  }

  /// The time of those who come from the first opening to the last closing, without breaks, by how fast they
  /// work: what they can do.
  package func workTime(_ calendar: Model.Calendar) -> Double {
    (1 - written.absence) * time(calendar) { 1 / $0.handlingFactor }
  }

  private func time(_ calendar: Model.Calendar, _ weight: (Model.Agent) -> Double) -> Double {
    switch staffing {
    case .counts(let steps):
      var sum = 0.0
      for (i, step) in steps.enumerated() {
        let to = i + 1 < steps.count ? steps[i + 1].from : calendar.end
        sum += Double(step.value) * max(0, min(to, calendar.end) - step.from)
      }
      return sum
    case .rosters(let agents):
      var sum = 0.0
      for agent in agents {
        for duty in agent.duties {
          let pauses = duty.breaks.reduce(0) { $0 + $1.to - $1.from }
          sum += (duty.to - duty.from - pauses) * weight(agent)
        }
      }
      return sum
    }
  }
}

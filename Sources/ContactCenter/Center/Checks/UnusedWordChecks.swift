// What is written about channels and has no effect: said, so that nobody counts on it.

extension ModelBuilder {
  /// Only where all else holds.
  mutating func checkUnusedWords() {
    checkUnusedCapacities()
    checkUnusedBots()
    checkUnusedPatience()
    checkUnusedInterruptions()
    for (i, queue) in model.queues.enumerated() {
      guard let callback = queue.callback else { continue }
      checkUnusedDialing(callback, "queues[\(i)].callback.dialing")
      checkUnusedTimes(callback, "queues[\(i)].callback")
    }
  }

  // MARK: Agents

  private mutating func checkUnusedCapacities() {
    for (i, group) in model.groups.enumerated() {
      let capacity = group.written.capacity
      let path = "agentGroups[\(i)].capacity"
      let usual = Scenario.Capacity()
      if capacity.most == 1 && (capacity.fill != usual.fill || capacity.wrapUpTakes != usual.wrapUpTakes) {
        warn(
          path, "Agents have one contact at a time, so that this has no effect.",
          "Give slots, or leave it out.")
      }
      let offered = Set(model.contactTypes.filter { serves(group, $0) }.map(\.channel))
      for channel in Scenario.Channel.allCases where !offered.contains(channel) {
        if capacity.slots[channel] != nil {
          warnOfChannel("\(path).slots.\(channel.rawValue)", channel)
        } else if capacity.weights[channel] != nil {
          warnOfChannel("\(path).weights.\(channel.rawValue)", channel)
        }
      }
    }
  }

  private mutating func warnOfChannel(_ path: String, _ channel: Scenario.Channel) {
    warn(
      path, "No \(channel.rawValue) comes to the queues of this group, so that this has no effect.",
      "Leave it out, or name the channel in a type: channel: \(channel.rawValue).")
  }

  /// Whether contacts of a type may come to a queue of a group.
  private func serves(_ group: Model.Group, _ type: Model.ContactType) -> Bool {
    group.skills.contains { reaches(type, $0.queue.place) }
  }

  // MARK: Bots and interruptions

  private mutating func checkUnusedBots() {
    for (i, bot) in model.bots.enumerated() {
      if bot.sessions == nil && bot.whenFull == .busy {
        warn("bots[\(i)].whenFull", "The bot is never full.", "Give sessions, or leave it out.")
      }
      if bot.sessions == nil && bot.queue != nil {
        warn(
          "bots[\(i)].queue", "The bot always has a session, so that nobody waits for one.",
          "Give sessions, or leave it out.")
      }
      if bot.sessions != nil && bot.queue != nil && bot.queue?.capacity == nil && bot.whenFull == .busy {
        warn(
          "bots[\(i)].whenFull", "All wait for a session, however many there are.",
          "Give the queue a capacity, or leave it out.")
      }
      if !model.contactTypes.contains(where: { $0.bot?.place == i }) {
        warn("bots[\(i)]", "No contact type meets \"\(bot.name)\".", "Name it in a type: bot: \(bot.name).")
      }
      guard bot.allIntents.allSatisfy({ ($0.falseContainment ?? bot.falseContainment) == 0 }) else {
        continue
      }
      let usual = Scenario.Bot(name: "", session: .constant(0), containment: 0)
      for (key, isWritten) in [
        ("becomes", bot.becomes != nil), ("returnsTo", bot.returnsTo != usual.returnsTo),
        ("returnAfter", bot.returnAfter != usual.returnAfter),
      ] where isWritten {
        warn(
          "bots[\(i)].\(key)", "Nobody comes back after the bot, so that this has no effect.",
          "Give falseContainment, or leave it out.")
      }
    }
  }

  private mutating func checkUnusedPatience() {
    for (i, type) in model.contactTypes.enumerated()
    where type.written.isKeptOverClosing && type.channel.work == .exclusive && type.patience.laws != [.never]
    {
      warn(
        "contactTypes[\(i)].patience", "Callers of \"\(type.name)\" wait over night and give up then too.",
        "Leave the patience out, or waitsOverClosing.")
    }
  }

  private mutating func checkUnusedInterruptions() {
    var said: Set<[Int]> = []
    for (i, rule) in model.interruptions.enumerated() {
      if rule.written.mode == .turn && rule.work.allSatisfy({ model.contactTypes[$0].hold == nil }) {
        warn(
          "interruptions[\(i)].mode", "Without holds there is no turn: the work is finished first.",
          "Give the type holds, or another mode.")
      }
      let pairs = rule.work.flatMap { work in rule.by.filter { $0 != work }.map { [work, $0] } }
      if !pairs.isEmpty && said.isSuperset(of: pairs) {
        warn(
          "interruptions[\(i)]",
          "Rules before it say already what \"\(rule.written.by)\" does to "
            + "\"\(rule.written.work)\": the first that fits holds.", "Put it before them, or leave it out.")
      }
      said.formUnion(pairs)
    }
  }

  // MARK: Callbacks

  private mutating func checkUnusedDialing(_ callback: Scenario.Callback, _ path: String) {
    let dialing = callback.dialing
    let usual = Scenario.Callback.Dialing()
    if dialing.first == .agent && dialing.patience != nil {
      warn(
        "\(path).patience", "An agent is there when the customer answers, so that this has no effect.",
        "Give first: customer, or leave it out.")
    }
    if dialing.reach.count > dialing.attempts {
      warn(
        "\(path).reach[\(dialing.attempts)]",
        "There are \(dialing.reach.count) chances for \(dialing.attempts) attempts: the last are not used.",
        "Give more attempts, or fewer chances.")
    }
    let isSure = dialing.reach.prefix(dialing.attempts).allSatisfy { $0 == 1 }
    for (key, isWritten) in [
      ("machineShare", dialing.machineShare > 0), ("busyShare", dialing.busyShare > 0),
      ("timeOut", dialing.timeOut != usual.timeOut), ("gap", dialing.gap != usual.gap),
    ] where isWritten && isSure && callback.callsAgain == nil {
      warn(
        "\(path).\(key)", "Everybody answers the first attempt, so that this has no effect.",
        "Give a chance below 100% as reach, or leave it out.")
    }
    if dialing.machineShare == 0 {
      for (key, isWritten) in [
        ("messageCloses", dialing.messageCloses), ("machineTime", dialing.machineTime != usual.machineTime),
      ] where isWritten {
        warn(
          "\(path).\(key)", "No machine ever answers, so that this has no effect.",
          "Give machineShare, or leave it out.")
      }
    }
    if dialing.busyShare == 0 && dialing.busyTime != usual.busyTime && callback.callsAgain == nil {
      warn(
        "\(path).busyTime", "No attempt meets the busy signal, so that this has no effect.",
        "Give busyShare, or leave it out.")
    }
  }

  private mutating func checkUnusedTimes(_ callback: Scenario.Callback, _ path: String) {
    if callback.promise == nil && callback.tolerance != nil {
      warn(
        "\(path).tolerance", "Nothing is promised, so that this has no effect.",
        "Give promise, or leave it out.")
    }
    guard let again = callback.callsAgain else { return }
    if again.rate == 0 {
      warn("\(path).callsAgain.perHour", "Nobody calls in.", "Give a rate above 0, or leave callsAgain out.")
    }
    if again.cancelled != .never && again.notice != Scenario.Callback.CallsAgain(rate: 0).notice {
      warn(
        "\(path).callsAgain.notice", "Nobody is called back in vain, so that this has no effect.",
        "Give cancelled: never, or leave it out.")
    }
  }
}

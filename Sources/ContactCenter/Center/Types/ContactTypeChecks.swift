// Checks and links of contact types.

extension ModelBuilder {
  mutating func buildContactTypes() {
    for (i, type) in scenario.contactTypes.enumerated() {
      model.contactTypes.append(contactType(type, i))
    }
    checkTransfersToDeferrable()
    checkMessages()
    buildLicences()
  }

  private mutating func contactType(_ type: Scenario.ContactType, _ i: Int) -> Model.ContactType {
    let path = "contactTypes[\(i)]"
    var linked = type
    linked.patience = timedLaw(
      type.patience, at: "\(path).patience", "Patience", mayBeInfinite: true)
    linked.talk = timedLaw(type.talk, at: "\(path).talk", "Talk time")
    linked.wrapUp = timedLaw(type.wrapUp, at: "\(path).wrapUp", "Wrap-up time")
    var queue = queueIndex[type.name] ?? 0
    if let link = type.queue {
      queue = self.linked(link, at: "\(path).queue")?.place ?? unknownQueue()
    }
    linked.trunks = type.trunks.flatMap { self.linked($0, at: "\(path).trunks") }
    linked.bot = type.bot.flatMap { self.linked($0, at: "\(path).bot") }
    checkTurns(of: type, path)
    linked.menu = type.menu.flatMap { self.linked($0, at: "\(path).menu") }
    checkNumber(type.priority, in: ScenarioLimits.scores, at: "\(path).priority", "The priority")
    checkNumber(
      type.priorityGrowth, in: ScenarioLimits.scoresPerSecond, at: "\(path).priorityGrowth",
      "The growth of priority")
    let goal = serviceLevel(of: type, path)
    linkService(&linked, path)
    linkReturns(&linked, i)
    linkDeferrable(&linked, path)
    linkMedia(&linked, path)
    var built = Model.ContactType(linked, queue: queue)
    built.goal = goal
    buildArrivals(into: &built, i)
    return built
  }

  /// A queue in place of one that does not exist, so that the other checks can go on.
  private mutating func unknownQueue() -> Int {
    model.queues.append(Scenario.Queue(name: ""))
    return model.queues.count - 1
  }

  private mutating func serviceLevel(
    of type: Scenario.ContactType, _ path: String
  ) -> Scenario.ServiceLevelGoal {
    let goal = type.serviceLevel ?? scenario.serviceLevel
    let place = type.serviceLevel == nil ? "serviceLevel" : "\(path).serviceLevel"
    checkLength(goal.acceptableWait, at: "\(place).within", "The acceptable wait")
    checkLength(goal.shortAbandon, at: "\(place).shortAbandon", "The short abandonment")
    checkProportion(goal.target, at: "\(place).target", "The target")
    return goal
  }

  /// What happens while an agent is on the line.
  private mutating func linkService(_ type: inout Scenario.ContactType, _ path: String) {
    let gap = type.knowledgeGap
    if let hold = type.hold {
      type.hold?.probability = chance(of: hold, gap, "\(path).hold")
    }
    checkGap(of: type, path)
    checkSession(of: type, path)
    if let recognition = type.recognition {
      checkProportion(recognition.share, at: "\(path).recognition.share", "The share")
      checkLaw(
        recognition.identification, at: "\(path).recognition.identification", "Identification")
    }
    for (j, transfer) in type.transfers.enumerated() {
      let place = "\(path).transfers[\(j)]"
      let byGap = j == 0 ? gap.map { $0.probability * (1 - $0.holdShare) } : nil
      type.transfers[j].probability = chance(
        transfer.probability, byGap: byGap, at: "\(place).probability", "a transfer")
      checkLaw(transfer.together, at: "\(place).together", "The time together")
      if let wait = transfer.giveUpAfter {
        checkLength(wait, at: "\(place).giveUpAfter", "The wait for the second agent")
      }
      type.transfers[j].to =
        linked(transfer.to, at: "\(place).to") ?? Link(transfer.to.name, place: 0)
    }
    let sum = type.transfers.reduce(0) { $0 + $1.chance }
    if sum > 1 + 1e-9 {
      error(
        "\(path).transfers", "The chances of transfers add up to \((sum * 100).plain)%.",
        "Stay at or below 100%.")
    }
  }

  /// Callers who come again.
  private mutating func linkReturns(_ type: inout Scenario.ContactType, _ i: Int) {
    let path = "contactTypes[\(i)]"
    let same = Link<Scenario.ContactType>(type.name, place: typeIndex[type.name] ?? 0)
    type.redialAfterBusy = type.redialAfterBusy.map { linked($0, same, "\(path).redialAfterBusy") }
    type.redialAfterAbandon = type.redialAfterAbandon.map {
      linked($0, same, "\(path).redialAfterAbandon")
    }
    type.repeatCall = type.repeatCall.map { linked($0, same, "\(path).repeatCall") }
  }

  private mutating func linked(
    _ source: Scenario.RepeatCall, _ same: Link<Scenario.ContactType>, _ place: String
  ) -> Scenario.RepeatCall {
    checkProportion(source.unsolved, at: "\(place).unsolved", "The unsolved share")
    checkProportion(source.callsAgain, at: "\(place).callsAgain", "The share that calls again")
    checkLaw(source.delay, at: "\(place).delay", "The delay")
    checkProportion(
      source.afterTransfer, at: "\(place).afterTransfer", "What a transfer adds to the unsolved share")
    checkLength(source.window, at: "\(place).window", "The window of repeated calls")
    let mostUnsolved = source.unsolved + source.afterTransfer
    if mostUnsolved > 1 + 1e-9 {
      error(
        "\(place).afterTransfer",
        "After a transfer the unsolved share is \((mostUnsolved * 100).plain)%.",
        "Let unsolved and afterTransfer add up to at most 100%.")
    }
    if source.delay.isConstantZero, mostUnsolved * source.callsAgain >= 1 {
      error(
        place, "Everybody calls again at once and for ever, so time may stand still.",
        "Give a delay, or let one of the chances be below 100%.")
    }
    var result = source
    result.becomes = source.becomes.flatMap { linked($0, at: "\(place).becomes") } ?? same
    return result
  }

  private mutating func linked(
    _ source: Scenario.Redial, _ same: Link<Scenario.ContactType>, _ path: String
  ) -> Scenario.Redial {
    let count = source.probabilities.count
    if !ScenarioLimits.redialAttempts.contains(count) {
      error(
        "\(path).probability", "There are \(count).",
        "Give 1 to \(ScenarioLimits.redialAttempts.upperBound).")
    }
    for probability in source.probabilities {
      checkProportion(probability, at: "\(path).probability", "The chance of a redial")
    }
    checkLaw(source.delay, at: "\(path).delay", "The delay")
    if source.delay.isConstantZero, source.probabilities.last == 1 {
      error(
        path, "Everybody redials at once and for ever, so time would stand still.",
        "Give a delay, or let the last probability be below 100%.")
    }
    var result = source
    result.becomes = source.becomes.flatMap { linked($0, at: "\(path).becomes") } ?? same
    return result
  }
}

// Checks and links of bots.

extension ModelBuilder {
  mutating func buildBots() {
    for (i, bot) in scenario.bots.enumerated() { buildBot(bot, "bots[\(i)]") }
  }

  private mutating func buildBot(_ bot: Scenario.Bot, _ path: String) {
    var linked = bot
    if let sessions = bot.sessions, !ScenarioLimits.botSessions.contains(sessions) {
      error(
        "\(path).sessions", "The bot has \(sessions) sessions.",
        "Give 1 to \(ScenarioLimits.botSessions.upperBound), or leave it out: no limit.")
    }
    checkQueue(bot, "\(path).queue")
    checkLaw(bot.session, at: "\(path).session", "A session")
    checkShares(bot.containment, bot.falseContainment, bot.recognition, path)
    if !ScenarioLimits.botRetries.contains(bot.retries) {
      error(
        "\(path).retries", "A customer tries \(bot.retries) times again.",
        "Give 0 to \(ScenarioLimits.botRetries.upperBound).")
    }
    checkLength(bot.tryLength, at: "\(path).tryLength", "A try that is not understood")
    checkLaw(bot.returnAfter, at: "\(path).returnAfter", "The time to a return")
    checkNumber(
      bot.handlingFactor, in: ScenarioLimits.botFactors, at: "\(path).handlingFactor",
      "The factor of handling times")
    linked.becomes = bot.becomes.flatMap { self.linked($0, at: "\(path).becomes") }
    checkIntents(bot, path)
    checkReturns(bot, path)
    let clock = model.calendar.clock
    for (i, outage) in bot.outages.enumerated() {
      if !(outage.from >= 0 && outage.to > outage.from && outage.to <= ScenarioLimits.length) {
        error("\(path).outages[\(i)]", "The outage ends before it begins.", "Let `to` be later than `from`.")
      }
      linked.outages[i] = .init(from: clock.elapsed(outage.from), to: clock.elapsed(outage.to))
    }
    for (i, regression) in bot.regressions.enumerated() {
      let place = "\(path).regressions[\(i)]"
      checkLength(regression.from, at: "\(place).from", "The moment")
      checkProportion(regression.factor, at: "\(place).factor", "What is left of containment")
      if i > 0, regression.from <= bot.regressions[i - 1].from {
        error(place, "Regressions come at moments that do not rise.", "Put them in rising order.")
      }
      linked.regressions[i].from = clock.elapsed(regression.from)
    }
    model.bots.append(linked)
  }

  private mutating func checkQueue(_ bot: Scenario.Bot, _ path: String) {
    guard let queue = bot.queue else { return }
    if let places = queue.capacity, !ScenarioLimits.botPlaces.contains(places) {
      error(
        "\(path).capacity", "There are \(places) places.",
        "Give 0 to \(ScenarioLimits.botPlaces.upperBound), or leave it out: no limit.")
    }
    checkLaw(queue.patience, at: "\(path).patience", "The patience", mayBeInfinite: true)
  }

  private mutating func checkShares(
    _ containment: Double?, _ falseContainment: Double?, _ recognition: Double?, _ path: String
  ) {
    checkProportion(containment, at: "\(path).containment", "Containment")
    checkProportion(falseContainment, at: "\(path).falseContainment", "The share of false containment")
    checkProportion(recognition, at: "\(path).recognition", "The chance to be understood")
  }

  private mutating func checkIntents(_ bot: Scenario.Bot, _ path: String) {
    for (i, intent) in bot.intents.enumerated() {
      let place = "\(path).intents[\(i)]"
      checkProportion(intent.share, at: "\(place).share", "The share of an intent")
      checkShares(intent.containment, intent.falseContainment, intent.recognition, place)
      checkLaw(intent.session, at: "\(place).session", "A session")
    }
    let sum = bot.intents.reduce(0) { $0 + $1.share }
    if !bot.intents.isEmpty, abs(sum - 1) > 1e-9, sum.isFinite {
      error(
        "\(path).intents", "The shares of the intents add up to \((sum * 100).plain)%.",
        "They must add up to 100%.")
    }
  }

  /// Errors for a bot to which the same customers come back for ever.
  private mutating func checkReturns(_ bot: Scenario.Bot, _ path: String) {
    let returns = bot.returningShare
    if bot.returnsTo == .bot, returns > ScenarioLimits.turnChances.upperBound {
      error(
        "\(path).falseContainment", "All come back to the bot, again and again.",
        "Let some be solved or passed on, or `returnsTo: agents`.")
    }
  }
}

extension Scenario.Bot {
  /// The share of sessions after which customers come back.
  var returningShare: Double {
    allIntents.reduce(0) {
      $0 + $1.share * (1 - missed($1)) * ($1.containment ?? containment)
        * ($1.falseContainment ?? falseContainment)
    }
  }

  /// The share of sessions that lead to an agent at once.
  var escalatedShare: Double {
    allIntents.reduce(0) { $0 + $1.share * (1 - (1 - missed($1)) * ($1.containment ?? containment)) }
  }

  /// Contacts with agents for each customer who comes back to the bot until he is solved or passed on.
  var agentContacts: Double { escalatedShare / max(1e-3, 1 - returningShare) }

  /// The chance that nothing is understood.
  private func missed(_ intent: Scenario.BotIntent) -> Double {
    var share = 1.0
    for _ in 0...max(0, retries) { share *= 1 - (intent.recognition ?? recognition) }
    return share
  }
}

import ContactCenter
import Testing

@Suite("Bots in front of the agents")
struct BotTests {
  private func bot(_ containment: Double, session: Seconds = 60) -> Scenario.Bot {
    Scenario.Bot(name: "bot", session: .constant(session), containment: containment)
  }

  private func scenario(_ bot: Scenario.Bot, at times: [Seconds], hours: Double = 2) -> Scenario {
    var scenario = center(hours: hours)
    scenario.bots = [bot]
    scenario.contactTypes = [calls(at: times)]
    scenario.contactTypes[0].bot = "bot"
    scenario.agentGroups = [agents(1)]
    return scenario
  }

  // MARK: One contact

  @Test("What the bot solves is served, and neither offered nor lost")
  func solved() throws {
    let scenario = scenario(bot(1), at: [0, 10])
    let story = try Story(scenario)
    #expect(story.times(.isSelfServed) == [60, 70] && story.count(.startsTalk) == 0)
    let tallies = try simulate(scenario)
    #expect(tallies.total().offered == 0 && tallies.total().selfServed == 2)
    #expect(tallies.total().personsServed == 2 && tallies.total().personsLost == 0)
    let tally = tallies.bots[0]
    #expect(tally.attempts == 2 && tally.contained == 2 && tally.solved == 2)
    #expect(tally.sessionTime == 120 && tally.toAgents == 0 && tally.time == 7200)
  }

  @Test("What it does not contain asks for an agent then, and takes as much longer as frustration says")
  func escalated() throws {
    var bot = bot(0)
    bot.handlingFactor = 1.2
    let scenario = scenario(bot, at: [0])
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [60] && story.times(.endsTalk) == [180])
    let tally = try simulate(scenario).bots[0]
    #expect(tally.escalated == 1 && tally.toAgents == 1 && tally.conversations == 1)
    #expect(tally.work == 120 && tally.plainWork == 100)
  }

  @Test("Whoever is contained in vain comes back past the bot, as another type if so wished")
  func returns() throws {
    var bot = bot(1)
    bot.falseContainment = 1
    bot.returnAfter = .constant(600)
    bot.handlingFactor = 1.5
    bot.becomes = "complaints"
    var scenario = scenario(bot, at: [0])
    scenario.contactTypes.append(Scenario.ContactType(name: "complaints"))
    scenario.contactTypes[1].talk = .init(.constant(200))
    scenario.agentGroups = [agents(1, serving: ["calls", "complaints"])]
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [660] && story.times(.endsTalk) == [960])
    #expect(story.servedTypes == [1])
    let tallies = try simulate(scenario)
    let tally = tallies.bots[0]
    #expect(tally.falselyContained == 1 && tally.returns == 1 && tally.solved == 0)
    #expect(tally.awaitingTime == 600 && tally.work == 300 && tally.plainWork == 200)
    #expect(tallies.total(1).repeats == 1 && tallies.total(1).answered == 1)
    #expect(tallies.total().personsServed == 1 && tallies.total(1).personsServed == 0)
    // The bot again contains everybody, who come back until the center closes.
    bot.returnsTo = .bot
    bot.falseContainment = 0.9
    bot.becomes = nil
    scenario.bots = [bot]
    scenario.contactTypes.removeLast()
    scenario.agentGroups = [agents(1)]
    let again = try simulate(scenario).bots[0]
    #expect(again.attempts == again.contained && again.returns >= again.attempts - 1)
    #expect(again.firstAttempts == 1)
  }

  @Test("Without a free session: an agent at once, or the busy signal")
  func sessions() throws {
    var bot = bot(1, session: 100)
    bot.sessions = 1
    var scenario = scenario(bot, at: [0, 10, 150])
    var tallies = try simulate(scenario)
    #expect(tallies.bots[0].overflow == 1 && tallies.bots[0].contained == 2)
    #expect(tallies.total().answered == 1 && tallies.bots[0].work == 100)
    scenario.bots[0].whenFull = .busy
    tallies = try simulate(scenario)
    #expect(tallies.total().answered == 0 && tallies.total().blockedByPorts == 1)
    #expect(tallies.total().personsLost == 1)
  }

  @Test("Who is not understood tries again, then goes to an agent")
  func recognition() throws {
    var bot = bot(1)
    bot.recognition = 0
    bot.retries = 2
    bot.tryLength = 15
    let scenario = scenario(bot, at: [0])
    #expect(try Story(scenario).times(.startsTalk) == [45])
    let tally = try simulate(scenario).bots[0]
    #expect(tally.escalated == 1 && tally.notUnderstood == 1)
    // The bot has found out nothing that would save time; frustration it may have made.
    for (factor, end) in [(0.5, 145.0), (1.5, 195)] {
      bot.handlingFactor = factor
      #expect(try Story(self.scenario(bot, at: [0])).times(.endsTalk) == [end])
    }
  }

  @Test("An outage sends all to the agents, a regression more of them")
  func outages() throws {
    var bot = bot(1)
    bot.outages = [.init(from: 100, to: 200)]
    bot.regressions = [.init(from: 1000, factor: 0)]
    let scenario = scenario(bot, at: [0, 150, 300, 1500])
    let tally = try simulate(scenario).bots[0]
    #expect(tally.duringOutage == 1 && tally.contained == 2 && tally.escalated == 1)
    #expect(try Story(scenario).times(.startsTalk) == [150, 1560])
  }

  @Test("Intents differ in share, containment and length")
  func intents() throws {
    var bot = bot(0)
    var easy = Scenario.BotIntent(name: "balance", share: 0.75)
    easy.containment = 1
    easy.session = .constant(30)
    bot.intents = [easy, .init(name: "complaint", share: 0.25)]
    var scenario = scenario(bot, at: [], hours: 24)
    scenario.contactTypes[0].arrivals = calls(perHour: 200).arrivals
    scenario.agentGroups = [agents(100)]
    let tally = try simulate(scenario).bots[0]
    let share = tally.contained / tally.attempts
    #expect(abs(share - 0.75) < 3.5 * (0.75 * 0.25 / tally.attempts).squareRoot())
    // Sessions that go on at the last closing count until then.
    #expect(abs(tally.sessionTime - 30 * tally.contained - 60 * tally.escalated) < 600)
  }

  @Test("A bot comes after the menu, holds the line, and serves the types that a menu finds")
  func afterMenu() throws {
    var scenario = scenario(bot(1), at: [0, 5])
    scenario.trunkGroups = [.init(name: "lines", lines: 1)]
    scenario.contactTypes[0].trunks = "lines"
    var menu = Scenario.Menu(name: "main", prompt: .constant(20))
    menu.choices = [.init(label: "1", share: 1, to: .agent)]
    scenario.ivr.menus = [menu]
    scenario.contactTypes[0].menu = "main"
    let story = try Story(scenario)
    #expect(story.times(.meetsBot) == [20] && story.times(.releasesLine) == [80])
    #expect(try simulate(scenario).total().blockedByTrunks == 1)
  }

  @Test("Wild centers with bots keep the laws of conservation")
  func conservation() throws {
    for seed in UInt64(1)...6 {
      var bot = Scenario.Bot(name: "bot", session: .exponential(mean: 120), containment: 0.5)
      bot.falseContainment = 0.4
      bot.sessions = 4
      bot.recognition = 0.8
      bot.returnsTo = seed % 2 == 0 ? .bot : .agents
      bot.whenFull = seed % 3 == 0 ? .busy : .agents
      bot.returnAfter = .exponential(mean: 1200)
      bot.handlingFactor = 1.3
      var scenario = center(hours: 10, warmUp: seed == 5 ? 1800 : 0)
      scenario.bots = [bot]
      var type = calls(
        perHour: 120, talk: .exponential(mean: 200), patience: .exponential(mean: 120))
      type.bot = "bot"
      type.redialAfterBusy = .init(probabilities: [0.5], delay: .exponential(mean: 60))
      type.redialAfterAbandon = .init(probabilities: [0.5], delay: .exponential(mean: 300))
      if seed > 3 { type.turns = .init(again: 0.5, thinking: .exponential(mean: 600)) }
      scenario.contactTypes = [type]
      scenario.agentGroups = [agents(6)]
      let tally = try simulate(scenario, seed: seed).bots[0]
      #expect(tally.returns > 0 && tally.overflow > 0 && tally.work > tally.plainWork)
    }
  }

  @Test("Bots are checked: sessions, shares, intents, outages, returns without end")
  func checks() {
    func problems(_ change: (inout Scenario.Bot) -> Void) -> [String] {
      var bot = bot(0.5)
      change(&bot)
      do { _ = try scenario(bot, at: [0]).model() } catch { return error.problems.map(\.path) }
      return []
    }
    #expect(problems { _ in }.isEmpty)
    #expect(problems { $0.sessions = 0 } == ["bots[0].sessions"])
    #expect(problems { $0.containment = 1.5 } == ["bots[0].containment"])
    #expect(problems { $0.intents = [.init(name: "a", share: 0.5)] } == ["bots[0].intents"])
    #expect(problems { $0.outages = [.init(from: 10, to: 5)] } == ["bots[0].outages[0]"])
    #expect(problems { $0.regressions = [.init(from: 10, factor: 2)] } == ["bots[0].regressions[0].factor"])
    #expect(problems { $0.becomes = "nobody" } == ["bots[0].becomes"])
    #expect(problems { $0.handlingFactor = 0 } == ["bots[0].handlingFactor"])
    #expect(
      problems {
        $0.containment = 1
        $0.falseContainment = 1
        $0.returnsTo = .bot
      } == ["bots[0].falseContainment"])
    // A bot needs agents behind it, whatever it contains.
    var alone = scenario(bot(1), at: [0])
    alone.contactTypes.append(calls("others", at: [0]))
    alone.agentGroups = [agents(1, serving: ["others"])]
    #expect(throws: ScenarioProblems.self) { try alone.model() }
  }

  // MARK: Exact values

  /// A bot around the clock, 12 replications of 30 days.
  private func steady(
    _ bot: Scenario.Bot, perHour: Double, talk: Seconds, agents count: Int, within: Seconds = 20
  ) throws -> [Tallies] {
    var scenario = center(days: 30, warmUp: 5 * 86_400)
    var type = calls(perHour: perHour, talk: .exponential(mean: talk))
    type.bot = "bot"
    scenario.contactTypes = [type]
    scenario.bots = [bot]
    scenario.serviceLevel.acceptableWait = within
    scenario.agentGroups = [agents(count)]
    let simulator = Simulator(model: try scenario.model())
    return try (0..<12).map { try simulate(with: simulator, seed: 17, replication: $0) }
  }

  /// What a replication says of an exact value.
  private struct Output {
    let name: String
    let exact: Double
    let measure: (Tallies, BotTally) -> Double

    init(_ name: String, _ exact: Double, _ measure: @escaping (Tallies, BotTally) -> Double) {
      (self.name, self.exact, self.measure) = (name, exact, measure)
    }

    static func perHour(
      _ name: String, _ exact: Double, _ count: KeyPath<BotTally, Double>
    ) -> Output {
      Output(name, exact) { _, bot in bot[keyPath: count] / bot.time * 3600 }
    }

    static func ratio(
      _ name: String, _ exact: Double, _ sum: KeyPath<BotTally, Double>, over count: KeyPath<BotTally, Double>
    ) -> Output {
      Output(name, exact) { _, bot in bot[keyPath: sum] / bot[keyPath: count] }
    }

    static func queue(
      _ name: String, _ exact: Double, _ sum: KeyPath<ContactTally, Double>,
      over count: KeyPath<ContactTally, Double>
    ) -> Output {
      Output(name, exact) { tallies, _ in
        let total = tallies.total()
        return total[keyPath: sum] / total[keyPath: count]
      }
    }
  }

  private func check(_ runs: [Tallies], _ outputs: [Output]) {
    for output in outputs {
      let z = zScore(runs.map { output.measure($0, $0.bots[0]) }, output.exact)
      #expect(abs(z) < 3.5, "\(output.name): z \(z)")
    }
  }

  @Test("25 sessions of a constant length for 20 erlangs lose what Erlang B says; returns go to agents")
  func erlangB() throws {
    var bot = Scenario.Bot(name: "bot", session: .constant(180), containment: 0.45)
    bot.sessions = 25
    bot.falseContainment = 0.12
    bot.returnAfter = .exponential(mean: 3600)
    bot.handlingFactor = 1.2
    let runs = try steady(bot, perHour: 400, talk: 300, agents: 100)
    check(
      runs,
      [
        .ratio("overflow", 0.050221777890794614, \.overflow, over: \.attempts),
        .perHour("escalations per hour", 208.95120886402518, \.escalated),
        .perHour("contacts with agents per hour", 249.55512961790185, \.toAgents),
        .ratio("sessions", 18.995564442184108, \.sessionTime, over: \.time),
        .ratio("awaited", 20.515209597558837, \.awaitingTime, over: \.time),
        .perHour("solved per hour", 150.44487038209815, \.solved),
        .ratio("load", 24.62070110918489, \.work, over: \.time),
        Output("subtraction", 18.333333333333332) { _, bot in
          bot.workBySubtraction / bot.time
        },
      ])
  }

  @Test("Returns to the bot, again and again: an open Jackson network")
  func jackson() throws {
    var bot = Scenario.Bot(
      name: "bot", session: .lognormal(mean: 180, cv: 1.2), containment: 0.6)
    bot.falseContainment = 0.35
    bot.returnAfter = .exponential(mean: 1800)
    bot.returnsTo = .bot
    let runs = try steady(bot, perHour: 400, talk: 330, agents: 20)
    check(
      runs,
      [
        .perHour("attempts per hour", 506.32911392405066, \.attempts),
        .perHour("contacts with agents per hour", 202.53164556962025, \.toAgents),
        .ratio("sessions", 25.31645569620253, \.sessionTime, over: \.time),
        .ratio("awaited", 53.164556962025316, \.awaitingTime, over: \.time),
        .queue("P(wait)", 0.6615949887872882, \.queued, over: \.offered),
        .queue("wait", 152.18630609721708, \.waitAnswered, over: \.answered),
        .queue("service level", 0.39349791514587246, \.answeredWithin, over: \.offered),
        Output("load", 18.565400843881857) { tallies, bot in tallies.group().talking / bot.time },
      ])
  }

  @Test("Three sessions, returns to the bot, four agents: a chain, where Erlang C is wrong")
  func chain() throws {
    var bot = Scenario.Bot(name: "bot", session: .exponential(mean: 180), containment: 0.6)
    bot.sessions = 3
    bot.falseContainment = 0.4
    bot.returnAfter = .exponential(mean: 900)
    bot.returnsTo = .bot
    let runs = try steady(bot, perHour: 60, talk: 240, agents: 4, within: 30)
    check(
      runs,
      [
        .ratio("overflow", 0.40100057166661807, \.overflow, over: \.attempts),
        .perHour("attempts per hour", 70.07379985269958, \.attempts),
        .ratio("sessions", 2.098708302645742, \.sessionTime, over: \.time),
        .ratio("awaited", 2.5184499631748913, \.awaitingTime, over: \.time),
        .queue("P(wait)", 0.5601258768427737, \.queued, over: \.offered),
        .queue("wait", 158.42887954356667, \.waitAnswered, over: \.answered),
        .queue("service level", 0.49571508861083985, \.answeredWithin, over: \.offered),
        .ratio("load", 2.992620014730043, \.work, over: \.time),
      ])
  }
}

import ContactCenter
import Testing

@Suite("Contacts that wait for a session of a bot")
struct BotQueueTests {
  private func scenario(_ bot: Scenario.Bot, at times: [Seconds]) -> Scenario {
    var scenario = center(hours: 2)
    scenario.bots = [bot]
    scenario.contactTypes = [calls(at: times)]
    scenario.contactTypes[0].bot = "bot"
    scenario.agentGroups = [agents(5)]
    return scenario
  }

  /// One session of 100 s, which solves everything.
  private func bot(places: Int?, patience: Distribution = .never) -> Scenario.Bot {
    var bot = Scenario.Bot(name: "bot", session: .constant(100), containment: 1)
    bot.sessions = 1
    bot.queue = .init()
    bot.queue?.capacity = places
    bot.queue?.patience = patience
    return bot
  }

  @Test("Who finds no session waits in turn; who finds no place meets what a full bot says")
  func turns() throws {
    let scenario = scenario(bot(places: 2), at: [0, 10, 20, 30])
    let story = try Story(scenario)
    #expect(story.times(.waitsForBot) == [10, 20] && story.times(.isSelfServed) == [100, 200, 300])
    #expect(story.times(.startsTalk) == [30])
    let tally = try simulate(scenario).bots[0]
    #expect(tally.attempts == 4 && tally.waited == 2 && tally.overflow == 1 && tally.contained == 3)
    #expect(tally.waitTime == 90 + 180 && tally.sessionTime == 300 && tally.gaveUp == 0)
  }

  @Test("Who gives up has left before the queue, and may try again")
  func patience() throws {
    var scenario = scenario(bot(places: nil, patience: .constant(40)), at: [0, 10, 90])
    scenario.contactTypes[0].redialAfterAbandon = .init(probabilities: [1, 0], delay: .constant(600))
    let story = try Story(scenario)
    #expect(story.times(.abandons) == [50] && story.times(.isSelfServed) == [100, 200, 750])
    let tallies = try simulate(scenario)
    #expect(tallies.bots[0].gaveUp == 1 && tallies.bots[0].waitTime == 50)
    #expect(tallies.total().menuAbandoned == 1 && tallies.total().personsServed == 3)
  }

  @Test("In an outage those who wait go to the agents when the session before them ends")
  func outage() throws {
    var bot = bot(places: nil)
    bot.outages = [.init(from: 50, to: 300)]
    let scenario = scenario(bot, at: [0, 10, 20])
    #expect(try Story(scenario).times(.startsTalk) == [100, 100])
    #expect(try simulate(scenario).bots[0].duringOutage == 2)
  }

  /// Two sessions of 100 s in the mean for 60 contacts an hour.
  private func steady(places: Int?, patience: Distribution) throws -> [BotTally] {
    var scenario = center(days: 6, warmUp: 86_400)
    var bot = bot(places: places, patience: patience)
    bot.session = .exponential(mean: 100)
    bot.sessions = 2
    scenario.bots = [bot]
    scenario.contactTypes = [calls(perHour: 60, talk: .constant(10))]
    scenario.contactTypes[0].bot = "bot"
    scenario.agentGroups = [agents(5)]
    return try Replications(scenario, 30, seed: 11).tallies.map { $0.bots[0] }
  }

  @Test("Two sessions and three places are M/M/2/5")
  func boundedQueue() throws {
    let tallies = try steady(places: 3, patience: .never)
    let attempts = tallies.map(\.attempts)
    #expect(abs(Estimate(tallies.map(\.overflow), over: attempts).z(0.11513097299487897)) < 3.5)
    #expect(abs(Estimate(tallies.map(\.waited), over: attempts).z(0.5028920900416314)) < 3.5)
    let time = tallies.map(\.time)
    #expect(abs(Estimate(tallies.map(\.waitTime), over: time).z(0.7874958552849722)) < 3.5)
    #expect(abs(Estimate(tallies.map(\.sessionTime), over: time).z(1.4747817116752018)) < 3.5)
  }

  @Test("With patience of two minutes and ten places they are M/M/2/12+M")
  func impatience() throws {
    let tallies = try steady(places: 10, patience: .exponential(mean: 120))
    let attempts = tallies.map(\.attempts)
    #expect(abs(Estimate(tallies.map(\.gaveUp), over: attempts).z(0.20444541690722848)) < 3.5)
    #expect(abs(Estimate(tallies.map(\.waited), over: attempts).z(0.5097618287240987)) < 3.5)
    let time = tallies.map(\.time)
    #expect(abs(Estimate(tallies.map(\.waitTime), over: time).z(0.40889083381445696)) < 3.5)
  }

  @Test("The queue of a bot is checked")
  func checks() {
    func problems(_ change: (inout Scenario.Bot) -> Void) -> [String] {
      var bot = bot(places: 3)
      change(&bot)
      do { return try scenario(bot, at: [0]).modelAndWarnings().warnings.map(\.path) } catch {
        return error.problems.filter { $0.severity == .error }.map(\.path)
      }
    }
    #expect(problems { _ in }.isEmpty)
    #expect(problems { $0.queue?.capacity = -1 } == ["bots[0].queue.capacity"])
    #expect(problems { $0.queue?.patience = .constant(-1) } == ["bots[0].queue.patience"])
    #expect(problems { $0.sessions = nil } == ["bots[0].queue"])
    #expect(
      problems {
        $0.queue?.capacity = nil
        $0.whenFull = .busy
      } == ["bots[0].whenFull"])
  }
}

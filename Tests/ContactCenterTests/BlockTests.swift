import ContactCenter
import Testing

@Suite("Times of day that a group keeps for some of its work")
struct BlockTests {
  private let h = 3600.0

  /// One agent for calls, which come first, and mails; from 2 to 3 h only mails.
  private func desk(calls times: [Seconds], mails: [Seconds]) -> Scenario {
    var scenario = center(hours: 5)
    var mail = calls("mails", at: mails)
    mail.channel = .email
    scenario.contactTypes = [calls(at: times), mail]
    var group = agents(1, serving: ["calls", "mails"])
    group.skills[1].rank = 2
    var block = Scenario.Block(from: 2 * h, to: 3 * h)
    block.only = ["mails"]
    group.blocks = [block]
    scenario.agentGroups = [group]
    return scenario
  }

  @Test("In a block only its types are taken, what has begun is finished, and those who wait come at its end")
  func only() throws {
    var scenario = desk(
      calls: [2 * h - 50, 2 * h + 10, 2.5 * h, 3.5 * h], mails: [2 * h - 40, 2 * h - 30, 2.5 * h])
    var story = try Story(scenario)
    #expect(
      story.times(.startsTalk) == [2 * h - 50, 2 * h + 50, 2 * h + 150, 2.5 * h, 3 * h, 3 * h + 100, 3.5 * h])
    #expect(story.servedTypes == [0, 1, 1, 1, 0, 0, 0])
    // The reverse: all but mails.
    scenario.agentGroups[0].blocks[0].only = []
    scenario.agentGroups[0].blocks[0].without = ["mails"]
    story = try Story(scenario)
    #expect(
      story.times(.startsTalk) == [2 * h - 50, 2 * h + 50, 2.5 * h, 3 * h, 3 * h + 100, 3 * h + 200, 3.5 * h])
    #expect(story.servedTypes == [0, 0, 0, 1, 1, 1, 0])
  }

  @Test("Blocks come every day, and every replication begins with what the group serves")
  func days() throws {
    var scenario = desk(calls: [], mails: [0])
    scenario.calendar.days = 3
    scenario.contactTypes[0].arrivals.process = .replay([2.5 * h, 26.5 * h, 50.5 * h])
    let simulator = Simulator(model: try scenario.model())
    let first = try simulate(with: simulator, seed: 1, replication: 0)
    #expect(first.total(0).waitAnswered == 3 * 1800)
    #expect(try simulate(with: simulator, seed: 1, replication: 0) == first)
  }

  @Test("At closing a block ends, so that callers who still wait are served to the last")
  func closing() throws {
    var scenario = desk(calls: [4.5 * h], mails: [0])
    scenario.agentGroups[0].blocks = [.init(from: 4 * h, to: 6 * h)]
    scenario.agentGroups[0].blocks[0].only = ["mails"]
    scenario.calendar.closing = .drain
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [0, 5 * h] && story.count(.isDisconnected) == 0)
  }

  @Test("A list of callbacks waits for the end of a block too")
  func callbacks() throws {
    var scenario = desk(calls: [2.5 * h], mails: [0])
    var queue = Scenario.Queue(name: "calls")
    var callback = Scenario.Callback()
    callback.kind = .whenIdle
    callback.offer.to = .everyone
    callback.acceptance = .probability(1)
    callback.dialing.reach = [1]
    queue.callback = callback
    scenario.queues = [queue]
    #expect(try Story(scenario).times(.isDialed) == [3 * h])
  }

  @Test("Three hours for mails are a vacation from calls: an eighth of them wait, for half of it")
  func vacation() throws {
    // Many agents, so that a call waits only in the block: for a uniform rest of it, in the mean half of it.
    var scenario = center(hours: 24, days: 2)
    var group = agents(40, serving: ["calls", "mails"])
    var block = Scenario.Block(from: 6 * h, to: 9 * h)
    block.only = ["mails"]
    group.blocks = [block]
    scenario.agentGroups = [group]
    var mail = calls("mails", perHour: 10, talk: .constant(60))
    mail.channel = .email
    var call = calls(perHour: 4, talk: .constant(1))
    call.patience = .init(.never)
    scenario.contactTypes = [call, mail]
    let runs = try Replications(scenario, 60, seed: 4)
    let waited = runs.ratio(\.queued, \.offered)
    #expect(abs(waited.z(3.0 / 24)) < 3.5)
    let wait = runs.ratio(\.waitAnswered, \.answered)
    #expect(abs(wait.z(3.0 / 24 * 1.5 * h)) < 3.5)
  }

  @Test("Blocks are checked: times, order, types, and whether they change anything")
  func checks() {
    func problems(_ change: (inout Scenario.AgentGroup) -> Void) -> [String] {
      var scenario = desk(calls: [0], mails: [0])
      change(&scenario.agentGroups[0])
      do { return try scenario.modelAndWarnings().warnings.map(\.path) } catch {
        return error.problems.filter { $0.severity == .error }.map(\.path)
      }
    }
    #expect(problems { _ in }.isEmpty)
    #expect(problems { $0.blocks[0].to = 3600 } == ["agentGroups[0].blocks[0]"])
    #expect(problems { $0.blocks[0].only = ["nobody"] }.first == "agentGroups[0].blocks[0].only[0]")
    #expect(problems { $0.blocks[0].without = ["calls"] } == ["agentGroups[0].blocks[0]"])
    #expect(problems { $0.blocks.append($0.blocks[0]) } == ["agentGroups[0].blocks[1].from"])
    #expect(problems { $0.blocks[0].only = ["calls", "mails"] } == ["agentGroups[0].blocks[0]"])
  }
}

import ContactCenter
import QueueingTheory
import Testing

@Suite("Voice menus")
struct VoiceMenuTests {
  /// Calls that hear one menu, and agents who are never short, unless nobody reaches them.
  private func scenario(
    _ menu: Scenario.Menu, at times: [Seconds]? = nil, hasAgents: Bool = true
  ) -> Scenario {
    var scenario = center()
    var type = calls(perHour: 600)
    if let times { type = calls(at: times) }
    type.menu = .init(menu.name)
    scenario.contactTypes = [type]
    scenario.ivr.menus = [menu]
    if hasAgents { scenario.agentGroups = [agents(200)] }
    return scenario
  }

  @Test("Callers choose with the shares of the menu")
  func shares() throws {
    var menu = Scenario.Menu(name: "menu", prompt: .exponential(mean: 10))
    menu.choices = [
      .init(label: "1", share: 0.35, to: .selfServed), .init(label: "2", share: 0.1, to: .agent),
      .init(label: "3", share: 0.2, to: .type("other")),
    ]
    (menu.zeroOut, menu.hangUp) = (0.2, 0.15)
    var scenario = scenario(menu)
    scenario.calendar.days = 6
    scenario.contactTypes.append(calls("other", perHour: 0))
    scenario.agentGroups.append(agents(100, "others", serving: ["other"]))
    let tallies = try simulate(scenario)
    let total = tallies.total()
    for (count, share) in [
      (total.selfServed, 0.35), (total.answered, 0.3), (total.typeChanged, 0.2),
      (total.menuAbandoned, 0.15),
    ] {
      let variance = total.fresh * share * (1 - share)
      #expect(abs(count - total.fresh * share) / variance.squareRoot() < 4)
    }
    #expect(tallies.total(1).answered == total.typeChanged)
    #expect(tallies.total(1).transfersIn == total.typeChanged)
    #expect(tallies.total(1).fresh == 0)
  }

  @Test("A caller whom the menu makes another type counts as fresh where he came")
  func blockedAsAnotherType() throws {
    var menu = Scenario.Menu(name: "menu", prompt: .constant(10))
    menu.choices = [.init(label: "1", share: 1, to: .type("other"))]
    var scenario = scenario(menu, at: [0, 1, 2], hasAgents: false)
    scenario.contactTypes.append(calls("other", perHour: 0, talk: .constant(100)))
    scenario.agentGroups.append(agents(1, "others", serving: ["other"]))
    scenario.queues = [Scenario.Queue(name: "calls"), Scenario.Queue(name: "other")]
    scenario.queues[1].capacity = 0
    let tallies = try simulate(scenario)
    #expect(tallies.total(0).freshBlocked == 2)
    #expect(tallies.total(1).blockedByQueue == 2 && tallies.total(1).freshBlocked == 0)
  }

  @Test("After wrong keys the prompt is repeated, then the way out is taken")
  func wrongKeys() throws {
    var menu = Scenario.Menu(name: "menu", prompt: .constant(10))
    menu.wrongKey = 1
    #expect(try Story(scenario(menu, at: [0])).times(.startsTalk) == [30])
    menu.repeats = 0
    menu.afterRepeats = .hangUp
    let away = scenario(menu, at: [0], hasAgents: false)
    #expect(try Story(away).times(.hangsUpInMenu) == [10])
  }

  @Test("A time-out adds its silence to each hearing")
  func timeOuts() throws {
    var menu = Scenario.Menu(name: "menu", prompt: .constant(10))
    menu.timeOut = 1
    menu.timeOutAfter = 7
    menu.repeats = 1
    menu.afterRepeats = .selfServed
    let scenario = scenario(menu, at: [0], hasAgents: false)
    #expect(try Story(scenario).times(.isSelfServed) == [34])
  }

  @Test("Repeats have the shares of independent hearings")
  func repeatShares() throws {
    var menu = Scenario.Menu(name: "menu", prompt: .constant(10))
    menu.choices = [.init(label: "1", share: 0.5, to: .selfServed)]
    (menu.wrongKey, menu.timeOut) = (0.3, 0.2)
    menu.afterRepeats = .hangUp
    let tallies = try simulate(scenario(menu, hasAgents: false)).total()
    // Three hearings, each left with probability ½ to the next.
    let lost = tallies.fresh * 0.125
    #expect(abs(tallies.menuAbandoned - lost) / (lost * 0.875).squareRoot() < 4)
    // Hearings: 1, 2 or 3; every second one or so that fails has a silence of 5 s in 2 of 5 cases.
    let mean = (1 + 0.5 + 0.25) * (10 + 0.5 * 0.4 * 5)
    #expect(abs(tallies.menuTime / tallies.fresh / mean - 1) < 0.02)
  }

  @Test("The host's answer and the information take their time, and the line is free then")
  func host() throws {
    var menu = Scenario.Menu(name: "menu", prompt: .constant(10))
    var choice = Scenario.MenuChoice(label: "balance", share: 1, to: .selfServed)
    choice.host = .constant(3)
    choice.information = .constant(20)
    menu.choices = [choice]
    var scenario = scenario(menu, at: [0], hasAgents: false)
    scenario.trunkGroups = [.init(name: "main", lines: 1)]
    scenario.contactTypes[0].trunks = "main"
    let story = try Story(scenario)
    #expect(story.times(.isSelfServed) == [33])
    #expect(story.times(.releasesLine) == [33])
    #expect(try simulate(scenario).total().personsServed == 1)
  }

  @Test("Menus lead to menus")
  func tree() throws {
    var top = Scenario.Menu(name: "top", prompt: .constant(10))
    top.choices = [.init(label: "1", share: 1, to: .menu("sub"))]
    var sub = Scenario.Menu(name: "sub", prompt: .constant(5))
    sub.wrongKey = 1
    sub.repeats = 1
    sub.afterRepeats = .agent
    var scenario = scenario(top, at: [0])
    scenario.ivr.menus.append(sub)
    let story = try Story(scenario)
    #expect(story.all(.entersMenu).map(\.place) == [0, 1])
    #expect(story.times(.choosesInMenu) == [10] && story.all(.choosesInMenu)[0].place == 0)
    #expect(story.times(.choosesNothing) == [15, 20])
    #expect(story.times(.leavesMenu) == [10, 20])
    #expect(story.times(.startsTalk) == [20])
  }

  @Test("Without a free port a caller gets the busy signal, or goes straight to the agents")
  func portsFull() throws {
    var menu = Scenario.Menu(name: "menu", prompt: .constant(100))
    menu.zeroOut = 1
    var scenario = scenario(menu, at: [0, 1, 2, 100])
    scenario.ivr.ports = 2
    let story = try Story(scenario)
    #expect(story.times(.getsBusySignal) == [2])
    #expect(story.times(.startsTalk) == [100, 101, 200])
    #expect(try simulate(scenario).total().blockedByPorts == 1)
    scenario.ivr.whenPortsFull = .agent
    #expect(try Story(scenario).times(.startsTalk) == [2, 100, 101, 200])
  }

  @Test("Ports block like Erlang B")
  func ports() throws {
    var menu = Scenario.Menu(name: "menu", prompt: .lognormal(mean: 30, cv: 1))
    menu.choices = [.init(label: "1", share: 1, to: .selfServed)]
    var scenario = scenario(menu, hasAgents: false)
    scenario.ivr.ports = 6
    scenario.calendar.warmUp = 3600
    let replications = try Replications(scenario, 40)
    let exact = ErlangB(offeredLoad: 5, agents: 6).blockingProbability
    let blocked = replications.ratio(\.blockedByPorts, \.fresh)
    #expect(abs(blocked.z(exact)) < 4)
    #expect(blocked.precision(exact) < 0.0125)
    let busy = Estimate(
      replications.tallies.map { $0.ports[3].busyIntegral },
      over: replications.tallies.map { $0.ports[3].time })
    #expect(abs(busy.z(5 * (1 - exact))) < 4)
  }

  @Test("A menu and agents behind lines have the product form of Srinivasan, Talim and Wang")
  func menuAndLines() throws {
    var menu = Scenario.Menu(name: "menu", prompt: .exponential(mean: 30))
    menu.choices = [.init(label: "1", share: 0.6, to: .agent)]
    menu.hangUp = 0.4
    var scenario = scenario(menu)
    scenario.agentGroups[0].staffing = .constant(20)
    scenario.contactTypes[0].trunks = "main"
    scenario.trunkGroups = [.init(name: "main", lines: 28)]
    scenario.calendar.warmUp = 2 * 3600
    let exact = VoiceMenuTrunks(
      arrivalRate: 600 / 3600.0, meanMenuTime: 30, proportionToAgents: 0.6, meanHandleTime: 180,
      agents: 20, trunks: 28)
    let replications = try Replications(scenario, 60)
    let blocked = replications.ratio(\.blockedByTrunks, \.fresh)
    #expect(abs(blocked.z(exact.blockingProbability)) < 4)
    let wait = replications.ratio(\.waitAnswered, \.answered)
    #expect(abs(wait.z(exact.averageSpeedOfAnswer)) < 4)
  }
}

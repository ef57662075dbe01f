import ContactCenter
import Testing

@Suite("Opening and closing")
struct ClosingTests {
  /// Open for an hour; calls of 100 s.
  private func hour(
    at times: [Seconds], _ closing: Scenario.Closing, days: Int = 1
  ) -> Scenario {
    var scenario = center(hours: 1, days: days)
    scenario.calendar.closing = closing
    scenario.contactTypes = [calls(at: times)]
    scenario.agentGroups = [agents(1)]
    return scenario
  }

  @Test("Drain: who waits at closing is served to the last")
  func drain() throws {
    let scenario = hour(at: [3500, 3510, 3520], .drain)
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [3500, 3600, 3700])
    let tallies = try simulate(scenario)
    #expect(tallies.observedTime == 3800)
    #expect(tallies.contacts[0].answered == 3)
    #expect(tallies.groups[1].talking == 200)
    #expect(tallies.queues[0].lengthAtEnd == 2)
  }

  @Test("Drain works every day, and nobody waits overnight")
  func drainDaily() throws {
    let scenario = hour(at: [3500, 3510, 86_400 + 10], .drain, days: 2)
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [3500, 3600, 86_410])
    #expect(try simulate(scenario).group().loggedIn == 3600 + 100 + 3600)
  }

  @Test("Send away: the call in progress is finished, who waits is told")
  func sendAway() throws {
    let scenario = hour(at: [3550, 3560, 3570], .sendAway)
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [3550])
    #expect(story.times(.isDisconnected) == [3600, 3600])
    #expect(story.times(.endsTalk) == [3650])
    let tally = try simulate(scenario).total()
    #expect(tally.disconnected == 2 && tally.waitOther == 70)
  }

  @Test("Send away also from a menu, and from an agent who does not answer")
  func sendAwayLate() throws {
    var scenario = hour(at: [3590], .sendAway)
    var menu = Scenario.Menu(name: "menu", prompt: .constant(30))
    menu.zeroOut = 1
    scenario.ivr.menus = [menu]
    scenario.contactTypes[0].menu = "menu"
    scenario.agentGroups[0].staffing = .constant(0)
    #expect(try Story(scenario).times(.isDisconnected) == [3620])
    scenario = hour(at: [3590], .sendAway)
    scenario.agentGroups[0].noAnswer = .init(probability: 0.999_999, after: 20, away: 5)
    #expect(try Story(scenario).times(.isDisconnected) == [3610])
  }

  @Test("After closing nobody waits for agents who have all gone")
  func unserved() throws {
    var scenario = hour(at: [3500], .drain)
    scenario.contactTypes.append(calls("other", at: [100]))
    var gone = agents(1, "others", serving: ["other"])
    gone.staffing = .counts([.init(time: 0, agents: 0)])
    gone.unscheduledBreaks = .init(perHour: 5, length: .constant(10))
    scenario.agentGroups[0].unscheduledBreaks = .init(perHour: 5, length: .constant(10))
    scenario.agentGroups.append(gone)
    let story = try Story(scenario)
    #expect(story.times(.isDisconnected) == [3600])
  }

  @Test("Agents who hold for one another after closing do not wait for ever")
  func deadlock() throws {
    var scenario = hour(at: [3500], .drain)
    scenario.contactTypes[0].transfers = [
      .init(kind: .warm, probability: 0.998, to: "calls", together: .constant(10))
    ]
    scenario.agentGroups[0].unscheduledBreaks = .init(perHour: 5, length: .constant(10))
    let tally = try simulate(scenario).total()
    #expect(tally.remaining == 0)
    #expect(tally.answered == 1 && tally.disconnected == 1)
  }

  @Test("A call at the moment of closing finds it closed")
  func closed() throws {
    let tally = try simulate(hour(at: [3599.9, 3600, 80_000], .drain, days: 2)).total()
    #expect(tally.closed == 2)
    #expect(tally.fresh == 3)
    #expect(tally.personsLost == 2)
  }

  @Test("A contact at an interval's first moment belongs to it")
  func halfOpen() throws {
    var scenario = center(hours: 2)
    scenario.contactTypes = [calls(at: [3599, 3600, 3601])]
    scenario.agentGroups = [agents(5)]
    let tallies = try simulate(scenario)
    #expect(tallies.contacts[0].fresh == 1)
    #expect(tallies.contacts[1].fresh == 2)
    #expect(tallies.queues[1].answered == 2)
  }

  // MARK: Warm-up

  @Test("After the warm-up the tallies are those of the same run without it, later rows only")
  func warmUp() throws {
    var scenario = oneQueue(perHour: 100, agents: 6, patience: .exponential(mean: 100), hours: 8)
    scenario.contactTypes[0].wrapUp = .init(.exponential(mean: 20))
    scenario.trunkGroups = [.init(name: "main", lines: 9)]
    scenario.contactTypes[0].trunks = "main"
    let whole = try simulate(scenario)
    scenario.calendar.warmUp = 3 * 3600
    let later = try simulate(scenario)
    for row in 0..<3 {
      #expect(later.contacts[row] == ContactTally())
      #expect(later.groups[row].loggedIn == 0 && later.groups[row].time == 0)
      #expect(later.queues[row].lengthIntegral == 0 && later.queues[row].entered == 0)
    }
    for row in 3...8 {
      #expect(later.contacts[row] == whole.contacts[row])
      #expect(abs(later.groups[row].talking - whole.groups[row].talking) < 1e-6)
      #expect(abs(later.trunks[row].busyIntegral - whole.trunks[row].busyIntegral) < 1e-6)
      #expect(later.queues[row].entered == whole.queues[row].entered)
    }
    // After the last closing only those with contacts are on duty.
    let time = later.agents.reduce(0) { $0 + $1.loggedIn }
    #expect(abs(time - 6 * 5 * 3600 - later.groups[8].handling) < 1e-6)
  }

  @Test("A warm-up that ends inside an interval counts the rest of it")
  func warmUpInside() throws {
    var scenario = center(hours: 2, warmUp: 1000)
    scenario.contactTypes = [calls(at: [900, 950, 1000, 1001])]
    scenario.agentGroups = [agents(1)]
    let tallies = try simulate(scenario)
    #expect(tallies.contacts[0].fresh == 2)
    #expect(tallies.groups[0].time == 2600)
    #expect(abs(tallies.groups[0].talking - 300) < 1e-9)
    #expect(abs(tallies.queues[0].lengthIntegral - (0 + 100 + 199)) < 1e-9)
  }
}

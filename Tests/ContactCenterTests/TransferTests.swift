import ContactCenter
import Testing

@Suite("A second agent")
struct TransferTests {
  /// A call at 0 that is passed on to type b after 100 s; the expert may be busy with a b call.
  private func scenario(
    _ kind: Scenario.TransferKind, expertBusyUntil: Seconds? = nil,
    giveUpAfter: Seconds? = nil, patience: Distribution = .never
  ) -> Scenario {
    var scenario = center()
    var first = calls("a", at: [0])
    var second = calls("b", at: expertBusyUntil.map { _ in [1] } ?? [], talk: 50)
    if expertBusyUntil == nil { second = calls("b", perHour: 0, talk: .constant(50)) }
    second.patience = .init(patience)
    first.wrapUp = .init(.constant(20))
    second.wrapUp = .init(.constant(10))
    var transfer = Scenario.Transfer(
      kind: kind, probability: 1, to: "b", together: .constant(30))
    transfer.giveUpAfter = giveUpAfter
    first.transfers = [transfer]
    first.trunks = "main"
    scenario.trunkGroups = [.init(name: "main", lines: 5)]
    scenario.contactTypes = [first, second]
    scenario.agentGroups = [
      agents(1, "firsts", serving: ["a"]), agents(1, "experts", serving: ["b"]),
    ]
    if let until = expertBusyUntil {
      scenario.agentGroups[1].skills[0].talk = .constant(until - 11)
    }
    return scenario
  }

  @Test("When two wait for each other's end, the one that asked first goes on alone")
  func standstill() throws {
    // One agent only: his conference waits for himself, and a second caller for him.
    var scenario = center(hours: 1)
    var first = calls("a", at: [0, 10])
    first.transfers = [.init(kind: .conference, probability: 1, to: "b", together: .constant(30))]
    scenario.contactTypes = [first, calls("b", perHour: 0)]
    scenario.agentGroups = [agents(1, serving: ["a", "b"])]
    let tallies = try simulate(scenario)
    #expect(tallies.total(0).answered == 2 && tallies.total(0).disconnected == 0)
  }

  /// The agents' times with contacts are the contacts' times with agents.
  private func checkTimes(_ tallies: Tallies) {
    var contacts = ContactTally()
    for type in 0..<tallies.types { contacts.add(tallies.total(type)) }
    let first = tallies.group(0)
    let second = tallies.group(1)
    #expect(first.talking + second.talking == contacts.talkTime)
    #expect(first.holding + second.holding == contacts.holdTime)
    #expect(first.wrapUp + second.wrapUp == contacts.wrapUpTime)
  }

  @Test("Cold: the caller goes to the other queue, the first agent wraps up at once")
  func cold() throws {
    let scenario = scenario(.cold)
    let story = try Story(scenario)
    #expect(story.times(.isTransferred) == [100])
    #expect(story.times(.startsTalk) == [0, 100])
    #expect(story.times(.endsTalk) == [150])
    #expect(story.times(.releasesLine) == [150])
    #expect(story.times(.endsWrapUp) == [120, 160])
    let tallies = try simulate(scenario)
    #expect(tallies.total(0).transfersOut == 1 && tallies.total(1).transfersIn == 1)
    #expect(tallies.total(0).answered == 1 && tallies.total(1).answered == 1)
    #expect(tallies.total(0).personsServed + tallies.total(1).personsServed == 1)
    checkTimes(tallies)
  }

  @Test("Warm: the first agent holds until the second has been told")
  func warm() throws {
    let scenario = scenario(.warm, expertBusyUntil: 140)
    let story = try Story(scenario)
    #expect(story.times(.agentJoins) == [140])
    #expect(story.times(.agentLeaves) == [170])
    // The expert's own talk law holds for the transferred call too.
    #expect(story.times(.startsTalk) == [0, 1, 170])
    #expect(story.times(.endsTalk) == [130, 299])
    #expect(story.times(.endsWrapUp) == [140, 190, 309])
    let tallies = try simulate(scenario)
    #expect(tallies.group(0).holding == 40)
    #expect(tallies.group(0).talking == 130)
    #expect(tallies.group(1).talking == 129 + 30 + 129)
    #expect(tallies.total(1).waitAnswered == 40)
    checkTimes(tallies)
  }

  @Test("Warm: a caller who gives up frees the agent who holds")
  func warmAbandoned() throws {
    let scenario = scenario(.warm, expertBusyUntil: 200, patience: .constant(25))
    let story = try Story(scenario)
    #expect(story.times(.abandons) == [125])
    #expect(story.times(.releasesLine) == [125])
    #expect(story.times(.endsWrapUp) == [145, 200])
    let tallies = try simulate(scenario)
    #expect(tallies.group(0).holding == 25)
    #expect(tallies.total(1).abandoned == 1)
    #expect(tallies.total(0).personsServed + tallies.total(1).personsServed == 2)
    checkTimes(tallies)
  }

  @Test("Conference: the second agent joins and leaves, the first one ends")
  func conference() throws {
    let scenario = scenario(.conference, expertBusyUntil: 140)
    let story = try Story(scenario)
    #expect(story.times(.beginsConference) == [100])
    #expect(story.times(.agentJoins) == [140])
    #expect(story.times(.agentLeaves) == [170])
    #expect(story.times(.endsTalk) == [130, 170])
    #expect(story.times(.endsWrapUp) == [140, 180, 190])
    let tallies = try simulate(scenario)
    #expect(tallies.total(0).conferences == 1)
    #expect(tallies.total(0).holdTime == 40)
    #expect(tallies.total(1).offered == 1)
    checkTimes(tallies)
  }

  @Test("Conference: when no expert comes in time the first agent goes on alone")
  func conferenceGivenUp() throws {
    let scenario = scenario(.conference, expertBusyUntil: 200, giveUpAfter: 15)
    let story = try Story(scenario)
    #expect(story.times(.givesUp) == [115])
    #expect(story.times(.endsTalk) == [115, 190])
    let tallies = try simulate(scenario)
    #expect(tallies.group(0).holding == 15)
    checkTimes(tallies)
  }

  @Test("Each kind happens with its chance")
  func shares() throws {
    var scenario = center(days: 5)
    var first = calls("a", perHour: 600, talk: .constant(30))
    for (kind, chance) in [
      (Scenario.TransferKind.cold, 0.2), (.warm, 0.1), (.conference, 0.15),
    ] {
      first.transfers.append(
        .init(kind: kind, probability: chance, to: "b", together: .constant(5)))
    }
    scenario.contactTypes = [first, calls("b", perHour: 0)]
    scenario.agentGroups = [
      agents(40, "firsts", serving: ["a"]), agents(60, "experts", serving: ["b"]),
    ]
    let tallies = try simulate(scenario)
    let calls = tallies.total(0).answered
    for (count, share) in [
      (tallies.total(0).transfersOut, 0.3), (tallies.total(0).conferences, 0.15),
    ] {
      #expect(abs(count - calls * share) / (calls * share * (1 - share)).squareRoot() < 4)
    }
    #expect(tallies.total(1).answered == tallies.total(0).transfersOut)
  }

  @Test("A caller lost after a transfer who calls again is no second person")
  func personsOnce() throws {
    var scenario = scenario(.cold, expertBusyUntil: 2000, patience: .constant(25))
    scenario.contactTypes[1].redialAfterAbandon = .init(
      probabilities: [1], delay: .constant(5000))
    let tallies = try simulate(scenario)
    var persons = 0.0
    for type in 0..<2 {
      persons += tallies.total(type).personsServed + tallies.total(type).personsLost
    }
    #expect(persons == 2)
    #expect(tallies.total(1).redials == 1)
  }
}

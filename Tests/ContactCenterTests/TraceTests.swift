import ContactCenter
import Testing

@Suite("Traces")
struct TraceTests {
  @Test("Records come in the order of time, also those of menus", arguments: UInt64(0)..<40)
  func order(seed: UInt64) throws {
    let scenario = WildScenario.make(seed: seed)
    let story = try Story(scenario, seed: seed)
    let times = story.records.map(\.time)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }, "seed \(seed)")
    for record in story.records {
      #expect(record.contact >= 0 && record.type >= 0, "seed \(seed)")
    }
    #expect(story.count(.endsWrapUp) <= story.count(.beginsWrapUp), "seed \(seed)")
  }

  @Test("After a ring without answer a contact is back in line")
  func backInLine() throws {
    var scenario = center(hours: 1)
    scenario.contactTypes = [calls(at: [0, 10], talk: 100)]
    var group = agents(1)
    group.noAnswer = .init(probability: 0.999, after: 20, away: 30)
    scenario.agentGroups = [group, agents(1, "others")]
    scenario.agentGroups[1].staffing = .counts([
      .init(time: 0, agents: 0), .init(time: 200, agents: 1),
    ])
    let story = try Story(scenario)
    // The first rings in vain at once and joins the queue; from then on it is back in line.
    #expect(story.times(.joinsQueue) == [10, 20])
    #expect(story.count(.returnsToQueue) > 0)
    #expect(story.all(.returnsToQueue).allSatisfy { $0.place == 0 })
  }

  @Test("Wrap-up tells whose contact it is of, after that has left")
  func wrapUp() throws {
    var scenario = center(hours: 1)
    scenario.contactTypes = [calls(at: [0, 10], talk: 100)]
    scenario.contactTypes[0].wrapUp = .init(.constant(30))
    scenario.agentGroups = [agents(1)]
    let story = try Story(scenario)
    #expect(story.all(.beginsWrapUp).map(\.contact) == [0, 1])
    #expect(story.all(.endsWrapUp).map(\.contact) == [0, 1])
    #expect(story.times(.endsWrapUp) == [130, 260])
  }
}

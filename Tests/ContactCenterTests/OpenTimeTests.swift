import ContactCenter
import Testing

@Suite("Integrals over open time")
struct OpenTimeTests {
  @Test("What is left at closing is not open time, even within an interval")
  func closing() throws {
    // Open for 2.5 h of each day; at the end of the day one talks until 3 h, one waits.
    let day = 86_400.0
    var scenario = center(hours: 2.5, days: 2)
    scenario.contactTypes = [calls(at: [8000, 8500, 8000 + day, 8500 + day], talk: 2800)]
    scenario.agentGroups = [agents(1)]
    let tallies = try simulate(scenario)
    let queue = tallies.queue()
    #expect(queue.openTime == 2 * 9000)
    #expect(queue.openIntegral == 2 * 500)
    // Both wait on until the first one has gone, at 10,800 s.
    #expect(queue.lengthIntegral == 2 * 2300)
    let group = tallies.group()
    #expect(group.handlingOpen == 2 * 1000 && group.readyOpen == 2 * 9000)
    #expect(tallies.queues[2].openTime == 1800 && tallies.queues[2].time == 3600)
    #expect(tallies.queues[3].openTime == 0)
    #expect(tallies.agents[0].handlingOpen == group.handlingOpen)
    #expect(tallies.agents[0].openTime == 2 * 9000 && tallies.openTime == 2 * 9000)
  }

  @Test("Lines and callers who will redial are counted while open")
  func lines() throws {
    var scenario = center(hours: 1)
    scenario.trunkGroups = [.init(name: "main", lines: 2)]
    scenario.contactTypes = [calls(at: [3000], talk: 1000)]
    scenario.contactTypes[0].trunks = "main"
    scenario.agentGroups = [agents(1)]
    let trunk = try simulate(scenario).trunk()
    #expect(trunk.busyOpen == 600 && trunk.capacityOpen == 2 * 3600 && trunk.openTime == 3600)
    #expect(trunk.busyIntegral == 1000)
  }

  @Test("A warm-up that ends while the center is open is left out")
  func warmUp() throws {
    var scenario = center(hours: 2, warmUp: 1000)
    scenario.contactTypes = [calls(at: [500, 600], talk: 1000)]
    scenario.agentGroups = [agents(1)]
    let tallies = try simulate(scenario)
    #expect(tallies.queue().openTime == 6200 && tallies.queue().openIntegral == 500)
    #expect(tallies.group().handlingOpen == 1500)
  }
}

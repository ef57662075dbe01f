import ContactCenter
import Testing

@Suite("Nothing gets lost, whatever the scenario")
struct ConservationTests {
  @Test("A wild but valid scenario breaks no conservation law", arguments: 0..<150)
  func wild(seed: Int) throws {
    let scenario = WildScenario.make(seed: UInt64(seed))
    let simulator = Simulator(model: try scenario.model())
    for replication in 0..<3 {
      var options = SimulationOptions()
      options.checks = true
      let outcome = try #require(
        simulator.run(seed: UInt64(seed), replication: replication, options: options))
      #expect(outcome.violations.isEmpty, "seed \(seed), replication \(replication)")
    }
  }
}

import Experiments
import Management
import ScenarioReading
import Testing

/// Reports do not tell chance as a finding.
@Suite("Chance in management reports")
struct ChanceTests {
  /// A center of one queue with too few agents.
  private static func center(
    wrapUp: Double, replications: Int, target: String = "80%", agents: Int = 17
  ) -> String {
    """
    name: Chance
    calendar: {hours: 08:00-12:00, interval: 30 min}
    study: {replications: \(replications), seed: 11}
    serviceLevel: {within: 20 s, target: \(target)}
    contactTypes:
      - name: calls
        arrivals: {points: [[08:00, 150]]}
        talk: {law: exponential, mean: 300 s}
        wrapUp: {law: exponential, mean: \(wrapUp) s}
        patience: {law: exponential, mean: 5 min}
    agentGroups:
      - {name: agents, agents: \(agents), skills: [calls], absence: 2%}
    """
  }

  @Test("A driver whose gap is not told from chance is no driver; one that surely misses is")
  func drivers() async throws {
    let near = try await managementReport(of: Self.center(wrapUp: 61.3, replications: 20))
    let wrapUp = try #require(near.result("afterCallWork"))
    try #require(wrapUp.verdict == .undecided && (wrapUp.estimate?.value ?? 0) > 60)
    let level = try #require(near.result("serviceLevel")?.remedy)
    #expect(!level.contributions.contains { $0.child == "afterCallWork" })
    #expect(!["cause.driver", "cause.driverOpen"].contains(level.cause.phrase))

    let far = try await managementReport(of: Self.center(wrapUp: 120, replications: 20))
    for line in far.kpis {
      for part in line.remedy?.contributions ?? [] {
        #expect(part.change?.isBeyondChance == true, "\(line.identifier): \(part.child)")
        #expect(far.result(part.child)?.verdict == .missed)
      }
    }
    let remedy = try #require(far.result("serviceLevel")?.remedy)
    #expect(["cause.driver", "cause.driverOpen"].contains(remedy.cause.phrase))
    #expect(!remedy.contributions.isEmpty)
    guard case .estimate(let effect, _)? = remedy.cause.values["effect"] else {
      Issue.record("the effect has no interval")
      return
    }
    #expect(effect == remedy.contributions.first?.change)
  }

  @Test("A chance that is not known is not 0 %")
  func unknownChance() async throws {
    let report = try await managementReport(of: Self.center(wrapUp: 120, replications: 20)) {
      let place = $0.catalogue.kpis.firstIndex { $0.identifier == "waitQuantiles" } ?? 0
      $0.catalogue.kpis[place].targets = [
        KPITarget(
          profile: "custom", high: 30, period: .month, provenance: "proposal", isVerified: false)
      ]
    }
    let line = try #require(report.result("waitQuantiles"))
    #expect(line.estimate != nil && line.monthShare == nil)
    let check = line.smart.attainable
    #expect(check.verdict == .notExamined)
    #expect(check.evidence.map(\.phrase) == ["attainable.unknown"])
  }

  @Test("Of several changes the cheapest is advised, of equal ones the smallest step, then the first")
  func cheapestStep() {
    #expect(CheapestStep.index(of: []) == nil)
    #expect(CheapestStep.index(of: [(100, -0.05), (90, -0.25), (95, 0.1)]) == 1)
    #expect(CheapestStep.index(of: [(90, -0.1), (90, 0.05), (90, -0.05)]) == 1)
  }
}

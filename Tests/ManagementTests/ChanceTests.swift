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

    // Whether it makes half of the miss, twenty days do not tell, and a hundred do.
    let open = try await managementReport(of: Self.center(wrapUp: 120, replications: 20))
    #expect(open.result("serviceLevel")?.remedy?.cause.phrase == "cause.driverOpen")
    let far = try await managementReport(of: Self.center(wrapUp: 120, replications: 120)) {
      $0.replications = 120
    }
    for line in far.kpis {
      for part in line.remedy?.contributions ?? [] {
        #expect(part.change?.isBeyondChance == true, "\(line.identifier): \(part.child)")
        #expect(far.result(part.child)?.verdict == .missed)
      }
    }
    let remedy = try #require(far.result("serviceLevel")?.remedy)
    #expect(remedy.cause.phrase == "cause.driver" && !remedy.contributions.isEmpty)
    guard case .estimate(let effect, _)? = remedy.cause.values["effect"] else {
      Issue.record("the effect has no interval")
      return
    }
    #expect(effect == remedy.contributions.first?.change)
  }

  @Test("What the next point takes has an interval, and is not told where plans do not differ")
  func nextPoint() async throws {
    func found(_ report: ManagementReport) throws -> Finding {
      try #require(
        report.result("serviceLevel")?.smart.attainable.evidence
          .first { $0.phrase.hasPrefix("attainable.nextPoint") })
    }
    let told = try await managementReport(of: Self.center(wrapUp: 120, replications: 30))
    let finding = try found(told)
    #expect(finding.phrase == "attainable.nextPointHours")
    guard case .estimate(let hours, _)? = finding.values["hours"] else {
      Issue.record("the hours have no interval")
      return
    }
    let plans = try #require(told.attainability?.plans)
    let place = try #require(plans.firstIndex { $0.factor == 1 })
    let (now, next) = (plans[place], plans[place + 1])
    let gain =
      (next.values["serviceLevel"]?.value ?? 0) - (now.values["serviceLevel"]?.value ?? 0)
    #expect(abs(hours.value - (next.hours - now.hours) * 0.01 / gain) < 1e-9)
    #expect(hours.isBeyondChance && (hours.halfWidth ?? 0) > 0)
    // Three days tell 26 agents from 13, and not from 27.
    let few = try await managementReport(of: Self.center(wrapUp: 120, replications: 3, agents: 26)) {
      $0.factors = [0.5, 1, 1.04]
      $0.widens = false
    }
    #expect(try found(few).phrase == "attainable.nextPointOpen")
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

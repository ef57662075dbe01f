import ContactCenter
import Testing

@Suite("Tenure and what it does to handling times")
struct TenureTests {
  static let laws = [
    TenureLaw(first: 0.1, last: 0.04, settles: 3), TenureLaw(first: 0.5, last: 0.01, settles: 20),
    TenureLaw(first: 0.01, last: 0.2, settles: 12), TenureLaw(first: 0, last: 0.05, settles: 30),
    TenureLaw(first: 0.04, last: 0.04, settles: 3), TenureLaw(first: 0.3, last: 0.05, settles: 0),
  ]

  /// ∫ of a function from 0 on, by Simpson's rule in steps of 1/50 month.
  private func integral(to end: Double = 2000, _ function: (Double) -> Double) -> Double {
    let steps = Int(end * 50)
    var sum = function(0) + function(end)
    for step in 1..<steps { sum += (step % 2 == 0 ? 2 : 4) * function(Double(step) / 50) }
    return sum / 150
  }

  @Test("Mean stay, tenure and newness are the integrals of survival", arguments: laws)
  func integrals(_ law: TenureLaw) {
    let stay = integral { law.survival($0) }
    #expect(abs(law.meanStay / stay - 1) < 1e-6)
    #expect(abs(law.meanTenure / (integral { $0 * law.survival($0) } / stay) - 1) < 1e-6)
    let newness = integral { PortableMath.exp(-$0 / 2) * law.survival($0) } / stay
    #expect(abs(law.meanNewness(months: 2) / newness - 1) < 1e-6)
    #expect(abs(law.shareBelow(3) - integral(to: 3) { law.survival($0) } / stay) < 1e-6)
  }

  @Test("Survival falls at the rate of leaving", arguments: laws)
  func hazard(_ law: TenureLaw) {
    for tenure in [0.5, 2, 7, 30] {
      let step = 1e-5
      let fall = law.survival(tenure - step) - law.survival(tenure + step)
      #expect(abs(fall / (2 * step) / law.survival(tenure) / law.hazard(tenure) - 1) < 1e-5)
    }
  }

  @Test("A share of those present is below the tenure of that share", arguments: laws)
  func inverse(_ law: TenureLaw) {
    for share in [0, 1e-9, 0.01, 0.3, 0.5, 0.9, 0.999, 1 - 1e-12] {
      let tenure = law.tenure(atShare: share)
      #expect(tenure >= 0 && abs(law.shareBelow(tenure) - share) < 1e-9)
    }
  }

  @Test("The rest of a stay uses up the exponential number", arguments: laws)
  func rest(_ law: TenureLaw) {
    for tenure in [0, 1, 10, 60.0] {
      for number in [0.001, 0.1, 1, 8.0] {
        let rest = law.rest(fromTenure: tenure, exponential: number)
        let ratio = PortableMath.log(law.survival(tenure) / law.survival(tenure + rest))
        #expect(abs(ratio - number) < 1e-8 * max(1, number))
      }
    }
  }

  @Test("Equal rates are the exponential law")
  func exponential() {
    let law = TenureLaw(first: 0.05, last: 0.05, settles: 3)
    #expect(abs(law.meanTenure - 20) < 1e-10)
    #expect(abs(law.tenure(atShare: 0.5) - 20 * 0.693_147_180_559_945) < 1e-9)
    #expect(abs(law.rest(fromTenure: 7, exponential: 1) - 20) < 1e-10)
    #expect(TenureLaw(first: 0, last: 0, settles: 3).tenure(atShare: 0.5) == .infinity)
  }

  // MARK: In the simulation

  /// Agents who are almost always busy with calls of 100 s.
  private func center(_ workforce: Scenario.Workforce?) -> Scenario {
    var scenario = oneQueue(perHour: 3000, talk: .constant(100), agents: 50, hours: 2)
    scenario.contactTypes[0].patience = .init(.constant(600))
    scenario.agentGroups[0].workforce = workforce
    return scenario
  }

  @Test("New agents make the mean handling time 1 + a·ητ/(1 + ητ) times as long")
  func handling() throws {
    var workforce = Scenario.Workforce()
    workforce.turnover = .init(perMonth: 0.1)
    workforce.learning = .init(extra: 0.5, months: 2)
    let simulator = Simulator(model: try center(workforce).model())
    var factors: [Double] = []
    for replication in 0..<200 {
      let tallies = try simulate(with: simulator, seed: 1, replication: replication)
      // Each agent's own factor: talk per contact answered. Shares of agents count equally.
      for agent in tallies.agents where agent.answered > 0 {
        factors.append(agent.talking / agent.answered / 100)
      }
    }
    let estimate = Estimate(factors)
    #expect(factors.count == 10_000)
    #expect(abs(estimate.z(1 + 0.5 * 0.2 / 1.2)) < 4)
    #expect(estimate.standardError < 0.002)
    #expect(factors.allSatisfy { $0 >= 1 - 1e-9 && $0 <= 1.5 + 1e-9 })
  }

  @Test("Falling rates make more new agents, in the long run's share")
  func general() throws {
    var workforce = Scenario.Workforce()
    workforce.turnover = .init(perMonth: 0.03)
    workforce.turnover.atStart = 0.3
    workforce.learning = .init(extra: 1, months: 4)
    let law = TenureLaw(first: 0.3, last: 0.03, settles: 3)
    let simulator = Simulator(model: try center(workforce).model())
    var factors: [Double] = []
    for replication in 0..<200 {
      let tallies = try simulate(with: simulator, seed: 2, replication: replication)
      for agent in tallies.agents where agent.answered > 0 {
        factors.append(agent.talking / agent.answered / 100)
      }
    }
    #expect(abs(Estimate(factors).z(1 + law.meanNewness(months: 4))) < 4)
  }

  @Test("Without learning turnover changes nothing in a day")
  func unchanged() throws {
    var workforce = Scenario.Workforce()
    workforce.turnover = .init(perMonth: 0.1)
    workforce.overload = .init(above: 0.5, factor: 2)
    #expect(try simulate(center(workforce)) == simulate(center(nil)))
    workforce.learning = .init(extra: 0, months: 2)
    #expect(try simulate(center(workforce)) == simulate(center(nil)))
  }

  @Test("A replication's tenures do not depend on what ran before")
  func repeatable() throws {
    var workforce = Scenario.Workforce()
    workforce.turnover = .init(perMonth: 0.1)
    workforce.learning = .init(extra: 0.5, months: 2)
    let simulator = Simulator(model: try center(workforce).model())
    let first = try simulate(with: simulator, seed: 1, replication: 1)
    let second = try simulate(with: simulator, seed: 1, replication: 2)
    #expect(try simulate(with: simulator, seed: 1, replication: 1) == first)
    #expect(second.agents.map(\.talking) != first.agents.map(\.talking))
  }
}

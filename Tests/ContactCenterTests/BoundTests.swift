import ContactCenter
import Testing

@Suite("Scenarios that would not end, or leave the numbers, are refused with their place")
struct BoundTests {
  private func problems(of scenario: Scenario) -> [ScenarioProblem] {
    do throws(ScenarioProblems) {
      return try scenario.modelAndWarnings().warnings
    } catch {
      return error.problems.filter { $0.severity == .error }
    }
  }

  private func center(_ change: (inout Scenario) -> Void) -> Scenario {
    var scenario = oneQueue(perHour: 60, agents: 5, patience: .exponential(mean: 100), hours: 10)
    change(&scenario)
    return scenario
  }

  // MARK: - Laws

  @Test(
    "A law whose mean is beyond ten years is no law of a time",
    arguments: [
      .lognormal(mu: 60, sigma: 2), .lognormal(mu: 0, sigma: 9), .weibull(shape: 0.02, scale: 1),
      .truncatedNormal(mean: 1, standardDeviation: 1e10), .exponential(mean: 1e9),
      .atomAtZero(atom: 0.1, otherwise: .exponential(mean: 1e10)),
    ] as [Distribution])
  func means(law: Distribution) {
    let places: [(String, (inout Scenario) -> Void)] = [
      ("contactTypes[0].talk", { $0.contactTypes[0].talk = .init(law) }),
      ("contactTypes[0].wrapUp", { $0.contactTypes[0].wrapUp = .init(law) }),
      ("agentGroups[0].alert", { $0.agentGroups[0].alert = law }),
      (
        "contactTypes[0].redialAfterBusy.delay",
        { $0.contactTypes[0].redialAfterBusy = .init(probabilities: [0.5], delay: law) }
      ),
    ]
    for (place, change) in places {
      #expect(problems(of: center(change)).map(\.path) == [place])
    }
  }

  @Test("A patience may be endless, but not finite and longer than ten years")
  func patience() {
    for law in [.never, .logLogistic(shape: 0.5, scale: 60), .exponential(mean: 86_400)]
      as [Distribution]
    {
      #expect(problems(of: center { $0.contactTypes[0].patience = .init(law) }).isEmpty)
    }
    let found = problems(
      of: center { $0.contactTypes[0].patience = .init(.lognormal(mu: 50, sigma: 1)) })
    #expect(found.map(\.path) == ["contactTypes[0].patience"])
    #expect(found[0].remedy.contains("never"))
  }

  @Test("Talks of heavy tails run without a trap", arguments: [UInt64(1), 2, 3])
  func heavyTails(seed: UInt64) throws {
    let scenario = center { $0.contactTypes[0].talk = .init(.weibull(shape: 0.06, scale: 1e-11)) }
    let model = try scenario.model()
    #expect(model.contactTypes[0].talk.laws[0].mean < ScenarioLimits.length)
    #expect(Int(clamping: 1e300) == 1 << 62 && Int(clamping: -.infinity) == -1 << 62)
    #expect(Int(clamping: .nan) == 0 && Int(clamping: -2.9) == -2)
  }

  @Test("A renewal process of which nearly all gaps are nothing is refused")
  func renewals() {
    func found(_ gap: Distribution) -> [String] {
      problems(of: center { $0.contactTypes[0].arrivals.process = .renewal(gap) }).map(\.path)
    }
    #expect(found(.lognormal(mu: -52, sigma: 10)) == ["contactTypes[0].arrivals.gap"])
    #expect(found(.atomAtZero(atom: 1 - 1e-9, otherwise: .exponential(mean: 1e8))).isEmpty == false)
    #expect(found(.lognormal(mean: 60, cv: 30)).isEmpty)
    #expect(found(.exponential(mean: 60)).isEmpty)
  }

  // MARK: - Loops

  @Test("Redials that take no time must end soon, others may go on")
  func redials() {
    func found(_ chance: Double, _ delay: Distribution) -> [String] {
      problems(
        of: center {
          $0.waitingRoom = 0
          $0.contactTypes[0].redialAfterBusy = .init(probabilities: [chance], delay: delay)
        }
      ).map(\.path)
    }
    let place = ["contactTypes[0].redialAfterBusy"]
    #expect(found(0.9999, .constant(0)) == place)
    #expect(found(1, .exponential(mean: 1e-200)) == place)
    #expect(found(0.99, .constant(0)).isEmpty)
    #expect(found(1, .constant(0.1)).isEmpty)
  }

  @Test("Repeated calls end, by their chances or by the closing")
  func repeats() {
    func found(_ chance: Double, _ delay: Seconds, days: Int = 1) -> [String] {
      problems(
        of: center {
          $0.calendar.days = days
          $0.contactTypes[0].repeatCall = .init(
            unsolved: chance, callsAgain: 1, delay: .constant(delay))
        }
      ).map(\.path)
    }
    #expect(found(1, 2) == ["contactTypes[0].repeatCall"])
    #expect(found(1, 3600, days: 100) == ["contactTypes[0].repeatCall"])
    #expect(found(1, 3600).isEmpty)
    #expect(found(0.9, 2, days: 100).isEmpty)
  }

  @Test("Contacts that go round several types are followed all the way")
  func rounds() {
    let scenario = center {
      $0.contactTypes = [calls("a", perHour: 60), calls("b", perHour: 0)]
      $0.agentGroups = [agents(5, serving: ["a", "b"])]
      for (i, to) in ["b", "a"].enumerated() {
        $0.contactTypes[i].transfers = [
          .init(kind: .cold, probability: 0.9999, to: to, together: .constant(0))
        ]
      }
    }
    #expect(problems(of: scenario).map(\.path) == ["contactTypes[0].transfers"])
  }

  @Test("A call that hardly anybody ever answers is refused, at once or after a million rings")
  func ringing() {
    func found(_ chance: Double, _ after: Seconds) -> [String] {
      problems(
        of: center { $0.agentGroups[0].noAnswer = .init(probability: chance, after: after, away: 0) }
      ).map(\.path)
    }
    let place = ["agentGroups[0].noAnswer.probability"]
    #expect(found(0.9999, 0) == place)
    #expect(found(0.999_999_9, 20) == place)
    #expect(found(0.9999, 20).isEmpty && found(0.99, 0).isEmpty)
  }
}

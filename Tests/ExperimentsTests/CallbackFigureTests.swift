import ContactCenter
import Experiments
import Testing

@Suite("Figures of callbacks")
struct CallbackFigureTests {
  private func study(_ callback: Scenario.Callback?) async throws -> StudyResult {
    var scenario = Scenario(name: "callbacks")
    scenario.calendar.hours = .init(open: 0, close: 36_000)
    var type = Scenario.ContactType(name: "calls")
    type.arrivals.points = [.init(time: 0, rate: 100 / 3600)]
    type.talk = .init(.exponential(mean: 200))
    scenario.contactTypes = [type]
    var group = Scenario.AgentGroup(name: "agents")
    group.staffing = .constant(6)
    group.skills = [.init(queue: "calls")]
    scenario.agentGroups = [group]
    scenario.queues = [.init(name: "calls")]
    scenario.queues[0].callback = callback
    var study = Scenario.Study()
    (study.replications, study.seed) = (20, 5)
    return await runStudy(model: try scenario.model(), settings: StudySettings(study: study, threads: 2))
  }

  @Test("They are not defined without callbacks")
  func undefined() async throws {
    let result = try await study(nil)
    for figure in CallbackFigure.allCases { #expect(result.value(FigureName(figure)) == nil, "\(figure)") }
  }

  @Test("Service level has three values, and line time saved is that of open tickets")
  func values() async throws {
    var callback = Scenario.Callback()
    callback.promise = 600
    callback.atClosing = .workedOff
    let result = try await study(callback)
    func value(_ figure: CallbackFigure) throws -> Double {
      try #require(result.value(FigureName(figure)), "\(figure)")
    }
    for figure in CallbackFigure.allCases { _ = try value(figure) }
    #expect(abs(try value(.callbackAcceptance) - 0.5) < 0.05)
    #expect(try value(.callbackReach) == 1 && value(.callbackAttempts) == 1)
    #expect(try value(.callbackAgentDialing) == 10 && value(.callbackLost) == 0)
    #expect(try value(.serviceLevelAtAcceptance) > value(.serviceLevelByCallbackDelay))
    let (open, saved) = (try value(.openCallbacks), try value(.callbackLinesSaved))
    // Tickets that are worked off after closing count in the latter only.
    #expect(open > 0.5 && saved >= open && saved < 1.3 * open)
    #expect(KPIIdentities.violations(in: result).isEmpty)
    let kept = try value(.callbackPromiseKept)
    #expect(kept > 0.3 && kept < 1)
  }

  @Test("Who calls in meanwhile is one person, and what is not called in time is lost")
  func callsAgain() async throws {
    var callback = Scenario.Callback()
    callback.kind = .whenIdle
    callback.atClosing = .workedOff
    callback.expiresAfter = 1200
    callback.callsAgain = .init(rate: 1.0 / 900)
    let result = try await study(callback)
    func value(_ figure: CallbackFigure) throws -> Double {
      try #require(result.value(FigureName(figure)), "\(figure)")
    }
    #expect(try value(.callsAgain) > 0 && value(.callbackCancelled) > 0 && value(.callbackExpired) > 0)
    #expect(try value(.callbackSuperfluous) == 0 && value(.callbacksLeft) == 0)
    #expect(try value(.callbackLost) >= value(.callbackExpired))
    #expect(KPIIdentities.violations(in: result).isEmpty)
  }
}

import ContactCenter
import Experiments
import Synchronization
import Testing

@Suite("Tournaments")
struct TournamentTests {
  private func kpi(_ name: String, _ model: Model = .oneQueue(agents: 2)) throws -> TournamentKPI {
    try TournamentKPI(name, in: ModelNames(model))
  }

  /// Three staffings of one queue.
  private var teams: [Entrant] {
    [14, 15, 18].map { Entrant(name: "\($0) agents", model: .oneQueue(agents: $0)) }
  }

  private func selection(_ name: String = "serviceLevel") throws -> TournamentSettings {
    var settings = TournamentSettings(objective: try kpi(name))
    settings.kpis = [try kpi("asa"), try kpi("cost")]
    settings.mode = .selection(indifference: .absolute(0.004), firstStage: 10, maximum: 400)
    settings.seed = 5
    return settings
  }

  /// Every number that a change of the program's ways could change, bit for bit.
  private func bits(_ result: TournamentResult) -> [UInt64] {
    let estimates =
      result.entrants.flatMap { entrant in
        [entrant.objective, entrant.occupancySpread, entrant.costs.total] + entrant.kpis
          + entrant.types.flatMap { [$0.serviceLevel, $0.averageWait, $0.longestWait] }
      } + result.comparisons.map(\.estimate) + result.againstBest.map(\.estimate)
    return estimates.flatMap { [$0.value, $0.halfWidth].map { ($0 ?? .nan).bitPattern } }
      + result.rows.flatMap { rows in rows.flatMap { $0.values.map(\.bitPattern) } }
  }

  @Test("The number of threads changes no bit of the result")
  func threads() async throws {
    var settings = try selection()
    let one = try await runTournament(teams, settings: settings)
    settings.threads = 3
    let three = try await runTournament(teams, settings: settings)
    #expect(bits(one) == bits(three))
    #expect(one.selection == three.selection && one.explanation == three.explanation)
    #expect(one.selection.status == .selected && one.selection.best == 2)
    #expect(one.entrants[2].rank == 1 && one.entrants[0].rank == 3)
  }

  @Test("An interrupted tournament goes on and ends as if it had not been interrupted")
  func resume() async throws {
    var settings = try selection()
    settings.mode = .selection(indifference: .absolute(0.001), firstStage: 10, maximum: 400)
    let teams = [15, 17, 18].map { Entrant(name: "\($0)", model: .oneQueue(agents: $0)) }
    let whole = try await runTournament(teams, settings: settings)
    #expect(whole.replications > 50 && whole.selection.best == 2)
    for limit in [0, 7, 32, 48] {
      let saved = Mutex<[TournamentRow]>([])
      let part = try await runTournament(
        teams, settings: settings, finished: { row in saved.withLock { $0.append(row) } },
        isCancelled: { saved.withLock { $0.count >= limit } })
      // What is there may suffice.
      let isTold = part.selection.status == .selected
      #expect(part.isPartial && (isTold || part.selection.status == .cancelled))
      #expect(part.selection.best == 2 && isTold || part.selection.probability == nil)
      var rest = settings
      rest.saved = saved.withLock { $0.shuffled() }
      rest.threads = 2
      let simulated = Atomic<Int>(0)
      let resumed = try await runTournament(
        teams, settings: rest, finished: { _ in simulated.add(1, ordering: .relaxed) })
      #expect(bits(resumed) == bits(whole))
      #expect(resumed.selection == whole.selection && !resumed.isPartial)
      #expect(simulated.load(ordering: .relaxed) == whole.replications - rest.saved.count)
    }
  }

  @Test("Rows say the same as a study of the same model, seed and replications")
  func agreesWithStudy() async throws {
    let model = Model.twoTypes(first: 0)
    let names = ["serviceLevel", "asa", "longestWait", "occupancy", "offered", "averageQueueLength"]
    var settings = TournamentSettings(objective: try kpi("abandoned", model))
    settings.kpis = try names.map { try kpi($0, model) } + [kpi("abandoned:service", model)]
    settings.mode = .fixed(replications: 12)
    settings.seed = 3
    let result = try await runTournament(
      [Entrant(name: "one", model: model)], settings: settings)
    var study = Scenario.Study()
    study.replications = 12
    study.seed = 3
    let expected = await runStudy(model: model, settings: StudySettings(study: study))
    for (name, estimate) in zip(names, result.entrants[0].kpis) {
      let identifier = name == "asa" ? "averageSpeedOfAnswer" : name
      let other = try #require(expected.estimate(identifier))
      #expect(abs((estimate.value ?? .nan) / (other.value ?? .nan) - 1) < 1e-12, "\(name)")
      #expect(
        abs((estimate.halfWidth ?? .nan) - (other.halfWidth ?? .nan))
          < 1e-9 * (other.value ?? .nan), "\(name)")
    }
    let type = expected.value("abandonedProportion", of: .contactType(1))
    #expect(abs((result.entrants[0].kpis.last?.value ?? .nan) / (type ?? .nan) - 1) < 1e-12)
    #expect(result.selection.status == .selected && result.selection.best == 0)
  }

  @Test("Of two centers the one with an agent more is selected as often as promised")
  func realCenters() async throws {
    // The second center's callers are a second contact type's, so that its numbers are its own: with
    // common ones the first stage nearly always suffices, and would tell nothing about the promise.
    let pair = [
      Entrant(name: "12", model: .oneQueue(agents: 12, hours: 0.5)),
      Entrant(
        name: "13",
        model: .center(rates: [0, 5], hours: 0.5, groups: [("team", 13, [.serving(1)])])),
    ]
    // δ is what an agent brings, so that the promise just holds.
    var settings = TournamentSettings(objective: try kpi("abandoned"))
    settings.mode = .fixed(replications: 8000)
    settings.threads = 2
    let gain = try await runTournament(pair, settings: settings)
    let zone = -(gain.difference(settings.objective, of: 1, from: 0).value ?? 0)
    #expect(zone > 0.03 && zone < 0.06 && !gain.haveSameTypes)
    settings.mode = .selection(indifference: .absolute(zone), firstStage: 10, maximum: 4000)
    var correct = 0
    for trial in 0..<400 {
      settings.seed = UInt64(1000 + trial)
      let result = try await runTournament(pair, settings: settings)
      #expect(result.selection.status != .budgetExhausted)
      if result.selection.best == 1 { correct += 1 }
    }
    // 95 % of 400, less three standard errors (√(0.05 · 0.95 · 400) = 4.4); common numbers would
    // make it all of them.
    #expect(correct >= 367 && correct < 400, "\(correct) of 400")
  }

  @Test("Entrants of one model are a tie, and the reference stays")
  func tie() async throws {
    let entrants = ["a", "b"].map { Entrant(name: $0, model: .oneQueue(agents: 14)) }
    let result = try await runTournament(entrants, settings: try selection())
    #expect(result.selection.status == .tie && result.selection.best == 0)
    #expect(result.selection.tied == [1] && result.replications <= 36)
    var fixed = try selection()
    fixed.mode = .fixed(replications: 20)
    let other = try await runTournament(entrants, settings: fixed)
    #expect(other.selection.status == .tie && other.selection.tied == [1])
    #expect(other.entrants.map(\.rank) == [1, 1])
  }

  @Test("A bound on one KPI rules out the entrant that is best by another")
  func goals() async throws {
    var settings = try selection("cost")
    settings.mode = .selection(indifference: .relative(0.01), firstStage: 10, maximum: 2000)
    settings.goals = [
      TournamentGoal(try kpi("abandoned"), .atMost, 0.128, tolerance: 0.01)
    ]
    let result = try await runTournament(teams, settings: settings)
    // 14 agents lose 14.6 %, 15 lose 11 %, 18 lose 4 %; each agent costs.
    #expect(result.entrants[0].goals[0].verdict == .missed && !result.entrants[0].isEligible)
    #expect(result.entrants[0].rank == nil && result.entrants[0].elimination?.by == nil)
    #expect(result.selection.status == .selected && result.selection.best == 1)
    settings.goals[0].bound = 0.001
    settings.goals[0].tolerance = 0.005
    settings.mode = .fixed(replications: 30)
    let none = try await runTournament(teams, settings: settings)
    #expect(none.selection.status == .noneFeasible && none.selection.best == nil)
    #expect(none.explanation == nil)
  }

  @Test("A tournament whose replications do not suffice says so")
  func exhausted() async throws {
    var settings = try selection()
    settings.mode = .selection(indifference: .absolute(0.0005), firstStage: 5, maximum: 9)
    let close = Array(teams.prefix(2))
    let result = try await runTournament(close, settings: settings)
    #expect(result.selection.status == .budgetExhausted && result.selection.probability == nil)
    #expect(
      result.selection.remaining == [0, 1]
        && result.entrants.allSatisfy {
          $0.replications == 9
        })
    let wanted = try #require(result.selection.rinottReplications)
    #expect(wanted.allSatisfy { $0 > 1000 } && result.selection.rinottBest == nil)
  }

  @Test("Costs are those of the scenario, and all of an agent's hours are paid")
  func costs() async throws {
    var model = Model.oneQueue(agents: 14)
    model.groups[0].cost = 20
    model.contactTypes[0].value = 3
    var settings = try selection("cost")
    settings.mode = .fixed(replications: 10)
    let result = try await runTournament([Entrant(name: "one", model: model)], settings: settings)
    let costs = result.entrants[0].costs
    #expect(costs.staff.value == 14 * 4 * 20 && costs.staff.halfWidth == 0)
    let abandoned = result.rows[0].reduce(0) {
      $0 + $1.values[result.layouts[0].columns.firstIndex(of: "contact/*/abandoned") ?? 0]
    }
    #expect(abs((costs.lostValue.value ?? 0) - 3 * abandoned / 10) < 1e-9)
    let sum =
      (costs.staff.value ?? 0) + (costs.waiting.value ?? 0) + (costs.lostValue.value ?? 0)
    #expect(abs((costs.total.value ?? 0) - sum) < 1e-9 * sum)
    #expect(result.layouts[0].columns.count == result.layouts[0].width)
    #expect(result.rows[0][0].values.count == result.layouts[0].width)
  }

  @Test("A type with too few agents of its own is found starved, and why pooling wins is told")
  func starved() async throws {
    // Service brings 6 erlangs.
    let (sales, service) = ([Scenario.Skill.serving(0)], [Scenario.Skill.serving(1)])
    let entrants = [
      Entrant(
        name: "apart",
        model: .center(rates: [16, 2], groups: [("many", 53, sales), ("few", 1, service)])),
      Entrant(
        name: "pooled",
        model: .center(
          rates: [16, 2], groups: [("many", 53, sales + service), ("few", 1, sales + service)])),
    ]
    var settings = TournamentSettings(
      objective: try kpi("wait:service", .twoTypes(first: 0)))
    settings.mode = .fixed(replications: 40)
    settings.threads = 2
    let result = try await runTournament(entrants, settings: settings)
    #expect(result.selection.status == .selected && result.selection.best == 1)
    let found = result.starved
    #expect(Set(found.map(\.rule)).isSuperset(of: [.abandonment, .averageWait]))
    #expect(found.allSatisfy { $0.contactType == "service" && $0.entrant == 0 })
    #expect(found.allSatisfy { $0.bestElsewhere?.entrant == 1 })
    let explanation = try #require(result.explanation)
    #expect(explanation.winner == 1 && explanation.reference == 0)
    let wait = try #require(explanation.changes.first { $0.kind == .wait })
    #expect(wait.after != wait.before && wait.difference.value == wait.after - wait.before)
    #expect(
      explanation.changes.contains {
        $0.kind == .flow && $0.contactType == "service" && $0.group == "many"
          && $0.shareBefore == 0 && ($0.shareAfter ?? 0) > 0.9
      })
  }

  @Test("The Pareto front leaves out what is worse in both")
  func pareto() async throws {
    var slow = Model.oneQueue(agents: 18)
    slow.contactTypes[0].talk = .init(.exponential(mean: 240))
    let entrants = teams + [Entrant(name: "slow", model: slow)]
    var settings = try selection()
    settings.mode = .fixed(replications: 30)
    let result = try await runTournament(entrants, settings: settings)
    #expect(result.pareto.x.identifier == "serviceLevel" && result.pareto.y.identifier == "cost")
    #expect(result.pareto.points.map(\.isOnFront) == [true, true, true, false])
    #expect(result.pareto.points[3].dominatedBy.contains(2))
    let other = result.pareto(try kpi("serviceLevel"), try kpi("asa"))
    #expect(other.points.map(\.isOnFront) == [false, false, true, false])
    #expect(other.points[0].isSurelyDominated)
  }

  @Test("Somebody is on the front, even where values and sure differences contradict each other")
  func frontIsNeverEmpty() {
    // By the common days the second beats the first, over all days it is surely worse.
    let two = ParetoFront.dominators(of: [(0.80, -100), (0.81, -99)], surely: [[], [0]])
    #expect(two == [[], [0]])
    // What is surely worse does not shut a third one out either.
    let three = ParetoFront.dominators(
      of: [(0.80, -100), (0.85, -90), (0.82, -95)], surely: [[], [0], []])
    #expect(three == [[2], [0], []])
    // A circle of sure differences: the values alone count.
    let circle = ParetoFront.dominators(of: [(1, 1), (2, 2), (0, 3)], surely: [[1], [2], [0]])
    #expect(circle == [[1], [], []])
    #expect(ParetoFront.dominators(of: [], surely: []).isEmpty)
    #expect(ParetoFront.dominators(of: [(1, 1), (1, 1)], surely: [[], []]) == [[], []])
  }

  @Test("What stands side by side is over the replications that all entrants have")
  func commonReplications() async throws {
    // Close rivals go on while the others have left the race.
    var settings = try selection("cost")
    let priced = [12, 14, 15, 16, 24].map { agents in
      var model = Model.oneQueue(agents: agents)
      model.groups[0].cost = 20
      model.contactTypes[0].value = 3
      return Entrant(name: "\(agents)", model: model)
    }
    settings.objective = try kpi("cost", priced[0].model)
    settings.kpis = [try kpi("serviceLevel"), try kpi("asa")]
    settings.mode = .selection(indifference: .absolute(2), firstStage: 10, maximum: 400)
    let race = try await runTournament(priced, settings: settings)
    let counts = race.entrants.map(\.replications)
    let common = try #require(counts.min())
    #expect(common == race.commonReplications && common < (counts.max() ?? 0), "\(counts)")
    settings.mode = .fixed(replications: common)
    let fixed = try await runTournament(priced, settings: settings)
    for (one, other) in zip(race.entrants, fixed.entrants) {
      #expect(one.objective == other.objective && one.kpis == other.kpis)
      #expect(one.types == other.types && one.groups == other.groups && one.costs == other.costs)
      #expect(one.worstIntervals == other.worstIntervals)
    }
    // By the values that stand there nobody on the front is dominated, and who is not has a dominator.
    let values = race.pareto.points.map { (-($0.x.value ?? 0), $0.y.value ?? 0) }
    for (point, value) in zip(race.pareto.points, values) {
      let isDominated = values.contains { other in
        other.0 >= value.0 && other.1 >= value.1 && other != value
      }
      #expect(!(point.isOnFront && isDominated))
      #expect(point.isOnFront == point.dominatedBy.isEmpty)
      #expect(point.isOnFront || isDominated || point.isSurelyDominated)
    }
  }

  @Test("A share of the best is one of the best that keeps the goals")
  func zoneOfKeepers() async throws {
    var settings = try selection("cost")
    settings.indifference = .standard
    settings.mode = .fixed(replications: 30)
    let all = try await runTournament(teams, settings: settings)
    // 14 agents of 4 hours are the fewest; with the goal it is 18.
    #expect(abs(all.selection.indifference - 0.56) < 1e-9)
    #expect(!all.selection.isIndifferenceOfKeepers)
    settings.goals = [TournamentGoal(try kpi("abandoned"), .atMost, 0.06)]
    let kept = try await runTournament(teams, settings: settings)
    #expect(abs(kept.selection.indifference - 0.72) < 1e-9)
    #expect(kept.selection.isIndifferenceOfKeepers)
    settings.mode = .selection(indifference: .standard, firstStage: 10, maximum: 100)
    let race = try await runTournament(teams, settings: settings)
    #expect(abs(race.selection.indifference - 0.72) < 1e-9)
    settings.goals[0].bound = 0.0001
    let none = try await runTournament(teams, settings: settings)
    #expect(!none.selection.isIndifferenceOfKeepers && none.selection.best == nil)
  }

  @Test("Common random numbers, controls and strata are worth what theory says")
  func savings() async throws {
    let entrants = [14, 15].map {
      Entrant(name: "\($0)", model: .oneQueue(agents: $0, dayFactor: 0.2))
    }
    var settings = TournamentSettings(objective: try kpi("offered"))
    settings.objective.direction = .larger
    settings.kpis = [try kpi("abandoned")]
    settings.mode = .fixed(replications: 400)
    settings.threads = 2
    let counts = try await runTournament(entrants, settings: settings)
    // Offered are the fresh contacts: the control explains all.
    #expect(counts.varianceReduction.controls == ["fresh contacts of sales"])
    #expect((counts.varianceReduction.adjusted[0].halfWidth ?? 1) < 1e-6)
    #expect(abs((counts.varianceReduction.adjusted[0].value ?? 0) - 1200) < 1e-6)
    settings.objective = try kpi("abandoned")
    let plain = try await runTournament(entrants, settings: settings)
    let common = try #require(plain.varianceReduction.commonRandomNumbers)
    let controls = try #require(plain.varianceReduction.controlVariatesForValues)
    #expect(common > 5 && controls > 3, "\(common), \(controls)")
    #expect(plain.varianceReduction.stratificationForValues == nil)
    settings.strata = 10
    let strata = try await runTournament(entrants, settings: settings)
    let saved = try #require(strata.varianceReduction.stratificationForValues)
    #expect(saved > 3, "\(saved)")
    let (one, other) = (plain.entrants[0].objective, strata.entrants[0].objective)
    #expect((other.halfWidth ?? 1) < (one.halfWidth ?? 0))
    let error = (one.halfWidth ?? 0) + (other.halfWidth ?? 0)
    #expect(abs((one.value ?? 0) - (other.value ?? 1)) < error)
  }

  @Test("A name that does not exist is answered with what does")
  func names() throws {
    let names = ModelNames(.twoTypes(first: 0))
    let kpi = try TournamentKPI("ServiceLevel: Sales", in: names)
    #expect(kpi.name == "serviceLevel:sales" && kpi.label == "Service level, sales")
    #expect(kpi.direction == .larger && !kpi.smallerIsBetter)
    #expect(try TournamentKPI("abandoned", in: names).identifier == "abandonedProportion")
    #expect(try TournamentKPI("occupancySpread:team", in: names).part == .group("team"))
    #expect(try TournamentKPI("sl", in: names).identifier == "serviceLevel")
    #expect(throws: TournamentError.unknownKPI("servicelevle", nearest: "serviceLevel")) {
      try TournamentKPI("servicelevle", in: names)
    }
    #expect(
      throws: TournamentError.unknownScope(
        kpi: "serviceLevel", scope: "sale", allowed: ["sales", "service"], nearest: "sales")
    ) { try TournamentKPI("serviceLevel:sale", in: names) }
    #expect(throws: TournamentError.centerOnly(kpi: "cost", scope: "sales")) {
      try TournamentKPI("cost:sales", in: names)
    }
    // Every name can be asked for, and has its columns.
    let layout = TournamentLayout(.twoTypes(first: 0))
    for identifier in TournamentKPI.identifiers {
      let kpi = try TournamentKPI(identifier, in: names)
      #expect(kpi.identifier == identifier)
      #expect(layout.has(kpi) || IndicatorCatalogue.backlog.contains { $0.identifier == identifier })
    }
    #expect(!TournamentKPI.identifiers.contains("waitPercentile50"))
    for name in TournamentKPI.aliases.keys { _ = try TournamentKPI(name, in: names) }
  }

  @Test("Settings that make no sense are refused before the first simulation")
  func refusals() async throws {
    let settings = try selection()
    func error(
      _ entrants: [Entrant], _ change: (inout TournamentSettings) -> Void
    ) async -> TournamentError? {
      var changed = settings
      change(&changed)
      do {
        _ = try await runTournament(entrants, settings: changed)
        return nil
      } catch { return error }
    }
    #expect(await error([]) { _ in } == .noEntrants)
    #expect(await error([teams[0], teams[0]]) { _ in } == .sameName("14 agents"))
    let other = Entrant(name: "two", model: .twoTypes(first: 0))
    let sales = try kpi("asa:service", .twoTypes(first: 0))
    #expect(
      await error([other, teams[0]]) { $0.objective = sales }
        == .missing(kpi: "averageSpeedOfAnswer:service", entrant: "14 agents"))
    let neutral = try kpi("occupancy")
    #expect(await error(teams) { $0.objective = neutral } == .noDirection(kpi: "occupancy"))
    #expect(
      await error(teams) {
        $0.saved = [TournamentRow(entrant: 1, replication: 0, values: [1, 2])]
      } == .foreignRow(entrant: 1, replication: 0))
    for reference in [-1, 3] {
      #expect(await error(teams) { $0.reference = reference } != nil)
    }
    #expect(
      await error(teams) {
        $0.mode = .selection(indifference: .absolute(0), firstStage: 10, maximum: 20)
      } != nil)
    #expect(await error(teams) { $0.mode = .fixed(replications: 1) } != nil)
  }
}

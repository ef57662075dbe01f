import Experiments
import QueueingTheory
import Staffing
import Testing

/// Plans by formulas, against the formulas themselves, published figures and brute force.
@Suite("Plans by formulas")
struct StaffingPlannerTests {
  /// Half hours with so many calls each.
  static func demand(
    _ calls: [Double], handleTime: Double, _ change: (inout QueueLoad) -> Void = { _ in }
  ) -> StaffingDemand {
    let intervals = calls.indices.map {
      StaffingDemand.Interval(start: Double($0) * 1800, end: Double($0 + 1) * 1800)
    }
    let loads = calls.map { count -> QueueLoad? in
      guard count > 0 else { return nil }
      var load = QueueLoad(arrivalRate: count / 1800, handleTime: handleTime)
      change(&load)
      return load
    }
    return StaffingDemand(
      intervals: intervals, pools: [.init(name: "agents", types: ["calls"], loads: loads)])
  }

  private func plan(_ demand: StaffingDemand, _ goals: String) throws -> StaffingPlan {
    try StaffingPlanner(goals: try GoalText().goals(goals)).plan(demand)
  }

  private func agents(_ plan: StaffingPlan) -> [Int?] { plan.pools[0].cells.map { $0?.agents } }

  // MARK: - Known answers

  @Test(
    "Textbook answers",
    arguments: [
      // One call a minute of five minutes each.
      (30.0, 300.0, "80/20", 8),
      // The usual example of Erlang C calculators: 100 calls of 180 s in half an hour.
      (100.0, 180.0, "80/20", 14),
      // 240 calls an hour of 300 s, 90 % within 30 s.
      (120.0, 300.0, "90/30", 26),
    ])
  func textbook(calls: Double, handleTime: Double, goal: String, agents expected: Int) throws {
    let plan = try plan(Self.demand([calls], handleTime: handleTime), goal)
    #expect(agents(plan) == [expected])
    #expect(plan.models.map(\.name) == ["Erlang C (M/M/n)"])
  }

  @Test("1000 calls an hour of 300 s with a patience of 120 s need 88 agents for 3 % abandonment")
  func impatience() throws {
    let plan = try plan(
      Self.demand([500], handleTime: 300) { $0.patience = .exponential(mean: 120) },
      "abandonment<3%")
    #expect(agents(plan) == [88])
    #expect(plan.models.map(\.name) == ["Erlang A (M/M/n+M)"])
    // One agent fewer misses the goal.
    let cell = try #require(plan.pools[0].cells[0])
    let rows = cell.rows
    #expect(rows.map(\.agents) == [86, 87, 88, 89, 90])
    #expect(try #require(rows[1].queue).abandonedProportion > 0.03)
    #expect(try #require(rows[2].queue).abandonedProportion <= 0.03)
  }

  @Test("Without patience there are always more agents than erlangs, whatever the goal")
  func stability() throws {
    let plan = try plan(Self.demand([100], handleTime: 180), "asa<24h")
    #expect(agents(plan) == [11])
    let cell = try #require(plan.pools[0].cells[0])
    #expect(cell.binding == nil)
    // The rows below the load are unstable.
    #expect(cell.rows.map { $0.queue == nil } == [true, true, false, false, false])
  }

  @Test("Of several goals the one that needs most binds; occupancy may be that one")
  func binding() throws {
    let plan = try plan(Self.demand([100, 2000], handleTime: 180), "80/20 occupancy<85%")
    let cells = plan.pools[0].cells.compactMap { $0 }
    #expect(cells.map(\.binding) == [0, 1])
    #expect(cells[1].agents == 236)  // 200 erlangs at 85 %
    #expect(cells.allSatisfy { cell in cell.needs.compactMap { $0 }.max() == cell.agents })
  }

  @Test("A goal of another type does not concern a pool; nobody calls, nobody is needed")
  func concerns() throws {
    let plan = try plan(Self.demand([0, 100], handleTime: 180), "others:99/0 80/20")
    #expect(agents(plan) == [nil, 14])
    #expect(plan.pools[0].cells[1]?.needs == [nil, 14])
  }

  @Test(
    "The model is what the load has",
    arguments: [
      (DurationLaw.unlimited, Int?.none, true, "Erlang C (M/M/n)"),
      (.unlimited, nil, false, "M/G/n, approximated after Allen and Cunneen"),
      (.exponential(mean: 60), nil, true, "Erlang A (M/M/n+M)"),
      (.exponential(mean: 60), nil, false, "M/G/n+M, approximated by Erlang A (M/M/n+M)"),
      (.deterministic(60), nil, true, "M/M/n+G"),
      (.unlimited, 20, true, "M/M/n/K"),
      (.deterministic(60), 20, false, "M/G/n/K+G, approximated by M/M/n/K+G"),
    ])
  func model(patience: DurationLaw, lines: Int?, isExponential: Bool, name: String) {
    var load = QueueLoad(arrivalRate: 0.05, handleTime: 180)
    (load.patience, load.lines, load.isExponential) = (patience, lines, isExponential)
    #expect(load.model.name == name)
    #expect(load.model.isApproximation == !isExponential)
  }

  // MARK: - Figures

  @Test("The eight definitions keep their order, and coincide without abandonment")
  func definitions() throws {
    var load = QueueLoad(arrivalRate: 10 / 180, handleTime: 180)
    load.patience = .exponential(mean: 120)
    load.lines = 16
    let queue = try #require(load.queue(agents: 11))
    func level(_ definition: ServiceLevelDefinition) -> Double {
      queue.value(of: .serviceLevel(definition, within: 20))
    }
    for (smaller, larger) in ServiceLevelDefinition.inequalities {
      #expect(level(smaller) < level(larger), "\(smaller.code) < \(larger.code)")
    }
    #expect(level(.virtualWait) > level(.abandonedCountAgainst))
    load.patience = .unlimited
    load.lines = nil
    let patient = try #require(load.queue(agents: 14))
    for definition in ServiceLevelDefinition.allCases {
      let value = patient.value(of: .serviceLevel(definition, within: 20))
      #expect(abs(value - 0.8883500191794669) < 1e-12, "\(definition.code)")
    }
  }

  @Test("Figures of a queue behind lines are of the calls that get in")
  func offered() throws {
    var load = QueueLoad(arrivalRate: 10 / 180, handleTime: 180)
    (load.patience, load.lines) = (.exponential(mean: 120), 14)
    let queue = try #require(load.queue(agents: 10))
    let theory = TrunkedQueue(
      arrivalRate: 10 / 180, meanHandleTime: 180, agents: 10, trunks: 14, meanPatience: 120)
    let entered = 1 - theory.blockingProbability
    #expect(abs(queue.blockingProbability / theory.blockingProbability - 1) < 1e-9)
    #expect(abs(queue.abandonedProportion * entered / theory.abandonedProportion - 1) < 1e-9)
    let level = queue.value(of: .serviceLevel(.includingBlocked, within: 20))
    #expect(abs(level / theory.served(within: 20) - 1) < 1e-9)
  }

  @Test("More agents than lines have nothing to do")
  func moreAgentsThanLines() throws {
    var load = QueueLoad(arrivalRate: 10 / 180, handleTime: 180)
    load.lines = 12
    let (all, more) = try (#require(load.queue(agents: 12)), #require(load.queue(agents: 24)))
    #expect(more.blockingProbability == all.blockingProbability)
    #expect(abs(more.occupancy - all.occupancy / 2) < 1e-12)
  }

  @Test("The square-root rule is close to Erlang C's answer")
  func squareRoot() throws {
    let plan = try plan(Self.demand([1000], handleTime: 180), "waiting<20%")
    let cell = try #require(plan.pools[0].cells[0])
    #expect(cell.agents == 111)
    #expect(abs(cell.squareRoot.grade - 1.1) < 1e-12)
    #expect(abs(try #require(cell.squareRoot.agents) - 111) <= 1)
  }

  // MARK: - Contradictions

  @Test("Goals and limits that contradict each other are named with the nearest pair")
  func conflicts() throws {
    let demand = Self.demand([60, 100, 120], handleTime: 300)
    var planner = StaffingPlanner(goals: try GoalText().goals("80/20"))
    planner.limits.most = 22
    let seats = #expect(throws: StaffingConflict.self) { try planner.plan(demand) }
    #expect(seats?.limit == .maximumAgents(22) && seats?.interval == 2 && seats?.needed == 25)
    // Even where the work itself does not fit, the limit named is enough for the goal everywhere.
    planner.limits.most = 16
    let few = #expect(throws: StaffingConflict.self) { try planner.plan(demand) }
    #expect(few?.goal == nil && few?.needed == 25)
    planner.limits.most = 25
    #expect(throws: Never.self) { try planner.plan(demand) }
    planner.limits.most = nil
    planner.limits.minimumOccupancy = 0.9
    let idle = #expect(throws: StaffingConflict.self) { try planner.plan(demand) }
    #expect(idle?.limit == .minimumOccupancy(0.9) && idle?.interval == 0)
    planner.limits.minimumOccupancy = idle?.needed
    #expect(throws: Never.self) { try planner.plan(demand) }
  }

  @Test("Where nothing allowed is enough, the nearest plan has the most allowed, with the contradiction")
  func nearest() throws {
    let demand = Self.demand([60, 100, 120], handleTime: 300)
    var planner = StaffingPlanner(goals: try GoalText().goals("80/20"))
    planner.limits.most = 22
    let found = planner.nearest(demand)
    #expect(agents(found.plan) == [14, 21, 22])
    #expect(found.conflict?.interval == 2 && found.conflict?.limit == .maximumAgents(22))
    planner.limits.most = 30
    #expect(planner.nearest(demand).conflict == nil)
  }

  @Test("Limits of a group count for each group of a pool, and for groups that only help out")
  func limitsPerGroup() throws {
    var demand = Self.demand([60, 100, 120], handleTime: 300)
    demand.pools[0].groups = [0, 1]
    demand.pools.append(.init(name: "help", types: [], loads: [nil, nil, nil]))
    demand.pools[1].groups = [2]
    var planner = StaffingPlanner(goals: try GoalText().goals("80/20"))
    planner.limits.most = 13
    planner.limits.fewest = 8
    let plan = try planner.plan(demand)
    #expect(agents(plan) == [16, 21, 25])
    #expect((0..<3).map(plan.pools[1].agents(in:)) == [8, 8, 8])
    planner.limits.most = 12
    let conflict = #expect(throws: StaffingConflict.self) { try planner.plan(demand) }
    #expect(conflict?.limit == .maximumAgents(12) && conflict?.needed == 13)
  }

  @Test("Fewer lines than erlangs cannot do without patience, and the fewest that can are named")
  func fewLines() throws {
    let demand = Self.demand([120], handleTime: 300) { $0.lines = 15 }
    let planner = StaffingPlanner(goals: try GoalText().goals("80/20"))
    let conflict = #expect(throws: StaffingConflict.self) { try planner.plan(demand) }
    #expect(conflict?.goal == nil && conflict?.limit == .lines(15) && conflict?.needed == 21)
  }

  @Test("Too few lines for a blocking goal: how many there must be")
  func lines() throws {
    let demand = Self.demand([120], handleTime: 300) { $0.lines = 25 }
    let planner = StaffingPlanner(goals: try GoalText().goals("blocking<1%"))
    let conflict = #expect(throws: StaffingConflict.self) { try planner.plan(demand) }
    #expect(conflict?.limit == .lines(25))
    // As many agents as lines make it Erlang B.
    #expect(conflict?.needed == Double(ErlangB.requiredAgents(offeredLoad: 20, blocking: 0.01)))
  }
}

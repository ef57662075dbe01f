import ContactCenter
import Experiments
import Staffing
import Synchronization
import Testing

/// Counts from any thread.
final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  /// How often it was counted.
  var value: Int { count.load(ordering: .relaxed) }

  /// The next number, from 1.
  func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}

@Suite("The risk of missing goals")
struct SimulatedRiskTests {
  /// Sums of twelve uniform numbers less 6: mean 0, variance 1.
  private func scores(_ count: Int, seed: UInt64) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      (0..<12).reduce(-6.0) { sum, _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return sum + Double(state >> 11) * 0x1p-53
      }
    }
  }

  @Test("Variance components of made-up days come out again")
  func components() {
    // Y = 3a + 2b + c: variances 9, 4 and 1. Levels 400, days 5, runs 2, so that the standard error
    // of the first is 9·√(2/400) ≈ 0.7 (with what the others add), of the others below 0.2.
    let levels = scores(400, seed: 1)
    let days = scores(2000, seed: 2)
    let runs = scores(4000, seed: 3)
    let values = (0..<400).map { level -> [[Double]] in
      (0..<5).map { day -> [Double] in
        let place = level * 5 + day
        let common = 3 * levels[level] + 2 * days[place]
        return [common + runs[2 * place], common + runs[2 * place + 1]]
      }
    }
    let shares = VarianceShares(of: values)
    #expect(abs(shares.parameter - 9) < 2.1)
    #expect(abs(shares.dayToDay - 4) < 0.6)
    #expect(abs(shares.withinDay - 1) < 0.15)
    #expect(abs(shares.monteCarlo - (4 + 0.5) / 2000) < 0.0005)
  }

  @Test("What chance alone shows of day to day is none, and nothing real is lost by that")
  func chance() {
    // Days that differ in nothing: an estimate of their variance is above 0 in half of the designs.
    var found = 0
    for design in 0..<40 {
      let runs = scores(400, seed: UInt64(100 + design))
      let values = (0..<40).map { level in
        (0..<5).map { day in Array(runs[(level * 5 + day) * 2..<(level * 5 + day) * 2 + 2]) }
      }
      found += VarianceShares(of: values).dayToDay > 0 ? 1 : 0
    }
    // One in twenty: 2 of 40; 8 or more have a probability below 0.1 %.
    #expect(found < 8, "\(found) of 40")
  }

  @Test("Without day factor, absence and forecast error all variance lies within the day")
  func poissonOnly() async throws {
    let simulation = try simulation(
      threeShifts(perHour: [60, 125, 28]), [eightyTwenty(.day)], replications: 10)
    let report = try #require(
      await simulation.risk(
        of: StaffingTable(agents: [[5, 8, 3]]), error: ForecastError(), months: 10,
        daysPerMonth: 10, shares: []))
    let variance = try #require(report.variances.first?.variance)
    // 200 days, each run twice: standard errors of the other shares are about a tenth.
    #expect(variance.dayToDay < 0.3 * variance.total, "seed 11: \(variance)")
    #expect(variance.parameter == 0, "the forecast is right")
    #expect(report.days[0].shareOfDaysMet > 0.5)
  }

  @Test("A day factor shows as day to day, a forecast error as parameter")
  func causes() async throws {
    var scenario = threeShifts(perHour: [60, 125, 28])
    scenario.contactTypes[0].arrivals.dayFactor = .init(law: .gamma, cv: 0.3)
    let table = StaffingTable(agents: [[5, 8, 3]])
    func variance(_ error: Double) async throws -> VarianceShares {
      let report = try await simulation(scenario, [eightyTwenty(.day)], replications: 10).risk(
        of: table, error: ForecastError(cv: error), months: 4, daysPerMonth: 5, shares: [])
      return try #require(report?.variances.first?.variance)
    }
    let days = try await variance(0)
    #expect(days.dayToDay > 0.6 * days.total, "seed 11: \(days)")
    let forecast = try await variance(0.6)
    #expect(forecast.parameter > 0.4 * forecast.total, "seed 11: \(forecast)")
  }

  @Test("More sure days cost more, and fresh days nearly keep the share")
  func levels() async throws {
    var scenario = threeShifts(perHour: [60, 125, 28])
    scenario.contactTypes[0].arrivals.dayFactor = .init(law: .gamma, cv: 0.15)
    let simulation = try simulation(scenario, [eightyTwenty(.day)], replications: 10)
    let report = try #require(
      await simulation.risk(
        of: StaffingTable(agents: [[5, 8, 3]]), error: ForecastError(cv: 0.1), months: 20,
        daysPerMonth: 10, shares: [0.95, 0.8]))
    #expect(report.levels.map(\.shareOfDays) == [0.8, 0.95])
    #expect(report.levels[0].judgement.cost <= report.levels[1].judgement.cost)
    for level in report.levels {
      let share = try #require(level.judgement.figures.first?.shareOfDaysMet)
      // Three standard errors of a share of 200 days.
      #expect(level.isFeasible && share > level.shareOfDays - 0.085, "seed 11: \(share)")
    }
  }

  @Test("Limits hold in staffings for shares of days, and the scenario's own is judged beside them")
  func limitsAndPlan() async throws {
    var scenario = threeShifts(perHour: [60, 125, 28], agents: 8)
    scenario.contactTypes[0].arrivals.dayFactor = .init(law: .gamma, cv: 0.15)
    var simulation = try simulation(scenario, [eightyTwenty(.day)], replications: 10)
    simulation.limits.fewest = 4
    simulation.limits.most = 8
    let report = try #require(
      await simulation.risk(
        of: StaffingTable(agents: [[5, 8, 4]]), error: ForecastError(), months: 10,
        daysPerMonth: 10, shares: [0.8, 0.999], hasOwnStaffing: true))
    for level in report.levels {
      #expect(level.judgement.staffing.agents[0].allSatisfy { (4...8).contains($0) })
    }
    let plan = try #require(report.plan)
    #expect(plan.staffing.agents == [[8, 8, 8]] && plan.cost == 8 * 24)
    #expect(plan.replications == 200)
    #expect(report.levels[0].judgement.cost <= plan.cost)
    for level in report.levels {
      #expect(level.verdict == level.judgement.verdict(ofShare: level.shareOfDays))
    }
  }

  @Test("Runs that share a day's conditions share its volume, and a factor scales it")
  func conditions() throws {
    var scenario = threeShifts(perHour: [100, 100, 100], agents: 20)
    scenario.contactTypes[0].arrivals.process = .fixedCounts
    scenario.contactTypes[0].arrivals.dayFactor = .init(law: .gamma, cv: 0.5)
    let simulator = Simulator(model: try scenario.model())
    func contacts(_ replication: Int, conditions: Int? = nil, factor: Double = 1) -> Double {
      var options = SimulationOptions()
      options.dayConditions = conditions
      options.volumeFactor = factor
      let outcome = simulator.run(seed: 3, replication: replication, options: options)
      return outcome?.tallies.contacts.reduce(0) { $0 + $1.fresh } ?? 0
    }
    #expect(contacts(1) != contacts(2))
    #expect(contacts(1, conditions: 7) == contacts(2, conditions: 7))
    #expect(contacts(1, conditions: 7) == contacts(7))
    #expect(abs(contacts(1, factor: 2) - 2 * contacts(1)) <= 3)
  }
}

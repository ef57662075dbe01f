import ContactCenter
import Experiments
import Foundation
import Testing

/// Shares of contacts that were the same in all replications: numbers of contacts tell what chance leaves
/// open.
@Suite("Shares that never varied")
struct CountedShareTests {
  @Test("None or all of n are bounded by the binomial law, what lies between by Wilson's interval")
  func bounds() {
    let none = CountedShare.bounds(0, among: 1600, confidence: 0.95)
    #expect(none.lowerBound == 0 && abs(none.upperBound - (1 - pow(0.05, 1 / 1600.0))) < 1e-12)
    let all = CountedShare.bounds(1, among: 20, confidence: 0.99)
    #expect(all.upperBound == 1 && abs(all.lowerBound - pow(0.01, 1 / 20.0)) < 1e-12)
    // 8 of 10: 0.490…0.943.
    let some = CountedShare.bounds(0.8, among: 10, confidence: 0.95)
    #expect(abs(some.lowerBound - 0.4902) < 1e-4 && abs(some.upperBound - 0.9433) < 1e-4)
  }

  /// A comparison of centers of one queue by goals, over five replications each.
  private func tournament(_ bound: Double) async throws -> TournamentResult {
    let model = Model.oneQueue(agents: 60, hours: 1)
    let names = ModelNames(model)
    var settings = TournamentSettings(objective: try TournamentKPI("serviceLevel", in: names))
    settings.goals = [
      TournamentGoal(try TournamentKPI("serviceLevel", in: names), .atLeast, bound)
    ]
    settings.mode = .fixed(replications: 5)
    settings.seed = 9
    let entrants = [Entrant(name: "one", model: model), Entrant(name: "other", model: model)]
    return try await runTournament(entrants, settings: settings)
  }

  @Test("A goal of compare is not certainly kept because 100 % was kept in five replications")
  func comparedGoals() async throws {
    let first = try await tournament(0.999)
    let column = try #require(first.layouts[0].columns.firstIndex(of: "contact/*/offered"))
    let offered = first.rows[0].reduce(0) { $0 + $1.values[column] }
    let outcome = first.entrants[0].goals[0]
    // 300 calls an hour: 60 agents answer all at once.
    #expect(offered > 1000 && outcome.ownEstimate.value == 1)
    #expect(outcome.ownEstimate.halfWidth == 0)
    #expect(outcome.verdict == .undecided, "seed 9: \(offered) calls, all in time")
    // One goal of two entrants: each judgement has half of the error.
    let limit = pow(0.05 / 2, 1 / offered)
    let below = try await tournament(limit - 1e-6)
    let above = try await tournament(limit + 1e-6)
    #expect(below.entrants[0].goals[0].verdict == .met)
    #expect(above.entrants[0].goals[0].verdict == .undecided)
  }

  @Test("A race does not decide a goal by the first look because nothing varied in it")
  func race() {
    func verdict(_ contacts: Double) -> GoalVerdict {
      let series = KPISeries(
        numerators: Array(repeating: contacts, count: 10),
        denominators: Array(repeating: contacts, count: 10), counted: 1)
      let entry = SelectionRace.Entry(objective: series, goals: [series])
      var race = SelectionRace(
        [entry, entry], firstStage: 10, sign: 1, indifference: 0.01,
        goals: [.init(sign: 1, bound: 0.95, tolerance: 0.01)], error: 0.05)
      race.advance([entry, entry])
      return race.verdicts[0][0]
    }
    // Of 10 calls 80 % in time leave nothing untimely with chance 11 %; of 100,000 none does.
    #expect(verdict(1) == .undecided)
    #expect(verdict(10_000) == .met)
  }

  @Test("A race does not decide between two shares because neither varied in the first look")
  func objectives() {
    func remaining(_ contacts: Double) -> [Int] {
      let entries = [0.75, 0.5].map { share in
        SelectionRace.Entry(
          objective: KPISeries(
            numerators: Array(repeating: share * contacts, count: 10),
            denominators: Array(repeating: contacts, count: 10), counted: 1))
      }
      var race = SelectionRace(
        entries, firstStage: 10, sign: 1, indifference: 0.01, error: 0.05)
      race.advance(entries)
      return race.remaining
    }
    // 30 and 20 of 40 differ by 2.3 standard errors: too little for a sequential test; 30,000 and
    // 20,000 of 40,000 by seventy.
    #expect(remaining(4) == [0, 1])
    #expect(remaining(4000) == [0])
  }

  @Test("Differences of shares that never varied are told by the numbers of contacts")
  func differences() throws {
    func series(_ good: Double, _ all: Double) -> KPISeries {
      KPISeries(
        numerators: Array(repeating: good, count: 5),
        denominators: Array(repeating: all, count: 5), counted: 1)
    }
    // 15 of 20 and 10 of 20: √((17/24 · 7/24 + 12/24 · 12/24) ÷ 24) = 0.1379.
    let few = series(3, 4).difference(from: series(2, 4), confidence: 0.95)
    #expect(few.value == 0.25)
    #expect(abs(try #require(few.standardError) - 0.137931) < 1e-6)
    #expect(few.verdict(.atMost, 0) == .undecided)
    let many = series(300, 400).difference(from: series(200, 400), confidence: 0.95)
    #expect(many.verdict(.atLeast, 0.2) == .met)
    let same = series(4, 4).difference(from: series(4, 4), confidence: 0.95)
    #expect(same.value == 0 && same.halfWidth == 0)
  }

  private func record(_ row: [Double], days: Int = 5) -> KPIRecord {
    var record = KPIRecord(events: ["answeredWithin", "offered", "handlingTime"])
    for _ in 0..<days { record.add(row) }
    return record
  }

  @Test("A KPI of 100 % in five replications is not certainly above 99.9 %, nor is its month")
  func kpi() throws {
    let values = KPIValues(
      try KPIFormula("answeredWithin / offered"), in: record([20, 20, 900]))
    let estimate = try #require(values.estimate(confidence: 0.95, within: 0...1))
    let limit = pow(0.05, 1 / 100.0)
    #expect(estimate.value == 1 && estimate.high == 1)
    #expect(abs(try #require(estimate.low) - limit) < 1e-12)
    #expect(estimate.verdict(.atLeast, 0.999) == .undecided)
    #expect(estimate.verdict(.atLeast, limit - 1e-9) == .met)
    #expect(estimate.verdict(.atLeast, limit + 1e-9) == .undecided)
    func month(_ low: Double) -> KPIEstimate? {
      values.spanShare(
        22, TargetRule(low: low, high: nil, overService: nil), confidence: 0.95)
    }
    // 440 calls of which 97.05 % are good reach 97.05 % in half of all months.
    let half = try #require(month(limit))
    #expect(half.value == 1 && half.high == 1)
    #expect(abs(try #require(half.low) - 0.5) < 1e-6)
    #expect(month(0.8).flatMap(\.low) ?? 0 > 1 - 1e-9)
    // Φ(−3.534): the share is 2.85 points too small, with a standard error of 0.807.
    #expect(abs((month(0.999).flatMap(\.low) ?? 1) - 0.000205) < 1e-6)
  }

  @Test("What is no share of what is counted stays as certain as it was; few contacts are no proof")
  func others() throws {
    let time = KPIValues(try KPIFormula("handlingTime / offered"), in: record([20, 20, 900]))
    #expect(time.estimate(confidence: 0.95) == KPIEstimate(value: 45, low: 45, high: 45))
    let constant = KPIValues(try KPIFormula("answeredWithin / offered"), in: record([3, 4, 900]))
    let wilson = WilsonInterval.estimate(15, of: 20, confidence: 0.95)
    let estimate = try #require(constant.estimate(confidence: 0.95))
    #expect(estimate.low == wilson.bounds?.lowerBound && estimate.high == wilson.bounds?.upperBound)
    let other = KPIValues(try KPIFormula("answeredWithin / offered"), in: record([2, 4, 900]))
    let change = try #require(constant.difference(to: other, confidence: 0.95))
    #expect(change.value == 0.25 && !change.isBeyondChance)
  }
}

/// Days on target where a replication has several days.
@Suite("Days on target")
struct TargetFoldTests {
  private static func day(_ isMet: Bool) -> TargetFold.DayTally {
    .init(answeredWithin: isMet ? 80 : 79, offered: 100)
  }

  private func estimate(_ weeks: [[Bool]]) -> Estimate {
    var fold = TargetFold(targets: [0.8])
    for week in weeks { fold.add(slot: 0, days: week.map(Self.day)) }
    return fold.estimate(slot: 0, confidence: 0.95)
  }

  @Test("Weeks whose days are all alike tell no more than as many days")
  func alike() throws {
    let weeks = (0..<40).map { Array(repeating: $0 < 28, count: 5) }
    let found = estimate(weeks)
    // The variance between replications is p (1 - p) ÷ 39: 39 days, times (1.960 ÷ 2.023)².
    let expected = WilsonInterval.estimate(
      share: 0.7, of: 39 * pow(1.959964 / 2.022691, 2), confidence: 0.95)
    #expect(found.value == 0.7)
    #expect(abs(try #require(found.halfWidth) - (expected.halfWidth ?? 0)) < 1e-6)
    // All days on target say nothing of how alike they are.
    let all = estimate(Array(repeating: Array(repeating: true, count: 5), count: 20))
    #expect(all.bounds == WilsonInterval.estimate(20, of: 20, confidence: 0.95).bounds)
    // One day each is as ever, and a day without contacts is none.
    let days = (0..<40).map { [$0 < 28] }
    #expect(estimate(days) == WilsonInterval.estimate(28, of: 40, confidence: 0.95))
    var fold = TargetFold(targets: [0.8])
    fold.add(slot: 0, days: [Self.day(true), .init()])
    #expect(
      fold.estimate(slot: 0, confidence: 0.95)
        == WilsonInterval.estimate(1, of: 1, confidence: 0.95))
  }

  @Test("The interval covers the true share in 93–97.5 % of 1,000 studies of weeks with luck in common")
  func coverage() {
    var random = SampleNumbers(seed: 20_263)
    let covered = (0..<1000).count { _ in
      let weeks = (0..<40).map { _ in
        // Half of the weeks have days that are met always, half such that are met every second time.
        let chance = random.uniform() < 0.5 ? 0.5 : 1.0
        return (0..<5).map { _ in random.uniform() < chance }
      }
      return estimate(weeks).bounds?.contains(0.75) == true
    }
    // Three standard errors of 95 % are 2.1 points; as independent days they would cover 80 %.
    #expect((930...975).contains(covered), "seed 20263: \(covered) of 1000")
  }
}

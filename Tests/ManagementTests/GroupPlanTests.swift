import ContactCenter
import Experiments
import Management
import ScenarioReading
import Testing

/// Plans that change only what misses its goal.
@Suite("Plans of groups")
struct GroupPlanTests {
  private func report(
    _ text: String, change: (inout ManagementSettings) -> Void = { _ in }
  ) async throws -> ManagementReport {
    try await managementReport(of: text) {
      $0.factors = [1, 1.25, 1.5]
      change(&$0)
    }
  }

  /// Sales has enough agents; billing has two for 1.5 erlangs and misses its goal.
  private static let billing = """
    name: Two desks
    calendar: {hours: 08:00-12:00, interval: 30 min}
    study: {replications: 20, seed: 3}
    contactTypes:
      - name: sales
        arrivals: {perHour: 60}
        talk: {law: exponential, mean: 180 s}
        patience: {law: exponential, mean: 120 s}
        serviceLevel: {within: 20 s, target: 80%}
      - name: billing
        arrivals: {perHour: 18}
        talk: {law: exponential, mean: 300 s}
        patience: {law: exponential, mean: 240 s}
        serviceLevel: {within: 60 s, target: 75%}
    agentGroups:
      - {name: sellers, agents: 7, skills: [sales]}
      - {name: billing desk, agents: 2, skills: [billing]}
    """

  @Test("Fewer replications than the run's are the first ones, for types as for the whole")
  func firstReplications() async throws {
    let first = try await report(Self.billing) { $0.replications = 8 }
    let own = try await report(
      Self.billing.replacing("replications: 20", with: "replications: 8")
    ) { $0.replications = 8 }
    #expect(first.goals.map(\.estimate) == own.goals.map(\.estimate))
    #expect(first.result("serviceLevel")?.estimate == own.result("serviceLevel")?.estimate)
    let all = try await report(Self.billing) { $0.replications = 20 }
    #expect(all.goals.map(\.estimate) != own.goals.map(\.estimate))
  }

  @Test("Only the group that serves the missed type grows, and each own goal is judged")
  func oneGroup() async throws {
    let report = try await report(Self.billing)
    #expect(report.goals.map(\.verdict) == [.met, .missed])
    let decision = try #require(report.decision)
    #expect(decision.kind == .add && decision.isOfTypes == true)
    let plan = try #require(decision.plan)
    let grown = try #require(plan.groups)
    #expect(grown.map(\.group) == ["billing desk"])
    // Three agents for 1.5 erlangs are enough: 4 hours each.
    #expect(grown.map(\.now) == [2] && grown.map(\.then) == [3])
    #expect(abs(plan.hours - 40) < 1e-6)
    #expect(decision.goals.map(\.name) == ["sales", "billing"])
    #expect(decision.goals.map(\.verdict) == [.met, .met])
    // No plan that keeps all own goals has fewer hours.
    let all = try #require(report.attainability?.all)
    for other in all where other.hours < plan.hours - 1e-6 {
      #expect(GoalVerdict.all(of: (other.goals ?? []).map(\.verdict)) != .met)
    }
  }

  private static let misplaced = """
    name: Hours in the wrong place
    calendar: {hours: 08:00-16:00, interval: 30 min}
    study: {replications: 20, seed: 3}
    serviceLevel: {within: 20 s, target: 80%}
    contactTypes:
      - name: calls
        arrivals: {points: [[08:00, 40], [12:00, 130]]}
        talk: {law: exponential, mean: 180 s}
        patience: {law: exponential, mean: 120 s}
    agentGroups:
      - {name: agents, skills: [calls], shifts: [
          {agents: 12, start: 08:00, end: 12:00}, {agents: 6, start: 12:00, end: 16:00}]}
    """

  @Test("After moving, hours are saved as far as the goal is kept")
  func moveAndSave() async throws {
    let report = try await report(Self.misplaced)
    let decision = try #require(report.decision)
    #expect(decision.kind == .move && decision.outcome == .met)
    let plan = try #require(decision.plan)
    // 72 hours now; 3 agents in the morning and 9 in the afternoon are 48.
    #expect(plan.isMoved == true && plan.hours < 70)
    #expect(report.attainability?.shifts.isEmpty == false)
  }

  @Test("A conflict is none where a plan that was simulated keeps both targets")
  func conflicts() async throws {
    let report = try await report(Self.misplaced)
    let attainability = try #require(report.attainability)
    let rules = Dictionary(
      uniqueKeysWithValues: try KPICatalogueFile.read().kpis.compactMap { kpi in
        report.result(kpi.identifier)?.target.map { (kpi.identifier, TargetRule(kpi, $0)) }
      })
    func keeps(_ plan: Attainability.Plan, _ name: String) -> Bool {
      guard let rule = rules[name], let value = plan.values[name] else { return false }
      return rule.goal(value) != .missed
    }
    for pair in attainability.conflicts {
      #expect(!attainability.all.contains { keeps($0, pair[0]) && keeps($0, pair[1]) })
    }
    if let conflict = report.decision?.conflict {
      for one in conflict.more {
        let against = conflict.fewer.contains { other in
          !attainability.all.contains { keeps($0, one) && keeps($0, other) }
        }
        #expect(against, "\(one)")
      }
    }
    // The best plan meets at least what the advised one does.
    let advised = try #require(report.decision?.plan)
    let met = rules.filter { name, rule in
      advised.values[name].map { rule.goal($0) == .met } ?? false
    }
    #expect(attainability.jointlyMet.count >= met.count)
  }

  @Test("What was not simulated is not said to be out of reach")
  func unexamined() async throws {
    let report = try await report(Self.misplaced) { $0.replications = 0 }
    #expect(report.result("serviceLevel")?.verdict == .missed)
    #expect(report.decision?.kind == .unexamined && report.decision?.plan == nil)
  }

  @Test("An undecided value tells how many days would tell, however near it lies")
  func days() async throws {
    let few = Self.misplaced.replacing("agents: 12", with: "agents: 5")
      .replacing("agents: 6", with: "agents: 5").replacing("[12:00, 130]", with: "[12:00, 60]")
      .replacing("[08:00, 40]", with: "[08:00, 60]")
      .replacing("replications: 20", with: "replications: 2")
    let report = try await report(few) { $0.replications = 0 }
    let decision = try #require(report.decision)
    try #require(decision.kind == .undecided)
    let (days, difference) = (try #require(decision.days), try #require(decision.difference))
    #expect(difference >= 0.01)
    // Half the interval shrinks with the root of the days, and with Student's factor: 12.71 of two days,
    // 1.96 of many.
    let half = try #require(report.result("serviceLevel")?.estimate?.halfWidth)
    let ratio = half / difference * 1.96 / 12.71
    #expect(days >= max(2, 2 * ratio * ratio) * 0.999 && days <= max(2, 2.4 * ratio * ratio))
  }

  @Test("Days of a month: what is said, else the calendar's of a week, else 22")
  func daysOfMonth() throws {
    func days(_ calendar: String, _ costs: String = "") throws -> Int {
      let text = Self.misplaced.replacing("calendar: {hours: 08:00-16:00, interval: 30 min}", with: calendar)
      let file = try ScenarioFile.read(text: costs + text, name: "test.yaml")
      return ManagementSettings.daysPerMonth(file.scenario, file.model)
    }
    #expect(try days("calendar: {hours: 08:00-16:00, interval: 30 min}") == 22)
    // Six of seven days: 365.25 / 12 * 6 / 7 = 26.09.
    let week = "calendar: {hours: 08:00-16:00, interval: 30 min, days: 7, weekdays: {sun: closed}}"
    #expect(try days(week) == 26)
    #expect(try days(week, "costs: {wage: 20, daysPerMonth: 20}\n") == 20)
    #expect(try days(week, "management: {daysPerMonth: 25}\n") == 25)
  }

  @Test("A forecast that chance alone puts beyond its target is told as that")
  func chanceError() async throws {
    // 20 and 65 calls in half an hour: E|X − λ| ÷ λ is 17.7 % and 9.9 %, in all 11.7 %.
    let report = try await report(Self.misplaced)
    let line = try #require(report.result("forecastAccuracy"))
    #expect(line.verdict == .missed)
    let cause = try #require(line.remedy?.cause)
    #expect(cause.phrase == "cause.chance")
    guard case .number(let least, _)? = cause.values["least"] else {
      Issue.record("no number")
      return
    }
    #expect(abs(least - 0.117) < 0.001)
  }
}

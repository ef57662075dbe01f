import CGSL
import ContactCenter
import Testing

@Suite("What contacts are to their callers")
struct OutcomeTests {
  private func logistic(_ x: Double) -> Double { 1 / (1 + gsl_sf_exp(-x)) }

  /// z-score of a count against a binomial law.
  private func z(_ count: Double, of trials: Double, _ share: Double) -> Double {
    (count - trials * share) / (trials * share * (1 - share)).squareRoot()
  }

  // MARK: Issues

  /// Three days with more agents than anybody needs.
  private func unsolved(
    _ share: Double, again: Double, delay: Distribution, window: Seconds = 7 * 86_400
  ) -> Scenario {
    var scenario = center(days: 3)
    scenario.contactTypes = [calls(perHour: 300, talk: .constant(60))]
    var rule = Scenario.RepeatCall(unsolved: share, callsAgain: again, delay: delay)
    rule.window = window
    scenario.contactTypes[0].repeatCall = rule
    scenario.agentGroups = [agents(60)]
    return scenario
  }

  @Test("When all call again until it is solved, an issue takes 1/p calls")
  func callsPerIssue() throws {
    let tallies = try simulate(unsolved(0.4, again: 1, delay: .exponential(mean: 30)))
    let tally = tallies.outcomes[0]
    #expect(tally.issues == tallies.total().fresh)
    // Geometric with p = 0.6: variance 0.4 ÷ 0.36.
    let calls = (tally.conversations - tally.issues / 0.6) / (tally.issues * 0.4 / 0.36).squareRoot()
    #expect(abs(calls) < 4)
    #expect(abs(z(tally.issuesSolvedAtOnce, of: tally.issues, 0.6)) < 4)
    #expect(tally.issuesSolvedAtOnce + tally.issuesRepeated == tally.issues)
    #expect(tally.conversations == tallies.total().answered)
    #expect(abs(z(tally.solved, of: tally.conversations, 0.6)) < 4)
    #expect(tallies.groupOutcomes[0] == tally)
  }

  @Test("Calls that come back add to the load: λ ÷ (1 − (1 − p) c)")
  func load() throws {
    let tallies = try simulate(unsolved(0.4, again: 0.7, delay: .exponential(mean: 30)))
    let (fresh, back) = (tallies.total().fresh, 0.4 * 0.7)
    let variance = fresh * back / ((1 - back) * (1 - back))
    #expect(abs(tallies.total().offered - fresh / (1 - back)) / variance.squareRoot() < 4)
    #expect(abs(z(tallies.outcomes[0].issuesRepeated, of: fresh, back)) < 4)
  }

  @Test("Who calls again after the window does not count against the first call")
  func window() throws {
    let (mean, window) = (3 * 86_400.0, 2 * 86_400.0)
    let tallies = try simulate(
      unsolved(0.5, again: 0.8, delay: .exponential(mean: mean), window: window))
    let tally = tallies.outcomes[0]
    let share = 0.5 * 0.8 * (1 - gsl_sf_exp(-window / mean))
    #expect(abs(z(tally.issuesRepeated, of: tally.issues, share)) < 4)
    #expect(abs(z(tally.issuesRepeated, of: tally.issues, 0.4)) > 8)
  }

  @Test("A transfer leaves more matters unsolved, and its legs are one issue")
  func afterTransfer() throws {
    var scenario = center(days: 3)
    var first = calls("a", perHour: 300, talk: .constant(30))
    first.transfers = [.init(kind: .cold, probability: 0.5, to: "b", together: .constant(0))]
    var second = calls("b", perHour: 300, talk: .constant(30))
    var rule = Scenario.RepeatCall(unsolved: 0.2, callsAgain: 0, delay: .constant(60))
    rule.afterTransfer = 0.3
    second.repeatCall = rule
    scenario.contactTypes = [first, second]
    scenario.agentGroups = [agents(60, serving: ["a", "b"])]
    let tallies = try simulate(scenario)
    let (a, b) = (tallies.outcomes[0], tallies.outcomes[1])
    #expect(a.issues + b.issues == tallies.total(0).fresh + tallies.total(1).fresh)
    #expect(a.issuesSolvedAtOnce == a.issues)
    #expect(b.issues == tallies.total(1).fresh + tallies.total(1).transfersIn)
    // A third of the contacts of b were transferred.
    let (direct, passed) = (tallies.total(1).fresh, tallies.total(1).transfersIn)
    let variance = direct * 0.16 + passed * 0.25
    let found = b.issues - b.issuesSolvedAtOnce
    #expect(abs(found - 0.2 * direct - 0.5 * passed) / variance.squareRoot() < 4)
  }

  @Test("Nothing is booked where nothing is modelled, nor for arrivals of the warm-up")
  func nothing() throws {
    var scenario = oneQueue(perHour: 100, agents: 10)
    let tallies = try simulate(scenario)
    #expect(tallies.outcomes == [OutcomeTally()] && tallies.groupOutcomes == [OutcomeTally()])
    scenario.calendar.warmUp = 20 * 3600
    scenario.contactTypes[0].repeatCall = .init(
      unsolved: 0.5, callsAgain: 0, delay: .constant(60))
    scenario.rings = .init()
    scenario.satisfaction = .init()
    let late = try simulate(scenario)
    let counted = late.total().answered
    #expect(late.outcomes[0].issues == counted && late.outcomes[0].asked == counted)
    #expect(late.outcomes[0].ringing == late.total().fresh)
  }

  // MARK: Rings

  @Test("With automatic answer all hear the same rings, but who is blocked hears none")
  func automaticAnswer() throws {
    var scenario = oneQueue(perHour: 200, agents: 5, patience: .exponential(mean: 30))
    scenario.trunkGroups = [.init(name: "main", lines: 8)]
    scenario.contactTypes[0].trunks = "main"
    scenario.rings = .init()
    scenario.rings?.beforeAnswer = 3
    let tallies = try simulate(scenario)
    let total = tallies.total()
    #expect(total.blockedByTrunks > 100 && total.abandoned > 100)
    #expect(tallies.outcomes[0].ringing == total.fresh - total.blockedByTrunks)
    #expect(tallies.outcomes[0].ringsHeard == 3 * tallies.outcomes[0].ringing)
    var queue = Scenario.Queue(name: "calls")
    queue.capacity = 1
    scenario.queues = [queue]
    scenario.trunkGroups[0].lines = 100
    let full = try simulate(scenario)
    #expect(full.total().blockedByQueue > 100)
    #expect(full.outcomes[0].ringing == full.total().fresh - full.total().blockedByQueue)
  }

  @Test("At an idle agent the phone rings for the time of alert, in whole cycles")
  func ringingAtAgents() throws {
    var scenario = oneQueue(perHour: 300, talk: .constant(60), agents: 60)
    scenario.agentGroups[0].alert = .uniform(low: 1, high: 12)
    scenario.rings = .init()
    let tallies = try simulate(scenario)
    let tally = tallies.outcomes[0]
    #expect(tally.ringing == tallies.total().fresh)
    // 1 up to 5 s, 2 up to 10 s, then 3: (4 + 2 · 5 + 3 · 2) ÷ 11, squares (4 + 4 · 5 + 9 · 2) ÷ 11.
    let mean = 20.0 / 11
    let variance = 42.0 / 11 - mean * mean
    let deviation = (variance * tally.ringing).squareRoot()
    #expect(abs(tally.ringsHeard - mean * tally.ringing) / deviation < 4)
    #expect(tallies.groupOutcomes[0] == tally)
  }

  @Test("Who waits first, or hears a menu, hears the usual rings")
  func ringsBeforeTheQueue() throws {
    var scenario = center(hours: 1)
    // The second call waits; the first one rings at its agent for 12 s.
    scenario.contactTypes = [calls(at: [0, 10])]
    scenario.agentGroups = [agents(1)]
    scenario.agentGroups[0].alert = .constant(12)
    scenario.rings = .init()
    let tallies = try simulate(scenario)
    #expect(tallies.outcomes[0].ringing == 2 && tallies.outcomes[0].ringsHeard == 3 + 2)
    #expect(tallies.groupOutcomes[0].ringing == 1 && tallies.groupOutcomes[0].ringsHeard == 3)
  }

  // MARK: Satisfaction

  @Test("Without effects the ratings have the shares of the ordered logit")
  func orderedLogit() throws {
    var scenario = oneQueue(perHour: 500, talk: .constant(20), agents: 60, hours: 24)
    var satisfaction = Scenario.Satisfaction()
    satisfaction.base = 0.3
    satisfaction.resolved = 0
    satisfaction.response = -1
    satisfaction.responseOfExtremes = 0
    scenario.satisfaction = satisfaction
    let tally = try simulate(scenario).outcomes[0]
    #expect(tally.asked > 10_000 && tally.issues == 0)
    #expect(abs(z(tally.ratings, of: tally.asked, logistic(-1))) < 4)
    func above(_ cut: Double) -> Double { logistic(0.3 - cut) }
    #expect(abs(z(tally.satisfied, of: tally.asked, above(0))) < 4)
    #expect(abs(z(tally.goodRatings, of: tally.ratings, above(0))) < 4)
    #expect(abs(z(tally.promoters, of: tally.ratings, above(1.5))) < 4)
    #expect(abs(z(tally.detractors, of: tally.ratings, 1 - above(-0.5))) < 4)
    // E[rating] = 1 + Σ P(above cut); its spread is below 1.5.
    let mean = 1 + satisfaction.ratings.map(above).reduce(0, +)
    #expect(abs(tally.ratingSum / tally.ratings - mean) < 4 * 1.5 / tally.ratings.squareRoot())
  }

  @Test("Whoever feels strongly answers more, which makes a good center look better")
  func responseBias() throws {
    var scenario = oneQueue(perHour: 500, talk: .constant(20), agents: 60)
    scenario.satisfaction = .init()
    scenario.satisfaction?.responseOfExtremes = 1
    let tally = try simulate(scenario).outcomes[0]
    let truth = tally.satisfied / tally.asked
    #expect(abs(z(tally.satisfied, of: tally.asked, logistic(2))) < 4)
    #expect(z(tally.goodRatings, of: tally.ratings, truth) > 4)
  }

  @Test("Waiting, holds, transfers and earlier calls take off what they should")
  func effects() throws {
    /// The share of satisfied callers with all effects but one at 0.
    func share(_ change: (inout Scenario) -> Void) throws -> (found: OutcomeTally, calls: Double) {
      var scenario = oneQueue(perHour: 300, talk: .constant(20), agents: 60)
      var none = Scenario.Satisfaction()
      none.base = 1
      (none.resolved, none.waitMinute, none.transfer, none.holdMinute) = (0, 0, 0, 0)
      none.earlierCall = 0
      scenario.satisfaction = none
      change(&scenario)
      let tallies = try simulate(scenario)
      return (tallies.outcomes[0], tallies.total().answered)
    }
    let hold = try share {
      $0.satisfaction?.holdMinute = 2
      $0.contactTypes[0].hold = .init(probability: 1, length: .constant(30))
    }.found
    #expect(abs(z(hold.satisfied, of: hold.asked, logistic(0))) < 4)
    let wait = try share {
      $0.satisfaction?.waitMinute = 1
      $0.satisfaction?.mostWait = 120
      // Every contact waits ten minutes for its agents to be asked.
      $0.agentGroups[0].skills[0].after = 600
    }.found
    #expect(abs(z(wait.satisfied, of: wait.asked, logistic(-1))) < 4)
    let again = try share {
      $0.satisfaction?.earlierCall = 1
      $0.satisfaction?.resolved = -1
      $0.contactTypes[0].repeatCall = .init(
        unsolved: 0.5, callsAgain: 0.5, delay: .constant(600))
    }.found
    // Conversation n, with the chance 3 ÷ 4 · (1 ÷ 4)ⁿ⁻¹, feels 1 − (n − 1), less 1 if solved.
    var expected = 0.0
    for earlier in 0..<30 {
      let weight = 0.75 * gsl_pow_int(0.25, Int32(earlier))
      let feeling = 1 - Double(earlier)
      expected += weight * (logistic(feeling) + logistic(feeling - 1)) / 2
    }
    #expect(abs(again.satisfied / again.asked - expected) < 4 * 0.6 / again.asked.squareRoot())
    let passed = try share {
      $0.satisfaction?.transfer = 2
      $0.contactTypes[0].transfers = [
        .init(kind: .cold, probability: 0.5, to: "calls", together: .constant(0))
      ]
    }.found
    // Half of those who are passed on are passed on again.
    var twice = 0.0
    for legs in 0..<16 {
      let weight = 0.5 * gsl_pow_int(0.5, Int32(legs))
      twice += weight * logistic(1 - 2 * Double(legs))
    }
    #expect(abs(z(passed.satisfied, of: passed.asked, twice)) < 4)
  }

  // MARK: Gaps in knowledge

  @Test("A gap ends with a hold or with a transfer, never with both")
  func knowledgeGap() throws {
    var scenario = center(days: 2)
    var first = calls("a", perHour: 300, talk: .constant(30))
    first.hold = .init(probability: nil, length: .constant(10))
    first.transfers = [.init(kind: .cold, probability: nil, to: "b", together: .constant(0))]
    first.knowledgeGap = .init(probability: 0.3, holdShare: 0.6)
    scenario.contactTypes = [first, calls("b", perHour: 0, talk: .constant(30))]
    scenario.agentGroups = [agents(60, serving: ["a", "b"])]
    let total = try simulate(scenario).total(0)
    #expect(abs(z(total.held, of: total.answered, 0.18)) < 4)
    #expect(abs(z(total.transfersOut, of: total.answered, 0.12)) < 4)
    #expect(total.holdTime == 10 * total.held)
    let story = try Story(scenario)
    let held = Set(story.all(.isPutOnHold).map(\.contact))
    let passed = Set(story.all(.isTransferred).map(\.contact))
    #expect(held.count == Int(total.held) && passed.count == Int(total.transfersOut))
    #expect(held.isDisjoint(with: passed))
  }

  @Test("What a gap needs, and what must not stand beside it, is said")
  func gapProblems() throws {
    var scenario = oneQueue(perHour: 10, agents: 3)
    func findings() -> [String] {
      do {
        _ = try scenario.model()
        return []
      } catch {
        return error.problems.map { "\($0.path): \($0.finding)" }
      }
    }
    scenario.contactTypes[0].knowledgeGap = .init(probability: 0.3, holdShare: 0.6)
    #expect(findings().count == 2)
    scenario.contactTypes[0].hold = .init(probability: 0.1, length: .constant(10))
    scenario.contactTypes[0].transfers = [
      .init(kind: .conference, probability: nil, to: "calls", together: .constant(0))
    ]
    #expect(findings().contains { $0.hasPrefix("contactTypes[0].hold.probability") })
    #expect(findings().contains { $0.contains("conference") })
    scenario.contactTypes[0].knowledgeGap = nil
    #expect(findings().contains { $0.hasPrefix("contactTypes[0].transfers[0].probability") })
    scenario.contactTypes[0].transfers = []
    #expect(findings() == [])
  }
}

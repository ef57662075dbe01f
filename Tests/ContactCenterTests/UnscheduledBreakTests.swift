import ContactCenter
import Testing

/// Time away is what was asked for: breaks an hour × their mean length × planned hours.
@Suite("Unscheduled breaks add up")
struct UnscheduledBreakTests {
  /// A way to plan twenty agents from 8 to 16 h.
  enum Plan: String, CaseIterable {
    /// One shift with half an hour's planned break.
    case shift
    /// Two short shifts.
    case halves
    /// A number that never changes.
    case count
    /// A number that changes every half-hour.
    case steps

    var staffing: Scenario.Staffing {
      func shift(_ start: Double, _ end: Double) -> Scenario.Shift {
        var shift = Scenario.Shift(start: start * 3600, end: end * 3600)
        shift.agents = 20
        return shift
      }
      switch self {
      case .shift:
        var whole = shift(8, 16)
        whole.breaks = [.init(start: 12 * 3600, length: 1800)]
        return .shifts([whole])
      case .halves: return .shifts([shift(8, 12), shift(12, 16)])
      case .count: return .constant(20)
      case .steps:
        return .counts(
          (0..<16).map { .init(time: (8 + Double($0) / 2) * 3600, agents: 10 + 5 * ($0 % 3)) })
      }
    }
  }

  struct Case: CustomStringConvertible, Sendable {
    var plan: Plan
    var talk: Seconds
    var perHour: Double
    var length: Distribution
    var days: Int

    var description: String { "\(plan), talk \(talk) s, \(perHour) × \(length), \(days) days" }
  }

  /// Short and long contacts at full load, few long breaks and many short ones, one day and a week.
  static let cases = Plan.allCases.flatMap { plan in
    [(240.0, 1), (1200.0, 5)].flatMap { talk, days in
      [(1.0, Distribution.constant(360)), (2, .exponential(mean: 600)), (6, .constant(60))].map {
        Case(plan: plan, talk: talk, perHour: $0.0, length: $0.1, days: days)
      }
    }
  }

  /// The share of what was asked for that is taken, with its standard error; 200 days, seed 3.
  private func share(_ example: Case) throws -> Estimate {
    var scenario = Scenario(name: "test")
    scenario.calendar.days = example.days
    scenario.calendar.hours = .init(open: 8 * 3600, close: 16 * 3600)
    scenario.calendar.interval = 1800
    scenario.contactTypes = [
      calls(
        perHour: 60_000 / example.talk, talk: .exponential(mean: example.talk),
        patience: .exponential(mean: 300))
    ]
    var group = agents(1)
    group.staffing = example.plan.staffing
    group.unscheduledBreaks = .init(perHour: example.perHour, length: example.length)
    scenario.agentGroups = [group]
    let replications = try Replications(scenario, 200 / example.days, seed: 3)
    return Estimate(
      replications.tallies.map { $0.group().away },
      over: replications.tallies.map {
        $0.group().scheduled * example.perHour * example.length.mean / 3600
      })
  }

  @Test(
    "All that was asked for is taken, whatever the shifts and however long contacts delay it",
    arguments: cases)
  func addsUp(example: Case) throws {
    let share = try share(example)
    // Four standard errors, and 1 % for breaks that the last contact of a shift pushes past its end.
    #expect(
      abs(share.value - 1) < 4 * share.standardError + 0.01, "\(example): \(share)")
    #expect(share.standardError < 0.02)
  }
}

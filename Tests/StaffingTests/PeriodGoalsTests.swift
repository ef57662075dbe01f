import Experiments
import QueueingTheory
import Staffing
import Testing

/// Goals over a day, against all possible staffings.
@Suite("Goals over a day")
struct PeriodGoalsTests {
  /// The fewest agents in all, tried out one after another.
  private func bruteForce(_ demand: StaffingDemand, _ goal: Goal, upTo most: Int) -> Int? {
    let loads = demand.pools[0].loads.compactMap { $0 }
    var best: Int?
    var numbers = loads.map(\.leastAgents)
    let first = numbers
    /// By interval and number: what counts for the goal.
    let parts = loads.enumerated().map { place, load in
      (0...most).map { agents -> (sum: Double, base: Double)? in
        guard agents >= first[place] else { return nil }
        return load.queue(agents: agents).map { queue in
          let (sum, base) = queue.parts(of: goal.measure)
          return (load.arrivalRate * sum, load.arrivalRate * base)
        }
      }
    }
    while true {
      let total = numbers.reduce(0, +)
      if total < best ?? .max {
        var (sum, base) = (0.0, 0.0)
        for (place, number) in numbers.enumerated() {
          sum += parts[place][number]?.sum ?? 0
          base += parts[place][number]?.base ?? 0
        }
        if goal.isMet(by: sum / base) { best = total }
      }
      var place = 0
      while place < numbers.count {
        numbers[place] += 1
        if numbers[place] <= most { break }
        numbers[place] = first[place]
        place += 1
      }
      if place == numbers.count { return best }
    }
  }

  @Test(
    "The greedy staffing is as cheap as the cheapest of all",
    arguments: [
      ("80/20@day", [20.0, 55, 90, 35], 180.0, false),
      ("80/20@day", [5.0, 10, 60, 80], 180, true),
      ("90/10@month", [12.0, 33, 47, 8], 300, true),
      ("asa<15s@day", [20.0, 55, 90, 35], 180, false),
      ("abandonment<3%@day", [20.0, 55, 90, 35], 180, true),
      ("waiting<25%@day", [14.0, 70, 28, 41], 200, false),
      ("SL2=80/20@day", [20.0, 55, 90, 35], 180, true),
      ("occupancy<70%@day", [20.0, 55, 90, 35], 180, false),
    ])
  func bruteForce(text: String, calls: [Double], handleTime: Double, isImpatient: Bool) throws {
    let demand = StaffingPlannerTests.demand(calls, handleTime: handleTime) { load in
      if isImpatient { load.patience = .exponential(mean: 150) }
    }
    let goal = try GoalText().goals(text)[0]
    let plan = try StaffingPlanner(goals: [goal]).plan(demand)
    let found = plan.pools[0].cells.reduce(0) { $0 + ($1?.agents ?? 0) }
    let most = 18
    #expect(plan.pools[0].cells.allSatisfy { $0?.agents ?? 0 <= most })
    #expect(found == bruteForce(demand, goal, upTo: most))
    #expect(plan.pools[0].periods.count == 1)
    #expect(goal.isMet(by: plan.pools[0].periods[0].value))
  }

  @Test("A goal over the day is never dearer than the same goal in every interval")
  func day() throws {
    let calls = stride(from: 10.0, through: 150, by: 5).map { $0 }
    let demand = StaffingPlannerTests.demand(calls, handleTime: 240)
    func hours(_ goal: String) throws -> Double {
      try StaffingPlanner(goals: GoalText().goals(goal)).plan(demand).agentHours
    }
    let (interval, day) = (try hours("80/20"), try hours("80/20@day"))
    #expect(day < interval)
    // And both together cost as much as the first.
    #expect(try hours("80/20 80/20@day") == interval)
  }

  @Test("Each day has a goal of its own, a month one for all")
  func days() throws {
    var demand = StaffingPlannerTests.demand([30, 60, 20, 90], handleTime: 180)
    for place in [2, 3] {
      demand.intervals[place].start += 86_400
      demand.intervals[place].end += 86_400
    }
    let plan = try StaffingPlanner(goals: GoalText().goals("80/20@day 85/20@month")).plan(demand)
    let periods = plan.pools[0].periods
    #expect(periods.map(\.day) == [0, 1, nil])
    #expect(zip(periods, [0.8, 0.8, 0.85]).allSatisfy { $0.value >= $1 })
  }
}

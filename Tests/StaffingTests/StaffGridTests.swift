import ContactCenter
import Experiments
import QueueingTheory
import Staffing
import Testing

/// Plans as days by intervals, against sums by hand.
@Suite("The grid of a plan")
struct StaffGridTests {
  /// Hours of 60 s of work a call, so that an hour of 60 calls is one erlang.
  private static func load(_ calls: Double) -> QueueLoad? {
    calls > 0 ? QueueLoad(arrivalRate: calls / 3600, handleTime: 60) : nil
  }

  /// A demand of hours, by their begins in elapsed hours since the first midnight.
  private static func demand(
    _ hours: [Double], _ pools: [(name: String, calls: [Double?])]
  ) -> StaffingDemand {
    StaffingDemand(
      intervals: hours.map { .init(start: $0 * 3600, end: ($0 + 1) * 3600) },
      pools: pools.map { name, calls in
        var pool = StaffingDemand.Pool(
          name: name, types: [name], loads: calls.map { $0.flatMap(load) })
        pool.isOpen = calls.map { $0 != nil }
        return pool
      })
  }

  private func grid(
    _ demand: StaffingDemand, idle: Int = 0, shrinkage: String? = nil
  ) throws -> StaffGrid {
    // Nobody waits for a minute, so one agent more than erlangs is enough.
    var planner = StaffingPlanner(goals: try GoalText().goals("asa<24h"))
    planner.limits.fewest = idle
    return StaffGrid(
      try planner.plan(demand), shrinkage: try shrinkage.map { try Shrinkage($0) } ?? Shrinkage())
  }

  /// What each slot has on each day, with the slot's name.
  private func rows(_ grid: StaffGrid, _ part: StaffGrid.Part) -> [String: [Int?]] {
    let block = grid.block(grid.days.indices)
    return Dictionary(
      uniqueKeysWithValues: zip(block.slots, block.intervals).map { slot, intervals in
        (grid.slots[slot].name, intervals.map { $0.flatMap { grid.cell(part, in: $0)?.agents } })
      })
  }

  // MARK: - Sums

  @Test("Totals of days and pools are those by hand; closed is not the same as without calls")
  func totals() throws {
    // Erlangs 1, 2, none and 3 need 2, 3, 0 and 4 agents; the second pool is closed on day 2.
    let demand = Self.demand(
      [9, 10, 33, 34], [("a", [60, 120, 0, 180]), ("b", [60, nil, nil, nil])])
    let grid = try grid(demand, shrinkage: "sickness=20%,vacation=30%")
    #expect(grid.parts.map(\.name) == ["a", "b", ""])
    #expect(rows(grid, grid.parts[0]) == ["09:00": [2, 0], "10:00": [3, 4]])
    #expect(rows(grid, grid.parts[1]) == ["09:00": [2, nil], "10:00": [nil, nil]])
    #expect(rows(grid, grid.parts[2]) == ["09:00": [4, 0], "10:00": [3, 4]])
    let days = grid.parts[2].days
    #expect(days.map(\.calls) == [240, 180])
    #expect(days.map(\.requiredHours) == [7, 4])
    #expect(days.map(\.peakAgents) == [4, 4])
    // Half of paid time is lost, and three tenths are on leave: 1.4 on the roster for each required,
    // rounded up in each pool and interval: 3 + 3 and 5, then 6.
    #expect(days.map(\.scheduledHours) == [11, 6])
    #expect(days.map { ($0.paidHours * 0.7 * 1e9).rounded() / 1e9 } == [11, 6])
    #expect(grid.parts[0].days.map(\.scheduledHours) == [8, 6])
    #expect(grid.plan.rosterHours(grid.shrinkage) == 17)
    #expect(grid.parts[2].whole.requiredHours == grid.plan.agentHours)
    let cell = try #require(grid.cell(grid.parts[2], in: 0))
    #expect(cell.calls == 120 && cell.agents == 4 && cell.roster == 6)
    #expect(grid.parts.map(\.whole.calls) == [360, 60, 420])
  }

  @Test("Where nobody calls there are no agents, or the fewest that were asked for")
  func idle() throws {
    let demand = Self.demand([9, 10, 11], [("a", [0, 60, nil])])
    #expect(try grid(demand).parts[0].whole.requiredHours == 2)
    let kept = try grid(demand, idle: 3)
    #expect(rows(kept, kept.parts[0]) == ["09:00": [3], "10:00": [3]])
    #expect(kept.parts[0].whole.requiredHours == 6)
    #expect(kept.plan.agentHours == 6)
    // Nobody ever calls: a grid all the same.
    let empty = try grid(Self.demand([9, 10], [("a", [0, 0])]))
    #expect(empty.parts.map(\.whole.peakAgents) == [0] && empty.days.count == 1)
    // Never open: nothing at all.
    #expect(try grid(Self.demand([9], [("a", [nil])])).parts.isEmpty)
  }

  @Test("The staffing that there is counts in hours")
  func ownHours() throws {
    var demand = Self.demand([9, 10, 33], [("a", [60, 60, 60])])
    demand.pools[0].scheduled = [4, 2.5, 1]
    #expect(try grid(demand).parts[0].days.map(\.ownHours) == [6.5, 1])
  }

  // MARK: - Days and weeks

  @Test("Weeks are those of the ISO calendar, across the end of a year too")
  func weeks() throws {
    // Thursday 31 December 2026 to Monday 4 January 2027.
    var demand = Self.demand(
      (0..<5).map { Double($0) * 24 + 9 }, [("a", [60, 60, 60, 60, 60])])
    demand.firstDate = CalendarDate(iso: "2026-12-31")
    let grid = try grid(demand)
    #expect(
      grid.days.map(\.name) == ["Thu 31 Dec", "Fri 1 Jan", "Sat 2 Jan", "Sun 3 Jan", "Mon 4 Jan"])
    #expect(grid.weeks.map(\.name) == ["Week 53 of 2026", "Week 1 of 2027"])
    #expect(grid.weeks.map(\.days) == [0..<4, 4..<5])
    #expect(grid.parts[0].weeks.map(\.requiredHours) == [8, 2])
  }

  @Test(
    "ISO weeks",
    arguments: [
      ("2026-11-30", 2026, 49), ("2027-01-01", 2026, 53), ("2027-01-04", 2027, 1),
      ("2024-12-30", 2025, 1), ("2025-12-28", 2025, 52), ("2025-12-29", 2026, 1),
      ("2023-01-01", 2022, 52), ("2020-12-31", 2020, 53),
    ])
  func isoWeeks(date: String, year: Int, week: Int) throws {
    let found = StaffWeek(of: try #require(CalendarDate(iso: date)))
    #expect(found.year == year && found.number == week)
  }

  @Test("Without dates weeks are seven days from the first, and names say what is known")
  func withoutDates() throws {
    var demand = Self.demand((0..<9).map { Double($0) * 24 + 9 }, [("a", (0..<9).map { _ in 60 })])
    var unknown = try grid(demand)
    #expect(unknown.days[0].name == "Day 1" && unknown.days[8].name == "Day 9")
    #expect(unknown.weeks.map(\.name) == ["Week 1", "Week 2"])
    #expect(unknown.weeks.map(\.days) == [0..<7, 7..<9])
    demand.firstWeekday = 5
    unknown = try grid(demand)
    #expect(unknown.days[0].name == "Sat day 1" && unknown.days[8].name == "Sun day 9")
    #expect(unknown.calendar.key(ofDay: 8) == "9")
    var short = Self.demand([9, 33], [("a", [60, 60])])
    short.firstWeekday = 6
    let named = try grid(short)
    #expect(named.days.map(\.name) == ["Sun", "Mon"])
    #expect(named.days.map { named.calendar.key(ofDay: $0.number) } == ["Sun", "Mon"])
  }

  // MARK: - Clocks

  /// Hours of the days around a change, which comes after so many hours of the second day.
  private static func changing(_ shown: Double, ahead: Double, hours: Int) -> StaffingDemand {
    var demand = demand(
      (0..<hours).map(Double.init), [("a", (0..<hours).map { Double(60 * ($0 + 1)) })])
    demand.clock = LocalClock(shifts: [.init(at: (24 + shown) * 3600, ahead: ahead)])
    return demand
  }

  @Test("The day of 25 hours has rows of its own for the hour that comes twice")
  func autumn() throws {
    var demand = Self.changing(3, ahead: -3600, hours: 24 + 25 + 24)
    demand.firstDate = CalendarDate(iso: "2026-10-24")
    let grid = try grid(demand)
    #expect(grid.days.map(\.intervals.count) == [24, 25, 24])
    #expect(
      grid.slots[0...5].map(\.name) == ["00:00", "01:00", "02:00", "02:00 2nd", "03:00", "04:00"])
    let rows = rows(grid, grid.parts[0])
    // The hours have 1, 2, 3 … erlangs.
    #expect(rows["02:00"] == [4, 28, 53])
    #expect(rows["02:00 2nd"] == [nil, 29, nil])
    #expect(rows["03:00"] == [5, 30, 54])
    #expect(grid.parts[0].days[1].calls == (25...49).reduce(0) { $0 + Double($1) * 60 })
    let calendar = grid.calendar
    #expect(calendar.repeatsAnHour)
    #expect([25, 26, 27, 28].map { calendar.occurrence(of: $0) } == [nil, 1, 2, nil])
    #expect([26, 27].map { StaffCalendar.text(of: calendar.end(of: $0)) } == ["03:00", "03:00"])
  }

  @Test("The day of 23 hours leaves the hour out that never comes")
  func spring() throws {
    let grid = try grid(Self.changing(2, ahead: 3600, hours: 24 + 23 + 24))
    #expect(grid.days.map(\.intervals.count) == [24, 23, 24])
    let rows = rows(grid, grid.parts[0])
    #expect(rows["01:00"] == [3, 27, 50])
    #expect(rows["02:00"] == [4, nil, 51])
    #expect(rows["03:00"] == [5, 28, 52])
    let calendar = grid.calendar
    #expect(!calendar.repeatsAnHour)
    #expect(calendar.start(of: 26) == 3 * 3600)
    #expect(calendar.end(of: 25) == 2 * 3600)
    #expect(calendar.end(of: 46) == 24 * 3600 && calendar.day(of: 47) == 2)
  }

  @Test(
    "Clock times have seconds only where there are any",
    arguments: [
      (0.0, "00:00"), (34_200, "09:30"), (86_400, "24:00"), (91_800, "25:30"),
      (34_215, "09:30:15"), (34_215.5, "09:30:15.5"), (34_200.25, "09:30:00.25"),
    ])
  func times(seconds: Double, text: String) {
    #expect(StaffCalendar.text(of: seconds) == text)
  }

  @Test("Times of day that differ every day cost no more than they are many")
  func irregular() throws {
    let days = 3000
    let hours = (0..<days).map { Double($0) * 24 + Double($0) / Double(days) * 20 }
    let grid = try grid(Self.demand(hours, [("a", hours.map { _ in 60 })]))
    #expect(grid.slots.count == days && grid.days.count == days)
    #expect(grid.weeks.allSatisfy { grid.block($0.days).slots.count == $0.days.count })
    #expect(grid.parts[0].whole.requiredHours == Double(2 * days))
  }
}

import ContactCenter

/// A plan as planners read it: days by intervals of the day, with totals by day and week.
///
/// Only intervals in which some pool is open are in it. A row is a time of day by the clock; the hour
/// that the clocks show twice in autumn has rows of its own for the second time. Cells are looked up
/// in the plan, so that the grid needs no more memory than the plan, whatever its shape.
public struct StaffGrid: Sendable {
  /// A time of day at which intervals begin.
  public struct Slot: Sendable, Hashable {
    /// Seconds after midnight by the clock.
    public var time: Seconds
    /// Whether the clocks show it for the second time on a day.
    public var isSecond: Bool

    /// "02:30", or "02:30 2nd".
    public var name: String { StaffCalendar.text(of: time) + (isSecond ? " 2nd" : "") }
  }

  /// A day with open intervals.
  public struct Day: Sendable {
    /// Days since the first one, which is 0.
    public var number: Int
    /// Its date; nil where days have none.
    public var date: CalendarDate?
    /// "Mon 30 Nov".
    public var name: String
    /// The places of its open intervals, in rising order, with those of their slots.
    public var intervals: [(interval: Int, slot: Int)]
  }

  /// The days of a week.
  public struct Week: Sendable {
    /// Which one.
    public var week: StaffWeek
    /// "Week 49"; with the year where the plan has weeks of several years.
    public var name: String
    /// The places of its days in the grid.
    public var days: Range<Int>
  }

  /// A pool, or all pools together.
  public struct Part: Sendable {
    /// The pool's name; empty for all together.
    public var name: String
    /// The places of its pools in the plan.
    public var pools: [Int]
    /// By day of the grid.
    public var days: [Totals]
    /// By week of the grid.
    public var weeks: [Totals]
    /// Over the whole plan.
    public var whole: Totals
  }

  /// One part in one interval.
  public struct Cell: Sendable, Equatable {
    /// The calls expected.
    public var calls: Double
    /// The agents required, on the phones.
    public var agents: Int
    /// Whole agents on the roster, each pool's rounded up.
    public var roster: Int
  }

  /// The sums of a day, a week or the whole plan.
  public struct Totals: Sendable, Equatable {
    /// The calls expected.
    public var calls = 0.0
    /// Agent-hours required.
    public var requiredHours = 0.0
    /// Agent-hours on the roster.
    public var scheduledHours = 0.0
    /// Agent-hours paid.
    public var paidHours = 0.0
    /// Agent-hours of the staffing that there is; 0 where there is none.
    public var ownHours = 0.0
    /// The most agents required at the same time.
    public var peakAgents = 0

    /// Nothing yet.
    public init() {}

    /// Sums and the larger peak.
    static func + (a: Totals, b: Totals) -> Totals {
      var sum = a
      sum.calls += b.calls
      sum.requiredHours += b.requiredHours
      sum.scheduledHours += b.scheduledHours
      sum.paidHours += b.paidHours
      sum.ownHours += b.ownHours
      sum.peakAgents = max(a.peakAgents, b.peakAgents)
      return sum
    }
  }

  /// The plan.
  public let plan: StaffingPlan
  /// The part of paid time off the phones.
  public let shrinkage: Shrinkage
  /// Names of days and times.
  public let calendar: StaffCalendar
  /// All times of day, in the order of the clock, the second time of an hour after the first.
  public let slots: [Slot]
  /// The days with open intervals.
  public let days: [Day]
  /// Their weeks.
  public let weeks: [Week]
  /// The pools that are open at some time, then all together where there are several.
  public let parts: [Part]

  /// The grid of a plan.
  ///
  /// Cost: intervals × pools, and sorting the times of day.
  public init(_ plan: StaffingPlan, shrinkage: Shrinkage) {
    self.plan = plan
    self.shrinkage = shrinkage
    let calendar = StaffCalendar(plan.demand)
    self.calendar = calendar
    let open = plan.demand.intervals.indices.filter(plan.isOpen)
    let order = SlotOrder(open, calendar)
    slots = order.slots
    days = Self.days(open, order, calendar)
    weeks = Self.weeks(days, calendar)
    let working = plan.pools.indices.filter { plan.pools[$0].pool.isOpen.contains(true) }
    var sets = working.map { (name: plan.pools[$0].pool.name, pools: [$0]) }
    // Groups that only help out have a staffing of their own, which counts in the sum.
    let helps = plan.pools.contains { pool in
      !pool.pool.isOpen.contains(true) && pool.pool.scheduled?.contains { $0 > 0 } ?? false
    }
    if working.count > 1 || helps { sets.append((name: "", pools: Array(plan.pools.indices))) }
    let (days, weeks) = (days, weeks)
    parts = sets.map { set in
      Self.part(set.name, set.pools, plan, shrinkage, days, weeks)
    }
  }

  /// All pools together, or the only one.
  public var together: Part? { parts.last }

  /// Whether the plan has more than one day.
  public var isOverDays: Bool { days.count > 1 }

  // MARK: - Cells

  /// A part in an interval; nil where it is closed.
  public func cell(_ part: Part, in interval: Int) -> Cell? {
    var (isOpen, calls, agents, roster) = (false, 0.0, 0, 0)
    let length = plan.demand.intervals[interval].open
    for place in part.pools {
      let pool = plan.pools[place]
      guard pool.isOpen(in: interval) else { continue }
      isOpen = true
      calls += pool.calls(in: interval, length: length)
      agents += pool.agents(in: interval)
      roster += shrinkage.roster(required: pool.agents(in: interval))
    }
    guard isOpen else { return nil }
    return Cell(calls: calls, agents: agents, roster: roster)
  }

  /// Some days side by side: the slots that any of them has, each with the days' intervals.
  public struct Block: Sendable {
    /// The places of the slots.
    public var slots: [Int]
    /// By slot and day: the place of the interval; nil where there is none.
    public var intervals: [[Int?]]
  }

  /// Days side by side.
  ///
  /// Cost: days × the slots that they have.
  public func block(_ range: Range<Int>) -> Block {
    let used = Set(range.flatMap { days[$0].intervals.map(\.slot) }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(used, used.indices))
    var rows = [[Int?]](
      repeating: [Int?](repeating: nil, count: range.count), count: used.count)
    for (column, day) in range.enumerated() {
      for (interval, slot) in days[day].intervals {
        if let row = places[slot] { rows[row][column] = interval }
      }
    }
    return Block(slots: used, intervals: rows)
  }
}

// MARK: - How it is made

extension StaffGrid {
  private static func days(
    _ open: [Int], _ order: SlotOrder, _ calendar: StaffCalendar
  ) -> [Day] {
    var days: [Day] = []
    for (place, interval) in open.enumerated() {
      let number = calendar.day(of: interval)
      if days.last?.number != number {
        days.append(
          Day(
            number: number, date: calendar.date(ofDay: number),
            name: calendar.name(ofDay: number), intervals: []))
      }
      days[days.count - 1].intervals.append((interval, order.places[place]))
    }
    return days
  }

  private static func weeks(_ days: [Day], _ calendar: StaffCalendar) -> [Week] {
    var weeks: [Week] = []
    for (place, day) in days.enumerated() {
      let week = calendar.week(ofDay: day.number)
      if weeks.last?.week == week {
        weeks[weeks.count - 1].days = weeks[weeks.count - 1].days.lowerBound..<place + 1
      } else {
        weeks.append(Week(week: week, name: "Week \(week.number)", days: place..<place + 1))
      }
    }
    guard Set(weeks.map(\.week.year)).count > 1 else { return weeks }
    for place in weeks.indices {
      if let year = weeks[place].week.year { weeks[place].name += " of \(year)" }
    }
    return weeks
  }

  private static func part(
    _ name: String, _ pools: [Int], _ plan: StaffingPlan, _ shrinkage: Shrinkage, _ days: [Day],
    _ weeks: [Week]
  ) -> Part {
    let byDay = days.map { day in
      day.intervals.reduce(into: Totals()) { totals, entry in
        let (interval, length) = (entry.interval, plan.demand.intervals[entry.interval].open)
        var (agents, roster) = (0, 0)
        for place in pools {
          let pool = plan.pools[place]
          agents += pool.agents(in: interval)
          roster += shrinkage.roster(required: pool.agents(in: interval))
          totals.calls += pool.calls(in: interval, length: length)
          totals.ownHours += (pool.pool.scheduled?[interval] ?? 0) * length / 3600
        }
        let hours = length / 3600
        totals.requiredHours += Double(agents) * hours
        totals.scheduledHours += Double(roster) * hours
        totals.paidHours += shrinkage.paid(roster: Double(roster)) * hours
        totals.peakAgents = max(totals.peakAgents, agents)
      }
    }
    let byWeek = weeks.map { $0.days.reduce(Totals()) { $0 + byDay[$1] } }
    return Part(
      name: name, pools: pools, days: byDay, weeks: byWeek, whole: byWeek.reduce(Totals(), +))
  }
}

/// The times of day of intervals in the order of the clock.
private struct SlotOrder {
  /// Each once.
  var slots: [StaffGrid.Slot]
  /// By interval: the place of its slot.
  var places: [Int]

  init(_ intervals: [Int], _ calendar: StaffCalendar) {
    let own = intervals.map { interval in
      StaffGrid.Slot(time: calendar.start(of: interval), isSecond: calendar.isSecond(interval))
    }
    // What comes for the second time stands right before the time that it leads up to.
    var keys: [StaffGrid.Slot: [Double]] = [:]
    for (slot, interval) in zip(own, intervals) where keys[slot] == nil {
      keys[slot] =
        slot.isSecond
        ? [calendar.changeTime(of: interval), 0, slot.time] : [slot.time, 1, slot.time]
    }
    let order = keys.sorted { $0.value.lexicographicallyPrecedes($1.value) }.map(\.key)
    let known = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
    slots = order
    places = own.map { known[$0] ?? 0 }
  }
}

// What running a model's center costs, and what is paid for whatever happens in it.

extension Model {
  /// What running the center costs.
  public struct Costs: Sendable, Equatable {
    /// The amounts.
    public var prices: Scenario.Costs
    /// Opening days in a month.
    public var daysPerMonth: Double

    /// These amounts, with so many opening days in a month.
    public init(prices: Scenario.Costs, daysPerMonth: Double) {
      self.prices = prices
      self.daysPerMonth = daysPerMonth
    }
  }

  /// Whether somebody's wage is known: a group's own, or the one of all that have none.
  public var hasWages: Bool { groups.contains { $0.hourlyCost != nil } }

  /// Whether anything has a price, so that costs are amounts of money; else only hours can be counted.
  public var isPriced: Bool {
    costs != nil || hasWages
      || contactTypes.contains { $0.value != nil || $0.waitingCost != nil }
  }

  /// The most agents planned at one time, over all groups; those on a planned break count.
  public var seatCount: Int {
    var changes: [(time: Seconds, change: Int)] = []
    for group in groups {
      switch group.staffing {
      case .counts(let steps):
        var before = 0
        for step in steps {
          changes.append((step.from, step.value - before))
          before = step.value
        }
      case .rosters(let agents):
        for duty in agents.lazy.flatMap(\.duties) {
          changes.append((duty.from, 1))
          changes.append((duty.to, -1))
        }
      }
    }
    // Of changes at one moment all count before the next look.
    changes.sort { $0.time < $1.time }
    var planned = 0
    var most = 0
    for (index, entry) in changes.enumerated() {
      planned += entry.change
      if index + 1 == changes.count || changes[index + 1].time > entry.time {
        most = max(most, planned)
      }
    }
    return most
  }

  /// The lines of all trunk groups: each with the most that it ever has.
  public var lineCount: Int {
    trunkGroups.reduce(0) { $0 + ($1.capacity.map(\.value).max() ?? 0) }
  }

  /// Opening days after the warm-up; one that the warm-up ends in counts for its rest.
  public var openingDays: Double {
    calendar.open.reduce(0) { sum, span in
      sum + max(0, span.to - max(span.from, calendar.warmUpEnd)) / (span.to - span.from)
    }
  }
}

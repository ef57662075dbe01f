import ContactCenter

/// What one replication cost, part by part, in the scenario's currency.
public struct CostParts: Sendable, Equatable {
  /// Wages of agents, loading included, overtime premium not.
  public var staff = 0.0
  /// The premium on overtime.
  public var overtime = 0.0
  /// Wages of supervisors, loading included.
  public var supervisors = 0.0
  /// Rent of lines and charges for their minutes.
  public var lines = 0.0
  /// Seats, their equipment and licenses.
  public var seats = 0.0
  /// Reviews of monitored contacts.
  public var monitoring = 0.0
  /// Hiring and training in the place of leavers.
  public var hiring = 0.0
  /// Overhead of opening days.
  public var overhead = 0.0
  /// Sessions of bots and segments of text messages.
  public var usage = 0.0

  /// No costs.
  public init() {}

  /// All parts together.
  public var total: Double {
    staff + overtime + supervisors + lines + seats + monitoring + hiring + overhead + usage
  }

  /// The share of agents and supervisors in all costs; nil where nothing costs anything.
  public var staffShare: Double? { total > 0 ? (staff + overtime + supervisors) / total : nil }
}

extension CostParts: NumberRow {}

/// Turns what a replication left behind into costs.
///
///     cost = Σ paid hours · wage · (1 + loading) + overtime premium + supervisors
///          + lines · days · rent + line minutes · charge + seats · days · price
///          + monitored contacts · review + leavers · hiring + days · overhead
///          + sessions of bots · price + segments of text messages · charge
///
/// Everything is linear in the tallies, so that the mean over replications is the account of the
/// mean replication. Example: 341.5 paid hours on one day at 35 an hour with 45 % loading and an
/// overhead of 3000 a day cost 341.5 · 35 · 1.45 + 3000 = 20 331.125.
public struct CostAccount: Sendable {
  /// The model's costs.
  public let costs: Model.Costs
  /// Opening days of a replication.
  public let days: Double
  /// Seats paid on each of them: the most agents planned at one time.
  public let seats: Double
  /// Lines paid on each of them.
  public let lines: Double
  private let wages: [Double]

  /// The account of a model; nil if its scenario says nothing about costs.
  public init?(_ model: Model) {
    guard let costs = model.costs else { return nil }
    self.init(model, prices: costs)
  }

  /// The account of a model whatever it says: without costs nothing but the groups' hours has a price.
  public init(orHoursOf model: Model) {
    self.init(model, prices: model.costs ?? .init(prices: .init(), daysPerMonth: 1))
  }

  /// The account of a model with these costs; where nobody's wage is known none is paid.
  private init(_ model: Model, prices costs: Model.Costs) {
    self.costs = costs
    days = model.openingDays
    seats = Double(model.seatCount)
    lines = Double(model.lineCount)
    let hasWages = model.hasWages
    wages = model.groups.map { hasWages ? $0.cost : 0 }
  }

  /// What the currency is called; nil: it has no name.
  public var currency: String? { costs.prices.currency }

  /// The months that a replication stands for.
  public var months: Double { days / costs.daysPerMonth }

  /// The costs of a replication over its whole calendar.
  ///
  /// - Parameters:
  ///   - tallies: what the replication left behind; hours and line minutes are taken from it.
  ///   - monitoredPerMonth: contacts reviewed in a month; the replication bears its share.
  ///   - leaversPerYear: agents who leave in a year; the replication bears its share.
  /// - Returns: the parts, each of which is linear in the tallies.
  public func parts(
    _ tallies: Tallies, monitoredPerMonth: Double = 0, leaversPerYear: Double = 0
  ) -> CostParts {
    let prices = costs.prices
    let lineSeconds = tallies.trunks.reduce(0) { $0 + $1.busyIntegral }
    var parts = parts(paidHours: paidHours(tallies), seats: seats, lines: lines)
    parts.lines += lineSeconds / 60 * prices.perLineMinute
    parts.monitoring = monitoredPerMonth * months * prices.monitoringPerContact
    parts.hiring = leaversPerYear / 12 * months * prices.hiringPerLeaver
    parts.usage =
      tallies.bots.reduce(0) { $0 + $1.sessions } * prices.perBotSession
      + tallies.media.reduce(0) { $0 + $1.segments } * prices.perTextSegment
    return parts
  }

  /// The costs of a plan over the whole calendar, without what depends on the contacts: the minutes of
  /// lines, reviews, and hiring.
  ///
  /// - Parameters:
  ///   - hours: paid hours, by group.
  ///   - seats: seats on each opening day.
  ///   - lines: lines on each opening day.
  /// - Returns: the parts.
  public func parts(paidHours hours: [Double], seats: Double, lines: Double) -> CostParts {
    precondition(hours.count == wages.count, "hours of each group")
    let prices = costs.prices
    let wageBill = zip(hours, wages).reduce(0) { $0 + $1.0 * $1.1 }
    var parts = CostParts()
    parts.staff = wageBill * (1 + prices.loading)
    if let overtime = prices.overtime {
      parts.overtime = wageBill * overtime.share * overtime.premium
    }
    if let supervisors = prices.supervisors {
      parts.supervisors =
        hours.reduce(0, +) / supervisors.span * supervisors.wage * (1 + prices.loading)
    }
    parts.lines = lines * days * prices.perLineDay
    parts.seats = seats * days * prices.perSeatDay
    parts.overhead = days * prices.perDay
    return parts
  }

  /// What each group's agents are paid, loading included, overtime premium not.
  func wageBill(_ tallies: Tallies) -> [Double] {
    zip(paidHours(tallies), wages).map { $0 * $1 * (1 + costs.prices.loading) }
  }

  /// Hours for which each group is paid: those of its plan with paid breaks, absent or not.
  func paidHours(_ tallies: Tallies) -> [Double] {
    let rows = tallies.intervals + 1
    return wages.indices.map { group in
      tallies.groups[group * rows..<(group + 1) * rows].reduce(0) { $0 + $1.paid } / 3600
    }
  }
}

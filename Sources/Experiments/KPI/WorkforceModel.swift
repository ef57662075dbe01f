import ContactCenter

/// The months of a staff whose agents leave and are replaced, as sums.
///
/// Person-months are months times the agents concerned.
public struct WorkforceTally: Sendable, Equatable {
  /// Months followed.
  public var months = 0.0
  /// Agents who left.
  public var leavers = 0.0
  /// Person-months of positions, filled or not.
  public var positions = 0.0
  /// Person-months of agents who take contacts.
  public var staff = 0.0
  /// Person-months of successors in training.
  public var training = 0.0
  /// ∫ tenure of those who take contacts, in months times person-months.
  public var tenure = 0.0
  /// Person-months of agents with a tenure below three months.
  public var newcomers = 0.0
  /// ∫ e^(−tenure/months of learning), in person-months; 0 without learning.
  public var newness = 0.0

  /// Nothing followed.
  public init() {}

  /// Mean number of agents who take contacts; nil where no months were followed.
  public var headcount: Double? { ratio(staff, months) }
  /// Agents who leave in a year; nil where no months were followed.
  public var leaversPerYear: Double? { ratio(12 * leavers, months) }
  /// Leavers of a month per agent; nil where nobody was there.
  public var turnoverPerMonth: Double? { ratio(leavers, staff) }
  /// Twelve times the leavers of a month per agent; nil where nobody was there.
  ///
  /// Example: 3 % a month are 36 % a year.
  public var turnoverPerYear: Double? { turnoverPerMonth.map { 12 * $0 } }
  /// The share of agents who are gone after a year, if each month takes its share of those left;
  /// nil where nobody was there.
  ///
  /// Example: 3 % a month make 1 − 0.97¹² = 30.6 %.
  public var goneAfterYear: Double? { turnoverPerMonth.map(WorkforceModel.goneAfterYear) }
  /// Mean tenure of agents, in months: infinite where nobody leaves, nil where nobody was there.
  public var meanTenure: Double? { ratio(tenure, staff) }
  /// The share of agents with a tenure below three months; nil where nobody was there.
  public var newcomerShare: Double? { ratio(newcomers, staff) }
  /// The share of positions without an agent who takes contacts: vacant, or with a successor in
  /// training; nil where there are no positions.
  public var vacancyShare: Double? { ratio(positions - staff, positions) }

  private func ratio(_ top: Double, _ bottom: Double) -> Double? { bottom > 0 ? top / bottom : nil }
}

extension WorkforceTally: NumberRow {}

/// One history of a staff.
public struct WorkforceHistory: Sendable, Equatable {
  /// Each month's sums.
  public var months: [WorkforceTally]

  /// The sums over all months.
  public var total: WorkforceTally {
    months.reduce(into: WorkforceTally()) { $0.add($1) }
  }
}

/// What several histories of a staff say, with confidence intervals.
public struct WorkforceSummary: Sendable, Equatable {
  /// Agents who leave in a month.
  public var leaversPerMonth: Estimate
  /// Mean number of agents who take contacts.
  public var headcount: Estimate
  /// Twelve times the leavers of a month per agent.
  public var turnoverPerYear: Estimate
  /// The share of agents who are gone after a year, if each month takes its share of those left.
  public var goneAfterYear: Double?
  /// Mean tenure of agents, in months; not defined where nobody leaves.
  public var meanTenure: Estimate
  /// The share of agents with a tenure below three months.
  public var newcomerShare: Estimate
  /// The factor by which handling times are longer than those of experienced agents.
  public var handlingFactor: Estimate
  /// The share of positions without an agent who takes contacts.
  public var vacancyShare: Estimate
}

/// The staff of a group over months and years: agents leave at a rate that depends on their tenure,
/// and each leaver's position is vacant, then in training, then filled again.
///
/// Each position is followed in continuous time, with exact draws of how long its agent stays, so
/// that the month is only a unit of reporting. A history begins as it goes on in the long run: with
/// tenures of the equilibrium law and positions vacant in their long-run share, which is what an
/// endless burn-in would lead to. Successors in training do not leave.
public struct WorkforceModel: Sendable {
  /// The settings.
  public let workforce: Scenario.Workforce
  /// Positions of the group.
  public let positions: Int
  /// The rate of leaving per month of experienced agents, overload included.
  public var leaving: Double { law.last }
  private let law: TenureLaw
  private let group: Int

  /// The staff of a model's group; nil if its scenario says nothing about it.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - group: the group's place in it.
  ///   - occupancy: the group's, which may drive agents away; nil: it does not.
  public init?(_ model: Model, group: Int, occupancy: Double? = nil) {
    guard let workforce = model.groups[group].workforce else { return nil }
    self.init(
      workforce, positions: workforce.headcount ?? model.groups[group].agentCount, group: group,
      occupancy: occupancy)
  }

  /// A staff of so many positions.
  public init(
    _ workforce: Scenario.Workforce, positions: Int, group: Int = 0, occupancy: Double? = nil
  ) {
    self.workforce = workforce
    self.positions = positions
    self.group = group
    law = occupancy.map { workforce.tenure(atOccupancy: $0) } ?? workforce.tenure()
  }

  /// 1 − (1 − share)¹²: who is gone after a year, if each month takes its share of those left.
  public static func goneAfterYear(monthly share: Double) -> Double {
    let stay = max(0, 1 - share)
    let fourMonths = stay * stay * stay * stay
    return 1 - fourMonths * fourMonths * fourMonths
  }

  // MARK: The long run

  /// The share of positions without an agent who takes contacts, in the long run.
  public var expectedVacancyShare: Double {
    law.isEndless ? 0 : gap / (law.meanStay + gap)
  }

  /// Leavers of a year per mean number of agents, in the long run: twelve over the mean stay.
  public var expectedTurnoverPerYear: Double { law.isEndless ? 0 : 12 / law.meanStay }

  /// Mean tenure of agents in the long run, in months; infinite where nobody leaves.
  public var expectedTenure: Double { law.meanTenure }

  /// The share of agents with a tenure below three months, in the long run.
  public var expectedNewcomerShare: Double { law.shareBelow(Self.newcomerMonths) }

  /// The factor by which handling times are longer than those of experienced agents, in the long run.
  ///
  /// With one rate η for all it is 1 + a·ητ/(1 + ητ). Example: a = 0.5, τ = 2 months, η = 10 %: 1.083.
  public var expectedHandlingFactor: Double {
    guard let learning = workforce.learning else { return 1 }
    return 1 + learning.extra * law.meanNewness(months: learning.months)
  }

  /// Months during which an agent counts as new.
  public static let newcomerMonths = 3.0

  /// Months from a leaver to the successor's first contact.
  private var gap: Double { workforce.replacement.lead + workforce.replacement.training }

  // MARK: Histories

  /// The history of a replication.
  public func history(months: Int = 24, seed: UInt64, replication: Int) -> WorkforceHistory {
    var months = [WorkforceTally](repeating: WorkforceTally(), count: months)
    for month in months.indices {
      months[month].months = 1
      months[month].positions = Double(positions)
    }
    for position in 0..<positions { follow(position, seed, replication, &months) }
    return WorkforceHistory(months: months)
  }

  /// What the histories of so many replications say together.
  public func summary(
    histories: Int = 100, months: Int = 24, seed: UInt64, confidence: Double = 0.95
  ) -> WorkforceSummary {
    let totals = (0..<histories).map { history(months: months, seed: seed, replication: $0).total }
    func estimate(
      _ top: (WorkforceTally) -> Double, over bottom: (WorkforceTally) -> Double
    ) -> Estimate {
      KPISeries(numerators: totals.map(top), denominators: totals.map(bottom))
        .estimate(confidence: confidence)
    }
    let extra = workforce.learning?.extra ?? 0
    let pooled = totals.reduce(into: WorkforceTally()) { $0.add($1) }
    return WorkforceSummary(
      leaversPerMonth: estimate(\.leavers, over: \.months),
      headcount: estimate(\.staff, over: \.months),
      turnoverPerYear: estimate({ 12 * $0.leavers }, over: \.staff),
      goneAfterYear: pooled.goneAfterYear,
      meanTenure: law.isEndless ? .undefined : estimate(\.tenure, over: \.staff),
      newcomerShare: estimate(\.newcomers, over: \.staff),
      handlingFactor: estimate({ $0.staff + extra * $0.newness }, over: \.staff),
      vacancyShare: estimate({ $0.positions - $0.staff }, over: \.positions))
  }

  /// Follows one position, agent after agent.
  private func follow(
    _ position: Int, _ seed: UInt64, _ replication: Int, _ months: inout [WorkforceTally]
  ) {
    var stream = SourceStream(
      seed: seed, replication: replication, entity: group << 32 | position, purpose: .turnover)
    let end = Double(months.count)
    var time = 0.0
    var tenure = 0.0
    if stream.uniform() >= expectedVacancyShare {
      tenure = law.tenure(atShare: stream.uniform())
    } else {
      time = gap * stream.uniform()
      addTraining(until: time, &months)
    }
    while time < end {
      let rest = law.rest(fromTenure: tenure, exponential: -PortableMath.log(stream.openUniform()))
      addService(from: time, to: min(end, time + rest), tenure: tenure, &months)
      time += rest
      guard time < end else { break }
      months[Int(clamping: time)].leavers += 1
      time += gap
      tenure = 0
      addTraining(until: time, &months)
    }
  }

  /// Books the training of a successor who takes contacts from `moment` on.
  private func addTraining(until moment: Double, _ months: inout [WorkforceTally]) {
    spread(from: moment - workforce.replacement.training, to: moment, over: months.count) {
      months[$0].training += $2 - $1
    }
  }

  /// Books the service of an agent whose tenure at `start` is known.
  private func addService(
    from start: Double, to end: Double, tenure: Double, _ months: inout [WorkforceTally]
  ) {
    spread(from: start, to: end, over: months.count) { month, from, to in
      let age = tenure + (from - start)
      let length = to - from
      months[month].staff += length
      months[month].tenure += (age + length / 2) * length
      months[month].newcomers += min(length, max(0, Self.newcomerMonths - age))
      if let scale = workforce.learning?.months {
        months[month].newness +=
          scale * PortableMath.exp(-age / scale) * (1 - PortableMath.exp(-length / scale))
      }
    }
  }

  /// Cuts a stretch of time at the ends of months.
  private func spread(
    from start: Double, to end: Double, over months: Int,
    _ book: (_ month: Int, _ from: Double, _ to: Double) -> Void
  ) {
    var from = max(0, start)
    let end = min(end, Double(months))
    while from < end {
      let month = Int(clamping: from)
      let to = min(end, Double(month + 1))
      book(month, from, to)
      from = to
    }
  }
}

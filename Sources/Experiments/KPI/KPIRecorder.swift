import ContactCenter

/// What a record of KPI events needs to know beside the simulated world.
public struct KPIInputs: Sendable {
  /// Expected first attempts by planning interval, all contact types; empty: no forecast is known.
  public var forecast: [Double] = []
  /// Agents that the formulas ask for by planning interval; empty: there is no goal.
  public var required: [Double] = []
  /// The service levels that conform, for the share of intervals in the band; nil: no target.
  public var band: ClosedRange<Double>?

  /// Nothing known.
  public init() {}
}

/// Turns the tallies of replications into rows of a `KPIRecord`.
public struct KPIRecorder: Sendable {
  /// The rows so far.
  public private(set) var record: KPIRecord
  private let columns: [Column]
  private let people: People

  private struct Column {
    var name: String
    var value: @Sendable (Sums) -> Double
  }

  /// A recorder for a model.
  ///
  /// Events whose mechanisms the model lacks get no column, and a reason.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - inputs: What is known beside it.
  ///   - seed: The study's seed, for the months of monitoring and of staff.
  public init(model: Model, inputs: KPIInputs, seed: UInt64) {
    people = People(model, seed: seed)
    let offer = KPIRecorder.offer(model, inputs, people)
    columns = offer.filter { $0.isThere }.map { Column(name: $0.name, value: $0.value) }
    record = KPIRecord(
      events: columns.map(\.name),
      missing: Dictionary(
        uniqueKeysWithValues: offer.filter { !$0.isThere }.map { ($0.name, $0.mechanism) }))
  }

  /// Adds the replication of this number.
  package mutating func add(_ tallies: Tallies, replication: Int) {
    let sums = Sums(tallies, people: people, replication: replication)
    record.add(columns.map { $0.value(sums) })
  }

  /// Adds replications that another recorder has recorded.
  mutating func append(_ other: KPIRecord) { record.append(other) }

  /// Reads the rows of so many replications in place of its own.
  mutating func read(from reader: inout WireReader, replications: Int) throws(WireProblem) {
    try record.read(from: &reader, replications: replications)
  }
}

// MARK: - Events

extension KPIRecorder {
  /// What a replication's tallies come to.
  struct Sums {
    var contacts = ContactTally()
    var agents = AgentTally()
    var outcomes = MatterTally()
    /// Row by row: attempts, first attempts, offered, answered in time; scheduled agent-seconds.
    var attempts: [Double]
    var fresh: [Double]
    var offered: [Double]
    var within: [Double]
    var scheduled: [Double]
    /// Observed seconds of each interval.
    var time: [Double]
    /// The observed share of each interval, 0 before the end of the warm-up.
    let observed: [Double]
    /// The month of monitoring and the year of staff that the replication stands for.
    let month: MonitoringTally
    let year: (leavers: Double, headcount: Double)
    let tallies: Tallies

    init(_ tallies: Tallies, people: People, replication: Int) {
      let rows = people.lengths.count + 1
      month = people.month(replication)
      year = people.year(replication, tallies)
      self.tallies = tallies
      attempts = Array(repeating: 0, count: rows)
      fresh = attempts
      offered = attempts
      within = attempts
      scheduled = attempts
      time = attempts
      for (place, tally) in tallies.contacts.enumerated() {
        let row = place % rows
        contacts.add(tally)
        attempts[row] += tally.attempts
        fresh[row] += tally.fresh
        offered[row] += tally.offered
        within[row] += tally.answeredWithin
      }
      for tally in tallies.matters { outcomes.add(tally) }
      for (place, tally) in tallies.groups.enumerated() {
        agents.add(tally)
        scheduled[place % rows] += tally.scheduled
        time[place % rows] = max(time[place % rows], tally.time)
      }
      observed = zip(time, people.lengths).map { $1 > 0 ? min(1, $0 / $1) : 0 }
    }
  }

  /// An event that formulas may name.
  struct Offer {
    var name: String
    var mechanism: KPIMechanism
    var isThere = true
    var value: @Sendable (Sums) -> Double

    init(
      name: String, mechanism: KPIMechanism, isThere: Bool = true,
      value: @escaping @Sendable (Sums) -> Double
    ) {
      (self.name, self.mechanism, self.isThere) = (name, mechanism, isThere)
      self.value = value
    }

    /// The event that a measure counts.
    init<M: CountedMeasure>(
      _ measure: M, of sums: KeyPath<Sums, M.Tally> & Sendable, _ mechanism: KPIMechanism,
      _ isThere: Bool = true
    ) {
      self.init(name: measure.events.text, mechanism: mechanism, isThere: isThere) {
        measure.value(in: $0[keyPath: sums])
      }
    }
  }

  /// All events with what they are counted from.
  private static func offer(_ model: Model, _ inputs: KPIInputs, _ people: People) -> [Offer] {
    contactEvents + agentEvents + volumeEvents(inputs) + outcomeEvents(model)
      + peopleEvents(model, people) + channelEvents(model)
  }

  private static let contactEvents = [
    ContactMeasure.attempts, .fresh, .blocked, .offered, .answered, .abandoned, .queued,
    .answeredWithin, .abandonedWithin, .abandonedShort, .virtualKnown, .virtualWithin, .waitAnswered,
    .waitAbandoned, .waitQueued, .excessWait, .talkTime, .holdTime, .wrapUpTime, .transfersOut,
  ].map { Offer($0, of: \.contacts, .forecast) }

  private static let agentEvents =
    [AgentMeasure.idle, .handling].map { Offer($0, of: \.agents, .deviations) } + [
      Offer(name: "readyTime", mechanism: .deviations) { AgentMeasure.ready.value(in: $0.agents) }
    ]
    + [
      AgentMeasure.loggedIn, .loggedInHours, .scheduled, .expected, .readyInPlan, .paidWithin,
      .answered,
    ].map { Offer($0, of: \.agents, .deviations) }

  /// What became of the matters that callers had, and how they found it.
  private static func outcomeEvents(_ model: Model) -> [Offer] {
    func outcome(
      _ measure: OutcomeMeasure, _ mechanism: KPIMechanism, _ isThere: Bool
    ) -> Offer {
      Offer(measure, of: \.outcomes, mechanism, isThere)
    }
    func part(
      _ name: String, _ mechanism: KPIMechanism, _ isThere: Bool,
      _ value: @escaping @Sendable (OutcomeTally) -> Double
    ) -> Offer {
      Offer(name: name, mechanism: mechanism, isThere: isThere) {
        value($0.outcomes.outcome)
      }
    }
    let (issues, ratings, rings) = (model.hasIssues, model.hasRatings, model.hasRings)
    return [
      outcome(.result(.issues), .issues, issues),
      outcome(.result(.issuesSolvedAtOnce), .issues, issues),
      part("issuesRepeated", .issues, issues) { $0.issuesRepeated },
      outcome(.result(.solved), .issues, issues),
      outcome(.result(.ratings), .satisfaction, ratings),
      outcome(.result(.goodRatings), .satisfaction, ratings),
      part("promoters", .satisfaction, ratings) { $0.promoters },
      part("detractors", .satisfaction, ratings) { $0.detractors },
      outcome(.result(.ringsHeard), .rings, rings),
      outcome(.result(.ringing), .rings, rings),
    ]
  }

  private static func volumeEvents(_ inputs: KPIInputs) -> [Offer] {
    let (forecast, required, band) = (inputs.forecast, inputs.required, inputs.band)
    func needs(
      _ mechanism: KPIMechanism, _ isThere: Bool, _ name: String,
      _ value: @escaping @Sendable (Sums) -> Double
    ) -> Offer {
      Offer(name: name, mechanism: mechanism, isThere: isThere, value: value)
    }
    return [
      needs(.forecast, !forecast.isEmpty, "actualVolume") { $0.fresh.reduce(0, +) },
      needs(.forecast, !forecast.isEmpty, "forecastVolume") { sums in
        zip(forecast, sums.observed).reduce(0) { $0 + $1.0 * $1.1 }
      },
      needs(.forecast, !forecast.isEmpty, "forecastDeviation") { sums in
        zip(sums.fresh, zip(forecast, sums.observed)).reduce(0) { sum, cell in
          sum + abs(cell.0 - cell.1.0 * cell.1.1)
        }
      },
      needs(.goal, !required.isEmpty, "plannedHours") { $0.scheduled.reduce(0, +) / 3600 },
      needs(.goal, !required.isEmpty, "coveredHours") { sums in
        zip(sums.scheduled, zip(required, sums.time)).reduce(0) { sum, cell in
          sum + min(cell.0, cell.1.0 * cell.1.1) / 3600
        }
      },
      needs(.goal, !required.isEmpty, "requiredHours") { sums in
        zip(required, sums.time).reduce(0) { $0 + $1.0 * $1.1 / 3600 }
      },
      needs(.goal, band != nil, "intervals") { sums in
        Double(sums.offered.count { $0 > 0 })
      },
      needs(.goal, band != nil, "intervalsInBand") { sums in
        Double(
          zip(sums.within, sums.offered).count { within, offered in
            offered > 0 && band?.contains(within / offered) == true
          })
      },
      needs(.forecast, true, "peakVolume") { $0.attempts.max() ?? 0 },
      needs(.forecast, true, "averageVolume") { sums in
        let busy = sums.attempts.filter { $0 > 0 }
        return busy.isEmpty ? 0 : busy.reduce(0, +) / Double(busy.count)
      },
    ]
  }
}

// MARK: - People and money

extension KPIRecorder {
  /// What a replication stands for beside its own days: a month of monitoring and a year of staff.
  struct People: Sendable {
    /// Seconds of each planning interval.
    let lengths: [Double]
    let monitoring: MonitoringModel?
    private let model: Model
    private let seed: UInt64
    /// The groups with a staff that comes and goes.
    let staffed: [Int]

    init(_ model: Model, seed: UInt64) {
      self.model = model
      self.seed = seed
      monitoring = MonitoringModel(model, seed: seed)
      staffed = model.groups.indices.filter { model.groups[$0].workforce != nil }
      let calendar = model.calendar
      lengths = (0..<calendar.intervals).map { number in
        let start = calendar.start + Double(number) * calendar.interval
        return min(calendar.interval, calendar.end - start)
      }
    }

    func month(_ replication: Int) -> MonitoringTally {
      monitoring?.month(replication: replication) ?? MonitoringTally()
    }

    /// Leavers and headcount of all groups; the group's occupancy in the replication may drive
    /// agents away.
    func year(_ replication: Int, _ tallies: Tallies) -> (leavers: Double, headcount: Double) {
      let rows = lengths.count + 1
      return staffed.reduce(into: (0, 0)) { sum, group in
        let times = tallies.groups[group * rows..<(group + 1) * rows]
        let handling = times.reduce(0) { $0 + $1.handling }
        let ready = times.reduce(0) { $0 + $1.handling + $1.idle }
        let staff = WorkforceModel(
          model, group: group, occupancy: ready > 0 ? handling / ready : nil)
        let total = staff?.history(months: 12, seed: seed, replication: replication).total
        sum.0 += total?.leaversPerYear ?? 0
        sum.1 += total?.headcount ?? 0
      }
    }
  }

  /// Monitoring, staff and costs; each replication bears its days' share of their costs.
  private static func peopleEvents(_ model: Model, _ people: People) -> [Offer] {
    let account = CostAccount(model)
    let plan = people.monitoring?.quality.plan
    func month(
      _ name: String, _ value: @escaping @Sendable (MonitoringTally) -> Double
    ) -> Offer {
      Offer(
        name: name, mechanism: plan == .outliers ? .fairSample : .quality,
        isThere: plan != nil && plan != .outliers
      ) { value($0.month) }
    }
    return [
      month("monitoringPoints") { $0.monitoringPoints },
      month("monitoredContacts") { $0.monitoredContacts },
      month("agentsMonitored") { $0.agentsMonitored },
      month("agentsPassing") { $0.agentsPassing },
      Offer(name: "leavers", mechanism: .workforce, isThere: !people.staffed.isEmpty) {
        $0.year.leavers
      },
      Offer(name: "headcount", mechanism: .workforce, isThere: !people.staffed.isEmpty) {
        $0.year.headcount
      },
      Offer(name: "totalCost", mechanism: .costs, isThere: account != nil) { sums in
        account?.parts(
          sums.tallies, monitoredPerMonth: sums.month.contactsHeard,
          leaversPerYear: sums.year.leavers
        ).total ?? 0
      },
    ]
  }
}

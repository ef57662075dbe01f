import ContactCenter
import Experiments

/// Judges, repairs and searches staffings of a model by simulation.
///
/// All results depend on model, goals, staffing, replications and seed only, not on the number of
/// threads.
public struct StaffingSimulation: Sendable {
  /// Replications by which staffings are judged.
  public var replications = 200
  /// All random numbers come from it.
  public var seed: UInt64 = 1
  /// The level of confidence intervals, such as 0.95.
  public var confidence = 0.95
  /// Replications at the same time.
  public var threads = 1
  /// Receives what goes on, in a few words.
  public var progress: @Sendable (String) -> Void = { _ in }
  /// Asked often; once it says yes, searches end soon with the best so far.
  public var isCancelled: @Sendable () -> Bool = { false }

  private let scenarioModel: Model
  private let goals: [Goal]

  /// A model and the goals of its staffing.
  ///
  /// - Throws: `StaffingProblem` where the goals cannot be judged on the model: a type that it does
  ///   not have, two acceptable waits for one type, no interval to judge.
  public init(model: Model, goals: [Goal]) throws(StaffingProblem) {
    scenarioModel = model
    self.goals = goals
    layout = try GoalLayout(goals, on: model)
  }

  private let layout: GoalLayout

  private func evaluator(_ layout: GoalLayout) -> StaffingEvaluator {
    StaffingEvaluator(layout: layout, seed: seed, threads: threads, isCancelled: isCancelled)
  }

  /// The same goals over another period.
  private func layout(over period: Goal.Period) -> GoalLayout {
    let changed = goals.map { goal in
      var goal = goal
      goal.period = period
      return goal
    }
    guard let layout = try? GoalLayout(changed, on: scenarioModel) else {
      preconditionFailure("the goals were laid out before")
    }
    return layout
  }

  // MARK: Judging

  /// Simulates a staffing and says at every place whether its goal is met; nil when cancelled.
  ///
  /// Replications are numbered from `first` on; other numbers give fresh contacts.
  public func judge(_ staffing: StaffingTable, from first: Int = 0) -> StaffingJudgement? {
    let draws: [SimulationDraw] = .plain(first..<first + replications)
    guard let samples = evaluator(layout).samples(of: staffing, draws) else { return nil }
    return judgement(staffing, samples, from: first)
  }

  private func judgement(
    _ staffing: StaffingTable, _ samples: StaffingSamples, from first: Int
  ) -> StaffingJudgement {
    StaffingJudgement(
      staffing: staffing, cost: staffing.cost(in: scenarioModel),
      replications: samples.replications, firstReplication: first, confidence: confidence,
      figures: figures(samples))
  }

  private func figures(_ samples: StaffingSamples) -> [PlaceFigure] {
    let spans = scenarioModel.intervalSpans
    return samples.places.indices.map { index in
      let place = samples.places[index]
      let goal = samples.goals[place.goal]
      let estimate = samples.estimate(index, confidence: confidence)
      let share = samples.shareMet(index, confidence: confidence)
      var figure = PlaceFigure(
        goal: GoalText().text(of: goal), bound: goal.bound, period: goal.period.rawValue,
        firstInterval: place.intervals.lowerBound, lastInterval: place.intervals.upperBound - 1,
        from: spans[place.intervals.lowerBound].from, to: spans[place.intervals.upperBound - 1].to,
        value: estimate.value, halfWidth: estimate.halfWidth,
        isMet: samples.isMet(index, .onAverage), shareOfDaysMet: share.value ?? 1,
        shareLow: share.bounds?.lowerBound ?? 0, shareHigh: share.bounds?.upperBound ?? 1)
      switch place.subject {
      case .contactType(let type): figure.contactType = scenarioModel.contactTypes[type].name
      case .group(let group): figure.group = scenarioModel.groups[group].name
      }
      return figure
    }
  }

  // MARK: Repair

  /// Judges a proposal and finds a cheap staffing by interval that meets the goals (`StaffingRepair`
  /// has the method); nil when cancelled before the proposal was judged.
  ///
  /// A search prefers staffings that are lucky in its replications. Where fresh ones show a goal missed
  /// by more than the confidence interval, the search goes on with twice the replications, at most
  /// eight times as many as at first.
  public func repair(_ proposal: StaffingTable) -> RepairReport? {
    guard let before = judge(proposal) else { return nil }
    var result = RepairedStaffing(table: proposal)
    var after = before
    var evaluations = 0
    for doubling in 0..<4 {
      let count = replications << doubling
      var repair = StaffingRepair(
        evaluator: evaluator(layout), from: result.table, draws: .plain(0..<count),
        progress: progress)
      result = repair.run()
      evaluations += result.evaluations
      after = judged(result.table, layout, .plain(count..<2 * count))
      let isMissed = after.figures.contains { !$0.isMet && $0.isClear }
      if !result.isFeasible || result.isInterrupted || !isMissed { break }
    }
    return RepairReport(
      proposal: before, repaired: after, isFeasible: result.isFeasible,
      isLocallyMinimal: result.isLocallyMinimal, refutedRemovals: result.refutedRemovals,
      refutedExchanges: result.refutedExchanges, evaluations: evaluations,
      isInterrupted: result.isInterrupted)
  }

  /// A staffing in replications that no search has seen, also when the searches were stopped.
  private func judged(
    _ table: StaffingTable, _ goals: GoalLayout, _ draws: [SimulationDraw]
  ) -> StaffingJudgement {
    var settled = self
    settled.isCancelled = { false }
    guard let samples = settled.evaluator(goals).samples(of: table, draws) else {
      preconditionFailure("nobody cancels this evaluation")
    }
    return judgement(table, samples, from: draws[0].replication)
  }

  private var freshDraws: [SimulationDraw] { .plain(replications..<2 * replications) }

  // MARK: Risk

  /// The risk of missing goals: over intervals, days and months, where it comes from, and the
  /// cheapest staffings for shares of days; nil when cancelled before the first part was done.
  ///
  /// A month is `daysPerMonth` replications with one forecast error; the levels are searched from
  /// the given staffing, scaled up until they are reached, by the steps of `StaffingRepair`.
  public func risk(
    of staffing: StaffingTable, error: ForecastError, months: Int = 50, daysPerMonth: Int = 20,
    shares: [Double] = [0.8, 0.9, 0.95]
  ) -> RiskReport? {
    let design = RiskDesign(months: months, days: daysPerMonth, error: error)
    let daily = layout(over: .day)
    progress("risk: \(months) months of \(daysPerMonth) days")
    guard let byInterval = evaluator(layout(over: .interval)).samples(of: staffing, design.draws),
      let byDay = evaluator(daily).samples(of: staffing, design.draws)
    else { return nil }
    let monthly = byDay.pooled(by: daysPerMonth)
    var report = RiskReport(
      forecastError: error.cv, months: months, daysPerMonth: daysPerMonth,
      intervals: figures(byInterval), days: figures(byDay), monthly: figures(monthly),
      variances: [], levels: [], isInterrupted: false)
    for place in report.monthly.indices { report.monthly[place].period = Goal.Period.month.rawValue }
    progress("risk: where a day's variance comes from")
    report.variances = variances(of: staffing, design, daily) ?? []
    var table = staffing
    for share in shares.sorted() where !isCancelled() {
      let level = cheapest(share, from: table, design, daily)
      table = level.judgement.staffing
      report.levels.append(level)
    }
    report.isInterrupted = isCancelled()
    return report
  }

  /// Levels and days of the nested design, in which each day is run twice.
  private static let nestedLevels = 40
  private static let nestedDays = 5

  private func variances(
    of staffing: StaffingTable, _ design: RiskDesign, _ daily: GoalLayout
  ) -> [VarianceFigure]? {
    let (levels, days) = (Self.nestedLevels, Self.nestedDays)
    let draws = design.nested(levels: levels, days: days)
    guard let samples = evaluator(daily).samples(of: staffing, draws) else { return nil }
    return samples.places.indices.map { place in
      let goal = samples.goals[samples.places[place].goal]
      let all = draws.indices.map { samples.value(place, $0) ?? goal.bound }
      let nested = (0..<levels).map { level in
        (0..<days).map { day in
          let first = (level * days + day) * 2
          return Array(all[first..<first + 2])
        }
      }
      let figure = figures(samples)[place]
      return VarianceFigure(
        goal: figure.goal, subject: figure.contactType ?? figure.group ?? "",
        mean: all.reduce(0, +) / Double(all.count), variance: VarianceShares(of: nested))
    }
  }

  /// Days by which a search for a share of days judges.
  private static let searchDays = 300

  /// A search prefers staffings that its days favour, so where days that it has not seen fall short of
  /// the share, it asks for that much more, up to twice.
  private func cheapest(
    _ share: Double, from start: StaffingTable, _ design: RiskDesign, _ daily: GoalLayout
  ) -> RiskLevel {
    var asked = share
    var level = trimmed(asked, from: start, design, daily)
    for _ in 0..<2 where !isCancelled() {
      let reached = level.judgement.figures.map(\.shareOfDaysMet).min() ?? 1
      guard level.isFeasible, reached < share - 0.005 else { break }
      asked = min(0.999, asked + share - reached)
      level = trimmed(asked, from: level.judgement.staffing, design, daily)
    }
    level.shareOfDays = share
    return level
  }

  private func trimmed(
    _ share: Double, from start: StaffingTable, _ design: RiskDesign, _ daily: GoalLayout
  ) -> RiskLevel {
    let criterion = GoalCriterion.onShareOfDays(share)
    let draws = design.fewer(Self.searchDays)
    var search = StaffingRepair(
      evaluator: evaluator(daily), from: scaled(start, to: criterion, draws, daily),
      criterion: criterion, draws: draws, progress: progress)
    let found = search.run()
    return RiskLevel(
      shareOfDays: share, judgement: judged(found.table, daily, design.freshDraws),
      isFeasible: found.isFeasible)
  }

  /// The staffing times the smallest of 1.00, 1.02, … 1.78, rounded up, that meets the criterion; the
  /// largest where none does.
  private func scaled(
    _ start: StaffingTable, to criterion: GoalCriterion, _ draws: [SimulationDraw],
    _ daily: GoalLayout
  ) -> StaffingTable {
    var scaled = start
    for step in 0..<40 {
      progress("risk: \(2 * step) % more agents")
      let factor = 1 + 0.02 * Double(step)
      scaled.agents = start.agents.map { row in
        row.map { Int(clamping: (Double($0) * factor - 1e-9).rounded(.up)) }
      }
      let samples = evaluator(daily).samples(of: scaled, draws)
      guard let samples, !samples.allMet(criterion) else { break }
    }
    return scaled
  }

  // MARK: Skills

  /// The cheapest numbers of agents per group, the same over the whole horizon, that meet the goals
  /// over it (`SkillSearch` has the method); nil where no numbers satisfy the bounds, or when
  /// cancelled before the first were simulated.
  ///
  /// The goals count over the whole horizon, whatever their period.
  ///
  /// Each group has at least its number of `fewest` (empty: none). At most `proofs` staffings are
  /// simulated to show that nothing cheaper meets the goals.
  public func cheapestNumbers(fewest: [Int] = [], proofs: Int = 400) -> SkillReport? {
    let whole = layout(over: .month)
    var search = SkillSearch(
      evaluator: evaluator(whole), replications: replications, fewest: fewest, proofs: proofs,
      progress: progress)
    guard let found = search.run() else { return nil }
    let intervals = scenarioModel.calendar.intervals
    let table = StaffingTable(constant: found.numbers, intervals: intervals)
    var report = SkillReport(
      groups: zip(scenarioModel.groups, found.numbers).map {
        SkillReport.Group(name: $0.name, agents: $1, hourlyCost: $0.cost)
      },
      hourlyCost: found.cost, lowerBound: found.lowerBound, gap: found.gap,
      pooledEstimate: found.pooledEstimate,
      isProven: found.isProven, isFeasible: found.isFeasible, evaluations: found.evaluations,
      cuts: found.cuts, bounds: bounds(whole, found.numbers), judgement: judged(table, whole, freshDraws),
      isInterrupted: found.isInterrupted)
    if let pools = SeparatePools(whole) {
      report.separatePools = pools.cost
      report.separateAgents = pools.agents
    }
    return report
  }

  /// Whether nothing changes over time, so that one set of numbers may serve throughout.
  public var isStationary: Bool { scenarioModel.isStationary }

  /// Replications of an interval that lasts, and contacts in each.
  private static let lastingReplications = 20
  private static let lastingContacts = 4000.0

  /// A staffing by interval for groups with overlapping skills, to be repaired: each interval gets
  /// the cheapest numbers found for a center in which it lasts; nil when cancelled.
  ///
  /// Intervals in which nobody comes get nobody; those without an answer keep the scenario's numbers.
  public func proposalByInterval() -> StaffingTable? {
    var table = StaffingTable(model: scenarioModel)
    let whole = layout(over: .month).goals
    var known: [[Double]: [Int]] = [:]
    for interval in 0..<scenarioModel.calendar.intervals {
      progress("cheapest numbers of interval \(interval + 1) of \(scenarioModel.calendar.intervals)")
      guard !isCancelled() else { return nil }
      let contacts = Self.lastingContacts
      let model = scenarioModel.lasting(interval: interval, contacts: contacts)
      var numbers: [Int]? = scenarioModel.groups.map { _ in 0 }
      if let model, let layout = try? GoalLayout(whole, on: model) {
        let key = model.contactTypes.flatMap { [$0.segments[0].c0, $0.talk.laws[0].mean] }
        if known[key] == nil {
          var search = SkillSearch(
            evaluator: evaluator(layout), replications: Self.lastingReplications, proofs: 0)
          known[key] = search.run()?.numbers
        }
        numbers = known[key]
      }
      for group in table.agents.indices {
        if let numbers { table.agents[group][interval] = numbers[group] }
      }
    }
    return table
  }

  private func bounds(_ layout: GoalLayout, _ numbers: [Int]) -> [SkillReport.Bound] {
    WorkloadBounds(layout).bounds.map { bound in
      SkillReport.Bound(
        contactTypes: bound.types.map { scenarioModel.contactTypes[$0].name },
        groups: bound.groups.map { scenarioModel.groups[$0].name }, load: bound.load,
        atLeast: bound.atLeast, agents: bound.groups.reduce(0) { $0 + numbers[$1] })
    }.sorted { ($0.agents - $0.atLeast, $0.groups.count) < ($1.agents - $1.atLeast, $1.groups.count) }
  }
}

extension RiskDesign {
  /// Days that no search has seen.
  var freshDraws: [SimulationDraw] {
    draws.map { draw in
      var draw = draw
      draw.replication += months * days
      return draw
    }
  }
}

import ContactCenter
import Experiments
import Optimization

/// Judges, repairs and searches staffings of a model by simulation.
///
/// All results depend on model, goals, staffing, replications and seed only, not on the number of
/// threads.
public struct StaffingSimulation: Sendable {
  /// Replications by which staffings are judged.
  public var replications = 200
  /// All random numbers come from it.
  public var seed: UInt64 = 1
  /// The level at which the intervals of all places of goals hold together, such as 0.95.
  public var confidence = 0.95
  /// Replications at the same time.
  public var threads = 1
  /// What no staffing may go below or beyond.
  public var limits = StaffingLimits()
  /// Repairs buy agents until every goal is met with this probability, 0.5…1; nil: only for goals that
  /// are surely missed.
  public var sure: Double?
  /// Receives what goes on.
  public var progress: @Sendable (SearchProgress) -> Void = { _ in }
  /// Asked often; once it says yes, searches end soon with the best so far.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// Where samples are kept, so that a search that was stopped goes on; nil: nowhere.
  public var keeping: SampleKeeping?

  /// Who simulates, by a `StaffingService`; nil: threads of this process.
  package var pool: (any WorkPool)?

  /// Solves the integer programs of searches for numbers per group, which need one.
  public var solver: (any Solver)?

  /// Of more replications nothing is told: nobody will simulate them.
  private static let mostTold = 1e6

  let scenarioModel: Model
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

  let layout: GoalLayout

  var tableLimits: TableLimits { TableLimits(limits, on: scenarioModel) }

  /// An evaluator for goals on the center's model, or on one in which an interval lasts.
  func evaluator(_ layout: GoalLayout, lasting: Int? = nil) -> StaffingEvaluator {
    let model = lasting.map { "interval \($0) that lasts" } ?? ""
    return StaffingEvaluator(
      layout: layout, seed: seed, threads: threads,
      kept: keeping?.samples(of: layout, model: model), pool: pool, lasting: lasting,
      isCancelled: isCancelled)
  }

  /// The same goals over another period.
  func layout(over period: Goal.Period) -> GoalLayout {
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
  public func judge(_ staffing: StaffingTable, from first: Int = 0) async -> StaffingJudgement? {
    let draws: [SimulationDraw] = .plain(first..<first + replications)
    guard let samples = await evaluator(layout).samples(of: staffing, draws) else { return nil }
    return judgement(staffing, samples, from: first)
  }

  func judgement(
    _ staffing: StaffingTable, _ samples: StaffingSamples, from first: Int
  ) -> StaffingJudgement {
    StaffingJudgement(
      staffing: staffing, cost: staffing.cost(in: scenarioModel),
      replications: samples.replications, firstReplication: first, confidence: confidence,
      figures: figures(samples))
  }

  /// The level of each interval where those of `count` places hold together at `confidence`: the chance
  /// left over is shared out among them (Bonferroni).
  ///
  /// Example: of 120 places at 95 % each has an interval of 99.96 %.
  func confidenceOfEach(_ count: Int) -> Double { Bonferroni.level(count, confidence: confidence) }

  func figures(_ samples: StaffingSamples) -> [PlaceFigure] {
    let spans = scenarioModel.intervalSpans
    let level = confidenceOfEach(samples.places.count)
    return samples.places.indices.map { index in
      let place = samples.places[index]
      let goal = samples.goals[place.goal]
      let estimate = samples.estimate(index, confidence: level)
      let share = samples.shareMet(index, confidence: level)
      var figure = PlaceFigure(
        goal: GoalText().text(of: goal), bound: goal.bound, sense: goal.sense,
        period: goal.period.rawValue,
        firstInterval: place.intervals.lowerBound, lastInterval: place.intervals.upperBound - 1,
        from: spans[place.intervals.lowerBound].from, to: spans[place.intervals.upperBound - 1].to,
        value: estimate.value, halfWidth: estimate.halfWidth,
        verdict: .met, replicationsToDecide: nil, shareOfDaysMet: share.value ?? 1,
        shareLow: share.bounds?.lowerBound ?? 0, shareHigh: share.bounds?.upperBound ?? 1)
      if estimate.value != nil {
        figure.verdict = estimate.verdict(goal.sense, goal.bound)
        if figure.verdict == .undecided {
          figure.replicationsToDecide = estimate.replications(
            toDecide: goal.bound, of: samples.replications
          ).flatMap { $0 <= Self.mostTold ? Int(clamping: $0) : nil }
        }
      }
      switch place.subject {
      case .contactType(let type): figure.contactType = scenarioModel.contactTypes[type].name
      case .group(let group): figure.group = scenarioModel.groups[group].name
      }
      return figure
    }
  }

  // MARK: Skills

  /// The cheapest numbers of agents per group, the same over the whole horizon, that meet the goals
  /// over it (`SkillSearch` has the method); nil where no numbers satisfy the bounds, or when
  /// cancelled before the first were simulated.
  ///
  /// The goals count over the whole horizon, whatever their period.
  ///
  /// Each group has at least its number of `fewest` (empty: none). At most `proofs` staffings are
  /// simulated to show that nothing cheaper meets the goals. A search prefers numbers that are lucky in
  /// its replications: where fresh ones show a goal missed all the same, it is done once more with twice
  /// as many, at most eight times as many as at first.
  ///
  /// - Throws: what hinders the solver.
  public func cheapestNumbers(
    fewest: [Int] = [], proofs: Int = 400
  ) async throws(SolverFailure) -> SkillReport? {
    let whole = layout(over: .month)
    let range = tableLimits.numbers(0..<scenarioModel.calendar.intervals)
    guard let solver else { throw .notInstalled }
    let fewest = fewest.isEmpty ? range.least : zip(fewest, range.least).map { max($0, $1) }
    var (count, evaluations) = (replications, 0)
    var before: SkillReport?
    while true {
      var search = SkillSearch(
        evaluator: evaluator(whole), solver: solver, replications: count, fewest: fewest,
        most: range.most, proofs: proofs, progress: progress)
      guard let found = try await search.run(), before == nil || !found.isInterrupted else {
        // What was found before the search was done again stays.
        before?.isInterrupted = true
        return before
      }
      evaluations += found.evaluations
      let judgement = await judged(table(of: found), whole, .plain(count..<2 * count))
      let isWrong = found.isFeasible && judgement.verdict == .missed && !found.isInterrupted
      let next = report(found, whole, judgement, evaluations)
      guard isWrong, count < 8 * replications else { return next }
      before = next
      count *= 2
      progress(SearchProgress("once more with \(count) replications"))
    }
  }

  private func table(of found: SkillStaffing) -> StaffingTable {
    StaffingTable(constant: found.numbers, intervals: scenarioModel.calendar.intervals)
  }

  private func report(
    _ found: SkillStaffing, _ whole: GoalLayout, _ judgement: StaffingJudgement, _ evaluations: Int
  ) -> SkillReport {
    var report = SkillReport(
      groups: zip(scenarioModel.groups, found.numbers).map {
        SkillReport.Group(name: $0.name, agents: $1, hourlyCost: $0.cost)
      },
      hourlyCost: found.cost, lowerBound: found.lowerBound, gap: found.gap,
      pooledEstimate: found.pooledEstimate,
      isProven: found.isProven, isFeasible: found.isFeasible, evaluations: evaluations,
      cuts: found.cuts, bounds: bounds(whole, found.numbers), judgement: judgement,
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
  static let lastingContacts = 4000.0

  /// A staffing by interval for groups with overlapping skills, to be repaired: each interval gets
  /// the cheapest numbers found for a center in which it lasts; nil when cancelled.
  ///
  /// Intervals in which nobody comes get nobody; those without an answer keep the scenario's numbers.
  ///
  /// - Throws: what hinders the solver.
  public func proposalByInterval() async throws(SolverFailure) -> StaffingTable? {
    guard let solver else { throw .notInstalled }
    var table = StaffingTable(model: scenarioModel)
    let whole = layout(over: .month).goals
    let limits = tableLimits
    var known: [[Double]: [Int]] = [:]
    for interval in 0..<scenarioModel.calendar.intervals {
      progress(
        SearchProgress(
          "cheapest numbers of each interval", interval, of: scenarioModel.calendar.intervals))
      guard !isCancelled() else { return nil }
      let contacts = Self.lastingContacts
      let model = scenarioModel.lasting(interval: interval, contacts: contacts)
      var numbers: [Int]? = scenarioModel.groups.map { _ in 0 }
      if let model, let layout = try? GoalLayout(whole, on: model) {
        let range = limits.numbers(interval..<interval + 1)
        let key =
          model.contactTypes.flatMap { [$0.segments[0].c0, $0.talk.laws[0].mean] }
          + (range.least + range.most).map(Double.init)
        if known[key] == nil {
          var search = SkillSearch(
            evaluator: evaluator(layout, lasting: interval), solver: solver,
            replications: Self.lastingReplications,
            fewest: range.least, most: range.most, proofs: 0)
          known[key] = try await search.run()?.numbers
        }
        numbers = known[key]
      }
      for group in table.agents.indices {
        if let numbers { table.agents[group][interval] = numbers[group] }
      }
    }
    return limits.clamped(table)
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

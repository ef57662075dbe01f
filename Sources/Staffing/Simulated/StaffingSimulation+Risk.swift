import ContactCenter
import Experiments

extension StaffingSimulation {
  /// The risk of missing goals: over intervals, days and months, where it comes from, and the
  /// cheapest staffings for shares of days; nil when cancelled before the first part was done.
  ///
  /// A month is `daysPerMonth` replications with one forecast error. Where the scenario has a staffing
  /// of its own it is judged beside the proposals.
  public func risk(
    of staffing: StaffingTable, error: ForecastError, months: Int = 50, daysPerMonth: Int = 20,
    shares: [Double] = [0.8, 0.9, 0.95], hasOwnStaffing: Bool = false
  ) -> RiskReport? {
    let design = RiskDesign(months: months, days: daysPerMonth, error: error)
    let daily = layout(over: .day)
    progress(SearchProgress("risk: \(months) months of \(daysPerMonth) days"))
    guard let byInterval = evaluator(layout(over: .interval)).samples(of: staffing, design.draws),
      let byDay = evaluator(daily).samples(of: staffing, design.draws)
    else { return nil }
    let monthly = byDay.pooled(by: daysPerMonth)
    var report = RiskReport(
      forecastError: error.cv, months: months, daysPerMonth: daysPerMonth,
      intervals: figures(byInterval), days: figures(byDay), monthly: figures(monthly),
      variances: [], levels: [], isInterrupted: false)
    for place in report.monthly.indices { report.monthly[place].period = Goal.Period.month.rawValue }
    progress(SearchProgress("risk: where a day's variance comes from"))
    report.variances = variances(of: staffing, design, daily) ?? []
    let own = hasOwnStaffing ? StaffingTable(model: scenarioModel) : nil
    var table = staffing
    for share in shares.sorted() where !isCancelled() {
      guard let level = cheapest(share, from: table, design, daily) else { break }
      table = level.judgement.staffing
      report.levels.append(level)
    }
    if let own {
      let days = unseen(design)
      report.plan = judgement(own, samples(of: nil, daily, days), from: days[0].replication)
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
      var variance = VarianceShares(of: nested)
      // What levels without a forecast error differ by is chance.
      if design.error.cv == 0 { variance.parameter = 0 }
      return VarianceFigure(
        goal: figure.goal, subject: figure.contactType ?? figure.group ?? "",
        mean: all.reduce(0, +) / Double(all.count), variance: variance)
    }
  }

  /// Days by which a search for a share of days begins.
  private static let searchDays = 500
  /// Rounds of as many days as the design has that the second search has beside them.
  private static let moreRounds = 3

  /// Days that no search has seen, for the judgement.
  private func unseen(_ design: RiskDesign) -> [SimulationDraw] {
    (1...2).flatMap { design.fresh(Self.moreRounds + $0) }
  }

  /// The cheapest staffing found for a share of days; nil: cancelled before the first was simulated.
  ///
  /// A search prefers staffings that its days favour. So a second one, by eight times as many days that
  /// hold those of the first, adds what is missing and trims again. A cheaper staffing that just misses
  /// there is tried on twice as many more. Days that none has seen judge.
  private func cheapest(
    _ share: Double, from start: StaffingTable, _ design: RiskDesign, _ daily: GoalLayout
  ) -> RiskLevel? {
    let many = design.draws + (1...Self.moreRounds).flatMap(design.fresh)
    var found: ShareSearch.Found?
    for draws in [design.fewer(Self.searchDays), many] where found == nil || !isCancelled() {
      var search = ShareSearch(
        evaluator: evaluator(layout(over: .interval)), days: daily, from: found?.table ?? start,
        limits: tableLimits, draws: draws, share: share, progress: progress)
      if let next = search?.run() { found = next }
    }
    guard var found else { return nil }
    if let cheaper = confirmed(found.nearMiss, share, design, many.count, daily) {
      found.table = cheaper
    }
    let judgement = judged(found.table, daily, unseen(design))
    return RiskLevel(
      shareOfDays: share, judgement: judgement, isFeasible: found.isFeasible,
      verdict: judgement.verdict(ofShare: share))
  }

  /// A cheaper staffing that missed a share of days by less than two standard errors, if with twice as
  /// many more days all together reach it.
  private func confirmed(
    _ near: (table: StaffingTable, met: Int)?, _ share: Double, _ design: RiskDesign,
    _ count: Int, _ daily: GoalLayout
  ) -> StaffingTable? {
    let error = (share * (1 - share) * Double(count)).squareRoot()
    guard let near, Double(near.met) > share * Double(count) - 2 * error, !isCancelled() else {
      return nil
    }
    let rounds = 2 * (Self.moreRounds + 1)
    let draws = (1...rounds).flatMap { design.fresh(Self.moreRounds + 2 + $0) }
    guard let samples = evaluator(daily).samples(of: near.table, draws) else { return nil }
    let met = samples.places.indices.map { samples.countMet($0) }.min() ?? 0
    let isReached = Double(near.met + met) >= share * Double(count + draws.count)
    return isReached ? near.table : nil
  }
}

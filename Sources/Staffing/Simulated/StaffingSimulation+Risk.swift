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
  ) async -> RiskReport? {
    let design = RiskDesign(months: months, days: daysPerMonth, error: error)
    let daily = layout(over: .day)
    progress(SearchProgress("risk: \(months) months of \(daysPerMonth) days"))
    let narrow = layout(over: .interval)
    guard let byInterval = await evaluator(narrow).samples(of: staffing, design.draws),
      let byDay = await evaluator(daily).samples(of: staffing, design.draws)
    else { return nil }
    let monthly = byDay.pooled(by: daysPerMonth)
    var report = RiskReport(
      forecastError: error.cv, months: months, daysPerMonth: daysPerMonth,
      intervals: figures(byInterval), days: figures(byDay), monthly: figures(monthly),
      variances: [], levels: [], isInterrupted: false)
    for place in report.monthly.indices { report.monthly[place].period = Goal.Period.month.rawValue }
    progress(SearchProgress("risk: where a day's variance comes from"))
    report.variances = await variances(of: staffing, design, daily) ?? []
    let own = hasOwnStaffing ? StaffingTable(model: scenarioModel) : nil
    var table = staffing
    for share in shares.sorted() where !isCancelled() {
      guard let level = await cheapest(share, from: table, design, daily) else { break }
      table = level.judgement.staffing
      report.levels.append(level)
    }
    let days = unseen(design)
    if !report.levels.isEmpty { report.judged = await judged(staffing, daily, days) }
    if let own {
      report.plan = judgement(own, await samples(of: nil, daily, days), from: days[0].replication)
    }
    report.isInterrupted = isCancelled()
    return report
  }

  /// Levels and days of the nested design, in which each day is run twice.
  private static let nestedLevels = 40
  private static let nestedDays = 5

  private func variances(
    of staffing: StaffingTable, _ design: RiskDesign, _ daily: GoalLayout
  ) async -> [VarianceFigure]? {
    let (levels, days) = (Self.nestedLevels, Self.nestedDays)
    let draws = design.nested(levels: levels, days: days)
    guard let samples = await evaluator(daily).samples(of: staffing, draws) else { return nil }
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

  /// Days of a search: as many as bring some 1.5 million contacts, but four times those of the design at
  /// most (4,000 of 50 months of 20 days).
  private func searchDays(_ design: RiskDesign) -> Int {
    let contacts = scenarioModel.contactTypes.reduce(0) {
      $0 + ArrivalVolume($1, scenarioModel.calendar).total
    }
    return Int(clamping: min(Double(4 * design.draws.count), max(200, 1.5e6 / max(1, contacts)).rounded()))
  }

  /// The round of as many days as the design has that follows those of a search.
  private func roundAfterSearch(_ design: RiskDesign) -> Int { design.rounds(searchDays(design)) }

  /// Days that no search has seen, for the judgement: two rounds.
  private func unseen(_ design: RiskDesign) -> [SimulationDraw] {
    let first = roundAfterSearch(design)
    return design.fresh(first) + design.fresh(first + 1)
  }

  /// The cheapest staffing found for a share of days; nil: cancelled before the first was simulated.
  ///
  /// A search prefers staffings that its days favour. So a second one, by eight times as many days that
  /// hold those of the first, adds what is missing and trims again. What it found, and a cheaper
  /// staffing that just misses there, are tried on twice as many others: the cheapest that reaches the
  /// share there is taken; where none does, what is missing there is added, one agent after the other
  /// (trimming once more ended at what those days favoured). Days that none has seen judge.
  private func cheapest(
    _ share: Double, from start: StaffingTable, _ design: RiskDesign, _ daily: GoalLayout
  ) async -> RiskLevel? {
    var found: ShareSearch.Found?
    let days = searchDays(design)
    func search(_ draws: [SimulationDraw], from table: StaffingTable) async -> ShareSearch? {
      await ShareSearch(
        evaluator: evaluator(layout(over: .interval)), days: daily, from: table,
        limits: tableLimits, draws: draws, share: share - RiskLevel.indifference, progress: progress)
    }
    let many = design.some(days, from: 0)
    for draws in [design.some(days / 8, from: 0), many] where found == nil || !isCancelled() {
      var search = await search(draws, from: found?.table ?? start)
      if let next = await search?.run() { found = next }
    }
    guard var found else { return nil }
    let more = design.some(2 * days, from: roundAfterSearch(design) + 2)
    if let near = found.nearMiss, await holds(near, share, many.count, more, daily) {
      found.table = near.table
    } else if found.isFeasible,
      await !holds((found.table, found.met), share, many.count, more, daily)
    {
      var search = await search(more, from: found.table)
      if let next = await search?.run(trims: false) { found = next }
    }
    let judgement = await judged(found.table, daily, unseen(design))
    return RiskLevel(
      shareOfDays: share, judgement: judgement, isFeasible: found.isFeasible,
      verdict: judgement.verdict(ofShare: share))
  }

  /// Whether a staffing that meets its goals on `met` of `count` days reaches the share on more days,
  /// which did not choose it; false where it misses on its own by more than two standard errors.
  private func holds(
    _ found: (table: StaffingTable, met: Int), _ share: Double, _ count: Int,
    _ more: [SimulationDraw], _ daily: GoalLayout
  ) async -> Bool {
    let least = share - RiskLevel.indifference
    let error = (least * (1 - least) * Double(count)).squareRoot()
    guard Double(found.met) > least * Double(count) - 2 * error, !isCancelled(),
      let samples = await evaluator(daily).samples(of: found.table, more)
    else { return false }
    let met = samples.places.indices.map { samples.countMet($0) }.min() ?? 0
    return Double(met) >= least * Double(more.count)
  }
}

import ContactCenter
import Experiments

/// Puts a management report together from the studies behind it.
struct ReportBuilder {
  let examination: Examination
  let trials: [Examination.Trial]

  var settings: ManagementSettings { examination.settings }
  var catalogue: KPICatalogue { settings.catalogue }
  var figures: KPIFigures { examination.figures }
  var result: StudyResult { examination.result }
  /// Plans by staffing, fewest agents first; the one as it is is the study itself.
  var plans: [Examination.Trial] { trials.filter(\.isPlan).sorted { $0.size < $1.size } }
  /// The same hours at better times; nil: not tried, or no better.
  var moved: Examination.Trial? {
    trials.first { $0.lever == .placement && examination.isNearer($0) }
  }
  /// Plans of some groups only, and more or fewer hours at better times.
  var others: [Examination.Trial] { trials.filter { $0.lever == nil && !$0.isPlan } }
  /// Every plan that was simulated.
  var staffings: [Examination.Trial] { plans + [moved].compactMap { $0 } + others }
  /// Whether the same hours at other times were tried.
  var isPlacementTried: Bool { trials.contains { $0.lever == .placement } }
  /// Single changes that were simulated, the placement only if it helps.
  var levers: [Examination.Trial] {
    trials.filter { $0.lever != nil && $0.lever != .placement } + [moved].compactMap { $0 }
  }

  /// Days on which the center is open in one replication.
  var daysPerReplication: Int { max(1, Int(clamping: examination.model.openingDays.rounded())) }

  /// Planning intervals that a report keeps: a week of quarters of an hour; more cannot be seen.
  static let mostIntervals = 672

  /// The report.
  func report(_ run: ManagementReport.RunDescription) -> ManagementReport {
    var report = ManagementReport(run: run, profile: settings.profile, time: timeFrame)
    report.run.replications = figures.record.replications
    report.currency = currency
    report.goals = judgedGoals
    report.kpis = catalogue.kpis.map(base)
    report.attainability = attainability(report)
    report.levers = leverResults
    for place in report.kpis.indices {
      let kpi = catalogue.kpis[place]
      report.kpis[place].elasticity = elasticity(of: kpi)
      report.kpis[place].smart = checks(of: kpi, report)
    }
    for place in report.kpis.indices where report.kpis[place].verdict.isMiss {
      report.kpis[place].remedy = remedy(of: catalogue.kpis[place], report)
    }
    let (decision, advised) = decision(report) ?? (nil, nil)
    report.decision = decision
    report.attainability?.shifts = (advised?.isMoved == true ? advised : moved).map(shifts) ?? []
    report.cascade = cascade(report)
    report.identities = identities(report)
    report.audit = audit(report)
    report.tables = tables
    report.heatMaps = heatMaps
    return report
  }

  private var timeFrame: ManagementReport.TimeFrame {
    var time = ManagementReport.TimeFrame(
      interval: result.intervalLength, dataDate: settings.dataDate)
    time.daysPerReplication = daysPerReplication
    time.daysPerMonth = settings.daysPerMonth
    time.intervalStarts = Array(result.intervalStarts.prefix(ReportBuilder.mostIntervals))
    let dates = result.dates
    if dates.firstDate != nil {
      time.intervalDates = time.intervalStarts.compactMap { dates.date(at: $0)?.iso }
      time.intervalClocks = time.intervalStarts.map(dates.clock.timeOfDay)
      time.timeZone = dates.timeZone
    }
    time.deadline = settings.deadline
    time.baseline = settings.baseline
    return time
  }

  // MARK: - Values

  /// Replications in a period of a target.
  func span(of period: KPI.Period) -> Int {
    let days: Int
    switch period {
    case .interval, .day: days = 1
    case .week: days = max(1, settings.daysPerMonth * 7 / 30)
    case .month: days = settings.daysPerMonth
    case .year: days = settings.daysPerMonth * 12
    }
    return max(1, Int(clamping: (Double(days) / Double(daysPerReplication)).rounded()))
  }

  /// The target that a KPI is held against; nil: it has none.
  func target(of kpi: KPI) -> KPITarget? { examination.target(of: kpi) }

  /// The rule of the target; nil: no target, or one that the run cannot be compared with.
  func rule(of kpi: KPI) -> TargetRule? { examination.rule(of: kpi) }

  /// The value of a KPI and how it stands to its target.
  private func base(_ kpi: KPI) -> KPIResult {
    let estimate = figures.estimate(kpi.identifier)
    var line = KPIResult(identifier: kpi.identifier, verdict: .noTarget)
    line.estimate = estimate
    line.notMeasured = figures.reasons(kpi)
    let own = target(of: kpi)
    line.references = kpi.targets.filter {
      $0.profile != own?.profile || $0.kind != .target
    }.map(TargetFigure.init)
    line.intervals = intervals(of: kpi)
    if let series = figures.series(kpi.identifier) { line.days = Array(series.days.prefix(400)) }
    guard let target = target(of: kpi) else {
      if estimate == nil { line.verdict = .notMeasured }
      return line
    }
    line.target = TargetFigure(target)
    guard let estimate else {
      line.verdict = .notMeasured
      return line
    }
    if let mismatch = examination.mismatch(kpi) {
      // The value is of something else than what the target asks for.
      line.verdict = .notMeasured
      line.notMeasured = [mismatch]
      line.estimate = nil
      line.days = []
      line.intervals = []
      return line
    }
    let rule = TargetRule(kpi, target)
    line.verdict = rule.verdict(estimate)
    if line.verdict.isDecided { line.score = rule.score(estimate.value) }
    // A replication is a month of monitoring and a year of staff.
    let isOwnPeriod = kpi.needs == .quality || kpi.needs == .workforce
    if !isOwnPeriod {
      line.dayShare = figures.series(kpi.identifier)?.dayShare(confidence: result.confidence) {
        rule.meets($0)
      }
    }
    line.monthShare = figures.share(
      kpi.identifier, span: isOwnPeriod ? 1 : span(of: .month), rule)
    return line
  }

  private func intervals(of kpi: KPI) -> [Double?] {
    guard let indicator = kpi.measuredBy.first, figures.estimate(kpi.identifier) != nil else {
      return []
    }
    let values = result.intervalStarts.indices.prefix(ReportBuilder.mostIntervals).map {
      result.value(indicator, of: .center, interval: $0)
    }
    return values.contains { $0 != nil } ? values : []
  }

  // MARK: - Plans and levers

  private func attainability(_ report: ManagementReport) -> Attainability? {
    guard !plans.isEmpty else { return nil }
    var outcome = Attainability(budget: settings.budget)
    let wanted = catalogue.kpis.filter {
      rule(of: $0) != nil && figures.estimate($0.identifier) != nil
    }
    outcome.plans = plans.map { plan(of: $0, wanted) }
    outcome.moved = moved.map { plan(of: $0, wanted) }
    let others = others.map { plan(of: $0, wanted) }
    outcome.others = others.isEmpty ? nil : others
    outcome.formulaHours = formulaHours
    joint(wanted, &outcome)
    return outcome
  }

  /// A staffing with the figures of the KPIs that have a target.
  func plan(of trial: Examination.Trial, _ wanted: [KPI]) -> Attainability.Plan {
    var plan = Attainability.Plan(
      factor: trial.lever == nil ? trial.size : 1 + trial.size, hours: trial.hours,
      cost: trial.cost)
    plan.groups = trial.changes.isEmpty ? nil : trial.changes
    plan.isMoved = trial.isMoved ? true : nil
    plan.goals = trial.goals.isEmpty ? nil : trial.goals
    for kpi in wanted {
      guard let rule = rule(of: kpi), let estimate = trial.figures.estimate(kpi.identifier)
      else { continue }
      let name = kpi.identifier
      plan.values[name] = estimate
      plan.dayShares[name] = trial.figures.share(name, span: 1, rule)
      plan.monthShares[name] = trial.figures.share(name, span: span(of: .month), rule)
      plan.periodShares[name] = target(of: kpi).flatMap {
        trial.figures.share(name, span: span(of: $0.period), rule)
      }
    }
    return plan
  }

  /// Agent hours of a replication that the formulas ask for; nil: there is no goal.
  var formulaHours: Double? {
    examination.inputs.required.isEmpty ? nil : figures.record.mean(of: "requiredHours")
  }

  /// Plans within the budget; all of them without one.
  func affordable(_ plans: [Attainability.Plan]) -> [Attainability.Plan] {
    plans.filter(Attainability(budget: settings.budget).allows)
  }

  /// Which targets one plan surely meets together, and of which pairs every plan surely misses one.
  private func joint(_ wanted: [KPI], _ outcome: inout Attainability) {
    let plans = affordable(outcome.all)
    func names(_ plan: Attainability.Plan, _ isWanted: (GoalVerdict) -> Bool) -> [String] {
      wanted.filter { kpi in
        guard let rule = rule(of: kpi), let value = plan.values[kpi.identifier] else { return false }
        return isWanted(rule.goal(value))
      }.map(\.identifier)
    }
    let sets = plans.map { names($0) { $0 == .met } }
    let open = plans.map { names($0) { $0 != .missed } }
    func isWorse(_ first: Int, _ second: Int) -> Bool {
      let (one, two) = (sets[first].count, sets[second].count)
      return one == two ? plans[first].price > plans[second].price : one < two
    }
    if let best = sets.indices.max(by: isWorse) {
      outcome.jointlyMet = sets[best]
      outcome.bestFactor = plans[best].factor
      outcome.best = plans[best]
    }
    let single = wanted.map(\.identifier).filter { name in sets.contains { $0.contains(name) } }
    for (place, first) in single.enumerated() {
      for second in single[(place + 1)...]
      where !open.contains(where: { $0.contains(first) && $0.contains(second) }) {
        outcome.conflicts.append([first, second])
      }
    }
  }

  /// The plan of the groups in a trial as a table, where it has one of its own.
  func shifts(of trial: Examination.Trial) -> [Attainability.PlacedShift] {
    guard trial.isMoved, let groups = trial.groups else { return [] }
    return placedShifts(examination.scenario.agentGroups, groups)
  }

  private var leverResults: [LeverResult] {
    levers.compactMap { trial in
      guard let lever = trial.lever, lever != .placement else { return nil }
      var changes: [String: KPIEstimate] = [:]
      for kpi in catalogue.kpis {
        changes[kpi.identifier] = trial.figures.change(kpi.identifier, from: figures)
      }
      return LeverResult(lever: lever.rawValue, size: trial.size, changes: changes)
    }
  }

  /// The currency of the scenario's costs.
  var currency: String? { examination.model.costs?.prices.currency }

  /// The next KPI above in the tree that has a value.
  func parent(of kpi: KPI) -> String? {
    catalogue.path(above: kpi).first {
      figures.series($0) != nil
    }
  }

  /// The trial of a lever.
  func trial(of lever: KPILever?) -> Examination.Trial? {
    lever.flatMap { lever in levers.first { $0.lever == lever } }
  }

  /// 1 where more is better, −1 where less is, 0 where it depends or does not matter.
  func good(_ kpi: KPI) -> Double {
    switch kpi.direction {
    case .up: return 1
    case .down: return -1
    case .information: return 0
    case .range:
      if kpi.overService == .below { return -1 }
      if kpi.overService == .above { return 1 }
      guard let rule = rule(of: kpi), let value = figures.estimate(kpi.identifier)?.value else {
        if let target = target(of: kpi) { return target.high == nil ? 1 : 0 }
        return 0
      }
      if rule.high == nil { return 1 }
      if rule.low == nil { return -1 }
      let gap = rule.gap(value)
      return gap == 0 ? 0 : (gap > 0 ? 1 : -1)
    }
  }

  private func elasticity(of kpi: KPI) -> Elasticity? {
    guard let lever = kpi.lever, let trial = trial(of: lever), let above = parent(of: kpi),
      let child = trial.figures.change(kpi.identifier, from: figures),
      let effect = trial.figures.change(above, from: figures),
      let slope = trial.figures.slope(
        of: above, per: kpi.identifier, from: figures),
      let parent = catalogue.kpis.first(where: { $0.identifier == above })
    else { return nil }
    let isSignificant = slope.isBeyondChance
    let sign = good(kpi) * good(parent)
    return Elasticity(
      parent: above, lever: lever.rawValue, childChange: child, parentChange: effect,
      slope: slope, isSignificant: isSignificant,
      hasRightSign: sign == 0 ? nil : sign * slope.value > 0)
  }
}

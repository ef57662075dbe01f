import Experiments
import Reporting
import Staffing

// What simulations found: where the plan differs, the repaired staffing, numbers per group, and risks.

extension StaffingDocument {
  /// Rows of verdicts that are shown; the files have all.
  private static let verdictLimit = 400
  /// Rows of verdicts that a terminal shows.
  private static let briefLimit = 40

  /// The sections about simulations; none where nothing was simulated.
  var simulations: [Part] {
    guard let simulated = result.simulated else { return [] }
    var parts: [Part] = []
    if let skills = simulated.skills {
      parts.append(("skills", words.numbersPerGroup, self.skills(skills, simulated)))
    }
    if let repair = simulated.repair {
      parts.append(("simulated", words.checkedBySimulation, self.repair(repair, simulated)))
    }
    if let risk = simulated.risk {
      parts.append(("risk", words.riskOfMissing, self.risk(risk, simulated)))
    }
    return parts
  }

  // MARK: - Money

  /// "EUR 490 a day", "78.5 agent-hours": over the horizon.
  func cost(_ amount: Double, _ price: StaffPrice) -> String {
    guard let money = price.money else { return words.agentHours(price.number(amount)) }
    return self.amount(amount, money)
  }

  /// An amount of money with what it is for, as tables of costs have it.
  func amount(_ value: Double, _ money: MoneyUnit, per period: String? = nil) -> String {
    let figure = language.paying(in: money.symbol).figure(value, FigureFormat(.money))
    return words.money(figure, period ?? words.period(money))
  }

  /// "EUR 16 an hour", "16 agents": in each hour.
  func hourly(_ amount: Double, _ price: StaffPrice) -> String {
    price.money.map { self.amount(amount, $0, per: words.anHour) }
      ?? words.agents(price.number(amount))
  }

  private func unit(_ price: StaffPrice) -> String {
    price.money.map { words.heading($0.symbol, words.period($0)) } ?? words.agentHours
  }

  // MARK: - The repair

  private func repair(_ report: RepairReport, _ simulated: SimulatedStaffing) -> [Block] {
    let (before, after) = (report.proposal, report.repaired)
    let isSearched = simulated.isProposalSearched
    var blocks: [Block] = [
      .paragraph(
        words.simulatedWith(
          isSearched: isSearched, replications: before.replications, intervals: intervals(before),
          verdicts: verdicts(before), cost: cost(before.cost, simulated.price)))
    ]
    let missed = before.figures.filter { $0.verdict == .missed }
    let open = before.figures.filter { $0.verdict == .undecided && $0.isBelow }
    if !(missed + open).isEmpty {
      blocks.append(
        .table(figures(missed + open, "differs", words.whereItDiffers(isSearched: isSearched))))
    }
    blocks.append(.paragraph(repaired(report, simulated)))
    if simulated.price.money != nil { blocks.append(.note(words.priceRemark)) }
    blocks.append(
      .paragraph(
        report.isLocallyMinimal
          ? words.minimal(removals: report.refutedRemovals, exchanges: report.refutedExchanges)
          : words.notMinimal(isFeasible: report.isFeasible)))
    blocks.append(.table(staffing(report, simulated)))
    blocks.append(
      .paragraph(words.fresh(replications: after.replications, verdicts: verdicts(after))))
    let wrong = after.figures.filter { figure in
      figure.verdict == .missed
        || !report.isFeasible && figure.verdict == .undecided && figure.isBelow
    }
    if !wrong.isEmpty { blocks.append(.table(figures(wrong, "fresh", words.stillMissed))) }
    blocks.append(.detail(summary: nil, [.note(words.simulatedMeaning), .table(both(report))]))
    return blocks
  }

  private func repaired(_ report: RepairReport, _ simulated: SimulatedStaffing) -> String {
    let (before, after) = (report.proposal.cost, report.repaired.cost)
    let change =
      before > 0 ? language.figure((after - before) / before, FigureFormat(named: "signedPercent")) : ""
    let sum = cost(after, simulated.price) + (change.isEmpty ? "" : language.bracketed(change))
    let sure = report.sure.map { language.figure($0, FigureFormat(.proportion)) }
    return words.repaired(
      isFeasible: report.isFeasible, sure: sure, limits: simulated.limits, cost: sum,
      evaluations: report.evaluations)
  }

  /// Agents of every interval and group, before and after the repair.
  private func staffing(_ report: RepairReport, _ simulated: SimulatedStaffing) -> Table {
    let (before, after) = (report.proposal.staffing.agents, report.repaired.staffing.agents)
    let rows = (after.first?.indices ?? 0..<0).filter(plan.isOpen).map { interval in
      [Cell(label(interval))]
        + after.indices.map { group -> Cell in
          let (old, new) = (before[group][interval], after[group][interval])
          let number = Cell.Content.number(Double(new), FigureFormat(.count))
          return Cell(old == new ? "\(new)" : "\(old) → \(new)", number)
        }
    }
    return Table(
      identifier: "repaired",
      title: words.beforeAndAfter(
        isSearched: simulated.isProposalSearched, isFeasible: report.isFeasible),
      columns: [.init(title: words.from)]
        + simulated.groups.map { .init(title: $0, isNumber: true) }, rows: rows)
  }

  /// Every goal with its figure in the plan and in its repair.
  private func both(_ report: RepairReport) -> Table {
    let figures = zip(report.proposal.figures, report.repaired.figures).prefix(Self.verdictLimit)
    return Table(
      identifier: "goals", title: words.checkedBySimulation,
      columns: [words.goal, words.subject, words.when].map { .init(title: $0) }
        + [
          .init(title: words.bound, isNumber: true), .init(title: words.planColumn, isNumber: true),
          .init(title: words.verdict), .init(title: words.repaired, isNumber: true),
          .init(title: words.verdict), .init(title: words.daysMet, isNumber: true),
        ],
      rows: figures.map { plan, repaired in
        [
          Cell(plan.goal), Cell(GoalFigures.subject(plan)), Cell(when(plan)), bound(plan),
          value(plan), verdict(plan), value(repaired), verdict(repaired), share(repaired),
        ]
      })
  }

  // MARK: - Figures

  private func when(_ figure: PlaceFigure) -> String {
    let first = figure.firstInterval
    switch Goal.Period(rawValue: figure.period) {
    case .interval where first == figure.lastInterval: return label(first)
    case .day where grid.isOverDays: return day(grid.calendar.day(of: first))
    case .interval, .day, .month, nil: return words.period(figure.period)
    }
  }

  private func bound(_ figure: PlaceFigure) -> Cell {
    let format = FigureFormat(GoalFigures.isTime(figure) ? .seconds : .proportion)
    return Cell(language.figure(figure.bound, format), .number(figure.bound, format))
  }

  /// The share of days, or of months, that met a goal.
  func share(_ figure: PlaceFigure) -> Cell {
    let format = FigureFormat(.proportion)
    let estimate = KPIEstimate(
      value: figure.shareOfDaysMet, low: figure.shareLow, high: max(figure.shareLow, figure.shareHigh))
    return Cell(language.estimate(estimate, format), .estimate(estimate, format))
  }

  /// About how many replications would tell.
  private func replications(_ count: Int) -> Cell {
    Cell(StaffFigures.number(Double(count)), .number(Double(count), FigureFormat(.count)))
  }

  /// Figures with their verdicts, in a terminal the first ones.
  private func figures(_ figures: [PlaceFigure], _ identifier: String, _ title: String) -> Table {
    var table = Table(
      identifier: identifier, title: title,
      columns: [words.when, words.subject, words.goal].map { .init(title: $0) }
        + [words.simulated, words.bound, words.daysMet].map { .init(title: $0, isNumber: true) }
        + [
          .init(title: words.verdict), .init(title: words.replicationsNeeded, isNumber: true),
        ],
      rows: figures.prefix(Self.verdictLimit).map { figure in
        [
          Cell(when(figure)), Cell(GoalFigures.subject(figure)), Cell(figure.goal), value(figure),
          bound(figure), share(figure), verdict(figure),
          figure.replicationsToDecide.map(replications) ?? Cell(""),
        ]
      })
    if table.rows.count > Self.briefLimit {
      table.briefRows = Array(0..<Self.briefLimit)
      table.briefNote = words.moreInFile(figures.count - Self.briefLimit, hasFiles: hasFiles)
    }
    return table
  }

  /// "2 missed, 45 met of 48 goals".
  func verdicts(_ judgement: StaffingJudgement) -> String { words.verdicts(judgement) }

  /// "95 % intervals of all 48 goals together".
  private func intervals(_ judgement: StaffingJudgement) -> String {
    words.intervals(
      language.figure(judgement.confidence, FigureFormat(.proportion)),
      goals: judgement.figures.count)
  }

  // MARK: - Numbers per group

  private func skills(_ report: SkillReport, _ simulated: SimulatedStaffing) -> [Block] {
    let price = simulated.price
    var sentences: [String] = []
    if report.isFeasible {
      sentences.append(words.cheapest(hourly(report.hourlyCost, price)))
      sentences.append(
        report.isProven
          ? words.proven(simulated.limits)
          : words.noCheaper(
            than: hourly(report.lowerBound, price),
            gap: language.figure(report.gap, FigureFormat(.proportion)), simulated.limits))
      if !report.isProven, let estimate = report.pooledEstimate, estimate > report.lowerBound {
        sentences.append(words.pooled(hourly(estimate, price)))
      }
      if let pools = report.separatePools, pools > 0 {
        let saved = language.figure((pools - report.hourlyCost) / pools, FigureFormat(.proportion))
        sentences.append(
          words.separate(hourly(pools, price), saved: simulated.limits == nil ? saved : nil))
      }
      sentences.append(words.effort(evaluations: report.evaluations, cuts: report.cuts))
    } else {
      sentences.append(words.noNumbers(simulated.limits))
    }
    return [
      .list(sentences, isNumbered: false), .table(groups(report, price)), .table(goals(report)),
      .table(bounds(report)),
    ]
  }

  private func groups(_ report: SkillReport, _ price: StaffPrice) -> Table {
    Table(
      identifier: "groups", title: words.numbersPerGroup,
      columns: [
        .init(title: words.group), .init(title: words.agents, isNumber: true),
        .init(
          title: words.costOfOne(
            price.money.map { words.heading($0.symbol, words.anHour) } ?? words.agents),
          isNumber: true),
      ],
      rows: report.groups.map { group in
        [
          Cell(group.name), count(group.agents),
          Cell(
            price.number(group.hourlyCost), .number(group.hourlyCost, FigureFormat(.plain))),
        ]
      })
  }

  private func goals(_ report: SkillReport) -> Table {
    Table(
      identifier: "skill-goals", title: words.overTheHorizon(intervals(report.judgement)),
      columns: [words.subject, words.goal].map { .init(title: $0) }
        + [words.simulated, words.bound].map { .init(title: $0, isNumber: true) }
        + [.init(title: words.verdict)],
      rows: report.judgement.figures.map { figure in
        [
          Cell(GoalFigures.subject(figure)), Cell(figure.goal.replacing("@month", with: "")),
          value(figure), bound(figure), verdict(figure),
        ]
      })
  }

  private func bounds(_ report: SkillReport) -> Table {
    Table(
      identifier: "bounds", title: words.workItself,
      columns: [
        .init(title: words.workOf), .init(title: words.toCarry, isNumber: true),
        .init(title: words.atLeast, isNumber: true), .init(title: words.have, isNumber: true),
      ],
      rows: report.bounds.prefix(5).map { bound in
        [
          Cell(language.list(bound.contactTypes)), plain(bound.load), count(bound.atLeast),
          count(bound.agents),
        ]
      })
  }

  // MARK: - Risk

  private func risk(_ report: RiskReport, _ simulated: SimulatedStaffing) -> [Block] {
    var blocks: [Block] = [
      .paragraph(
        words.months(
          report.months, days: report.daysPerMonth,
          error: language.figure(report.forecastError, FigureFormat(.proportion)))),
      .table(intervals(report)), .table(periods(report)),
    ]
    if !report.variances.isEmpty { blocks.append(.table(variances(report))) }
    if !report.levels.isEmpty {
      blocks.append(.paragraph(shares(of: report)))
      blocks += [.table(levels(report, simulated.price)), .table(agentsForShares(report))]
    }
    return blocks
  }

  private func intervals(_ report: RiskReport) -> Table {
    Table(
      identifier: "risk-intervals", title: words.intervalRisk,
      columns: [words.when, words.subject, words.goal].map { .init(title: $0) }
        + [words.onAverage, words.daysMet].map { .init(title: $0, isNumber: true) },
      rows: report.intervals.map { figure in
        [
          Cell(when(figure)), Cell(GoalFigures.subject(figure)), Cell(figure.goal), value(figure),
          share(figure),
        ]
      })
  }

  private func periods(_ report: RiskReport) -> Table {
    Table(
      identifier: "risk-periods", title: words.periodRisk,
      columns: (days + [words.subject, words.goal]).map { .init(title: $0) }
        + [words.onAverage, words.daysMet, words.monthsMet].map {
          .init(title: $0, isNumber: true)
        },
      rows: report.days.indices.map { place in
        let day = report.days[place]
        let month = report.monthly[place]
        return dayCells(day) + [
          Cell(GoalFigures.subject(day)), Cell(day.goal), value(day), share(day), share(month),
        ]
      })
  }

  /// The heading of the days of goals, where there are several.
  private var days: [String] { grid.isOverDays ? [words.day] : [] }

  private func dayCells(_ figure: PlaceFigure) -> [Cell] {
    grid.isOverDays ? [Cell(day(grid.calendar.day(of: figure.firstInterval)))] : []
  }

  private func variances(_ report: RiskReport) -> Table {
    let format = FigureFormat(.proportion)
    return Table(
      identifier: "risk-variances", title: words.varianceOfDays, caption: words.varianceCaption,
      columns: (days + [words.subject, words.goal]).map { .init(title: $0) }
        + [
          words.standardDeviationOfDay, words.forecast, words.dayToDay, words.withinDay, words.ofSimulation,
        ].map { .init(title: $0, isNumber: true) },
      rows: zip(report.variances, report.days).map { figure, day in
        let variance = figure.variance
        let total = max(variance.total, 1e-300)
        let unit = FigureFormat(figure.goal.contains("asa<") ? .seconds : .proportion)
        let deviation = variance.total.squareRoot()
        let parts = [
          variance.parameter, variance.dayToDay, variance.withinDay, variance.monteCarlo,
        ].map { ($0 / total * 1000).rounded() / 1000 }
        return dayCells(day) + [
          Cell(figure.subject), Cell(figure.goal),
          Cell(language.figure(deviation, unit), .number(deviation, unit)),
        ] + parts.map { Cell(language.figure($0, format), .number($0, format)) }
      })
  }

  /// The staffings for shares of days, beside the one that there is.
  private func levels(_ report: RiskReport, _ price: StaffPrice) -> Table {
    func figures(_ judgement: StaffingJudgement) -> [Cell] {
      let rows = judgement.staffing.agents
      let totals = (rows.first?.indices ?? 0..<0).map { interval in
        rows.reduce(0) { $0 + $1[interval] }
      }
      // The same prices as those of the plan's costs, where the scenario has them.
      let table = judgement.staffing
      let costs = result.costs(of: result.formula.replaced(by: table), table)
      let cost = price.money == nil ? judgement.cost : costs?.total ?? judgement.cost
      return [
        Cell(price.number(cost), .number(cost, FigureFormat(.plain))), count(totals.max() ?? 0),
        judgement.worstShare.map(share) ?? Cell(""),
      ]
    }
    func percent(_ share: Double) -> String { language.figure(share, FigureFormat(.proportion)) }
    func beside(_ name: String, _ judgement: StaffingJudgement) -> [Cell] {
      let verdicts = report.levels.map { level in
        "\(percent(level.shareOfDays)) \(words.verdict(judgement.verdict(ofShare: level.shareOfDays)))"
      }
      return [Cell(name)] + figures(judgement) + [Cell(language.list(verdicts))]
    }
    let others = [
      report.plan.map { beside(words.plannedNow, $0) }, report.judged.map { beside(words.repaired, $0) },
    ]
    return Table(
      identifier: "risk-levels", title: words.cheapestForShares(percent(RiskLevel.indifference)),
      columns: [
        .init(title: words.shareOfDays), .init(title: words.costIn(unit(price)), isNumber: true),
        .init(title: words.agentsAtMost, isNumber: true),
        .init(title: words.onFreshDays, isNumber: true), .init(title: words.verdict),
      ],
      rows: others.compactMap { $0 }
        + report.levels.map { level in
          [Cell(percent(level.shareOfDays), note: level.isFeasible ? "" : words.nearestFound)]
            + figures(level.judgement) + [verdict(level.verdict)]
        })
  }

  /// The agents of those staffings by interval, beside the plan's.
  private func agentsForShares(_ report: RiskReport) -> Table {
    let plans =
      [result.answer?.judgement.staffing].compactMap { $0 } + report.levels.map(\.judgement.staffing)
    let shares = report.levels.map { language.figure($0.shareOfDays, FigureFormat(.proportion)) }
    let open = plan.demand.intervals.indices.filter(plan.isOpen)
    return Table(
      identifier: "risk-agents",
      title: words.agentsForShares(hasGroups: result.pools.count > 1),
      columns: [.init(title: words.from)]
        + ([words.planColumn] + shares).map { .init(title: $0, isNumber: true) },
      rows: open.map { interval in
        [Cell(label(interval))]
          + plans.map { table in count(table.agents.reduce(0) { $0 + $1[interval] }) }
      })
  }

  private func verdict(_ verdict: GoalVerdict) -> Cell {
    Cell(words.verdict(verdict), tone: verdict.tone)
  }
}

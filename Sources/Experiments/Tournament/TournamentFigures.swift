import ContactCenter

// Estimates and differences of any figure, from the rows of a tournament.

extension TournamentResult {
  /// Any KPI of an entrant, from its rows; undefined where the entrant does not have it.
  public func estimate(_ kpi: TournamentKPI, of entrant: Int) -> Estimate {
    series(kpi, of: entrant)?.estimate(confidence: settings.confidence) ?? .undefined
  }

  /// The paired difference of any KPI between two entrants, with the interval for it alone.
  public func difference(
    _ kpi: TournamentKPI, of entrant: Int, from reference: Int
  ) -> Estimate {
    guard let mine = series(kpi, of: entrant), let theirs = series(kpi, of: reference) else {
      return .undefined
    }
    return mine.difference(from: theirs, confidence: settings.confidence)
  }

  /// A KPI's observations; nil where the entrant does not have it.
  func series(_ kpi: TournamentKPI, of entrant: Int) -> KPISeries? {
    layouts[entrant].columns(kpi).map { series($0, of: entrant) }
  }

  func series(_ columns: KPIColumns, of entrant: Int) -> KPISeries {
    KPISeries(rows[entrant], columns, block: settings.strata)
  }

  /// An estimate of columns.
  func estimate(_ entrant: Int, _ numerator: Int, over denominator: Int? = nil) -> Estimate {
    series(KPIColumns(numerator: numerator, denominator: denominator), of: entrant)
      .estimate(confidence: settings.confidence)
  }

  /// What one entrant's rows say, without goals, rank and race.
  func figures(of entrant: Int, name: String, note: String) -> EntrantResult {
    let layout = layouts[entrant]
    var result = EntrantResult(name: name, note: note, replications: rows[entrant].count)
    result.objective = estimate(settings.objective, of: entrant)
    result.kpis = settings.kpis.map { estimate($0, of: entrant) }
    result.types = (0..<layout.types).map { typeFigures(entrant, $0) }
    result.groups = (0..<layout.groups).map { groupFigures(entrant, $0) }
    result.occupancySpread = estimate(entrant, layout.occupancySpread())
    result.occupancyRange = estimate(entrant, layout.occupancyRange())
    result.costs.staff = estimate(entrant, layout.staffCost())
    result.costs.waiting = estimate(entrant, layout.waitingCost())
    result.costs.lostValue = estimate(entrant, layout.lostValue())
    result.costs.total = estimate(entrant, layout.cost)
    result.worstIntervals = worstIntervals(entrant)
    return result
  }

  private func typeFigures(_ entrant: Int, _ type: Int) -> TypeFigures {
    let layout = layouts[entrant]
    func ratio(_ measure: ContactMeasure, _ below: ContactMeasure) -> Estimate {
      estimate(
        entrant, layout.column(measure, type: type), over: layout.column(below, type: type))
    }
    func mean(_ measure: ContactMeasure) -> Estimate {
      estimate(entrant, layout.column(measure, type: type))
    }
    var figures = TypeFigures(name: layout.names.contactTypes[type])
    figures.offered = mean(.offered)
    figures.serviceLevel = ratio(.answeredWithin, .offered)
    figures.answeredProportion = ratio(.answered, .offered)
    figures.abandonedProportion = ratio(.abandoned, .offered)
    figures.averageSpeedOfAnswer = ratio(.waitAnswered, .answered)
    figures.averageWait = ratio(.waitAll, .offered)
    figures.longestWait = mean(.longestWait)
    let longest = layout.column(.longestWait, type: type)
    figures.longestWaitOfAll = rows[entrant].reduce(0) { max($0, $1.values[longest]) }
    figures.waitingCost = estimate(entrant, layout.waitingCost(type: type))
    let counts = (0..<layout.groups).map { group in
      rows[entrant].reduce(0) { $0 + $1.values[layout.answered(type: type, group: group)] }
    }
    let sum = counts.reduce(0, +)
    figures.answeredShares = sum > 0 ? counts.map { $0 / sum } : []
    return figures
  }

  private func groupFigures(_ entrant: Int, _ group: Int) -> GroupFigures {
    let layout = layouts[entrant]
    var figures = GroupFigures(name: layout.names.groups[group])
    figures.occupancy = estimate(
      entrant, layout.column(.handling, group: group),
      over: layout.column(.ready, group: group))
    figures.occupancySpread = estimate(entrant, layout.occupancySpread(group: group))
    figures.occupancyRange = estimate(entrant, layout.occupancyRange(group: group))
    figures.answered = estimate(entrant, layout.column(AgentMeasure.answered, group: group))
    figures.scheduledHours = estimate(entrant, layout.column(.scheduledHours, group: group))
    return figures
  }

  private func worstIntervals(_ entrant: Int) -> [IntervalFigures] {
    let layout = layouts[entrant]
    let levels = (0..<layout.intervals).compactMap { interval -> (Int, Double)? in
      let columns = KPIColumns(
        numerator: layout.answeredWithin(interval: interval),
        denominator: layout.offered(interval: interval))
      let series = series(columns, of: entrant)
      return series.value(first: series.count).map { (interval, $0) }
    }
    return levels.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(3).map { interval, _ in
      IntervalFigures(
        interval: interval, start: layout.intervalStarts[interval],
        offered: estimate(entrant, layout.offered(interval: interval)),
        serviceLevel: estimate(
          entrant, layout.answeredWithin(interval: interval),
          over: layout.offered(interval: interval)))
    }
  }
}

// MARK: - Pareto front

extension TournamentResult {
  /// The entrants in the plane of any two KPIs.
  ///
  /// Of a KPI without a direction less counts as better.
  public func pareto(_ x: TournamentKPI, _ y: TournamentKPI) -> ParetoFront {
    let values = entrants.indices.map { (estimate(x, of: $0), estimate(y, of: $0)) }
    let defined = values.indices.filter { values[$0].0.value != nil && values[$0].1.value != nil }
    // Both KPIs of every ordered pair of entrants.
    let family = max(1, defined.count * (defined.count - 1))
    let points = defined.map { entrant -> ParetoPoint in
      let dominators = defined.filter { $0 != entrant && dominates($0, entrant, x, y) }
      let isSure = dominators.contains { dominator in
        [x, y].allSatisfy { kpi in
          let difference = difference(kpi, of: dominator, from: entrant)
          guard
            let interval = difference.simultaneous(family, confidence: settings.confidence)
          else { return false }
          return kpi.sign > 0 ? interval.lowerBound > 0 : interval.upperBound < 0
        }
      }
      return ParetoPoint(
        entrant: entrant, x: values[entrant].0, y: values[entrant].1,
        isOnFront: dominators.isEmpty, dominatedBy: dominators, isSurelyDominated: isSure)
    }
    return ParetoFront(x: x, y: y, points: points)
  }

  /// Whether one is better in one KPI and not worse in the other, over the replications that both
  /// have.
  private func dominates(
    _ one: Int, _ other: Int, _ x: TournamentKPI, _ y: TournamentKPI
  ) -> Bool {
    guard let inX = difference(x, of: one, from: other).value.map({ x.sign * $0 }),
      let inY = difference(y, of: one, from: other).value.map({ y.sign * $0 })
    else { return false }
    return inX >= 0 && inY >= 0 && (inX > 0 || inY > 0)
  }
}

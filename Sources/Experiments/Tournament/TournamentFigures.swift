import ContactCenter

// Estimates and differences of any figure, from the rows of a tournament.

extension TournamentResult {
  /// Any KPI of an entrant over the replications that all entrants have; undefined where the entrant
  /// does not have it.
  ///
  /// Whoever stayed in the race has met other days too; only the common ones make estimates of
  /// different entrants comparable.
  public func estimate(_ kpi: TournamentKPI, of entrant: Int) -> Estimate {
    layouts[entrant].columns(kpi).map { estimate($0, of: entrant) } ?? .undefined
  }

  /// Any KPI of an entrant over all replications that it has, for judging it by itself.
  ///
  /// - Parameters:
  ///   - kpi: What is estimated.
  ///   - entrant: Its index.
  ///   - confidence: The level of the interval; nil: that of the tournament.
  /// - Returns: The estimate; undefined where the entrant does not have the KPI.
  public func ownEstimate(
    _ kpi: TournamentKPI, of entrant: Int, confidence: Double? = nil
  ) -> Estimate {
    series(kpi, of: entrant)?.estimate(confidence: confidence ?? settings.confidence) ?? .undefined
  }

  private func estimate(_ columns: KPIColumns, of entrant: Int) -> Estimate {
    series(columns, of: entrant).estimate(first: commonBlocks, confidence: settings.confidence)
  }

  /// Observations that all entrants have: replications, or blocks of them.
  private var commonBlocks: Int { commonReplications / settings.strata }

  /// An entrant's rows of the replications that all have.
  private func commonRows(_ entrant: Int) -> ArraySlice<TournamentRow> {
    rows[entrant].prefix(commonReplications)
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

  /// An estimate of columns over the replications that all entrants have.
  func estimate(_ entrant: Int, _ numerator: Int, over denominator: Int? = nil) -> Estimate {
    estimate(KPIColumns(numerator: numerator, denominator: denominator), of: entrant)
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
    result.costs.parts = CostMeasure.operatingParts.map { measure in
      estimate(entrant, layout.column(measure))
    }
    result.costs.waiting = estimate(entrant, layout.waitingCost())
    result.costs.lostValue = estimate(entrant, layout.lostValue())
    result.costs.total = estimate(entrant, layout.column(CostMeasure.cost))
    result.costs.paidHours = estimate(entrant, layout.column(CostMeasure.paidHours))
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
    if let goal = layout.workGoals[type] {
      figures.workGoal = goal
      figures.ageByOpeningHours = estimate(
        entrant, layout.column(BacklogMeasure.ageAnsweredBusiness, type: type),
        over: layout.column(BacklogMeasure.answered, type: type))
    }
    let longest = layout.column(.longestWait, type: type)
    figures.longestWaitOfAll = commonRows(entrant).reduce(0) { max($0, $1.values[longest]) }
    figures.waitingCost = estimate(entrant, layout.waitingCost(type: type))
    let counts = (0..<layout.groups).map { group in
      commonRows(entrant).reduce(0) { $0 + $1.values[layout.answered(type: type, group: group)] }
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
      return series.value(first: commonBlocks).map { (interval, $0) }
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
  /// The entrants in the plane of any two KPIs, over the replications that all of them have.
  ///
  /// Who is surely dominated over all replications that the two have is not on the front, nor who is
  /// dominated by these values of an entrant that is not surely dominated itself; somebody always is.
  /// Of a KPI without a direction less counts as better.
  ///
  /// O(entrants²) paired differences.
  public func pareto(_ x: TournamentKPI, _ y: TournamentKPI) -> ParetoFront {
    let values = entrants.indices.map { (x: estimate(x, of: $0), y: estimate(y, of: $0)) }
    let places = entrants.indices.compactMap { entrant in
      values[entrant].x.value.flatMap { first in
        values[entrant].y.value.map { (entrant, x: x.sign * first, y: y.sign * $0) }
      }
    }
    let defined = places.map(\.0)
    // Both KPIs of every ordered pair of entrants.
    let family = max(1, defined.count * (defined.count - 1))
    let sure = defined.map { entrant in
      defined.indices.filter { rival in
        defined[rival] != entrant
          && [x, y].allSatisfy { kpi in
            let difference = difference(kpi, of: defined[rival], from: entrant)
            guard
              let interval = difference.simultaneous(family, confidence: settings.confidence)
            else { return false }
            return kpi.sign > 0 ? interval.lowerBound > 0 : interval.upperBound < 0
          }
      }
    }
    let dominators = ParetoFront.dominators(of: places.map { ($0.x, $0.y) }, surely: sure)
    let points = defined.indices.map { index in
      ParetoPoint(
        entrant: defined[index], x: values[defined[index]].x, y: values[defined[index]].y,
        isOnFront: dominators[index].isEmpty, dominatedBy: dominators[index].map { defined[$0] },
        isSurelyDominated: !sure[index].isEmpty)
    }
    return ParetoFront(x: x, y: y, points: points)
  }
}

extension ParetoFront {
  /// Who dominates each of several points, in order; of one of them at least nobody does.
  ///
  /// A point that is surely dominated dominates no other by its values: its values and the sure
  /// differences are over other days and may contradict each other. Where sure dominations leave
  /// nobody, as in a circle, the values alone count.
  ///
  /// - Parameters:
  ///   - points: The more, the better, in both.
  ///   - surely: By point, those that surely dominate it.
  /// - Returns: By point, those that dominate it.
  package static func dominators(
    of points: [(x: Double, y: Double)], surely: [[Int]]
  ) -> [[Int]] {
    let isCircle = surely.allSatisfy { !$0.isEmpty }
    return points.indices.map { point in
      points.indices.filter { rival in
        if !isCircle, surely[point].contains(rival) { return true }
        guard isCircle || surely[rival].isEmpty else { return false }
        let (inX, inY) = (points[rival].x - points[point].x, points[rival].y - points[point].y)
        return inX >= 0 && inY >= 0 && (inX > 0 || inY > 0)
      }
    }
  }
}

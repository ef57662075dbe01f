import ContactCenter

/// All paired differences of the objective.
struct PairTable {
  /// Entrant by entrant; the entrant's value less the reference's.
  private var pairs: [PairedDifference] = []
  private let confidence: Double

  init(_ result: TournamentResult) {
    let objective = result.settings.objective
    confidence = result.settings.confidence
    let series = result.entrants.indices.map { result.series(objective, of: $0) }
    for (entrant, mine) in series.enumerated() {
      for (reference, theirs) in series.enumerated() where reference < entrant {
        guard let mine, let theirs else { continue }
        let estimate = mine.difference(from: theirs, confidence: confidence)
        pairs.append(
          PairedDifference(
            kpi: objective, entrant: entrant, reference: reference, estimate: estimate,
            pValue: estimate.pValue, verdict: .notTold, pairs: min(mine.count, theirs.count)))
      }
    }
    pairs.judge(confidence: confidence)
  }

  /// Every other entrant with one.
  func against(_ best: Int) -> [PairedDifference] {
    pairs.compactMap { pair in
      if pair.reference == best { return pair }
      return pair.entrant == best ? pair.turned : nil
    }.sorted { $0.entrant < $1.entrant }
  }
}

extension PairedDifference {
  /// The same pair seen from the other side.
  var turned: PairedDifference {
    var turned = self
    swap(&turned.entrant, &turned.reference)
    turned.estimate.value = estimate.value.map { -$0 }
    turned.simultaneous = simultaneous.map { -$0.upperBound ... -$0.lowerBound }
    switch verdict {
    case .better: turned.verdict = .worse
    case .worse: turned.verdict = .better
    case .different, .notTold: break
    }
    return turned
  }
}

extension TournamentSummary {
  /// Which entrant is the best, and how sure that is.
  func selection(_ result: TournamentResult, _ pairs: PairTable) -> Selection {
    var selection: Selection
    if case .selection = director.settings.mode {
      selection = raceSelection(result, pairs)
    } else {
      selection = fixedSelection(result, pairs)
    }
    addRinott(to: &selection, result)
    return selection
  }

  /// The entrant with the best value among some, over the replications that these have.
  private func best(of entrants: [Int], _ result: TournamentResult) -> Int? {
    let (objective, strata) = (director.settings.objective, director.settings.strata)
    let count = (entrants.map { rows[$0].count }.min() ?? 0) / strata
    let values = entrants.compactMap { entrant in
      result.series(objective, of: entrant)?.value(first: count).map { (entrant, $0) }
    }
    return values.max { (objective.sign * $0.1, -$0.0) < (objective.sign * $1.1, -$1.0) }?.0
  }

  private func raceSelection(_ result: TournamentResult, _ pairs: PairTable) -> Selection {
    var selection = Selection()
    guard let race = director.race else {
      selection.best = best(
        of: result.entrants.indices.filter {
          result.entrants[$0].isEligible
        }, result)
      selection.remaining = Array(result.entrants.indices)
      return selection
    }
    selection.indifference = race.indifference
    selection.indifferenceSource = director.zone?.source ?? .unknown
    selection.isIndifferenceOfKeepers = director.zone?.isOfKeepers ?? false
    selection.remaining = race.remaining
    selection.best = best(
      of: race.remaining.filter { result.entrants[$0].isEligible }, result)
    if isPartial && !race.isOver { return selection }
    guard race.isOver else {
      selection.status = .budgetExhausted
      return selection
    }
    guard let winner = race.remaining.first else {
      selection.status = .noneFeasible
      return selection
    }
    selection.best = winner
    selection.probability = director.settings.confidence
    selection.tied = tied(with: winner, result, pairs)
    selection.status = selection.tied.isEmpty ? .selected : .tie
    return selection
  }

  /// The entrants that cannot be told apart from the winner of a race and do not miss a goal for
  /// certain.
  private func tied(
    with winner: Int, _ result: TournamentResult, _ pairs: PairTable
  ) -> [Int] {
    let others = pairs.against(winner).filter { pair in
      pair.verdict == .notTold
        && result.entrants[pair.entrant].goals.allSatisfy { $0.verdict != .missed }
    }
    return ordered(others)
  }

  /// The entrants of differences from the best, best first.
  private func ordered(_ pairs: [PairedDifference]) -> [Int] {
    let sign = director.settings.objective.sign
    return pairs.sorted {
      (-sign * ($0.estimate.value ?? 0), $0.entrant)
        < (-sign * ($1.estimate.value ?? 0), $1.entrant)
    }.map(\.entrant)
  }

  /// With a fixed number of replications, all pairs' intervals at once tell who is the best.
  ///
  /// Entrants that are not told apart from the best may be better; if by less than δ, it is a tie.
  private func fixedSelection(_ result: TournamentResult, _ pairs: PairTable) -> Selection {
    var selection = Selection()
    let settings = director.settings
    let zone = TournamentDirector.zone(
      settings.indifference, settings.objective, result.entrants.map(\.objective.value),
      keepers: result.entrants.indices.filter { result.entrants[$0].isEligible },
      hasGoals: !settings.goals.isEmpty)
    selection.indifference = zone.size
    selection.indifferenceSource = zone.source
    selection.isIndifferenceOfKeepers = zone.isOfKeepers
    let possible = result.entrants.indices.filter { entrant in
      result.entrants[entrant].goals.allSatisfy { $0.verdict != .missed }
        && result.entrants[entrant].objective.value != nil
    }
    selection.best = best(of: possible.filter { result.entrants[$0].isEligible }, result)
    selection.remaining = possible
    if isPartial { return selection }
    guard !possible.isEmpty else {
      selection.status = .noneFeasible
      return selection
    }
    selection.status = .budgetExhausted
    guard let best = selection.best else { return selection }
    let sign = settings.objective.sign
    var isWithinZone = true
    let near = pairs.against(best).filter { pair in
      guard possible.contains(pair.entrant) else { return false }
      guard let interval = interval(of: pair) else {
        isWithinZone = false
        return true
      }
      let ahead = sign > 0 ? interval.upperBound : -interval.lowerBound
      if ahead >= zone.size { isWithinZone = false }
      return ahead >= 0
    }
    selection.tied = ordered(near)
    selection.remaining = [best] + selection.tied
    guard isWithinZone, result.entrants[best].goals.allSatisfy({ $0.verdict == .met }) else {
      return selection
    }
    selection.status = near.isEmpty ? .selected : .tie
    selection.probability = settings.confidence
    return selection
  }

  /// A pair's interval in the family of all pairs; with goals, which take half of the error, wider.
  private func interval(of pair: PairedDifference) -> ClosedRange<Double>? {
    let settings = director.settings
    let pairs = entrants.count * (entrants.count - 1) / 2
    return pair.estimate.simultaneous(
      settings.goals.isEmpty ? pairs : 2 * pairs, confidence: settings.confidence)
  }

  // MARK: Rinott

  /// What Rinott's procedure, started with the same first stage, would want and choose.
  private func addRinott(to selection: inout Selection, _ result: TournamentResult) {
    let settings = director.settings
    let series = result.entrants.indices.map { result.series(settings.objective, of: $0) }
    let counts = series.map { $0?.count ?? 0 }
    let first = director.race.map { _ in director.firstStage } ?? counts.min() ?? 0
    guard series.count > 1, first >= 2, selection.indifference > 0 else { return }
    let constant = Rinott.constant(
      entrants: series.count, firstStage: first, probability: settings.confidence)
    var wanted: [Int] = []
    for series in series {
      guard let series, let values = series.linearised(first: first) else { return }
      let size = abs(series.value(first: first) ?? 0)
      wanted.append(
        Rinott.replications(
          constant: constant, firstStage: first,
          variance: SampleMoments(values, size: size).variance,
          indifference: selection.indifference))
    }
    selection.rinottReplications = wanted.map { $0 * settings.strata }
    guard zip(wanted, counts).allSatisfy({ $0 <= $1 }) else { return }
    let sign = settings.objective.sign
    let values = zip(series, wanted).map { $0?.value(first: $1) ?? -sign * .infinity }
    selection.rinottBest = values.indices.max {
      (sign * values[$0], -$0) < (sign * values[$1], -$1)
    }
  }
}

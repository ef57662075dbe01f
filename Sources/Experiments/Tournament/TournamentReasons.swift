import ContactCenter

// Why the winner wins, and whom a policy lets down.

extension TournamentResult {
  /// Changes of each kind that an explanation holds at most.
  private static let mostChanges = 6

  /// The largest differences beyond chance between the winner and the reference, or the second best
  /// where the reference wins.
  func explain() -> TournamentExplanation? {
    guard let winner = selection.best else { return nil }
    var other = settings.reference
    if other == winner {
      let ranked = entrants.indices.filter { $0 != winner && entrants[$0].rank != nil }
        .min { (entrants[$0].rank ?? 0, $0) < (entrants[$1].rank ?? 0, $1) }
      guard let second = ranked ?? entrants.indices.first(where: { $0 != winner }) else {
        return nil
      }
      other = second
    }
    let kinds = [
      flows(winner, other), waits(winner, other), abandonments(winner, other),
      occupancies(winner, other), costs(winner, other),
    ]
    return TournamentExplanation(
      winner: winner, reference: other, changes: kinds.flatMap { significant($0) })
  }

  /// A change, and what it is ordered by.
  private typealias Candidate = (change: TournamentChange, size: Double)

  /// Those that Holm's rule keeps, the largest first.
  private func significant(_ candidates: [Candidate]) -> [TournamentChange] {
    let kept = Holm.rejected(
      candidates.map { $0.change.difference.pValue }, error: 1 - settings.confidence)
    return candidates.indices.filter { kept[$0] && candidates[$0].size > 0 }
      .sorted { (-candidates[$0].size, $0) < (-candidates[$1].size, $1) }
      .prefix(TournamentResult.mostChanges).map { candidates[$0].change }
  }

  private func candidate(
    _ kind: TournamentChange.Kind, _ label: String, _ unit: IndicatorUnit, type: String? = nil,
    group: String? = nil, _ winner: (Int, KPIColumns), _ other: (Int, KPIColumns),
    weight: Double = 1
  ) -> Candidate? {
    let mine = series(winner.1, of: winner.0)
    let theirs = series(other.1, of: other.0)
    // Of the replications that both have, so that the difference is theirs.
    let count = min(mine.count, theirs.count)
    guard let after = mine.value(first: count), let before = theirs.value(first: count) else {
      return nil
    }
    let difference = mine.difference(from: theirs, confidence: settings.confidence)
    let change = TournamentChange(
      kind: kind, contactType: type, group: group, label: label, unit: unit, before: before,
      after: after, difference: difference)
    return (change, weight * abs(difference.value ?? 0))
  }

  /// Contact types that both have: name, place in the one, place in the other.
  private func commonTypes(_ one: Int, _ other: Int) -> [(String, Int, Int)] {
    common(layouts[one].names.contactTypes, layouts[other].names.contactTypes)
  }

  private func commonGroups(_ one: Int, _ other: Int) -> [(String, Int, Int)] {
    common(layouts[one].names.groups, layouts[other].names.groups)
  }

  private func common(_ one: [String], _ other: [String]) -> [(String, Int, Int)] {
    one.enumerated().compactMap { place, name in
      other.firstIndex(of: name).map { (name, place, $0) }
    }
  }

  private func flows(_ winner: Int, _ other: Int) -> [Candidate] {
    let (mine, theirs) = (layouts[winner], layouts[other])
    let groups = commonGroups(winner, other)
    return commonTypes(winner, other).flatMap { name, type, otherType in
      groups.compactMap { groupName, group, otherGroup -> Candidate? in
        var found = candidate(
          .flow, "Contacts answered", .count, type: name, group: groupName,
          (winner, KPIColumns(numerator: mine.answered(type: type, group: group))),
          (other, KPIColumns(numerator: theirs.answered(type: otherType, group: otherGroup))))
        let after = entrants[winner].types[type].answeredShares
        let before = entrants[other].types[otherType].answeredShares
        found?.change.shareAfter = after.isEmpty ? nil : after[group]
        found?.change.shareBefore = before.isEmpty ? nil : before[otherGroup]
        return found
      }
    }
  }

  private func ratios(
    _ kind: TournamentChange.Kind, _ label: String, _ unit: IndicatorUnit,
    _ measure: ContactMeasure, _ winner: Int, _ other: Int
  ) -> [Candidate] {
    let (mine, theirs) = (layouts[winner], layouts[other])
    return commonTypes(winner, other).compactMap { name, type, otherType in
      let own = KPIColumns(
        numerator: mine.column(measure, type: type),
        denominator: mine.column(.offered, type: type))
      let foreign = KPIColumns(
        numerator: theirs.column(measure, type: otherType),
        denominator: theirs.column(.offered, type: otherType))
      return candidate(
        kind, label, unit, type: name, (winner, own), (other, foreign),
        weight: entrants[winner].types[type].offered.value ?? 0)
    }
  }

  private func waits(_ winner: Int, _ other: Int) -> [Candidate] {
    ratios(.wait, "Average wait", .seconds, .waitAll, winner, other)
  }

  private func abandonments(_ winner: Int, _ other: Int) -> [Candidate] {
    ratios(.abandonment, "Abandoned", .proportion, .abandoned, winner, other)
  }

  private func occupancies(_ winner: Int, _ other: Int) -> [Candidate] {
    let (mine, theirs) = (layouts[winner], layouts[other])
    return commonGroups(winner, other).compactMap { name, group, otherGroup in
      candidate(
        .occupancy, "Occupancy", .proportion, group: name,
        (
          winner,
          KPIColumns(
            numerator: mine.column(.handling, group: group),
            denominator: mine.column(.ready, group: group))
        ),
        (
          other,
          KPIColumns(
            numerator: theirs.column(.handling, group: otherGroup),
            denominator: theirs.column(.ready, group: otherGroup))
        ), weight: entrants[winner].groups[group].scheduledHours.value ?? 0)
    }
  }

  private func costs(_ winner: Int, _ other: Int) -> [Candidate] {
    let (mine, theirs) = (layouts[winner], layouts[other])
    guard mine.names.money != nil, mine.names.money == theirs.names.money else { return [] }
    let running = CostMeasure.operatingParts.map {
      ($0 == .staff ? "Staff cost" : $0.indicator.label, mine.column($0), theirs.column($0))
    }
    let parts: [(String, Int, Int)] =
      running + [
        ("Waiting cost", mine.waitingCost(), theirs.waitingCost()),
        ("Lost value", mine.lostValue(), theirs.lostValue()),
      ]
    return parts.compactMap { label, own, foreign in
      candidate(
        .cost, label, .money, (winner, KPIColumns(numerator: own)),
        (other, KPIColumns(numerator: foreign)))
    }
  }
}

// MARK: - Starvation

extension TournamentResult {
  /// The types that an entrant starves, by the rules of `StarvedType.Rule`.
  ///
  /// A type must get at least a contact a replication. A rule counts when the bound of the type's
  /// figure that is nearer to the threshold passes it too, so that one odd day does not raise alarm.
  func findStarved() -> [StarvedType] {
    entrants.indices.flatMap { entrant in
      entrants[entrant].types.indices.flatMap { type in starvation(entrant, type) }
    }
  }

  /// Totals per replication over contact types.
  private struct Totals {
    var offered = 0.0
    var answered = 0.0
    var abandoned = 0.0
    /// Of those whose customers wait there.
    var live = 0.0
    var wait = 0.0
  }

  private func totals(_ entrant: Int, without type: Int) -> Totals {
    var totals = Totals()
    for (index, figures) in entrants[entrant].types.enumerated() where index != type {
      guard let offered = figures.offered.value else { continue }
      totals.offered += offered
      totals.answered += offered * (figures.answeredProportion.value ?? 0)
      totals.abandoned += offered * (figures.abandonedProportion.value ?? 0)
      guard figures.workGoal == nil else { continue }
      totals.live += offered
      totals.wait += offered * (figures.averageWait.value ?? 0)
    }
    return totals
  }

  private func starvation(_ entrant: Int, _ type: Int) -> [StarvedType] {
    let figures = entrants[entrant].types[type]
    guard let offered = figures.offered.value, offered >= 1 else { return [] }
    let others = totals(entrant, without: type)
    guard others.offered > 0 else { return [] }
    let answered = others.answered / others.offered
    let wait = others.live > 0 ? others.wait / others.live : nil
    let abandoned = others.abandoned / others.offered
    let longest = median(
      entrants[entrant].types.enumerated().filter { $0.offset != type && $0.element.workGoal == nil }
        .compactMap { $0.element.longestWait.value })
    var found: [StarvedType] = []
    func note(
      _ rule: StarvedType.Rule, _ value: Estimate, _ others: Double, smallerIsBetter: Bool,
      _ figure: KeyPath<TypeFigures, Estimate>
    ) {
      let best = bestElsewhere(entrant, figures.name, figure, smallerIsBetter: smallerIsBetter)
      found.append(
        StarvedType(
          entrant: entrant, contactType: figures.name, rule: rule, value: value, others: others,
          offered: offered, bestElsewhere: best))
    }
    if answered >= 0.5, figures.answeredProportion.isBelow(0.05) {
      note(
        .neverAnswered, figures.answeredProportion, answered, smallerIsBetter: false,
        \.answeredProportion)
    }
    if let goal = figures.workGoal {
      // Nights are no wait that routing is to blame for, and mail is not to be as quick as calls.
      if figures.ageByOpeningHours.isAbove(goal) {
        note(.pastGoal, figures.ageByOpeningHours, goal, smallerIsBetter: true, \.ageByOpeningHours)
      }
    } else if let wait {
      if figures.averageWait.isAbove(max(60, 5 * wait)) {
        note(.averageWait, figures.averageWait, wait, smallerIsBetter: true, \.averageWait)
      }
      if figures.longestWait.isAbove(max(1800, 10 * longest)) {
        note(.longestWait, figures.longestWait, longest, smallerIsBetter: true, \.longestWait)
      }
    }
    // Of odds, since five times a share of 30 % would be more than all.
    let odds = 5 * abandoned / max(1 - abandoned, 1e-9)
    if figures.abandonedProportion.isAbove(max(0.2, odds / (1 + odds))) {
      note(
        .abandonment, figures.abandonedProportion, abandoned, smallerIsBetter: true,
        \.abandonedProportion)
    }
    return found
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
  }

  /// The best figure of the type among the other entrants that have it.
  private func bestElsewhere(
    _ entrant: Int, _ name: String, _ figure: KeyPath<TypeFigures, Estimate>,
    smallerIsBetter: Bool
  ) -> StarvedType.Elsewhere? {
    let sign = smallerIsBetter ? -1.0 : 1.0
    return entrants.indices.filter { $0 != entrant }.compactMap { other in
      entrants[other].types.first { $0.name == name }?[keyPath: figure].value.map {
        StarvedType.Elsewhere(entrant: other, value: $0)
      }
    }.max { (sign * $0.value, -$0.entrant) < (sign * $1.value, -$1.entrant) }
  }
}

extension Estimate {
  /// True if value and upper bound are at most a threshold.
  fileprivate func isBelow(_ threshold: Double) -> Bool {
    value.map { $0 + (halfWidth ?? 0) <= threshold } ?? false
  }

  /// True if value and lower bound are at least a threshold.
  fileprivate func isAbove(_ threshold: Double) -> Bool {
    value.map { $0 - (halfWidth ?? 0) >= threshold } ?? false
  }
}

import ContactCenter
import Experiments

/// What a repair found.
struct RepairedStaffing: Sendable {
  /// The staffing.
  var table: StaffingTable
  /// Whether it meets all goals in the repair's own replications.
  var isFeasible = false
  /// Whether no removal of one agent, and no exchange for a cheaper one at the same time, keeps the
  /// goals.
  var isLocallyMinimal = false
  /// Removals of one agent that were tried on the final staffing, each missing some goal.
  var refutedRemovals = 0
  /// Exchanges of an agent for a cheaper one that were tried, each missing some goal.
  var refutedExchanges = 0
  /// Staffings simulated.
  var evaluations = 0
  /// Whether it was stopped before its end.
  var isInterrupted = false
}

/// Finds a cheap staffing by interval whose simulated indicators meet the goals, from a proposal.
///
/// All staffings meet the same contacts (common random numbers), so that one agent more or less shows
/// beyond the noise, carry-over to later intervals included.
///
/// 1. Add: in every interval that misses a goal one agent (a tenth more where it misses by far), of
///    the group that reduces the shortfall of that interval most for its cost. Goals over a day or a
///    month get agents where a trial shows the largest reduction for the cost.
/// 2. Remove: agents one at a time where all goals still hold, first where there is most slack.
/// 3. Exchange: an agent for one of a cheaper group at the same time; then remove again.
///
/// At the end no single removal and no such exchange keeps the goals: a local minimum under these
/// replications, not proven to be the cheapest of all. O(groups × intervals) evaluations; most of the
/// refused ones stop after some twenty replications.
struct StaffingRepair {
  let evaluator: StaffingEvaluator
  let criterion: GoalCriterion
  let draws: [SimulationDraw]
  let progress: @Sendable (String) -> Void

  /// A number of agents that may change.
  private struct Cell: Hashable {
    var group: Int
    var interval: Int
  }

  private let cells: [Cell]
  private let hours: [Double]
  private var result: RepairedStaffing

  init(
    evaluator: StaffingEvaluator, from start: StaffingTable, criterion: GoalCriterion = .onAverage,
    draws: [SimulationDraw], progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.evaluator = evaluator
    self.criterion = criterion
    self.draws = draws
    self.progress = progress
    let model = evaluator.model
    hours = model.openHours
    let judged = Set(evaluator.layout.places.flatMap(\.intervals))
    cells = model.groups.indices.flatMap { group in
      judged.sorted().map { Cell(group: group, interval: $0) }
    }
    result = RepairedStaffing(table: start)
  }

  /// Runs all steps; when stopped, the best staffing so far.
  mutating func run() -> RepairedStaffing {
    if let samples = fill() {
      result.isFeasible = samples.allMet(criterion)
      if result.isFeasible { trim(samples) }
    }
    return result
  }

  private func cost(_ cell: Cell) -> Double {
    evaluator.model.groups[cell.group].cost * hours[cell.interval]
  }

  // MARK: Simulation

  private mutating func samples(
    of table: StaffingTable, _ draws: [SimulationDraw]
  ) -> StaffingSamples? {
    result.evaluations += 1
    let found = evaluator.samples(of: table, draws)
    if found == nil { result.isInterrupted = true }
    return found
  }

  /// The samples of a staffing that meets all goals; nil: it does not, or was cancelled.
  private mutating func feasible(_ table: StaffingTable) -> StaffingSamples? {
    result.evaluations += 1
    guard let found = evaluator.samplesUnlessHopeless(of: table, draws, criterion) else {
      result.isInterrupted = true
      return nil
    }
    return found.replications == draws.count && found.allMet(criterion) ? found : nil
  }

  private func changed(
    _ table: StaffingTable, _ changes: [(cell: Cell, by: Int)]
  ) -> StaffingTable {
    var table = table
    for change in changes { table.agents[change.cell.group][change.cell.interval] += change.by }
    return table
  }

  // MARK: Adding

  /// Adds agents until all goals are met, or adding no longer helps.
  private mutating func fill() -> StaffingSamples? {
    guard var samples = samples(of: result.table, draws) else { return nil }
    var least = samples.shortfall(criterion)
    var idleRounds = 0
    while !samples.allMet(criterion), idleRounds < 30 {
      progress("adding agents: goals missed at \(missed(samples).count) places")
      guard let additions = additions(samples) else { return nil }
      result.table = changed(result.table, additions)
      guard let next = self.samples(of: result.table, draws) else { return nil }
      samples = next
      let shortfall = samples.shortfall(criterion)
      idleRounds = shortfall < least * (1 - 1e-6) ? 0 : idleRounds + 1
      least = min(least, shortfall)
    }
    return samples
  }

  private func missed(_ samples: StaffingSamples) -> [Int] {
    samples.places.indices.filter { !samples.isMet($0, criterion) }
  }

  /// The groups whose agents can help at a place.
  private func helpers(_ place: GoalPlace) -> [Int] {
    switch place.subject {
    case .group(let group): return [group]
    case .contactType(let type): return evaluator.model.groups(serving: type)
    }
  }

  private mutating func additions(
    _ samples: StaffingSamples
  ) -> [(cell: Cell, by: Int)]? {
    let missed = missed(samples)
    let short = missed.filter { samples.places[$0].intervals.count == 1 }
    return short.isEmpty
      ? longAdditions(missed, samples) : shortAdditions(short, samples)
  }

  /// For goals of single intervals: each gets agents of its best group.
  private mutating func shortAdditions(
    _ missed: [Int], _ samples: StaffingSamples
  ) -> [(cell: Cell, by: Int)]? {
    let intervals = Set(missed.map { samples.places[$0].intervals.lowerBound }).sorted()
    let candidates = Dictionary(
      uniqueKeysWithValues: intervals.map { interval in
        let own = missed.filter { samples.places[$0].intervals.lowerBound == interval }
        return (interval, Set(own.flatMap { helpers(samples.places[$0]) }).sorted())
      })
    let groups = Set(candidates.values.flatMap { $0 }).sorted()
    var gains: [Cell: Double] = [:]
    if candidates.values.contains(where: { $0.count > 1 }) {
      for group in groups {
        let cells = intervals.filter { candidates[$0]?.contains(group) ?? false }
          .map { Cell(group: group, interval: $0) }
        let trial = changed(result.table, cells.map { ($0, 1) })
        guard let tried = self.samples(of: trial, draws) else { return nil }
        for cell in cells {
          let own = missed.filter { samples.places[$0].intervals.lowerBound == cell.interval }
          let gain =
            samples.shortfall(criterion, places: own) - tried.shortfall(criterion, places: own)
          gains[cell] = gain / max(1e-9, cost(cell))
        }
      }
    }
    return intervals.compactMap { interval in
      let cells = (candidates[interval] ?? []).map { Cell(group: $0, interval: interval) }
      // Where no group shows a gain, the cheapest.
      guard
        let best = cells.max(by: {
          (gains[$0] ?? 0, -cost($0), $1.group) < (gains[$1] ?? 0, -cost($1), $0.group)
        })
      else { return nil }
      let worst =
        missed.filter { samples.places[$0].intervals.lowerBound == interval }
        .map { samples.shortfall(criterion, places: [$0]) }.max() ?? 0
      let present = cells.reduce(0) { $0 + result.table.agents[$1.group][interval] }
      return (best, worst > 1 ? max(1, present / 10) : 1)
    }
  }

  /// For goals of days and months: the best tenth of all single additions by gain over cost.
  private mutating func longAdditions(
    _ missed: [Int], _ samples: StaffingSamples
  ) -> [(cell: Cell, by: Int)]? {
    let few = Array(draws.prefix(max(20, draws.count / 4)))
    guard let base = self.samples(of: result.table, few) else { return nil }
    let shortfall = base.shortfall(criterion)
    let useful = cells.filter { cell in
      missed.contains { place in
        samples.places[place].intervals.contains(cell.interval)
          && helpers(samples.places[place]).contains(cell.group)
      }
    }
    var gains: [(cell: Cell, gain: Double)] = []
    for cell in useful {
      guard let tried = self.samples(of: changed(result.table, [(cell, 1)]), few) else {
        return nil
      }
      gains.append((cell, (shortfall - tried.shortfall(criterion)) / max(1e-9, cost(cell))))
    }
    let best = gains.sorted { $0.gain > $1.gain }.prefix(max(1, useful.count / 10))
    return best.map { ($0.cell, 1) }
  }

  // MARK: Removing and exchanging

  private mutating func trim(_ samples: StaffingSamples) {
    var samples = samples
    while !result.isInterrupted {
      var refuted = 0
      var hasChanged = false
      guard let cells = order(samples) else { return }
      for cell in cells {
        progress("removing agents: cost \(shownCost), \(result.evaluations) staffings simulated")
        let smaller = changed(result.table, [(cell, -1)])
        if let found = feasible(smaller) {
          (result.table, samples, hasChanged) = (smaller, found, true)
        } else {
          refuted += 1
        }
        if result.isInterrupted { return }
      }
      if hasChanged { continue }
      result.refutedRemovals = refuted
      guard let exchanged = exchange() else {
        result.isLocallyMinimal = !result.isInterrupted
        return
      }
      samples = exchanged
    }
  }

  private var shownCost: String {
    let cost = result.table.cost(in: evaluator.model)
    return ((cost * 100).rounded() / 100).plain
  }

  /// The cells that have agents, in the order in which one each is taken away; nil when cancelled.
  ///
  /// With goals of single intervals dear agents first, then those whose places have most slack. Goals
  /// of days and months share their slack among all intervals: first those whose removal, tried
  /// with few replications, costs least slack for the money saved.
  private mutating func order(_ samples: StaffingSamples) -> [Cell]? {
    let staffed = cells.filter { result.table.agents[$0.group][$0.interval] > 0 }
    let isLong = samples.places.contains { $0.intervals.count > 1 }
    guard isLong else {
      let keys = staffed.map { (cell: $0, cost: cost($0), slack: slack(around: $0, samples)) }
      return keys.sorted {
        ($0.cost, $0.slack, -$0.cell.interval, -$0.cell.group)
          > ($1.cost, $1.slack, -$1.cell.interval, -$1.cell.group)
      }.map(\.cell)
    }
    let few = Array(draws.prefix(max(20, draws.count / 4)))
    guard let here = self.samples(of: result.table, few) else { return nil }
    var losses: [(cell: Cell, loss: Double)] = []
    for cell in staffed {
      guard let tried = self.samples(of: changed(result.table, [(cell, -1)]), few) else {
        return nil
      }
      let loss = here.places.indices.reduce(0) { sum, place in
        sum + max(0, here.slack(place, .onAverage) - tried.slack(place, .onAverage))
      }
      losses.append((cell, loss / max(1e-9, cost(cell))))
    }
    return losses.sorted {
      ($0.loss, $0.cell.interval, $0.cell.group) < ($1.loss, $1.cell.interval, $1.cell.group)
    }.map(\.cell)
  }

  /// The least slack of the places that a cell's agents help.
  private func slack(around cell: Cell, _ samples: StaffingSamples) -> Double {
    samples.places.indices.filter {
      samples.places[$0].intervals.contains(cell.interval)
        && helpers(samples.places[$0]).contains(cell.group)
    }.map { samples.slack($0, criterion) }.min() ?? .infinity
  }

  /// The first exchange of an agent for a cheaper one that keeps the goals.
  private mutating func exchange() -> StaffingSamples? {
    result.refutedExchanges = 0
    for cell in cells where result.table.agents[cell.group][cell.interval] > 0 {
      for other in evaluator.model.groups.indices {
        let cheaper = Cell(group: other, interval: cell.interval)
        guard cost(cheaper) < cost(cell) - 1e-9 else { continue }
        progress("exchanging agents: cost \(shownCost), \(result.evaluations) staffings simulated")
        let table = changed(result.table, [(cell, -1), (cheaper, 1)])
        if let found = feasible(table) {
          result.table = table
          return found
        }
        if result.isInterrupted { return nil }
        result.refutedExchanges += 1
      }
    }
    return nil
  }
}

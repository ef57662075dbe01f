import ContactCenter
import Experiments

/// What a repair found.
struct RepairedStaffing: Sendable {
  /// The staffing.
  var table: StaffingTable
  /// Whether no goal is left in the repair's own replications for which agents would be bought.
  var isFeasible = false
  /// Whether no single agent can be taken away, and none exchanged for a cheaper one.
  var isLocallyMinimal = false
  /// Places of one agent each that was tried to be taken away in vain.
  var refutedRemovals = 0
  /// Exchanges of an agent for a cheaper one that were tried in vain.
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
/// 1. Add: agents are bought for places that miss the buying criterion: by default only where the goal
///    is surely missed, the whole confidence interval on the wrong side; else until it is met with a
///    probability. In every such interval one agent (a tenth more where it misses by far), of
///    the group that reduces the shortfall of that interval most for its cost. Goals over a day or a
///    month get agents where a trial shows the largest reduction for the cost. Where adding within the
///    limits no longer helps, the best staffing seen stays.
/// 2. Remove: agents where every place whose goal is surely met stays so (its whole interval on the
///    right side, or the probability asked for). Of the others, those whose figure meets the goal go on to
///    meet it and get worse by no more than a hundredth of what the goal leaves free, and those whose figure
///    does not get no worse at all. So few replications never give a leaner staffing than their intervals
///    support. First where there is most slack. Agents who
///    reach no common place (``StaffingCells``) are tried in one simulation.
/// 3. Exchange: an agent for one of a cheaper group at the same time; then remove again.
/// 4. Move, for goals over a day or a month: agents to where they bring more (``moved(_:_:)``); then remove
///    again.
///
/// At the end every removal of an agent and every such exchange was tried in vain: a local minimum
/// under these replications, not proven to be the cheapest of all.
struct StaffingRepair {
  let evaluator: StaffingEvaluator
  /// What must hold so that nothing more is bought.
  let criterion: GoalCriterion
  let limits: TableLimits
  let draws: [SimulationDraw]
  let progress: @Sendable (SearchProgress) -> Void

  private let cells: StaffingCells
  private var result: RepairedStaffing

  init(
    evaluator: StaffingEvaluator, from start: StaffingTable, criterion: GoalCriterion,
    limits: TableLimits, draws: [SimulationDraw],
    progress: @escaping @Sendable (SearchProgress) -> Void = { _ in }
  ) {
    self.evaluator = evaluator
    self.criterion = criterion
    self.limits = limits
    self.draws = draws
    self.progress = progress
    cells = StaffingCells(evaluator.layout)
    result = RepairedStaffing(table: limits.clamped(start))
  }

  /// Adds agents, and on request takes away what is not needed; when stopped, the best staffing so far.
  mutating func run(removes: Bool = true) async -> RepairedStaffing {
    if let samples = await fill() {
      result.isFeasible = samples.allMet(criterion)
      if removes { await trim(samples) }
    }
    return result
  }

  private func cost(_ cell: StaffingCell) -> Double { cells.cost[cell] ?? 0 }

  // MARK: Simulation

  private mutating func samples(
    of table: StaffingTable, _ draws: [SimulationDraw]? = nil
  ) async -> StaffingSamples? {
    result.evaluations += 1
    let found = await evaluator.samples(of: table, draws ?? self.draws)
    if found == nil { result.isInterrupted = true }
    return found
  }

  /// A quarter of the replications, for trials that only compare.
  private var few: [SimulationDraw] { Array(draws.prefix(max(20, draws.count / 4))) }

  // MARK: Adding

  /// Adds agents until nothing more is to be bought, or adding no longer helps.
  private mutating func fill() async -> StaffingSamples? {
    guard var samples = await samples(of: result.table) else { return nil }
    var best = (table: result.table, samples: samples, shortfall: samples.shortfall(criterion))
    var idleRounds = 0
    while !samples.allMet(criterion), idleRounds < 10 {
      let missed = samples.places.indices.filter { !samples.isMet($0, criterion) }
      progress(SearchProgress("adding agents: goals missed at \(missed.count) places"))
      guard let additions = await additions(missed, samples) else { return nil }
      guard !additions.isEmpty else { break }
      for (cell, count) in additions { result.table = result.table.changed([cell], by: count) }
      guard let next = await self.samples(of: result.table) else { return nil }
      samples = next
      let shortfall = samples.shortfall(criterion)
      idleRounds = shortfall < best.shortfall * (1 - 1e-6) ? 0 : idleRounds + 1
      if idleRounds == 0 { best = (result.table, samples, shortfall) }
    }
    guard !samples.allMet(criterion) else { return samples }
    result.table = best.table
    return best.samples
  }

  /// Agents to add; empty where the limits allow none.
  private mutating func additions(
    _ missed: [Int], _ samples: StaffingSamples
  ) async -> [(cell: StaffingCell, by: Int)]? {
    let short = missed.filter { samples.places[$0].intervals.count == 1 }
    return short.isEmpty ? await longAdditions(missed, samples) : await shortAdditions(short, samples)
  }

  private func canAdd(_ cell: StaffingCell) -> Bool {
    limits.allow(result.table[cell] + 1, group: cell.group, interval: cell.interval)
  }

  /// For goals of single intervals: each gets agents of its best group.
  private mutating func shortAdditions(
    _ missed: [Int], _ samples: StaffingSamples
  ) async -> [(cell: StaffingCell, by: Int)]? {
    let byInterval = Dictionary(grouping: missed) { samples.places[$0].intervals.lowerBound }
    let intervals = byInterval.keys.sorted()
    let candidates = byInterval.mapValues { places in
      let interval = samples.places[places[0]].intervals.lowerBound
      return Set(places.flatMap { cells.helpers[$0] }).sorted()
        .map { StaffingCell(group: $0, interval: interval) }.filter(canAdd)
    }
    var gains: [StaffingCell: Double] = [:]
    if candidates.values.contains(where: { $0.count > 1 }) {
      for group in Set(candidates.values.flatMap { $0.map(\.group) }).sorted() {
        let tried = intervals.flatMap { candidates[$0] ?? [] }.filter { $0.group == group }
        guard let trial = await self.samples(of: result.table.changed(tried, by: 1)) else { return nil }
        for cell in tried {
          let own = byInterval[cell.interval] ?? []
          let gain =
            samples.shortfall(criterion, places: own) - trial.shortfall(criterion, places: own)
          gains[cell] = gain / max(1e-9, cost(cell))
        }
      }
    }
    return intervals.compactMap { interval in
      // Where no group shows a gain, the cheapest.
      let best = candidates[interval]?.max {
        (gains[$0] ?? 0, -cost($0), $1.group) < (gains[$1] ?? 0, -cost($1), $0.group)
      }
      guard let best else { return nil }
      let own = byInterval[interval] ?? []
      let worst = own.map { samples.shortfall(criterion, places: [$0]) }.max() ?? 0
      let present = (candidates[interval] ?? []).reduce(0) { $0 + result.table[$1] }
      let room = limits.most[best.group][interval] - result.table[best]
      return (best, min(room, worst > 1 ? max(1, present / 10) : 1))
    }
  }

  /// For goals of days and months: the best tenth of all single additions by gain over cost.
  private mutating func longAdditions(
    _ missed: [Int], _ samples: StaffingSamples
  ) async -> [(cell: StaffingCell, by: Int)]? {
    let useful = cells.all.filter { cell in
      canAdd(cell)
        && missed.contains { place in
          samples.places[place].intervals.contains(cell.interval)
            && cells.helpers[place].contains(cell.group)
        }
    }
    // Trials have fewer replications, so wider intervals, by which little would be missed any more:
    // they only say how values move, from where all replications put them.
    let slacks = samples.places.indices.map { samples.slack($0, criterion) }
    let gains = await changes(useful, by: 1) { tried, here, places in
      let moved = places.map { place in
        slacks[place] + tried.slack(place, .onAverage) - here.slack(place, .onAverage)
      }
      let before = places.map { slacks[$0] }
      return samples.shortfall(of: moved, at: places) - samples.shortfall(of: before, at: places)
    }
    guard let gains else { return nil }
    let best = useful.sorted { (gains[$0] ?? 0) < (gains[$1] ?? 0) }
      .prefix(max(1, useful.count / 10))
    return best.map { ($0, 1) }
  }

  /// By how much each cell's places change with an agent more or less (with him, without him, and the
  /// places), for his cost.
  private mutating func changes(
    _ list: [StaffingCell], by change: Int,
    _ difference: (StaffingSamples, StaffingSamples, [Int]) -> Double
  ) async -> [StaffingCell: Double]? {
    guard let here = await samples(of: result.table, few) else { return nil }
    var changes: [StaffingCell: Double] = [:]
    let batches = cells.batches(list)
    for (number, batch) in batches.enumerated() {
      progress(SearchProgress("trying agents one by one", number, of: batches.count))
      guard let tried = await samples(of: result.table.changed(batch, by: change), few) else { return nil }
      for cell in batch {
        let places = cells.reach[cell] ?? []
        changes[cell] = difference(tried, here, places) / max(1e-9, cost(cell))
      }
    }
    return changes
  }

  // MARK: Removing and exchanging

  /// By how much a figure must at least meet its goal, place by place: from the end of its interval
  /// where that met it before, else by the figure itself.
  private struct Floors {
    var places: [(value: Double, criterion: GoalCriterion)]

    /// Floors that what agents bring at other times is not taken from again, where figures do not meet the goal.
    func raised(to samples: StaffingSamples) -> Floors {
      var floors = self
      for place in places.indices where places[place].value < 0 {
        floors.places[place].value = max(
          places[place].value, min(0, samples.slack(place, places[place].criterion)))
      }
      return floors
    }

    func slack(_ samples: StaffingSamples, _ place: Int) -> Double {
      samples.slack(place, places[place].criterion) - places[place].value
    }

    func hold(_ samples: StaffingSamples, at places: some Sequence<Int>) -> Bool {
      places.allSatisfy { slack(samples, $0) >= -1e-9 }
    }

    /// Whether some place is below its floor by more than five standard errors.
    func areHopeless(_ samples: StaffingSamples) -> Bool {
      places.indices.contains { place in
        let short = samples.slack(place, .onAverage) - places[place].value
        return short < -5 * samples.margin(place).error && short < -1e-9
      }
    }
  }

  /// The part of what a goal leaves free (1 − bound, or the bound) by which a figure that meets it, but
  /// not surely, may get worse through the agents removed, all together.
  private static let tolerance = 0.01

  /// Goals that are surely met stay so; figures that are not stay where they are, on their side of the bound.
  private func floors(_ samples: StaffingSamples) -> Floors {
    let sure = criterion.sureSide
    return Floors(
      places: samples.places.indices.map { place in
        if samples.isMet(place, sure) { return (0, sure) }
        let slack = samples.slack(place, .onAverage)
        return (slack < 0 ? slack : max(0, slack - Self.tolerance * samples.scale(place)), .onAverage)
      })
  }

  private mutating func trim(_ start: StaffingSamples) async {
    var floors = floors(start)
    var samples = start
    var open = cells.all
    var rounds = 0
    while !result.isInterrupted {
      guard let next = await remove(&open, samples, floors) else { return }
      samples = next
      if !open.isEmpty { continue }
      if let exchanged = await exchange(floors) {
        samples = exchanged
      } else if !result.isInterrupted, rounds < Self.mostMoves, let moved = await moved(samples, floors) {
        samples = moved
        floors = floors.raised(to: moved)
        rounds += 1
      } else {
        result.isLocallyMinimal = !result.isInterrupted && result.isFeasible
        return
      }
      open = cells.all
    }
  }

  /// So often agents are moved; each time takes as long as a round of removals.
  private static let mostMoves = 8

  /// What the places leave free, as far as it matters: of each at most a tenth of what its goal leaves free.
  private func room(_ slacks: [Double], _ samples: StaffingSamples) -> Double {
    slacks.indices.reduce(0) { $0 + min(0.1, slacks[$1] / samples.scale($1)) }
  }

  /// Moves agents from where they are missed least to where they bring most, of groups that cost no more, if
  /// that leaves more free under all replications; nil: no such move was found.
  private mutating func moved(
    _ samples: StaffingSamples, _ floors: Floors
  ) async -> StaffingSamples? {
    guard samples.places.contains(where: { $0.intervals.count > 1 }) else { return nil }
    let slacks = samples.places.indices.map { floors.slack(samples, $0) }
    let base = room(slacks, samples)
    let (fixed, places) = (self, samples)
    let effect = { (tried: StaffingSamples, here: StaffingSamples, reached: [Int]) in
      var moved = slacks
      for place in reached {
        moved[place] += tried.slack(place, .onAverage) - here.slack(place, .onAverage)
      }
      return fixed.room(moved, places) - base
    }
    let givers = cells.all.filter { limits.allowRemoval($0, from: result.table) }
    guard let losses = await changes(givers, by: -1, effect),
      let gains = await changes(cells.all.filter(canAdd), by: 1, effect)
    else { return nil }
    let pairs = pairs(gains, losses)
    var count = max(1, cells.all.count / 20)
    while count > 0, !pairs.isEmpty {
      let chosen = pairs.prefix(count)
      let table = result.table.changed(chosen.map(\.from), by: -1).changed(chosen.map(\.to), by: 1)
      guard limits.leaveSomebody(table, at: chosen.map(\.from)) else {
        count /= 2
        continue
      }
      guard let tried = await self.samples(of: table) else { return nil }
      let after = tried.places.indices.map { floors.slack(tried, $0) }
      if floors.hold(tried, at: tried.places.indices), room(after, tried) > base + 1e-6 {
        result.table = table
        return tried
      }
      count /= 2
    }
    return nil
  }

  /// Moves that seem to gain, the best first, each cell in one of them.
  private func pairs(
    _ gains: [StaffingCell: Double], _ losses: [StaffingCell: Double]
  ) -> [(from: StaffingCell, to: StaffingCell)] {
    func total(_ change: [StaffingCell: Double], _ cell: StaffingCell) -> Double {
      (change[cell] ?? 0) * max(1e-9, cost(cell))
    }
    func best(_ changes: [StaffingCell: Double]) -> [StaffingCell] {
      let keys = changes.keys.map { (cell: $0, key: (-total(changes, $0), $0.interval, $0.group)) }
      return keys.sorted { $0.key < $1.key }.map(\.cell)
    }
    var takers = best(gains)
    var pairs: [(from: StaffingCell, to: StaffingCell)] = []
    for from in best(losses) where !pairs.contains(where: { $0.to == from }) {
      let place = takers.firstIndex { to in
        to != from && cost(to) <= cost(from) + 1e-9 && total(gains, to) + total(losses, from) > 1e-9
          && limits.leaveSomebody(result.table.changed([from], by: -1), at: [from])
      }
      guard let place else { continue }
      let to = takers.remove(at: place)
      takers.removeAll { $0 == from }
      pairs.append((from, to))
    }
    return pairs
  }

  /// One round over the cells that may still lose an agent; those that did, and may again, stay open.
  private mutating func remove(
    _ open: inout [StaffingCell], _ samples: StaffingSamples, _ floors: Floors
  ) async -> StaffingSamples? {
    let candidates = open.filter { limits.allowRemoval($0, from: result.table) }
    guard let ordered = await order(candidates, samples) else { return nil }
    let before = result.table
    var taken: [StaffingCell] = []
    let batches = cells.batches(ordered)
    if open.count == cells.all.count { result.refutedRemovals = 0 }
    for (number, wanted) in batches.enumerated() {
      progress(SearchProgress("removing agents: \(hours)", number, of: batches.count))
      let batch = wanted.filter { limits.allowRemoval($0, from: result.table) }
      guard !batch.isEmpty else { continue }
      guard let tried = await self.samples(of: result.table.changed(batch, by: -1)) else {
        result.table = before
        return nil
      }
      let kept = batch.filter { floors.hold(tried, at: cells.reach[$0] ?? []) }
      result.table = result.table.changed(kept, by: -1)
      result.refutedRemovals += batch.count - kept.count
      taken += kept
    }
    open = taken
    guard !taken.isEmpty else { return samples }
    return await confirmed(&open, before, floors)
  }

  /// Simulates all removals of a round together; what does not hold is put back.
  private mutating func confirmed(
    _ taken: inout [StaffingCell], _ before: StaffingTable, _ floors: Floors
  ) async -> StaffingSamples? {
    for attempt in 0..<3 {
      guard let together = await samples(of: result.table) else {
        result.table = before
        return nil
      }
      let broken = together.places.indices.filter { !floors.hold(together, at: [$0]) }
      if broken.isEmpty { return together }
      let wrong = taken.filter { cell in
        attempt == 1 || !Set(cells.reach[cell] ?? []).isDisjoint(with: broken)
      }
      result.table = result.table.changed(wrong, by: 1)
      result.refutedRemovals += wrong.count
      taken.removeAll(where: wrong.contains)
    }
    taken = []
    result.table = before
    return await samples(of: before)
  }

  /// How far the search is: "78.5 agent-hours".
  private var hours: String { result.table.hoursText(in: evaluator.model) }

  /// Cells in the order in which one agent of each is taken away; nil when cancelled.
  ///
  /// With goals of single intervals dear agents first, then those whose places have most slack. Goals
  /// of days and months share their slack among all intervals: first those whose removal, tried
  /// with few replications, costs least slack for the money saved.
  private mutating func order(
    _ open: [StaffingCell], _ samples: StaffingSamples
  ) async -> [StaffingCell]? {
    guard samples.places.contains(where: { $0.intervals.count > 1 }) else {
      let keys = open.map { (cell: $0, cost: cost($0), slack: slack(around: $0, samples)) }
      return keys.sorted {
        ($0.cost, $0.slack, -$0.cell.interval, -$0.cell.group)
          > ($1.cost, $1.slack, -$1.cell.interval, -$1.cell.group)
      }.map(\.cell)
    }
    let gains = await changes(open, by: -1) { tried, here, places in
      places.reduce(0) { $0 + tried.slack($1, .onAverage) - here.slack($1, .onAverage) }
    }
    guard let gains else { return nil }
    return open.sorted {
      (-(gains[$0] ?? 0), $0.interval, $0.group) < (-(gains[$1] ?? 0), $1.interval, $1.group)
    }
  }

  /// The least slack of the places that a cell's agents help.
  private func slack(around cell: StaffingCell, _ samples: StaffingSamples) -> Double {
    (cells.reach[cell] ?? []).filter {
      samples.places[$0].intervals.contains(cell.interval)
        && cells.helpers[$0].contains(cell.group)
    }.map { samples.slack($0, .onAverage) }.min() ?? .infinity
  }

  /// The first exchange of an agent for a cheaper one that keeps the goals.
  private mutating func exchange(_ floors: Floors) async -> StaffingSamples? {
    result.refutedExchanges = 0
    let pairs = cells.all.flatMap { cell in
      evaluator.model.groups.indices.map { StaffingCell(group: $0, interval: cell.interval) }
        .filter { cost($0) < cost(cell) - 1e-9 }.map { (dear: cell, cheap: $0) }
    }
    for (number, pair) in pairs.enumerated() {
      let table = result.table.changed([pair.dear], by: -1).changed([pair.cheap], by: 1)
      guard table[pair.dear] >= 0, canAdd(pair.cheap),
        limits.allow(table[pair.dear], group: pair.dear.group, interval: pair.dear.interval),
        limits.leaveSomebody(table, at: [pair.dear])
      else { continue }
      progress(SearchProgress("exchanging agents: \(hours)", number, of: pairs.count))
      result.evaluations += 1
      let found = await evaluator.samplesUnlessHopeless(of: table, draws) { samples in
        floors.areHopeless(samples)
      }
      guard let found else {
        result.isInterrupted = true
        return nil
      }
      if found.replications == draws.count, floors.hold(found, at: found.places.indices) {
        result.table = table
        return found
      }
      result.refutedExchanges += 1
    }
    return nil
  }
}

import ContactCenter
import Experiments

/// Finds a cheap staffing with which, by share of days, every goal over the day is met.
///
/// All staffings meet the same days. For every number of agents that may change, its answer is simulated
/// once: by how much one agent more, and one fewer, changes each day's excess over the goal. Sums
/// of such answers foretell what a change of several agents does to every day, and so the share of days
/// met; only what is foretold to be good is simulated.
///
/// 1. Reach: as long as the share is not met, the agent who is foretold to bring most for his cost.
/// 2. Trim: of all changes that lower the cost, by one agent fewer, an agent moved to a cheaper place, or
///    two fewer and one more elsewhere, those foretold to keep the share are simulated, the cheapest
///    first. Where none keeps it, an agent is moved at equal cost to where he brings most; then anew.
///
/// Foretelling supposes that changes add up, which they nearly do for few agents; what is kept has been
/// simulated. Some (2 × cells + 10 to 30) simulations of all days.
struct ShareSearch {
  let evaluator: StaffingEvaluator
  let limits: TableLimits
  let draws: [SimulationDraw]
  /// The share of days, 0…1.
  let share: Double
  let progress: @Sendable (SearchProgress) -> Void

  /// What was found.
  struct Found {
    var table: StaffingTable
    /// Whether the search's own days reach the share.
    var isFeasible: Bool
  }

  private typealias Move = [(cell: StaffingCell, by: Int)]

  private struct Answer: Hashable {
    var cell: StaffingCell
    var by: Int
  }

  private let cells: StaffingCells
  private let hours: [StaffingCell]
  private var table: StaffingTable
  private var here: StaffingSamples
  /// By place and day: the excess with the staffing so far.
  private var excess: [[Double]] = []
  /// By agent more or fewer: the change of the excess at the places that he reaches, by day.
  private var answers: [Answer: [[Double]]] = [:]
  private var isStopped = false

  /// Changes that are simulated before a round gives up.
  private static let mostTried = 5
  /// Moves at equal cost in a row without anything saved.
  private static let mostMoves = 4

  init?(
    evaluator: StaffingEvaluator, from start: StaffingTable, limits: TableLimits,
    draws: [SimulationDraw], share: Double,
    progress: @escaping @Sendable (SearchProgress) -> Void = { _ in }
  ) {
    self.evaluator = evaluator
    self.limits = limits
    self.draws = draws
    self.share = share
    self.progress = progress
    let cells = StaffingCells(evaluator.layout)
    self.cells = cells
    hours = cells.all.filter { cells.cost[$0] ?? 0 > 0 }
    table = limits.clamped(start)
    guard let samples = evaluator.samples(of: table, draws) else { return nil }
    here = samples
    excess = Self.excess(samples)
  }

  /// Runs both steps; when stopped, the best so far.
  mutating func run() -> Found {
    reach()
    if isMet(here) { trim() }
    return Found(table: table, isFeasible: isMet(here))
  }

  // MARK: - Days

  private static func excess(_ samples: StaffingSamples) -> [[Double]] {
    samples.places.indices.map { place in
      (0..<samples.replications).map { samples.excess(place, $0) }
    }
  }

  private var needed: Double { share * Double(draws.count) - 1e-9 }

  private func isMet(_ samples: StaffingSamples) -> Bool {
    samples.places.indices.allSatisfy { Double(samples.countMet($0)) >= needed }
  }

  private func least(_ samples: StaffingSamples) -> Int {
    samples.places.indices.map { samples.countMet($0) }.min() ?? draws.count
  }

  private func words(_ what: String) -> String {
    let cost = ((table.cost(in: evaluator.model) * 100).rounded() / 100).plain
    return "\((share * 1000).rounded() / 10) % of days: \(what), cost \(cost)"
  }

  private mutating func simulate(_ changed: StaffingTable) -> StaffingSamples? {
    let found = evaluator.samples(of: changed, draws)
    if found == nil { isStopped = true }
    return found
  }

  private func applied(_ move: Move) -> StaffingTable {
    move.reduce(table) { $0.changed([$1.cell], by: $1.by) }
  }

  private func isAllowed(_ cell: StaffingCell, _ change: Int) -> Bool {
    let number = table[cell] + change
    return number >= 0 && limits.allow(number, group: cell.group, interval: cell.interval)
  }

  private mutating func adopt(_ move: Move, _ samples: StaffingSamples) {
    table = applied(move)
    here = samples
    excess = Self.excess(samples)
    // Whoever changed, his next agent answers otherwise.
    for (cell, _) in move {
      answers[Answer(cell: cell, by: 1)] = nil
      answers[Answer(cell: cell, by: -1)] = nil
    }
  }

  // MARK: - Foretelling

  /// Simulates the answers that are not known; false: stopped.
  private mutating func learn(_ change: Int) -> Bool {
    let unknown = hours.filter {
      isAllowed($0, change) && answers[Answer(cell: $0, by: change)] == nil
    }
    let batches = cells.batches(unknown)
    for (number, batch) in batches.enumerated() {
      progress(
        SearchProgress(
          words(change > 0 ? "who helps most" : "who is missed least"), number, of: batches.count))
      guard let tried = simulate(table.changed(batch, by: change)) else { return false }
      for cell in batch {
        answers[Answer(cell: cell, by: change)] = (cells.reach[cell] ?? []).map { place in
          (0..<draws.count).map { tried.excess(place, $0) - excess[place][$0] }
        }
      }
    }
    return true
  }

  /// The least number of days, over all places, that are foretold to be met, and the least excess that
  /// the share of the days is foretold to reach.
  private func foretold(_ move: Move) -> Int {
    var changes: [Int: [Double]] = [:]
    for (cell, by) in move {
      guard let answer = answers[Answer(cell: cell, by: by)] else { return 0 }
      for (place, change) in zip(cells.reach[cell] ?? [], answer) {
        if let known = changes[place] {
          changes[place] = zip(known, change).map(+)
        } else {
          changes[place] = change
        }
      }
    }
    var least = draws.count
    for place in excess.indices {
      var count = 0
      if let change = changes[place] {
        for day in change.indices where excess[place][day] + change[day] >= -1e-9 { count += 1 }
      } else {
        count = here.countMet(place)
      }
      least = min(least, count)
    }
    return least
  }

  private func cost(_ move: Move) -> Double {
    move.reduce(0) { $0 + Double($1.by) * (cells.cost[$1.cell] ?? 0) }
  }

  // MARK: - Reach

  private mutating func reach() {
    var idle = 0
    while !isMet(here), idle < 5, !isStopped {
      let met = least(here)
      // Far away agents are added in many places at once.
      let isFar = Double(met) < needed - 0.15 * Double(draws.count)
      guard learn(1) else { return }
      let options = hours.filter { isAllowed($0, 1) }.map { cell in
        (cell: cell, gain: gain(cell))
      }.sorted { $0.gain > $1.gain }
      guard !options.isEmpty else { return }
      let move = options.prefix(isFar ? max(1, options.count / 8) : 1).map { ($0.cell, 1) }
      guard let samples = simulate(applied(move)) else { return }
      idle = least(samples) > met ? 0 : idle + 1
      adopt(move, samples)
    }
  }

  /// Days won for the cost, with the part of the shortfall that is made up where no day is.
  private func gain(_ cell: StaffingCell) -> Double {
    let answer = answers[Answer(cell: cell, by: 1)] ?? []
    var (days, part) = (0, 0.0)
    for (place, change) in zip(cells.reach[cell] ?? [], answer)
    where Double(here.countMet(place)) < needed {
      for day in change.indices where excess[place][day] < 0 {
        let after = excess[place][day] + change[day]
        if after >= -1e-9 { days += 1 }
        part += min(1, max(0, change[day] / -excess[place][day]))
      }
    }
    return (Double(days) + 0.2 * part) / max(1e-9, cells.cost[cell] ?? 0)
  }

  // MARK: - Trim

  private mutating func trim() {
    var moves = 0
    var isFresh = answers.isEmpty
    while !isStopped {
      guard learn(-1), learn(1) else { return }
      if let (move, samples) = cheaper() {
        adopt(move, samples)
        (moves, isFresh) = (0, false)
      } else if moves < Self.mostMoves, let (move, samples) = better() {
        adopt(move, samples)
        (moves, isFresh) = (moves + 1, false)
      } else if isFresh {
        return
      } else {
        // What was learnt with another staffing is learnt anew before giving up.
        answers = [:]
        isFresh = true
      }
    }
  }

  /// The first change that lowers the cost and keeps the share.
  private mutating func cheaper() -> (Move, StaffingSamples)? {
    let margin = 0.004 * Double(draws.count)
    var options: [(move: Move, met: Int, cost: Double)] = []
    for move in savings() {
      let met = foretold(move)
      if Double(met) >= needed - margin { options.append((move, met, cost(move))) }
    }
    // The surest first, of equal ones the one that saves most.
    let hopeful = options.sorted { ($0.met, -$0.cost) > ($1.met, -$1.cost) }
      .prefix(Self.mostTried)
    for (number, option) in hopeful.enumerated() {
      progress(SearchProgress(words("fewer agents"), number, of: hopeful.count))
      guard let samples = simulate(applied(option.move)) else { return nil }
      if isMet(samples) { return (option.move, samples) }
    }
    return nil
  }

  /// Changes of up to three agents that lower the cost.
  private func savings() -> [Move] {
    let removable = hours.filter { isAllowed($0, -1) }
    let addable = hours.filter { isAllowed($0, 1) }
    var moves: [Move] = removable.map { [($0, -1)] }
    // Pairs and triples only of those who are missed least and help most.
    let cheap = best(removable, -1, 24)
    let helpful = best(addable, 1, 24)
    for one in cheap {
      for other in helpful where other != one { moves.append([(one, -1), (other, 1)]) }
    }
    for (index, one) in cheap.enumerated() {
      for two in cheap[(index + 1)...] {
        for other in helpful where other != one && other != two {
          moves.append([(one, -1), (two, -1), (other, 1)])
        }
      }
    }
    return moves.filter { cost($0) < -1e-9 }
  }

  /// The cells whose change alone is foretold to leave most days met.
  private func best(_ list: [StaffingCell], _ change: Int, _ count: Int) -> [StaffingCell] {
    guard list.count > count else { return list }
    let keys = list.map { (cell: $0, met: foretold([($0, change)])) }
    return keys.sorted {
      ($0.met, -$0.cell.interval, -$0.cell.group) > ($1.met, -$1.cell.interval, -$1.cell.group)
    }
    .prefix(count).map(\.cell)
  }

  /// The move of an agent at equal cost that adds most days.
  private mutating func better() -> (Move, StaffingSamples)? {
    let removable = best(hours.filter { isAllowed($0, -1) }, -1, 24)
    let addable = best(hours.filter { isAllowed($0, 1) }, 1, 24)
    let met = least(here)
    var options: [(move: Move, met: Int)] = []
    for one in removable {
      for other in addable where other != one {
        let move: Move = [(one, -1), (other, 1)]
        guard abs(cost(move)) <= 1e-9 else { continue }
        let after = foretold(move)
        if after > met { options.append((move, after)) }
      }
    }
    let hopeful = options.sorted { $0.met > $1.met }.prefix(3)
    for (number, option) in hopeful.enumerated() {
      progress(SearchProgress(words("agents moved"), number, of: hopeful.count))
      guard let samples = simulate(applied(option.move)) else { return nil }
      if least(samples) > met, isMet(samples) { return (option.move, samples) }
    }
    return nil
  }
}

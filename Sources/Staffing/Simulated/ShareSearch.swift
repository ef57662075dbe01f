import ContactCenter
import Experiments

/// Finds a cheap staffing with which, by share of days, every goal over the day is met.
///
/// All staffings meet the same days. Of every number of agents that may change, it is learnt from some
/// of the days what one agent more, and one fewer, does to each day's excess over the goal; agents of
/// hours far enough apart are learnt in one simulation, since a day's excess is the sum of those of its
/// intervals. Sums of such answers foretell what a change of several agents does to the share of days
/// met; only what is foretold to be good is simulated.
///
/// 1. Reach: as long as the share is not met, the agent who is foretold to bring most for his cost.
/// 2. Trim: of all changes that lower the cost, by one agent fewer, an agent moved to a cheaper place, or
///    two fewer and one more elsewhere, those foretold to keep the share are simulated, the surest
///    first. Where none keeps it, an agent is moved at equal cost to where he brings most; then anew.
///
/// Foretelling supposes that changes add up, which they nearly do for few agents; what is kept has been
/// simulated on all days.
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
    /// The search's own days on which it meets every goal, by the goal that is met least.
    var met: Int
    /// Whether the search's own days reach the share.
    var isFeasible: Bool
    /// The best cheaper staffing that misses the share on the search's days, and the days that it meets.
    var nearMiss: (table: StaffingTable, met: Int)?
  }

  typealias Move = [(cell: StaffingCell, by: Int)]

  private struct Answer: Hashable {
    var cell: StaffingCell
    var by: Int
  }

  private let cells: StaffingCells
  /// The cells whose agents cost something.
  private let paid: [StaffingCell]
  /// By goal and day: the places of its intervals.
  private let days: [[Int]]
  /// By cell: the days that it reaches, each with its places there.
  private let reached: [StaffingCell: [(day: Int, places: [Int])]]
  /// The places of the replications that are learnt from.
  private let lessons: [Int]
  private var table: StaffingTable
  private var here: DayCounts
  /// By day and lesson: the excess with the staffing so far.
  private var excess: [[Double]] = []
  /// By agent more or fewer: the change of the excess of the days that he reaches, by lesson.
  private var answers: [Answer: [[Double]]] = [:]
  private var nearMiss: (table: StaffingTable, met: Int)?
  private var isStopped = false

  /// Changes that are simulated before a round gives up.
  private static let mostTried = 5
  /// Moves of one agent that are foretold one upon the other before an agent fewer is tried.
  private static let mostForetold = 4
  /// Moves at equal cost in a row without anything saved.
  private static let mostMoves = 4
  /// Replications that are learnt from.
  private static let mostLessons = 800

  /// A search on days; nil when cancelled.
  ///
  /// The evaluator's goals are those of intervals, `days` has the same over days.
  init?(
    evaluator: StaffingEvaluator, days layout: GoalLayout, from start: StaffingTable,
    limits: TableLimits, draws: [SimulationDraw], share: Double,
    progress: @escaping @Sendable (SearchProgress) -> Void = { _ in }
  ) async {
    self.evaluator = evaluator
    self.limits = limits
    self.draws = draws
    self.share = share
    self.progress = progress
    let cells = StaffingCells(evaluator.layout, memory: 1800)
    let places = evaluator.layout.places
    let days = layout.places.map { day in
      places.indices.filter {
        places[$0].goal == day.goal && places[$0].subject == day.subject
          && day.intervals.contains(places[$0].intervals.lowerBound)
      }
    }
    (self.cells, self.days) = (cells, days)
    paid = cells.all.filter { cells.cost[$0] ?? 0 > 0 }
    reached = cells.reach.mapValues { reach in
      let own = Set(reach)
      return days.indices.compactMap { day in
        let places = days[day].filter(own.contains)
        return places.isEmpty ? nil : (day, places)
      }
    }
    let step = max(1, draws.count / Self.mostLessons)
    lessons = Array(stride(from: 0, to: draws.count, by: step))
    table = limits.clamped(start)
    guard let samples = await evaluator.samples(of: table, draws) else { return nil }
    here = DayCounts(samples, days)
    excess = days.map { day in lessons.map { Self.excess(samples, day, $0) } }
  }

  /// Runs both steps, or the first alone; when stopped, the best so far.
  mutating func run(trims: Bool = true) async -> Found {
    await reach()
    if trims, isMet(here) { await trim() }
    return Found(table: table, met: here.least, isFeasible: isMet(here), nearMiss: nearMiss)
  }

  // MARK: - Days

  /// How many replications meet each goal on each day.
  private struct DayCounts {
    var met: [Int]

    init(_ samples: StaffingSamples, _ days: [[Int]]) {
      met = days.map { day in
        (0..<samples.replications).count { ShareSearch.excess(samples, day, $0) >= -1e-9 }
      }
    }

    var least: Int { met.min() ?? 0 }
  }

  /// The excess of a day in one replication: the sum over its intervals.
  private static func excess(
    _ samples: StaffingSamples, _ places: [Int], _ replication: Int
  ) -> Double {
    places.reduce(0) { $0 + samples.excess($1, replication) }
  }

  private var needed: Double { share * Double(draws.count) - 1e-9 }

  private func isMet(_ counts: DayCounts) -> Bool { Double(counts.least) >= needed }

  private func words(_ what: String) -> String {
    let cost = ((table.cost(in: evaluator.model) * 100).rounded() / 100).plain
    return "\((share * 1000).rounded() / 10) % of days: \(what), cost \(cost)"
  }

  /// All days with a change; nil: stopped.
  private mutating func simulate(_ move: Move) async -> StaffingSamples? {
    let found = await evaluator.samples(of: applied(move), draws)
    if found == nil { isStopped = true }
    return found
  }

  private func applied(_ move: Move) -> StaffingTable {
    move.reduce(table) { $0.changed([$1.cell], by: $1.by) }
  }

  private func isAllowed(_ cell: StaffingCell, _ change: Int) -> Bool {
    let number = table[cell] + change
    return number >= 0 && limits.allow(number, group: cell.group, interval: cell.interval)
      && (change > 0 || limits.leaveSomebody(table.changed([cell], by: change), at: [cell]))
  }

  private mutating func adopt(_ move: Move, _ samples: StaffingSamples) {
    table = applied(move)
    here = DayCounts(samples, days)
    let lessons = lessons
    excess = days.map { day in lessons.map { Self.excess(samples, day, $0) } }
    // Whoever changed, the way back is known; the next step is taken to be like the last.
    for (cell, by) in move {
      let taken = answers[Answer(cell: cell, by: by)]
      answers[Answer(cell: cell, by: -by)] = taken?.map { $0.map(-) }
    }
  }

  // MARK: - Foretelling

  /// Learns the answers that are not known; false: stopped.
  private mutating func learn(_ change: Int) async -> Bool {
    let unknown = paid.filter {
      isAllowed($0, change) && answers[Answer(cell: $0, by: change)] == nil
    }
    guard !unknown.isEmpty else { return true }
    let few = lessons.map { draws[$0] }
    guard let before = await evaluator.samples(of: table, few) else { return stop() }
    let batches = cells.batches(unknown)
    for (number, batch) in batches.enumerated() {
      progress(
        SearchProgress(
          words(change > 0 ? "who helps most" : "who is missed least"), number, of: batches.count))
      guard let tried = await evaluator.samples(of: table.changed(batch, by: change), few) else {
        return stop()
      }
      for cell in batch {
        answers[Answer(cell: cell, by: change)] = (reached[cell] ?? []).map { _, places in
          few.indices.map { Self.excess(tried, places, $0) - Self.excess(before, places, $0) }
        }
      }
    }
    return true
  }

  private mutating func stop() -> Bool {
    isStopped = true
    return false
  }

  /// The number of replications, of all, that are foretold to meet the goal that is met least.
  private func foretold(_ move: Move) -> Int {
    var changes: [Int: [Double]] = [:]
    for (cell, by) in move {
      guard let answer = answers[Answer(cell: cell, by: by)] else { return 0 }
      for ((day, _), change) in zip(reached[cell] ?? [], answer) {
        guard var sum = changes[day] else {
          changes[day] = change
          continue
        }
        for lesson in sum.indices { sum[lesson] += change[lesson] }
        changes[day] = sum
      }
    }
    let scale = Double(draws.count) / Double(lessons.count)
    var least = draws.count
    for day in days.indices {
      var won = 0
      if let change = changes[day] {
        for lesson in change.indices {
          let old = excess[day][lesson]
          won += (old + change[lesson] >= -1e-9 ? 1 : 0) - (old >= -1e-9 ? 1 : 0)
        }
      }
      least = min(least, here.met[day] + Int(clamping: (Double(won) * scale).rounded()))
    }
    return least
  }

  private func cost(_ move: Move) -> Double {
    move.reduce(0) { $0 + Double($1.by) * (cells.cost[$1.cell] ?? 0) }
  }

  // MARK: - Reach

  private mutating func reach() async {
    var idle = 0
    while !isMet(here), idle < 5, !isStopped {
      let met = here.least
      // Far away agents are added in many places at once.
      let isFar = Double(met) < needed - 0.15 * Double(draws.count)
      guard await learn(1) else { return }
      let options = paid.filter { isAllowed($0, 1) }.map { (cell: $0, gain: gain($0)) }
        .sorted { $0.gain > $1.gain }
      guard !options.isEmpty else { return }
      let move: Move = options.prefix(isFar ? max(1, options.count / 8) : 1).map { ($0.cell, 1) }
      guard let samples = await simulate(move) else { return }
      adopt(move, samples)
      idle = here.least > met ? 0 : idle + 1
    }
  }

  /// Lessons won for the cost, with the part of the shortfall that is made up where none is.
  private func gain(_ cell: StaffingCell) -> Double {
    let answer = answers[Answer(cell: cell, by: 1)] ?? []
    var (won, part) = (0, 0.0)
    for ((day, _), change) in zip(reached[cell] ?? [], answer)
    where Double(here.met[day]) < needed {
      for lesson in change.indices where excess[day][lesson] < -1e-9 {
        let missing = -excess[day][lesson]
        if change[lesson] >= missing - 1e-9 { won += 1 }
        part += min(1, max(0, change[lesson] / missing))
      }
    }
    return (Double(won) + 0.2 * part) / max(1e-9, cells.cost[cell] ?? 0)
  }

  // MARK: - Trim

  private mutating func trim() async {
    var moves = 0
    var isFresh = answers.isEmpty
    while !isStopped {
      guard await learn(-1), await learn(1) else { return }
      if let (move, samples) = await cheaper() {
        adopt(move, samples)
        (moves, isFresh) = (0, false)
      } else if moves < Self.mostMoves, let (move, samples) = await better() {
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
  private mutating func cheaper() async -> (Move, StaffingSamples)? {
    let margin = 0.004 * Double(draws.count)
    var options: [(move: Move, met: Int, cost: Double)] = []
    for move in savings() + deeperSavings() {
      let met = foretold(move)
      if Double(met) >= needed - margin, isAllowed(move) { options.append((move, met, cost(move))) }
    }
    // The surest first, of equal ones the one that saves most.
    let hopeful = options.sorted { ($0.met, -$0.cost) > ($1.met, -$1.cost) }
      .prefix(Self.mostTried)
    for (number, option) in hopeful.enumerated() {
      progress(SearchProgress(words("fewer agents"), number, of: hopeful.count))
      guard let samples = await simulate(option.move) else { return nil }
      let counts = DayCounts(samples, days)
      if isMet(counts) {
        nearMiss = nil
        return (option.move, samples)
      }
      if counts.least > nearMiss?.met ?? -1 { nearMiss = (applied(option.move), counts.least) }
    }
    return nil
  }

  /// Changes of up to three agents that lower the cost.
  private func savings() -> [Move] {
    var moves: [Move] = paid.filter { isAllowed($0, -1) }.map { [($0, -1)] }
    // Pairs and triples only of those who are missed least and help most.
    let (cheap, helpful) = (best(-1), best(1))
    for (index, one) in cheap.enumerated() {
      for other in helpful where other != one {
        moves.append([(one, -1), (other, 1)])
        for two in cheap[(index + 1)...] where two != other {
          moves.append([(one, -1), (two, -1), (other, 1)])
        }
      }
    }
    return moves.filter { cost($0) < -1e-9 }
  }

  /// Agents moved, each to where most days are foretold to be won, and then one fewer.
  private func deeperSavings() -> [Move] {
    let (cheap, helpful) = (best(-1), best(1))
    var (moved, found): (Move, [Move]) = ([], [])
    for _ in 0..<Self.mostForetold {
      let pairs = cheap.flatMap { one in
        helpful.filter { $0 != one }.map { moved + [(one, -1), ($0, 1)] }
      }.filter { isAllowed($0) && cost($0) <= 1e-9 }
      guard let next = surest(pairs), foretold(next) > foretold(moved) else { break }
      moved = next
      let fewer = cheap.map { moved + [($0, -1)] }.filter(isAllowed)
      if let saving = surest(fewer), cost(saving) < -1e-9 { found.append(saving) }
    }
    return found
  }

  /// The first of the moves that are foretold to meet most days.
  private func surest(_ moves: [Move]) -> Move? {
    var best: (move: Move, met: Int)?
    for move in moves {
      let met = foretold(move)
      if met > best?.met ?? -1 { best = (move, met) }
    }
    return best?.move
  }

  /// Whether the limits allow all changes of a move together.
  private func isAllowed(_ move: Move) -> Bool {
    let changes = Dictionary(move.map { ($0.cell, $0.by) }, uniquingKeysWith: +)
    let after = applied(move)
    return changes.allSatisfy { isAllowed($0.key, $0.value) }
      && limits.leaveSomebody(after, at: changes.keys)
  }

  /// The cells whose change alone is foretold to leave most days met, twelve at most.
  private func best(_ change: Int) -> [StaffingCell] {
    let keys = paid.filter { isAllowed($0, change) }
      .map { (cell: $0, met: foretold([($0, change)])) }
    return keys.sorted {
      ($0.met, -$0.cell.interval, -$0.cell.group) > ($1.met, -$1.cell.interval, -$1.cell.group)
    }.prefix(12).map(\.cell)
  }

  /// The move of an agent at equal cost that adds most days.
  private mutating func better() async -> (Move, StaffingSamples)? {
    let (met, helpful) = (here.least, best(1))
    var options: [(move: Move, met: Int)] = []
    for one in best(-1) {
      for other in helpful where other != one {
        let move: Move = [(one, -1), (other, 1)]
        let after = foretold(move)
        if abs(cost(move)) <= 1e-9, after > met { options.append((move, after)) }
      }
    }
    let hopeful = options.sorted { $0.met > $1.met }.prefix(2)
    for (number, option) in hopeful.enumerated() {
      progress(SearchProgress(words("agents moved"), number, of: hopeful.count))
      guard let samples = await simulate(option.move) else { return nil }
      if DayCounts(samples, days).least > met { return (option.move, samples) }
    }
    return nil
  }
}

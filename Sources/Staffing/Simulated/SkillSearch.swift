import ContactCenter
import Experiments
import Optimization
import QueueingTheory

/// The cheapest numbers of agents per group found, and what is known about cheaper ones.
struct SkillStaffing: Sendable, Equatable {
  /// Agents of each group.
  var numbers: [Int]
  /// Their cost an hour.
  var cost: Double
  /// No staffing that meets the goals costs less an hour than this.
  var lowerBound: Double
  /// Whether every cheaper staffing that the bounds allow was found to miss a goal.
  var isProven: Bool
  /// Whether the numbers meet the goals in the search's own replications.
  var isFeasible: Bool
  /// What it costs if nothing serves better than one queue in order of arrival; no proof.
  var pooledEstimate: Double?
  /// Staffings simulated.
  var evaluations: Int
  /// Cuts added from simulated gradients.
  var cuts: Int
  /// Whether the search was stopped before its end.
  var isInterrupted = false

  /// (cost − lower bound) ÷ cost, 0…1.
  var gap: Double { cost > 0 ? max(0, cost - lowerBound) / cost : 0 }
}

/// The cheapest numbers of agents per group that meet goals per contact type, by simulation with
/// cutting planes.
///
/// 1. The integer program of least cost under `WorkloadBounds` is solved (`Solver`) and its answer
///    simulated, always with the same random numbers. For every goal that it misses a cut is added
///    from forward differences: Σ q_g x_g ≥ Σ q_g x̂_g + shortfall, where q_g is what one more agent of
///    group g brings; then anew. Atlason, Epelman and Henderson, "Call center staffing with
///    simulation and cutting plane methods", 2004; Cezik and L'Ecuyer, "Staffing multiskill call
///    centers via linear programming and simulation", 2008.
/// 2. The cuts suppose that goals are concave in the numbers, which fails for few agents, so the
///    answer may be too dear. Cheaper neighbours, up to two agents more or fewer in each of up to
///    four groups, are simulated, those first of which the gradient promises most, until none of
///    them meets the goals.
/// 3. Every staffing cheaper than the answer that `WorkloadBounds` allows is refuted: it suffices to
///    simulate those to which no agent can be added, since fewer agents serve worse (a staffing
///    counts as refuting smaller ones only if it misses a goal by more than `safeMiss`). What meets
///    the goals is the new answer. When there are too many of them the result is not proven, and the
///    lower bound is that of the integer program without cuts.
struct SkillSearch {
  let evaluator: StaffingEvaluator
  private let solver: any Solver
  /// Staffings that may be simulated in the proof that nothing cheaper meets the goals.
  ///
  /// 0: the first answer and its neighbours will do, as a proposal for something else.
  let proofs: Int
  let progress: @Sendable (SearchProgress) -> Void
  let bounds: WorkloadBounds
  let costs: [Double]
  private let fewest: [Int]
  /// More agents than are allowed, or could ever help.
  private(set) var limits: [Int]
  private let most: [Int]
  private let draws: [SimulationDraw]
  private let layoutFloors: [Double]
  private(set) var known: [[Int]: StaffingSamples] = [:]
  /// Numbers that miss a goal so clearly that fewer agents miss it too.
  private(set) var refuting: [[Int]] = []
  private(set) var wasCancelled = false

  /// By how much a goal must be missed, in its indicator's unit, so that smaller staffings count as
  /// missing it too.
  private static let safeMiss = 0.01
  static let hair = 1e-9
  /// Neighbours that are simulated around one staffing, those of which the gradient promises most.
  private static let mostTried = 150
  /// The same in a search that is a first proposal only.
  private static let fewTried = 30

  /// A search among numbers from `fewest` to `most` of each group.
  init(
    evaluator: StaffingEvaluator, solver: any Solver, replications: Int, fewest: [Int], most: [Int],
    proofs: Int,
    progress: @escaping @Sendable (SearchProgress) -> Void = { _ in }
  ) {
    self.evaluator = evaluator
    self.solver = solver
    self.proofs = proofs
    self.progress = progress
    let model = evaluator.model
    precondition(
      fewest.count == model.groups.count && most.count == fewest.count, "limits for each group")
    bounds = WorkloadBounds(evaluator.layout)
    costs = model.groups.map(\.cost)
    limits = model.groups.indices.map { min(most[$0], Self.limit(of: $0, model) + fewest[$0]) }
    (self.fewest, self.most) = (fewest, most)
    layoutFloors = evaluator.layout.places.map { _ in 0 }
    draws = .plain(0..<replications)
  }

  /// More agents of a group than could ever help.
  private static func limit(of group: Int, _ model: Model) -> Int {
    let load = model.contactTypes.indices.filter { model.serves(group: group, type: $0) }
      .reduce(0) { sum, type in
        let contact = model.contactTypes[type]
        let time = max(
          model.leastHandleTime(type: type, group: group), contact.session == nil ? 0 : contact.meanHandleTime
        )
        let peak = model.contactTypes[type].segments.map(\.bound).max() ?? 0
        return sum + peak * time
      }
    return Int(clamping: (1.5 * load + 6 * load.squareRoot()).rounded(.up)) + 6
  }

  func cost(_ numbers: [Int]) -> Double {
    zip(costs, numbers).reduce(0) { $0 + $1.0 * Double($1.1) }
  }

  /// "4, 16: 20 agents": of each group, and all.
  private func words(_ numbers: [Int]) -> String {
    let all = numbers.reduce(0, +)
    return numbers.map(String.init).joined(separator: ", ") + ": \(all) agent\(all == 1 ? "" : "s")"
  }

  /// Runs all three steps; nil where no numbers at all satisfy the bounds, and no limit forbids more.
  ///
  /// Where the limits forbid what the goals need, the most agents allowed are the nearest there is.
  ///
  /// - Throws: what hinders the solver.
  mutating func run() async throws(SolverFailure) -> SkillStaffing? {
    var program = IntegerProgram(
      columns: costs.indices.map {
        IntegerProgram.Column(cost: costs[$0], least: Double(fewest[$0]), most: Double(limits[$0]))
      },
      rows: bounds.rows(groups: costs.count))
    guard let least = try solved(program) else { return wasCancelled ? nil : await nearest() }
    var result = SkillStaffing(
      numbers: least, cost: cost(least), lowerBound: cost(least), isProven: false,
      isFeasible: false, evaluations: 0, cuts: 0)
    if let answer = try await cutPlanes(from: least, &program, &result) {
      result.isFeasible = true
      result.numbers = await improved(answer)
      if proofs > 0 {
        let generous = zip(answer, most).map { min($0 + 2, $1) }
        let other = await improved(descended(from: generous))
        if cost(other) < cost(result.numbers) - Self.hair { result.numbers = other }
      }
      result.cost = cost(result.numbers)
      if proofs > 0 { await prove(&result) }
    } else if !wasCancelled, let nearest = await nearest() {
      (result.numbers, result.cost) = (nearest.numbers, nearest.cost)
      result.isFeasible = nearest.isFeasible
    }
    program.rows = WorkloadBounds(evaluator.layout, estimatesPools: true).rows(groups: costs.count)
    result.pooledEstimate = try solved(program).map(cost)
    result.evaluations = known.count
    result.isInterrupted = wasCancelled
    return result
  }

  func allows(_ numbers: [Int]) -> Bool {
    numbers.indices.allSatisfy { (fewest[$0]...most[$0]).contains(numbers[$0]) }
      && bounds.allow(numbers)
  }

  /// All groups at their most; nil where nothing limits them.
  private mutating func nearest() async -> SkillStaffing? {
    guard most.contains(where: { $0 < .max }) else { return nil }
    let numbers = zip(most, limits).map { min($0, $1) }
    var result = SkillStaffing(
      numbers: numbers, cost: cost(numbers), lowerBound: 0, isProven: false, isFeasible: false,
      evaluations: 0, cuts: 0)
    result.isFeasible = await samples(of: numbers)?.allMet(.onAverage) ?? false
    (result.evaluations, result.isInterrupted) = (known.count, wasCancelled)
    return result
  }

  // MARK: Simulation

  /// What is known about numbers, which are simulated no further than needed; nil when cancelled.
  mutating func samples(of numbers: [Int]) async -> StaffingSamples? {
    if let found = known[numbers] { return found }
    guard let found = await simulated(numbers, draws) else { return nil }
    known[numbers] = found
    let isClear = found.places.indices.contains {
      found.slack($0, .onAverage) < -Self.safeMiss
    }
    if isClear { refuting.append(numbers) }
    return found
  }

  private mutating func simulated(
    _ numbers: [Int], _ draws: [SimulationDraw], stopsEarly: Bool = true
  ) async -> StaffingSamples? {
    let table = StaffingTable(constant: numbers, intervals: evaluator.model.calendar.intervals)
    let found =
      stopsEarly
      ? await evaluator.samplesUnlessHopeless(of: table, draws, least: max(10, draws.count / 16)) {
        $0.isHopeless(layoutFloors, .onAverage)
      }
      : await evaluator.samples(of: table, draws)
    if found == nil { wasCancelled = true }
    return found
  }

  // MARK: Step 1

  /// The cheapest numbers that satisfy the rows; nil where there are none, or when cancelled.
  private mutating func solved(_ program: IntegerProgram) throws(SolverFailure) -> [Int]? {
    let isCancelled = evaluator.isCancelled
    do throws(SolverFailure) {
      let outcome = try solver.solve(
        program, limits: SolverLimits(), shouldStop: { isCancelled() })
      guard outcome != .unknown else { throw .failed("it found nothing in time") }
      return outcome.values?.map { Int(clamping: $0.rounded()) }
    } catch {
      guard error == .stopped else { throw error }
      wasCancelled = true
      return nil
    }
  }

  private mutating func cutPlanes(
    from start: [Int], _ program: inout IntegerProgram, _ result: inout SkillStaffing
  ) async throws(SolverFailure) -> [Int]? {
    var numbers = start
    for round in 0..<100 {
      progress(SearchProgress("cutting planes, round \(round + 1): \(words(numbers))"))
      guard let samples = await samples(of: numbers) else { return nil }
      result.numbers = numbers
      result.cost = cost(numbers)
      if samples.allMet(.onAverage) { return numbers }
      guard let cuts = await cuts(at: numbers, samples.replications) else { return nil }
      result.cuts += cuts.count
      program.rows += cuts
      guard let next = try solved(program) else {
        guard !wasCancelled else { return nil }
        let wider = zip(limits, most).map { min(2 * $0, $1) }
        guard wider != limits, wider.allSatisfy({ $0 < 20_000 }) else { return nil }
        limits = wider
        for column in limits.indices { program.columns[column].most = Double(limits[column]) }
        continue
      }
      numbers = next
    }
    return nil
  }

  /// Cuts for all goals that numbers miss, from one more agent in each group.
  private mutating func cuts(at numbers: [Int], _ count: Int) async -> [IntegerProgram.Row]? {
    let few = Array(draws.prefix(count))
    guard let here = await simulated(numbers, few, stopsEarly: false) else { return nil }
    var more: [StaffingSamples] = []
    for group in numbers.indices {
      var larger = numbers
      larger[group] += 1
      guard let samples = await simulated(larger, few, stopsEarly: false) else { return nil }
      more.append(samples)
    }
    return here.places.indices.filter { !here.isMet($0, .onAverage) }.map { place in
      cut(place, at: numbers, here, more)
    }
  }

  private func cut(
    _ place: Int, at numbers: [Int], _ here: StaffingSamples, _ more: [StaffingSamples]
  ) -> IntegerProgram.Row {
    let slack = here.slack(place, .onAverage)
    var gains = more.map { max(0, $0.slack(place, .onAverage) - slack) }
    // What is lost in the noise is not worth a coefficient.
    let largest = gains.max() ?? 0
    gains = gains.map { $0 < 0.02 * largest ? 0 : $0 }
    guard largest > 1e-6 else {
      // Far from the goal one agent changes nothing: one more of all who can help.
      var helps = [Double](repeating: 1, count: numbers.count)
      if case .contactType(let type) = here.places[place].subject {
        for group in helps.indices where !evaluator.model.serves(group: group, type: type) {
          helps[group] = 0
        }
      }
      let present = zip(helps, numbers).reduce(0) { $0 + $1.0 * Double($1.1) }
      return IntegerProgram.Row(coefficients: helps, atLeast: present + 1)
    }
    let present = zip(gains, numbers).reduce(0) { $0 + $1.0 * Double($1.1) }
    // At least the numbers themselves are cut off.
    let scale = 1 / largest
    let wanted = max(-slack, 1e-3 * largest)
    return IntegerProgram.Row(
      coefficients: gains.map { $0 * scale }, atLeast: (present + wanted) * scale)
  }

  // MARK: Step 2

  /// Agents taken away from a generous staffing one at a time, each time the one after which the
  /// worst goal has most slack for the cost saved, as long as all goals are met.
  private mutating func descended(from start: [Int]) async -> [Int] {
    let few = Array(draws.prefix(max(10, draws.count / 4)))
    var numbers = start
    while !wasCancelled {
      progress(SearchProgress("taking agents away: \(words(numbers))"))
      guard let here = await simulated(numbers, few, stopsEarly: false) else { break }
      var choices: [(numbers: [Int], loss: Double)] = []
      for group in numbers.indices where numbers[group] > fewest[group] {
        var smaller = numbers
        smaller[group] -= 1
        guard bounds.allow(smaller), let samples = await simulated(smaller, few, stopsEarly: false) else {
          continue
        }
        // A loss weighs the more the less slack there is.
        let loss = here.places.indices.reduce(0) { sum, place in
          let (before, after) = (here.slack(place, .onAverage), samples.slack(place, .onAverage))
          return sum + (before - after) / max(0.005, after + 0.01)
        }
        choices.append((smaller, loss / max(1e-9, costs[group])))
      }
      guard let next = await firstMeeting(choices.sorted { $0.loss < $1.loss }.map(\.numbers))
      else { break }
      numbers = next
    }
    return numbers
  }

  /// The first of the numbers that meet the goals.
  private mutating func firstMeeting(_ choices: [[Int]]) async -> [Int]? {
    for numbers in choices where !isRefuted(numbers) {
      if await samples(of: numbers)?.allMet(.onAverage) == true { return numbers }
    }
    return nil
  }

  /// The cheapest of the numbers' neighbours that meet the goals, again and again.
  private mutating func improved(_ start: [Int]) async -> [Int] {
    var best = start
    while !wasCancelled {
      progress(SearchProgress("neighbours of \(words(best))"))
      guard let next = await cheaperNeighbour(of: best) else { break }
      best = next
    }
    return best
  }

  private mutating func cheaperNeighbour(of numbers: [Int]) async -> [Int]? {
    let few = Array(draws.prefix(max(10, draws.count / 4)))
    guard let here = await simulated(numbers, few, stopsEarly: false) else { return nil }
    var changes: [[Double]] = []
    for group in numbers.indices {
      var other = numbers
      let step = numbers[group] > 0 ? -1 : 1
      other[group] += step
      guard let samples = await simulated(other, few, stopsEarly: false) else { return nil }
      changes.append(
        here.places.indices.map {
          Double(step) * (samples.slack($0, .onAverage) - here.slack($0, .onAverage))
        })
    }
    let slacks = here.places.indices.map { here.slack($0, .onAverage) }
    let candidates = neighbours(of: numbers).map { moves -> (numbers: [Int], promise: Double) in
      let changed = zip(numbers, moves).map(+)
      // The goal that the gradient says is worst off.
      let worst =
        slacks.indices.map { place in
          slacks[place] + moves.indices.reduce(0) { $0 + Double(moves[$1]) * changes[$1][place] }
        }.min() ?? 0
      return (changed, worst)
    }
    let hopeful = candidates.filter { $0.promise > -0.06 && allows($0.numbers) }
      .sorted { $0.promise > $1.promise }
    for candidate in hopeful.prefix(proofs > 0 ? Self.mostTried : Self.fewTried) {
      guard !isRefuted(candidate.numbers) else { continue }
      guard let samples = await samples(of: candidate.numbers) else { return nil }
      if samples.allMet(.onAverage) { return candidate.numbers }
    }
    return nil
  }

  /// Changes by at most two agents in each of at most four groups, five in all, that lower the cost.
  private func neighbours(of numbers: [Int]) -> [[Int]] {
    var found: [[Int]] = []
    var moves = [Int](repeating: 0, count: numbers.count)
    func extend(_ group: Int, _ changed: Int, _ left: Int) {
      if group == numbers.count {
        let change = zip(costs, moves).reduce(0) { $0 + $1.0 * Double($1.1) }
        if change < -Self.hair { found.append(moves) }
        return
      }
      extend(group + 1, changed, left)
      guard changed < 4 else { return }
      for move in [-2, -1, 1, 2] where abs(move) <= left && numbers[group] + move >= 0 {
        moves[group] = move
        extend(group + 1, changed + 1, left - abs(move))
        moves[group] = 0
      }
    }
    extend(0, 0, 5)
    return found
  }
}

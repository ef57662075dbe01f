import ContactCenter
import Experiments

/// What is verified, and how thoroughly.
public struct VerificationOptions: Sendable {
  /// Multiplies the number of simulated contacts; the standard errors fall with its root.
  public var effort = 1.0
  /// Seeds all random streams, together with the names of the cases.
  public var seed: UInt64 = 1
  /// Simulations at a time.
  public var threads = 1
  /// Families to verify; empty: all.
  public var families: [String] = []
  /// Cases to verify; empty: all.
  public var cases: [String] = []
  /// What is compared with the known figures.
  public var sides = Set(VerificationSide.allCases)
  /// Changes the mapped scenarios before they are simulated, to see that a wrong one fails.
  public var alteration: (@Sendable (inout Scenario) -> Void)?
  /// Where finished stretches of simulations are kept, so that a verification that was stopped goes on; nil:
  /// nowhere.
  public var store: (any WorkStore)?
  /// Who simulates the cases, by a `VerificationService`; nil: threads of this process.
  package var pool: (any WorkPool)?
  /// Whether the work is told to others, with what all scenarios are.
  var isShared = false
  /// What tells one build of the program from another; what they draw is not mixed.
  public var program = ""
  /// Asked often; once it says yes, the simulations end.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// The defaults.
  public init() {}
}

/// How far a verification is.
public struct VerificationProgress: Sendable {
  /// Share of the contacts simulated, 0…1.
  public var share: Double
  /// The case that was worked on last.
  public var caseID: String
}

/// All that a verification yields.
public struct VerificationResult: Sendable {
  /// The options' effort.
  public var effort: Double
  /// The options' seed.
  public var seed: UInt64
  /// What was compared.
  public var sides: Set<VerificationSide>
  /// The simulation's families, in the order of the files.
  public var families: [FamilyResult]
  /// The formulas' families, in the order of the files.
  public var solved: [SolvedFamily]
  /// What was not judged, and why.
  public var notJudged: [NotJudged]
  /// Cases that are wrong in themselves.
  public var problems: [CaseProblem]

  /// Whether no family failed.
  public var hasPassed: Bool {
    families.allSatisfy { $0.verdict != .failed } && solved.allSatisfy { $0.verdict != .failed }
  }
}

/// Solves and simulates exact cases and judges both by them.
public enum Verifier {
  /// Solves and simulates the cases; the result does not depend on the number of threads.
  ///
  /// Cases that are wrong are among the result's problems, and the others are judged; where it is told to
  /// stop, no family of the simulation is.
  public static func verify(
    _ cases: [ExactCase], options: VerificationOptions,
    progress: (@Sendable (VerificationProgress) -> Void)? = nil
  ) async -> VerificationResult {
    var problems: [CaseProblem] = []
    let solved =
      options.sides.contains(.solver) ? await solve(chosen(cases, options), options, &problems) : []
    var plans = self.plans(cases, options, &problems)
    let (work, refused) = prepare(&plans, options)
    let moments = await simulate(work, options, progress)
    let found = await search(plans, options, progress)
    return VerificationResult(
      effort: options.effort, seed: options.seed, sides: options.sides,
      families: options.isCancelled() ? [] : families(plans, moments, found),
      solved: grouped(solved.filter { !$0.figures.isEmpty }, by: \.family).map {
        SolvedFamily(family: $0.key, cases: $0.members)
      },
      notJudged: unique(
        solved.flatMap(\.notJudged) + plans.flatMap(\.notJudged) + refused),
      problems: unique(problems))
  }

  private static func chosen(
    _ cases: [ExactCase], _ options: VerificationOptions
  ) -> [ExactCase] {
    cases.filter {
      (options.families.isEmpty || options.families.contains($0.family))
        && (options.cases.isEmpty || options.cases.contains($0.id))
    }
  }

  private static func plans(
    _ cases: [ExactCase], _ options: VerificationOptions, _ problems: inout [CaseProblem]
  ) -> [CasePlan] {
    guard options.sides.contains(.simulator) else { return [] }
    let effort = Effort(factor: options.effort)
    var plans = sound(
      chosen(cases, options).map { item in Result { try Families.plan(item, effort) } }, &problems)
    guard let alteration = options.alteration else { return plans }
    for plan in plans.indices {
      for run in plans[plan].runs.indices { alteration(&plans[plan].runs[run].scenario) }
      if plans[plan].search != nil { alteration(&plans[plan].search!.scenario) }
    }
    return plans
  }

  /// All that is to be simulated, in pieces.
  static func work(_ cases: [ExactCase], _ options: VerificationOptions) -> [Chunk] {
    var problems: [CaseProblem] = []
    var plans = plans(cases, options, &problems)
    return numbered(prepare(&plans, options).work)
  }

  private static func solve(
    _ cases: [ExactCase], _ options: VerificationOptions, _ problems: inout [CaseProblem]
  ) async -> [SolvedCase] {
    var options = options
    options.isCancelled = { false }
    let solved = await outputs(of: cases, options) { item, _ in
      Result { try SolverFamilies.solve(item) }
    }
    return sound(solved, &problems)
  }

  /// What came out well; the rest is among the problems.
  private static func sound<Value>(
    _ results: [Result<Value, any Error>], _ problems: inout [CaseProblem]
  ) -> [Value] {
    var values: [Value] = []
    for result in results {
      switch result {
      case .success(let value): values.append(value)
      case .failure(let error): if let problem = error as? CaseProblem { problems.append(problem) }
      }
    }
    return values
  }

  /// Works on the items, at most so many at a time as there are threads; the outputs in the items'
  /// order, none where it was told to stop.
  private static func outputs<Item: Sendable, Output: Sendable>(
    of items: [Item], _ options: VerificationOptions,
    whenDone: @escaping @Sendable (Item) -> Void = { _ in },
    _ work: @escaping @Sendable (Item, @escaping StopSign) async -> Output?
  ) async -> [Output] {
    await Executor(workers: options.threads, isCancelled: options.isCancelled)
      .outputs(of: items, whenDone: whenDone) { FunctionWorker(isStopped: $0, function: work) }
      ?? []
  }

  /// Works by a function, which returns nil where it was told to stop.
  struct FunctionWorker<Item: Sendable, Output: Sendable>: Worker {
    let isStopped: StopSign
    let function: @Sendable (Item, @escaping StopSign) async -> Output?

    func work(_ item: Item) async -> Work<Output> {
      await function(item, isStopped).map { .done($0) } ?? .stopped(nil)
    }
  }

  /// A stretch of the replications of one scenario, small enough to share out evenly.
  struct Chunk: Sendable {
    var plan: Int
    var run: Int
    var replications: Range<Int>
    var model: Model
    var window: Range<Int>
    var estimators: [Estimator]
    var seed: UInt64
    var contacts: Double
    var caseID: String
    /// All that its moments depend on but the numbers of the replications.
    var batch: Batch
    /// The share of all contacts that is simulated with it, 0…1.
    var share = 0.0
    /// Its place among all.
    var place = 0

    /// All that its moments depend on.
    var wholeBatch: Batch {
      var batch = batch
      batch.settings += ", replications \(replications)"
      return batch
    }
  }

  /// Makes the models and cuts the work; scenarios that are refused are listed.
  private static func prepare(
    _ plans: inout [CasePlan], _ options: VerificationOptions
  ) -> (work: [Chunk], refused: [NotJudged]) {
    var work: [Chunk] = []
    var refused: [NotJudged] = []
    for (place, plan) in plans.enumerated() {
      for (index, run) in plan.runs.enumerated() where !run.checks.isEmpty {
        do {
          work += chunks(run, try run.scenario.model(), place, index, plan.caseID, options)
        } catch {
          let reason = error.problems.first { $0.severity == .error }?.finding ?? ""
          refused.append(
            NotJudged(
              side: .simulator, family: plan.family, caseID: plan.caseID,
              output: run.label.isEmpty ? nil : run.label,
              reason: "the scenario is refused: \(reason)"))
          plans[place].runs[index].checks = []
        }
      }
    }
    return (work, refused)
  }

  private static func chunks(
    _ run: CaseRun, _ model: Model, _ plan: Int, _ index: Int, _ caseID: String,
    _ options: VerificationOptions
  ) -> [Chunk] {
    let seed = mixed(options.seed, caseID + "/" + run.label)
    let batch = run.batch(
      caseID, seed: seed, program: options.program,
      isKept: options.store != nil || options.isShared)
    let size = max(1, run.replications / 40)
    return stride(from: 0, to: run.replications, by: size).map { first in
      let last = min(first + size, run.replications)
      return Chunk(
        plan: plan, run: index, replications: first..<last, model: model, window: run.window,
        estimators: run.checks.map(\.estimator), seed: seed,
        contacts: run.contacts * Double(last - first), caseID: caseID, batch: batch)
    }
  }

  /// FNV-1a over the name, started from the seed: each case has streams of its own.
  private static func mixed(_ seed: UInt64, _ name: String) -> UInt64 {
    var hash = 0xCBF2_9CE4_8422_2325 ^ (seed &* 0x9E37_79B9_7F4A_7C15)
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }

  /// The chunks with their places, and the shares of all contacts up to them.
  private static func numbered(_ work: [Chunk]) -> [Chunk] {
    let all = max(1, work.reduce(0) { $0 + $1.contacts })
    var (work, done) = (work, 0.0)
    for place in work.indices {
      done += work[place].contacts
      work[place].share = done / all
      work[place].place = place
    }
    return work
  }

  /// Simulates the chunks and yields their moments in order.
  private static func simulate(
    _ work: [Chunk], _ options: VerificationOptions,
    _ progress: (@Sendable (VerificationProgress) -> Void)?
  ) async -> [(chunk: Chunk, moments: [PairMoments])] {
    let work = numbered(work)
    // What was kept is not sent to anybody.
    let kept = options.pool == nil ? [:] : kept(work, options)
    let executor = Executor(
      workers: options.threads, isCancelled: options.isCancelled, pool: options.pool)
    let found = await executor.outputs(
      of: work.filter { kept[$0.place] == nil }, way: ChunkWay(work: work),
      whenDone: { progress?(VerificationProgress(share: $0.share, caseID: $0.caseID)) }
    ) { isStopped in
      FunctionWorker(isStopped: isStopped) { [store = options.store] in await moments(of: $0, store, $1) }
    }
    guard let found else { return [] }
    var next = found.makeIterator()
    return work.compactMap { chunk in
      (kept[chunk.place] ?? next.next()).map { (chunk: chunk, moments: $0) }
    }
  }

  /// Searches for the cheapest staffings; nil where a plan has no search.
  private static func search(
    _ plans: [CasePlan], _ options: VerificationOptions,
    _ progress: (@Sendable (VerificationProgress) -> Void)?
  ) async -> [FigureResult?] {
    let seed = options.seed
    return await outputs(of: plans, options) { plan, _ in
      guard let search = plan.search else { return .some(nil) }
      progress?(VerificationProgress(share: 1, caseID: plan.caseID))
      return await search.figure(seed: mixed(seed, plan.caseID))
    }
  }

  /// The moments of chunks that were kept, by their places.
  private static func kept(
    _ work: [Chunk], _ options: VerificationOptions
  ) -> [Int: [PairMoments]] {
    var found: [Int: [PairMoments]] = [:]
    for chunk in work { found[chunk.place] = kept(chunk, options.store) }
    return found
  }

  private static func kept(_ chunk: Chunk, _ store: (any WorkStore)?) -> [PairMoments]? {
    store?.rows(of: chunk.wholeBatch, count: chunk.estimators.count, columns: PairMoments.columns)?
      .map { PairMoments(row: $0) }
  }

  /// A chunk's moments, as they were kept or else simulated.
  static func moments(
    of chunk: Chunk, _ store: (any WorkStore)?, _ isStopped: @escaping StopSign
  ) async -> [PairMoments]? {
    if let kept = kept(chunk, store) { return kept }
    let moments = await simulate(chunk, isStopped)
    if let moments {
      store?.keep(moments.map(\.row), of: chunk.wholeBatch, columns: PairMoments.columns)
    }
    return moments
  }

  private static func simulate(
    _ chunk: Chunk, _ isStopped: @escaping StopSign
  ) async -> [PairMoments]? {
    var options = SimulationOptions()
    options.isCancelled = isStopped
    let simulator = Simulator(model: chunk.model)
    var moments = chunk.estimators.map { _ in PairMoments() }
    for replication in chunk.replications {
      guard
        let outcome = simulator.run(seed: chunk.seed, replication: replication, options: options)
      else { return nil }
      let view = TallyView(tallies: outcome.tallies, window: chunk.window)
      for (index, estimator) in chunk.estimators.enumerated() {
        moments[index].add(estimator.sample(view))
      }
    }
    return moments
  }

  // MARK: Result

  private static func families(
    _ plans: [CasePlan], _ done: [(chunk: Chunk, moments: [PairMoments])],
    _ found: [FigureResult?]
  ) -> [FamilyResult] {
    var merged: [[[PairMoments]]] = plans.map { plan in
      plan.runs.map { $0.checks.map { _ in PairMoments() } }
    }
    for (chunk, moments) in done {
      for (index, part) in moments.enumerated() {
        merged[chunk.plan][chunk.run][index].merge(part)
      }
    }
    let results = plans.indices.map { place in
      var result = caseResult(plans[place], merged[place])
      if let figure = found[place] { result.figures.append(figure) }
      return result
    }.filter { !$0.figures.isEmpty }
    return grouped(results, by: \.family).map { FamilyResult(family: $0.key, cases: $0.members) }
  }

  /// The items by a key, in the order of its first appearances.
  package static func grouped<Item>(
    _ items: [Item], by key: (Item) -> String
  ) -> [(key: String, members: [Item])] {
    var groups: [(key: String, members: [Item])] = []
    var places: [String: Int] = [:]
    for item in items {
      let name = key(item)
      if let place = places[name] {
        groups[place].members.append(item)
      } else {
        places[name] = groups.count
        groups.append((name, [item]))
      }
    }
    return groups
  }

  private static func caseResult(_ plan: CasePlan, _ moments: [[PairMoments]]) -> CaseResult {
    var figures: [FigureResult] = []
    var contacts = 0.0
    for (run, parts) in zip(plan.runs, moments) where !run.checks.isEmpty {
      contacts += run.contacts * Double(run.replications)
      for (check, part) in zip(run.checks, parts) {
        figures.append(FigureResult(check, part, label: run.label))
      }
    }
    return CaseResult(
      family: plan.family, caseID: plan.caseID, figures: figures, contacts: contacts,
      policy: plan.runs.lazy.compactMap { $0.scenario.routing.policy?.rawValue }.first)
  }

  private static func unique<Entry: Equatable>(_ list: [Entry]) -> [Entry] {
    var kept: [Entry] = []
    for entry in list where !kept.contains(entry) { kept.append(entry) }
    return kept
  }
}

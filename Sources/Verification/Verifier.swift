import ContactCenter

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
  /// Changes the mapped scenarios before they are simulated, to see that a wrong one fails.
  public var alteration: (@Sendable (inout Scenario) -> Void)?

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
  /// The families, in the order of the files.
  public var families: [FamilyResult]
  /// What was not judged, and why.
  public var notJudged: [NotJudged]

  /// Whether no family failed.
  public var hasPassed: Bool { families.allSatisfy { $0.verdict != .failed } }
}

/// Simulates exact cases and judges the simulation by them.
public enum Verifier {
  /// Simulates the cases; the result does not depend on the number of threads.
  ///
  /// - Throws: `CaseProblems` with every case that cannot be read, before anything is simulated.
  public static func verify(
    _ cases: [ExactCase], options: VerificationOptions,
    progress: (@Sendable (VerificationProgress) -> Void)? = nil
  ) async throws -> VerificationResult {
    let chosen = cases.filter {
      (options.families.isEmpty || options.families.contains($0.family))
        && (options.cases.isEmpty || options.cases.contains($0.id))
    }
    var plans = try plans(chosen, Effort(factor: options.effort))
    if let alteration = options.alteration {
      for plan in plans.indices {
        for run in plans[plan].runs.indices { alteration(&plans[plan].runs[run].scenario) }
      }
    }
    let (work, refused) = prepare(&plans, options)
    let moments = await simulate(work, options, progress)
    return result(plans, moments, refused, options)
  }

  private static func plans(_ cases: [ExactCase], _ effort: Effort) throws -> [CasePlan] {
    var problems: [CaseProblem] = []
    var plans: [CasePlan] = []
    for item in cases {
      do {
        plans.append(try Families.plan(item, effort))
      } catch let problem as CaseProblem {
        problems.append(problem)
      }
    }
    if !problems.isEmpty { throw CaseProblems(problems) }
    return plans
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
          work += chunks(run, try run.scenario.model(), place, index, plan.caseID, options.seed)
        } catch {
          let reason = error.problems.first { $0.severity == .error }?.finding ?? ""
          refused.append(
            NotJudged(
              family: plan.family, caseID: plan.caseID,
              output: run.label.isEmpty ? nil : run.label,
              reason: "the scenario is refused: \(reason)"))
          plans[place].runs[index].checks = []
        }
      }
    }
    return (work, refused)
  }

  private static func chunks(
    _ run: CaseRun, _ model: Model, _ plan: Int, _ index: Int, _ caseID: String, _ seed: UInt64
  ) -> [Chunk] {
    let size = max(1, run.replications / 40)
    return stride(from: 0, to: run.replications, by: size).map { first in
      let last = min(first + size, run.replications)
      return Chunk(
        plan: plan, run: index, replications: first..<last, model: model, window: run.window,
        estimators: run.checks.map(\.estimator), seed: mixed(seed, caseID + "/" + run.label),
        contacts: run.contacts * Double(last - first), caseID: caseID)
    }
  }

  /// FNV-1a over the name, started from the seed: each case has streams of its own.
  private static func mixed(_ seed: UInt64, _ name: String) -> UInt64 {
    var hash = 0xCBF2_9CE4_8422_2325 ^ (seed &* 0x9E37_79B9_7F4A_7C15)
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }

  /// Simulates the chunks, at most `threads` at a time, and yields their moments in order.
  private static func simulate(
    _ work: [Chunk], _ options: VerificationOptions,
    _ progress: (@Sendable (VerificationProgress) -> Void)?
  ) async -> [(chunk: Chunk, moments: [PairMoments])] {
    let all = max(1, work.reduce(0) { $0 + $1.contacts })
    var found = [[PairMoments]](repeating: [], count: work.count)
    await withTaskGroup(of: (Int, [PairMoments]).self) { group in
      var next = 0
      var done = 0.0
      func start() {
        guard next < work.count else { return }
        let (place, chunk) = (next, work[next])
        next += 1
        group.addTask { (place, simulate(chunk)) }
      }
      for _ in 0..<max(1, options.threads) { start() }
      for await (place, moments) in group {
        found[place] = moments
        done += work[place].contacts
        progress?(VerificationProgress(share: done / all, caseID: work[place].caseID))
        start()
      }
    }
    return Array(zip(work, found)).map { (chunk: $0.0, moments: $0.1) }
  }

  private static func simulate(_ chunk: Chunk) -> [PairMoments] {
    let simulator = Simulator(model: chunk.model)
    var moments = chunk.estimators.map { _ in PairMoments() }
    for replication in chunk.replications {
      guard let outcome = simulator.run(seed: chunk.seed, replication: replication) else {
        continue
      }
      let view = TallyView(tallies: outcome.tallies, window: chunk.window)
      for (index, estimator) in chunk.estimators.enumerated() {
        moments[index].add(estimator.sample(view))
      }
    }
    return moments
  }

  // MARK: Result

  private static func result(
    _ plans: [CasePlan], _ done: [(chunk: Chunk, moments: [PairMoments])], _ refused: [NotJudged],
    _ options: VerificationOptions
  ) -> VerificationResult {
    var merged: [[[PairMoments]]] = plans.map { plan in
      plan.runs.map { $0.checks.map { _ in PairMoments() } }
    }
    for (chunk, moments) in done {
      for (index, part) in moments.enumerated() {
        merged[chunk.plan][chunk.run][index].merge(part)
      }
    }
    var families: [String] = []
    var results: [String: [CaseResult]] = [:]
    for (plan, moments) in zip(plans, merged) {
      let item = caseResult(plan, moments)
      guard !item.figures.isEmpty else { continue }
      if results[plan.family] == nil { families.append(plan.family) }
      results[plan.family, default: []].append(item)
    }
    return VerificationResult(
      effort: options.effort, seed: options.seed,
      families: families.map { FamilyResult(family: $0, cases: results[$0] ?? []) },
      notJudged: unique(plans.flatMap(\.notJudged) + refused))
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
      family: plan.family, caseID: plan.caseID, figures: figures, contacts: contacts)
  }

  private static func unique(_ list: [NotJudged]) -> [NotJudged] {
    var kept: [NotJudged] = []
    for entry in list where !kept.contains(entry) { kept.append(entry) }
    return kept
  }
}

import ContactCenter

/// The blocks of a study: merges what is folded of them in their order, until the stopping rule is
/// satisfied.
struct StudyPlan: WorkPlan {
  /// What a block of replications left behind.
  enum Output: Sendable {
    /// A single one, and the processor time that it took: its tallies take less memory than a fold.
    case replication(SimulationOutcome, seconds: Double)
    /// Several, folded.
    case block(StudyBlock)
  }

  /// All that is folded so far.
  private(set) var study: StudyBlock
  private(set) var rule: StoppingRule
  private let confidence: Double
  private let kept: (@Sendable (StudyBlock, Bool) -> Void)?
  private let progress: (@Sendable (StudyProgress) -> Void)?
  /// The first replication that is not handed out.
  private var following: Int
  /// Whether the study ended within a block.
  private var isCut = false

  init(
    _ empty: StudyBlock, settings: StudySettings, progress: (@Sendable (StudyProgress) -> Void)?
  ) {
    study = settings.begun ?? empty
    rule = StoppingRule(study: settings.study)
    confidence = settings.study.confidence
    kept = settings.kept
    self.progress = progress
    following = study.end
    guard following > 0 else { return }
    rule.skip(to: following)
    if isDone() { following = rule.most }
    report()
  }

  mutating func next() -> Block? {
    guard following < rule.most else { return nil }
    let replications = Block.replications(
      from: following, limit: rule.checkpoint(beyond: following))
    following = replications.upperBound
    return Block(batch: study.block.batch, replications: replications)
  }

  mutating func take(_ output: Output, of block: Block) -> Bool {
    switch output {
    case .replication(let outcome, let seconds): study.add(outcome, seconds: seconds)
    case .block(let part):
      isCut = part.end < block.replications.upperBound
      if isCut { kept?(study, true) }
      study.merge(part)
    }
    let isDone = isDone()
    if !isDone, !isCut { kept?(study, false) }
    report()
    return !isDone
  }

  /// Told that the study was interrupted.
  func interrupt() {
    if !isCut { kept?(study, true) }
  }

  private mutating func isDone() -> Bool {
    let (fold, confidence) = (study.fold, confidence)
    return rule.isDone(after: fold.replications) { fold.estimate($0, confidence: confidence) }
  }

  private func report() {
    progress?(
      StudyProgress(
        replications: study.end, wanted: rule.checkpoint, most: rule.most,
        precision: rule.outcomes))
  }
}

/// Simulates the replications of one block after another, and folds them.
struct StudyWorker: Worker {
  let simulator: Simulator
  let settings: StudySettings
  let empty: StudyBlock
  let isStopped: StopSign

  func work(_ block: Block) async -> Work<StudyPlan.Output> {
    let replications = block.replications
    if replications.count == 1 {
      let (outcome, seconds) = simulate(replications.lowerBound)
      return outcome.map { .done(.replication($0, seconds: seconds)) } ?? .stopped(nil)
    }
    var done = empty.starting(at: replications.lowerBound)
    for replication in replications {
      let (outcome, seconds) = simulate(replication)
      guard let outcome else {
        return .stopped(replication == replications.lowerBound ? nil : .block(done))
      }
      done.add(outcome, seconds: seconds)
    }
    return .done(.block(done))
  }

  private func simulate(_ replication: Int) -> (value: SimulationOutcome?, seconds: Double) {
    var options = SimulationOptions()
    options.checks = settings.checks
    options.isCancelled = isStopped
    if replication == 0 { options.trace = settings.trace }
    return timed {
      isStopped()
        ? nil
        : simulator.run(seed: settings.study.seed, replication: replication, options: options)
    }
  }
}

/// Simulates replications on several threads until the stopping rule is satisfied.
func runReplications(
  model: Model, settings: StudySettings, progress: (@Sendable (StudyProgress) -> Void)?,
  isCancelled: @escaping @Sendable () -> Bool
) async -> StudyResult {
  let empty = StudyBlock(model: model, settings: settings)
  let plan = StudyPlan(empty, settings: settings, progress: progress)
  let workers = max(1, min(settings.threads, plan.rule.most))
  // The tallies of a year's calendar take so much memory that few may wait for their turn.
  let executor = Executor(
    workers: workers, window: empty.fold.talliesAreLarge ? workers : 4 * workers,
    isCancelled: isCancelled)
  let (done, isInterrupted) = await executor.run(plan) { isStopped in
    StudyWorker(
      simulator: Simulator(model: model), settings: settings, empty: empty, isStopped: isStopped)
  }
  if isInterrupted { done.interrupt() }
  let (fold, confidence) = (done.study.fold, settings.study.confidence)
  var result = StudyResult()
  let filling = timed { fold.fill(&result, confidence: confidence) }
  result.record = done.study.record
  result.replicationsAskedFor = done.rule.most
  result.isPartial = isInterrupted
  result.violations = done.study.violations
  result.processorSeconds = done.study.processorSeconds + filling.seconds
  result.precision = settings.study.precision.map {
    StoppingRule.outcome(
      of: $0, estimate: fold.estimate($0.indicator, confidence: confidence))
  }
  return result
}

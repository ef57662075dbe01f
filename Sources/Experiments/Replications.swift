import ContactCenter

/// Hands replications out to the workers and folds their tallies in the order of their numbers.
actor ReplicationSequence {
  private var fold: StudyFold
  private var rule: StoppingRule
  private let confidence: Double
  /// How far ahead of the folded replications the workers may be; bounds the tallies kept.
  private let window: Int
  private let stop: StopFlag
  private let progress: (@Sendable (StudyProgress) -> Void)?
  private var next = 0
  private var isOver = false
  private var isInterrupted = false
  private var early: [Int: SimulationOutcome] = [:]
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var violations: [String] = []
  private var recorder: KPIRecorder?
  /// Processor time of the simulations so far, and of folding them.
  private var processorSeconds = 0.0

  init(
    fold: StudyFold, recorder: KPIRecorder?, settings: StudySettings, threads: Int, stop: StopFlag,
    progress: (@Sendable (StudyProgress) -> Void)?
  ) {
    self.fold = fold
    self.recorder = recorder
    rule = StoppingRule(study: settings.study)
    confidence = settings.study.confidence
    // The tallies of a year's calendar take so much memory that few may wait for their turn.
    window = fold.talliesAreLarge ? threads : 4 * threads
    self.stop = stop
    self.progress = progress
  }

  /// The number of the next replication to simulate; nil when there is nothing more to do.
  func take() async -> Int? {
    while !isOver && next < rule.most && next >= fold.replications + window {
      await withCheckedContinuation { waiting.append($0) }
    }
    guard !isOver, next < rule.most else { return nil }
    next += 1
    return next - 1
  }

  /// Receives what a replication left behind, and the processor time that it took.
  func deliver(_ outcome: SimulationOutcome, of replication: Int, seconds: Double) {
    processorSeconds += seconds
    guard !isOver else { return }
    early[replication] = outcome
    processorSeconds += timed(foldAll).seconds
    wakeAll()
  }

  /// Folds what came in the order of the replications.
  private func foldAll() {
    while !isOver, let next = early.removeValue(forKey: fold.replications) {
      note(next.violations, of: fold.replications)
      fold.add(next.tallies)
      recorder?.add(next.tallies)
      let isDone = rule.isDone(after: fold.replications) {
        fold.estimate($0, confidence: confidence)
      }
      report()
      if isDone { end() }
    }
  }

  /// A worker was told to stop in the middle of a replication.
  func interrupt() {
    if !isOver { isInterrupted = true }
    end()
    wakeAll()
  }

  /// The fold, the record, what became of the goals, whether the study was interrupted, and what it took.
  func close() -> (
    fold: StudyFold, record: KPIRecord?, rule: StoppingRule, isInterrupted: Bool,
    violations: [String], processorSeconds: Double
  ) {
    (fold, recorder?.record, rule, isInterrupted, violations, processorSeconds)
  }

  private func end() {
    isOver = true
    early = [:]
    stop.raise()
  }

  private func wakeAll() {
    let sleepers = waiting
    waiting = []
    for sleeper in sleepers { sleeper.resume() }
  }

  private func note(_ found: [String], of replication: Int) {
    for violation in found where violations.count < 50 {
      violations.append("replication \(replication): \(violation)")
    }
  }

  private func report() {
    progress?(
      StudyProgress(
        replications: fold.replications, wanted: rule.checkpoint, most: rule.most,
        precision: rule.outcomes))
  }
}

/// Simulates replications on several threads until the stopping rule is satisfied.
func runReplications(
  model: Model, settings: StudySettings, progress: (@Sendable (StudyProgress) -> Void)?,
  isCancelled: @escaping @Sendable () -> Bool
) async -> StudyResult {
  let threads = max(
    1,
    min(
      settings.threads,
      settings.study.precision.isEmpty
        ? settings.study.replications : settings.study.maximumReplications))
  let stop = StopFlag()
  let sequence = ReplicationSequence(
    fold: StudyFold(
      model: model, seed: settings.study.seed, serviceLevelTarget: settings.serviceLevelTarget),
    recorder: settings.kpis.map {
      KPIRecorder(
        model: model, inputs: $0, seed: settings.study.seed)
    },
    settings: settings, threads: threads, stop: stop, progress: progress)
  await withTaskGroup(of: Void.self) { group in
    for _ in 0..<threads {
      group.addTask {
        await work(model: model, settings: settings, sequence: sequence) {
          stop.isRaised || isCancelled()
        }
      }
    }
  }
  let (fold, record, rule, isInterrupted, violations, processorSeconds) = await sequence.close()
  var result = StudyResult()
  let filling = timed { fold.fill(&result, confidence: settings.study.confidence) }
  result.record = record
  result.replicationsAskedFor = rule.most
  result.isPartial = isInterrupted
  result.violations = violations
  result.processorSeconds = processorSeconds + filling.seconds
  result.precision = settings.study.precision.map {
    StoppingRule.outcome(
      of: $0, estimate: fold.estimate($0.indicator, confidence: settings.study.confidence))
  }
  return result
}

/// One worker: a simulator of its own, and one replication after another.
private func work(
  model: Model, settings: StudySettings, sequence: ReplicationSequence,
  isCancelled: @escaping @Sendable () -> Bool
) async {
  let simulator = Simulator(model: model)
  while let replication = await sequence.take() {
    var options = SimulationOptions()
    options.checks = settings.checks
    options.isCancelled = isCancelled
    if replication == 0 { options.trace = settings.trace }
    let (outcome, seconds) = timed {
      isCancelled()
        ? nil
        : simulator.run(seed: settings.study.seed, replication: replication, options: options)
    }
    guard let outcome else { return await sequence.interrupt() }
    await sequence.deliver(outcome, of: replication, seconds: seconds)
  }
}

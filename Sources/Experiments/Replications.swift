import ContactCenter

/// The replications of a study: folds their tallies in the order of their numbers, until the stopping rule
/// is satisfied.
struct StudyPlan: WorkPlan {
  /// What a replication left behind, and the processor time that it took.
  struct Output: Sendable {
    var outcome: SimulationOutcome
    var seconds: Double
  }

  private(set) var fold: StudyFold
  private(set) var recorder: KPIRecorder?
  private(set) var rule: StoppingRule
  private(set) var violations: [String] = []
  /// Processor time of the simulations so far, and of folding them.
  private(set) var processorSeconds = 0.0
  private let confidence: Double
  private let progress: (@Sendable (StudyProgress) -> Void)?
  private var following = 0

  init(
    model: Model, settings: StudySettings, progress: (@Sendable (StudyProgress) -> Void)?
  ) {
    let seed = settings.study.seed
    fold = StudyFold(model: model, seed: seed, serviceLevelTarget: settings.serviceLevelTarget)
    recorder = settings.kpis.map { KPIRecorder(model: model, inputs: $0, seed: seed) }
    rule = StoppingRule(study: settings.study)
    confidence = settings.study.confidence
    self.progress = progress
  }

  mutating func next() -> Int? {
    guard following < rule.most else { return nil }
    following += 1
    return following - 1
  }

  mutating func take(_ output: Output, of replication: Int) -> Bool {
    let (isDone, seconds) = timed {
      for violation in output.outcome.violations where violations.count < 50 {
        violations.append("replication \(replication): \(violation)")
      }
      fold.add(output.outcome.tallies)
      recorder?.add(output.outcome.tallies)
      let fold = fold
      return rule.isDone(after: fold.replications) { fold.estimate($0, confidence: confidence) }
    }
    processorSeconds += output.seconds + seconds
    progress?(
      StudyProgress(
        replications: fold.replications, wanted: rule.checkpoint, most: rule.most,
        precision: rule.outcomes))
    return !isDone
  }
}

/// Simulates one replication after another.
private struct StudyWorker: Worker {
  let simulator: Simulator
  let settings: StudySettings
  let isStopped: StopSign

  func work(_ replication: Int) async -> Work<StudyPlan.Output> {
    var options = SimulationOptions()
    options.checks = settings.checks
    options.isCancelled = isStopped
    if replication == 0 { options.trace = settings.trace }
    let (outcome, seconds) = timed {
      simulator.run(seed: settings.study.seed, replication: replication, options: options)
    }
    return outcome.map { .done(StudyPlan.Output(outcome: $0, seconds: seconds)) } ?? .stopped(nil)
  }
}

/// Simulates replications on several threads until the stopping rule is satisfied.
func runReplications(
  model: Model, settings: StudySettings, progress: (@Sendable (StudyProgress) -> Void)?,
  isCancelled: @escaping @Sendable () -> Bool
) async -> StudyResult {
  let plan = StudyPlan(model: model, settings: settings, progress: progress)
  let workers = max(1, min(settings.threads, plan.rule.most))
  // The tallies of a year's calendar take so much memory that few may wait for their turn.
  let executor = Executor(
    workers: workers, window: plan.fold.talliesAreLarge ? workers : 4 * workers,
    isCancelled: isCancelled)
  let (done, isInterrupted) = await executor.run(plan) { isStopped in
    StudyWorker(simulator: Simulator(model: model), settings: settings, isStopped: isStopped)
  }
  let (fold, confidence) = (done.fold, settings.study.confidence)
  var result = StudyResult()
  let filling = timed { fold.fill(&result, confidence: confidence) }
  result.record = done.recorder?.record
  result.replicationsAskedFor = done.rule.most
  result.isPartial = isInterrupted
  result.violations = done.violations
  result.processorSeconds = done.processorSeconds + filling.seconds
  result.precision = settings.study.precision.map {
    StoppingRule.outcome(
      of: $0, estimate: fold.estimate($0.indicator, confidence: confidence))
  }
  return result
}

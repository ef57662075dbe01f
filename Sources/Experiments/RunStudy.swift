import ContactCenter
import Glibc

/// Simulates a study of a model: independent replications, or one long run cut into batches.
///
/// The figures depend on the model, the study's settings and the seed, not on the number of
/// threads.
///
/// - Parameters:
///   - model: what is simulated.
///   - settings: how much, how precisely, on how many threads.
///   - progress: called after every replication, in order.
///   - isCancelled: asked often; once it says yes, the study ends soon with what is finished: the
///     replications up to the first one that is not, in a result marked partial.
/// - Returns: the figures; those of a study cancelled in its first replication are all undefined.
public func runStudy(
  model: Model, settings: StudySettings,
  progress: (@Sendable (StudyProgress) -> Void)? = nil,
  isCancelled: @escaping @Sendable () -> Bool = { false }
) async -> StudyResult {
  let clock = ContinuousClock()
  let start = clock.now
  var result: StudyResult
  switch settings.study.method {
  case .replications:
    result = await runReplications(
      model: model, settings: settings, progress: progress, isCancelled: isCancelled)
  case .batchMeans:
    result = await runBatchMeans(model: model, settings: settings, isCancelled: isCancelled)
  }
  result.method = settings.study.method
  result.seed = settings.study.seed
  result.confidence = settings.study.confidence
  result.scenarioDigest = settings.scenarioDigest
  result.programVersion = settings.programVersion
  result.warnings = settings.scenarioWarnings + result.warnings
  describe(model, in: &result)
  result.wallSeconds = (clock.now - start) / .seconds(1)
  return result
}

/// Names and times of the model.
private func describe(_ model: Model, in result: inout StudyResult) {
  let names = ModelNames(model)
  result.scenarioName = model.name
  result.money = StudyMoney(model)
  result.contactTypeNames = names.contactTypes
  result.queueNames = names.queues
  result.groupNames = names.groups
  result.agentNames = names.agents
  result.agentGroups = names.agentGroups
  result.trunkGroupNames = names.trunkGroups
  result.hasPorts = model.ports != nil || !model.menus.isEmpty
  let calendar = model.calendar
  result.dates = calendar.dates
  result.horizonEnd = calendar.end
  result.intervalLength = calendar.interval
  if result.method == .replications {
    result.intervalStarts = (0..<calendar.intervals).map {
      calendar.start + Double($0) * calendar.interval
    }
  }
}

/// What work on the calling thread returns, and the processor time that it took there, in seconds: studies
/// that run side by side do not count each other's.
func timed<Value>(_ work: () -> Value) -> (value: Value, seconds: Double) {
  let start = threadSeconds()
  let value = work()
  return (value, threadSeconds() - start)
}

/// Processor time of the calling thread so far.
private func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

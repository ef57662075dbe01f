import ContactCenter
import Experiments
import Synchronization
import Testing

@Suite("Running a study")
struct RunStudyTests {
  /// One queue, 30 contacts an hour for four hours, two agents, some impatience.
  private func model() -> Model {
    var model = Model()
    model.name = "one queue"
    model.calendar.start = 0
    model.calendar.end = 4 * 3600
    model.calendar.interval = 1800
    model.calendar.intervals = 8
    model.calendar.open = [.init(from: 0, to: 4 * 3600)]
    var written = Scenario.ContactType(name: "calls")
    written.patience = .init(.exponential(mean: 120))
    written.talk = .init(.exponential(mean: 180))
    written.wrapUp = .init(.constant(10))
    var type = Model.ContactType(written, queue: 0)
    type.segments = [
      .init(from: 0, to: 4 * 3600, c0: 30.0 / 3600, bound: 30.0 / 3600, day: 0, interval: 0)
    ]
    model.contactTypes = [type]
    model.queues = [.init(name: "calls")]
    var group = Model.Group(name: "agents")
    group.staffing = .counts([.init(from: 0, value: 2)])
    group.skills = [.serving(0)]
    model.groups = [group]
    return model
  }

  private func settings(
    replications: Int, threads: Int, precision: [Scenario.PrecisionGoal] = []
  ) -> StudySettings {
    var study = Scenario.Study()
    study.replications = replications
    study.seed = 11
    study.precision = precision
    study.maximumReplications = 600
    return StudySettings(study: study, threads: threads)
  }

  /// Every figure of every scope and interval, bit for bit.
  private func bits(_ result: StudyResult) -> [UInt64] {
    result.scopes.flatMap { scope in
      ([nil] + (0...result.intervals).map { $0 }).flatMap { interval in
        result.figures(of: scope, interval: interval).flatMap { _, estimate in
          [estimate.value, estimate.halfWidth].map { ($0 ?? .nan).bitPattern }
        }
      }
    }
  }

  @Test("The number of threads changes no bit of the result")
  func threads() async {
    let one = await runStudy(model: model(), settings: settings(replications: 60, threads: 1))
    let many = await runStudy(model: model(), settings: settings(replications: 60, threads: 5))
    #expect(one.replications == 60 && many.replications == 60)
    #expect(bits(one) == bits(many))
    #expect(one.waits == many.waits)
    #expect((one.value("offered") ?? 0) > 0)
  }

  @Test("The stopping point does not depend on the number of threads")
  func stoppingPoint() async {
    let goal = Scenario.PrecisionGoal(
      indicator: "serviceLevel", halfWidth: 0.015, isRelative: false)
    var lengths: Set<Int> = []
    for threads in [1, 2, 7] {
      let result = await runStudy(
        model: model(), settings: settings(replications: 10, threads: threads, precision: [goal]))
      #expect(result.precision.first?.isMet == true && !result.isPartial)
      #expect(result.replications > 10 && result.replications < 600)
      lengths.insert(result.replications)
    }
    #expect(lengths.count == 1)
  }

  @Test("A cancelled study keeps the replications before the first unfinished one")
  func cancellation() async {
    let done = Atomic<Int>(0)
    let result = await runStudy(
      model: model(), settings: settings(replications: 5000, threads: 2),
      progress: { done.store($0.replications, ordering: .relaxed) },
      isCancelled: { done.load(ordering: .relaxed) >= 20 })
    #expect(result.isPartial)
    #expect(result.replications >= 20 && result.replications < 5000)
    let same = await runStudy(
      model: model(), settings: settings(replications: result.replications, threads: 1))
    #expect(bits(result) == bits(same))
  }

  @Test("A study cancelled at once has no figures")
  func cancelledAtOnce() async {
    let result = await runStudy(
      model: model(), settings: settings(replications: 5, threads: 2), isCancelled: { true })
    #expect(result.isPartial && result.replications == 0)
    #expect(result.value("offered") == nil && result.estimate("offered") != nil)
  }

  @Test("Progress comes in order, one replication after another")
  func progress() async {
    let seen = Mutex<[Int]>([])
    _ = await runStudy(
      model: model(), settings: settings(replications: 30, threads: 3),
      progress: { progress in seen.withLock { $0.append(progress.replications) } })
    #expect(seen.withLock { $0 } == Array(1...30))
  }

  @Test("Conservation laws hold, and the trace tells the first replication only")
  func checksAndTrace() async {
    let arrivals = Mutex(0)
    var settings = settings(replications: 3, threads: 2)
    settings.checks = true
    settings.trace = { record in
      if record.event == .arrives { arrivals.withLock { $0 += 1 } }
    }
    let result = await runStudy(model: model(), settings: settings)
    #expect(result.violations == [])
    let count = Double(arrivals.withLock { $0 })
    #expect(count > 0 && count < result.contacts)
  }

  @Test("Batch means: one replication, as many samples as batches, no intervals")
  func batchMeans() async {
    var model = model()
    model.calendar.warmUpEnd = 1800
    var settings = settings(replications: 100, threads: 2)
    settings.study.method = .batchMeans
    settings.study.batches = 7
    let result = await runStudy(model: model, settings: settings)
    #expect(result.replications == 1 && result.samples == 7 && result.intervals == 0)
    #expect(result.estimate("averageQueueLength")?.degreesOfFreedom == 6)
    #expect(!result.isPartial)
  }
}

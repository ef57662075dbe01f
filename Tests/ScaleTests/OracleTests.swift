import ContactCenter
import Experiments
import Foundation
import Scale
import Testing

/// What is known of studies that are shared out, before any is.
@Suite("Oracles of sharing out")
struct ScaleOracleTests {
  /// One agent and no place to wait: the agent is busy for a ÷ (1 + a) of the time
  /// (Erlang B with one agent).
  private static func loss(perHour: Double, talk: Double) -> Model {
    var model = Model()
    model.name = "loss"
    let hours = 6.0
    model.calendar.end = hours * 3600
    model.calendar.warmUpEnd = 3600
    model.calendar.interval = 3600
    model.calendar.intervals = Int(hours)
    model.calendar.open = [.init(from: 0, to: hours * 3600)]
    var written = Scenario.ContactType(name: "calls")
    written.talk = .init(.exponential(mean: talk))
    written.patience = .init(.never)
    var type = Model.ContactType(written, queue: 0)
    let rate = perHour / 3600
    type.segments = (0..<model.calendar.intervals).map { interval in
      .init(
        from: 3600 * Double(interval), to: 3600 * Double(interval + 1), c0: rate, bound: rate, day: 0,
        interval: interval)
    }
    model.contactTypes = [type]
    // Nobody waits: who finds the agent busy is sent away.
    var queue = Scenario.Queue(name: "calls")
    queue.capacity = 0
    model.queues = [queue]
    var group = Model.Group(name: "one")
    group.staffing = .counts([.init(from: 0, value: 1)])
    var skill = Scenario.Skill(queue: "calls")
    skill.queue = .init("calls", place: 0)
    group.skills = [skill]
    model.groups = [group]
    return model
  }

  /// The occupancy of a study in three shards, done last first.
  private func occupancy(_ model: Model, seed: UInt64) async throws -> Estimate {
    var study = Scenario.Study()
    (study.replications, study.seed) = (20, seed)
    let settings = StudySettings(study: study, threads: 1)
    let blocks = settings.blocks
    var parts: [[UInt8]] = []
    for range in [13..<20, 5..<13, 0..<5] {
      let done = try #require(
        await studyBlocks(
          model: model, settings: settings, blocks: blocks.filter { range.contains($0.lowerBound) }))
      parts = done.map(\.bytes) + parts
    }
    let empty = StudyBlock(model: model, settings: settings)
    var assembly = StudyAssembly(model: model, settings: settings)
    for bytes in parts { assembly.take(try StudyBlock(bytes, of: empty, expected: assembly.next)) }
    try #require(assembly.next == nil)
    var whole = settings
    whole.begun = assembly.study
    let result = await runStudy(model: model, settings: whole)
    let estimate = result.estimate("occupancy")
    return try #require(estimate)
  }

  @Test("Of 400 studies that were shared out, 93 to 97 % have Erlang's figure in their 95 % interval")
  func coverage() async throws {
    let model = Self.loss(perHour: 20, talk: 180)
    let exact = 1.0 / (1 + 1)
    var hits = 0
    for seed in 1...400 {
      let estimate = try await occupancy(model, seed: UInt64(seed))
      let (value, half) = (try #require(estimate.value), try #require(estimate.halfWidth))
      if abs(value - exact) <= half { hits += 1 }
    }
    #expect((372...388).contains(hits), "seeds 1 to 400: \(hits) of 400")
  }

  @Test("What machines that fail cost is (e^(fL) − 1) ÷ f a shard, through the driver's own repetitions")
  func waste() async throws {
    let folder = ShardFolder(
      FileManager.default.temporaryDirectory.appendingPathComponent("waste-\(UUID().uuidString)"))
    defer { try? FileManager.default.removeItem(at: folder.url) }
    let (rate, length, count) = (1 / 7200.0, 600.0, 1000)
    let plan = ShardPlan(
      batch: Batch(center: "c", settings: "s", seed: 1, program: "p"),
      blocks: (0..<count).map { $0..<$0 + 1 }, count: count, sentinel: 5, secondsPerReplication: length)
    let engine = FailingEngine(folder, plan, rate: rate, length: length, seed: 3)
    var driver = ShardDriver(plan: plan, folder: folder, engine: engine)
    var taken = 0
    let isEnough = try await driver.run(first: count) { _ in
      taken += 1
      return count
    }
    #expect(isEnough && taken == count)
    // 625.7 s; the standard error of a mean of 1,000 is some 4 s.
    let exact = (exp(rate * length) - 1) / rate
    let mean = engine.seconds / Double(count)
    #expect(abs(mean - exact) < 15, "seed 3: \(mean) s, expected \(exact) s")
    #expect(abs(Double(engine.attempts) / Double(count) - exp(rate * length)) < 0.03)
  }
}

/// An engine in imagined time, whose machines fail at a rate while they work.
private final class FailingEngine: ShardEngine {
  let name = "failing"
  let isElsewhere = false
  private let folder: ShardFolder
  private let plan: ShardPlan
  private let rate: Double
  private let length: Double
  private var state: UInt64
  /// Seconds that all attempts took together.
  private(set) var seconds = 0.0
  private(set) var attempts = 0

  init(_ folder: ShardFolder, _ plan: ShardPlan, rate: Double, length: Double, seed: UInt64) {
    (self.folder, self.plan, self.rate, self.length, state) = (folder, plan, rate, length, seed)
  }

  /// Uniform on (0, 1], by SplitMix64.
  private func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    return Double((bits >> 11) + 1) * 0x1p-53
  }

  func prepare() throws -> Int { 100 }

  func submit(_ tasks: [ShardTask]) throws -> [ShardTask] {
    for case .shard(let index) in tasks {
      attempts += 1
      let life = -log(uniform()) / rate
      seconds += min(life, length)
      guard life >= length else { continue }
      try folder.publish(
        ShardContent(
          plan: plan.digest, index: index, maker: "", sentinel: 5, seconds: length, blocks: [[]]),
        host: "")
    }
    return tasks
  }

  func look() -> EngineState { EngineState() }
  func cancel() {}
}

import Experiments
import Foundation
import Scale
import Testing

/// An engine that does its tasks in this process, as badly as it is told: the driver sees files and what the
/// engine says of them, nothing else.
private final class UnreliableEngine: ShardEngine {
  let name = "unreliable"
  let isElsewhere = false
  let folder: ShardFolder
  let plan: ShardPlan
  /// What becomes of each attempt at a shard: true: it is done.
  let succeeds: (_ index: Int, _ attempt: Int) -> Bool
  /// Whether a worker says why it failed.
  var complains = false
  var sentinel: UInt64 = 5
  private(set) var attempts: [Int: Int] = [:]
  private var waiting: [ShardTask] = []
  private(set) var wasCancelled = false

  init(_ folder: ShardFolder, _ plan: ShardPlan, succeeds: @escaping (Int, Int) -> Bool) {
    (self.folder, self.plan, self.succeeds) = (folder, plan, succeeds)
  }

  func prepare() throws -> Int { 2 }

  func submit(_ tasks: [ShardTask]) throws -> [ShardTask] {
    waiting += tasks
    return tasks
  }

  /// Does the last task that it has: out of order.
  func look() -> EngineState {
    if case .shard(let index)? = waiting.popLast() {
      attempts[index, default: 0] += 1
      if succeeds(index, attempts[index] ?? 0) {
        try? folder.publish(
          ShardContent(
            plan: plan.digest, index: index, maker: "here", sentinel: sentinel, seconds: 1,
            blocks: [[UInt8(index)]]), host: "here")
      } else if complains {
        folder.noteFailure(index, "it is too hot", host: "here")
      }
    }
    var state = EngineState()
    state.active = Set(waiting)
    return state
  }

  func cancel() { wasCancelled = true }
}

@Suite("Driving shards")
struct ShardDriverTests {
  private let folder = ShardFolder(
    FileManager.default.temporaryDirectory.appendingPathComponent("driver-\(UUID().uuidString)"))
  private let plan = ShardPlan(
    batch: Batch(center: "c", settings: "s", seed: 1, program: "p"),
    blocks: (0..<12).map { $0..<$0 + 1 }, count: 12, sentinel: 5, secondsPerReplication: 1)

  private func run(
    _ engine: UnreliableEngine, first: Int = 12, wanted: @escaping (Int) -> Int = { _ in 12 }
  ) async throws -> (order: [Int], isEnough: Bool) {
    defer { try? FileManager.default.removeItem(at: folder.url) }
    var order: [Int] = []
    var driver = ShardDriver(plan: plan, folder: folder, engine: engine)
    let isEnough = try await driver.run(first: first) { content in
      order.append(content.index)
      return wanted(content.index)
    }
    return (order, isEnough)
  }

  @Test("Shards are taken in their order whatever order they are done in, and lost ones are done again")
  func order() async throws {
    let engine = UnreliableEngine(folder, plan) { index, attempt in attempt > index % 3 }
    let (order, isEnough) = try await run(engine)
    #expect(order == Array(0..<12) && isEnough && engine.wasCancelled)
    #expect(engine.attempts[2] == 3 && engine.attempts[3] == 1)
  }

  @Test("A shard that fails three times and says why ends the work, and is named")
  func poison() async throws {
    let engine = UnreliableEngine(folder, plan) { index, _ in index != 7 }
    engine.complains = true
    await #expect(throws: ShardDriver.Failure.poisoned(7, "here: it is too hot")) {
      try await run(engine)
    }
    #expect(engine.attempts[7] == 3)
  }

  @Test("A shard that is lost again and again without a word ends the work too")
  func lost() async throws {
    let engine = UnreliableEngine(folder, plan) { index, _ in index != 4 }
    await #expect(throws: ShardDriver.Failure.poisoned(4, "its tasks ended and left nothing")) {
      try await run(engine)
    }
  }

  @Test("Rounds: no more is done than is wanted, and it ends where it is enough")
  func rounds() async throws {
    let engine = UnreliableEngine(folder, plan) { _, _ in true }
    // Three at first; after the third six are wanted; the fifth says that it is enough.
    let (order, isEnough) = try await run(engine, first: 3) { index in
      index < 2 ? 3 : index < 4 ? 6 : index + 1
    }
    #expect(order == [0, 1, 2, 3, 4] && isEnough)
    #expect(engine.attempts.keys.allSatisfy { $0 < 6 })
  }

  @Test("Machines that calculate otherwise are not mixed")
  func mixed() async throws {
    let engine = UnreliableEngine(folder, plan) { _, _ in true }
    engine.sentinel = 6
    await #expect(throws: ShardDriver.Failure.mixed(0, "here")) { try await run(engine) }
  }

  @Test("What stands where a shard belongs and is none is done again, or named where it stays")
  func strange() async throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    try Data("no shard".utf8).write(to: folder.file(2))
    let engine = UnreliableEngine(folder, plan) { _, _ in true }
    #expect(try await run(engine).order == Array(0..<12))
    #expect(engine.attempts[2] == 1)
    try FileManager.default.createDirectory(at: folder.file(1), withIntermediateDirectories: true)
    let path = folder.file(1).path
    await #expect(
      throws: ShardDriver.Failure.engine("\(path) is no shard of this plan and cannot be removed.")
    ) {
      try await run(UnreliableEngine(folder, plan) { _, _ in true })
    }
  }

  @Test("Old complaints do not count when somebody tries again")
  func oldFailures() async throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    for _ in 0..<3 { folder.noteFailure(4, "no room", host: "yesterday") }
    let engine = UnreliableEngine(folder, plan) { index, attempt in index != 4 || attempt > 1 }
    #expect(try await run(engine).order == Array(0..<12))
  }

  @Test("What is done already is not done again")
  func resume() async throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    for index in [0, 5, 11] {
      try folder.publish(
        ShardContent(
          plan: plan.digest, index: index, maker: "before", sentinel: 5, seconds: 1, blocks: [[1]]),
        host: "before")
    }
    let engine = UnreliableEngine(folder, plan) { _, _ in true }
    let (order, _) = try await run(engine)
    #expect(order == Array(0..<12))
    #expect(engine.attempts[0] == nil && engine.attempts[5] == nil && engine.attempts[11] == nil)
  }
}

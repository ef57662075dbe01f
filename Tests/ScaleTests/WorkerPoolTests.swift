import Experiments
import Foundation
import Scale
import Synchronization
import Testing

/// Squares of whole numbers, with what a machine adds to them.
private struct Squares: WorkService, RowWork {
  var identity = "squares"
  var error = 0.0
  var seconds = 0.0

  var sample: [UInt8] { piece([3]) }

  func write(_ item: Int, to writer: inout WireWriter) { writer.write(item) }
  func item(from reader: inout WireReader) throws(WireProblem) -> Int { try reader.count() }
  func width(_ item: Int) -> Int { 1 }
  func row(_ output: Double) -> [Double] { [output] }
  func output(_ row: [Double]) -> Double { row[0] }

  struct Hand: ServiceHand, Worker {
    let way: Squares

    func work(_ item: Int) async -> Work<Double> {
      if way.seconds > 0, item != 3 { try? await Task.sleep(for: .seconds(way.seconds)) }
      return .done(Double(item * item) + way.error)
    }

    mutating func answer(to piece: [UInt8]) async throws(WireProblem) -> [UInt8]? {
      var reader = WireReader(piece)
      return try await way.answer(&reader, by: &self)
    }
  }

  func hand(_ isStopped: @escaping StopSign) -> any ServiceHand { Hand(way: self) }
}

/// Which workers have ended, and whether all are to.
private final class Ends: Sendable {
  private let numbers = Mutex<Set<Int>>([])
  private let all = Atomic(false)

  func end(_ number: Int) { numbers.withLock { _ = $0.insert(number) } }
  var ended: Set<Int> { numbers.withLock { $0 } }
  func endAll() { all.store(true, ordering: .relaxed) }
  var areAllEnded: Bool { all.load(ordering: .relaxed) }
}

/// An engine whose workers are tasks of this process; some of them take a piece and are never seen again.
private final class TaskEngine: ShardEngine {
  let name = "tasks"
  let isElsewhere = false
  let folder: PoolFolder
  let service: Squares
  /// So many workers are lost, each with a piece.
  var thieves = 0
  /// Whether workers come to nothing before they say a word.
  var isMute = false
  private var running: [Int: Task<Void, Never>] = [:]
  private let ends = Ends()

  init(_ folder: PoolFolder, _ service: Squares) { (self.folder, self.service) = (folder, service) }

  func prepare() throws -> Int { 2 }

  func submit(_ tasks: [ShardTask]) throws -> [ShardTask] {
    for case .member(let number) in tasks { start(number) }
    return tasks
  }

  private func start(_ number: Int) {
    guard !isMute else { return }
    let member = PoolMember(folder: folder, token: 7, number: number, host: "host \(number)")
    if thieves > 0 {
      thieves -= 1
      running[number] = Task { [folder, ends] in
        // Takes the first piece that comes, and is gone.
        for _ in 0..<2000 {
          let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []
          if let name = names.first(where: { $0.hasPrefix("item-") }) {
            let held = name.replacing("item-", with: "held-") + ".\(number)"
            let from = folder.url.appendingPathComponent(name)
            if rename(from.path, folder.url.appendingPathComponent(held).path) == 0 { break }
          }
          try? await Task.sleep(for: .milliseconds(1))
        }
        ends.end(number)
      }
    } else {
      running[number] = Task { [service, ends] in
        _ = try? await member.serve(service) { ends.areAllEnded }
        ends.end(number)
      }
    }
  }

  func look() -> EngineState {
    let over = ends.ended
    var state = EngineState()
    state.active = Set(running.keys.filter { !over.contains($0) }.map { .member($0) })
    return state
  }

  func cancel() { ends.endAll() }
}

@Suite("Pools of workers that stay")
struct WorkerPoolTests {
  private let folder = PoolFolder(
    FileManager.default.temporaryDirectory.appendingPathComponent("pool-\(UUID().uuidString)"))

  private func squares(
    of count: Int, theirs: Squares = Squares(), mine: Squares = Squares(),
    _ spoil: (TaskEngine) -> Void = { _ in }, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async throws -> (found: [Double]?, failure: EngineProblem?) {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    let engine = TaskEngine(folder, theirs)
    spoil(engine)
    var hand = mine.hand { false }
    let left = try #require(try await hand.answer(to: mine.sample))
    nonisolated(unsafe) let sent = engine
    let pool = WorkerPool(
      workers: 2, folder: folder, token: 7, engine: sent, identity: mine.identity,
      sentinel: wireDigest(of: left), advise: { _ in })
    try await pool.open()
    let executor = Executor(workers: 1, isCancelled: { pool.failure != nil || isCancelled() }, pool: pool)
    let found = await executor.outputs(of: Array(0..<count), way: mine) { _ in Squares.Hand(way: mine) }
    await pool.close()
    #expect(!FileManager.default.fileExists(atPath: folder.url.path))
    return (found, pool.failure)
  }

  private func expected(_ count: Int) -> [Double] { (0..<count).map { Double($0 * $0) } }

  @Test("Answers come in the order of the items, however many")
  func order() async throws {
    for count in [1, 7, 3000] {
      let (found, failure) = try await squares(of: count)
      #expect(found == expected(count) && failure == nil)
    }
  }

  @Test("What lost workers had is done by others, who are started in their place")
  func losses() async throws {
    let (found, failure) = try await squares(of: 500) { $0.thieves = 2 }
    #expect(found == expected(500) && failure == nil)
  }

  @Test("A piece that is lost again and again ends the work")
  func poison() async throws {
    let (found, failure) = try await squares(of: 1) { $0.thieves = 9 }
    #expect(found == nil)
    #expect(failure?.description.contains("failed 3 times: its worker ended") == true)
  }

  @Test("Machines that calculate otherwise, and jobs that are others, are refused")
  func strangers() async throws {
    var (found, failure) = try await squares(of: 20, theirs: Squares(error: 1e-9))
    #expect(found == nil && failure?.description.contains("calculates otherwise") == true)
    (found, failure) = try await squares(of: 20, theirs: Squares(identity: "cubes"))
    #expect(found == nil && failure?.description.contains("reads another job: cubes") == true)
  }

  @Test("Workers that leave nothing: the folder is not shared, with the remedy")
  func mute() async throws {
    let (found, failure) = try await squares(of: 20) { $0.isMute = true }
    #expect(found == nil && failure?.description.contains("do not see this folder") == true)
    #expect(failure?.description.contains("--shards") == true)
  }

  @Test("Whoever is told to stop waits for nobody")
  func stopping() async throws {
    let begin = Date()
    // All answers but the sample's take for ever.
    let (found, failure) = try await squares(of: 20, theirs: Squares(seconds: 1e6)) { _ in
    } isCancelled: {
      Date().timeIntervalSince(begin) > 1
    }
    #expect(found == nil && failure == nil)
  }
}

@Suite("Who drives a plan")
struct DriverLockTests {
  private let folder = ShardFolder(
    FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)"))

  @Test("Two at a time do not; after one has gone, or has died, the next may")
  func lock() async throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder.url) }
    let file = folder.url.appendingPathComponent("driver.lock")
    let first = try await DriverLock.take(in: folder, host: "a") { _ in }
    await #expect(throws: EngineProblem.self) { try await DriverLock.take(in: folder, host: "b") { _ in } }
    await first.release()
    #expect(!FileManager.default.fileExists(atPath: file.path))
    try Data("somewhere, process 17\n12\n".utf8).write(to: file)
    var told: [String] = []
    let second = try await DriverLock.take(in: folder, host: "b") { told.append($0) }
    #expect(
      told == ["somewhere, process 17, was at this plan and has ended without a word; what it left is used."])
    await second.release()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test("Half-written files of processes that are gone are removed, those of others are not")
  func parts() throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder.url) }
    // No process has the largest number.
    let mine = ProcessInfo.processInfo.processIdentifier
    let names = [
      "shard-00001.part.my.host.\(mine).AAAAAAAA", "shard-00002.part.my.host.2147483646.BBBBBBBB",
      "shard-00003.part.other.2147483646.CCCCCCCC", "shard-00004.part.other.5.DDDDDDDD", "shard-00005.sbd",
    ]
    for name in names { try Data("x".utf8).write(to: folder.url.appendingPathComponent(name)) }
    try FileManager.default.setAttributes(
      [.modificationDate: Date().addingTimeInterval(-700)],
      ofItemAtPath: folder.url.appendingPathComponent(names[3]).path)
    #expect(folder.removeStaleParts(host: "my.host") == 2)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(Set(left) == [names[0], names[2], names[4]])
  }
}

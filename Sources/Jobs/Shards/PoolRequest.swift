import Experiments
import Foundation
import Reporting
import Scale

/// Who simulates for a job that decides on its way what is simulated next.
public struct PoolRequest: RequestPart {
  /// The engine; default: this process's own threads.
  public var engine: EngineRequest.Engine?
  /// Workers at a time, 1 to 1024; default: the workshop's, with slurm what the cluster has.
  public var slots: Int?
  /// The partition of the Slurm cluster; default: the cluster's.
  public var partition: String?
  /// Other options for `sbatch`, such as "--time=60"; default: none.
  public var sbatch: [String] = []
  /// The address of Dask's scheduler, such as "tcp://10.0.0.1:8786"; default: a cluster on this machine.
  public var scheduler: String?
  /// The folder through which work goes to workers and comes back, which all nodes must see; default: beside
  /// the report's.
  public var shards: String?

  /// This process's own threads.
  public init() {}

  /// A request in which every field has its default.
  public static let blank = PoolRequest()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .engine: EngineRequest.note(.engine), .partition: EngineRequest.note(.partition),
    .sbatch: EngineRequest.note(.sbatch), .scheduler: EngineRequest.note(.scheduler),
    .slots: FieldNote(
      "Workers of an engine at a time. [all processors; what a cluster has]", whole: 1...1024),
    .shards: FieldNote(
      "The folder through which work goes to workers, which all nodes must see. [beside the report's]",
      more: "What is in it of this job is removed at its end."),
  ]

  /// The same for a run.
  private var request: EngineRequest {
    var request = EngineRequest()
    (request.engine, request.slots, request.partition) = (engine, slots, partition)
    (request.sbatch, request.scheduler, request.shards) = (sbatch, scheduler, shards)
    return request
  }

  /// Whether others than this process's threads simulate.
  var isOutside: Bool { request.outside != nil }

  /// - Throws: `JobFailure` about fields that nobody uses, or out of range.
  func check() throws {
    var request = request
    // A cluster is told how many workers are wanted, as other engines are.
    if engine == .slurm { request.slots = nil }
    try request.check()
    if let slots { _ = try Self.checked(slots, .slots) }
  }

  /// The engine.
  func made(_ command: ShardCommand, workers: Int) -> (any ShardEngine)? {
    request.made(command, workers: workers)
  }
}

/// A job that can have its simulations done by a pool of workers, each of which reads the same request.
protocol PooledRequest: JobRequest {
  /// The command that has its name.
  static var command: String { get }
  /// Who simulates.
  var pool: PoolRequest { get }
  /// Simulations at the same time where the request says so.
  var ownThreads: Int? { get }
  /// The same request for a worker, which writes nothing.
  var ofWorker: Self { get }
}

/// The file pool.json: a job, for its workers.
struct PoolPlan: Codable {
  /// The version of pools.
  static let version = 1

  /// The version of this one.
  var version = PoolPlan.version
  /// Tells pools apart.
  var token: UInt64
  /// The digest of the program.
  var program: String
  /// The job's command.
  var command: String
  /// Its request, in JSON.
  var request: String
  /// The folder that names in it are relative to.
  var folder: String
  /// Whether names lead out of that folder.
  var isBounded: Bool

  /// Reads a pool's file.
  ///
  /// - Throws: `JobFailure` about a file that is none, or one of another version.
  static func read(_ name: String, in workshop: Workshop) throws -> (plan: PoolPlan, folder: PoolFolder) {
    let (place, data) = try workshop.planFile(name)
    guard let plan = try? JSONDecoder().decode(PoolPlan.self, from: data) else {
      throw JobFailure(.plan, name, "this is no file of a pool (pool.json) of this program.")
    }
    guard plan.version == version else {
      throw JobFailure(
        .plan, name, "the pool has version \(plan.version); this program works for version \(version).")
    }
    return (plan, PoolFolder(place.deletingLastPathComponent()))
  }
}

/// The end of a worker: how many pieces of work it did.
struct PoolEnd: Error { var pieces: Int }

extension Workshop {
  /// Does a job's simulations by the pool that its request asks for; in a worker of a pool serves that one instead.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - place: Where the report goes; the pool's folder is beside it.
  ///   - service: What workers do.
  ///   - body: The job; it gets the pool, nil: the threads of this process simulate.
  /// - Returns: What the job returns.
  /// - Throws: What the job throws; `JobFailure` about the engine, and where all workers are lost; `PoolEnd` in a worker.
  func withPool<Request: PooledRequest, Value>(
    of request: Request, beside place: URL, _ service: @autoclosure () throws -> any WorkService,
    _ body: (WorkerPool?) async throws -> Value
  ) async throws -> Value {
    if let member { throw PoolEnd(pieces: try await member.serve(try service(), isStopped: stopping)) }
    guard request.pool.isOutside else { return try await body(nil) }
    let pool = try await pool(of: request, beside: place, try service())
    let result: Value
    do {
      result = try await body(pool)
    } catch {
      await pool.close()
      throw pool.failure.map { JobFailure.failed(Words($0.description)) } ?? error
    }
    await pool.close()
    if let failure = pool.failure { throw JobFailure.failed(Words(failure.description)) }
    return result
  }

  private func pool<Request: PooledRequest>(
    of request: Request, beside place: URL, _ service: any WorkService
  ) async throws -> WorkerPool {
    guard let executable = program.executable else {
      throw JobFailure(at: .engine, "Nobody but this process can simulate here. Leave \(.engine) out.")
    }
    let token = UInt64.random(in: 1...UInt64.max)
    let name = "pool-" + String(token, radix: 16)
    let base =
      try request.pool.shards.map { try files.folder($0, .shards) } ?? place.deletingLastPathComponent()
    let folder = PoolFolder(
      base.appendingPathComponent(
        request.pool.shards == nil ? "\(place.lastPathComponent).\(name)" : name, isDirectory: true))
    try files.check(folder.url, .shards)
    try checkWritable(folder.url, names: ["pool.json"])
    let command = ShardCommand(program: executable.path, pool: folder)
    guard let engine = request.pool.made(command, workers: try workers(request.ownThreads)) else {
      throw JobFailure(at: .engine, "\(.engine) local shares nothing out.")
    }
    let slots: Int
    do {
      slots = try engine.prepare()
    } catch let problem as EngineProblem {
      throw JobFailure(at: .engine, Words(problem.description))
    }
    var hand = service.hand(stopping)
    guard let left = try await hand.answer(to: service.sample) else { throw JobFailure.stopped() }
    let pool = WorkerPool(
      workers: request.pool.slots ?? slots, folder: folder, token: token, engine: engine,
      identity: service.identity, sentinel: wireDigest(of: left),
      advise: { notice(JobNotice(.warning, Words($0))) })
    do {
      try write(request, token, to: folder)
      try await pool.open()
    } catch {
      await pool.close()
      throw JobFailure(
        at: .engine, Words((error as? EngineProblem)?.description ?? error.localizedDescription))
    }
    return pool
  }

  private func write<Request: PooledRequest>(
    _ request: Request, _ token: UInt64, to folder: PoolFolder
  ) throws {
    let plan = PoolPlan(
      token: token, program: try program.identity(), command: Request.command,
      request: String(decoding: try JSONEncoder().encode(request.ofWorker), as: UTF8.self),
      folder: files.folder.path, isBounded: files.isBounded)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(try encoder.encode(plan), to: folder.plan)
  }
}

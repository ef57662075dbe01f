import Experiments
import Foundation
import Synchronization

/// A process of the same program that simulates blocks of a run.
///
/// It is started when it is first needed, and again where it was lost. It gets the request as a line of
/// JSON, then the numbers of the first replication and the one after the last, a line for each block; it
/// answers each with the fold's length in eight bytes, the lowest first, and the fold.
final class WorkerProcess: FarHand {
  private let program: URL
  private let request: Data
  private let queue = DispatchQueue(label: "worker")
  private let running = Mutex<Running?>(nil)

  /// Used on the queue alone.
  private struct Running: @unchecked Sendable {
    var process: Process
    var input: FileHandle
    var output: FileHandle
  }

  /// Why a process gave no answer.
  struct Lost: Error, CustomStringConvertible {
    var description: String
  }

  /// A process that works on a request, not started yet.
  init(program: URL, request: Data) { (self.program, self.request) = (program, request) }

  deinit { end() }

  func fold(
    of replications: Range<Int>, isStopped: @escaping @Sendable () -> Bool
  ) async throws -> [UInt8]? {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { [self] in
        continuation.resume(with: Result { try answer(replications, isStopped) })
      }
    }
  }

  private func answer(
    _ replications: Range<Int>, _ isStopped: @Sendable () -> Bool
  ) throws -> [UInt8]? {
    do {
      let running = try started()
      let line = "\(replications.lowerBound) \(replications.upperBound)\n"
      do {
        try running.input.write(contentsOf: Data(line.utf8))
      } catch {
        throw Lost(description: Self.ended)
      }
      guard let head = try read(8, from: running.output, isStopped) else { return stop() }
      let length = head.reversed().reduce(0) { $0 << 8 | UInt64($1) }
      guard let count = Int(exactly: length), count <= Self.most else {
        throw Lost(description: "a worker's answer has no length")
      }
      return try read(count, from: running.output, isStopped) ?? stop()
    } catch {
      end()
      throw error
    }
  }

  private static let ended = "a worker's process has ended"

  /// The most bytes of an answer.
  private static let most = 1 << 30

  private func stop() -> [UInt8]? {
    end()
    return nil
  }

  /// So many bytes; nil where it is to stop.
  private func read(
    _ count: Int, from output: FileHandle, _ isStopped: @Sendable () -> Bool
  ) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      if isStopped() { return nil }
      var wait = pollfd(fd: output.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, 100) != 0 else { continue }
      guard let more = try output.read(upToCount: count - bytes.count), !more.isEmpty else {
        throw Lost(description: Self.ended)
      }
      bytes += more
    }
    return bytes
  }

  private func started() throws -> Running {
    if let now = running.withLock({ $0 }) { return now }
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = program
    process.arguments = ["worker"]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let new = Running(
      process: process, input: input.fileHandleForWriting, output: output.fileHandleForReading)
    running.withLock { $0 = new }
    try new.input.write(contentsOf: request + Data("\n".utf8))
    return new
  }

  /// Ends the process, which has nothing to lose.
  private func end() {
    guard
      let last = running.withLock({ running in
        defer { running = nil }
        return running
      })
    else { return }
    try? last.input.close()
    if last.process.isRunning { kill(last.process.processIdentifier, SIGKILL) }
  }
}

/// The other end of a `WorkerProcess`: simulates blocks of a request.
public struct RunWorker {
  private let hand: StudyHand

  /// A worker for a request, as the process that asks has read it.
  ///
  /// - Throws: `JobFailure` as the run itself does, and what decoding throws.
  public init(request: Data, in workshop: Workshop) throws {
    let job = try RunJob(try JSONDecoder().decode(RunRequest.self, from: request), workshop)
    hand = job.hand
  }

  /// The answer to a line such as `4 8`: the length of the fold of replications 4 to 7, and the fold; nil: it
  /// is no such line.
  public func answer(_ line: String) async -> Data? {
    let ends = line.split(separator: " ").compactMap { Int($0) }
    guard ends.count == 2, ends[0] >= 0, ends[0] < ends[1] else { return nil }
    let fold = await hand.fold(of: ends[0]..<ends[1])
    let length = (0..<8).map { UInt8(truncatingIfNeeded: fold.count >> (8 * $0)) }
    return Data(length + fold)
  }
}

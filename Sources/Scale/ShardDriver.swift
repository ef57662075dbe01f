import Experiments
import Foundation

/// Has the shards of a plan done by an engine, and hands them out in their order.
///
/// What is done is told by files alone. What is neither done nor with the engine is submitted again; a shard
/// that fails three times ends the work; a shard that takes three times as long as the others gets a twin.
package struct ShardDriver {
  /// The plan.
  package let plan: ShardPlan
  /// Its folder.
  package let folder: ShardFolder
  /// Who does the work.
  package let engine: any ShardEngine
  /// Told how far the work is: shards done, shards wanted, and what else there is to say.
  package var progress: (_ done: Int, _ wanted: Int, _ remark: String) -> Void = { _, _, _ in }
  /// Told what somebody should do.
  package var advise: (String) -> Void = { _ in }
  /// Asked often; once it says yes, the work ends with what is done.
  package var isStopped: () -> Bool = { false }

  /// A shard may fail so often.
  private static let mostFailures = 3
  /// A shard may be lost so often, by no fault of its own that is known.
  private static let mostLosses = 8
  /// A shard that takes so many times the median gets a twin.
  private static let straggling = 3.0

  private var done: Set<Int> = []
  private var losses: [Int: Int] = [:]
  private var started: [Int: Date] = [:]
  /// How many tasks ran when it was looked last.
  private var atWork = 0
  /// How often a shard's file made no sense.
  private var senseless: [Int: Int] = [:]
  private var twins: Set<Int> = []
  private var lengths: [Double] = []
  private var advised: Set<String> = []
  /// How many shards, from the first on, are wanted so far.
  private var wanted = 0

  /// A driver.
  package init(plan: ShardPlan, folder: ShardFolder, engine: any ShardEngine) {
    (self.plan, self.folder, self.engine) = (plan, folder, engine)
  }

  /// Why a shard cannot be had.
  package enum Failure: Error, Sendable, Equatable {
    /// The engine cannot be used.
    case engine(String)
    /// A shard failed again and again: its number and what was said last.
    case poisoned(Int, String)
    /// Machines calculate otherwise: a shard's number and who made it.
    case mixed(Int, String)
  }

  /// Has shards done until enough of them are taken.
  ///
  /// - Parameters:
  ///   - first: So many shards are wanted at first.
  ///   - take: Takes the next shard in order, and says how many are wanted now: as many as were taken: it is
  ///     enough.
  /// - Returns: Whether it was enough; false: it was stopped before.
  /// - Throws: `Failure`, or what `take` throws but for a `WireProblem`: then the shard is done again.
  package mutating func run(
    first: Int, take: (ShardContent) throws -> Int
  ) async throws -> Bool {
    try? FileManager.default.createDirectory(at: folder.logs, withIntermediateDirectories: true)
    folder.forgetFailures(plan.shards.count)
    wanted = min(first, plan.shards.count)
    var taken = 0
    if engine.isElsewhere, (0..<wanted).contains(where: { !folder.hasFile($0) }) { try await probe() }
    defer { engine.cancel() }
    var round = 0
    while true {
      try collect()
      while taken < wanted, done.contains(taken) {
        guard let content = folder.content(taken, of: plan) else {
          guard folder.discard(taken) else {
            throw Failure.engine("\(folder.file(taken).path) is no shard of this plan and cannot be removed.")
          }
          done.remove(taken)
          break
        }
        guard plan.hasSentinel(content.sentinel) else {
          throw Failure.mixed(taken, content.maker)
        }
        do {
          wanted = min(plan.shards.count, max(taken + 1, try take(content)))
        } catch let problem as WireProblem {
          try refuse(taken, problem)
          break
        }
        lengths.append(content.seconds)
        taken += 1
      }
      report(taken)
      if taken == wanted { return true }
      if isStopped() { return false }
      try submitMissing(round)
      round += 1
      // Soon at first, for short shards; then seldom, where a cluster would be asked.
      let most = engine.isElsewhere ? 2000 : 200
      try? await Task.sleep(for: .milliseconds(min(most, 50 + 10 * round)))
    }
  }

  /// Has a shard done again whose file is whole but makes no sense.
  private mutating func refuse(_ index: Int, _ problem: WireProblem) throws {
    senseless[index, default: 0] += 1
    guard senseless[index, default: 0] < Self.mostFailures else {
      throw Failure.poisoned(index, "its file makes no sense: \(problem)")
    }
    guard folder.discard(index) else {
      throw Failure.engine("\(folder.file(index).path) makes no sense (\(problem)) and cannot be removed.")
    }
    done.remove(index)
  }

  /// Notes which shards are done.
  private mutating func collect() throws {
    for index in 0..<wanted where !done.contains(index) && folder.hasFile(index) { done.insert(index) }
  }

  private func report(_ taken: Int) {
    let left = wanted - done.count { $0 < wanted }
    let words = atWork > 0 ? ", \(atWork) at work" : ""
    progress(wanted - left, wanted, "\(words) (\(engine.name))")
  }

  private mutating func submitMissing(_ round: Int) throws {
    let state = engine.look()
    atWork = state.running.count
    for words in state.advice where advised.insert(words).inserted { advise(words) }
    let now = Date()
    for case .shard(let index) in state.running where started[index] == nil { started[index] = now }
    var missing: [ShardTask] = []
    for index in 0..<wanted
    where !done.contains(index) && !state.active.contains(.shard(index)) && !folder.hasFile(index) {
      try count(index)
      missing.append(.shard(index))
    }
    missing += stragglers(state, now)
    guard !missing.isEmpty else { return }
    do {
      for case .shard(let index) in try engine.submit(missing) { losses[index, default: -1] += 1 }
    } catch let problem as EngineProblem {
      // A controller that is down comes again; one that takes nothing at first does not.
      if round == 0 { throw Failure.engine(problem.description) }
      if advised.insert(problem.description).inserted { advise(problem.description) }
    }
  }

  /// - Throws: `Failure` where a shard that is missing has been tried often enough.
  private func count(_ index: Int) throws {
    let failures = folder.failureLines(index)
    if failures.count >= Self.mostFailures {
      throw Failure.poisoned(index, failures.last ?? "")
    }
    if losses[index, default: -1] >= Self.mostLosses {
      throw Failure.poisoned(index, failures.last ?? "its tasks ended and left nothing")
    }
  }

  /// Shards that run far longer than others did, when nearly all are done: somebody else does them too.
  private mutating func stragglers(_ state: EngineState, _ now: Date) -> [ShardTask] {
    guard wanted > 1, Double(done.count) > 0.95 * Double(wanted), !lengths.isEmpty else { return [] }
    let median = lengths.sorted()[lengths.count / 2]
    let late = started.filter { index, start in
      !done.contains(index) && !twins.contains(index) && state.running.contains(.shard(index))
        && now.timeIntervalSince(start) > Self.straggling * max(median, 1)
    }.keys.sorted()
    twins.formUnion(late)
    return late.map { .shard($0) }
  }

  /// Before anything runs: that the folder is shared, and the program there is the same.
  private func probe() async throws {
    let token = String(UUID().uuidString.prefix(8))
    progress(0, wanted, " (\(engine.name)), looking whether nodes see the folder")
    do {
      _ = try engine.submit([.probe(token)])
    } catch let problem as EngineProblem {
      throw Failure.engine(problem.description)
    }
    var advised: Set<String> = []
    var absent = 0
    while absent < 20 {
      if let words = try? String(contentsOf: folder.probe(token), encoding: .utf8) {
        try? FileManager.default.removeItem(at: folder.probe(token))
        if words.hasPrefix("well") { return }
        throw Failure.engine(words.trimmingCharacters(in: .whitespacesAndNewlines))
      }
      if isStopped() { return }
      let state = engine.look()
      for words in state.advice where advised.insert(words).inserted { advise(words) }
      absent = state.active.contains(.probe(token)) ? 0 : absent + 1
      try? await Task.sleep(for: .milliseconds(200))
    }
    engine.cancel()
    throw Failure.engine(
      "A task ran and left nothing in \(folder.url.path): nodes do not see this folder, or not this program. "
        + "Name a folder that they share, and call a program that lies in one.")
  }
}

import Experiments
import Foundation
import Scale

/// Asks to do one shard of a plan, as engines do.
public struct ShardRequest: JobRequest {
  /// The plan's file, plan.json.
  public var plan: String
  /// The shard's number, from 0; default: none, with `probe`.
  public var index: Int?
  /// Only says, in a file with this name, whether this machine could do shards; default: no.
  public var probe: String?
  /// Replications at the same time, 1 to 1024; default: 1.
  public var threads: Int?

  /// A request about a plan.
  public init(plan: String) { self.plan = plan }

  /// A request in which every field has its default.
  public static let blank = ShardRequest(plan: "")
  /// What must be given.
  public static let required: Set<JobField> = [.plan]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .plan: "The plan's file, plan.json.",
    .index: FieldNote("The number of the shard, from 0.", whole: 0...99_999),
    .probe: "Only say, in a file probe-NAME beside the plan, whether this machine could do shards.",
    .threads: FieldNote("Replications at the same time. [1]", whole: 1...1024),
  ]

  /// - Throws: `JobFailure` where it is not said what to do.
  public func checkFields() throws {
    guard (index == nil) != (probe == nil) else {
      throw JobFailure(at: .index, "Give either \(.index) or \(.probe).")
    }
    guard let probe else { return }
    guard probe.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }), probe.count <= 64
    else { throw JobFailure(.probe, probe, "letters, digits and - are allowed.") }
  }

  /// Does the shard; nothing is left to do where its file is there already.
  ///
  /// - Throws: `JobFailure` about the plan; `stopped`; `failed` where the file cannot be written.
  public func run(in workshop: Workshop) async throws -> ShardOutcome {
    try checkFields()
    let (plan, folder) = try RunPlan.read(self.plan, in: workshop)
    if let probe { return try await answer(probe, plan, folder, workshop) }
    let index = try Self.checked(index ?? 0, .index)
    guard plan.shards.shards.indices.contains(index) else {
      throw JobFailure(
        .index, "\(index)", "the plan has the shards 0 to \(plan.shards.shards.count - 1).")
    }
    if folder.content(index, of: plan.shards) != nil {
      return ShardOutcome(replications: plan.shards.shards[index].replications, wasDone: true)
    }
    do {
      return try await work(index, plan, folder, workshop)
    } catch let failure as JobFailure where failure.kind != .stopped && !failure.canGoOn {
      folder.noteFailure(index, failure.text(), host: workshop.program.host)
      throw failure
    }
  }

  private func work(
    _ index: Int, _ plan: RunPlan, _ folder: ShardFolder, _ workshop: Workshop
  ) async throws -> ShardOutcome {
    let start = ContinuousClock.now
    var study = try PlannedStudy(plan, folder, identity: try workshop.program.identity(), in: workshop)
    let isStopped = workshop.stopping
    let (sentinel, _, _) = try await study.sentinel(isStopped: isStopped)
    study.settings.threads = try threads.map { try Self.checked($0, .threads) } ?? 1
    let range = plan.shards.shards[index].replications
    let blocks = study.settings.blocks.filter { range.contains($0.lowerBound) }
    guard blocks.first?.lowerBound == range.lowerBound, blocks.last?.upperBound == range.upperBound else {
      throw JobFailure(.plan, self.plan, "shard \(index) does not consist of whole blocks. Plan anew.")
    }
    let done = await studyBlocks(
      model: study.read.model, settings: study.settings, blocks: blocks,
      progress: { [workshop] replications in
        workshop.progress(
          JobProgress(
            "replications", replications.upperBound - range.lowerBound, of: range.count))
      }, isCancelled: isStopped)
    guard let done else { throw JobFailure.stopped("interrupted; the shard is to be done again") }
    let content = ShardContent(
      plan: plan.shards.digest, index: index, maker: workshop.program.host, sentinel: sentinel,
      seconds: (ContinuousClock.now - start) / .seconds(1), blocks: done.map(\.bytes))
    do {
      try folder.publish(content, host: workshop.program.host)
    } catch {
      var failure = JobFailure.failed(
        "the shard cannot be written to \(folder.url.path): \(error.localizedDescription)")
      failure.canGoOn = true
      throw failure
    }
    return ShardOutcome(replications: range, wasDone: false)
  }

  /// Whether shards of the plan could be done here, in a file: "well", or why not.
  private func answer(
    _ token: String, _ plan: RunPlan, _ folder: ShardFolder, _ workshop: Workshop
  ) async throws -> ShardOutcome {
    var words = "well"
    do {
      let study = try PlannedStudy(plan, folder, identity: try workshop.program.identity(), in: workshop)
      let (sentinel, _, _) = try await study.sentinel(isStopped: workshop.stopping)
      if !plan.shards.hasSentinel(sentinel) {
        words =
          "The machine \(workshop.program.host) calculates otherwise than the one that planned: replication 0 "
          + "has other figures there. Use machines of one kind."
      }
    } catch let failure as JobFailure {
      words = "The machine \(workshop.program.host) cannot do shards: \(failure.text())"
    }
    do {
      try Data(words.utf8).write(to: folder.probe(token), options: .atomic)
    } catch {
      throw JobFailure.failed("\(folder.url.path) cannot be written: \(error.localizedDescription)")
    }
    return ShardOutcome(replications: 0..<0, wasDone: false)
  }
}

/// What became of a shard.
public struct ShardOutcome: Sendable {
  /// Its replications.
  public var replications: Range<Int>
  /// Whether somebody had done it before.
  public var wasDone: Bool
}

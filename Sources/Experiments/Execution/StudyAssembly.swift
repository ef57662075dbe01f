import ContactCenter

/// A study put together from blocks that were folded elsewhere, in their order: the same bytes, and the same
/// end, as if all of it had been simulated here.
package struct StudyAssembly: Sendable {
  private var plan: StudyPlan
  /// The block that must come next; nil: the study is done.
  package private(set) var next: Block?

  /// Nothing of a study yet.
  ///
  /// - Parameters:
  ///   - model: What is simulated.
  ///   - settings: How; what they say of threads does not matter.
  package init(model: Model, settings: StudySettings) {
    plan = StudyPlan(StudyBlock(model: model, settings: settings), settings: settings, progress: nil)
    next = plan.next()
  }

  /// All that was taken so far.
  package var study: StudyBlock { plan.study }

  /// Takes the block that comes next.
  ///
  /// - Precondition: It has the replications of `next`.
  package mutating func take(_ part: StudyBlock) {
    guard let block = next, part.block == block else {
      preconditionFailure("blocks come in their order")
    }
    next = plan.take(.block(part), of: block) ? plan.next() : nil
  }

  /// How many replications the study will have, as far as the half-widths at the last checkpoint tell: they
  /// shrink with the root of the number; the least number before there are any.
  package var foreseen: Int {
    let rule = plan.rule
    let ratios = rule.outcomes.compactMap { outcome -> Double? in
      guard let required = outcome.required, let reached = outcome.reached, required > 0 else { return nil }
      return reached / required
    }
    guard let worst = ratios.max() else { return rule.checkpoint }
    let wanted = Double(study.end) * worst * worst * 1.05
    return min(rule.most, max(rule.checkpoint, Int(clamping: wanted.rounded(.up))))
  }
}

extension StudySettings {
  /// The replications of all blocks that a study may have, in their order, up to its most replications.
  package var blocks: [Range<Int>] {
    let rule = StoppingRule(study: study)
    var blocks: [Range<Int>] = []
    var first = 0
    while first < rule.most {
      let next = Block.replications(from: first, limit: rule.checkpoint(beyond: first))
      blocks.append(next)
      first = next.upperBound
    }
    return blocks
  }
}

/// Simulates and folds some blocks of a study, for an assembly here or elsewhere.
///
/// - Parameters:
///   - model: What is simulated.
///   - settings: How, and on how many threads.
///   - blocks: The replications of each block, some of `StudySettings.blocks`.
///   - progress: Told of each block that is done.
///   - isCancelled: Asked often; once it says yes, there is no result.
/// - Returns: The blocks; nil when cancelled.
package func studyBlocks(
  model: Model, settings: StudySettings, blocks: [Range<Int>],
  progress: @escaping @Sendable (Range<Int>) -> Void = { _ in },
  isCancelled: @escaping @Sendable () -> Bool = { false }
) async -> [StudyBlock]? {
  let empty = StudyBlock(model: model, settings: settings)
  let executor = Executor(workers: settings.threads, isCancelled: isCancelled)
  let items = blocks.map { Block(batch: empty.block.batch, replications: $0) }
  return await executor.outputs(of: items, whenDone: { progress($0.replications) }) { isStopped in
    BlockWorker(
      hand: StudyWorker(
        simulator: Simulator(model: model), settings: settings, empty: empty, isStopped: isStopped),
      empty: empty)
  }
}

/// Folds every block, those of one replication too.
private struct BlockWorker: Worker {
  let hand: StudyWorker
  let empty: StudyBlock

  func work(_ block: Block) async -> Work<StudyBlock> {
    switch await hand.work(block) {
    case .done(.block(let part)): return .done(part)
    case .done(.replication(let outcome, let seconds)):
      var part = empty.starting(at: block.replications.lowerBound)
      part.add(outcome, seconds: seconds)
      return .done(part)
    case .stopped: return .stopped(nil)
    }
  }
}

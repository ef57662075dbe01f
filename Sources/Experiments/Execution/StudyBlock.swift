import ContactCenter

/// What consecutive replications of a study left: a block's, or all from the first on.
package struct StudyBlock: Sendable {
  /// Which study, and which of its replications.
  package private(set) var block: Block
  /// Their moments and histograms.
  private(set) var fold: StudyFold
  private var recorder: KPIRecorder?
  /// Violated conservation laws, of the first replications that have any.
  private(set) var violations: [String] = []
  /// Processor time of simulating and folding.
  private(set) var processorSeconds = 0.0

  /// The most violations that are kept.
  private static let mostViolations = 50

  /// Nothing, before the first replication of a study.
  package init(model: Model, settings: StudySettings) {
    let seed = settings.study.seed
    block = Block(batch: settings.batch, replications: 0..<0)
    fold = StudyFold(model: model, seed: seed, serviceLevelTarget: settings.serviceLevelTarget)
    recorder = settings.kpis.map { KPIRecorder(model: model, inputs: $0, seed: seed) }
  }

  /// Whose replications they are.
  package var batch: Batch { block.batch }

  /// The number of the replication that comes next.
  package var end: Int { block.replications.upperBound }

  /// The totals for KPIs; nil: not wanted.
  var record: KPIRecord? { recorder?.record }

  /// Nothing, of the same study, before a replication.
  ///
  /// Only of a block that is itself empty.
  func starting(at replication: Int) -> StudyBlock {
    precondition(block.replications.isEmpty, "only nothing can begin anywhere")
    var copy = self
    copy.block.replications = replication..<replication
    return copy
  }

  /// Folds the next replication, which took so much processor time.
  mutating func add(_ outcome: SimulationOutcome, seconds: Double) {
    let folding = timed {
      let replication = end
      note(outcome.violations.map { "replication \(replication): \($0)" })
      fold.add(outcome.tallies, replication: replication)
      recorder?.add(outcome.tallies, replication: replication)
      extend(to: replication + 1)
    }
    processorSeconds += seconds + folding.seconds
  }

  /// Folds the replications that come next, which were folded elsewhere.
  ///
  /// A single one leads to the same bits as `add`.
  package mutating func merge(_ next: StudyBlock) {
    precondition(
      next.block.batch == block.batch && next.block.replications.lowerBound == end,
      "blocks of one batch, without a gap")
    let folding = timed {
      note(next.violations)
      fold.merge(next.fold)
      if let record = next.record { recorder?.append(record) }
      extend(to: next.end)
    }
    processorSeconds += next.processorSeconds + folding.seconds
  }

  /// Leaves out what it took, which is never twice the same.
  mutating func forgetSeconds() { processorSeconds = 0 }

  private mutating func extend(to end: Int) {
    block.replications = block.replications.lowerBound..<end
  }

  private mutating func note(_ found: [String]) {
    violations += found.prefix(max(0, Self.mostViolations - violations.count))
  }
}

// MARK: - On the wire

extension StudyBlock {
  /// What the numbers on the wire mean: the tables of a `StudyFold` of this model, then the columns of its
  /// KPI record.
  package var layout: WireLayout {
    WireLayout(
      name: "study fold", version: 1,
      parts: fold.parts + ["record"] + (recorder?.record.events ?? []))
  }

  /// All of it as bytes, with layout, batch and replications; every number keeps its bits.
  package var bytes: [UInt8] {
    var payload = WireWriter()
    fold.write(to: &payload)
    recorder?.record.write(to: &payload)
    payload.write(violations.count)
    for violation in violations { payload.write(violation) }
    payload.write(processorSeconds)
    return WireMessage(layout: layout, block: block, payload: payload.bytes).bytes
  }

  /// What bytes say of this study.
  ///
  /// - Parameters:
  ///   - bytes: What `bytes` of such a block was, here or elsewhere.
  ///   - empty: Nothing, of the study that it must be of.
  ///   - expected: The block that it must be, which bounds what is read; nil: any.
  /// - Throws: `WireProblem` where they are of another layout or batch, or damaged.
  package init(
    _ bytes: [UInt8], of empty: StudyBlock, expected: Block? = nil
  ) throws(WireProblem) {
    let message = try WireMessage(bytes)
    try message.check(empty.layout, empty.block.batch)
    if let expected, message.block != expected { throw .damaged }
    self = empty
    block = message.block
    var payload = WireReader(message.payload)
    try fold.read(from: &payload)
    guard fold.replications == block.replications.count else { throw .damaged }
    try recorder?.read(from: &payload, replications: fold.replications)
    let count = try payload.count()
    guard count <= Self.mostViolations else { throw .damaged }
    for _ in 0..<count { violations.append(try payload.text()) }
    processorSeconds = try payload.number()
    guard processorSeconds.isFinite, processorSeconds >= 0 else { throw .damaged }
    try payload.finish()
  }
}

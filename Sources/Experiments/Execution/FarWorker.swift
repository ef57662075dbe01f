import ContactCenter

/// Somebody elsewhere who simulates blocks of a study, such as another process.
public protocol FarHand: Sendable {
  /// The fold of a block's replications on the wire; nil: he was told to stop, by the sign that is asked
  /// often.
  ///
  /// - Throws: where he is lost; he may be asked again, and is then another one.
  func fold(
    of replications: Range<Int>, isStopped: @escaping @Sendable () -> Bool
  ) async throws -> [UInt8]?
}

/// Gives blocks to a far hand and holds what comes back against the study; what is lost, damaged or of
/// another study is simulated again, at last here.
struct FarWorker: Worker {
  let hand: any FarHand
  let empty: StudyBlock
  /// Whoever simulates here.
  let near: StudyWorker
  let isStopped: StopSign
  /// Told what was lost or refused.
  let troubled: @Sendable (String) -> Void

  /// How often a hand is asked for a block.
  private static let attempts = 3

  func work(_ block: Block) async -> Work<StudyPlan.Output> {
    // Only here can somebody be told of the first replication's events.
    let isTold = near.settings.trace != nil && block.replications.contains(0)
    for _ in 0..<(isTold ? 0 : Self.attempts) {
      do {
        guard let bytes = try await hand.fold(of: block.replications, isStopped: isStopped) else {
          return .stopped(nil)
        }
        let part = try StudyBlock(bytes, of: empty)
        guard part.block == block else { throw WireProblem.damaged }
        return .done(.block(part))
      } catch {
        // Whoever stops this process may have stopped others with it.
        if isStopped() { return .stopped(nil) }
        troubled("\(error)")
      }
    }
    return await near.work(block)
  }
}

/// Simulates blocks for a study that is carried out elsewhere.
public struct StudyHand {
  private let near: StudyWorker

  /// A hand for a study of a model; its settings must be those of the study.
  public init(model: Model, settings: StudySettings) {
    near = StudyWorker(
      simulator: Simulator(model: model), settings: settings,
      empty: StudyBlock(model: model, settings: settings), isStopped: { false })
  }

  /// The fold of these replications as it travels.
  public func fold(of replications: Range<Int>) async -> [UInt8] {
    let block = Block(batch: near.empty.block.batch, replications: replications)
    switch await near.work(block) {
    case .done(.block(let part)), .stopped(.some(.block(let part))): return part.bytes
    case .done(.replication(let outcome, let seconds)),
      .stopped(.some(.replication(let outcome, let seconds))):
      var part = near.empty.starting(at: replications.lowerBound)
      part.add(outcome, seconds: seconds)
      return part.bytes
    case .stopped(nil): return []
    }
  }
}

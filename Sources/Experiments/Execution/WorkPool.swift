/// Workers in other processes, which stay for a whole job: bytes that tell a piece of work go out, bytes come back.
package protocol WorkPool: Sendable {
  /// How many there are, at least 1.
  var workers: Int { get }

  /// Has a piece of work done.
  ///
  /// - Parameters:
  ///   - piece: What a `WorkService` understands.
  ///   - isStopped: Asked often; once it says yes, nobody waits any more.
  ///   - isGood: Whether an answer can be taken; one that cannot is asked for again.
  /// - Returns: The answer; nil: nobody does it any more.
  func answer(
    to piece: [UInt8], isStopped: @escaping StopSign, isGood: @escaping @Sendable ([UInt8]) -> Bool
  ) async -> [UInt8]?
}

/// What a worker of a pool does: pieces of one job's work, each of which says all that its answer depends on
/// beside the job.
package protocol WorkService: Sendable {
  /// The job in words: whoever asks and whoever answers must say the same.
  var identity: String { get }
  /// A piece that is soon done; what it leaves tells machines that calculate otherwise.
  var sample: [UInt8] { get }
  /// Somebody who answers one piece after the other.
  func hand(_ isStopped: @escaping StopSign) -> any ServiceHand
}

/// Answers pieces of work, and keeps from one to the next what it needs, such as a simulator.
package protocol ServiceHand: SendableMetatype {
  /// The answer to a piece; nil: it was told to stop.
  ///
  /// - Throws: `WireProblem` about a piece that makes no sense.
  mutating func answer(to piece: [UInt8]) async throws(WireProblem) -> [UInt8]?
}

/// How items and outputs of some work travel: every output is a row of numbers, whose length its item tells.
package protocol RowWork<Item, Output>: Sendable {
  /// A piece of work.
  associatedtype Item: Sendable
  /// What becomes of it.
  associatedtype Output: Sendable

  /// What all items have in common; empty: nothing.
  var head: [UInt8] { get }
  /// The most items that go out together.
  var most: Int { get }
  /// Writes an item, in one byte at least.
  func write(_ item: Item, to writer: inout WireWriter)
  /// Reads an item.
  func item(from reader: inout WireReader) throws(WireProblem) -> Item
  /// The length of an item's row.
  func width(_ item: Item) -> Int
  /// An output's row.
  func row(_ output: Output) -> [Double]
  /// The output of a row.
  func output(_ row: [Double]) -> Output
}

extension RowWork {
  package var head: [UInt8] { [] }
  package var most: Int { 256 }

  /// Some items as a piece of work for a pool.
  package func piece(_ items: [Item]) -> [UInt8] {
    var writer = WireWriter()
    writer.append(head)
    writer.write(items.count)
    for item in items { write(item, to: &writer) }
    return writer.bytes
  }

  /// The items of a piece, of which the head was read.
  private func items(_ reader: inout WireReader) throws(WireProblem) -> [Item] {
    let count = try reader.count()
    guard count <= reader.left else { throw .damaged }
    var items: [Item] = []
    for _ in 0..<count { items.append(try item(from: &reader)) }
    try reader.finish()
    return items
  }

  /// The outputs that an answer has.
  package func outputs(_ answer: [UInt8], of items: [Item]) throws(WireProblem) -> [Output] {
    var reader = WireReader(answer)
    var outputs: [Output] = []
    for item in items { outputs.append(output(try reader.numbers(width(item)))) }
    try reader.finish()
    return outputs
  }

  /// Answers a piece, of which the head was read; nil: the worker was told to stop.
  package func answer<Hand: Worker>(
    _ reader: inout WireReader, by hand: inout Hand
  ) async throws(WireProblem) -> [UInt8]? where Hand.Item == Item, Hand.Output == Output {
    var writer = WireWriter()
    for item in try items(&reader) {
      guard case .done(let output) = await hand.work(item) else { return nil }
      writer.write(row(output))
    }
    return writer.bytes
  }
}

/// Has items worked on by a pool, some at a time.
struct PoolHand<Way: RowWork>: Worker {
  let pool: any WorkPool
  let way: Way
  let isStopped: StopSign

  func work(_ items: [Way.Item]) async -> Work<[Way.Output]> {
    let way = way
    let answer = await pool.answer(to: way.piece(items), isStopped: isStopped) {
      (try? way.outputs($0, of: items)) != nil
    }
    guard let answer, let outputs = try? way.outputs(answer, of: items) else { return .stopped(nil) }
    return .done(outputs)
  }
}

/// A plan whose items are handed out some at a time: a share of what is ready, so that pieces become smaller
/// towards the end and all workers end together.
struct PiecePlan<Plan: WorkPlan>: WorkPlan {
  private(set) var plan: Plan
  /// A piece has at most one part of so many of what is ready.
  private let parts: Int
  private let most: Int

  init(_ plan: Plan, parts: Int, most: Int) { (self.plan, self.parts, self.most) = (plan, parts, most) }

  mutating func next() -> [Plan.Item]? {
    guard let first = plan.next() else { return nil }
    let size = min(most, (plan.ready + 1) / parts)
    var items = [first]
    while items.count < size, let item = plan.next() { items.append(item) }
    return items
  }

  mutating func take(_ outputs: [Plan.Output], of items: [Plan.Item]) -> Bool {
    for (output, item) in zip(outputs, items) where !plan.take(output, of: item) { return false }
    return true
  }

  mutating func rescue(_ outputs: [Plan.Output], of items: [Plan.Item]) {
    for (output, item) in zip(outputs, items) { plan.rescue(output, of: item) }
  }
}

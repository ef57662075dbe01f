import ContactCenter
import Experiments
import Foundation
import Staffing
import Synchronization
import Testing

/// Keeps outputs in memory, finds those of an earlier store, and counts both.
private final class MemoryStore: WorkStore {
  private let earlier: [String: [UInt8]]
  private let outputs = Mutex<[String: [UInt8]]>([:])
  let found = Counter()
  let kept = Counter()

  init(after other: MemoryStore? = nil) { earlier = other?.outputs.withLock { $0 } ?? [:] }

  func output(of key: String) -> [UInt8]? {
    if earlier[key] != nil { _ = found.next() }
    return earlier[key]
  }

  func keep(_ output: [UInt8], of key: String) {
    outputs.withLock { $0[key] = output }
    _ = kept.next()
  }
}

@Suite("Searches that go on")
struct KeptSamplesTests {
  private let proposal = StaffingTable(agents: [[4, 6, 2]])

  private func prepared(_ store: MemoryStore?, center: String = "c") throws -> StaffingSimulation {
    var simulation = try simulation(
      threeShifts(perHour: [60, 125, 28]), [eightyTwenty(.interval)], replications: 10)
    let batch = Batch(center: center, settings: "test", seed: simulation.seed, program: "p")
    simulation.keeping = store.map { SampleKeeping(store: $0, batch: batch) }
    return simulation
  }

  private func text(_ report: RepairReport?) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  @Test("A search that was stopped ends with the same bytes, and simulates only the rest", arguments: [2, 5])
  func resume(limit: Int) async throws {
    let whole = try text(await prepared(nil).repair(proposal))
    let (all, first) = (MemoryStore(), MemoryStore())
    #expect(try text(await prepared(all).repair(proposal)) == whole)
    var stopped = try prepared(first)
    stopped.isCancelled = { first.kept.value >= limit }
    _ = await stopped.repair(proposal)
    #expect(first.kept.value >= limit && first.kept.value < all.kept.value)
    let second = MemoryStore(after: first)
    #expect(try text(await prepared(second).repair(proposal)) == whole)
    #expect(second.found.value >= limit)
    #expect(second.kept.value + second.found.value == all.kept.value)
    // Of one that came to its end nothing is simulated again.
    let third = MemoryStore(after: all)
    #expect(try text(await prepared(third).repair(proposal)) == whole)
    #expect(third.kept.value == 0)
  }

  @Test("What was kept of another center is not used")
  func otherCenter() async throws {
    let first = MemoryStore()
    _ = try await prepared(first).repair(proposal)
    let second = MemoryStore(after: first)
    _ = try await prepared(second, center: "other").repair(proposal)
    #expect(first.kept.value > 0 && second.found.value == 0)
  }
}

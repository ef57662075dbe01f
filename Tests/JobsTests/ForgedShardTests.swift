import ContactCenter
import Experiments
import Foundation
import Jobs
import Reporting
import ScenarioReading
import Testing

/// Shards whose checksum is right and whose content is not: whoever reads them refuses them, or makes a report.
@Suite("Forged shards")
struct ForgedShardTests {
  private static let scenario = """
    name: Small
    calendar: {hours: 08:00-09:00, interval: 30 min}
    serviceLevel: {target: 80%, within: 20 s}
    study: {replications: 6, seed: 7}
    contactTypes:
      - {name: calls, arrivals: {perHour: 40}, talk: 3 min, patience: 2 min}
    agentGroups: [{name: team, agents: 3, skills: [calls]}]
    """

  private let model: Model
  private let settings: StudySettings
  private let blocks: [[UInt8]]

  init() async throws {
    let read = try ScenarioFile.read(text: Self.scenario, name: "small.yaml")
    model = read.model
    var settings = StudySettings(study: read.scenario.study, threads: 1)
    settings.serviceLevelTarget = 0.8
    settings.kpis = KPIInputs()
    self.settings = settings
    let done = try #require(await studyBlocks(model: model, settings: settings, blocks: settings.blocks))
    blocks = done.map(\.bytes)
  }

  /// A message with the checksum that its bytes have.
  private func signed(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var writer = WireWriter()
    let bytes = Array(bytes)
    writer.append(bytes)
    writer.write(bits: wireDigest(of: bytes))
    return writer.bytes
  }

  /// Reads a first block, and makes a report of it and the others; false: it was refused.
  private func isTaken(_ first: [UInt8], isReported: Bool) async -> Bool {
    let empty = StudyBlock(model: model, settings: settings)
    var assembly = StudyAssembly(model: model, settings: settings)
    for bytes in [first] + blocks.dropFirst() {
      guard let block = try? StudyBlock(bytes, of: empty, expected: assembly.next) else { return false }
      assembly.take(block)
    }
    guard isReported else { return true }
    var settings = settings
    settings.begun = assembly.study
    let result = await runStudy(model: model, settings: settings)
    #expect(!ReportJSON.text(of: result, detail: .all).isEmpty)
    return true
  }

  /// What a forger puts in the place of some bytes.
  private static let forgeries: [(length: Int, bytes: [UInt8])] = {
    func double(_ number: Double) -> [UInt8] {
      (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> UInt64(8 * $0)) }
    }
    func whole(_ number: UInt64) -> [UInt8] {
      var (left, bytes) = (number, [UInt8]())
      while left > 0x7F {
        bytes.append(UInt8(truncatingIfNeeded: left) | 0x80)
        left >>= 7
      }
      return bytes + [UInt8(left)]
    }
    let numbers: [Double] = [.nan, .infinity, -.infinity, -1, 1e308, -1e308, .leastNonzeroMagnitude]
    let counts: [UInt64] = [0, 1, 1 << 20, 1 << 47, 1 << 48, 1 << 63, .max]
    var all: [(length: Int, bytes: [UInt8])] = []
    for number in numbers { all.append((8, double(number))) }
    // A double in a list has a byte before its bits, which says so.
    for number in [Double.nan, 1e308, -1e308] { all.append((9, [2] + double(number))) }
    for count in counts { all.append((1, whole(count))) }
    // A byte less, a byte more, and a whole number in a list.
    all += [(1, []), (0, [1]), (1, whole(1 << 51 | 1))]
    return all
  }()

  @Test("At every offset of a block, absurd counts and numbers are refused or come to a report")
  func everywhere() async {
    let honest = Array(blocks[0].dropLast(8))
    #expect(await isTaken(signed(honest), isReported: true))
    // Before the payload stand layout and batch, which are compared as wholes.
    let first = honest.count - 3000
    var (tried, taken) = (0, 0)
    for offset in max(40, first)..<honest.count {
      for (number, forgery) in Self.forgeries.enumerated() where offset + forgery.length <= honest.count {
        var bytes = honest
        bytes.replaceSubrange(offset..<offset + forgery.length, with: forgery.bytes)
        tried += 1
        // Every mutation is read; a report, which takes longer, is made of some.
        if await isTaken(signed(bytes), isReported: (offset + number) % 5 == 0) { taken += 1 }
      }
    }
    #expect(tried > 10_000 && taken > 0 && taken < tried, "\(taken) of \(tried) taken")
  }

  @Test("The frame of a shard, too: at every offset it is refused, or its parts are read")
  func frame() throws {
    let shard = ShardContent(
      plan: 1, index: 3, maker: "host", sentinel: 5, seconds: 2, blocks: [[1, 2, 3], [], [9]])
    let honest = Array(shard.bytes.dropLast(8))
    #expect(try ShardContent(signed(honest)).blocks == shard.blocks)
    var refused = 0
    for offset in honest.indices {
      for forgery in Self.forgeries where offset + forgery.length <= honest.count {
        var bytes = honest
        bytes.replaceSubrange(offset..<offset + forgery.length, with: forgery.bytes)
        guard let read = try? ShardContent(signed(bytes)) else {
          refused += 1
          continue
        }
        #expect(read.seconds.isFinite && read.seconds >= 0)
        #expect(read.blocks.reduce(0) { $0 + $1.count } <= bytes.count)
      }
    }
    #expect(refused > 100)
  }
}

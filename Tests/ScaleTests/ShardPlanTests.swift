import ContactCenter
import Experiments
import Foundation
import Scale
import Testing

@Suite("Plans of shards")
struct ShardPlanTests {
  private let batch = Batch(center: "center", settings: "none", seed: 7, program: "1")

  private func plan(_ replications: Int, shards: Int) -> ShardPlan {
    var study = Scenario.Study()
    study.replications = replications
    return ShardPlan(
      batch: batch, blocks: StudySettings(study: study).blocks, count: shards, sentinel: 0xAB,
      secondsPerReplication: 0.1)
  }

  @Test(
    "Shards have every replication once, in whole blocks",
    arguments: [(1, 1), (1, 40), (100, 3), (1000, 7), (5000, 40), (100_000, 1000), (1_000_000, 200)])
  func cover(replications: Int, shards: Int) {
    let plan = plan(replications, shards: shards)
    #expect(plan.defect == nil && plan.replications == replications)
    #expect(plan.shards.count <= shards && !plan.shards.isEmpty)
    var study = Scenario.Study()
    study.replications = replications
    let ends = Set(StudySettings(study: study).blocks.map(\.upperBound))
    #expect(plan.shards.allSatisfy { ends.contains($0.last + 1) })
    // None is twice as long as its share and a block more.
    let longest = plan.shards.map { $0.last - $0.first + 1 }.max() ?? 0
    #expect(longest <= replications / min(shards, replications) + 1 + 1024)
  }

  @Test("A million replications are few enough blocks to merge and to keep")
  func blocks() {
    var study = Scenario.Study()
    study.replications = 1_000_000
    let blocks = StudySettings(study: study).blocks
    #expect(blocks.count < 1700, "\(blocks.count)")
    #expect(blocks.allSatisfy { $0.count == 1 || $0.count * 64 <= $0.lowerBound })
    #expect(zip(blocks, blocks.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
  }

  @Test("Plans whose shards overlap or lack replications are refused")
  func defects() {
    var plan = plan(1000, shards: 4)
    plan.shards[2].first -= 1
    #expect(plan.defect?.contains("has too") == true)
    plan.shards[2].first += 2
    #expect(plan.defect?.contains("no shard has") == true)
    plan.shards = []
    #expect(plan.defect == "there are no shards")
  }

  @Test("Another seed, program, scenario or share-out is another plan")
  func digest() {
    let one = plan(1000, shards: 4)
    var other = one
    other.secondsPerReplication = 3
    #expect(one.digest == other.digest)
    other.batch.seed = 8
    #expect(one.digest != other.digest)
    #expect(one.digest != plan(1000, shards: 5).digest)
    #expect(one.hasSentinel(0xAB) && !one.hasSentinel(0xAC))
  }

  @Test("Shards take about two and a half minutes, shorter ones where they can be balanced")
  func sizes() {
    func count(_ replications: Int, _ seconds: Double, _ slots: Int) -> Int {
      ShardPlan.count(replications: replications, secondsPerReplication: seconds, slots: slots)
    }
    // 100,000 s on 10 processors: 681 shards of 147 s.
    #expect(count(1_000_000, 0.1, 10) == 681)
    // 6,000 s on 3: twenty for each of them, but none below half a minute.
    #expect(count(60_000, 0.1, 3) == 60)
    #expect(count(100, 0.01, 4) == 4)
    #expect(count(2, 0.01, 4) == 2)
  }
}

@Suite("Files of shards")
struct ShardFolderTests {
  private let folder = ShardFolder(
    FileManager.default.temporaryDirectory.appendingPathComponent("shards-\(UUID().uuidString)"))
  private let plan = ShardPlan(
    batch: Batch(center: "c", settings: "s", seed: 1, program: "p"), blocks: [0..<1, 1..<2], count: 2,
    sentinel: 5, secondsPerReplication: 1)

  private func content(_ index: Int) -> ShardContent {
    ShardContent(
      plan: plan.digest, index: index, maker: "host", sentinel: 5, seconds: 2.5,
      blocks: [[1, 2, 3], [], [250, 0]])
  }

  @Test("What is published is read again, and only that")
  func files() throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder.url) }
    #expect(folder.content(0, of: plan) == nil)
    try folder.publish(content(0), host: "host")
    try folder.publish(content(0), host: "host")
    let found = try #require(folder.content(0, of: plan))
    #expect(found.blocks == [[1, 2, 3], [], [250, 0]])
    #expect(found.maker == "host" && found.seconds == 2.5 && found.sentinel == 5)
    // No half-written file stays.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["shard-00000.sbd"])
    // Of another plan: not taken, and not touched by who only reads.
    var other = plan
    other.batch.seed = 2
    #expect(folder.content(0, of: other) == nil)
    #expect(folder.hasFile(0))
  }

  @Test("A damaged or cut file counts as missing, wherever the damage is")
  func damage() throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder.url) }
    let bytes = content(1).bytes
    for place in bytes.indices {
      var wrong = bytes
      wrong[place] ^= 0x20
      try Data(wrong).write(to: folder.file(1))
      #expect(folder.content(1, of: plan) == nil, "byte \(place)")
      try Data(bytes.prefix(place)).write(to: folder.file(1))
      #expect(folder.content(1, of: plan) == nil, "cut at \(place)")
    }
  }

  @Test("What a plan left is removed, and nothing else")
  func removal() throws {
    let center = folder.url.appendingPathComponent("center/tables")
    for place in [center, folder.logs] {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    }
    defer { try? FileManager.default.removeItem(at: folder.url) }
    try folder.publish(content(0), host: "host")
    let copies = ["center/one.yaml", "center/tables/one.csv"]
    let left = ["plan.json", "tasks-1.txt", "tasks-1.txt.joblog", "job-2.sh", "log/slurm-1-0.txt"]
    for name in copies + left + ["thesis.txt"] {
      try Data("x".utf8).write(to: folder.url.appendingPathComponent(name))
    }
    folder.remove(copies: copies)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["thesis.txt"])
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("thesis.txt"))
    folder.remove(copies: copies)
    #expect(!FileManager.default.fileExists(atPath: folder.url.path))
  }

  @Test("What workers complain of is kept, a line each time")
  func failures() throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder.url) }
    folder.noteFailure(3, "no\nroom", host: "a")
    folder.noteFailure(3, "no room", host: "b")
    #expect(folder.failureLines(3) == ["a: no room", "b: no room"])
    #expect(folder.failureLines(4).isEmpty)
  }
}

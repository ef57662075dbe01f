import ContactCenter
import Experiments
import Synchronization
import Testing

@Suite("Blocks of replications")
struct StudyBlockTests {
  private func settings(
    _ replications: Int, threads: Int = 2, goal: Scenario.PrecisionGoal? = nil
  ) -> StudySettings {
    var study = Scenario.Study()
    (study.replications, study.seed) = (replications, 11)
    (study.precision, study.maximumReplications) = (goal.map { [$0] } ?? [], 900)
    var settings = StudySettings(study: study, threads: threads)
    settings.scenarioDigest = "center"
    settings.kpis = KPIInputs()
    return settings
  }

  private let model = Model.oneQueue(agents: 15, hours: 1, dayFactor: 0.2)

  /// Every figure of every scope and interval, bit for bit.
  private func bits(_ result: StudyResult) -> [UInt64] {
    result.scopes.flatMap { scope in
      ([nil] + (0...result.intervals).map { $0 }).flatMap { interval in
        result.figures(of: scope, interval: interval).flatMap { _, estimate in
          [estimate.value, estimate.halfWidth].map { ($0 ?? .nan).bitPattern }
        }
      }
    }
  }

  private func folds(_ sizes: [Int], seed: UInt64) -> (whole: StudyFold, parts: [StudyFold]) {
    var model = Model.shape(types: 3, groups: 2, intervals: 4)
    for type in 0..<3 { model.contactTypes[type].goal.target = 0.6 }
    var numbers = SampleNumbers(seed: seed)
    var whole = StudyFold(model: model)
    let parts = sizes.map { size in
      var part = StudyFold(model: model)
      for _ in 0..<size {
        let tallies = model.sampleTallies(&numbers)
        whole.add(tallies)
        part.add(tallies)
      }
      return part
    }
    return (whole, parts)
  }

  private func result(_ fold: StudyFold) -> StudyResult {
    var result = StudyResult()
    result.contactTypeNames = ["a", "b", "c"]
    result.groupNames = ["a", "b"]
    fold.fill(&result, confidence: 0.95)
    return result
  }

  @Test("Merged folds have the moments of one fold, up to rounding")
  func merging() throws {
    let (whole, parts) = folds([1, 4, 7, 16, 2], seed: 5)
    var merged = parts[0]
    for part in parts.dropFirst() { merged.merge(part) }
    let (one, other) = (result(whole), result(merged))
    #expect(one.replications == 30 && other.replications == 30)
    #expect(one.waits == other.waits && one.waitsByType == other.waitsByType)
    var compared = 0
    for scope in one.scopes {
      for (figure, twin) in zip(one.figures(of: scope), other.figures(of: scope)) {
        for (a, b) in [(figure.1.value, twin.1.value), (figure.1.halfWidth, twin.1.halfWidth)] {
          #expect((a == nil) == (b == nil))
          guard let a, let b else { continue }
          #expect(abs(a - b) <= 1e-12 * abs(a), "seed 5, \(figure.0.identifier)")
          compared += 1
        }
      }
    }
    #expect(compared > 100)
  }

  @Test("Merging folds of single replications changes no bit")
  func singles() {
    let (whole, parts) = folds(Array(repeating: 1, count: 20), seed: 6)
    var merged = parts[0]
    for part in parts.dropFirst() { merged.merge(part) }
    #expect(bits(result(whole)) == bits(result(merged)))
  }

  @Test("Beyond single replications, too, the number of threads changes no bit")
  func threads() async {
    let one = await runStudy(model: model, settings: settings(590, threads: 1))
    let many = await runStudy(model: model, settings: settings(590, threads: 8))
    #expect(one.replications == 590 && many.replications == 590)
    #expect(bits(one) == bits(many) && one.record == many.record)
  }

  @Test("An interrupted study that ends within a block is one of so many replications")
  func interruption() async {
    let done = Atomic(0)
    let part = await runStudy(
      model: model, settings: settings(5000),
      progress: { done.store($0.replications, ordering: .relaxed) },
      isCancelled: { done.load(ordering: .relaxed) >= 300 })
    #expect(part.isPartial && (300..<700).contains(part.replications))
    let same = await runStudy(model: model, settings: settings(part.replications, threads: 1))
    #expect(bits(part) == bits(same) && part.record == same.record)
  }

  /// The states of a study after so many replications or more each, as bytes.
  private func states(_ settings: StudySettings, after ends: [Int]) async -> [[UInt8]] {
    let states = Mutex<[[UInt8]]>([])
    var settings = settings
    settings.kept = { study, _ in
      states.withLock { states in
        if states.count < ends.count, study.end >= ends[states.count] { states.append(study.bytes) }
      }
    }
    _ = await runStudy(model: model, settings: settings)
    return states.withLock { $0 }
  }

  @Test("A study goes on from its bytes and ends with the same, with and without goals")
  func resuming() async throws {
    let goal = Scenario.PrecisionGoal(indicator: "serviceLevel", halfWidth: 0.016, isRelative: false)
    for settings in [settings(600), settings(20, goal: goal)] {
      let whole = await runStudy(model: model, settings: settings)
      #expect(whole.replications > 300)
      let states = await states(settings, after: [1, 57, 260])
      try #require(states.count == 3)
      for state in states {
        var rest = settings
        rest.threads = 3
        let begun = try StudyBlock(state, of: StudyBlock(model: model, settings: settings))
        #expect(begun.bytes == state)
        rest.begun = begun
        let seen = Mutex<[Int]>([])
        let result = await runStudy(
          model: model, settings: rest,
          progress: { progress in seen.withLock { $0.append(progress.replications) } })
        #expect(seen.withLock { $0.first } == begun.end)
        #expect(result.replications == whole.replications && !result.isPartial)
        #expect(bits(result) == bits(whole) && result.record == whole.record)
      }
    }
  }

  @Test("Bytes of another study, another center or none are refused")
  func foreign() async throws {
    let settings = settings(300)
    let bytes = try #require(await states(settings, after: [8]).first)
    let empty = StudyBlock(model: model, settings: settings)
    func problem(_ bytes: [UInt8], of empty: StudyBlock) -> WireProblem? {
      do {
        _ = try StudyBlock(bytes, of: empty)
        return nil
      } catch {
        return error
      }
    }
    #expect(problem(bytes, of: empty) == nil)
    var other = settings
    other.study.seed = 12
    let foreign = StudyBlock(model: model, settings: other)
    #expect(problem(bytes, of: foreign) == .batch(found: settings.batch, wanted: other.batch))
    let next = Block(batch: settings.batch, replications: 1..<2)
    #expect(throws: WireProblem.damaged) { try StudyBlock(bytes, of: empty, expected: next) }
    let wider = StudyBlock(model: .twoTypes(first: 0), settings: settings)
    #expect(problem(bytes, of: wider) == .layout(found: empty.layout, wanted: wider.layout))
    #expect(WireProblem.layout(found: empty.layout, wanted: wider.layout).description.contains("study fold"))
    for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 200)) {
      var damaged = bytes
      damaged[place] ^= 0x10
      #expect(problem(damaged, of: empty) != nil, "byte \(place)")
    }
    for length in [0, 3, 20, bytes.count / 2, bytes.count - 1] {
      #expect(problem(Array(bytes.prefix(length)), of: empty) == .damaged)
    }
  }

  @Test("Every number keeps its bits on the wire")
  func numbers() throws {
    let numbers: [Double] = [
      0, 0, 0, 1, 2, 127, 128, 0x1p52, 0x1p53 - 1, 0x1p53, 0x1p60, -0.0, -1, 0.5, .pi, .infinity,
      -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, Double(nan: 77, signaling: false),
      0, 1e-300, 0, 0,
    ]
    var writer = WireWriter()
    writer.write(numbers)
    writer.write("größer ≥")
    writer.write(300)
    writer.write(-0.0)
    var reader = WireReader(writer.bytes)
    let found = try reader.numbers(numbers.count)
    #expect(found.map(\.bitPattern) == numbers.map(\.bitPattern))
    #expect(try reader.text() == "größer ≥" && reader.count() == 300)
    #expect(try reader.number().sign == .minus)
    try reader.finish()
    // No count so large that a sum of some would be no number.
    for count in [1 << 48, 1 << 49, .max] {
      var large = WireWriter()
      large.write(count)
      var reader = WireReader(large.bytes)
      if count == 1 << 48 {
        #expect(try reader.count() == count)
      } else {
        #expect(throws: WireProblem.damaged) { try reader.count() }
      }
    }
    // A thousand zeros take a few bytes, counts one or two.
    var short = WireWriter()
    short.write([Double](repeating: 0, count: 1000) + [5, 60])
    #expect(short.bytes.count < 10)
  }
}

@Suite("Rows on the wire")
struct BlockRowsTests {
  private let batch = Batch(center: "c", settings: "s", seed: .max, program: "1 2")

  @Test("Rows keep their bits, and rows of other columns or another batch are refused")
  func roundTrip() throws {
    let block = Block(batch: batch, replications: 8..<11)
    let rows = BlockRows(
      block: block, columns: ["a", "b"], rows: [[0.1, -0.0], [3, .infinity], [0, 1e300]])
    let read = try BlockRows(rows.bytes, columns: ["a", "b"], of: batch)
    #expect(read.block == block)
    #expect(read.rows.joined().map(\.bitPattern) == rows.rows.joined().map(\.bitPattern))
    for columns in [["a", "c"], ["b", "a"], ["a"], ["ab", ""]] {
      #expect(throws: WireProblem.self) { try BlockRows(rows.bytes, columns: columns, of: batch) }
    }
    var other = batch
    other.program = "1 3"
    #expect(throws: WireProblem.batch(found: batch, wanted: other)) {
      try BlockRows(rows.bytes, columns: ["a", "b"], of: other)
    }
  }
}

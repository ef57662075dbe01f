import ContactCenter
import Experiments
import Foundation
import Synchronization
import Testing
import Verification

/// Verification of a file's text with a small effort.
private func verify(
  _ text: String, effort: Double = 0.02, seed: UInt64 = 3, threads: Int = 2,
  alteration: (@Sendable (inout Scenario) -> Void)? = nil
) async -> VerificationResult {
  var options = VerificationOptions()
  options.effort = effort
  options.seed = seed
  options.threads = threads
  options.alteration = alteration
  return await Verifier.verify(
    CaseReader.read(text: text, file: "sample.json").cases, options: options)
}

@Suite("Exact cases are simulated and judged")
struct VerifierTests {
  @Test(
    "A right simulation passes",
    arguments: [
      SampleCases.erlangC, SampleCases.erlangA, SampleCases.multiskill, SampleCases.day,
      SampleCases.staffing, SampleCases.priority, SampleCases.approximations, SampleCases.moreStaff,
      SampleCases.deferrable, SampleCases.blend,
    ])
  func passes(file: SampleFile) async throws {
    let result = await verify(file.text)
    let family = try #require(result.families.first)
    #expect(family.verdict == .passed, "seed 3: \(VerificationReport(result).text())")
    #expect(family.judged > 0)
  }

  @Test("Work that is put aside is as exact as the chain; work a twentieth too long is seen")
  func interruptions() async throws {
    let right = try await SampleCases.verify(SampleCases.preemptive, effort: 0.2)
    #expect(right.families.first?.verdict == .passed, "seed 7: \(VerificationReport(right).text())")
    let wrong = try await SampleCases.verify(SampleCases.preemptive, effort: 0.2) { scenario in
      for skill in scenario.agentGroups[0].skills.indices {
        scenario.agentGroups[0].skills[skill].handlingFactor = 1.05
      }
    }
    #expect(wrong.families.first?.verdict == .failed)
  }

  @Test("A verification goes on with what was kept of it, and says the same")
  func kept() async throws {
    let cases = CaseReader.read(text: SampleCases.erlangA.text, file: "sample.json").cases
    func verify(_ store: KeptMoments?, seed: UInt64 = 3) async -> String {
      var options = VerificationOptions()
      (options.effort, options.seed, options.threads) = (0.02, seed, 2)
      options.store = store
      return VerificationReport(await Verifier.verify(cases, options: options)).text()
    }
    let (whole, store) = (await verify(nil), KeptMoments())
    #expect(await verify(store) == whole)
    let kept = store.kept
    #expect(kept > 0 && store.found == 0)
    #expect(await verify(store) == whole)
    #expect(store.kept == kept && store.found == kept)
    #expect(await verify(store, seed: 4) != whole)
    #expect(store.found == kept)
  }

  @Test("A search under other handling times finds another cost, and fails")
  func wrongSearchFails() async throws {
    let result = await verify(SampleCases.staffing.text) { scenario in
      for group in scenario.agentGroups.indices {
        for skill in scenario.agentGroups[group].skills.indices {
          scenario.agentGroups[group].skills[skill].handlingFactor = 1.3
        }
      }
    }
    #expect(result.families.first?.verdict == .failed)
  }

  @Test(
    "Handling times that are 5 % too long fail",
    arguments: [
      SampleCases.erlangC, SampleCases.erlangA, SampleCases.multiskill, SampleCases.day,
      SampleCases.deferrable, SampleCases.blend,
    ])
  func wrongServiceFails(file: SampleFile) async throws {
    let result = await verify(file.text) { scenario in
      for group in scenario.agentGroups.indices {
        for skill in scenario.agentGroups[group].skills.indices {
          scenario.agentGroups[group].skills[skill].handlingFactor = 1.05
        }
      }
    }
    let family = try #require(result.families.first)
    #expect(family.verdict == .failed, "seed 3: \(VerificationReport(result).text())")
    #expect(!result.hasPassed)
    #expect(!family.outliers.isEmpty)
  }

  @Test("Callers 5 % less patient fail")
  func wrongPatienceFails() async throws {
    let result = await verify(SampleCases.erlangA.text, effort: 0.1) { scenario in
      for type in scenario.contactTypes.indices {
        scenario.contactTypes[type].patience = Scenario.TimedLaw(.exponential(mean: 285))
      }
    }
    #expect(result.families.first?.verdict == .failed)
  }

  @Test("The result does not depend on the number of threads")
  func threads() async throws {
    let one = await verify(SampleCases.day.text, threads: 1)
    let two = await verify(SampleCases.day.text, threads: 2)
    #expect(one.families == two.families)
    let other = await verify(SampleCases.day.text, seed: 4)
    #expect(one.families != other.families)
  }

  @Test("What is too rare, endless or of another model is listed, not judged")
  func notJudged() async throws {
    let result = await verify(SampleCases.erlangC.text)
    let figures = result.families[0].cases.flatMap(\.figures)
    let rare = figures.filter { $0.exact < 1e-9 }
    #expect(rare.count == 2)
    #expect(rare.allSatisfy { $0.status != .judged })
    let endless = try #require(
      result.notJudged.first { $0.caseID == "EC-endless" && $0.side == .simulator })
    #expect(endless.reason.contains("would need"))

    let priority = await verify(SampleCases.priority.text)
    #expect(priority.notJudged.map(\.output) == ["pr_wait1_s"])
    let approximate = await verify(SampleCases.approximations.text)
    #expect(approximate.notJudged.map(\.output) == ["APPROX", "steps"])
    #expect(approximate.notJudged.allSatisfy { $0.side == .simulator })
  }

  @Test("A family without a mapping is listed with its reason")
  func unknownFamily() async throws {
    let text = """
      {"family": "shift_cover", "cases": [{"id": "C", "params": {}, "outputs": {}}]}
      """
    let result = await verify(text)
    #expect(result.families.isEmpty && result.solved.isEmpty)
    #expect(result.notJudged.map(\.side) == [.solver, .simulator])
    #expect(result.notJudged[1].reason.contains("an optimisation of shifts"))
    #expect(VerificationReport(result).text().contains("shift_cover"))
  }

  @Test("The JSON document can be read again and holds every figure")
  func json() async throws {
    let result = await verify(SampleCases.erlangA.text)
    let text = try VerificationReport(result).json()
    let document = try JSONValue(document: Data(text.utf8))
    let family = try #require(document["families"]?.list?.first)
    #expect(family["verdict"]?.text == "PASS")
    #expect(family["solver"]?["verdict"]?.text == "PASS")
    #expect(family["simulator"]?["verdict"]?.text == "PASS")
    #expect(family["cases"]?.list?.first?["outputs"]?.list?.count == 12)
  }
}

@Suite("Published cases")
struct PublishedTests {
  @Test("A printed interval becomes a value with a standard error")
  func printedInterval() {
    let figure = KnownFigure("served", interval: [961.372, 964.846])
    #expect(abs(figure.value - 963.109) < 1e-9)
    #expect(abs(figure.error - (1.737 + 0.0005) / 1.96) < 1e-9)
  }

  @Test("M/M/14 of a package's guide, by the shape of its parameters")
  func guide() async throws {
    let text = """
      {"schema": "truth/published/1", "cases": [{"id": "X", "model": "M/M/14",
        "params": {"calls_per_30min": 100, "aht_s": 180, "servers": 14, "threshold_s": 20},
        "printed": {"p_wait": 0.17},
        "recomputed": {"pw": 0.17413193359504983, "sl": 0.8883500191794669,
          "asa": 7.835937011777243, "occ": 0.7142857142857143}}]}
      """
    let result = await verify(text)
    #expect(result.families.first?.judged == 4)
    #expect(result.families.first?.verdict == .passed)
  }

  @Test("M/GI/s/r+GI in units of the mean service time, with two limits of the wait")
  func units() async throws {
    let text = """
      {"schema": "truth/published/1", "cases": [{"id": "W", "model": "M/GI/s/r+GI",
        "params": {"arrival_rate": 102, "servers": 100, "service_mean": 1, "waiting_room": 200,
          "patience": {"dist": "exp", "mean_s": 1.0}},
        "recomputed": {"recomputed_exact": {"P(W=0)": 0.408281, "P(A)": 0.049918, "E[Q]": 5.091634,
          "E[N]": 102.0, "E[W|S]": 0.049041, "E[W|A]": 0.066611, "P(W<=0.1|S)": 0.798644,
          "P(W<=0.2|A)": 0.97016}}}]}
      """
    let result = await verify(text, effort: 0.05)
    #expect(result.families.first?.judged == 8)
    #expect(result.families.first?.verdict == .passed)
  }
}

@Suite("The folder of exact cases, where there is one")
struct TruthFolderTests {
  /// `SWITCHBOARD_TRUTH`, or the folder beside the project.
  static var folder: String? {
    let named = ProcessInfo.processInfo.environment["SWITCHBOARD_TRUTH"]
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path = named ?? root.appendingPathComponent("../shared/truth").standardizedFileURL.path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  @Test(
    "No family fails at a small effort",
    .enabled(
      if: TruthFolderTests.folder != nil, "skipped: no folder of exact cases (SWITCHBOARD_TRUTH)"))
  func allFamilies() async throws {
    let (cases, problems) = CaseReader.read(paths: [try #require(Self.folder)])
    #expect(problems.isEmpty)
    var options = VerificationOptions()
    options.effort = 0.01
    options.threads = ProcessInfo.processInfo.activeProcessorCount
    let result = await Verifier.verify(cases, options: options)
    let failed = result.families.filter { $0.verdict == .failed }
    #expect(failed.isEmpty, "seed 1: \(VerificationReport(result).text(allFigures: false))")
    #expect(!result.families.isEmpty)
  }
}

/// Keeps outputs in memory.
private final class KeptMoments: WorkStore {
  private struct State {
    var outputs: [String: [UInt8]] = [:]
    var found = 0
  }

  private let state = Mutex(State())
  var kept: Int { state.withLock { $0.outputs.count } }
  var found: Int { state.withLock { $0.found } }

  func output(of key: String) -> [UInt8]? {
    state.withLock { state in
      if state.outputs[key] != nil { state.found += 1 }
      return state.outputs[key]
    }
  }

  func keep(_ output: [UInt8], of key: String) { state.withLock { $0.outputs[key] = output } }
}

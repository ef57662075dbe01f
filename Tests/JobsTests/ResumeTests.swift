import Foundation
import Jobs
import Reporting
import Synchronization
import Testing

/// Runs that go on where they were interrupted.
@Suite("Interrupted runs")
struct ResumeTests {
  private func bench() throws -> (bench: Bench, workshop: Workshop, request: RunRequest) {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "a.yaml")
    var workshop = bench.workshop
    workshop.archive = bench.folder.appendingPathComponent("archive.sqlite")
    workshop.keepsAfter = .zero
    var request = RunRequest(file: "a.yaml")
    request.study.replications = 300
    request.form = "json"
    return (bench, workshop, request)
  }

  /// Runs until so many replications are done; what the job told.
  private func interrupt(
    _ request: RunRequest, _ workshop: Workshop, after limit: Int
  ) async throws -> (done: Int, notices: [String]) {
    let done = Atomic(0)
    let notices = Mutex<[String]>([])
    var workshop = workshop
    workshop.progress = { done.store($0.done, ordering: .relaxed) }
    workshop.isStopped = { done.load(ordering: .relaxed) >= limit }
    workshop.notice = { notice in notices.withLock { $0.append(notice.words.text()) } }
    let outcome = try await request.run(in: workshop)
    #expect(outcome.result.isPartial)
    return (outcome.result.replications, notices.withLock { $0 })
  }

  @Test("An interrupted run goes on with what is done and ends with the same bytes", arguments: [30, 258])
  func resume(limit: Int) async throws {
    let (bench, workshop, request) = try bench()
    var alone = request
    (alone.noArchive, alone.out) = (true, "alone")
    let whole = try await alone.run(in: workshop)
    let (done, told) = try await interrupt(request, workshop, after: limit)
    #expect(told.contains { $0.contains("the same command goes on") })
    let first = Mutex<Int?>(nil)
    let notices = Mutex<[String]>([])
    var next = workshop
    next.progress = { progress in first.withLock { $0 = $0 ?? progress.done } }
    next.notice = { notice in notices.withLock { $0.append(notice.words.text()) } }
    let outcome = try await request.run(in: next)
    let begun = try #require(first.withLock { $0 })
    #expect((1...done).contains(begun) && done - begun < 4)
    #expect(notices.withLock { $0.contains { $0.contains("Going on after \(begun) replications") } })
    #expect(!outcome.result.isPartial && outcome.result.replications == 300)
    #expect(
      outcome.document.replacing("Reports/a", with: "")
        == whole.document.replacing(" --out alone", with: "").replacing("Reports/a", with: ""))
    // Nothing is left to go on with.
    let archive = try RunArchive(file: bench.folder.appendingPathComponent("archive.sqlite"))
    #expect(try archive.runs(limit: 5).count == 2)
    first.withLock { $0 = nil }
    _ = try await request.run(in: next)
    #expect(first.withLock { $0 } == 1)
  }

  @Test("Another seed, number of replications or build begins anew")
  func others() async throws {
    let (bench, workshop, request) = try bench()
    defer { withExtendedLifetime(bench) {} }
    _ = try await interrupt(request, workshop, after: 20)
    var (seed, longer) = (request, request)
    seed.study.seed = 8
    longer.study.replications = 301
    var build = workshop
    build.program.build = "other"
    for (request, workshop) in [(seed, workshop), (longer, workshop), (request, build)] {
      let first = Mutex<Int?>(nil)
      var own = workshop
      own.progress = { progress in first.withLock { $0 = $0 ?? progress.done } }
      _ = try await request.run(in: own)
      #expect(first.withLock { $0 } == 1)
    }
  }

  @Test("Of a run that is interrupted at once nothing is kept, nor without an archive")
  func short() async throws {
    var (bench, workshop, request) = try bench()
    workshop.keepsAfter = .seconds(1_000_000)
    let (_, told) = try await interrupt(request, workshop, after: 20)
    #expect(!told.contains { $0.contains("goes on") })
    workshop.keepsAfter = .zero
    workshop.archive = nil
    let (_, again) = try await interrupt(request, workshop, after: 20)
    #expect(!again.contains { $0.contains("goes on") })
    #expect(!bench.files.isEmpty)
  }
}

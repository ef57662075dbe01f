import Foundation
import Jobs
import Reporting
import Synchronization
import Testing

/// Searches and verifications that go on where they were interrupted.
@Suite("Interrupted searches")
struct SearchResumeTests {
  private func bench() throws -> (bench: Bench, workshop: Workshop, request: StaffRequest) {
    let bench = try Bench()
    try bench.write(Bench.scenario(agents: 1), to: "a.yaml")
    var workshop = bench.workshop
    workshop.archive = bench.folder.appendingPathComponent("archive.sqlite")
    workshop.keepsAfter = .zero
    var request = StaffRequest(file: "a.yaml")
    request.goals.goal = ["80/20"]
    (request.simulation.simulate, request.simulation.replications) = (true, 20)
    request.noReport = true
    return (bench, workshop, request)
  }

  private func parts(_ bench: Bench) throws -> Int {
    let archive = try RunArchive(file: bench.folder.appendingPathComponent("archive.sqlite"))
    return try archive.studies(under: "").count
  }

  /// The document without an archive, and how often the search asks whether to stop.
  private func whole(
    _ request: StaffRequest, _ workshop: Workshop
  ) async throws -> (document: String, questions: Int) {
    let asked = Counter()
    var (request, workshop) = (request, workshop)
    request.simulation.noArchive = true
    workshop.isStopped = {
      asked.add()
      return false
    }
    let document = try await request.run(in: workshop).document()
    return (document, asked.value)
  }

  @Test("A search that is interrupted goes on and ends with the same document")
  func search() async throws {
    let (bench, workshop, request) = try bench()
    let (whole, questions) = try await whole(request, workshop)
    let asked = Counter()
    var stopped = workshop
    let notices = Mutex<[String]>([])
    stopped.notice = { notice in notices.withLock { $0.append(notice.words.text()) } }
    stopped.isStopped = {
      asked.add()
      return asked.value > questions / 2
    }
    let part = try? await request.run(in: stopped)
    #expect(part?.isInterrupted != false)
    #expect(try parts(bench) > 0)
    #expect(notices.withLock { $0.contains { $0.contains("the same command goes on") } })
    var next = workshop
    next.notice = stopped.notice
    let outcome = try await request.run(in: next)
    #expect(notices.withLock { $0.contains { $0.contains("Going on with") } })
    #expect(try outcome.document() == whole)
    // Nothing is left of it.
    #expect(try parts(bench) == 0)
  }

  @Test("Another build of the program starts anew")
  func build() async throws {
    var (bench, workshop, request) = try bench()
    defer { withExtendedLifetime(bench) {} }
    let (_, questions) = try await whole(request, workshop)
    let (asked, told) = (Counter(), Counter())
    workshop.isStopped = {
      asked.add()
      return asked.value > questions / 2
    }
    _ = try? await request.run(in: workshop)
    #expect(try parts(bench) > 0)
    (workshop.isStopped, workshop.program.build) = ({ false }, "other")
    workshop.notice = { if $0.words.text().contains("Going on") { told.add() } }
    _ = try await request.run(in: workshop)
    #expect(told.value == 0)
  }
}

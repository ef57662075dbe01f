import Foundation
import Jobs
import Synchronization
import Testing

/// A job has nothing but its workshop.
@Suite("Workshops")
struct WorkshopTests {
  @Test(
    "A bounded workshop refuses places outside of its folder",
    arguments: ["/etc/passwd", "../other.yaml", "in/../../other.yaml", "link/other.yaml", "dangling"])
  func outside(name: String) async throws {
    let bench = try Bench()
    let manager = FileManager.default
    for (link, target) in [("link", "/"), ("dangling", "/nowhere/at/all")] {
      try manager.createSymbolicLink(
        atPath: bench.folder.appendingPathComponent(link).path, withDestinationPath: target)
    }
    let failure = await thrown(by: CheckRequest(files: [name]), in: bench.workshop)
    #expect(failure?.field == .files)
    #expect(failure?.found == name)
    try bench.write(Bench.scenario(), to: "a.yaml")
    var run = RunRequest(file: "a.yaml")
    run.out = name
    let other = await thrown(by: run, in: bench.workshop)
    #expect(other?.field == .out)
  }

  @Test("A bounded workshop's own folder is no report's, and a numbered one that leads out is refused")
  func ownFolder() async throws {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "a.yaml")
    var run = RunRequest(file: "a.yaml")
    run.out = "."
    let own = await thrown(by: run, in: bench.workshop)
    #expect(own?.field == .out)
    #expect(own?.found == ".")

    // Another report stands in "r", and the next folder would be a link to another place.
    let manager = FileManager.default
    let elsewhere = try Bench()
    let other = bench.folder.appendingPathComponent("r")
    try manager.createDirectory(at: other, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: other.appendingPathComponent("report.md"))
    try manager.createSymbolicLink(
      atPath: bench.folder.appendingPathComponent("r-2").path, withDestinationPath: elsewhere.folder.path)
    run.out = "r"
    let outside = await thrown(by: run, in: bench.workshop)
    #expect(outside?.field == .out)
    #expect(try manager.contentsOfDirectory(atPath: elsewhere.folder.path).isEmpty)
  }

  @Test("A bounded workshop allows links inside of its folder, and names that are not there yet")
  func inside() throws {
    let bench = try Bench()
    try FileManager.default.createSymbolicLink(
      atPath: bench.folder.appendingPathComponent("link").path,
      withDestinationPath: bench.folder.path)
    let place = try bench.workshop.files.url("link/new/report", .out)
    #expect(bench.workshop.files.shown(place) == "link/new/report")
  }

  @Test("An unbounded workshop takes names from its folder, not from the process's")
  func unbounded() throws {
    let files = WorkshopFiles(folder: URL(fileURLWithPath: "/some/where"), isBounded: false)
    #expect(try files.url("a.yaml", .file).path == "/some/where/a.yaml")
    #expect(try files.url("/b.yaml", .file).path == "/b.yaml")
    #expect(files.shown(URL(fileURLWithPath: "/some/where/a.yaml")) == "a.yaml")
  }

  @Test("More replications than a workshop allows are refused, seconds end a job")
  func limits() async throws {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "a.yaml")
    var workshop = bench.workshop
    workshop.limits.replications = 3
    let failure = await thrown(by: RunRequest(file: "a.yaml"), in: workshop)
    #expect(failure?.field == .replications)
    workshop.limits.replications = nil
    workshop.limits.seconds = 0
    let stopped = await thrown(by: RunRequest(file: "a.yaml"), in: workshop)
    #expect(stopped?.kind == .stopped)
  }

  @Test("The present day is that of the workshop's clock and time zone")
  func today() throws {
    var workshop = try Bench().workshop
    workshop.now = { Date(timeIntervalSince1970: 86_399) }
    workshop.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    #expect(workshop.today == "1970-01-01")
    workshop.timeZone = try #require(TimeZone(secondsFromGMT: 3600))
    #expect(workshop.today == "1970-01-02")
  }
}

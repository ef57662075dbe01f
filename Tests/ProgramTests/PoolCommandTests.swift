import Foundation
import Testing

/// Comparisons, searches and verifications whose simulations processes do that stay.
@Suite("Jobs that are shared out")
struct PoolCommandTests {
  /// Two hours with two types and two groups; a replication takes a millisecond.
  private static let center = """
    name: Small
    calendar: {hours: 08:00-10:00, interval: 30 min}
    study: {replications: 30, seed: 5}
    contactTypes:
      - name: gold
        arrivals: {perHour: 40}
        talk: {law: exponential, mean: 3 min}
        patience: {law: exponential, mean: 2 min}
      - name: plain
        arrivals: {perHour: 60}
        talk: {law: exponential, mean: 4 min}
        patience: {law: exponential, mean: 3 min}
    agentGroups:
      - {name: team one, agents: 4, skills: [gold, plain]}
      - {name: team two, agents: 3, cost: 2, skills: [plain]}

    """

  private let place: TemporaryFolder

  init() throws {
    place = try TemporaryFolder()
    _ = try place.write(Self.center, to: "a.yaml")
    _ = try place.write(Self.center.replacing("agents: 3", with: "agents: 6"), to: "b.yaml")
    // Loads that change over the day, for searches by interval.
    _ = try place.write(
      Self.center.replacing("{perHour: 40}", with: "{rates: [20, 60, 60, 20], every: 30 min}"), to: "day.yaml"
    )
  }

  /// What a command prints and the files of its report, with one more option or two.
  private func outcome(
    _ words: [String], _ more: [String], out: String
  ) throws -> (text: String, files: [String: Data]) {
    let result = try Program.run(words + more + ["--out", out], in: place.url)
    try #require(result.status == 0, "\(words) \(more): \(result.errors)")
    var files: [String: Data] = [:]
    for name in place.names(in: out) { files[name] = try place.data("\(out)/\(name)") }
    return (result.text.replacing(out, with: "OUT"), files)
  }

  @Test(
    "Workers that stay give the bytes of threads, and leave nothing",
    arguments: [
      ["compare", "a.yaml", "b.yaml", "--objective", "serviceLevel"],
      ["compare", "a.yaml", "--vary", "agents.team two.count=2..6", "--goal", "80/20"],
      ["vary", "a.yaml", "--set", "agents.team two.count=2..4", "--set", "arrivals.scale=0.9,1.1"],
      ["staff", "a.yaml", "--simulate", "--goal", "80/20"],
      ["staff", "a.yaml", "--skills", "--goal", "80/20"],
      ["staff", "day.yaml", "--skills", "--goal", "80/20"],
      ["staff", "a.yaml", "--risk", "--forecast-error", "10%", "--months", "2", "--goal", "80/20"],
    ])
  func sameBytes(words: [String]) throws {
    let words = words + ["--no-archive", "--form", "json,csv"]
    let one = try outcome(words, ["--threads", "2"], out: "by-threads")
    let other = try outcome(words, ["--engine", "processes", "--slots", "2"], out: "by-workers")
    #expect(one.text == other.text)
    #expect(one.files == other.files && one.files.keys.contains { $0.hasSuffix(".json") })
    #expect(place.names(in: "") == ["a.yaml", "b.yaml", "day.yaml", "by-threads", "by-workers"])
  }

  @Test("A verification by workers that stay judges as one by threads")
  func verification() throws {
    let outputs = #"{"p_wait": {"value": 0.3333333333333333}, "asa_s": {"value": 60.0}}"#
    let cases = [1.0, 1.2].map { load in
      """
      {"id": "C-\(load)", "model": "M/M/n (Erlang C)", "params": {"servers": 2, "load_erlang": \(load),
       "aht_s": 180, "calls_per_hour": \(20 * load), "threshold_s": 20}, "outputs": \(outputs)}
      """
    }
    _ = try place.write(
      #"{"schema": "truth/1", "family": "erlang_c", "cases": ["# + cases.joined(separator: ",") + "]}",
      to: "c.json")
    let words = [
      "verify", "c.json", "--effort", "0.01", "--only", "simulator", "--format", "json", "--no-archive",
    ]
    let one = try Program.run(words + ["--threads", "2"], in: place.url)
    let other = try Program.run(words + ["--engine", "processes", "--slots", "2"], in: place.url)
    #expect(one.output == other.output && one.status == other.status, "\(other.errors)")
    #expect(one.text.contains("\"C-1.2\""))
    #expect(place.names(in: "") == ["a.yaml", "b.yaml", "day.yaml", "c.json"])
  }

  @Test("What has no work for others is said before anything runs")
  func refusals() throws {
    func complaint(_ words: [String]) throws -> String {
      let result = try Program.run(words, in: place.url)
      #expect(result.status == 2 || result.status == 64)
      return result.errors
    }
    #expect(
      try complaint(["staff", "a.yaml", "--engine", "processes"]).contains(
        "--engine goes only with --simulate"))
    #expect(
      try complaint(["compare", "a.yaml", "b.yaml", "--slots", "2"]).contains(
        "--slots goes only with --engine"))
    #expect(
      try complaint(["vary", "a.yaml", "--set", "arrivals.scale=1,2", "--engine", "dask", "--partition", "x"])
        .contains("--partition goes only with --engine slurm"))
    let none = try Program.run(["join", "no.json"], in: place.url)
    #expect(none.status == 65 && none.errors.contains("cannot be read"))
    _ = try place.write(#"{"token": 1}"#, to: "pool.json")
    #expect(try Program.run(["join", "pool.json"], in: place.url).errors.contains("no file of a pool"))
  }
}

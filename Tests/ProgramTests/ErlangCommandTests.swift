import Foundation
import Testing

/// The formulas on the command line.
@Suite("`erlang`")
struct ErlangCommandTests {
  /// The JSON document that a command prints.
  private func document(_ line: String) throws -> [String: Any] {
    let result = try Program.run(["erlang"] + words(line) + ["--format", "json"])
    try #require(result.status == 0, "\(line): \(result.errors)")
    let document = try JSONSerialization.jsonObject(with: result.output)
    return try #require(document as? [String: Any])
  }

  private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  private static let hundred = "--calls 100 --per 30min --aht 180s"

  @Test(
    "The figures of a number of agents",
    arguments: [
      ("c \(hundred) --agents 14", "offeredLoad", 10),
      ("c \(hundred) --agents 14", "waitProbability", 0.17413193359504983),
      ("c \(hundred) --agents 14 --within 20s", "serviceLevel", 0.8883500191794669),
      ("c \(hundred) --agents 14", "averageSpeedOfAnswer", 7.835937011777243),
      ("c --load 10 --aht 3min --agents 14", "occupancy", 10.0 / 14),
      // Close to saturation the load itself is used.
      ("c --load 19999.9999999 --aht 180 --agents 20000", "meanQueue", 1.999984e11),
      (
        "a --calls 48 --per 1min --aht 60 --agents 50 --patience 2min", "abandonedProportion",
        0.030912249162193216
      ),
      (
        "a --calls 48 --per 1min --aht 60 --agents 50 --patience 2min", "averageWait",
        3.709469899463186
      ),
      // Whitt 2005: M/M/100/300 with lognormal patience, times in units of the service.
      (
        "a --load 102 --aht 1 --agents 100 --patience 4 --patience-law lognormal --patience-cv 2 "
          + "--lines 300", "abandonedProportion", 0.035074
      ),
      ("b --load 10 --lines 15", "blockingProbability", 0.0364969454723708),
      ("c --load 10 --aht 180 --agents 15 --lines 15", "blockingProbability", 0.0364969454723708),
      (
        "engset --sources 10 --calls 1 --per 10min --aht 180s --lines 5", "blockingProbability",
        0.02906372985482374
      ),
      (
        "retrial --calls 10 --per 1h --aht 180s --agents 1 --retry-after 60",
        "blockingProbability", 0.8
      ),
      (
        "priority --calls 40 --calls 120 --per 1h --aht 180s --agents 10",
        "averageSpeedOfAnswer2", 46.03276696459991
      ),
      (
        "general --load 10 --aht 180 --aht-cv 1 --agents 14", "averageSpeedOfAnswer",
        7.835937011777243
      ),
    ])
  func figures(line: String, name: String, value: Double) throws {
    let found = try #require(try document(line)[name] as? Double)
    #expect(abs(found / value - 1) < 2e-5, "\(line): \(name) \(found)")
  }

  @Test(
    "The fewest agents or lines, the largest load",
    arguments: [
      ("c --calls 240 --per 1h --aht 300 --service-level 90% --within 30s", "agents", 26),
      (
        "c --calls 240 --per 1h --aht 300 --solve agents --service-level 0.9 --within 30s",
        "agents", 26
      ),
      ("a --calls 1000 --per 1h --aht 300 --patience 120 --abandonment 3%", "agents", 88),
      ("b --load 6 --blocking 1%", "lines", 13),
      ("b --agents 10 --solve load --blocking 1%", "offeredLoad", 4.461177),
      ("sqrt --load 100 --aht 180 --waiting 20%", "agents", 111),
      (
        "c --agents 14 --aht 180s --per 30min --solve calls --service-level 88.83500191794669%",
        "calls", 100
      ),
    ])
  func answers(line: String, name: String, value: Double) throws {
    let found = try #require(try document(line)[name] as? Double)
    #expect(abs(found / value - 1) < 1e-6, "\(line): \(name) \(found)")
  }

  @Test("Lines for a blocking goal: one fewer misses it")
  func lines() throws {
    let line = "c --load 10 --aht 180 --agents 14"
    let found = try document(line + " --solve lines --blocking 1%")
    #expect(found["model"] as? String == "M/M/n/19")
    #expect(try #require(found["blockingProbability"] as? Double) <= 0.01)
    let fewer = try document(line + " --lines 18")
    #expect(try #require(fewer["blockingProbability"] as? Double) > 0.01)
  }

  @Test("Of several goals the one that needs most binds, and five rows stand around the answer")
  func binding() throws {
    let found = try document(
      "a \(Self.hundred) --patience 2min --service-level 80% --asa 5s --max-occupancy 85%")
    #expect(found["agents"] as? Int == 13)
    #expect(found["bindingGoal"] as? String == "averageSpeedOfAnswer")
    let goals = try #require(found["goals"] as? [[String: Any]])
    #expect(goals.map { $0["agents"] as? Int } == [12, 13, 11])
    let rows = try #require(found["rows"] as? [[String: Any]])
    #expect(rows.map { $0["agents"] as? Int } == [11, 12, 13, 14, 15])
  }

  @Test("The page names the model, explains the answer and says which rows are unstable")
  func page() throws {
    let result = try Program.run(
      words("erlang c \(Self.hundred) --agents 11 --service-level 80%"))
    #expect(result.status == 0)
    for part in [
      "Erlang C (M/M/n)", "10 erlangs", "→      11", "unstable", "missed", "One more:",
      "β = 0.316",
    ] {
      #expect(result.text.contains(part), "\(part) in \(result.text)")
    }
  }

  @Test(
    "Wrong options end with code 2 and say where, what was found and what is allowed",
    arguments: [
      ("c --calls 1,5 --per 30min --aht 180s --agents 14", "--calls 1,5: .*decimal point"),
      ("c --calls 0 --per 30min --aht 180s --agents 14", "--calls 0: .*above 0"),
      (
        "retrial --load 20 --aht 5min --patience 1d --agents 20 --retry-after 1d --persistence 0.5",
        "too large to solve"
      ),
      ("retrial --load 5 --aht 5min --patience 1min --agents 6 --retry-after 60", "--persistence"),
      ("c --calls -5 --per 30min --aht 180s --agents 14", "--calls -5: .*above 0"),
      ("c \(hundred) --agents 0", "--agents 0: .*from 1"),
      ("c \(hundred) --agents 2.5", "whole numbers"),
      ("c --calls 100 --per 30min --aht 0 --agents 14", "--aht 0: .*above 0"),
      ("c --calls 100 --per 30min --aht 180x --agents 14", "--aht 180x"),
      ("c --load nan --aht 180 --agents 14", "--load nan"),
      ("c --load 0x1p3 --aht 180 --agents 14", "--load 0x1p3"),
      ("c \(hundred) --service-level 80", "80% or 0.8"),
      ("c \(hundred) --service-level 100%", "below 1"),
      ("c \(hundred)", "--agents is missing"),
      ("c --calls 100 --aht 180s --agents 14", "--per"),
      ("c \(hundred) --load 10 --agents 14", "exclude each other"),
      ("c \(hundred) --agents 14 --solve agents --service-level 80%", "exclude each other"),
      ("c \(hundred) --abandonment 3%", "no such figure"),
      ("c \(hundred) --agents 10", "unstable.*fewest agents that are stable: 11"),
      ("general \(hundred) --aht-cv 2 --agents 9", "unstable"),
      ("c \(hundred) --agents 14 --lines 12", "--lines 12"),
      ("c \(hundred) --lines 12 --service-level 99%", "not reached.*12 agents"),
      ("a \(hundred) --agents 14 --patience 0", "--patience 0"),
      ("a \(hundred) --agents 14 --patience 60 --patience-law gamma", "--patience-cv"),
    ])
  func refusals(line: String, message: String) throws {
    let result = try Program.run(["erlang"] + words(line))
    #expect(result.status == 2, "\(line)")
    #expect(result.output.isEmpty)
    #expect(try Regex(message).firstMatch(in: result.errors) != nil, "\(result.errors)")
  }
}

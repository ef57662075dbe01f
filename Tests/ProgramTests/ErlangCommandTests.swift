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
      "Erlang C (M/M/n)", "10 erlangs", "● 11", "unstable", "missed", "One more:",
      "β = 0.316",
    ] {
      #expect(result.text.contains(part), "\(part) in \(result.text)")
    }
  }

  @Test(
    "Lists give one row a combination",
    arguments: [
      ("c \(hundred) --agents 10..16", 7, "agents"), ("c \(hundred) --agents 12,14", 2, "agents"),
      ("c --calls 100..200:10 --per 30min --aht 180s --service-level 80%", 11, "calls"),
      ("a \(hundred) --patience 1min..3min:30s --agents 10,12,14", 15, "patience_s"),
      ("a \(hundred) --patience 60,90s,2min --agents 10", 3, "patience_s"),
      ("b --load 5..10:0.5 --blocking 1%,2%", 22, "load"),
      ("retrial --load 3 --aht 60 --agents 4 --retry-after 60..120:30", 3, "retryAfter_s"),
    ] as [(String, Int, String)])
  func lists(line: String, count: Int, column: String) throws {
    let found = try #require(try document(line)["rows"] as? [[String: Any]])
    #expect(found.count == count && found.allSatisfy { $0[column] is Double }, "\(line)")
    let csv = try Program.run(["erlang"] + words(line) + ["--form", "csv"])
    let rows = csv.text.components(separatedBy: "\r\n").dropLast()
    #expect(csv.status == 0 && rows.count == count + 1)
    #expect(rows[0].split(separator: ",").contains { $0 == column }, "\(rows[0])")
  }

  @Test("A row of a list has the figures of the single question, or says why there are none")
  func row() throws {
    let rows = try #require(
      try document("c \(Self.hundred) --agents 10..14:2")["rows"] as? [[String: Any]])
    #expect(rows[0]["problem"] is String && rows[0]["waitProbability"] == nil)
    let single = try document("c \(Self.hundred) --agents 14")
    for name in ["waitProbability", "serviceLevel", "averageSpeedOfAnswer", "meanQueue"] {
      #expect(rows[2][name] as? Double == single[name] as? Double, "\(name)")
    }
  }

  @Test("A page with charts, and the table, go into a folder")
  func folder() throws {
    let folder = try TemporaryFolder()
    let command = ["erlang"] + words("c \(Self.hundred) --agents 11..20 --within 10,20,30 --out out")
    for _ in 1...2 {
      let result = try Program.run(command, in: folder.url)
      #expect(result.text.hasSuffix("Report: out/erlang.html\n"), "\(result.errors)")
    }
    #expect(folder.names(in: "out") == ["erlang.html", "erlang.csv", "erlang.json"])
    let page = String(decoding: try folder.data("out/erlang.html"), as: UTF8.self)
    #expect(page.contains("Calls that wait by agents") && page.contains(">Within</th>"))
    let other = try Program.run(
      ["erlang"] + words("c \(Self.hundred) --agents 11..12 --out out"), in: folder.url)
    #expect(other.text.hasSuffix("Report: out-2/erlang.html\n"))
  }

  @Test("Fractions of agents: whole ones as before, others between them")
  func fractions() throws {
    let whole = try document("c --load 10 --aht 180 --agents 14 --fractional")
    let wait = try #require(whole["waitProbability"] as? Double)
    #expect(abs(wait / 0.17413193359504983 - 1) < 1e-12)
    let half = try document("b --load 10 --lines 12.5 --fractional")
    let blocking = try #require(half["blockingProbability"] as? Double)
    #expect(abs(blocking / 0.101029423202938908 - 1) < 1e-10)
    let least = try document("c --load 10 --aht 180 --service-level 80% --fractional")
    #expect(abs(try #require(least["serviceLevel"] as? Double) - 0.8) < 1e-7)
    #expect((13..<14).contains(try #require(least["agents"] as? Double)))
  }

  @Test("The patience that was counted is found again")
  func patience() throws {
    for (law, patience) in [("exponential", 120.0), ("uniform", 300), ("constant", 45)] {
      let queue = "a --load 48 --aht 60 --agents 50 --patience-law \(law)"
      let known = try document("\(queue) --patience \(patience)")
      let counted = try #require(known["abandonedProportion"] as? Double)
      let found = try document("\(queue) --solve patience --abandonment \(counted)")
      #expect(abs(try #require(found["patience"] as? Double) / patience - 1) < 1e-6, "\(law)")
    }
  }

  @Test("How likely it is that so many wait")
  func lengths() throws {
    let found = try document("c \(Self.hundred) --agents 14 --queue 0..20")
    let lengths = try #require(found["queueLengths"] as? [[String: Any]])
    #expect(lengths.count == 21)
    let wait = try #require(found["waitProbability"] as? Double)
    // P(k) = C (1 − ρ) ρᵏ.
    for length in lengths.dropFirst() {
      let expected = wait * (4.0 / 14) * pow(10.0 / 14, Double(length["waiting"] as? Int ?? 0))
      #expect(abs(try #require(length["probability"] as? Double) / expected - 1) < 1e-12)
    }
    let text = try Program.run(words("erlang c \(Self.hundred) --agents 14 --queue 0..2"))
    #expect(text.text.contains("Length of the queue"))
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
      ("c \(hundred) --agents 20..10", "rises"), ("c \(hundred) --agents 1..2..3", "a range is written"),
      ("c \(hundred) --agents 11..5000", "4990 combinations; allowed are 1000"),
      ("c --calls 1..9e9 --per 1h --aht 60 --agents 2", "a range"),
      ("c --calls 1..90000000 --per 1h --aht 60 --agents 2", "more than 10000 values"),
      ("c \(hundred) --agents 11..14 --within 0.5..0.9", "step"),
      ("c \(hundred) --agents 8..10", "unstable"),
      ("general --load 3 --aht 9 --aht-cv 1 --fractional --agents 5", "whole numbers"),
      ("a \(hundred) --agents 10 --solve patience --abandonment 90%", "not to be had by any patience"),
      ("a \(hundred) --agents 10", "--patience is missing"), ("b --load 3 --lines 5 --queue 0..3", "--queue"),
      ("c \(hundred) --agents 11..13 --queue 0..3", "--queue goes with one answer"),
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

  @Test("Goals beside lists of agents are judged in every row")
  func goalsOfLists() throws {
    let words = [
      "erlang", "c", "--load", "10", "--aht", "300s", "--agents", "13..14", "--goal", "80/20 asa<20s",
    ]
    let text = try Program.run(words).text
    // Erlang C: 76.6 % and 28.5 s with 13, 86.7 % and 13.1 s with 14.
    #expect(text.contains(/13 .*missed: 80\/20, asa<20s/) && text.contains(/14 .*reached/), "\(text)")
    let csv = try Program.run(words + ["--format", "csv"]).text
      .split(whereSeparator: \.isNewline)
    try #require(csv.count == 3)
    #expect(csv[0].contains(",missedGoals,") && csv[1].contains(",80/20 asa<20s,"), "\(csv)")
  }
}

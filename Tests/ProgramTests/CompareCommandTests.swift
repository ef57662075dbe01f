import Foundation
import Testing

/// Choosing between scenarios, policies and settings, and grids of settings.
@Suite("`compare` and `vary`")
struct CompareCommandTests {
  /// Two hours with two types and two groups; a replication takes a millisecond.
  private static let center = """
    name: Small
    calendar: {hours: 08:00-10:00, interval: 30 min}
    study: {replications: 10, seed: 5}
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
      - name: team one
        agents: 4
        skills: [gold, plain]
      - name: team two
        agents: 3
        cost: 2
        skills: [plain]

    """

  /// A folder with the center, and a variant that has another number of agents.
  private func centers() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try folder.write(Self.center, to: "a.yaml")
    _ = try folder.write(
      Self.center.replacing("agents: 3", with: "agents: 6"), to: "b.yaml")
    return folder
  }

  private func run(_ words: [String], in folder: TemporaryFolder) throws -> Program.Result {
    try Program.run(words, in: folder.url)
  }

  private func document(_ result: Program.Result) throws -> [String: Any] {
    try #require(result.status == 0, "\(result.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  private func entrants(_ document: [String: Any]) throws -> [[String: Any]] {
    try #require(document["entrants"] as? [[String: Any]])
  }

  private func value(_ entrant: [String: Any], _ kpi: String) throws -> Double {
    let kpis = try #require(entrant["kpis"] as? [String: [String: Any]])
    return try #require(kpis[kpi]?["value"] as? Double)
  }

  // MARK: - Comparing

  @Test("Files are compared, and the reports are written")
  func files() throws {
    let folder = try centers()
    let result = try run(
      ["compare", "a.yaml", "b.yaml", "--objective", "serviceLevel", "--replications", "8"],
      in: folder)
    try #require(result.status == 0, "\(result.errors)")
    #expect(result.text.contains("b is best by service level"))
    #expect(
      folder.names(in: "Reports/a")
        == ["comparison.json", "comparison.csv", "comparison.html"])
    let page = String(
      decoding: try folder.data("Reports/a/comparison.html"), as: UTF8.self)
    for words in ["Entrants", "Against the best", "Variance reduction", "By agent group"] {
      #expect(page.contains(words), "\(words)")
    }
    let csv = String(decoding: try folder.data("Reports/a/comparison.csv"), as: UTF8.self)
    #expect(csv.split(whereSeparator: \.isNewline).count == 3)
  }

  @Test("The document names its form, the settings and every entrant's figures")
  func json() throws {
    let folder = try centers()
    let words = ["compare", "a.yaml", "--vary", "agents.team two.count=3,6"]
    let document = try document(
      try run(
        words + ["--replications", "8", "--format", "json", "--no-report", "--kpi", "asa:gold"],
        in: folder))
    #expect(document["format"] as? String == "switchboard-comparison-1")
    let settings = try #require(document["settings"] as? [String: Any])
    #expect((settings["objective"] as? [String: Any])?["name"] as? String == "cost")
    let entrants = try entrants(document)
    #expect(
      entrants.map { $0["name"] as? String }
        == ["count=3", "count=6"])
    // Staff cost: 4 · 2 h, and 3 or 6 agents of 2 an hour.
    #expect(try entrants.map { try value($0, "cost") } == [20, 32])
    #expect(try value(entrants[0], "averageSpeedOfAnswer:gold") > 0)
    #expect(folder.names(in: "Reports") == [])
  }

  @Test("The cheapest entrant that keeps the goals wins")
  func goals() throws {
    let folder = try centers()
    let document = try document(
      try run(
        [
          "compare", "a.yaml", "--vary", "agents.team two.count=1,4,12", "--goal",
          "plain 60/20, abandoned:plain < 30%", "--replications", "20", "--format", "json",
          "--no-report",
        ], in: folder))
    let entrants = try entrants(document)
    let selection = try #require(document["selection"] as? [String: Any])
    let kept = entrants.filter { entrant in
      let goals = entrant["goals"] as? [[String: Any]] ?? []
      return goals.allSatisfy { $0["verdict"] as? String == "met" }
    }
    let best = try #require(kept.min { try! value($0, "cost") < value($1, "cost") })
    #expect(selection["best"] as? String == best["name"] as? String)
    let texts = ((document["settings"] as? [String: Any])?["goals"] as? [[String: Any]] ?? [])
      .compactMap { $0["text"] as? String }
    #expect(texts == ["plain 60/20", "abandoned:plain<30%"])
  }

  @Test("Where goals decide, the report says who would have been better")
  func decidedByGoals() throws {
    let folder = try centers()
    let result = try run(
      [
        "compare", "a.yaml", "--vary", "agents.team two.count=1,3,9", "--goal", "plain 60/20",
        "--replications", "20", "--no-report",
      ], in: folder)
    let text = result.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.contains("Cheaper entrants miss a goal: count=1 misses plain 60/20. Those that keep"),
      "\(result.text)")
    #expect(text.contains("Place –: surely misses a goal"))
  }

  /// The words of a printed command, whose quotes go around whole words.
  private static func words(_ command: Substring) -> [String] {
    command.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { place, part in
      place % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }

  @Test("Goals that nobody can keep end in no choice, which is said")
  func infeasible() throws {
    let folder = try centers()
    let result = try run(
      [
        "compare", "a.yaml", "b.yaml", "--goal", "99.9/0", "--max-replications", "20", "--no-report",
      ], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let text = result.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("No entrant keeps all goals"))
    #expect(text.contains("Nearest comes b: it misses 99.9/0 with"), "\(result.text)")
    #expect(text.contains("at a cost of ¤ 32 a day"), "\(result.text)")
    // No number of agents answers everybody at once; the command says so too, in the folder of the files.
    let said = try #require(
      text.firstMatch(
        of:
          /Up to (.*?) no number of agents that was simulated surely keeps them, .*? \(switchboard (vary .*?)\): change/
      ))
    #expect(said.1.contains("in team"))
    let search = try run(Self.words(said.2) + ["--no-report"], in: folder)
    #expect(
      search.status == 0 && search.text.contains("99.9/0 is surely kept by no point"), "\(search.errors)")
    #expect(result.text.contains("■ missed"))
  }

  @Test("Amounts have a currency and a period, and those of two currencies are not compared")
  func money() throws {
    let folder = try centers()
    let priced = Self.center.replacing("calendar:", with: "costs: {currency: EUR, wage: 20}\ncalendar:")
      .replacing("    cost: 2\n", with: "")
    _ = try folder.write(priced, to: "a.yaml")
    _ = try folder.write(priced.replacing("agents: 3", with: "agents: 4"), to: "b.yaml")
    let words = ["compare", "a.yaml", "b.yaml", "--replications", "4", "--no-archive"]
    let same = try run(words, in: folder)
    let text = same.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.contains(
        "a is best by cost alone, with no goal to keep: EUR 40 a day less than b"), "\(same.text)"
    )
    #expect(text.contains("Cost (a day)") && text.contains("EUR ") && text.contains("(1 % of the best)"))
    let csv = String(decoding: try folder.data("Reports/a/comparison.csv"), as: UTF8.self)
    #expect(csv.contains("cost_money,cost_money_halfWidth") && csv.contains(",currency,days\r\n"))
    #expect(csv.contains(",EUR,1\r\n"))
    _ = try folder.write(priced.replacing("EUR", with: "USD"), to: "b.yaml")
    let free = try run(words + ["--no-report"], in: folder)
    #expect(free.status == 0 && !free.text.contains("Cost"), "\(free.text)")
    let refused = try run(words + ["--kpi", "cost"], in: folder)
    #expect(refused.status == 2, "\(refused.text)")
    #expect(refused.errors.contains("a in EUR a day, b in USD a day"), "\(refused.errors)")
  }

  @Test("Without wages hours are counted, and called so")
  func hours() throws {
    let folder = try centers()
    _ = try folder.write(Self.center.replacing("    cost: 2\n", with: ""), to: "a.yaml")
    let result = try run(
      [
        "vary", "a.yaml", "--set", "agents.team two.count=3,4", "--kpi", "sl,cost",
        "--replications", "4", "--no-report",
      ], in: folder)
    #expect(result.text.contains("Paid hours") && result.text.contains("14 h"), "\(result.text)")
    #expect(!result.text.contains("¤"))
  }

  @Test("A choice by stages tells who left the race, and the seed decides everything")
  func stages() throws {
    let folder = try centers()
    let words = [
      "compare", "a.yaml", "--vary", "agents.team two.count=1,3,9", "--objective",
      "serviceLevel", "--max-replications", "60", "--no-report", "--no-archive", "--format",
      "json",
    ]
    let first = try run(words + ["--threads", "1"], in: folder)
    let entrants = try entrants(try document(first))
    #expect(entrants[0]["eliminatedAfter"] as? Double != nil)
    #expect(entrants[0]["eliminatedBy"] as? String == "count=9")
    let second = try run(words + ["--threads", "2"], in: folder)
    func withoutCommand(_ result: Program.Result) -> [Substring] {
      result.text.split(separator: "\n").filter { !$0.contains("\"command\"") }
    }
    #expect(withoutCommand(first) == withoutCommand(second))
  }

  @Test("Different contact types are compared by what both have, and it is said")
  func differentTypes() throws {
    let folder = try centers()
    _ = try folder.write(Self.center.replacing("plain", with: "basic"), to: "c.yaml")
    let result = try run(
      ["compare", "a.yaml", "c.yaml", "--replications", "5", "--no-report"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text.contains("contact types differ"))
    let goal = try run(
      ["compare", "a.yaml", "c.yaml", "--goal", "plain 80/20", "--replications", "5"],
      in: folder)
    #expect(goal.status == 2)
    #expect(goal.errors.contains("c.yaml has no contact type named \"plain\""))
  }

  @Test("All policies: those without data are left out, and what they lack is said")
  func policies() throws {
    let folder = try centers()
    let result = try run(
      [
        "compare", "a.yaml", "--vary", "routing=all", "--objective", "serviceLevel",
        "--replications", "3", "--no-report", "--format", "json",
      ], in: folder)
    let document = try document(result)
    let names = try entrants(document).compactMap { $0["name"] as? String }
    let leftOut = (document["leftOut"] as? [[String: Any]] ?? [])
      .compactMap { $0["name"] as? String }
    #expect(names.first == "as it is" && names.contains("longestQueueFirst"))
    #expect(Set(names).isDisjoint(with: leftOut))
    #expect(!names.contains("none") && !leftOut.contains("none"))
  }

  // MARK: - Whose routing takes part

  private func names(_ words: [String], in folder: TemporaryFolder) throws -> [String] {
    let settings = ["--replications", "3", "--no-report", "--format", "json"]
    return try entrants(try document(try run(["compare"] + words + settings, in: folder)))
      .compactMap { $0["name"] as? String }
  }

  @Test("The scenario's own routing is combined with all other settings")
  func ownRoutingInCombinations() throws {
    let folder = try centers()
    let found = try names(
      ["a.yaml", "--vary", "routing=longestQueueFirst", "--vary", "arrivals.scale=1.2,1.6"],
      in: folder)
    #expect(
      found == [
        "as it is scale=1.2", "as it is scale=1.6", "longestQueueFirst scale=1.2",
        "longestQueueFirst scale=1.6",
      ])
  }

  @Test("The scenario's own routing takes part once, under its name, and first")
  func ownRoutingOnce() throws {
    let folder = try centers()
    let found = try names(["a.yaml", "--vary", "routing=longestQueueFirst,none"], in: folder)
    #expect(found == ["as it is", "longestQueueFirst"])
    _ = try folder.write(
      Self.center + "routing: {policy: longestQueueFirst}\n", to: "routed.yaml")
    for values in ["none", "none,longestQueueFirst", "longestQueueFirst,none"] {
      let found = try names(["routed.yaml", "--vary", "routing=\(values)"], in: folder)
      #expect(found == ["longestQueueFirst", "none"], "\(values)")
    }
  }

  // MARK: - What can differ

  @Test("Cost is the objective only where it can differ; where it does not, that is said")
  func objectives() throws {
    let folder = try centers()
    let words = ["compare", "a.yaml", "--vary", "routing=longestQueueFirst,leastOccupied"]
    let few = ["--replications", "4", "--no-report"]
    let document = try document(try run(words + few + ["--format", "json"], in: folder))
    let settings = try #require(document["settings"] as? [String: Any])
    #expect((settings["objective"] as? [String: Any])?["name"] as? String == "serviceLevel")
    let same = try run(words + few + ["--objective", "cost"], in: folder)
    let text = same.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("cost does not differ at all"), "\(same.text)")
    #expect(text.contains("--objective serviceLevel") && !text.contains("is best"))
  }

  @Test("All met the same contacts only where arrivals, handling and patience stay")
  func commonGround() throws {
    let folder = try centers()
    func page(_ setting: String) throws -> String {
      let result = try run(
        ["compare", "a.yaml", "--vary", setting, "--replications", "3", "--quiet", "--force"],
        in: folder)
      try #require(result.status == 0, "\(result.errors)")
      return String(decoding: try folder.data("Reports/a/comparison.html"), as: UTF8.self)
    }
    #expect(try page("agents.team two.count=3,4").contains("All met the same contacts"))
    let other = try page("arrivals.scale=1,1.1")
    #expect(!other.contains("All met the same contacts"))
    #expect(other.contains("use the same random numbers"))
  }

  @Test("Long names are told in full")
  func longNames() throws {
    let folder = try TemporaryFolder()
    let long = "a long name that ends in the number"
    _ = try folder.write(Self.center, to: "\(long) one.yaml")
    _ = try folder.write(Self.center.replacing("agents: 3", with: "agents: 6"), to: "\(long) two.yaml")
    let result = try run(
      ["compare", "\(long) one.yaml", "\(long) two.yaml", "--replications", "4", "--no-report"],
      in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let text = result.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("\(long) one") && text.contains("\(long) two"), "\(result.text)")
  }

  // MARK: - Going on

  @Test("An interrupted comparison goes on and ends as if nothing had happened")
  func goingOn() throws {
    let folder = try centers()
    let archive = folder.url.appendingPathComponent("archive.sqlite").path
    func start(_ words: [String], _ archive: String) throws -> Program.Running {
      try Program.start(
        ["compare", "a.yaml", "b.yaml", "--objective", "serviceLevel", "--replications"] + words,
        in: folder.url, archive: archive)
    }
    let replications = "40000"
    let long = try start([replications, "--out", "whole"], archive)
    // Long enough to have stored something, not so long that it is done.
    Thread.sleep(forTimeInterval: 1.5)
    kill(long.process.processIdentifier, SIGINT)
    let stopped = try long.finish()
    try #require(stopped.status == 130, "\(stopped.errors)")
    #expect(stopped.errors.contains("To go on:") && stopped.errors.contains("compare a.yaml"))
    #expect(folder.names(in: "whole") == [])

    let short = ["300", "--out", "on", "--format", "json"]
    let onward = try start(short, archive).finish()
    #expect(onward.errors.contains("Going on with"))
    let other = folder.url.appendingPathComponent("other.sqlite").path
    let anew = try start(short, other).finish()
    #expect(!anew.errors.contains("Going on with"))
    #expect(onward.output == anew.output)
    let fresh = try start(short + ["--fresh"], archive).finish()
    #expect(!fresh.errors.contains("Going on with"))
    #expect(try document(fresh)["entrants"] != nil)
  }

  @Test("Comparisons stand in the list of runs")
  func listed() throws {
    let folder = try centers()
    let archive = folder.url.appendingPathComponent("archive.sqlite").path
    _ = try Program.start(
      ["compare", "a.yaml", "b.yaml", "--replications", "3", "--no-report"], in: folder.url,
      archive: archive
    ).finish()
    let text = try run(["runs", "--archive", archive], in: folder)
    #expect(text.text.contains("a, b") && text.text.contains("choice"))
    let list = try run(["runs", "--archive", archive, "--format", "json"], in: folder)
    let records = try #require(
      try JSONSerialization.jsonObject(with: list.output) as? [[String: Any]])
    #expect(records.map { $0["kind"] as? String } == ["comparison"])
  }

  // MARK: - Varying

  @Test("A grid has a point for every combination")
  func grid() throws {
    let folder = try centers()
    let document = try document(
      try run(
        [
          "vary", "a.yaml", "--set", "agents.team two.count=2..4", "--set",
          "arrivals.scale=0.9,1,1.1", "--replications", "4", "--kpi", "serviceLevel,cost",
          "--format", "json",
        ], in: folder))
    #expect(document["form"] as? String == "grid")
    let cells = try #require(document["cells"] as? [String])
    #expect(cells.count == 9)
    #expect(cells[5] == "count=3 scale=1.1")
    #expect(
      (document["settings"] as? [String: Any])?["reference"] as? String
        == "count=3 scale=1")
    let entrants = try entrants(document)
    #expect(try value(entrants[0], "cost") < value(entrants[8], "cost"))
    #expect(
      folder.names(in: "Reports/a") == ["variation.json", "variation.csv", "variation.html"])
  }

  @Test("A tornado changes one setting at a time, the strongest first")
  func tornado() throws {
    let folder = try centers()
    let result = try run(
      [
        "vary", "a.yaml", "--tornado", "--set", "patience.scale=0.99,1.01", "--set",
        "arrivals.scale=0.7,1,1.3", "--replications", "6", "--no-report",
      ], in: folder)
    try #require(result.status == 0, "\(result.errors)")
    let arrivals = try #require(result.text.firstRange(of: "arrivals.scale"))
    let patience = try #require(result.text.firstRange(of: "patience.scale"))
    #expect(arrivals.lowerBound < patience.lowerBound)
    #expect(result.text.contains("arrivals.scale moves service level most"))
    #expect(result.text.contains("█"))
    // Six replications do not tell whether volumes or handle times matter more: both make the load.
    let alike = try run(
      [
        "vary", "a.yaml", "--tornado", "--set", "arrivals.scale=0.9,1.1", "--set",
        "handling.scale=0.9,1.1", "--replications", "6", "--no-report",
      ], in: folder)
    #expect(alike.text.contains("Which of these moves service level most is not yet told apart"))
    let document = try document(
      try run(
        [
          "vary", "a.yaml", "--tornado", "--set", "arrivals.scale=0.7,1,1.3", "--replications",
          "2", "--no-report", "--format", "json",
        ], in: folder))
    // The scenario as it is stands for the value 1.
    #expect(try entrants(document).count == 3)
  }

  // MARK: - Mistakes

  @Test(
    "Bad input ends with exit code 2 and says what is allowed",
    arguments: [
      (["compare", "a.yaml"], "one entrant only"),
      (["vary", "a.yaml", "--set", "study.seed=1,2"], "one study for all"),
      (["vary", "a.yaml", "--set", "serviceLevel.within=1s,300s"], "give them with --goal"),
      (["compare", "a.yaml", "a.yaml"], "given twice"),
      (["compare", "a.yaml", "none.yaml"], "none.yaml"),
      (["compare", "a.yaml", "b.yaml", "--kpi", "servicLevel"], "Did you mean \"serviceLevel\"?"),
      (["compare", "a.yaml", "b.yaml", "--kpi", "asa:golld"], "Did you mean \"gold\"?"),
      (["compare", "a.yaml", "b.yaml", "--objective", "offered"], "offered"),
      (["compare", "a.yaml", "b.yaml", "--pareto", "cost"], "two KPIs"),
      (["compare", "a.yaml", "--vary", "agents.team tow.count=1,2"], "Did you mean \"team two\"?"),
      (["compare", "a.yaml", "--vary", "agents.team two.cuont=1,2"], "Did you mean \"count\"?"),
      (["compare", "a.yaml", "--vary", "routing=cMuu"], "Did you mean \"cMu\"?"),
      (["compare", "a.yaml", "b.yaml", "--goal", "golld 80/20"], "Did you mean \"gold\"?"),
      (["compare", "a.yaml", "b.yaml", "--goal", "gold"], "this is no goal"),
      (["compare", "a.yaml", "b.yaml", "--goal", "gold 80/20, gold 90/10"], "one acceptable wait"),
      (["compare", "a.yaml", "b.yaml", "--goal", "abandonned < 5%"], "abandonned"),
      (["compare", "a.yaml", "b.yaml", "--indifference", "-3"], "--indifference"),
      (["compare", "a.yaml", "b.yaml", "--probability", "20%"], "--probability"),
      (
        ["compare", "a.yaml", "b.yaml", "--replications", "9", "--max-replications", "9"],
        "exclude each other"
      ),
      (["compare", "a.yaml", "b.yaml", "--replications", "1"], "replications"),
      (["compare", "a.yaml", "b.yaml", "--max-replications", "4"], "5 to 1000000"),
      (["compare", "a.yaml", "b.yaml", "--kpi", ""], "--kpi is empty"),
      (["compare", "a.yaml", "b.yaml", "--kpi", " , "], "--kpi is empty"),
      (["compare", "a.yaml", "b.yaml", "--goal", ""], "--goal is empty"),
      (["compare", "a.yaml", "b.yaml", "--kpi", "xyzzy"], "Docs/Comparing.md"),
      (["compare", "a.yaml", "b.yaml", "--kpi", "xyzzy"], "abandonedProportion"),
      (["compare", "a.yaml", "b.yaml", "--out", "a.yaml/x"], "a.yaml is no folder"),
      (
        ["compare", "a.yaml", "b.yaml", "--objective", "sl", "--indifference", "2min"],
        "such as 0.5%"
      ),
      (
        ["compare", "a.yaml", "--vary", "arrivals.scale=1,2", "--vary", "arrivals.scale=3"],
        "given twice"
      ),
      (
        ["compare", "a.yaml", "--vary", "routing=none", "--vary", "routing.policy=cMu"],
        "given twice"
      ),
      (["vary", "a.yaml", "--set", "agents.team two.count=0..300"], "--points 301"),
      (["vary", "a.yaml", "--set", "arrivals.scale"], "equals sign"),
      (["vary", "a.yaml", "--set", "agents.team two.count=1..9999999"], "0 to 100000"),
      (
        ["vary", "a.yaml", "--set", "arrivals.scale=1,2", "--set", "arrivals.scale=3"],
        "given twice"
      ),
    ])
  func mistakes(words: [String], message: String) throws {
    let folder = try centers()
    let result = try run(words, in: folder)
    #expect(result.status == 2, "\(result.text)")
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(folder.names(in: ".") == ["a.yaml", "b.yaml"])
  }

  @Test("A large grid goes through once it is confirmed")
  func confirmed() throws {
    let folder = try centers()
    let words = [
      "vary", "a.yaml", "--set", "agents.team two.count=0..204", "--replications", "2",
      "--format", "csv", "--no-report",
    ]
    let refused = try run(words, in: folder)
    #expect(refused.status == 2 && refused.errors.contains("205 points are more than 200"))
    let result = try run(words + ["--points", "205"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text.split(whereSeparator: \.isNewline).count == 206)
  }
}

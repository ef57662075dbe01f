import Foundation
import Testing

/// Staffing plans on the command line.
@Suite("`staff`")
struct StaffCommandTests {
  private static let volumes = "time,calls\n09:00,60\n09:30,100\n10:00,120\n10:30,90\n"

  private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  /// Runs the command on a table of volumes.
  private func run(_ table: String, _ line: String) throws -> (Program.Result, TemporaryFolder) {
    let folder = try TemporaryFolder()
    _ = try folder.write(table, to: "volumes.csv")
    return (try Program.run(["staff", "volumes.csv"] + words(line), in: folder.url), folder)
  }

  private func document(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// The cells of the first group in a document.
  private func cells(_ document: [String: Any]) throws -> [[String: Any]] {
    let pools = try #require(document["pools"] as? [[String: Any]])
    return try #require(pools.first?["intervals"] as? [[String: Any]])
  }

  private func numbers(_ cells: [[String: Any]], _ name: String) -> [Double?] {
    cells.map { $0[name] as? Double }
  }

  // MARK: - Tables of volumes

  @Test("A spreadsheet is enough: agents, shrinkage and the goal that binds")
  func table() throws {
    let (result, folder) = try run(
      Self.volumes,
      "--aht 300s --goal 80/20 --shrinkage 30% --max-occupancy 75% --format json")
    try #require(result.status == 0, "\(result.errors)")
    let document = try document(result.output)
    let cells = try cells(document)
    // Erlang C for 80/20 alone: 14, 21, 25, 19.
    #expect(cells.map { $0["agents"] as? Int } == [14, 23, 27, 20])
    #expect(
      cells.map { $0["bindingGoal"] as? String }
        == ["80/20", "occupancy<75%", "occupancy<75%", "occupancy<75%"])
    #expect(cells.map { $0["erlangCAgents"] as? Int } == [14, 23, 27, 20])
    let scheduled = try #require(cells[0]["scheduled"] as? Double)
    #expect(abs(scheduled - 20) < 1e-9)
    #expect(document["requiredHours"] as? Double == 42)
    #expect(
      folder.names(in: "Reports/volumes")
        == ["staffing.json", "staffing.csv", "staffing.xlsx", "staffing.html"])
    #expect(try folder.data("Reports/volumes/staffing.json") == result.output)
    let page = String(decoding: try folder.data("Reports/volumes/staffing.html"), as: UTF8.self)
    #expect(page.contains("Agents by interval") && page.contains("switchboard staff volumes.csv"))
  }

  @Test("A cell explains itself: five rows, one more agent, the square-root rule, the command")
  func explanation() throws {
    let (result, _) = try run(Self.volumes, "--aht 300s --goal 80/20 --format json --no-report")
    let cell = try #require(try cells(try document(result.output)).first)
    let rows = try #require(cell["rows"] as? [[String: Any]])
    #expect(rows.map { $0["agents"] as? Int } == [12, 13, 14, 15, 16])
    let names: Set = [
      "agents", "occupancy", "waitProbability", "serviceLevel", "averageSpeedOfAnswer",
      "abandonedProportion", "blockingProbability", "meanQueue", "SL0", "SL1", "SL2", "SL3", "SL4",
      "SL5", "SL6", "SL7",
    ]
    #expect(Set(rows[2].keys) == names)
    let more = try #require(cell["oneMore"] as? [String: Double])
    let (now, next) = (rows[2]["serviceLevel"] as? Double, rows[3]["serviceLevel"] as? Double)
    #expect(try abs(#require(more["serviceLevel"]) - #require(next) + #require(now)) < 1e-12)
    let rule = try #require(cell["squareRootRule"] as? [String: Any])
    #expect(rule["agents"] as? Int == 14)

    // The command that it names gives the same rows.
    let command = try #require(cell["rebuild"] as? String)
    #expect(command.hasPrefix("switchboard erlang c "))
    let again = try Program.run(words(command).dropFirst() + ["--format", "json"])
    let rebuilt = try #require(try document(again.output)["rows"] as? [[String: Any]])
    for name in ["occupancy", "waitProbability", "serviceLevel", "averageSpeedOfAnswer"] {
      #expect(numbers(rebuilt, name) == numbers(rows, name), "\(name)")
    }
  }

  @Test("--explain shows an interval in the terminal, all of them, or says which there are")
  func explain() throws {
    let (one, _) = try run(Self.volumes, "--aht 300s --goal 80/20 --no-report --explain 10:00")
    for part in [
      "● 25", "One more:", "Square-root rule", "Plain Erlang C: needs 25", "    switchboard erlang",
    ] {
      #expect(one.text.contains(part), "\(part) in \(one.text)")
    }
    let (all, _) = try run(Self.volumes, "--aht 300s --goal 80/20 --no-report --explain all")
    #expect(all.text.components(separatedBy: "One more:").count == 5)
    let (none, _) = try run(Self.volumes, "--aht 300s --goal 80/20 --explain 12:00")
    #expect(none.status == 2 && none.errors.contains("09:00 to 10:30"))
  }

  @Test("Rows close to the load are unstable, and no plan is below it")
  func unstable() throws {
    let (result, _) = try run(
      "time,calls,scheduled\n09:00,60,9\n",
      "--aht 300s --goal asa<1h --explain all --interval 30min --no-report")
    #expect(result.text.contains("unstable"))
    #expect(result.text.contains("● 11"))
    #expect(result.text.contains("■ 9 (unstable)"))
  }

  @Test("A table may have several days, types, handle times and ends of its own")
  func columns() throws {
    let table = """
      date,start,end,type,calls,aht
      2026-01-31,09:00,10:00,sales,60,5min
      2026-01-31,09:00,10:00,service,90,180
      2026-02-01,09:00,10:00,sales,30,5min
      2026-02-01,09:00,10:00,service,45,180
      """
    let (result, _) = try run(
      table, "--goal sales:80/20 --goal service:asa<10s@day --patience 3min --format json")
    try #require(result.status == 0, "\(result.errors)")
    let found = try document(result.output)
    let pools = try #require(found["pools"] as? [[String: Any]])
    #expect(pools.map { $0["name"] as? String } == ["sales", "service"])
    #expect((found["models"] as? [[String: Any]])?.first?["name"] as? String == "Erlang A (M/M/n+M)")
    #expect(numbers(try cells(found), "offeredLoad") == [5, 2.5])
    // The last of January 2026 is a Saturday.
    #expect(try cells(found).map { $0["interval"] as? String } == ["Sat 31 Jan 09:00", "Sun 1 Feb 09:00"])
    let periods = try #require(pools[1]["periods"] as? [[String: Any]])
    #expect(periods.map { $0["isMet"] as? Bool } == [true, true])
  }

  // MARK: - Scenarios

  @Test("A scenario's own target is the goal where none is given, and its model is named")
  func scenario() throws {
    let result = try Program.run(
      ["staff", "Scenarios/05-a-real-day.yaml", "--format", "json", "--no-report"])
    try #require(result.status == 0, "\(result.errors)")
    let document = try document(result.output)
    #expect((document["goals"] as? [[String: Any]])?.first?["goal"] as? String == "80/20")
    let model = try #require((document["models"] as? [[String: Any]])?.first)
    #expect(model["name"] as? String == "M/G/n+G, approximated by M/M/n+G")
    #expect(model["isApproximation"] as? Bool == true)
    let cells = try cells(document)
    #expect(cells.count == 24)
    #expect(cells.allSatisfy { $0["ownStaffing"] != nil })
    // 38 calls of 230 s in half an hour.
    #expect(abs(try #require(cells[0]["offeredLoad"] as? Double) - 38 * 230 / 1800) < 1e-9)
  }

  @Test("Groups that share queues are a start, said to be one, beside what pooling would take")
  func severalSkills() throws {
    let result = try Program.run(
      ["staff", "Scenarios/bank-1999.yaml", "--goal", "80/20", "--format", "json", "--no-report"])
    try #require(result.status == 0, "\(result.errors)")
    let document = try document(result.output)
    let remarks = try #require(document["remarks"] as? [String])
    #expect(remarks.contains { $0.contains("That is a start") })
    let split = try #require(document["intervals"] as? [[String: Any]])
    let whole = try #require(document["ifAllDidAll"] as? [[String: Any]])
    let pooled = try #require(whole.first?["intervals"] as? [[String: Any]])
    for (one, other) in zip(split, pooled) {
      #expect(try #require(other["agents"] as? Int) < #require(one["agents"] as? Int))
    }
    // Nothing of the work is lost or done twice.
    let pools = try #require(document["pools"] as? [[String: Any]])
    let parts = pools.compactMap { ($0["intervals"] as? [[String: Any]])?.first?["offeredLoad"] }
    let sum = parts.compactMap { $0 as? Double }.reduce(0, +)
    #expect(abs(try #require(pooled[0]["offeredLoad"] as? Double) - sum) < 1e-9)
  }

  @Test("Lines and ports are sized for a blocking goal")
  func lines() throws {
    let result = try Program.run([
      "staff", "Scenarios/03-trunks-and-menu.yaml", "--goal", "80/20", "--size-lines",
      "--blocking", "1%", "--format", "json", "--no-report",
    ])
    let lines = try #require(try document(result.output)["lines"] as? [[String: Any]])
    #expect(lines.map { $0["name"] as? String } == ["main", "menu ports"])
    #expect(lines[0]["present"] as? Int == 18)
    for line in lines { #expect(try #require(line["blockingProbability"] as? Double) <= 0.01) }
    // Behind agents alone it is M/M/n/K, as in `erlang c --solve lines`.
    let (table, _) = try run(
      Self.volumes, "--aht 300s --goal 80/20 --size-lines --blocking 1% --format json")
    let own = try #require(try document(table.output)["lines"] as? [[String: Any]])
    let solved = try Program.run(
      words("erlang c --load 20 --aht 300s --agents 25 --solve lines --blocking 1% --format json"))
    let needed = try document(solved.output)["blockingProbability"] as? Double
    #expect(own[0]["blockingProbability"] as? Double == needed)
  }

  @Test("Every scenario that ships can be planned", arguments: ShippedScenarios.paths)
  func shipped(path: String) throws {
    let result = try Program.run(["staff", path, "--goal", "80/20 abandonment<5%", "--no-report"])
    if ["Scenarios/14-campaign.yaml", "Scenarios/survey.yaml"].contains(path) {
      #expect(result.status == 2 && result.errors.contains("erlang dialer"), "\(result.errors)")
      return
    }
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text.contains("agent-hours"))
  }

  // MARK: - Refusals

  @Test(
    "A table that is wrong is refused with place, finding and remedy, and nothing is written",
    arguments: [
      ("time,calls\n09:00,60\n10:00,50\n10:30,50\n11:00,4\n", "volumes.csv:2:1: .*60 min.*30 min"),
      ("time,end,calls\n09:00,10:00,9\n09:30,11:00,9\n", "volumes.csv:3:1: .*line 2 ends"),
      ("time,calls\n09:00,6\n09:30,5\n09:30,5\n", "volumes.csv:4:1: .*stands here and in line 3"),
      ("time,calls\n09:30,60\n", "volumes.csv:2:1: .*one row.*--interval 30min"),
      ("time,kalls\n09:30,60\n", "volumes.csv:1:1: .*--map calls=kalls"),
      ("time,calls,calls\n09:30,60,60\n", "volumes.csv:1:1: .*Several columns.*--map calls=2"),
      ("calls\n60\n", "volumes.csv:1:1: .*no column of times"),
      ("time,calls\n09:30,60,5\n", "volumes.csv:2:10: .*3 fields.*comma into quotation marks"),
      ("time,calls\n09:30,-4\n", "volumes.csv:2:7: .*-4.*no calls below 0"),
      ("time,calls\n09:30,many\n", "volumes.csv:2:7: .*no number"),
      ("time,calls,aht\n09:30,4,-3\n", "volumes.csv:2:9: .*no handle times below 0"),
      ("time,calls\n25:99,4\n", "volumes.csv:2:1: .*no time of day"),
      ("time,calls\n1,4\n2,3\n", "volumes.csv:2:1: .*hours.*intervals.*--times hours"),
      ("date,time,calls\n01/02/2026,09:00,4\n", "volumes.csv:2:1: .*2 Jan.*--dates day-first"),
      ("time,end,calls\n09:00,08:00,4\n", "volumes.csv:2:.*ends before it begins"),
      ("time,calls\n", "heading but no rows"), ("", "empty"),
    ])
  func badTable(table: String, message: String) throws {
    let (result, folder) = try run(table, "--aht 300s --goal 80/20")
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(try Regex(message).firstMatch(in: result.errors) != nil, "\(result.errors)")
    #expect(folder.names(in: "Reports").isEmpty)
  }

  @Test(
    "Options that make no sense are refused, and nothing is written",
    arguments: [
      ("--goal 80/20", "handle time is missing.*--aht 300s"),
      ("--aht 300s", "no goal.*--goal 80/20"),
      ("--aht 0 --goal 80/20", "--aht 0: "),
      ("--aht -5s --goal 80/20", "--aht -5s: "),
      ("--aht 300s --goal 120/20", "--goal 120/20: .*between 0 and 100"),
      ("--aht 300s --goal 80/20 --shrinkage 100%", "--shrinkage 100%: .*nobody"),
      ("--aht 300s --goal 80/20 --shrinkage 3,5%", "--shrinkage 3,5%: "),
      ("--aht 300s --goal sales:80/20", "no contact type \"sales\""),
      ("--aht 300s --goal 80/20 --max-agents 22", "80/20 and --max-agents 22.*--max-agents 25"),
      ("--aht 300s --goal 80/20 --max-agents 5", "--max-agents 5 contradict.*--max-agents 25"),
      ("--aht 300s --goal 80/20 --min-occupancy 85%", "contradict.*36.1/20 with --min-occupancy 85%"),
      (
        "--aht 300s --goal 80/20 --max-occupancy 70% --min-occupancy 80%",
        "--min-occupancy 80% and occupancy<70% contradict each other"
      ),
      (
        "--aht 300s --goal 80/20,blocking<1% --lines 25",
        "blocking<1% and 25 lines contradict each other.*blocking<1% with 30 lines"
      ),
      ("--aht 300s --goal 80/20 --max-agents 2 --min-agents 3", "contradict each other"),
      ("--aht 300s --goal 80/20 --size-lines", "go together"),
      ("--aht 300s --goal 80/20 --lines 0", "--lines 0: "),
      ("--aht 300s --goal 80/20 --out volumes.csv", "names a file"),
    ])
  func badOptions(line: String, message: String) throws {
    let (result, folder) = try run(Self.volumes, line)
    #expect(result.status == 2 && result.output.isEmpty, "\(line)")
    #expect(try Regex(message).firstMatch(in: result.errors) != nil, "\(result.errors)")
    #expect(folder.names(in: "Reports").isEmpty)
  }

  @Test("Options for tables do not go with a scenario")
  func optionsOfTables() throws {
    let result = try Program.run(
      words("staff Scenarios/05-a-real-day.yaml --aht 300s --goal 80/20 --no-report"))
    #expect(result.status == 2 && result.errors.contains("are for tables of volumes"))
  }
}

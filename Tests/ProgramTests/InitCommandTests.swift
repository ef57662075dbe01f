import Foundation
import Testing

/// Scenarios to begin with, and the way from a table to a scenario and back.
@Suite("`init` and scenarios of plans")
struct InitCommandTests {
  private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  private static let week = """
    Date;Interval;Queue;Offered;AHT
    30.11.2026;08:00-08:30;sales;40,5;04:00
    30.11.2026;08:30-09:00;sales;60;04:10
    30.11.2026;08:00-08:30;service;20;05:00
    30.11.2026;08:30-09:00;service;30;05:30
    01.12.2026;08:00-08:30;sales;44;04:00
    01.12.2026;08:30-09:00;sales;58;04:10
    01.12.2026;08:00-08:30;service;22;05:00
    01.12.2026;08:30-09:00;service;31;05:30

    """

  @Test("A new scenario and the fuller example have no problems and run", arguments: ["", " --example"])
  func starters(option: String) throws {
    let folder = try TemporaryFolder()
    let made = try Program.run(words("init mine.yaml" + option), in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    let check = try Program.run(words("check mine.yaml"), in: folder.url)
    #expect(check.text.hasPrefix("mine.yaml: no problems"), "\(check.text)")
    let run = try Program.run(
      words("run mine.yaml --replications 2 --check --no-report --no-archive"), in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("Files that are there are not written over without --force")
  func force() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("mine", to: "mine.yaml")
    let refused = try Program.run(words("init mine.yaml"), in: folder.url)
    #expect(refused.status == 2 && refused.errors.contains("is there already"))
    #expect(String(decoding: try folder.data("mine.yaml"), as: UTF8.self) == "mine")
    #expect(try Program.run(words("init mine.yaml --force"), in: folder.url).status == 0)
    #expect(String(decoding: try folder.data("mine.yaml"), as: UTF8.self).contains("contactTypes:"))
  }

  @Test("The program has all files of the folder Scenarios, as they are")
  func examples() throws {
    let scenarios = Program.root.appendingPathComponent("Scenarios")
    let names = try FileManager.default.contentsOfDirectory(atPath: scenarios.path)
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    let listed = try Program.run(["init", "--list"]).text.split(separator: "\n")
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(listed == names)
    let folder = try TemporaryFolder()
    for name in names {
      let made = try Program.run(["init", "\(name)-copy.yaml", "--from", name, "--force"], in: folder.url)
      #expect(made.status == 0, "\(made.errors)")
      let original = try Data(contentsOf: scenarios.appendingPathComponent("\(name).yaml"))
      #expect(try folder.data("\(name)-copy.yaml") == original)
    }
    let check = try Program.run(words("check 08-a-week-copy.yaml"), in: folder.url)
    #expect(check.status == 0, "\(check.text)")
    let unknown = try Program.run(words("init x.yaml --from 04-two-skils"), in: folder.url)
    #expect(unknown.status == 2 && unknown.errors.contains("Did you mean 04-two-skills?"))
  }

  @Test("A table becomes a scenario with its dates, volumes, handle times and a first guess of agents")
  func fromTable() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Self.week, to: "week.csv")
    let made = try Program.run(
      words("init mine.yaml --from week.csv --patience 3min --lines 60"), in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    let text = String(decoding: try folder.data("mine.yaml"), as: UTF8.self)
    for line in [
      "  firstDate: 2026-11-30", "  days: 2", "  hours: 08:00-09:00", "  interval: 30 min",
      "    patience: {law: exponential, mean: 3 min}", "  - {name: lines of sales, lines: 60}",
      "      - {from: 08:00, law: {law: exponential, mean: 4 min}}",
    ] {
      #expect(text.contains(line + "\n"), "\(line)\n\(text)")
    }
    let check = try Program.run(words("check mine.yaml"), in: folder.url)
    #expect(
      check.text.contains("about 305.5 contacts") || check.text.contains("about 306 contacts"),
      "\(check.text)")
    #expect(check.text.contains("mine.yaml: no problems"), "\(check.text)")
  }

  @Test("The scenario of a plan has the plan's agents, and a plan of it is the same")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Self.week, to: "week.csv")
    let plan = try Program.run(
      words("staff week.csv --goal 80/20 --format csv --no-report --write-scenario plan.yaml"),
      in: folder.url)
    #expect(plan.status == 0, "\(plan.errors)")
    let again = try Program.run(
      words("staff plan.yaml --goal 80/20 --format csv --no-report"), in: folder.url)
    #expect(again.status == 0, "\(again.errors)")
    func agents(_ result: Program.Result, _ column: String) -> [String] {
      let rows = result.text.split(whereSeparator: \.isNewline).map { $0.components(separatedBy: ",") }
      let place = rows[0].firstIndex(of: column)!
      return rows.dropFirst().map { $0[place] }
    }
    #expect(agents(plan, "agents").count == 8)
    #expect(agents(again, "agents") == agents(plan, "agents"))
    let own = agents(again, "ownStaffing_agents")
    #expect(own.map { Double($0) } == agents(plan, "agents").map { Double($0) })
  }

  @Test("What `staff` writes is read back by scenarios: CSV and spreadsheet, several queues")
  func readBack() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Self.week, to: "week.csv")
    let plan = try Program.run(words("staff week.csv --goal 80/20 --out plan"), in: folder.url)
    #expect(plan.status == 0, "\(plan.errors)")
    func digest(_ file: String) throws -> String {
      let scenario = """
        name: back
        calendar: {firstDate: 2026-11-30, days: 2, hours: 08:00-09:00}
        study: {replications: 3}
        contactTypes:
          - {name: sales, arrivals: {file: \(file)}, talk: 4 min}
          - {name: service, arrivals: {file: \(file)}, talk: 5 min}
        agentGroups:
          - {name: a, staffing: {file: \(file), column: sales}, skills: [sales]}
          - {name: b, staffing: {file: \(file), column: service}, skills: [service]}

        """
      _ = try folder.write(scenario, to: "back.yaml")
      let run = try Program.run(
        words("run back.yaml --format json --no-report --no-archive"), in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
      var document = try #require(
        try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
      return "\((document.removeValue(forKey: "overall") as? [String: Any]) ?? [:])".count > 2
        ? String(
          decoding: try JSONSerialization.data(
            withJSONObject: document["intervals"] ?? [], options: [.sortedKeys]), as: UTF8.self)
        : ""
    }
    let csv = try digest("plan/staffing.csv")
    #expect(try digest("plan/staffing.xlsx") == csv)
    let check = try Program.run(words("check back.yaml"), in: folder.url)
    #expect(check.text.contains("2 groups"), "\(check.text)")
  }

  @Test("A table alone is simulated, repaired and weighed")
  func simulated() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("time,calls\n09:00,60\n09:30,100\n10:00,80\n", to: "volumes.csv")
    let result = try Program.run(
      words(
        "staff volumes.csv --aht 300s --goal 80/20 --simulate --replications 20 --format json --no-report"),
      in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    let simulation = try #require(document["simulation"] as? [String: Any])
    #expect(simulation["repair"] != nil)
    // Volumes that simulations meet are those of the table.
    let days = try #require(document["days"] as? [[String: Any]])
    #expect(days.first?["calls"] as? Double == 240)
  }

  @Test("Options of tables are refused where there is no table")
  func tableOptions() throws {
    let folder = try TemporaryFolder()
    let none = try Program.run(words("init x.yaml --aht 3min"), in: folder.url)
    #expect(none.status == 2 && none.errors.contains("go with --from TABLE"))
    let scenario = try Program.run(
      ["staff", "Scenarios/04-two-skills.yaml", "--decimal", "comma", "--goal", "80/20"])
    #expect(scenario.status == 2 && scenario.errors.contains("--decimal is for tables"))
    let wrong = try Program.run(
      ["staff", "Scenarios/volumes.csv", "--dates", "middle-first", "--goal", "80/20", "--aht", "4min"])
    #expect(wrong.status == 2 && wrong.errors.contains("allowed are day-first"))
  }
}

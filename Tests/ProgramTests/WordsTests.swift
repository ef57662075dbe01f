import Foundation
import Testing

/// What commands say where something was misread before.
@Suite("Words of commands")
struct WordsTests {
  /// Words with single spaces.
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("Where no point of a grid is the scenario, the best is told beside the next one, not the first")
  func besideTheNext() throws {
    let words = [
      "vary", "Scenarios/01-one-queue.yaml", "--replications", "10", "--no-report", "--goal", "80/20",
    ]
    let text = flat(try Program.run(words + ["--set", "agents.agents.count=12,13,15,16"]).text)
    #expect(text.contains("more than count=15, the next that is told apart."), "\(text)")
    #expect(text.contains("Not yet told apart, more replications may decide: count=13."))
    let own = flat(try Program.run(words + ["--set", "agents.agents.count=13..16"]).text)
    #expect(own.contains("more than count=14, as the scenario is."), "\(own)")
    let chinese = try Program.run(
      words + ["--set", "agents.agents.count=12,13,15,16", "--lang", "zh"]
    ).text.filter { !$0.isWhitespace }
    #expect(chinese.contains("（能区分的下一个取值）"), "\(chinese)")
  }

  @Test("A plan that is not there is asked for by its name, not by the system's words")
  func noPlan() throws {
    let folder = try TemporaryFolder()
    for name in ["nowhere", "nowhere/plan.json"] {
      let result = try Program.run(["resume", name], in: folder.url)
      #expect(result.status == 2)
      #expect(result.errors.contains("there is no such file") && result.errors.contains("plan.json"))
      #expect(!result.errors.contains("could not be completed"), "\(result.errors)")
    }
    #expect(try Program.run(["resume", "."], in: folder.url).errors.contains("this is a folder"))
  }

  @Test("A run and a comparison that are sent into one folder stand beside each other")
  func besideComparison() throws {
    let folder = try TemporaryFolder()
    let center = Program.root.appendingPathComponent("Scenarios/01-one-queue.yaml").path
    let vary = ["vary", center, "--set", "agents.agents.count=13,14", "--replications", "2", "--out", "both"]
    #expect(try Program.run(vary, in: folder.url).status == 0)
    let run = ["run", center, "--replications", "1", "--out"]
    let result = try Program.run(run + ["both"], in: folder.url)
    #expect(result.errors.contains("both holds another report, which stays; this one is in both-2"))
    func has(_ file: String) -> Bool {
      FileManager.default.fileExists(atPath: folder.url.appendingPathComponent(file).path)
    }
    #expect(has("both/variation.html") && !has("both/report.html") && has("both-2/report.html"))
    #expect(!(try Program.run(run + ["alone"], in: folder.url).errors.contains("holds")))
    let back = try Program.run(vary.dropLast() + ["alone"], in: folder.url)
    #expect(back.errors.contains("this one is in alone-2") && has("alone-2/variation.html"), "\(back.errors)")
    #expect(!has("alone/variation.html"))
    // Where no folder was named, all that is made of a scenario is in one.
    #expect(try Program.run(["run", center, "--replications", "1"], in: folder.url).status == 0)
    #expect(try Program.run(Array(vary.dropLast(2)), in: folder.url).status == 0)
    #expect(has("Reports/01-one-queue/report.html") && has("Reports/01-one-queue/variation.html"))
  }

  @Test("Checks and warnings of scenarios are in Chinese where that was asked for")
  func chinese() throws {
    let folder = try TemporaryFolder()
    let center = """
      name: 中心
      calendar: {hours: "08:00-10:00", interval: 30 min}
      study: {replications: 2, seed: 1}
      contactTypes:
        - {name: calls, arrivals: {perHour: 60}, talk: 3 min, patience: 2 min}
      costs: {currency: EUR, wage: 20, perLineDay: 3}
      agentGroups:
        - name: team
          skills: [calls]
          shifts: [{agents: 4, start: "07:00", end: "10:00"}]
      """
    _ = try folder.write(center, to: "a.yaml")
    let check = try Program.run(["check", "a.yaml", "--lang", "zh"], in: folder.url).text
      .filter { !$0.isWhitespace }
    for text in ["营业1天", "4个30分钟的计划时段", "每次仿真约120个联络", "没有中继组", "班次早于营业开始"] {
      #expect(check.contains(text), "\(text) in \(check)")
    }
    #expect(!check.contains("openday") && !check.contains("Theshift") && !check.contains("Describe"))
    let run = try Program.run(["run", "a.yaml", "--lang", "zh", "--no-report"], in: folder.url).text
      .filter { !$0.isWhitespace }
    #expect(run.contains("没有中继组") && run.contains("班次早于营业开始"), "\(run)")
  }
}

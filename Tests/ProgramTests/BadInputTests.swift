import Foundation
import Testing

/// Bad input: exit code 2, a message that names the place, nothing written.
@Suite("The program refuses bad input")
struct BadInputTests {
  private static let good = """
    name: Good
    contactTypes:
      - name: calls
        arrivals: {perHour: 60}
    agentGroups:
      - name: agents
        agents: 5
        skills: [calls]
    """

  @Test(
    "A wrong scenario is named with line and column, and nothing is written",
    arguments: [
      ("agents: 5", "agents: -5", 7),
      ("perHour: 60", "perHuor: 60", 4),
      ("skills: [calls]", "skills: [cals]", 8),
      ("perHour: 60", "perHour: .nan", 4),
    ])
  func wrongScenario(part: String, wrong: String, line: Int) throws {
    let folder = try TemporaryFolder()
    let text = Self.good.replacingOccurrences(of: part, with: wrong)
    let file = try folder.write(text, to: "wrong.yaml")
    let result = try Program.run(["run", file.path, "--replications", "2"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("wrong.yaml:\(line):"), "\(result.errors)")
    #expect(folder.names(in: "") == ["wrong.yaml"])
  }

  @Test("All problems of a file are named at once")
  func allProblems() throws {
    let folder = try TemporaryFolder()
    let text = Self.good
      .replacingOccurrences(of: "agents: 5", with: "agents: -5")
      .replacingOccurrences(of: "perHour: 60", with: "perHour: many")
    let file = try folder.write(text, to: "wrong.yaml")
    let result = try Program.run(["check", file.path])
    #expect(result.status == 2)
    #expect(result.text.contains("wrong.yaml:4:") && result.text.contains("wrong.yaml:7:"))
    let run = try Program.run(["run", file.path], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("wrong.yaml:4:") && run.errors.contains("wrong.yaml:7:"))
    #expect(folder.names(in: "") == ["wrong.yaml"])
  }

  @Test(
    "A wrong option is explained with what may have been meant",
    arguments: [
      (["--confidence", "95"], "Did you mean 95%?"), (["--seed", "-1"], "from 0 to"),
      (["--max-replications", "50"], "--precision, which is not given"),
      (
        ["--precision", "serviceLevel=1%", "--replications", "30", "--max-replications", "20"],
        "fewer than the least number, 30"
      ),
      (["--precision", "averageSpeedOfAnswer=2%"], "write averageSpeedOfAnswer=rel:2%"),
    ])
  func wrongOption(options: [String], words: String) throws {
    let result = try Program.run(["run", "Scenarios/05-a-real-day.yaml"] + options)
    #expect(result.status == 2)
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test("Options for replications are refused for a study of one long run")
  func replicationsOfBatchMeans() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.good + "\nstudy: {method: batchMeans, batches: 4}\n", to: "b.yaml")
    let run = ["run", file.path, "--no-report", "--no-archive"]
    #expect(try Program.run(run).status == 0)
    for option in ["--replications", "--max-replications"] {
      let result = try Program.run(run + [option, "5"])
      #expect(result.status == 2)
      #expect(result.errors.contains("\(option) does not go with"), "\(result.errors)")
    }
  }

  @Test(
    "What is wrong with the command line has exit code 2",
    arguments: [
      ["run"],
      ["run", "no-such-file.yaml"],
      ["run", "Scenarios/05-a-real-day.yaml", "--replications", "0"],
      ["run", "Scenarios/05-a-real-day.yaml", "--replications", "some"],
      ["run", "Scenarios/05-a-real-day.yaml", "--precision", "serviceLevle=1%"],
      ["run", "Scenarios/05-a-real-day.yaml", "--threads", "0"],
      ["run", "Scenarios/05-a-real-day.yaml", "--format", "xml"],
      ["no-such-command"],
      ["trace", "Scenarios/05-a-real-day.yaml", "--contacts", "0"],
      ["verify", "no-such-folder"],
    ])
  func wrongCommandLine(arguments: [String]) throws {
    let result = try Program.run(arguments)
    #expect(result.status == 2, "\(arguments): \(result.errors)")
    #expect(result.output.isEmpty)
    #expect(!result.errors.isEmpty)
  }

  @Test("Where the report cannot be written, the exit code is 1")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a file where a folder should be", to: "taken")
    let result = try Program.run([
      "run", "Scenarios/05-a-real-day.yaml", "--replications", "2", "--no-archive", "--out",
      file.appendingPathComponent("report").path,
    ])
    #expect(result.status == 1)
    #expect(result.errors.contains("cannot be written"))
  }
}

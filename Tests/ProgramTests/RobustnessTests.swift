import Foundation
import Testing

@Suite("Nothing is lost, hung or printed that should not be")
struct RobustnessTests {
  private static let scenario = """
    name: Sturdy
    calendar: {hours: 08:00-10:00, interval: 30 min}
    contactTypes:
      - name: calls
        arrivals: {perHour: 60, dayFactor: {cv: 0.2}}
        talk: {law: exponential, mean: 3 min}
        patience: {law: exponential, mean: 2 min}
    agentGroups:
      - {name: agents, agents: 4, skills: [calls]}
    study: {replications: 3}
    """

  @Test("A folder that cannot be written is named before anything is simulated")
  func folder() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.scenario, to: "x.yaml")
    _ = try folder.write("in the way", to: "taken")
    let out = folder.url.appendingPathComponent("taken/report").path
    // Replications without end: only a check before the work can answer.
    for command in [
      ["run", file.path, "--replications", "1000000"],
      ["compare", file.path, "--vary", "arrivals.scale=1,1.1", "--replications", "1000000"],
      ["vary", file.path, "--set", "arrivals.scale=1,1.1", "--replications", "1000000"],
      ["staff", file.path, "--simulate", "--replications", "1000000"],
    ] {
      let result = try Program.run(command + ["--out", out])
      let isOption = ["compare", "vary"].contains(command[0])
      #expect(result.status == (isOption ? 2 : 1), "\(command): \(result.errors)")
      #expect(result.errors.contains("cannot be written"), "\(result.errors)")
    }
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("out/report.html"), withIntermediateDirectories: true)
    let result = try Program.run([
      "run", file.path, "--replications", "1000000", "--out",
      folder.url.appendingPathComponent("out").path,
    ])
    #expect(result.status == 1 && result.errors.contains("is a folder"))
    #expect(folder.names(in: "out") == ["report.html"])
  }

  @Test("A foreign archive is told of before the run and stays as it is")
  func archive() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.scenario, to: "x.yaml")
    let other = try folder.write(String(repeating: "no archive ", count: 100), to: "other.sqlite")
    let running = try Program.start(
      ["run", file.path, "--out", folder.url.appendingPathComponent("r").path, "--quiet"],
      archive: other.path)
    let result = try running.finish()
    #expect(result.status == 0)
    #expect(result.errors.contains("nothing will be recorded in the archive"), "\(result.errors)")
    #expect(folder.names(in: "r").contains("report.html"))
    #expect(try folder.data("other.sqlite") == Data(contentsOf: other))
    #expect(folder.names(in: "") == ["x.yaml", "other.sqlite", "r"])
  }

  @Test("The same study has the same bytes, however it was called")
  func sameBytes() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Self.scenario, to: "x.yaml")
    let commands = [
      ["run", "--smart", "--smart-replications", "2", "--date", "2026-11-01", "--no-archive"],
      ["compare", "--vary", "arrivals.scale=1,1.2", "--replications", "3", "--no-archive"],
      ["vary", "--set", "arrivals.scale=1,1.2", "--no-archive"], ["staff", "--goal", "80/20"],
    ]
    for command in commands {
      var all: [[String: Data]] = []
      for (number, path) in [
        "x.yaml", "./x.yaml", "\(folder.url.path)/../\(folder.url.lastPathComponent)/x.yaml",
      ].enumerated() {
        let threads = command[0] == "staff" ? [] : ["--threads", "\(number + 1)"]
        let out = ["--out", number == 0 ? "a" : "\(folder.url.path)/b/\(number)"]
        let result = try Program.run(
          [command[0], path] + command.dropFirst() + threads + out, in: folder.url)
        #expect(result.status == 0, "\(command): \(result.errors)")
        let name = number == 0 ? "a" : "b/\(number)"
        all.append(
          Dictionary(
            uniqueKeysWithValues: try folder.names(in: name).map { ($0, try folder.data("\(name)/\($0)")) }))
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent(name))
      }
      #expect(!all[0].isEmpty)
      for other in all.dropFirst() {
        #expect(other.keys.sorted() == all[0].keys.sorted())
        for (name, data) in all[0] { #expect(other[name] == data, "\(command[0]): \(name)") }
      }
    }
  }

  @Test("`check` finds what `run` refuses, with its place")
  func check() throws {
    let folder = try TemporaryFolder()
    for (line, words) in [
      ("management: {profile: nobodys}", "There is no such profile"),
      ("management: {budget: 5}", "needs costs"),
      ("management: {deadline: 2001-01-01}", "is not after today"),
    ] {
      let file = try folder.write("\(line)\n\(Self.scenario)", to: "x.yaml")
      let result = try Program.run(["check", file.path])
      #expect(result.status == 2)
      #expect(result.text.contains("x.yaml:1:") && result.text.contains(words), "\(result.text)")
      let run = try Program.run(["run", file.path, "--no-report", "--no-archive"])
      #expect(run.status == 2)
    }
  }

  @Test("Control characters of files, names and options are written out, not printed")
  func controls() throws {
    let folder = try TemporaryFolder()
    let escape = "\u{1B}[2J"
    let files = [
      Self.scenario.replacingOccurrences(of: "Sturdy", with: "\"a\\e[2Jb\""),
      Self.scenario.replacingOccurrences(of: "Sturdy", with: "\"a\\u202Eb\""),
      Self.scenario + "\ndescription: \"one\\a two\"",
      Self.scenario + "\n\"x\\e[2J\": 1",
      Self.scenario.replacingOccurrences(of: "[calls]", with: "[\"\\x9B2J\"]"),
    ]
    for text in files {
      let file = try folder.write(text, to: "x.yaml")
      let result = try Program.run(["check", file.path])
      #expect(result.status == 2)
      let hidden = (result.text + result.errors).unicodeScalars.filter {
        ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || (0x7F...0x9F).contains($0.value)
          || (0x202A...0x202E).contains($0.value)
      }
      #expect(hidden.isEmpty, "\(result.text)")
    }
    for command in [
      ["run", "no\(escape).yaml"], ["check", "no\(escape).yaml"], ["run", "x", "--kpi\(escape)"],
    ] {
      let result = try Program.run(command, in: folder.url)
      #expect(result.status == 2)
      #expect(!(result.text + result.errors).contains("\u{1B}"), "\(command)")
    }
  }

  @Test(
    "Loops and laws without bound end in a message of `check`",
    arguments: [
      ("talk: {law: exponential, mean: 3 min}", "talk: {law: lognormal, mu: 70, sigma: 1}", "mean"),
      ("skills: [calls]", "skills: [calls], noAnswer: {probability: 99.99%, after: 0 s, away: 0 s}", "ring"),
      (
        "talk: {law: exponential, mean: 3 min}",
        "redialAfterAbandon: {probability: 100%, delay: 1e-9 s}", "come more than"
      ),
    ])
  func endless(part: String, wrong: String, words: String) throws {
    let folder = try TemporaryFolder()
    let text = Self.scenario.replacingOccurrences(of: part, with: wrong)
    let file = try folder.write(text, to: "x.yaml")
    let result = try Program.run(["check", file.path])
    #expect(result.status == 2)
    #expect(result.text.contains("x.yaml:") && result.text.contains(words), "\(result.text)")
  }

  @Test(
    "Formulas refuse times that no rate can be made of",
    arguments: [
      ["general", "--load", "8", "--aht", "1e-307", "--aht-cv", "1", "--agents", "12"],
      [
        "retrial", "--load", "90", "--aht", "200s", "--agents", "85", "--retry-after", "60d", "--persistence",
        "70%",
      ],
    ])
  func erlang(words: [String]) throws {
    let result = try Program.run(["erlang"] + words)
    #expect(result.status == 2, "\(result.errors)")
    #expect(result.errors.hasPrefix("error: "))
  }
}

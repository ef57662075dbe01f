import Foundation
import Testing

@Suite("Runs that are shared out")
struct ShardCommandTests {
  private let scenario = Program.root.appendingPathComponent("Scenarios/small-center.yaml").path
  private let place: TemporaryFolder
  private var folder: URL { place.url }

  init() throws { place = try TemporaryFolder() }

  private func run(_ out: String, _ more: [String]) throws -> Program.Result {
    try Program.run(
      ["run", scenario, "--no-archive", "--quiet", "--out", folder.appendingPathComponent(out).path] + more)
  }

  /// All files of a folder, by name.
  private func files(_ name: String) throws -> [String: Data] {
    let place = folder.appendingPathComponent(name)
    let names = try FileManager.default.subpathsOfDirectory(atPath: place.path)
    var files: [String: Data] = [:]
    for name in names {
      let file = place.appendingPathComponent(name)
      if let data = try? Data(contentsOf: file) { files[name] = data }
    }
    return files
  }

  @Test(
    "Shards by processes give the bytes of threads, up to a number and to a half-width",
    arguments: [
      ["--replications", "300"],
      ["--replications", "20", "--precision", "serviceLevel=1%", "--max-replications", "2000"],
    ])
  func sameBytes(study: [String]) throws {
    #expect(try run("threads", study).status == 0)
    let shared = try run("shards", study + ["--engine", "processes", "--tasks", "5"])
    #expect(shared.status == 0, "\(shared.errors)")
    let (one, other) = (try files("threads"), try files("shards"))
    #expect(one == other && one["report.json"] != nil)
    #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("shards.shards").path))
  }

  @Test("Foreign files stay, tables may lie in folders, and places may be called anything")
  func strangePlaces() throws {
    let here = folder.appendingPathComponent("a; b $(c) '=")
    try FileManager.default.createDirectory(
      at: here.appendingPathComponent("tables"), withIntermediateDirectories: true)
    let text = try String(
      contentsOf: Program.root.appendingPathComponent("Scenarios/08-a-week.yaml"), encoding: .utf8)
    try text.replacing("08-a-week.csv", with: "tables/week.csv").write(
      to: here.appendingPathComponent("week.yaml"), atomically: true, encoding: .utf8)
    try FileManager.default.copyItem(
      at: Program.root.appendingPathComponent("Scenarios/08-a-week.csv"),
      to: here.appendingPathComponent("tables/week.csv"))
    let mine = here.appendingPathComponent("out.shards")
    try FileManager.default.createDirectory(at: mine, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: mine.appendingPathComponent("thesis.txt"))
    let result = try Program.run(
      [
        "run", "week.yaml", "--replications", "3", "--no-archive", "--quiet", "--out", "out", "--engine",
        "processes", "--tasks", "2",
      ], in: here)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: mine.path) == ["thesis.txt"])
  }

  @Test("A plan can be done by hand, shard by shard in any order, and merged")
  func byHand() throws {
    let study = ["--replications", "40"]
    #expect(try run("threads", study).status == 0)
    let shards = folder.appendingPathComponent("plan").path
    let made = try run("made", study + ["--engine", "processes", "--tasks", "4", "--shards", shards])
    #expect(made.status == 0, "\(made.errors)")
    let plan = shards + "/plan.json"
    for index in [2, 0] { try FileManager.default.removeItem(atPath: shards + "/shard-0000\(index).sbd") }
    let merged = folder.appendingPathComponent("merged").path
    let lacking = try Program.run(["merge", plan, "--out", merged])
    #expect(lacking.status == 2 && lacking.errors.contains("2 of 4 shards are missing: 0, 2"))
    #expect(try Program.run(["shard", plan, "--index", "2"]).status == 0)
    let partial = try Program.run(["merge", plan, "--partial", "--out", merged])
    #expect(partial.status == 2, "without the first shard there is nothing in order")
    let first = try Program.run(["shard", plan, "--index", "0"])
    #expect(first.status == 0 && first.text.contains("is done"))
    #expect(try Program.run(["shard", plan, "--index", "0"]).text.contains("was done before"))
    #expect(try Program.run(["merge", plan, "--out", merged]).status == 0)
    #expect(try files("merged") == files("threads"))
  }

  @Test("What cannot be shared out, or is another plan's, is said before anything runs")
  func refusals() throws {
    func complaint(_ more: [String]) throws -> String {
      let result = try run("none", more)
      #expect(result.status == 2)
      return result.errors
    }
    #expect(try complaint(["--tasks", "3"]).contains("--tasks goes only with --engine"))
    #expect(try complaint(["--engine", "slurm", "--slots", "3"]).contains("--slots goes only with"))
    #expect(try complaint(["--engine", "processes", "--contacts-csv"]).contains("simulated elsewhere"))
    let shards = folder.appendingPathComponent("plan").path
    let mine = ["--engine", "processes", "--tasks", "2", "--shards", shards]
    #expect(try run("made", ["--replications", "4"] + mine).status == 0)
    #expect(try complaint(["--replications", "6"] + mine).contains("the plan of another run"))
    let plan = shards + "/plan.json"
    let text = try String(contentsOfFile: plan, encoding: .utf8)
    try text.replacing("\"program\" : \"", with: "\"program\" : \"0.0.1 ").write(
      toFile: plan, atomically: true, encoding: .utf8)
    let other = try Program.run(["shard", plan, "--index", "0"])
    #expect(other.status == 65 && other.errors.contains("must run the same one"))
    try text.replacing("\"version\" : 1", with: "\"version\" : 9").write(
      toFile: plan, atomically: true, encoding: .utf8)
    #expect(try Program.run(["merge", plan]).errors.contains("version 9"))
    let none = try Program.run(["shard", folder.appendingPathComponent("no.json").path, "--index", "0"])
    #expect(none.status == 65)
  }

  @Test("Plans that overlap, lack or lead elsewhere are refused by whoever reads them, with what to do")
  func forgedPlans() throws {
    let shards = folder.appendingPathComponent("plan").path
    let made = try run(
      "made", ["--replications", "6", "--engine", "processes", "--tasks", "3", "--shards", shards])
    #expect(made.status == 0, "\(made.errors)")
    let plan = shards + "/plan.json"
    let text = try String(contentsOfFile: plan, encoding: .utf8)
    for (from, to, words) in [
      (
        #""first" : 2,"#, #""first" : 1,"#,
        "shard 1 begins with replication 1, which shard 0 has too. Plan anew"
      ),
      (#""first" : 2,"#, #""first" : 3,"#, "no shard has the replications 2 to 2. Plan anew"),
      (#""first" : 0,"#, #""first" : -5,"#, "shard 0 begins with replication -5"),
      (#""last" : 5"#, #""last" : 9223372036854775806"#, "shard 2 ends with replication 9223372036854775806"),
      (#""last" : 5"#, #""last" : 6"#, "shares out 7 replications, but the run has 6"),
      ("center/small-center.yaml", "../small-center.yaml", "is not in its folder center"),
    ] {
      try #require(text.contains(from), "\(from)")
      try text.replacing(from, with: to).write(toFile: plan, atomically: true, encoding: .utf8)
      for (command, code) in [
        (["merge", plan], 2), (["resume", plan], 2), (["shard", plan, "--index", "1"], 65),
      ] {
        let result = try Program.run(command)
        #expect(
          result.status == Int32(code) && result.errors.contains(words), "\(command[0]): \(result.errors)")
      }
    }
  }

  @Test("A shard that is whole and makes no sense is named by merge, and done again by resume")
  func forgedShard() throws {
    let study = ["--replications", "6"]
    #expect(try run("threads", study).status == 0)
    let shards = folder.appendingPathComponent("plan").path
    let made = try run("made", study + ["--engine", "processes", "--tasks", "3", "--shards", shards])
    #expect(made.status == 0, "\(made.errors)")
    let file = URL(fileURLWithPath: shards + "/shard-00001.sbd")
    // The right checksum of a shard whose blocks are nonsense.
    var bytes = Array(try Data(contentsOf: file).dropLast(8))
    for place in bytes.indices.suffix(40) { bytes[place] = 0xFF }
    var checksum: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { checksum = (checksum ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: checksum >> UInt64(8 * $0)) }
    try Data(bytes).write(to: file)
    let merged = folder.appendingPathComponent("merged").path
    let refused = try Program.run(["merge", shards + "/plan.json", "--out", merged])
    #expect(refused.status == 1 && refused.errors.contains("shard 1 makes no sense"), "\(refused.errors)")
    #expect(refused.errors.contains("shard-00001.sbd") && refused.errors.contains("resume"))
    let resumed = try Program.run(["resume", shards + "/plan.json"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try Program.run(["merge", shards + "/plan.json", "--out", merged]).status == 0)
    #expect(try files("merged") == files("threads"))
  }

  @Test("Two drivers of one plan: the second one is told who is at it")
  func twoDrivers() throws {
    let shards = folder.appendingPathComponent("plan").path
    func words(_ out: String) -> [String] {
      [
        "run", scenario, "--replications", "3000", "--no-archive", "--quiet", "--out",
        folder.appendingPathComponent(out).path, "--engine", "processes", "--slots", "1", "--tasks", "4",
        "--shards", shards,
      ]
    }
    let first = try Program.start(words("one"))
    while !FileManager.default.fileExists(atPath: shards + "/plan.json"), first.process.isRunning {
      Thread.sleep(forTimeInterval: 0.02)
    }
    let second = try Program.run(words("two"))
    let one = try first.finish()
    #expect(one.status == 0, "\(one.errors)")
    #expect(second.status == 2 && second.errors.contains("is at this plan already"), "\(second.errors)")
    #expect(second.errors.contains("process \(first.process.processIdentifier)"))
    #expect(
      try run(
        "three", ["--replications", "3000", "--engine", "processes", "--tasks", "4", "--shards", shards]
      ).status == 0)
    #expect(try files("one") == files("three"))
  }

  /// Commands of a Slurm, each a script, on the path before all others.
  private func slurm(_ scripts: [String: String]) throws -> [String: String] {
    let place = folder.appendingPathComponent("slurm-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for (name, text) in scripts {
      let file = place.appendingPathComponent(name)
      try Data("#!/bin/sh\n\(text)\n".utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return ["PATH": place.path + ":" + path]
  }

  @Test("Clusters without room, and folders that nodes do not share, are told with the remedy")
  func clusters() throws {
    let config = "echo 'MaxArraySize = 1001'; echo 'MaxJobCount = 10000'"
    func complaint(_ scripts: [String: String], _ words: [String]) throws -> String {
      let result = try Program.run(words, in: folder, environment: try slurm(scripts))
      #expect(result.status == 2)
      return result.errors
    }
    let one = [
      "run", scenario, "--replications", "6", "--no-archive", "--quiet", "--out",
      folder.appendingPathComponent("none").path, "--engine", "slurm",
    ]
    let two = [
      "vary", scenario, "--set", "arrivals.scale=1,1.1", "--no-archive", "--no-report", "--engine", "slurm",
    ]
    for words in [one, two] {
      let down = try complaint(
        ["scontrol": config, "sinfo": "echo 'n1|drained|4'; echo 'n2|down*|4'"], words)
      #expect(down.contains("No node of the cluster takes work: n1 is drained, n2 is down*"), "\(down)")
      #expect(down.contains("scontrol update nodename=n1,n2 state=resume"))
      let none = try complaint(["scontrol": config, "sinfo": "exit 0"], words + ["--partition", "gpu"])
      #expect(none.contains("no partition \"gpu\". It has none at all."), "\(none)")
      let deaf = try complaint(["scontrol": "echo 'Unable to contact slurm controller' >&2; exit 1"], words)
      #expect(deaf.contains("Slurm does not answer: Unable to contact slurm controller"))
    }
    // Tasks end at once and leave nothing.
    let alone = [
      "scontrol": config, "sinfo": "echo 'n1|idle|2'", "squeue": "exit 0", "sbatch": "echo 5",
      "scancel": "exit 0",
    ]
    let unshared = try complaint(alone, one)
    #expect(
      unshared.contains("nodes do not see this folder, or not this program. Name a folder that they share"))
    let failed = try Program.run(two, in: folder, environment: try slurm(alone))
    #expect(failed.status == 1 && failed.errors.contains("nodes do not see this folder"), "\(failed.errors)")
  }
}

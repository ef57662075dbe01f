import Experiments
import Foundation
import Reporting
import Testing

@Suite("Where a report goes")
struct ReportPlaceTests {
  private func files(seed: Int, digest: String = "5f3a9c0d1e2b4a68") throws -> [AtomicFile.Content] {
    var result = ReportSample.result()
    result.scenarioDigest = digest
    var context = ReportSample.context
    context.commandLine = "switchboard run 'my center.yaml' --seed \(seed)"
    return try ReportFolder.files(
      of: result, context: context, document: "{}", catalogue: ManagementSample.catalogue)
  }

  private func place(seed: Int, digest: String = "5f3a9c0d1e2b4a68") -> ReportPlace {
    ReportPlace(
      origin: .init(
        digest: digest, commandLine: "switchboard run 'my center.yaml' --seed \(seed)"))
  }

  @Test("The same run goes into its folder again, another one beside it")
  func runs() throws {
    try inFolder { folder in
      let asked = folder.appendingPathComponent("bank")
      for (seed, name) in [(1, "bank"), (2, "bank-2"), (1, "bank"), (12, "bank-3"), (2, "bank-2")] {
        let files = try files(seed: seed)
        let found = try #require(place(seed: seed).folder(from: asked, files: files))
        #expect(found.lastPathComponent == name)
        #expect(place(seed: seed).folder(from: asked, names: files.map(\.name)) == found)
        try AtomicFile.replace(in: found, by: files)
      }
      let changed = try files(seed: 1, digest: "0000000000000000")
      let found = place(seed: 1, digest: "0000000000000000").folder(from: asked, files: changed)
      #expect(found?.lastPathComponent == "bank-4")
    }
  }

  @Test("A folder that was named belongs to one kind of report; that of a scenario to all")
  func kinds() throws {
    try inFolder { folder in
      let asked = folder.appendingPathComponent("bank")
      try AtomicFile.replace(in: asked, by: try files(seed: 1))
      let other: [AtomicFile.Content] = [.init(name: "comparison.json", text: "{}")]
      func name(_ place: ReportPlace, _ files: [AtomicFile.Content]) -> String? {
        place.folder(from: asked, files: files)?.lastPathComponent
      }
      #expect(name(ReportPlace(isApart: true), other) == "bank-2")
      #expect(name(ReportPlace(), other) == "bank")
      #expect(ReportPlace.other(in: asked, than: ["staffing.zh.md"]) == "report.html")
      // Of a run are its management report and its tables; files of no report are nobody's.
      #expect(ReportPlace.other(in: asked, than: ["management.html"]) == nil)
      #expect(ReportPlace.other(in: asked, than: ["notes.txt"]) == nil)
    }
  }

  @Test("The management report of a run goes beside that run's own report, not beside another's")
  func subject() throws {
    try inFolder { folder in
      let asked = folder.appendingPathComponent("bank")
      try AtomicFile.replace(in: asked, by: try files(seed: 1))
      let management: [AtomicFile.Content] = [.init(name: "management.json", text: "{}")]
      for (seed, name) in [(1, "bank"), (2, "bank-2")] {
        let place = ReportPlace(isApart: true, subject: place(seed: seed).origin)
        #expect(place.folder(from: asked, files: management)?.lastPathComponent == name)
      }
    }
  }

  @Test("Reports that end at the same moment go into folders of their own")
  func sameMoment() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("switchboard-test-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let asked = folder.appendingPathComponent("new/race")
    let places = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<12 {
        group.addTask {
          try FolderLock.hold(around: asked) {
            let files = (0..<5).map { file in
              AtomicFile.Content(name: "\(file).csv", text: "\(number)\r\n")
            }
            let found = try #require(ReportPlace().folder(from: asked, files: files))
            try AtomicFile.replace(in: found, by: files)
            return found.lastPathComponent
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(places) == Set(["race"] + (2...12).map { "race-\($0)" }))
    let made = try FileManager.default.contentsOfDirectory(
      atPath: folder.appendingPathComponent("new").path)
    #expect(Set(made) == Set(places))
  }

  @Test("Where nothing was written no folder stays behind")
  func nothingWritten() throws {
    try inFolder { folder in
      let asked = folder.appendingPathComponent("new/race")
      #expect(throws: CocoaError.self) {
        try FolderLock.hold(around: asked) { () throws -> Void in throw CocoaError(.fileWriteUnknown) }
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(left.isEmpty)
    }
  }

  @Test("Interrupted runs replace no other file, foreign files stay, the same bytes may be written")
  func others() throws {
    try inFolder { folder in
      let asked = folder.appendingPathComponent("bank")
      let files = try files(seed: 1)
      try AtomicFile.replace(in: asked, by: files)
      let partial = files.map { file in
        AtomicFile.Content(name: file.name, data: file.data + Data("partial".utf8))
      }
      let found = place(seed: 1).folder(from: asked, files: partial, isPartial: true)
      #expect(found?.lastPathComponent == "bank-2")
      let table = [AtomicFile.Content(name: "types.csv", text: "a,b\r\n")]
      let tables = folder.appendingPathComponent("tables")
      try AtomicFile.replace(in: tables, by: table)
      #expect(ReportPlace().folder(from: tables, files: table) == tables)
      let other = [AtomicFile.Content(name: "types.csv", text: "a,c\r\n")]
      #expect(
        ReportPlace().folder(from: tables, files: other)?.lastPathComponent == "tables-2")
      let beside = [AtomicFile.Content(name: "groups.csv", text: "")]
      #expect(ReportPlace().folder(from: tables, files: beside) == tables)
    }
  }

  @Test("Only the forms that were asked for are made")
  func forms() throws {
    let files = try ReportFolder.files(
      of: ReportSample.result(), context: ReportSample.context, document: "{}",
      catalogue: ManagementSample.catalogue, forms: [.md, .csv])
    #expect(Set(files.map(\.name)) == ["report.md", "intervals.csv", "types.csv", "groups.csv"])
  }
}

@Suite("The first sentence and the formula of a report")
struct OpeningTests {
  private func text(_ change: (inout ReportContext) -> Void) -> String {
    var context = ReportSample.context
    change(&context)
    return ReportSample.text(context: context, style: TerminalStyle(width: 400))
  }

  @Test("The decision comes first, then the figure, its target and how sure it is")
  func verdicts() throws {
    let estimate = try #require(ReportSample.result().estimate("serviceLevel"))
    let (value, half) = (try #require(estimate.value), try #require(estimate.halfWidth))
    for (target, start, end) in [
      (value - 2 * half, "No change is needed: the target is met.", "wholly above the target."),
      (value + 2 * half, "A change is needed: the target is missed.", "wholly below the target."),
      (value, "Decide nothing yet: chance still hides", "more than 20,000 replications would tell."),
      (value - half / 2, "Decide nothing yet:", "about 220 replications decide it."),
    ] {
      let line = text { $0.target = target }.components(separatedBy: "\n")
        .first { $0.hasPrefix(start) }
      #expect(line?.hasSuffix(end) == true, "\(target): \(line ?? "")")
    }
    #expect(text { $0.target = nil }.contains("No target is set to judge by: "))
  }

  @Test("Types with targets of their own are judged together with the center")
  func types() throws {
    let result = ReportSample.result()
    let line = text { context in
      context.target = 0.01
      context.goals["Cards"] = .init()
      context.goals["Cards"]?.target = 0.999
    }
    #expect(line.contains("A change is needed: a target is missed. Missed: Cards ("))
    #expect(line.contains("; met: all contacts ("))
    #expect(result.contactTypeNames.contains("Cards"))
  }

  @Test("Counts of one long run are of a batch and stand beside no formula; no figure, no interval")
  func batches() {
    var result = ReportSample.result()
    var context = ReportSample.context
    context.formula = FormulaBeside(
      model: "Erlang C (M/M/n)", isExact: true, isByInterval: false, leftOut: [],
      figures: [(.offered, 1), (.serviceLevel, 0.8), (.occupancySpread, 1)])
    func rows() -> Int {
      let text = ReportSample.text(result, context: context, style: TerminalStyle(width: 200))
      let block =
        text.components(separatedBy: "\n\n")
        .first { $0.hasPrefix("Formula and simulation") } ?? ""
      #expect(block.contains("Erlang C (M/M/n) is exact for this scenario: only chance differs"))
      return block.components(separatedBy: "\n").count {
        $0.contains("simulated is") || $0.contains("agrees")
      }
    }
    #expect(rows() == 2)
    result.method = .batchMeans
    #expect(rows() == 1)
  }

  @Test("What is too rare to have been seen is not lower than its formula")
  func neverSeen() {
    func verdict(_ estimate: Estimate, _ value: Double) -> FormulaBeside.Verdict {
      .init(estimate, formula: value)
    }
    let never = Estimate(value: 0, halfWidth: 0, shareBounds: 0...0.0019)
    #expect(verdict(never, 1e-29) == .agrees && verdict(never, 0.001) == .agrees)
    #expect(verdict(never, 0.002) == .lower)
    // A mean wait of 0 without scatter: nobody waited, which tells nothing of a short one.
    #expect(verdict(Estimate(value: 0, halfWidth: 0), 1e-12) == .undecided)
    #expect(verdict(Estimate(value: 100, halfWidth: 0), 100) == .agrees)
    #expect(verdict(Estimate(value: 100, halfWidth: 0), 90) == .higher)
  }

  @Test("A formula stands beside the simulation, in every form, and only where there is one")
  func formula() throws {
    let result = ReportSample.result()
    let estimate = try #require(result.estimate("serviceLevel"))
    let (value, half) = (try #require(estimate.value), try #require(estimate.halfWidth))
    let formula = FormulaBeside(
      model: "Erlang C (M/M/n)", isExact: false, isByInterval: true, leftOut: ["redials"],
      figures: [
        (.serviceLevel, value + half / 2), (.averageSpeedOfAnswer, 1e6), (.occupancy, 0),
      ])
    var context = ReportSample.context
    let plain = ReportJSON.text(of: result)
    #expect(!plain.contains("\"formula\": {"))
    #expect(!ReportSample.markdown(result, context: context).contains("Formula and simulation"))
    context.formula = formula
    let terminal = ReportSample.text(result, context: context, style: TerminalStyle(width: 2000))
    for part in [
      "Formula and simulation", "agrees", "simulated is lower", "simulated is higher",
      "each planning interval by itself. In the scenario and not in the formula: redials. Agrees",
      "one in 20 misses the right value by chance",
    ] {
      #expect(terminal.contains(part), "\(part)")
    }
    #expect(ReportSample.markdown(result, context: context).contains("Formula and simulation"))
    #expect(ReportSample.page(result, context: context).contains("Formula and simulation"))
    let document = try JSONSerialization.jsonObject(
      with: Data(ReportJSON.text(of: result, formula: formula).utf8))
    let member = try #require((document as? [String: Any])?["formula"] as? [String: Any])
    let figures = try #require(member["figures"] as? [[String: Any]])
    #expect(figures.map { $0["simulated"] as? String } == ["agrees", "lower", "higher"])
  }
}

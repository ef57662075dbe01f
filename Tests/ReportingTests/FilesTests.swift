import ContactCenter
import Experiments
import Foundation
import Reporting
import Testing

@Suite("Files for programs")
struct FilesTests {
  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  // MARK: - Numbers and fields

  @Test(
    "Numbers for programs read back as the same number",
    arguments: [
      (0.1, "0.1"), (1234567, "1234567"), (-3, "-3"), (1e-7, "1e-07"), (0, "0"),
      (2.5e20, "2.5e+20"),
    ])
  func machineNumbers(value: Double, text: String) {
    #expect(MachineNumber.text(value) == text)
    #expect(Double(text) == value)
  }

  @Test("What is not a finite number has no text")
  func noNumbers() {
    #expect(MachineNumber.text(nil) == nil)
    #expect(MachineNumber.text(.nan) == nil)
    #expect(MachineNumber.text(.infinity) == nil)
  }

  @Test(
    "Fields are quoted where RFC 4180 says so",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
      ("two\nlines", "\"two\nlines\""), ("", ""), ("žluť 客户", "žluť 客户"), ("cr\r\n", "\"cr\r\n\""),
    ])
  func fields(value: String, field: String) {
    #expect(CSVText.field(value) == field)
  }

  // MARK: - Tables

  /// Rows of fields; enough for files without line breaks inside fields.
  private func rows(_ csv: String) -> [[String]] {
    #expect(csv.hasSuffix("\r\n"))
    return csv.components(separatedBy: "\r\n").dropLast().map { line in
      var fields: [String] = [""]
      var isQuoted = false
      for character in line {
        if character == "\"" {
          isQuoted.toggle()
        } else if character == ",", !isQuoted {
          fields.append("")
        } else {
          fields[fields.count - 1].append(character)
        }
      }
      return fields
    }
  }

  @Test("Every table has one header, rows of its width, and no column twice")
  func tables() {
    let result = ReportSample.result()
    for csv in [
      ReportCSV.intervals(of: result), ReportCSV.types(of: result), ReportCSV.groups(of: result),
    ] {
      let rows = rows(csv)
      #expect(rows.count > 1)
      #expect(rows.allSatisfy { $0.count == rows[0].count })
      #expect(Set(rows[0]).count == rows[0].count)
    }
  }

  @Test("Columns carry their unit, values are not rounded, and half-widths stand beside them")
  func columns() throws {
    let result = ReportSample.result()
    let rows = rows(ReportCSV.types(of: result))
    let column = try #require(rows[0].firstIndex(of: "averageSpeedOfAnswer_s"))
    #expect(rows[0][column + 1] == "averageSpeedOfAnswer_s_halfWidth")
    #expect(rows[0].contains("serviceLevel_share"))
    #expect(rows.map { $0[0] }.prefix(3) == ["contactType", "all", "Accounts"])
    #expect(Double(rows[2][column]) == result.value("averageSpeedOfAnswer", of: .contactType(0)))
  }

  @Test("Intervals have a row for the center and for each type, the time after closing included")
  func intervals() {
    let result = ReportSample.result()
    let rows = rows(ReportCSV.intervals(of: result))
    #expect(rows.count == 1 + 4 * (result.intervals + 1))
    #expect(rows[1].prefix(4) == ["all", "0", "28800", "30600"])
    #expect(rows[result.intervals + 1].prefix(4) == ["all", "24", "72000", ""])
  }

  // MARK: - The JSON document

  @Test("The document is valid JSON with every figure, its definition and what was simulated")
  func document() throws {
    let result = ReportSample.result()
    let data = Data(ReportJSON.text(of: result).utf8)
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let study = try #require(root["study"] as? [String: Any])
    #expect(study["seed"] as? Int == 7 && study["replications"] as? Int == 50)
    #expect((root["scenario"] as? [String: Any])?["digest"] as? String == result.scenarioDigest)
    let indicators = try #require(root["indicators"] as? [[String: Any]])
    #expect(indicators.count == result.indicators.count)
    let absent = IndicatorCatalogue.cost.count + IndicatorCatalogue.backlog.count
    #expect(result.indicators.count == IndicatorCatalogue.all.count - absent)
    let cells = try #require(root["figures"] as? [[String: Any]])
    let loans = cells.filter { $0["name"] as? String == ReportSample.hostileName }
    #expect(loans.count == result.intervals + 2)
    let figures = try #require(cells[0]["figures"] as? [String: [String: Any]])
    #expect(figures["serviceLevel"]?["value"] as? Double == result.value("serviceLevel"))
    #expect(
      figures["serviceLevel"]?["halfWidth"] as? Double == result.estimate("serviceLevel")?.halfWidth
    )
  }

  @Test("Without intervals the document keeps the whole horizon")
  func shortDocument() throws {
    let text = ReportJSON.text(of: ReportSample.result(), detail: .none)
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let cells = try #require(root["figures"] as? [[String: Any]])
    #expect(!cells.isEmpty && cells.allSatisfy { $0["interval"] is NSNull })
  }

  @Test("Intervals of parts beyond the limit are left out with a note, the center's never")
  func limitedDocument() throws {
    let result = ReportSample.result()
    func cells(_ detail: IntervalDetail) throws -> (count: Int, intervals: [String: Any]) {
      let text = ReportJSON.text(of: result, detail: detail)
      let root = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let figures = try #require(root["figures"] as? [[String: Any]])
      return (
        figures.count { !($0["interval"] is NSNull) },
        try #require(root["intervals"] as? [String: Any])
      )
    }
    // Three types, two queues, two groups, a trunk group and the ports have 25 rows each.
    let few = try cells(.upTo(rows: 60))
    #expect(few.count == 3 * 25 && few.intervals["rowsLeftOut"] as? Int == 7 * 25)
    #expect((few.intervals["note"] as? String)?.contains("--all-intervals") == true)
    let all = try cells(.all)
    #expect(all.count == 10 * 25 && all.intervals["note"] is NSNull)
    #expect(ReportJSON.text(of: result) == ReportJSON.text(of: result, detail: .all))
    let table = ReportCSV.intervals(of: result, detail: .upTo(rows: 25))
    #expect(rows(table).count == 1 + 2 * 25)
  }

  @Test("A shared queue has contact figures by interval, a type's own queue stands with the type")
  func queuesInDocument() throws {
    let text = ReportJSON.text(of: ReportSample.result())
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let queues = try #require(root["figures"] as? [[String: Any]])
      .filter { $0["scope"] as? String == "queue" }
    func figures(_ queue: Int, interval: Int?) throws -> [String: Any] {
      let cell = queues.first {
        $0["index"] as? Int == queue && $0["interval"] as? Int == interval
      }
      return try #require(cell?["figures"] as? [String: Any])
    }
    #expect(try figures(0, interval: nil)["serviceLevel"] != nil)
    #expect(try figures(0, interval: 3)["serviceLevel"] != nil)
    #expect(try figures(1, interval: nil)["serviceLevel"] != nil)
    #expect(try figures(1, interval: 3)["serviceLevel"] == nil)
    #expect(try figures(1, interval: 3)["averageQueueLength"] != nil)
    let days = try #require(try figures(0, interval: nil)["daysOnTarget"] as? [String: Any])
    #expect(days["lower"] as? Double == 0.53 && days["upper"] as? Double == 0.83)
    #expect((root["scopes"] as? String)?.contains("home queue") == true)
  }

  @Test(
    "No field of a table is taken for a formula, and numbers stay numbers",
    arguments: [
      ("=SUM(A1)", "'=SUM(A1)"), ("@a, b", "\"'@a, b\""), ("-x", "'-x"), ("-1.5", "-1.5"),
      ("+2e-3", "+2e-3"), ("-", "'-"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("a-b", "a-b"),
    ])
  func formulas(text: String, field: String) {
    #expect(CSVText.field(text) == field)
  }

  // MARK: - Whole or not at all

  @Test("Several files appear together, and older ones are replaced")
  func severalFiles() throws {
    try inFolder { folder in
      let target = folder.appendingPathComponent("new/report")
      try AtomicFile.write([.init(name: "a", text: "old")], into: target)
      try AtomicFile.write(
        [.init(name: "a", text: "new"), .init(name: "b", text: "2")], into: target)
      #expect(try names(in: target) == ["a", "b"])
      #expect(try String(contentsOf: target.appendingPathComponent("a"), encoding: .utf8) == "new")
    }
  }

  @Test("When one file cannot be written, none appears and nothing is left behind")
  func failure() throws {
    try inFolder { folder in
      try AtomicFile.write([.init(name: "a", text: "old")], into: folder)
      #expect(throws: (any Error).self) {
        try AtomicFile.write(
          [.init(name: "a", text: "new"), .init(name: "missing/b", text: "2")], into: folder)
      }
      #expect(try names(in: folder) == ["a"])
      #expect(try String(contentsOf: folder.appendingPathComponent("a"), encoding: .utf8) == "old")
    }
  }

  @Test("A trace appears when it is complete, with names instead of indices")
  func contacts() throws {
    try inFolder { folder in
      var model = Model()
      model.contactTypes = [.init(.init(name: "sales, new"), queue: 0)]
      model.queues = [.init(name: "sales")]
      let url = folder.appendingPathComponent("contacts.csv")
      let file = try ContactsFile(file: url, model: model)
      file.add(TraceRecord(time: 1.5, contact: 0, attempt: 1, type: 0, event: .arrives))
      file.add(
        TraceRecord(time: 1.5, contact: 0, attempt: 1, type: 0, event: .joinsQueue, place: 0))
      #expect(!FileManager.default.fileExists(atPath: url.path))
      try AtomicFile.replace(
        in: folder, by: [], finished: [(file: try file.complete(), name: "contacts.csv")])
      let text = try String(contentsOf: url, encoding: .utf8)
      #expect(rows(text).last == ["1.5", "1", "1", "sales, new", "joinsQueue", "", "sales"])
      #expect(try names(in: folder) == ["contacts.csv"])
    }
  }

  // MARK: - The archive

  @Test("A recorded run comes back with its figures and its document")
  func archive() throws {
    try inFolder { folder in
      let file = folder.appendingPathComponent("deep/archive.sqlite")
      let archive = try RunArchive(file: file)
      var result = ReportSample.result()
      result.seed = .max
      let time = Date(timeIntervalSince1970: 1_750_000_000)
      let first = try archive.record(
        RunRecord(result: result, time: time, folder: "Reports/a"), document: "{\"a\": 1}")
      result.isPartial = true
      try archive.record(RunRecord(result: result, time: time, folder: nil), document: "{}")
      let runs = try RunArchive(file: file).runs(limit: 10)
      #expect(runs.map(\.id) == [2, 1])
      #expect(runs[1] == first && runs[1].seed == "18446744073709551615")
      #expect(runs[1].serviceLevel == result.value("serviceLevel"))
      #expect(runs[0].isPartial && runs[0].folder == nil)
      #expect(try archive.document(of: 1) == "{\"a\": 1}")
      #expect(try archive.document(of: 99) == nil)
      #expect(try archive.runs(limit: 1).count == 1)
    }
  }

  @Test("A run has a folder once its report stands there, and a replaced one has none any more")
  func foldersOfRuns() throws {
    try inFolder { folder in
      let archive = try RunArchive(file: folder.appendingPathComponent("archive.sqlite"))
      let run = RunRecord(result: ReportSample.result(), time: Date(), folder: nil)
      func folders() throws -> [String?] { try archive.runs(limit: 10).reversed().map(\.folder) }
      for _ in 0..<3 { try archive.record(run, document: "{}") }
      #expect(try folders() == [nil, nil, nil])
      try archive.setFolder("Reports/a", of: 1)
      #expect(try folders() == ["Reports/a", nil, nil])
      // The third run's report could not be written: nothing changes.
      try archive.setFolder("Reports/a", of: 2, isReplacing: true)
      #expect(try folders() == [nil, "Reports/a", nil])
    }
  }

  @Test("A file that is no database is an error, not an empty archive")
  func noDatabase() throws {
    try inFolder { folder in
      let file = folder.appendingPathComponent("archive.sqlite")
      try Data(String(repeating: "no database ", count: 200).utf8).write(to: file)
      #expect(throws: (any Error).self) { try RunArchive(file: file) }
    }
  }

  @Test("The archive is the current folder's unless the environment names another")
  func defaultFile() {
    let here = FileManager.default.currentDirectoryPath
    #expect(
      RunArchive.defaultFile(environment: [:]).path == "\(here)/Reports/archive.sqlite")
    #expect(
      RunArchive.defaultFile(environment: ["SWITCHBOARD_ARCHIVE": "/x/y.sqlite"]).path
        == "/x/y.sqlite")
  }
}

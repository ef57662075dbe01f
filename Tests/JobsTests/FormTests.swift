import Experiments
import Foundation
import Jobs
import Reporting
import Tables
import Testing

/// Every report in every form and both languages.
@Suite("Forms and languages of all reports")
struct FormTests {
  /// The reports, by the commands that make them.
  enum Report: String, CaseIterable {
    case erlang, sweep, list, cards, verify, staff, week, compare, vary, tornado, run
  }

  static let combinations = Report.allCases.flatMap { report in
    ReportForm.allCases.filter { $0 != .pdf }.map { (report, $0) }
  }

  private static let cases = """
    {"schema": "truth/1", "family": "erlang_c", "cases": [{
      "id": "EC", "model": "M/M/n (Erlang C)",
      "params": {"servers": 14, "load_erlang": 10, "aht_s": 180, "threshold_s": 20},
      "outputs": {"asa_s": {"value": 7.835937011777243, "ref_err": 1e-12},
        "no_such": {"value": 1, "ref_err": 1e-12}}}]}
    """

  private static let day = "time,calls\n08:00,20\n08:30,40\n09:00,30\n09:30,10\n"
  private static let week =
    "date,time,calls\n"
    + (2...8).map { "2026-11-0\($0),08:00,20\n2026-11-0\($0),08:30,40\n" }.joined()

  private func bench() throws -> Bench {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "a.yaml")
    try bench.write(Self.day, to: "day.csv")
    try bench.write(Self.week, to: "week.csv")
    try bench.write(Self.cases, to: "cases.json")
    return bench
  }

  private func erlang(_ agents: String?) -> ErlangRequest {
    var request = ErlangRequest(model: .patient)
    (request.load, request.aht) = ("10", "180s")
    (request.agents, request.queue) = (agents, agents == nil ? "0..3" : nil)
    if agents == nil { (request.serviceLevel, request.asa) = ("80%", "5s") }
    return request
  }

  private func staff(_ file: String) -> StaffRequest {
    var request = StaffRequest(file: file)
    request.behaviour.aht = "300s"
    (request.goals.goal, request.shrinkage) = (["80/20", "asa<10s"], "breaks=8%,vacation=5%")
    return request
  }

  private func vary(isTornado: Bool) -> VaryRequest {
    var request = VaryRequest(
      file: "a.yaml", set: ["arrivals.scale=0.9,1.1", "handling.scale=0.9,1.1"])
    (request.replications, request.tornado) = (3, isTornado)
    request.comparison.goal = ["80/20"]
    return request
  }

  /// Makes a report in the folder `out`.
  private func make(_ report: Report, _ form: String, _ lang: String, _ bench: Bench) async throws {
    let workshop = bench.workshop
    switch report {
    case .erlang, .sweep:
      var request = erlang(report == .sweep ? "11..14" : nil)
      (request.form, request.lang, request.out) = (form, lang, "out")
      _ = try await request.run(in: workshop)
    case .list, .cards:
      var request = KPIRequest()
      request.names = report == .cards ? ["21", "SL2"] : []
      (request.form, request.lang, request.out) = (form, lang, "out")
      _ = try await request.run(in: workshop)
    case .verify:
      var request = VerifyRequest(paths: ["cases.json"])
      (request.form, request.lang, request.out) = (form, lang, "out")
      request.effort = 0.001
      _ = try await request.run(in: workshop)
    case .staff, .week:
      var request = staff(report == .week ? "week.csv" : "day.csv")
      (request.form, request.lang, request.out) = (form, lang, "out")
      _ = try await request.run(in: workshop)
    case .compare:
      var request = CompareRequest(files: ["a.yaml"])
      (request.vary, request.replications) = (["agents.team.count=4,6"], 4)
      request.comparison.goal = ["80/20"]
      (request.comparison.form, request.comparison.lang) = (form, lang)
      request.comparison.out = "out"
      _ = try await request.run(in: workshop)
    case .vary, .tornado:
      var request = vary(isTornado: report == .tornado)
      (request.comparison.form, request.comparison.lang) = (form, lang)
      request.comparison.out = "out"
      _ = try await request.run(in: workshop)
    case .run:
      var request = RunRequest(file: "a.yaml")
      (request.form, request.management.lang, request.out) = (form, lang, "out")
      _ = try await request.run(in: workshop)
    }
  }

  /// The files of a report.
  private func files(
    _ report: Report, _ form: String, _ lang: String
  ) async throws -> [String: Data] {
    let bench = try bench()
    try await make(report, form, lang, bench)
    let names = bench.files.filter { $0.hasPrefix("out/") }
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try Data(contentsOf: bench.folder.appendingPathComponent($0)))
      })
  }

  // MARK: - Well-formed

  @Test("Every report has every form in English and Chinese, well-formed", arguments: combinations)
  func forms(report: Report, form: ReportForm) async throws {
    for language in KPILanguage.allCases {
      let files = try await files(report, form.rawValue, language.rawValue)
      #expect(!files.isEmpty)
      for (name, data) in files {
        #expect(name.hasSuffix(".\(form.ending)"), "\(name)")
        #expect(data.count > 40, "\(name)")
        try check(data, form, language, "\(report) \(name) \(language)")
      }
    }
  }

  private func check(
    _ data: Data, _ form: ReportForm, _ language: KPILanguage, _ place: String
  ) throws {
    let text = String(decoding: data, as: UTF8.self)
    switch form {
    case .html:
      #expect(text.ranges(of: "<h1").count == 1, "\(place)")
      #expect(text.contains("<html lang=\"\(language == .zh ? "zh-CN" : "en")\""), "\(place)")
      if language == .zh { Self.expectChinese(Self.visible(text), place) }
    case .md, .text:
      #expect(!text.contains("\u{1B}"), "\(place)")
      if language == .zh { Self.expectChinese(text, place) }
    case .csv:
      let counts = Self.fieldCounts(text)
      #expect(counts.count > 1 && Set(counts).count == 1, "\(place) \(counts)")
    case .json: _ = try JSONSerialization.jsonObject(with: data)
    case .xlsx:
      let sheet = try Sheet.read(bytes: Array(data), name: place)
      #expect(!sheet.name.isEmpty, "\(place)")
      #expect(text.contains("xl/worksheets/sheet2.xml"), "\(place)")
    case .pdf: #expect(data.starts(with: Data("%PDF-".utf8)), "\(place)")
    }
  }

  /// What a page shows, without scripts, styles and what is to be copied.
  private static func visible(_ html: String) -> String {
    var text = html
    for tag in ["script", "style", "pre", "head", "title"] {
      while let start = text.range(of: "<\(tag)"),
        let end = text.range(of: "</\(tag)>", range: start.upperBound..<text.endIndex)
      {
        text.removeSubrange(start.lowerBound..<end.upperBound)
      }
    }
    return text.replacing(/<[^>]*>/, with: " ")
  }

  /// No English sentence is left: never four English words in a row outside of commands.
  private static func expectChinese(_ text: String, _ place: String) {
    let lines = text.split(separator: "\n").filter { !$0.contains("switchboard ") }
    for line in lines {
      let found = line.firstMatch(of: /[A-Za-z]{2,} [a-z]+ [a-z]+ [a-z]+/)
      #expect(found == nil, "\(place): \(found.map { String($0.0) } ?? "")")
    }
    #expect(text.contains { ("一"..."龥").contains($0) }, "\(place)")
  }

  /// The number of fields of each record, quotes and all.
  private static func fieldCounts(_ csv: String) -> [Int] {
    var counts: [Int] = []
    var (fields, isQuoted) = (1, false)
    for scalar in csv.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields += 1
      case "\n" where !isQuoted:
        counts.append(fields)
        fields = 1
      default: break
      }
    }
    return counts
  }

  // MARK: - Names and places

  @Test("Two languages are two files, or one page with a switch")
  func languages() async throws {
    #expect(
      try await files(.erlang, "md,html,xlsx", "en,zh").keys.sorted() == [
        "out/erlang.en.md", "out/erlang.en.xlsx", "out/erlang.html", "out/erlang.zh.md",
        "out/erlang.zh.xlsx",
      ])
    let both = try await files(.list, "html", "en,zh")
    let page = String(decoding: try #require(both["out/kpis.html"]), as: UTF8.self)
    #expect(page.contains("data-language=\"zh\"") && page.ranges(of: "<h1").count == 2)
  }

  @Test("One form may have a file of its own, which nothing replaces unasked")
  func file() async throws {
    let bench = try bench()
    var request = erlang(nil)
    (request.form, request.out) = ("md", "answer.md")
    let outcome = try await request.run(in: bench.workshop)
    #expect(outcome.delivery?.files.map(\.name) == ["answer.md"])
    #expect(bench.files.contains("answer.md"))
    request.asa = "4s"
    #expect(await thrown(by: request, in: bench.workshop)?.field == .out)
    request.force = true
    #expect(try await request.run(in: bench.workshop).delivery != nil)
  }

  @Test("Standard output takes one text; other forms are told where to go")
  func standardOutput() async throws {
    let bench = try bench()
    var request = erlang(nil)
    request.form = "xlsx"
    let failure = await thrown(by: request, in: bench.workshop)
    #expect(failure?.field == .form && failure?.text(\.option).contains("--out") == true)
    request.form = "html,md"
    #expect(await thrown(by: request, in: bench.workshop)?.field == .form)
    request.form = "json"
    let file = try #require(try await request.run(in: bench.workshop).delivery?.files.first)
    #expect(String(decoding: file.data, as: UTF8.self).contains("\"agents\" : 15"))
    (request.form, request.lang) = (nil, "zh")
    let text = try #require(try await request.run(in: bench.workshop).delivery?.files.first)
    #expect(String(decoding: text.data, as: UTF8.self).contains("需要 15 名座席"))
    request.lang = "fr"
    #expect(await thrown(by: request, in: bench.workshop)?.field == .lang)
  }

  @Test(
    "A report is printed where Chromium is installed",
    .enabled(if: PDFRenderer.installed != nil))
  func printed() async throws {
    let files = try await files(.staff, "pdf", "zh")
    try check(try #require(files["out/staffing.pdf"]), .pdf, .zh, "staffing.pdf")
  }

  // MARK: - Figures and words

  @Test("Figures are the same in both languages and forms")
  func figures() async throws {
    let chinese = try await files(.erlang, "md", "zh")["out/erlang.md"]
    let english = try await files(.erlang, "md", "en")["out/erlang.md"]
    let texts = [chinese, english].map { String(decoding: $0 ?? Data(), as: UTF8.self) }
    #expect(texts[0].contains("94.1%") && texts[1].contains("94.1 %"))
    #expect(texts[0].contains("3.67 秒") && texts[1].contains("3.67 s"))
  }

  @Test("Texts fold to the terminal's width, ideographs counted as two columns", arguments: [60, 100])
  func width(columns: Int) async throws {
    let bench = try bench()
    var workshop = bench.workshop
    workshop.textStyle = TerminalStyle(width: columns)
    for lang in ["en,zh", "zh"] {
      var request = erlang(nil)
      request.lang = lang
      let answer = try #require(try await request.run(in: workshop).delivery?.files.first)
      var verify = VerifyRequest(paths: ["cases.json"])
      (verify.lang, verify.effort) = ("zh", 0.001)
      let verdicts = try #require(try await verify.run(in: workshop).delivery?.files.first)
      let chinese = String(decoding: answer.data, as: UTF8.self).split(separator: "公式计算").last ?? ""
      let lines = chinese + "\n" + String(decoding: verdicts.data, as: UTF8.self)
      for line in lines.split(separator: "\n") {
        let width = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
        #expect(width <= columns, "\(line)")
      }
    }
  }

  @Test("The pieces of a plan's JSON are the document that is kept, and each is small")
  func pieces() async throws {
    let bench = try bench()
    var request = staff("week.csv")
    request.noReport = true
    let outcome = try await request.run(in: bench.workshop)
    let collector = Collector()
    try outcome.writeDocument { collector.add($0) }
    #expect(String(decoding: collector.data, as: UTF8.self) == (try outcome.document()))
    let members = try #require(
      JSONSerialization.jsonObject(with: collector.data) as? [String: Any])
    let pools = try #require(members["pools"] as? [[String: Any]])
    let rows = try #require(pools.first?["intervals"] as? [[String: Any]])
    #expect(rows.count == 14 && rows.allSatisfy { ($0["rows"] as? [Any])?.isEmpty == false })
    // As the encoder would have it.
    let again = try JSONSerialization.data(
      withJSONObject: members, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    #expect(again.count > collector.data.count / 2)
  }
}

/// Takes pieces of a document.
private final class Collector {
  private(set) var data = Data()
  func add(_ piece: Data) { data.append(piece) }
}

import Experiments
import Foundation
import Reporting
import Testing

@Suite("The management report")
struct ManagementTests {
  static let catalogue = ManagementSample.catalogue
  static let report = ManagementSample().report

  static func document(
    _ language: KPILanguage, _ report: ManagementReport = report
  ) -> Document {
    Document(report, catalogue: catalogue, language: language)
  }

  private func language(_ language: KPILanguage, currency: String? = "CNY") -> ReportLanguage {
    ReportLanguage(language, catalogue: Self.catalogue, currency: currency)
  }

  // MARK: - Figures

  @Test("Figures have the units of the language and no more digits than their interval justifies")
  func figures() {
    let english = language(.en)
    let chinese = language(.zh)
    let level = KPIEstimate(value: 0.80613, low: 0.78813, high: 0.82413)
    #expect(english.estimate(level, .init(.proportion)) == "80.6 ± 1.8 %")
    #expect(chinese.estimate(level, .init(.proportion)) == "80.6 ± 1.8%")
    #expect(english.figure(20_331, .init(.money)) == "CNY 20,331")
    #expect(chinese.figure(20_331, .init(.money)) == "20,331 元")
    #expect(language(.zh, currency: "USD").figure(7, .init(.money)) == "7 美元")
    #expect(english.figure(330, .init(.seconds)) == "330 s")
    #expect(english.figure(725, .init(.seconds)) == "12:05 min")
    #expect(chinese.figure(23.14, .init(.seconds)) == "23.1 秒")
    #expect(english.figure(0.052, .init(.percentPoints, isSigned: true)) == "+5.2 pts")
    #expect(english.figure(-0.01, .init(.percentPoints, isSigned: true)) == "−1 pt")
    #expect(english.figure(0.01, .init(.percentPoints)) == "1 pt")
    #expect(chinese.figure(-0.015, .init(named: "signedPercentPoints")) == "−1.5 个百分点")
    #expect(english.figure(-3.5, .init(named: "signed:seconds")) == "−3.50 s")
    #expect(english.figure(.nan, .init(.seconds)) == "–")
    #expect(english.figure(nil, .init(.seconds)) == "–")
    #expect(
      english.estimate(KPIEstimate(value: 123.456, low: 100, high: 146.9), .init(.seconds))
        == "123 ± 23 s")
  }

  @Test("An interval that is not symmetric is told by its ends")
  func ends() {
    let share = KPIEstimate(value: 0.98, low: 0.90, high: 0.995)
    #expect(language(.en).estimate(share, .init(.proportion)) == "98.0 % (90.0–99.5 %)")
    let change = KPIEstimate(value: 0.01, low: -0.02, high: 0.10)
    #expect(
      language(.en).estimate(change, .init(.percentPoints, isSigned: true))
        == "+1.0 pts (−2.0 … +10.0 pts)")
  }

  @Test("A chance has the digits that its interval leaves, and is never surer than that")
  func chances() {
    let english = language(.en)
    let (all, none) = (KPIEstimate(value: 1, low: 0.84, high: 1), KPIEstimate(value: 0, low: 0, high: 0.39))
    #expect(english.estimate(all, .init(.chance)) == "84–100 %")
    #expect(english.estimate(none, .init(.chance)) == "0–39 %")
    #expect(language(.zh).estimate(all, .init(.chance)) == "84–100%")
    #expect(
      english.estimate(KPIEstimate(value: 0.8, low: 0.74, high: 0.86), .init(.chance)) == "80 % (74–86 %)")
    #expect(english.estimate(KPIEstimate(value: 1, low: 0.999, high: 1), .init(.chance)) == "over 99 %")
  }

  @Test("Several days are “in 6 days”, one is “a day”")
  func spans() {
    #expect(language(.en).figure(1, .init(.days)) == "a day")
    #expect(language(.en).figure(6, .init(.days)) == "in 6 days")
    #expect(language(.zh).figure(6, .init(.days)) == "6天")
  }

  @Test("Where a replication has several days, no share of replications is called one of days")
  func spansOfDays() {
    var report = Self.report
    report.time.daysPerReplication = 5
    let english = DocumentPage.render([Self.document(.en, report)])
    #expect(english.contains("Spans of 5 days on target") && english.contains("Span 1 of 5 days"))
    #expect(!english.contains("Days on target") && !english.contains("day by day"))
    #expect(!english.contains("Share of simulated days") && !english.contains("a simulated day."))
    let chinese = DocumentPage.render([Self.document(.zh, report)])
    #expect(chinese.contains("5 日达标率") && !chinese.contains("单日达标"))
    #expect(DocumentPage.render([Self.document(.en)]).contains("Days on target"))
  }

  @Test("Days are written as the language does")
  func days() {
    #expect(language(.en).day("2026-11-22") == "2026-11-22")
    #expect(language(.zh).day("2026-11-22") == "2026年11月22日")
    #expect(language(.zh).day("soon") == "soon")
  }

  @Test("A finding becomes a sentence of each language")
  func sentences() {
    let finding = Finding(
      "summary.action",
      [
        "action": .word("lever.staffing"), "kpi": .names(["serviceLevel"]),
        "recovery": .number(0.052, unit: "signedPercentPoints"),
        "before": .number(0.752, unit: "proportion"), "after": .number(0.804, unit: "proportion"),
        "outcome": .word("action.met"),
      ])
    #expect(
      language(.en).sentence(finding)
        == "Staffing: Service level from 75.2 % to 80.4 %, a change of +5.2 pts; the target is met."
    )
    #expect(
      language(.zh).sentence(finding)
        == "人力：服务水平由 75.2% 变为 80.4%，预计变化 +5.2 个百分点；可达标。")
    #expect(language(.en).sentence(Finding("no.such")) == "no.such")
    #expect(language(.en).sentence(Finding("card.serves", ["path": .text("a")])) == "Serves: a (–).")
  }

  // MARK: - The document

  @Test("Both languages have the same sections, tables and cells", arguments: [1, 8])
  func sameShape(agents: Int) {
    let report = ManagementSample(agents: agents).report
    let (english, chinese) = (Self.document(.en, report), Self.document(.zh, report))
    #expect(english.sections.map(\.identifier) == chinese.sections.map(\.identifier))
    #expect(english.sections.map(\.number) == Array(1...13))
    #expect(Self.shape(english) == Self.shape(chinese))
  }

  private static func shape(_ document: Document) -> [String] {
    tables(document).map { "\($0.identifier) \($0.columns.count) \($0.rows.count)" }
  }

  private static func tables(_ document: Document) -> [Document.Table] {
    document.sections.flatMap(\.blocks).compactMap { block in
      if case .table(let table) = block { table } else { nil }
    }
  }

  @Test("Identifiers are unique, and every row has a cell for each column")
  func soundTables() {
    let tables = Self.tables(Self.document(.en))
    #expect(Set(tables.map(\.identifier)).count == tables.count)
    for table in tables {
      #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(table.identifier)")
    }
  }

  @Test("What is not measured says why and is never 0 or blank", arguments: KPILanguage.allCases)
  func unmeasured(language: KPILanguage) throws {
    let table = try #require(
      Self.tables(Self.document(language)).first { $0.identifier == "kpiTable" })
    let marks = Set(Self.report.kpis.filter { $0.estimate == nil }.map(\.identifier))
    let words = ReportLanguage(language, catalogue: Self.catalogue, currency: nil)
    for (row, result) in zip(table.rows, Self.report.kpis) where marks.contains(result.identifier) {
      #expect(row[2].text == words.word("verdict.notMeasured"))
      #expect(!row[2].note.isEmpty && row[2].order == nil)
    }
    #expect(!marks.isEmpty)
  }

  @Test("A report without figures says in a sentence what each section lacks")
  func empty() {
    let run = Self.report.run
    let report = ManagementReport(
      run: run, profile: "custom", time: .init(interval: 1800, dataDate: "2026-11-22"))
    for language in KPILanguage.allCases {
      let document = Self.document(language, report)
      for section in document.sections where section.identifier != "kpis" {
        let says = section.blocks.contains { block in
          switch block {
          case .note(let text), .paragraph(let text): !text.isEmpty
          default: false
          }
        }
        #expect(says, "\(section.identifier)")
      }
      #expect(!DocumentPage.render([document]).isEmpty)
    }
  }

  @Test("No key of the texts is printed in place of its words", arguments: KPILanguage.allCases)
  func noKeys(language: KPILanguage) {
    let page = DocumentPage.render([Self.document(language)])
    let groups = Set(
      Self.catalogue.words(.en).words.keys.map { $0.split(separator: ".")[0] }
        + Self.catalogue.words(.en).phrases.keys.map { $0.split(separator: ".")[0] })
    let visible = page.replacing(
      #/<(style|script)[^>]*>.*?<\/(style|script)>|<[^>]*>/#.dotMatchesNewlines(), with: " ")
    for match in visible.matches(of: #/([a-zA-Z]+)\.([a-zA-Z]+)/#) where groups.contains(match.1) {
      Issue.record("\(match.0)")
    }
  }

  @Test(
    "Relations between figures are told in words of the language",
    arguments: [
      (KPILanguage.en, "talk + hold + wrap-up = handle time"), (.zh, "交谈 + 持线 + 事后处理 = 处理时长"),
    ])
  func identities(language: KPILanguage, words: String) {
    let page = DocumentPage.render([Self.document(language)])
    #expect(page.contains(words))
    #expect(DocumentMarkdown.render(Self.document(language)).contains(words))
  }

  @Test("Words for every value of an enumeration are there")
  func enumerations() {
    let words = Set(Self.catalogue.words(.en).words.keys)
    let needed =
      KPIResult.Verdict.allCases.map { "verdict.\($0.rawValue)" }
      + SMARTChecks.Check.Outcome.allCases.flatMap {
        ["outcome.\($0.rawValue)", "outcomeShort.\($0.rawValue)"]
      }
      + ["infeasible", "stretch", "attainable", "tooEasy", "overService"].map { "grade.\($0)" }
      + ["onTrack", "atRisk", "offTrack", "none"].map { "outlook.\($0)" }
      + ["group", "agent", "contactType"].flatMap { ["table.\($0)", "column.\($0)"] }
    for key in needed { #expect(words.contains(key), "\(key)") }
  }

  @Test("Every word and phrase that the program asks for is there")
  func keysInSources() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Reporting/Management")
    let texts = Self.catalogue.words(.en)
    var found = 0
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      let source = try String(contentsOf: file, encoding: .utf8)
      let call = #/\b(word|phrase|Finding|column|spans|spanPhrase)\(\s*"([a-zA-Z.]+)"\s*[,)]/#
      for match in source.matches(of: call) {
        let key = String(match.2)
        // word("lever", x) and column("kpi") name a group and a column.
        let isThere =
          match.1 == "column"
          ? texts.words["column.\(key)"] != nil
          : match.1 == "word"
            ? texts.words[key] != nil || texts.words.keys.contains { $0.hasPrefix(key + ".") }
            : texts.phrases[key] != nil
              && (match.1 != "spanPhrase" || texts.phrases[key + ".spans"] != nil)
        #expect(isThere, "\(file.lastPathComponent): \(match.0)")
        found += 1
      }
      for match in source.matches(of: #/(absent\()"([a-z]+)"\)/#) {
        #expect(texts.phrases["absent.\(match.2)"] != nil, "\(match.2)")
      }
    }
    #expect(found > 100)
  }

  // MARK: - Charts

  @Test("Limits of a control chart follow from the mean moving range")
  func controlLimits() throws {
    // Moving ranges 2, 2, 2: the deviation is 2 / 1.128.
    let limits = try #require(ControlLimits([1, 3, 1, 3]))
    #expect(limits.center == 2)
    #expect(abs(limits.high - (2 + 6 / 1.128)) < 1e-12)
    #expect(abs(limits.low - (2 - 6 / 1.128)) < 1e-12)
    #expect(ControlLimits([1]) == nil)
  }

  // MARK: - The page

  @Test("Names of the scenario cannot become markup or style")
  func escaping() {
    var sample = ManagementSample()
    sample.name = "\"</style><script>alert(1)</script>\\"
    var report = sample.report
    report.tables[0].rows[0].name = "<img src=x onerror=alert(2)>"
    report.heatMaps[0].rows[1] = "<b>type</b>"
    report.run.commandLine = "run '</code><i>'"
    report.run.warnings = ["<u>careful</u>"]
    let page = DocumentPage.render(KPILanguage.allCases.map { Self.document($0, report) })
    for forbidden in [
      "<script>alert", "</style><script>", "<img", "<b>type", "</code><i>", "<u>careful",
    ] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
    #expect(page.components(separatedBy: "</style>").count == 2)
    #expect(page.contains("&lt;img src=x onerror=alert(2)&gt;"))
  }

  @Test("The page is whole: tags are closed, ids unique, nothing is fetched, no figure is nan")
  func wellFormed() {
    let page = DocumentPage.render(KPILanguage.allCases.map { Self.document($0) })
    for tag in ["table", "section", "article", "figure", "svg", "div", "p", "span", "tr", "td", "th"] {
      let opened = page.matches(of: try! Regex("<\(tag)[ >]")).count
      let closed = page.components(separatedBy: "</\(tag)>").count - 1
      #expect(opened == closed, "\(tag): \(opened) and \(closed)")
    }
    let identifiers = page.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
    #expect(Set(identifiers).count == identifiers.count)
    for address in ["http:", "https:", " src=", "<link", "@import", "url("] {
      #expect(!page.contains(address), "\(address)")
    }
    #expect(page.contains("lang=\"zh-CN\"") && page.contains("lang=\"en\""))
    #expect(page.firstMatch(of: #/[>" ](nan|inf|-inf)[<" ,]/#) == nil)
  }

  @Test("Every script stands in an element of its own, so that none becomes the other's argument")
  func scripts() {
    let page = DocumentPage.render(KPILanguage.allCases.map { Self.document($0) })
    let scripts = page.components(separatedBy: "<script>\n").dropFirst()
    #expect(scripts.count == 4)
    for script in scripts {
      let body = script.components(separatedBy: "</script>")[0]
      #expect(body.hasPrefix("(() => {\n"))
      #expect(body.components(separatedBy: "\n(() => {").count == 1)
      #expect(body.hasSuffix("})()\n"))
    }
  }

  @Test("Hostile figures do not stop the page")
  func hostileFigures() {
    var report = Self.report
    for index in report.kpis.indices {
      report.kpis[index].estimate = KPIEstimate(
        value: [.nan, .infinity, 1e300, 0][index % 4], low: -.infinity, high: .nan)
      report.kpis[index].days = [.nan, 1e300, -1e300, 0, 1, 2, 3, 4, 5, 6]
      report.kpis[index].dayShare = KPIEstimate(value: .nan)
    }
    report.heatMaps[0].values[0] = [.nan, .infinity, 1e300]
    report.time.intervalStarts = [.nan]
    report.tables[0].rows[0].values = []
    report.attainability?.plans[0].cost = .nan
    report.attainability?.plans[1].values["serviceLevel"] = KPIEstimate(value: .infinity)
    let page = DocumentPage.render([Self.document(.en, report)])
    #expect(page.firstMatch(of: #/[>" ](nan|inf|-inf)[<" ,]/#) == nil)
    #expect(page.hasSuffix("</html>\n"))
  }

  @Test("The report of a large center in two languages stays below 3 MB")
  func size() {
    let report = ManagementSample(types: 20, intervals: 96, agents: 250, days: 400).report
    let page = DocumentPage.render(KPILanguage.allCases.map { Self.document($0, report) })
    #expect(page.utf8.count < 3_000_000, "\(page.utf8.count)")
    // Every agent and every interval is there.
    #expect(page.contains("Agent 250") && page.contains("19:52"))
  }
}

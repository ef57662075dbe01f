import ContactCenter
import Experiments
import Foundation
import Reporting
import Testing

@Suite("A study in the terminal")
struct StudyTextTests {
  private func page(width: Int = 100, isColoured: Bool = false) -> String {
    ReportSample.text(style: TerminalStyle(width: width, isColoured: isColoured))
  }

  @Test("It has the center, types, groups, lines and intervals, with units and half-widths")
  func content() {
    let text = page()
    for title in [
      "Whole center", "By contact type", "Agent groups", "Trunk groups and ports",
      "Planning intervals",
    ] {
      #expect(text.contains("\n\(title)\n"), "\(title)")
    }
    #expect(text.contains("50 of 50") && text.contains("Seed: 7"))
    #expect(text.contains("Service level (within 20 s)"))
    #expect(text.contains("±") && text.contains(" %") && text.contains(" s"))
    #expect(text.contains("  08:00") && text.contains("  19:30"))
  }

  @Test("What only pages have is left out: definitions, agents, the glossary")
  func brief() {
    let text = page()
    for title in ["Glossary", "Check of identities", "Persons and attempts", "How to reproduce"] {
      #expect(!text.contains("\n\(title)\n"), "\(title)")
    }
    #expect(text.split(separator: "\n").count < 220)
  }

  @Test("No line is wider than the terminal", arguments: [60, 80, 120, 200])
  func width(width: Int) {
    let lines = page(width: width).split(separator: "\n")
    #expect(lines.count > 20)
    for line in lines { #expect(line.unicodeScalars.count <= width, "\(line)") }
  }

  @Test("Columns of numbers end in the same place")
  func alignment() throws {
    let lines = page().components(separatedBy: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("  08:00") })
    let table = lines[start...].prefix { !$0.isEmpty }
    // Figures with half-widths have no room beside one another, which is said below them.
    #expect(table.last == "  half-widths are not shown in this width")
    #expect(Set(table.dropLast().map(\.count)).count == 1)
    #expect(table.count == 24 + 1)
  }

  @Test("A half-width stands between the figure and its unit, and figures below one another")
  func unitsBehindHalfWidths() throws {
    let text = page()
    #expect(text.contains(/Abandoned, share +3\.6\d ± 0\.36 %/))
    #expect(!text.contains(/% ±/))
  }

  @Test("No line ends in blanks", arguments: [false, true])
  func noTrailingBlanks(isColoured: Bool) {
    for line in page(isColoured: isColoured).split(separator: "\n") {
      #expect(!line.hasSuffix(" ") && !line.hasSuffix(" \u{1B}[0m"), "\(line)")
    }
  }

  @Test("Queues have a table where several types share one, and only there")
  func sharedQueues() {
    #expect(page().contains("\nQueues\n"))
    var result = ReportSample.result()
    result.homeQueues = HomeQueues(queues: 3, homes: [0, 1, 2])
    #expect(!ReportSample.text(result).contains("\nQueues\n"))
  }

  @Test("Blocked contacts, adherence above 100 % and waits of the answered are named")
  func labels() {
    let text = page().replacing("\n", with: " ")
    #expect(text.contains(/Blocked +\d/) && text.contains("Blocked, share"))
    #expect(text.contains("Adherence is above 100 % where agents finish contacts after their time."))
    #expect(text.contains("Wait of answered, 90 % within"))
  }

  @Test("Work after closing has a row of its own")
  func afterClosing() {
    #expect(!page().contains("after closing"))
    var result = ReportSample.result(intervals: 4)
    let table = result.groupTable
    let handling = IndicatorCatalogue.agents.firstIndex { $0.identifier == "handlingHours" }
    result.groupTable = EstimateTable(kind: .agents, members: 2, rows: 5) { cell, indicator in
      let isAfter = cell == 2 * 6 + 4 && indicator == handling
      return isAfter
        ? Estimate(value: 1.5)
        : table.cell(member: cell / 6, interval: cell % 6 < 5 ? cell % 6 : nil)[indicator]
    }
    #expect(ReportSample.text(result).contains("  after closing"))
  }

  @Test("Escape sequences are written for terminals only")
  func colours() {
    #expect(!page().contains("\u{1B}"))
    #expect(page(isColoured: true).contains("\u{1B}[1m"))
  }

  @Test("A partial result, missed precision and failed checks are said")
  func remarks() {
    var result = ReportSample.result()
    result.isPartial = true
    result.replications = 3
    result.violations = ["replication 2: lines seized 5, released 4"]
    let goal = Scenario.PrecisionGoal(
      indicator: "serviceLevel", halfWidth: 0.001, isRelative: false)
    result.precision = [PrecisionOutcome(goal: goal, required: 0.001, reached: 0.02, isMet: false)]
    let text = ReportSample.text(result).replacing("\n", with: " ")
    #expect(text.contains("interrupted after 3 of 50 replications"))
    #expect(text.contains("Precision not met: serviceLevel: ± 2.0 % reached, ± 0.10 % asked for."))
    #expect(text.contains("Check failed: replication 2: lines seized 5, released 4"))
  }

  @Test("The list of runs is a document for people and an array for programs")
  func runs() throws {
    var run = RunRecord(
      result: ReportSample.result(), time: Date(timeIntervalSince1970: 0), folder: "Reports/x")
    run.id = 12
    func text(_ runs: [RunRecord]) -> String {
      let language = ReportLanguage(.en, catalogue: ManagementSample.catalogue, currency: nil)
      return DocumentText.render(RunsDocument(runs, [], language: language, version: "1").document)
    }
    #expect(text([]).contains("No runs yet."))
    #expect(text([run]).contains("A sample <day>"))
    let data = Data(RunsJSON.text([run]).utf8)
    let list = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(list[0]["id"] as? Int == 12 && list[0]["time"] as? String == "1970-01-01T00:00:00Z")
  }

  @Test("Every event of a trace has words in Chinese")
  func chineseTrace() {
    var model = Model()
    model.contactTypes = [.init(.init(name: "销售"), queue: 0)]
    for event in TraceEvent.allCases {
      let record = TraceRecord(time: 28_800, contact: 0, attempt: 2, type: 0, event: event)
      let text = ContactTrace(model: model).text([record], language: .zh)
      #expect(text.hasPrefix("联络 1 (销售)\n  08:00:00.0  "))
      #expect(!text.contains { $0.isASCII && $0.isLetter }, "\(event): add it to TraceWords")
    }
  }

  @Test("The glossary in Chinese says what figures measure, not their names again")
  func chineseGlossary() {
    var found = 0
    for block in ReportSample.study(ReportSample.result(), .zh).document.sections.flatMap(\.blocks) {
      guard case .detail(_, let blocks) = block else { continue }
      for case .table(let table) in blocks where table.identifier == "glossary" {
        for row in table.rows {
          #expect(row[2].text != row[0].text && row[2].text != "–", "\(row[1].text)")
          found += 1
        }
      }
    }
    #expect(found > 40)
  }

  @Test("A trace is told contact by contact")
  func trace() {
    var model = Model()
    model.contactTypes = [.init(.init(name: "sales"), queue: 0)]
    model.queues = [.init(name: "sales queue")]
    let records = [
      TraceRecord(time: 28_800, contact: 1, attempt: 1, type: 0, event: .arrives),
      TraceRecord(time: 28_801.26, contact: 0, attempt: 2, type: 0, event: .arrives),
      TraceRecord(time: 86_401, contact: 1, attempt: 1, type: 0, event: .joinsQueue, place: 0),
    ]
    let text = ContactTrace(model: model).text(records)
    #expect(
      text == """
        Contact 1 (sales)
          08:00:01.3  arrives (attempt 2)

        Contact 2 (sales)
          08:00:00.0  arrives
          day 2, 00:00:01.0  joins queue sales queue

        """)
  }
}

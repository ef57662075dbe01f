import ContactCenter
import Experiments
import Foundation
import Reporting
import Testing

@Suite("The page of a study")
struct StudyPageTests {
  private let page = ReportSample.page()

  @Test("Names, notes and descriptions cannot become markup")
  func escaping() {
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("</script> |"))
    #expect(!page.contains("<b>three"))
    #expect(page.contains("Loans &lt;script&gt;alert(1)&lt;/script&gt; | &quot;x&quot;"))
    #expect(page.contains("<title>A sample &lt;day&gt;"))
  }

  @Test("Nothing is fetched: the page names no address")
  func offline() {
    #expect(page.firstMatch(of: /https?:\/\//) == nil)
    for attribute in [" src=", "<link", "@import", "url("] { #expect(!page.contains(attribute)) }
    #expect(page.contains("default-src 'none'"))
  }

  @Test("Charts are drawn in the page, and told in words")
  func charts() {
    #expect(page.ranges(of: "<svg").count == ReportSample.charts().count)
    #expect(page.contains("highest 60.1 at 10:30"))
  }

  @Test("The head tells scenario, seed, digest, version, replications and confidence")
  func head() {
    for fact in ["50 of 50", "95\u{a0}%", "5f3a9c0d1e2b4a68", "0.1.0", "<dd>7</dd>"] {
      #expect(page.contains(fact), "\(fact)")
    }
    #expect(page.contains("switchboard run sample.yaml --seed 7 --replications 50"))
    #expect(!page.contains("Partial result"))
  }

  @Test("An interrupted study is marked, and its doubts are told")
  func partial() {
    var result = ReportSample.result()
    result.isPartial = true
    result.replications = 12
    result.warnings = ["Batches are correlated."]
    let page = ReportSample.page(result)
    #expect(page.contains("Partial result") && page.contains("after 12 of 50 replications"))
    #expect(page.contains("Batches are correlated."))
  }

  @Test("All sections are there and every link within the page leads somewhere")
  func sections() {
    let targets = Set(page.matches(of: /id="([^"]+)"/).map { String($0.output.1) })
    let links = page.matches(of: /href="#([^"]+)"/).map { String($0.output.1) }
    for name in [
      "charts", "center", "types", "service-levels", "persons", "queues", "queue-lengths", "groups",
      "answered-by", "trunks", "intervals", "agents", "notes", "glossary", "reproduce",
    ] {
      #expect(links.contains("en-\(name)"), "\(name)")
    }
    #expect(Set(links).isSubset(of: targets), "\(Set(links).subtracting(targets))")
  }

  @Test("Queues show the contacts of the types whose home they are")
  func queues() throws {
    let start = try #require(page.range(of: "<h2 id=\"en-queues\">"))
    let section = page[start.upperBound...].components(separatedBy: "</section>")[0]
    #expect(section.contains("Accounts, Cards") && section.contains("Service level"))
    #expect(page.contains("Queue General") && !page.contains("Queue Loans"))
    #expect(page.contains("home queue it is"))
  }

  @Test("Days on target stand beside the service level")
  func daysOnTarget() {
    #expect(page.contains("Days on target: 70 (53–83)\u{a0}%."))
  }

  @Test("Every service-level definition stands with its formula")
  func serviceLevels() {
    for definition in ServiceLevelDefinition.allCases {
      #expect(page.contains("\(definition.code) \(definition.label)"))
      #expect(page.contains(definition.formula))
    }
  }

  @Test("Tables have heads with a scope, and rows of equal length")
  func tables() throws {
    let tables = page.components(separatedBy: "<table").dropFirst().map {
      $0.components(separatedBy: "</table>")[0]
    }
    #expect(tables.count == 18)
    for table in tables {
      let heads = table.components(separatedBy: "<th scope=\"col\"").count - 1
      for row in table.components(separatedBy: "<tr>").dropFirst(2) {
        let cells =
          row.components(separatedBy: "<td").count + row.components(separatedBy: "<th ").count - 2
        #expect(cells == heads)
      }
    }
  }

  @Test("A target is met or missed only when the confidence interval leaves no doubt")
  func verdict() {
    #expect(page.contains("Target 80\u{a0}%: met"))
    var context = ReportSample.context
    context.target = 0.86
    #expect(ReportSample.page(context: context).contains("not yet told apart"))
    context.target = 0.95
    #expect(ReportSample.page(context: context).contains("Target 95\u{a0}%: missed"))
  }

  @Test("Long lists are cut with a note")
  func caps() {
    var result = ReportSample.result(intervals: 1_200, days: 50)
    result.agentNames = (1...300).map { "Agent \($0)" }
    result.agentGroups = Array(repeating: 0, count: 300)
    let page = ReportSample.page(result)
    #expect(page.contains("The first 200 of 300 agents"))
    #expect(page.contains("intervals.csv has 200 more"))
    #expect(page.utf8.count < 4_500_000)
  }

  @Test("A study of batch means makes a page without intervals")
  func withoutIntervals() {
    let page = ReportSample.page(ReportSample.result(intervals: 0))
    #expect(!page.contains("id=\"en-intervals\"") && page.contains("id=\"en-types\""))
  }

  @Test("Long sections are folded, and all sections can be")
  func folding() {
    #expect(page.contains("<details class=\"more\"><summary>9 agents</summary>"))
    #expect(page.contains("<details class=\"more\"><summary>What each of the"))
    #expect(page.ranges(of: "<details open>").count > 10)
  }

  @Test("The same result gives the same bytes")
  func deterministic() { #expect(page == ReportSample.page()) }

  @Test("The Chinese page has the same sections, charts and tables")
  func chinese() {
    let chinese = ReportSample.page(ReportSample.result(), .zh)
    for tag in ["<section", "<svg", "<table", "<tr>"] {
      #expect(chinese.ranges(of: tag).count == page.ranges(of: tag).count, "\(tag)")
    }
    #expect(chinese.contains("目标 80%：达标。"))
  }
}

@Suite("The Markdown of a study")
struct StudyMarkdownTests {
  private let document = ReportSample.markdown()

  /// Runs of lines that begin with a bar.
  private func tables(in document: String) -> [[String]] {
    document.components(separatedBy: "\n").split { !$0.hasPrefix("|") }.map(Array.init)
  }

  @Test("Every row of a table has as many columns as its head")
  func columns() {
    let tables = tables(in: document)
    #expect(tables.count == 18)
    for table in tables {
      let counts = table.map { line in
        line.replacingOccurrences(of: "\\|", with: "").filter { $0 == "|" }.count
      }
      #expect(Set(counts).count == 1, "\(table[0])")
    }
  }

  @Test("Names cannot become markup or break a table")
  func escaping() {
    #expect(document.contains("Loans &lt;script&gt;alert(1)&lt;/script&gt; \\| \"x\""))
    #expect(document.contains("A sample &lt;day&gt;"))
    #expect(document.contains("- Half of it \\| is invented."))
    #expect(!document.contains("<"))
  }

  @Test("The document says what was simulated and how to do it again")
  func provenance() {
    #expect(document.contains("50 of 50") && document.contains("5f3a9c0d1e2b4a68"))
    #expect(document.contains("    switchboard run sample.yaml --seed 7 --replications 50\n"))
    #expect(document.contains("Target 80 %: met"))
  }

  @Test("An interrupted study is marked")
  func partial() {
    var result = ReportSample.result()
    result.isPartial = true
    #expect(ReportSample.markdown(result).contains("Partial result"))
  }

  @Test("Charts that were written to files are shown with their words")
  func pictures() {
    var context = ReportSample.context
    context.chartFiles = ["waits": "charts/waits.svg"]
    let document = ReportSample.markdown(context: context)
    #expect(document.contains("(charts/waits.svg)"))
    #expect(document.components(separatedBy: "![").count == 2)
  }
}

@Suite("Figures in words")
struct FigureTextTests {
  @Test(
    "A figure has as many digits as its half-width supports",
    arguments: [
      (0.80392, 0.0121, IndicatorUnit.proportion, "80.4 ± 1.2 %"),
      (0.80392, 0.00049, .proportion, "80.39 ± 0.05 %"),
      (0.0591, 0.0352, .contacts, "0.059 ± 0.035"),
      (14.002, 0.0021, .agents, "14.0"),
      (23.06, 1.52, .seconds, "23.1 ± 1.5 s"),
      (12_345.6, 87.0, .count, "12,346 ± 87"),
      (4.0, 0.0, .agents, "4"),
    ])
  func estimates(value: Double, half: Double, unit: IndicatorUnit, text: String) {
    #expect(FigureText.estimate(Estimate(value: value, halfWidth: half), unit: unit) == text)
  }

  @Test("An interval that is not symmetric is told by its ends")
  func bounds() {
    let estimate = Estimate(value: 0.8, halfWidth: 0.227, bounds: 0.49...0.943)
    #expect(FigureText.estimate(estimate, unit: .proportion) == "80 (49–94) %")
  }

  @Test(
    "Thousands are parted by commas",
    arguments: [
      (0, 0, "0"), (999, 0, "999"), (1_000, 0, "1,000"), (-1_234_567.891, 2, "−1,234,567.89"),
      (-0.001, 2, "0.00"), (0.125, 1, "0.1"),
    ])
  func commas(value: Double, decimals: Int, text: String) {
    #expect(FigureText.fixed(value, decimals: decimals) == text)
  }

  @Test("What is not defined is a dash")
  func undefined() {
    #expect(FigureText.estimate(.undefined, unit: .seconds) == "–")
    #expect(FigureText.value(.nan, unit: .count) == "–")
  }
}

import ContactCenter
import Experiments
import Foundation
import Reporting
import Testing

@Suite("The HTML report")
struct HTMLReportTests {
  private let page = HTMLReport.render(ReportSample.result(), context: ReportSample.context)

  private func page(source: ChartSource) -> String {
    var context = ReportSample.context
    context.chartSource = source
    return HTMLReport.render(ReportSample.result(), context: context)
  }

  @Test(
    "Names, notes and descriptions cannot become markup",
    arguments: [ChartSource.none, .library("")])
  func escaping(source: ChartSource) {
    let page = page(source: source)
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("</script> |"))
    #expect(!page.contains("<b>three"))
    #expect(page.contains("Loans &lt;script&gt;alert(1)&lt;/script&gt; | &quot;x&quot;"))
    #expect(page.contains("<title>A sample &lt;day&gt;"))
  }

  @Test("Nothing is fetched: the page names no address but the chart schema's")
  func offline() {
    let page = page(source: .library("window.switchboardEmbed = () => {}"))
    let addresses = page.matches(of: /https?:\/\/[^"'<\s]+/).map { String($0.output) }
    #expect(Set(addresses) == ["https://vega.github.io/schema/vega-lite/v6.json"])
    for attribute in [" src=", "<link", "@import", "url("] { #expect(!page.contains(attribute)) }
    #expect(page.contains("default-src 'none'"))
  }

  @Test("The library cannot end its script element")
  func libraryEscape() {
    let page = page(source: .library("const a = '</script><!--'"))
    #expect(page.contains(#"const a = '<\/script><\!--'"#))
  }

  @Test("Charts come as data for the library, as pictures, or as words")
  func sources() {
    #expect(page(source: .library("x")).contains("id=\"chart-data\""))
    let pictures = page(source: .pictures(["waits": "<svg>W</svg>"]))
    #expect(pictures.contains("<svg>W</svg>") && !pictures.contains("chart-data\""))
    #expect(page.contains("The charts are missing") && page.contains("make setup"))
    #expect(page.contains("highest 60.1 at 10:30"))
  }

  @Test("The head tells scenario, seed, digest, version, replications and confidence")
  func head() {
    for fact in ["50 of 50", "95 %", "5f3a9c0d1e2b4a68", "0.1.0", "<dd>7</dd>"] {
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
    let page = HTMLReport.render(result, context: ReportSample.context)
    #expect(page.contains("Partial result") && page.contains("after 12 of 50 replications"))
    #expect(page.contains("Batches are correlated."))
  }

  @Test("All sections are there and every link within the page leads somewhere")
  func sections() {
    let targets = Set(page.matches(of: /id="([^"]+)"/).map { String($0.output.1) })
    let links = page.matches(of: /href="#([^"]+)"/).map { String($0.output.1) }
    for name in [
      "charts", "center", "types", "service-levels", "persons", "queues", "queue-lengths", "groups",
      "answered-by",
      "trunks", "intervals", "agents", "notes", "glossary", "reproduce",
    ] {
      #expect(links.contains(name), "\(name)")
    }
    #expect(Set(links).isSubset(of: targets))
  }

  @Test("Queues show the contacts of the types whose home they are")
  func queues() throws {
    let start = try #require(page.range(of: "<h2 id=\"queues\">"))
    let section = page[start.upperBound...].components(separatedBy: "</section>")[0]
    #expect(section.contains("Accounts, Cards") && section.contains("Service level"))
    #expect(page.contains("Queue General") && !page.contains("Queue Loans"))
    #expect(page.contains("home queue it is"))
  }

  @Test("Days on target stand beside the service level")
  func daysOnTarget() {
    #expect(page.contains("Days on target: 70 (53–83) %."))
  }

  @Test("Every service-level definition stands with its formula")
  func serviceLevels() {
    for definition in ServiceLevelDefinition.allCases {
      #expect(page.contains("\(definition.code) \(definition.label)"))
      #expect(page.contains(definition.formula))
    }
  }

  @Test("Tables have captions, heads with a scope, and rows of equal length")
  func tables() throws {
    let tables = page.components(separatedBy: "<table").dropFirst().map {
      $0.components(separatedBy: "</table>")[0]
    }
    #expect(tables.count == 11)
    for table in tables {
      #expect(table.contains("<caption>"))
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
    #expect(page.contains("Target 80 %: met"))
    var context = ReportSample.context
    context.target = 0.86
    #expect(
      HTMLReport.render(ReportSample.result(), context: context).contains("not yet told apart"))
    context.target = 0.95
    #expect(
      HTMLReport.render(ReportSample.result(), context: context).contains("Target 95 %: missed"))
  }

  @Test("Long lists are cut with a note")
  func caps() {
    var result = ReportSample.result(intervals: 1_200, days: 50)
    result.agentNames = (1...300).map { "Agent \($0)" }
    result.agentGroups = Array(repeating: 0, count: 300)
    let page = HTMLReport.render(result, context: ReportSample.context)
    #expect(page.contains("The first 200 of 300 agents"))
    #expect(page.contains("intervals.csv has 200 more"))
    #expect(page.utf8.count < 3_000_000)
  }

  @Test("A study of batch means makes a page without intervals")
  func withoutIntervals() {
    let page = HTMLReport.render(ReportSample.result(intervals: 0), context: ReportSample.context)
    #expect(!page.contains("id=\"intervals\"") && page.contains("id=\"types\""))
  }

  @Test("The same result gives the same bytes")
  func deterministic() {
    #expect(page == HTMLReport.render(ReportSample.result(), context: ReportSample.context))
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

import Experiments
import Foundation
import Reporting
import Testing

@Suite("The Markdown report")
struct MarkdownReportTests {
  private let document = MarkdownReport.render(ReportSample.result(), context: ReportSample.context)

  /// Runs of lines that begin with a bar.
  private func tables(in document: String) -> [[String]] {
    var tables: [[String]] = [[]]
    for line in document.components(separatedBy: "\n") {
      if line.hasPrefix("|") {
        tables[tables.count - 1].append(line)
      } else if tables.last?.isEmpty == false {
        tables.append([])
      }
    }
    return tables.filter { !$0.isEmpty }
  }

  @Test("Every row of a table has as many columns as its head")
  func columns() {
    let tables = tables(in: document)
    #expect(tables.count == 11)
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
    #expect(document.contains("# A sample &lt;day&gt;"))
    #expect(document.contains("- Half of it \\| is invented."))
    #expect(!document.contains("<"))
  }

  @Test("The document says what was simulated and how to do it again")
  func provenance() {
    #expect(document.contains("50 of 50 replications, seed 7, scenario digest `5f3a9c0d1e2b4a68`"))
    #expect(document.contains("    switchboard run sample.yaml --seed 7 --replications 50\n"))
    #expect(document.contains("Target 80 %: met"))
  }

  @Test("An interrupted study is marked")
  func partial() {
    var result = ReportSample.result()
    result.isPartial = true
    let document = MarkdownReport.render(result, context: ReportSample.context)
    #expect(document.contains("**Partial result"))
  }

  @Test("Charts that were written to files are shown with their words")
  func pictures() {
    var context = ReportSample.context
    context.chartFiles = ["waits": "charts/waits.svg"]
    let document = MarkdownReport.render(ReportSample.result(), context: context)
    #expect(document.contains("(charts/waits.svg)"))
    #expect(document.components(separatedBy: "![").count == 2)
  }
}

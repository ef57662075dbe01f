import Experiments
import Foundation
import Reporting
import Testing

/// Documents in forms that no report has of its own.
@Suite("Documents")
struct DocumentTests {
  @Test("Chinese has a name for every indicator", arguments: IndicatorCatalogue.all.map(\.identifier))
  func indicatorNames(identifier: String) throws {
    let indicator = try #require(IndicatorCatalogue.indicator(identifier))
    let name = ChineseWords().name(of: indicator)
    #expect(name.contains { ("一"..."龥").contains($0) }, "\(identifier): \(name)")
  }

  private func document(_ language: KPILanguage) -> Document {
    let spoken = ReportLanguage(language, catalogue: ManagementSample.catalogue, currency: "EUR")
    let format = FigureFormat(.proportion)
    let estimate = KPIEstimate(value: 0.8, low: 0.75, high: 0.85)
    let table = Document.Table(
      identifier: "t", title: "T", columns: [.init(title: "名称"), .init(title: "N", isNumber: true)],
      rows: [
        [.init("=1+1"), .init(spoken.estimate(estimate, format), .estimate(estimate, format))],
        [.init("b, \"c\""), .init("–")],
      ])
    return Document(
      language: spoken, kind: "K", title: "标题", version: "1", facts: [.init(name: "F", value: "V")],
      warnings: ["W"],
      parts: [
        ("one", "One", [.lead("L"), .table(table)]),
        ("two", "Two", [.list(["a", "b"], isNumbered: true), .code("switchboard x")]),
      ])
  }

  @Test("A table is CSV with the ends of its intervals, and no formula", arguments: KPILanguage.allCases)
  func csv(language: KPILanguage) throws {
    let files = DocumentCSV.files(of: document(language), name: "d")
    #expect(files.map(\.name) == ["d.csv"])
    let lines = String(decoding: try #require(files.first).data, as: UTF8.self)
      .split(separator: "\r\n")
    #expect(lines.count == 3)
    #expect(lines[1] == "'=1+1,0.8,0.75,0.85")
    #expect(lines[2] == "\"b, \"\"c\"\"\",,,")
  }

  @Test("A terminal has every part, in lines of its width")
  func text() {
    let text = DocumentText.render(document(.zh), style: TerminalStyle(width: 40))
    for part in ["标题", "! W", "One", "L", "名称", "80.0 ± 5.0%", "1. a", "    switchboard x"] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
  }
}

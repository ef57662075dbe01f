import Experiments
import Foundation
import Reporting
import ScenarioReading
import Testing

@Suite("Cards and lists of key performance indicators")
struct KPICardTests {
  private let catalogue: KPICatalogue

  init() throws { catalogue = try KPICatalogueFile.read() }

  @Test("Every word of a card exists in every language", arguments: KPILanguage.allCases)
  func words(language: KPILanguage) {
    #expect(KPIWords(language).missing == [])
  }

  @Test("No line of a card is wider than the terminal", arguments: KPILanguage.allCases)
  func width(language: KPILanguage) {
    for kpi in catalogue.kpis {
      for width in [60, 100] {
        let card = KPICard(
          kpi, in: catalogue, language: language, style: TerminalStyle(width: width)
        ).text
        for line in card.split(separator: "\n") {
          let columns = line.unicodeScalars.reduce(0) {
            $0 + ((0x2E80...0xFF60).contains($1.value) ? 2 : 1)
          }
          #expect(columns <= width + 2, "\(line)")
        }
      }
    }
  }

  @Test("A target that was not read in its source says so wherever it is printed")
  func unverified() throws {
    let level = try #require(catalogue.kpi("21"))
    let card = KPICard(level, in: catalogue, language: .en).text
    #expect(card.contains("target ≥ 80 % (within 20 s), month\n      UNVERIFIED: Chinese text"))
    #expect(card.contains("80 % (within 37 s), year\n      verified: J. Anton"))
    let list = KPIList.text(catalogue, languages: [.en], profile: "anton23_us_1990s")
    #expect(list.contains("≥ 80 % (within 20 s)*") && list.contains("* unverified"))
    #expect(list.contains("30–60 s; mean found 60 s*"))
    let chinese = KPICard(level, in: catalogue, language: .zh, profile: "custom").text
    #expect(chinese.contains("未核实：本程序的建议值") && !chinese.contains("1990"))
    let json = KPIList.json([level], in: catalogue, languages: [.en, .zh])
    #expect(json.contains("\"verified\": false"))
  }

  @Test("A card says what its KPI needs of a scenario, and why nothing measures it")
  func needs() throws {
    var turnover = try #require(catalogue.kpi("23"))
    #expect(KPICard(turnover, in: catalogue, language: .en).text.contains("Needs        workforce"))
    turnover.formula = try KPIFormula("mean(leavers)")
    #expect(KPICard(turnover, in: catalogue, language: .en).text.contains("Not measured yet"))
  }

  @Test("The JSON document has all KPIs with their words")
  func document() throws {
    let text = KPIList.json(catalogue.kpis, in: catalogue, languages: [.zh])
    let kpis = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(kpis.count == catalogue.kpis.count)
    let texts = kpis[20]["texts"] as? [String: [String: Any]]
    #expect(texts?["zh"]?["name"] as? String == "服务水平")
    #expect(texts?["en"] == nil)
  }
}

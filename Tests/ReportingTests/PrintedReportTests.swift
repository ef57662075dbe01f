import Experiments
import Foundation
import Reporting
import Testing

@Suite("Printed management reports")
struct PrintedReportTests {
  /// A center of one queue with thirty agents, every mechanism and a goal of its contact type.
  ///
  /// - Parameter isBad: Whether every measured target is missed, each with its causes and actions.
  /// - Returns: The report.
  private static func report(isBad: Bool) -> ManagementReport {
    var report = ManagementSample(types: 1, intervals: 24, agents: 30, days: 120).report
    // It has no channels but calls.
    let others = ManagementSample.catalogue.kpis.filter { $0.needs?.isOfChannels == true }.map(\.identifier)
    report.kpis.removeAll { others.contains($0.identifier) }
    guard isBad, let remedy = report.kpis.lazy.compactMap(\.remedy).first else { return report }
    for place in report.kpis.indices where report.kpis[place].target != nil {
      guard report.kpis[place].estimate != nil else { continue }
      report.kpis[place].verdict = .missed
      report.kpis[place].remedy = remedy
    }
    return report
  }

  private static func page(_ language: KPILanguage, isBad: Bool = false) -> String {
    DocumentPage.render(
      [
        Document(
          report(isBad: isBad), catalogue: ManagementSample.catalogue, language: language)
      ], isPrinted: true)
  }

  @Test(
    "A center of one queue is told on twenty pages at most",
    .enabled(if: PDFRenderer.installed != nil), arguments: KPILanguage.allCases, [false, true])
  func pages(language: KPILanguage, isBad: Bool) throws {
    let renderer = try #require(PDFRenderer.installed)
    let pdf = try renderer.document(of: Self.page(language, isBad: isBad), made: 1_795_000_000)
    let text = String(decoding: pdf, as: UTF8.self)
    // A page is an object of this type; the tree above them is of the type Pages.
    let count = text.matches(of: /\/Type \/Page\b/).count
    #expect(count > 5 && count <= 20, "\(count) pages")
  }

  @Test("No printed text is smaller than eight points")
  func sizes() throws {
    let page = Self.page(.en)
    let sizes = page.matches(of: /font(?:-size)?: ([0-9.]+)pt/).compactMap { Double($0.output.1) }
    #expect(sizes.count > 5)
    #expect(sizes.allSatisfy { $0 >= 8 }, "\(sizes)")
  }
}

import Experiments
import Reporting
import Testing

@Suite("The balanced score")
struct ScoreTests {
  /// The sample with a score for every KPI that has a target.
  private func report(_ score: (KPI) -> Double?) -> ManagementReport {
    var report = ManagementSample().report
    for place in report.kpis.indices {
      guard let kpi = ManagementSample.catalogue.kpi(report.kpis[place].identifier) else { continue }
      report.kpis[place].score = report.kpis[place].target == nil ? nil : score(kpi)
    }
    return report
  }

  /// The tile of the score.
  private func tile(_ report: ManagementReport) throws -> Document.Tile {
    let document = Document(report, catalogue: ManagementSample.catalogue, language: .en)
    let tiles = document.sections.flatMap(\.blocks).flatMap { block -> [Document.Tile] in
      if case .tiles(let tiles) = block { return tiles }
      return []
    }
    return try #require(tiles.first { $0.title == "Score of the center" })
  }

  @Test("With all judged and on target it is 100 and green, with the share that is judged")
  func full() throws {
    let tile = try tile(report { _ in 1 })
    #expect(tile.value.text.hasPrefix("100"))
    #expect(tile.value.tone == .good)
    #expect(tile.remark.contains("of the weight is measured and judged"))
    #expect(!tile.remark.contains("not green"))
  }

  @Test("It is not green beside a red perspective, however little that weighs")
  func heldBack() throws {
    var isSeen = false
    for perspective in KPI.Perspective.allCases {
      // What has no weight counts in its perspective and not in the whole.
      let tile = try tile(report { $0.perspective == perspective && $0.weight == nil ? 0 : 1 })
      let isHeldBack = tile.remark.contains("not green")
      isSeen = isSeen || isHeldBack
      #expect(tile.value.text.hasPrefix("100"))
      #expect(tile.value.tone == (isHeldBack ? .fair : .good), "\(perspective)")
    }
    #expect(isSeen)
  }

  @Test("Below half of the weight none is given, and the share is told")
  func coverage() throws {
    // Learning weighs less than half.
    let tile = try tile(report { $0.perspective == .learning ? 1 : nil })
    #expect(tile.value.tone == .neutral)
    #expect(tile.remark.hasPrefix("only ") && tile.remark.contains("a score takes half"))
    #expect(!tile.value.text.contains("100"))
  }

  @Test("The share that is judged grows with each KPI that is")
  func shares() throws {
    func share(_ perspectives: [KPI.Perspective]) throws -> Double {
      let remark = try tile(report { perspectives.contains($0.perspective) ? 1 : nil }).remark
      let text = remark.replacing("of 100; ", with: "").replacing("only ", with: "")
        .replacing("over ", with: "").replacing("under ", with: "")
      return Double(text.prefix { $0.isNumber }) ?? -1
    }
    var before = -1.0
    for count in 1...KPI.Perspective.allCases.count {
      let now = try share(Array(KPI.Perspective.allCases.prefix(count)))
      #expect(now >= before && now >= 0)
      before = now
    }
  }
}

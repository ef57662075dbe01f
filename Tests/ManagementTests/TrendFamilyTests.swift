import ContactCenter
import Experiments
import Management
import Testing

/// Forecasts of many KPIs at once, where none has a trend and where one has.
@Suite("Trends of many KPIs")
struct TrendFamilyTests {
  private static let names = (0..<40).map { "kpi\($0)" }

  private static func catalogue() throws -> KPICatalogue {
    var catalogue = KPICatalogue()
    let formula = try KPIFormula("answered / offered")
    catalogue.kpis = names.map {
      KPI(
        identifier: $0, unit: .seconds, direction: .up, formula: formula, scope: [.center],
        owner: .center, sources: [], frequency: [.month], control: .direct,
        perspective: .process, parent: "", edge: .model)
    }
    return catalogue
  }

  /// A report of a period with these values.
  private static func report(_ period: Int, _ values: [Double]) -> ManagementReport {
    let run = ManagementReport.RunDescription(
      scenario: "Trends", finished: 0, digest: "", seed: "1", replications: 20, confidence: 0.95,
      programVersion: "test", commandLine: "test")
    var time = ManagementReport.TimeFrame(interval: 1800, dataDate: "2026-01-0\(period + 1)")
    time.deadline = "2026-03-31"
    var report = ManagementReport(run: run, profile: "custom", time: time)
    report.kpis = zip(names, values).map { name, value in
      var line = KPIResult(identifier: name, verdict: .noTarget)
      line.estimate = KPIEstimate(value: value)
      return line
    }
    return report
  }

  /// The KPIs that get a forecast from eight periods of these values.
  private static func forecasts(
    _ catalogue: KPICatalogue, _ value: (_ period: Int, _ kpi: Int) -> Double
  ) -> [String] {
    var reports = (0..<8).map { period in
      report(period, names.indices.map { value(period, $0) })
    }
    let last = reports.removeLast()
    return last.after(reports, catalogue: catalogue).kpis
      .filter { $0.trend?.forecast != nil }.map(\.identifier)
  }

  @Test("Of forty KPIs without a trend any gets a forecast in at most 5 % of 300 reports")
  func falseForecasts() throws {
    let catalogue = try Self.catalogue()
    var random = SourceStream(
      seed: 20_264, replication: 0, entity: 0, purpose: .arrivals)
    let wrong = (0..<300).count { _ in
      !Self.forecasts(catalogue) { _, _ in random.uniform() }.isEmpty
    }
    // 15 of 300 and three standard errors of 3.8; each at 5 % for itself they would be some 215.
    #expect(wrong <= 26, "seed 20264: \(wrong) of 300")
  }

  @Test("A trend without any scatter is forecast among thirty-nine without one, a weak one is not")
  func trueForecast() throws {
    let catalogue = try Self.catalogue()
    var random = SourceStream(
      seed: 20_265, replication: 0, entity: 0, purpose: .arrivals)
    let found = Self.forecasts(catalogue) { period, kpi in
      kpi == 7 ? 10 + Double(period) : random.uniform()
    }
    // All 28 pairs rise: p = 2 ÷ 8! = 0.00005, which is below 0.05 ÷ 40.
    #expect(found == ["kpi7"])
    // Five of 28 pairs fall: p = 0.0312 is told of one KPI alone, and not among forty.
    let weak = [2.0, 1, 0, 4, 3, 6, 5, 7]
    let alone = Self.forecasts(catalogue) { period, kpi in kpi == 7 ? weak[period] : 3 }
    let among = Self.forecasts(catalogue) { period, kpi in
      kpi == 7 ? weak[period] : random.uniform()
    }
    #expect(alone == ["kpi7"] && !among.contains("kpi7"))
  }
}

import ContactCenter
import Experiments
import Testing

@Suite("Figures as KPIs")
struct FigureFormulaTests {
  @Test("The formula of a figure has the figure's value and half-width, to the last digits")
  func sameValues() async throws {
    var study = Scenario.Study()
    (study.replications, study.seed) = (40, 3)
    var settings = StudySettings(study: study, threads: 2)
    settings.kpis = KPIInputs()
    let model = Model.oneQueue(agents: 15, hours: 1, dayFactor: 0.2)
    let result = await runStudy(model: model, settings: settings)
    let record = try #require(result.record)
    var (compared, farthest) = (0, 0.0)
    for name in FigureName.allCases {
      guard let formula = name.kpiFormula,
        formula.events.allSatisfy({ record.place(of: $0) != nil }),
        let figure = result.estimate(name), let value = figure.value, value != 0
      else { continue }
      let kpi = try #require(KPIValues(formula, in: record).estimate(confidence: 0.95, within: nil))
      #expect(abs(kpi.value / value - 1) < 1e-12, "\(name): \(kpi.value), \(value)")
      farthest = max(farthest, abs(kpi.value / value - 1))
      if let half = figure.halfWidth, half > 0, let low = kpi.low, let high = kpi.high {
        #expect(abs((high - low) / 2 / half - 1) < 1e-9, "\(name)")
      }
      compared += 1
    }
    #expect(compared > 20 && farthest < 1e-12, "seed 3: \(farthest) of \(compared)")
  }
}

import ContactCenter
import Foundation
import ScenarioReading
import Testing

@Suite("Costs, monitoring and workforce are read, and their mistakes named")
struct ManagementFormatTests {
  private let costs =
    "costs: {currency: CNY, wage: 35, loading: 45%, overtime: {share: 5%, premium: 150%}, "
    + "supervisors: {span: 15, wage: 60}, perDay: 3000, perLineDay: 2, perLineMinute: 0.06, "
    + "perSeatDay: 12, monitoringPerContact: 4, hiringPerLeaver: 9000, daysPerMonth: 22}\n"
    + "trunkGroups: [{name: main, lines: 10}]\n"
  private let quality =
    "quality: {mean: 80, between: 4, within: 9, evaluator: 1, evaluators: 2, samples: 6, "
    + "plan: stratified, strata: 20%, standard: 82}\n"
  private let workforce =
    "    workforce: {headcount: 12, turnover: {perMonth: 4%, atStart: 10%, settles: 0.5 years}, "
    + "replacement: {lead: 1 month, training: 1.5 months}, learning: {extra: 150%, months: 2}, "
    + "overload: {above: 88%, factor: 1.5}}\n"

  @Test("Every key is read")
  func all() throws {
    let base = goodText.replacingOccurrences(of: "arrivals:", with: "trunks: main\n    arrivals:")
    let file = try ScenarioFile.read(text: base + workforce + costs + quality)
    #expect(file.warnings == [])
    let model = file.model
    let money = try #require(model.costs)
    #expect(money.prices.currency == "CNY" && money.prices.wage == 35)
    #expect(money.prices.loading == 0.45 && money.prices.perDay == 3000)
    #expect(money.prices.overtime == .init(share: 0.05, premium: 1.5))
    #expect(money.prices.supervisors == .init(span: 15, wage: 60))
    #expect(money.prices.perLineDay == 2 && money.prices.perLineMinute == 0.06)
    #expect(money.prices.perSeatDay == 12 && money.prices.monitoringPerContact == 4)
    #expect(money.prices.hiringPerLeaver == 9000 && money.daysPerMonth == 22)
    let scores = try #require(model.quality)
    #expect(scores.mean == 80 && scores.between == 4 && scores.within == 9)
    #expect(scores.evaluator == 1 && scores.evaluators == 2 && scores.samples == 6)
    #expect(scores.plan == .stratified && scores.strata == 0.2 && scores.standard == 82)
    let staff = try #require(model.groups[0].workforce)
    #expect(staff.headcount == 12 && staff.turnover.perMonth == 0.04)
    #expect(staff.turnover.atStart == 0.1 && staff.turnover.settles == 6)
    #expect(staff.replacement.lead == 1 && staff.replacement.training == 1.5)
    #expect(staff.learning == .init(extra: 1.5, months: 2))
    #expect(staff.overload == .init(above: 0.88, factor: 1.5))
  }

  @Test("What is left out has its default")
  func defaults() throws {
    let text = goodText + "    workforce: {turnover: {perMonth: 4%}}\ncosts: {}\nquality: {}\n"
    let model = try ScenarioFile.read(text: text).model
    #expect(model.costs?.prices == Scenario.Costs())
    #expect(model.quality == Scenario.Quality())
    var staff = Scenario.Workforce()
    staff.turnover = .init(perMonth: 0.04)
    #expect(model.groups[0].workforce == staff)
    let plain = try ScenarioFile.read(text: goodText).model
    #expect(plain.costs == nil && plain.quality == nil && plain.groups[0].workforce == nil)
  }

  static let mistakes: [(String, String, String)] = [
    ("costs: {wage: -1}", "12:15", "Allowed are 0 to 1000000000"),
    ("costs: {wages: 1}", "12:9", "Did you mean \"wage\"?"),
    ("costs: {loading: 2000%}", "12:18", "Give 0% to 1000%"),
    ("costs: {overtime: {share: 5%}}", "12:19", "needs the key \"premium\""),
    ("costs: {supervisors: {span: 0, wage: 1}}", "12:29", "Allowed are 1 to 1000"),
    ("costs: {daysPerMonth: 40}", "12:23", "Allowed are 1 to 31"),
    ("costs: {perLineMinute: 0.1}", "12:24", "There are no trunk groups"),
    ("quality: {plan: randm}", "12:17", "Did you mean \"random\"?"),
    ("quality: {samples: 0}", "12:20", "Allowed are 1 to 1000"),
    ("quality: {mean: 120}", "12:17", "Allowed are 0 to 100"),
    ("quality: {plan: outliers}", "12:17", "stay out of the monitoring score"),
    ("    workforce: {}", "12:16", "needs the key \"turnover\""),
    (
      "    workforce: {turnover: {perMonth: 0%, atStart: 5%}}", "12:38",
      "Experienced agents never leave"
    ),
    (
      "    workforce: {turnover: {perMonth: 4%, settles: 3}}", "12:51", "3 has no unit"
    ),
    (
      "    workforce: {turnover: {perMonth: 4%, settles: 3 weeks}}", "12:51",
      "\"weeks\" is no unit of months"
    ),
    (
      "    workforce: {turnover: {perMonth: 4%, settles: 30 years}}", "12:51",
      "Allowed are 0 to 120 months"
    ),
    (
      "    workforce: {turnover: {perMonth: 4%}, learning: {extra: 1, months: 0}}", "12:72",
      "Allowed are 0.01 to 120"
    ),
  ]

  @Test("Mistakes are named with their places", arguments: mistakes)
  func mistake(_ line: String, _ place: String, _ words: String) throws {
    let found = problems(of: goodText + line + "\n")
    let problem = try #require(found.first)
    #expect("\(problem.line):\(problem.column)" == place)
    #expect("\(problem.finding) \(problem.remedy)".contains(words), "\(problem)")
  }

  @Test("A scenario made by a program is checked too")
  func values() throws {
    var scenario = try ScenarioFile.read(text: goodText).scenario
    scenario.costs = Scenario.Costs()
    scenario.costs?.perDay = -.infinity
    scenario.quality = Scenario.Quality()
    scenario.quality?.evaluators = 0
    var staff = Scenario.Workforce()
    staff.turnover = .init(perMonth: .nan)
    staff.replacement.lead = -1
    scenario.agentGroups[0].workforce = staff
    let found = try #require(throws: ScenarioProblems.self) { try scenario.model() }
    let paths = found.problems.map(\.path)
    for path in [
      "costs.perDay", "quality.evaluators", "agentGroups[0].workforce.turnover.perMonth",
      "agentGroups[0].workforce.replacement.lead",
    ] {
      #expect(paths.contains(path), "\(path)")
    }
  }

  @Test("The schema knows the sections")
  func schema() {
    let text = ScenarioSchema.json()
    for key in ["hiringPerLeaver", "evaluators", "workforce", "atStart", "training"] {
      #expect(text.contains("\"\(key)\""))
    }
  }
}

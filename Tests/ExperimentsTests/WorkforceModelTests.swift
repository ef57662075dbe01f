import ContactCenter
import Experiments
import Testing

@Suite("Agents leave, are replaced and learn")
struct WorkforceModelTests {
  /// The same rate of leaving for all, replacement at once.
  private func workforce(_ perMonth: Double) -> Scenario.Workforce {
    var workforce = Scenario.Workforce()
    workforce.turnover = .init(perMonth: perMonth)
    workforce.learning = .init(extra: 0.5, months: 2)
    return workforce
  }

  /// Falling rates, and successors after two months.
  private var usual: Scenario.Workforce {
    var workforce = workforce(0.04)
    workforce.turnover.atStart = 0.12
    workforce.turnover.settles = 3
    workforce.replacement.lead = 0.75
    workforce.replacement.training = 1.25
    return workforce
  }

  /// How far an estimate lies from the exact value, in standard errors.
  private func z(_ estimate: Estimate, _ exact: Double) throws -> Double {
    let error = try #require(estimate.standardError)
    return (try #require(estimate.value) - exact) / error
  }

  @Test(
    "With one rate for all: mean handling 1 + a·ητ/(1 + ητ), mean tenure 1/η, 12·η a year",
    arguments: [(0.02, 1.019), (0.04, 1.037), (0.10, 1.083)])
  func exponential(_ rate: Double, _ factor: Double) throws {
    let model = WorkforceModel(workforce(rate), positions: 40)
    #expect((model.expectedHandlingFactor * 1000).rounded() / 1000 == factor)
    #expect(abs(model.expectedHandlingFactor - (1 + 0.5 * rate * 2 / (1 + rate * 2))) < 1e-12)
    #expect(abs(model.expectedTenure - 1 / rate) < 1e-9)
    #expect(abs(model.expectedTurnoverPerYear - 12 * rate) < 1e-12)
    #expect(abs(model.expectedNewcomerShare - (1 - PortableMath.exp(-3 * rate))) < 1e-12)
    let summary = model.summary(histories: 400, seed: 1)
    #expect(try abs(z(summary.handlingFactor, model.expectedHandlingFactor)) < 4)
    #expect(try abs(z(summary.meanTenure, 1 / rate)) < 4)
    #expect(try abs(z(summary.turnoverPerYear, 12 * rate)) < 4)
    #expect(try abs(z(summary.leaversPerMonth, 40 * rate)) < 4)
    #expect(try abs(z(summary.newcomerShare, model.expectedNewcomerShare)) < 4)
    #expect(summary.headcount.value == 40 && summary.vacancyShare.value == 0)
    #expect(summary.turnoverPerYear.standardError! < 0.02 * 12 * rate)
  }

  @Test("Leavers of a month with replacement at once are Poisson")
  func poisson() {
    let model = WorkforceModel(workforce(0.05), positions: 60)
    let counts = (0..<200).flatMap { history in
      model.history(seed: 3, replication: history).months.map(\.leavers)
    }
    let mean = counts.reduce(0, +) / 4800
    let variance = counts.reduce(0) { $0 + ($1 - 3) * ($1 - 3) } / 4800
    #expect(abs(mean - 3) / (3 / 4800.0).squareRoot() < 4)
    // Var of a squared deviation of a Poisson count with mean 3: 2·9 + 3.
    #expect(abs(variance - 3) / (21 / 4800.0).squareRoot() < 4)
  }

  @Test("3 % a month are 36 % a year, or 30.6 %")
  func annual() {
    #expect(abs(WorkforceModel.goneAfterYear(monthly: 0.03) - 0.306) < 0.0005)
    var tally = WorkforceTally()
    tally.months = 10
    tally.leavers = 30
    tally.staff = 1000
    #expect(abs(tally.turnoverPerYear! - 0.36) < 1e-12)
    #expect(abs(tally.goneAfterYear! - 0.306_16) < 1e-5)
    #expect(tally.leaversPerYear == 36 && tally.headcount == 100)
    #expect(WorkforceTally().turnoverPerYear == nil)
  }

  @Test("Falling rates with vacancies: histories agree with the long run")
  func general() throws {
    let model = WorkforceModel(usual, positions: 50)
    let summary = model.summary(histories: 400, seed: 2)
    #expect(try abs(z(summary.turnoverPerYear, model.expectedTurnoverPerYear)) < 4)
    #expect(try abs(z(summary.meanTenure, model.expectedTenure)) < 4)
    #expect(try abs(z(summary.newcomerShare, model.expectedNewcomerShare)) < 4)
    #expect(try abs(z(summary.handlingFactor, model.expectedHandlingFactor)) < 4)
    #expect(try abs(z(summary.vacancyShare, model.expectedVacancyShare)) < 4)
    #expect(model.expectedVacancyShare > 0.08 && model.expectedTurnoverPerYear > 0.55)
  }

  @Test("A history begins as it goes on")
  func stationary() {
    let model = WorkforceModel(usual, positions: 50)
    var first = WorkforceTally()
    var last = WorkforceTally()
    for history in 0..<600 {
      let months = model.history(seed: 4, replication: history).months
      first.add(months[0])
      last.add(months[23])
    }
    let expected = 600 * 50 * (1 - model.expectedVacancyShare) * model.expectedTurnoverPerYear / 12
    #expect(abs(first.leavers - expected) / expected.squareRoot() < 4)
    #expect(abs(last.leavers - expected) / expected.squareRoot() < 4)
    #expect(abs(first.staff - last.staff) / 30_000 < 0.01)
  }

  @Test("Person-months add up: staff, training and vacant positions")
  func vacancies() {
    let model = WorkforceModel(usual, positions: 50)
    let total = (0..<300).reduce(into: WorkforceTally()) {
      $0.add(model.history(months: 36, seed: 5, replication: $1).total)
    }
    #expect(total.positions == 50 * 36 * 300 && total.months == 36 * 300)
    // Training is 1.25 of the 2 months between two agents.
    let idle = total.positions - total.staff
    #expect(abs(total.training / idle - 0.625) < 0.01)
    #expect(abs(total.leavers * 2 / idle - 1) < 0.02)
  }

  @Test("Too much work drives agents away, all the more new ones")
  func overload() throws {
    var workforce = usual
    workforce.overload = .init(above: 0.88, factor: 1.5)
    let calm = WorkforceModel(workforce, positions: 30, occupancy: 0.88)
    let busy = WorkforceModel(workforce, positions: 30, occupancy: 0.9)
    #expect(calm.expectedTurnoverPerYear == WorkforceModel(usual, positions: 1).expectedTurnoverPerYear)
    #expect(abs(busy.leaving - 0.06) < 1e-15)
    #expect(busy.expectedTurnoverPerYear > 1.4 * calm.expectedTurnoverPerYear)
    #expect(busy.expectedHandlingFactor > calm.expectedHandlingFactor)
    let summary = busy.summary(histories: 200, seed: 6)
    #expect(try abs(z(summary.turnoverPerYear, busy.expectedTurnoverPerYear)) < 4)
  }

  @Test("Where nobody leaves, all are experienced")
  func nobody() {
    let model = WorkforceModel(workforce(0), positions: 5)
    let total = model.history(seed: 1, replication: 0).total
    #expect(total.leavers == 0 && total.staff == 120 && total.newness == 0)
    #expect(model.expectedHandlingFactor == 1 && model.expectedVacancyShare == 0)
    #expect(total.meanTenure == .infinity)
    #expect(model.summary(histories: 3, seed: 1).meanTenure.value == nil)
  }

  @Test("Histories belong to seed, replication and group")
  func streams() {
    let model = WorkforceModel(usual, positions: 20)
    let history = model.history(seed: 1, replication: 3)
    #expect(model.history(seed: 1, replication: 3) == history)
    #expect(model.history(seed: 1, replication: 4) != history)
    #expect(model.history(seed: 2, replication: 3) != history)
    let other = WorkforceModel(usual, positions: 20, group: 1)
    #expect(other.history(seed: 1, replication: 3) != history)
  }
}

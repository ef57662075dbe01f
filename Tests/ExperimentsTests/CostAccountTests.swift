import ContactCenter
import Experiments
import Testing

@Suite("Costs are added up by hand")
struct CostAccountTests {
  /// One day from 8 to 20 h with one line group, and so many agents all the time.
  private func scenario(days: Int = 1, costs: Scenario.Costs) -> Scenario {
    var scenario = Scenario(name: "test")
    scenario.calendar.days = days
    scenario.trunkGroups = [Scenario.TrunkGroup(name: "main", lines: 40)]
    var type = Scenario.ContactType(name: "calls")
    type.arrivals.points = [.init(time: 0, rate: 0.01)]
    type.trunks = "main"
    scenario.contactTypes = [type]
    for (name, count) in [("first", 10), ("second", 5)] {
      var group = Scenario.AgentGroup(name: name)
      group.staffing = .constant(count)
      group.skills = [.init(queue: "calls")]
      if costs.wage == nil { group.cost = name == "first" ? 20 : 30 }
      scenario.agentGroups.append(group)
    }
    scenario.costs = costs
    return scenario
  }

  /// Tallies with so many paid hours of the two groups and so many line minutes.
  private func tallies(_ model: Model, hours: [Double], lineMinutes: Double = 0) -> Tallies {
    var tallies = Tallies(
      types: 1, queues: 1, groups: 2, trunks: 1, agents: 15, intervals: model.calendar.intervals)
    let rows = tallies.intervals + 1
    for (group, hours) in hours.enumerated() {
      // Half of them in the first interval, half after closing.
      tallies.groups[group * rows].paid = hours * 1800
      tallies.groups[group * rows + rows - 1].paid = hours * 1800
    }
    tallies.trunks[3].busyIntegral = lineMinutes * 60
    return tallies
  }

  private func account(_ scenario: Scenario) throws -> (CostAccount, Model) {
    let model = try scenario.model()
    return (try #require(CostAccount(model)), model)
  }

  @Test("341.5 hours at 35 with 45 % loading and 3000 a day cost 20 331")
  func workedExample() throws {
    var costs = Scenario.Costs()
    costs.wage = 35
    costs.loading = 0.45
    costs.perDay = 3000
    let (account, model) = try account(scenario(costs: costs))
    let plans = [
      (296.5, 18_047.0), (320, 19_240), (330, 19_748), (341.5, 20_331), (355.5, 21_042),
      (375.5, 22_057),
    ]
    for (hours, cost) in plans {
      let parts = account.parts(tallies(model, hours: [hours - 100, 100]))
      #expect(abs(parts.total - (hours * 50.75 + 3000)) < 1e-8)
      #expect(parts.total.rounded() == cost)
      #expect(parts.overhead == 3000)
    }
  }

  @Test("Every part is what it is by hand")
  func parts() throws {
    var costs = Scenario.Costs()
    costs.loading = 0.5
    costs.overtime = .init(share: 0.1, premium: 0.5)
    costs.supervisors = .init(span: 15, wage: 60)
    costs.perLineDay = 2
    costs.perLineMinute = 0.05
    costs.perSeatDay = 12
    costs.monitoringPerContact = 4
    costs.hiringPerLeaver = 3000
    costs.perDay = 100
    costs.daysPerMonth = 20
    let (account, model) = try account(scenario(days: 2, costs: costs))
    let parts = account.parts(
      tallies(model, hours: [100, 50], lineMinutes: 1000), monitoredPerMonth: 75,
      leaversPerYear: 6)
    // 100 h · 20 + 50 h · 30 = 3500; two of twenty days are a tenth of a month.
    #expect(parts.staff == 3500 * 1.5)
    #expect(abs(parts.overtime - 3500 * 0.1 * 0.5) < 1e-10)
    #expect(parts.supervisors == 10 * 60 * 1.5)
    #expect(abs(parts.lines - (40 * 2 * 2 + 50)) < 1e-10)
    #expect(parts.seats == 15 * 2 * 12)
    #expect(abs(parts.monitoring - 7.5 * 4) < 1e-10)
    #expect(abs(parts.hiring - 0.05 * 3000) < 1e-10)
    #expect(parts.overhead == 200)
    #expect(abs(parts.total - (5250 + 175 + 900 + 210 + 360 + 30 + 150 + 200)) < 1e-9)
    #expect(abs(try #require(parts.staffShare) - 6325.0 / 7275) < 1e-12)
  }

  @Test("A group's own cost goes before the wage of all, in accounts and in searches alike")
  func ownCost() throws {
    var costs = Scenario.Costs()
    costs.wage = 35
    var source = scenario(costs: costs)
    source.agentGroups[1].cost = 30
    let (account, model) = try account(source)
    #expect(model.groups.map(\.cost) == [35, 30])
    #expect(account.parts(tallies(model, hours: [10, 10])).total == 650)
  }

  @Test("Shifts are paid whole, wherever the first opening and the last closing cut them")
  func wholeShifts() throws {
    var source = scenario(days: 2, costs: .init())
    source.agentGroups[1].staffing = .constant(0)
    // From 7 to 22 h with an unpaid hour from 20:30 on: 14 paid hours on each of two days.
    var shift = Scenario.Shift(start: 7 * 3600, end: 22 * 3600)
    shift.agents = 3
    var pause = Scenario.ScheduledBreak(start: 20.5 * 3600, length: 3600)
    pause.isPaid = false
    shift.breaks = [pause]
    source.agentGroups[0].staffing = .shifts([shift])
    let (account, model) = try account(source)
    let tallies = try #require(Simulator(model: model).run(seed: 1, replication: 0)).tallies
    let rows = tallies.intervals + 1
    let paid = tallies.groups[..<rows].reduce(0) { $0 + $1.paid }
    #expect(abs(paid / 3600 - 3 * 2 * 14) < 1e-6)
    #expect(abs(tallies.agents[..<3].reduce(0) { $0 + $1.paid } - paid) < 1e-3)
    #expect(abs(account.parts(tallies).staff - 3 * 2 * 14 * 20) < 1e-3)
    // What is not simulated is no time in which they were not ready.
    let ready = tallies.groups[..<rows].reduce(0) { $0 + $1.ready - $1.overrun }
    let within = tallies.groups[..<rows].reduce(0) { $0 + $1.paid - $1.paidOutside }
    #expect(within >= ready - 1e-6)
  }

  @Test("Costs are linear in the tallies")
  func linear() throws {
    var costs = Scenario.Costs()
    costs.wage = 17
    costs.perLineMinute = 0.25
    costs.supervisors = .init(span: 8, wage: 40)
    let (account, model) = try account(scenario(costs: costs))
    let first = account.parts(tallies(model, hours: [64, 32], lineMinutes: 128))
    let second = account.parts(tallies(model, hours: [16, 8], lineMinutes: 512))
    let both = account.parts(tallies(model, hours: [80, 40], lineMinutes: 640))
    #expect(both.total == first.total + second.total)
    #expect(account.parts(tallies(model, hours: [0, 0])).total == 0)
  }

  @Test("Seats are the most agents planned at one time, breaks included")
  func seats() throws {
    var source = scenario(costs: .init())
    var early = Scenario.Shift(start: 8 * 3600, end: 14 * 3600)
    early.agents = 4
    early.breaks = [.init(start: 13 * 3600, length: 3600)]
    var late = Scenario.Shift(start: 14 * 3600, end: 20 * 3600)
    late.agents = 6
    source.agentGroups[0].staffing = .shifts([early, late])
    source.agentGroups[1].staffing = .counts([
      .init(time: 8 * 3600, agents: 1), .init(time: 13.5 * 3600, agents: 5),
      .init(time: 14 * 3600, agents: 2),
    ])
    // 4 + 5 at 13:30, 6 + 2 from 14:00; never 4 + 6.
    #expect(try source.model().seatCount == 9)
  }

  @Test("The warm-up's days are not paid; a month is spread over its opening days")
  func days() throws {
    var source = scenario(days: 7, costs: .init())
    source.calendar.warmUp = 86_400
    source.calendar.weekdayHours = [.sunday: nil]
    let (account, model) = try account(source)
    #expect(account.days == 5)
    let daysPerMonth = try #require(model.costs).daysPerMonth
    #expect(abs(daysPerMonth - 365.25 / 12 * 6 / 7) < 1e-10)
  }

  @Test("Without the section there is no account")
  func none() throws {
    var source = scenario(costs: .init())
    source.costs = nil
    #expect(CostAccount(try source.model()) == nil)
  }

  @Test("Where nobody's wage is known, hours are paid with nothing")
  func noWages() throws {
    var source = scenario(costs: .init())
    source.costs?.perDay = 100
    for group in source.agentGroups.indices { source.agentGroups[group].hourlyCost = nil }
    let (account, model) = try account(source)
    #expect(!model.hasWages && model.isPriced)
    #expect(account.parts(tallies(model, hours: [100, 50])).total == 100)
    source.costs = nil
    #expect(try !source.model().isPriced && CostLedger(try source.model(), seed: 1) == nil)
  }

  @Test("A day's cost by hand: paid hours × wage, and the parts are the whole in run and compare")
  func ledger() async throws {
    var costs = Scenario.Costs()
    costs.currency = "EUR"
    costs.loading = 0.25
    costs.perLineDay = 2
    costs.perLineMinute = 0.05
    costs.perDay = 100
    var source = scenario(costs: costs)
    // 2 agents from 8 to 16 h with half an hour unpaid and a quarter paid: 15 hours.
    var shift = Scenario.Shift(start: 8 * 3600, end: 16 * 3600)
    shift.agents = 2
    shift.breaks = [.init(start: 12 * 3600, length: 1800), .init(start: 14 * 3600, length: 900)]
    shift.breaks[0].isPaid = false
    source.agentGroups[0].staffing = .shifts([shift])
    source.contactTypes[0].value = 7
    source.contactTypes[0].waitingCost = .init(perMinute: 0.5)
    source.contactTypes[0].patience = .init(.exponential(mean: 60))
    let model = try source.model()
    var study = Scenario.Study()
    study.replications = 10
    study.seed = 4
    let result = await runStudy(model: model, settings: StudySettings(study: study))
    func value(_ name: String) throws -> Double { try #require(result.value(name)) }
    // 15 h at 20 and 5 agents × 12 h at 30, with a quarter on top.
    #expect(abs(try value("staffCost") - (15 * 20 + 60 * 30) * 1.25) < 1e-9)
    #expect(abs(try value("paidHours") - 75) < 1e-12 && result.estimate("paidHours")?.halfWidth == 0)
    #expect(try value("overheadCost") == 100)
    #expect(abs(try value("lostValue") - 7 * value("abandoned")) < 1e-9)
    let running = try TournamentCosts.partIndicators.reduce(0) { $0 + (try value($1.identifier)) }
    #expect(abs(try value("operatingCost") - running) < 1e-9 * running)
    let whole = try running + value("waitingCost") + value("lostValue")
    #expect(abs(try value("cost") - whole) < 1e-9 * whole)
    #expect(try value("waitingCost") > 0 && value("lineCost") > 80)
    #expect(result.money == StudyMoney(model) && result.money?.currency == "EUR")
    // The same amounts in a comparison.
    var settings = TournamentSettings(objective: try TournamentKPI("cost", in: ModelNames(model)))
    settings.mode = .fixed(replications: 10)
    settings.seed = 4
    let compared = try await runTournament(
      [Entrant(name: "one", model: model)], settings: settings)
    let entrant = compared.entrants[0].costs
    #expect(abs((entrant.total.value ?? 0) - whole) < 1e-9 * whole)
    for (indicator, part) in zip(TournamentCosts.partIndicators, entrant.parts) {
      #expect(abs((part.value ?? -1) - (try value(indicator.identifier))) < 1e-9 * whole)
    }
    let sum =
      entrant.parts.reduce(0) { $0 + ($1.value ?? 0) }
      + (entrant.waiting.value ?? 0) + (entrant.lostValue.value ?? 0)
    #expect(abs(sum - whole) < 1e-9 * whole)
  }

  @Test("A simulated day is paid as planned")
  func simulated() throws {
    var costs = Scenario.Costs()
    costs.wage = 10
    costs.perLineMinute = 1
    let source = scenario(costs: costs)
    let (account, model) = try account(source)
    let run = Simulator(model: model).run(seed: 1, replication: 0)
    let tallies = try #require(run).tallies
    let parts = account.parts(tallies)
    #expect(abs(parts.staff - 15 * 12 * 10) < 1e-6)
    let minutes = tallies.trunks.reduce(0) { $0 + $1.busyIntegral } / 60
    #expect(minutes > 0 && abs(parts.lines - minutes) < 1e-6)
  }
}

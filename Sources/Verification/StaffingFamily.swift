import ContactCenter
import Experiments
import Optimization
import Staffing

/// The family whose cases ask for the cheapest numbers of agents.
enum StaffingFamily {
  /// Numbers per group of least cost under which every type reaches its service level.
  static func cheapest(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let servers = try params.list("cost_per_agent").count
    let costs = try params.numbers("cost_per_agent", count: servers)
    guard costs.allSatisfy({ $0 > 0 }) else {
      throw MappingError.defect("`cost_per_agent` must be above 0")
    }
    let system = try SkillFamilies.system(params, agents: costs.map { _ in 1 })
    let types = system.rates.count
    let levels = try params.numbers("target_sl_offered", count: types)
    guard levels.allSatisfy({ $0 > 0 && $0 < 1 }) else {
      throw MappingError.defect("`target_sl_offered` must lie between 0 and 1")
    }
    var plan = CasePlan(item)
    let figures = try item.figures()
    for figure in figures where figure.name != "min_cost" {
      plan.skip(figure.name, "no figure of this name")
    }
    guard let known = figures.first(where: { $0.name == "min_cost" }) else { return plan }
    var scenario = try system.scenario(named: item.id)
    for group in costs.indices { scenario.agentGroups[group].cost = costs[group] }
    // Days so many that the first one, which is not judged, costs little.
    let contacts = max(fewestContacts, effort.contacts(weight: 3))
    let daily = system.rates.reduce(0, +) * 86_400
    let days = min(300, max(10, Int(clamping: contacts / Double(replications) / daily)))
    scenario.calendar.days = days + 1
    scenario.calendar.hours = Scenario.OpeningHours(open: 0, close: 86_400)
    scenario.calendar.interval = 86_400
    scenario.calendar.warmUp = 86_400
    let goals = levels.enumerated().map { type, level in
      Goal(
        .serviceLevel(.includingBlocked, within: system.threshold), level, period: .month,
        part: scenario.contactTypes[type].name)
    }
    // The cases' own enumeration gives the last group at least one agent: without it (6, 0) would
    // be the answer to an X-design whose answer is given as (5, 1).
    let fewest = costs.indices.map { $0 == costs.count - 1 ? 1 : 0 }
    plan.search = StaffingSearchCase(
      scenario: scenario, fewest: fewest, goals: goals, replications: replications, leastCost: known.value,
      tolerance: max(known.tolerance, 1e-6))
    return plan
  }

  /// Replications of one staffing, and the fewest contacts in all of them.
  private static let replications = 64
  private static let fewestContacts = 2e6
}

/// A search whose least cost is known.
package struct StaffingSearchCase: Sendable {
  var scenario: Scenario
  /// Agents that each group has at least.
  var fewest: [Int]
  var goals: [Goal]
  var replications: Int
  var leastCost: Double
  var tolerance: Double

  /// The cost found beside the known one; agreement is exact or not at all.
  func figure(seed: UInt64) async -> FigureResult {
    var figure = FigureResult(
      output: "min_cost", exact: leastCost, simulated: nil, standardError: 0,
      z: NormalScore.largest, status: .judged)
    guard let model = try? scenario.model(),
      var simulation = try? StaffingSimulation(model: model, goals: goals)
    else { return figure }
    simulation.replications = replications
    simulation.seed = seed
    simulation.solver = CBCProcess.installed()
    guard let found = try? await simulation.cheapestNumbers(fewest: fewest), found.isFeasible
    else { return figure }
    figure.simulated = found.hourlyCost
    let difference = found.hourlyCost - leastCost
    figure.z =
      abs(difference) <= tolerance
      ? 0 : difference > 0 ? NormalScore.largest : -NormalScore.largest
    return figure
  }
}

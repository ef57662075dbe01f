import ContactCenter
import Experiments
import Optimization
import Staffing

// Small centers for the tests of searches by simulation.

/// One type of calls whose rate changes every eight hours of a day around the clock, one group.
///
/// 180 s of talk, patience of 120 s, both exponential. Eight hours are a hundred times the length
/// of the queue's memory: what one interval leaves to the next does not matter.
func threeShifts(perHour: [Double], agents: Int = 1) -> Scenario {
  var scenario = Scenario(name: "three shifts")
  scenario.calendar.hours = .init(open: 0, close: 86_400)
  scenario.calendar.interval = 8 * 3600
  var type = Scenario.ContactType(name: "calls")
  type.arrivals.points = perHour.enumerated().map {
    .init(time: Double($0) * 8 * 3600, rate: $1 / 3600)
  }
  type.talk = .init(.exponential(mean: 180))
  type.patience = .init(.exponential(mean: 120))
  scenario.contactTypes = [type]
  var group = Scenario.AgentGroup(name: "agents")
  group.staffing = .constant(agents)
  group.skills = [.init(queue: "calls")]
  scenario.agentGroups = [group]
  return scenario
}

/// Two types around the clock; the first group serves the first type only, the second one both.
///
/// Days of some twenty days' replications: the first day is warm-up.
func nDesign(
  perHour: [Double], talk: [Double], patience: [Distribution], costs: [Double]
) -> Scenario {
  var scenario = Scenario(name: "N-design")
  scenario.calendar.days = 11
  scenario.calendar.hours = .init(open: 0, close: 86_400)
  scenario.calendar.interval = 86_400
  scenario.calendar.warmUp = 86_400
  for index in 0..<2 {
    var type = Scenario.ContactType(name: "type \(index)")
    type.arrivals.points = [.init(time: 0, rate: perHour[index] / 3600)]
    type.talk = .init(.exponential(mean: talk[index]))
    type.patience = .init(patience[index])
    scenario.contactTypes.append(type)
  }
  for index in 0..<2 {
    var group = Scenario.AgentGroup(name: "group \(index)")
    group.cost = costs[index]
    group.contactSelection = .longestQueue
    group.skills = [.init(queue: "type 0")]
    if index == 1 {
      group.skills[0].preference = 2
      group.skills.append(.init(queue: "type 1"))
    }
    scenario.agentGroups.append(group)
  }
  return scenario
}

/// A simulation of a scenario with a fixed seed.
func simulation(
  _ scenario: Scenario, _ goals: [Goal], replications: Int, threads: Int = 2
) throws -> StaffingSimulation {
  var simulation = try StaffingSimulation(model: try scenario.model(), goals: goals)
  simulation.replications = replications
  simulation.seed = 11
  simulation.threads = threads
  simulation.solver = CBCProcess.installed()
  return simulation
}

/// 80 % within 20 s.
func eightyTwenty(_ period: Goal.Period) -> Goal {
  Goal(.serviceLevel(.abandonedCountAgainst, within: 20), 0.8, period: period)
}

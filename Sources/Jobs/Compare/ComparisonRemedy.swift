import ContactCenter
import Experiments
import Management
import Reporting
import ScenarioReading

/// What a search for the agents that keep goals begins with.
struct RemedySearch {
  /// The tournament in which nobody keeps them.
  var result: TournamentResult
  /// The entrant that comes nearest.
  var entrant: Int
  /// What was asked of the comparison.
  var part: ComparisonPart

  /// What the goals that are missed rest on; where none is for certain, those that are not yet told apart.
  var parts: [TournamentKPI.Part] {
    let goals = result.entrants[entrant].goals
    let missed = goals.filter { $0.verdict == .missed }
    return (missed.isEmpty ? goals.filter { $0.verdict == .undecided } : missed).map(part)
  }

  /// What a goal rests on: of the whole center's service level, the contact type that is lowest.
  private func part(of outcome: GoalOutcome) -> TournamentKPI.Part {
    let goal = outcome.goal
    guard goal.kpi.part == .center, goal.kpi.identifier == "serviceLevel" else { return goal.kpi.part }
    let worst = result.entrants[entrant].types.min {
      ($0.serviceLevel.value ?? 1) < ($1.serviceLevel.value ?? 1)
    }
    return worst.map { .contactType($0.name) } ?? .center
  }

  /// Replications of each of so many points, of which all together are no more than twice the
  /// comparison's; nil: too few to tell anything.
  func replications(points: Int) -> Int? {
    let count = min(40, result.entrants[entrant].replications, 2 * result.replications / max(1, points))
    return count < 5 ? nil : count
  }
}

/// The search for what would keep the goals: an entrant with more agents in the groups on which the missed
/// goals rest, as a variation that anybody can repeat.
struct ComparisonRemedy: Sendable {
  /// The file as it was given.
  var file: String
  /// The settings in which the entrant differs from its file.
  var changes: [(setting: ScenarioSetting, value: SettingValue)]
  /// The entrant's scenario and model.
  var scenario: Scenario
  var model: Model

  /// More settings would make grids that nobody waits for.
  private static let mostGroups = 2
  /// How many times the agents are tried, one range after the other.
  private static let ranges = [(1.0, 1.5), (1.5, 2.5), (2.5, 4.0), (4.0, 8.0), (8.0, 16.0)]

  /// The cheapest staffing of these groups that surely keeps all goals; nil: there are no agents to have
  /// more of, or nothing can be told in reasonable time.
  ///
  /// O(ranges × points × replications).
  ///
  /// - Throws: `JobFailure` where the job is stopped.
  func search(_ wanted: RemedySearch, in workshop: Workshop) async throws -> ComparisonContext.Remedy? {
    var groups: [Scenario.AgentGroup] = []
    for part in wanted.parts {
      guard let group = group(of: part), !groups.contains(group) else { continue }
      groups.append(group)
    }
    groups = Array(groups.prefix(Self.mostGroups))
    guard !groups.isEmpty else { return nil }
    let points = groups.count == 1 ? 6 : 4
    guard let replications = wanted.replications(points: groups.count == 1 ? 6 : 16) else { return nil }
    var last: ComparisonContext.Remedy?
    for (low, high) in Self.ranges {
      var request = VaryRequest(
        file: file, set: kept(beside: groups) + groups.map { range($0, low, high, points) })
      request.replications = replications
      request.comparison.goal = wanted.part.goal
      request.comparison.seed = wanted.result.settings.seed
      request.comparison.threads = wanted.part.threads
      request.comparison.probability = wanted.part.probability
      (request.comparison.noReport, request.comparison.noArchive) = (true, true)
      let found: ComparisonOutcome
      do {
        found = try await request.run(in: workshop)
      } catch let failure as JobFailure where failure.kind != .stopped {
        return last
      }
      let remedy = remedy(found.comparison, request, groups)
      if remedy.isKept { return remedy }
      last = remedy
    }
    return last
  }

  /// The cheapest point that keeps all goals, or the one with most agents.
  private func remedy(
    _ comparison: Comparison, _ request: VaryRequest, _ groups: [Scenario.AgentGroup]
  ) -> ComparisonContext.Remedy {
    let entrants = comparison.result.entrants
    let keeping = entrants.indices.filter { entrants[$0].goals.allSatisfy { $0.verdict == .met } }
    let cheapest = keeping.min {
      (entrants[$0].costs.paidHours.value ?? .infinity, $0)
        < (entrants[$1].costs.paidHours.value ?? .infinity, $1)
    }
    let chosen = cheapest ?? entrants.indices.last ?? 0
    let layout = comparison.result.layouts[chosen]
    let changed = staffed(request, as: chosen, in: comparison)
    return ComparisonContext.Remedy(
      command: comparison.context.command,
      staffings: groups.map { group in
        let then = changed.agentGroups.first { $0.name == group.name } ?? group
        return .init(group: group.name, now: group.staffing.agents, then: then.staffing.agents)
      },
      isKept: cheapest != nil,
      cost: layout.names.money == nil ? entrants[chosen].costs.paidHours : entrants[chosen].costs.total,
      replications: request.replications ?? 0)
  }

  /// The settings of the entrant, beside those of these groups.
  private func kept(beside groups: [Scenario.AgentGroup]) -> [String] {
    changes.filter { change in
      !groups.contains { change.setting.path.hasPrefix("agents.\($0.name).") }
    }.map { "\($0.setting.path)=\($0.setting.text(of: $0.value))" }
  }

  /// "3 agents in team": what factors of constant numbers of agents have left.
  var roundedAgents: [String] {
    changes.compactMap { change in
      guard
        let group = scenario.agentGroups.first(where: {
          change.setting.path == "agents.\($0.name).scale"
        }), case .constant(let agents) = group.staffing
      else { return nil }
      return "\(agents) \(agents == 1 ? "agent" : "agents") in \(group.name)"
    }
  }

  /// The group that a goal is about, or the largest that serves what it is about.
  private func group(of part: TournamentKPI.Part) -> Scenario.AgentGroup? {
    switch part {
    case .group(let name): return scenario.agentGroups.first { $0.name == name }
    case .contactType(let name): return largest { $0.name == name }
    case .queue(let name): return largest { model.queues[$0.queue].name == name }
    case .center, .trunkGroup: return largest { _ in true }
    }
  }

  /// The largest group that serves one of these types.
  private func largest(serving isServed: (Model.ContactType) -> Bool) -> Scenario.AgentGroup? {
    let queues = Set(model.contactTypes.filter(isServed).map(\.queue))
    let able = model.groups.indices.filter { index in
      model.groups[index].agentCount > 0
        && model.groups[index].skills.contains { queues.contains($0.queue.place) }
    }
    let largest = able.max {
      (model.groups[$0].agentCount, -$0) < (model.groups[$1].agentCount, -$1)
    }
    return largest.map { scenario.agentGroups[$0] }
  }

  /// The scenario of a point of the variation.
  private func staffed(
    _ request: VaryRequest, as entrant: Int, in comparison: Comparison
  ) -> Scenario {
    guard case .grid(let axes, let cells) = comparison.context.form,
      var rest = cells.firstIndex(of: entrant)
    else { return scenario }
    var changed = scenario
    for (axis, text) in zip(axes, request.set).reversed() {
      let place = rest % axis.values.count
      rest /= axis.values.count
      guard axis.values.count > 1, let variation = try? SettingVariation(text, in: scenario),
        variation.values.indices.contains(place)
      else { continue }
      changed = variation.setting.applied(variation.values[place], to: changed)
    }
    return changed
  }

  /// "agents.team.count=16..24:2", or for numbers that change over the day "agents.team.scale=1..1.5:0.1":
  /// so many points from one multiple of the agents to another.
  private func range(_ group: Scenario.AgentGroup, _ low: Double, _ high: Double, _ points: Int) -> String {
    let steps = Double(points - 1)
    guard case .constant(let agents) = group.staffing else {
      // A smaller step would leave the number of agents as it is.
      let least = 1 / Double(max(1, group.staffing.agents))
      let step = (max((high - low) / steps, least) * 100).rounded(.up) / 100
      let end = ((low + steps * step) * 100).rounded() / 100
      func text(_ number: Double) -> String { MachineNumber.text(number) ?? "1" }
      return "agents.\(group.name).scale=\(text(low))..\(text(end)):\(text(step))"
    }
    let first = Int((Double(agents) * low).rounded())
    let step = max(1, Int((Double(agents) * (high - low) / steps).rounded(.up)))
    return "agents.\(group.name).count=\(first)..\(first + (points - 1) * step)"
      + (step > 1 ? ":\(step)" : "")
  }
}

import ContactCenter
import Experiments
import Foundation
import Reporting
import ScenarioReading
import Staffing

/// The command that searches for what would keep the goals: an entrant with more agents in the groups
/// on which the missed goals rest.
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

  /// The command; nil: there are no agents to have more of.
  ///
  /// - Parameters:
  ///   - missed: what of the center each missed goal is about.
  ///   - goals: all goals; where formulas know what they take, the steps go as far.
  ///   - rest: further words, such as the goals.
  /// - Returns: a line for a shell.
  func command(
    about missed: [TournamentKPI.Part], for goals: [Goal], rest: [String]
  ) -> String? {
    var groups: [Scenario.AgentGroup] = []
    for part in missed {
      guard let group = group(of: part), !groups.contains(group) else { continue }
      groups.append(group)
    }
    groups = Array(groups.prefix(Self.mostGroups))
    guard !groups.isEmpty else { return nil }
    let paths = groups.map { "agents.\($0.name)" }
    let kept = changes.filter { change in
      !paths.contains { change.setting.path.hasPrefix($0 + ".") }
    }
    let settings = kept.flatMap { change in
      CanonicalCommand.option(
        .set, "\(change.setting.path)=\(change.setting.text(of: change.value))")
    }
    let more = zip(paths, groups).flatMap { path, group in
      CanonicalCommand.option(.set, path + "." + steps(group, upTo: growth(group, goals)))
    }
    return CanonicalCommand.line(["vary", CanonicalCommand.file(file)] + settings + more + rest)
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

  /// How many times its agents a group needs by formula, a tenth more, where nobody else helps.
  ///
  /// 1 where it is not known; at most 100.
  private func growth(_ group: Scenario.AgentGroup, _ goals: [Goal]) -> Double {
    let known = goals.filter {
      if case .other = $0.measure { return false }
      return true
    }
    guard !known.isEmpty, let place = model.groups.firstIndex(where: { $0.name == group.name })
    else { return 1 }
    let plan = StaffingPlanner(goals: known).nearest(StaffingDemand(model)).plan
    guard let pool = plan.pools.first(where: { $0.pool.groups.contains(place) }) else { return 1 }
    let ratios = pool.cells.indices.compactMap { interval -> Double? in
      guard let own = pool.pool.scheduled?[interval], own > 0 else { return nil }
      return Double(pool.agents(in: interval)) / own
    }
    return min(100, 1.1 * (ratios.max() ?? 1))
  }

  /// "count=16..24:2", or for numbers that change over the day "scale=1..1.5:0.1": up to half as many
  /// again, four agents more at least, and as far as a growth; some nine steps at most.
  private func steps(_ group: Scenario.AgentGroup, upTo growth: Double) -> String {
    guard case .constant(let agents) = group.staffing else {
      let most = model.groups.first { $0.name == group.name }?.agentCount ?? 10
      // A smaller step would leave the number of agents as it is.
      let least = (100 / Double(max(1, most))).rounded(.up) / 100
      let step = max(0.1, least, ((growth - 1) / 8 * 10).rounded(.up) / 10)
      let count = max(0.5 / step, 4, ((growth - 1) / step).rounded(.up))
      let last = ((1 + count * step) * 100).rounded() / 100
      return "scale=1..\(MachineNumber.text(last) ?? "1.5"):\(MachineNumber.text(step) ?? "0.1")"
    }
    let wanted = Int(clamping: (growth * Double(agents)).rounded(.up)) - agents
    let step = max(1, agents / 10, (wanted + 7) / 8)
    let most = agents + max(4, agents / 2 / step, (wanted + step - 1) / step) * step
    return "count=\(agents)..\(most)" + (step > 1 ? ":\(step)" : "")
  }
}

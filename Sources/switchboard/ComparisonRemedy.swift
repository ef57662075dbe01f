import ContactCenter
import Foundation
import ScenarioReading

/// The command that searches for what would keep the goals: an entrant with more agents in the group
/// on which the goals rest.
struct ComparisonRemedy {
  /// The file as it was given.
  var file: String
  /// The settings in which the entrant differs from its file.
  var changes: [(setting: ScenarioSetting, value: SettingValue)]
  /// The entrant's scenario and model.
  var scenario: Scenario
  var model: Model

  /// The command; nil: there are no agents to have more of.
  ///
  /// - Parameters:
  ///   - types: the contact types that goals are about; empty: all of them.
  ///   - rest: further words, such as the goals.
  /// - Returns: a line for a shell.
  func command(types: [String], rest: [String]) -> String? {
    guard let group = group(serving: types) else { return nil }
    let path = "agents.\(group.name)"
    let kept = changes.filter { !$0.setting.path.hasPrefix(path + ".") }
    let settings = kept.flatMap { change in
      ["--set", "\(change.setting.path)=\(change.setting.text(of: change.value))"]
    }
    return CanonicalCommand.line(
      ["vary", CanonicalCommand.file(file)] + settings
        + ["--set", path + "." + steps(group)] + rest)
  }

  /// The largest group that serves one of the types.
  private func group(serving types: [String]) -> Scenario.AgentGroup? {
    let queues = Set(
      model.contactTypes.filter { types.isEmpty || types.contains($0.name) }.map(\.queue))
    let able = model.groups.indices.filter { index in
      model.groups[index].agentCount > 0
        && model.groups[index].skills.contains { queues.contains($0.queue) }
    }
    let largest = able.max {
      (model.groups[$0].agentCount, -$0) < (model.groups[$1].agentCount, -$1)
    }
    return largest.map { scenario.agentGroups[$0] }
  }

  /// "count=16..24:2", or for numbers that change over the day "scale=1..1.5:0.1": up to half as many
  /// again.
  private func steps(_ group: Scenario.AgentGroup) -> String {
    guard case .constant(let agents) = group.staffing else { return "scale=1..1.5:0.1" }
    let step = max(1, agents / 10)
    let most = max(agents + 4 * step, agents + agents / 2 / step * step)
    return "count=\(agents)..\(most)" + (step > 1 ? ":\(step)" : "")
  }
}

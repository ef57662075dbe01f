import ContactCenter
import Experiments

extension Scenario {
  /// The scenario with every group's staffing times a factor, in whole agents.
  ///
  /// What rounding leaves is carried on to the next interval or shift, so that the hours are as near
  /// to the factor as whole agents allow. A group of constant size keeps at least one agent.
  func staffed(by factor: Double) -> Scenario {
    guard factor != 1 else { return self }
    var changed = self
    for group in agentGroups.indices {
      changed.agentGroups[group].staffing = agentGroups[group].staffing.scaled(by: factor)
    }
    return changed
  }

  /// The scenario with so many agents in some of its groups; the others stay as they are.
  ///
  /// - Parameter changes: The groups, by name, with the agents that they have and get.
  /// - Returns: The changed scenario.
  func staffed(_ changes: [Attainability.GroupChange]) -> Scenario {
    var changed = self
    for change in changes where change.now > 0 {
      guard let group = agentGroups.firstIndex(where: { $0.name == change.group }) else { continue }
      changed.agentGroups[group].staffing =
        agentGroups[group].staffing.scaled(by: Double(change.then) / Double(change.now))
    }
    return changed
  }

  /// The scenario with other groups of agents; nil: with its own.
  func with(_ groups: [AgentGroup]?) -> Scenario {
    var changed = self
    if let groups { changed.agentGroups = groups }
    return changed
  }
}

extension Scenario.Staffing {
  /// Agents of a group: those of all shifts, or the most at a time.
  package var agents: Int {
    switch self {
    case .constant(let count): count
    case .counts(let points): points.map(\.agents).max() ?? 0
    case .dated(let spans): spans.map(\.agents).max() ?? 0
    case .shifts(let shifts): shifts.reduce(0) { $0 + $1.agents }
    }
  }

  fileprivate func scaled(by factor: Double) -> Scenario.Staffing {
    var carry = 0.0
    func whole(_ count: Int) -> Int {
      guard count > 0 else { return 0 }
      let wanted = Double(count) * factor + carry
      let whole = max(0, Int(clamping: wanted.rounded()))
      carry = wanted - Double(whole)
      return whole
    }
    switch self {
    case .constant(let count): return .constant(count == 0 ? 0 : max(1, whole(count)))
    case .counts(let points):
      return .counts(points.map { .init(time: $0.time, agents: whole($0.agents)) })
    case .dated(let spans):
      return .dated(
        spans.map { .init(start: $0.start, end: $0.end, agents: whole($0.agents)) })
    case .shifts(let shifts):
      var changed: [Scenario.Shift] = []
      for shift in shifts {
        var copy = shift
        copy.agents = whole(shift.agents)
        if shift.name != nil && copy.agents > 0 {
          changed.append(shift)
          copy.name = nil
          copy.agents -= 1
        }
        if copy.agents > 0 { changed.append(copy) }
      }
      return .shifts(changed.isEmpty ? Array(shifts.prefix(1)) : changed)
    }
  }
}

import ContactCenter
import Experiments

extension KPILever {
  /// The scenario with this lever moved; nil where the scenario has nothing that it moves.
  ///
  /// - Parameters:
  ///   - scenario: The scenario as it is.
  ///   - size: The change as a share of what there is, such as −0.05.
  /// - Returns: The changed scenario.
  func applied(to scenario: Scenario, size: Double) -> Scenario? {
    var changed = scenario
    let factor = 1 + size
    switch self {
    case .staffing:
      // Few agents have no share of a twentieth: then it is the next whole one.
      changed =
        [factor, 1.1, 1.25, 1.5, 2].lazy.map(scenario.staffed).first { $0 != scenario } ?? scenario
    case .handling:
      changed.changeSkills { $0.handlingFactor *= factor }
    case .talk:
      changed.changeTypes { $0.talk.scale(factor) }
      changed.changeSkills { $0.talk = $0.talk?.scaled(by: factor) }
    case .wrapUp:
      changed.changeTypes { $0.wrapUp.scale(factor) }
      changed.changeSkills { $0.wrapUp = $0.wrapUp?.scaled(by: factor) }
    case .hold:
      changed.changeTypes { type in
        if let length = type.hold?.length { type.hold?.length = length.scaled(by: factor) }
      }
    case .volume: changed.changeTypes { $0.arrivals.scale *= factor }
    case .absence: changed.changeGroups { $0.absence *= factor }
    case .deviations:
      changed.changeGroups {
        $0.lateness?.probability *= factor
        $0.unscheduledBreaks?.perHour *= factor
      }
    case .issues: changed.changeTypes { $0.repeatCall?.unsolved *= factor }
    case .transfers:
      changed.changeTypes { type in
        type.knowledgeGap?.probability *= factor
        for index in type.transfers.indices {
          type.transfers[index].probability = type.transfers[index].probability.map { $0 * factor }
        }
      }
    case .lines:
      for index in changed.trunkGroups.indices {
        changed.trunkGroups[index].lines = KPILever.more(changed.trunkGroups[index].lines, factor)
      }
      changed.ivr.ports = changed.ivr.ports.map { KPILever.more($0, factor) }
    case .alert: changed.changeGroups { $0.alert = $0.alert?.scaled(by: factor) }
    case .quality:
      let better = min(100, (changed.quality?.mean ?? 0) * factor)
      changed.quality?.mean = better
    // Where the hours are better placed takes the whole plan, not a step.
    case .placement: return nil
    case .turnover:
      changed.changeGroups {
        let atStart = $0.workforce?.turnover.atStart
        $0.workforce?.turnover.perMonth *= factor
        $0.workforce?.turnover.atStart = atStart.map { $0 * factor }
      }
    }
    return changed == scenario ? nil : changed
  }

  /// At least one more.
  private static func more(_ count: Int, _ factor: Double) -> Int {
    max(count + 1, Int(clamping: (Double(count) * factor).rounded()))
  }
}

extension Scenario {
  fileprivate mutating func changeTypes(_ change: (inout ContactType) -> Void) {
    for index in contactTypes.indices { change(&contactTypes[index]) }
  }

  fileprivate mutating func changeGroups(_ change: (inout AgentGroup) -> Void) {
    for index in agentGroups.indices { change(&agentGroups[index]) }
  }

  fileprivate mutating func changeSkills(_ change: (inout Skill) -> Void) {
    changeGroups { group in
      for index in group.skills.indices { change(&group.skills[index]) }
    }
  }
}

extension Scenario.TimedLaw {
  /// A law that is 0 stays as it is.
  fileprivate mutating func scale(_ factor: Double) {
    for index in pieces.indices where pieces[index].law.mean > 0 {
      pieces[index].law = pieces[index].law.scaled(by: factor)
    }
  }
}

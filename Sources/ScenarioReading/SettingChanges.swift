import ContactCenter

// Looking parts of a scenario up by their names, and changing them.

extension Scenario {
  /// The group of a name that is known to exist.
  func group(_ name: String) -> AgentGroup { agentGroups.first { $0.name == name }! }

  /// The contact type of a name that is known to exist.
  func type(_ name: String) -> ContactType { contactTypes.first { $0.name == name }! }

  /// The queue of that name, written down or not.
  func queue(named name: String) -> Queue? { queuesWithImplied.first { $0.name == name } }

  /// The queue in which contacts of a type wait.
  func queue(of type: String) -> String { self.type(type).queue ?? type }

  mutating func changeGroup(_ name: String, _ change: (inout AgentGroup) -> Void) {
    guard let place = agentGroups.firstIndex(where: { $0.name == name }) else { return }
    change(&agentGroups[place])
  }

  mutating func changeType(_ name: String, _ change: (inout ContactType) -> Void) {
    guard let place = contactTypes.firstIndex(where: { $0.name == name }) else { return }
    change(&contactTypes[place])
  }

  /// Changes a queue; where it is not written down, all that types imply are, so that the queues
  /// keep their order in the model.
  mutating func changeQueue(_ name: String, _ change: (inout Queue) -> Void) {
    if !queues.contains(where: { $0.name == name }) { queues = queuesWithImplied }
    guard let place = queues.firstIndex(where: { $0.name == name }) else { return }
    change(&queues[place])
  }
}

extension Scenario.Staffing {
  /// Every number times a factor, rounded to whole agents.
  func scaled(by factor: Double) -> Scenario.Staffing {
    func scaled(_ agents: Int) -> Int {
      Int(clamping: min(Double(ScenarioLimits.agents + 1), (Double(agents) * factor).rounded()))
    }
    switch self {
    case .constant(let agents): return .constant(scaled(agents))
    case .counts(let points):
      return .counts(points.map { .init(time: $0.time, agents: scaled($0.agents)) })
    case .dated(let spans):
      return .dated(
        spans.map { .init(start: $0.start, end: $0.end, agents: scaled($0.agents)) })
    case .shifts(let shifts):
      return .shifts(
        shifts.map { shift in
          var changed = shift
          changed.agents = scaled(shift.agents)
          return changed
        })
    }
  }
}

extension Scenario.ContactType {
  /// Rates and volumes times a factor; gaps between arrivals shrink by it.
  mutating func scaleArrivals(by factor: Double) {
    if case .renewal(let gap) = arrivals.process {
      arrivals.process = .renewal(gap.scaled(by: 1 / factor))
    } else {
      arrivals.scale *= factor
    }
  }

  /// Talk, hold and wrap-up times a factor.
  mutating func scaleHandling(by factor: Double) {
    talk = talk.scaled(by: factor)
    wrapUp = wrapUp.scaled(by: factor)
    if let length = hold?.length { hold?.length = length.scaled(by: factor) }
  }
}

extension Scenario.AgentGroup {
  /// The group's own laws of talk and wrap-up for some queues, times a factor.
  mutating func scaleOwnLaws(by factor: Double, for queues: (String) -> Bool) {
    for place in skills.indices where queues(skills[place].queue) {
      skills[place].talk = skills[place].talk?.scaled(by: factor)
      skills[place].wrapUp = skills[place].wrapUp?.scaled(by: factor)
    }
  }
}

extension Scenario.TimedLaw {
  /// Every law times a factor.
  func scaled(by factor: Double) -> Scenario.TimedLaw {
    Scenario.TimedLaw(pieces: pieces.map { .init(from: $0.from, law: $0.law.scaled(by: factor)) })
  }
}

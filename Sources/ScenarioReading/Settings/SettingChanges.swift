import ContactCenter

// Changing several numbers of a scenario at once.

extension Scenario {
  /// The queue in which contacts of a type wait.
  func queue(of type: String) -> String {
    contactTypes.first { $0.name == type }?.queue?.name ?? type
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
    switch arrivals.process {
    case .renewal(let gap): arrivals.process = .renewal(gap.scaled(by: 1 / factor))
    case .poisson, .fixedCounts, .evenlySpaced, .replay: arrivals.scale *= factor
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
    for place in skills.indices where queues(skills[place].queue.name) {
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

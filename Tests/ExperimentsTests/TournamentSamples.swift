import ContactCenter
import Experiments

/// Normal numbers for synthetic observations.
struct SampleNormals {
  private var numbers: SampleNumbers
  init(seed: UInt64) { numbers = SampleNumbers(seed: seed) }

  /// Standard normal, by the sum of twelve uniforms (its fourth moment is 2.9 instead of 3).
  mutating func next() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += numbers.uniform() }
    return sum
  }
}

extension Model {
  /// A center of queues of its own for each type: Poisson arrivals at `rate` a minute each, talk of
  /// 3 minutes on average, patience of 2, all exponential; groups as given, each with its skills.
  static func center(
    rates: [Double], hours: Double = 4, dayFactor: Double = 0,
    groups: [(name: String, agents: Int, skills: [Scenario.Skill])]
  ) -> Model {
    var model = Model()
    model.name = "center"
    model.calendar.end = hours * 3600
    model.calendar.interval = 1800
    model.calendar.intervals = Int(2 * hours)
    model.calendar.open = [.init(from: 0, to: hours * 3600)]
    for (index, rate) in rates.enumerated() {
      let name = ["sales", "service", "claims"][index]
      var written = Scenario.ContactType(name: name)
      written.patience = .init(.exponential(mean: 120))
      written.talk = .init(.exponential(mean: 180))
      var type = Model.ContactType(written, queue: index)
      type.segments = (0..<model.calendar.intervals).map { interval in
        .init(
          from: 1800 * Double(interval), to: 1800 * Double(interval + 1), c0: rate / 60,
          bound: rate / 60, day: 0, interval: interval)
      }
      if dayFactor > 0 { type.arrivals.dayFactor = .init(law: .gamma, cv: dayFactor) }
      model.contactTypes.append(type)
      model.queues.append(.init(name: name))
    }
    for group in groups {
      var made = Model.Group(name: group.name)
      made.staffing = .counts([.init(from: 0, value: group.agents)])
      made.skills = group.skills
      model.groups.append(made)
    }
    return model
  }

  /// One type and one group: M/M/n + M at 5 contacts a minute.
  static func oneQueue(agents: Int, hours: Double = 4, dayFactor: Double = 0) -> Model {
    center(
      rates: [5], hours: hours, dayFactor: dayFactor,
      groups: [("team", agents, [.serving(0)])])
  }

  /// Two types that one group serves, one of them always first; 54 erlangs on 50 agents.
  static func twoTypes(first: Int, agents: Int = 50) -> Model {
    var ranks = [Scenario.Skill.serving(0), .serving(1)]
    ranks[1 - first].rank = 2
    return center(rates: [16, 2], groups: [("team", agents, ranks)])
  }
}

extension Scenario.Skill {
  /// Serves the queue in that place of a model.
  static func serving(_ queue: Int) -> Scenario.Skill {
    var skill = Scenario.Skill(queue: "\(queue)")
    skill.queue = .init("\(queue)", place: queue)
    return skill
  }
}

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
    groups: [(name: String, agents: Int, skills: [Model.Skill])]
  ) -> Model {
    var model = Model()
    model.name = "center"
    model.calendar.end = hours * 3600
    model.calendar.interval = 1800
    model.calendar.intervals = Int(2 * hours)
    model.calendar.open = [.init(from: 0, to: hours * 3600)]
    func law(_ mean: Double) -> Model.TimedLaw {
      .init(starts: [0], laws: [.exponential(mean: mean)])
    }
    for (index, rate) in rates.enumerated() {
      let name = ["sales", "service", "claims"][index]
      var type = Model.ContactType(
        name: name, queue: index, patience: law(120), talk: law(180),
        wrapUp: .init(starts: [0], laws: [.constant(0)]))
      type.segments = (0..<model.calendar.intervals).map { interval in
        .init(
          from: 1800 * Double(interval), to: 1800 * Double(interval + 1), c0: rate / 60,
          bound: rate / 60, day: 0, interval: interval)
      }
      if dayFactor > 0 { type.dayFactor = .init(law: .gamma, cv: dayFactor) }
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
      groups: [("team", agents, [.init(queue: 0)])])
  }

  /// Two types that one group serves, one of them always first; 54 erlangs on 50 agents.
  static func twoTypes(first: Int, agents: Int = 50) -> Model {
    var ranks = [Model.Skill(queue: 0), Model.Skill(queue: 1)]
    ranks[1 - first].rank = 2
    return center(rates: [16, 2], groups: [("team", agents, ranks)])
  }
}

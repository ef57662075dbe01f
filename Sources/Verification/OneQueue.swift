import ContactCenter

/// One flow of contacts in front of one group of agents.
struct OneQueue {
  /// Contacts per second.
  var rate: Double
  var agents: Int
  var service: Distribution
  var patience = Distribution.never
  /// Acceptable waits.
  ///
  /// With several, the flow is split at random into contact types alike but for their acceptable
  /// waits (a split Poisson stream is Poisson again), all in one queue.
  var thresholds: [Seconds] = [20]
  /// Most who may wait; nil: no limit.
  var room: Int?
  /// Lines; nil: no limit.
  var lines: Int?

  /// Offered load in erlangs.
  var load: Double { rate * service.mean }

  /// The scenario without its calendar: queue `calls`, group `agents`, types `calls 1`, ….
  func scenario(named name: String) -> Scenario {
    var scenario = Scenario(name: name)
    var queue = Scenario.Queue(name: "calls")
    queue.capacity = room
    scenario.queues = [queue]
    for (index, threshold) in thresholds.enumerated() {
      var type = Scenario.ContactType(name: "calls \(index + 1)")
      type.queue = "calls"
      type.arrivals.points = [
        Scenario.RatePoint(time: 0, rate: rate / Double(thresholds.count))
      ]
      type.talk = Scenario.TimedLaw(service)
      type.patience = Scenario.TimedLaw(patience)
      var goal = Scenario.ServiceLevelGoal()
      goal.acceptableWait = threshold
      type.serviceLevel = goal
      if lines != nil { type.trunks = "lines" }
      scenario.contactTypes.append(type)
    }
    if let lines {
      scenario.trunkGroups = [Scenario.TrunkGroup(name: "lines", lines: lines)]
    }
    var group = Scenario.AgentGroup(name: "agents")
    group.staffing = .constant(agents)
    group.skills = [Scenario.Skill(queue: "calls")]
    scenario.agentGroups = [group]
    scenario.routing.contactSelection = .oldestFirst
    return scenario
  }

  /// The time in which it forgets its start.
  var relaxation: Seconds {
    let spaces = [room, lines.map { max(0, $0 - agents) }].compactMap { $0 }.min()
    return Relaxation.queue(
      servers: agents, load: load, service: service, patience: patience, room: spaces)
  }

  /// The time in which it fills.
  var filling: Seconds {
    Relaxation.filling(servers: min(agents, lines ?? agents), load: load, service: service)
  }

  /// A stationary run of the scenario.
  func run(
    named name: String, label: String = "", effort: Effort, checks: [Check]
  ) throws -> CaseRun {
    let length = try RunLength.plan(
      rate: rate, relaxation: relaxation, filling: filling, tail: 0, contacts: effort.contacts())
    return CaseRun(scenario(named: name), length, label: label, checks: checks)
  }
}

extension CaseRun {
  /// A stationary run: the scenario gets the calendar of the length.
  init(_ scenario: Scenario, _ length: RunLength, label: String = "", checks: [Check]) {
    var scenario = scenario
    length.apply(to: &scenario)
    self.init(
      label: label, scenario: scenario, window: length.window,
      replications: length.replications, contacts: length.contacts, checks: checks)
  }
}

/// A figure of a case file.
package struct KnownFigure {
  var name: String
  package var value: Double
  /// Its own standard error.
  package var error: Double
  /// By how much it may be off for certain.
  var tolerance: Double
  /// By how much a formula may differ, where the file says so.
  var agreement: Double?
}

extension ExactCase {
  /// The figures, nested names joined by dots, in natural order; `APPROX` is left out unless asked
  /// for.
  func figures(withApproximations: Bool = false) throws -> [KnownFigure] {
    var found: [KnownFigure] = []
    try Self.collect(outputs, "", withApproximations, &found)
    return found.sorted { naturallyPrecedes($0.name, $1.name) }
  }

  /// Names of outputs that are lists, which are no single figures; in `outputs` or one level below.
  var lists: [String] {
    func isList(_ value: JSONValue) -> Bool { value.list != nil || value["value"]?.list != nil }
    var names: [String] = []
    for (key, value) in outputs.members ?? [:] {
      if isList(value) { names.append(key) }
      for (inner, member) in value.members ?? [:] where inner != "value" && isList(member) {
        names.append("\(key).\(inner)")
      }
    }
    return names.sorted(by: naturallyPrecedes)
  }

  /// Whether the case holds values of approximation formulas.
  var hasApproximations: Bool { outputs["APPROX"] != nil }

  private static func collect(
    _ value: JSONValue, _ path: String, _ withApproximations: Bool,
    _ found: inout [KnownFigure]
  ) throws {
    if let number = value.number {
      found.append(KnownFigure(name: path, value: number, error: 0, tolerance: 0))
      return
    }
    // Notes and lists stand beside the figures; nothing is lost where they are passed over.
    guard let members = value.members else { return }
    guard let entry = members["value"] else {
      for (key, inner) in members where withApproximations || key != "APPROX" {
        try collect(inner, path.isEmpty ? key : "\(path).\(key)", withApproximations, &found)
      }
      return
    }
    if entry.list != nil { return }
    guard let number = entry.number, number.isFinite else {
      throw MappingError.defect("the value of `\(path)` must be a number, found \(entry.summary)")
    }
    let error = members["se"]?.number ?? 0
    let tolerance = members["ref_err"]?.number ?? 0
    guard error >= 0, tolerance >= 0 else {
      throw MappingError.defect("`se` and `ref_err` of `\(path)` must not be negative")
    }
    let bounds = [
      members["tol_rel"]?.number.map { $0 * abs(number) }, members["tol_abs"]?.number,
    ].compactMap { $0 }
    guard bounds.allSatisfy({ $0 >= 0 }) else {
      throw MappingError.defect("`tol_rel` and `tol_abs` of `\(path)` must not be negative")
    }
    found.append(
      KnownFigure(
        name: path, value: number, error: error, tolerance: tolerance, agreement: bounds.max()))
  }
}

extension Check {
  /// A check of a known figure.
  init(_ figure: KnownFigure, _ estimator: Estimator) {
    self.init(
      name: figure.name, exact: figure.value, exactError: figure.error,
      tolerance: figure.tolerance, estimator: estimator)
  }
}

extension CasePlan {
  /// Checks for all figures whose names are known; the others are listed as not supported.
  mutating func checks(
    _ figures: [KnownFigure], _ estimator: (String) -> Estimator?
  ) -> [Check] {
    var checks: [Check] = []
    for figure in figures {
      if let found = estimator(figure.name) {
        checks.append(Check(figure, found))
      } else {
        skip(figure.name, "the simulation has no figure of this name")
      }
    }
    return checks
  }
}

/// Text order with numbers by value: `interval2` before `interval10`.
func naturallyPrecedes(_ left: String, _ right: String) -> Bool {
  var (left, right) = (Substring(left), Substring(right))
  while let first = left.first, let second = right.first {
    if first.isNumber, second.isNumber {
      let (one, two) = (left.prefix(while: \.isNumber), right.prefix(while: \.isNumber))
      let (a, b) = (Double(one) ?? 0, Double(two) ?? 0)
      if a != b { return a < b }
      left = left.dropFirst(one.count)
      right = right.dropFirst(two.count)
    } else {
      if first != second { return first < second }
      left = left.dropFirst()
      right = right.dropFirst()
    }
  }
  return left.isEmpty && !right.isEmpty
}

/// Everything that keeps a scenario from becoming a model.
public struct ScenarioProblems: Error, Sendable, Equatable {
  /// At least one error, and all warnings, in the order of the scenario's sections.
  public var problems: [ScenarioProblem]

  /// These problems.
  public init(problems: [ScenarioProblem]) { self.problems = problems }
}

extension Scenario {
  /// The validated form that the simulation runs.
  ///
  /// Throws `ScenarioProblems` with every problem found, not just the first.
  public func model() throws(ScenarioProblems) -> Model { try modelAndWarnings().model }

  /// The model, and what is doubtful about the scenario although it can be run.
  ///
  /// Throws `ScenarioProblems` with every error and warning when there is at least one error.
  public func modelAndWarnings() throws(ScenarioProblems) -> (
    model: Model, warnings: [ScenarioProblem]
  ) {
    let (model, problems) = modelAndProblems(unreadable: [])
    guard let model else { throw ScenarioProblems(problems: problems) }
    return (model, problems)
  }

  /// The model, nil when there is an error, and every problem besides those of the places that the
  /// scenario's reader could not make sense of.
  ///
  /// Such places hold placeholders. What only follows from a placeholder is no problem; what can be
  /// said without it is one.
  package func modelAndProblems(
    unreadable: [String]
  ) -> (model: Model?, problems: [ScenarioProblem]) {
    var builder = ModelBuilder(self, unreadable: unreadable)
    builder.build()
    let isRunnable = unreadable.isEmpty && !builder.hasErrors
    return (isRunnable ? builder.model : nil, builder.problems)
  }
}

/// Turns a scenario into a model, section by section, and collects what is wrong on the way.
struct ModelBuilder {
  let scenario: Scenario
  var model = Model()
  var problems: [ScenarioProblem] = []
  /// Places in the model's arrays by name.
  var typeIndex: [String: Int] = [:]
  var queueIndex: [String: Int] = [:]
  var trunkIndex: [String: Int] = [:]
  var menuIndex: [String: Int] = [:]
  var botIndex: [String: Int] = [:]
  var groupIndex: [String: Int] = [:]
  /// The open days in rising order, one for each span of the calendar.
  var openDays: [OpenDay] = []

  /// A day on which the center opens.
  struct OpenDay {
    /// 0-based day of the calendar.
    var day: Int
    var weekday: Scenario.Weekday
    /// In elapsed seconds since the first midnight.
    var span: Model.Span
    /// What multiplies the day's volumes that have no dates, besides the factor of its weekday.
    var factor = 1.0
    /// This day's midnight as the clocks show it.
    var midnight: Seconds { Double(day) * 86_400 }
  }

  /// Places that the scenario's reader could not make sense of, and what stands there is a
  /// placeholder.
  let unreadable: BrokenParts
  /// Places of errors found here, and of references that may lead to something unreadable.
  private(set) var refuted = BrokenParts()
  /// Nouns of things of which some have no readable name.
  var namelessKinds: Set<String> = []

  init(_ scenario: Scenario, unreadable: [String]) {
    self.scenario = scenario
    self.unreadable = BrokenParts(unreadable)
  }

  var hasErrors: Bool { problems.contains { $0.severity == .error } }

  mutating func build() {
    checkSizes()
    guard !hasErrors else { return }
    buildParts()
    checkWhole()
    checkPolicy()
  }

  /// Each section by itself.
  ///
  /// The order matters: names first, then what refers to them.
  private mutating func buildParts() {
    model.name = scenario.name
    buildCalendar()
    checkStudy()
    indexNames()
    buildTrunkGroups()
    buildMenus()
    buildBots()
    buildQueues()
    buildContactTypes()
    buildInterruptions()
    buildCampaigns()
    buildDayFactorCorrelation()
    buildGroups()
    buildCosts()
    buildQuality()
    checkRouting()
    if let room = scenario.waitingRoom, room < 0 {
      error("waitingRoom", "There is room for \(room) contacts.", "Give 0 or more.")
    }
    model.waitingRoom = scenario.waitingRoom
    buildOutcomes()
  }
}

// MARK: - Problems

extension ModelBuilder {
  /// Notes an error in the value at `path`, unless part of it is a placeholder.
  mutating func error(_ path: String, _ finding: String, _ remedy: String = "") {
    if !unreadable.touch(path) { tell(.error, path, finding, remedy) }
  }

  /// Notes a doubt about the value at `path`, unless part of it is a placeholder.
  mutating func warn(_ path: String, _ finding: String, _ remedy: String = "") {
    if !unreadable.touch(path) { tell(.warning, path, finding, remedy) }
  }

  /// Notes a problem whatever may be broken about `path`: the caller knows what it rests on.
  mutating func tell(
    _ severity: ScenarioProblem.Severity, _ path: String, _ finding: String, _ remedy: String = ""
  ) {
    problems.append(ScenarioProblem(severity, at: path, finding, remedy: remedy))
    if severity == .error { refuted.insert(path) }
  }

  /// Notes that a name at `path` may lead to something unreadable.
  mutating func doubt(_ path: String) { refuted.insert(path) }

  /// Whether a check may rest on the value at `path`.
  func isSound(_ path: String) -> Bool { !unreadable.touch(path) && !refuted.haveSome(of: path) }

  /// Whether a check may rest on these keys of the value at `path`.
  func isSound(_ path: String, _ keys: [String]) -> Bool {
    keys.allSatisfy { isSound("\(path).\($0)") }
  }
}

// MARK: - Sizes

extension ModelBuilder {
  mutating func checkSizes() {
    let sizes = [
      ("contactTypes", scenario.contactTypes.count), ("queues", scenario.queues.count),
      ("agentGroups", scenario.agentGroups.count), ("trunkGroups", scenario.trunkGroups.count),
      ("ivr.menus", scenario.ivr.menus.count), ("bots", scenario.bots.count),
      ("campaigns", scenario.campaigns.count),
    ]
    for (path, count) in sizes where count > ScenarioLimits.items {
      error(path, "There are \(count).", "At most \(ScenarioLimits.items) are allowed.")
    }
    if scenario.contactTypes.isEmpty {
      error("contactTypes", "There is no contact type.", "Describe at least one.")
    }
  }
}

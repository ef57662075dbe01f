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
  /// Kinds of things of which some have no readable name.
  private var namelessKinds: Set<String> = []

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
    buildQueues()
    buildContactTypes()
    buildDayFactorCorrelation()
    buildGroups()
    buildCosts()
    buildQuality()
    checkRouting()
    model.agentSelection = scenario.routing.agentSelection
    model.routing = scenario.routing
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

  /// Whether a check may rest on the value at `path`.
  func isSound(_ path: String) -> Bool { !unreadable.touch(path) && !refuted.haveSome(of: path) }

  /// Whether a check may rest on these keys of the value at `path`.
  func isSound(_ path: String, _ keys: [String]) -> Bool {
    keys.allSatisfy { isSound("\(path).\($0)") }
  }

  /// The place of `name`; after saying that it does not exist, that of the name that may have been
  /// meant, or nil.
  mutating func resolve(
    _ name: String, in index: [String: Int], what: String, at path: String
  ) -> Int? {
    if let place = index[name] { return place }
    let known = index.sorted { $0.value < $1.value }.map(\.key)
    if namelessKinds.contains(what) {
      // One of those without a readable name may be meant.
      refuted.insert(path)
    } else {
      error(path, "There is no \(what) named \"\(name)\".", remedy(for: name, known, what))
    }
    return NearestName.nearest(to: name, in: known).flatMap { index[$0] }
  }

  func remedy(for name: String, _ known: [String], _ what: String) -> String {
    if known.isEmpty { return "The scenario has no \(what) at all." }
    if let nearest = NearestName.nearest(to: name, in: known) {
      return "Did you mean \"\(nearest)\"?"
    }
    let list = known.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
    return "Known: \(list)\(known.count > 8 ? " and \(known.count - 8) more" : "")."
  }

  mutating func checkLength(
    _ value: Seconds, at path: String, _ what: String, aboveZero: Bool = false
  ) {
    if !(value.isFinite && value >= 0 && value <= ScenarioLimits.length)
      || (aboveZero && value == 0)
    {
      error(
        path, "\(what) is \(value.plain) seconds.",
        "Give \(aboveZero ? "a length above 0" : "0 or more"), at most 3660 days.")
    }
  }

  mutating func checkProportion(_ value: Double, at path: String, _ what: String) {
    if !(value >= 0 && value <= 1) {
      error(path, "\(what) is \(value.plain).", "Give a proportion from 0 to 1 (0% to 100%).")
    }
  }

  mutating func checkNumber(
    _ value: Double, in range: ClosedRange<Double>, at path: String, _ what: String
  ) {
    if !range.contains(value) {
      error(
        path, "\(what) is \(value.plain).",
        "Give \(range.lowerBound.plain) to \(range.upperBound.plain).")
    }
  }

  /// A law of a length of time: drawable, and with a mean of at most ten years; that of a patience may
  /// also be infinite.
  ///
  /// The mean is that of what is drawn: of a normal law, after its cut at 0.
  mutating func checkLaw(
    _ law: Distribution?, at path: String, _ what: String, mayBeInfinite: Bool = false
  ) {
    guard let law else { return }
    if let defect = law.defect {
      error(path, "\(what) has no usable law: \(defect).")
    } else if law.mean.isFinite || law.mean.isNaN, !(law.mean <= ScenarioLimits.length) {
      error(
        path, "\(what) has a mean of \(law.mean.plain) seconds.",
        "Give a law whose mean is at most 3660 days\(mayBeInfinite ? ", or never" : ""); that of a "
          + "lognormal law is exp(mu + sigma²/2).")
    } else if !mayBeInfinite && !law.mean.isFinite {
      error(
        path, "\(what) has an infinite mean.",
        "Use a law with a mean of at most 3660 days (a log-logistic shape must be above 1).")
    }
  }

  /// A law that changes over the day, with its starts made to begin at midnight.
  mutating func timedLaw(
    _ law: Scenario.TimedLaw, at path: String, _ what: String, mayBeInfinite: Bool = false
  ) -> Model.TimedLaw {
    for (i, piece) in law.pieces.enumerated() {
      let place = law.pieces.count > 1 ? "\(path)[\(i)]" : path
      checkLaw(piece.law, at: place, what, mayBeInfinite: mayBeInfinite)
      if !(piece.from >= 0 && piece.from < 86_400) {
        error(place, "\(what) changes at a moment outside the day.", "Give 00:00 to 23:59.")
      } else if i > 0, piece.from <= law.pieces[i - 1].from {
        error(place, "\(what) changes at moments that do not rise.", "Put them in rising order.")
      }
    }
    guard let first = law.pieces.first, let last = law.pieces.last else {
      error(path, "\(what) has no law.", "Give at least one.")
      return Model.TimedLaw(starts: [0], laws: [.constant(0)])
    }
    var pieces = law.pieces
    if pieces.count == 1 { pieces[0].from = 0 }
    if pieces.count > 1, first.from > 0 {
      pieces.insert(Scenario.TimedLaw.Piece(from: 0, law: last.law), at: 0)
    }
    return Model.TimedLaw(starts: pieces.map(\.from), laws: pieces.map(\.law))
  }
}

// MARK: - Sizes and names

extension ModelBuilder {
  mutating func checkSizes() {
    let sizes = [
      ("contactTypes", scenario.contactTypes.count), ("queues", scenario.queues.count),
      ("agentGroups", scenario.agentGroups.count), ("trunkGroups", scenario.trunkGroups.count),
      ("ivr.menus", scenario.ivr.menus.count),
    ]
    for (path, count) in sizes where count > ScenarioLimits.items {
      error(path, "There are \(count).", "At most \(ScenarioLimits.items) are allowed.")
    }
    if scenario.contactTypes.isEmpty {
      error("contactTypes", "There is no contact type.", "Describe at least one.")
    }
  }

  mutating func indexNames() {
    typeIndex = index(scenario.contactTypes.map(\.name), "contactTypes", "contact type")
    trunkIndex = index(scenario.trunkGroups.map(\.name), "trunkGroups", "trunk group")
    menuIndex = index(scenario.ivr.menus.map(\.name), "ivr.menus", "menu")
    groupIndex = index(scenario.agentGroups.map(\.name), "agentGroups", "agent group")
    queueIndex = index(scenario.queues.map(\.name), "queues", "queue")
    if namelessKinds.contains("contact type") { namelessKinds.insert("queue") }
    // Types without a queue of their own choice wait in one named like them.
    var next = scenario.queues.count
    for type in scenario.contactTypes where type.queue == nil && queueIndex[type.name] == nil {
      queueIndex[type.name] = next
      next += 1
    }
  }

  private mutating func index(_ names: [String], _ path: String, _ what: String) -> [String: Int] {
    var places: [String: Int] = [:]
    if unreadable.haveAll(of: path)
      || names.indices.contains(where: { unreadable.touch("\(path)[\($0)].name") })
    {
      namelessKinds.insert(what)
    }
    for (i, name) in names.enumerated() {
      if name.isEmpty {
        error("\(path)[\(i)].name", "A \(what) has an empty name.", "Give it one.")
      } else if let first = places[name] {
        error(
          "\(path)[\(i)].name", "The \(what) \"\(name)\" exists already as number \(first + 1).",
          "Give each a name of its own.")
      } else {
        places[name] = i
      }
    }
    return places
  }

  mutating func checkStudy() {
    let study = scenario.study
    if study.replications < 1 || study.replications > ScenarioLimits.replications {
      error(
        "study.replications", "There are \(study.replications) replications.",
        "Give 1 to \(ScenarioLimits.replications).")
    }
    if study.maximumReplications < 1 || study.maximumReplications > ScenarioLimits.replications {
      error(
        "study.maximumReplications", "The limit is \(study.maximumReplications) replications.",
        "Give 1 to \(ScenarioLimits.replications).")
    }
    if !study.precision.isEmpty, study.maximumReplications == 1 {
      error(
        "study.maximumReplications", "The limit is one replication, which has no half-width.",
        "Give at least 2, or leave the precision goals out.")
    }
    if !study.precision.isEmpty, study.maximumReplications < study.replications {
      error(
        "study.maximumReplications",
        "At most \(study.maximumReplications) replications are fewer than the least number, "
          + "\(study.replications).", "Raise maximumReplications or lower replications.")
    }
    if !(study.confidence >= 0.5 && study.confidence <= 0.9999) {
      error(
        "study.confidence", "The level is \(study.confidence.plain).",
        "Give a level from 50% to 99.99%, such as 95%.")
    }
    for (i, goal) in study.precision.enumerated()
    where !(goal.halfWidth > 0 && goal.halfWidth.isFinite) {
      error("study.precision[\(i)]", "The half-width is \(goal.halfWidth.plain).", "Give one above 0.")
    }
    guard study.method == .batchMeans else { return }
    guard isSound("calendar") else { return }
    if study.batches < 2 || study.batches > model.calendar.intervals {
      error(
        "study.batches",
        "\(study.batches) batches are to be cut from \(model.calendar.intervals) intervals.",
        "Give at least 2 and at most one for each planning interval.")
    }
  }
}

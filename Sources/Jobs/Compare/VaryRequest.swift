import ContactCenter
import Experiments
import Reporting
import ScenarioReading

/// Asks how figures change with settings: over a grid of values, or one setting at a time.
public struct VaryRequest: JobRequest {
  /// The scenario's file.
  public var file: String
  /// Settings and their values, such as "agents.support.count=20..40:5"; one or more.
  public var set: [String]
  /// Whether one setting is changed at a time, around the scenario as it is; default: no, a grid.
  public var tornado = false
  /// The most points of a grid, 1 to a million; default: 200.
  public var points: Int?
  /// Replications of every point, 2 to a million; default: the scenario's.
  public var replications: Int?
  /// Figures, random numbers and reports.
  public var comparison = ComparisonPart()
  /// Who simulates.
  public var pool = PoolRequest()

  /// A request about settings of a scenario.
  public init(file: String, set: [String]) { (self.file, self.set) = (file, set) }

  /// A request in which every field has its default.
  public static let blank = VaryRequest(file: "", set: [])
  /// What must be given.
  public static let required: Set<JobField> = [.file, .set]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .file: "The scenario's file.",
    .set: FieldNote(
      "A setting and its values, such as agents.support.count=20..40:5; may be given several "
        + "times."),
    .tornado: "One setting at a time around the scenario as it is.",
    .points: FieldNote("Confirms a grid of up to so many points. [200]", whole: 1...1_000_000),
    .replications: FieldNote("Replications of every point. [the scenario's]", whole: 2...1_000_000),
  ]

  /// A grid with more points has to be confirmed.
  private static let pointLimit = 200

  /// - Throws: `JobFailure` about a folder without a name, and fields of an engine that nobody uses.
  public func checkFields() throws {
    try comparison.checkFields()
    try pool.check()
  }

  /// Simulates, writes the report and fills the archive.
  ///
  /// - Throws: `JobFailure` about the request and its file; `stopped` where the workshop was, with what is
  ///   done in the archive.
  public func run(in workshop: Workshop) async throws -> ComparisonOutcome {
    try checkFields()
    var goals = try ComparisonGoals(comparison.goal)
    let base = try ComparisonEntrants.bases([file], .file, goals: goals, in: workshop)[0]
    workshop.tellOldWords(goals, [comparison.kpi])
    goals.takeOwn(of: [base.scenario])
    let variations = try set.map { try ComparisonEntrants.variation($0, .set, in: base) }
    try check(variations)
    var entrants = ComparisonEntrants()
    let form = try tornado ? star(variations, base, &entrants) : grid(variations, base, &entrants)
    guard let model = entrants.members.first?.entrant.model else {
      throw JobFailure(at: .set, "no point is left to simulate.")
    }
    let chosen = try kpis(entrants, model)
    let settings = try settings(chosen, entrants, model, base, goals, workshop)
    var context = ComparisonContext(
      title: base.scenario.name, command: command(base, seed: settings.seed),
      programVersion: workshop.program.version)
    context.leftOut = entrants.leftOut
    context.describe(model)
    goals.describe(in: &context)
    entrants.describe(in: &context)
    context.form = form
    context.haveSameContacts = ComparisonEntrants.keepsContacts(variations)
    context.shown = chosen
    return try await ComparisonRun(
      workshop: workshop, part: comparison, entrants: entrants.members, settings: settings,
      context: context, file: file, name: "variation"
    ).outcome(of: self)
  }

  private func kpis(_ entrants: ComparisonEntrants, _ model: Model) throws -> [TournamentKPI] {
    let standard =
      model.isPriced && entrants.haveSameMoney ? "serviceLevel,cost" : "serviceLevel"
    return try TournamentKPI.list(comparison.kpi ?? standard, .kpi, in: model).distinct
  }

  private func settings(
    _ chosen: [TournamentKPI], _ entrants: ComparisonEntrants, _ model: Model,
    _ base: ComparisonEntrants.Base, _ goals: ComparisonGoals, _ workshop: Workshop
  ) throws -> TournamentSettings {
    var settings = TournamentSettings(
      objective: try chosen.first { $0.direction != .neither }
        ?? TournamentKPI.list("serviceLevel", .kpi, in: model)[0])
    settings.kpis = chosen.filter { $0.name != settings.objective.name }
    settings.goals = try goals.goals(in: model)
    try entrants.checkMoney(chosen + settings.goals.map(\.kpi))
    settings.mode = .fixed(
      replications: try ComparisonPart.replications(
        replications ?? base.scenario.study.replications, .replications, from: 2))
    settings.confidence = try comparison.confidence()
    settings.seed = comparison.seed ?? base.scenario.study.seed
    settings.threads = try workshop.workers(comparison.threads)
    settings.reference = entrants.asItIs ?? 0
    return settings
  }

  private func command(_ base: ComparisonEntrants.Base, seed: UInt64) -> String {
    typealias Command = CanonicalCommand
    return Command.line(
      ["vary", Command.file(file)] + Command.options(.set, set) + Command.flag(.tornado, tornado)
        + Command.option(.points, points.map { "\($0)" })
        + Command.option(.replications, "\(replications ?? base.scenario.study.replications)")
        + comparison.words(seed: seed))
  }

  /// - Throws: `JobFailure` about doubled settings and grids larger than were confirmed.
  private func check(_ variations: [SettingVariation]) throws {
    try ComparisonEntrants.checkPaths(variations, .set)
    let most = try points.map { try Self.checked($0, .points) } ?? Self.pointLimit
    let counts = variations.map { Double($0.values.count) }
    let count = tornado ? counts.reduce(1, +) : counts.reduce(1, *)
    guard count <= Double(most) else {
      let exact = count < 1e15 ? "\(Int(count))" : "more than 10¹⁵"
      throw JobFailure(
        at: .set,
        "\(exact) points are more than \(most). Take fewer values or larger steps (20..40:5), or "
          + "confirm with \(.points) \(count < 1e6 ? "\(Int(count))" : "and their number").")
    }
  }

  // MARK: - Points

  private func grid(
    _ variations: [SettingVariation], _ base: ComparisonEntrants.Base,
    _ entrants: inout ComparisonEntrants
  ) throws -> ComparisonContext.Form {
    var cells: [Int?] = []
    let points = variations.map { ComparisonEntrants.axis($0) }
    for changes in ComparisonEntrants.combinations(points) {
      let name = ComparisonEntrants.name(of: changes)
      let mayBeLeftOut = variations.contains { $0.isAll && $0.setting.isRouting }
      cells.append(
        try entrants.add(base, name: name, changes: changes, mayBeLeftOut: mayBeLeftOut))
    }
    let axes = points.map { setting, values in
      ComparisonContext.Axis(
        path: setting.path, values: values.map(setting.text), numbers: values.map(\.number),
        current: setting.value(in: base.scenario).flatMap { values.firstIndex(of: $0) })
    }
    return .grid(axes, cells: cells)
  }

  private func star(
    _ variations: [SettingVariation], _ base: ComparisonEntrants.Base,
    _ entrants: inout ComparisonEntrants
  ) throws -> ComparisonContext.Form {
    try entrants.add(base, name: ComparisonContext.asItIs, changes: [])
    var factors: [ComparisonContext.Factor] = []
    for variation in variations {
      let setting = variation.setting
      let now = setting.value(in: base.scenario)
      var factor = ComparisonContext.Factor(
        path: setting.path, current: now.map(setting.text(of:)), points: [])
      for value in variation.values where value != now {
        let text = setting.text(of: value)
        let index = try entrants.add(
          base, name: "\(setting.path)=\(text)", changes: [(setting, value)],
          mayBeLeftOut: variation.isAll)
        if let index { factor.points.append((text, index)) }
      }
      factors.append(factor)
    }
    return .tornado(factors)
  }
}

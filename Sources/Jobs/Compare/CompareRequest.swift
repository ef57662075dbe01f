import ContactCenter
import Experiments
import Reporting
import ScenarioReading

/// Asks which of several scenarios, policies or settings is best, and how sure that is.
public struct CompareRequest: JobRequest {
  /// Scenario files; one or more.
  public var files: [String]
  /// Settings in several values, such as "agents.support.count=20..26:2", whose combinations are the
  /// entrants; default: the files as they are.
  public var vary: [String] = []
  /// The KPI that is to be best; default: cost where the entrants' costs can differ, else serviceLevel.
  public var objective: String?
  /// The two KPIs of the Pareto front, separated by a comma; default: the objective against the cost.
  public var pareto: String?
  /// From which difference of the objective on it matters who is better: "0.5%" of shares, "20" of others,
  /// or "rel:2%" of the best; default: 1 percentage point, or "rel:1%".
  public var indifference: String?
  /// Replications of every entrant, 2 to a million; default: as many as it takes.
  public var replications: Int?
  /// The most replications of an entrant, 5 to a million; default: 1000.
  public var maxReplications: Int?
  /// Strata from the quietest to the busiest days, 2 to 1000; default: days as they come.
  public var strata: Int?
  /// Figures, random numbers and reports.
  public var comparison = ComparisonPart()
  /// Who simulates.
  public var pool = PoolRequest()

  /// A request about scenario files.
  public init(files: [String]) { self.files = files }

  /// A request in which every field has its default.
  public static let blank = CompareRequest(files: [])
  /// What must be given.
  public static let required: Set<JobField> = [.files]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .files: "Scenario files.",
    .vary: "A setting in several values, each an entrant; several settings make all combinations.",
    .objective:
      "The KPI that is to be best. [cost where the entrants' costs can differ, else serviceLevel]",
    .pareto: "The two KPIs of the Pareto front.",
    .indifference: FieldNote(
      "From which difference of the objective on it matters who is better: 0.5% of shares, 20 of "
        + "others, or rel:2% of the best. [1 percentage point, or rel:1%]"),
    .replications: FieldNote(
      "Simulate every entrant so often, instead of as often as it takes.", whole: 2...1_000_000),
    .maxReplications: FieldNote("The most replications of an entrant. [1000]", whole: 5...1_000_000),
    .strata: FieldNote(
      "Spread the days evenly from the quietest to the busiest, in so many strata; for scenarios "
        + "with day factors. The report says what that saves. [1: days as they come]",
      whole: 2...1000),
  ]

  /// - Throws: `JobFailure` about a folder without a name, and fields of an engine that nobody uses.
  public func checkFields() throws {
    try comparison.checkFields()
    try pool.check()
  }

  /// Simulates, writes the report and fills the archive.
  ///
  /// - Throws: `JobFailure` about the request and its files; `stopped` where the workshop was, with what is
  ///   done in the archive.
  public func run(in workshop: Workshop) async throws -> ComparisonOutcome {
    try checkFields()
    var goals = try ComparisonGoals(comparison.goal)
    let bases = try ComparisonEntrants.bases(files, .files, goals: goals, in: workshop)
    workshop.tellOldWords(goals, [objective, comparison.kpi, pareto])
    goals.takeOwn(of: bases.map(\.scenario))
    var entrants = ComparisonEntrants()
    let variations = try entrants.addAll(bases, vary: vary)
    guard entrants.members.count > 1, let model = entrants.members.first?.entrant.model else {
      throw CompareRequest.tooFew(entrants)
    }
    let settings = try settings(entrants, model, bases, goals, workshop)
    var context = ComparisonContext(
      title: bases.count == 1
        ? bases[0].scenario.name : bases.map(\.label).joined(separator: ", "),
      command: command(seed: settings.seed), programVersion: workshop.program.version)
    context.leftOut = entrants.leftOut
    context.describe(model)
    context.haveSameContacts =
      bases.count == 1 && ComparisonEntrants.keepsContacts(variations.filter { $0.values.count > 1 })
    goals.describe(in: &context)
    entrants.describe(in: &context)
    return try await ComparisonRun(
      workshop: workshop, part: comparison, entrants: entrants.members, settings: settings,
      context: context, file: files[0], name: "comparison", isRemedySought: true
    ).outcome(of: self)
  }

  private func command(seed: UInt64) -> String {
    typealias Command = CanonicalCommand
    return Command.line(
      ["compare"] + files.map(Command.file) + Command.options(.vary, vary)
        + Command.option(.objective, objective) + Command.option(.pareto, pareto)
        + Command.option(.indifference, indifference)
        + Command.option(.replications, replications.map { "\($0)" })
        + Command.option(.maxReplications, maxReplications.map { "\($0)" })
        + Command.option(.strata, strata.map { "\($0)" }) + comparison.words(seed: seed))
  }

  private static func tooFew(_ entrants: ComparisonEntrants) -> JobFailure {
    let reasons = entrants.leftOut.map { "\n  \($0.name): \($0.reason)" }.joined()
    return JobFailure(
      at: .files,
      "there is one entrant only. Give several files, or \(.vary) path=values, such as \(.vary) "
        + "routing=all.\(reasons.isEmpty ? "" : " Left out:\(reasons)")")
  }

  // MARK: - Settings

  private func settings(
    _ entrants: ComparisonEntrants, _ model: Model, _ bases: [ComparisonEntrants.Base],
    _ goals: ComparisonGoals, _ workshop: Workshop
  ) throws -> TournamentSettings {
    var settings = TournamentSettings(objective: try objective(entrants, model))
    settings.goals = try goals.goals(in: model)
    settings.kpis = try kpis(entrants, model, settings)
    settings.pareto = try paretoKPIs(model) ?? moneylessPareto(entrants, model, settings)
    try entrants.checkMoney(
      [settings.objective] + settings.kpis + [settings.pareto?.x, settings.pareto?.y].compactMap(\.self)
        + settings.goals.map(\.kpi))
    settings.mode = try mode(settings.objective)
    settings.indifference = try indifferenceZone(settings.objective)
    settings.strata = try strataCount(entrants)
    settings.confidence = try comparison.confidence()
    settings.seed = comparison.seed ?? bases[0].scenario.study.seed
    settings.threads = try workshop.workers(comparison.threads)
    settings.reference = entrants.asItIs ?? 0
    return settings
  }

  private func objective(
    _ entrants: ComparisonEntrants, _ model: Model
  ) throws -> TournamentKPI {
    let name = objective ?? (entrants.canCostsDiffer ? "cost" : "serviceLevel")
    let kpis = try TournamentKPI.list(name, .objective, in: model)
    guard kpis.count == 1 else {
      throw JobFailure(.objective, name, "one KPI is wanted, such as serviceLevel.")
    }
    return kpis[0]
  }

  private func kpis(
    _ entrants: ComparisonEntrants, _ model: Model, _ settings: TournamentSettings
  ) throws -> [TournamentKPI] {
    let standard =
      "serviceLevel,abandonedProportion,averageSpeedOfAnswer,occupancy"
      + (entrants.haveSameMoney ? ",cost" : "")
    let chosen = try TournamentKPI.list(comparison.kpi ?? standard, .kpi, in: model)
    return chosen.distinct.filter { $0.name != settings.objective.name }
  }

  private func paretoKPIs(_ model: Model) throws -> (x: TournamentKPI, y: TournamentKPI)? {
    guard let pareto else { return nil }
    let kpis = try TournamentKPI.list(pareto, .pareto, in: model)
    guard kpis.count == 2 else {
      throw JobFailure(.pareto, pareto, "two KPIs are wanted, as in cost,serviceLevel.")
    }
    return (kpis[0], kpis[1])
  }

  /// The axes of the Pareto front where costs cannot be one of them; nil: they can.
  private func moneylessPareto(
    _ entrants: ComparisonEntrants, _ model: Model, _ settings: TournamentSettings
  ) throws -> (x: TournamentKPI, y: TournamentKPI)? {
    guard !entrants.haveSameMoney else { return nil }
    let name =
      settings.objective.name == "serviceLevel" ? "abandonedProportion" : "serviceLevel"
    return (settings.objective, try TournamentKPI.list(name, .pareto, in: model)[0])
  }

  /// Replications before the first judgement; variances from fewer would make the race long.
  private static let firstStage = 20

  private func mode(_ objective: TournamentKPI) throws -> TournamentMode {
    let zone = try indifferenceZone(objective)
    if let replications {
      guard maxReplications == nil else {
        throw JobFailure(
          at: .maxReplications, "\(.replications) and \(.maxReplications) exclude each other.")
      }
      return .fixed(
        replications: try ComparisonPart.replications(replications, .replications, from: 2))
    }
    let most = try ComparisonPart.replications(
      maxReplications ?? 1000, .maxReplications, from: 5)
    return .selection(
      indifference: zone, firstStage: min(Self.firstStage, most), maximum: most)
  }

  /// The number of strata; days without a random factor have none to be sorted into.
  private func strataCount(_ entrants: ComparisonEntrants) throws -> Int {
    guard let strata else { return 1 }
    guard 2...1000 ~= strata else {
      throw JobFailure(.strata, "\(strata)", "2 to 1000 are allowed.")
    }
    let hasFactors = entrants.members.contains { member in
      member.entrant.model.contactTypes.contains { $0.arrivals.dayFactor != nil }
    }
    guard hasFactors else {
      throw JobFailure(
        .strata, "\(strata)", "no contact type has a dayFactor, so all days are alike.")
    }
    for (given, field, each) in [
      (replications, JobField.replications, 2), (maxReplications, .maxReplications, 5),
    ] {
      guard let given, given < each * strata else { continue }
      throw JobFailure(
        at: .strata,
        "\(.strata) \(strata) needs \(field) \(each * strata) or more, found \(given).")
    }
    return strata
  }

  private func indifferenceZone(_ objective: TournamentKPI) throws -> IndifferenceZone {
    guard let indifference else { return .standard }
    let isRelative = indifference.hasPrefix("rel:")
    let value = FieldText(
      .indifference, isRelative ? String(indifference.dropFirst(4)) : indifference)
    let example: String
    switch objective.unit {
    case .proportion: example = "0.5% (percentage points)"
    case .seconds: example = "2s"
    case .count, .hours, .contacts, .agents, .lines, .perHour, .ratio, .money, .squareSeconds,
      .points, .rings:
      example = "20"
    }
    do {
      if isRelative { return .relative(try value.proportion()) }
      switch objective.unit {
      case .proportion: return .absolute(try value.proportion())
      case .seconds: return .absolute(try value.duration())
      case .count, .hours, .contacts, .agents, .lines, .perHour, .ratio, .money, .squareSeconds,
        .points, .rings:
        return .absolute(try value.number(from: 0, upTo: 1e15))
      }
    } catch {
      throw JobFailure(
        .indifference, indifference,
        "a difference of \(objective.label.lowercased()) above 0 is "
          + "wanted, such as \(example), or rel:1% of the best.")
    }
  }
}

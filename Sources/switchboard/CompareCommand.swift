import ArgumentParser
import ContactCenter
import Experiments
import Foundation
import Reporting

/// `switchboard compare FILE…`: which of several centers, or of several policies, is best.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare scenarios, policies or settings: which is best, and how sure is that.",
    discussion: """
      All entrants meet the same callers, or with other arrivals use the same random numbers, so \
      that differences show with far fewer replications. Entrants that miss a goal or are certainly beaten are simulated no \
      further; the winner is the best with the probability that --probability promises, unless \
      another is better by less than --indifference.

        switchboard compare A.yaml B.yaml C.yaml --kpi serviceLevel,abandoned,cost
        switchboard compare center.yaml --vary routing=all --goal 'vip 90/10, standard 80/30'
        switchboard compare center.yaml --vary agents.support.count=20..26:2 --objective cost \
      --goal 80/20
        switchboard compare center.yaml --vary routing.contactSelection=all --replications 50

      --vary changes one setting; a path names it: \(SettingHelp.paths).

      Values are lists (20,22), ranges (20..40, 20..40:5) or all. routing=all takes every policy \
      that the scenario has data for, and says what the others lack. Where the routing is varied, \
      the scenario's own routing takes part as the reference: "as it is" (which is routing=none), or \
      under the name of its policy; with every combination of the other settings, and once only.

      What was simulated is kept in the archive: an interrupted comparison goes on where it \
      stopped when the same command is given again.
      """)

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"))
  var files: [String]

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A setting in several values, each an entrant; several settings make all combinations.",
      valueName: "path=values"))
  var vary: [String] = []

  @Option(
    help: ArgumentHelp(
      "The KPI that is to be best. [cost where the entrants' costs can differ, else serviceLevel]",
      valueName: "kpi"))
  var objective: String?

  @Option(help: ArgumentHelp("The two KPIs of the Pareto front.", valueName: "kpi,kpi"))
  var pareto: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "From which difference of the objective on it matters who is better: 0.5% of shares, 20 of "
        + "others, or rel:2% of the best. [1 percentage point, or rel:1%]",
      valueName: "δ"))
  var indifference: String?

  @Option(help: "Simulate every entrant so often, instead of as often as it takes.")
  var replications: Int?

  @Option(help: "The most replications of an entrant. [1000]")
  var maxReplications: Int?

  @Option(
    help: ArgumentHelp(
      "Spread the days evenly from the quietest to the busiest, in so many strata; for scenarios "
        + "with day factors. The report says what that saves. [1: days as they come]",
      valueName: "n"))
  var strata: Int?

  @OptionGroup(title: "Figures and output") var options: ComparisonOptions

  func run() async throws {
    var goals = try ComparisonGoals(options.goal)
    let bases = try ComparisonEntrants.bases(files, goals: goals)
    goals.takeOwn(of: bases.map(\.scenario))
    var entrants = ComparisonEntrants()
    let variations = try entrants.addAll(bases, vary: vary)
    guard entrants.members.count > 1, let model = entrants.members.first?.entrant.model else {
      throw CompareCommand.tooFew(entrants)
    }
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
    settings.confidence = try options.confidence()
    settings.seed = options.seed ?? bases[0].scenario.study.seed
    settings.threads = try StudyOptions.threadCount(options.threads)
    settings.reference = entrants.asItIs ?? 0
    var context = ComparisonContext(
      title: bases.count == 1
        ? bases[0].scenario.name : bases.map(\.label).joined(separator: ", "),
      command: commandLine(seed: settings.seed), programVersion: Switchboard.version)
    context.leftOut = entrants.leftOut
    context.describe(model)
    context.haveSameContacts =
      bases.count == 1 && ComparisonEntrants.keepsContacts(variations.filter { $0.values.count > 1 })
    goals.describe(in: &context)
    entrants.describe(in: &context)
    let rest = CanonicalCommand.options("--goal", options.goal) + ["--seed", "\(settings.seed)"]
    let remedies = entrants.members.map(\.remedy)
    context.remedy = { remedies[$0].command(about: $1, rest: rest) }
    try await ComparisonRun(
      options: options, entrants: entrants.members, settings: settings, context: context,
      file: files[0], name: "comparison"
    ).run()
  }

  private func commandLine(seed: UInt64) -> String {
    CanonicalCommand.line(
      ["compare"] + files.map(CanonicalCommand.file) + CanonicalCommand.options("--vary", vary)
        + CanonicalCommand.option("--objective", objective)
        + CanonicalCommand.option("--pareto", pareto)
        + CanonicalCommand.option("--indifference", indifference)
        + CanonicalCommand.option("--replications", replications.map { "\($0)" })
        + CanonicalCommand.option("--max-replications", maxReplications.map { "\($0)" })
        + CanonicalCommand.option("--strata", strata.map { "\($0)" }) + options.words(seed: seed))
  }

  private static func tooFew(_ entrants: ComparisonEntrants) -> ProgramStop {
    let reasons = entrants.leftOut.map { "\n  \($0.name): \($0.reason)" }.joined()
    return ProgramStop.options(
      "there is one entrant only. Give several files, or --vary path=values, such as --vary "
        + "routing=all.\(reasons.isEmpty ? "" : " Left out:\(reasons)")")
  }

  // MARK: - Settings

  private func objective(
    _ entrants: ComparisonEntrants, _ model: Model
  ) throws -> TournamentKPI {
    let name = objective ?? (entrants.canCostsDiffer ? "cost" : "serviceLevel")
    let kpis = try ComparisonOptions.kpis(name, option: "--objective", in: model)
    guard kpis.count == 1 else {
      throw ProgramStop.options("--objective \(name): one KPI is wanted, such as serviceLevel.")
    }
    return kpis[0]
  }

  private func kpis(
    _ entrants: ComparisonEntrants, _ model: Model, _ settings: TournamentSettings
  ) throws -> [TournamentKPI] {
    let standard =
      "serviceLevel,abandonedProportion,averageSpeedOfAnswer,occupancy"
      + (entrants.haveSameMoney ? ",cost" : "")
    let chosen = try ComparisonOptions.kpis(options.kpi ?? standard, option: "--kpi", in: model)
    return ComparisonOptions.distinct(chosen).filter { $0.name != settings.objective.name }
  }

  private func paretoKPIs(_ model: Model) throws -> (x: TournamentKPI, y: TournamentKPI)? {
    guard let pareto else { return nil }
    let kpis = try ComparisonOptions.kpis(pareto, option: "--pareto", in: model)
    guard kpis.count == 2 else {
      throw ProgramStop.options("--pareto \(pareto): two KPIs are wanted, as in cost,serviceLevel.")
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
    return (settings.objective, try ComparisonOptions.kpis(name, option: "--pareto", in: model)[0])
  }

  /// Replications before the first judgement; variances from fewer would make the race long.
  private static let firstStage = 20

  private func mode(_ objective: TournamentKPI) throws -> TournamentMode {
    let zone = try indifferenceZone(objective)
    if let replications {
      guard maxReplications == nil else {
        throw ProgramStop.options("--replications and --max-replications exclude each other.")
      }
      return .fixed(
        replications: try ComparisonOptions.replications(replications, "--replications", from: 2))
    }
    let most = try ComparisonOptions.replications(
      maxReplications ?? 1000, "--max-replications", from: 5)
    return .selection(
      indifference: zone, firstStage: min(Self.firstStage, most), maximum: most)
  }

  /// The number of strata; days without a random factor have none to be sorted into.
  private func strataCount(_ entrants: ComparisonEntrants) throws -> Int {
    guard let strata else { return 1 }
    guard 2...1000 ~= strata else {
      throw ProgramStop.options("--strata \(strata): 2 to 1000 are allowed.")
    }
    let hasFactors = entrants.members.contains { member in
      member.entrant.model.contactTypes.contains { $0.dayFactor != nil }
    }
    guard hasFactors else {
      throw ProgramStop.options(
        "--strata \(strata): no contact type has a dayFactor, so all days are alike.")
    }
    if let replications, replications < 2 * strata {
      throw ProgramStop.options(
        "--strata \(strata) needs --replications \(2 * strata) or more, found \(replications).")
    }
    if let maxReplications, maxReplications < 5 * strata {
      throw ProgramStop.options(
        "--strata \(strata) needs --max-replications \(5 * strata) or more, found "
          + "\(maxReplications).")
    }
    return strata
  }

  private func indifferenceZone(_ objective: TournamentKPI) throws -> IndifferenceZone {
    guard let indifference else { return .standard }
    let isRelative = indifference.hasPrefix("rel:")
    let text = isRelative ? String(indifference.dropFirst(4)) : indifference
    let option = OptionText(option: "--indifference", text: text)
    let example: String
    switch objective.unit {
    case .proportion: example = "0.5% (percentage points)"
    case .seconds: example = "2s"
    default: example = "20"
    }
    do {
      if isRelative { return .relative(try option.proportion()) }
      switch objective.unit {
      case .proportion: return .absolute(try option.proportion())
      case .seconds: return .absolute(try option.duration())
      default: return .absolute(try option.number(from: 0, upTo: 1e15))
      }
    } catch {
      throw ProgramStop.options(
        "--indifference \(indifference): a difference of \(objective.label.lowercased()) above 0 is "
          + "wanted, such as \(example), or rel:1% of the best.")
    }
  }
}

import ArgumentParser
import ContactCenter
import Experiments
import Foundation
import Reporting
import ScenarioReading

/// `switchboard vary FILE --set PATH=VALUES`: how figures change with settings.
struct VaryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vary",
    abstract: "Simulate a scenario with settings in several values: a grid, or one at a time.",
    discussion: """
      Replication by replication every point uses the same random numbers, so that what differs is \
      the settings' doing.

        switchboard vary center.yaml --set agents.support.count=20..30:2
        switchboard vary center.yaml --set agents.support.count=20..30:5 --set \
      arrivals.scale=0.9,1,1.1
        switchboard vary center.yaml --tornado --set arrivals.scale=0.9,1.1 --set \
      handling.scale=0.9,1.1

      A grid has a point for every combination. --tornado changes one setting at a time and \
      leaves the others as the scenario has them: which of them matters most?

      Paths of settings: \(SettingHelp.paths).
      """)

  @Argument(help: ArgumentHelp("The scenario's file.", valueName: "file"))
  var file: String

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A setting and its values, such as agents.support.count=20..40:5; may be given several "
        + "times.",
      valueName: "path=values"))
  var settings: [String]

  @Flag(help: "One setting at a time around the scenario as it is.")
  var tornado = false

  @Option(help: "Confirms a grid of up to so many points. [200]")
  var points: Int?

  @Option(help: "Replications of every point. [the scenario's]")
  var replications: Int?

  @OptionGroup(title: "Figures and output") var options: ComparisonOptions

  /// A grid with more points has to be confirmed.
  private static let pointLimit = 200

  func run() async throws {
    var goals = try ComparisonGoals(options.goal)
    let base = try ComparisonEntrants.bases([file], goals: goals)[0]
    goals.takeOwn(of: [base.scenario])
    let variations = try settings.map {
      try ComparisonEntrants.variation($0, option: "--set", in: base)
    }
    try check(variations)
    var entrants = ComparisonEntrants()
    let form = try tornado ? star(variations, base, &entrants) : grid(variations, base, &entrants)
    guard let model = entrants.members.first?.entrant.model else {
      throw ProgramStop.options("no point is left to simulate.")
    }
    let chosen = ComparisonOptions.distinct(
      try ComparisonOptions.kpis(
        options.kpi
          ?? (model.isPriced && entrants.haveSameMoney ? "serviceLevel,cost" : "serviceLevel"),
        option: "--kpi", in: model))
    var settings = TournamentSettings(
      objective: try chosen.first { $0.direction != .neither }
        ?? ComparisonOptions.kpis("serviceLevel", option: "--kpi", in: model)[0])
    settings.kpis = chosen.filter { $0.name != settings.objective.name }
    settings.goals = try goals.goals(in: model)
    try entrants.checkMoney(chosen + settings.goals.map(\.kpi))
    settings.mode = .fixed(
      replications: try ComparisonOptions.replications(
        replications ?? base.scenario.study.replications, "--replications", from: 2))
    settings.confidence = try options.confidence()
    settings.seed = options.seed ?? base.scenario.study.seed
    settings.threads = try StudyOptions.threadCount(options.threads)
    settings.reference = entrants.asItIs ?? 0
    var context = ComparisonContext(
      title: base.scenario.name, command: commandLine(base, seed: settings.seed),
      programVersion: Switchboard.version)
    context.leftOut = entrants.leftOut
    context.describe(model)
    goals.describe(in: &context)
    entrants.describe(in: &context)
    context.form = form
    context.haveSameContacts = ComparisonEntrants.keepsContacts(variations)
    context.shown = chosen
    try await ComparisonRun(
      options: options, entrants: entrants.members, settings: settings, context: context,
      file: file, name: "variation"
    ).run()
  }

  private func commandLine(_ base: ComparisonEntrants.Base, seed: UInt64) -> String {
    CanonicalCommand.line(
      ["vary", CanonicalCommand.file(file)] + CanonicalCommand.options("--set", settings)
        + CanonicalCommand.flag("--tornado", tornado)
        + CanonicalCommand.option("--points", points.map { "\($0)" })
        + ["--replications", "\(replications ?? base.scenario.study.replications)"]
        + options.words(seed: seed))
  }

  /// - Throws: `ProgramStop` about doubled settings and grids larger than were confirmed.
  private func check(_ variations: [SettingVariation]) throws {
    try ComparisonEntrants.checkPaths(variations, option: "--set")
    let most = try points.map { try StudyOptions.inRange($0, "--points") } ?? Self.pointLimit
    let counts = variations.map { Double($0.values.count) }
    let count = tornado ? counts.reduce(1, +) : counts.reduce(1, *)
    guard count <= Double(most) else {
      let exact = count < 1e15 ? "\(Int(count))" : "more than 10¹⁵"
      throw ProgramStop.options(
        "\(exact) points are more than \(most). Take fewer values or larger steps (20..40:5), or "
          + "confirm with --points \(count < 1e6 ? "\(Int(count))" : "and their number").")
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
    try entrants.add(base, name: "as it is", changes: [])
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

/// The settings' paths for the help texts.
enum SettingHelp {
  static let paths = ScenarioSetting.reference.map(\.path).joined(separator: ", ")
}

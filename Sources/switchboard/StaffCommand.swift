import ArgumentParser
import ContactCenter
import Foundation
import QueueingTheory
import Reporting
import ScenarioReading
import Staffing
import Tables

/// `switchboard staff FILE`: how many agents, and why.
struct StaffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff",
    abstract: "Plan the agents of every interval by formulas: how many, and why.",
    discussion: """
      FILE is a scenario, or a table of volumes as it comes: .csv, .tsv, .txt or .xlsx (FILE.xlsx#SHEET \
      names a sheet) with times and calls, and if you like dates, queues, handle times and agents, \
      down or across. The first line of the answer says what was understood; where a table can be read \
      in two ways, both are named with the option that decides, and nothing is planned.

      A goal is written [type:]bound[@day|@month]. Bounds are service levels such as 80/20 (80 % \
      answered within 20 s; SL2=80/20 takes another definition of SL0 to SL7), asa<10s, \
      abandonment<3%, waiting<20%, occupancy<85% and blocking<1%. Several goals may be given, in one \
      text or several; each interval names the one that binds. Without --goal the scenario's own \
      service level targets count.

        switchboard staff Scenarios/05-a-real-day.yaml --goal '80/20 abandonment<3%'
        switchboard staff volumes.csv --aht 300s --goal 80/20@day --shrinkage 30%
        switchboard staff volumes.csv --aht 300s --goal 80/20 --explain 10:00

      Goals that contradict each other, and files that cannot be read, end with exit code 2; then \
      nothing is written.
      """)

  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  @Argument(
    help: ArgumentHelp("A scenario, or a table of volumes (.csv, .xlsx).", valueName: "file"))
  var file: String

  @OptionGroup(title: "Goals") var goals: StaffGoalOptions

  @OptionGroup(title: "Calls of a table of volumes") var calls: StaffCallOptions

  @OptionGroup(title: "How a table is read where it does not tell") var table: StaffTableOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The share of paid time off the phones: 30%, or breaks=8%,training=4%,sickness=6%.",
      discussion: "Shares of paid time add up. Paid agents = required ÷ (1 − sum); those on "
        + "vacation, holiday or leave are paid but not scheduled."))
  var shrinkage: String?

  @Option(
    help: ArgumentHelp(
      "Show the five rows around the answer of an interval, such as 10:00, or of all.",
      valueName: "time|all"))
  var explain: String?

  @Flag(help: "Plan agents, lines and menu ports together, for --blocking.")
  var sizeLines = false

  @Option(parsing: .unconditional, help: "With --size-lines: at most this part of the calls is blocked.")
  var blocking: String?

  @Option(
    help: ArgumentHelp(
      "Write the scenario that simulates the plan just made, with its tables beside it.",
      valueName: "file.yaml"))
  var writeScenario: String?

  @OptionGroup(title: "Simulation") var simulation: StaffSimulationOptions

  @OptionGroup(title: "Output") var output: StaffOutputOptions

  func run() throws {
    let limits = try goals.limits()
    _ = try StaffLineOptions(isWanted: sizeLines, blocking: blocking)
      .sizing(nil, StaffingPlanner(goals: []))
    try output.check(for: file)
    var input = try StaffInput.read(
      file, calls: try calls.calls(), table: table, goals: try goals.goals())
    input.demand.remarks += input.idleGoals
    let planner = StaffingPlanner(goals: input.goals, limits: limits)
    var (plan, sizes) = try planned(&input, planner)
    if input.table != nil, simulation.isWanted || writeScenario != nil {
      (plan, sizes) = try simulateTable(&input, plan, sizes, planner)
    } else if writeScenario != nil {
      throw ProgramStop.options("--write-scenario is for tables of volumes; this is a scenario already.")
    }
    var result = StaffResult(
      file: file, input: input, plan: plan, shrinkage: try readShrinkage(),
      commandLine: commandLine(input.scenario?.scenario.study))
    result.lines = sizes
    if let scenario = input.scenario, !sizes.isEmpty {
      result.lineCheck = try lineCheck(plan, sizes, scenario)
    }
    let explained = try explain.map { try StaffExplanation.intervals($0, of: result) }
    result.simulated = try simulation.simulated(
      plan, of: input.scenario, with: sizes, within: limits)
    try output.write(result, explained: explained)
    try result.simulated?.conclude()
  }

  /// The plan, with the lines where they are to be sized.
  ///
  /// What is simulated goes on where formulas find goals and limits in contradiction, with the nearest.
  ///
  /// - Throws: `ProgramStop` about goals and limits that contradict each other.
  private func planned(
    _ input: inout StaffInput, _ planner: StaffingPlanner
  ) throws -> (StaffingPlan, [LineSize]) {
    let demand = input.demand
    do throws(StaffingConflict) {
      let options = StaffLineOptions(isWanted: sizeLines, blocking: blocking)
      if let sizing = try? options.sizing(input.scenario?.model, planner) {
        let solution = try sizing.solve(demand)
        return (solution.plan, solution.sizes)
      }
      guard simulation.isWanted else { return (try planner.plan(demand), []) }
    } catch {
      throw ProgramStop(.badInput, StaffConflictText(conflict: error, demand: demand).text)
    }
    var (plan, conflict) = planner.nearest(demand)
    if let conflict {
      let text = StaffConflictText(conflict: conflict, demand: demand)
      input.isNearest = true
      input.demand.remarks.append("\(text.finding) The simulation begins with the nearest plan.")
      plan.demand.remarks = input.demand.remarks
    }
    return (plan, [])
  }

  /// Makes the scenario that simulates a table's plan, writes it where that was asked for, and goes on
  /// with it where something is to be simulated.
  private func simulateTable(
    _ input: inout StaffInput, _ plan: StaffingPlan, _ sizes: [LineSize], _ planner: StaffingPlanner
  ) throws -> (StaffingPlan, [LineSize]) {
    guard let table = input.table else { return (plan, sizes) }
    var calls = try calls.calls()
    if sizes.count == 1 { calls.lines = sizes[0].needed }
    let name = writeScenario.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent }
    let made = try StaffInput.scenario(
      table, name: name ?? input.title, origin: origin, calls: calls,
      targets: input.targets, agents: StaffInput.agents(of: plan))
    if let writeScenario {
      try ScenarioFolder.write(made, to: writeScenario, force: output.force)
    }
    guard simulation.isWanted else { return (plan, sizes) }
    let scenario: ScenarioFile
    do throws(ScenarioErrors) {
      scenario = try ScenarioFile.read(made, name: "the scenario of \(file)")
    } catch {
      throw ProgramStop(.badInput, error.description)
    }
    let own = input.demand.pools.contains { $0.scheduled != nil }
    input.scenario = scenario
    input.demand = StaffingDemand(scenario.model)
    input.demand.firstWeekday = table.firstWeekday
    input.demand.remarks += input.idleGoals
    // The agents of this scenario are the plan itself, which is nobody's present staffing.
    if !own { for pool in input.demand.pools.indices { input.demand.pools[pool].scheduled = nil } }
    return try planned(&input, planner)
  }

  private var origin: String {
    let table = URL(fileURLWithPath: Sheet.location(file).path).lastPathComponent
    let words = goals.goal.isEmpty ? "" : " for \(goals.goal.joined(separator: " "))"
    return "Made from \(table) with the agents that `switchboard staff` plans\(words)."
  }

  private func readShrinkage() throws -> Shrinkage {
    guard let shrinkage else { return Shrinkage() }
    do throws(GoalDefect) {
      return try Shrinkage(shrinkage)
    } catch {
      throw ProgramStop.options("--shrinkage \(error.text): \(error.finding) \(error.remedy)")
    }
  }

  private func lineCheck(
    _ plan: StaffingPlan, _ sizes: [LineSize], _ scenario: ScenarioFile
  ) throws -> StaffLineCheck? {
    guard let blocking else { return nil }
    return StaffLineCheck(
      plan, sizes, of: scenario,
      blocking: try OptionText(option: "--blocking", text: blocking).proportion(),
      seed: simulation.seed, threads: try StudyOptions.threadCount(simulation.threads))
  }

  /// What the plan depends on.
  private func commandLine(_ study: Scenario.Study?) -> String {
    CanonicalCommand.line(
      ["staff", CanonicalCommand.file(file)] + goals.words + calls.words + table.words
        + CanonicalCommand.option("--shrinkage", shrinkage)
        + CanonicalCommand.flag("--size-lines", sizeLines)
        + CanonicalCommand.option("--blocking", blocking) + simulation.words(study))
  }
}

/// What must be reached, and what must not be exceeded.
struct StaffGoalOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A goal, such as 80/20 or 'sales:90/15@day abandonment<3%'; may be given several times.",
      valueName: "goal"))
  var goal: [String] = []

  @Option(parsing: .unconditional, help: "The same as --goal 'occupancy<85%'.")
  var maxOccupancy: String?

  @Option(parsing: .unconditional, help: "Agents must be busy at least this part of the time.")
  var minOccupancy: String?

  @Option(
    parsing: .unconditional,
    help: "The fewest agents of a group wherever the center is open. [1 where there is work]")
  var minAgents: String?

  @Option(parsing: .unconditional, help: "The most agents of a group, such as its seats.")
  var maxAgents: String?

  /// The options as words of the canonical command.
  var words: [String] {
    CanonicalCommand.options("--goal", goal)
      + CanonicalCommand.option("--max-occupancy", maxOccupancy)
      + CanonicalCommand.option("--min-occupancy", minOccupancy)
      + CanonicalCommand.option("--min-agents", minAgents)
      + CanonicalCommand.option("--max-agents", maxAgents)
  }

  /// All goals in the order they were given.
  ///
  /// - Throws: `ProgramStop` about a goal that cannot be read.
  func goals() throws -> [Goal] {
    var goals: [Goal] = []
    for text in goal {
      do throws(GoalDefect) {
        goals += try GoalText().goals(text)
      } catch {
        throw ProgramStop.options("--goal \(error.text): \(error.finding) \(error.remedy)")
      }
    }
    if let maxOccupancy {
      let bound = try OptionText(option: "--max-occupancy", text: maxOccupancy).proportion()
      goals.append(Goal(.occupancy, bound))
    }
    return goals
  }

  /// - Throws: `ProgramStop` about numbers out of range and limits that contradict each other.
  func limits() throws -> StaffingLimits {
    let range = 1...StaffingPlanner.mostAgents
    var limits = StaffingLimits()
    limits.fewest = try minAgents.map { try OptionText(option: "--min-agents", text: $0).count(range) }
    limits.most = try maxAgents.map { try OptionText(option: "--max-agents", text: $0).count(range) }
    limits.minimumOccupancy = try minOccupancy.map {
      try OptionText(option: "--min-occupancy", text: $0).proportion()
    }
    if let most = limits.most, let fewest = limits.fewest, most < fewest {
      throw ProgramStop.options(
        "--min-agents \(fewest) and --max-agents \(most) contradict each other. Nearest: both "
          + "\(most), or both \(fewest).")
    }
    let caps = try goals().filter { $0.measure == .occupancy }.map(\.bound)
    if let least = limits.minimumOccupancy, let cap = caps.min(), cap < least {
      let (low, high) = (GoalText.percent(cap), GoalText.percent(least))
      throw ProgramStop.options(
        "--min-occupancy \(high) and occupancy<\(low) contradict each other. Nearest: --min-occupancy "
          + "\(low) with occupancy<\(low), or both \(high).")
    }
    return limits
  }
}

/// What a table of volumes does not say.
struct StaffCallOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "The average handle time, such as 300s or 5min.")
  var aht: String?

  @Option(parsing: .unconditional, help: "Standard deviation over mean of the handle time. [1]")
  var ahtCv: String?

  @Option(parsing: .unconditional, help: "The mean patience, exponential. [nobody gives up]")
  var patience: String?

  @Option(parsing: .unconditional, help: "The lines, for calls in service and waiting. [no limit]")
  var lines: String?

  /// The options as words of the canonical command.
  var words: [String] {
    CanonicalCommand.option("--aht", aht) + CanonicalCommand.option("--aht-cv", ahtCv)
      + CanonicalCommand.option("--patience", patience) + CanonicalCommand.option("--lines", lines)
  }

  /// - Throws: `ProgramStop` about a value out of range.
  func calls() throws -> StaffCalls {
    StaffCalls(
      handleTime: try aht.map { try OptionText(option: "--aht", text: $0).duration() },
      variation: try ahtCv.map {
        try OptionText(option: "--aht-cv", text: $0).number(from: 0, upTo: 100, excludingLow: false)
      },
      patience: try patience.map { try OptionText(option: "--patience", text: $0).duration() },
      lines: try lines.map {
        try OptionText(option: "--lines", text: $0).count(1...StaffingPlanner.mostAgents)
      })
  }
}

/// Where the plan goes.
struct StaffOutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What goes to standard output: text, json (staffing.json) or csv (staffing.csv).",
      valueName: "text|json|csv"))
  var format = StaffCommand.Format.text

  @Flag(help: "List several days interval by interval too, below their grid.")
  var allIntervals = false

  @Option(
    help: ArgumentHelp(
      "The folder for the report. [Reports/ and the file's name]",
      discussion: "Where it has another plan, the report goes beside it: NAME-2, …"))
  var out: String?

  @Flag(help: "Replace another plan in the folder, and files that --write-scenario finds there.")
  var force = false

  @Flag(help: "Write no files.")
  var noReport = false

  func validate() throws {
    if let out { try RunCommand.checkFolder(out) }
  }

  /// The report's folder.
  func folder(of file: String) -> URL {
    out.map { URL(fileURLWithPath: $0) } ?? RunCommand.defaultFolder(of: file)
  }

  /// Before any work: the report can be written.
  ///
  /// - Throws: `ProgramStop` where it cannot.
  func check(for file: String) throws {
    guard !noReport else { return }
    try RunCommand.checkWritable(
      folder(of: file), names: ["json", "csv", "xlsx", "html"].map { "staffing.\($0)" })
  }

  /// Writes the files and prints what was asked for.
  ///
  /// - Throws: `ProgramStop` where the folder cannot be written.
  func write(_ result: StaffResult, explained: [Int]?) throws {
    let isDocumentWanted = !noReport || format == .json
    let document = isDocumentWanted ? try StaffDocument(result).json() : ""
    let table = StaffTable(result: result).csv
    let folder = noReport ? nil : try write(result, document, table)
    switch format {
    case .json: Console.print(document)
    case .csv: Console.print(table)
    case .text:
      let page = StaffText(result: result, explained: explained, hasAllIntervals: allIntervals)
      Console.print(page.text)
      if let folder { Console.print("Report: \(RunCommand.shown(folder))/staffing.html\n") }
    }
  }

  private func write(_ result: StaffResult, _ document: String, _ table: String) throws -> URL {
    let workbook: Data
    do {
      workbook = try StaffWorkbook(result: result).workbook.data()
    } catch {
      throw RunCommand.cannotWrite(folder(of: result.file), error)
    }
    return try ReportForms.write(
      [
        AtomicFile.Content(name: "staffing.json", text: document),
        AtomicFile.Content(name: "staffing.csv", text: table),
        AtomicFile.Content(name: "staffing.xlsx", data: workbook),
        AtomicFile.Content(name: "staffing.html", text: StaffPage(result: result).html),
      ], to: folder(of: result.file), isForced: force)
  }
}

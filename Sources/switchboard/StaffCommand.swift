import ArgumentParser
import Jobs

/// `switchboard staff FILE`: how many agents, and why.
struct StaffCommand: AsyncParsableCommand {
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

  @Argument(help: .of(StaffRequest.note(.file), valueName: "file"))
  var file: String

  @OptionGroup(title: "Goals") var goals: StaffGoalOptions

  @OptionGroup(title: "Calls of a table of volumes") var calls: StaffCallOptions

  @OptionGroup(title: "How a table is read where it does not tell") var table: StaffTableOptions

  @Option(parsing: .unconditional, help: .of(StaffRequest.note(.shrinkage)))
  var shrinkage: String?

  @Option(help: .of(StaffRequest.note(.explain), valueName: "time|all"))
  var explain: String?

  @Flag(help: .of(StaffRequest.note(.sizeLines)))
  var sizeLines = false

  @Option(parsing: .unconditional, help: .of(StaffRequest.note(.blocking)))
  var blocking: String?

  @Option(help: .of(StaffRequest.note(.writeScenario), valueName: "file.yaml"))
  var writeScenario: String?

  @OptionGroup(title: "Simulation") var simulation: StaffSimulationOptions

  @OptionGroup(title: "Engine") var pool: PoolOptions
  @OptionGroup(title: "Output") var output: StaffOutputOptions

  private var request: StaffRequest {
    var request = StaffRequest(file: file)
    (request.goals, request.behaviour, request.table) = (goals.part, calls.part, table.part)
    (request.shrinkage, request.explain) = (shrinkage, explain)
    (request.sizeLines, request.blocking) = (sizeLines, blocking)
    request.writeScenario = writeScenario
    request.simulation = simulation.part
    request.pool = pool.request
    (request.out, request.force, request.noReport) = (output.out, output.force, output.noReport)
    (request.form, request.lang) = (output.forms.form, output.forms.lang)
    request.allIntervals = output.allIntervals
    return request
  }

  func validate() throws { try request.validate() }

  func run() async throws {
    let outcome = try await request.run(canStop: request.simulation.isWanted)
    switch output.format {
    case .json: try outcome.writeDocument { Console.print($0) }
    case .csv: Console.print(outcome.csv)
    case .text:
      Console.print(outcome.text)
    }
    if outcome.isInterrupted { throw ProgramStop(Interruption.code) }
  }
}

/// Where the plan goes.
struct StaffOutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What goes to standard output: text, json (staffing.json) or csv (staffing.csv).",
      valueName: "text|json|csv"))
  var format = StaffCommand.Format.text

  @Flag(help: .of(StaffRequest.note(.allIntervals)))
  var allIntervals = false

  @Option(help: .of(StaffRequest.note(.out)))
  var out: String?

  @Flag(help: .of(StaffRequest.note(.force)))
  var force = false

  @Flag(help: .of(StaffRequest.note(.noReport)))
  var noReport = false

  @OptionGroup var forms: FormOptions

  func validate() throws {
    if let out { try OutputFolder.check(out) }
  }
}

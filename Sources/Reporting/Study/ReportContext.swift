import ContactCenter
import Experiments
import Foundation

/// What a report says besides the figures: the scenario in its author's words, the goals, and how
/// the run came about.
public struct ReportContext: Sendable {
  /// What the scenario is about.
  public var description = ""
  /// The scenario's remarks, such as recorded figures to compare with.
  public var notes: [String] = []
  /// Within this wait a contact is answered in time, in seconds.
  public var acceptableWait: Seconds = 20
  /// Abandonments within this wait are short, in seconds.
  public var shortAbandon: Seconds = 5
  /// The service level to reach, 0…1.
  public var target: Double?
  /// Contact types with a goal of their own, by name.
  public var goals: [String: Scenario.ServiceLevelGoal] = [:]
  /// What a formula says of the scenario; nil where none fits.
  public var formula: FormulaBeside?
  /// The weekday of the first day simulated.
  public var firstDay = Scenario.Weekday.monday
  /// The command that makes this report again.
  public var commandLine = ""
  /// The version of the program that writes the report; empty: the one that simulated.
  public var programVersion = ""
  /// Charts that were written to files, by identifier; the Markdown report shows them.
  public var chartFiles: [String: String] = [:]
  /// How many figures by interval the files hold.
  public var detail = IntervalDetail.standard

  /// A context that says nothing.
  public init() {}

  /// The context of a scenario's report.
  public init(scenario: Scenario, commandLine: String = "", programVersion: String = "") {
    description = scenario.description
    notes = scenario.notes
    acceptableWait = scenario.serviceLevel.acceptableWait
    shortAbandon = scenario.serviceLevel.shortAbandon
    target = scenario.serviceLevel.target
    for type in scenario.contactTypes { goals[type.name] = type.serviceLevel }
    firstDay = scenario.calendar.firstWeekday
    self.commandLine = commandLine
    self.programVersion = programVersion
  }

  /// The command, or what stands for it when the report was made by another program.
  func command(of result: StudyResult) -> String {
    guard commandLine.isEmpty else { return commandLine }
    return "switchboard run SCENARIO --seed \(result.seed) "
      + "--replications \(result.replicationsAskedFor)"
  }

  /// Within which wait a contact of any type is answered in time: "within 20 s", and where types have waits
  /// of their own "each within its own wait".
  var waitWords: String {
    let differ = goals.values.contains { $0.acceptableWait != acceptableWait }
    return differ
      ? "each within its own wait" : "within \(FigureText.value(acceptableWait, unit: .seconds))"
  }

  /// The goal of a contact type.
  func goal(of type: String) -> (acceptableWait: Seconds, target: Double?) {
    guard let own = goals[type] else { return (acceptableWait, target) }
    return (own.acceptableWait, own.target)
  }
}

import ContactCenter
import Experiments

/// The words of documents about studies.
package protocol StudyTerms: StudyChartTerms {
  var study: String { get }
  /// What the study says, in two sentences.
  func opening(of result: StudyResult, context: ReportContext) -> String
  /// What a planner should know before using the figures.
  func remarks(of result: StudyResult, context: ReportContext) -> [String]
  /// A finding, or its remedy, that another module tells in English.
  func finding(_ english: String) -> String
  func partial(_ done: Int, of wanted: Int) -> String
  func checkFailed(_ violation: String) -> String
  /// What came of a goal of precision.
  func precision(_ outcome: PrecisionOutcome, _ language: ReportLanguage) -> String
  /// The days and the time zone; nil without dates.
  func dates(of result: StudyResult) -> String?
  func samples(of result: StudyResult) -> String
  var digest: String { get }
  var version: String { get }
  func sameFigures(digest: String, seed: UInt64, version: String) -> String

  var summary: String { get }
  /// What stands below one of the figures that a report opens with.
  func headline(
    _ figure: FigureName, result: StudyResult, context: ReportContext, language: ReportLanguage
  ) -> String
  /// A target and how a figure stands to it.
  func target(_ target: String, _ verdict: GoalVerdict) -> String
  var charts: String { get }
  var wholeCenter: String { get }
  var estimate: String { get }
  var definition: String { get }
  var identifier: String { get }
  var formulaTitle: String { get }
  /// A formula that the catalogue has in English; nil: the language has no words for it.
  func formula(_ english: String) -> String?
  /// An indicator in the tables of a study.
  func name(of indicator: Indicator, in result: StudyResult) -> String
  /// What an indicator measures.
  func definition(of indicator: Indicator) -> String
  /// What a reader who points at a heading is told.
  func explanation(of indicator: Indicator) -> String
  /// A column's heading: an indicator, shortened where tables have no room.
  func heading(of indicator: Indicator, short: String?) -> String
  /// A column's heading in a terminal.
  func abbreviation(of indicator: Indicator, short: String?) -> String
  /// "within 20 s".
  func within(_ wait: String) -> String
  /// "80 % in 20 s".
  func goal(_ target: String, within wait: String) -> String
  var countsAreMeans: String { get }

  var formulaAndSimulation: String { get }
  var formulaColumn: String { get }
  var simulationColumn: String { get }
  /// Why formula and simulation differ.
  func reason(of formula: FormulaBeside, in result: StudyResult, _ language: ReportLanguage) -> String
  func agreement(_ verdict: FormulaBeside.Verdict) -> String

  var costs: String { get }
  var costPart: String { get }
  /// What the amounts are of, and what is not in them.
  func costNote(of result: StudyResult) -> String
  var all: String { get }

  var goalTitle: String { get }
  var typesCaption: String { get }
  var serviceLevels: String { get }
  func levelsCaption(within wait: String, short: String) -> String
  func name(of definition: ServiceLevelDefinition) -> String
  func queue(named name: String) -> String
  var persons: String { get }
  var personsCaption: String { get }
  var threads: String { get }
  var threadsCaption: String { get }
  var media: String { get }
  var mediaCaption: String { get }
  var bots: String { get }
  var botsCaption: String { get }
  var campaigns: String { get }
  var campaignsCaption: String { get }
  var dialing: String { get }
  var dialingCaption: String { get }
  var backlogs: String { get }
  var backlogsCaption: String { get }
  var queues: String { get }
  var queuesCaption: String { get }
  var queue: String { get }
  var homeOf: String { get }
  var byOverflowOnly: String { get }
  /// The first names of several.
  func named(_ names: [String], of count: Int, _ language: ReportLanguage) -> String
  var queueLengths: String { get }
  var lengthsCaption: String { get }
  var agentGroups: String { get }
  var groupsCaption: String { get }
  var lateAdherence: String { get }
  var whoAnswers: String { get }
  var answeredCaption: String { get }
  var trunkGroups: String { get }
  var trunksCaption: String { get }
  var linesTitle: String { get }
  var ports: String { get }
  var agentsTitle: String { get }
  var agent: String { get }
  func agentsCaption(shown: Int, of count: Int) -> String
  func agentCount(_ count: Int) -> String

  var intervals: String { get }
  var from: String { get }
  var afterClosing: String { get }
  func intervalsCaption(shown: Int, more: Int) -> String
  /// The begin of an interval.
  func moment(_ axis: TimeAxis, _ place: Int) -> String

  var identities: String { get }
  var identity: String { get }
  var left: String { get }
  var right: String { get }
  var places: String { get }
  func holds(_ violations: Int) -> String
  var scenarioNotes: String { get }
  /// What the study took: replications, attempts, time, and attempts a second of processor time.
  func effort(_ replications: Int, _ attempts: String, _ seconds: String, _ rate: String) -> String
  /// Where a report stands.
  func report(at place: String, isManagement: Bool) -> String
  var glossary: String { get }
  func meanings(of count: Int) -> String
  /// What the figures of a queue are about.
  var queueScopes: String { get }
}

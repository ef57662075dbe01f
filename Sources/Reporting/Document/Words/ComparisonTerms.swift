import ContactCenter
import Experiments

/// The words of documents about comparisons and variations.
package protocol ComparisonTerms {
  var comparison: String { get }
  var variation: String { get }
  /// The choice with its reasons, in a sentence or several.
  func choice(_ comparison: Comparison) -> String
  /// What a grid or a tornado says first.
  func variation(_ comparison: Comparison) -> String
  /// A KPI, of the whole center or of a part.
  func name(of kpi: TournamentKPI) -> String
  /// What amounts of money are for: "a day".
  func period(_ money: MoneyUnit) -> String
  var decision: String { get }
  var entrants: String { get }
  var entrant: String { get }
  /// The name of the scenario without changes.
  var asItIs: String { get }
  var place: String { get }
  var goals: String { get }
  var objective: String { get }
  var replications: String { get }
  var confidence: String { get }
  var seed: String { get }
  var dates: String { get }
  var ownGoals: String { get }
  /// How to read the table of entrants.
  func entrantsCaption(_ objective: String, _ level: String) -> String
  /// Goals that a scenario's entrants missed, kept or leave open.
  func verdict(of goal: GoalVerdict) -> String
  var differences: String { get }
  var againstBest: String { get }
  var againstReference: String { get }
  /// How to read a table of differences from an entrant, in one KPI or, without one, in several.
  func differencesCaption(_ reference: String, _ kpi: String?, _ level: String) -> String
  var indicator: String { get }
  var difference: String { get }
  var together: String { get }
  var pairs: String { get }
  func verdict(_ verdict: PairedDifference.Verdict) -> String
  var verdictTitle: String { get }
  var contactTypes: String { get }
  var contactType: String { get }
  var groups: String { get }
  var group: String { get }
  var spread: String { get }
  var range: String { get }
  var grid: String { get }
  /// What the mark beside a value of a grid means.
  var asTheScenario: String { get }
  var setting: String { get }
  var value: String { get }
  var swing: String { get }
  /// What the scenario as it is has, and how to read a tornado.
  func tornadoCaption(_ figure: String, _ level: String) -> String
  var leftOut: String { get }
  /// Factors of agents that whole numbers change.
  func rounded(_ roundings: [ComparisonContext.Rounding]) -> String
  /// Why an entrant does not take part.
  func leftOut(_ entrant: ComparisonContext.LeftOut) -> String
  /// What entrants have in common.
  func ground(isSameContacts: Bool) -> String
  var typesDiffer: String { get }
  /// A type that an entrant lets down, with the figure that says so.
  func starved(_ starved: StarvedType, name: String, _ language: ReportLanguage) -> String
  var reproduce: String { get }

  /// The days and the time zone; nil without dates.
  func days(of context: ComparisonContext) -> String?
  var sameComparison: String { get }
  /// Entrants that are one scenario, and those that came out alike.
  func twins(of comparison: Comparison) -> [String]
  /// What values of entrants with different numbers of replications are over.
  func commonDays(_ replications: Int) -> String
  /// What the sign of a currency without a name means; empty: there is none, or no money.
  func moneyKey(of comparison: Comparison) -> String
  /// What the sign means that stands for a currency without a name.
  var unnamedMoney: String { get }
  /// What a KPI measures.
  func explanation(of kpi: TournamentKPI) -> String
  /// A KPI's heading in a terminal; nil: its name.
  func abbreviation(of kpi: TournamentKPI) -> String?
  /// What decided besides the figures; may be empty.
  func why(_ comparison: Comparison) -> String
  func theBest(_ name: String) -> String
  /// What a missing place means.
  func placeKey(_ objective: String, hasGoals: Bool) -> String
  /// How goals are judged, with the sizes by which they may be judged either way.
  func goalKey(_ tolerances: [String]) -> String
  var theSame: String { get }
  var spreadMeaning: String { get }
  var ownWaits: String { get }
  var allAgents: String { get }
  var whyTheBest: String { get }
  func whyCaption(_ winner: String, _ other: String, isNext: Bool) -> String
  var what: String { get }
  /// What changed between two entrants.
  func subject(of change: TournamentChange, _ money: MoneyUnit) -> String
  var race: String { get }
  var raceCaption: String { get }
  var leftTheRace: String { get }
  /// When an entrant left the race and by whom it was beaten; nil: it stayed.
  func departure(_ end: (rival: String?, after: Int)?) -> String
  var paretoFront: String { get }
  var paretoCaption: String { get }
  var onTheFront: String { get }
  var notOnTheFront: String { get }
  func dominated(by names: String, isSure: Bool) -> String
  func front(_ names: [String], _ x: String, _ y: String, _ language: ReportLanguage) -> String
  /// How many times the replications would be needed without each way to save them; may be empty.
  func savings(of comparison: Comparison) -> String
  func savingsCaption(_ objective: String, _ controls: [String]) -> String
  var varianceReduction: String { get }
  var subjectOfSaving: String { get }
  var allDifferences: String { get }
  var valuesThemselves: String { get }
  func commonNumbers(_ haveSameContacts: Bool) -> String
  var controlVariates: String { get }
  var worstIntervals: String { get }
  var worstCaption: String { get }
  /// A moment of the horizon.
  func moment(of seconds: Double, _ dates: DatedClock) -> String
  /// Titles and captions of charts.
  func differenceFrom(_ name: String, _ kpi: String) -> String
  func jointIntervals(_ level: String) -> String
  func withIntervals(_ level: String) -> String
  func plane(_ y: String, _ x: String) -> String
  var planeCaption: String { get }
  func along(kpi: String, _ axis: String) -> String
  func downAndAcross(_ down: String, _ across: String) -> String
  func changesMost(_ kpi: String) -> String
}

import ContactCenter
import Experiments

extension EnglishWords: ComparisonTerms {
  package var comparison: String { "Comparison" }
  package var variation: String { "Variation" }
  package func choice(_ comparison: Comparison) -> String {
    ComparisonWords(comparison: comparison).selection
  }
  package func variation(_ comparison: Comparison) -> String {
    VariationWords(comparison: comparison).decision
  }
  package func name(of kpi: TournamentKPI) -> String { kpi.label }
  package func period(_ money: MoneyUnit) -> String { money.period }
  package var decision: String { "Decision" }
  package var entrants: String { "Entrants" }
  package var entrant: String { "Entrant" }
  package var asItIs: String { ComparisonContext.asItIs }
  package var place: String { "Place" }
  package var goals: String { "Goals" }
  package var objective: String { "Objective" }
  package var replications: String { "Replications" }
  package var confidence: String { "Confidence" }
  package var seed: String { "Seed" }
  package var dates: String { "Dates" }
  package var ownGoals: String { "the scenario's own" }
  package func entrantsCaption(_ objective: String, _ level: String) -> String {
    "Best first by \(objective.lowercased()), with half-widths of \(level) confidence intervals."
  }
  package func verdict(of goal: GoalVerdict) -> String {
    switch goal {
    case .met: "met"
    case .missed: "missed"
    case .undecided: "not yet told apart"
    }
  }
  package var differences: String { "Differences" }
  package var againstBest: String { "Against the best" }
  package var againstReference: String { "Against the reference" }
  package func differencesCaption(_ reference: String, _ kpi: String?, _ level: String) -> String {
    "Paired differences from \(reference)\(kpi.map { " in \($0.lowercased())" } ?? ""). “Together”: "
      + "\(level) intervals that hold all at once; verdicts by Holm's step-down."
  }
  package var indicator: String { "KPI" }
  package var difference: String { "Difference" }
  package var together: String { "Together" }
  package var pairs: String { "Pairs" }
  package func verdict(_ verdict: PairedDifference.Verdict) -> String {
    switch verdict {
    case .better: "better"
    case .worse: "worse"
    case .different: "different"
    case .notTold: "not yet told apart"
    }
  }
  package var verdictTitle: String { "Verdict" }
  package var contactTypes: String { "By contact type" }
  package var contactType: String { "Contact type" }
  package var groups: String { "By agent group" }
  package var group: String { "Group" }
  package var spread: String { "Spread of occupancy" }
  package var range: String { "Range" }
  package var grid: String { "Grid" }
  package var asTheScenario: String { "as the scenario has it" }
  package var setting: String { "Setting" }
  package var value: String { "Value" }
  package var swing: String { "Swing" }
  package func tornadoCaption(_ figure: String, _ level: String) -> String {
    "As it is: \(figure). The widest swing first; differences are paired, with \(level) intervals that "
      + "hold all at once."
  }
  package var leftOut: String { "Left out" }
  package func rounded(_ roundings: [ComparisonContext.Rounding]) -> String {
    let parts = roundings.map {
      "\($0.change) gives \($0.group) \(FigureText.plain($0.factor)) times its hours"
    }
    return "Numbers of agents are whole: \(parts.joined(separator: ", "))."
  }
  package func leftOut(_ entrant: ComparisonContext.LeftOut) -> String {
    "\(entrant.name) is left out: \(entrant.reason)"
  }
  package func ground(isSameContacts: Bool) -> String {
    isSameContacts
      ? "All met the same contacts." : "Replication by replication all use the same random numbers."
  }
  package var typesDiffer: String {
    "The entrants' contact types differ; only what both have is compared."
  }
  package var reproduce: String { "How to reproduce" }
  package func starved(_ starved: StarvedType, name: String, _ language: ReportLanguage) -> String {
    func share(_ value: Double?) -> String { FigureText.value(value, unit: .proportion) }
    func seconds(_ value: Double?) -> String { FigureText.value(value, unit: .seconds) }
    let (own, others) = (starved.value.value, starved.others)
    let value =
      switch starved.rule {
      case .neverAnswered: "\(share(own)) are answered, of all others \(share(others))"
      case .averageWait: "wait \(seconds(own)), all others \(seconds(others))"
      case .longestWait: "wait up to \(seconds(own)), others \(seconds(others))"
      case .abandonment: "\(share(own)) abandon, of all others \(share(others))"
      case .pastGoal: "\(seconds(own)) old in the mean by opening hours, its goal is \(seconds(others))"
      }
    return "\(name) lets \(starved.contactType) down: \(value)."
  }
  package func days(of context: ComparisonContext) -> String? { context.dateHeading }
  package var sameComparison: String {
    "The same scenarios, settings, seed and version give the same figures, whatever the number of threads, "
      + "and whether or not the comparison was interrupted."
  }
  package func twins(of comparison: Comparison) -> [String] {
    let words = ComparisonWords(comparison: comparison)
    return words.twins.map { twins in
      guard twins.isSameScenario else {
        return "Exactly alike here, in every replication: \(words.list(twins.members))."
      }
      return "The same scenario under several names, since agents are rounded to whole ones: "
        + "\(words.list(twins.members))\(twins.agents.map { ": \($0)" } ?? "")."
    }
  }
  package func commonDays(_ replications: Int) -> String {
    "Values are over the first \(FigureText.count(replications, "replication")), which all entrants have; differences and "
      + "places are paired, over all that the two have; a goal's mark is the judgement by all replications "
      + "of its entrant."
  }
  package var unnamedMoney: String { MoneyUnit.unnamedRemark }
  package func moneyKey(of comparison: Comparison) -> String {
    comparison.kpis.contains { $0.unit == .money } ? comparison.context.money.remark : ""
  }
  package func explanation(of kpi: TournamentKPI) -> String { kpi.definition }
  package func abbreviation(of kpi: TournamentKPI) -> String? {
    guard kpi.part == .center else { return nil }
    let short = [
      "averageSpeedOfAnswer": "ASA", "serviceLevel": "SL", "averageWait": "Wait",
      "occupancySpread": "Spread", "averageHandleTime": "AHT",
    ]
    return short[kpi.identifier]
  }
  package func why(_ comparison: Comparison) -> String {
    ComparisonWords(comparison: comparison).why
  }
  package func theBest(_ name: String) -> String { "The best: \(name)" }
  package func placeKey(_ objective: String, hasGoals: Bool) -> String {
    hasGoals
      ? "Place –: surely misses a goal, or is not known to keep all by its estimates, or has no "
        + "\(objective.lowercased())."
      : "Place –: its \(objective.lowercased()) is not defined."
  }
  package func goalKey(_ tolerances: [String]) -> String {
    tolerances.isEmpty
      ? ""
      : "Goals that are met or missed by less than \(tolerances.joined(separator: " or ")) may be judged "
        + "either way."
  }
  package var theSame: String { "the same" }
  package var spreadMeaning: String {
    "Spread: the standard deviation of the agents' occupancies within a replication; range: the highest "
      + "less the lowest. Small ones are fair."
  }
  package var ownWaits: String {
    "The service level counts within each type's own acceptable wait."
  }
  package var allAgents: String { "all agents" }
  package var whyTheBest: String { "Why the best wins" }
  package func whyCaption(_ winner: String, _ other: String, isNext: Bool) -> String {
    "\(winner) beside \(other)\(isNext ? ", which comes next" : ""): the largest differences that are "
      + "beyond chance."
  }
  package var what: String { "What" }
  package func subject(of change: TournamentChange, _ money: MoneyUnit) -> String {
    let type = change.contactType ?? "all"
    switch change.kind {
    case .flow: return "\(type) answered by \(change.group ?? "all")"
    case .wait: return "wait of \(type)"
    case .abandonment: return "abandoned of \(type)"
    case .occupancy: return "occupancy of \(change.group ?? "all")"
    case .cost: return "\(change.label), \(money.heading)"
    }
  }
  package var race: String { "The race" }
  package var raceCaption: String {
    "Entrants that are certainly beaten, or certainly miss a goal, are simulated no further."
  }
  package var leftTheRace: String { "Left" }
  package func departure(_ end: (rival: String?, after: Int)?) -> String {
    guard let end else { return "in the race to the end" }
    guard let rival = end.rival else { return "missed a goal after \(end.after)" }
    return "beaten by \(rival) after \(end.after)"
  }
  package var paretoFront: String { "Pareto front" }
  package var paretoCaption: String {
    "On the front is who is not beaten in one KPI without being better in the other."
  }
  package var onTheFront: String { "on the front" }
  package var notOnTheFront: String { "dominated" }
  package func dominated(by names: String, isSure: Bool) -> String {
    "dominated by \(names)" + (isSure ? "" : ", perhaps by chance")
  }
  package func front(
    _ names: [String], _ x: String, _ y: String, _ language: ReportLanguage
  ) -> String {
    names.isEmpty
      ? "Nobody is on the Pareto front: everybody is beaten."
      : "Pareto front of \(x) and \(y): \(language.list(names))."
  }
  package func savings(of comparison: Comparison) -> String {
    ComparisonWords(comparison: comparison).savings
  }
  package func savingsCaption(_ objective: String, _ controls: [String]) -> String {
    "How many times the replications a comparison of \(objective.lowercased()) would need without the "
      + "technique."
      + (controls.isEmpty ? "" : " Controls: \(controls.joined(separator: ", ")).")
  }
  package var varianceReduction: String { "Variance reduction" }
  package var subjectOfSaving: String { "For" }
  package var allDifferences: String { "all differences" }
  package var valuesThemselves: String { "values themselves" }
  package func commonNumbers(_ haveSameContacts: Bool) -> String {
    haveSameContacts ? "Same contacts" : "Same random numbers"
  }
  package var controlVariates: String { "Control variates" }
  package var worstIntervals: String { "Worst intervals" }
  package var worstCaption: String {
    "The planning intervals in which the fewest are answered in time."
  }
  package func moment(of seconds: Double, _ dates: DatedClock) -> String {
    if dates.firstDate != nil { return dates.dateAndTime(at: seconds) }
    let day = Int(clamping: seconds / 86_400)
    let clock = TimeAxis.clock(seconds.truncatingRemainder(dividingBy: 86_400))
    return day == 0 ? clock : "day \(day + 1), \(clock)"
  }
  package func differenceFrom(_ name: String, _ kpi: String) -> String {
    "\(kpi): difference from \(name)"
  }
  package func jointIntervals(_ level: String) -> String {
    "Paired differences with \(level) intervals that hold all at once"
  }
  package func withIntervals(_ level: String) -> String {
    "With half-widths of \(level) confidence intervals."
  }
  package func plane(_ y: String, _ x: String) -> String { "\(y) against \(x)" }
  package var planeCaption: String {
    "Crosses are confidence intervals; the line joins the Pareto front"
  }
  package func along(kpi: String, _ axis: String) -> String { "\(kpi) by \(axis)" }
  package func downAndAcross(_ down: String, _ across: String) -> String {
    "\(down) down, \(across) across."
  }
  package func changesMost(_ kpi: String) -> String { "\(kpi): what changes it most" }
}

import ContactCenter
import Experiments

extension EnglishWords: StudyTerms {
  package var study: String { "Simulation report" }
  package func opening(of result: StudyResult, context: ReportContext) -> String {
    OpeningSentence.text(of: result, context: context)
  }
  package func remarks(of result: StudyResult, context: ReportContext) -> [String] {
    StudyRemark.all(of: result, context: context).map(\.text)
  }
  package func finding(_ english: String) -> String { english }
  package func partial(_ done: Int, of wanted: Int) -> String {
    "Partial result: interrupted after \(done) of \(wanted) replications, which the figures come from."
  }
  package func checkFailed(_ violation: String) -> String { "Check failed: \(violation)" }
  package func precision(_ outcome: PrecisionOutcome, _ language: ReportLanguage) -> String {
    let unit = IndicatorCatalogue.indicator(outcome.goal.indicator)?.unit ?? .count
    func text(_ half: Double?) -> String {
      half.map { "± \(FigureText.value($0, unit: unit, halfWidth: $0))" }
        ?? "an undefined half-width"
    }
    let share = FigureText.value(outcome.goal.halfWidth, unit: .proportion)
    return (outcome.isMet ? "Precision met: " : "Precision not met: ")
      + "\(outcome.goal.indicator): \(text(outcome.reached)) reached, "
      + "\(text(outcome.required)) asked for"
      + (outcome.goal.isRelative ? " (\(share) of the value)." : ".")
  }
  package func dates(of result: StudyResult) -> String? { result.dateHeading }
  package func samples(of result: StudyResult) -> String {
    result.method == .replications
      ? "\(result.replications) of \(result.replicationsAskedFor)"
      : "1, in \(result.samples) batches"
  }
  package var digest: String { "Scenario digest" }
  package var version: String { "Version" }
  package func sameFigures(digest: String, seed: UInt64, version: String) -> String {
    "The same scenario (digest \(digest)), seed \(seed) and version \(version) give the same figures, "
      + "whatever the number of threads."
  }

  package var summary: String { "Summary" }
  package func headline(
    _ figure: FigureName, result: StudyResult, context: ReportContext, language: ReportLanguage
  ) -> String {
    let fixed: [FigureName: String] = [
      .averageSpeedOfAnswer: "ASA: mean wait of answered contacts.",
      .abandonedProportion: "Abandoned ÷ offered.",
      .blockingProbability: "Turned away by full lines, ports or queues ÷ attempts.",
      .occupancy: "Handling ÷ (handling + idle), all agents.",
    ]
    if let text = fixed[figure] { return text }
    if figure == .serviceLevel {
      let days = result.estimate(.daysOnTarget).flatMap { days in
        days.value.map { _ in " Days on target: \(FigureText.estimate(days, unit: .proportion))." }
      }
      return "Answered \(context.waitWords) ÷ offered (SL1)." + (days ?? "")
    }
    let attempts = FigureText.estimate(result.estimate(.attempts) ?? .undefined, unit: .count)
    return "Entered the queue, in a replication; \(attempts) attempts."
  }
  package func target(_ target: String, _ verdict: GoalVerdict) -> String {
    switch verdict {
    case .met: "Target \(target): met."
    case .missed: "Target \(target): missed."
    case .undecided: "Target \(target): not yet told apart."
    }
  }
  package var charts: String { "Charts" }
  package var wholeCenter: String { "Whole center" }
  package var estimate: String { "Estimate" }
  package var definition: String { "Definition" }
  package var identifier: String { "Name in files" }
  package var formulaTitle: String { "Formula" }
  package func formula(_ english: String) -> String? { english }
  package func name(of indicator: Indicator, in result: StudyResult) -> String {
    if indicator.name == .longestWait {
      return result.method == .batchMeans
        ? "Longest wait, mean of batches" : "Longest wait, mean"
    }
    let same = IndicatorCatalogue.indicators(of: indicator.kind).filter {
      $0.label == indicator.label
    }
    return same.count > 1 && indicator.unit == .proportion
      ? "\(indicator.label), share" : indicator.label
  }
  package func definition(of indicator: Indicator) -> String { indicator.definition }
  package func explanation(of indicator: Indicator) -> String {
    "\(indicator.definition) \(indicator.formula)"
  }
  package func heading(of indicator: Indicator, short: String?) -> String { short ?? indicator.label }
  package func abbreviation(of indicator: Indicator, short: String?) -> String {
    Self.abbreviations[indicator.name] ?? heading(of: indicator, short: short)
  }
  private static let abbreviations: [FigureName: String] = [
    .serviceLevel: "SL", .abandonedProportion: "Abandoned", .blockingProbability: "Blocked",
    .selfServedProportion: "Self-served", .redialledProportion: "Redials",
    .refusedProportion: "Refused", .trunkOccupancy: "Occupancy", .mostBusyLines: "Most busy",
    .hoursOnDuty: "On duty", .answeredPerHour: "Answered/h", .ringsUnanswered: "No answer",
    .averageHandleTime: "AHT", .averageSpeedOfAnswer: "ASA", .averageWait: "Wait",
  ]
  package func within(_ wait: String) -> String { "within \(wait)" }
  package func goal(_ target: String, within wait: String) -> String { "\(target) in \(wait)" }
  package var countsAreMeans: String {
    "Counts are means over replications of the whole horizon. Figures that are zero here are left out."
  }

  package var formulaAndSimulation: String { "Formula and simulation" }
  package var formulaColumn: String { "Formula" }
  package var simulationColumn: String { "Simulation" }
  package func reason(
    of formula: FormulaBeside, in result: StudyResult, _ language: ReportLanguage
  ) -> String { formula.reason(in: result) }
  package func agreement(_ verdict: FormulaBeside.Verdict) -> String { verdict.text }

  package var costs: String { "Costs" }
  package var costPart: String { "Part" }
  package func costNote(of result: StudyResult) -> String {
    guard let money = MoneyUnit(of: result) else { return "" }
    let wages =
      result.money?.hasWages == true
      ? "" : "The scenario names no wages: agents are in the hours, not in the costs."
    return ["Means over replications, in \(money.heading).", wages, money.remark]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
  package var all: String { "All" }

  package var goalTitle: String { "Goal" }
  package var typesCaption: String {
    "Contacts of each type over the whole horizon, means over replications."
  }
  package var serviceLevels: String { "Service level by every definition" }
  package func levelsCaption(within wait: String, short: String) -> String {
    "Within means a wait of at most \(wait), a short abandonment one of at most \(short), "
      + "where the contact type has no goal of its own. This report's headline is SL1."
  }
  package func name(of definition: ServiceLevelDefinition) -> String { definition.label }
  package func queue(named name: String) -> String { "Queue \(name)" }
  package var persons: String { "Persons and attempts" }
  package var backlogs: String { "Work that waits" }
  package var backlogsCaption: String {
    "Work that waits while the center is closed; ages by all time, or by opening hours only."
  }
  package var personsCaption: String {
    "A person with one matter may try several times; attempts = fresh + redials + repeats."
  }
  package var threads: String { "Threads" }
  package var threadsCaption: String {
    "A thread is one contact of several turns, between which the customer is silent and holds no agent. The first "
      + "turn is the contact of the other tables."
  }
  package var media: String { "Messages, faxes, pictures, shared pages" }
  package var mediaCaption: String {
    "What comes in over a line before it is work, and what else is part of conversations."
  }
  package var campaigns: String { "Campaigns" }
  package var campaignsCaption: String {
    "By the type of who answers. The drop rate counts people for whom no agent came in time among all whom the "
      + "detection of machines did not hang up on; agent-hours are those of all who serve the campaign, whatever "
      + "else they do."
  }
  package var dialing: String { "Dialing" }
  package var dialingCaption: String { "What comes of attempts, by the number of the attempt on a record." }
  package var bots: String { "Bots" }
  package var botsCaption: String {
    "Containment counts sessions that end without an agent, resolution those that solve the matter. Beside the "
      + "agents' load stands the one that a plan foresees which subtracts the contained."
  }
  package var queues: String { "Queues" }
  package var queuesCaption: String {
    "Contacts of the types whose home queue it is, wherever they were answered."
  }
  package var queue: String { "Queue" }
  package var homeOf: String { "Home of" }
  package var byOverflowOnly: String { "by overflow only" }
  package func named(_ names: [String], of count: Int, _ language: ReportLanguage) -> String {
    language.list(names) + (count > names.count ? ", \(count - names.count) more" : "")
  }
  package var queueLengths: String { "Queue lengths" }
  package var lengthsCaption: String {
    "Whoever waits in the queue; events count in the interval in which they happen."
  }
  package var agentGroups: String { "Agent groups" }
  package var groupsCaption: String {
    "Shares of states are of the time logged in; occupancy leaves breaks out."
  }
  package var lateAdherence: String {
    "Adherence is above 100 % where agents finish contacts after their time."
  }
  package var whoAnswers: String { "Who answers what" }
  package var answeredCaption: String {
    "Share of a type's answered contacts that each group answered."
  }
  package var trunkGroups: String { "Trunk groups and ports" }
  package var trunksCaption: String {
    "A line is held from seizure to release, a port while the caller is in menus."
  }
  package var linesTitle: String { "Trunk group" }
  package var ports: String { "Ports of the menus" }
  package var agentsTitle: String { "Agents" }
  package var agent: String { "Agent" }
  package func agentsCaption(shown: Int, of count: Int) -> String {
    shown < count
      ? "The first \(shown) of \(count) agents; report.json has all."
      : "Each agent over the whole horizon."
  }
  package func agentCount(_ count: Int) -> String { FigureText.count(count, "agent") }

  package var intervals: String { "Planning intervals" }
  package var from: String { "From" }
  package var afterClosing: String { "after closing" }
  package func intervalsCaption(shown: Int, more: Int) -> String {
    "A contact belongs to the interval of its arrival, agents and queues to the moment."
      + (more > 0 ? " The first \(shown); intervals.csv has \(more) more." : "")
  }
  package func moment(_ axis: TimeAxis, _ place: Int) -> String { axis.label(place) }

  package var identities: String { "Check of identities" }
  package var identity: String { "Identity" }
  package var left: String { "Left side" }
  package var right: String { "Right side" }
  package var places: String { "Places checked" }
  package func holds(_ violations: Int) -> String {
    violations == 0 ? "holds" : "violated in \(violations)"
  }
  package var scenarioNotes: String { "Notes of the scenario" }
  package func effort(
    _ replications: Int, _ attempts: String, _ seconds: String, _ rate: String
  ) -> String {
    let count = replications == 1 ? "1 replication" : "\(replications) replications"
    return "\(count), \(attempts) attempts in \(seconds) s (\(rate) per second of processor time)"
  }
  package func report(at place: String, isManagement: Bool) -> String {
    (isManagement ? "Management report: " : "Report: ") + place
  }
  package var glossary: String { "Glossary" }
  package func meanings(of count: Int) -> String { "What each of the \(count) indicators measures" }
  package var queueScopes: String {
    "A queue's figures of contacts (offered, answered, waits, service levels) are of the contact "
      + "types whose home queue it is, by the interval of arrival and wherever a contact was "
      + "answered after an overflow. Its lengths, and who entered, was answered or gave up there, are of "
      + "everybody in the queue, by the interval in which it happened."
  }
}

import ContactCenter
import Experiments

/// A study as a page in the terminal: the whole center, contact types, groups, planning intervals.
public struct TerminalReport {
  private let result: StudyResult
  private let context: ReportContext
  private let style: TerminalStyle
  private let told: Set<String>

  /// A page about a study.
  ///
  /// - Parameters:
  ///   - result: The study.
  ///   - context: What the page says besides the figures.
  ///   - style: Colors and width.
  ///   - told: Warnings that the terminal has shown already.
  public init(
    result: StudyResult, context: ReportContext, style: TerminalStyle = TerminalStyle(),
    told: Set<String> = []
  ) {
    self.result = result
    self.context = context
    self.style = style
    self.told = told
  }

  /// The most rows of the table of planning intervals.
  private static let intervalLimit = 64

  /// The page, ending in a line break.
  public var text: String {
    let opening = OpeningSentence.text(of: result, context: context)
    var blocks = [heading, TerminalText.wrapped(opening, to: style.width), center, formula, costs]
    if result.contactTypeNames.count > 1 { blocks.append(types) }
    if result.queueNames.indices.contains(where: result.isShared) { blocks.append(queues) }
    if !result.groupNames.isEmpty { blocks.append(groups) }
    if !result.trunkGroupNames.isEmpty { blocks.append(trunks) }
    if result.intervals > 1 { blocks.append(intervals) }
    blocks.append(remarks)
    return blocks.filter { !$0.isEmpty }
      .map { $0.map(TerminalText.trimmed).joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  // MARK: - Heading and remarks

  private var heading: [String] {
    let name = style.marked(TerminalText.cut(result.scenarioName, to: style.width), .bold)
    let samples: String
    switch result.method {
    case .replications:
      samples = result.replications == 1 ? "1 replication" : "\(result.replications) replications"
    case .batchMeans: samples = "\(result.samples) batches of one run"
    }
    let level = FigureText.value(result.confidence, unit: .proportion)
    let about = "\(samples), seed \(result.seed), ± half-widths of \(level) confidence intervals"
    let dates = result.dateHeading.map { [$0] } ?? []
    return [name] + dates + [style.marked(about, .faint)]
  }

  private var remarks: [String] {
    var lines: [String] = []
    if result.isPartial {
      let done = "\(result.replications) of \(result.replicationsAskedFor) replications"
      lines.append(style.marked("Partial: interrupted after \(done).", .warning))
    }
    for outcome in result.precision { lines.append(sentence(about: outcome)) }
    for remark in StudyRemarks.all(of: result, context: context) where !told.contains(remark) {
      lines += TerminalText.wrapped("Note: \(remark)", to: style.width)
        .map { style.marked($0, .warning) }
    }
    for violation in result.violations {
      lines.append(style.marked("Check failed: \(violation)", .bad))
    }
    return lines
  }

  private func sentence(about outcome: PrecisionOutcome) -> String {
    let verdict = outcome.isMet ? "Precision met" : "Precision not met"
    let line = "\(verdict): \(ReportWords.precision(outcome))."
    return style.marked(line, outcome.isMet ? .good : .bad)
  }

  // MARK: - The whole center

  private static let left: [FigureName] = [
    .attempts, .blocked, .blockingProbability, .selfServedProportion, .offered, .answered,
    .abandoned, .abandonedProportion, .voiceMail, .disconnected, .foundClosed,
    .averageHandleTime, .occupancy, .personsServedProportion,
  ]
  private static let right: [FigureName] = [
    .serviceLevel, .daysOnTarget, .averageSpeedOfAnswer, .waitPercentile50, .waitPercentile90,
    .waitPercentile99, .longestWait, .timeToAbandon, .queuedProportion, .averageQueueLength,
    .attemptsPerPerson, .predictionBias, .predictionError,
    .predictionSquaredError, .firstCallResolution, .customerSatisfaction, .netPromoterScore,
    .ringsToAnswer,
  ]
  /// Left out when they are zero; the number of attempts also when every attempt is offered.
  private static let optional: Set<FigureName> = [
    .blocked, .blockingProbability, .selfServedProportion, .timeToAbandon, .voiceMail,
    .disconnected, .foundClosed, .predictionBias, .predictionError,
    .predictionSquaredError, .firstCallResolution, .customerSatisfaction, .netPromoterScore,
    .ringsToAnswer,
  ]

  private var center: [String] {
    let left = pairs(TerminalReport.left)
    let right = pairs(TerminalReport.right)
    let leftLines = aligned(left)
    let rightLines = aligned(right)
    let leftWidth = leftLines.map { TerminalText.width($0.plain) }.max() ?? 0
    let rightWidth = rightLines.map { TerminalText.width($0.plain) }.max() ?? 0
    let title = style.marked("Whole center", .bold)
    guard leftWidth + rightWidth + 6 <= style.width else {
      return [title] + (leftLines + rightLines).map { "  " + $0.marked }
    }
    let lines = (0..<max(leftLines.count, rightLines.count)).map { index -> String in
      let first = index < leftLines.count ? leftLines[index] : (plain: "", marked: "")
      let second = index < rightLines.count ? rightLines[index].marked : ""
      let space = String(repeating: " ", count: leftWidth - TerminalText.width(first.plain) + 4)
      return second.isEmpty ? "  " + first.marked : "  " + first.marked + space + second
    }
    return [title] + lines
  }

  private var costs: [String] {
    guard result.money != nil else { return [] }
    let table = ReportTables(result: result, context: context).costs
    let lines = aligned(table.rows.map { (label: $0[0].text, cell: $0[1]) }).map { "  " + $0.marked }
    let notes = TerminalText.wrapped(table.caption, to: style.width - 2)
      .map { style.marked("  \($0)", .faint) }
    return [style.marked(table.title, .bold)] + lines + notes
  }

  /// The formula's figures beside the simulated ones, and why they differ; nothing without a formula.
  private var formula: [String] {
    guard let table = context.formula?.table(with: result) else { return [] }
    return [style.marked(table.title, .bold)] + TerminalTable(table, style: style).lines()
      + TerminalText.wrapped(table.caption, to: style.width - 2)
      .map { style.marked("  \($0)", .faint) }
  }

  private func pairs(_ names: [FigureName]) -> [(label: String, cell: ReportTable.Cell)] {
    let retries = (result.value(.redials) ?? 0) + (result.value(.repeats) ?? 0)
    return names.compactMap { name in
      guard let indicator = IndicatorCatalogue.indicator(name),
        let estimate = result.estimate(name)
      else { return nil }
      if name == .daysOnTarget, estimate.value == nil { return nil }
      let isZero = (estimate.value ?? 0) == 0
      if TerminalReport.optional.contains(name) && isZero { return nil }
      if [.personsServedProportion, .attemptsPerPerson].contains(name), retries == 0 { return nil }
      return (label(of: indicator), ReportTable.Cell(estimate, unit: indicator.unit))
    }
  }

  private func label(of indicator: Indicator) -> String {
    if indicator.name == .serviceLevel {
      let wait = FigureText.value(context.acceptableWait, unit: .seconds)
      return context.goals.isEmpty ? "Service level (within \(wait))" : "Service level"
    }
    return indicator.name == .longestWait
      ? "Longest wait, mean" : ReportWords.label(of: indicator, in: result)
  }

  private func aligned(
    _ pairs: [(label: String, cell: ReportTable.Cell)]
  ) -> [(plain: String, marked: String)] {
    let labels = pairs.map { TerminalText.width($0.label) }.max() ?? 0
    let values = pairs.map { TerminalText.width($0.cell.text) }.max() ?? 0
    return pairs.map { label, cell in
      let start = TerminalText.left(label, labels) + "  " + TerminalText.right(cell.text, values)
      return (start + cell.tail, start + style.tail(of: cell))
    }
  }

  // MARK: - Tables

  /// A table of members under its title.
  private func section(
    _ title: String, heading: String, members: [ReportTable.Member], figures: [ReportTable.Figure],
    isCoarse: Bool = false
  ) -> [String] {
    let table = ReportTable.byMember(
      "", title: title, caption: "", heading: heading, members: members, figures: figures,
      result: result)
    let coarse = table.coarse(figures)
    return [style.marked(title, .bold)]
      + TerminalTable(isCoarse ? coarse : table, coarse: coarse, style: style).lines()
  }

  private var types: [String] {
    section(
      "By contact type", heading: "Contact type",
      members: result.contactTypeNames.enumerated().map {
        .init(name: $1, scope: .contactType($0))
      } + [.init(name: "all", scope: .center)],
      figures: [
        .init(.offered, "Offered", always: true), .init(.serviceLevel, "SL", always: true),
        .init(.averageSpeedOfAnswer, "ASA", always: true),
        .init(.abandonedProportion, "Abandoned", always: true),
        .init(.averageHandleTime, "AHT"), .init(.blockingProbability, "Blocked"),
        .init(.selfServedProportion, "Self-served"),
        .init(.waitPercentile90, "90 % answered in"),
        .init(.redialledProportion, "Redials"),
      ])
  }

  /// Contacts by home queue; shown where a queue is the home of several types.
  private var queues: [String] {
    section(
      "By queue", heading: "Queue",
      members: result.queueNames.enumerated().map { .init(name: $1, scope: .queue($0)) },
      figures: [
        .init(.offered, "Offered", always: true), .init(.serviceLevel, "SL", always: true),
        .init(.averageSpeedOfAnswer, "ASA", always: true),
        .init(.abandonedProportion, "Abandoned", always: true),
        .init(.averageQueueLength, "Length", always: true), .init(.longestQueue, "Longest"),
        .init(.waitPercentile90, "90 % answered in"),
      ])
  }

  private var groups: [String] {
    let members = result.groupNames.enumerated().map {
      ReportTable.Member(name: $1, scope: .group($0))
    }
    let note = ReportTables.adherenceNote(members.map(\.scope), in: result)
    let notes = TerminalText.wrapped(note, to: style.width - 2)
      .map { style.marked("  \($0)", .faint) }
    return section(
      "By agent group", heading: "Group",
      members: members + (members.count > 1 ? [.init(name: "all", scope: .center)] : []),
      figures: [
        .init(.hoursOnDuty, "On duty", always: true), .init(.occupancy, always: true),
        .init(.utilization, always: true), .init(.answeredByAgents, "Answered", always: true),
        .init(.answeredPerHour, "Answered/h", always: true), .init(.attendance), .init(.adherence),
        .init(.ringsUnanswered, "No answer"),
      ]) + (note.isEmpty ? [] : notes)
  }

  private var trunks: [String] {
    section(
      "By trunk group", heading: "Trunk group",
      members: result.trunkGroupNames.enumerated().map {
        .init(name: $1, scope: .trunkGroup($0))
      } + (result.hasPorts ? [.init(name: "ports", scope: .ports)] : []),
      figures: [
        .init(.seizures, always: true), .init(.refusedProportion, "Refused", always: true),
        .init(.busyLines, always: true), .init(.mostBusyLines, "Most busy", always: true),
        .init(.trunkOccupancy, "Occupancy", always: true),
      ])
  }

  private var intervals: [String] {
    let axis = TimeAxis(result, firstDay: context.firstDay)
    let active = axis.starts.indices.filter {
      (result.value(.attempts, interval: axis.numbers[$0]) ?? 0) > 0
        || (result.value(.agentsOnDuty, interval: axis.numbers[$0]) ?? 0) > 0
    }
    guard active.count <= TerminalReport.intervalLimit else {
      return [
        style.marked("By planning interval", .bold),
        "  \(active.count) intervals: see intervals.csv and the report's page.",
      ]
    }
    return section(
      "By planning interval", heading: "From",
      members: active.map {
        .init(name: axis.label($0), scope: .center, interval: axis.numbers[$0])
      } + ReportTables.afterClosing(result),
      figures: [
        .init(.offered, always: true), .init(.abandonedProportion, "Abandoned", always: true),
        .init(.blockingProbability, "Blocked"), .init(.serviceLevel, "SL", always: true),
        .init(.averageSpeedOfAnswer, "ASA", always: true),
        .init(.averageQueueLength, "Queue", always: true),
        .init(.agentsOnDuty, "On duty", always: true), .init(.occupancy, always: true),
      ], isCoarse: true)
  }
}

extension TerminalReport {
  /// What the study took: "100 replications, 123,456 contacts in 2.1 s (1.2 million per second of
  /// processor time)".
  public static func effort(of result: StudyResult) -> String {
    let contacts = FigureText.fixed(result.contacts, decimals: 0)
    let seconds = FigureText.fixed(result.wallSeconds, decimals: result.wallSeconds < 10 ? 2 : 0)
    let count = result.replications == 1 ? "1 replication" : "\(result.replications) replications"
    let rate = result.processorSeconds > 0 ? result.contacts / result.processorSeconds : 0
    return "\(count), \(contacts) attempts in \(seconds) s "
      + "(\(FigureText.fixed(rate, decimals: 0)) per second of processor time)\n"
  }
}
